"""What became of a mail is recorded although the database is held by another, or gone, at that very moment."""

from __future__ import annotations

import sqlite3
from datetime import date

import pytest

from crawler.config import Settings
from scheduler.mail.posting import RECORD_WAITS
from scheduler.mail.service import send_digest, slot_day
from storage import engine
from storage.engine import open_store
from storage.errors import StoreBusy
from storage.outbox import mails_of
from storage.queries.people import RecipientRecord, save_recipient
from storage.runs import claim_slot
from tests.scheduler.mail.servers import Mailroom, smtp_server
from tests.storage.entries import moment

WEEK = "2020-W52"
AT = moment(date(2020, 12, 28))


class Lock:
    """SQLite's lock in another's hand."""

    def __init__(self, url: str) -> None:
        self._other = sqlite3.connect(url.removeprefix("sqlite:///"), isolation_level=None, check_same_thread=False)
        self.naps: list[float] = []

    def take(self, step: str) -> None:
        if step == "data" and not self._other.in_transaction:
            self._other.execute("BEGIN IMMEDIATE")

    def free(self, seconds: float) -> None:
        """Let go instead of sleeping, the second time."""
        self.naps.append(seconds)
        if len(self.naps) == 2:
            self._other.execute("ROLLBACK")


@pytest.fixture
def locked(sqlite_url: str, monkeypatch: pytest.MonkeyPatch) -> Lock:
    monkeypatch.setattr(engine, "BUSY_TIMEOUT", 0.1)
    return Lock(sqlite_url)


def settings_for(port: int) -> Settings:
    return Settings(smtp_url=f"smtp://127.0.0.1:{port}", mail_from="mucdo@so.example", admin_email="admin@so.example")


@pytest.mark.parametrize("answer", ["", "452 disk full"])
def test_a_database_that_is_held_while_a_mail_leaves_loses_and_doubles_nothing(sqlite_url: str, locked: Lock, answer: str) -> None:
    room = Mailroom(data_answers=[answer], before_answer=locked.take)
    with open_store(sqlite_url) as store, smtp_server(room) as port:
        with store.write() as connection:
            save_recipient(connection, RecipientRecord("a@so.example", "", "vi"), AT)
        settings = settings_for(port)

        def free(seconds: float) -> None:
            locked.free(seconds)
            room.before_answer = lambda step: None

        assert send_digest(store, WEEK, settings, AT, "test:1:1", sleep=free).sent == ("a@so.example",)
        assert locked.naps[:2] == list(RECORD_WAITS[:2])
        assert send_digest(store, WEEK, settings, AT, "test:2:2").sent == ()
        assert room.recipients == ["a@so.example"], "the mail once, and nothing to tell the administrator"
        slot, _ = claim_slot(store, "digest", slot_day(WEEK), "x", AT)
        with store.read() as connection:
            assert [row.state for row in mails_of(connection, slot)] == ["sent"]


def test_a_database_that_stays_held_sends_nothing_twice_and_says_what_is_unknown(sqlite_url: str, locked: Lock) -> None:
    room = Mailroom(before_answer=locked.take)
    with open_store(sqlite_url) as store, smtp_server(room) as port:
        with store.write() as connection:
            for email in ("a@so.example", "b@so.example"):
                save_recipient(connection, RecipientRecord(email, "", "vi"), AT)
        with pytest.raises(StoreBusy):
            send_digest(store, WEEK, settings_for(port), AT, "test:1:1", sleep=lambda seconds: None)
        room.before_answer = lambda step: None
        locked.naps = [0.0]
        locked.free(0.0)
        done = send_digest(store, WEEK, settings_for(port), AT, "test:1:1")
    assert done.sent == ("b@so.example",) and [to for to, _ in done.failed] == ["a@so.example"]
    assert room.recipients == ["a@so.example", "b@so.example", "admin@so.example"]
