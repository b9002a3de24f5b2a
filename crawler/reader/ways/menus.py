"""Menu entries that promise a list and whose way only a script knows, pressed in the browser."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence

from selectolax.lexbor import LexborNode

from classifier.page.around import holders
from crawler.fetching import Ask, Click, Effect
from crawler.reader.asking import scripts
from crawler.reader.asking.session import Session
from crawler.reader.choosing.choosers import in_record, names_of
from crawler.reader.choosing.step_choices import groups, is_among
from crawler.reader.page.document import Document, in_chrome
from crawler.reader.page.said import line_of
from crawler.reader.page.view import View, believable
from crawler.reader.page.words import fold, leads_elsewhere, listing_score, sends
from crawler.reader.ways.admitted import may_lead

MOST = 4  # entries of one page that are pressed
MOST_UNSAID = 8  # those whose words promise little
_FLOOR = 5.0  # what an entry must promise
_BROUGHT = 20.0  # what an entry promises that brought a list when it was pressed
_FLOORS = 3  # from the words of a link to the link
_DEEP = 20  # from a control to the form or foot in which it stands
_APART = frozenset({"form", "footer"})
_LONGEST = 60  # characters of what promises a list
_ENTRY = 40  # of any other entry: what is longer is a headline
_ROLES = frozenset({"link", "button", "menuitem", "tab", "treeitem", "option"})
_PRESSED = frozenset("onclick tabindex ng-click data-ng-click x-on:click @click wire:click routerlink ui-sref".split())
_HAND = re.compile(r"cursor:\s*pointer", re.IGNORECASE)
_TAGS = ("a", "button", "li", "span", "div", "b")


async def pressed(session: Session, page: View, *, unsaid: bool = False) -> tuple[list[tuple[Ask, float]], list[View]]:
    """What pressing the entries of a page told: addresses with what they promise, and the lists that the page asked for.

    `unsaid`: the entries whose words promise little, in place of those that promise a list.
    """
    entries = unpromising(page.document)[:MOST_UNSAID] if unsaid else unreadable(page.document, names_of(page))[:MOST]
    found = entries if session.may_render else []
    ways: list[tuple[Ask, float]] = []
    lists: list[View] = []
    for way in await session.follow(page.ask.url, [click for _, click in found]):
        at = way.url if way.effect is Effect.ROUTE and way.url else page.url  # the page whose script asked, which shows the list
        answers = list(scripts.views_in(session, way.exchanges, at))
        if way.url and way.method == "GET" and way.effect in {Effect.ADDRESS, Effect.ROUTE, Effect.WINDOW}:
            ask = Ask(way.url)
            if may_lead(ask, page.url):
                promise = next(score for score, click in found if click == way.click)
                ways.append((ask, max(promise, _BROUGHT) if any(map(believable, answers)) else promise))
        lists += answers
    return ways, lists


def unreadable(document: Document, names: frozenset[str] = frozenset()) -> list[tuple[float, Click]]:
    """Elements that promise a list and lead nowhere by themselves, the best first; none of those among which one chooses a part of it.
    `names`: of the records that the page shows, what stands in which is no entry of a menu, though it may be called like one.
    """
    standing = groups(document)

    def promising(node: LexborNode, text: str) -> float | None:
        score = listing_score(text, "")
        return score if score >= _FLOOR and not is_among(standing, node) else None

    return sorted(_entries(document, promising, names), key=lambda pair: -pair[0])


def unpromising(document: Document) -> list[tuple[float, Click]]:
    """Elements that are made to be pressed, lead nowhere by themselves and are called like nothing that is known, the best first: a portal
    may call its list "Công việc".
    """
    return sorted(_entries(document, _pressable), key=lambda pair: -pair[0])


def left_unread(pages: Sequence[View]) -> str:
    """What to say of a portal that shows itself by scripts alone and in which no list was found. `pages`: those that were drawn."""
    controls = [(page, click) for page in pages for _, click in (*unreadable(page.document), *unpromising(page.document))]
    said = [line_of(page.document.tree.css(click.selector)[click.index]) for page, click in controls]
    named = f"; entries that led to none: {', '.join(dict.fromkeys(said[:MOST]))}" if said else ""
    return f"unread: scripts alone show this portal, and no list was found in what they {'drew' if pages else 'would draw'}{named}"


def _entries(
    document: Document, wanted: Callable[[LexborNode, str], float | None], names: frozenset[str] = frozenset()
) -> list[tuple[float, Click]]:
    found: dict[str, tuple[float, Click]] = {}
    for tag in _TAGS:
        for index, node in enumerate(document.tree.css(tag)):
            text = line_of(node)
            score = wanted(node, text) if 3 <= len(text) <= _LONGEST else None
            if score is None or document.leads(node) or any(h.tag == "a" and document.leads(h) for h in holders(node, _FLOORS)):
                continue
            if names and in_record(node, names):
                continue
            found.setdefault(fold(text), (score, Click(tag, index)))
    return list(found.values())


def _pressable(node: LexborNode, text: str) -> float | None:
    """What an element promises that says of itself that it is pressed, or that stands in a menu and holds nothing else."""
    score = listing_score(text, "")
    if len(text) > _ENTRY or score >= _FLOOR or leads_elsewhere(text) or not any(c.isalpha() for c in text):
        return None
    if sends(text) and score <= 0:  # "Nộp hồ sơ" on a front page asks first what one wants to do, and is the way to the list
        return None
    if any(h.tag in _APART for h in holders(node, _DEEP)) or node.css_first("input, select, textarea, button, [role]") is not None:
        return None
    attributes = node.attributes
    marked = node.tag in {"a", "button"} or (attributes.get("role") or "") in _ROLES or bool(_PRESSED & attributes.keys())
    marked = marked or _HAND.search(attributes.get("style") or "") is not None
    return score if marked or (in_chrome(node) and all(child.tag == "-text" for child in node.iter(include_text=True))) else None
