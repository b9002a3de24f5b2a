"""What the store holds: provinces, portals, procedures, levels on a day, changes, verdicts, runs."""

from __future__ import annotations

import re
from collections import Counter
from datetime import date, datetime, time, timedelta
from typing import Annotated, Any
from urllib.parse import urlencode

from fastapi import APIRouter, HTTPException, Path, Query, Request, Response
from pydantic import AfterValidator, BeforeValidator
from sqlalchemy import Connection

from classifier.vocabulary import Tier
from crawler.config import TIME_ZONE
from scheduler.changes import changes as list_changes
from scheduler.documents import explain_document, levels_document
from scheduler.plan.report import to_json
from scheduler.plan.service import plan_document
from scheduler.plan.stored import StoredPlans, known_plans
from storage.queries.found import ProcedureFilter, count_procedures, find_page
from storage.queries.levels import level_counts, levels_after, levels_at
from storage.queries.portals import list_portals, load_portal
from storage.queries.procedures import annotations_of, find_procedures, history_of
from storage.queries.registry import find_province, province_portals, provinces as list_provinces
from storage.queries.runs import list_runs
from web.api import examples, shapes
from web.api.answers import PLAIN, UNCHANGED, Limit, Offset, Text, answer, document, faults, not_found
from web.site import Site

router = APIRouter(prefix="/api/v1", tags=["figures"])


def _sensible(day: date | None) -> date | None:
    """Days before there were portals and after us are those at the ends: nothing is known of either, and they can be counted with."""
    return None if day is None else min(max(day, date(2000, 1, 1)), date(2100, 12, 31))


LONGEST = timedelta(days=400)  # of a window of changes


def _written_as_day(given: object) -> object:
    """Refuse what pydantic would take for seconds since 1970: a day is written as one."""
    if isinstance(given, str) and given and not re.fullmatch(r"\d{4}-\d{2}-\d{2}", given):
        raise ValueError("a day is written as YYYY-MM-DD")
    return given


Day = Annotated[
    date | None,
    Query(description="A day, Asia/Ho_Chi_Minh; by default today."),
    BeforeValidator(_written_as_day),
    AfterValidator(_sensible),
]
Lang = Annotated[str, Query(pattern="^(vi|en)$", description="Language of the texts.")]
Level = Annotated[str | None, Query(pattern="^([0-4]|unknown)$", description="Evidenced level.")]
Named = Annotated[str, Path(max_length=400, pattern=PLAIN, description="PORTAL:ID, an address or a code.", examples=["ha-tinh:1.004227"])]
_UNKNOWN_PLACE = faults(_404="There is no such province or portal.")


@router.get("/provinces", response_model=shapes.Provinces, responses=UNCHANGED)
def provinces(request: Request, at: Day = None) -> Response:
    """The provinces of a day: 63 before 1 July 2025, 34 since."""

    def make(site: Site) -> dict[str, Any]:
        with site.store.read() as connection:
            found = list_provinces(connection, at or site.now().date())
        names = ("code", "name", "kind", "valid_from", "valid_to", "successor")
        return {"items": [{name: getattr(one, name) for name in names} for one in found], "total": len(found)}

    return answer(request, make)


@router.get("/portals", response_model=shapes.Portals, responses={**UNCHANGED, **_UNKNOWN_PLACE})
def portals(request: Request, province: Text = None, limit: Limit = 100, offset: Offset = 0) -> Response:
    """The registered portals and the state their last runs left them in."""

    def make(site: Site) -> dict[str, Any]:
        with site.store.read() as connection:
            wanted = places(connection, province, None)
            found = [one for one in list_portals(connection) if wanted is None or one.id in wanted]
        names = ("id", "url", "name", "province", "platform", "enabled", "state", "state_since", "state_outcome")
        items = [{name: getattr(one, name) for name in names} for one in found[offset : offset + limit]]
        return {"items": items, "total": len(found)}

    return answer(request, make, follows=lambda found: _next(request, limit, offset, found["total"]))


@router.get("/procedures", response_model=shapes.Procedures, responses={**UNCHANGED, **_UNKNOWN_PLACE})
def procedures(
    request: Request,
    province: Text = None,
    portal: Text = None,
    q: Annotated[str | None, Query(max_length=200, pattern=PLAIN, description="Words of the name, or a code; marks do not matter.")] = None,
    level: Level = None,
    agency: Text = None,
    field: Text = None,
    tier: Tier | None = None,
    at: Day = None,
    limit: Limit = 100,
    offset: Offset = 0,
) -> Response:
    """Procedures with their labels on a day, without the evidence, by portal and name."""

    def make(site: Site) -> dict[str, Any]:
        with site.store.read() as connection:
            meant = places(connection, province, portal)
            wanted = ProcedureFilter(
                portals=None if meant is None else tuple(meant),
                at=at,
                levels=() if level is None else (None if level == "unknown" else int(level),),
                agency=agency,
                field=field,
                tier=tier,
                words=q or "",
            )
            total = count_procedures(connection, wanted)
            found = find_page(connection, wanted, "name", limit, offset)
        return {"items": [shapes.procedure(one) for one in found], "total": total}

    return answer(request, make, follows=lambda found: _next(request, limit, offset, found["total"]))


