"""Handing mails over to a real server: encrypted, logged in, at most once to each, whatever it answers."""

from __future__ import annotations

import ssl
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from typing import Any
from urllib.parse import quote
from zoneinfo import ZoneInfo

import pytest

from scheduler.mail import send as send_module
from scheduler.mail.compose import compose
from scheduler.mail.send import TRIES, Delivery, Letter, MailError, Server, State, deliver, message_id
from tests.scheduler.mail.servers import PASSWORD, USER, Mailroom, certificates, free_port, smtp_server
from tests.scheduler.mail.weeks import BUSY, QUIET

AT = datetime(2026, 11, 23, 7, 0, tzinfo=ZoneInfo("Asia/Ho_Chi_Minh"))
SENDER = "mucdo <mucdo@hatinh.example>"
SLOT = "digest.2026-W47"
A, B, C = "a@so.example", "b@so.example", "c@so.example"


@dataclass
class Notebook:
    """An `Outbox` in memory. `before_claim`: what happens to the process at that moment."""

    rows: dict[str, tuple[str, State, str]] = field(default_factory=dict)
    before_claim: Callable[[], None] = lambda: None
    after_claim: Callable[[], None] = lambda: None

    def prepare(self, recipient: str, ident: str) -> State:
        self.rows.setdefault(ident, (recipient, State.PREPARED, ""))
        return self.rows[ident][1]

    def claim(self, ident: str) -> bool:
        self.before_claim()
        recipient, state, _ = self.rows[ident]
        if state is not State.PREPARED:
            return False
        self.rows[ident] = (recipient, State.SENDING, "")
        self.after_claim()
        return True

    def record(self, ident: str, state: State, error: str = "") -> None:
        self.rows[ident] = (self.rows[ident][0], state, error)

    def states(self) -> dict[str, State]:
        return {recipient: state for recipient, state, _ in self.rows.values()}


@pytest.fixture
def room() -> Mailroom:
    return Mailroom()


@pytest.fixture
def port(room: Mailroom) -> Iterator[int]:
    with smtp_server(room) as port:
        yield port


def send(port: int, outbox: Notebook, *recipients: str, naps: list[float] | None = None, url: str = "", **more: Any) -> Delivery:
    message = compose(QUIET)
    server = Server.parse(url or f"smtp://127.0.0.1:{port}")
    sleep = naps.append if naps is not None else lambda seconds: None
    return deliver(server, SENDER, SLOT, [Letter(to, message) for to in recipients], outbox, AT, sleep=sleep, **more)


def test_each_recipient_gets_one_mail_with_a_fixed_id(room: Mailroom, port: int) -> None:
    book = Notebook()
    assert send(port, book, A, B) == Delivery((A, B), (), ())
    assert [(to, str(m["To"]), str(m["From"])) for to, m in room.mails] == [([A], A, SENDER), ([B], B, SENDER)]
    ids = [str(m["Message-ID"]) for _, m in room.mails]
    assert ids == [message_id(SLOT, A, SENDER), message_id(SLOT, B, SENDER)] and len(set(ids)) == 2
    assert ids[0].startswith("<digest.2026-W47.") and ids[0].endswith("@hatinh.example>")


def test_sending_again_sends_nothing(room: Mailroom, port: int) -> None:
    book = Notebook()
    send(port, book, A, B)
    assert send(port, book, A, B, C) == Delivery((C,), (A, B), ())
    assert room.recipients == [A, B, C]


def test_the_whole_mail_arrives_as_it_was_composed(room: Mailroom, port: int) -> None:
    message = compose(BUSY)
    deliver(Server.parse(f"smtp://127.0.0.1:{port}"), SENDER, SLOT, [Letter(A, message)], Notebook(), AT)
    ((_, got),) = room.mails
    assert str(got["Subject"]) == str(message["Subject"])
    text, html = (got.get_body((kind,)) for kind in ("plain", "html"))
    assert text is not None and "Đăng ký khai sinh" in text.get_content()
    assert html is not None and "Đăng ký khai sinh" in html.get_content()
    assert [part.get_filename() for part in got.iter_attachments()] == ["mucdo-2026-W47.xlsx"]
    assert message["To"] is None, "the shared mail is never addressed itself"


