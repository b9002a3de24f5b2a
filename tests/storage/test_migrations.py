"""The schema's versions, forwards and backwards, on both databases; and the models they must agree with."""

from __future__ import annotations

import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from sqlalchemy import inspect, text

from storage.engine import Store, current_revision, open_store, open_unchecked, upgrade
from storage.errors import StoreOutdated, StoreTooNew
from storage.migrations import HEAD, KNOWN, run_downgrade, run_upgrade
from storage.models import Base
from storage.queries.registry import provinces


def test_migrated_schema_is_the_models(store: Store) -> None:
    with store.read() as connection:
        context = MigrationContext.configure(connection, opts={"compare_type": True})
        assert compare_metadata(context, Base.metadata) == []


def test_every_version_can_be_taken_back(store: Store) -> None:
    for revision in [*reversed(KNOWN[:-1]), "base"]:
        with store.write() as connection:
            run_downgrade(connection, revision)
        assert current_revision(store) == (None if revision == "base" else revision)
    with store.read() as connection:
        assert set(inspect(connection).get_table_names()) <= {"alembic_version"}
    for revision in KNOWN:
        with store.write() as connection:
            run_upgrade(connection, revision)
    assert current_revision(store) == HEAD


def test_older_database_names_its_remedy(store: Store) -> None:
    with store.write() as connection:
        run_downgrade(connection, KNOWN[0])
    with pytest.raises(StoreOutdated, match="mucdo db upgrade"):
        open_store(store.url)
    with open_unchecked(store.url) as older:
        assert upgrade(older) == HEAD
    open_store(store.url).close()


def test_newer_database_is_refused_in_one_line(store: Store) -> None:
    with store.write() as connection:
        connection.execute(text("UPDATE alembic_version SET version_num = '9999'"))
    with pytest.raises(StoreTooNew, match="9999") as refused:
        open_store(store.url)
    assert "\n" not in str(refused.value)
    with pytest.raises(StoreTooNew, match="9999"):
        upgrade(store)


def test_upgrade_is_safe_to_repeat_and_loads_the_registry_once(store: Store) -> None:
    with store.read() as connection:
        before = provinces(connection)
    assert upgrade(store) == HEAD
    with store.read() as connection:
        assert provinces(connection) == before
