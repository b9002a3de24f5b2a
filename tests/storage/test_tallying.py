"""Counts that are kept beside the spans: the check finds wrong ones, the upgrade mends them. Every other test holds them in `store`."""

from __future__ import annotations

from sqlalchemy import delete, update

from storage.backup import check
from storage.engine import Store, upgrade
from storage.models import PortalTally
from storage.queries.tallies import label_tallies
from tests.scheduler.nights import night, read_portal
from tests.storage.entries import entry, register


def test_wrong_and_missing_counts_are_named_and_mended(store: Store) -> None:
    for portal in ("ha-tinh", "son-la"):
        register(store, portal)
        read_portal(store, portal, night(1), [entry(1, level=2), entry(2, level=3)])
        read_portal(store, portal, night(2), [entry(1, level=3), entry(2, level=3)])
    with store.read() as connection:
        sound = [label_tallies(connection, day) for day in (None, night(1), night(2))]
        assert [(one.portal, one.level, one.count) for one in sound[2]] == [("ha-tinh", 3, 2), ("son-la", 3, 2)]
    assert check(store) == []
    with store.write() as connection:
        connection.execute(update(PortalTally).where(PortalTally.portal_id == "ha-tinh").values(body="[]"))
        connection.execute(delete(PortalTally).where(PortalTally.portal_id == "son-la"))
    assert [fault.split()[4] for fault in check(store)] == ["ha-tinh", "son-la"] and "db upgrade" in check(store)[0]
    upgrade(store)
    assert check(store) == []
    with store.read() as connection:
        assert [label_tallies(connection, day) for day in (None, night(1), night(2))] == sound
