"""robots.txt, pauses, redirects and validators, in real crawls of a real server."""

from __future__ import annotations

from contextlib import ExitStack
from itertools import pairwise

import pytest

from tests.crawler.crawling import ask, crawl
from tests.portal_server import portal_server

PAGE = {"body": "<html><body>trang</body></html>"}


def test_eight_simultaneous_first_requests_all_obey_robots_txt() -> None:
    pages = {f"/private/{n}": PAGE for n in range(6)} | {f"/open/{n}": PAGE for n in range(2)}
    with portal_server(robots="User-agent: *\nDisallow: /private\n", robots_delay=0.3, pages=pages) as server:
        result = ask(*(server.url + path for path in pages), together=True)
        assert [a["outcome"] for a in result.answers] == ["robots"] * 6 + ["ok"] * 2
        assert sorted(server.targets()) == ["/open/0", "/open/1", "/robots.txt"]
        assert result.report.stats["requests/robots"] == 1
        assert result.report.stats["requests/page"] == 2


def test_rules_for_mucdo_go_before_rules_for_all() -> None:
    robots = "User-agent: *\nDisallow: /\n\nUser-agent: mucdo\nDisallow: /closed\n"
    with portal_server(robots=robots, pages={"/": PAGE, "/closed": PAGE}) as server:
        result = ask(f"{server.url}/", f"{server.url}/closed", settings={"contact": "mailto:theo-doi@example.vn"})
        assert [a["outcome"] for a in result.answers] == ["ok", "robots"]
        assert "(+mailto:theo-doi@example.vn)" in server.log()[0].headers["user-agent"]


def test_what_a_missing_robots_txt_means() -> None:
    outcomes = {404: "ok", 403: "ok", 500: "error", 503: "error", 429: "error"}
    with ExitStack() as stack:
        servers = [stack.enter_context(portal_server(robots="x", robots_status=status, pages={"/": PAGE})) for status in outcomes]
        result = ask(*(f"{server.url}/" for server in servers))
        assert [a["outcome"] for a in result.answers] == list(outcomes.values())
        assert ["/" in server.targets() for server in servers] == [outcome == "ok" for outcome in outcomes.values()]


def test_a_redirect_into_a_forbidden_path_is_not_followed() -> None:
    with portal_server(robots="User-agent: *\nDisallow: /private\n", pages={"/private": PAGE}) as server:
        result = ask(f"{server.url}/redirect?to=/private")
        assert result.answers[0]["outcome"] == "robots"
        assert "/private" not in server.targets()


def test_a_robots_txt_that_redirects_for_ever_is_no_robots_txt() -> None:
    pages = {"/robots.txt": {"status": 302, "headers": {"Location": "/loop"}}, "/": PAGE}
    with portal_server(pages=pages) as server:
        assert ask(f"{server.url}/").answers[0]["outcome"] == "ok"


def test_robots_txt_full_of_wildcards_costs_no_time() -> None:
    robots = "User-agent: *\n" + "Disallow: /" + "*a" * 60 + "b\nDisallow: /private\n"
    with portal_server(robots=robots, pages={"/private": PAGE}) as server:
        result = ask(f"{server.url}/{'a' * 4000}", f"{server.url}/private", order={"timeout": 20})
        assert [a["outcome"] for a in result.answers][1] == "robots"


def test_one_connection_at_a_time_and_the_delay_is_a_floor() -> None:
    paths = [f"/{n}" for n in range(5)]
    with portal_server(pages={path: PAGE for path in paths}) as server:
        ask(*(server.url + path for path in paths), together=True, settings={"download_delay": 0.2})
        log = server.log()
        assert max(seen.together for seen in log) == 1
        gaps = [later.at - earlier.at for earlier, later in pairwise(log)]
        # Requests are spaced where they are sent; on arrival a gap may be shorter by what the machine was late before it.
        assert sum(gaps) / len(gaps) >= 0.2


