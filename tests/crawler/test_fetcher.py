"""What the fetcher sends, what it refuses to send, and what it does not fetch twice."""

from __future__ import annotations

import json
from typing import Any

import pytest

from crawler.fetching import Ask
from crawler.personal import personal_data_in
from crawler.sink import CollectingSink, KnownPage
from tests.crawler.crawling import crawl
from tests.portal_server import portal_server

STORED = b"<html><body>" + b"stored " * 100 + b"</body></html>"


class RememberingSink(CollectingSink):
    """Knows `/etag`, `/mine`, `/drawn` and `/bare` from before."""

    def known(self, url: str) -> KnownPage | None:
        path = url.rpartition("/")[2]
        if path not in ("etag", "mine", "drawn", "bare"):
            return None
        return KnownPage(
            etag='"v1"',
            last_modified=None,
            content_hash="x",
            content_type="text/html; charset=utf-8",
            rendered=path == "drawn",
            body=None if path == "bare" else STORED,
            this_run=path == "mine",
        )


REMEMBERING = {"sink": "tests.crawler.test_fetcher.RememberingSink"}


def test_an_unchanged_page_costs_no_body() -> None:
    with portal_server(pages={}) as server:
        result = crawl({"asks": [{"url": f"{server.url}/etag"}]}, order=REMEMBERING)
        answer = result.answers[0]
        assert (answer["outcome"], answer["unchanged"], answer["status"], answer["size"]) == ("ok", True, 200, len(STORED))
        assert answer["etag"] == '"v1"'
        assert result.report.stats["bytes"] == 0
        assert result.report.stats["unchanged"] == 1


def test_what_this_run_has_read_is_not_fetched_again() -> None:
    with portal_server(pages={"/mine": {"body": "new"}}) as server:
        result = crawl({"asks": [{"url": f"{server.url}/mine"}]}, order=REMEMBERING)
        assert (result.answers[0]["size"], result.answers[0]["unchanged"]) == (len(STORED), False)
        assert server.targets() == []


def test_what_only_this_moment_can_say_is_asked_for_whatever_was_kept() -> None:
    fresh = {"body": "new", "headers": {"ETag": '"v1"'}}
    with portal_server(pages={"/mine": fresh, "/etag": fresh}) as server:
        result = crawl({"asks": [{"url": f"{server.url}/{path}", "fresh": True} for path in ("mine", "etag")]}, order=REMEMBERING)
        assert (result.text(0), result.text(1)) == ("new", "new")
        assert not any("if-none-match" in seen.headers for seen in server.log())


def test_where_a_redirect_led_is_told_though_nothing_answers_there() -> None:
    nowhere = "http://127.0.0.1:9/nop?ma=5"
    with portal_server(pages={"/day": {"body": "x"}}) as server:
        asks = [{"url": f"{server.url}{path}", "purpose": "hop"} for path in (f"/redirect?to={nowhere}", "/redirect?to=/day")]
        answers = crawl({"asks": asks}).answers
        assert [(answer["outcome"], answer["led_to"]) for answer in answers] == [("refused", nowhere), ("ok", "")]


@pytest.mark.parametrize(("line", "told"), [("khoa=a%3D; Path=/; SameSite=Lax", {"khoa": "a%3D"}), ("phien=b; Path=/; HttpOnly", {})])
def test_the_cookies_that_scripts_may_read_are_told(line: str, told: dict[str, str]) -> None:
    with portal_server(pages={"/ds": {"body": "x", "headers": {"Set-Cookie": line}}}) as server:
        assert crawl({"asks": [{"url": f"{server.url}/ds"}]}).answers[0]["cookies"] == told


def test_the_cookies_of_a_script_go_along_to_the_host_that_was_asked_alone() -> None:
    with portal_server() as server:
        elsewhere = f"http://localhost:{server.url.rpartition(':')[2]}/echo"
        asks = [{"url": f"{server.url}{path}", "cookies": {"D1N": "a1"}} for path in ("/echo", f"/redirect?to={elsewhere}")]
        result = crawl({"asks": [*asks, {"url": elsewhere}]})
        assert [json.loads(result.text(at))["headers"].get("cookie") for at in range(3)] == ["D1N=a1", None, None]


def test_the_cookies_of_a_script_go_along_with_files_that_are_asked_for_later() -> None:
    """A door stands before forms, too, and those are verified without knowing of it."""
    with portal_server() as server:
        asks = [{"url": f"{server.url}/echo", "cookies": {"D1N": "a1"}}, {"url": f"{server.url}/echo?mau=1", "purpose": "file"}]
        result = crawl({"asks": asks})
        assert [json.loads(result.text(at))["headers"].get("cookie") for at in range(2)] == ["D1N=a1", "D1N=a1"]


