"""Which procedures a target speaks of, and what each of them counts for.

One TTHC counts once per province however many agencies and communes offer it (NĐ 43/2011 Đ3 k3). Doubt never drops a procedure:
where its tier is unknown it may belong, and widens the interval.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from functools import lru_cache

from classifier.vocabulary import Flag, Result, Tier
from classifier.words.text import fold, folded_words
from scheduler.plan.groups import GroupList, contains, membership, procedure_id
from scheduler.plan.model import Scope, TierWord
from scheduler.plan.snapshot import UNKNOWN_SPAN, Span, Standing, declared_span

EXCLUDED = (Flag.SUSPENDED, Flag.ABOLISHED, Flag.TEST_ENTRY)

_DEPARTMENT = re.compile(r"^so\b")
_TIER_IN_AGENCY = (
    (
        Tier.PROVINCE,
        re.compile(r"^(so|ban quan ly|thanh tra tinh|van phong (ubnd|uy ban nhan dan) tinh|((ubnd|uy ban nhan dan) )?(cap )?tinh)\b"),
    ),
    (Tier.DISTRICT, re.compile(r"^((ubnd|uy ban nhan dan) )?(cap huyen|huyen|quan|thi xa)\b|^phong\b.*\b(huyen|quan|thi xa)\b")),
    (Tier.COMMUNE, re.compile(r"^((ubnd|uy ban nhan dan) )?(cap xa|xa|phuong|thi tran|dac khu)\b")),
)
_TIERS = {
    TierWord.TINH: Tier.PROVINCE,
    TierWord.SO: Tier.PROVINCE,
    TierWord.NGANH: Tier.PROVINCE,
    TierWord.HUYEN: Tier.DISTRICT,
    TierWord.XA: Tier.COMMUNE,
}


class OverAgencies(StrEnum):
    """The level of a TTHC that several agencies offer: the one that all of them reach, or the best of them (levels.md §6.15)."""

    MIN = "min"
    MAX = "max"


class Belongs(StrEnum):
    YES = "yes"
    MAYBE = "maybe"
    NO = "no"


@dataclass(frozen=True, slots=True)
class Member:
    """One TTHC in the scope of a target. `declared` is None when none of its rows publishes a label."""

    id: str
    name: str
    code: str | None
    certain: bool
    evidenced: Span
    declared: Span | None
    customary: Span | None
    rows: tuple[Standing, ...]


@dataclass(frozen=True, slots=True)
class Selection:
    """Who is in a scope. `excluded`: suspended, abolished, test entries. `unconfirmed`: the mapping to groups rests on rules, not yet

    on a person. `by_id`: the rows behind each member, and whether each is surely in scope.
    """

    members: tuple[Member, ...]
    excluded: tuple[Standing, ...]
    unconfirmed: bool
    by_id: Mapping[str, Sequence[tuple[Standing, bool]]]

    @property
    def rows(self) -> tuple[Member, ...]:
        """The same scope counted as rows of the portal: the alternative denominator."""
        return tuple(member_of(key, [row], OverAgencies.MIN) for key, rows in self.by_id.items() for row in rows)


def tiers_of(standing: Standing) -> frozenset[Tier]:
    """The tiers that offer it: as read, and as the agency cell names them ("Sở, ban ngành; UBND Huyện"). Empty = unknown."""
    return _tiers(standing.tier, standing.agency or "")


@lru_cache(maxsize=8_192)
def _tiers(tier: Tier | None, agency: str) -> frozenset[Tier]:
    found = {tier} if tier else set()
    for part in re.split(r"[;\n]", agency):
        words = folded_words(part)
        found.update(tier for tier, pattern in _TIER_IN_AGENCY if pattern.search(words))
    return frozenset(found)


def belongs(standing: Standing, scope: Scope) -> Belongs:
    """Whether a row falls under the tiers, agencies and fields of a scope; groups are settled by `in_group`."""
    for words, value in ((scope.fields, standing.field), (scope.agencies, standing.agency)):
        if words and value is not None and not any(contains(value, word) for word in words):
            return Belongs.NO
    doubts = (scope.fields and standing.field is None) or (scope.agencies and standing.agency is None)
    tier = _tier_belongs(standing, scope.tiers)
    return Belongs.MAYBE if doubts and tier is Belongs.YES else tier


def _tier_belongs(standing: Standing, wanted: tuple[TierWord, ...]) -> Belongs:
    return _of_tiers(standing.tier, standing.agency, wanted) if wanted else Belongs.YES


@lru_cache(maxsize=16_384)
def _of_tiers(tier: Tier | None, agency: str | None, wanted: tuple[TierWord, ...]) -> Belongs:
    tiers = _tiers(tier, agency or "")
    if not tiers:
        return Belongs.YES if {TierWord.HUYEN, TierWord.XA}.issubset(wanted) and _whole_province(wanted) else Belongs.MAYBE
    hits = {word for word in wanted if _TIERS[word] in tiers}
    if not hits:
        return Belongs.NO
    if hits <= {TierWord.SO} or hits <= {TierWord.NGANH}:
        return _half_of_province(agency, hits == {TierWord.SO})
    return Belongs.YES


def _whole_province(wanted: tuple[TierWord, ...]) -> bool:
    return TierWord.TINH in wanted or {TierWord.SO, TierWord.NGANH}.issubset(wanted)


def _half_of_province(agency: str | None, wants_department: bool) -> Belongs:
    if agency is None:
        return Belongs.MAYBE
    is_department = bool(_DEPARTMENT.match(fold(agency).strip()))
    return Belongs.YES if is_department is wants_department else Belongs.NO


def select(standings: Iterable[Standing], scope: Scope, groups: GroupList | None, over: OverAgencies = OverAgencies.MIN) -> Selection:
    """The procedures of a scope. `groups`: the list that `scope.group` names."""
    wanted: dict[str, list[tuple[Standing, bool]]] = defaultdict(list)
    excluded = []
    of_list = membership(groups) if groups is not None else None
    for standing in standings:
        place = belongs(standing, scope)
        if place is Belongs.NO or (of_list is not None and bool(of_list.of(standing)) is scope.outside_group):
            continue
        if any(flag in standing.flags for flag in EXCLUDED):
            excluded.append(standing)
        else:
            wanted[procedure_id(standing)].append((standing, place is Belongs.YES))
    members = tuple(member_of(key, rows, over) for key, rows in wanted.items())
    return Selection(members, tuple(excluded), groups is not None and groups.status != "confirmed", wanted)


def select_groups(
    standings: Iterable[Standing], scope: Scope, groups: GroupList, over: OverAgencies = OverAgencies.MIN
) -> dict[str, tuple[Member, ...]]:
    """The procedures of a scope by group of its list; a procedure may stand in several, a group may be empty."""
    found: dict[str, list[Standing]] = {group.id: [] for group in groups.groups}
    of_list = membership(groups)
    for standing in standings:
        for group in of_list.of(standing):
            found[group].append(standing)
    plain = scope.model_copy(update={"group": None})
    return {group: select(rows, plain, None, over).members for group, rows in found.items()}


def member_of(key: str, rows: Sequence[tuple[Standing, bool]], over: OverAgencies) -> Member:
    """One TTHC from its rows, each with whether it is surely in scope."""
    first, sure = rows[0]
    if len(rows) == 1:  # most procedures, and their intervals need no combining
        spans = declared_span(first.declared), declared_span(first.declared, customary=True)
        return Member(key, first.name, first.code, sure, first.evidenced, *spans, rows=(first,))
    declared = [(declared_span(row.declared), certain) for row, certain in rows]
    customary = [(declared_span(row.declared, customary=True), certain) for row, certain in rows]
    return Member(
        id=key,
        name=first.name,
        code=first.code,
        certain=any(certain for _, certain in rows),
        evidenced=_combined([(row.evidenced, certain) for row, certain in rows], over),
        declared=_published(declared, over),
        customary=_published(customary, over),
        rows=tuple(row for row, _ in rows),
    )


def _published(spans: list[tuple[Span | None, bool]], over: OverAgencies) -> Span | None:
    if all(span is None for span, _ in spans):
        return None
    return _combined([(span or UNKNOWN_SPAN, certain) for span, certain in spans], over)


def _combined(spans: list[tuple[Span, bool]], over: OverAgencies) -> Span:
    """One interval for all rows. Rows that may not belong can only widen it."""
    if len(spans) == 1:
        return spans[0][0]
    pick = min if over is OverAgencies.MIN else max
    certain = [span for span, sure in spans if sure]
    whole = (pick(low for (low, _), _ in spans), pick(high for (_, high), _ in spans))
    if not certain:
        return (min(low for (low, _), _ in spans), max(high for (_, high), _ in spans))
    sure = (pick(low for low, _ in certain), pick(high for _, high in certain))
    return (min(sure[0], whole[0]), max(sure[1], whole[1]))


def as_worded(member: Member, allowed: tuple[Result, ...], top: int) -> Member:
    """The member under a plan's stricter wording: the highest level only where the result is handed over in an allowed way."""

    def capped(span: Span | None) -> Span | None:
        if span is None:
            return None
        results = {row.result for row in member.rows}
        if results <= set(allowed):
            return span
        known = Result.UNKNOWN not in results
        return (min(span[0], top - 1), min(span[1], top - 1) if known else span[1])

    return Member(
        member.id,
        member.name,
        member.code,
        member.certain,
        capped(member.evidenced) or UNKNOWN_SPAN,
        capped(member.declared),
        capped(member.customary),
        member.rows,
    )
