# ruff: noqa: E501 - the pages of the invented portal are easier to read when each stands on one line
"""The second night: what is remembered is not asked for again, and no change is missed for longer than it may be."""

from __future__ import annotations

import asyncio
from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from io import BytesIO
from typing import Any

import docx
import pytest

from classifier.model import ApplicationReading, Behind, Entry, FileStatus, FormFile, Page, PageReading, Result, Submission
from classifier.reading import read_page
from crawler.documents import FormVerifier
from crawler.fetching import Purpose
from crawler.memory import RECHECK_DAYS, MemoKind, Memory, mark_of, turn
from crawler.reader import read_portal
from crawler.sink import CollectingSink, CrawlReport, KnownPage, Memo, PageVisit, RunOrder
from tests.crawler.crawling import crawl
from tests.crawler.reader.details.test_hops import LOGIN, e_form
from tests.crawler.reader.made import Asked, Reply, detail_table, served, shell
from tests.crawler.reader.paging.test_paging import BY_ID, MENU, PROCEDURES, anchor, portal, table
from tests.crawler.reader.plain import PlainFetcher
from tests.crawler.reader.reading import AT
from tests.portal_server import portal_server

TODAY = date(2026, 11, 22)


def word() -> bytes:
    document, out = docx.Document(), BytesIO()
    document.add_paragraph("Đơn đề nghị")
    document.save(out)
    return out.getvalue()


DOCUMENT = word()


@dataclass
class Kept:
    """What a store keeps between nights."""

    memos: dict[tuple[str, str], Memo] = field(default_factory=dict)
    pages: dict[str, KnownPage] = field(default_factory=dict)
    profile: Mapping[str, object] | None = None


class Nightly(CollectingSink):
    def __init__(self, order: RunOrder, kept: Kept) -> None:
        super().__init__(order)
        self.kept = kept

    def known(self, url: str) -> KnownPage | None:
        return self.kept.pages.get(url)

    def visit(self, visit: PageVisit) -> None:
        super().visit(visit)
        if visit.body is not None:
            self.kept.pages[visit.url] = KnownPage(
                None, None, visit.content_hash, visit.content_type, visit.rendered, visit.body, this_run=False
            )

    def recall(self, kind: str, key: str) -> Memo | None:
        return self.kept.memos.get((kind, key))

    def remember(self, memo: Memo) -> None:
        self.kept.memos[(memo.kind, memo.key)] = memo


@dataclass
class Night:
    asked: Counter[str]
    entries: dict[str, Entry]
    reused: float


@dataclass
class Portal:
    """A portal of 34 procedures: each has a form file and a button to a form of its own; tests change it between nights."""

    dead: set[int] = field(default_factory=set)
    gated: set[int] = field(default_factory=set)
    changed: set[int] = field(default_factory=set)
    closed: set[int] = field(default_factory=set)
    token: int = 0
    around_list: str = ""

    def __call__(self, asked: Asked) -> Reply | None:
        head, _, last = asked.path.rpartition("/")
        number = int(last.split(".")[0]) if last.split(".")[0].isdigit() else 0
        if head == "/thu-tuc" and number in BY_ID:
            made = BY_ID[number] if number not in self.changed else replace(BY_ID[number], level="Toàn trình", agency="Sở Công thương")
            extra = f'<p>Mẫu đơn, tờ khai: <a href="/tai/{number}.docx">Đơn đề nghị.docx</a></p><a class="btn" href="/nop/{number}.html">Nộp hồ sơ trực tuyến</a>'
            return shell(
                f'<input type="hidden" name="__token" value="abcdef0123456789{self.token:08d}">{detail_table(made, extra=extra)}', menu=MENU
            )
        if head == "/tai":
            return (404, "text/html", "không có") if number in self.dead else DOCUMENT
        if head == "/nop" and number in self.closed:
            return shell("<p>Không tìm thấy quy trình xử lý online</p>")
        if head == "/nop":
            return LOGIN if number in self.gated else e_form(BY_ID[number])
        return portal(lambda _: shell(table(PROCEDURES, anchor) + self.around_list, menu=MENU))(asked)


def night(url: str, kept: Kept, day: int = 0, **wish: Any) -> Night:
    """One night over the portal at `url`."""
    order = RunOrder(url, AT + timedelta(days=day), profile=kept.profile, **wish)
    sink, fetcher = Nightly(order, kept), PlainFetcher()

    async def read() -> CrawlReport:
        verify = FormVerifier(fetcher, Memory(sink, order.at.date(), trusting=order.remember))
        return await read_portal(order, fetcher, None, sink, verify=verify)

    report = asyncio.run(read())
    kept.profile = report.profile
    asked = Counter(str(ask.purpose) for ask in fetcher.asked)
    return Night(asked, {entry.name: entry for entry in sink.entries}, report.stats["reused"])


