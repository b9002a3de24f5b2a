"""A copy of a database with a person who may log in, a check that waits and one that is done, so that their pages can be pictured too."""

from __future__ import annotations

from datetime import datetime, timedelta
from pathlib import Path

from classifier.judging.entry_json import entry_to_json, summary
from scheduler.runner import host_of
from storage.backup import backup
from storage.checks import Wish, add_check, claim_check, finish_check
from storage.engine import Store, open_store
from storage.queries.levels import levels_at
from storage.queries.portals import list_portals
from web.accounts.people import Role
from web.accounts.service import Accounts

NAME, PASSWORD = "lan", "một mật khẩu dài"
SHOWN = 30  # procedures of the check that is done


def with_desk(database: str, folder: Path, now: datetime) -> tuple[str, list[tuple[str, str]]]:
    """The address of the copy, and the pages that it has beside those of the database."""
    copy = folder / "desk.db"
    with open_store(database) as store:
        backup(store, copy)
    with open_store(f"sqlite:///{copy}") as store:
        Accounts(store).set_password(NAME, PASSWORD, Role.ADMIN)
        _checks(store, now)
    pages = [("account", "/account"), ("users", "/users"), ("check-waiting", "/checks/waiting"), ("check-done", "/checks/done")]
    return f"sqlite:///{copy}", pages


def _checks(store: Store, now: datetime) -> None:
    with store.write() as connection:
        everything = levels_at(connection, now.date())
        portal = next(one for one in list_portals(connection) if one.id == everything[0].portal)
        rows = [row for row in everything if row.portal == portal.id]
        for ident in ("done", "waiting"):
            add_check(connection, Wish(ident, portal.url, host_of(portal.url), portal.id, NAME, "", now, SHOWN))
    entries = [row.entry for row in rows[:SHOWN]]
    coverage = {"listed": len(rows), "read": len(entries), "failed": 0, "pages": len(entries) + 3, "rendered": 0, "complete": False}
    document = {
        "schema": "mucdo.check/1", "url": portal.url, "at": now.isoformat(), "outcome": "ok", "reason": "",
        "portal": {"platform": "generic", "title": portal.name}, "coverage": coverage,
        "procedures": [entry_to_json(entry) for entry in entries], "summary": summary(entries), "warnings": ["max_procedures"],
    }  # fmt: skip
    claimed = claim_check(store, "done", "bench", now, now + timedelta(minutes=1), now, None)
    assert claimed is not None and finish_check(store, claimed, document, now + timedelta(seconds=40))
