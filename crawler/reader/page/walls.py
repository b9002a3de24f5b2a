"""Notices that concern a portal as a whole, and stand where its pages would."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field

from classifier.model import Outcome
from classifier.page.addresses import is_national_portal
from classifier.page.outcome import own_works
from crawler.reader.page.view import View

_MOVES = re.compile(
    r"\blocation(?:\.href)?\s*=\s*[\"'](https?://[^\"'\s]+)|\blocation\.(?:replace|assign)\(\s*[\"'](https?://[^\"'\s]+)", re.IGNORECASE
)
_NOTHING_ELSE = 400  # characters of a page that does no more than send its visitors on
_WALLS = frozenset({Outcome.BLOCKED, Outcome.CLOSED})
SHUT = _WALLS | {Outcome.LOGIN}  # what keeps its doors shut is not asked for what it hardly has


def said_at_the_door(entry: View, shown: View) -> Iterator[tuple[Outcome, str]]:
    """What the page that was given says of the whole portal. `shown`: the page as it was drawn, or the same where nobody drew it."""
    framed = shown is not entry and entry.reading.outcome is Outcome.EMPTY  # the frame alone says nothing
    for view in (shown,) if framed or shown is entry else (shown, entry):
        if view.reading.outcome is not Outcome.OK:
            yield view.reading.outcome, view.reading.reason
        elif notice := own_works(view.page):
            yield Outcome.ERROR, notice
        elif place := _sends_away(view):
            yield Outcome.CLOSED, f"sends everybody on to the national portal: {place}"


def _sends_away(view: View) -> str:
    """The address on the national portal to which the script of a page that says nothing else takes its visitors; "" for any other."""
    if view.is_data or sum(map(len, view.document.lines)) > _NOTHING_ELSE:
        return ""
    moves = (found[1] or found[2] for found in _MOVES.finditer(view.document.scripts))
    return next((place for place in moves if is_national_portal(place)), "")


def is_wall(view: View) -> bool:
    """Whether an address of a portal that shows nothing else was answered with a notice that concerns all of it."""
    if view.is_data or view.reading.rows or view.reading.procedures:
        return False
    said = view.reading.outcome
    return said in _WALLS or (said in {Outcome.OK, Outcome.ERROR} and view.page.status < 400 and bool(own_works(view.page)))


@dataclass
class Troubles:
    """What kept ways from being read, and how much those promised. `answered`: the most that one promised which was read."""

    answered: float = 0.0
    _met: dict[Outcome, float] = field(default_factory=dict)

    def weigh(self, met: Counter[Outcome], promise: float) -> None:
        """Note the troubles met on a way that promised so much."""
        for outcome in met:
            self._met[outcome] = max(self._met.get(outcome, 0.0), promise)

    def explain(self, outcome: Outcome) -> bool:
        """Whether this trouble explains that there is no list: it met what promised the most. A dead link to something else does not."""
        return outcome in self._met and self._met[outcome] >= self.answered
