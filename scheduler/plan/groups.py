"""Groups of procedures: the dated, sourced lists that plans refer to, the rules that propose members, a person's decisions.

The models are also the schema of the YAML files (`mucdo.group-file/1`).
"""

from __future__ import annotations

import re
from datetime import date as Day
from functools import lru_cache
from typing import Annotated, Literal

from pydantic import Field, model_validator

from classifier.words.codes import find_code
from classifier.words.text import fold, folded_words
from scheduler.plan.model import Checked, Id, Text, Words
from scheduler.plan.snapshot import Standing


class Group(Checked):
    """One group of procedures and the rules that propose its members: phrases in the name or the field, or national codes.

    `except`: phrases that rule a procedure out. `open`: no rule can tell its members. `elsewhere`: served by another authority's
    system today, so that a portal without them is no failure.
    """

    id: Id
    name: Words
    names: tuple[Words, ...] = ()
    fields: tuple[Words, ...] = ()
    codes: tuple[Words, ...] = ()
    except_: tuple[Words, ...] = Field(default=(), alias="except")
    open: bool = False
    elsewhere: bool = False


class Decision(Checked):
    """A person's word on whether one procedure belongs to a group; it overrules the rules."""

    code: Words
    group: Id
    member: bool
    by: Words
    on: Day
    source: Words | None = None


class GroupList(Checked):
    """A dated, sourced list of groups. `status`: `confirmed` once a person has accepted the mapping as a whole."""

    schema_: Literal["mucdo.group-file/1"] = Field(alias="schema")
    id: Id
    title: Text
    source: Words
    date: Day
    status: Literal["proposed", "confirmed"]
    confirmed_by: Words | None = None
    confirmed_on: Day | None = None
    groups: Annotated[tuple[Group, ...], Field(min_length=1)]
    decisions: tuple[Decision, ...] = ()

    @model_validator(mode="after")
    def _consistent(self) -> GroupList:
        if self.status == "confirmed" and (self.confirmed_by is None or self.confirmed_on is None):
            raise ValueError("a confirmed list needs `confirmed_by` and `confirmed_on`")
        known = {group.id for group in self.groups}
        if len(known) != len(self.groups):
            raise ValueError("two groups have the same `id`")
        for decision in self.decisions:
            if decision.group not in known:
                raise ValueError(f"the decision on {decision.code} names an unknown group `{decision.group}`")
        return self


_REMEMBERED = 65_536  # rows of one list
_WORD = re.compile(r"[^\W_]+")


def procedure_id(standing: Standing) -> str:
    """What makes two rows the same TTHC: the national part of the code, else the code as written, else the folded name."""
    return _code_id(standing.code) if standing.code else "name:" + folded_words(standing.name)


@lru_cache(maxsize=65_536)
def _code_id(code: str) -> str:
    found = find_code(code)
    return (found.base if found else None) or fold(code)


def contains(value: str, phrase: str) -> bool:
    """Whether a folded phrase stands in a folded value as whole words."""
    return _spaced(phrase) in _spaced(value)


@lru_cache(maxsize=65_536)
def _spaced(text: str) -> str:
    """The folded words of a text with a space on either side of each."""
    return f" {' '.join(_WORD.findall(fold(text)))} "


def in_group(standing: Standing, group: Group) -> bool:
    """What the rules propose: a code of the list, a phrase of the name or of the field, and nothing that rules it out."""
    if group.codes and procedure_id(standing) in group.codes:
        return True
    name, field = _spaced(standing.name), _spaced(standing.field or "")
    if not (_any(group.names, name) or _any(group.fields, field)):
        return False
    return not (_any(group.except_, name) or _any(group.except_, field))


def _any(phrases: tuple[str, ...], spaced: str) -> bool:
    return any(_spaced(phrase) in spaced for phrase in phrases)


@lru_cache(maxsize=64)
def membership(groups: GroupList) -> Membership:
    """The members of a list, remembered across targets and days. Ask for it once per walk: telling two lists apart takes time."""
    return Membership(groups)


class Membership:
    """Which groups of a list a row belongs to, by nothing but its code, name and field: the rules' proposal, overruled by decisions."""

    def __init__(self, groups: GroupList) -> None:
        self._groups = groups
        self._known: dict[tuple[str | None, str, str | None], frozenset[str]] = {}

    def of(self, standing: Standing) -> frozenset[str]:
        key = (standing.code, standing.name, standing.field)
        found = self._known.get(key)
        if found is None:
            if len(self._known) >= _REMEMBERED:
                self._known.clear()
            found = self._known[key] = self._find(standing)
        return found

    def _find(self, standing: Standing) -> frozenset[str]:
        found = {group.id for group in self._groups.groups if in_group(standing, group)}
        own = procedure_id(standing)
        for decision in self._groups.decisions:
            if own == _code_id(decision.code):
                (found.add if decision.member else found.discard)(decision.group)
        return frozenset(found)
