"""Parameters that are data of their own, packed into one value: JSON as it is, or in base64, with or without escapes inside."""

from __future__ import annotations

import base64
import binascii
import json
import re
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any
from urllib.parse import quote, unquote

from classifier.data.envelopes import from_base64

LONGEST = 8000  # characters of one value
_BASE64 = re.compile(r"[A-Za-z0-9+/ _-]{8,}={0,2}")  # a "+" that nobody escaped arrives as a space


@dataclass(frozen=True, slots=True)
class Packed:
    """The data in a value, and how other data are packed in the same spelling."""

    data: Any
    pack: Callable[[str], str]

    def packed(self, data: Any) -> str:
        """Other data as the portal would send them."""
        return self.pack(json.dumps(data, ensure_ascii=False, separators=(",", ":")))


def unpacked(value: str) -> Packed | None:
    """The object that a parameter holds; None where it holds a word, a number or a mark that says nothing."""
    if not value or len(value) > LONGEST:
        return None
    if value[0] in "{[":
        return _read(value, str)
    if not _BASE64.fullmatch(value):
        return None
    try:
        text = from_base64(value.replace(" ", "+")).decode()
    except (binascii.Error, UnicodeDecodeError):
        return None
    if text[:3].lower() in {"%7b", "%5b"}:
        return _read(unquote(text), lambda said: _as_before(quote(said, safe="!~*'()-._"), value))
    return _read(text, lambda said: _as_before(said, value)) if text[:1] in {"{", "["} else None


def _read(text: str, pack: Callable[[str], str]) -> Packed | None:
    try:
        data = json.loads(text)
    except (ValueError, RecursionError):
        return None
    return Packed(data, pack) if isinstance(data, dict | list) and data else None


def _as_before(text: str, old: str) -> str:
    """A text in the base64 that an earlier value of the parameter was in.

    The alphabet for addresses where that one shows it, or leaves the padding out; of what may be either the usual one.
    """
    for_addresses = bool(re.search(r"[-_]", old)) or (not old.endswith("=") and len(old) % 4 != 0)
    encoded = (base64.urlsafe_b64encode if for_addresses else base64.b64encode)(text.encode()).decode()
    return encoded.rstrip("=") if for_addresses and not old.endswith("=") else encoded
