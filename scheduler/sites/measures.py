"""What agency sites say about a target, as an interval: what is proven, and what is not ruled out. Pure."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from fractions import Fraction

from classifier.sites.model import Item, SiteTier, State
from classifier.words.text import fold, folded_words
from scheduler.messages import say
from scheduler.plan.evaluate import Grounds, crowd_measure, default_measure
from scheduler.plan.model import SiteEvidence, SiteTest, Target, TierWord
from scheduler.plan.readings import Basis, Measure
from scheduler.plan.scope import select, tiers_of
from scheduler.plan.snapshot import Snapshot
from scheduler.plan.verdict import Note, Part
from scheduler.sites.score import score_of
from scheduler.sites.standing import AgencyStanding, Survey

DUTIES = (
    Item.INTRODUCTION, Item.NEWS, Item.DIRECTIVES, Item.LEGAL_EDUCATION, Item.STRATEGY, Item.LEGAL_DOCUMENTS, Item.PROJECTS,
    Item.CONSULTATION, Item.CONTACTS, Item.TRANSACTION,
)  # fmt: skip
"""NĐ 43/2011 Đ10 k1 a–l without g, which is the provincial portal's alone."""
FURTHER_DUTIES = (Item.SEARCH, Item.LINKS, Item.QUESTIONS, Item.SERVICES)
"""Đ15 and Đ18 k2."""
PORTAL_DUTIES = (Item.GAZETTE, Item.ENGLISH)
"""Đ10 k1 g and Đ13: of the provincial portal only."""
NATIONAL_PORTAL_OPENED = date(2019, 12, 9)


@dataclass(frozen=True, slots=True)
class Figures:
    """What was measured: the interval, the words for it, and its parts. `refutable`: it can be missed but never met."""

    measure: Measure
    reason: Note
    parts: tuple[Part, ...] = ()
    notes: tuple[Note, ...] = ()


@dataclass(frozen=True, slots=True)
class Question:
    """One target asked of one survey. `agencies`: those in its scope."""

    target: Target
    evidence: SiteEvidence
    grounds: Grounds
    survey: Survey
    snapshot: Snapshot

    @property
    def agencies(self) -> tuple[AgencyStanding, ...]:
        tiers = [str(tier) for tier in self.target.scope.tiers] or [str(tier) for tier in SiteTier]
        return self.survey.of(tiers)


def required_of(standing: AgencyStanding, *, further: bool) -> tuple[Item, ...]:
    """The items that NĐ 43/2011 demands of an agency; `further`: those of Đ13, Đ15 and Đ18 too."""
    portal = standing.tier is SiteTier.TINH
    gazette = (Item.GAZETTE,) if portal else ()
    return (*DUTIES, *gazette, *((*FURTHER_DUTIES, *((Item.ENGLISH,) if portal else ())) if further else ()))


def measure_sites(question: Question) -> Figures | None:
    """The figures of a target's test; None when there is nothing to measure."""
    return _TESTS[question.evidence.test](question)


def share_of(answers: Iterable[bool | None]) -> Measure | None:
    """Yes, no and unknown as a share in percent between what is proven and what is possible; None of nothing."""
    known = list(answers)
    if not known:
        return None
    proven, possible = sum(a is True for a in known), sum(a is not False for a in known)
    return Measure(Fraction(100 * proven, len(known)), Fraction(100 * possible, len(known)), proven, possible, len(known))


def all_of(answers: Iterable[bool | None]) -> bool | None:
    """Yes when all are, no when one is not, else unknown."""
    known = list(answers)
    return False if False in known else None if None in known else True


def _joint(question: Question) -> Figures | None:
    standings = question.agencies
    complete = [all_of(one.has(item) for item in required_of(one, further=False)) for one in standings]
    linked = [all_of((one.linked, one.has(Item.PORTAL_LINK))) for one in standings]
    measure = share_of(all_of(three) for three in zip([one.answers for one in standings], complete, linked, strict=True))
    if measure is None:
        return None
    parts = (
        _part("sites", share_of(one.answers for one in standings)),
        _part("information", share_of(complete)),
        _part("linked", share_of(linked)),
    )
    return Figures(measure, _counted("joint", measure), parts, _doubts(standings, DUTIES))


def _complete(question: Question) -> Figures | None:
    standings = question.agencies
    required = [required_of(one, further=True) for one in standings]
    measure = share_of(all_of(one.has(item) for item in items) for one, items in zip(standings, required, strict=True))
    if measure is None:
        return None
    parts = [
        _item_part(item, [one for one in standings if item in required_of(one, further=True)])
        for item in (*DUTIES, *FURTHER_DUTIES, *PORTAL_DUTIES)
    ]
    return Figures(
        measure, _counted("complete", measure), tuple(p for p in parts if p.measure), _doubts(standings, (*DUTIES, *FURTHER_DUTIES))
    )


