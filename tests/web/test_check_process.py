"""Checks in the processes that people start: `mucdo web` by itself runs them, and a kill loses none."""

from __future__ import annotations

from pathlib import Path

from storage.checks import waiting_checks
from storage.engine import open_store
from tests.scheduler.mail.servers import free_port
from tests.scheduler.sites import Process, pages_of, site, until
from tests.web.serving import Browser
from tests.web.test_checks import asked, ended, register


def test_a_killed_dashboard_goes_on_with_its_checks(sqlite_url: str, tmp_path: Path) -> None:
    with site(pages_of({1: "Mức độ 3", 2: "Mức độ 4"})) as portal, open_store(sqlite_url) as store:
        register(store, portal)
        bind = f"127.0.0.1:{free_port()}"
        portal.delay = 1.0
        with Process("web", sqlite_url, tmp_path / "log", web_bind=bind) as first, Browser(f"http://{bind}") as visitor:
            until(lambda: _answers(visitor))
            ident = asked(visitor.submit("/checks", "/checks", url=portal.url).headers["location"])
            until(lambda: portal.asked)
            first.kill()
        assert [check.id for check in waiting_checks(store)] == [ident]
        portal.delay = 0.0
        with Process("web", sqlite_url, tmp_path / "log", web_bind=bind) as second:
            until(lambda: ended(store, ident), 240)
            assert second.stop() == 0
        check = ended(store, ident)
        assert check is not None and check.outcome == "ok" and check.attempt == 2


def _answers(visitor: Browser) -> bool:
    try:
        return visitor.get("/healthz").status_code == 200
    except OSError:  # requests' own, while nobody listens yet
        return False
