"""Writing many rows in one go, in the words that both dialects understand."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any

from sqlalchemy import Connection

from storage.models import Base

if TYPE_CHECKING:
    from sqlalchemy.dialects import postgresql, sqlite

Row = Mapping[str, Any]


def insert_new(connection: Connection, table: type[Base], rows: Sequence[Row]) -> None:
    """Insert the rows whose key is not there yet; the others stay as they are."""
    if rows:
        connection.execute(_insert(connection, table).on_conflict_do_nothing(), [dict(row) for row in rows])


def upsert(connection: Connection, table: type[Base], rows: Sequence[Row]) -> None:
    """Insert the rows, or overwrite those with the same primary key. All rows have the same columns.

    One statement with a list of parameters: a statement with a thousand rows in it would be compiled anew each time.
    """
    if not rows:
        return
    statement = _insert(connection, table)
    keys = [column.name for column in table.__table__.primary_key]
    changed = {name: statement.excluded[name] for name in rows[0] if name not in keys}
    connection.execute(statement.on_conflict_do_update(index_elements=keys, set_=changed), [dict(row) for row in rows])


def clean(text: str) -> str:
    """Text as a database can keep it: no NUL (PostgreSQL refuses it), no half surrogate pairs."""
    return text.replace("\x00", "").encode("utf-8", "replace").decode("utf-8")


def clean_or_none(text: str | None) -> str | None:
    return None if text is None else clean(text)


def _insert(connection: Connection, table: type[Base]) -> sqlite.Insert | postgresql.Insert:
    # Each dialect is imported where it is used: that of the other database is a fortieth of a crawl's start.
    if connection.dialect.name == "sqlite":
        from sqlalchemy.dialects import sqlite

        return sqlite.insert(table)
    from sqlalchemy.dialects import postgresql

    return postgresql.insert(table)
