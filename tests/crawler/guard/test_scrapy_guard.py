"""The guard as Scrapy meets it: addresses, names, redirects, robots.txt, all in real crawls."""

from __future__ import annotations

from tests.crawler.crawling import ask
from tests.crawler.guard.ways_in import WAYS_IN
from tests.portal_server import portal_server

PUBLIC_ONLY = {"allow_networks": [], "contact": "test@example.vn"}


def test_scrapy_finds_no_way_in() -> None:
    with portal_server(pages={"/": {"body": "inside"}}) as server:
        crawl = ask(*(way.format(port=server.port) for way in WAYS_IN), settings=PUBLIC_ONLY)
        assert [(a["url"], a["reason"]) for a in crawl.answers if a["outcome"] not in ("refused", "error") or a["status"]] == []
        assert sum(a["outcome"] == "refused" for a in crawl.answers) > 60
        assert server.targets() == []
        assert "requests/page" not in crawl.report.stats


def test_a_name_is_refused_at_the_address_it_leads_to() -> None:
    with portal_server(pages={"/": {"body": "inside"}}) as server:
        # With some network allowed, local names are not refused as names: the resolver has to do it.
        crawl = ask(f"http://localhost:{server.port}/", settings={"allow_networks": ["10.0.0.0/8"], "contact": "t@example.vn"})
        assert crawl.answers[0]["outcome"] == "refused"
        assert "not a public address" in crawl.answers[0]["reason"]
        assert server.targets() == []


def test_redirects_are_judged_like_addresses() -> None:
    targets = (
        "http://127.0.0.2:{port}/",
        "http://2130706434:{port}/",
        "http://localhost:{port}/",
        "http://[::1]:{port}/",
        "http://169.254.169.254/",
        "//10.0.0.1/",
        "file:///etc/passwd",
        "ftp://example.com/",
        "javascript:alert(1)",
        "data:text/html,x",
    )
    with portal_server(pages={"/": {"body": "start"}}) as server:
        urls = [f"{server.url}/redirect?to={target.format(port=server.port)}" for target in targets]
        crawl = ask(*urls, settings={"allow_networks": ["127.0.0.1/32"], "download_delay": 0.0, "contact": "t@example.vn"})
        # localhost leads to the one address that is allowed here; what follows "javascript:" is no address at all.
        expected = ["refused", "refused", "ok", "refused", "refused", "refused", "refused", "refused", "error", "refused"]
        assert [a["outcome"] for a in crawl.answers] == expected
        assert [target for target in server.targets() if not target.startswith(("/redirect", "/robots.txt"))] == ["/"]


def test_robots_txt_that_leads_inside_forbids_everything() -> None:
    with portal_server(pages={"/robots.txt": {"status": 302, "headers": {"Location": "http://169.254.169.254/"}}}) as server:
        crawl = ask(f"{server.url}/")
        assert crawl.answers[0]["outcome"] in ("refused", "error")
        assert server.targets() == ["/robots.txt"]


def test_public_hosts_are_not_asked_without_a_contact() -> None:
    crawl = ask("http://113.160.0.1/", settings={"allow_networks": ["127.0.0.0/8"], "contact": None})
    assert crawl.answers[0]["outcome"] == "refused"
    assert "MUCDO_CONTACT" in crawl.answers[0]["reason"]
