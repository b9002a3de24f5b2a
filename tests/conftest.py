"""Stores for tests: every test that asks for `store` runs on SQLite and on PostgreSQL."""

from __future__ import annotations

import os
import shutil
import uuid
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import settings
from sqlalchemy import create_engine, select, text

from storage.engine import Store, open_store
from storage.models import LevelSpan
from storage.queries.tallies import counted_labels, label_tallies
from tests.storage.postgres import available, running_server

# In CI the same examples every time: what chance finds on other machines becomes a test of its own, and no landing depends on it.
settings.register_profile("ci", derandomize=True)
if os.environ.get("CI") == "true":
    settings.load_profile("ci")


@pytest.fixture(scope="session")
def sqlite_template(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A migrated, empty database file, copied for each test: ten times cheaper than migrating."""
    path = tmp_path_factory.mktemp("template") / "mucdo.db"
    open_store(f"sqlite:///{path}").close()
    return path


@pytest.fixture(scope="session")
def postgres_server() -> Iterator[str]:
    """The address of a running server with a migrated database `template_mucdo`."""
    if not available():
        if os.environ.get("CI") == "true":
            pytest.fail("PostgreSQL 15 is missing, and CI must test on it")
        pytest.skip("PostgreSQL 15 is not installed")
    with running_server() as server:
        _execute(server, "CREATE DATABASE template_mucdo")
        open_store(f"{server}/template_mucdo").close()
        yield server


@pytest.fixture
def sqlite_url(sqlite_template: Path, tmp_path: Path) -> str:
    path = tmp_path / "mucdo.db"
    shutil.copyfile(sqlite_template, path)
    return f"sqlite:///{path}"


@pytest.fixture
def postgres_url(postgres_server: str) -> Iterator[str]:
    name = f"t_{uuid.uuid4().hex}"
    _execute(postgres_server, f"CREATE DATABASE {name} TEMPLATE template_mucdo")
    yield f"{postgres_server}/{name}"
    _execute(postgres_server, f"DROP DATABASE {name} WITH (FORCE)")


@pytest.fixture(params=["sqlite", pytest.param("postgres", marks=pytest.mark.postgres)])
def store_url(request: pytest.FixtureRequest) -> str:
    """The address of an empty, migrated database of either kind."""
    url: str = request.getfixturevalue(f"{request.param}_url")
    return url


@pytest.fixture
def store(store_url: str) -> Iterator[Store]:
    """An open store. Whatever a test did to it, the counts kept of its labels are those of its spans on every day."""
    with open_store(store_url) as opened:
        yield opened
        with opened.read() as connection:
            for day in (None, *connection.execute(select(LevelSpan.valid_from).distinct()).scalars()):
                assert set(label_tallies(connection, day)) == set(counted_labels(connection, day)), day


def _execute(server: str, statement: str) -> None:
    engine = create_engine(f"{server}/postgres", isolation_level="AUTOCOMMIT")
    try:
        with engine.connect() as connection:
            connection.execute(text(statement))
    finally:
        engine.dispose()
