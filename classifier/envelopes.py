"""JSON behind a guard, or whose data are texts inside it: written as JSON once more, or as the base64 of that."""

from __future__ import annotations

import base64
import binascii
import json
import re
from typing import Any

from classifier.references import joined

_DEPTH = 3  # objects within objects in which such a text is looked for; a record's own texts are its own
_FEWEST = 8  # characters of base64 that hold anything
_BASE64 = re.compile(r"[A-Za-z0-9+/_\s-]+={0,2}\s*")
_HEAD = 8  # characters of base64 by whose start it is known whether JSON is inside
# What is written before JSON so that no page can run it as a script; the page whose it is takes it away.
_GUARD = re.compile(
    r"\s*(?:\)\]\}'?,?|(?:while|if)\s*\(\s*(?:1|0|true|false)\s*\)\s*;?|for\s*\(\s*;\s*;\s*\)\s*;?|throw\s[^;\n{\[]{0,60};?|\{\}\s*&&|&{2,4}\w{1,20}&{2,4}"
    r"|/\*)\s*(?=[{\[])"
)
_GUARDED = 100  # characters in which it stands


def bare(text: str) -> str:
    """An answer without the guard before its JSON."""
    guard = _GUARD.match(text[:_GUARDED])
    if guard is None:
        return text
    return text[guard.end() :].rstrip().removesuffix("*/") if "/*" in guard[0] else text[guard.end() :]


def opened(text: str) -> Any:
    """What a JSON answer says, with the texts that are data themselves opened in place, and what it names in the places where it is named.

    Raises ValueError or RecursionError for what is no JSON.
    """
    return joined(_opened(json.loads(bare(text)), 0))


def _opened(value: Any, depth: int) -> Any:
    if isinstance(value, dict) and depth < _DEPTH:
        return {key: _opened(within, depth + 1) for key, within in value.items()}
    if isinstance(value, str):
        try:
            data = json.loads(_decoded(value))
        except (ValueError, RecursionError):
            return value
        return _opened(data, depth + 1) if isinstance(data, dict | list) and depth < _DEPTH else value
    return value


def _decoded(value: str) -> str:
    """The JSON that a text may be. Raises ValueError for one that surely is none."""
    if value[:1] in ("{", "["):
        return value
    if len(value) < _FEWEST or not _opens(value[:_HEAD]) or not _BASE64.fullmatch(value):
        raise ValueError("neither JSON nor its base64")
    return _raw(value).decode("utf-8-sig")


def _opens(head: str) -> bool:
    """Whether the first letters of base64 are those of an object or an array."""
    try:
        return _raw(head).removeprefix(b"\xef\xbb\xbf").lstrip()[:1] in (b"{", b"[")
    except binascii.Error:
        return False


def _raw(value: str) -> bytes:
    bare = "".join(value.split()).rstrip("=").replace("-", "+").replace("_", "/")
    return base64.b64decode(bare + "=" * (-len(bare) % 4), validate=True)
