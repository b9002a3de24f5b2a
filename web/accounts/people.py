"""Who a user is and what the roles are. Needs none of the packages of the web extra."""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import StrEnum

_NAME = re.compile(r"[a-z0-9][a-z0-9._@-]{0,63}")


class Role(StrEnum):
    """What a person may do: an officer checks any address and writes annotations, an administrator manages users besides."""

    OFFICER = "officer"
    ADMIN = "admin"


@dataclass(frozen=True, slots=True)
class User:
    """Who is asking."""

    name: str
    role: Role

    @property
    def admin(self) -> bool:
        return self.role is Role.ADMIN


def valid_name(text: str) -> str | None:
    """A user's name as it is kept, None when it cannot be one."""
    name = text.strip().lower()
    return name if _NAME.fullmatch(name) else None
