"""Addresses as pages write them."""

from __future__ import annotations

import re


def forward(address: str) -> str:
    """An address as browsers take it: what old editors wrote as a path of a disk ("tthc\\ho so\\01.htm") goes by slashes."""
    if "\\" not in address:
        return address
    path = re.split(r"[?#]", address, maxsplit=1)[0]
    return path.replace("\\", "/") + address[len(path) :]


def is_route(fragment: str) -> bool:
    """Whether a fragment names a page of a script portal (`#/thu-tuc/5`, `#!detail`) rather than a place on this page."""
    return fragment.startswith(("/", "!")) or ("/" in fragment and len(fragment) > 2)
