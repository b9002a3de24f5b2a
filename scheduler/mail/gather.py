"""From the store to a digest: the changes of `mucdo changes`, plans before and after the week, what stands near the next level."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import date, datetime, timedelta
from types import MappingProxyType
from urllib.parse import urlencode

from classifier.vocabulary import Outcome
from scheduler.changes import ChangeList, changes
from scheduler.mail.model import ChangeLine, Digest, NearLine, SiteLine, TargetLine, UnreadLine
from scheduler.messages import say
from scheduler.plan.model import Plan
from scheduler.plan.readings import Measure, Verdict
from scheduler.plan.report import percent, verdict_words, write_note
from scheduler.plan.scope import EXCLUDED
from scheduler.plan.service import Moved, PlanReport, measured, moved, plan_document
from scheduler.plan.stored import StoredPlans, known_plans
from scheduler.plan.verdict import Value
from scheduler.sites.changes import SiteChange, site_changes
from storage.engine import Store
from storage.queries.changes import ListedChange, UnreadPortal
from storage.queries.levels import LevelRow, level_counts, levels_at
from storage.queries.portals import list_portals
from storage.queries.registry import find_province

NEAREST = 5
_WEEK = re.compile(r"^(\d{4})-W(\d{2})$")


def parse_week(week: str) -> tuple[date, date]:
    """Monday and Sunday of an ISO week such as "2026-W47". Raises `ValueError` with the remedy."""
    match = _WEEK.match(week)
    try:
        monday = date.fromisocalendar(int(match[1]), int(match[2]), 1) if match else None
    except ValueError:
        monday = None
    if monday is None:
        raise ValueError(f"{week!r} is not a week: write the ISO year and week, such as 2026-W47")
    return monday, monday + timedelta(days=6)


def last_week(today: date) -> str:
    """The last ISO week that is over."""
    year, week, _ = (today - timedelta(days=7)).isocalendar()
    return f"{year}-W{week:02d}"


def gather(store: Store, week: str, provinces: Sequence[str], lang: str, at: datetime, web_url: str | None = None) -> Digest:
    """The digest of a week for some provinces (names or codes; none = all). `web_url`: where people reach the dashboard, if they do."""
    since, until = parse_week(week)
    wanted: Sequence[str | None] = provinces or [None]
    names = portal_names(store)
    lists = [changes(store, since, until, province) for province in wanted]
    before, now, joined = _levels(store, since - timedelta(days=1), until, wanted)
    return Digest(
        week=week,
        since=since,
        until=until,
        composed_at=at,
        provinces=tuple(province_name(store, province) for province in provinces),
        changes=tuple(change_line(change, names) for found in lists for change in found.changes),
        corrections=tuple(change_line(change, names) for found in lists for change in mailed_before(found)),
        unread=tuple(unread_line(portal, names) for found in lists for portal in found.portals_not_read),
        targets=tuple(_targets(store, since - timedelta(days=1), until, provinces, lang)),
        sites=tuple(_site(change, lang) for province in wanted for change in site_changes(store, since, until, province)),
        nearest=tuple(replace(line, place=names.get(line.portal, "")) for line in _nearest(store, until, wanted)),
        levels_before=before,
        levels_now=now,
        joined=joined,
        dashboard=_dashboard(store, web_url, since, until, provinces),
    )


def _dashboard(store: Store, web_url: str | None, since: date, until: date, provinces: Sequence[str]) -> str | None:
    """The dashboard's page of these changes; of all provinces when several are meant, since the page shows one or all."""
    if web_url is None:
        return None
    asked = {"since": since.isoformat(), "until": until.isoformat()}
    if len(provinces) == 1:
        with store.read() as connection:
            record = find_province(connection, provinces[0])
        if record is not None:
            asked["province"] = record.code
    return f"{web_url}/changes?{urlencode(asked)}"


def mailed_before(found: ChangeList) -> Iterable[ListedChange]:
    """Rises that an earlier mail listed; one that came and went inside the week was never told to anybody."""
    return (change for change in found.withdrawn if change.confirmed < found.since)


def change_line(change: ListedChange, names: Mapping[str, str] = MappingProxyType({})) -> ChangeLine:
    """A change as documents show it, with the first piece of its evidence; `names` of portals by their ids."""
    return ChangeLine(
        kind=change.kind,
        portal=change.portal,
        url=change.url,
        code=change.code,
        name=change.name,
        agency=change.agency,
        level_from=change.level_from,
        level_to=change.level_to,
        declared_from=change.declared_from,
        declared_to=change.declared_to,
        confirmed=change.confirmed,
        evidence=_telling(change),
        scheme_from=change.scheme_from,
        scheme_to=change.scheme_to,
        place=names.get(change.portal, ""),
    )


_STEP_OF_LEVEL = {4: "payment", 3: "submission", 2: "forms"}


