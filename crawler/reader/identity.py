"""Which rows mean the same procedure. Never by row number: lists are prepended to, and twin rows swap places."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from typing import Any
from urllib.parse import parse_qsl, unquote, urlsplit

from classifier.model import Row
from classifier.page.addresses import is_route
from classifier.words.codes import parse_code
from crawler.fetching import Ask, Click
from crawler.reader.page.addresses import canonical, ids_in, template_of
from crawler.reader.page.postback import Postback, posts_back
from crawler.reader.page.words import folded_words


@dataclass(frozen=True, slots=True)
class Panel:
    """A row whose procedure shows on the page of its list when it is pressed. `page`: where; `click`: what; `listed`: the form that brings
    the page, where its address alone shows another.
    """

    page: str
    click: Click
    listed: Ask | None = None


@dataclass
class Record:
    """One procedure of a list on its way to its page. `address`: where its page is, once known."""

    row: Row
    source: str  # the listing page that showed it
    address: str | None = None
    data: Mapping[str, Any] = field(default_factory=dict)  # the record as JSON, when the list was data
    order: int = 0
    press: Postback | None = None  # what pressing the row sends, when it sends the page's form back
    posted: bool = False  # whether pressing is the way to its page
    asked: Ask | None = None  # the request that tells of it, where no address does
    listed: Ask | None = None  # the form that brings the page on which it stands
    behind: Panel | None = None  # what is pressed for its list to show
    panel: Panel | None = None  # where it is pressed, where no request of the reader tells of it
    guessed: bool = False  # whether only its address speaks for it, which looks like those of procedures

    @property
    def name(self) -> str:
        return folded_words(self.row.name)

    @property
    def reached(self) -> bool:
        """Whether anything leads to what its portal says of it."""
        return bool(self.address or self.posted or self.in_place)

    @property
    def in_place(self) -> bool:
        """Whether it shows on the page of its list, and nowhere else."""
        return self.address is None and bool(self.asked or self.panel)

    @property
    def into(self) -> str | None:
        """The page that its own page may be a part of: only a row without a link can be filled in where it stands."""
        return self.source if self.row.url is None else None


def code_key(code: str | None) -> str:
    """The code without spelling differences; a malformed one as it is written."""
    if not code:
        return ""
    parsed = parse_code(code)
    return (parsed.base if parsed else None) or code.strip().upper()


def agency_key(agency: str | None) -> str:
    return folded_words(agency or "")


_CUT = re.compile(r"(?:…|\.{3})\W*$")


@dataclass
class RecordBook:
    """All records of a run, each once."""

    records: list[Record] = field(default_factory=list)
    _by_address: dict[str, Record] = field(default_factory=dict)
    _by_meaning: dict[tuple[str, str], list[Record]] = field(default_factory=dict)
    _by_code: dict[str, list[Record]] = field(default_factory=dict)
    _by_name: dict[str, list[Record]] = field(default_factory=dict)
    _elsewhere: set[str] = field(default_factory=set)  # further addresses under which lists name known records
    _telling: set[str] = field(default_factory=set)  # parameters that told two rows of one page apart, all else being equal

    def __len__(self) -> int:
        return len(self.records)

    def add(self, row: Row, source: str, data: Mapping[str, Any] | None = None) -> Record | None:
        """The new record, or None when the row names one that is known, which then learns what only this row says."""
        if not row.name.strip() and not row.code:
            return None
        known = self.find(row, source)
        if known is None and (known := self._shorter_or_longer(row)) is not None:
            if row.url and len(row.url) > len(known.row.url or ""):  # two agencies of one id are told apart by the longer addresses
                known.row, known.address = replace(known.row, url=row.url), row.url
            self._by_address.update(dict.fromkeys(self._marks(row), known))
        if known is not None:
            if row.url:  # of two addresses of one record the second is known from now on as well
                self._by_address.setdefault(f"u:{canonical(row.url)}", known)
            known.row = completed(known.row, row)
            if not (known.reached or _leads(known.row) or known.data) and (_leads(row) or data):  # a box of favourites only names it
                known.row = replace(known.row, key=row.key, handle=row.handle)
                known.source, known.data = source, data or {}
            self._elsewhere |= {canonical(row.url)} if row.url else set()
            return None
        record = Record(row, source, row.url, data or {}, len(self.records))
        self.records.append(record)
        for mark in self._marks(row):
            self._by_address.setdefault(mark, record)  # of the procedures of one page the first has its bare address
        self._by_meaning.setdefault(self._meaning(row), []).append(record)
        self._by_name.setdefault(record.name, []).append(record)
        if row.code:
            self._by_code.setdefault(code_key(row.code), []).append(record)
        return record

    def dismiss(self, records: Iterable[Record]) -> None:
        """Take out rows that turned out to be no procedures; they stay known, so that they are not added again."""
        gone = {id(record) for record in records}
        self.records = [record for record in self.records if id(record) not in gone]

    def has(self, url: str) -> bool:
        """Whether a list names a record by this address, if only as another page of a known one."""
        address = canonical(url)
        return f"u:{address}" in self._by_address or address in self._elsewhere

    def find(self, row: Row, source: str) -> Record | None:
        """The record that the row names again: same address or id; else same code (or name) and agency, unless the ids differ."""
        for mark in self._marks(row):
            known = self._by_address.get(mark)
            if known is not None and not (_elsewhere_on_page(row, known.row) or self._of_another_agency(row, source, known)):
                return known
        for other in self._by_meaning.get(self._meaning(row), ()):
            if _agree(agency_key(row.agency), agency_key(other.row.agency)) and not self._told_apart(row, source, other):
                return other
        return next((other for other in self._by_code.get(code_key(row.code), ()) if row.code and self._twin(row, source, other)), None)

    def _shorter_or_longer(self, row: Row) -> Record | None:
        """The record of the same name whose address has all that this one's says, or the other way round: a box of favourites leads to
        "?id=4", the list to "?id=4&Source=/tthc".
        """
        if not row.url:
            return None
        for other in self._by_name.get(folded_words(row.name), ()):
            agree = not (row.code and other.row.code) and _agree(agency_key(row.agency), agency_key(other.row.agency))
            if agree and other.row.url and _one_within_the_other(row.url, other.row.url):
                return other
        return None

    @staticmethod
    def _twin(row: Row, source: str, other: Record) -> bool:
        """Whether a row of another kind of list (services beside procedures) names the record under another kind of address."""
        here, there = agency_key(row.agency), agency_key(other.row.agency)
        if not (row.url and other.row.url) or not here or here != there:
            return False
        return (
            urlsplit(source).path != urlsplit(other.source).path
            and urlsplit(row.url).path != urlsplit(other.row.url).path
            and (template_of(row.url) != template_of(other.row.url))
        )

    @staticmethod
    def _meaning(row: Row) -> tuple[str, str]:
        return code_key(row.code), folded_words(row.name)

    @staticmethod
    def _marks(row: Row) -> list[str]:
        marks = [f"u:{canonical(row.url)}"] if row.url else []
        marks += [f"u:{canonical(row.url)}#{part}"] if row.url and (part := _part_of_page(row.url)) else []
        name = folded_words(row.name)
        if row.key:
            marks.append(f"k:{row.key}:{name}:{agency_key(row.agency)}")
        if row.handle and not row.url and not posts_back(row.handle):
            marks.append(f"h:{row.handle}:{name}:{agency_key(row.agency)}")
        return marks

    def _of_another_agency(self, row: Row, source: str, other: Record) -> bool:
        """Whether a row of the same key, which may be a code that many agencies share, leads to the procedure at another one: its address
        is made like the other's and differs in what the list does not put into it.

        A parameter counts once two rows of one page differed in it: a visit's own is the same all over a page.
        """
        if not (row.url and other.row.url and row.key and row.key == other.row.key):
            return False
        if row.agency and other.row.agency and agency_key(row.agency) == agency_key(other.row.agency):
            return False
        of_lists = _values_of(source) | _values_of(other.source)
        here, there = _Made.of(row.url, of_lists), _Made.of(other.row.url, of_lists)
        if (here.depth, here.names) != (there.depth, there.names) or folded_words(row.name) != other.name:
            return False
        if here.path != there.path:
            return here.template == there.template or urlsplit(source).path == urlsplit(other.source).path
        differing = {name for name, _ in here.pairs ^ there.pairs}
        if source == other.source:
            self._telling |= differing
        return not self._telling.isdisjoint(differing)

    def _told_apart(self, row: Row, source: str, other: Record) -> bool:
        if row.key and other.row.key:
            return row.key != other.row.key or self._of_another_agency(row, source, other)
        if row.url and other.row.url and urlsplit(source).path == urlsplit(other.source).path:
            one, two = _last_part(row.url), _last_part(other.row.url)
            if not ids_in(f"{one} {two}") or _CUT.search(row.name):
                return one != two  # titles as addresses: two of one list are two procedures, and so are names of which only the head shows
        if row.url and other.row.url and template_of(row.url) == template_of(other.row.url):
            return own_ids(row.url, source) != own_ids(other.row.url, other.source)
        if row.handle and other.row.handle and not row.url and not other.row.url and not posts_back(row.handle):
            return ids_in(row.handle) != ids_in(other.row.handle)
        # Two rows of one list without any id are two rows, unless nothing tells them apart at all.
        return False


@dataclass(frozen=True, slots=True)
class _Made:
    """How an address is made. `path`, `pairs`: its parts and its parameters with their values, without those that lists put into it."""

    template: str
    depth: int
    names: frozenset[str]
    path: tuple[str, ...]
    pairs: frozenset[tuple[str, str]]

    @classmethod
    def of(cls, url: str, of_lists: set[str]) -> _Made:
        parts = urlsplit(canonical(url))
        path, query = unquote(parts.path + parts.fragment).split("/"), parse_qsl(parts.query)
        own = frozenset(pair for pair in query if pair[1] not in of_lists)
        return cls(template_of(url), len(path), frozenset(name for name, _ in query), tuple(p for p in path if p not in of_lists), own)


def _values_of(source: str) -> set[str]:
    """What the address of a list may put into those of its entries: the category or the agency whose list it is."""
    parts = urlsplit(source)
    return {value for _, value in parse_qsl(parts.query)} | set(unquote(parts.path).split("/")) | set(ids_in(source))


def own_ids(url: str, source: str) -> tuple[str, ...]:
    """The ids of a detail address that are not the ids of the list it stands in (a category that comes along in the address)."""
    values = _values_of(source)
    parts = urlsplit(url)
    found = [v for _, v in sorted(parse_qsl(parts.query)) if v not in values]
    found += [i for i in ids_in(parts.path + parts.fragment) if i not in values]
    return tuple(found)


def _part_of_page(url: str) -> str:
    """The part of a page to which an address points, "" where its fragment is a page of a script portal."""
    part = urlsplit(url).fragment
    return "" if is_route(part) else part


def _elsewhere_on_page(row: Row, other: Row) -> bool:
    """Whether two rows lead to two parts of one page, each with a procedure of its own. Codes must tell: names differ as well where a page
    of one procedure has a part for each of its cases.
    """
    if not (row.url and other.url and row.code and other.code) or code_key(row.code) == code_key(other.code):
        return False
    here, there = _part_of_page(row.url), _part_of_page(other.url)
    return bool(here and there) and here != there


def completed(row: Row, again: Row) -> Row:
    """A row with what another row of the same procedure says and it does not: a box of favourites has no column of levels."""
    gaps = {name: getattr(again, name) for name in ("code", "field", "agency", "tier", "level_text", "fields") if not getattr(row, name)}
    gaps = {name: value for name, value in gaps.items() if value}
    return replace(row, **gaps) if gaps else row


def _leads(row: Row) -> bool:
    """Whether a row says by what its page is known."""
    return bool(row.url or row.handle or row.key)


def _one_within_the_other(one: str, other: str) -> bool:
    """Whether two addresses differ only by parameters that one of them has more, and the shorter one names a record."""
    shorter, longer = sorted((canonical(one), canonical(other)), key=len)
    short, long = urlsplit(shorter), urlsplit(longer)
    if (short.netloc, short.path, short.fragment) != (long.netloc, long.path, long.fragment) or not ids_in(short.query):
        return False
    return not Counter(parse_qsl(short.query)) - Counter(parse_qsl(long.query))


def _last_part(url: str) -> str:
    parts = urlsplit(canonical(url))
    return f"{parts.path.rstrip('/').rpartition('/')[2]}?{parts.query}"


def _agree(one: str, other: str) -> bool:
    return not one or not other or one == other
