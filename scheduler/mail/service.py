"""The digest of a week for everybody on the list: composed once per group of recipients, written to files or sent."""

from __future__ import annotations

import ssl
import time
from collections import defaultdict
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from email.message import EmailMessage
from pathlib import Path

from classifier.text import fold
from crawler.config import Settings
from scheduler.channels import Matter, channels_of, tell, to_tell
from scheduler.mail.compose import compose, summary, write
from scheduler.mail.gather import gather, parse_week
from scheduler.mail.send import Delivery, Letter, MailError, Server, State, deliver
from storage.engine import Store
from storage.outbox import claim_mail, mail_tries, prepare_mail, record_mail
from storage.queries.people import list_recipients
from storage.runs import claim_slot, finish_slot

KIND = "digest"


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


def write_digest(store: Store, week: str, folder: Path, at: datetime) -> list[Path]:
    """The mails of a week as .eml and .html, two files per group; without recipients one mail about all provinces."""
    groups = recipient_groups(store) or (RecipientGroup((), "vi", ()),)
    paths: list[Path] = []
    for group in groups:
        paths += write(_composed(store, week, group, at), folder, f"digest-{week}-{group.name}")
    return paths


def send_digest(
    store: Store,
    week: str,
    settings: Settings,
    at: datetime,
    worker: str,
    *,
    context: ssl.SSLContext | None = None,
    sleep: Callable[[float], None] = time.sleep,
    last: bool = True,
) -> Delivery:
    """Send the mails of a week, each recipient at most once however often and by however many processes this is called.

    `last`: nothing else of the week waits, so that its slot ends when nobody waits for a mail.
    Raises `MailError` when the settings name no server or no sender.
    """
    if settings.smtp_url is None or settings.mail_from is None:
        raise MailError("set MUCDO_SMTP_URL (smtp+starttls://user:pass@host:587) and MUCDO_MAIL_FROM (an address) to send mails")
    server = Server.parse(settings.smtp_url)
    slot, _ = claim_slot(store, KIND, slot_day(week), worker, at)
    letters: list[Letter] = []
    for group in recipient_groups(store):
        message = _composed(store, week, group, at)
        letters += [Letter(email, message) for email in group.emails]
    done = deliver(
        server,
        settings.mail_from,
        f"{KIND}.{week}",
        letters,
        StoredOutbox(store, slot, at),
        at,
        admin=settings.admin_email,
        context=context,
        sleep=sleep,
    )
    if last and not done.waiting:
        finish_slot(store, slot, at)
    return done


def announce_digest(store: Store, week: str, settings: Settings, at: datetime, worker: str) -> bool:
    """Tell each channel the summary of a week about all provinces, once; whether it waits for one. Raises `ChannelError`."""
    channels = channels_of(settings)
    if not channels:
        return False
    slot, _ = claim_slot(store, KIND, slot_day(week), worker, at)
    outbox = StoredOutbox(store, slot, at)
    matters = [Matter(f"{KIND}.{week}", "summary")]
    fresh = [channel for channel in channels if to_tell(channel, matters, outbox)]
    if not fresh:
        return False
    title, body = summary(gather(store, week, (), "vi", at))
    return any([tell(channel, matters, title, body, outbox) for channel in fresh])


def slot_day(week: str) -> date:
    """The Monday on which the mail of a week goes out."""
    return parse_week(week)[1] + timedelta(days=1)


def _composed(store: Store, week: str, group: RecipientGroup, at: datetime) -> EmailMessage:
    return compose(gather(store, week, group.provinces, group.lang, at), group.lang)


class StoredOutbox:
    """The record of one slot's mails in the database."""

    def __init__(self, store: Store, slot: int, at: datetime) -> None:
        self._store = store
        self._slot = slot
        self._at = at

    def prepare(self, recipient: str, ident: str) -> State:
        with self._store.write() as connection:
            return State(prepare_mail(connection, self._slot, recipient, ident, self._at))

    def claim(self, ident: str) -> bool:
        with self._store.write() as connection:
            return claim_mail(connection, ident)

    def record(self, ident: str, state: State, error: str = "") -> None:
        with self._store.write() as connection:
            record_mail(connection, ident, state, error, self._at if state is State.SENT else None)

    def tries(self, ident: str) -> int:
        with self._store.read() as connection:
            return mail_tries(connection, ident)
