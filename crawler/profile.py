"""What was learned about a portal: plain data, written by the reader or by a person, used on the next night."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, fields, replace
from typing import Any, Self


class ProfileError(ValueError):
    """A profile that is not understood: an unknown key or a value of the wrong kind."""


@dataclass(frozen=True, slots=True)
class Listing:
    """One list of procedures. `method`/`body`: how it is asked for (body as text, for POST and JSON lists).

    `paging`: the mechanic that brought its further pages (`size`, `pager`, `postback`, `numbers`, `fragment`, `click`, …; "" when it
    has one page). `rows`: how many records it held. `agency`: whose list it is, where only its heading says so. `tokens`: headers and
    parameters without which it is not answered, with page and place that give them ("header X-CSRF": "https://… meta csrf-token").
    """

    url: str
    method: str = "GET"
    body: str = ""
    headers: Mapping[str, str] = field(default_factory=dict)
    paging: str = ""
    rows: int = 0
    agency: str = ""
    tokens: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class PageKindProfile:
    """One kind of procedure page by its address template; `way`: "http" when fetching shows everything, else "render"."""

    template: str
    way: str


@dataclass(frozen=True, slots=True)
class Profile:
    """The whole of it. `detail`: address template with holes (`{key}`, `{code}`, data names) for lists without links.

    `level_key`, `level_words`: the key under which the lists' data give a level as a sign, and the words that the page draws for each.
    """

    entry: str = ""
    platform: str = ""
    listings: tuple[Listing, ...] = ()
    detail: str = ""
    pages: tuple[PageKindProfile, ...] = ()
    common_controls: tuple[str, ...] = ()
    procedures: int = 0
    level_key: str = ""
    level_words: Mapping[str, str] = field(default_factory=dict)
    whole: bool = False  # whether the lists were read to their end when this was learned

    def to_data(self) -> dict[str, Any]:
        """Plain values for YAML and JSON; empty ones are left out."""
        return {name: value for name, value in ((f.name, _plain(getattr(self, f.name))) for f in fields(self)) if value}

    @classmethod
    def from_data(cls, data: Mapping[str, Any] | None) -> Self:
        """The profile that the data describe. Raises `ProfileError` for anything that is not understood."""
        data = data or {}
        _check(cls, data)
        try:
            return replace(
                cls(**{k: v for k, v in data.items() if k not in {"listings", "pages", "common_controls"}}),
                listings=tuple(_listing(item) for item in data.get("listings", ())),
                pages=tuple(PageKindProfile(**item) for item in data.get("pages", ())),
                common_controls=tuple(data.get("common_controls", ())),
                level_words={str(sign): str(words) for sign, words in dict(data.get("level_words", {})).items()},
            )
        except TypeError as error:
            raise ProfileError(str(error)) from error


def _listing(item: Mapping[str, Any] | str) -> Listing:
    if isinstance(item, str):
        return Listing(item)
    _check(Listing, item)
    return Listing(**{**item, "headers": dict(item.get("headers", {})), "tokens": dict(item.get("tokens", {}))})


def _check(kind: type, data: Mapping[str, Any]) -> None:
    known = {f.name for f in fields(kind)}
    unknown = sorted(set(data) - known)
    if unknown:
        raise ProfileError(f"unknown key {', '.join(unknown)}; known: {', '.join(sorted(known))}")


def _plain(value: Any) -> Any:
    if isinstance(value, tuple):
        return [_plain(item) for item in value]
    if isinstance(value, Listing | PageKindProfile):
        pairs = ((f.name, _plain(getattr(value, f.name))) for f in fields(value))
        return {name: plain for name, plain in pairs if plain}
    return dict(value) if isinstance(value, Mapping) else value
