"""A score of a site after the United Nations' local online service index (LOSI), from a list of indicators in data.

It is a stand-in: the questionnaires are not public, so it is never called OSI. Each indicator counts the same; a stale section counts
half, and what could not be read makes the score an interval.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction
from functools import cache
from importlib import resources

import yaml
from pydantic import BaseModel, ConfigDict

from classifier.sites.model import Item, State
from scheduler.sites.standing import AgencyStanding

_WORTH = {State.PRESENT: Fraction(1), State.STALE: Fraction(1, 2)}


class Indicator(BaseModel):
    """One line of the list: `items` that count for it, the best of them; `group`: a part of the index."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    id: str
    group: str
    vi: str
    en: str
    items: tuple[Item, ...]


@dataclass(frozen=True, slots=True)
class Score:
    """A site's score of 100, and that of each group of indicators, as [known, not ruled out]."""

    low: Fraction
    high: Fraction
    groups: Mapping[str, tuple[Fraction, Fraction]]


@cache
def indicators() -> tuple[Indicator, ...]:
    """The list that comes with the product."""
    text = resources.files(__package__).joinpath("indicators.yaml").read_text(encoding="utf-8")
    return tuple(Indicator.model_validate(row) for row in yaml.safe_load(text)["indicators"])


def score_of(standing: AgencyStanding) -> Score:
    """The score of one agency's site; an agency without a site has none of it."""
    worth = {one.id: _worth(standing, one) for one in indicators()}
    groups: dict[str, tuple[Fraction, Fraction]] = {}
    for group in dict.fromkeys(one.group for one in indicators()):
        inside = [worth[one.id] for one in indicators() if one.group == group]
        groups[group] = (_mean([low for low, _ in inside]), _mean([high for _, high in inside]))
    return Score(_mean([low for low, _ in worth.values()]), _mean([high for _, high in worth.values()]), groups)


def _worth(standing: AgencyStanding, indicator: Indicator) -> tuple[Fraction, Fraction]:
    if standing.answers is False:
        return Fraction(0), Fraction(0)
    states = [found.state if (found := standing.findings.get(item)) is not None else State.UNKNOWN for item in indicator.items]
    low = max(_WORTH.get(state, Fraction(0)) for state in states)
    return low, Fraction(1) if State.UNKNOWN in states else low


def _mean(values: list[Fraction]) -> Fraction:
    return 100 * sum(values, Fraction(0)) / len(values)
