"""Procedures whose page is cut into pages that follow each other ("Trang 1 của 4", "Tiếp"), and all of them on one page."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import replace
from urllib.parse import parse_qsl, unquote, urlsplit

from classifier.bounds.parts import MOST, key_of, read_part
from classifier.model import Field, FieldKey, Page, PartLink, ProcedureReading
from classifier.page.document import Document, open_document
from classifier.page.regions import Regions, find_regions
from classifier.words.text import folded_words
from classifier.words.values import MAX_VALUE, stated

NEXT_PAGE = "trang tiếp"  # the words of a part of which only the way from the part before is known
_NUMBER = re.compile(r"\W*(?:trang |phan |page )?(\d{1,2})\W*")
_NEXT = re.compile(
    r"\W*(?:(?:xem|doc|sang) )?(?:trang |phan )?(?:tiep(?: theo)?|sau|ke tiep)(?: trang| phan)?\W*|next(?: page)?\W*|\W*(?:xem|doc) tiep\W*"
)
_COUNTS = re.compile(r"(?:limit_?start|start|offset|paged?|trang|p|pg|phan|part|so_?trang|trang_?so)", re.IGNORECASE)
_SMALL = re.compile(r"\d{0,3}")
_FURTHER = re.compile(r"(?:/|[-_/](?:page|trang|phan|part|p)[-_/=]?)(\d{1,2})", re.IGNORECASE)
_ENDING = re.compile(r"\.\w{2,5}$")
_ALL = re.compile(
    r"\W*(?:(?:xem|hien thi|hien|doc|mo) )?(?:tat ca|toan bo|toan van|day du|ca bai|tron bai)"
    r"(?: (?:cac|noi dung|trang|bai viet|bai|phan|muc|tren|mot|1)){0,5}\W*"
    r"|\W*(?:xem |doc )?(?:tren|trong) (?:mot|1) trang\W*|\W*(?:all pages|show all|view all|single page|full (?:page|article))\W*"
)
_LONGEST = 40  # characters of such a control's words
_HEADS = "h1,h2,h3,h4,h5,h6,strong,b,p,div,legend,summary"
_CONTENT = 60  # characters that a section has beside its head at least
_PAPERS = frozenset({FieldKey.FORMS, FieldKey.DOSSIER, FieldKey.STEPS, FieldKey.MANNER, FieldKey.CONDITIONS, FieldKey.LEGAL_BASIS,
                     FieldKey.FEE, FieldKey.RESULT, FieldKey.DURATION})  # fmt: skip


def shows_all(words: str) -> bool:
    """Whether a control shows all pages of what is cut into several at once ("Tất cả các trang")."""
    return len(words) <= _LONGEST and _ALL.fullmatch(folded_words(words)) is not None


def further_pages(doc: Document, regions: Regions, *, parted: bool = False) -> dict[int, PartLink]:
    """The further pages of a page by its pager, by element: those with numbers, else the next one; and what shows all at once,
    where there are some or the page is `parted` otherwise.
    """
    found: dict[str, tuple[int, PartLink]] = {}
    following: dict[int, PartLink] = {}
    whole: dict[str, tuple[int, PartLink]] = {}
    for element, _, address in doc.links:
        if doc.text_to[element] - doc.text_from[element] > _LONGEST or regions.in_chrome(element):
            continue
        words = " ".join(doc.folded_of(element).split())
        if shows_all(words) and _adds_to(address, doc.url):
            whole.setdefault(address, (element, PartLink(words, address)))
            continue
        number = _NUMBER.fullmatch(words)
        if (number is None and _NEXT.fullmatch(words) is None) or not _goes_on(address, doc.url):
            continue
        if number is None:
            following.setdefault(element, PartLink(NEXT_PAGE, address))
        elif int(number[1]) > 1:
            found.setdefault(number[1], (element, PartLink(f"trang {number[1]}", address)))
    pages = dict(found.values()) if found else dict(list(following.items())[:1])
    pages = pages if len(pages) < MOST else {}
    return pages | dict(list(whole.values())[:1]) if pages or parted else {}


def with_further_pages(doc: Document, regions: Regions, parts: dict[int, PartLink]) -> dict[int, PartLink]:
    """The parts of a page with the pages that its pager leads to, where a strip does not lead there as well."""
    known = {part.url for part in parts.values()}
    return parts | {element: part for element, part in further_pages(doc, regions, parted=bool(parts)).items() if part.url not in known}


def next_page(page: Page) -> str | None:
    """The address of the page that follows one of a cut page; None where there is none."""
    doc = open_document(page.body, page.url, page.content_type)
    ways = further_pages(doc, find_regions(doc)).values()
    here = _place(page.url)
    return next((part.url for part in ways if part.words == NEXT_PAGE and _place(part.url) > here), None)


def _goes_on(url: str, here: str) -> bool:
    """Whether an address is a page's own with the number of a further page, in its query or behind its path."""
    there, now = urlsplit(url), urlsplit(here)
    if there.netloc != now.netloc:
        return False
    if there.path != now.path:
        base, tail = (_ENDING.sub("", unquote(path).rstrip("/")) for path in (now.path, there.path))
        stem = _FURTHER.sub("", base) if _FURTHER.fullmatch(base[base.rfind("/") :]) else base
        return bool(stem) and there.query == now.query and tail.startswith(stem) and _FURTHER.fullmatch(tail[len(stem) :]) is not None
    pairs, own = _pairs(there.query), _pairs(now.query)
    more, gone = pairs - own, own - pairs
    counting = [name for name, value in more if _COUNTS.fullmatch(name) and value.isdecimal()]
    return bool(counting) and all(_SMALL.fullmatch(value) for _, value in more) and {name for name, _ in gone} <= {name for name, _ in more}


