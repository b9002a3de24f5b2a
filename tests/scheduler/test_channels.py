"""Alarms and the weekly summary on channels besides mail: a real webhook on loopback takes them, once each."""

from __future__ import annotations

import json
import threading
from collections.abc import Iterator
from datetime import timedelta
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

import pytest

from crawler.config import Settings
from scheduler.channels import TRIES, ChannelError, channels_of
from scheduler.duties import RETRY
from storage.engine import Store
from tests.cli.running import mucdo
from tests.scheduler.mail.servers import Mailroom, free_port, smtp_server
from tests.scheduler.test_duties import MONDAY, NIGHT, Time, at, duties_of, fail_b, mail_settings, read_all, subscribe, watched
from tests.storage.entries import register

# Apprise reads all its services when it is first used; one of them needs a module that Python 3.13 drops.
pytestmark = pytest.mark.filterwarnings("ignore:'imghdr' is deprecated:DeprecationWarning")

one_database = pytest.mark.parametrize("store_url", ["sqlite"], indirect=True)  # the first of these tests runs on both


class Hook:
    """A webhook: what it was told, and the status it answers with."""

    def __init__(self) -> None:
        self.told: list[tuple[str, str]] = []
        self.asked = 0
        self.status = 200
        hook = self

        class Handler(BaseHTTPRequestHandler):
            def do_POST(self) -> None:
                hook.asked += 1
                said: Any = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
                if hook.status == 200:
                    hook.told.append((said["title"], said["message"]))
                self.send_response(hook.status)
                self.end_headers()

            def log_message(self, *_: object) -> None:
                return

        self.server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)

    @property
    def address(self) -> str:
        return f"json://user:secret@127.0.0.1:{self.server.server_port}/hook"


@pytest.fixture
def hook() -> Iterator[Hook]:
    hook = Hook()
    thread = threading.Thread(target=hook.server.serve_forever, daemon=True)
    thread.start()
    yield hook
    hook.server.shutdown()
    hook.server.server_close()
    thread.join()


def test_nothing_goes_anywhere_by_default() -> None:
    assert channels_of(Settings()) == ()


def test_a_channel_shows_no_secret() -> None:
    (channel,) = channels_of(Settings(channels="json://user:secret@127.0.0.1:1/hook"))
    assert "secret" not in repr(channel) and channel.name.startswith("json ")


def test_an_address_that_is_none_is_named_without_its_secret() -> None:
    with pytest.raises(ChannelError) as error:
        channels_of(Settings(channels="json://127.0.0.1/ telegramm://verysecret/1"))
    assert "MUCDO_CHANNELS: address 2 (telegramm://…)" in str(error.value) and "verysecret" not in str(error.value)


def test_an_alarm_is_told_once_on_mail_and_channel(store: Store, hook: Hook) -> None:
    register(store, "a", "b", "c")
    room = Mailroom()
    now = Time(at(NIGHT, 2))
    with smtp_server(room) as port:
        duties = duties_of(store, now, channels=hook.address, **mail_settings(port))
        for number in range(3):
            now.to(NIGHT + timedelta(days=number), 2)
            duties.night()
            duties.mails()
            read_all(store, now, fail_b)
            duties.night()
            duties.mails()
            duties.mails()
    assert [title for title, _ in hook.told if "tuần" not in title] == ["mucdo: 1 cổng cần xem, 22/11/2026"]
    assert [message["Subject"] for _, message in room.mails] == ["mucdo: 1 cổng cần xem, 22/11/2026"]
    assert "HTTP 500" in hook.told[0][1] and "không truy cập được" in hook.told[0][1]


@one_database
def test_a_suspect_portal_is_offered_on_the_channel_without_any_mail(store: Store, hook: Hook) -> None:
    register(store, "a")
    now = Time(at(NIGHT, 2))
    duties = duties_of(store, now, channels=hook.address)
    for number, count in enumerate([40, 40, 20, 20, 20, 20]):
        now.to(NIGHT + timedelta(days=number), 2)
        duties.night()
        read_all(store, now, count=count)
        duties.night()
        duties.mails()
    titles = [title for title, _ in hook.told if "tuần" not in title]
    assert titles == ["mucdo: 1 cổng cần xem, 24/11/2026", "mucdo: a: đáng ngờ ba đêm liền"]
    assert "mucdo runs accept" in hook.told[-1][1]


