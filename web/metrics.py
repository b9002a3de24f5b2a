"""For machines that watch: `/metrics` in Prometheus' words, `/healthz` (the process lives), `/readyz` (it can serve)."""

from __future__ import annotations

from collections.abc import Iterable
from importlib.metadata import version

from fastapi import APIRouter, Request, Response
from fastapi.responses import PlainTextResponse
from prometheus_client import CollectorRegistry, generate_latest
from prometheus_client.core import GaugeMetricFamily, InfoMetricFamily
from prometheus_client.registry import Collector

from storage.checks import counts_by_outcome, counts_by_state
from storage.engine import Store, current_revision
from storage.errors import StoreError
from storage.migrations import HEAD
from storage.queries.levels import level_counts
from storage.queries.people import alarms
from storage.queries.portals import list_portals
from storage.queries.watching import last_runs, mails_by_state, runs_by_state
from storage.runs import Run
from web.site import site_of

router = APIRouter(tags=["watching"])

_STATES = ("ok", "suspect", "down", "blocked", "closed", "maintenance", "unread")
_FIGURES = {
    "listed": "Procedures that the last finished run of a portal found",
    "read": "Procedures that the last finished run of a portal read",
    "failed": "Procedures that the last finished run of a portal failed to read",
    "pages": "Pages that the last finished run of a portal fetched",
    "rendered": "Pages that the last finished run of a portal drew in a browser",
}
TYPE = "text/plain; version=0.0.4; charset=utf-8"


@router.get("/healthz", response_class=PlainTextResponse)
def healthz() -> Response:
    """Whether the process lives. Asks nobody else, so that a database that is away does not get it killed."""
    return PlainTextResponse("ok\n")


@router.get("/readyz", response_class=PlainTextResponse, responses={503: {"description": "The database cannot be used."}})
def readyz(request: Request) -> Response:
    """Whether pages can be served: the database answers and has the schema of this release."""
    try:
        revision = current_revision(site_of(request).store)
    except StoreError as error:
        return PlainTextResponse(f"{type(error).__name__}\n", 503)  # the text would name hosts and paths
    return PlainTextResponse("ok\n") if revision == HEAD else PlainTextResponse(f"schema {revision}, not {HEAD}\n", 503)


@router.get("/metrics", response_class=PlainTextResponse)
def metrics(request: Request) -> Response:
    """Everything is read from the database, so every process of an installation says the same."""
    registry = CollectorRegistry(auto_describe=False)
    registry.register(_Watched(site_of(request).store))
    return Response(generate_latest(registry), media_type=TYPE)


class _Watched(Collector):
    """The figures, read when they are asked for."""

    def __init__(self, store: Store) -> None:
        self._store = store

    def collect(self) -> Iterable[GaugeMetricFamily | InfoMetricFamily]:
        with self._store.read() as connection:
            portals = list_portals(connection)
            runs = last_runs(connection)
            levels = level_counts(connection)
            counted = {
                "mucdo_runs": ("Runs by state", "state", runs_by_state(connection)),
                "mucdo_checks": ("Checks on demand by state", "state", counts_by_state(connection)),
                "mucdo_checks_done": ("Checks on demand that are done, by outcome", "outcome", counts_by_outcome(connection)),
                "mucdo_mails": ("Mails by state", "state", mails_by_state(connection)),
            }
            open_alarms = len(alarms(connection, open_only=True))
        yield InfoMetricFamily("mucdo", "The release", value={"version": version("mucdo"), "schema": HEAD})
        state = GaugeMetricFamily("mucdo_portal_state", "1 for the state that a portal is in", labels=("portal", "state"))
        for portal in portals:
            for name in _STATES:
                state.add_metric((portal.id, name), float(name == (portal.state or "unread")))
        yield state
        yield from _runs(runs)
        procedures = GaugeMetricFamily("mucdo_procedures", "Procedures by evidenced level", labels=("portal", "level"))
        numbers: dict[tuple[str, str], int] = {}
        for count in levels:
            key = (count.portal, "unknown" if count.level is None else str(count.level))
            numbers[key] = numbers.get(key, 0) + count.count
        for key, number in sorted(numbers.items()):
            procedures.add_metric(key, number)
        yield procedures
        for metric, (words, label, counts) in counted.items():
            family = GaugeMetricFamily(metric, words, labels=(label,))
            for name, count_ in sorted(counts.items()):
                family.add_metric((name,), count_)
            yield family
        yield GaugeMetricFamily("mucdo_alarms_open", "Portals that are bad now", value=open_alarms)


def _runs(runs: list[Run]) -> Iterable[GaugeMetricFamily]:
    at = GaugeMetricFamily("mucdo_run_finished_timestamp_seconds", "When the last run of a portal ended", labels=("portal", "outcome"))
    for run in runs:
        if run.finished_at is not None:
            at.add_metric((run.portal, run.outcome or "none"), run.finished_at.timestamp())
    yield at
    for name, words in _FIGURES.items():
        family = GaugeMetricFamily(f"mucdo_run_{name}", words, labels=("portal",))
        for run in runs:
            family.add_metric((run.portal,), getattr(run, name))
        yield family
    complete = GaugeMetricFamily("mucdo_run_complete", "1 when the last finished run left nothing out", labels=("portal",))
    for run in runs:
        complete.add_metric((run.portal,), float(run.complete))
    yield complete
