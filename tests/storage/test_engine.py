"""A database that cannot be used says so in one line, with the remedy."""

from __future__ import annotations

import shutil
import sqlite3
import subprocess
import sys
import threading
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from sqlalchemy import text

from storage import engine
from storage.engine import Store, open_store
from storage.errors import StoreBusy, StoreCorrupt, StoreReadOnly, StoreUnreachable
from storage.models import Portal


def test_missing_folder(tmp_path: Path) -> None:
    with pytest.raises(StoreUnreachable, match="does not exist"):
        open_store(f"sqlite:///{tmp_path}/nowhere/mucdo.db")


def test_file_that_is_no_database(tmp_path: Path) -> None:
    path = tmp_path / "letter.db"
    path.write_text("Kính gửi Sở Thông tin và Truyền thông" * 50, encoding="utf-8")
    with pytest.raises(StoreCorrupt, match="restore a backup"):
        open_store(f"sqlite:///{path}")


def test_database_of_another_program(tmp_path: Path) -> None:
    path = tmp_path / "other.db"
    connection = sqlite3.connect(path)
    connection.execute("CREATE TABLE notes (id INTEGER)")
    connection.close()
    with pytest.raises(StoreCorrupt, match="another program"):
        open_store(f"sqlite:///{path}")


def test_folder_that_cannot_be_written(sqlite_url: str) -> None:
    """Run as a user without rights: root writes everywhere."""
    path = Path(sqlite_url.removeprefix("sqlite:///"))
    script = (
        "import os, sys\n"
        "from storage.engine import open_store\nfrom storage.errors import StoreError\n"
        "if os.getuid() == 0: os.setgid(65534); os.setuid(65534)\n"
        "try:\n"
        "    with open_store(sys.argv[1]) as store, store.write() as c: c.exec_driver_sql('DELETE FROM portal')\n"
        "except StoreError as e: print(type(e).__name__, e)\n"
    )
    # Not below pytest's own folder, which every other run of pytest closes to everybody else again.
    with TemporaryDirectory() as folder:
        Path(folder).chmod(0o755)
        shut = Path(shutil.copy(path, folder))
        shut.chmod(0o444)
        result = subprocess.run([sys.executable, "-c", script, f"sqlite:///{shut}"], capture_output=True, text=True, check=False)
    assert result.stdout.split()[:1] in (["StoreReadOnly"], ["StoreUnreachable"]), result
    assert "\n" not in result.stdout.strip()


def test_unknown_address_and_server_that_does_not_answer() -> None:
    with pytest.raises(StoreUnreachable, match="MUCDO_DATABASE_URL"):
        open_store("not an address")
    with pytest.raises(StoreUnreachable, match="unsupported"):
        open_store("mysql://root@localhost/x")
    with pytest.raises(StoreUnreachable, match="does not answer") as refused:
        open_store("postgresql+psycopg://someone:secret@127.0.0.1:1/x")
    assert "secret" not in str(refused.value)


@pytest.mark.postgres
def test_missing_database_on_a_server(postgres_server: str) -> None:
    with pytest.raises(StoreUnreachable, match="createdb"):
        open_store(f"{postgres_server}/nowhere")


def test_locked_database_is_busy_not_broken(sqlite_url: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(engine, "BUSY_TIMEOUT", 0.1)
    holder = sqlite3.connect(sqlite_url.removeprefix("sqlite:///"), isolation_level=None)
    holder.execute("BEGIN IMMEDIATE")
    try:
        with open_store(sqlite_url) as store:
            with store.read() as connection:
                assert connection.execute(text("SELECT count(*) FROM portal")).scalar() == 0
            with pytest.raises(StoreBusy), store.write() as connection:
                connection.execute(text("DELETE FROM portal"))
    finally:
        holder.close()


def test_full_disk_is_named(sqlite_url: str) -> None:
    with open_store(sqlite_url) as store, pytest.raises(StoreReadOnly, match="disk is full"), store.write() as connection:
        connection.exec_driver_sql("PRAGMA max_page_count=1")
        connection.exec_driver_sql(
            "CREATE TABLE filler AS WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i+1 FROM n LIMIT 200000) SELECT i FROM n"
        )


def test_writers_wait_for_each_other(store: Store) -> None:
    from sqlalchemy import insert

    from tests.scheduler.nights import FIRST
    from tests.storage.entries import moment

    def write(number: int) -> None:
        for turn in range(10):
            with store.write() as connection:
                row = {"id": f"p{number}-{turn}", "url": "http://127.0.0.1/", "added_at": moment(FIRST)}
                connection.execute(insert(Portal), [row])

    threads = [threading.Thread(target=write, args=(number,)) for number in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    with store.read() as connection:
        assert connection.execute(text("SELECT count(*) FROM portal")).scalar() == 40


def test_failed_transaction_leaves_nothing(store: Store) -> None:
    with pytest.raises(RuntimeError), store.write() as connection:
        connection.execute(text("DELETE FROM province"))
        raise RuntimeError("stop")
    with store.read() as connection:
        assert connection.execute(text("SELECT count(*) FROM province")).scalar()