@router.get(
    "/procedures/{procedure:path}",
    responses={
        **document("One procedure with every rule, its history and notes.", "mucdo.explain/1", ("rules", "history"), examples.EXPLAIN),
        **faults(_404="There is no such procedure, or it has no label on that day.", _409="The words name several procedures."),
    },
)
def procedure(
    request: Request,
    procedure: Named,
    at: Day = None,
    lang: Lang = "vi",
) -> Response:
    """Why one procedure has its label: every rule with its evidence, what the next level lacks, the history, the notes."""

    def make(site: Site) -> dict[str, Any]:
        with site.store.read() as connection:
            found = find_procedures(connection, procedure)
            if not found:
                raise not_found("There is no such procedure.")
            if len(found) > 1:
                names = ", ".join(one.public_id for one in found[:20])
                raise HTTPException(409, f"Several procedures are meant: {names}")
            rows = levels_at(connection, at or site.now().date(), procedures=[found[0].id])
            if not rows:
                raise not_found("The procedure has no label on that day.")
            history, notes = history_of(connection, found[0].id), annotations_of(connection, found[0].id)
        return explain_document(rows[0].entry, history, notes, lang)

    return answer(request, make)


@router.get(
    "/levels",
    responses={
        **document("The label of every procedure on a day.", "mucdo.levels/1", ("at", "procedures", "summary"), examples.LEVELS),
        **_UNKNOWN_PLACE,
    },
)
def levels(
    request: Request,
    at: Day = None,
    province: Text = None,
    portal: Text = None,
    limit: Limit = 100,
    after: Annotated[int, Query(ge=0, le=2**31 - 1, description="From the link to the next page.")] = 0,
) -> Response:
    """Levels on a day with features, flags and evidence, a page at a time; `summary` counts the whole selection, not the page."""
    following: list[int] = []

    def make(site: Site) -> dict[str, Any]:
        with site.store.read() as connection:
            meant = places(connection, province, portal)
            rows = levels_after(connection, at, after, limit, portals=meant)
            counts = level_counts(connection, at)
        if len(rows) == limit:
            following.append(rows[-1].procedure)
        moment = site.now() if at is None else datetime.combine(at, time(23, 59, 59), TIME_ZONE)
        found = levels_document(rows, moment)
        numbers: Counter[str] = Counter()
        for count in counts:
            if meant is None or count.portal in meant:
                numbers["unknown" if count.level is None else str(count.level)] += count.count
        return found | {"summary": {name: numbers[name] for name in found["summary"]}}

    return answer(request, make, follows=lambda _: _query(request, after=following[0]) if following else None)


@router.get(
    "/changes",
    responses={
        **document("What changed in a window.", "mucdo.changes/1", ("since", "until", "changes", "portals_not_read"), examples.CHANGES),
        **faults(_404="There is no such province."),
    },
)
def changes(
    request: Request, since: Day = None, until: Day = None, province: Text = None, limit: Limit = 1000, offset: Offset = 0
) -> Response:
    """The changes confirmed in a window, by default the last seven days. A window of more than 400 days is cut: `since` says where."""
    total: list[int] = []

    def make(site: Site) -> dict[str, Any]:
        first, last = window(site, since, until)
        with site.store.read() as connection:
            places(connection, province, None)
        found = list_changes(site.store, first, last, province).document()
        total.append(len(found["changes"]))
        return found | {"changes": found["changes"][offset : offset + limit]}

    return answer(request, make, follows=lambda _: _next(request, limit, offset, total[0]))


@router.get(
    "/plan",
    responses={
        **document("The targets of the plans with their verdicts.", "mucdo.plan/1", ("at", "targets", "summary"), examples.PLAN),
        **faults(_404="There is no such plan."),
    },
)
def plan(request: Request, plan: Text = None, at: Day = None, lang: Lang = "vi") -> Response:
    """Every quoted target, with a verdict for each reading: at its own date, and on the day asked for."""

    def make(site: Site) -> dict[str, Any]:
        chosen = [one for one in known_plans(site.store) if plan in (None, one.document.id)]
        if not chosen:
            raise not_found("There is no such plan.")
        day = at or site.now().date()

        def judge() -> dict[str, Any]:
            return to_json([plan_document(StoredPlans(site.store), one, day) for one in chosen], day, lang)

        found: dict[str, Any] = site.remembered.get(("api.plan", plan, day, lang), judge)
        return found

    return answer(request, make)


@router.get("/runs", response_model=shapes.Runs, responses={**UNCHANGED, **faults(_404="There is no such portal.")})
def runs(request: Request, portal: Text = None, since: Day = None, limit: Limit = 100) -> Response:
    """The last readings of the portals, the newest first: what was read, what was not, and why."""

    def make(site: Site) -> dict[str, Any]:
        with site.store.read() as connection:
            places(connection, None, portal)
            found = list_runs(connection, portal=portal, since=since, limit=limit)
        return {"items": [shapes.run(one) for one in found], "total": len(found)}

    return answer(request, make)


def window(site: Site, since: date | None, until: date | None) -> tuple[date, date]:
    """The days that are meant; a long window is cut at its beginning, one that ends before it begins holds nothing."""
    last = until or site.now().date()
    return max(since or last - timedelta(days=7), last - LONGEST), last


def places(connection: Connection, province: str | None, portal: str | None) -> list[str] | None:
    """The portals that are meant, None for all. Raises 404 for a name nobody knows."""
    if portal is not None and load_portal(connection, portal) is None:
        raise not_found("There is no such portal.")
    if province is None:
        return None if portal is None else [portal]
    found = province_portals(connection, province) or []
    if not found and find_province(connection, province) is None:
        raise not_found("There is no such province.")
    return found if portal is None else [one for one in found if one == portal]


def _next(request: Request, limit: int, offset: int, total: int) -> str | None:
    return _query(request, offset=offset + limit) if offset + limit < total else None


def _query(request: Request, **changed: int) -> str:
    kept = [(name, value) for name, value in request.query_params.multi_items() if name not in changed]
    return urlencode([*kept, *changed.items()])
