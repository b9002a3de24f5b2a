"""Whether two addresses of one kind are those of two records, or of two pages of one; the title by which an address names its record."""

from __future__ import annotations

import re
from dataclasses import dataclass
from urllib.parse import parse_qsl, unquote, urlsplit

from classifier.model import Control
from classifier.page.document import Document, Link
from classifier.page.once import once_a_page
from classifier.page.recordids import blank_ids, record_ids, record_pairs, title_in, titles_in
from classifier.words.memo import remembered
from classifier.words.text import fold

NUMBER = re.compile(r"\d{2,}|[0-9a-f]{8,}", re.IGNORECASE)
_A_NAME = 6  # words; a button has fewer
_BESIDE, _JOINS = re.compile(r"^\d{1,6}-|-\d{1,6}$"), 3  # the number of a record beside its title; joins of a title's words
_ID_NAME = re.compile(r"id$|^ma|code|key", re.IGNORECASE)
_FEW_LINKS, _SHARED = 8, 0.6  # of so many links, a number in more than this share is the site's
_WHOLE_NUMBER = re.compile(r"(?<!\w)\d+(?!\w)")
_DATED = re.compile(r"/(?:19|20)\d\d/(?:0?[1-9]|1[0-2])(?:/(?:0?[1-9]|[12]\d|3[01]))?/")


def of_another(url: str, here: str) -> bool:
    """Whether an address of the same kind is that of another record, and not of another part of this one: its path differs, or an id."""
    if (title := title_in(url)) and title == title_in(here):
        return False
    (path, asked), (own_path, own_asked) = _path_and_query(url), _path_and_query(here)
    known = dict(own_asked)
    changed = [(name, value) for name, value in asked if known.get(name, "") != value]
    return path != own_path or any(
        NUMBER.search(value) or (_ID_NAME.search(name) and any(c.isdigit() for c in value)) for name, value in changed
    )


@remembered
def _path_and_query(url: str) -> tuple[str, tuple[tuple[str, str], ...]]:
    """The path of an address, and what names the record in each of its parameters."""
    parts = urlsplit(url)
    return parts.path, tuple((name, _last_parts(value)) for name, value in parse_qsl(parts.query))


def names_another(control: Control, here: str) -> bool:
    """Whether a link is the name of another procedure, at an address like the page's own: "Đề nghị thanh toán kinh phí hỗ trợ cho thôn" is
    what the state pays, "Dừng thực hiện thủ tục đăng ký tổ hợp tác" nothing that one does here.
    """
    if control.own or not control.url or len(control.text.split()) < _A_NAME:
        return False
    return blank_ids(control.url) == blank_ids(here) and of_another(control.url, here)


def _last_parts(value: str) -> str:
    """What names the record in a parameter: of one that is a path of its own (Oracle's `app:page:session:…`), what follows these three."""
    parts = value.split(":")
    return ":".join(parts[3:]) if len(parts) > 3 else value


def own_title(doc: Document, url: str) -> list[str]:
    """The title in a procedure page's address, where a heading of the page says the same: it names the record like an id. A number of the
    record before or behind it ("dang-ky-lai-khai-sinh-71") belongs to it: by itself, one so short may be anybody's. An editor may have
    shortened it by words ("cap-phep-co-so-tro-giup" of "Cấp giấy phép hoạt động đối với cơ sở trợ giúp").
    """
    title = title_in(url)
    said = [doc.title, *(doc.text_of(e) for e in doc.select("h1,h2,h3,h4")[:20])] if title else []
    bare = _BESIDE.sub("", title)
    words = bare if bare.count("-") >= _JOINS else title
    headings = [re.sub(r"[^a-z0-9]+", "-", fold(heading)) for heading in said]
    return [title] if any(words in heading or _shortens(words, heading) for heading in headings) else []


def _shortens(title: str, heading: str) -> bool:
    """Whether a title is made of words of a heading in their order, and of most of them."""
    words, left = title.split("-"), iter(heading.strip("-").split("-"))
    return len(words) > _JOINS and 2 * len(words) >= heading.count("-") + 1 and all(word in left for word in words)


@dataclass(frozen=True, slots=True)
class RecordAddress:
    """What in the address of a page names its record."""

    here: str
    numbers: frozenset[str]
    ids: frozenset[str]
    titles: frozenset[str]


def record_address(doc: Document) -> RecordAddress:
    """What names the record of a page, told from what its address shares with those of other records; looks at every link."""
    here = doc.url.partition("#")[0]
    shared = _of_siblings(doc)
    ids = {one for one in (*record_ids(here), *record_pairs(here)) if one not in shared}
    ending = title_in(here)  # what stands before a title is whose or what kind the record is
    titles = frozenset({ending}) if ending else titles_in(here)
    return RecordAddress(here, frozenset(_own_numbers(doc) - shared), frozenset(ids), titles - shared)


def same_record(url: str, record: RecordAddress) -> bool:
    """Whether an address names the record by one of its own numbers, by its id or by its title."""
    if any(number in url for number in record.numbers) and record.numbers & set(NUMBER.findall(_address(url))):
        return True
    if record.titles and not record.titles.isdisjoint(titles_in(url)):
        return True
    return bool(record.ids) and not record.ids.isdisjoint((*record_ids(url), *record_pairs(url)))


def _address(url: str) -> str:
    """Path and query without a date in the path, which many records share; nothing of what is no address."""
    try:
        parts = urlsplit(url)
    except ValueError:
        return ""
    return f"{_DATED.sub('/', unquote(parts.path))}?{parts.query}"


def names_whole(url: str, record: RecordAddress) -> bool:
    """The same as `same_record` with whole numbers only: that of "b71c" is a piece of an id, which stands in "b71d", too."""
    return same_record(url, record) and bool(record.ids & {*record_ids(url)} or record.numbers & {*_WHOLE_NUMBER.findall(_address(url))})


@once_a_page
def sibling_links(doc: Document) -> list[Link]:
    """The links to the pages of other records of this page's kind."""
    here = doc.url.partition("#")[0]
    kind = blank_ids(here)
    of_kind = ((link, url) for link in doc.links if blank_ids(url := link.url.partition("#")[0]) == kind)
    return [link for link, url in of_kind if url != here and of_another(url, here)]


def _of_siblings(doc: Document) -> set[str]:
    """What names records in the addresses of other pages of this kind: the category of a record stands in those of its neighbours, too."""
    siblings = {url for link in sibling_links(doc) if (url := link.url.partition("#")[0])}
    return {mark for url in siblings for mark in _marks(url)}


@remembered
def _marks(url: str) -> tuple[str, ...]:
    """What in an address may name its record."""
    return (*NUMBER.findall(_address(url)), *record_ids(url), *record_pairs(url), *titles_in(url))


def _own_numbers(doc: Document) -> set[str]:
    """The numbers of this page's address that tell it from the site's other pages; a session's number stands in nearly every link."""
    links = [link.href for link in doc.links if not link.href.startswith("#")]
    own = set(NUMBER.findall(_address(doc.url)))
    if len(links) < _FEW_LINKS:
        return own
    return {number for number in own if sum(_holds_number(href, number) for href in links) <= _SHARED * len(links)}


def _holds_number(address: str, number: str) -> bool:
    return number in address and number in NUMBER.findall(address)
