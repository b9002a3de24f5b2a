"""Trees that grow branch by branch: agencies that open fields that open procedures, each asked for by a script of the page.

The answers are fragments. Put together they are the page as it stands with every branch open, and are read as one.
"""

from __future__ import annotations

import re
from collections import deque
from collections.abc import AsyncIterator, Iterator
from dataclasses import replace

from selectolax.lexbor import LexborNode

from classifier.reading import read_page
from crawler.fetching import AJAX, Ask, Purpose

from .addresses import kind_of
from .document import Document
from .own_code import own_code
from .paging.press import ask_of
from .session import Session
from .templates import UrlTemplate, data_names, resolve_call, url_templates
from .view import View
from .words import category_score

MOST = 150  # requests that opening one tree may cost
FEWEST = 2  # branches that make a tree
PATIENCE = 3  # branches that may answer nothing before the tree is left alone
_NO_BRANCH = re.compile(
    r"log-?in|dang-?nhap|captcha|thong-?ke|comment|chat|upload|delete|remove|rating|danh-?gia|nop-?|gui-?|luu\b|save|tai-?ve|download",
    re.IGNORECASE,
)
_WHOLE = re.compile(r"<(?:html|body|head)\b", re.IGNORECASE)


async def opened(session: Session, view: View) -> View | None:
    """The page with all branches of its tree open; None when it has none, or when they hold no rows."""
    code, branches = await _first_floor(session, view)
    if len(branches) < FEWEST:
        return None
    grown = await _grow(session, view, code, [(ask, template) for _, ask, template in branches])
    if not grown:
        return None
    source = view.document.source
    end = source.lower().rfind("</body")
    whole = f"{source[:end]}{''.join(grown)}{source[end:]}" if end >= 0 else source + "".join(grown)
    page = replace(view.page, body=whole)
    return replace(view, page=page, reading=read_page(page))


def alike(one: View, other: View) -> bool:
    """Whether two pages are one page for two parts of the portal: named like parts, under addresses of one kind, with the same code."""
    if one.is_data or other.is_data or kind_of(one.url) != kind_of(other.url):
        return False
    named = all(category_score(view.reading.title, "") > 0 for view in (one, other))
    return named and (one.document.scripts, one.document.script_files) == (other.document.scripts, other.document.script_files)


async def beside(session: Session, view: View) -> AsyncIterator[tuple[str, View]]:
    """What stands under the tabs over a list, each with the tab's words: a script fetches the lists of the others."""
    _, branches = await _first_floor(session, view)
    misses = 0
    for words, ask, _ in branches[:MOST]:
        answer = await session.ask(ask, quiet=True)
        if answer is not None and answer.readable and answer.reading.rows:
            misses = 0
            yield words, answer
        elif (misses := misses + 1) >= PATIENCE:
            return


async def _first_floor(session: Session, view: View) -> tuple[str, list[tuple[str, Ask, UrlTemplate]]]:
    """The code of a page and the branches that stand on it; with the code that it loads where it seems to have a tree without its own."""
    code = view.document.scripts
    branches = list(_branches(view.document, view, code))
    if len(branches) < FEWEST and view.document.script_files and _categories(view.document) >= FEWEST:
        code = f"{code}\n{await own_code(session, view)}"
        branches = list(_branches(view.document, view, code))
    return code, branches


async def _grow(session: Session, view: View, code: str, first: list[tuple[Ask, UrlTemplate]]) -> list[str]:
    """The fragments of all branches, those that other branches hold included."""
    queue = deque(ask for ask, _ in first)
    seen, templates = {(ask.url, ask.body) for ask in queue}, {template for _, template in first}
    grown: list[str] = []
    misses = asked = 0
    while queue and asked < MOST:
        answer = await session.ask(queue.popleft(), quiet=True)
        asked += 1
        if answer is None or not answer.readable or _WHOLE.search(answer.document.source[:2000]):
            misses += 1
            if misses >= PATIENCE and not grown:
                return []
            continue
        grown.append(f"<div>{answer.document.source}</div>")
        for _, ask, _ in _branches(answer.document, view, code, templates):
            if (ask.url, ask.body) not in seen:
                seen.add((ask.url, ask.body))
                queue.append(ask)
    return grown


def _categories(document: Document) -> int:
    return sum(not link.url and not link.chrome and category_score(link.text, "") > 0 for link in document.links)


def _branches(document: Document, view: View, code: str, known: set[UrlTemplate] | None = None) -> Iterator[tuple[str, Ask, UrlTemplate]]:
    """What would open the branches of a page or a fragment; on the page they are named like categories, below them like anything."""
    by_template: dict[UrlTemplate, list[tuple[str, Ask]]] = {}
    for words, template, address, values in (*_by_data(document, code), *_by_call(document, code)):
        ask = ask_of(template, address, values, view.document)
        if ask is None or _NO_BRANCH.search(template.skeleton) or (known is not None and template not in known):
            continue
        asked = Ask(ask.url, Purpose.DATA, ask.method, ask.body, {**AJAX, **ask.headers}, view.url, into=view.url)
        by_template.setdefault(template, []).append((words, asked))
    for template, found in by_template.items():
        named = sum(category_score(words, "") > 0 for words, _ in found)
        if known is not None or (len(found) >= FEWEST and named * 2 >= len(found)):
            yield from ((words, ask, template) for words, ask in found)


def _by_data(document: Document, code: str) -> Iterator[tuple[str, UrlTemplate, str, dict[str, str]]]:
    """Elements whose data attributes fill the holes of an address in the code."""
    for template in url_templates(code):
        names = data_names(template)
        if not names:
            continue
        for node in document.tree.css(f"[data-{names[0]}]"):
            values = {name: value for name, value in node.attributes.items() if name.startswith("data-") and value}
            address = template.fill(values)
            if address:
                yield _label(node), template, address, values


def _by_call(document: Document, code: str) -> Iterator[tuple[str, UrlTemplate, str, dict[str, str]]]:
    """Links whose script calls a function that asks for an address."""
    for link in document.links:
        if link.url is None and "(" in link.script and not link.chrome:
            for template, address, values in resolve_call(link.script, code):
                yield link.text, template, address, values


def _label(node: LexborNode) -> str:
    """The words of an element itself, or of the first thing in it that shows any."""
    first = node.css_first("a, button, span, summary, label") or node
    return " ".join(first.text(separator=" ").split())[:100]
