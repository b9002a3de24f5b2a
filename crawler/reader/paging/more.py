"""Lists that grow where they stand: what the button for more, or the end of the list when it comes into view, asks for.

The code of the page says what is asked for, the data of the button which part; the answer brings the next button along, or none at the end.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from selectolax.lexbor import LexborNode

from crawler.fetching import AJAX, Ask, Purpose
from crawler.reader.asking.own_code import own_code, own_files
from crawler.reader.page.addresses import absolute, same_site
from crawler.reader.page.document import Document, data_of, in_chrome, is_hidden
from crawler.reader.page.templates import data_names, url_templates
from crawler.reader.page.view import View
from crawler.reader.page.words import is_more
from crawler.reader.paging.fragments import NOT_LIST
from crawler.reader.paging.press import by_data
from crawler.reader.paging.state import Walk, by_numbers

_ASKS = ("hx-get", "data-hx-get", "ic-get-from", "ic-append-from", "up-href", "data-next-url", "data-url-next", "data-load-url", "src")
_BUTTONS = "a, button, input[type=button], input[type=submit], [role=button], [onclick], span, div, li, p"
_SEEN = (
    "[hx-get][hx-trigger*=revealed], [hx-get][hx-trigger*=intersect], [data-hx-get][data-hx-trigger*=revealed],"
    " [data-hx-get][data-hx-trigger*=intersect],"
    " [ic-append-from][ic-trigger-on*=scrolled], [ic-get-from][ic-trigger-on*=scrolled], turbo-frame[loading=lazy][src]"
)
_GROWS = re.compile(r"IntersectionObserver|infinite-?scroll|(?:onscroll\s*=|['\"]scroll['\"]|\.scroll\s*\()", re.IGNORECASE)
_FETCHES = re.compile(r"\bfetch\s*\(|XMLHttpRequest|\$\.(?:get|post|ajax|getJSON)|axios|\.load\s*\(")
# What stands at the end of a list that grows, by its class or id.
SENTINEL = re.compile(
    r"(?:^|[\s_-])(?:sentinel|infinite|load-?more|scroll-?end|end-?of-?list|moc|cuoi-?(?:trang|danh-?sach)|tai-?them)(?:$|[\s_-])"
)
_ADDRESS = re.compile(r"(?:https?:/)?/[^\s{}<>/][^\s{}<>]*|\?[^\s{}<>]+=[^\s{}<>]*")
_LONGEST = 60  # characters of a button


def buttons(document: Document) -> list[LexborNode]:
    """The controls of a page that show more of its list where they stand, those that only lead elsewhere excepted."""
    found: dict[int, LexborNode] = {}  # the parser tells a node once for each alternative of the selector that it matches
    for node in document.tree.css(_BUTTONS):
        text = " ".join((node.attributes.get("value") or "" if node.tag == "input" else node.text(separator=" ")[:300]).split())
        if not text or len(text) > _LONGEST or not is_more(text) or _gone(node) or in_chrome(node) or document.leads(node):
            continue
        if node.tag in {"span", "div", "li", "p"} and not _pressable(node):
            continue
        found[node.mem_id] = node
    return list(found.values())


def _revealed(document: Document) -> list[LexborNode]:
    """Elements that ask for what comes next as soon as they come into view."""
    return [node for node in document.tree.css(_SEEN) if not in_chrome(node)]


def _watched(document: Document, code: str) -> list[LexborNode]:
    """The one element that keeps what the code of the page asks with when one scrolls to it: rows keep as much, but there are several."""
    if not adds(code):
        return []
    names = {name for template in url_templates(code) if not NOT_LIST.search(template.skeleton) for name in data_names(template)}
    kept = [document.tree.css(f"[data-{name}]") for name in sorted(names)]
    return [nodes[0] for nodes in kept if len(nodes) == 1 and not in_chrome(nodes[0])]


def _pressable(node: LexborNode) -> bool:
    return "onclick" in node.attributes or any(name.startswith(("data-", "hx-")) for name in node.attributes)


def _gone(node: LexborNode) -> bool:
    if any(name in {"aria-expanded", "aria-controls"} or name.startswith("data-bs-") for name in node.attributes):
        return True  # it opens what is there already
    return "disabled" in node.attributes or is_hidden(node)


def grows(view: View) -> bool:
    """Whether a page adds to its list when a button for more is pressed or its end comes into view."""
    if view.is_data:
        return False
    document = view.document
    return bool(buttons(document) or _revealed(document)) or by_itself(document)


def by_itself(document: Document) -> bool:
    """Whether the list grows when its end comes into view."""
    if adds(document.scripts):
        return True
    ends = (f"{node.attributes.get('class') or ''} {node.attributes.get('id') or ''}" for node in document.tree.css("div, li, p, span"))
    return bool(document.script_files) and any(SENTINEL.search(name.lower()) for name in ends)


def adds(code: str) -> bool:
    """Whether code asks for something when one scrolls."""
    return _GROWS.search(code) is not None and _FETCHES.search(code) is not None


async def by_more(state: Walk, start: View) -> None:
    """Ask for what the button for more would, again and again, as long as that brings records."""
    code = start.document.scripts
    asks = list(pressed(start.document, start.document, code))
    if not asks and own_files(start) and any(_keeps_data(node) for node in buttons(start.document)):
        code = f"{code}\n{await own_code(state.session, start)}"
        asks = list(pressed(start.document, start.document, code))
    told = False  # whether answers bring the next button along
    while asks and not state.done:
        for ask in asks[:2]:
            answer = await state.session.ask(replace(ask, into=state.first.url), quiet=True)
            if state.take(answer) and answer is not None:
                break
            state.wasted += 1
        else:
            return
        state.mechanic = "fragment"
        asks = [] if answer.is_data else list(pressed(answer.document, start.document, code))
        told = told or bool(asks)
        state.stuck = state.stuck and not told  # the last part is the one that brings no next button
        if not asks and not told:
            await by_numbers(state, answer)  # a script would count on


def _keeps_data(node: LexborNode) -> bool:
    return bool(data_of(node.attributes))


def pressed(document: Document, page: Document, code: str) -> Iterator[Ask]:
    """What the buttons for more in a page or a part of it ask for, by what `code` makes of their data or they say themselves."""
    for node in [*buttons(document), *_revealed(document), *_watched(document, code)]:
        attributes = {name: value or "" for name, value in node.attributes.items()}
        own = next((attributes[name] for name in _ASKS if attributes.get(name)), "")
        made = [] if own else list(by_data(attributes, page, code))
        url = absolute(page.base, own or ("" if made else _address_told(attributes, code)))
        if url and same_site(url, page.page.url):
            yield Ask(url, Purpose.DATA, headers=AJAX, referer=page.page.url)
        yield from made


def _address_told(attributes: dict[str, str], code: str) -> str:
    """The address that a button keeps whole in a piece of data, under whatever name, where the code of the page speaks of that piece."""
    for name, value in attributes.items():
        spoken = (name, re.sub(r"-(\w)", lambda m: m[1].upper(), name.removeprefix("data-")))
        if name.startswith("data-") and _ADDRESS.fullmatch(value) and any(one in code for one in spoken):
            return value
    return ""
