"""What a page offers to choose from since it was pressed: buttons that stand together, and boxes."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Set
from dataclasses import dataclass

from selectolax.lexbor import LexborNode

from classifier.page.around import holders
from crawler.fetching import Click
from crawler.reader.choosing.cuts import is_everything
from crawler.reader.page.document import Document
from crawler.reader.page.said import words_of
from crawler.reader.page.words import names_part, shows

_ROLES = "[role=button], [role=option], [role=menuitem], [role=tab], [role=radio]"
_TAGS = ("a", "button", _ROLES, "li", "span", "div", "td", "label", "p", "dt", "dd", "section", "article", "h3", "h4", "h5", "b", "strong")
_ASKERS = "button, input[type=button], input[type=submit], [role=button]"
_CIRCLES = "input[type=radio], input[type=checkbox]"
_SHORTEST, _LONGEST = 2, 90  # characters of the words of a choice
_NAMED = 0.5  # part of the choices that must be named like parts of a list
_FLOORS = 3  # from what stands beside the words of a choice to what holds both
_BESIDE = 40  # characters that stand beside the words of a choice
_MOST = 300  # choices that stand together
_NUMBERS = re.compile(r"\d[\d.,]*")
_COUNT = re.compile(r"\s*\(?\d[\d.]*(?:\s+[^\W\d]+){0,2}\)?$")


@dataclass(frozen=True, slots=True)
class Choice:
    """One of several things to press. `value`: what a box or a circle sends for it; `place`: where it stands, equal for those beside it."""

    words: str
    click: Click
    value: str = ""
    place: str = ""


Group = tuple[Choice, ...]


def groups(
    document: Document, before: Document | None = None, told: frozenset[str] = frozenset(), makes: Set[tuple[str, str]] = frozenset()
) -> list[Group]:
    """The choices that a page offers and did not offer `before`, those that are named most like parts of a list first.

    `told`: the words of the data that came with them: what these name is a choice, whatever it is called. `makes`: of choices behind others
    beside the one that was made: what stands in their place is as good. So is a box that was filled because something was chosen: parts may
    be called anything, and nobody fills a box for nothing.
    """
    boxes, buttons = _boxes(document, before), _buttons(document, before)
    filled = {id(group) for group in boxes if before is not None and not all(choice.words.isdecimal() for choice in group)}
    found = [*boxes, *buttons]
    named = {id(group): max(_named(group), _told(group, told)) for group in found}
    taken = [g for g in found if named[id(g)] >= _NAMED or id(g) in filled or make_of(g) in makes]
    return sorted(taken, key=lambda group: (named[id(group)] < _NAMED and make_of(group) not in makes, -named[id(group)]))


def is_among(standing: Iterable[Group], node: LexborNode) -> bool:
    """Whether an element is one of several choices that name parts of a list, or the count beside the words of one: an agency that counts
    its procedures is no entry of a menu. An entry may stand beside the name of the agency whose portal it is.
    """
    own = words_of(node)
    words = [choice.words for group in standing for choice in group]
    if not _NUMBERS.search(own):
        return own in words and names_part(own)
    said = [own, *map(words_of, holders(node, _FLOORS))]
    return any(one in told and len(told) <= len(one) + _BESIDE for told in said for one in words)


def make_of(group: Group) -> tuple[str, str]:
    """What the choices of a group are and where they stand, whatever they are called."""
    return group[0].click.selector, group[0].place


def unnamed(document: Document, before: Document) -> bool:
    """Whether something has shown to choose from, whose words do not say that it is."""
    return any(len(group) > 1 for group in _buttons(document, before))


def askers(document: Document) -> list[Click]:
    """Buttons that show what was chosen in boxes."""
    found = []
    for index, node in enumerate(document.tree.css(_ASKERS)):
        words = words_of(node) or node.attributes.get("value") or ""
        if shows(words) and not document.leads(node):
            found.append(Click(_ASKERS, index))
    return found


def _named(group: Group) -> float:
    return sum(names_part(choice.words) for choice in group) / len(group)


def _told(group: Group, told: frozenset[str]) -> float:
    return sum(uncounted(choice.words) in told for choice in group) / len(group)


def uncounted(words: str) -> str:
    """The words of a choice without the count behind them."""
    return _COUNT.sub("", words)


def _boxes(document: Document, before: Document | None) -> list[Group]:
    """Boxes whose choices are new; what chooses nothing, or everything, is no choice."""
    known = {_options_of(node) for node in before.tree.css("select")} if before is not None else set()
    places = {node.mem_id: index for index, node in enumerate(document.tree.css("option"))}
    found = []
    for node in document.tree.css("select"):
        if _options_of(node) in known:
            continue
        real = [option for option in node.css("option") if not is_everything(option) and "disabled" not in option.attributes][:_MOST]
        box = node.attributes.get("id") or node.attributes.get("name") or document.place_of(node)[0]
        if group := tuple(_choice(option, places[option.mem_id], box) for option in real):
            found.append(group)
    return found


def _choice(option: LexborNode, index: int, box: str) -> Choice:
    words = words_of(option)
    return Choice(words, Click("option", index, words), option.attributes.get("value") or words, box)


def _options_of(node: LexborNode) -> tuple[str, ...]:
    return tuple(words_of(option) for option in node.css("option"))


def _buttons(document: Document, before: Document | None) -> list[Group]:
    """Elements of one make at one place that lead nowhere by themselves."""
    rows: dict[tuple[str, str], dict[str, tuple[LexborNode, Choice]]] = defaultdict(dict)
    taken: set[str] = set()
    for tag in _TAGS:
        known = {words_of(node) for node in before.tree.css(tag)} if before is not None else set()
        for index, node in enumerate(document.tree.css(tag)):
            words = words_of(node)
            if not _SHORTEST <= len(words) <= _LONGEST or words in taken or words in known or len(_NUMBERS.findall(words)) > 1:
                continue
            circle = node.css_first(_CIRCLES) if tag == "label" else None
            if document.leads(node) or (circle is None and node.css_first("select, input, textarea, table") is not None):
                continue
            sends = (circle.attributes.get("value") or words) if circle is not None else ""
            place = document.place_of(node)[0]
            rows[tag, place].setdefault(words, (node, Choice(words, Click(tag, index, words), sends, place)))
        taken |= {words for (kind, _), members in rows.items() if kind == tag for words in members}
    around = set[int]().union(*(_around(node for node, _ in members.values()) for members in rows.values()))
    found = [tuple(choice for node, choice in members.values() if node.mem_id not in around)[:_MOST] for members in rows.values()]
    return [group for group in found if group]


def _around(nodes: Iterable[LexborNode]) -> set[int]:
    """The elements that hold several choices that stand together."""
    held = Counter(holder.mem_id for node in nodes for holder in holders(node))
    return {holder for holder, count in held.items() if count > 1}