def _count(question: Question) -> Figures | None:
    standings = question.agencies
    share = share_of(one.answers for one in standings)
    if share is None:
        return None
    measure = Measure(Fraction(share.proven), Fraction(share.possible), share.proven, share.possible, share.total)
    tiers = list(dict.fromkeys(one.tier for one in standings))
    parts = [_part(str(tier), share_of(one.answers for one in standings if one.tier is tier)) for tier in tiers]
    return Figures(measure, _counted("count", measure), tuple(parts), _doubts(standings, ()))


def _items(question: Question) -> Figures | None:
    standings, items = question.agencies, question.evidence.items
    measure = share_of(one.has(item) for one in standings for item in items)
    if measure is None:
        return None
    parts = tuple(_item_part(item, standings) for item in items)
    return Figures(measure, _counted("items", measure), parts, _doubts(standings, items))


def _refutes(question: Question) -> Figures | None:
    """Presence proves no share; a section that is surely not there refutes any."""
    standings, items = question.agencies, question.evidence.items
    answers = [False if one.has(item) is False else None for one in standings for item in items]
    measure = share_of(answers)
    if measure is None:
        return None
    key = "refuted" if measure.possible < measure.total else "refutes"
    return Figures(measure, Note.of(f"sites.{key}"), tuple(_item_part(item, standings) for item in items), _doubts(standings, items))


def _score(question: Question) -> Figures | None:
    scores = [score_of(one) for one in question.agencies]
    if not scores:
        return None
    low, high = (sum(ends, Fraction(0)) / len(scores) for ends in zip(*((s.low, s.high) for s in scores), strict=True))
    known = sum(one.answers is not None for one in question.agencies)
    measure = Measure(low, high, known, known, len(scores))
    groups = list(dict.fromkeys(group for score in scores for group in score.groups))
    parts = []
    for group in groups:
        pairs = [score.groups[group] for score in scores]
        low_part, high_part = (sum(ends, Fraction(0)) / len(pairs) for ends in zip(*pairs, strict=True))
        share = Measure(low_part, high_part, known, known, len(pairs))
        parts.append(_named(group, f"sites.group.{group}", share, _state(low_part, high_part)))
    shown = f"{float(low):.0f}" if low == high else f"{float(low):.0f}–{float(high):.0f}"
    return Figures(measure, Note.of("sites.score", score=shown), tuple(parts), _doubts(question.agencies, ()))


def _one_stop(question: Question) -> Figures | None:
    standings = question.agencies
    measure = share_of(True if one.has(Item.ONE_STOP) else None for one in standings)
    return None if measure is None else Figures(measure, _counted("one_stop", measure), (), _doubts(standings, ()))


def _district_portal(question: Question) -> Figures | None:
    standings = question.agencies
    districts = [one for one in standings if one.tier is SiteTier.HUYEN]
    measure = share_of(False if one.tier is SiteTier.HUYEN and one.answers is False else None for one in standings)
    answering = share_of(one.answers for one in districts)
    if measure is None or answering is None:
        return None
    parts = (_part("huyen", answering), _part("one_stop", share_of(True if one.has(Item.ONE_STOP) else None for one in standings)))
    return Figures(measure, _counted("district_portal", answering), parts, _doubts(standings, ()))


def _tiers(question: Question) -> Figures | None:
    others = [one for one in question.survey.standings if one.tier is not SiteTier.TINH]
    measure = share_of(one.linked for one in others)
    if measure is None:
        return None
    words = {"tinh": "province", "huyen": "district", "xa": "commune"}
    listed = {str(tier) for standing in question.snapshot.standings for tier in tiers_of(standing)}
    parts = [_named(word, f"sites.part.{word}", None, "all" if tier in listed else "none") for word, tier in words.items()]
    reason = Note.of("sites.tiers", tiers=sum(p.state == "all" for p in parts), proven=measure.proven, total=measure.total)
    return Figures(measure, reason, (*parts, _part("linked", measure)), _doubts(others, ()))


def _levels_by_tier(question: Question) -> Figures | None:
    target, snapshot, grounds = question.target, question.snapshot, question.grounds
    scope = target.scope.model_copy(update={"group": None})
    measure = crowd_measure(target, grounds.crowd_in(snapshot, scope), Basis.EVIDENCED)
    if measure is None:
        return None
    parts = []
    for tier in () if grounds.brief else target.scope.tiers:
        scope = target.scope.model_copy(update={"tiers": (TierWord(tier),)})
        inside = select(snapshot.standings, scope, None, over=grounds.over).members
        parts.append(replace(_part(str(tier), default_measure(target, inside, Basis.EVIDENCED)), of="procedures"))
    return Figures(measure, _counted("levels_by_tier", measure), tuple(parts))


