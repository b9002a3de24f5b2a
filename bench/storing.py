"""Storing a night in which 2 % changed, against raw writing: of the changed rows, and of all rows as a store without comparison would."""

from __future__ import annotations

import sqlite3
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import psycopg
from sqlalchemy import create_engine, text

from bench.measure import Figure, Goal, figure, skipped
from bench.nights import PER_PORTAL, SHARE, procedures, run_night
from storage.engine import open_store
from storage.entry_codec import compress, digest, encode
from tests.storage.postgres import available, running_server

PORTALS = 1  # of 65: a night of 130,000 procedures is the same work, portal after portal
_GOAL = Goal(2)
_COLUMNS = "(hash bytea, portal text, number integer, detail bytea)"


def run(rounds: int) -> list[Figure]:
    with tempfile.TemporaryDirectory(prefix="mucdo-bench-") as folder:
        figures = _measured("SQLite", f"sqlite:///{Path(folder) / 'bench.db'}", rounds, Path(folder))
    if not available():
        return [*figures, skipped(_what("PostgreSQL"), _GOAL, "no PostgreSQL 15 on this machine")]
    with running_server() as server:
        engine = create_engine(f"{server}/postgres", isolation_level="AUTOCOMMIT")
        with engine.connect() as connection:
            connection.execute(text("CREATE DATABASE bench"))
        engine.dispose()
        return figures + _measured("PostgreSQL", f"{server}/bench", rounds, None)


def _what(dialect: str) -> str:
    raw = "executemany" if dialect == "SQLite" else "COPY"
    return f"storing {PORTALS * PER_PORTAL:,} procedures with 2 % changed ({dialect}), wall, against raw {raw} of the changed rows"


def _measured(dialect: str, url: str, rounds: int, folder: Path | None) -> list[Figure]:
    portals = {f"p{n}": procedures(PER_PORTAL, n) for n in range(PORTALS)}
    every = [(digest(e := encode(entry)), name, n, compress(e)) for name, own in portals.items() for n, entry in enumerate(own)]
    changed = every[::SHARE]
    ours, raw_changed, raw_all = [], [], []
    with open_store(url) as store:
        for name, entries in portals.items():
            run_night(store, name, 0, entries)
        for night in range(1, rounds + 1):
            took = [run_night(store, name, night, entries) for name, entries in portals.items()]
            ours.append(sum(each["wall"] for each in took))
            with _raw(dialect, url, folder) as write:
                raw_changed.append(write(changed))
                raw_all.append(write(every))
    against = [a / b for a, b in zip(ours, raw_changed, strict=True)]
    whole = [a / b for a, b in zip(ours, raw_all, strict=True)]
    per = PORTALS * PER_PORTAL
    parts = {"us per procedure": 1e6 * sorted(ours)[len(ours) // 2] / per, "raw changed ms": 1e3 * sorted(raw_changed)[len(ours) // 2]}
    why = "every entry is encoded and hashed to know that it is unchanged, which the raw writer is not asked to do"
    return [
        figure(_what(dialect), "×", against, _GOAL, parts, why),
        figure(f"the same against raw writing of all its rows ({dialect})", "×", whole),
    ]


@contextmanager
def _raw(dialect: str, url: str, folder: Path | None) -> Iterator[object]:
    """A writer that takes rows and tells the seconds that one transaction with them took."""
    if folder is not None:
        light = sqlite3.connect(folder / "raw.db")
        light.execute("PRAGMA journal_mode=WAL")
        light.execute("PRAGMA synchronous=NORMAL")

        def insert(rows: list[tuple[bytes, str, int, bytes]]) -> float:
            light.execute("DROP TABLE IF EXISTS raw")
            light.execute("CREATE TABLE raw (hash BLOB PRIMARY KEY, portal TEXT, number INTEGER, detail BLOB) WITHOUT ROWID")
            light.commit()
            before = time.perf_counter()
            light.executemany("INSERT INTO raw VALUES (?, ?, ?, ?)", rows)
            light.commit()
            return time.perf_counter() - before

        yield insert
        light.close()
        return
    with psycopg.connect(url.replace("+psycopg", "")) as heavy:

        def copy(rows: list[tuple[bytes, str, int, bytes]]) -> float:
            heavy.execute("DROP TABLE IF EXISTS raw")
            heavy.execute(f"CREATE TABLE raw {_COLUMNS}")
            heavy.commit()
            before = time.perf_counter()
            with heavy.cursor() as cursor, cursor.copy("COPY raw FROM STDIN (FORMAT BINARY)") as out:
                out.set_types(["bytea", "text", "int4", "bytea"])
                for row in rows:
                    out.write_row(row)
            heavy.commit()
            return time.perf_counter() - before

        yield copy
