"""The plan engine's store: standings from the spans, plans, lists and figures that people brought in."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date, datetime
from functools import lru_cache
from pathlib import Path

from sqlalchemy import Connection

from classifier.model import Declared
from classifier.vocabulary import Flag, Result, Scheme, Tier
from scheduler.plan.groups import GroupList
from scheduler.plan.load import bundled_groups, bundled_plans, load_groups, load_plan
from scheduler.plan.manual import EntryError, ManualEntry, parse_entry
from scheduler.plan.model import Plan, Target
from scheduler.plan.snapshot import Snapshot, Standing
from scheduler.plan.timeline import Stay, Timeline
from scheduler.sites.standing import Survey
from scheduler.sites.survey import survey_at
from storage.engine import Store
from storage.entry_codec import decode
from storage.queries import plans as kept
from storage.queries.levels import LevelRow, levels_at, levels_ever, spans_at
from storage.queries.registry import province_portals
from storage.queries.runs import ends_of_reading, healthy_nights

_MANY = 500  # spans: beyond, all of a province are asked for at once


class StoredPlans:
    """A `PlanStore` over the database. It remembers what it read, so it must not outlive the state of the store."""

    def __init__(self, store: Store) -> None:
        self._store = store
        self._standings: dict[int, Standing] = {}  # of spans: one holds on many days
        self._portals: dict[str, list[str]] = {}
        self._lists: Mapping[str, GroupList] | None = None
        self._entered: list[ManualEntry] | None = None

    def snapshot(self, province: str, at: date) -> Snapshot:
        with self._store.read() as connection:
            first, last = ends_of_reading(connection, self._portals_of(connection, province), at)
            spans = spans_at(connection, at, province=province)
            unknown = [span for span in spans if span not in self._standings]
            if len(unknown) > _MANY:
                rows = levels_at(connection, at, province=province)
            else:
                rows = levels_at(connection, at, spans=unknown) if unknown else []
        self._standings |= {row.span: _standing(row) for row in rows}
        return Snapshot(at, last, tuple(self._standings[span] for span in spans), first)

    def reading(self, province: str, at: date) -> Snapshot:
        with self._store.read() as connection:
            first, last = ends_of_reading(connection, self._portals_of(connection, province), at)
        return Snapshot(at, last, (), first)

    def timeline(self, province: str) -> Timeline:
        """Every standing that the province's procedures ever had."""
        with self._store.read() as connection:
            rows = levels_ever(connection, province)
        stays = (Stay(row.procedure, row.since, ends, self._standings.get(row.span) or _standing(row)) for row, ends in rows)
        return Timeline(stays, self.group_lists())

    def read_days(self, province: str, since: date, until: date) -> Sequence[date]:
        with self._store.read() as connection:
            return healthy_nights(connection, self._portals_of(connection, province), since, until)

    def _portals_of(self, connection: Connection, province: str) -> list[str]:
        if province not in self._portals:
            self._portals[province] = province_portals(connection, province) or []
        return self._portals[province]

    def manual_entries(self, document: str) -> Sequence[ManualEntry]:
        if self._entered is None:
            with self._store.read() as connection:
                self._entered = [ManualEntry(v.target, v.value, v.source, v.dated) for v in kept.entered_values(connection)]
        return [entry for entry in self._entered if entry.target.rpartition("-")[0] == document]

    def group_lists(self) -> Mapping[str, GroupList]:
        """The lists that come with the product, replaced by imported ones of the same id."""
        if self._lists is None:
            with self._store.read() as connection:
                imported = [GroupList.model_validate_json(record.body) for record in kept.list_group_lists(connection)]
            self._lists = {**bundled_groups(), **{groups.id: groups for groups in imported}}
        return self._lists

    def survey(self, province: str, at: date) -> Survey:
        return survey_at(self._store, province, at)


def known_plans(store: Store) -> tuple[Plan, ...]:
    """The five bundled plans and the imported ones; an imported plan replaces the bundled one with its document id."""
    with store.read() as connection:
        imported = [Plan.model_validate_json(record.body) for record in kept.list_plans(connection)]
    plans = {plan.document.id: plan for plan in (*bundled_plans(), *imported)}
    return tuple(plans[name] for name in sorted(plans))


def import_plan(store: Store, path: Path, at: datetime) -> Plan:
    """Validate a plan file and store it in place of one with the same document id. Raises `PlanFileError`."""
    plan = load_plan(path)
    document = plan.document
    record = kept.PlanRecord(document.id, document.title, document.province, plan.model_dump_json(by_alias=True))
    targets = [kept.TargetRecord(t.id, t.quote, t.due[-1], t.model_dump_json(by_alias=True)) for t in plan.targets]
    with store.write() as connection:
        kept.save_plan(connection, record, targets, at)
    return plan


def import_groups(store: Store, path: Path, at: datetime) -> GroupList:
    """Validate a list of procedure groups and store it in place of one with the same id. Raises `PlanFileError`."""
    groups = load_groups(path)
    body = groups.model_dump_json(by_alias=True)
    with store.write() as connection:
        kept.save_group_list(
            connection, kept.GroupListRecord(groups.id, groups.source, groups.date, groups.status == "confirmed", body), at
        )
    return groups


def find_target(store: Store, ident: str) -> Target:
    """A target of any known plan by its id. Raises `EntryError` when there is none."""
    found = {target.id: target for plan in known_plans(store) for target in plan.targets}
    if ident not in found:
        raise EntryError(f"no plan has a target {ident}: `mucdo plan` lists them")
    return found[ident]


def enter_value(store: Store, ident: str, value: str, source: str, on: date, at: datetime) -> ManualEntry:
    """Store a figure that a person enters for a target. Raises `EntryError` with the remedy."""
    entry = parse_entry(find_target(store, ident), value, source, on)
    with store.write() as connection:
        kept.enter_value(connection, kept.ManualRecord(ident, entry.value, entry.source, on), at)
    return entry


@lru_cache(maxsize=65_536)
def _beside_the_label(detail: bytes) -> tuple[str, Result, frozenset[Flag]]:
    """What a plan needs of a stored entry beside the columns. Decoding is a third of judging a plan, and most spans outlive a night."""
    entry = decode(detail)
    return entry.declared.text, entry.features.result, frozenset(entry.flags)


def _standing(row: LevelRow) -> Standing:
    text, result, flags = _beside_the_label(row.detail)
    return Standing(
        portal=row.portal,
        key=row.handle,
        code=row.code,
        name=row.name,
        url=row.url,
        field=row.field,
        agency=row.agency,
        tier=Tier(row.tier) if row.tier else None,
        level=row.level,
        level_max=row.level_max,
        declared=Declared(Scheme(row.scheme) if row.scheme else None, row.declared, text),
        result=result,
        flags=flags,
    )
