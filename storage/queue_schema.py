"""The tables of the job queue on PostgreSQL, in a schema of their own: they hold nothing that cannot be made again."""

from __future__ import annotations

from sqlalchemy import text

from storage.engine import Store
from storage.errors import StoreError


def prepare_queue(store: Store, schema: str, definition: str) -> None:
    """Create the queue's tables where they are missing. `schema`: a plain name; `definition`: the statements of the queue's library."""
    if store.sqlite or not schema.isidentifier():
        raise StoreError("the job queue needs PostgreSQL")
    with store.write() as connection:
        # Two processes that start together must not both create them.
        connection.execute(text("SELECT pg_advisory_xact_lock(7365443)"))
        if connection.execute(text("SELECT to_regclass(:name)"), {"name": f"{schema}.procrastinate_jobs"}).scalar() is not None:
            return
        connection.execute(text(f"CREATE SCHEMA IF NOT EXISTS {schema}"))
        connection.execute(text(f"SET LOCAL search_path TO {schema}"))
        # Many statements in one, which only the driver itself takes.
        driver = connection.connection.driver_connection
        assert driver is not None  # noqa: S101 - an open connection
        driver.execute(definition)
