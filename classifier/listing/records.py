"""Rows of a listing: tables with heads first, then repeating subtrees; only groups that are believable."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace

from classifier.listing.belief import is_believable
from classifier.listing.groups import Record, counts_procedures, find_groups, reads_like_procedures, row_of
from classifier.listing.headings import level_over
from classifier.listing.namedagencies import with_named_agencies
from classifier.listing.namedlevels import levels_in_names
from classifier.listing.optionrows import option_rows
from classifier.listing.rowdetails import describing_heads, forms_cell, is_telling, row_values
from classifier.listing.signs import with_signs
from classifier.listing.tables import MAX_ROWS, HeadTable, head_tables, table_rows
from classifier.listing.writtensigns import with_written_signs
from classifier.model import Control, ProcedureReading, Row
from classifier.page.document import Document
from classifier.page.regions import Regions
from classifier.words.codes import find_code
from classifier.words.names import announced_name, names_a_way_on
from classifier.words.values import Label, Value

Describe = Callable[[int, Row, Sequence[Value]], ProcedureReading]


def read_rows(
    doc: Document, labels: Sequence[Label], regions: Regions, controls: Sequence[tuple[int, Control]], describe: Describe | None = None
) -> list[Row]:
    """All rows that name a procedure, in page order, each once. `describe`: what reads a row whose cells say all about its procedure."""
    rows: list[tuple[int, Row]] = []
    covered: list[tuple[int, int]] = []
    for headed in head_tables(doc, labels, regions):
        table = headed.table
        found = _procedures(table_rows(doc, headed, controls))
        if found and is_believable(doc, [row for _, row in found], table, found[0][0], heads=True):
            found = _under_heading(doc, regions, found)
            rows += _described(doc, headed, labels, found, describe) if describe is not None else found
            covered.append((table, doc.ends[table]))
    starts = [label.start for label in labels]

    def read(group: Sequence[Record]) -> list[tuple[int, Row]]:
        return _procedures([(record.first, row_of(doc, record, labels, starts, controls)) for record in group])

    for way in find_groups(doc, regions, covered, controls):
        # Headings of the tables already read, and entries that count the procedures of a field, are none.
        open_groups = [group for group in way if not _within(covered, group) and not counts_procedures(doc, group)]
        if found := _believed(doc, regions, open_groups, read):
            rows += found
            break
    return _each_once(with_named_agencies(with_signs(doc, with_written_signs(doc, rows)))) or option_rows(doc)


def _within(covered: Sequence[tuple[int, int]], group: Sequence[Record]) -> bool:
    return any(record.first < table < record.last for record in group for table, _ in covered)


def _believed(
    doc: Document, regions: Regions, groups: Sequence[list[Record]], read: Callable[[Sequence[Record]], list[tuple[int, Row]]]
) -> list[tuple[int, Row]]:
    """The rows of the groups that are lists of procedures."""
    rows: list[tuple[int, Row]] = []
    lists: set[tuple[int, str]] = set()
    doubted: list[list[Record]] = []
    for group in groups:
        before = len(rows)
        for number, one in enumerate(_lists(doc, group)):
            found = read(one)
            if found and is_believable(doc, [row for _, row in found], doc.parents[one[0].first], one[0].first, heads=False):
                rows += _under_heading(doc, regions, found)
                lists.add(_list_of(doc, one))
                if number == 0:
                    break
        doubted += [group] if len(rows) == before else []
    for group in doubted:  # entries of a list that was believed, of which only the dress differs: the mark of their category
        rows += read(group) if _list_of(doc, group) in lists and reads_like_procedures(group) else []
    return rows or [entry for group in doubted for entry in _announced(read(group))]


def _announced(rows: Sequence[tuple[int, Row]]) -> list[tuple[int, Row]]:
    """The entries of a list of news whose titles announce a procedure, by its name: small sites keep theirs among their other articles."""
    named = ((element, row, announced_name(row.name)) for element, row in rows if row.url)
    return [(element, replace(row, name=name)) for element, row, name in named if name]


def _list_of(doc: Document, records: Sequence[Record]) -> tuple[int, str]:
    """The element that holds a group, and the tag of its entries."""
    return doc.parents[records[0].first], doc.tags[records[0].first]


def _under_heading(doc: Document, regions: Regions, rows: list[tuple[int, Row]]) -> list[tuple[int, Row]]:
    """The rows of a list with the levels in their names; where none says a level, with the one that the heading above gives them all."""
    named = levels_in_names([row for _, row in rows])
    rows = [(element, row) for (element, _), row in zip(rows, named, strict=True)]
    level = level_over(doc, regions, rows[0][0]) if all(row.level_text is None for _, row in rows) else None
    return [(element, replace(row, level_text=level)) for element, row in rows] if level else rows


def _lists(doc: Document, group: Sequence[Record]) -> list[list[Record]]:
    """What to try as one list: the group without the menus in it; then the lists that its records stand in, when they are several and say
    codes: one may be a box beside the listing, made like it.
    """
    lists: dict[int, list[Record]] = {}
    for record in group:
        lists.setdefault(doc.parents[record.first], []).append(record)
    if not 1 < len(lists) < len(group):
        return [list(group)]
    told = [one for one in lists.values() if 2 * _coded(doc, one) > len(one)]
    # A list with codes does not vouch for the entries of a menu that are made like its own.
    menus = [one for one in lists.values() if told and not _coded(doc, one) and not reads_like_procedures(one)]
    rest = [record for record in group if not any(record in menu for menu in menus)]
    return [rest, *told]


def _coded(doc: Document, records: Sequence[Record]) -> int:
    return sum(find_code(doc.text[record.start : record.end]) is not None for record in records)


def _described(
    doc: Document, headed: HeadTable, labels: Sequence[Label], rows: list[tuple[int, Row]], describe: Describe
) -> list[tuple[int, Row]]:
    """The rows of a table, those that say it all with what they say and without the links of their cells, others with their files."""
    heads, cells = describing_heads(doc, headed.heads, labels), dict(headed.lines)
    found: list[tuple[int, Row]] = []
    telling = [row_values(doc, element, cells[element], heads, row.name) for element, row in rows] if heads else [[] for _ in rows]
    # Where most rows say it all, the others have what they say beside empty cells, and no page elsewhere.
    mostly = 2 * sum(map(is_telling, telling)) > len(rows)
    for (element, row), said in zip(rows, telling, strict=True):
        values = said if mostly or is_telling(said) else []
        if values:
            found.append((element, replace(row, url=None, handle=None, key=None, detail=describe(element, row, values))))
            continue
        papers = forms_cell(doc, element, cells[element], headed.heads.by_column)
        forms = describe(papers.element, row, [papers]).forms if papers is not None else ()
        found.append((element, replace(row, forms=forms) if forms else row))
    return found


def _procedures(rows: list[tuple[int, Row]]) -> list[tuple[int, Row]]:
    """Those that do not lead to lists of procedures or to the portal's other parts themselves."""
    return [(element, row) for element, row in rows if row.code or not names_a_way_on(row.name)]


def _each_once(rows: list[tuple[int, Row]]) -> list[Row]:
    rows.sort(key=lambda pair: pair[0])
    seen: set[tuple[str | None, ...]] = set()
    kept: list[Row] = []
    for _, row in rows[:MAX_ROWS]:
        identity = (row.url, row.handle, row.code, row.name, row.agency)
        if identity not in seen:
            seen.add(identity)
            kept.append(_without_own_link(row))
    return kept


def _without_own_link(row: Row) -> Row:
    """A row without its own name among its controls: what one does is a part of many names ("Dừng thực hiện thủ tục đăng ký …")."""
    kept = tuple(c for c in row.controls if c.url is None or c.url != row.url or " ".join(c.text.split()) != " ".join(row.name.split()))
    return row if len(kept) == len(row.controls) else replace(row, controls=kept)
