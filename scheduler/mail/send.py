"""Sending: at most once to each recipient of a slot, whatever crashes; one refused recipient stops nobody else.

The order is record `sending`, hand over, record `sent`. What an earlier process left at `sending` may have arrived, so it is told
to the administrator and never sent again. A hand-over is tried again only where the server cannot have taken the mail; what could
not be handed over stays `prepared`, so that a later call for the same slot sends it.
"""

from __future__ import annotations

import smtplib
import ssl
import time
from collections.abc import Callable, Sequence
from copy import deepcopy
from dataclasses import dataclass, field
from datetime import datetime
from email.message import EmailMessage
from email.utils import format_datetime, parseaddr
from enum import StrEnum
from hashlib import sha256
from typing import Protocol
from urllib.parse import unquote, urlsplit

import structlog
from tenacity import RetryCallState, Retrying, retry_if_exception_type, stop_after_attempt, wait_random_exponential

from scheduler.mail.policy import MAIL_POLICY
from scheduler.messages import say

log = structlog.get_logger(__name__)

TRIES = 4
_UNCERTAIN = "uncertain"
TIMEOUT = 30.0  # seconds for each step of the conversation before the content: who is slower is tried again
# Who has the content is waited for as RFC 5321 (4.5.3.2.6) asks: to give up would leave unknown what became of the mail.
PATIENCE = 600.0
_SECURITY = {"smtp": "none", "smtps": "tls", "smtp+starttls": "starttls"}
_PORTS = {"none": 25, "tls": 465, "starttls": 587}


class State(StrEnum):
    """The states of `email_sent`. `refused` (by the server) and `failed` (interrupted, may have arrived) are final for the slot."""

    PREPARED = "prepared"
    SENDING = "sending"
    SENT = "sent"
    REFUSED = "refused"
    FAILED = "failed"


class MailError(ValueError):
    """The mail settings cannot be used; the message names the setting and the remedy."""


class _NotNow(Exception):
    """The server has surely not taken the mail, and another try may succeed."""


class _Unusable(Exception):
    """The server will not work with these settings (login, sender, encryption): trying again at once is useless."""


class _Refused(Exception):
    """The server will not take this mail for this recipient."""


@dataclass(frozen=True, slots=True)
class Server:
    """Where mails are handed over. `repr` never shows the password."""

    host: str
    port: int
    security: str
    user: str | None = None
    password: str | None = field(default=None, repr=False)

    @classmethod
    def parse(cls, url: str) -> Server:
        """`smtp://`, `smtps://` or `smtp+starttls://[user:pass@]host[:port]`. Raises `MailError` (without the password in it)."""
        try:
            parts = urlsplit(url)
            security, host, port = _SECURITY.get(parts.scheme), parts.hostname, parts.port
        except ValueError:
            raise MailError("MUCDO_SMTP_URL is not an address: write smtp+starttls://user:pass@host:587") from None
        if security is None or not host:
            raise MailError("MUCDO_SMTP_URL must begin with smtp://, smtps:// or smtp+starttls:// and name a host")
        user, password = (unquote(value) if value else None for value in (parts.username, parts.password))
        return cls(host, port or _PORTS[security], security, user, password)


class Outbox(Protocol):
    """The record of what was sent in one slot; each call is its own short transaction."""

    def prepare(self, recipient: str, ident: str) -> State:
        """Make the row of a Message-ID if it is not there; the state it is in."""

    def claim(self, ident: str) -> bool:
        """Move the row from `prepared` to `sending`; False when it is no longer `prepared`: another process has it."""

    def record(self, ident: str, state: State, error: str = "") -> None: ...


@dataclass(frozen=True, slots=True)
class Letter:
    """One mail for one recipient; `message` is shared by the group and copied when it is addressed."""

    recipient: str
    message: EmailMessage


@dataclass(frozen=True, slots=True)
class Delivery:
    """What became of a slot's mails. `before`: settled by an earlier call or in other hands. `failed`: recipient and reason.

    `waiting`: those of `failed` that a later call will try again.
    """

    sent: tuple[str, ...]
    before: tuple[str, ...]
    failed: tuple[tuple[str, str], ...]
    waiting: tuple[str, ...] = ()


def message_id(slot: str, recipient: str, sender: str) -> str:
    """The same for every try of one slot and recipient, so that servers and readers can tell a doublet."""
    domain = parseaddr(sender)[1].rpartition("@")[2] or "mucdo.invalid"
    digest = sha256(f"{slot} {recipient}".encode()).hexdigest()[:24]
    return f"<{slot}.{digest}@{domain}>"


