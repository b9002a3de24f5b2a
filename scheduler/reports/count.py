"""Counting procedures: one TTHC once per line however many rows name it (NĐ 43/2011 Đ3 k3), suspended and test entries left out."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence

from classifier.findings.declared import customary_bounds
from classifier.model import Declared
from classifier.vocabulary import Flag, Scheme, Tier
from classifier.words.text import folded_words
from scheduler.cells import printable
from scheduler.plan.model import Scope
from scheduler.plan.scope import EXCLUDED, Member, select, tiers_of
from scheduler.plan.snapshot import Standing
from scheduler.reports.model import LEVELS, NOT_PUBLISHED, Block, Counts, Label, Line, Pair
from scheduler.reports.order import alphabetical

Rows = Mapping[str, Sequence[Standing]]
"""The standings of each province, by its name."""

TIERS = ("province", "district", "commune", "several", "unknown")


def count(rows: Rows) -> Counts:
    """The counts of all rows; a TTHC counts once in each province, at the level that all its agencies reach (levels.md §6.15)."""
    levels: Counter[int | None] = Counter()
    labels: Counter[Label] = Counter()
    possible = [0] * len(LEVELS)
    above = 0
    for member in _members(rows):
        levels[level_of(member)] += 1
        labels[label_of(member)] += 1
        above += _above(member)
        for level in range(member.evidenced[1] + 1):
            possible[level] += 1
    return Counts(sum(levels.values()), tuple(levels[n] for n in LEVELS), levels[None], tuple(possible), dict(labels), above)


def pairs(rows: Rows) -> tuple[Pair, ...]:
    """Declared against evidenced: one line per declared label, in the order of the schemes, what is not published last."""
    levels: dict[Label, Counter[int | None]] = defaultdict(Counter)
    above: Counter[Label] = Counter()
    for member in _members(rows):
        label = label_of(member)
        levels[label][level_of(member)] += 1
        above[label] += _above(member)
    schemes: list[str | None] = [None, *Scheme]
    ordered = sorted(levels, key=lambda label: (label == NOT_PUBLISHED, schemes.index(label[0]), _rank(label), label[1] or ""))
    return tuple(Pair(label, tuple(levels[label][n] for n in (*LEVELS, None)), above[label]) for label in ordered)


def excluded(rows: Rows) -> int:
    """Suspended, abolished and test entries, which no other figure counts."""
    return sum(1 for standings in rows.values() for row in standings if any(flag in row.flags for flag in EXCLUDED))


def by_province(rows: Rows) -> tuple[Line, ...]:
    return tuple(Line(name, count({name: rows[name]}), name) for name in sorted(rows, key=alphabetical))


def by_field(rows: Rows) -> tuple[Line, ...]:
    """One line per field of work over all provinces; a field that is not given stands last."""
    found: dict[str, dict[str, list[Standing]]] = defaultdict(lambda: defaultdict(list))
    for province, standings in rows.items():
        for row in standings:
            found[_same(row.field)][province].append(row)
    lines = [Line(_spelling(part, lambda row: row.field), count(part)) for part in found.values()]
    return _listed(lines)


def blocks(rows: Rows) -> tuple[Block, ...]:
    """The agencies by tier. A row whose agency cell names several tiers stands in a block of its own, so that none is counted twice."""
    found: dict[str, dict[tuple[str, str], list[Standing]]] = {tier: defaultdict(list) for tier in TIERS}
    for province, standings in rows.items():
        for row in standings:
            found[_block(row)][province, _same(row.agency)].append(row)
    return tuple(_filled(tier, agencies) for tier, agencies in found.items() if agencies or tier in TIERS[:3])


def _filled(tier: str, agencies: Mapping[tuple[str, str], Sequence[Standing]]) -> Block:
    whole: dict[str, list[Standing]] = defaultdict(list)
    lines = []
    for (province, _), own in agencies.items():
        whole[province] += own
        part = {province: own}
        lines.append(Line(_spelling(part, lambda row: row.agency), count(part), province))
    return Block(tier, _listed(lines), count(whole))


def _listed(lines: Iterable[Line]) -> tuple[Line, ...]:
    """Lines that count something, by province and name; what has no name stands last."""
    counted = (line for line in lines if line.counts.total)
    return tuple(sorted(counted, key=lambda line: (alphabetical(line.province), not line.name, alphabetical(line.name))))


def level_of(member: Member) -> int | None:
    """The evidenced level that all agencies reach; None as long as one of them could not be read."""
    levels = [row.level for row in member.rows]
    return None if None in levels else min(level for level in levels if level is not None)


def label_of(member: Member) -> Label:
    """The lowest declared label among the agencies that publish one, theo thông lệ; they seldom differ."""
    published = {(row.declared.scheme, row.declared.value) for row in member.rows if row.declared.value is not None}
    labels = [(str(scheme) if scheme else None, value) for scheme, value in published]
    return min(labels, key=lambda label: (_rank(label), label), default=NOT_PUBLISHED)


def _above(member: Member) -> bool:
    return any(Flag.DECLARED_ABOVE_EVIDENCE in row.flags for row in member.rows)


def _rank(label: Label) -> tuple[int, int]:
    scheme, value = label
    return (customary_bounds(Declared(Scheme(scheme), value)) if scheme else None) or (0, 0)


def _members(rows: Rows) -> Iterable[Member]:
    whole = Scope()
    return (member for standings in rows.values() for member in select(standings, whole, None).members)


def _block(row: Standing) -> str:
    tiers = tiers_of(row)
    if len(tiers) != 1:
        return "several" if tiers else "unknown"
    return {Tier.PROVINCE: "province", Tier.DISTRICT: "district", Tier.COMMUNE: "commune"}[next(iter(tiers))]


def _same(name: str | None) -> str:
    """What makes two spellings the same name."""
    return folded_words(name or "")


def _spelling(rows: Rows, name: Callable[[Standing], str | None]) -> str:
    """The spelling that most rows use; of equals the first in the alphabet."""
    spellings = Counter(" ".join(printable(name(row) or "").split()) for standings in rows.values() for row in standings)
    return min(spellings, key=lambda words: (-spellings[words], alphabetical(words)))
