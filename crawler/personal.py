"""The last check before something is sent: it must not be anybody's personal data.

The reader never fills in such fields; this holds even if it is led to by a hostile form.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from typing import Any
from urllib.parse import parse_qsl, urlsplit

from classifier.words.text import fold
from crawler.fetching import Ask

# Field names as forms of portals spell them, folded, without separators and the prefixes of form designers.
_FIELDS = frozenset(
    (
        *("hoten", "hovaten", "tennguoinop", "hotennguoinop", "nguoinop", "tencongdan", "ngaysinh", "birthday", "dateofbirth"),
        *("cccd", "socccd", "cmnd", "socmnd", "cmt", "cancuoc", "socancuoc", "sodinhdanh", "hochieu", "passport", "masothue"),
        *("dienthoai", "sodienthoai", "sdt", "didong", "phone", "phonenumber", "mobile", "tel", "email", "thudientu"),
        *("matkhau", "password", "passwd", "pwd", "pass", "otp", "maotp", "taikhoan", "username", "tendangnhap", "sotaikhoan"),
    )
)
_PREFIX = re.compile(r"^(txt|tb|inp|input|str|field|frm)(?=[a-z])")
_MAIL = re.compile(r"[\w.+-]+@[\w-]+(\.[\w-]+)+")
_DEPTH = 6


def personal_data_in(ask: Ask) -> str | None:
    """The name of the first field of the request that looks like personal data with a value; None when there is none."""
    if any(name.lower() in ("authorization", "cookie") for name in ask.headers):
        return "credentials in the headers"
    body = ask.body or b""
    if b"filename=" in body[:65536] and b"form-data" in body[:65536]:
        return "an uploaded file"
    pairs = [*parse_qsl(urlsplit(ask.url).query), *_body_pairs(body)]
    return next((name for name, value in pairs if _is_personal(name, value)), None)


def _is_personal(name: str, value: str) -> bool:
    if not value.strip():
        return False
    last = re.split(r"[$.:\[\]]+", name.rstrip("]"))[-1]
    key = re.sub(r"[^a-z0-9]", "", _PREFIX.sub("", fold(last)))
    return key in _FIELDS or bool(_MAIL.fullmatch(value.strip()))


def _body_pairs(body: bytes) -> Iterator[tuple[str, str]]:
    text = body.decode("utf-8", "replace").strip()
    if text[:1] in ("{", "["):
        try:
            document = json.loads(text)
        except (ValueError, RecursionError):
            return
        yield from _leaves(document, "", _DEPTH)
        return
    for name, value in parse_qsl(text):
        yield name, value
        # Some portals put a JSON document into one form field.
        if value[:1] in ("{", "["):
            yield from _body_pairs(value.encode())


def _leaves(node: Any, name: str, depth: int) -> Iterator[tuple[str, str]]:
    if depth == 0:
        return
    if isinstance(node, dict):
        for key, value in node.items():
            yield from _leaves(value, str(key), depth - 1)
    elif isinstance(node, list):
        for value in node:
            yield from _leaves(value, name, depth - 1)
    elif isinstance(node, str | int | float) and not isinstance(node, bool):
        yield name, str(node)