def deliver(
    server: Server,
    sender: str,
    slot: str,
    letters: Sequence[Letter],
    outbox: Outbox,
    at: datetime,
    *,
    admin: str | None = None,
    lang: str = "vi",
    context: ssl.SSLContext | None = None,
    sleep: Callable[[float], None] = time.sleep,
) -> Delivery:
    """Send the letters of a slot and tell the administrator once about those that could not be.

    `slot` names kind and day ("digest.2026-11-23"). Calling it again sends only what no call has begun to send. Never raises for
    what a server does.
    """
    courier = _Courier(server, sender, context, sleep)
    sent, before, failed, waiting = [], [], [], []
    try:
        for letter in letters:
            state, error = _one(courier, slot, letter, outbox, lang)
            if state is None:
                before.append(letter.recipient)
            elif state is State.SENT:
                sent.append(letter.recipient)
            else:
                failed.append((letter.recipient, error))
                if state is State.PREPARED:
                    waiting.append(letter.recipient)
        if failed and admin:
            _tell(courier, slot, failed, outbox, at, admin, lang)
    finally:
        courier.close()
    return Delivery(tuple(sent), tuple(before), tuple(failed), tuple(waiting))


def _one(courier: _Courier, slot: str, letter: Letter, outbox: Outbox, lang: str) -> tuple[State | None, str]:
    """The state a letter ends in now, and why; None when an earlier call settled it or another process has it."""
    ident = message_id(slot, letter.recipient, courier.sender)
    state = outbox.prepare(letter.recipient, ident)
    if state is State.SENDING:
        state, error = State.FAILED, _UNCERTAIN
    elif state is State.PREPARED:
        try:
            message = addressed(letter.message, courier.sender, letter.recipient, ident)
        except ValueError as fault:
            state, error = State.REFUSED, str(fault)
        else:
            state, error = courier.hand_over(message, letter.recipient, ident, outbox)
    else:
        return None, ""
    if state is State.SENDING:
        return None, ""
    if error == _UNCERTAIN:
        error = say("mail.failures.uncertain", lang)
    outbox.record(ident, state, error)
    log.info("mail", slot=slot, recipient=letter.recipient, state=state.value, error=error)
    return state, error


def _tell(courier: _Courier, slot: str, failed: Sequence[tuple[str, str]], outbox: Outbox, at: datetime, admin: str, lang: str) -> None:
    """One mail to the administrator about a slot; it has its own row in the record, so a retry does not repeat it."""
    message = EmailMessage(policy=MAIL_POLICY)
    message["Subject"] = say("mail.failures.subject", lang, number=len(failed), slot=slot)
    message["Date"] = format_datetime(at)
    message.set_content("\n".join(say("mail.failures.line", lang, recipient=who, error=" ".join(why.split())) for who, why in failed))
    _hand_over_once(courier, slot, admin, "failures", message, outbox)


def notify(
    server: Server, sender: str, slot: str, to: str, about: str, message: EmailMessage, outbox: Outbox, sleep: Callable[[float], None]
) -> bool:
    """One mail about a matter of the slot, sent once however often this is called; whether it still waits for the server."""
    courier = _Courier(server, sender, None, sleep)
    try:
        return _hand_over_once(courier, slot, to, about, message, outbox) is State.PREPARED
    finally:
        courier.close()


def _hand_over_once(courier: _Courier, slot: str, to: str, about: str, message: EmailMessage, outbox: Outbox) -> State:
    """The matter has its own row in the record, so a retry does not repeat it."""
    name = f"{to} ({about})"
    ident = message_id(slot, name, courier.sender)
    state = outbox.prepare(name, ident)
    if state is not State.PREPARED:
        return state
    state, error = courier.hand_over(addressed(message, courier.sender, to, ident), to, ident, outbox)
    if state is not State.SENDING:
        outbox.record(ident, state, error)
    if state is not State.SENT:
        log.error("administrator not reached", slot=slot, about=about, error=error)
    return state


def addressed(message: EmailMessage, sender: str, recipient: str, ident: str) -> EmailMessage:
    """A copy of a composed mail with its envelope headers. Raises `ValueError` for an address with line breaks in it."""
    copy = deepcopy(message)
    for name, value in (("From", sender), ("To", recipient), ("Message-ID", ident)):
        del copy[name]
        copy[name] = value
    return copy


