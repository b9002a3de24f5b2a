"""From a crawl that has reported to a run that is judged: health, and if it is believed, the history. One transaction."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Connection

from classifier.vocabulary import Outcome
from scheduler.applying import Work, load_work, move
from scheduler.health import PAST_RUNS, Assertions, Facts, Health, PortalState, Report, alarm_due, judge_run, offered
from scheduler.history import Rules
from scheduler.labels import compare
from storage import runs as stored
from storage.engine import Store
from storage.errors import Fenced, StoreError
from storage.queries.portals import StoredPortal, load_portal
from storage.runs import Run
from storage.spans import Observed, observations_of, seen_of


class RunError(ValueError):
    """A run that cannot be accepted; the message says why."""


@dataclass(frozen=True, slots=True)
class Finished:
    """How a run ended. `alarm`: the portal turned bad with this run. `offer`: it has looked suspect long enough to ask a person."""

    run: Run
    health: Health
    alarm: bool = False
    offer: bool = False


def finish(store: Store, run_id: int, attempt: int, now: datetime, *, confirmations: int = 2) -> Finished:
    """Judge a reported run and, when it is believed, move the labels. Raises `Fenced` when a later attempt holds the run."""
    with store.write() as connection:
        run, portal = _held(connection, run_id)
        if run.attempt != attempt or run.state != "running":
            raise Fenced(f"run {run_id} no longer belongs to attempt {attempt}")
        observed, seen = _observed(connection, run)
        work = load_work(connection, run.portal, run.id, observed, seen)
        facts = run_facts(work)
        past = [facts_from_json(one) for one in stored.healthy_facts(connection, run.portal, PAST_RUNS)]
        window = stored.in_maintenance(connection, run.portal, run.at)
        health = judge_run(_report(run), facts, past, Assertions(portal.expected_min, portal.expected_max), in_window=window)
        if health.healthy:
            rules = _rules(connection, run, confirmations, removals=health.removals)
            move(connection, work, rules)
            stored.learn_profile(connection, run)
        state = {PortalState.OK: "ok", PortalState.SUSPECT: "suspect"}.get(
            health.state, "failed" if run.outcome != Outcome.OK else "suspect"
        )
        values = {"health": "\n".join(health.reasons), "facts": _facts_json(facts), "finished_at": now, "applied": health.healthy}
        stored.finish_run(connection, run, state, values)
        before = PortalState(portal.state) if portal.state else None
        alarm = alarm_due(before, health.state)
        stored.set_portal_state(connection, run, health.state, run.outcome or "error", "\n".join(health.reasons), alarm=alarm)
        last = [PortalState.SUSPECT if one == "suspect" else PortalState.OK for one in stored.last_states(connection, run.portal, 3)]
        return Finished(_reloaded(connection, run.id), health, alarm, offered(last))


def accept_run(store: Store, run_id: int, now: datetime) -> Finished:
    """A person believes a suspect run: it moves the labels at once, losses included. Raises `RunError` when it cannot."""
    with store.write() as connection:
        run, _ = _held(connection, run_id)
        if run.state != "suspect":
            raise RunError(f"run {run_id} is {run.state}, only a suspect run can be accepted")
        latest = stored.last_applied_night(connection, run.portal)
        if latest is not None and latest >= run.night:
            raise RunError(f"run {run_id} of {run.night} is older than the history of {run.portal}, which reaches {latest}")
        observed, seen = _observed(connection, run)
        if not observed and not seen:
            raise RunError(f"the observations of run {run_id} are no longer kept: crawl the portal again")
        work = load_work(connection, run.portal, run_id, observed, seen)
        complete = run.complete or run.read + run.failed >= run.listed
        move(connection, work, _rules(connection, run, 1, removals=complete))
        stored.learn_profile(connection, run)
        stored.finish_run(connection, run, "ok", {"accepted_at": now, "applied": True})
        stored.set_portal_state(connection, run, PortalState.OK, run.outcome or "ok", "", alarm=False)
        return Finished(_reloaded(connection, run_id), Health(PortalState.OK, removals=complete))


def run_facts(work: Work) -> Facts:
    """What the run looked like, counted over everything it saw, changed or not."""
    observed: list[Observed] = [*work.matched.values(), *work.new]
    unchanged = [work.procedures[p] for p in work.unchanged]
    spans = [work.spans[p] for p in work.unchanged]
    seen = len(observed) + len(unchanged)
    counts = {
        "code": sum(one.code is not None for one in unchanged) + sum(o.entry.code is not None for o in observed),
        "agency": sum(one.agency is not None for one in unchanged) + sum(o.entry.agency is not None for o in observed),
        "field": sum(one.field is not None for one in unchanged) + sum(o.entry.field is not None for o in observed),
        "declared": sum(s.declared is not None for s in spans) + sum(o.entry.declared.value is not None for o in observed),
        "level": sum(s.level is not None for s in spans) + sum(o.entry.level is not None for o in observed),
    }
    fell = rose = 0
    for procedure, reading in work.matched.items():
        difference = compare(work.stored_label(procedure), work.read_label(reading), work.levels.get(procedure))
        fell += difference.loses
        rose += difference.rises and not difference.loses
    return Facts(
        seen, {name: count / seen if seen else 0.0 for name, count in counts.items()}, fell, rose, len(work.matched) + len(unchanged)
    )


def facts_from_json(data: Mapping[str, Any]) -> Facts:
    return Facts(data["seen"], dict(data["shares"]), data["fell"], data["rose"], data["compared"])


def _facts_json(facts: Facts) -> str:
    return json.dumps(asdict(facts))


def _report(run: Run) -> Report:
    return Report(Outcome(run.outcome or "error"), run.listed, run.read, run.failed, run.complete, run.suspect, run.reason)


def _rules(connection: Connection, run: Run, confirmations: int, *, removals: bool) -> Rules:
    baseline = stored.last_applied_night(connection, run.portal, "nightly") is None
    return Rules(run.night, run.rules_version, baseline=baseline, confirmations=confirmations, removals=removals)


def _observed(connection: Connection, run: Run) -> tuple[list[Observed], set[int]]:
    attempt = run.reported_attempt or 0
    return observations_of(connection, run.id, attempt), seen_of(connection, run.id, attempt)


def _held(connection: Connection, run_id: int) -> tuple[Run, StoredPortal]:
    run = stored.load_run(connection, run_id)
    portal = load_portal(connection, run.portal) if run else None
    if run is None or portal is None:
        raise RunError(f"there is no run {run_id}")
    return run, portal


def _reloaded(connection: Connection, run_id: int) -> Run:
    run = stored.load_run(connection, run_id)
    if run is None:
        raise StoreError(f"run {run_id} vanished while it was finished")
    return run
