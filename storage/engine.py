"""Opening the database: one `Store`, short transactions, and errors that say what to do.

SQLite runs in WAL mode with foreign keys on; a write transaction takes its lock at the beginning (`BEGIN IMMEDIATE`), so
that two writers wait for each other instead of failing at the end. PostgreSQL is reached by psycopg 3.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, Engine, create_engine, event, inspect, text
from sqlalchemy.engine import URL, make_url
from sqlalchemy.exc import ArgumentError, DatabaseError, DBAPIError, NoSuchModuleError, OperationalError

from storage.errors import StoreBusy, StoreCorrupt, StoreError, StoreOutdated, StoreReadOnly, StoreTooNew, StoreUnreachable
from storage.migrations import HEAD, KNOWN, run_upgrade

__all__ = ["Store", "StoreError", "current_revision", "learn_sizes", "name_error", "open_store", "open_unchecked", "upgrade"]

BUSY_TIMEOUT = 30.0  # seconds that a writer waits for another


@dataclass(frozen=True, slots=True)
class Store:
    """An open database. `read()` and `write()` give a connection inside one transaction; never hold one across a network call."""

    engine: Engine
    url: str

    @property
    def sqlite(self) -> bool:
        return self.engine.dialect.name == "sqlite"

    @contextmanager
    def read(self) -> Iterator[Connection]:
        """A connection that only reads. SQLite shows one state of the database throughout, PostgreSQL the latest to each statement."""
        with _named_errors(self.engine), self._reading() as connection, connection.begin():
            yield connection

    def _reading(self) -> Connection:
        connection = self.engine.connect()
        # To begin and end a transaction would be two more ways to the server for each of the many short questions of a page.
        return connection if self.sqlite else connection.execution_options(isolation_level="AUTOCOMMIT")

    @contextmanager
    def write(self) -> Iterator[Connection]:
        """A transaction that writes; committed at the end, rolled back by any exception."""
        with (
            _named_errors(self.engine),
            self.engine.connect().execution_options(mucdo_write=True) as connection,
            connection.begin(),
        ):
            yield connection

    def close(self) -> None:
        self.engine.dispose()

    def __enter__(self) -> Store:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()


def open_store(url: str) -> Store:
    """Open the database at `url`, creating the tables of an empty one.

    Raises `StoreTooNew` for a database of a later version, `StoreOutdated` for an earlier one (`upgrade` it first), and
    another `StoreError` when it cannot be reached, read or written.
    """
    store = open_unchecked(url)
    try:
        revision = current_revision(store)
        if revision is None:
            upgrade(store)
        elif revision not in KNOWN:
            raise StoreTooNew(f"the database {_shown(url)} has schema {revision}, newer than this version ({HEAD}): install a later mucdo")
        elif revision != HEAD:
            raise StoreOutdated(f"the database {_shown(url)} has schema {revision}, this version needs {HEAD}: run `mucdo db upgrade`")
    except BaseException:
        store.close()
        raise
    return store


def open_unchecked(url: str) -> Store:
    """Open without looking at the schema's version: for `db upgrade` and copies."""
    try:
        parsed = make_url(url)
        if parsed.get_backend_name() == "sqlite":
            return Store(_sqlite_engine(parsed), url)
        if parsed.get_backend_name() == "postgresql":
            # A server that was cut off must be noticed within the time of a lease.
            arguments: dict[str, Any] = {"connect_timeout": 10, "keepalives_idle": 10, "keepalives_interval": 5, "keepalives_count": 3}
            arguments |= {"tcp_user_timeout": 20_000}
            return Store(_postgres_engine(parsed.set(drivername="postgresql+psycopg"), arguments), url)
    except (ArgumentError, NoSuchModuleError) as error:
        raise StoreUnreachable(f"MUCDO_DATABASE_URL is not an address of a database: {error}") from None
    except ModuleNotFoundError as error:
        raise StoreUnreachable(f"PostgreSQL needs the extra [postgres]: pip install 'mucdo[postgres]' ({error.name} is missing)") from None
    raise StoreUnreachable(f"unsupported database {parsed.get_backend_name()!r}: use sqlite:///FILE or postgresql+psycopg://…")


def upgrade(store: Store) -> str:
    """Bring the schema to this version and load the registry of provinces and agencies. Returns the revision; safe to repeat.

    Raises `StoreTooNew` for a database of a later version.
    """
    from storage.registry import load_registry
    from storage.tallying import tally_all

    revision = current_revision(store)
    if revision is not None and revision not in KNOWN:
        raise StoreTooNew(
            f"the database {_shown(store.url)} has schema {revision}, newer than this version ({HEAD}): install a later mucdo"
        )
    with store.write() as connection:
        if not store.sqlite:
            # Two processes that start together must not both create the tables.
            connection.execute(text("SELECT pg_advisory_xact_lock(7365441)"))
        run_upgrade(connection)
        load_registry(connection)
        tally_all(connection)
    learn_sizes(store)
    return HEAD


