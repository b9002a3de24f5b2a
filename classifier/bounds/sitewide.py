"""What the pages of all procedures have in common although it stands where a procedure's own facts stand: side boxes without a name."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, replace

from classifier.model import Field, FieldKey, ProcedureReading

FEWEST = 4  # pages of different procedures that prove something
_LIST = 3  # lines from which a cell that names agencies or fields is a menu of them
_Cell = tuple[FieldKey, str, str]
_NAMING = frozenset({FieldKey.AGENCY, FieldKey.FIELD})


@dataclass(frozen=True, slots=True)
class Sitewide:
    """Files, by key, and cells that belong to the site."""

    files: frozenset[str] = frozenset()
    cells: frozenset[_Cell] = frozenset()

    def without(self, reading: ProcedureReading) -> ProcedureReading:
        """The reading with its own cells and files alone."""
        kept = tuple(self._cleaned(cell) for cell in reading.fields if _identity(cell) not in self.cells)
        forms = tuple(form for form in reading.forms if form.file is None or form.file.key not in self.files)
        return replace(reading, fields=kept, forms=forms) if kept != reading.fields or forms != reading.forms else reading

    def _cleaned(self, cell: Field) -> Field:
        own = tuple(link for link in cell.links if link.key not in self.files)
        return cell if own == cell.links else replace(cell, links=own)


def find_sitewide(readings: Sequence[ProcedureReading]) -> Sitewide:
    """The files, and the cells of side boxes, that all these pages share.

    A fact that is the same for all procedures stays (one agency, no fee): a cell is the site's only when it holds nothing but shared
    files, when most pages have another cell of its kind that differs from page to page, or when it lists many agencies or fields.
    """
    if len({reading.name for reading in readings}) < FEWEST:
        return Sitewide()
    files = frozenset.intersection(*(_files(reading) for reading in readings))
    shared = set.intersection(*({_identity(cell) for cell in r.fields if cell.text and cell.key is not FieldKey.OTHER} for r in readings))
    varying = _varying(readings, shared)
    cells = frozenset(_identity(cell) for cell in readings[0].fields if _identity(cell) in shared and _is_sites(cell, files, varying))
    return Sitewide(files, cells)


def _is_sites(cell: Field, files: frozenset[str], varying: set[FieldKey]) -> bool:
    lines = [line for line in cell.text.splitlines() if line.strip()]
    if cell.links and all(link.key in files for link in cell.links) and len(lines) <= len(cell.links):
        return True
    return cell.key in varying or (cell.key in _NAMING and len(lines) >= _LIST)


def _files(reading: ProcedureReading) -> frozenset[str]:
    links = (link.key for cell in reading.fields for link in cell.links if link.url)
    return frozenset((*links, *(form.file.key for form in reading.forms if form.file and form.file.url)))


def _identity(cell: Field) -> _Cell:
    return cell.key, cell.label, cell.text


def _varying(readings: Sequence[ProcedureReading], shared: set[_Cell]) -> set[FieldKey]:
    """Kinds of cells that most pages give once more, each in its own words, beside the cell that all pages share."""
    kinds = {key for key, _, _ in shared}
    said: dict[FieldKey, list[str]] = defaultdict(list)
    for reading in readings:
        own = {cell.key: cell.text for cell in reading.fields if cell.text and _identity(cell) not in shared}
        for key in own.keys() & kinds:
            said[key].append(own[key])
    return {key for key, texts in said.items() if len(set(texts)) > 1 and 2 * len(texts) > len(readings)}
