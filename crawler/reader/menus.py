"""Menu entries that promise a list and whose way only a script knows, pressed in the browser."""

from __future__ import annotations

from classifier.around import holders
from crawler.fetching import Ask, Click, Effect

from . import scripts
from .document import Document
from .leads import may_lead
from .said import line_of
from .session import Session
from .view import View
from .words import fold, listing_score

MOST = 4  # entries of one page that are pressed
_FLOOR = 5.0  # what an entry must promise
_FLOORS = 3  # from the words of a link to the link
_TAGS = ("a", "button", "li", "span", "div")


async def pressed(session: Session, page: View) -> tuple[list[tuple[Ask, float]], list[View]]:
    """What pressing the entries of a page told: addresses with what they promise, and the lists that the page asked for."""
    found = unreadable(page.document)[:MOST] if session.may_render else []
    ways: list[tuple[Ask, float]] = []
    lists: list[View] = []
    for way in await session.follow(page.ask.url, [click for _, click in found]):
        if way.url and way.method == "GET" and way.effect in {Effect.ADDRESS, Effect.ROUTE, Effect.WINDOW}:
            ask = Ask(way.url)
            if may_lead(ask, page.url):
                ways.append((ask, next(score for score, click in found if click == way.click)))
        lists += scripts.views_in(session, way.exchanges, page.url)
    return ways, lists


def unreadable(document: Document) -> list[tuple[float, Click]]:
    """Elements that promise a list and lead nowhere by themselves, the best first."""
    found: dict[str, tuple[float, Click]] = {}
    for tag in _TAGS:
        for index, node in enumerate(document.tree.css(tag)):
            text = line_of(node)
            score = listing_score(text, "") if 3 <= len(text) <= 60 else 0.0
            if score >= _FLOOR and not document.leads(node) and not any(h.tag == "a" and document.leads(h) for h in holders(node, _FLOORS)):
                found.setdefault(fold(text), (score, Click(tag, index)))
    return sorted(found.values(), key=lambda pair: -pair[0])
