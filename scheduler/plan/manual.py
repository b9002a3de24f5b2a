"""Figures that a person enters for what no crawler can see: a published ranking, an inventory, a survey."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal, InvalidOperation

from scheduler.plan.model import Target
from scheduler.plan.readings import Verdict, holds

_WINDOW = timedelta(days=366)
_PART = re.compile(r"^\s*(?:(?P<part>[^=]+)=)?\s*(?P<number>[-+]?\d[\d.,]*)\s*%?\s*$")


class EntryError(ValueError):
    """The entry cannot be used; the message says what to write instead."""


@dataclass(frozen=True, slots=True)
class ManualEntry:
    """One entered figure: `value` as written ("12", "85,5 %", "OSI=12; TII=9; HCI=14"), its source, the day it speaks of."""

    target: str
    value: str
    source: str
    on: date


@dataclass(frozen=True, slots=True)
class Judged:
    """What entries say about a target. `missing`: what is still to be entered (years or parts)."""

    verdict: Verdict
    entry: ManualEntry | None
    missing: tuple[str, ...] = ()


def parse_entry(target: Target, value: str, source: str, on: date) -> ManualEntry:
    """A checked entry for a target. Raises `EntryError` with the remedy."""
    if not source.strip():
        raise EntryError("the source is empty: name the publication the figure was taken from")
    numbers = _numbers(value)
    missing = [part for part in target.parts if part not in numbers]
    if missing:
        wanted = "; ".join(f"{part}=…" for part in target.parts)
        raise EntryError(f"{target.id} needs a figure for each of {', '.join(target.parts)}: write {wanted}")
    if not target.parts and list(numbers) != [""]:
        raise EntryError(f"{target.id} takes one figure: write the number alone")
    return ManualEntry(target.id, " ".join(value.split()), source.strip(), on)


def _numbers(value: str) -> Mapping[str, Decimal]:
    found: dict[str, Decimal] = {}
    for piece in value.split(";"):
        match = _PART.match(piece)
        if match is None:
            raise EntryError(f"{piece.strip()!r} is not a figure: write a number such as 12 or 85,5, or parts such as OSI=12; TII=9")
        text = match["number"]
        if "," in text:  # Vietnamese: dots group thousands, the comma is the decimal point
            text = text.replace(".", "").replace(",", ".")
        try:
            found[(match["part"] or "").strip()] = Decimal(text)
        except InvalidOperation:
            raise EntryError(f"{piece.strip()!r} is not a figure: write a number such as 12 or 85,5") from None
    return found


def judge_entries(target: Target, entries: Iterable[ManualEntry], at: date, *, at_due: bool) -> Judged:
    """The verdict that entries give on the day `at`: every due day so far needs a figure from its own year before it.

    At the due date a target with several due days is met only if each of them is; `current` looks at the latest figure.
    """
    known = sorted((e for e in entries if e.target == target.id and e.on <= at), key=lambda e: e.on)
    if not known or target.threshold is None or target.compare is None:
        return Judged(Verdict.NO_DATA, known[-1] if known else None)
    if not at_due:
        return Judged(_passes(target, known[-1]), known[-1])
    verdicts, missing, last = [], [], None
    for due in target.due:
        entry = next((e for e in reversed(known) if due - _WINDOW < e.on <= due), None)
        if entry is None:
            missing.append(str(due.year))
        else:
            verdicts.append(_passes(target, entry))
            last = entry
    if Verdict.MISSED in verdicts:
        return Judged(Verdict.MISSED, last, tuple(missing))
    return Judged(Verdict.NO_DATA if missing else Verdict.MET, last, tuple(missing))


def _passes(target: Target, entry: ManualEntry) -> Verdict:
    compare, threshold = target.compare, target.threshold
    if compare is None or threshold is None:
        return Verdict.NO_DATA
    return Verdict.MET if all(holds(number, compare, threshold) for number in _numbers(entry.value).values()) else Verdict.MISSED
