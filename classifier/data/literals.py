"""Data that a page's script would run: objects as code writes them (`{id: 'a', leaf: true,}`), alone or handed to a function.

Nothing is run. What is more than a literal, such as a call or a sum, is no data.
"""

from __future__ import annotations

import json
import re
from typing import Any

_SPACE = r"(?:\s|/\*(?:[^*]|\*(?!/))*\*/|//[^\n]*\n)*+"
_TOKEN = re.compile(
    rf"""{_SPACE}(?:(?P<double>"(?:[^"\\\n]|\\.)*+")|(?P<single>'(?:[^'\\\n]|\\.)*+')|(?P<number>-?\d[\d.]*+(?:[eE][+-]?\d+)?)"""
    r"""|(?P<name>[A-Za-z_$][\w$]*+)|(?P<mark>[{}\[\],:]))""",
    re.DOTALL,
)
# `cb({…});`, `/**/ a.b({…})`, `typeof f === 'function' && f([…])`
_HANDED = re.compile(
    rf"{_SPACE}(?:(?:typeof\s+[\w$.]{{1,100}}\s*===?\s*['\"]function['\"]|[\w$.]{{1,100}})\s*&&\s*)?(?:window\.)?[\w$.]{{1,100}}"
    r"(?:\[['\"][\w$.]{1,100}['\"]\])?\s*\("
)
_CONSTANTS = {"true": "true", "false": "false", "null": "null", "undefined": "null", "NaN": "null"}
_ESCAPE = re.compile(r"\\(u[0-9a-fA-F]{4}|x[0-9a-fA-F]{2}|.)", re.DOTALL)
_ESCAPED = {"n": "\n", "t": "\t", "r": "\r", "b": "\b", "f": "\f", "v": "\v", "0": "\0", "\n": ""}


def literal(text: str) -> Any:
    """The value of an object or array as code writes it. Raises ValueError for anything else, RecursionError for one too deep."""
    return json.loads("".join(_as_json(_bare(text))))


def handed(text: str) -> str:
    """What a script hands to the function that waits for it, as it is written between the brackets. Raises ValueError."""
    call = _HANDED.match(text)
    rest = text[call.end() :].rstrip().rstrip(";").rstrip() if call is not None else ""
    if not rest.endswith(")"):
        raise ValueError("no call, or more than one")
    return rest[:-1].strip()


def _bare(text: str) -> str:
    """A literal without the brackets that make a statement of it: `({…})`."""
    text = text.strip().rstrip(";").rstrip()
    return text[1:-1] if text[:1] == "(" and text[-1:] == ")" else text


def _as_json(text: str) -> list[str]:
    if text.lstrip()[:1] not in ("{", "["):
        raise ValueError("no object")
    pieces: list[str] = []
    place = 0
    while place < len(text):
        match = _TOKEN.match(text, place)
        if match is None:
            if text[place:].strip():
                raise ValueError("more than a literal")
            break
        place = match.end()
        kind, said = match.lastgroup, match[match.lastgroup or 0]
        if kind == "mark":
            if said in "}]" and pieces[-1:] == [","] and pieces[-2] not in ("{", "[", ","):
                pieces.pop()
            pieces.append(said)
        elif kind == "name":
            pieces.append(_CONSTANTS.get(said) or json.dumps(said))
        elif kind == "number":
            pieces.append(said)
        else:
            pieces.append(json.dumps(_ESCAPE.sub(_meant, said[1:-1])))
        if pieces[-1] == ":":
            pieces[-2] = pieces[-2] if pieces[-2].startswith('"') else json.dumps(pieces[-2])
        elif kind == "name" and said not in _CONSTANTS and not _is_key(text, place):
            raise ValueError("a name where a value stands")
    return pieces


def _is_key(text: str, place: int) -> bool:
    following = _TOKEN.match(text, place)
    return following is not None and following["mark"] == ":"


def _meant(match: re.Match[str]) -> str:
    said = match[1]
    if len(said) > 1:
        return chr(int(said[1:], 16))
    return _ESCAPED.get(said, said)
