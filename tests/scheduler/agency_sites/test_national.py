"""The national portal is asked only after a person's word, slowly, and its codes are kept as they are listed."""

from __future__ import annotations

from datetime import date, datetime

import pytest

from classifier.codes import parse_code
from crawler.config import TIME_ZONE, Settings
from fixtures.portals.serving import serve
from scheduler.sites import national
from scheduler.sites.national import MIN_DELAY, NotConfirmedError, confirm, count_national
from storage.engine import open_store
from storage.queries.sites import national_at
from tests.portal_server import portal_server

NIGHT = date(2020, 12, 30)
NOW = datetime(2020, 12, 30, 3, tzinfo=TIME_ZONE)
SETTINGS = Settings(allow_networks="127.0.0.0/8")  # type: ignore[arg-type]  # parsed


def test_nothing_is_asked_before_the_terms_are_confirmed(sqlite_url: str) -> None:
    with open_store(sqlite_url) as store, portal_server() as server:
        with pytest.raises(NotConfirmedError, match="--confirm-terms"):
            count_national(store, SETTINGS, "Hải Dương", server.url, NOW)
        assert server.log() == []


def test_the_source_is_slow() -> None:
    assert MIN_DELAY >= 3


def test_listed_codes_are_kept(sqlite_url: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(national, "MIN_DELAY", 0.0)  # a loopback replica needs no mercy
    with open_store(sqlite_url) as store, serve(["haiduong"], NIGHT) as portals:
        confirm(store, "Nguyễn Văn An", NOW)
        counted = count_national(store, SETTINGS, "Hải Dương", portals["haiduong"].url, NOW, delay=0.0)
        with store.read() as connection:
            kept = national_at(connection, "Hải Dương", NIGHT)
        wanted = {p.code for p in portals["haiduong"].spec.procedures if p.code and parse_code(p.code)}
    assert kept == counted and counted.outcome == "ok"
    assert len(set(counted.codes) & wanted) >= 0.9 * len(wanted)