def test_simultaneous_requests_without_a_delay_still_come_one_by_one() -> None:
    with portal_server() as server:
        ask(*(f"{server.url}/slow?seconds=0.1&{n}" for n in range(6)), together=True)
        assert max(seen.together for seen in server.log()) == 1


def test_crawl_delay_goes_before_a_shorter_delay() -> None:
    with portal_server(robots="User-agent: *\nCrawl-delay: 0.4\n", pages={f"/{n}": PAGE for n in range(4)}) as server:
        ask(*(f"{server.url}/{n}" for n in range(4)))
        log = server.log()
        assert (log[-1].at - log[0].at) / (len(log) - 1) >= 0.39


def test_a_crawl_delay_longer_than_the_run_ends_the_run_as_suspect() -> None:
    with portal_server(robots="User-agent: *\nCrawl-delay: 3600\n", pages={"/": PAGE}) as server:
        result = ask(f"{server.url}/", order={"timeout": 2})
        assert result.answers[0]["reason"] == "budget spent: time"
        assert result.report.suspect == "budget spent: time"
        assert not result.report.coverage.complete


@pytest.mark.parametrize("status", [429, 503, 403])
def test_retry_after_is_waited_out(status: int) -> None:
    with portal_server() as server:
        result = ask(f"{server.url}/busy?retry_after=1&times=1&status={status}")
        assert result.text() == "<html>early: 0</html>"


@pytest.mark.parametrize("then", [500, 502])
def test_a_pause_that_the_host_asked_for_does_not_use_up_the_patience_with_its_errors(then: int) -> None:
    with portal_server() as server:
        result = ask(f"{server.url}/busy?retry_after=1&times=2&then={then}")
        assert result.text() == "<html>early: 0</html>"


def test_all_requests_to_a_busy_host_wait() -> None:
    with portal_server(pages={"/other": PAGE}) as server:
        result = ask(
            f"{server.url}/busy?retry_after=1&times=1", f"{server.url}/busy?n=2&retry_after=1&times=1", f"{server.url}/other", together=True
        )
        assert [a["outcome"] for a in result.answers] == ["ok"] * 3
        assert result.text() == "<html>early: 0</html>"


@pytest.mark.parametrize(("status", "outcome"), [(429, "blocked"), (503, "error")])
def test_a_host_that_wants_a_long_pause_is_left_for_another_night(status: int, outcome: str) -> None:
    with portal_server() as server:
        result = ask(f"{server.url}/busy?retry_after=3600&status={status}", f"{server.url}/other")
        assert [answer["outcome"] for answer in result.answers] == [outcome] * 2
        assert all("3600" in answer["reason"] for answer in result.answers)
        assert server.targets() == ["/robots.txt", f"/busy?retry_after=3600&status={status}"]


def test_the_breaker_leaves_a_failing_host_alone() -> None:
    with portal_server() as server:
        quick = {"BREAKER_FAILURES": 4, "BREAKER_COOLDOWN": 0.1, "BREAKER_TRIPS": 1, "BACKOFF_BASE": 0.01}
        result = ask(*(f"{server.url}/status/503?{n}" for n in range(20)), overrides=quick)
        assert {a["outcome"] for a in result.answers} == {"error"}
        assert "left alone" in result.answers[-1]["reason"]
        assert len(server.targets()) <= 1 + 8


def test_a_host_that_blocks_is_left_alone_as_blocked() -> None:
    with portal_server() as server:
        quick = {"BREAKER_FAILURES": 3, "BREAKER_COOLDOWN": 0.1, "BREAKER_TRIPS": 0}
        result = ask(*(f"{server.url}/status/403?{n}" for n in range(10)), overrides=quick)
        assert {a["outcome"] for a in result.answers} == {"blocked"}
        assert len(server.targets()) == 1 + 3


def test_broken_files_say_nothing_about_the_host() -> None:
    with portal_server(pages={"/": PAGE}) as server:
        quick = {"BREAKER_FAILURES": 3, "BREAKER_TRIPS": 0, "BACKOFF_BASE": 0.01}
        asks = [{"url": f"{server.url}/status/403?{n}", "purpose": "file"} for n in range(6)]
        result = crawl({"asks": [*asks, {"url": f"{server.url}/"}]}, overrides=quick)
        assert result.answers[-1]["outcome"] == "ok"


