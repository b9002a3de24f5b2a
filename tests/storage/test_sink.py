"""The sink: fenced, deduplicated, and able to take up what an earlier attempt left."""

from __future__ import annotations

import json
import secrets
import sqlite3
from collections import Counter
from collections.abc import Callable
from dataclasses import fields, replace
from typing import get_type_hints

import pytest
from sqlalchemy import event, func, select

from classifier.model import Declared, Entry, Evidence, Features, Finding, Information
from crawler.sink import Memo
from scheduler.finishing import finish
from storage.engine import Store, open_store
from storage.entry_codec import _plain, compress, decode, encode
from storage.errors import Fenced, StoreReadOnly
from storage.models import Base, Observation, PageVisit, Procedure, SeenBatch, Snapshot
from storage.runs import claim_run, has_report
from storage.sink import PATIENCE, StoreSink
from storage.snapshots import snapshot_key
from tests.scheduler.nights import night, read_portal
from tests.storage.entries import crawl, entry, moment, order_of, page, register, report, start_run

PORTAL = "ha-tinh"


@pytest.fixture(autouse=True)
def _portal(store: Store) -> None:
    register(store, PORTAL)


def count(store: Store, table: type[Base]) -> int:
    with store.read() as connection:
        return connection.execute(select(func.count()).select_from(table)).scalar_one()


def test_orphan_of_an_earlier_attempt_writes_nothing(store: Store) -> None:
    run = start_run(store, PORTAL, night(1))
    orphan = StoreSink(order_of(store, run))
    later = claim_run(store, run.id, "other:2:2", moment(night(2)), moment(night(3)))
    assert later is not None and later.attempt == run.attempt + 1
    orphan.entry(entry(1))
    with pytest.raises(Fenced):
        orphan.close(report(1))
    assert count(store, Observation) == 0
    crawl(store, later, [entry(1), entry(2)])
    with pytest.raises(Fenced):
        finish(store, run.id, run.attempt, moment(night(1)))
    assert finish(store, later.id, later.attempt, moment(night(1))).run.state == "ok"


def test_lease_that_holds_is_not_taken(store: Store) -> None:
    run = start_run(store, PORTAL, night(1), worker="this:1:1")
    assert claim_run(store, run.id, "other:2:2", moment(night(1)), moment(night(2))) is None
    assert claim_run(store, run.id, "other:2:2", moment(night(1)), moment(night(2)), dead="this:1:1") is not None


def test_report_ends_the_writing(store: Store) -> None:
    run = start_run(store, PORTAL, night(1))
    crawl(store, run, [entry(1)])
    with pytest.raises(Fenced):
        crawl(store, run, [entry(2)])


def test_unchanged_entries_cost_no_observation(store: Store) -> None:
    read_portal(store, PORTAL, night(1), [entry(n) for n in range(50)])
    run = start_run(store, PORTAL, night(2))
    crawl(store, run, [entry(n, level=3 if n == 7 else 2) for n in range(50)])
    assert count(store, Observation) == 1
    assert count(store, SeenBatch) == 1
    finish(store, run.id, run.attempt, moment(night(2)))
    assert count(store, Observation) == count(store, SeenBatch) == 0


def test_only_the_attempt_that_reported_counts(store: Store) -> None:
    read_portal(store, PORTAL, night(1), [entry(n) for n in range(20)])
    run = start_run(store, PORTAL, night(2))
    lost = StoreSink(order_of(store, run))
    for number in range(120):
        lost.entry(entry(number, level=1))
    again = claim_run(store, run.id, "other:2:2", moment(night(3)), moment(night(4)))
    assert again is not None and count(store, Observation) > 0
    crawl(store, again, [entry(n) for n in range(20)])
    assert finish(store, again.id, again.attempt, moment(night(2))).health.healthy
    lost._store.close()


def test_pages_are_stored_once_and_known_later(store: Store) -> None:
    url = "http://127.0.0.1/tthc/1"
    body = "<h1>Cấp giấy phép</h1>".encode() * 50
    for number in (1, 2):
        run = start_run(store, PORTAL, night(number))
        sink = StoreSink(order_of(store, run))
        before = sink.known(url)
        assert (before is None) == (number == 1)
        if before is not None:
            assert (before.body, before.this_run, before.content_hash) == (body, False, "same")
        sink.visit(page(url, body + b"<!-- token %d -->" % number if number == 2 else body, moment(night(number)), content_hash="same"))
        sink.entry(entry(1, url=url))
        sink.close(report(1))
        finish(store, run.id, run.attempt, moment(night(number)))
    assert count(store, Snapshot) == 1
    assert count(store, PageVisit) == 2
    run = start_run(store, PORTAL, night(3))
    sink = StoreSink(order_of(store, run))
    sink.visit(replace(page(url, body, moment(night(3)), content_hash="same"), body=None, unchanged=True))
    sink.close(report(0))
    resumed = StoreSink(order_of(store, run))
    known = resumed.known(url)
    assert known is not None and known.this_run and known.body == body
    resumed._store.close()


