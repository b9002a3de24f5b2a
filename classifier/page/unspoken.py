"""Labels that a page shows without words, as an icon's title, or in small letters under what they label: put where labels stand, before
what they label, so that every later step reads them like others.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING

from selectolax.lexbor import LexborHTMLParser, LexborNode

from classifier.model import FieldKey
from classifier.page.around import holders, is_pressed
from classifier.words.names import is_level_text
from classifier.words.text import collapse, fold
from classifier.words.wordings import exact_key, label_key

if TYPE_CHECKING:
    from classifier.page.document import Document

_TITLED = frozenset(("i", "em", "b", "strong", "span", "div", "svg", "img"))
_NAMES = ("title", "aria-label", "data-original-title", "data-bs-original-title", "data-tooltip", "data-title", "alt")
# Whatever has such an attribute, sorted out by its tag afterwards: the parser tries each alternative on every element of a page.
_ICONS = ",".join(["svg title", *(f"[{name}]:not(title)" for name in _NAMES if name != "alt"), "img[alt]"])
_LIGATURE = re.compile(r"[a-z]+(?:_[a-z0-9]+)*")  # "schedule": the name that an icon font draws a picture for
_ICON_CLASS = re.compile(r"\b(?:material|icons?|symbols?|glyph)", re.IGNORECASE)
_PRESSED = frozenset(("a", "button", "label", "nav", "footer", "select", "summary"))
_FEWEST, _MOST_ICONS, _LONGEST, _DEPTH, _NEAR = 3, 600, 45, 6, 3  # kinds of items; icons; characters; elements around an icon
_MOST_PIECES, _MOSTLY = 20_000, 0.8
_CAPTIONS = frozenset("small span div p em i sub cite figcaption font".split())
_NO_UNITS = frozenset("td th dt dd a button label option body html".split())
_SENTENCE = 4  # words
_FACTS = (
    (re.compile(r"\b(?:tra|nhan|giao) ket qua\b"), "Hình thức trả kết quả"),
    (re.compile(r"\b(?:thanh toan|nop (?:phi|le phi))\b"), "Hình thức thanh toán"),
)
_NO_VALUE = re.compile(r"\W*(?:[a-z_]+|[\d.,]+|[ivx]+)?\W*")  # a picture's name, a number of an item or of a counter


def speak_icons(tree: LexborHTMLParser) -> list[tuple[LexborNode, str]]:
    """Put the titles of icons into the text where a page labels its items by them; and the level that an icon in its heading tells.
    Returns the pictures that are left, as `titled_pictures` does.
    """
    icons = titled_pictures(tree)
    labels: dict[int, tuple[LexborNode, str, FieldKey]] = {}
    levels: dict[int, tuple[LexborNode, LexborNode, str]] = {}
    facts: dict[int, tuple[LexborNode, LexborNode, str]] = {}
    for node, said in icons:
        icon = _svg_of(node)
        if icon is None or not _is_picture(icon):
            continue
        key = exact_key(said)
        if key is not None and not is_pressed(icon, _PRESSED, _DEPTH - 1) and not _is_said_beside(icon):
            labels.setdefault(icon.mem_id, (icon, said, key))
        elif key is None and (heading := _heading_of(icon)) is not None:
            if ":" in said and _tells_level(said):
                levels.setdefault(icon.mem_id, (icon, heading, said))
            elif fact := _fact(said):
                facts.setdefault(icon.mem_id, (icon, heading, fact))
    speaks = len({key for _, _, key in labels.values()}) >= _FEWEST
    if speaks:
        for icon, said, _ in labels.values():
            icon.insert_before(_spoken(tree, "b", said.rstrip(" :")))
            icon.decompose()
    # Where several headings have one, the page lists procedures, or shows others beside its own.
    told = [*(levels.values() if len(levels) == 1 else ()), *facts.values()]
    if len({heading.mem_id for _, heading, _ in told}) > 1:
        told = []
    for icon, heading, said in told:
        label, _, level = said.partition(":")
        line = tree.create_node("p")
        line.insert_child(f"{label.strip()}: {level.strip()}")
        heading.insert_after(line)
        icon.decompose()
    return titled_pictures(tree) if speaks or told else icons


def titled_pictures(tree: LexborHTMLParser) -> list[tuple[LexborNode, str]]:
    """Elements that may be icons, each with what it says when it is pointed at; none on a page that has too many of them."""
    titled = [icon for icon in tree.css(_ICONS) if icon.tag in _TITLED or icon.tag == "title"]
    return [(icon, said) for icon in titled if (said := _title_of(icon))] if len(titled) <= _MOST_ICONS else []


def lift_captions(doc: Document) -> bool:
    """Put captions that stand under their values before these, where most parts of one make have a label: whether any was moved."""
    if len(doc.piece_starts) > _MOST_PIECES:
        return False
    groups: dict[int, dict[int, int]] = defaultdict(dict)  # by what holds the units: each unit, with its caption
    captions = [place for place, element in enumerate(doc.piece_elements) if doc.tags[element] in _CAPTIONS]
    for place in captions:
        element = doc.piece_elements[place]
        if doc.piece_ends[place] - doc.piece_starts[place] <= _LONGEST and _ends_its_part(doc, place, element):
            unit = doc.outermost(doc.parents[element])
            if doc.tags[unit] not in _NO_UNITS and exact_key(doc.text_of(element)) is not None:
                groups[doc.parents[unit]][unit] = element
    moved = [caption for holder, units in groups.items() if _are_units(doc, holder, units) for caption in units.values()]
    for caption in moved:
        first = doc.nodes[doc.parents[caption]].first_child
        if first is not None:
            first.insert_before(_spoken(doc.tree, "b", doc.text_of(caption)))
            doc.nodes[caption].decompose()
    return bool(moved)


def _title_of(node: LexborNode) -> str:
    """What an icon says when it is pointed at; "" when that is too long for a label and its value."""
    if node.tag == "title":
        return _short(node.text())
    return next(pictured(node.tag or "", node.attributes), "")


def pictured(tag: str, attributes: Mapping[str, str | None]) -> Iterator[str]:
    """What the attributes of an icon say in its place; nothing for an element that is none."""
    if tag in _TITLED:
        yield from (_short(said) for name in _NAMES if (said := attributes.get(name)) and (name != "alt" or tag == "img"))


def drawn_title(doc: Document, element: int) -> str:
    """What a drawing in the page's own source says of itself in place of words; "" for one that says nothing."""
    if doc.tags[element] != "title" or not any(doc.tags[outer] == "svg" for outer in doc.ancestors(element)[:_DEPTH]):
        return ""
    return _short(doc.nodes[element].text())


