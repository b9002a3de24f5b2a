"""Sessions, API keys and failed logins. Secrets never come here: callers hand in hashes."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Connection, delete, insert, select, update

from storage.models import ApiKey, KeptValue, LoginFailure, UserAccount, WebSession
from storage.writing import clean, insert_new, upsert


@dataclass(frozen=True, slots=True)
class SessionRecord:
    """A session with the role that its person has now."""

    user: str
    role: str
    began_at: datetime
    seen_at: datetime


@dataclass(frozen=True, slots=True)
class KeyRecord:
    id: int
    hint: str
    label: str
    user: str
    role: str
    made_at: datetime
    used_at: datetime | None


@dataclass(frozen=True, slots=True)
class Failures:
    """Failed logins in a row. `subject`: what they are counted by."""

    subject: str
    failures: int
    last_at: datetime


_U, _S, _K, _F = UserAccount, WebSession, ApiKey, LoginFailure
_KEY = (_K.id, _K.hint, _K.label, _K.user_name, _U.role, _K.made_at, _K.used_at)


def kept_value(connection: Connection, name: str, made: str, at: datetime) -> str:
    """The value kept under a name; `made` becomes it when there is none. Several processes that start together get the same."""
    insert_new(connection, KeptValue, [{"name": name, "value": made, "made_at": at}])
    return connection.execute(select(KeptValue.value).where(KeptValue.name == name)).scalar_one()


def begin_session(connection: Connection, token_hash: bytes, user: str, at: datetime) -> None:
    connection.execute(insert(_S), [{"token_hash": token_hash, "user_name": user, "began_at": at, "seen_at": at}])


def find_session(connection: Connection, token_hash: bytes, began_after: datetime, seen_after: datetime) -> SessionRecord | None:
    """The session behind a token, unless it is too old or was idle for too long."""
    query = select(_S.user_name, _U.role, _S.began_at, _S.seen_at).join(_U, _U.name == _S.user_name)
    row = connection.execute(query.where(_S.token_hash == token_hash, _S.began_at > began_after, _S.seen_at > seen_after)).first()
    return None if row is None else SessionRecord(*row)


def touch_session(connection: Connection, token_hash: bytes, at: datetime) -> None:
    connection.execute(update(_S).where(_S.token_hash == token_hash).values(seen_at=at))


def end_session(connection: Connection, token_hash: bytes) -> bool:
    return bool(connection.execute(delete(_S).where(_S.token_hash == token_hash)).rowcount)


def end_sessions_of(connection: Connection, user: str, *, but: bytes = b"") -> int:
    """Log a person out everywhere, except from the session `but`."""
    return int(connection.execute(delete(_S).where(_S.user_name == user, _S.token_hash != but)).rowcount)


def forget_old_sessions(connection: Connection, began_before: datetime, seen_before: datetime) -> int:
    return int(connection.execute(delete(_S).where((_S.began_at <= began_before) | (_S.seen_at <= seen_before))).rowcount)


def add_key(connection: Connection, key_hash: bytes, hint: str, label: str, user: str, at: datetime) -> None:
    row = {"key_hash": key_hash, "hint": hint, "label": clean(label), "user_name": user, "made_at": at, "used_at": None}
    connection.execute(insert(_K), [row])


def find_key(connection: Connection, key_hash: bytes) -> KeyRecord | None:
    row = connection.execute(select(*_KEY).join(_U, _U.name == _K.user_name).where(_K.key_hash == key_hash)).first()
    return None if row is None else KeyRecord(*row)


def touch_key(connection: Connection, key: int, at: datetime) -> None:
    connection.execute(update(_K).where(_K.id == key).values(used_at=at))


def keys_of(connection: Connection, user: str) -> list[KeyRecord]:
    query = select(*_KEY).join(_U, _U.name == _K.user_name).where(_K.user_name == user).order_by(_K.made_at, _K.id)
    return [KeyRecord(*row) for row in connection.execute(query)]


def remove_key(connection: Connection, key: int, user: str) -> bool:
    return bool(connection.execute(delete(_K).where(_K.id == key, _K.user_name == user)).rowcount)


def failures_of(connection: Connection, subjects: Sequence[str]) -> list[Failures]:
    """The failures of subjects, held until the transaction ends, so that nobody counts on from the same number."""
    query = select(_F.subject, _F.failures, _F.last_at).where(_F.subject.in_(list(subjects))).order_by(_F.subject).with_for_update()
    return [Failures(*row) for row in connection.execute(query)]


def save_failures(connection: Connection, failures: Sequence[Failures]) -> None:
    upsert(connection, _F, [{"subject": clean(f.subject), "failures": f.failures, "last_at": f.last_at} for f in failures])


def forget_failures(connection: Connection, subjects: Sequence[str] = (), *, before: datetime | None = None) -> None:
    """Forget the failures of subjects, or all whose last is older than `before`."""
    connection.execute(delete(_F).where(_F.subject.in_(list(subjects)) if before is None else _F.last_at < before))
