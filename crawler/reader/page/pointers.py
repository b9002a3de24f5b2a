"""Elements that are no links and say in an attribute of a portal's or a library's making where they lead: `<div data-go="/thu-tuc">`."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterable, Mapping

# What says so by its name.
_NAMED = re.compile(
    r"to|router-?link|ng-href|up-href|data-(?:[\w-]+-)?(?:href|go|goto|to|nav|navigate|route|router|path|page|den|dich|mo|chuyen|lien-?ket|duong-?dan)"
)
_POINTS = re.compile(r"""[\s"']([\w-]+)\s*=\s*["']?(#!?)?/[\w?]""", re.IGNORECASE)
_ROUTE = re.compile(r"#!?/[^\s{}<>\"']*")
_PATH = re.compile(r"/(?!/)[\w./~%+-]*(?:;[\w.-]+=[\w.-]*)?(?:\?[^\s{}<>\"']*)?")
# Under any other name it leads somewhere when the page's code reads it near where it moves on.
_READ = re.compile(
    r"(?:getAttribute|attr)\(\s*['\"]data-([\w-]+)['\"]|\.data\(\s*['\"]([\w-]+)['\"]|\bdataset\.(\w+)|\bdataset\[\s*['\"](\w+)['\"]"
)
_MOVES_ON = re.compile(
    r"\blocation(?:\.href)?\s*=(?!=)|\blocation\.(?:assign|replace)\s*\(|\bwindow\.open\s*\(|\b(?:\$?router|history)\.push(?:State)?\s*\("
)
_TAKES = re.compile(r"([\w$]+)\s*=\s*[^;=\n]{0,60}$")  # the name that takes what is read
_STATEMENT = re.compile(r"[^;}\n]{0,200}")
_NEAR = 300  # characters from where a name takes its value to where it is used


def told_in(code: str) -> frozenset[str]:
    """The data attributes to whose value the code of a page moves on: `location.href = tile.dataset.dest`."""
    moves = [(match.start(), said) for match in _MOVES_ON.finditer(code) if (said := _STATEMENT.match(code, match.end()))]
    starts = [start for start, _ in moves]
    found = set()
    for match in _READ.finditer(code) if moves else ():
        place = bisect_left(starts, match.start())
        within = place > 0 and match.start() < moves[place - 1][1].end()
        taker = _TAKES.search(code, max(match.start() - 100, 0), match.start())
        after = [said[0] for start, said in moves[place : place + 3] if start - match.start() <= _NEAR]
        if within or (taker is not None and any(re.search(rf"(?<![\w$.]){re.escape(taker[1])}(?![\w$])", said) for said in after)):
            name = next(group for group in match.groups() if group)
            found.add("data-" + re.sub(r"[A-Z]", lambda capital: f"-{capital[0].lower()}", name))
    return frozenset(found)


def names_in(source: str, told: frozenset[str]) -> Iterable[str]:
    """The attributes by which elements of a page lead somewhere, each once; `told`: those of which its code says so."""
    return sorted({name.lower() for name, route in _POINTS.findall(source) if _points(name.lower(), bool(route), told)})


def pointer_of(attributes: Mapping[str, str], told: frozenset[str]) -> str:
    """Where an element leads by such an attribute: a route wherever it stands, a path where the name or the code says that it leads there;
    "" when it leads nowhere.
    """
    for name, value in attributes.items():
        route = _ROUTE.fullmatch(value) is not None
        if (route or _PATH.fullmatch(value)) and _points(name, route, told):
            return value
    return ""


def _points(name: str, route: bool, told: frozenset[str]) -> bool:
    return _NAMED.fullmatch(name) is not None or name in told or (route and name.startswith("data-"))
