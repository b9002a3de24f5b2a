"""What a page says of its procedure's standing around the description: boxes above and below it, a line under the heading (§6.14)."""

from __future__ import annotations

import re

from classifier.model import FieldKey
from classifier.page.document import Document
from classifier.page.regions import Regions, outside_frame
from classifier.words.text import speaks_of_itself
from classifier.words.values import Value

_NEAR = 600  # characters above and below the description
_MOST = 200_000  # characters
_LONGEST_NOTE = 300  # characters of a line
# Under its heading a procedure need not be named: "Tạm dừng tiếp nhận hồ sơ …", "(Đã bãi bỏ theo Quyết định số …)".
_NOTE = re.compile(
    r"\W*(?:(?:thong bao|luu y|chu y|ghi chu)\W+)?(?:thu tuc |tthc )?(?:hien |da |dang ){0,2}(?:bi |duoc )?"
    r"(?:(?:tam (?:thoi )?(?:dung|ngung)|ngung)(?: viec)? (?:tiep nhan|nhan ho so|cung cap|thuc hien|giai quyet|thu ly)\b.*"
    r"|tam (?:dung|ngung)\W*|(?:bai bo|huy bo|het hieu luc|(?<=bi )thay the|(?<=duoc )thay the)\b(?: (?:theo|tu|ke tu|boi|bang)\b.*)?\W*)"
)


def own_words(doc: Document, regions: Regions, part: range, first: int, last: int) -> str:
    """The words of a description (text offsets `first` to `last`), with those close above and below it in the procedure's own part that are
    not the site's; "" when they say nothing of the page that they stand on. `part`: its elements, empty on a page of several procedures.
    """
    pieces = [(first, min(last, first + _MOST))]
    if part:
        above, below = max(first - _NEAR, doc.text_from[part.start]), min(last + _NEAR, doc.text_to[part.start])
        frame = outside_frame(doc, regions)
        pieces = [*_inside(frame, above, first), *pieces, *_inside(frame, last, below)]
    pieces = [piece for piece in pieces if "nay" in doc.folded[slice(*piece)]]
    told = "\n".join(doc.text[slice(*piece)] for piece in pieces)
    return told if speaks_of_itself(told) else ""


def standing_note(doc: Document, regions: Regions, name: str, first: int) -> list[Value]:
    """A line between a procedure's heading and its first label (a text offset) that says how it stands, as the value of a status that has
    no label.
    """
    head = doc.text.rfind(name, max(first - _NEAR - len(name), 0), first) if name else -1
    for start, end in _inside(outside_frame(doc, regions), head + len(name), first) if head >= 0 else ():
        for line in re.finditer(r"[^\n]+", doc.text[start:end]):
            place = start + line.start()
            said = doc.folded[place : start + line.end()]
            if len(said) <= _LONGEST_NOTE and _NOTE.fullmatch(said):
                return [Value(FieldKey.STATUS, "", line[0].strip(), place, start + line.end(), place, doc.element_at(place))]
    return []


def _inside(spans: list[tuple[int, int]], first: int, last: int) -> list[tuple[int, int]]:
    """What of some parts of the text lies between two places."""
    return [(max(a, first), min(b, last)) for a, b in spans if max(a, first) < min(b, last)]
