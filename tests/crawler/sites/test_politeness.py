"""A survey keeps to robots.txt and to one request at a time, asks few pages, and tells of each site as it is done."""

from __future__ import annotations

import socket
from datetime import datetime

import pytest

from classifier.sites.model import Item, SiteState, State
from crawler.child import Ended
from crawler.config import TIME_ZONE, Settings
from crawler.settings import ContactRequiredError
from crawler.sites.child import run_survey
from crawler.sites.order import SiteOrder, SiteResult, SurveyOrder, reading_from_json, reading_to_json, survey_from_json, survey_to_json
from tests.portal_server import portal_server

AT = datetime(2020, 12, 30, 2, tzinfo=TIME_ZONE)
SETTINGS = Settings(allow_networks="127.0.0.0/8")  # type: ignore[arg-type]  # parsed
MENU = "".join(f"<li><a href='{path}'>{label}</a></li>" for label, path in (
    ("Giới thiệu", "/gioi-thieu"), ("Tin tức", "/tin-tuc"), ("Liên hệ", "/kin/lien-he"), ("Hỏi đáp", "/hoi-dap"), ("Thư viện ảnh", "/anh"),
    ("Video", "/video"),
))  # fmt: skip
TEXT = "<p>Cơ quan thực hiện chức năng quản lý nhà nước trên địa bàn theo quy định của pháp luật hiện hành.</p>"


def survey(*sites: SiteOrder, delay: float = 0.0) -> tuple[Ended, dict[str, SiteResult]]:
    results: dict[str, SiteResult] = {}
    order = SurveyOrder(sites, AT, delay=delay, timeout=200)
    ended = run_survey(order, SETTINGS, lambda result: results.update({result.id: result}), overrides={"BACKOFF_BASE": 0.02})
    return ended, results


def test_a_site_is_looked_round_politely() -> None:
    body = f"<html><body><ul>{MENU}</ul>{{0}}</body></html>"
    pages = {path: {"body": body.format(TEXT + path), "type": "text/html"} for path in ("/", "/gioi-thieu", "/tin-tuc", "/hoi-dap")}
    with portal_server(robots="User-agent: *\nDisallow: /kin/\n", pages=pages) as server:
        ended, results = survey(SiteOrder("a", server.url, "so"), delay=0.3)
        seen = [one for one in server.log() if not one.target.startswith("/__")]
    reading = results["a"].reading
    assert (ended, reading.state) == (Ended.REPORTED, SiteState.OK)
    asked = [one.target for one in seen]
    assert asked[0] == "/robots.txt" and "/kin/lien-he" not in asked and "/anh" not in asked
    assert all(one.together == 1 for one in seen)
    # A busy machine may hand one request over late and the next at once: the whole span tells whether there were pauses.
    assert seen[-1].at - seen[1].at >= 0.15 * (len(seen) - 2) > 0
    contacts = reading.of(Item.CONTACTS)
    assert contacts is not None and contacts.state is State.UNKNOWN and "robots" in contacts.reason


def test_one_site_that_is_not_there_does_not_hold_up_the_others() -> None:
    pages = {"/": {"body": f"<html><body><ul>{MENU}</ul>{TEXT}</body></html>", "type": "text/html"}}
    with portal_server(pages=pages) as server, socket.socket() as unheard:
        unheard.bind(("127.0.0.1", 0))  # taken, and nobody listens
        gone = SiteOrder("gone", f"http://127.0.0.1:{unheard.getsockname()[1]}/", "so")
        ended, results = survey(gone, SiteOrder("there", server.url, "so"))
    assert ended is Ended.REPORTED
    assert (results["gone"].outcome, results["gone"].reading.state) == ("error", SiteState.UNREAD)
    assert results["there"].reading.state is SiteState.OK


def test_addresses_inside_are_refused() -> None:
    outside = Settings()
    results: list[SiteResult] = []
    with portal_server() as server, pytest.raises(ContactRequiredError):
        run_survey(
            SurveyOrder((SiteOrder("a", "http://93.184.216.34/", "so"), SiteOrder("b", server.url, "so")), AT), outside, results.append
        )
    assert results == []


def test_orders_and_readings_survive_the_pipe() -> None:
    order = SurveyOrder((SiteOrder("a", "http://a/", "so", "N", "P", ("h",), ("p:1",), (("b", "k"),)),), AT, 0.5, 10)
    assert survey_from_json(survey_to_json(order)) == order
    with portal_server(pages={"/": {"body": f"<html><body><ul>{MENU}</ul>{TEXT}</body></html>", "type": "text/html"}}) as server:
        _, results = survey(SiteOrder("a", server.url, "so"))
    reading = results["a"].reading
    assert reading_from_json(reading_to_json(reading)) == reading