def _telling(change: ListedChange) -> str:
    """The words that tell best why: those of the step between the two levels, for a published label the label's own."""
    highest = max((level for level in (change.level_from, change.level_to) if level is not None), default=None)
    own = "declared" if change.kind == "declared" else _STEP_OF_LEVEL.get(highest or 0, "")
    found = {evidence.feature: evidence.quote for evidence in reversed(change.evidence)}
    wanted = (own, "submission", "payment", "forms", "declared", *found)
    return next((found[feature] for feature in wanted if feature in found), "")


def unread_line(portal: UnreadPortal, names: Mapping[str, str]) -> UnreadLine:
    """A run that was read but not believed is `suspect`, whatever its pages answered."""
    outcome = "suspect" if portal.outcome == Outcome.OK else portal.outcome
    return UnreadLine(portal.portal, names.get(portal.portal, ""), portal.since, outcome)


def portal_names(store: Store) -> dict[str, str]:
    """The name of every registered portal by its id."""
    with store.read() as connection:
        return {portal.id: portal.name for portal in list_portals(connection)}


def province_name(store: Store, words: str) -> str:
    """The registered name of the province that is meant, else the words as given."""
    with store.read() as connection:
        record = find_province(connection, words)
    return record.name if record else words


def _site(change: SiteChange, lang: str) -> SiteLine:
    agency, items = change.agency, tuple(say(f"sites.item.{item}", lang) for item in change.items)
    return SiteLine(agency.province, agency.name, agency.url or "", change.kind, change.on, items)


def _levels(store: Store, before: date, after: date, provinces: Sequence[str | None]) -> tuple[dict[str, int], dict[str, int], int]:
    """Procedures by level on two days, and how many stand on portals that were not known on the first.

    Those are left out of the second too: a portal that joins is no change of the others.
    """
    earlier, later = (_counts(store, day, provinces) for day in (before, after))
    known = {portal for portal, _ in earlier}
    joined = sum(count for (portal, _), count in later.items() if known and portal not in known)
    return _by_level(earlier), _by_level({key: count for key, count in later.items() if not known or key[0] in known}), joined


def _counts(store: Store, day: date, provinces: Sequence[str | None]) -> Counter[tuple[str, str]]:
    """Procedures by portal and level."""
    counts: Counter[tuple[str, str]] = Counter()
    with store.read() as connection:
        for province in provinces:
            for row in level_counts(connection, day, province=province):
                counts[row.portal, "unknown" if row.level is None else str(row.level)] += row.count
    return counts


def _by_level(counts: Mapping[tuple[str, str], int]) -> dict[str, int]:
    found: Counter[str] = Counter()
    for (_, level), count in counts.items():
        found[level] += count
    return dict(found)


def _targets(store: Store, before: date, after: date, provinces: Sequence[str], lang: str) -> Iterable[TargetLine]:
    wanted = {province_name(store, province) for province in provinces}
    standings = StoredPlans(store)
    for plan in known_plans(store):
        if wanted and province_name(store, plan.document.province) not in wanted:
            continue
        earlier, later = (_report(standings, plan, day) for day in (before, after))
        lines = (_target(change, plan, after, lang) for change in moved(earlier, later))
        # What moved only under the label that the verdict does not rest on would stand here without any difference to see.
        yield from (line for line in lines if (line.before, line.verdict_before) != (line.after, line.verdict_after))


def _report(standings: StoredPlans, plan: Plan, day: date) -> PlanReport:
    return plan_document(standings, plan, day, with_projections=False)


def _target(change: Moved, plan: Plan, day: date, lang: str) -> TargetLine:
    target, due = change.target, change.target.due[-1]
    return TargetLine(
        id=target.id,
        province=plan.document.province,
        title=target.title.in_(lang),
        due=due,
        threshold=None if target.threshold is None else float(target.threshold),
        unit=target.unit,
        before=percent(_shown(change.before)),
        after=percent(_shown(change.after)),
        verdict_before=verdict_words(change.before, lang, due_passed=day > due),
        verdict_after=verdict_words(change.after, lang, due_passed=day > due),
        reason=write_note(change.after.reason, lang),
        late=day > due,
        compare=target.compare,
    )


def _shown(value: Value) -> Measure | None:
    """What the verdict rests on; nothing where there is no data to rest on."""
    return None if value.verdict is Verdict.NO_DATA and value.data_at is None else measured(value, value.basis)


def _nearest(store: Store, day: date, provinces: Sequence[str | None]) -> Iterable[NearLine]:
    """The procedures that lack least for the next level: few things missing first, then the higher level, one line per code."""
    with store.read() as connection:
        rows = [row for province in provinces for row in levels_at(connection, day, province=province)]
    ranked = sorted(filter(None, map(_near, rows)), key=lambda line: (len(line.missing), -line.level, line.name, line.url))
    return list({line.code or line.url: line for line in reversed(ranked)}.values())[::-1][:NEAREST]


def _near(row: LevelRow) -> NearLine | None:
    if row.level is None or row.level >= 4:
        return None
    entry = row.entry
    if not entry.next_level or any(flag in entry.flags for flag in EXCLUDED):
        return None
    return NearLine(row.portal, row.url, row.code, row.name, row.agency, row.level, entry.next_level)
