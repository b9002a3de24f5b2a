"""Boxes that a button to apply opens over its page and that ask first which case one has, or which agency is to take the dossier: what they
ask is chosen in the browser, and the button to go on is pressed and held back.

A box may be filled only when it opens, or when the one before it was chosen; its choices may themselves lead on.
"""

from __future__ import annotations

import re
from collections.abc import Awaitable, Callable, Iterator
from dataclasses import dataclass, replace

from selectolax.lexbor import LexborNode

from classifier.behind.casechoice import MOST, asks_for_case, asks_to_choose
from crawler.fetching import Click, Effect, Followed
from crawler.reader.page.document import Document
from crawler.reader.page.row_clicks import click_on
from crawler.reader.page.said import words_of
from crawler.reader.page.words import fold

PressOne = Callable[[Click], Awaitable[Followed | None]]
_ROUNDS = 3  # boxes that are filled one after the other: province, commune, counter
_WORDS = 3  # characters that a choice has at least
_LEFT_OUT = 1000  # elements of a part; a larger one is a page
_HOLDERS = "div, section, dialog, form, fieldset, aside, article, ul, table, td, p"
_DRESS = ("class", "style", "hidden", "aria-hidden", "open")
_ON = re.compile(
    r"\W*(?:dong y|tiep tuc|tiep theo|tiep|buoc tiep|chon|nop|bat dau|vao|xac nhan|thuc hien|dang ky|lam|co|ok|di (?:den|toi)|chuyen|next"
    r"|hoan tat|toi trang|mo)\b"
)
_BACK = re.compile(r"\W*(?:huy|dong(?! y)|thoat|quay|tro|bo qua|khong|close|cancel|lam lai|nhap lai|tim|loc)\b")
_EMPTY = re.compile(r"\W*(?:(?:hay |vui long |moi )?(?:chon|lua chon)\b.*|tat ca|all|select\b.*|dang tai.*)?\W*")
_AGREES = re.compile(r"\W*(?:dong y|tiep tuc|tiep theo|tiep|xac nhan|ok|next|hoan tat|buoc tiep(?: theo)?)\W*")
_PRESSED = "button, a, li[onclick], div[onclick], span[onclick], tr[onclick], [role=button], [role=option], input[type=button]"
_LEADS = frozenset({Effect.ADDRESS, Effect.WINDOW, Effect.ROUTE})


@dataclass(frozen=True, slots=True)
class Asked:
    """What a box asks. `choices`: of the first of its questions; `on`: the button to go on, None where a choice itself leads on; `cases`:
    whether the choices are cases of the procedure, each of which counts.
    """

    choices: tuple[Click, ...]
    on: Click | None
    cases: bool


def asked(before: Document, after: Document, answered: int = 0) -> Asked | None:
    """What the part asks that opened, or was filled, between two states of a page; None where it asks nothing that can be chosen.

    `answered`: how many of its questions are answered already.
    """
    opened = list(_opened(before, after))
    found = [(node, rows) for node in opened if (rows := list(_questions(node)))]
    found = found or [(node, [tiles]) for node in opened if (tiles := _tiles(node))]
    if not found:
        return None
    with_button = [(node, rows) for node, rows in found if _button_on(node) is not None]
    part, rows = min(with_button or found, key=lambda one: len(one[0].text()))
    if len(rows) <= answered:
        return None
    choices = tuple(_click(node, after) for node in rows[answered])
    button = _button_on(part)
    return Asked(choices, _click(button, after) if button is not None else None, asks_for_case(fold(words_of(part))))


async def ways_on(press: PressOne, opened: tuple[Click, ...], before: Document, after: Document) -> list[Followed]:
    """Where each case leads that a box asks for, or the first of the agencies; [] where one of them leads nowhere, or the box asks nothing.

    `opened`: what was pressed for the box to show.
    """
    told = asked(before, after)
    if told is None:
        return []
    ways: list[Followed] = []
    for choice in told.choices[:MOST] if told.cases else told.choices[:1]:
        way = await _through(press, opened, choice, before, after)
        if way is None:
            return []
        ways.append(way)
    return ways if not told.cases or len(told.choices) <= MOST else []


async def _through(press: PressOne, opened: tuple[Click, ...], choice: Click, before: Document, after: Document) -> Followed | None:
    """Where one goes on with a choice, after further questions that it brings up."""
    path, shown = opened, after
    for answered in range(_ROUNDS):
        way = await press(replace(choice, after=path))
        if way is None or way.effect is Effect.MISSING:
            return None
        if leads(way):
            return way
        path = (*path, replace(choice, after=()))
        shown = Document(replace(after.page, body=way.html)) if way.html else shown
        told = asked(before, shown, answered + 1)
        if told is None:
            break
        choice = told.choices[0]
    last = asked(before, shown)
    way = await press(replace(last.on, after=path)) if last is not None and last.on is not None else None
    return way if way is not None and leads(way) else None


def leads(way: Followed) -> bool:
    """Whether a press goes to another address, for which nothing is sent."""
    return way.effect in _LEADS and way.method == "GET" and bool(way.url)


def _opened(before: Document, after: Document) -> Iterator[LexborNode]:
    """The elements that a press showed, filled or added."""
    old = {_mark(node): _dress(node) for node in before.tree.css(_HOLDERS)}
    for node in after.tree.css(_HOLDERS):
        mark = _mark(node)
        if (mark not in old or old[mark] != _dress(node)) and len(node.css("*")) <= _LEFT_OUT:
            yield node


def _mark(node: LexborNode) -> tuple[str, str, str]:
    return node.tag or "", node.attributes.get("id") or "", " ".join(node.text(separator=" ").split())[:2000]


def _dress(node: LexborNode) -> tuple[str | None, ...]:
    return tuple(node.attributes.get(name, "-") for name in _DRESS)


def _questions(part: LexborNode) -> Iterator[list[LexborNode]]:
    """The boxes and rows of circles of a part that can be answered, each with its choices."""
    rows: dict[str, list[LexborNode]] = {}
    for node in part.css("select, input[type=radio]"):
        if "disabled" in node.attributes:
            continue
        if node.tag == "select":
            options = [o for o in node.css("option") if o.attributes.get("value") != "" and not _EMPTY.fullmatch(fold(words_of(o)))]
            rows[f"box {node.mem_id}"] = options
        else:
            rows.setdefault(f"circle {node.attributes.get('name') or ''}", []).append(node)
    yield from (row for row in rows.values() if row)


def _tiles(part: LexborNode) -> list[LexborNode]:
    """The choices of a part that asks for one and offers them as things to press."""
    if not asks_to_choose(fold(words_of(part))):
        return []
    tiles: list[LexborNode] = []
    for node in part.css(_PRESSED):
        said = fold(words_of(node) or node.attributes.get("value") or "")
        if len(said) < _WORDS or "disabled" in node.attributes or _BACK.match(said) or _AGREES.fullmatch(said):
            continue
        if not any(held.mem_id == node.mem_id for tile in tiles for held in tile.css("*")):
            tiles.append(node)
    return tiles


def _button_on(part: LexborNode) -> LexborNode | None:
    """The button of a part by which one goes on, and not back."""
    for node in part.css("button, a, input[type=button], input[type=submit]"):
        said = fold(words_of(node) or node.attributes.get("value") or "")
        if "disabled" not in node.attributes and _ON.match(said) and not _BACK.match(said):
            return node
    return None


def _click(node: LexborNode, document: Document) -> Click:
    return replace(click_on(document, node), words=words_of(node) if node.tag != "input" else "")
