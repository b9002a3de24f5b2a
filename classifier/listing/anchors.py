"""Elements that lead to records of a list, or that name them: what groups of records are made of."""

from __future__ import annotations

import re
from collections.abc import Callable
from urllib.parse import parse_qsl, urlsplit

from classifier.listing.sentforms import sent_by_form
from classifier.page.document import Document
from classifier.page.recordids import record_ids
from classifier.page.rowparts import clean_name, is_empty_note, name_line
from classifier.page.targets import NONE, Target, data_handle, target_of
from classifier.words.codes import find_codes
from classifier.words.names import is_level_text, starts_like_name
from classifier.words.text import fold

_ANCHORS = "a,form,button,[role=button],[onclick],[data-href],[data-url],[data-id],[routerlink],[to]"
_LED = frozenset(("href", "onclick", "data-href", "data-url", "data-id", "routerlink", "to"))  # what says of an element where it leads
_ORDER_WORDS = re.compile(
    r"^(?:nop|gui|xem(?! xet)|chi tiet|tai(?! (?:cap|chinh|san|su|xuat|nhap|tham|dinh|lap|hoa|tro))"
    r"|huong dan|tra cuu|dang nhap|dang ky truc tuyen|dang ky tai khoan|dang ky$|trang|tim"
    r"|loc|in$|them|thong ke|danh gia"
    r"|gop y|lien he|thuc hien$|ke khai$|khai bao$|thanh toan$)\b"
)
# Orders when short, names of procedures when long: "Nộp lại giấy phép…", but not "Nộp hồ sơ trực tuyến thủ tục…".
_ALSO_NAMES = re.compile(
    r"(?:danh gia|gui|thong ke|them|thong tin|trang|tim|nop(?! (?:ho so|don|truc tuyen|online|qua|ngay|phi|le phi|tai)\b))\b"
)
_ORDER_LENGTH = 6  # words
_DETAIL_WORDS = re.compile(
    r"^\W*(?:xem|xem chi tiet|chi tiet|xem them|xem tiep|xem thu tuc|thong tin chi tiet|chi tiet thu tuc|xem noi dung"
    r"|xem thong tin)\b[\w ]{0,20}\W*$"
)
_FILE = re.compile(r"\.(?:docx?|pdf|xlsx?|zip|rar|jpe?g|png)$", re.IGNORECASE)
_LONGEST = 1500  # characters of a record that leads somewhere
_BADGES = 30  # elements of a link among which a badge is looked for
_HEADS = frozenset(("a", "b", "strong", "dt", "h2", "h3", "h4", "h5", "h6"))
_LISTENED = "li,tr,div,p,article,section,button,span"
_FEWEST = 3  # siblings with numbered ids that are a list

Anchor = tuple[int, str, Target]  # the element, the name that it gives ("" for none) and where it leads


def link_anchors(doc: Document, open_to: Callable[[int], bool]) -> tuple[list[Anchor], list[Anchor]]:
    """Elements that lead somewhere: those whose own words name something, and those that say "chi tiết"."""
    named: list[Anchor] = []
    detail: list[Anchor] = []
    last_end = -1
    for element in doc.select(_ANCHORS):
        sent, button = sent_by_form(doc, element) if doc.tags[element] == "form" else (NONE, "")
        if doc.tags[element] == "form" and not (sent.url and _DETAIL_WORDS.match(fold(button)) and open_to(element)):
            continue
        if sent.url and not doc.text_of(element).replace(button, "", 1).strip():
            detail.append((element, "", sent))
            continue
        length = doc.text_to[element] - doc.text_from[element]
        if element < last_end or not 3 < length <= _LONGEST or not open_to(element):
            continue
        name = clean_name(name_line(_without_levels(doc, element)))
        name = name.removesuffix(button).rstrip() if sent.url else name
        words = fold(name)
        is_detail = bool(_DETAIL_WORDS.match(words))
        if not is_detail and _is_button(doc, element) and not _LED.intersection(doc.attributes(element)):
            continue
        if not is_detail and (len(words.split()) < 2 or length < 6 or _is_order(words) or is_empty_note(name)):
            continue
        target = sent if sent.url else target_of(doc, element)
        listened = doc.tags[element] == "a" or (is_detail and _is_button(doc, element))
        if target == NONE and listened and (handle := data_handle(doc, element)):
            target = Target(None, "script", raw=handle)  # a listener leaves no mark but what it works with
        if (target.action in ("none", "mail", "modal") and not target.raw) or is_file(target):
            continue
        if is_detail:
            detail.append((element, "", target))
        elif named and named[-1][2].url and named[-1][2].url == target.url:
            if len(name) > len(named[-1][1]) and not starts_like_name(fold(named[-1][1])):
                named[-1] = (element, name, target)
        elif named and _is_same_record(named[-1][2].url, target.url) and len(name) <= len(named[-1][1]):
            continue  # a way to see the same in print, or in another language
        elif not _wraps_links(doc, element):
            last_end = doc.ends[element]
            named.append((element, name, target))
    return named, detail