def _short(said: str) -> str:
    said = collapse(said) if len(said) <= 4 * _LONGEST else ""
    return said if 1 < len(said) <= 2 * _LONGEST else ""


def _svg_of(node: LexborNode) -> LexborNode | None:
    """The drawing that a title belongs to; an element with a title is itself the icon."""
    if node.tag != "title":
        return node
    return next((holder for holder in holders(node, _DEPTH) if holder.tag == "svg"), None)


def _is_picture(icon: LexborNode) -> bool:
    """Whether an element shows no words, or only the name of a picture."""
    if icon.tag in ("svg", "img"):
        return True
    shown = icon.text().strip()
    if not any(c.isalnum() for c in shown):
        return len(shown) <= _LONGEST and icon.css_first("input,select,textarea,table") is None
    return _LIGATURE.fullmatch(shown) is not None and _ICON_CLASS.search(icon.attributes.get("class") or "") is not None


def _is_said_beside(icon: LexborNode) -> bool:
    """Whether what follows an icon is a label in words, or nothing for it to label."""
    first = _following(icon)
    return not first or exact_key(first.partition(":")[0]) is not None


def _following(icon: LexborNode) -> str:
    """The folded words that follow an element, in what holds it or next to that; "" where there are none."""
    node: LexborNode | None = icon
    for _ in range(_NEAR):
        beside = node.next if node is not None else None
        while beside is not None:
            lines = (line for line in beside.text(separator="\n").splitlines() if any(c.isalnum() for c in line))
            if words := next(lines, ""):
                return fold(collapse(words[: 4 * _LONGEST]))
            beside = beside.next
        node = node.parent if node is not None else None
    return ""


def _heading_of(icon: LexborNode) -> LexborNode | None:
    """The title of the page in which an icon stands."""
    return next((holder for holder in holders(icon, _DEPTH) if holder.tag in ("h1", "h2")), None)


def _fact(said: str) -> str:
    """What the icon in a title tells of the procedure in a sentence of its own, under the label of such a fact; "" for other words."""
    words = fold(said)
    return next((f"{label}: {said}" for asked, label in _FACTS if asked.search(words)), "") if len(words.split()) >= _SENTENCE else ""


def _tells_level(said: str) -> bool:
    label, _, level = said.partition(":")
    return label_key(label) is FieldKey.LEVEL and is_level_text(level.strip())


def _spoken(tree: LexborHTMLParser, tag: str, label: str) -> LexborNode:
    made = tree.create_node(tag)
    made.insert_child(f"{label[:1].upper()}{label[1:]}:")
    return made


def _ends_its_part(doc: Document, place: int, element: int) -> bool:
    """Whether a run of text is all that its element says, and the last that the element's parent says, behind something else."""
    start, end, parent = doc.piece_starts[place], doc.piece_ends[place], doc.parents[element]
    if parent <= 0 or doc.text_to[element] != end or doc.text_to[parent] != end:
        return False
    if doc.text[doc.text_from[element] : start].strip() or doc.text[end - 1] in ":?.":
        return False
    return bool(doc.text[doc.text_from[parent] : start].strip())


def _are_units(doc: Document, holder: int, units: dict[int, int]) -> bool:
    """Whether these parts, with a caption at the end, and others of their make, with a label at the beginning, are the items of a page."""
    makes = {_make(doc, unit) for unit in units}
    alike = [child for child in doc.children(holder) if _make(doc, child) in makes and doc.text_of(child)]
    headed = {child: key for child in alike if child not in units and (key := _first_key(doc, child)) is not None}
    kinds = {exact_key(doc.text_of(caption)) for caption in units.values()} | set(headed.values())
    if len(units) + len(headed) < max(_FEWEST, _MOSTLY * len(alike)) or len(kinds) < _FEWEST:
        return False
    return all(_has_value(doc, unit, caption) for unit, caption in units.items())


def _has_value(doc: Document, unit: int, caption: int) -> bool:
    value = doc.folded[doc.text_from[unit] : doc.text_from[caption]].strip()
    if exact_key(doc.text_of(caption)) is FieldKey.CODE:
        return True
    return _NO_VALUE.fullmatch(value) is None and _first_key(doc, unit) is None


def _first_key(doc: Document, element: int) -> FieldKey | None:
    """What the first run of text in an element labels."""
    place = bisect_left(doc.piece_starts, doc.text_from[element])
    if place >= len(doc.piece_starts) or doc.piece_starts[place] >= doc.text_to[element]:
        return None
    return exact_key(doc.text[doc.piece_starts[place] : doc.piece_ends[place]])


def _make(doc: Document, element: int) -> tuple[str, str]:
    return doc.tags[element], (doc.attributes(element).get("class", "").split() or [""])[0]