def test_what_is_expected_is_read_together(store: Store) -> None:
    urls = [f"http://127.0.0.1/tthc/{number}" for number in range(8)]
    run = start_run(store, PORTAL, night(1))
    sink = StoreSink(order_of(store, run))
    for url in urls:
        sink.visit(page(url, url.encode(), moment(night(1)), content_hash=url))
        sink.remember(Memo("reading", url, f"of {url}", night(1)))
    sink.close(report(0))
    run = start_run(store, PORTAL, night(2))
    one_by_one, together = StoreSink(order_of(store, run)), StoreSink(order_of(store, run))
    together.expect([*urls[:6], "http://127.0.0.1/new"])
    asked = Counter[str]()
    event.listen(together._store.engine, "before_cursor_execute", lambda *args: asked.update([args[2].split()[0]]))
    for url in urls[:6]:
        assert together.known(url) == one_by_one.known(url) and together.recall("reading", url) == one_by_one.recall("reading", url)
        assert (found := together.visited(url)) is not None and found.body is None
    assert not asked["SELECT"]
    assert together.known(urls[7]) == one_by_one.known(urls[7]) and asked["SELECT"] == 1
    assert together.known("http://127.0.0.1/new") is None and together.visited("http://127.0.0.1/new") is None
    together.remember(Memo("reading", urls[0], "anew", night(2)))
    together._flush({})
    assert (memo := together.recall("reading", urls[0])) is not None and memo.value == "anew"
    for sink in (one_by_one, together):
        sink._store.close()


def test_visits_of_two_runs_are_kept(store: Store) -> None:
    for number in (1, 2, 3, 4):
        run = start_run(store, PORTAL, night(number))
        sink = StoreSink(order_of(store, run))
        sink.visit(page("http://127.0.0.1/", b"x", moment(night(number))))
        sink.entry(entry(1))
        sink.close(report(1))
        finish(store, run.id, run.attempt, moment(night(number)))
    assert count(store, PageVisit) == 2


def test_hostile_text_is_stored(store: Store) -> None:
    """NUL bytes, half surrogates and a name of a megabyte must not stop a night."""
    hostile = entry(1, name="Cấp\x00 giấy \ud800" + "x" * 1_000_000, agency="Sở\x00", key="\x00", url="http://127.0.0.1/\x00\udfff")
    run = start_run(store, PORTAL, night(1))
    sink = StoreSink(order_of(store, run))
    sink.visit(page(hostile.url, b"\x00\xff", moment(night(1))))
    sink.entry(hostile)
    sink.close(report(1, reason="\x00"))
    assert finish(store, run.id, run.attempt, moment(night(1))).run.state == "ok"


def test_entry_survives_storage_whole() -> None:
    whole = replace(
        entry(1, level=None, declared=None),
        findings=(Finding("6.6", "submission.seen", "submission=yes", (Evidence("submission", "http://x/", "Nộp hồ sơ"),), ("1", "2")),),
        reason="detail",
        next_level=("forms", "payment"),
    )
    assert decode(compress(encode(whole))) == whole
    assert decode(compress(encode(entry(2)))) == entry(2)
    with pytest.raises(ValueError, match="damaged"):
        decode(b"no entry")


@pytest.mark.parametrize("text", ["".join(map(chr, range(0x250))), "\u2028\u2029\ufeff\uffff\U0001f600", "half \ud800 a pair"])
def test_an_entry_has_the_bytes_by_which_earlier_versions_knew_it(text: str) -> None:
    odd = replace(entry(1), name=text, reason=text)
    assert encode(odd) == json.dumps(_plain(odd), ensure_ascii=False, separators=(",", ":")).encode("utf-8", "replace")


