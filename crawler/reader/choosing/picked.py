"""Choices over a list of which a script alone knows what they ask for, of a box or of a row of circles: they are made in the browser, and
what follows is the list of that part.
"""

from __future__ import annotations

import re
from collections.abc import AsyncGenerator, Iterator, Mapping
from dataclasses import dataclass, replace

from selectolax.lexbor import LexborHTMLParser, LexborNode

from crawler.fetching import Ask, Click, Effect, Followed
from crawler.reader.asking.session import Session
from crawler.reader.choosing.choices import divide
from crawler.reader.choosing.choosers import Pick, barred, list_of
from crawler.reader.choosing.cuts import Cut, says_everything
from crawler.reader.page.addresses import same_site
from crawler.reader.page.document import Document, in_chrome
from crawler.reader.page.forms import label_of
from crawler.reader.page.row_clicks import click_on
from crawler.reader.page.said import words_of
from crawler.reader.page.view import View
from crawler.reader.page.words import shows

MOST = 60  # choices of one box
AT_ONCE = 8  # choices made on a page that is drawn once
_FLOORS = 4  # from a box to what holds the button beside it
_BUTTONS = ("button", "input", "a")
_HEARS = re.compile(r"\(\s*['\"](?:change|input|click)\b|\.(?:change|click)\s*\(|\.on(?:change|click)\s*=")


@dataclass(frozen=True, slots=True)
class Parts:
    """A box or a row of circles. `node`: the box, or the first circle; `now`: what is chosen; `wanted`: what brings the rest of a list."""

    called: str
    node: LexborNode
    now: Click
    wanted: tuple[Click, ...]
    words: Mapping[Click, str]


def of_box(cut: Cut, document: Document) -> Parts:
    """The choices of a box."""
    places = {node.mem_id: place for place, node in enumerate(document.tree.css("option"))}
    clicks = {node.mem_id: Click("option", places[node.mem_id], words_of(node), goes_on=True) for node in (cut.now, *cut.wanted)}
    words = {clicks[node.mem_id]: words_of(node) for node in (cut.now, *cut.wanted)}
    return Parts(cut.called, cut.chooser.box.node, clicks[cut.now.mem_id], tuple(clicks[node.mem_id] for node in cut.wanted), words)


def circles(document: Document) -> Iterator[Parts]:
    """The rows of circles in the content of a page that have one part of the portal chosen, and no choice for everything."""
    labels = {label.attributes.get("for") or "": words_of(label) for label in document.tree.css("label[for]")}
    rows: dict[str, list[tuple[LexborNode, Click, str]]] = {}
    for place, node in enumerate(document.tree.css("input")):
        name = node.attributes.get("name") or ""
        if name and (node.attributes.get("type") or "").lower() == "radio" and not in_chrome(node):
            said = labels.get(node.attributes.get("id") or "") or label_of(node)
            rows.setdefault(name, []).append((node, Click("input", place, goes_on=True), said))
    for name, row in rows.items():
        now = next((click for node, click, _ in row if "checked" in node.attributes), None)
        all_words = [words for _, _, words in row]
        if now is not None and len(row) > 1 and divide(all_words) and not any(map(says_everything, all_words)):
            rest = tuple(click for _, click, _ in row if click != now)
            yield Parts(name, row[0][0], now, rest, {click: words for _, click, words in row})


def may_be_told(row: Parts, document: Document) -> bool:
    """Whether a script of the page may be told which circle of a row is chosen."""
    return any(name.startswith("on") for name in row.node.attributes) or _HEARS.search(document.scripts) is not None


async def picks(session: Session, page: View, parts: Parts, *, again: bool) -> AsyncGenerator[Pick]:
    """What each choice brings, by itself or with the button beside it. `page`: as the server or the browser gave it, to be had by its
    address; `again`: what is chosen already is chosen last.
    """
    if not session.may_render or page.ask.method != "GET" or page.ask.into is not None:
        return
    clicks = [*parts.wanted[:MOST], *([parts.now] if again else [])]
    button: Click | None = None
    for start in range(0, len(clicks), AT_ONCE):
        some = clicks[start : start + AT_ONCE]
        ways = await session.follow(page.ask.url, some if button is None else [_behind(button, click) for click in some])
        if not start and not any(map(_did_something, ways)) and (button := _beside(parts.node, page.document)) is not None:
            ways = await session.follow(page.ask.url, [_behind(button, click) for click in some])
        for click, way in zip(some, ways, strict=False):
            yield Pick(parts.words[click], await _list_of(session, way, page), barred(way, page.url))


async def _list_of(session: Session, way: Followed, page: View) -> View | None:
    if way.effect is Effect.ADDRESS and way.url and same_site(way.url, page.url):
        return await session.ask(Ask(way.url, referer=page.url), quiet=True)
    return list_of(session, way, page)


def _did_something(way: Followed) -> bool:
    """Whether a choice did more than to be chosen, which the box shows, or was kept from it."""
    led = way.effect in (Effect.ADDRESS, Effect.WINDOW, Effect.FORM, Effect.ROUTE)
    return led or bool(way.exchanges or way.refused) or _text(way.html) != _text(way.before)


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
        for node in _buttons(around):
            words = words_of(node)
            if shows(words or node.attributes.get("value") or "") and not in_chrome(node):
                return replace(click_on(document, node), words=words)
        around = around.parent
    return None


def _buttons(around: LexborNode) -> Iterator[LexborNode]:
    for tag in _BUTTONS:
        for node in around.css(tag):
            if tag != "input" or (node.attributes.get("type") or "").lower() in {"button", "submit"}:
                yield node
