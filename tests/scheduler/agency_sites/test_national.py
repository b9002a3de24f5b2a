"""The national portal is asked only after a person's word, slowly, and its codes are kept as they are listed."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime

import pytest

from classifier.words.codes import parse_code
from crawler.config import TIME_ZONE, Settings
from fixtures.portals.loading import load_portal
from fixtures.sites.national import listed, serve_national
from scheduler.sites import national
from scheduler.sites.national import MIN_DELAY, Beside, NotConfirmedError, beside_ours, confirm, count_national
from storage.engine import open_store
from storage.queries.sites import national_at
from tests.portal_server import portal_server
from tests.scheduler.nights import read_portal
from tests.storage.entries import entry, register

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


def test_listed_codes_are_kept_and_no_procedure_is_opened(sqlite_url: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(national, "MIN_DELAY", 0.0)  # a server of our own needs no mercy
    with open_store(sqlite_url) as store, serve_national("camau") as url:
        confirm(store, "Nguyễn Văn An", NOW)
        counted = count_national(store, SETTINGS, "Cà Mau", url, NOW, delay=0.0)
        register(store, "ca-mau", province="Cà Mau")
        read_portal(store, "ca-mau", NIGHT, [replace(entry(n, 3), code=code) for n, code in enumerate((counted.codes[0], "9.999999"), 1)])
        assert beside_ours(store, counted) == Beside(len(counted.codes), 2, 1)
        with store.read() as connection:
            kept = national_at(connection, "Cà Mau", NIGHT)
    # Its pages of procedures answer 403: a count that opened them could not be whole.
    assert kept == counted and (counted.outcome, counted.complete) == ("ok", True)
    assert list(counted.codes) == sorted({p.code for p in listed("camau") if p.code})
    ours = [p for p in load_portal("camau").procedures if p.code and parse_code(p.code)]
    assert 0 < len(counted.codes) < len({p.code for p in ours})