@one_database
def test_a_channel_that_is_away_waits_and_repeats_no_mail(store: Store, hook: Hook) -> None:
    register(store, "a", "b")
    room = Mailroom()
    now = Time(at(NIGHT, 2))
    hook.status = 503
    with smtp_server(room) as port:
        duties = duties_of(store, now, channels=hook.address, **mail_settings(port))
        duties.night()
        read_all(store, now, fail_b)
        duties.night()
        duties.mails()
        duties.mails()  # not at once again
        assert (hook.asked, len(room.mails)) == (1, 1)
        hook.status = 200
        now.now += RETRY
        duties.mails()
        now.now += RETRY
        duties.mails()
    assert (len(hook.told), len(room.mails)) == (1, 1)


@one_database
def test_a_channel_that_never_takes_anything_is_given_up(store: Store, hook: Hook) -> None:
    register(store, "a", "b")
    now = Time(at(NIGHT, 2))
    hook.status = 403
    duties = duties_of(store, now, channels=hook.address)
    duties.night()
    read_all(store, now, fail_b)
    duties.night()
    for _ in range(TRIES + 5):
        duties.mails()
        now.now += RETRY
    assert hook.asked == TRIES


@one_database
def test_the_weekly_summary_is_told_once_also_when_nobody_gets_the_mail(store: Store, hook: Hook) -> None:
    now = Time(at(NIGHT, 2))
    watched(store, now)
    duties = duties_of(store, now, channels=hook.address)
    now.to(MONDAY, 6, 59)
    duties.mails()
    assert hook.told == []
    now.to(MONDAY, 7)
    duties.mails()
    duties_of(store, now, channels=hook.address).mails()
    ((title, body),) = hook.told
    assert title == "Dịch vụ công các tỉnh, thành phố, tuần 47/2026: 4 mục tiêu thay đổi"
    assert "Từ 16/11/2026 đến 22/11/2026" in body and "HT-01" in body and "http" not in body
    assert "HT-07" in body  # partial evidence: figures without a verdict move too


@one_database
def test_a_channel_that_is_away_delays_no_digest_and_gets_its_summary_later(store: Store, hook: Hook) -> None:
    now = Time(at(NIGHT, 2))
    watched(store, now)
    subscribe(store, "one@example.vn")
    room = Mailroom()
    hook.status = 500
    with smtp_server(room) as port:
        duties = duties_of(store, now, channels=hook.address, **mail_settings(port))
        now.to(MONDAY, 7)
        duties.mails()
        assert room.recipients == ["one@example.vn"]
        hook.status = 200
        now.now += RETRY
        duties.mails()
        now.now += RETRY
        duties.mails()
    assert room.recipients == ["one@example.vn"] and len(hook.told) == 1


def test_the_command_tests_each_channel(hook: Hook, tmp_path: Path) -> None:
    ran = mucdo("channels", "--test", cwd=tmp_path, channels=f"{hook.address} json://127.0.0.1:{free_port()}/")
    assert ran.code == 0 and hook.told == [("mucdo: tin thử", "Kênh này sẽ nhận cảnh báo về các cổng và tóm tắt thay đổi hằng tuần.")]
    rows = [line for line in ran.out.splitlines() if "json" in line]
    assert len(rows) == 2 and "not taken" in rows[1] and "not taken" not in rows[0] and "secret" not in ran.out + ran.err


@pytest.mark.parametrize("command", ["serve", "channels"])
def test_a_bad_address_ends_with_2_before_the_night(command: str, tmp_path: Path) -> None:
    ran = mucdo(command, cwd=tmp_path, channels="nothing")
    assert ran.code == 2 and "MUCDO_CHANNELS: address 1 is not one that Apprise understands" in ran.err
