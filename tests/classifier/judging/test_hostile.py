"""Whatever a page holds, judging ends with an entry: no number too long, no address too strange, no pattern that never ends."""

from __future__ import annotations

import json

import pytest
from hypothesis import HealthCheck, given, settings, strategies as st

from classifier.judging.entry_json import entry_from_json, entry_to_stored
from classifier.judging.explain import as_text, explain
from classifier.judging.judge import judge
from classifier.model import Control, ControlKind, Field, FieldKey, FileLink, FormMention, ProcedureReading
from tests.classifier.judging.building import context, page, submit

LENGTH = 20_000  # what a reader lets through for one cell
SEEDS = [
    "00000000",
    "1.000",
    "nộp nộp ",
    "không thu phí ",
    "nhận kết quả ",
    "tiếp nhận và ",
    "mức độ 3 và ",
    "; ",
    "kết quả được trả ",
    "đến nhận ",
    "nộp qua mạng ",
    "vào tk 1",
    "email kèm ",
    "((((",
    "☐ ",
    "bưu tá phát ",
    "chưa hỗ trợ, ",
    "từ ngày 1/1/2090: ",
    "gửi văn bản ",
    "có\nkhông\n",
    "mẫu số 01\n",
    "test ",
    "\t",
    "9",
]


def filled(text: str) -> ProcedureReading:
    """A reading in which every place holds the same text."""
    return ProcedureReading(
        "https://a.gov.vn/1",
        text,
        text[:50],
        fields=tuple(Field(key, text[:200], text) for key in FieldKey),
        controls=tuple(Control(kind, text, text or None, "get", False, text, modal_text=text) for kind in ControlKind),
        forms=tuple(FormMention(text[start:], None, FileLink(text[start:], f"https://a.gov.vn/{start}?{text[:99]}")) for start in range(9)),
        glued=text,
    )


@pytest.mark.parametrize("seed", SEEDS)
def test_long_repetitions(seed: str) -> None:
    entry = judge(filled((seed * LENGTH)[:LENGTH]), context())
    assert entry_from_json(json.loads(json.dumps(entry_to_stored(entry)))) == entry
    assert as_text(explain(entry))
    assert all(len(seen.quote) <= 300 for seen in entry.evidence)


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.text(max_size=80))
def test_any_text(text: str) -> None:
    entry = judge(filled(text), context())
    assert entry_from_json(entry_to_stored(entry)) == entry


@pytest.mark.parametrize("url", ["http://[", "http://[::1", "https://a.gov.vn:port/x", "//", "http://\u2100.com", "data:,x", ""])
def test_addresses_that_are_none(url: str) -> None:
    reading = page(controls=(submit(url=url, own=False),), forms=(FormMention("Mẫu số 01", None, FileLink("Mẫu", url)),), url=url)
    assert judge(reading, context()).url == url
