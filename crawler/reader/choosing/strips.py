"""Strips of tabs on a page whose parts only a script shows."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import islice
from weakref import WeakKeyDictionary

from selectolax.lexbor import LexborNode

from classifier.model import FieldKey
from classifier.page.around import holders
from classifier.words.tabwords import promises_applying
from classifier.words.wordings import label_key
from crawler.fetching import Click
from crawler.reader.asking.vacant import is_vacant
from crawler.reader.page.document import Document, in_chrome
from crawler.reader.page.words import fold

MOST = 8  # tabs of one strip
_LONGEST = 40  # characters of a tab's words
_ROWS = 2  # of one make that may each be a strip
_FLOORS = 2  # elements without a name of their own between the parts of a set of tabs
_NEAR = 3  # floors from a strip to what stands behind it
_CASE = re.compile(r"[-_]+|(?<=[a-z])(?=[A-Z])")
_TABS = re.compile(r"\btabs?(?:view|list|bar|nav|strip|set|menu|control)?\b", re.IGNORECASE)
STRIPS = ("span", "button", "a", "li", "div")
_OPENS = frozenset(("href", "aria-controls", "rel"))
_HEADINGS = "h1, h2, h3, h4, h5, h6, legend, summary"
_SAYS_MORE = "img, input, select, textarea, button, a[href], iframe"
_FRAMING = f"{_HEADINGS}, button, [data-dismiss], [data-bs-dismiss], [class*=title]"  # of a dialog
_SAYS = 8  # letters of a dialog beyond its frame
_UNSEEN = frozenset(("script", "style", "template", "br"))
_CHOSEN = re.compile(r"\b(?:active|current|selected|on)\b", re.IGNORECASE)

Tab = tuple[str, Click, LexborNode]
_STRIPS: WeakKeyDictionary[Document, list[Tab]] = WeakKeyDictionary()


def tabs_of(document: Document) -> tuple[tuple[str, Click], ...]:
    """The tabs of a page without those whose parts stand on the page: the one that is open, and those that have a panel of their own which
    says something.
    """
    return tuple((words, click) for words, click, _ in closed_tabs(document))


def closed_tabs(document: Document) -> list[Tab]:
    """The same, each with its element."""
    members = strip_of(document)
    shown = {*_chosen(members), *_standing(document, members)} if members else set()
    return [(words, click, node) for words, click, node in members if node.mem_id not in shown]


def tabs_within(part: Document, around: Document) -> tuple[tuple[str, Click], ...]:
    """The same of a part of a page, each by its place on that page; none where the part is not found there."""
    found = tabs_of(part)
    root = part.tree.css_first("body > *:not(base)") or part.tree.root
    if root is None:
        return ()
    for own in around.tree.css(re.sub(r"\W", "", root.tag or "")) if found else ():
        if own.html == root.html:
            return tuple((words, replace(click, index=_place(around, own, click))) for words, click in found)
    return ()


def _place(around: Document, part: LexborNode, click: Click) -> int:
    """Where on its page the element stands that a click on a part of it means."""
    meant = part.css(click.selector)[click.index - (part.tag == click.selector)]
    return next(index for index, node in enumerate(around.tree.css(click.selector)) if node.mem_id == meant.mem_id)


def strip_of(document: Document) -> list[Tab]:
    """The strip of tabs of a page: siblings of one make that lead nowhere and are called like parts of a procedure; behind them, in what
    holds them, may stand the panels. Several steps ask for it.
    """
    known = _STRIPS.get(document)
    if known is None:
        known = _STRIPS[document] = _find_strip(document)
    return known


def _find_strip(document: Document) -> list[Tab]:
    for tag in STRIPS:
        beside: dict[int, list[tuple[int, LexborNode]]] = defaultdict(list)
        for place, node in enumerate(document.tree.css(tag)):
            if node.parent is not None:
                beside[node.parent.mem_id].append((place, node))
        for siblings in beside.values():
            if 2 <= len(siblings) <= MOST:
                words = [_words_alone(node) for _, node in siblings]
                if _are_called_like_parts(words) and _are_tabs([node for _, node in siblings], document):
                    return [(said, Click(tag, place, said), node) for said, (place, node) in zip(words, siblings, strict=True)]
    return []


def _words_alone(node: LexborNode) -> str:
    """The words of an element, where they are one run and short enough for a tab; else ""."""
    said = [run for run in node.text(separator="\n").split("\n") if run.strip()]
    words = " ".join(said[0].split()) if len(said) == 1 else ""
    return words if 2 <= len(words) <= _LONGEST else ""


def _are_called_like_parts(words: Sequence[str]) -> bool:
    """Whether at least half of some words, and two of them, name parts of a procedure."""
    if not all(words):
        return False
    labels = sum(label_key(said) is not FieldKey.OTHER for said in words)
    # One for applying is a tab beside those of other parts; two alone are two ways to apply.
    named = sum(label_key(said) is not FieldKey.OTHER or promises_applying(said) for said in words) if labels else 0
    return named >= 2 and 2 * named >= len(words)


def _are_tabs(siblings: Sequence[LexborNode], document: Document) -> bool:
    """Whether all elements of a tag beside one another lead nowhere and are no rows, nor a part of the frame of the site."""
    holder = siblings[0].parent
    if holder is None or any(map(document.leads, siblings)) or not _come_first(holder, siblings):
        return False
    return not in_chrome(_around(siblings[0])) and not _is_one_of_rows(holder)


def _come_first(holder: LexborNode, members: Sequence[LexborNode]) -> bool:
    """Whether nothing else stands beside the elements of a tag but behind all of them, where no words part them."""
    tags = [child.tag for child in holder.iter(include_text=False)]
    count = len(members)
    if set(tags[:count]) != {members[0].tag}:
        return False
    return len(tags) == count or not any(map(_words_behind, members))


def _words_behind(node: LexborNode) -> bool:
    """Whether words of no element follow an element: those of a label."""
    behind = node.next
    return behind is not None and not behind.is_element_node and bool((behind.text_content or "").strip())


def _is_one_of_rows(holder: LexborNode) -> bool:
    """Whether what holds such siblings is one of several rows of one make, each with a label and its value: some values are called like
    parts of a procedure ("Sản phẩm | Thông báo kết quả").
    """
    outer, own = holder.parent, _make(holder)
    return outer is not None and sum(_make(node) == own for node in outer.iter(include_text=False)) > _ROWS


def _make(node: LexborNode) -> tuple[str | None, str, tuple[str | None, ...]]:
    return node.tag, node.attributes.get("class") or "", tuple(child.tag for child in node.iter(include_text=False))


def _chosen(members: Sequence[Tab]) -> set[int]:
    """The tab that is open: the only one that says so."""
    for said in (_says_chosen, _dressed_as_chosen):
        found = {node.mem_id for _, _, node in members if said(node)}
        if len(found) == 1:
            return found
    return set()


def _says_chosen(node: LexborNode) -> bool:
    return any(
        one.attributes.get("aria-selected") == "true" or one.attributes.get("aria-current") not in (None, "", "false") for one in _own(node)
    )


def _dressed_as_chosen(node: LexborNode) -> bool:
    return any(_CHOSEN.search(_CASE.sub(" ", one.attributes.get("class") or "")) for one in _own(node))


def _own(node: LexborNode) -> list[LexborNode]:
    """A tab and what is in it."""
    return [node, *islice(node.css("*"), 4)]


def _standing(document: Document, members: Sequence[Tab]) -> set[int]:
    """The tabs with a panel of their own on the page that says something: by the id that each names, or by its place behind the strip."""
    named = {node.mem_id: (panel, words) for words, _, node in members if (panel := _named_panel(document, node)) is not None}
    shared = Counter(panel.mem_id for panel, _ in named.values())
    found = {tab for tab, (panel, words) in named.items() if shared[panel.mem_id] == 1 and not _is_empty(panel, words)}
    row = _row_behind(members[0][2], len(members)) if not named else []
    return found | {node.mem_id for (words, _, node), panel in zip(members, row, strict=False) if not _is_empty(panel, words)}


def _is_empty(panel: LexborNode, words: str) -> bool:
    """Whether a panel waits for its part: it has nothing in it, or no more than its tab's own words as a heading."""
    if is_vacant(panel):
        return True
    headings = [said for heading in panel.css(_HEADINGS) if (said := heading.text(strip=True))]
    bare = len(headings) == 1 and "".join(panel.text().split()) == "".join(headings[0].split())
    return bare and fold("".join(headings[0].split())) == fold("".join(words.split())) and panel.css_first(_SAYS_MORE) is None


