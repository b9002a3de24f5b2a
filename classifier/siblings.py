"""Whether two addresses of one kind are those of two records, or of two pages of one."""

from __future__ import annotations

import re
from urllib.parse import parse_qsl, urlsplit

from classifier.targets import title_in

NUMBER = re.compile(r"\d{2,}|[0-9a-f]{8,}", re.IGNORECASE)
_ID_NAME = re.compile(r"id$|^ma|code|key", re.IGNORECASE)


def of_another(url: str, here: str) -> bool:
    """Whether an address of the same kind is that of another record, and not of another part of this one: its path differs, or an id."""
    if (title := title_in(url)) and title == title_in(here):
        return False
    there, now = urlsplit(url), urlsplit(here)
    known = dict(parse_qsl(now.query))
    changed = [
        (name, _last_parts(value)) for name, value in parse_qsl(there.query) if _last_parts(known.get(name, "")) != _last_parts(value)
    ]
    return there.path != now.path or any(
        NUMBER.search(value) or (_ID_NAME.search(name) and any(c.isdigit() for c in value)) for name, value in changed
    )


def _last_parts(value: str) -> str:
    """What names the record in a parameter: of one that is a path of its own (Oracle's `app:page:session:…`), what follows these three."""
    parts = value.split(":")
    return ":".join(parts[3:]) if len(parts) > 3 else value
