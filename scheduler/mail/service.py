"""The digest of a week for everybody on the list: composed once per group of recipients, written to files or sent."""

from __future__ import annotations

import ssl
import time
from collections.abc import Callable, Sequence
from datetime import date, datetime, timedelta
from email.message import EmailMessage
from pathlib import Path

from crawler.config import Settings
from scheduler.channels import Matter, channels_of, tell, to_tell
from scheduler.mail.compose import compose, summary, write
from scheduler.mail.gather import gather, parse_week
from scheduler.mail.posting import Mailing, RecipientGroup, StoredOutbox, post, recipient_groups
from scheduler.mail.send import Delivery
from storage.engine import Store
from storage.runs import claim_slot

KIND = "digest"


def write_digest(
    store: Store, week: str, folder: Path, at: datetime, langs: Sequence[str] = (), *, web_url: str | None = None
) -> list[Path]:
    """The mails of a week as .eml and .html, two files per group; without recipients one mail about all provinces.

    `langs`: write each in these languages, whatever its recipients read. `web_url`: where people reach the dashboard.
    """
    groups = recipient_groups(store) or (RecipientGroup((), "vi", ()),)
    if langs:
        scopes = dict.fromkeys(group.provinces for group in groups)
        groups = tuple(RecipientGroup(provinces, lang, ()) for provinces in scopes for lang in langs)
    paths: list[Path] = []
    for group in groups:
        paths += write(_composed(store, week, group, at, web_url), folder, f"digest-{week}-{group.name}")
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
    mailing = Mailing(
        KIND, slot_day(week), week, recipient_groups(store), lambda group: _composed(store, week, group, at, settings.web_url), last
    )
    return post(store, settings, mailing, at, worker, context=context, sleep=sleep)


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
    title, body = summary(gather(store, week, (), "vi", at, settings.web_url))
    return any([tell(channel, matters, title, body, outbox) for channel in fresh])


def slot_day(week: str) -> date:
    """The Monday on which the mail of a week goes out."""
    return parse_week(week)[1] + timedelta(days=1)


def _composed(store: Store, week: str, group: RecipientGroup, at: datetime, web_url: str | None) -> EmailMessage:
    return compose(gather(store, week, group.provinces, group.lang, at, web_url), group.lang)
