"""Who gets the digest, who may log in, and the alarms that somebody has to be told of."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import Connection, delete, select, update

from storage.models import Alarm, Recipient, UserAccount
from storage.writing import clean, upsert


@dataclass(frozen=True, slots=True)
class RecipientRecord:
    """Who gets the digest; `province` "" = all. `reports`: whether the periodic reports too."""

    email: str
    province: str
    lang: str
    reports: bool = False


@dataclass(frozen=True, slots=True)
class UserRecord:
    name: str
    password_hash: str
    role: str


@dataclass(frozen=True, slots=True)
class AlarmRecord:
    """A portal that turned bad. `sent_at` None = nobody was told yet; `cleared_on` None = it still is."""

    id: int
    portal: str
    state: str
    reasons: str
    run: int
    raised_on: date
    cleared_on: date | None
    sent_at: datetime | None


def list_recipients(connection: Connection) -> list[RecipientRecord]:
    query = select(Recipient.email, Recipient.province, Recipient.lang, Recipient.reports).order_by(Recipient.email, Recipient.province)
    return [RecipientRecord(*row) for row in connection.execute(query)]


def save_recipient(connection: Connection, recipient: RecipientRecord, at: datetime) -> None:
    """Add a recipient, or change the language and the wishes of one."""
    email, province = clean(recipient.email), clean(recipient.province)
    row = {"email": email, "province": province, "lang": recipient.lang, "reports": recipient.reports, "added_at": at}
    upsert(connection, Recipient, [row])


def remove_recipient(connection: Connection, email: str, province: str | None = None) -> int:
    """Remove an address from one province's digest, or from all. Returns how many entries went."""
    statement = delete(Recipient).where(Recipient.email == email)
    return int(connection.execute(statement if province is None else statement.where(Recipient.province == province)).rowcount)


def list_users(connection: Connection) -> list[UserRecord]:
    u = UserAccount
    return [UserRecord(*row) for row in connection.execute(select(u.name, u.password_hash, u.role).order_by(u.name))]


def find_user(connection: Connection, name: str) -> UserRecord | None:
    u = UserAccount
    row = connection.execute(select(u.name, u.password_hash, u.role).where(u.name == name)).first()
    return None if row is None else UserRecord(*row)


def save_user(connection: Connection, user: UserRecord, at: datetime) -> None:
    row = {"name": clean(user.name), "password_hash": user.password_hash, "role": user.role, "added_at": at}
    upsert(connection, UserAccount, [row])


def remove_user(connection: Connection, name: str) -> bool:
    return bool(connection.execute(delete(UserAccount).where(UserAccount.name == name)).rowcount)


def alarms(connection: Connection, *, unsent_only: bool = False, open_only: bool = False) -> list[AlarmRecord]:
    """Alarms, the newest first."""
    a = Alarm
    query = select(a.id, a.portal_id, a.state, a.reasons, a.run_id, a.raised_on, a.cleared_on, a.sent_at).order_by(
        a.raised_on.desc(), a.id.desc()
    )
    if unsent_only:
        query = query.where(a.sent_at.is_(None))
    if open_only:
        query = query.where(a.cleared_on.is_(None))
    return [AlarmRecord(*row) for row in connection.execute(query)]


def mark_alarm_sent(connection: Connection, alarm: int, at: datetime) -> None:
    connection.execute(update(Alarm).where(Alarm.id == alarm).values(sent_at=at))