def is_file(target: Target) -> bool:
    """Whether a target is a document or a picture, by its address."""
    return target.url is not None and _FILE.search(target.url.split("?")[0]) is not None


def _is_button(doc: Document, element: int) -> bool:
    return doc.tags[element] == "button" or doc.attributes(element).get("role") == "button"


def _without_levels(doc: Document, element: int) -> str:
    """The words of an element without badges of a level in it: `Cấp lại giấy phép <span>Mức 3</span>` is called by the rest."""
    kept, start = "", doc.text_from[element]
    for inner in range(element + 1, min(doc.ends[element], element + _BADGES)):
        if doc.text_from[inner] >= start and is_level_text(doc.text_of(inner)):
            kept, start = kept + doc.text[start : doc.text_from[inner]], doc.text_to[inner]
    rest = kept + doc.text[start : doc.text_to[element]]
    return rest if rest.strip() else doc.text_of(element)


def _is_same_record(one: str | None, other: str | None) -> bool:
    """Whether an address with an id leads to the same under more parameters."""
    if not one or not other or not record_ids(one):
        return False
    first, second = urlsplit(one), urlsplit(other)
    told = set(parse_qsl(second.query, keep_blank_values=True))
    return (first.netloc, first.path) == (second.netloc, second.path) and set(parse_qsl(first.query, keep_blank_values=True)) < told


def _is_order(words: str) -> bool:
    """Whether folded words tell the visitor to do something."""
    return bool(_ORDER_WORDS.match(words)) and not (_ALSO_NAMES.match(words) and len(words.split()) > _ORDER_LENGTH)


def _wraps_links(doc: Document, element: int) -> bool:
    """Whether a clickable block merely holds links of its own."""
    if doc.tags[element] == "a":
        return False
    inner = range(element + 1, min(doc.ends[element], element + 200))
    return any(doc.tags[e] == "a" and doc.text_to[e] - doc.text_from[e] > 8 and target_of(doc, e).url for e in inner)


def code_anchors(doc: Document, open_to: Callable[[int], bool]) -> list[Anchor]:
    """Elements that hold a national code, for lists without any links."""
    found: list[Anchor] = []
    last = ""
    for start, _, code in find_codes(doc.text):
        element = doc.element_at(start)
        if code.text != last and open_to(element) and (not found or found[-1][0] != element):
            found.append((element, "", NONE))
            last = code.text
    return found


def numbered_anchors(doc: Document, open_to: Callable[[int], bool]) -> list[Anchor]:
    """Siblings with ids, or with data attributes of the portal's making, that differ in their value only, for lists whose script listens to
    all of them; and what looks the same where it stands alone or in pairs: some fields of an agency have no more.
    """
    found: dict[tuple[int, str, str], list[tuple[int, str]]] = {}
    for element in doc.select(_LISTENED):
        if not 3 < doc.text_to[element] - doc.text_from[element] <= _LONGEST or not open_to(element):
            continue
        ident = doc.attributes(element).get("id", "")
        stem = re.sub(r"\d+$", "", ident)
        handle = f"id={ident}" if stem != ident else data_handle(doc, element)
        kind = stem if stem != ident else " ".join(pair.partition("=")[0] for pair in handle.split())
        if handle:
            found.setdefault((doc.parents[element], doc.tags[element], kind), []).append((element, handle))
    alone = {key: members for key, members in found.items() if len({handle for _, handle in members}) == len(members)}
    lists = [(key, members) for key, members in alone.items() if len(members) >= _FEWEST]
    dresses = {_dress(doc, element, key[2]) for key, members in lists for element, _ in members}
    return sorted(
        (element, name_inside(doc, element, doc.text_from[element], doc.text_to[element]), Target(None, "script", raw=handle))
        for key, members in alone.items()
        for element, handle in members
        if len(members) >= _FEWEST or _dress(doc, element, key[2]) in dresses
    )


def _dress(doc: Document, element: int, kind: str) -> tuple[str, str, str]:
    return doc.tags[element], doc.attributes(element).get("class", ""), kind


def name_inside(doc: Document, root: int, start: int, end: int) -> str:
    """The name that a record holds: its line that names something; of a line in several parts, the one that does."""
    line = name_line(doc.text[start:end])
    parts = [(doc.tags[child], part) for child in doc.children(root) if (part := doc.text_of(child)) and part in line]
    named = next((part for _, part in parts if starts_like_name(fold(part))), "")
    named = named or next((part for tag, part in parts if tag in _HEADS and len(part.split()) > 2), "")
    return clean_name(named or line)
