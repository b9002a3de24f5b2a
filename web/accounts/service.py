"""Logging in and out, sessions and API keys. What a browser or program holds is random; the database knows only hashes of it."""

from __future__ import annotations

import secrets
from collections.abc import Callable
from datetime import datetime, timedelta
from hashlib import sha256

import structlog

from crawler.config import Settings
from scheduler.runner import wall_clock
from storage import accounts as rows
from storage.accounts import KeyRecord
from storage.engine import Store
from storage.queries.people import UserRecord, find_user, save_user
from web.accounts.doorman import Doorman
from web.accounts.passwords import hash_password, outdated, password_fits
from web.accounts.people import Role, User, valid_name

IDLE = timedelta(hours=12)
LONGEST = timedelta(days=7)
_TOUCH = timedelta(minutes=5)  # between two records that a session or key is in use
_KEYS = 20  # of one user
KEY_PREFIX = "mucdo_"

log = structlog.get_logger(__name__)


class LoginRefusedError(Exception):
    """Name and password do not fit together."""


class TooManyTriesError(Exception):
    """Too many failures; `seconds` until the next try is looked at."""

    def __init__(self, seconds: float) -> None:
        super().__init__(f"wait {seconds:.0f} s")
        self.seconds = seconds


def secret_of(settings: Settings, store: Store, at: datetime) -> str:
    """`MUCDO_SECRET_KEY`, or the one that was made at the first start and is kept in the database."""
    if settings.secret_key:
        return settings.secret_key
    with store.write() as connection:
        return rows.kept_value(connection, "secret_key", secrets.token_urlsafe(32), at)


class Accounts:
    """The accounts of one installation. `clock`: real time, even when `MUCDO_NOW` stands for the service's."""

    def __init__(self, store: Store, clock: Callable[[], datetime] = wall_clock) -> None:
        self._store = store
        self._clock = clock
        self._doorman = Doorman(store, clock)

    def now(self) -> datetime:
        return self._clock()

    def log_in(self, name: str, password: str, client: str, old_session: str = "") -> str:
        """A new session's token. Whatever session the browser came with ends: a planted one is worth nothing afterwards.

        Raises `LoginRefusedError` and `TooManyTriesError`.
        """
        known = valid_name(name) or "?"
        wait = self._doorman.admit(known, client)
        if wait > 0:
            log.warning("login.too_many", client=client)
            raise TooManyTriesError(wait)
        with self._store.read() as connection:
            user = find_user(connection, known)
        if not password_fits(password, user.password_hash if user else None) or user is None:
            log.warning("login.refused", client=client)  # never the name: people type passwords there
            raise LoginRefusedError
        self._doorman.succeeded(known, client)
        token, now = secrets.token_urlsafe(32), self._clock()
        with self._store.write() as connection:
            if outdated(user.password_hash):
                save_user(connection, UserRecord(user.name, hash_password(password), user.role), now)
            rows.end_session(connection, _hash(old_session))
            rows.forget_old_sessions(connection, now - LONGEST, now - IDLE)
            rows.begin_session(connection, _hash(token), user.name, now)
        log.info("login", user=user.name, client=client)
        return token

    def log_out(self, token: str) -> None:
        with self._store.write() as connection:
            rows.end_session(connection, _hash(token))

    def user_of_session(self, token: str) -> User | None:
        """Who holds a session; None for one that ended, is too old, or never was."""
        now, hashed = self._clock(), _hash(token)
        with self._store.read() as connection:
            found = rows.find_session(connection, hashed, now - LONGEST, now - IDLE)
        if found is None:
            return None
        if now - found.seen_at > _TOUCH:
            with self._store.write() as connection:
                rows.touch_session(connection, hashed, now)
        return User(found.user, Role(found.role))

    def user_of_key(self, key: str) -> User | None:
        """For whom a program with this key acts."""
        if not key.startswith(KEY_PREFIX):
            return None
        now = self._clock()
        with self._store.read() as connection:
            found = rows.find_key(connection, _hash(key))
        if found is None:
            return None
        if found.used_at is None or now - found.used_at > _TOUCH:
            with self._store.write() as connection:
                rows.touch_key(connection, found.id, now)
        return User(found.user, Role(found.role))

    def make_key(self, user: str, label: str) -> str | None:
        """A new key, shown this once; None when the user has too many."""
        key = KEY_PREFIX + secrets.token_urlsafe(32)
        with self._store.write() as connection:
            if len(rows.keys_of(connection, user)) >= _KEYS:
                return None
            rows.add_key(connection, _hash(key), key[: len(KEY_PREFIX) + 4], label.strip()[:100], user, self._clock())
        return key

    def keys_of(self, user: str) -> list[KeyRecord]:
        with self._store.read() as connection:
            return rows.keys_of(connection, user)

    def remove_key(self, user: str, key: int) -> bool:
        with self._store.write() as connection:
            return rows.remove_key(connection, key, user)

    def set_password(self, name: str, password: str, role: Role | None = None, *, keep: str = "") -> None:
        """Give a user a password (and a role), making the user when new. All sessions but `keep` end.

        Raises `PasswordRefusedError`.
        """
        hashed = hash_password(password)
        with self._store.write() as connection:
            before = find_user(connection, name)
            wanted = role or (Role(before.role) if before else Role.OFFICER)
            save_user(connection, UserRecord(name, hashed, wanted), self._clock())
            rows.end_sessions_of(connection, name, but=_hash(keep) if keep else b"")

    def password_is(self, name: str, password: str, client: str) -> bool:
        """Whether somebody who is logged in knows the password; counted like a login. Raises `TooManyTriesError`."""
        wait = self._doorman.admit(name, client)
        if wait > 0:
            raise TooManyTriesError(wait)
        with self._store.read() as connection:
            user = find_user(connection, name)
        fits = password_fits(password, user.password_hash if user else None)
        if fits:
            self._doorman.succeeded(name, client)
        return fits


def _hash(token: str) -> bytes:
    return sha256(token.encode()).digest()
