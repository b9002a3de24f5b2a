"""Labels and values that run together in one text ("Tên thủ tụcCấp giấy phép…Mã thủ tục1.005189"): told apart by their capitals."""

from __future__ import annotations

from collections.abc import Sequence

from classifier.model import FieldKey
from classifier.page.document import Document
from classifier.words.spans import covers, next_start
from classifier.words.values import MAX_VALUE, Value, stated
from classifier.words.wordings import PHRASES


def glued_values(doc: Document, avoid: Sequence[tuple[int, int]]) -> list[Value]:
    """Values of labels that are glued to their neighbours; empty when fewer than three different labels are."""
    hits: list[tuple[int, int, FieldKey]] = []
    text = doc.text
    for start, end, key in PHRASES.find_glued(doc.folded):
        follows = text[end : end + 1]
        if not text[start].isupper() or covers(avoid, start) or not text[start + 1 : start + 2].islower():
            continue
        if not (follows.isupper() or follows.isdigit() or follows in (":", "-", "(")) or (start and text[start - 1] in " ,"):
            continue
        if hits and start < hits[-1][1]:
            if start == hits[-1][0] and end > hits[-1][1]:
                hits[-1] = (start, end, key)
            continue
        hits.append((start, end, key))
    if len({key for _, _, key in hits}) < 3:
        return []
    last = hits[-1][1]
    ends = [start for start, _, _ in hits[1:]] + [next_start(avoid, last) or len(text)]
    return [
        Value(key, text[start:end], stated(text[end:until])[:MAX_VALUE], end, until, start, -1)
        for (start, end, key), until in zip(hits, ends, strict=True)
    ]
