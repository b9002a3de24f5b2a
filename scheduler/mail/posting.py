"""The mails of one slot: claimed, handed over, recorded, and ended when nobody waits for one any more."""

from __future__ import annotations

import ssl
import time
from collections import defaultdict
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime
from email.message import EmailMessage

import structlog

from classifier.words.text import fold
from crawler.config import Settings
from scheduler.mail.send import Delivery, Letter, MailError, Server, State, deliver
from storage.engine import Store
from storage.errors import StoreError
from storage.outbox import claim_mail, mail_tries, prepare_mail, record_mail
from storage.queries.people import list_recipients
from storage.runs import claim_slot, finish_slot

RECORD_WAITS = (1.0, 2.0, 5.0, 10.0, 20.0, 30.0, 30.0)  # seconds between two tries to record what became of a mail

log = structlog.get_logger(__name__)


@dataclass(frozen=True, slots=True)
class RecipientGroup:
    """Recipients who get the same mail. `provinces` empty = all."""

    provinces: tuple[str, ...]
    lang: str
    emails: tuple[str, ...]

    @property
    def name(self) -> str:
        """A file name for the group."""
        scope = "-".join(fold(province).replace(" ", "-") for province in self.provinces) or "all"
        return f"{scope[:80]}-{self.lang}".replace("/", "-")


def recipient_groups(store: Store, *, reports: bool = False) -> tuple[RecipientGroup, ...]:
    """Everybody on the list, grouped by the provinces they asked for and their language; each address is in one group.

    `reports`: only those who asked for the periodic reports, with the provinces they asked them for.
    """
    with store.read() as connection:
        rows = [row for row in list_recipients(connection) if row.reports or not reports]
    provinces: dict[str, list[str]] = defaultdict(list)
    langs = {row.email: row.lang for row in rows}
    for row in rows:
        provinces[row.email].append(row.province)
    groups: dict[tuple[tuple[str, ...], str], list[str]] = defaultdict(list)
    for email, wanted in provinces.items():
        groups[() if "" in wanted else tuple(sorted(wanted)), langs[email]].append(email)
    return tuple(RecipientGroup(scope, lang, tuple(emails)) for (scope, lang), emails in sorted(groups.items()))


@dataclass(frozen=True, slots=True)
class Mailing:
    """What goes out in one slot. `name` is part of every Message-ID; `compose` gives the mail of a group, None = nothing for it.

    `last`: nothing else of the slot waits, so that it ends when nobody waits for a mail.
    """

    kind: str
    day: date
    name: str
    groups: tuple[RecipientGroup, ...]
    compose: Callable[[RecipientGroup], EmailMessage | None]
    last: bool = True


def post(
    store: Store,
    settings: Settings,
    mailing: Mailing,
    at: datetime,
    worker: str,
    *,
    context: ssl.SSLContext | None = None,
    sleep: Callable[[float], None] = time.sleep,
) -> Delivery:
    """Send a mailing, each recipient at most once however often and by however many processes this is called.

    Raises `MailError` when the settings name no server or no sender.
    """
    if settings.smtp_url is None or settings.mail_from is None:
        raise MailError("set MUCDO_SMTP_URL (smtp+starttls://user:pass@host:587) and MUCDO_MAIL_FROM (an address) to send mails")
    server = Server.parse(settings.smtp_url)
    slot, _ = claim_slot(store, mailing.kind, mailing.day, worker, at)
    letters: list[Letter] = []
    for group in mailing.groups:
        message = mailing.compose(group)
        letters += [Letter(email, message) for email in group.emails] if message else []
    done = deliver(
        server,
        settings.mail_from,
        f"{mailing.kind}.{mailing.name}",
        letters,
        StoredOutbox(store, slot, at, sleep),
        at,
        admin=settings.admin_email,
        context=context,
        sleep=sleep,
    )
    if mailing.last and not done.waiting:
        finish_slot(store, slot, at)
    return done


class StoredOutbox:
    """The record of one slot's mails in the database. `sleep`: waits where the database takes no word."""

    def __init__(self, store: Store, slot: int, at: datetime, sleep: Callable[[float], None] = time.sleep) -> None:
        self._store = store
        self._slot = slot
        self._at = at
        self._sleep = sleep

    def prepare(self, recipient: str, ident: str) -> State:
        with self._store.write() as connection:
            return State(prepare_mail(connection, self._slot, recipient, ident, self._at))

    def claim(self, ident: str) -> bool:
        with self._store.write() as connection:
            return claim_mail(connection, ident)

    def record(self, ident: str, state: State, error: str = "") -> None:
        """Kept trying for a while: what became of a mail that left is known here only."""
        for wait in (*RECORD_WAITS, None):
            try:
                with self._store.write() as connection:
                    record_mail(connection, ident, state, error, self._at if state is State.SENT else None)
                return
            except StoreError as fault:
                log.warning("mail.not_recorded", ident=ident, state=state.value, error=str(fault))
                if wait is None:
                    raise
            self._sleep(wait)

    def tries(self, ident: str) -> int:
        with self._store.read() as connection:
            return mail_tries(connection, ident)
