"""Buttons that each show another part of a list: agencies in a tree beside it, tiers over it; what they do, only a script knows.

Each is pressed in the browser, and what follows is the list of that part: the answer that the page asked for, or the page as it is then.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import AsyncGenerator, Iterator
from dataclasses import replace

from classifier.model import Page
from classifier.names import names_an_agency, starts_like_name
from classifier.reading import read_page
from crawler.fetching import Click, Followed

from . import scripts
from .document import Document
from .session import Session
from .view import View
from .words import TIER, category_score, fold

MOST = 60  # buttons of one page: each costs a drawn page
FIRST = 3  # buttons pressed before the others; when none of them shows a list, the others are left alone
FEWEST = 2
_NAMED = 0.5  # part of a row of buttons that must be named like parts of a list
_TAGS = ("a", "button", "span", "li", "div")
_LONGEST = 80  # characters


async def shown(session: Session, view: View) -> AsyncGenerator[tuple[str, View]]:
    """The words of each such button on a page, and the list that pressing it shows."""
    pressed = choices(view.document)[:MOST] if session.may_render else []
    found = 0
    for some in (pressed[:FIRST], pressed[FIRST:]):
        for way in await session.follow(view.ask.url, [click for _, click in some]):
            listed = _list_of(session, way, view)
            if listed is not None:
                found += 1
                yield next(words for words, click in some if click == way.click), listed
        if not found:
            return


def _list_of(session: Session, way: Followed, view: View) -> View | None:
    """The list behind a press: an answer with rows, else the page afterwards where its rows are other ones."""
    answers = [answer for answer in scripts.lists_in(session, way.exchanges, view.url) if answer.reading.rows]
    if answers:
        return max(answers, key=lambda answer: len(answer.reading.rows))
    page = Page(view.url, way.html, content_type="text/html; charset=utf-8", at=session.order.day, rendered=True)
    reading = read_page(page) if way.html else None
    if reading is None or {row.name for row in reading.rows} <= {row.name for row in view.reading.rows}:
        return None
    return replace(view, page=page, reading=reading, payload=None, rendered=True)


def choices(document: Document) -> list[tuple[str, Click]]:
    """The buttons of a page that are named like parts of a list and stand together, with their words."""
    rows: dict[tuple[str, str], dict[str, tuple[str, Click]]] = defaultdict(dict)
    taken: set[str] = set()
    for tag in _TAGS:
        for index, node in enumerate(document.tree.css(tag)):
            words = " ".join(node.text(separator=" ").split())
            if not 3 <= len(words) <= _LONGEST or words in taken or document.leads(node):
                continue
            place, chrome, _ = document.place_of(node)
            if not chrome:
                rows[tag, place].setdefault(words, (words, Click(tag, index)))
        taken |= {words for (kind, _), members in rows.items() if kind == tag for words in members}
    return [choice for members in rows.values() for choice in _parts(members)]


def _parts(members: dict[str, tuple[str, Click]]) -> Iterator[tuple[str, Click]]:
    named = sum(_names_part(words) for words in members)
    if len(members) >= FEWEST and named >= _NAMED * len(members):
        yield from members.values()


def _names_part(words: str) -> bool:
    folded = fold(words)
    if names_an_agency(folded) or TIER.match(folded):
        return True
    return category_score(words, "") > 0 and not starts_like_name(folded)
