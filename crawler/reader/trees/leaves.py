"""Lists that hang on the last branches of a tree: agencies that one opens floor by floor, and whose lists only a script asks for.

The nodes come from data (`branches`). Two of the last ones are pressed where they stand, which takes opening what is above them; what
the two presses ask for tells what the others would.
"""

from __future__ import annotations

from collections.abc import AsyncGenerator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from classifier.model import Page, Row
from crawler.fetching import Click, Effect, Exchange, Followed
from crawler.reader.asking.scripts import ask_again, lists_in
from crawler.reader.asking.session import Session
from crawler.reader.choosing import choosers
from crawler.reader.page.document import Document
from crawler.reader.page.learned import HOLE, template_between
from crawler.reader.page.nodes import Node
from crawler.reader.page.templates import UrlTemplate
from crawler.reader.page.view import View
from crawler.reader.paging.press import ask_of
from crawler.reader.trees.toggles import openers, saying

MOST = 400  # lists of one tree
MOST_PRESSED = 60  # those that are pressed one by one, where two presses told no request
SAMPLES = 2
TRIES = 5  # nodes that are pressed until two brought a list


@dataclass(frozen=True, slots=True)
class _Pressed:
    """A node that was pressed: the list that showed, and the request that brought it, where there was one."""

    node: Node
    view: View
    exchange: Exchange | None


async def shown(session: Session, view: View, leaves: Sequence[Node]) -> AsyncGenerator[tuple[str, View]]:
    """The name of each last node of the tree on a page, and the list that hangs on it; nothing where the first ones have none."""
    if not session.may_render:
        return
    learned: list[_Pressed] = []
    tried: list[Node] = []
    for node in _spread(leaves)[:TRIES]:
        if len(learned) == SAMPLES:
            break
        tried.append(node)
        pressed = await _press(session, view, node)
        learned += [pressed] if pressed is not None else []
    for one in learned:
        yield one.node.name, one.view
    if not learned:
        return
    template, key = _template(learned)
    rest = [node for node in leaves if not any(node is one.node for one in learned)]
    if template is None:
        for node in [node for node in rest if not any(node is other for other in tried)][:MOST_PRESSED]:
            found = await _press(session, view, node)
            if found is not None:
                yield node.name, found.view
        return
    model = learned[0].exchange
    for node in rest[:MOST]:
        value = str(node.values.get(key, ""))
        ask = ask_of(template, template.fill({HOLE: value}) or "", {HOLE: value}, view.document) if value else None
        if ask is None or model is None:
            continue
        again = ask_again(model, view.url)
        listed = await session.ask(replace(again, url=ask.url, body=ask.body), quiet=True)
        if listed is not None and listed.readable and listed.reading.rows:
            yield node.name, listed


async def clicks(session: Session, view: View, rows: Sequence[Row], most: int = SAMPLES) -> list[tuple[Row, Click]]:
    """Where to press for some of the rows that hang on a tree, with what opens the tree down to there: one branch after the other until
    there are so many.
    """
    told: list[tuple[Row, Click]] = []
    places: dict[tuple[str, ...], list[tuple[Row, Node]]] = {}
    for row in rows:
        node = next((node for node in view.tree if node.name == row.name and (row.key or node.ident) == node.ident), None)
        if node is not None:
            places.setdefault(node.above, []).append((row, node))
    for members in sorted(places.values(), key=len, reverse=True)[:most]:
        way = await opened_above(session, view, members[0][1])
        document = Document(Page(view.url, way[1])) if way is not None else None
        found = [(row, saying(document, node.name)) for row, node in members] if document is not None else []
        told += [(row, replace(click, after=way[0])) for row, click in found if click is not None and way is not None]
        if len(told) >= most:
            break
    return told[:most]


def _spread(leaves: Sequence[Node]) -> list[Node]:
    """The nodes, the first of every branch before the second ones: a branch may hold nothing."""
    places: dict[tuple[str, ...], int] = {}
    order: list[tuple[int, int]] = []
    for index, node in enumerate(leaves):
        places[node.above] = places.get(node.above, -1) + 1
        order.append((places[node.above], index))
    return [leaves[index] for _, index in sorted(order)]


def _template(learned: Sequence[_Pressed]) -> tuple[UrlTemplate | None, str]:
    """What the requests of two nodes have in common, and which value of a node fills the hole."""
    exchanges = [one.exchange for one in learned if one.exchange is not None]
    if len(learned) < SAMPLES or len(exchanges) < SAMPLES:
        return None, ""
    template = template_between(exchanges[0], exchanges[1])
    if template is None:
        return None, ""
    for key in learned[0].node.values:
        if all(_asks_for(template, str(one.node.values.get(key, "")), exchange) for one, exchange in zip(learned, exchanges, strict=True)):
            return template, key
    return None, ""


def _asks_for(template: UrlTemplate, value: str, exchange: Exchange) -> bool:
    """Whether a template filled with a value is that request."""
    if not value or template.fill({HOLE: value}) != exchange.url:
        return False
    told = [name for name, expression in template.body if expression == HOLE]
    text = exchange.request_body or ""
    return not told or any(f"{mark}{value}{mark}" in text.replace(" ", "") for mark in ('"', "")) or f"{told[0]}={value}" in text


async def _press(session: Session, view: View, node: Node) -> _Pressed | None:
    """Press a node where it stands; None when it is not to be found or shows no list."""
    way = await opened_above(session, view, node)
    if way is None:
        return None
    path, html = way
    target = saying(Document(Page(view.url, html)), node.name)
    if target is None:
        return None
    for followed in await session.follow(view.ask.url, [replace(target, after=path)]):
        listed = choosers.list_of(session, followed, view)
        if listed is not None:
            return _Pressed(node, listed, _behind(session, followed, listed, view))
    return None


def _behind(session: Session, followed: Followed, listed: View, view: View) -> Exchange | None:
    """The request that brought a list, None where it is the page itself."""
    for exchange in followed.exchanges:
        answers = lists_in(session, (exchange,), view.url)
        if any(answer.url == listed.url and answer.reading.rows == listed.reading.rows for answer in answers):
            return exchange
    return None


async def opened_above(session: Session, view: View, node: Node) -> tuple[tuple[Click, ...], str] | None:
    """What to press to open the branches above a node, and the page then; None when one cannot be opened."""
    path: tuple[Click, ...] = ()
    html = view.document.source
    for name, below in pairwise((*node.above, node.name)):
        document = Document(Page(view.url, html))
        ways = [replace(click, after=path) for click in openers(document, name)]
        told = [way for way in await session.follow(view.ask.url, ways) if way.html and way.effect in {Effect.DATA, Effect.CHANGE}]
        best = next((way for way in told if saying(Document(Page(view.url, way.html)), below) is not None), None)
        if best is None:
            return None
        path, html = (*path, replace(best.click, after=())), best.html
    return path, html