def _named_panel(document: Document, tab: LexborNode) -> LexborNode | None:
    """The element of the page that a tab names by its id."""
    for node in _own(tab):
        for name, value in node.attributes.items():
            ident = (value or "").strip().removeprefix("#")
            if (name in _OPENS or name.startswith("data-")) and (panel := document.by_id.get(ident)) is not None:
                return panel if panel.mem_id != tab.mem_id else None
    return None


def standing_panel(document: Document, button: LexborNode) -> LexborNode | None:
    """The element of the page that a button opens, where it says something already: more than its head and its buttons do."""
    panel = _named_panel(document, button)
    if panel is None or is_vacant(panel):
        return None
    framing = sum(len("".join(part.text().split())) for part in panel.css(_FRAMING))
    bodies = [part for part in panel.css("[class*=body]") if part.mem_id != panel.mem_id]
    waits = any(is_vacant(part) for part in bodies)
    return panel if not waits and len("".join(panel.text().split())) - framing >= _SAYS else None


def _row_behind(tab: LexborNode, count: int) -> list[LexborNode]:
    """As many elements of one tag as there are tabs, and no more, of which one is shown: behind the strip or alone in what follows it."""
    for strip in (tab, *holders(tab, _NEAR)):
        behind = [node for node in _following(strip) if node.tag not in _UNSEEN and (strip is not tab or node.tag != tab.tag)]
        rows = [behind, *([list(behind[0].iter(include_text=False))] if behind else [])]
        for row in rows:
            tags = [node.tag for node in row[: count + 1]]
            if len(tags) >= count and len(set(tags[:count])) == 1 and tags[count:] != tags[:1] and _one_is_shown(row[:count]):
                return row[:count]
    return []


def _one_is_shown(panels: Sequence[LexborNode]) -> bool:
    """Whether all panels but one are dressed alike: the rows of the open part may be as many by chance, but all of them are shown."""
    dresses = Counter(tuple(node.attributes.get(name, "-") for name in ("class", "style", "hidden", "aria-hidden")) for node in panels)
    return len(dresses) == 2 and min(dresses.values()) == 1


def _following(node: LexborNode) -> Iterator[LexborNode]:
    """The elements beside one that come after it."""
    beside = node.next
    while beside is not None:
        if beside.is_element_node:
            yield beside
        beside = beside.next


def _around(tab: LexborNode) -> LexborNode:
    """What a set of tabs stands in: its own parts are often called "header" or "nav", as the frame of a site is."""
    around, node, floors = tab, tab.parent, 0
    while node is not None and floors < _FLOORS:
        floors += 1
        if _is_of_tabs(node):
            around, floors = node, 0
        node = node.parent
    return around.parent or around if around is not tab or _is_of_tabs(tab) else tab


def _is_of_tabs(node: LexborNode) -> bool:
    said = _CASE.sub(" ", node.attributes.get("class") or "")
    return node.attributes.get("role") in {"tab", "tablist"} or _TABS.search(said) is not None
