"""Choices of a box over a list of which a script alone knows what they ask for: they are made in the browser, and what follows is the list
of that part.
"""

from __future__ import annotations

from collections.abc import AsyncGenerator, Iterator, Sequence
from dataclasses import dataclass
from http import HTTPStatus

from selectolax.lexbor import LexborHTMLParser, LexborNode

from crawler.fetching import Ask, Click, Effect, Followed

from .addresses import same_site
from .choosers import list_of
from .document import Document, in_chrome
from .session import Session
from .view import View
from .words import shows

MOST = 60  # choices of one box
AT_ONCE = 8  # choices made on a page that is drawn once
_FLOORS = 4  # from a box to what holds the button beside it
_BUTTONS = ("button", "input", "a")


@dataclass(frozen=True, slots=True)
class Pick:
    """One choice that was made. `listed`: the list that it brought; `barred`: whether something stood in its way, so that nobody knows."""

    words: str
    listed: View | None
    barred: bool


async def picks(session: Session, page: View, box: LexborNode, wanted: Sequence[LexborNode]) -> AsyncGenerator[Pick]:
    """What each choice of a box brings, by itself or with the button beside the box. `page`: as the server or the browser gave it, to be
    had by its address.
    """
    if not session.may_render or page.ask.method != "GET" or page.ask.into is not None:
        return
    places = {node.mem_id: place for place, node in enumerate(page.document.tree.css("option"))}
    clicks = [Click("option", places[node.mem_id], _words(node), goes_on=True) for node in wanted[:MOST]]
    button: Click | None = None
    for start in range(0, len(clicks), AT_ONCE):
        some = clicks[start : start + AT_ONCE]
        ways = await session.follow(page.ask.url, some if button is None else [_behind(button, click) for click in some])
        if not start and not any(map(_did_something, ways)) and (button := _beside(box, page.document)) is not None:
            ways = await session.follow(page.ask.url, [_behind(button, click) for click in some])
        for click, way in zip(some, ways, strict=False):
            yield Pick(click.words, await _list_of(session, way, page), _barred(way, page.url))


async def _list_of(session: Session, way: Followed, page: View) -> View | None:
    if way.effect is Effect.ADDRESS and way.url and same_site(way.url, page.url):
        return await session.ask(Ask(way.url, referer=page.url), quiet=True)
    return list_of(session, way, page)


def _did_something(way: Followed) -> bool:
    """Whether a choice did more than to be chosen, which the box shows, or was kept from it."""
    led = way.effect in (Effect.ADDRESS, Effect.WINDOW, Effect.FORM, Effect.ROUTE)
    return led or bool(way.exchanges or way.refused) or _text(way.html) != _text(way.before)


def _barred(way: Followed, page: str) -> bool:
    """Whether what a choice asks for was not asked, or refused."""
    failed = any(exchange.status >= HTTPStatus.BAD_REQUEST for exchange in way.exchanges)
    return failed or any(same_site(url, page) for url in way.refused) or way.effect in (Effect.FORM, Effect.MISSING)


def _text(html: str) -> str:
    return " ".join(LexborHTMLParser(html).text(separator=" ").split()) if html else ""


def _behind(button: Click, choice: Click) -> Click:
    return Click(button.selector, button.index, button.words, after=(choice,))


def _beside(box: LexborNode, document: Document) -> Click | None:
    """The button beside a box that only shows what was chosen."""
    around = box.parent
    for _ in range(_FLOORS):
        if around is None or around.tag in {"body", "html"}:
            return None
        for tag, node in _buttons(around):
            words = _words(node)
            if shows(words or node.attributes.get("value") or "") and not in_chrome(node):
                alike = document.tree.css(tag)
                return Click(tag, next(place for place, other in enumerate(alike) if other.mem_id == node.mem_id), words)
        around = around.parent
    return None


def _buttons(around: LexborNode) -> Iterator[tuple[str, LexborNode]]:
    for tag in _BUTTONS:
        for node in around.css(tag):
            if tag != "input" or (node.attributes.get("type") or "").lower() in {"button", "submit"}:
                yield tag, node


def _words(node: LexborNode) -> str:
    return " ".join(node.text().split())  # as the browser tells them