def test_a_refused_recipient_stops_nobody_and_the_administrator_hears_once(room: Mailroom, port: int) -> None:
    room.answers[B] = ["550 no such user"] * 5
    book = Notebook()
    done = send(port, book, A, B, C, admin="admin@so.example")
    assert (done.sent, done.failed, done.waiting) == ((A, C), ((B, "550 no such user"),), ())
    assert room.recipients == [A, C, "admin@so.example"]
    assert "550 no such user" in room.mails[-1][1].get_content() and B in room.mails[-1][1].get_content()
    again = send(port, book, A, B, C, admin="admin@so.example")
    assert again == Delivery((), (A, B, C), ()) and len(room.mails) == 3


def test_what_passes_is_tried_again_with_growing_pauses(room: Mailroom, port: int) -> None:
    room.answers[A] = ["451 greylisted", "451 greylisted"]
    naps: list[float] = []
    assert send(port, Notebook(), A, naps=naps).sent == (A,)
    assert len(naps) == 2 and room.recipients == [A]


def test_a_content_that_is_put_off_is_tried_again(room: Mailroom, port: int) -> None:
    room.data_answers = ["452 disk full"]
    book = Notebook()
    assert send(port, book, A).sent == (A,)
    assert room.recipients == [A] and book.states() == {A: State.SENT}


def test_a_content_that_is_refused_is_final(room: Mailroom, port: int) -> None:
    room.data_answers = ["554 looks like spam"]
    book = Notebook()
    assert send(port, book, A, B).failed == ((A, "554 looks like spam"),)
    assert book.states() == {A: State.REFUSED, B: State.SENT}


def test_what_stays_put_off_waits_for_a_later_call(room: Mailroom, port: int) -> None:
    room.answers[A] = ["451 later"] * TRIES
    book = Notebook()
    first = send(port, book, A, B)
    assert (first.sent, first.waiting) == ((B,), (A,))
    assert send(port, book, A, B) == Delivery((A,), (B,), ())
    assert room.recipients == [B, A]


def test_a_server_that_is_down_loses_nothing(room: Mailroom) -> None:
    closed = free_port()
    book, naps = Notebook(), list[float]()
    down = send(closed, book, A, naps=naps, admin="admin@so.example")
    assert down.waiting == (A,) and len(naps) == 2 * (TRIES - 1)
    with smtp_server(room) as port:
        assert send(port, book, A, admin="admin@so.example").sent == (A,)
    assert room.recipients == [A], "nothing is left to tell the administrator"


