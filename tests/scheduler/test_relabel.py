"""New rules over the pages that a real crawl stored, with the server gone."""

from __future__ import annotations

from ipaddress import ip_network

from sqlalchemy import update

from crawler.config import Settings
from scheduler.nightly import crawl_portals
from scheduler.relabel import relabel
from storage.engine import Store
from storage.models import LevelSpan
from storage.queries.levels import levels_at
from storage.tallying import tally_again
from tests.portal_server import portal_server
from tests.scheduler.nights import listed, night
from tests.scheduler.test_nightly import COUNT, add_portal, site
from tests.storage.entries import moment


def crawled(store: Store) -> None:
    settings = Settings(database_url=store.url, allow_networks=(ip_network("127.0.0.0/8"),), download_delay=0.0, chromium="/nonexistent")
    with portal_server(pages=site()) as server:
        add_portal(store, "ha-tinh", f"{server.url}/")
        (result,) = crawl_portals(store, settings, None, now=moment(night(1)))
    assert result.run.state == "ok", result


def as_if_judged_by_older_rules(store: Store) -> None:
    """Older rules would have given every procedure another level."""
    with store.write() as connection:
        connection.execute(update(LevelSpan).values(rules_version="0", level=4, level_max=4))
        tally_again(connection, "ha-tinh")


def test_relabel_by_the_same_rules_finds_nothing(store: Store) -> None:
    crawled(store)
    (result,) = relabel(store, now=moment(night(2)))
    assert (result.read, result.known, result.differences) == (COUNT, COUNT, ())


def test_older_labels_are_reclassified_without_the_network(store: Store) -> None:
    crawled(store)
    with store.read() as connection:
        true_levels = {row.handle: row.level for row in levels_at(connection)}
    as_if_judged_by_older_rules(store)
    (dry,) = relabel(store, now=moment(night(2)), dry_run=True)
    assert {d.handle: d.after.level for d in dry.differences} == true_levels
    assert listed(store, night(2)) == []
    (done,) = relabel(store, now=moment(night(2)))
    assert done.differences == dry.differences
    assert [kind for kind, *_ in listed(store, night(2))] == ["reclassified"] * COUNT
    with store.read() as connection:
        assert {row.handle: row.level for row in levels_at(connection)} == true_levels
        assert {row.level for row in levels_at(connection, night(1))} == {4}
    (again,) = relabel(store, now=moment(night(3)))
    assert again.differences == ()
    assert relabel(store, now=moment(night(3)), since=night(2)) == []
