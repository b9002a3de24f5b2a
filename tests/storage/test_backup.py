"""Copies hold everything, also while somebody writes, and a broken copy is never left behind."""

from __future__ import annotations

import threading
from pathlib import Path

import pytest
from sqlalchemy import select

from scheduler.changes import changes
from storage.backup import CopyError, backup, check, copy_database
from storage.engine import Store, open_store
from storage.errors import StoreError, StoreReadOnly
from storage.models import Base
from tests.scheduler.nights import night, read_portal
from tests.storage.entries import entry, register


def fill(store: Store) -> None:
    register(store, "ha-tinh", "son-la")
    for portal in ("ha-tinh", "son-la"):
        read_portal(store, portal, night(1), [entry(n) for n in range(1, 30)])
        read_portal(store, portal, night(2), [entry(n, level=3 if n < 5 else 2) for n in range(1, 30)])


def rows(store: Store) -> dict[str, list[tuple[object, ...]]]:
    with store.read() as connection:
        return {
            table.name: [tuple(row) for row in connection.execute(select(table).order_by(*table.primary_key.columns))]
            for table in Base.metadata.sorted_tables
        }


def test_backup_while_writing_is_consistent(sqlite_url: str, tmp_path: Path) -> None:
    with open_store(sqlite_url) as store:
        fill(store)
        stop = threading.Event()

        def keep_writing() -> None:
            number = 3
            while not stop.is_set() and number < 25:
                read_portal(store, "ha-tinh", night(number), [entry(n, level=3 if n < number + 2 else 2) for n in range(1, 30)])
                number += 1

        writer = threading.Thread(target=keep_writing)
        writer.start()
        try:
            for number in range(3):
                backup(store, tmp_path / f"copy{number}.db")
        finally:
            stop.set()
            writer.join()
    for number in range(3):
        with open_store(f"sqlite:///{tmp_path}/copy{number}.db") as copy:
            assert check(copy) == []
            assert len(changes(copy, night(2), night(2)).changes) == 8


def test_failed_backup_leaves_no_file(sqlite_url: str, tmp_path: Path) -> None:
    with open_store(sqlite_url) as store, pytest.raises(StoreReadOnly, match="cannot be written"):
        backup(store, tmp_path / "nowhere" / "copy.db")
    assert list(tmp_path.glob("**/*.part")) == []


@pytest.mark.postgres
def test_postgres_is_backed_up_by_its_own_tools(postgres_url: str, tmp_path: Path) -> None:
    with open_store(postgres_url) as store, pytest.raises(StoreError, match="pg_dump"):
        backup(store, tmp_path / "copy.db")


@pytest.mark.postgres
def test_history_moves_to_postgres_and_back_without_loss(sqlite_url: str, postgres_url: str, tmp_path: Path) -> None:
    with open_store(sqlite_url) as source, open_store(postgres_url) as target, open_store(f"sqlite:///{tmp_path}/back.db") as back:
        fill(source)
        copied = copy_database(source, target)
        assert copied == sum(len(found) for found in rows(source).values())
        assert rows(target) == rows(source)
        assert changes(target, night(1), night(2)) == changes(source, night(1), night(2))
        with pytest.raises(CopyError, match="empty database"):
            copy_database(source, target)
        # The numbering goes on where it stood.
        read_portal(target, "ha-tinh", night(3), [entry(n) for n in range(1, 40)])
        copy_database(target, back)
        assert rows(back) == rows(target)
        assert check(back) == []
