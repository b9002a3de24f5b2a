"""The schema's versions, forwards and backwards, on both databases; and the models they must agree with."""

from __future__ import annotations

import uuid

import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from sqlalchemy import inspect, select, text

from storage.engine import Store, current_revision, open_store, open_unchecked, upgrade
from storage.errors import StoreOutdated, StoreTooNew
from storage.migrations import HEAD, KNOWN, run_downgrade, run_upgrade
from storage.models import Base, Procedure
from storage.queries.found import ProcedureFilter, count_procedures
from storage.queries.registry import provinces


def test_migrated_schema_is_the_models(store: Store) -> None:
    with store.read() as connection:
        context = MigrationContext.configure(connection, opts={"compare_type": True, "include_object": _both_have})
        assert compare_metadata(context, Base.metadata) == []


def _both_have(_thing: object, name: str | None, *_: object) -> bool:
    """The index of words stands on PostgreSQL alone, and not on every one."""
    return name != "ix_procedure_words"


def test_words_are_found_by_an_index_on_postgresql(postgres_url: str) -> None:
    with open_store(postgres_url) as store, store.read() as connection:
        connection.execute(text("SET enable_seqscan = off"))
        asked = select(Procedure.id).where(Procedure.search_key.contains("khai sinh", autoescape=True))
        plan = connection.execute(text(f"EXPLAIN {asked.compile(store.engine, compile_kwargs={'literal_binds': True})}"))
        assert "ix_procedure_words" in " ".join(row[0] for row in plan)


def test_schema_is_made_without_the_module_for_words(postgres_url: str) -> None:
    role = f"poor_{uuid.uuid4().hex}"
    with open_unchecked(postgres_url) as owner:
        with owner.write() as connection:
            run_downgrade(connection, "base")
            connection.execute(text(f"DROP TABLE alembic_version; DROP EXTENSION pg_trgm; CREATE ROLE {role} LOGIN"))
            connection.execute(text(f"GRANT CREATE ON SCHEMA public TO {role}"))
        try:
            with open_store(postgres_url.replace("mucdo@", f"{role}@")) as poor, poor.read() as connection:
                assert "ix_procedure_words" not in {index["name"] for index in inspect(connection).get_indexes("procedure")}
                asked = ProcedureFilter(words="khai sinh")
                assert count_procedures(connection, asked) == 0
        finally:
            with owner.write() as connection:
                connection.execute(text(f"DROP OWNED BY {role}; DROP ROLE {role}"))


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