def _channel(question: Question) -> Figures | None:
    """Each procedure that surely reaches the level: whether the site of its agency leads to the services."""
    target, level = question.target, question.target.level or 3
    province = question.grounds.document.province
    by_name = {_bare(one.agency.name, province): one for one in question.agencies}
    members = select(question.snapshot.standings, target.scope.model_copy(update={"group": None}), None, over=question.grounds.over).members
    answers: list[bool | None] = []
    for member in members:
        if max(member.evidenced[0], member.declared[0] if member.declared else 0) < level:
            continue
        sites = [by_name.get(_bare(row.agency or "", province)) for row in member.rows]
        found = [one.has(Item.SERVICES) if one is not None else None for one in sites]
        answers.append(True if True in found else None if None in found else False)
    measure = share_of(answers)
    if measure is None:
        return None
    notes = (
        (Note.of("sites.group_missing", group=target.scope.group),) if target.scope.group not in (None, *question.grounds.groups) else ()
    )
    return Figures(measure, _counted("channel", measure), (), (*notes, *_doubts(question.agencies, ())))


def _national(question: Question) -> Figures | None:
    counted = question.survey.national
    if counted is None or question.survey.at < NATIONAL_PORTAL_OPENED:
        return None
    members = select(question.snapshot.standings, question.target.scope, None, over=question.grounds.over).members
    theirs = {base_code(code) for code in counted.codes}
    ours = {base_code(member.code) for member in members if member.code}
    # A code that an unfinished count does not show may still be there.
    share = share_of(True if code in theirs else False if counted.complete else None for code in ours)
    if share is None:
        return None
    measure = Measure(Fraction(share.proven), Fraction(share.possible), share.proven, share.possible, share.total)
    reason = Note.of("sites.national", proven=measure.proven, total=measure.total, on=counted.on)
    return Figures(measure, reason)


_TESTS: Mapping[SiteTest, Callable[[Question], Figures | None]] = {
    SiteTest.JOINT: _joint,
    SiteTest.COMPLETE: _complete,
    SiteTest.COUNT: _count,
    SiteTest.ITEMS: _items,
    SiteTest.REFUTES: _refutes,
    SiteTest.SCORE: _score,
    SiteTest.ONE_STOP: _one_stop,
    SiteTest.DISTRICT_PORTAL: _district_portal,
    SiteTest.TIERS: _tiers,
    SiteTest.LEVELS_BY_TIER: _levels_by_tier,
    SiteTest.CHANNEL: _channel,
    SiteTest.NATIONAL: _national,
}


def _doubts(standings: Sequence[AgencyStanding], items: Sequence[Item]) -> tuple[Note, ...]:
    unread = sum(one.answers is None for one in standings)
    stale = sum(found.state is State.STALE for one in standings for item, found in one.findings.items() if item in items)
    notes = [Note.of("sites.unread", number=unread)] if unread else []
    return tuple([*notes, Note.of("sites.stale", number=stale)] if stale else notes)


def _counted(test: str, measure: Measure) -> Note:
    return Note.of(f"sites.{test}", proven=measure.proven, total=measure.total)


def _part(ident: str, measure: Measure | None) -> Part:
    state = _state(measure.low, measure.high) if measure is not None and measure.total else "empty"
    return _named(ident, f"sites.part.{ident}", measure, state)


def _item_part(item: Item, standings: Sequence[AgencyStanding]) -> Part:
    measure = share_of(one.has(item) for one in standings)
    return _named(str(item), f"sites.item.{item}", measure, _state(measure.low, measure.high) if measure else "empty")


def _named(ident: str, key: str, measure: Measure | None, state: str) -> Part:
    return Part(ident, say(key), measure, state, key, "agencies")


def _state(low: Fraction, high: Fraction) -> str:
    return "all" if low == 100 else "none" if high == 0 else "unknown" if low == 0 and high == 100 else "some"


def _bare(name: str, province: str) -> str:
    """An agency's name as far as it tells it from others of its province: "Sở Nội vụ tỉnh Cà Mau" and "Sở Nội vụ Cà Mau" are one."""
    words = " ".join(fold(name).replace("uy ban nhan dan", "ubnd").split())
    if not words.startswith(("so ", "ban ")):
        return words
    bare = words.removesuffix(folded_words(province)).strip()
    return bare.removesuffix(" tinh").removesuffix(" thanh pho").strip()


def base_code(code: str) -> str:
    """A national code without what a province hangs on it: 1.000948.000.00.00.H38 → 1.000948."""
    return ".".join(code.split(".")[:2])