def test_every_field_of_an_entry_is_stored() -> None:
    """The codec names the fields by hand; a new field must be added there and here."""
    stored = {
        Entry: "code name field agency tier url level level_max strict_level declared features flags evidence findings reason key "
        "next_level",
        Declared: "scheme value text",
        Features: "information forms forms_linked forms_named submission payment result provided_via status_lookup statistics",
        Information: "present empty missing required",
        Evidence: "feature url quote",
        Finding: "rule found effect evidence values",
    }
    for kind, names in stored.items():
        assert [field.name for field in fields(kind)] == names.split(), kind
        assert get_type_hints(kind).keys() == set(names.split())


class Passing:
    """A clock that only passes while one sleeps."""

    def __init__(self) -> None:
        self.seconds = 0.0

    def __call__(self) -> float:
        return self.seconds

    def sleep(self, seconds: float) -> None:
        self.seconds += seconds


def fill_disk(sink: StoreSink, url: str) -> Callable[[], None]:
    """Let the file grow no more, as on a full disk; returns what makes room again."""
    with sqlite3.connect(url.removeprefix("sqlite:///")) as other:
        pages = other.execute("PRAGMA page_count").fetchone()[0]
    other.close()
    limit = {"pages": pages}
    event.listen(sink._store.engine, "begin", lambda connection: connection.exec_driver_sql(f"PRAGMA max_page_count={limit['pages']}"))
    return lambda: limit.update(pages=2**30)


def test_a_disk_that_is_full_for_a_while_loses_nothing(sqlite_url: str) -> None:
    with open_store(sqlite_url) as store:
        register(store, PORTAL)
        run = start_run(store, PORTAL, night(1))
        clock = Passing()
        sink = StoreSink(order_of(store, run), clock, clock.sleep)
        sink.entry(entry(1))
        make_room = fill_disk(sink, sqlite_url)
        for number in range(2, 250):
            sink.entry(entry(number, quote=secrets.token_hex(3000)))
            clock.seconds += 0.2
        assert count(store, Observation) < 100
        make_room()
        sink.close(report(249))
        assert finish(store, run.id, run.attempt, moment(night(1))).run.read == 249
        assert count(store, Procedure) == 249


def test_a_disk_that_stays_full_ends_the_crawl_without_a_word_about_the_portal(sqlite_url: str) -> None:
    with open_store(sqlite_url) as store:
        register(store, PORTAL)
        run = start_run(store, PORTAL, night(1))
        clock = Passing()
        sink = StoreSink(order_of(store, run), clock, clock.sleep)
        fill_disk(sink, sqlite_url)
        for number in range(1, 90):
            sink.entry(entry(number, quote=secrets.token_hex(3000)))
        with pytest.raises(StoreReadOnly, match="disk is full"):
            sink.close(report(90))
        assert clock.seconds >= PATIENCE
        assert count(store, Observation) == 0 and not has_report(store, run)


LINKED = b"<p>M\xe1\xba\xabu \xc4\x91\xc6\xa1n <a href='/tai/mau-01.doc'>xem</a></p>"
UNLINKED = b"<p>M\xe1\xba\xabu \xc4\x91\xc6\xa1n <a>xem</a></p>"


def test_a_page_whose_links_changed_is_kept_anew_though_its_words_stayed() -> None:
    assert snapshot_key("a", "same words", LINKED) != snapshot_key("a", "same words", UNLINKED)
    assert snapshot_key("a", "same words", b"<a href=\"\">x</a><a href>y</a><form action=''>") != snapshot_key("a", "same words", LINKED)
    assert snapshot_key("a", "same words", LINKED) == snapshot_key("a", "same words", LINKED + b"<!-- 4711 -->")
    session = [b"<a href='/tai?p_auth=%s&id=1'>xem</a>" % token for token in (b"abcdefghij0123456789", b"zyxwvutsrq9876543210")]
    assert snapshot_key("a", "same words", session[0]) == snapshot_key("a", "same words", session[1])


def test_a_validator_brings_back_the_very_body_it_stands_for(store: Store) -> None:
    register(store, "a")
    url = "http://127.0.0.1/a/1"
    for number, body, etag in ((1, UNLINKED, "one"), (2, LINKED, "two")):
        sink = StoreSink(order_of(store, start_run(store, "a", night(number))))
        sink.visit(replace(page(url, body, moment(night(number)), content_hash="same words"), etag=etag))
        sink.close(report(0))
    sink = StoreSink(order_of(store, start_run(store, "a", night(3))))
    known = sink.known(url)
    assert known is not None and (known.etag, known.body) == ("two", LINKED)
    sink.close(report(0))
