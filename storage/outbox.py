"""The record of mails: made before a mail is handed over, claimed by one process, moved on afterwards."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Connection, select, update

from storage.models import EmailSent
from storage.writing import clean, insert_new


@dataclass(frozen=True, slots=True)
class MailRecord:
    """One mail of one slot. `state`: prepared, sending, sent, refused, failed."""

    recipient: str
    message_id: str
    state: str
    tries: int
    error: str
    sent_at: datetime | None


_E = EmailSent


def prepare_mail(connection: Connection, slot: int, recipient: str, message_id: str, at: datetime) -> str:
    """Make the row of a slot and recipient if it is not there; the state it is in."""
    to = clean(recipient)
    row = {"slot_id": slot, "recipient": to, "message_id": message_id, "state": "prepared", "tries": 0, "error": "", "recorded_at": at}
    insert_new(connection, _E, [row])
    return connection.execute(select(_E.state).where(_E.slot_id == slot, _E.recipient == to)).scalar_one()


def claim_mail(connection: Connection, message_id: str) -> bool:
    """Take a prepared mail for sending; False when it is no longer prepared.

    One that stays `sending` was cut off between sending and recording: whether it left is unknown, and it is not sent again.
    """
    free = update(_E).where(_E.message_id == message_id, _E.state == "prepared")
    return connection.execute(free.values(state="sending", tries=_E.tries + 1).returning(_E.id)).first() is not None


def record_mail(connection: Connection, message_id: str, state: str, error: str, sent_at: datetime | None) -> None:
    """Move a mail to a state."""
    values = {"state": state, "error": clean(error)[:500], "sent_at": sent_at}
    connection.execute(update(_E).where(_E.message_id == message_id).values(values))


def mail_state(connection: Connection, message_id: str) -> str | None:
    """The state of a mail; None when none was prepared."""
    return connection.execute(select(_E.state).where(_E.message_id == message_id)).scalar()


def mails_of(connection: Connection, slot: int) -> list[MailRecord]:
    """The record of a slot, by recipient."""
    query = select(_E.recipient, _E.message_id, _E.state, _E.tries, _E.error, _E.sent_at).where(_E.slot_id == slot)
    return [MailRecord(*row) for row in connection.execute(query.order_by(_E.recipient))]


def mail_tries(connection: Connection, message_id: str) -> int:
    """How often a mail was taken for sending."""
    return connection.execute(select(_E.tries).where(_E.message_id == message_id)).scalar() or 0
