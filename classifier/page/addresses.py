"""Addresses as pages write them."""

from __future__ import annotations

import re
from urllib.parse import urlsplit

_NATIONAL_PORTAL = frozenset(("dichvucong.gov.vn", "www.dichvucong.gov.vn"))


def forward(address: str) -> str:
    """An address as browsers take it: what old editors wrote as a path of a disk ("tthc\\ho so\\01.htm") goes by slashes."""
    if "\\" not in address:
        return address
    path = re.split(r"[?#]", address, maxsplit=1)[0]
    return path.replace("\\", "/") + address[len(path) :]


def is_route(fragment: str) -> bool:
    """Whether a fragment names a page of a script portal (`#/thu-tuc/5`, `#!detail`) rather than a place on this page."""
    return fragment.startswith(("/", "!")) or ("/" in fragment and len(fragment) > 2)


def is_national_portal(address: str) -> bool:
    """Whether an absolute address stands on the national portal; the provinces' and ministries' portals have hosts of their own."""
    try:
        return urlsplit(address).hostname in _NATIONAL_PORTAL
    except ValueError:  # half an IPv6 address
        return False
