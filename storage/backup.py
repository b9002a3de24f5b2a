"""Consistent copies: a backup file of a SQLite database, and everything moved from one database to another."""

from __future__ import annotations

import sqlite3
from pathlib import Path

from sqlalchemy import Connection, delete, func, insert, inspect, literal, select, text

from storage.engine import Store, upgrade
from storage.errors import StoreError, StoreReadOnly
from storage.models import Base, CrawlRun, Portal, Procedure, Recipient
from storage.tallying import miscounted

_ROWS = 1000


class CopyError(StoreError):
    """The copy would overwrite something or lose something."""


def backup(store: Store, file: Path) -> None:
    """Write a consistent copy of a SQLite database, also while a crawl writes to it.

    The file appears under its name only when it is whole. A PostgreSQL database is backed up by its own tools: `pg_dump`.
    """
    if not store.sqlite:
        raise StoreError("a PostgreSQL database is backed up with `pg_dump --format=custom`; see docs/operate.md")
    unfinished = file.with_name(file.name + ".part")
    try:
        with store.read() as connection:
            source = connection.connection.driver_connection
            if not isinstance(source, sqlite3.Connection):
                raise StoreError("the database is not a SQLite file")
            # A connection of its own: the backup reads page by page and must not hold the caller's transaction.
            path = source.execute("PRAGMA database_list").fetchone()[2]
        _copy_file(path, unfinished)
        unfinished.replace(file)
    except (OSError, sqlite3.Error) as error:
        unfinished.unlink(missing_ok=True)
        raise StoreReadOnly(f"{file} cannot be written: {error}; check its folder and the space on the disk") from error


def _copy_file(path: str, target: Path) -> None:
    target.unlink(missing_ok=True)
    source, copy = sqlite3.connect(path, timeout=30.0), sqlite3.connect(target)
    try:
        source.backup(copy)
        # A backup is one file: no log beside it that could be forgotten.
        copy.execute("PRAGMA journal_mode=DELETE")
        if copy.execute("PRAGMA quick_check").fetchone()[0] != "ok":
            raise sqlite3.DatabaseError("the copy is not sound")
    finally:
        copy.close()
        source.close()


def copy_database(source: Store, target: Store) -> int:
    """Copy every row into an empty database of either kind, in one transaction; returns the number of rows.

    Raises `CopyError` when the target holds data already, or would not hold all of it.
    """
    upgrade(target)
    copied = 0
    with source.read() as reading, target.write() as writing:
        _require_empty(writing)
        for table in Base.metadata.sorted_tables:
            writing.execute(delete(table))
            rows = reading.execute(select(table).order_by(*table.primary_key.columns)).mappings()
            count = 0
            while batch := rows.fetchmany(_ROWS):
                writing.execute(insert(table), [dict(row) for row in batch])
                count += len(batch)
            if writing.execute(select(func.count()).select_from(table)).scalar_one() != count:
                raise CopyError(f"table {table.name} was not copied whole: nothing was kept")
            copied += count
        if not target.sqlite:
            _continue_numbers(writing)
    return copied


def _require_empty(connection: Connection) -> None:
    tables = [table.__table__ for table in (Portal, CrawlRun, Procedure, Recipient)]
    filled = [str(table) for table in tables if connection.execute(select(literal(1)).select_from(table).limit(1)).first()]
    if filled:
        raise CopyError(f"the target holds data already ({', '.join(filled)}): name an empty database")


def _continue_numbers(connection: Connection) -> None:
    """Rows were copied with their numbers: PostgreSQL must hand out the next ones after them."""
    for table in Base.metadata.sorted_tables:
        keys = list(table.primary_key.columns)
        if len(keys) == 1 and keys[0].name == "id" and keys[0].autoincrement and str(keys[0].type) == "INTEGER":
            name = table.name
            connection.execute(text(f"SELECT setval(pg_get_serial_sequence('{name}', 'id'), COALESCE(MAX(id), 0) + 1, false) FROM {name}"))  # noqa: S608


def check(store: Store) -> list[str]:
    """What is wrong with the database's structure, its references and what is counted of its labels; empty when it is sound."""
    with store.read() as connection:
        if store.sqlite:
            faults = [row[0] for row in connection.execute(text("PRAGMA quick_check")) if row[0] != "ok"]
            faults += [
                f"{row[0]} row {row[1]} refers to a missing {row[2]}" for row in connection.execute(text("PRAGMA foreign_key_check"))
            ]
        else:
            missing = set(Base.metadata.tables) - set(inspect(connection).get_table_names())
            faults = [f"table {name} is missing" for name in sorted(missing)]
        return faults or [f"the labels of portal {name} are not counted right: run `mucdo db upgrade`" for name in miscounted(connection)]