def learn_sizes(store: Store) -> None:
    """Let SQLite look at how its tables and indexes are filled, without which it takes wrong ones; PostgreSQL does so by itself."""
    if store.sqlite:
        with store.write() as connection:
            connection.exec_driver_sql("PRAGMA analysis_limit=1000")
            connection.exec_driver_sql("ANALYZE")


def current_revision(store: Store) -> str | None:
    """The schema's revision, None for an empty database. Raises a `StoreError` for a file that is no mucdo database."""
    with store.read() as connection:
        tables = set(inspect(connection).get_table_names())
        if "alembic_version" not in tables:
            if tables:
                raise StoreCorrupt(
                    f"the database {_shown(store.url)} holds tables of another program: name another one in MUCDO_DATABASE_URL"
                )
            return None
        return connection.execute(text("SELECT version_num FROM alembic_version")).scalar()


def _sqlite_engine(url: URL) -> Engine:
    if url.database and url.database != ":memory:" and not url.database.startswith("file:"):
        folder = Path(url.database).absolute().parent
        if not folder.is_dir():
            raise StoreUnreachable(f"the folder {folder} does not exist: create it, or name another file in MUCDO_DATABASE_URL")
    engine = create_engine(url, connect_args={"timeout": BUSY_TIMEOUT})
    event.listen(engine, "connect", _prepare_sqlite)
    event.listen(engine, "begin", _begin_sqlite)
    return engine


def _prepare_sqlite(connection: sqlite3.Connection, _: object) -> None:
    # The driver's own transaction control starts too late for DDL and too weakly for writers; see `_begin_sqlite`.
    connection.isolation_level = None
    try:
        cursor = connection.cursor()
        cursor.execute("PRAGMA journal_mode=WAL")
        cursor.execute("PRAGMA synchronous=NORMAL")
        cursor.execute("PRAGMA foreign_keys=ON")
        cursor.close()
    except sqlite3.Error:
        connection.close()
        raise


def _postgres_engine(url: URL, arguments: dict[str, Any]) -> Engine:
    engine = create_engine(url, connect_args=arguments, pool_pre_ping=True)
    event.listen(engine, "connect", _prepare_postgres)
    return engine


def _prepare_postgres(connection: Any, _: object) -> None:
    # Queries of pages take milliseconds: to start workers or a compiler takes longer. What they ask for is in memory or on a disk without
    # arms, where an index is cheaper than the default for turning disks says.
    with connection.cursor() as cursor:
        cursor.execute("SET max_parallel_workers_per_gather = 0")
        cursor.execute("SET jit = off")
        cursor.execute("SET random_page_cost = 1.1")
    connection.commit()


def _begin_sqlite(connection: Connection) -> None:
    write = connection.get_execution_options().get("mucdo_write", False)
    connection.exec_driver_sql("BEGIN IMMEDIATE" if write else "BEGIN")


@contextmanager
def _named_errors(engine: Engine) -> Iterator[None]:
    """Turn the driver's complaints about the database itself into a `StoreError`; errors of a statement pass unchanged."""
    try:
        yield
    except (OperationalError, DatabaseError) as error:
        named = name_error(error, _shown(engine.url.render_as_string(hide_password=True)))
        if named is None:
            raise
        raise named from error


def name_error(error: DBAPIError, where: str) -> StoreError | None:
    """What a driver's error means for the operator; None for one that is our own fault."""
    words = str(error.orig).lower()
    for marks, kind, remedy in _COMPLAINTS:
        if any(mark in words for mark in marks):
            return kind(f"{where}: {remedy}")
    if error.connection_invalidated:
        return StoreUnreachable(f"{where}: the connection was lost; check the server and try again")
    return None


_COMPLAINTS: tuple[tuple[tuple[str, ...], type[StoreError], str], ...] = (
    (("readonly", "read-only"), StoreReadOnly, "cannot be written; check the owner and mode of the file and its folder"),
    (("is full", "no space left"), StoreReadOnly, "the disk is full; free some space and run again, nothing stored is lost"),
    (("disk i/o error",), StoreReadOnly, "the disk failed or is full; check it and run again"),
    (
        ("not a database", "malformed", "file is encrypted"),
        StoreCorrupt,
        "is not a sound SQLite database; restore a backup (`mucdo db backup`) or name another file",
    ),
    (("database is locked", "database table is locked"), StoreBusy, "another process holds the database; try again when it has finished"),
    (("unable to open",), StoreUnreachable, "cannot be opened; check the path and the rights of its folder"),
    (
        ("password authentication", "no password supplied"),
        StoreUnreachable,
        "the server refuses the user or password in MUCDO_DATABASE_URL",
    ),
    (
        ("fatal:  database", "fatal:  role"),
        StoreUnreachable,
        "the server has no such database or user; create it (createdb, createuser) first",
    ),
    (
        ("connection refused", "could not connect", "connection failed", "could not translate host", "timeout expired", "server closed"),
        StoreUnreachable,
        "the server does not answer; check that PostgreSQL runs and MUCDO_DATABASE_URL names it",
    ),
)


def _shown(url: str) -> str:
    """The address without its password."""
    return make_url(url).render_as_string(hide_password=True)
