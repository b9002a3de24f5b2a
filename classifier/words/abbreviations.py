"""Labels as clerks shorten them: "T/hạn g/quyết", "CQ th/hiện", "T/phần HS", "Nhận KQ"."""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterator, Mapping
from typing import TypeVar

_T = TypeVar("_T")

# What two words are cut down to where letters alone stand for them.
_LETTERS: dict[str, tuple[str, ...]] = {
    "ho so": ("hs",),
    "thu tuc": ("tt",),
    "ket qua": ("kq",),
    "co quan": ("cq",),
    "le phi": ("lp",),
    "phap ly": ("pl",),
    "giai quyet": ("gq",),
    "thuc hien": ("th",),
    "thanh phan": ("tp",),
    "thoi gian": ("tg",),
    "linh vuc": ("lv",),
    "yeu cau": ("yc",),
    "dieu kien": ("dk",),
    "tiep nhan": ("tn",),
    "so luong": ("sl",),
    "don vi": ("dv",),
    "quyet dinh": ("qd",),
    "van ban": ("vb",),
}
_SLASHED = (*_LETTERS, "thoi han", "doi tuong", "hinh thuc", "trinh tu", "cach thuc", "to khai", "can cu", "dich vu", "phuong thuc")
_TWO_LETTERS = ("th", "tr", "ph", "gi", "ng", "ch", "kh", "nh", "qu")
_MOST = 24  # spellings of one label
_SHORTEST = 4  # characters


def with_abbreviations(wordings: Mapping[str, _T]) -> dict[str, _T]:
    """The wordings and their short spellings; a spelling that is a wording by itself keeps its own meaning."""
    short: dict[str, _T] = {}
    for words, meaning in wordings.items():
        for spelling in _spellings(words):
            short.setdefault(spelling, meaning)
    return {**short, **wordings}


def spelled_out(words: str) -> str:
    """A folded label with its abbreviations spelled out: "cach tra kq" -> "cach tra ket qua"."""
    return _SHORT.sub(lambda found: _SPELLED[found[0]], words)


def _spellings(words: str) -> Iterator[str]:
    """The label with some of its pairs of words cut down. Letters alone are no label: "ĐT" is a telephone as well."""
    parts = words.split(" ")
    options: list[tuple[str, ...]] = []
    place = 0
    while place < len(parts):
        pair = " ".join(parts[place : place + 2])
        bare = pair.rstrip(",")
        if bare in _SLASHED and parts[place].isalpha():
            comma = pair[len(bare) :]
            options.append(tuple(f"{said}{comma}" for said in (bare, *_LETTERS.get(bare, ()), *_slashed(bare))))
            place += 2
        else:
            options.append((parts[place],))
            place += 1
    for chosen in itertools.islice(itertools.product(*options), 1, _MOST):
        spelling = " ".join(chosen)
        if len(spelling) >= _SHORTEST and ("/" in spelling or " " in spelling):
            yield spelling


def _slashed(pair: str) -> tuple[str, ...]:
    first, second = pair.split(" ")
    return tuple(f"{cut}/{second}" for cut in (first[:1], *([first[:2]] if first.startswith(_TWO_LETTERS) else [])))


_SPELLED = {short: words for words, letters in _LETTERS.items() for short in letters if short != "tt"}  # "trực tuyến" as well
_SPELLED |= {short: words for words in _SLASHED for short in _slashed(words)}
_SPELLED |= {
    "tgian": "thoi gian", "t.gian": "thoi gian", "tggq": "thoi gian giai quyet", "ccpl": "can cu phap ly", "tphs": "thanh phan ho so",
    "y/c": "yeu cau", "d/k": "dieu kien",
}  # fmt: skip
_SHORT = re.compile(rf"(?<![\w/.])(?:{'|'.join(map(re.escape, sorted(_SPELLED, key=len, reverse=True)))})(?![\w/])")
