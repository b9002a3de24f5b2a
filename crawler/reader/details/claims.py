"""What the pages that were read tell of the lists: procedures that no list names, and rows that only name again what was read."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from classifier.model import FieldKey, Row
from crawler.reader.details.detail import Detail
from crawler.reader.identity import Record, agency_key, code_key, completed
from crawler.reader.page.addresses import is_paper
from crawler.reader.page.words import folded_words


def unclaimed(found: Iterable[Detail], details: Sequence[Detail], records: Iterable[Record]) -> list[Detail]:
    """Of the procedures found on pages to which records led, those that neither a record names nor was read already: lists lead to the
    parts of a page by addresses that are one ("/nhom-1#a", "/nhom-1#b"), or name but one of those on it.
    """
    claims: dict[str, set[str]] = defaultdict(set)  # codes by the folded names that have them
    for name, code in (
        *((reading.name, reading.code) for detail in details for reading in detail.readings),
        *((record.row.name, record.row.code) for record in records),
    ):
        claims[folded_words(name)].add(code_key(code))
    codes = {code for known in claims.values() for code in known if code}
    left = []
    for detail in found:
        name, code = folded_words(detail.readings[0].name), code_key(detail.readings[0].code)
        if code in codes or (name in claims and (not code or "" in claims[name])):
            continue
        claims[name].add(code)
        codes |= {code} - {""}
        left.append(detail)
    return left


@dataclass(frozen=True, slots=True)
class _Known:
    """What a procedure that was read is called, and the row that led to it."""

    code: str
    agency: str
    record: Record | None

    def may_be(self, row: Row) -> bool:
        return code_key(row.code) in {"", self.code} and agency_key(row.agency) in {"", self.agency}


def named_again(records: Iterable[Record], details: Sequence[Detail]) -> list[Record]:
    """Rows that lead to no page and have the name of a procedure that was read, and no other code or agency than it: a table of forms names
    the procedure of each, one of figures those that it counts. The row of the procedure takes over what it does not say itself: a level.
    """
    read: dict[str, list[_Known]] = defaultdict(list)  # by folded names
    for detail in details:
        for name, known in _called(detail):
            read[folded_words(name)].append(known)
    shown = {id(detail.record) for detail in details if detail.failure is None}
    found = []
    for record in records:
        if id(record) in shown or not _leads_to_no_page(record):
            continue
        meant = next((known for known in read.get(record.name, ()) if known.may_be(record.row)), None)
        if meant is not None:
            found.append(record)
        if meant is not None and meant.record is not None:
            meant.record.row = completed(meant.record.row, record.row)
    return found


def _leads_to_no_page(record: Record) -> bool:
    return is_paper(record.address) if record.address else not record.reached


def _called(detail: Detail) -> Iterator[tuple[str, _Known]]:
    """The names of each procedure that was read on a page, by the page and by the row that led to it."""
    row = detail.record.row if detail.record is not None else None
    for reading in detail.readings if detail.failure is None else ():
        agency = next((cell.text for cell in reading.fields if cell.key is FieldKey.AGENCY and cell.text), row.agency if row else None)
        known = _Known(code_key(reading.code or (row.code if row else None)), agency_key(agency), detail.record)
        for name in {reading.name, row.name if row else reading.name}:
            yield name, known
