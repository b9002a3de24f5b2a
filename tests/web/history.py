"""A small stored history for the pages: three provinces with plans, four nights, and hostile words wherever a portal has a say."""

from __future__ import annotations

from base64 import b64decode
from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from classifier.model import Entry, Evidence, Finding
from classifier.vocabulary import Flag, Outcome, Scheme
from crawler.fetching import Picture
from scheduler.finishing import finish
from storage.engine import Store
from storage.queries.procedures import annotate, find_procedures
from storage.sink import StoreSink
from tests.storage.entries import crawl, entry, moment, order_of, page, register, report, start_run

NIGHTS = tuple(date(2020, 12, day) for day in (20, 21, 22, 23))
TODAY = date(2020, 12, 31)
NOW = "2020-12-31T12:00:00+07:00"

# Each would run, load or break out of its place if one page forgot to escape it; `fired` is what the browser tests look for.
HOSTILE = (
    "<script>window.fired=1</script>",
    "<img src=x onerror=window.fired=2>",
    "\"'><svg onload=window.fired=3>",
    "</title></textarea></pre></option><script>window.fired=4</script>",
    "javascript:window.fired=5",
    "{{ 7*7 }}{% raw %}${window.fired=6}",
    "]]><x xmlns='http://www.w3.org/1999/xhtml'><script>window.fired=7</script>",
    "' autofocus onfocus='window.fired=8",
    "<a href=javascript:window.fired=9>bấm</a><iframe srcdoc='<script>parent.fired=9</script>'></iframe>",
)
"""Words of a portal that no page may obey."""
DRAWN = "1.000004"
"""The procedure whose page the browser drew."""
PICTURE = Picture(b64decode("UklGRiIAAABXRUJQVlA4IBYAAAAwAQCdASoBAAEADsD+JaQAA3AAAAAA"), 1, 1)
"""One pixel."""


def build(store: Store) -> None:
    """Write the history through the crawler's own sink and the judging of runs."""
    for portal, province in (("ha-tinh", "Hà Tĩnh"), ("son-la", "Sơn La"), ("hai-duong", "Hải Dương")):
        register(store, portal, province=province)
    levels = [4, 3, 3, 2, 2, 1, None, 0]
    for night, moved in zip(NIGHTS, ((), (3,), (3, 4), (3, 4)), strict=True):
        now = [3 if number in moved else level for number, level in enumerate(levels)]
        _night(store, "ha-tinh", night, [_entry(number, level) for number, level in enumerate(now, 1)])
    _night(store, "hai-duong", NIGHTS[0], [_entry(20 + n, 2, declared="4") for n in range(3)])
    _blocked(store, "hai-duong", NIGHTS[1])
    _night(store, "son-la", NIGHTS[0], [_hostile(number, words, 2) for number, words in enumerate(HOSTILE, 40)], warnings=HOSTILE)
    # Five rise; more at once would not be believed.
    _night(
        store,
        "son-la",
        NIGHTS[1],
        [_hostile(number, words, 3 if number < 45 else 2) for number, words in enumerate(HOSTILE, 40)],
        warnings=HOSTILE,
    )
    with store.write() as connection:
        for number, words in enumerate(HOSTILE, 40):
            (found,) = find_procedures(connection, f"son-la:1.{number:06d}")
            annotate(connection, found.id, words, words, words, moment(TODAY))


def _entry(number: int, level: int | None, *, declared: str = "3", quote: str = "Nộp hồ sơ trực tuyến") -> Entry:
    made = entry(number, level, declared, scheme=Scheme.ND43_2011, level_max=level, quote=quote)
    above = (Flag.DECLARED_ABOVE_EVIDENCE,) if level is not None and int(declared) > level else ()
    said = Finding("6.9-login-gate", "submission_gate", "submission=gate", (Evidence("submission", made.url, quote),))
    return replace(
        made,
        findings=(said,),
        flags=(Flag.HTTP_ONLY, *above),
        strict_level=None if level is None else 0,
        reason="detail_not_read" if level is None else "",
        next_level=("need_result_channel",) if level == 3 else (),
    )


def _hostile(number: int, words: str, level: int) -> Entry:
    made = _entry(number, level, quote=f"{words} {level}")
    declared = replace(made.declared, text=words)
    evidence = (Evidence("submission", words, f"{words} {level}"), Evidence("result", made.url, words))
    return replace(made, name=f"Thủ tục {words}", agency=words, field=words, url=words, declared=declared, evidence=evidence)


def _night(store: Store, portal: str, night: date, entries: Sequence[Entry], warnings: Sequence[str] = ()) -> None:
    run = start_run(store, portal, night)
    sink = StoreSink(order_of(store, run))
    for one in entries:
        body = f"<html><head><title>{one.name}</title></head><body><p>{one.name}</p><p>{one.evidence[0].quote}</p></body></html>"
        drawn = replace(page(one.url, body.encode(), moment(night)), rendered=True, picture=PICTURE)
        sink.visit(drawn if one.code == DRAWN else page(one.url, body.encode(), moment(night)))
        sink.entry(one)
    closing = report(len(entries))
    sink.close(replace(closing, title=warnings[0] if warnings else "Cổng dịch vụ công", warnings=tuple(warnings)))
    finish(store, run.id, run.attempt, moment(night))


def _blocked(store: Store, portal: str, night: date) -> None:
    run = start_run(store, portal, night)
    crawl(store, run, (), report(0, outcome=Outcome.BLOCKED, complete=False, reason=f"403 {HOSTILE[1]}"))
    finish(store, run.id, run.attempt, moment(night))
