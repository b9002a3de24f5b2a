"""Which procedure a page is about: its name and its code."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Sequence

from classifier.model import FieldKey, Page
from classifier.page.document import Document
from classifier.page.regions import Regions
from classifier.page.rowparts import clean_name, heading_before, without_code_behind
from classifier.words.codes import Code, code_in_address, find_code, parse_code
from classifier.words.names import is_level_text, level_stated, starts_like_name
from classifier.words.text import fold
from classifier.words.values import Value

_CODE_LABEL = re.compile(r"\W*(?:ma|so|ky hieu|so hieu)\b")
_ABOVE, _CODE_WORDS = 400, 5  # characters above the first label, words of a line that is a code with what announces it
_GENERIC = re.compile(
    r"^\W*(?:chi tiet|thong tin|noi dung|danh sach|cong dich vu|cong thong tin|bo thu tuc|tra cuu|trang chu"
    r"|dich vu cong truc tuyen$|thu tuc(?: hanh chinh)?$|dich vu cong$|huong dan|he thong|uy ban nhan dan|dang nhap"
    r"|dang ky tai khoan|linh vuc|nganh|"
    r"dang nhap|thanh phan|trinh tu|tim kiem|menu|cong$|so |thu tuc lien quan)"
)
_PLACE = re.compile(r"\W*tỉnh\s", re.IGNORECASE)  # "Tỉnh Sơn La" over a portal folds like "Tính tiền sử dụng đất" and is no procedure
_BEFORE_NAME = re.compile(r"^\W*(?:chi tiết|thông tin)(?: về)? thủ tục(?: hành chính)?\s*:\s*(?=\w)", re.IGNORECASE)


def procedure_code(doc: Document, page: Page, values: Sequence[Value], count: int) -> Code | None:
    """The code that the values give, else, on a page of one procedure, its name, address or title."""
    for value in values:
        if value.key is FieldKey.CODE and value.text:
            code = parse_code(value.text.split("\n")[0])
            if code:
                return code
    for value in values:  # a code under a label that nobody knows: "Mã số hồ sơ", "Ký hiệu"
        if value.key is FieldKey.OTHER and not value.nested and _CODE_LABEL.match(fold(value.label)):
            if len(value.text) <= 40 and (code := find_code(value.text)) is not None:
                return code
    if count > 1:
        return None
    named = next((v.text for v in values if v.key is FieldKey.NAME), "")
    return find_code(named) or code_in_address(page.url) or find_code(doc.title) or _code_above(doc, values)


def _code_above(doc: Document, values: Sequence[Value]) -> Code | None:
    """The one code that stands in a line of its own between the heading and the first known label: "(Số: 1.004845.000.00.00.H53)"."""
    first = min((v.label_start for v in values if v.key is not FieldKey.OTHER), default=0)
    lines = doc.text[max(first - _ABOVE, 0) : first].splitlines()
    codes = {code for line in lines if len(line.split()) <= _CODE_WORDS and (code := find_code(line)) is not None}
    return codes.pop() if len(codes) == 1 else None


def procedure_name(doc: Document, values: Sequence[Value], first: int, count: int, regions: Regions) -> str:
    """The name from its label, else the heading that reads most like one, else the title; without its code."""
    return without_code_behind(_name_with_code(doc, values, first, count, regions))


def _name_with_code(doc: Document, values: Sequence[Value], first: int, count: int, regions: Regions) -> str:
    for value in values:
        if value.key is FieldKey.NAME and value.text and (not value.nested or (value.spans and "\n" not in value.text)):
            return " ".join(_without_buttons(doc, value).split())[:1000]
    nearest = heading_before(doc, first, regions) if count > 1 else ""
    if nearest and not _GENERIC.match(fold(nearest)):
        return clean_name(nearest)
    best = _line_before(doc, first, regions)
    titled = fold(doc.title)
    for element in doc.select(
        "h1,h2,h3,h4,h5,h6,[class*=title i],[class*=name i],[class*=tieude i],[class*=heading i],strong,legend,caption"
    ):
        length = doc.text_to[element] - doc.text_from[element]
        if not 6 < length < 1000 or doc.text_from[element] > first + 400 or regions.in_chrome(element) or regions.in_dialog(element):
            continue
        text = doc.text_of(element)
        if text.count("\n") > 2 or regions.in_menu(element):
            continue
        text = _BEFORE_NAME.sub("", " ".join(_without_badges(doc, element).split()))
        folded = fold(text)
        if _GENERIC.match(folded) or _PLACE.match(text):
            continue
        rank = 2.5 * starts_like_name(folded) + 2 * (doc.tags[element] in ("h1", "h2", "h3", "h4")) + 2 * (folded in titled)
        rank += 1 if doc.text_from[element] < first else -3
        if len(text.split()) >= 2 and (
            best is None or rank > best[0] or (rank == best[0] and doc.text_from[element] > best[1] and count > 1)
        ):
            best = (rank, doc.text_from[element], text)
    if best and best[0] >= 2:
        return best[2]
    parts = [part.strip() for part in re.split(r"\s[-–|»:]\s", doc.title) if part.strip()]
    named = [part for part in parts if starts_like_name(fold(part))]
    if named:
        return max(named, key=len)
    return best[2] if best else max(parts, key=len, default="")


def _without_buttons(doc: Document, value: Value) -> str:
    """The words of a name without the lines below that are links or buttons ("» Gửi hồ sơ qua mạng"); a name may be a link itself."""
    if "\n" not in value.text:
        return value.text
    inside = bisect_left(doc.pressed, (value.start, 0)), bisect_left(doc.pressed, (value.end, 0))
    pressed = {" ".join(doc.text[a:b].split()) for a, b in doc.pressed[slice(*inside)]}
    first, *below = value.text.split("\n")
    return "\n".join([first, *(line for line in below if " ".join(line.split()) not in pressed)])


def _line_before(doc: Document, first: int, regions: Regions) -> tuple[float, int, str] | None:
    """(rank, place, name) of the line right above the values when it reads like a name, whatever element it stands in."""
    line = clean_name(doc.text[:first].rstrip().rpartition("\n")[2])
    place = doc.text.rfind(line, 0, first)
    if len(line.split()) < 4 or _GENERIC.match(fold(line)) or not starts_like_name(fold(line)) or regions.in_chrome(doc.element_at(place)):
        return None
    return 4, place, line


def _without_badges(doc: Document, heading: int) -> str:
    """The words of a heading without levels that stand before or behind the name in elements of their own."""
    start, end = doc.text_from[heading], doc.text_to[heading]
    for inner in range(heading + 1, doc.ends[heading]) if level_stated(doc.text_of(heading)) else ():
        first, last = doc.text_from[inner], doc.text_to[inner]
        said = doc.text[first:last].strip() if start <= first < last <= end else ""
        if not (is_level_text(said) and level_stated(said)):
            continue
        if doc.text[start:first].strip() and not doc.text[last:end].strip():
            end = first
        elif doc.text[last:end].strip() and not doc.text[start:first].strip():
            start = last
    return doc.text[start:end].strip()