def _adds_to(url: str, here: str) -> bool:
    """Whether an address is a page's own with more in its query, or one more word behind its path."""
    there, now = urlsplit(url), urlsplit(here)
    pairs, own = _pairs(there.query), _pairs(now.query)
    more, gone = pairs - own, own - pairs
    if there.netloc != now.netloc or gone - {pair for pair in gone if _COUNTS.fullmatch(pair[0])}:
        return False
    base, tail = _ENDING.sub("", now.path.rstrip("/")), _ENDING.sub("", there.path.rstrip("/"))
    return bool(more) if base == tail else bool(base) and tail.startswith(f"{base}/") and tail.count("/") == base.count("/") + 1


def _pairs(query: str) -> set[tuple[str, str]]:
    return set(parse_qsl(query, keep_blank_values=True))


def _place(url: str) -> int:
    """The number of a page, or its offset, by its address; 0 for the first."""
    parts = urlsplit(url)
    told = [int(value) for name, value in parse_qsl(parts.query) if _COUNTS.fullmatch(name) and value.isdecimal()]
    tail = _FURTHER.search(_ENDING.sub("", parts.path.rstrip("/"))[-12:])
    return max(told, default=int(tail[1]) if tail else 0)


def read_all_pages(page: Page, others: Sequence[PartLink], of: ProcedureReading) -> ProcedureReading:
    """What a page that shows all pages of the procedure `of` says of it. `others`: those pages, whose words head their parts here."""
    found = read_part(page, "", of)
    told = {field.key for field in found.fields if field.text}
    sections = [field for field in _sections(page, others) if field.key not in told]
    return replace(found, fields=(*found.fields, *sections))


def _sections(page: Page, others: Sequence[PartLink]) -> list[Field]:
    doc = open_document(page.body, page.url, page.content_type)
    keys = {folded_words(part.words): key_of(part.words) for part in others}
    heads = {doc.text_from[e]: e for e in doc.select(_HEADS) if " ".join(doc.folded_of(e).split()) in keys and not _is_link(doc, e)}
    places = sorted(heads)
    found: list[Field] = []
    for place in places:
        head = heads[place]
        later = bisect_left(places, place) + 1
        holder = max(doc.parents[head], 0)
        end = min(places[later] if later < len(places) else doc.text_to[holder], doc.text_to[holder])
        text, words = stated(doc.text[doc.text_to[head] : end]), " ".join(doc.text_of(head).split())
        key = keys[folded_words(words)]
        if key in _PAPERS and len(text) >= _CONTENT:
            found.append(Field(key, words, text[:MAX_VALUE]))
    return found


def _is_link(doc: Document, element: int) -> bool:
    return any(doc.tags[e] == "a" for e in (*doc.ancestors(element)[:3], *range(element, min(doc.ends[element], element + 5))))
