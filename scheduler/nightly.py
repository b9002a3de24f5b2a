"""A night: one slot, one run per portal, two portals at a time (a setting). Repeated for the same night it finishes what is unfinished."""

from __future__ import annotations

from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from hashlib import blake2b
from threading import Lock
from typing import Any

import structlog

from classifier.vocabulary import Outcome
from crawler.config import TIME_ZONE, Settings
from crawler.settings import require_contact
from scheduler.finishing import Finished
from scheduler.health import PortalState, state_of
from scheduler.runner import Clock, Progress, RunContext, host_of, run_portal, wall_clock, worker_name
from scheduler.verdicts import keep_night
from storage.engine import Store, learn_sizes
from storage.queries.portals import StoredPortal, list_portals, load_portal
from storage.queries.runs import show_run
from storage.runs import Run, claim_slot, finish_slot, open_runs_of_slot, queue_runs
from storage.snapshots import prune_snapshots

KIND = "nightly"


class UnknownPortalError(ValueError):
    """A portal id that is not registered."""


@dataclass(frozen=True, slots=True)
class RunResult:
    """How one portal fared. `fresh`: this call did the work; else the run had been finished before, or is held elsewhere."""

    run: Run
    health: PortalState
    reasons: tuple[str, ...]
    fresh: bool
    alarm: bool = False
    offer: bool = False

    def document(self) -> dict[str, Any]:
        """The portal's entry of `mucdo.crawl/1`."""
        return {
            "portal": self.run.portal,
            "run": self.run.id,
            "outcome": self.run.outcome or "error",
            "health": str(self.health),
            "reasons": list(self.reasons),
            "coverage": {
                "listed": self.run.listed,
                "read": self.run.read,
                "failed": self.run.failed,
                "pages": self.run.pages,
                "rendered": self.run.rendered,
                "complete": self.run.complete,
            },
            "stats": dict(self.run.stats),
        }


def crawl_document(results: Sequence[RunResult], at: datetime) -> dict[str, Any]:
    """The `mucdo.crawl/1` document of one night."""
    return {"schema": "mucdo.crawl/1", "at": at.isoformat(timespec="seconds"), "portals": [result.document() for result in results]}


def crawl_portals(
    store: Store,
    settings: Settings,
    portal_ids: Sequence[str] | None,
    *,
    now: datetime,
    on_progress: Progress = lambda portal, counts: None,
    clock: Clock = wall_clock,
) -> list[RunResult]:
    """The nightly run of some portals (None = all enabled ones), now. Returns one result per portal, in order.

    Again for the same night it takes up what is unfinished and otherwise does nothing. Raises `UnknownPortalError`, and
    `ContactRequiredError` when a public portal is among them and `MUCDO_CONTACT` is not set.
    """
    night = now.astimezone(TIME_ZONE).date()
    portals = _portals(store, portal_ids)
    for portal in portals:
        require_contact(portal.url, settings)
    slot, _ = claim_slot(store, KIND, night, worker_name(), now)
    runs = queue_runs(store, slot, KIND, night, now, [portal.id for portal in portals])
    context = RunContext(store, settings, lambda: now, on_progress, clock)
    # Portals of one host wait for each other.
    turns = {host_of(portal.url): Lock() for portal in portals}

    def one(portal: StoredPortal, run: Run) -> RunResult:
        with turns[host_of(portal.url)]:
            return _one(context, portal, run)

    with ThreadPoolExecutor(max_workers=settings.crawls_at_once, thread_name_prefix="crawl") as pool:
        results = list(pool.map(one, portals, runs))
    end_night(store, slot, night, now)
    return results


def end_night(store: Store, slot: int, night: date, now: datetime) -> bool:
    """Mark a night finished once all its runs are; clear up after it, and keep its verdicts. Returns whether it is finished."""
    finished = finish_slot(store, slot, now)
    if finished:
        with store.write() as connection:
            prune_snapshots(connection)
        learn_sizes(store)
        keep_night(store, night, now)
    return finished


def latest_night(now: datetime, hour: time) -> date:
    """The night that should be crawled by `now`: today's once its hour has come, until then yesterday's.

    A machine that was down catches up with this one only: what the portals showed on older nights is past.
    """
    local = now.astimezone(TIME_ZONE)
    return local.date() if local.time() >= hour else local.date() - timedelta(days=1)


def start_of(portal: str, night: date, hour: time, spread: timedelta = timedelta(minutes=30)) -> datetime:
    """When a portal's crawl should start: the set hour plus a jitter that is fixed for the portal, so that hosts are not met at once."""
    place = int.from_bytes(blake2b(portal.encode(), digest_size=4).digest(), "big") / 2**32
    return datetime.combine(night, hour, TIME_ZONE) + place * spread


def unfinished(store: Store, night: date) -> list[Run]:
    """The runs of a night that have not come to their end."""
    return open_runs_of_slot(store, KIND, night)


def _portals(store: Store, portal_ids: Sequence[str] | None) -> list[StoredPortal]:
    with store.read() as connection:
        if portal_ids is None:
            return list_portals(connection, enabled_only=True)
        found = {portal: load_portal(connection, portal) for portal in dict.fromkeys(portal_ids)}
    missing = [portal for portal, stored in found.items() if stored is None]
    if missing:
        raise UnknownPortalError(f"no portal {', '.join(missing)}: see `mucdo portals list`")
    return [stored for stored in found.values() if stored is not None]


def _one(context: RunContext, portal: StoredPortal, run: Run) -> RunResult:
    if run.finished:
        return _standing(context.store, run, fresh=False)
    finished: Finished | None = run_portal(context, portal, run)
    if finished is None:
        return _standing(context.store, run, fresh=False)
    log = structlog.get_logger().bind(run=run.id, portal=portal.id)
    log.info("run.finished", state=finished.run.state, health=str(finished.health.state), reasons=list(finished.health.reasons))
    return RunResult(finished.run, finished.health.state, finished.health.reasons, True, finished.alarm, finished.offer)


def _standing(store: Store, run: Run, *, fresh: bool) -> RunResult:
    """The result of a run that ended before, or is still held elsewhere."""
    with store.read() as connection:
        current = show_run(connection, run.id) or run
    reasons = tuple(current.health.splitlines()) if current.finished else ("held_elsewhere: another worker is reading this portal",)
    return RunResult(current, _health(current), reasons, fresh)


def _health(run: Run) -> PortalState:
    if run.state == "ok":
        return PortalState.OK
    if run.state == "failed":
        return state_of(Outcome(run.outcome or Outcome.ERROR), run.reason)
    return PortalState.SUSPECT
