"""Buttons that each show another part of a list: agencies in a tree beside it, tiers over it; what they do, only a script knows.

Each is pressed in the browser, and what follows is the list of that part: the answer that the page asked for, or the page as it is then.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import AsyncGenerator, Iterable, Iterator
from dataclasses import dataclass, replace
from http import HTTPStatus

from selectolax.lexbor import LexborNode

from classifier.model import Page
from classifier.reading import read_page
from crawler.fetching import Ask, Click, Effect, Followed
from crawler.reader.asking import scripts
from crawler.reader.asking.session import Session
from crawler.reader.page.addresses import same_site
from crawler.reader.page.document import Document, Link
from crawler.reader.page.said import line_of
from crawler.reader.page.view import View
from crawler.reader.page.words import fold, folded_words, names_part
from crawler.reader.paging.press import press

MOST = 60  # buttons of one page: each costs a drawn page
FIRST = 3  # buttons pressed before the others; when none of them shows a list, the others are left alone
FEWEST = 2
_NAMED = 0.5  # part of a row of buttons that must be named like parts of a list
_TAGS = ("a", "button", "span", "li", "div")
_LONGEST = 80  # characters
_FLOORS = 4  # from what a record says to what holds it
_CUT = 20  # characters by which a name that is cut off is known
_RECORD = 1500  # characters of a record
_PRESSED = frozenset({"onclick", "role", "tabindex"})  # what is said of an element that is no button and is pressed
_HEADS = re.compile(r"\b(?:stt|ten (?:thu tuc|tthc|dich vu|quy trinh))\b")  # of the columns of a grid
_NUMBERS = re.compile(r"\d[\d.,]*")


@dataclass(frozen=True, slots=True)
class Pick:
    """One choice that was made. `listed`: the list that it brought; `barred`: whether something stood in its way, so that nobody knows."""

    words: str
    listed: View | None
    barred: bool


async def shown(session: Session, view: View) -> AsyncGenerator[Pick]:
    """What pressing each such button on a page shows."""
    pressed = choices(view.document, names_of(view))[:MOST] if session.may_render else []
    found = 0
    for some in (pressed[:FIRST], pressed[FIRST:]):
        for way in await session.follow(view.ask.url, [click for _, click in some]):
            listed = list_of(session, way, view)
            found += listed is not None
            yield Pick(next(words for words, click in some if click == way.click), listed, barred(way, view.url))
        if not found:
            return


def offered(view: View) -> bool:
    """Whether a page has such buttons that are made to be pressed; what only stands there may be a heading."""
    found = [click for _, click in choices(view.document, names_of(view))]
    nodes = [view.document.tree.css(click.selector)[click.index] for click in found]
    return sum(node.tag == "button" or bool(_PRESSED & node.attributes.keys()) for node in nodes) >= FEWEST


def names_of(view: View) -> frozenset[str]:
    """The folded names of the records of a page."""
    return frozenset(folded_words(row.name) for row in view.reading.rows)


def barred(way: Followed, page: str) -> bool:
    """Whether what a choice asks for was not asked, or refused."""
    failed = any(exchange.status >= HTTPStatus.BAD_REQUEST for exchange in way.exchanges)
    return failed or any(same_site(url, page) for url in way.refused) or way.effect in (Effect.FORM, Effect.MISSING)


def list_of(session: Session, way: Followed, view: View) -> View | None:
    """The list behind a press: an answer with rows, else the page afterwards where its rows are other ones."""
    at = way.url if way.effect is Effect.ROUTE and way.url else view.url  # the page whose script asked, which shows the list
    answers = [answer for answer in scripts.lists_in(session, way.exchanges, at) if answer.reading.rows]
    opened = way.click.path
    if answers:
        return replace(max(answers, key=lambda answer: len(answer.reading.rows)), opened=opened)
    page = Page(view.url, way.html, content_type="text/html; charset=utf-8", at=session.order.day, rendered=True)
    reading = read_page(page) if way.html else None
    if reading is None or {row.name for row in reading.rows} <= {row.name for row in view.reading.rows}:
        return None
    return replace(view, page=page, reading=reading, payload=None, rendered=True, opened=opened)


def choices(document: Document, names: frozenset[str] = frozenset()) -> list[tuple[str, Click]]:
    """The buttons of a page that are named like parts of a list and stand together, with their words. `names`: of the records it shows,
    whose agencies and fields stand beside them and are no buttons.
    """
    rows: dict[tuple[str, str], dict[str, tuple[LexborNode, Click]]] = defaultdict(dict)
    taken: set[str] = set()
    for tag in _TAGS:
        for index, node in enumerate(document.tree.css(tag)):
            words = line_of(node)
            if not 3 <= len(words) <= _LONGEST or words in taken or document.leads(node):
                continue
            if node.css_first("select, input, textarea, table") is not None or len(_NUMBERS.findall(words)) > 1:
                continue  # a box of addresses, a counter of visits
            if _HEADS.search(fold(words)):
                continue
            place, chrome, _ = document.place_of(node)
            if not chrome:
                rows[tag, place].setdefault(words, (node, Click(tag, index)))
        taken |= {words for (kind, _), members in rows.items() if kind == tag for words in members}
    found: list[tuple[str, Click]] = []
    for members in rows.values():
        free = {words: click for words, (node, click) in members.items() if not in_record(node, names)} if _divide(members) else {}
        found += free.items() if _divide(free) else ()
    return found


def in_record(node: LexborNode, names: frozenset[str]) -> bool:
    """Whether an element holds a record of a list, or stands in what holds one."""
    own = folded_words(node.text(separator=" ")) if names else ""
    if any(name in own or (own in name and len(own) >= _CUT) for name in names):
        return True
    around = node.parent if names else None
    for _ in range(_FLOORS):
        text = folded_words(around.text(separator=" ")) if around is not None else ""
        if around is None or around.tag in {"body", "html"} or len(text) > _RECORD:
            return False
        if found := sum(name in text for name in names):
            return found == 1
        around = around.parent
    return False


def sent(document: Document) -> Iterator[tuple[str, Ask]]:
    """Buttons and tabs of that kind whose press sends the page's form, which takes no browser: their words and what they send."""
    rows: dict[tuple[str, str], dict[str, Link]] = defaultdict(dict)
    for link in document.links:
        if link.url is None and not link.chrome and not link.disabled and 3 <= len(link.text) <= _LONGEST:
            rows[link.tag, link.place].setdefault(link.text, link)
    for members in rows.values():
        for words, link in members.items() if _divide(members) else ():
            ask = None if link.current else press(link, document)
            if ask is not None and ask.body:
                yield words, ask


def _divide(members: Iterable[str]) -> bool:
    """Whether the words of controls that stand together name parts of a list."""
    all_words = tuple(members)
    return len(all_words) >= FEWEST and sum(map(names_part, all_words)) >= _NAMED * len(all_words)