@contextmanager
def at_night(portal: Portal) -> Iterator[Callable[..., Night]]:
    kept = Kept()

    def one(day: int, **wish: Any) -> Night:
        portal.token = day
        return night(state.url, kept, day, **wish)

    with served(portal) as state:
        yield one


def test_an_unchanged_portal_is_read_from_memory() -> None:
    with at_night(Portal()) as one:
        first, second = one(0), one(1)
    assert first.asked[Purpose.FILE] == len(PROCEDURES)
    assert first.asked[Purpose.HOP] == len(PROCEDURES)
    assert second.reused == len(PROCEDURES) + 1  # with their list; the tokens in the pages are new, what they say is not
    assert second.asked[Purpose.FILE] < len(PROCEDURES) / 3
    assert second.asked[Purpose.HOP] < len(PROCEDURES) / 3
    assert second.entries == first.entries
    assert len(first.entries) == len(PROCEDURES)


def test_everything_is_tried_again_within_the_week() -> None:
    with at_night(Portal()) as one:
        one(0)
        files = hops = 0
        for day in range(1, RECHECK_DAYS + 1):
            found = one(day)
            files += found.asked[Purpose.FILE]
            hops += found.asked[Purpose.HOP]
    assert files == hops == len(PROCEDURES)


def test_a_dead_file_is_noticed_within_the_week_and_its_return_at_once() -> None:
    portal = Portal()
    victim = PROCEDURES[5]
    with at_night(portal) as one:
        alive = one(0).entries[victim.name].features
        portal.dead.add(victim.id)
        seen = [one(day).entries[victim.name].features for day in range(1, RECHECK_DAYS + 1)]
        portal.dead.clear()
        back = one(RECHECK_DAYS + 1).entries[victim.name].features
    assert seen[-1].forms_linked < alive.forms_linked
    assert back == alive


def test_one_answer_that_differs_has_all_controls_of_its_kind_followed() -> None:
    portal = Portal()
    with at_night(portal) as one:
        before = one(0)
        portal.gated = {made.id for made in PROCEDURES}
        after = [{entry.features.submission for entry in one(day).entries.values()} for day in range(1, RECHECK_DAYS + 1)]
    assert {entry.features.submission for entry in before.entries.values()} == {Submission.YES}
    assert all(len(seen) == 1 for seen in after), after  # never some by what was and some by what is
    assert after[-1] == {Submission.GATE}


def test_a_control_without_an_answer_is_tried_again_until_two_nights_agree() -> None:
    portal = Portal(closed={made.id for made in PROCEDURES})
    with at_night(portal) as one:
        asked = [one(day).asked[Purpose.HOP] for day in range(3)]
    assert asked[:2] == [len(PROCEDURES)] * 2
    assert asked[2] < len(PROCEDURES) / 3


def test_a_page_that_changed_has_its_control_followed_at_once() -> None:
    portal = Portal()
    with at_night(portal) as one:
        one(0)
        portal.changed, portal.gated = {PROCEDURES[3].id}, {PROCEDURES[3].id}
        after = one(1)
    assert after.entries[PROCEDURES[3].name].features.submission is Submission.GATE
    assert after.reused == len(PROCEDURES)  # all but this one, and the list


def test_a_list_that_sends_a_form_for_its_rows_is_read_anew() -> None:
    with at_night(Portal(around_list='<form method="post"><input type="hidden" name="phien" value="0123456789abcdef"></form>')) as one:
        first, second = one(0), one(1)
    assert second.reused == len(PROCEDURES)
    assert second.entries == first.entries


def test_without_memory_the_night_is_read_whole() -> None:
    with at_night(Portal()) as one:
        first, second = one(0), one(1, remember=False)
    assert second.asked[Purpose.FILE] == second.asked[Purpose.HOP] == len(PROCEDURES)
    assert second.reused == 0
    assert second.entries == first.entries


def test_changes_are_the_same_with_and_without_memory() -> None:
    """What a page itself says is never late: each night's entries are those of a reading without memory."""
    portal = Portal()
    with at_night(portal) as one, at_night(portal) as whole:
        for day in range(4):
            portal.changed = {made.id for made in PROCEDURES[: 3 * day]}
            here = {name: _placeless(entry) for name, entry in one(day).entries.items()}
            there = {name: _placeless(entry) for name, entry in whole(day, remember=False).entries.items()}
            assert here == there


