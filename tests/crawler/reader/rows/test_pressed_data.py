# ruff: noqa: E501 - the invented portal is easier to read when each page stands on one line
"""A button that a script wires by its record's data: when the data change and the page's words do not, it is pressed that very night."""

from __future__ import annotations

import asyncio
from dataclasses import dataclass, field
from datetime import timedelta
from ipaddress import ip_network

import pytest

from classifier.model import Entry, Outcome, Page, PageKind, PageReading, Submission
from crawler.config import Settings
from crawler.fetching import Answer, Ask, Browser, Exchange
from crawler.guard.address import AddressPolicy
from crawler.guard.proxy import GuardProxy
from crawler.reader import read_portal
from crawler.reader.details.detail import Detail
from crawler.reader.details.marks import COMMON, marks_of
from crawler.reader.page.view import View, answered_data
from crawler.render.browser import ChromiumBrowser
from crawler.sink import CrawlReport, RunOrder
from tests.crawler.reader.asking.test_scripts import APP, FRAME, data, js, record
from tests.crawler.reader.made import Asked, Reply, made, served, shell
from tests.crawler.reader.plain import PlainFetcher, plain_verify
from tests.crawler.reader.reading import AT
from tests.crawler.test_second_night import Kept, Nightly

LOOPBACK = ip_network("127.0.0.0/8")
PROCEDURES = made(8)
BY_ID = {p.id: p for p in PROCEDURES}
ASKED_FOR_FORMS = "<h2>Tờ khai</h2><form method=post>" + "".join(
    f"<p><label>{label} <input name=o{place}></label></p>"
    for place, label in enumerate(("Họ và tên", "Số căn cước", "Địa chỉ", "Nội dung đề nghị"))
)


@dataclass
class Wired:
    """Every page shows the same button; `shut`: the procedures whose record has no address for it. The frame counts its visitors."""

    shut: set[int] = field(default_factory=set)
    visitors: int = 0

    def __call__(self, asked: Asked) -> Reply | None:
        if asked.path == "/main.js":
            return js(
                "const LIST='/vi/thu-tuc';"
                + FRAME
                + "async function got(u) { return (await fetch(u)).json(); } async function go() { const p = location.pathname; await got('/du-lieu/khung');"
                "if (p === LIST) { const d = await got('/du-lieu/tat-ca?page=0&size=50'); draw('<table><tr><th>Mã</th><th>Tên thủ tục</th></tr>' + d.content.map(r => '<tr><td>' + r.code + '</td><td><a href=\"/vi/thu-tuc/xem/' + r.id + '\">' + esc(r.procedureName) + '</a></td></tr>').join('') + '</table>'); }"
                "else if (p.startsWith('/vi/thu-tuc/xem/')) { const d = await got('/du-lieu/mot/' + p.split('/').pop()); draw(parts(d) + '<button type=button id=gui>Nộp hồ sơ trực tuyến</button>');"
                "document.getElementById('gui').addEventListener('click', () => { if (d.target) location.href = d.target; else { const t = document.createElement('div'); t.className = 'toast'; t.textContent = 'Thủ tục này chưa được cung cấp trực tuyến'; document.body.appendChild(t); } }); }"
                "else draw('<h2>Chào mừng đến với cổng dịch vụ công</h2>'); } go();"
            )
        head, _, last = asked.path.rpartition("/")
        if asked.path == "/du-lieu/khung":
            self.visitors += 1
            return data({"title": "Cổng dịch vụ công", "guests": self.visitors})
        if asked.path == "/du-lieu/tat-ca":
            return data({"content": [record(p, str(p.id)) for p in PROCEDURES], "totalElements": len(PROCEDURES)})
        if head == "/du-lieu/mot" and int(last) in BY_ID:
            target = None if int(last) in self.shut else f"/to-khai/{last}"
            return data({**record(BY_ID[int(last)], last), "level": "Một phần", "target": target})
        if head == "/to-khai":
            return shell(f"<p>{BY_ID[int(last)].name}</p>{ASKED_FOR_FORMS}<button>Tiếp tục</button></form>")
        return APP if asked.path == "/" or asked.path.startswith("/vi/") else None


async def night(url: str, kept: Kept, day: int) -> tuple[dict[str, Entry], CrawlReport]:
    order = RunOrder(url, AT + timedelta(days=day), profile=kept.profile)
    sink = Nightly(order, kept)
    async with GuardProxy(AddressPolicy(allow=(LOOPBACK,))) as proxy:

        async def allowed(url: str) -> bool:
            return True

        async def browser() -> Browser:
            return ChromiumBrowser(Settings(allow_networks=(LOOPBACK,)), allowed=allowed, proxy=proxy.url)

        report = await read_portal(order, PlainFetcher(), browser, sink, verify=plain_verify)
    kept.profile = report.profile
    return {entry.name: entry for entry in sink.entries}, report


def offered(entries: dict[str, Entry]) -> set[int]:
    return {p.id for p in PROCEDURES if entries[p.name].features.submission is not Submission.NO}


@pytest.mark.browser
def test_a_button_whose_data_changed_is_pressed_that_night() -> None:
    ids = [p.id for p in PROCEDURES]
    portal, kept = Wired(set(ids[:3])), Kept()
    with served(portal) as state:
        before, first = asyncio.run(night(state.url, kept, 0))
        portal.shut = {*ids[1:3], *ids[4:6]}
        after, second = asyncio.run(night(state.url, kept, 1))
    assert offered(before) == set(ids[3:])
    assert offered(after) == {ids[0], ids[3], *ids[6:]}
    assert second.stats["requests/hop"] < first.stats["requests/hop"]


def drawn(number: int, own: object, frame: object, words: str = "same") -> Detail:
    """The page of a procedure and the two answers that its script was given."""
    url = f"http://127.0.0.1/xem/{number}"
    answers = {f"http://127.0.0.1/mot?id={number}": own, "http://127.0.0.1/khung": frame}
    exchanges = tuple(
        Exchange("GET", asked, {}, None, 200, "application/json", repr(told).replace("'", '"').encode()) for asked, told in answers.items()
    )
    page, ask = Page(url, ""), Ask(url)
    view = View(ask, Answer(ask, Outcome.OK, page), page, PageReading(url, Outcome.OK, PageKind.PROCEDURE), exchanges=exchanges)
    return Detail(None, url, content_hash=words, data=answered_data(view))


def test_a_mark_goes_with_the_records_own_data_and_with_its_words() -> None:
    count = COMMON + 3
    first = marks_of(drawn(n, {"way": "a"}, {"guests": 1}) for n in range(count))
    assert marks_of(drawn(n, {"way": "a"}, {"guests": 2}) for n in range(count)) == first
    changed = marks_of(
        drawn(n, {"way": "b" if n == 1 else "a", "viewCount": 7}, {"guests": 2}, "other" if n == 2 else "same") for n in range(count)
    )
    assert [n for n in range(count) if changed[n] != first[n]] == [1, 2]


def test_a_page_that_asked_for_no_data_is_marked_by_its_words() -> None:
    assert marks_of([Detail(None, "http://127.0.0.1/1", content_hash="words"), Detail(None, "http://127.0.0.1/2")]) == ["words", ""]
