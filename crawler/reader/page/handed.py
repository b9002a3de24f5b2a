"""Data attributes that a listener hands on to a function, which makes an address of them: `taiMau(nut.dataset.ma)` beside
`function taiMau(ma) { window.open('/tai-mau?ma=' + ma); }`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from functools import lru_cache

from crawler.reader.page.templates import UrlTemplate, calls_in, reads_data, url_templates

_LONGEST = 400  # characters of a call


@lru_cache(maxsize=64)
def handed_on(script: str) -> tuple[UrlTemplate, ...]:
    """The addresses that functions of the code make, with the data in their holes that it calls them with."""
    own: dict[str, list[UrlTemplate]] = {}
    for template in url_templates(script):
        if template.function and template.holes:
            own.setdefault(template.function, []).append(template)
    found: dict[UrlTemplate, None] = {}
    called = re.compile(rf"(?<![\w$])(?:{'|'.join(map(re.escape, own))})\s*\(")
    for match in called.finditer(script) if own else ():  # a listener is an argument itself, of the call that sets it
        name, arguments = next(calls_in(script[match.start() : match.start() + _LONGEST]), ("", ()))
        if name in own and any(map(reads_data, arguments)):
            found |= dict.fromkeys(_filled(own[name], arguments))
    return tuple(found)


def _filled(templates: list[UrlTemplate], arguments: tuple[str, ...]) -> Iterator[UrlTemplate]:
    for template in templates:
        given = dict(zip(template.params, arguments, strict=False))
        if given and all(hole in given for hole in template.holes):
            yield UrlTemplate(tuple(_part(part, given) for part in template.parts), template.method, moves=template.moves)


def _part(part: str | tuple[str], given: Mapping[str, str]) -> str | tuple[str]:
    if isinstance(part, str):
        return part
    expression = given[part[0]]
    return (expression,) if reads_data(expression) else expression