def _placeless(entry: Entry) -> object:
    return entry.declared, entry.level, entry.level_max, entry.features, entry.flags, entry.agency


class FilesOfYesterday(CollectingSink):
    """Remembers `/etag` as a document with a validator."""

    def recall(self, kind: str, key: str) -> Memo | None:
        if kind != MemoKind.FILE or not key.endswith("/etag"):
            return None
        noted: list[Memo] = []
        writer = Memory(_Noting(self.order, noted), TODAY)
        writer.remember(MemoKind.FILE, key, FormFile(key, FileStatus.DOCUMENT, "docx", size=9), etag='"v1"')
        return noted[0]


class _Noting(CollectingSink):
    def __init__(self, order: RunOrder, noted: list[Memo]) -> None:
        super().__init__(order)
        self.noted = noted

    def remember(self, memo: Memo) -> None:
        self.noted.append(memo)


def test_a_file_with_a_validator_is_asked_for_conditionally_every_night() -> None:
    with portal_server(pages={}) as server:
        result = crawl({"files": [{"url": f"{server.url}/etag"}]}, order={"sink": "tests.crawler.test_second_night.FilesOfYesterday"})
    assert result.files == [{"status": "document", "media": "docx", "reason": "", "size": 9}]
    assert result.report.stats["requests/file"] == 1
    assert result.report.stats["unchanged"] == 1
    assert result.report.stats["bytes"] == 0


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        (b'<input type="hidden" name=t value="0123456789abcdef">', b'<input type="hidden" name=t value="fedcba9876543210">', True),
        (b'<meta name="csrf-token" content="abc">', b'<meta name="csrf-token" content="xyz">', True),
        (b"<link rel='stylesheet' href='/a.css?v=1'>", b"<link rel='stylesheet' href='/a.css?v=2'>", True),
        (b"<link rel='next' href='/a?v=1'>", b"<link rel='next' href='/a?v=2'>", False),
        (b'<script nonce="0123456789">', b'<script nonce="9876543210">', True),
        (b'<input type="hidden" name=id value="7001">', b'<input type="hidden" name=id value="7002">', False),
        (b"<td>M\xe1\xbb\xa9c 3</td>", b"<td>M\xe1\xbb\xa9c 4</td>", False),
        (b'<meta name="keywords" content="abc">', b'<meta name="keywords" content="xyz">', False),
        (
            b'__doPostBack <input type="hidden" name=v value="0123456789abcdef">',
            b'__doPostBack <input type="hidden" name=v value="fedcba9876543210">',
            False,
        ),
    ],
)
def test_only_what_is_never_read_may_differ(one: bytes, other: bytes, same: bool) -> None:
    assert (mark_of(one, "u") == mark_of(other, "u")) is same
    assert mark_of(one, "u") != mark_of(one, "v")


def test_keys_take_turns_evenly() -> None:
    keys = [f"http://127.0.0.1/tai/{n}.docx" for n in range(700)]
    nights = [sum(turn(key, TODAY + timedelta(days=day)) for key in keys) for day in range(RECHECK_DAYS)]
    assert sum(nights) == len(keys)
    assert min(nights) > 60


def test_values_come_back_as_they_were() -> None:
    noted: list[Memo] = []
    memory = Memory(_Noting(RunOrder("http://127.0.0.1/", AT), noted), TODAY)
    page = Page("http://127.0.0.1/1", shell(detail_table(PROCEDURES[0])).encode(), at=TODAY)
    reading = read_page(page)
    memory.remember_reading(page.url, "mark", reading)
    listed = read_page(Page("http://127.0.0.1/", shell(table(PROCEDURES, anchor)).encode(), at=TODAY))
    memory.remember_reading(listed.url, "mark", listed)
    behind = ApplicationReading(Behind.PROCEDURE, procedure=reading.procedures[0], result=Result.ONLINE)
    memory.remember(MemoKind.HOP, "k", behind)
    assert memory.value(noted[0], PageReading) == reading
    assert listed.rows
    assert memory.value(noted[1], PageReading) == listed
    assert memory.value(noted[2], ApplicationReading) == behind
    assert memory.value(replace(noted[2], value="other rules" + noted[2].value), ApplicationReading) is None
    assert memory.value(replace(noted[2], value=noted[2].value[:-9]), ApplicationReading) is None
