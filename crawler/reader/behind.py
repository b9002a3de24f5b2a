"""Procedure pages that a script draws from data: the data are asked for directly, and the drawn page only once per kind.

The data say what the procedure is; only the drawn page shows its controls. Procedures whose data agree in level and flags are
one kind: when two drawn pages of a kind have the same controls, the rest of the kind has them too; else every page is drawn.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any

from classifier.model import Control, ProcedureReading
from crawler.fetching import Ask, Purpose

from .addresses import absolute, ids_in
from .handles import DetailTemplate, values_of
from .identity import Record
from .scripts import detail_behind, same_procedure
from .session import Session, View

TRIAL = 10  # records whose data are asked for before those of all
WORTH = 2 * TRIAL  # with fewer pages left than this, drawing them all is the plainer way


@dataclass(frozen=True)
class Sample:
    """A record with its drawn page."""

    record: Record
    view: View

    @property
    def reading(self) -> ProcedureReading:
        return self.view.reading.procedures[0]


@dataclass(frozen=True)
class Known:
    """A record with its data."""

    record: Record
    reading: ProcedureReading
    kind: tuple[object, ...]


def learn(session: Session, samples: list[Sample]) -> DetailTemplate | None:
    """The address of the data behind drawn pages, None when there is none that says as much as the page."""
    found: DetailTemplate | None = None
    for sample in samples:
        data = detail_behind(session, sample.view, sample.record.row.name, sample.record.row.code)
        if data is None or data.ask.method != "GET" or not _as_much(data.reading.procedures[0], sample.reading):
            return None
        template = _template(data.ask.url, sample.record)
        if template is None or (found is not None and template != found):
            return None
        found = template
    return found


def _template(url: str, record: Record) -> DetailTemplate | None:
    for name, value in identifiers(record).items():
        at = re.search(rf"(?<!\w){re.escape(value)}(?!\w)", url)
        if at and len(value) > 1:
            return DetailTemplate(f"{url[: at.start()]}{{{name}}}{url[at.end() :]}")
    return None


def identifiers(record: Record) -> dict[str, str]:
    """What identifies a record, the ids in its address included."""
    values = values_of(record)
    for index, value in enumerate(ids_in(record.address or "")):
        values.setdefault(f"id{index}", value)
    return values


def _as_much(data: ProcedureReading, drawn: ProcedureReading) -> bool:
    """Whether the data have what the drawn page shows: its filled fields, give or take one, and its files."""
    told = {cell.key for cell in data.fields if cell.text}
    shown = {cell.key for cell in drawn.fields if cell.text}
    files = sum(form.file is not None for form in data.forms) >= sum(form.file is not None for form in drawn.forms)
    return len(shown - told) <= 1 and files


async def ask_for(session: Session, template: DetailTemplate, record: Record) -> Known | None:
    """One record's data, read; None when they do not name the record."""
    filled = template.fill(identifiers(record))
    url = absolute(record.source, filled) if filled else None
    view = await session.ask(Ask(url, Purpose.DATA, referer=record.address), keep=True) if url else None
    if view is None or not view.reading.procedures:
        return None
    reading = view.reading.procedures[0]
    row = record.row
    if not same_procedure(reading.name, reading.code, row.name, row.code):
        return None
    session.forget(view)
    return Known(record, replace(reading, url=record.address or reading.url), (row.level_text, *_flags(view.payload)))


def _flags(payload: Any, depth: int = 0) -> tuple[object, ...]:
    """The switches in the data: what a page shows depends on them."""
    if not isinstance(payload, Mapping) or depth > 3:
        return ()
    found: list[object] = []
    for key, value in sorted(payload.items(), key=lambda pair: str(pair[0])):
        if isinstance(value, bool) or value is None or value == "" or value == []:
            found.append((str(key), value if isinstance(value, bool) else "empty"))
        elif isinstance(value, Mapping):
            found += _flags(value, depth + 1)
        elif re.search(r"(?i)level|muc_?do|status|trang_?thai|type|loai|online|truc_?tuyen", str(key)) and isinstance(value, str | int):
            found.append((str(key), value))
    return tuple(found)


def by_kind(known: list[Known]) -> list[list[Known]]:
    kinds: dict[tuple[object, ...], list[Known]] = defaultdict(list)
    for one in known:
        kinds[one.kind].append(one)
    return list(kinds.values())


def alike(samples: list[Sample]) -> bool:
    """Whether the drawn pages of a kind have the same controls."""
    seen = [{(c.kind, c.signature, c.own, c.action, c.disabled) for c in sample.reading.controls} for sample in samples]
    return all(controls == seen[0] for controls in seen)


def extended(known: Known, sample: Sample) -> ProcedureReading:
    """The data of one procedure with the controls of another of its kind, led to this one's own targets."""
    there, here = identifiers(sample.record), identifiers(known.record)
    pairs = {there[name]: here[name] for name in there if name in here and len(there[name]) > 1}
    return replace(known.reading, controls=tuple(_moved(c, pairs) for c in sample.reading.controls), controls_seen=True)


def _moved(control: Control, pairs: Mapping[str, str]) -> Control:
    if not control.url or not pairs:
        return control
    any_of = re.compile("|".join(rf"(?<!\w){re.escape(old)}(?!\w)" for old in sorted(pairs, key=len, reverse=True)))
    return replace(control, url=any_of.sub(lambda match: pairs[match[0]], control.url))
