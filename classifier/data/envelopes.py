"""Answers that hold data, whatever their spelling: JSON, with or without a guard before it, an object as code writes it, data handed to a
function, XML.

Texts inside that are data themselves are opened in place: JSON once more, the base64 of that, what `escape()` made of a text.
"""

from __future__ import annotations

import base64
import binascii
import json
import re
from typing import Any

from classifier.data.literals import handed, literal
from classifier.data.references import joined
from classifier.data.xmldata import is_xml, xml_data

_DEPTH = 3  # objects within objects in which such a text is looked for; a record's own texts are its own
_DEEPEST = 12  # floors on which texts are looked for that were escaped
_FEWEST = 8  # characters of base64 that hold anything
_BASE64 = re.compile(r"[A-Za-z0-9+/_\s-]+={0,2}\s*")
_HEAD = 8  # characters of base64 by whose start it is known whether JSON is inside
_ESCAPED = re.compile(r"(?:[A-Za-z0-9@*_+./-]|%u[0-9A-Fa-f]{4}|%[0-9A-Fa-f]{2})*+")
_ESCAPE = re.compile(r"%u([0-9A-Fa-f]{4})|%([0-9A-Fa-f]{2})")
_CALLED = re.compile(r"[A-Za-z_$/]")
# What is written before JSON so that no page can run it as a script; the page whose it is takes it away.
_GUARD = re.compile(
    r"\s*(?:\)\]\}'?,?|(?:while|if)\s*\(\s*(?:1|0|true|false)\s*\)\s*;?|for\s*\(\s*;\s*;\s*\)\s*;?|throw\s[^;\n{\[]{0,60};?|\{\}\s*&&|&{2,4}\w{1,20}&{2,4}"
    r"|/\*)\s*(?=[{\[])"
)
_GUARDED = 100  # characters in which it stands


def unguarded(text: str) -> str:
    """An answer without the guard before its JSON."""
    guard = _GUARD.match(text[:_GUARDED])
    if guard is None:
        return text
    return text[guard.end() :].rstrip().removesuffix("*/") if "/*" in guard[0] else text[guard.end() :]


def opened(text: str) -> Any:
    """What an answer says, with the texts that are data themselves opened in place, and what it names in the places where it is named.

    Raises ValueError or RecursionError for what is no data.
    """
    told = _opened(_spelled(unguarded(text)), 0)
    return joined(_unescaped(told, 0) if "%u" in text else told)


def may_be_data(text: str, content_type: str) -> bool:
    """Whether an answer begins as data do, told by its first characters. A script is one only where it is sent as one or as plain text."""
    head = unguarded(text[:4000]).lstrip("\ufeff \t\r\n(")
    kind = content_type.lower()
    if head[:1] in ("{", "["):
        return True
    if head[:1] == "<":
        return ("xml" in kind or head.startswith("<?xml")) and is_xml(text)  # what comes without a type is a page, or a part of one
    scripted = "javascript" in kind or "json" in kind or "text/plain" in kind
    return scripted and _CALLED.match(head) is not None and _is_handed(head)


def _is_handed(head: str) -> bool:
    """Whether a script begins by handing data to a function."""
    try:
        return handed(f"{head.rstrip().rstrip(';')})")[:1] in ("{", "[", '"', "'")
    except ValueError:
        return False


def _spelled(text: str) -> Any:
    """The value of an answer, by the first spelling in which it is one."""
    try:
        return json.loads(text)
    except ValueError:
        bare = text.lstrip("\ufeff \t\r\n")
    if bare[:1] == "<":
        return xml_data(bare)
    if bare[:1] not in ("{", "[", "("):
        bare = handed(bare)
    if bare[:1] in ("'", '"'):  # a text in which the data are
        (bare,) = literal(f"[{bare}]")
    try:
        return json.loads(bare)
    except ValueError:
        return literal(bare)


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


def _unescaped(value: Any, depth: int) -> Any:
    """Data with the texts read that code would hand to `unescape()`: "%u1EA1" for a letter, "%20" for a space."""
    if isinstance(value, str):
        return (
            _ESCAPE.sub(lambda match: chr(int(match[1] or match[2], 16)), value) if "%u" in value and _ESCAPED.fullmatch(value) else value
        )
    if isinstance(value, dict) and depth < _DEEPEST:
        return {key: _unescaped(within, depth + 1) for key, within in value.items()}
    if isinstance(value, list) and depth < _DEEPEST:
        return [_unescaped(within, depth + 1) for within in value]
    return value


def _decoded(value: str) -> str:
    """The JSON that a text may be. Raises ValueError for one that surely is none."""
    if value[:1] in ("{", "["):
        return value
    if len(value) < _FEWEST or not _opens(value[:_HEAD]) or not _BASE64.fullmatch(value):
        raise ValueError("neither JSON nor its base64")
    return from_base64(value).decode("utf-8-sig")


def _opens(head: str) -> bool:
    """Whether the first letters of base64 are those of an object or an array."""
    try:
        return from_base64(head).removeprefix(b"\xef\xbb\xbf").lstrip()[:1] in (b"{", b"[")
    except binascii.Error:
        return False


def from_base64(value: str) -> bytes:
    """What a text in base64 holds, in either alphabet, with or without its padding. Raises binascii.Error, a ValueError."""
    bare = "".join(value.split()).rstrip("=").replace("-", "+").replace("_", "/")
    return base64.b64decode(bare + "=" * (-len(bare) % 4), validate=True)