def test_a_server_that_looks_into_the_content_for_long_is_waited_for(room: Mailroom, port: int, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(send_module, "TIMEOUT", 1.0)
    room.before_answer = lambda step: time.sleep(2.0) if step == "data" else None
    book = Notebook()
    done = send(port, book, A, B, admin="admin@so.example")
    assert done == Delivery((A, B), (), ()) and book.states() == {A: State.SENT, B: State.SENT}
    assert room.recipients == [A, B]


def test_a_server_too_slow_to_talk_to_is_tried_later_and_nobody_is_mailed_twice(
    room: Mailroom, port: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(send_module, "TIMEOUT", 0.2)
    room.before_answer = lambda step: time.sleep(0.6)
    book = Notebook()
    assert send(port, book, A, B).waiting == (A, B)
    assert room.recipients == [] and set(book.states().values()) == {State.PREPARED}
    monkeypatch.undo()
    room.before_answer = lambda step: None
    assert send(port, book, A, B) == Delivery((A, B), (), ()) and room.recipients == [A, B]


def test_a_connection_lost_behind_the_content_is_never_sent_twice(room: Mailroom, port: int) -> None:
    room.data_answers = ["hang up"]
    book = Notebook()
    done = send(port, book, A, B, admin="admin@so.example")
    assert room.recipients == [A, B, "admin@so.example"]
    assert [to for to, _ in done.failed] == [A] and "có thể đã đến nơi" in done.failed[0][1]
    assert send(port, book, A, B).before == (A, B)


def test_a_crash_between_sending_and_recording_mails_nobody_twice(room: Mailroom, port: int) -> None:
    book = Notebook()

    def die() -> None:
        raise SystemExit("killed")

    book.record = lambda *_: die()  # type: ignore[method-assign]
    with pytest.raises(SystemExit):
        send(port, book, A, B)
    assert room.recipients == [A]
    survivor = Notebook(book.rows)
    done = send(port, survivor, A, B)
    assert done.sent == (B,) and [to for to, _ in done.failed] == [A]
    assert room.recipients == [A, B]


def test_a_crash_before_sending_is_made_good(room: Mailroom, port: int) -> None:
    book = Notebook()

    def die() -> None:
        raise SystemExit("killed")

    book.before_claim = die
    with pytest.raises(SystemExit):
        send(port, book, A)
    assert send(port, Notebook(book.rows), A).sent == (A,) and room.recipients == [A]


def test_two_processes_at_once_send_once(room: Mailroom, port: int) -> None:
    book = Notebook()
    book.before_claim = lambda: send(port, Notebook(book.rows), A)  # type: ignore[assignment, return-value]
    assert send(port, book, A) == Delivery((), (A,), ())
    assert room.recipients == [A]


def test_an_address_that_is_none_is_refused_alone(room: Mailroom, port: int) -> None:
    done = send(port, Notebook(), "x@so.example\r\nBcc: evil@so.example", "đ@so.example", A)
    assert done.sent == (A,) and len(done.failed) == 2 and done.waiting == ()
    assert room.recipients == [A]


@pytest.fixture
def trust(tmp_path: Path) -> tuple[ssl.SSLContext, ssl.SSLContext]:
    return certificates(tmp_path)


def account(scheme: str, port: int, password: str = PASSWORD) -> str:
    return f"{scheme}://{USER}:{quote(password, safe='')}@127.0.0.1:{port}"


@pytest.mark.filterwarnings("ignore:Requiring AUTH:UserWarning")  # the server knows STARTTLS as the only TLS
@pytest.mark.parametrize(("scheme", "implicit"), [("smtp+starttls", False), ("smtps", True)])
def test_encrypted_and_logged_in(room: Mailroom, trust: tuple[ssl.SSLContext, ssl.SSLContext], scheme: str, implicit: bool) -> None:
    server, client = trust
    with smtp_server(room, certificate=server, implicit=implicit, login=True) as port:
        assert send(port, Notebook(), A, url=account(scheme, port), context=client).sent == (A,)
    assert room.encrypted == [True] and room.logins == [USER]


def test_a_wrong_password_is_told_and_can_be_put_right(room: Mailroom, trust: tuple[ssl.SSLContext, ssl.SSLContext]) -> None:
    server, client = trust
    book, naps = Notebook(), list[float]()
    with smtp_server(room, certificate=server, login=True) as port:
        wrong = send(port, book, A, url=account("smtp+starttls", port, "no"), context=client, naps=naps)
        assert wrong.waiting == (A,) and "535" in wrong.failed[0][1] and naps == []
        assert send(port, book, A, url=account("smtp+starttls", port), context=client).sent == (A,)


def test_a_certificate_nobody_vouches_for_gets_no_password(room: Mailroom, trust: tuple[ssl.SSLContext, ssl.SSLContext]) -> None:
    server, _ = trust
    with smtp_server(room, certificate=server, login=True) as port:
        done = send(port, Notebook(), A, url=account("smtp+starttls", port))
    assert done.waiting == (A,) and "certificate" in done.failed[0][1].lower()
    assert room.logins == [] and room.mails == []


def test_a_server_without_starttls_gets_no_password(room: Mailroom, port: int) -> None:
    done = send(port, Notebook(), A, url=account("smtp+starttls", port))
    assert done.waiting == (A,) and room.logins == [] and room.mails == []


@pytest.mark.parametrize(
    ("url", "expected"),
    [
        ("smtp://mail.example", ("mail.example", 25, "none", None, None)),
        ("smtps://mail.example", ("mail.example", 465, "tls", None, None)),
        ("smtp+starttls://u%40x:p%2F%3A@mail.example", ("mail.example", 587, "starttls", "u@x", "p/:")),
        ("smtp://[::1]:2525", ("::1", 2525, "none", None, None)),
    ],
)
def test_addresses_of_servers(url: str, expected: tuple[Any, ...]) -> None:
    server = Server.parse(url)
    assert (server.host, server.port, server.security, server.user, server.password) == expected


@pytest.mark.parametrize("url", ["mail.example:25", "http://mail.example", "smtp://", "smtp://u:secret@host:port", ""])
def test_a_bad_address_is_told_without_the_password(url: str) -> None:
    with pytest.raises(MailError) as caught:
        Server.parse(url)
    assert "MUCDO_SMTP_URL" in str(caught.value) and "secret" not in str(caught.value)


def test_a_server_never_shows_its_password() -> None:
    assert "geheim" not in repr(Server.parse("smtp://u:geheim@mail.example"))
