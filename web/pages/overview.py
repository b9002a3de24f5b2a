"""The first page: every province with its levels, its targets, what moved and how fresh it is; and the map."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any

from fastapi import APIRouter, Depends, Request
from fastapi.responses import HTMLResponse

from classifier.words.text import fold, folded_words
from scheduler.reports.model import Counts
from scheduler.reports.order import alphabetical
from web.asked import choice_asked, day_asked
from web.charts.bars import segments
from web.charts.tiles import CELL_HEIGHT, CELL_WIDTH, COLUMNS, ROWS, archipelagos, edges, places
from web.figures.country import MERGER, regions
from web.figures.levels import summed
from web.figures.overview import WEEK, Overview, ProvinceLine, overview
from web.rendering import render
from web.site import Site, site_of

router = APIRouter()

SORTS: dict[str, Callable[[ProvinceLine], Any]] = {
    "name": lambda line: alphabetical(line.unit.name),
    "total": lambda line: line.counts.total,
    "share": lambda line: line.counts.share(3) or 0.0,
    "level_4": lambda line: line.counts.share(4) or 0.0,
    "above": lambda line: line.counts.above,
    "met": lambda line: (line.plans.met, -line.plans.missed) if line.plans else (-1, 0),
    "moved": lambda line: line.moved,
    "read": lambda line: line.read_on or date.min,
    "state": lambda line: line.trouble,
}
_OPEN = 50.0  # points between what is proven and what is not ruled out
STATES = ("ok", "suspect", "down", "blocked", "closed", "maintenance", "never")


@router.get("/", response_class=HTMLResponse)
def show_overview(request: Request, site: Site = Depends(site_of)) -> HTMLResponse:  # noqa: B008
    """Every province of a day."""
    day, given = day_asked(request, site)
    sort = choice_asked(request, "sort", tuple(SORTS), "name")
    descending = choice_asked(request, "order", ("asc", "desc"), "asc" if sort == "name" else "desc") == "desc"
    state = choice_asked(request, "state", STATES)
    everything = choice_asked(request, "show", ("all", "watched"), "watched") == "all"
    words = request.query_params.get("q", "")[:100]
    found = overview(site, day)
    lines = [line for line in (found.lines if everything else found.watched) if _matches(line, state, words)]
    lines.sort(key=SORTS[sort], reverse=descending)
    merged = choice_asked(request, "map", ("34", "63"), "34" if day >= MERGER else "63") == "34"
    return render(
        request,
        "overview.html.j2",
        at=given,
        day=day,
        since=day - WEEK,
        found=found,
        lines=lines,
        bars={line.unit.code: segments(line.counts.levels, line.counts.unknown) for line in lines},
        total_bar=segments(found.total.levels, found.total.unknown),
        sort=sort,
        descending=descending,
        state=state,
        states=STATES,
        everything=everything,
        words=words,
        chart=_map(site, found, merged),
        merged=merged,
    )


def _matches(line: ProvinceLine, state: str, words: str) -> bool:
    if state and (line.state or "never") != state:
        return False
    return folded_words(words) in fold(line.unit.name)


def _map(site: Site, found: Overview, merged: bool) -> dict[str, Any]:
    """The map of the provinces after or before the merger; shares are those of the overview's lines."""
    known = regions(site, merged=merged)
    members = {region.code: region.parts for region in known}
    names = {region.code: region.name for region in known}
    lines = {line.unit.code: line for line in found.lines}
    counts = {
        region.code: summed(lines[code].counts for code in dict.fromkeys((region.code, *region.parts)) if code in lines) for region in known
    }
    return {
        "places": places(members, names),
        "names": names,
        "edges": edges(members),
        "shares": {code: shown_share(one) for code, one in counts.items()},
        "archipelagos": archipelagos(),
        "width": COLUMNS * CELL_WIDTH,
        "height": ROWS * CELL_HEIGHT,
        "cell": (CELL_WIDTH, CELL_HEIGHT),
    }


def shown_share(counts: Counts) -> float | None:
    """The share that colours a place; None where the pages leave so much open that no colour would be true."""
    low, high = counts.share(3), counts.possible_share(3)
    return None if low is None or high is None or high - low > _OPEN else low