class _Courier:
    """One connection that is opened when first needed and opened anew after a fault."""

    def __init__(self, server: Server, sender: str, context: ssl.SSLContext | None, sleep: Callable[[float], None]) -> None:
        self.server = server
        self.sender = sender
        self._context = context
        self._sleep = sleep
        self._smtp: smtplib.SMTP | None = None

    def hand_over(self, message: EmailMessage, recipient: str, ident: str, outbox: Outbox) -> tuple[State, str]:
        """The state after all tries, and why; `sending` when another process has the mail."""
        retrying = Retrying(
            stop=stop_after_attempt(TRIES),
            wait=wait_random_exponential(multiplier=2, max=60),
            retry=retry_if_exception_type(_NotNow),
            sleep=self._sleep,
            reraise=True,
            after=_logged,
        )
        try:
            return retrying(self._attempt, message.as_bytes(), recipient, ident, outbox), ""
        except (_NotNow, _Unusable) as error:
            return State.PREPARED, str(error)
        except _Refused as error:
            return State.REFUSED, str(error)
        except (smtplib.SMTPException, OSError) as error:
            log.warning("connection lost while the content was sent", recipient=recipient, error=str(error))
            self.close()
            return State.FAILED, _UNCERTAIN

    def close(self) -> None:
        if self._smtp is not None:
            try:
                self._smtp.quit()
            except (smtplib.SMTPException, OSError):
                self._smtp.close()
            self._smtp = None

    def _attempt(self, content: bytes, recipient: str, ident: str, outbox: Outbox) -> State:
        try:
            smtp = self._connected()
            _expect(smtp.mail(parseaddr(self.sender)[1]), _Unusable)
            _expect(smtp.rcpt(recipient), _Refused)
        except (smtplib.SMTPException, OSError) as error:
            self.close()
            raise _translated(error, _Unusable) from error
        except UnicodeEncodeError as error:
            self.close()
            raise _Refused(f"not an address that mail servers take: {error.object!r}") from error
        except (_NotNow, _Unusable, _Refused):
            self.close()
            raise
        if not outbox.claim(ident):
            self.close()
            return State.SENDING
        try:
            _expect(self._content(smtp, content), _Refused)
        except (smtplib.SMTPDataError, _NotNow, _Refused) as error:
            outbox.record(ident, State.PREPARED)
            self.close()
            raise _translated(error, _Refused) from error
        return State.SENT

    def _content(self, smtp: smtplib.SMTP, content: bytes) -> tuple[int, bytes]:
        if smtp.sock is not None:
            smtp.sock.settimeout(PATIENCE)
        answer = smtp.data(content)
        if smtp.sock is not None:
            smtp.sock.settimeout(TIMEOUT)
        return answer

    def _connected(self) -> smtplib.SMTP:
        if self._smtp is None:
            self._smtp = self._open()
        return self._smtp

    def _open(self) -> smtplib.SMTP:
        server, context = self.server, self._context or ssl.create_default_context()
        if server.security == "tls":
            smtp: smtplib.SMTP = smtplib.SMTP_SSL(server.host, server.port, timeout=TIMEOUT, context=context)
        else:
            smtp = smtplib.SMTP(server.host, server.port, timeout=TIMEOUT)
        try:
            if server.security == "starttls":
                smtp.starttls(context=context)
            smtp.ehlo_or_helo_if_needed()
            if server.user is not None:
                smtp.login(server.user, server.password or "")
        except (smtplib.SMTPException, OSError):
            smtp.close()
            raise
        return smtp


def _expect(answer: tuple[int, bytes], final: type[Exception]) -> None:
    code, words = answer
    if code >= 400:
        raise _translated(smtplib.SMTPResponseException(code, words), final)


def _translated(error: Exception, final: type[Exception]) -> Exception:
    """A code of 500 or more is the server's last word (`final`); everything else may pass."""
    if isinstance(error, _NotNow | _Refused | _Unusable):
        return error
    if isinstance(error, smtplib.SMTPResponseException):
        words = error.smtp_error.decode("utf-8", "replace") if isinstance(error.smtp_error, bytes) else str(error.smtp_error)
        text = f"{error.smtp_code} {' '.join(words.split())}"[:300]
        return final(text) if error.smtp_code >= 500 else _NotNow(text)
    if isinstance(error, smtplib.SMTPNotSupportedError | ssl.SSLCertVerificationError):
        return final(str(error)[:300])
    return _NotNow(str(error)[:300] or type(error).__name__)


def _logged(state: RetryCallState) -> None:
    error = state.outcome.exception() if state.outcome else None
    log.warning("mail not handed over", attempt=state.attempt_number, error=str(error))
