"""Passwords: kept as argon2id hashes, checked at the same price whether the name exists or not."""

from __future__ import annotations

import threading
import unicodedata
from functools import cache

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerificationError

SHORTEST, LONGEST = 10, 200  # characters

_hasher = PasswordHasher()  # the library's defaults follow RFC 9106
# Each check takes 64 MiB for a moment: a crowd at the door must not take all memory.
_at_once = threading.BoundedSemaphore(2)


class PasswordRefusedError(ValueError):
    """A password that is too short or too long; `str` is the key of the message."""


def hash_password(password: str) -> str:
    """The hash to keep. Raises `PasswordRefusedError`."""
    if not SHORTEST <= len(password) <= LONGEST:
        raise PasswordRefusedError("account.password_length")
    with _at_once:
        return _hasher.hash(_same_bytes(password))


def password_fits(password: str, kept: str | None) -> bool:
    """Whether a password belongs to a hash; `None` (no such user) takes as long and is never right."""
    with _at_once:
        try:
            return _hasher.verify(kept or _nobody(), _same_bytes(password[:LONGEST])) and kept is not None
        except (VerificationError, InvalidHashError):
            return False


def outdated(kept: str) -> bool:
    """Whether a hash was made with weaker parameters than today's."""
    return _hasher.check_needs_rehash(kept)


def _same_bytes(password: str) -> bytes:
    """Vietnamese keyboards write the same letters composed or decomposed: both are the same password."""
    return unicodedata.normalize("NFKC", password).encode()


@cache
def _nobody() -> str:
    return _hasher.hash(b"nobody has this password")