def test_redirects_end() -> None:
    outcomes = {
        "/loop": "error",
        "/endless-redirect/0": "error",
        "/redirect?to=/page": "ok",
        "/redirect?to=/page&status=308": "ok",
        "/cookie": "ok",
    }
    with portal_server(pages={"/page": PAGE}) as server:
        result = ask(*(server.url + path for path in outcomes))
        assert [a["outcome"] for a in result.answers] == list(outcomes.values())
        assert len(server.targets()) <= 20
        assert result.answers[2]["redirects"] == [f"{server.url}/redirect?to=/page"]


def test_meta_refresh_is_followed_unless_the_page_reloads_itself() -> None:
    pages = {
        "/": {"body": "<html><head><meta http-equiv='Refresh' content='0; url=/home'></head></html>"},
        "/home": PAGE,
        "/live": {"body": "<html><head><meta http-equiv='refresh' content='5'></head><body>sống</body></html>"},
        "/self": {"body": "<html><head><meta http-equiv='refresh' content='5;url=/self'></head><body>sống</body></html>"},
    }
    with portal_server(pages=pages) as server:
        result = ask(f"{server.url}/", f"{server.url}/live", f"{server.url}/self")
        assert [a["final"].removeprefix(server.url) for a in result.answers] == ["/home", "/live", "/self"]


def test_outcomes_of_statuses() -> None:
    outcomes = {200: "ok", 401: "login", 403: "blocked", 404: "error", 410: "error", 429: "blocked", 500: "error"}
    with portal_server() as server:
        result = ask(*(f"{server.url}/status/{status}" for status in outcomes))
        assert [a["outcome"] for a in result.answers] == list(outcomes.values())
        assert all(a["size"] > 0 for a in result.answers)


def test_network_failures_are_named() -> None:
    with portal_server() as server:
        closed = "http://127.0.0.1:9999/"
        result = ask(closed, "http://khong-co.invalid/", f"https://127.0.0.1:{server.port}/", f"{server.url}/cut", f"{server.url}/garbage")
        assert {a["outcome"] for a in result.answers} == {"error"}
        reasons = [a["reason"] for a in result.answers]
        assert reasons[0].startswith("refused:")
        assert reasons[1].startswith("dns:")
        assert reasons[2].startswith("tls:")
        assert "broke off" in reasons[3]
        assert "broke off" in reasons[4]
        assert "Traceback" not in result.log


def test_budgets_end_the_run_as_suspect_and_a_limit_does_not() -> None:
    with portal_server(pages={f"/{n}": PAGE for n in range(10)}) as server:
        urls = [f"{server.url}/{n}" for n in range(10)]
        limited = ask(*urls, order={"max_pages": 3})
        assert [a["outcome"] for a in limited.answers] == ["ok"] * 3 + ["error"] * 7
        assert limited.report.suspect == ""
        assert not limited.report.coverage.complete
        late = ask(*(f"{server.url}/slow?seconds=0.4&{n}" for n in range(10)), order={"timeout": 1.0})
        assert late.report.suspect == "budget spent: time"
        assert [a["outcome"] for a in late.answers][-1] == "error"


def test_requests_are_counted_by_purpose() -> None:
    with portal_server(pages={"/": PAGE}) as server:
        purposes = ["page", "data", "file", "hop"]
        result = crawl({"asks": [{"url": f"{server.url}/", "purpose": purpose} for purpose in purposes]})
        assert {name: n for name, n in result.report.stats.items() if name.startswith("requests/")} == {
            "requests/page": 1, "requests/data": 1, "requests/file": 1, "requests/hop": 1, "requests/robots": 1,
        }  # fmt: skip
        assert result.report.stats["bytes"] == 4 * len(PAGE["body"])
