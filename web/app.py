"""The dashboard as an application: routers, static files, and the state that pages share."""

from __future__ import annotations

from collections.abc import Callable, Hashable
from datetime import datetime

from fastapi import APIRouter, FastAPI
from fastapi.staticfiles import StaticFiles

from crawler.config import Settings
from scheduler.clock import running_time
from scheduler.runner import wall_clock
from storage.engine import Store
from storage.queries.state import store_state
from web import errors, metrics
from web.accounts import notes, pages as accounts
from web.api import checks as api_checks, exports, figures
from web.api.description import describe
from web.checks import pages as checks
from web.checks.events import Streams
from web.language import PREFIXES
from web.pages import changes, overview, procedure, procedures, province, reports, rules, runs, targets
from web.remembered import OneLook, Remembered
from web.rendering import STATIC
from web.security import secure
from web.site import Site
from web.sites import pages as sites

PAGES: tuple[APIRouter, ...] = (
    overview.router,
    province.router,
    procedures.router,
    procedure.router,
    changes.router,
    runs.router,
    targets.router,
    rules.router,
    reports.router,
    accounts.router,
    notes.router,
    checks.router,
    sites.router,
)
"""Pages for people: served in Vietnamese at their path and in English under `/en`."""

OTHERS: tuple[APIRouter, ...] = (figures.router, exports.router, api_checks.router, metrics.router)
"""The rest (API, metrics, feeds of machines): served once, at their path."""


def create_app(settings: Settings, store: Store, clock: Callable[[], datetime] = wall_clock) -> FastAPI:
    """The application over an open store. Whoever opened the store closes it. `clock`: of the accounts, real time."""
    app = FastAPI(title="mucdo", docs_url=None, redoc_url=None, openapi_url="/api/v1/openapi.json")
    app.state.site = Site(settings, store, running_time(settings), Remembered(lambda: _state(store)))
    errors.install(app)
    app.state.streams = Streams()
    for router in PAGES:
        for prefix in PREFIXES.values():
            app.include_router(router, prefix=prefix, include_in_schema=False)
    for router in OTHERS:
        app.include_router(router)
    app.mount("/static", StaticFiles(directory=STATIC), name="static")
    describe(app)
    app.add_middleware(OneLook)
    secure(app, settings, store, clock)
    return app


def _state(store: Store) -> Hashable:
    with store.read() as connection:
        return store_state(connection)
