"""Which item a label names. A label is short and says little else: a headline that mentions the words names nothing."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from classifier.sites.lexicon import ABBREVIATIONS
from classifier.sites.model import Item
from classifier.words.text import Phrases, fold

_MAX_WORDS = 11
_MAX_LENGTH = 80
_ENOUGH = 0.6  # share of a label's telling words that the phrase must make up
# Words that a label may carry beside the phrase without naming anything else.
_FILLERS = frozenset(
    "thong tin chuyen muc trang muc ve cac cua va tren cho theo xem them tat ca chi tiet he danh sach noi dung moi nhat khac tinh thanh"
    " pho huyen thi xa phuong so ban nganh ubnd uy nhan dan cong dien tu website quan nha nuoc co dia phuong truc tuyen here the of and"
    " page cap".split()
)
_JOINED = re.compile(r"\s[-–—]\s|[,/&|+;]|\s(?:và|va)\s")
_WORD = re.compile(r"[^\W_]+")


def plain_words(words: str) -> str:
    """Words alone, written out: how a label joins or shortens them says nothing."""
    return " ".join(ABBREVIATIONS.get(word, word) for word in _WORD.findall(fold(words)))


@dataclass(frozen=True, slots=True)
class Named:
    """A label names an item; `share`: how much of the label the phrase makes up, for choosing among several."""

    item: Item
    share: float


class Namer:
    """Finds what labels name, for one site: its own name and its province's count as fillers."""

    def __init__(
        self, phrases: Mapping[Item, Sequence[str]], own_words: Iterable[str] = (), whole: Mapping[Item, Sequence[str]] | None = None
    ) -> None:
        by_words: dict[str, list[Item]] = {}
        self._whole = {(item, plain_words(phrase)) for item, known in (whole or {}).items() for phrase in known}
        for item, known in phrases.items():
            for phrase in known:
                by_words.setdefault(plain_words(phrase), []).append(item)
        self._phrases: Phrases[list[Item]] = Phrases(by_words)  # some words name two items
        self._fillers = _FILLERS | {word for words in own_words for word in _WORD.findall(fold(words))}

    def named(self, label: str) -> list[Named]:
        """The items that a label names, best first."""
        found = self._named(label)
        parts = [part for part in _JOINED.split(label) if part.strip()]
        if len(parts) > 1 and all(named := [self._named(part) for part in parts]):
            # "Liên hệ - Góp ý" names two; "Giới thiệu, quảng bá sản phẩm" none, as its second half is something else.
            best = {one.item: one for each in (*named, found) for one in each}
            found = list(best.values())
        return sorted(found, key=lambda one: -one.share)

    def _named(self, label: str) -> list[Named]:
        folded = fold(label)
        if len(folded) > _MAX_LENGTH or len(_WORD.findall(folded)) > _MAX_WORDS:
            return []
        plain = plain_words(folded)
        words = [(m.start(), m.end()) for m in _WORD.finditer(plain)]
        inside: dict[Item, set[tuple[int, int]]] = {}
        for start, end, items in self._phrases.find(plain):
            # Two phrases of one item may share a label: "Công dân hỏi - Cơ quan trả lời".
            for item in items:
                inside.setdefault(item, set()).update(w for w in words if start <= w[0] and w[1] <= end)
        found = []
        for item, named in inside.items():
            outside = [w for w in words if w not in named and self._tells(plain[w[0] : w[1]])]
            # The phrase's own fillers count: "thông tin quy hoạch" is all of its label.
            share = len(named) / (len(named) + len(outside))
            if share >= _ENOUGH:
                found.append(Named(item, share))
        telling = " ".join(plain[a:b] for a, b in words if self._tells(plain[a:b]))
        found += [Named(item, 1.0) for item, phrase in self._whole if phrase in (plain, telling) and item not in inside]
        return found

    def _tells(self, word: str) -> bool:
        return word not in self._fillers and not word.isdigit()
