"""Telling the administrator that portals turned bad: one mail for a night's alarms, once; and an offer after three suspect nights."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date, datetime, time, timedelta
from email import policy
from email.message import EmailMessage
from email.utils import format_datetime

from crawler.config import TIME_ZONE, Settings
from scheduler.health import PortalState, offered
from scheduler.mail.send import Server, State, message_id, notify
from scheduler.mail.service import StoredOutbox
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
    """Mail what nobody was told of yet to the administrator. Whether something still waits for the mail server.

    A night's alarms wait for its end, so that one mail names them all. Raises `MailError` for settings that cannot be used.
    """
    if settings.admin_email is None or settings.smtp_url is None or settings.mail_from is None:
        return False
    post = _Post(store, Server.parse(settings.smtp_url), settings.mail_from, settings.admin_email, now, lang, sleep)
    night = latest_night(now, hour)
    if unfinished(store, night) and now < datetime.combine(night, hour, TIME_ZONE) + AT_LATEST:
        return False
    with store.read() as connection:
        unsent = alarms(connection, unsent_only=True)
        offers = [(alarm, run) for alarm, run in _offers(store) if not post.told(alarm)]
        holder = slot_holder(connection, KIND, night)
    if not unsent and not offers:
        return False
    slot = hold_slot(store, KIND, night, by, now, now - HELD, dead_worker(holder))
    if slot is None:
        return False
    waiting = bool(unsent) and post.alarms(slot, unsent, night)
    return any([post.offer(alarm, run, by) for alarm, run in offers]) or waiting


def _offers(store: Store) -> list[tuple[AlarmRecord, Run]]:
    """Suspect portals that have looked so for three nights, with the run that a person may accept."""
    found = []
    with store.read() as connection:
        for alarm in alarms(connection, open_only=True):
            states = [PortalState.SUSPECT if one == "suspect" else PortalState.OK for one in last_states(connection, alarm.portal, _NIGHTS)]
            if alarm.state == PortalState.SUSPECT and offered(states):
                found.append((alarm, next(run for run in list_runs(connection, portal=alarm.portal) if run.state == "suspect")))
    return found


class _Post:
    """Composes and hands over."""

    def __init__(self, store: Store, server: Server, sender: str, admin: str, now: datetime, lang: str, sleep: Sleep) -> None:
        self._store = store
        self._server = server
        self._sender = sender
        self._admin = admin
        self._now = now
        self._lang = lang
        self._sleep = sleep
        with store.read() as connection:
            self._portals = {portal.id: portal for portal in list_portals(connection)}

    def alarms(self, slot: int, unsent: Sequence[AlarmRecord], night: date) -> bool:
        """One mail about these; whether it waits. What was handed over, or may have been, is marked and not told again."""
        words = "\n\n".join([*(self._alarm(alarm) for alarm in unsent), self._say("kept")])
        subject = self._say("subject", number=len(unsent), night=night)
        about = f"alarms {min(a.id for a in unsent)}-{max(a.id for a in unsent)}, {len(unsent)}"
        if self._send(slot, f"{KIND}.{night}", about, subject, words):
            return True
        with self._store.write() as connection:
            for alarm in unsent:
                mark_alarm_sent(connection, alarm.id, self._now)
        return False

    def offer(self, alarm: AlarmRecord, run: Run, by: str) -> bool:
        """Ask a person about a portal that stays suspect; whether the mail waits."""
        slot, _ = claim_slot(self._store, KIND, alarm.raised_on, by, self._now)
        name = self._portals[alarm.portal].name or alarm.portal
        lines = [
            self._say("offer", name=name, portal=alarm.portal),
            *(self._say("reason", reason=reason) for reason in run.health.splitlines()),
            self._say("offer_do", run=str(run.id)),
        ]
        subject = self._say("offer_subject", portal=alarm.portal)
        return self._send(slot, f"{KIND}.{alarm.raised_on}", f"offer {alarm.id}", subject, "\n".join(lines))

    def told(self, alarm: AlarmRecord) -> bool:
        """Whether the offer of an alarm has gone out."""
        ident = message_id(f"{KIND}.{alarm.raised_on}", f"{self._admin} (offer {alarm.id})", self._sender)
        with self._store.read() as connection:
            return mail_state(connection, ident) not in (None, State.PREPARED)

    def _alarm(self, alarm: AlarmRecord) -> str:
        portal: StoredPortal = self._portals[alarm.portal]
        state = say(f"mail.outcome.{alarm.state}", self._lang)
        name = portal.name or portal.id
        lines = [self._say("portal", name=name, portal=portal.id, url=portal.url, state=state, since=alarm.raised_on)]
        lines += [self._say("reason", reason=reason) for reason in alarm.reasons.splitlines()]
        if alarm.cleared_on is not None:
            return "\n".join([*lines, self._say("recovered", on=alarm.cleared_on)])
        return "\n".join([*lines, self._say(f"do.{alarm.state}", run=str(alarm.run), portal=portal.id)])

    def _send(self, slot: int, name: str, about: str, subject: str, words: str) -> bool:
        message = EmailMessage(policy=policy.SMTP)
        message["Subject"] = " ".join(subject.split())
        message["Date"] = format_datetime(self._now)
        message.set_content(words + "\n")
        outbox = StoredOutbox(self._store, slot, self._now)
        return notify(self._server, self._sender, name, self._admin, about, message, outbox, self._sleep)

    def _say(self, key: str, **values: object) -> str:
        return say(f"alarm.{key}", self._lang, **values)
