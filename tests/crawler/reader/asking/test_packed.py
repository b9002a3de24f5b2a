"""Parameters that are objects of their own, packed into one value."""

from __future__ import annotations

import base64
import json
from urllib.parse import parse_qsl, quote, urlencode, urlsplit

import pytest

from crawler.fetching import Ask
from crawler.reader.asking.packed import unpacked
from crawler.reader.asking.slots import slots_of, with_slot
from crawler.reader.paging.numbers import following

FILTER = {"tu": "đất đai?", "trang": 1, "vung": {"xa": None}}


def spellings(data: object) -> dict[str, str]:
    """One object as portals put it into an address."""
    text = json.dumps(data, ensure_ascii=False, separators=(",", ":"))
    return {
        "plain": text,
        "base64": base64.b64encode(text.encode()).decode(),
        "for addresses": base64.urlsafe_b64encode(text.encode()).decode().rstrip("="),
        "escaped": base64.b64encode(quote(text, safe="!~*'()").encode()).decode(),
    }


@pytest.mark.parametrize("spelling", ["plain", "base64", "for addresses", "escaped"])
def test_the_next_page_is_asked_for_inside_the_value_and_in_its_spelling(spelling: str) -> None:
    ask = Ask(f"https://mc.example/ds?{urlencode({'v': '3', 'loc': spellings(FILTER)[spelling]})}")
    assert [(slot.path, slot.value) for slot in slots_of(ask)] == [
        (("v",), "3"),
        (("loc", "tu"), "đất đai?"),
        (("loc", "trang"), 1),
        (("loc", "vung", "xa"), None),
    ]
    page = next(slot for slot in slots_of(ask) if slot.path[-1] == "trang")
    turned = dict(parse_qsl(urlsplit(with_slot(ask, page, 2).url).query))
    assert turned == {"v": "3", "loc": spellings({**FILTER, "trang": 2})[spelling]}


def test_a_mark_is_handed_on_inside_a_value_of_a_form() -> None:
    sent = spellings({"q": "", "sau": None})["for addresses"]
    ask = Ask("https://mc.example/ds", method="POST", body=urlencode({"b": sent}).encode())
    after = next(following(ask, 8, {"ds": [{"ten": "x"}], "tiep": "aGV0"}))
    assert dict(parse_qsl((after.body or b"").decode())) == {"b": spellings({"q": "", "sau": "aGV0"})["for addresses"]}


@pytest.mark.parametrize("value", ["", "12", "dat-dai-nha-o", "eyJ", "4f2a9c77", "{}", "{khong phai}", "W10=", "a" * 9000, "MTIzNDU2Nzg="])
def test_words_numbers_and_marks_hold_nothing(value: str) -> None:
    assert unpacked(value) is None
