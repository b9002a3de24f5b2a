"""What every feature hands back: a value, the words that gave it, the rules that spoke, and the flags they raise."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Generic, TypeVar
from urllib.parse import SplitResult, urlsplit

from classifier.findings.rules_text import RuleId
from classifier.model import Evidence, Field, FieldKey, Finding, Flag, ProcedureReading
from classifier.words.memo import remembered
from classifier.words.text import collapse, fold, folded_words, needs_cleaning

V = TypeVar("V")

QUOTE_LIMIT = 300
CELL_LIMIT = 5_000  # characters of a cell about fees, channels or places; what matters stands at its beginning


@dataclass(frozen=True, slots=True)
class Judged(Generic[V]):
    """A feature's value with what it rests on."""

    value: V
    evidence: tuple[Evidence, ...] = ()
    findings: tuple[Finding, ...] = ()
    flags: tuple[Flag, ...] = ()


@remembered
def words(text: str) -> str:
    """The text as it is compared: cleaned, folded, single spaces."""
    return folded_words(collapse(text))


@remembered
def lines_of(text: str) -> tuple[tuple[str, str], ...]:
    """The lines of a long text, each as it is compared and as it stands."""
    lines = text.splitlines()
    if not lines or needs_cleaning(text):
        return tuple((words(line), line) for line in lines)
    # The whole folded at once: line by line it is a quarter of judging.
    return tuple((" ".join(said.split()), line) for said, line in zip(fold("\n".join(lines)).split("\n"), lines, strict=True))


def beginning(cell: Field) -> str:
    """The words of a cell that should be short, as they are compared."""
    return words(cell.text[:CELL_LIMIT])


def address(url: str | None) -> SplitResult:
    """The parts of an address; all empty for one that is none, as pages may write anything into a link."""
    try:
        return urlsplit(url or "")
    except ValueError:
        return SplitResult("", "", "", "", "")


def quote(text: str, limit: int = QUOTE_LIMIT) -> str:
    """At most `limit` characters of a page's own words."""
    plain = collapse(text[: 4 * limit])
    return plain if len(plain) <= limit and len(text) <= 4 * limit else plain[: limit - 1].rstrip() + "…"


def evidence(feature: str, url: str, text: str, limit: int = QUOTE_LIMIT) -> Evidence:
    return Evidence(feature, url, quote(text, limit))


def field_evidence(feature: str, url: str, field: Field, limit: int = QUOTE_LIMIT) -> Evidence:
    """A cell with its label, as a reader would cite it."""
    return evidence(feature, url, f"{field.label}: {field.text}" if field.label else field.text, limit)


def finding(rule: RuleId, found: str, effect: str, *seen: Evidence, values: Iterable[object] = ()) -> Finding:
    return Finding(rule.value, found, effect, seen, tuple(str(value) for value in values))


def fields_of(reading: ProcedureReading, *keys: FieldKey) -> tuple[Field, ...]:
    """The cells with one of these meanings, in page order."""
    return tuple(field for field in reading.fields if field.key in keys)