@pytest.mark.parametrize(("purpose", "outcome"), [("page", "closed"), ("data", "closed"), ("hop", "refused"), ("file", "refused")])
def test_a_page_that_sends_everybody_to_the_national_portal_is_closed(purpose: str, outcome: str) -> None:
    """Nothing of the national portal is read in its place; a control to apply may lead there, and is asked for: the guard stops it here."""
    with portal_server() as server:
        places = [f"{server.url}/redirect?to=http://{host}dichvucong.gov.vn:9/p/home" for host in ("", "www.", "tinh.")]
        asks = [{"url": place, "purpose": purpose} for place in places]
        told = [(answer["outcome"], "national" in answer["reason"]) for answer in crawl({"asks": asks}).answers]
    assert told == [(outcome, outcome == "closed")] * 2 + [("refused", False)]


def test_validators_are_sent_only_for_a_body_that_is_at_hand() -> None:
    fresh = {"body": "new", "headers": {"ETag": '"v1"'}}
    with portal_server(pages={"/drawn": fresh, "/bare": fresh}) as server:
        result = crawl({"asks": [{"url": f"{server.url}/drawn"}, {"url": f"{server.url}/bare"}]}, order=REMEMBERING)
        assert (result.text(0), result.text(1)) == ("new", "new")
        assert not any("if-none-match" in seen.headers for seen in server.log())


def test_search_and_paging_are_posted() -> None:
    bodies = {"trang=2&tukhoa=h%E1%BB%99": "application/x-www-form-urlencoded", '{"page": 2}': "application/json"}
    with portal_server() as server:
        asks = [{"url": f"{server.url}/echo", "method": "POST", "body": body, "purpose": "data"} for body in bodies]
        result = crawl({"asks": [*asks, {"url": f"{server.url}/etag"}]})
        seen = [json.loads(result.text(place)) for place in range(2)]
        assert {item["body"]: item["headers"]["content-type"] for item in seen} == bodies
        assert seen[0]["headers"]["accept-language"].startswith("vi")
        assert result.answers[2]["etag"] == '"v1"'


def test_personal_data_and_other_methods_are_not_sent() -> None:
    requests: list[dict[str, Any]] = [
        {"method": "POST", "body": "hoTen=Nguyen+Van+A"},
        {"method": "POST", "body": "txtSoDienThoai=0912345678&trang=1"},
        {"method": "POST", "body": '{"page": 1, "applicant": {"soCCCD": "001099000000"}}'},
        {"method": "POST", "body": "q=a%40example.vn"},
        {"method": "POST", "body": "ctl00%24Main%24txtMatKhau=x"},
        {"method": "POST", "body": "page=1", "purpose": "hop"},
        {"method": "POST", "body": "--x\r\nContent-Disposition: form-data; name=f; filename=a.doc\r\n\r\nz\r\n--x--"},
        {"method": "GET", "headers": {"Authorization": "Basic eDp5"}},
        {"method": "PUT", "body": "page=1"},
        {"method": "DELETE"},
    ]
    with portal_server() as server:
        result = crawl({"asks": [{"url": f"{server.url}/echo", **request} for request in requests]})
        assert [answer["outcome"] for answer in result.answers] == ["refused"] * len(requests)
        assert server.targets() == []


@pytest.mark.parametrize(
    "ask",
    [
        Ask("http://x.example/?keyword=c%C4%83n+c%C6%B0%E1%BB%9Bc&page=2"),
        Ask("http://x.example/", method="POST", body=b"__VIEWSTATE=%2FwEPDw&__EVENTTARGET=ctl00%24pager&ctl00%24txtHoTen="),
        Ask("http://x.example/", method="POST", body=b'params={"service":"procedure_advanced_search_service_v2","pageIndex":2}'),
        Ask(
            "http://x.example/",
            method="POST",
            body=b'{"lastId": 387628, "linhVuc": "H\xe1\xbb\x99 t\xe1\xbb\x8bch", "deep": [[[[[[[["x"]]]]]]]]}',
        ),
        Ask("http://x.example/?_p_p_id=thutuc&coQuanId=387628000001&loaiCoQuan=&phoneNumber="),
    ],
)
def test_searching_and_paging_carry_nobody(ask: Ask) -> None:
    assert personal_data_in(ask) is None


def test_hostile_bodies_do_not_break_the_check() -> None:
    assert personal_data_in(Ask("http://x.example/", method="POST", body=b"[" * 200_000)) is None
    assert personal_data_in(Ask("http://x.example/", method="POST", body=b"a={" + b"{" * 50_000)) is None
    nested = b'params={"inner": {"email": "a@example.vn"}}'
    assert personal_data_in(Ask("http://x.example/", method="POST", body=nested)) == "email"
