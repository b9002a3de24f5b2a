"""Telling the administrator that portals turned bad: one message for a night's alarms, once; and an offer after three suspect nights.

It goes by mail, and to the channels that are set. Each way keeps its own record, so that one that is away repeats nothing on another.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from email.message import EmailMessage
from email.utils import format_datetime

from crawler.config import TIME_ZONE, Settings
from scheduler.channels import Channel, Matter, channels_of, tell, to_tell
from scheduler.health import PortalState, offered
from scheduler.mail.policy import MAIL_POLICY
from scheduler.mail.posting import StoredOutbox
from scheduler.mail.send import Server, State, message_id, notify
from scheduler.messages import say
from scheduler.nightly import latest_night, unfinished
from scheduler.runner import dead_worker
from storage.engine import Store
from storage.outbox import mail_state
from storage.queries.people import AlarmRecord, alarms, mark_alarm_sent
from storage.queries.portals import StoredPortal, list_portals
from storage.queries.runs import list_runs
from storage.runs import Run, claim_slot, last_states
from storage.slots import hold_slot, slot_holder

KIND = "alarms"
AT_LATEST = timedelta(hours=5)  # after the night's hour: a slow portal must not hold back what is known of the others
HELD = timedelta(minutes=30)  # after which a scheduler that went away is not waited for
_NIGHTS = 3

Sleep = Callable[[float], None]


def tell_alarms(store: Store, settings: Settings, hour: time, now: datetime, by: str, sleep: Sleep, lang: str = "vi") -> bool:
    """Tell the administrator what nobody was told of yet. Whether something still waits for the mail server or a channel.

    A night's alarms wait for its end, so that one message names them all. Raises `MailError` and `ChannelError` for settings that
    cannot be used.
    """
    channels = channels_of(settings)
    mailed = bool(settings.admin_email and settings.smtp_url and settings.mail_from)
    if not (mailed or channels):
        return False
    night = latest_night(now, hour)
    if unfinished(store, night) and now < datetime.combine(night, hour, TIME_ZONE) + AT_LATEST:
        return False
    words = _Words(store, lang)
    offers = _offers(store)
    told = [_mail(store, settings, words, offers, night, now, by, sleep)] if mailed else []
    told += [_Announcer(store, channel, words, now, by).tell(night, offers) for channel in channels]
    return any(told)


@dataclass(frozen=True, slots=True)
class Offer:
    """A portal that has looked suspect for three nights, with the run that a person may accept."""

    alarm: AlarmRecord
    run: Run


def _offers(store: Store) -> list[Offer]:
    found = []
    with store.read() as connection:
        for alarm in alarms(connection, open_only=True):
            states = [PortalState.SUSPECT if one == "suspect" else PortalState.OK for one in last_states(connection, alarm.portal, _NIGHTS)]
            if alarm.state == PortalState.SUSPECT and offered(states):
                run = next(run for run in list_runs(connection, portal=alarm.portal) if run.state == "suspect")
                found.append(Offer(alarm, run))
    return found


class _Words:
    """What is said, as title and body."""

    def __init__(self, store: Store, lang: str) -> None:
        self._lang = lang
        with store.read() as connection:
            self._portals = {portal.id: portal for portal in list_portals(connection)}

    def alarms(self, found: Sequence[AlarmRecord], night: date) -> tuple[str, str]:
        body = "\n\n".join([*(self._alarm(alarm) for alarm in found), self._say("kept")])
        return self._say("subject", number=len(found), night=night), body

    def offer(self, offer: Offer) -> tuple[str, str]:
        portal = offer.alarm.portal
        lines = [
            self._say("offer", name=self._portals[portal].name or portal, portal=portal),
            *(self._say("reason", reason=reason) for reason in offer.run.health.splitlines()),
            self._say("offer_do", run=str(offer.run.id)),
        ]
        return self._say("offer_subject", portal=portal), "\n".join(lines)

    def _alarm(self, alarm: AlarmRecord) -> str:
        portal: StoredPortal = self._portals[alarm.portal]
        state = say(f"mail.outcome.{alarm.state}", self._lang)
        name = portal.name or portal.id
        lines = [self._say("portal", name=name, portal=portal.id, url=portal.url, state=state, since=alarm.raised_on)]
        lines += [self._say("reason", reason=reason) for reason in alarm.reasons.splitlines()]
        if alarm.cleared_on is not None:
            return "\n".join([*lines, self._say("recovered", on=alarm.cleared_on)])
        return "\n".join([*lines, self._say(f"do.{alarm.state}", run=str(alarm.run), portal=portal.id)])

    def _say(self, key: str, **values: object) -> str:
        return say(f"alarm.{key}", self._lang, **values)


def _mail(
    store: Store, settings: Settings, words: _Words, offers: Sequence[Offer], night: date, now: datetime, by: str, sleep: Sleep
) -> bool:
    """By mail; whether it waits for the server."""
    post = _Post(store, settings, now, sleep)
    with store.read() as connection:
        unsent = alarms(connection, unsent_only=True)
        holder = slot_holder(connection, KIND, night)
    offers = [offer for offer in offers if not post.told(offer)]
    if not unsent and not offers:
        return False
    slot = hold_slot(store, KIND, night, by, now, now - HELD, dead_worker(holder))
    if slot is None:
        return False
    waiting = bool(unsent) and post.alarms(slot, unsent, night, words)
    return any([post.offer(offer, words, by) for offer in offers]) or waiting


class _Post:
    """Hands mails over to the administrator."""

    def __init__(self, store: Store, settings: Settings, now: datetime, sleep: Sleep) -> None:
        self._store = store
        self._server = Server.parse(settings.smtp_url or "")
        self._sender = settings.mail_from or ""
        self._admin = settings.admin_email or ""
        self._now = now
        self._sleep = sleep

    def alarms(self, slot: int, unsent: Sequence[AlarmRecord], night: date, words: _Words) -> bool:
        """One mail about these; whether it waits. What was handed over, or may have been, is marked and not told again."""
        about = f"alarms {min(a.id for a in unsent)}-{max(a.id for a in unsent)}, {len(unsent)}"
        if self._send(slot, night, about, *words.alarms(unsent, night)):
            return True
        with self._store.write() as connection:
            for alarm in unsent:
                mark_alarm_sent(connection, alarm.id, self._now)
        return False

    def offer(self, offer: Offer, words: _Words, by: str) -> bool:
        """Ask a person about a portal that stays suspect; whether the mail waits."""
        slot, _ = claim_slot(self._store, KIND, offer.alarm.raised_on, by, self._now)
        return self._send(slot, offer.alarm.raised_on, f"offer {offer.alarm.id}", *words.offer(offer))

    def told(self, offer: Offer) -> bool:
        """Whether the offer of an alarm has gone out."""
        alarm = offer.alarm
        ident = message_id(f"{KIND}.{alarm.raised_on}", f"{self._admin} (offer {alarm.id})", self._sender)
        with self._store.read() as connection:
            return mail_state(connection, ident) not in (None, State.PREPARED)

    def _send(self, slot: int, day: date, about: str, subject: str, words: str) -> bool:
        message = EmailMessage(policy=MAIL_POLICY)
        message["Subject"] = " ".join(subject.split())
        message["Date"] = format_datetime(self._now)
        message.set_content(words + "\n")
        outbox = StoredOutbox(self._store, slot, self._now, self._sleep)
        return notify(self._server, self._sender, f"{KIND}.{day}", self._admin, about, message, outbox, self._sleep)


class _Announcer:
    """Tells one channel of the alarms of this night and the one before, and of offers."""

    def __init__(self, store: Store, channel: Channel, words: _Words, now: datetime, by: str) -> None:
        self._store = store
        self._channel = channel
        self._words = words
        self._now = now
        self._by = by

    def tell(self, night: date, offers: Sequence[Offer]) -> bool:
        """Whether something waits for the channel."""
        with self._store.read() as connection:
            found = alarms(connection)
        waiting = [self._alarms(day, [alarm for alarm in found if alarm.raised_on == day]) for day in (night - timedelta(days=1), night)]
        waiting += [self._one(offer.alarm.raised_on, f"offer {offer.alarm.id}", *self._words.offer(offer)) for offer in offers]
        return any(waiting)

    def _alarms(self, day: date, found: Sequence[AlarmRecord]) -> bool:
        if not found:
            return False
        outbox = self._outbox(day)
        matters = {f"alarm {alarm.id}": alarm for alarm in found}
        fresh = to_tell(self._channel, [Matter(f"{KIND}.{day}", about) for about in matters], outbox)
        return bool(fresh) and tell(self._channel, fresh, *self._words.alarms([matters[m.about] for m in fresh], day), outbox)

    def _one(self, day: date, about: str, title: str, body: str) -> bool:
        outbox = self._outbox(day)
        fresh = to_tell(self._channel, [Matter(f"{KIND}.{day}", about)], outbox)
        return bool(fresh) and tell(self._channel, fresh, title, body, outbox)

    def _outbox(self, day: date) -> StoredOutbox:
        slot, _ = claim_slot(self._store, KIND, day, self._by, self._now)
        return StoredOutbox(self._store, slot, self._now)
