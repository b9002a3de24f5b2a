"""Which item a label names. A label is short and says little else: a headline that mentions the words names nothing."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from classifier.sites.model import Item
from classifier.text import Phrases, fold

_MAX_WORDS = 11
_MAX_LENGTH = 80
_ENOUGH = 0.6  # share of a label's telling words that the phrase must make up
# Words that a label may carry beside the phrase without naming anything else.
_FILLERS = frozenset(
    "thong tin chuyen muc trang muc ve cac cua va tren cho theo xem them tat ca chi tiet he danh sach noi dung moi nhat khac tinh thanh"
    " pho huyen thi xa phuong so ban nganh ubnd uy nhan dan cong dien tu website quan nha nuoc co dia phuong truc tuyen here the of and"
    " page".split()
)
_WORD = re.compile(r"[^\W_]+")


@dataclass(frozen=True, slots=True)
class Named:
    """A label names an item; `share`: how much of the label the phrase makes up, for choosing among several."""

    item: Item
    share: float


class Namer:
    """Finds what labels name, for one site: its own name and its province's count as fillers."""

    def __init__(self, phrases: Mapping[Item, Sequence[str]], own_words: Iterable[str] = ()) -> None:
        self._phrases: Phrases[Item] = Phrases([(phrase, item) for item, known in phrases.items() for phrase in known])
        self._fillers = _FILLERS | {word for words in own_words for word in _WORD.findall(fold(words))}

    def named(self, label: str) -> list[Named]:
        """The items that a label names, best first."""
        folded = " ".join(fold(label).split())
        if not folded or len(folded) > _MAX_LENGTH:
            return []
        words = [(m.start(), m.end()) for m in _WORD.finditer(folded)]
        if len(words) > _MAX_WORDS:
            return []
        best: dict[Item, float] = {}
        for start, end, item in self._phrases.find(folded):
            inside = [w for w in words if start <= w[0] and w[1] <= end]
            outside = [w for w in words if w not in inside and self._tells(folded[w[0] : w[1]])]
            # The phrase's own fillers count: "thông tin quy hoạch" is all of its label.
            share = len(inside) / (len(inside) + len(outside))
            best[item] = max(best.get(item, 0.0), share)
        found = [Named(item, share) for item, share in best.items() if share >= _ENOUGH]
        return sorted(found, key=lambda one: -one.share)

    def _tells(self, word: str) -> bool:
        return word not in self._fillers and not word.isdigit()
