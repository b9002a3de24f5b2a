"""Bytes to one parsed document: decoded once, parsed once, flattened into arrays that share one text.

Every element is a number in document order. `text` is the visible text of the whole page, NFC and collapsed, blocks apart by
newlines; `folded` is the same text folded, character for character. An element's text is a slice, so no step ever walks
the tree twice or recurses, however deep or long a page is.
"""

from __future__ import annotations

import math
import re
from bisect import bisect_left, bisect_right
from collections.abc import Callable, Hashable, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any, NamedTuple
from urllib.parse import urljoin

from selectolax.lexbor import LexborHTMLParser, LexborNode

from classifier.page.addresses import forward
from classifier.page.encoding import decode
from classifier.page.headtools import drop_heading_tools
from classifier.page.runs import SPACE_ONLY, is_truncated, line_ends, separator, shown, shown_as_written, shown_lines
from classifier.page.scripts import constants_of, flat_functions, functions_of, messages_of
from classifier.page.selectors import Index, plain_selector
from classifier.page.ticks import speak_ticks
from classifier.page.unspoken import lift_captions, speak_icons
from classifier.words.text import collapse, fold_same_length

_MAX_ELEMENTS = 150_000
_MAX_TEXT = 3_000_000
_MAX_HTML = 12_000_000

_SKIPPED = frozenset("script style template noscript svg select datalist head math object audio video canvas iframe textarea".split())
_INLINE = frozenset(
    "a abbr acronym b bdi bdo big cite code del dfn em font i img input ins kbd label mark nobr q s samp small span strike strong sub sup"
    " time tt u var wbr button md-icon mat-icon".split()
)
_UNSEEN = frozenset("script style template noscript link meta".split())
_TEXT = "-text"  # what the parser calls a run of text
# A part of a page says first where its addresses start, where another page takes it in.
_TABLE_PART = re.compile(r"\s*(?:<base\b[^<>]{0,2000}>\s*)?<(?:tr|tbody|thead|td|th)[\s>]", re.IGNORECASE)
_DIALOGS = "dialog,[role=dialog],[role=alertdialog],[popover],[class*=modal i],[class*=popup i],[class*=dialog i]"
_BOXES = frozenset(("input", "textarea", "select"))
_MAX_SPAN = 500


class Link(NamedTuple):
    """A link as the page writes it, and where it leads, "" for an address that is none."""

    element: int
    href: str
    url: str


@dataclass
class Document:
    """One page, flattened. `nodes[i]`, `tags[i]`, `parents[i]` (-1 for the root), `ends[i]` (first element after the subtree),
    `text_from[i]`, `text_to[i]` (slice of `text`); each run of text between two tags is a piece: `piece_starts`, `piece_ends`, and whose it
    is, `piece_elements`."""

    url: str
    base: str
    title: str
    tree: LexborHTMLParser
    truncated: bool
    cut: bool = False  # inside a word or a tag
    nodes: list[LexborNode] = field(default_factory=list)
    node_ids: list[int] = field(default_factory=list)
    tags: list[str] = field(default_factory=list)
    parents: list[int] = field(default_factory=list)
    ends: list[int] = field(default_factory=list)
    text_from: list[int] = field(default_factory=list)
    text_to: list[int] = field(default_factory=list)
    piece_starts: list[int] = field(default_factory=list)
    piece_ends: list[int] = field(default_factory=list)
    piece_elements: list[int] = field(default_factory=list)
    text: str = ""
    folded: str = ""

    @cached_property
    def _content(self) -> dict[int, list[int]]:
        return {}

    @cached_property
    def _children(self) -> dict[int, list[int]]:
        return {}

    @cached_property
    def _selected(self) -> dict[str, Sequence[int]]:
        return {}

    @cached_property
    def answers(self) -> dict[Hashable, Any]:
        """What `once_a_page` remembers."""
        return {}

    def attributes(self, element: int) -> dict[str, str]:
        """Attributes of an element in NFC but for addresses, "" for those without a value."""
        return self._index.attributes[element]

    @cached_property
    def _index(self) -> Index:
        return Index(self.tags, self.nodes)

    @cached_property
    def index_of(self) -> dict[int, int]:
        """Element number by the parser's own node id."""
        return dict(zip(self.node_ids, range(len(self.node_ids)), strict=True))

    @cached_property
    def images(self) -> list[int]:
        return [element for element, tag in enumerate(self.tags) if tag == "img"]

    @cached_property
    def links(self) -> list[Link]:
        """All links, in document order; several steps look through them."""
        own = self._index.attributes
        return [Link(element, href := own[element]["href"].strip(), self.absolute(href)) for element in self.select("a[href]")]

    @cached_property
    def pressed(self) -> list[tuple[int, int]]:
        """Where the words of links and buttons stand in the text, in order."""
        return [(self.text_from[e], self.text_to[e]) for e in self.select("a,button") if self.text_to[e] > self.text_from[e]]

    @cached_property
    def by_id(self) -> dict[str, int]:
        """First element of each id; ids are often given twice."""
        found: dict[str, int] = {}
        for element in self.select("[id]"):
            found.setdefault(self.attributes(element)["id"], element)
        return found

    @cached_property
    def labels_for(self) -> dict[str, int]:
        """First `<label for>` of each id."""
        found: dict[str, int] = {}
        for element in self.select("label[for]"):
            found.setdefault(self.attributes(element)["for"], element)
        return found

    @cached_property
    def dialogs(self) -> dict[str, int]:
        """What opens over the page, by every name a button may call it: its id or whatever its data attributes say."""
        found: dict[str, int] = {}
        for element in self.select(_DIALOGS):
            for name, value in self.attributes(element).items():
                if value and (name in ("id", "name") or name.startswith("data-")):
                    found.setdefault(value.lstrip("#."), element)
        return found

    @cached_property
    def functions(self) -> dict[str, tuple[tuple[str, ...], str]]:
        """Script functions of the page that open an address."""
        return functions_of(self._scripts)

    @cached_property
    def constants(self) -> dict[str, str]:
        """What the page's scripts set once and to a literal."""
        return constants_of(self._scripts)

    @cached_property
    def messages(self) -> dict[str, str]:
        """What script functions of the page only say, in a message over the page; "" for one that does anything else."""
        return messages_of(self._scripts)

    @cached_property
    def bodies(self) -> dict[str, tuple[tuple[str, ...], str]]:
        """Script functions of the page without braces within: parameters and body."""
        return flat_functions(self._scripts)

    @cached_property
    def _scripts(self) -> str:
        return "\n".join(self.nodes[e].text() for e in self.select("script") if "src" not in self.attributes(e))

    def select(self, css: str) -> Sequence[int]:
        """Elements that match, in document order; several steps ask for the same ones."""
        known = self._selected.get(css)
        if known is None:
            known = self._selected[css] = self._matching(css)
        return known

    def _matching(self, css: str) -> list[int]:
        selector = plain_selector(css)
        if selector is not None:
            return self._index.select(selector)
        index = self.index_of
        # The parser tells an element once for each alternative of the selector that it matches.
        return sorted({number for node in self.tree.css(css) if (number := index.get(node.mem_id)) is not None})

    def having(self, asked: Callable[[str], bool]) -> list[int]:
        """Elements that have an attribute of such a name, in document order."""
        return self._index.having(asked)

    def text_of(self, element: int) -> str:
        """Visible text of an element on lines, stripped."""
        return self.text[self.text_from[element] : self.text_to[element]].strip()

    def outermost(self, element: int, floors: float = math.inf) -> int:
        """The outermost element in the body that says no more than this one, at most so many `floors` up."""
        said = self.text_of(element)
        while (parent := self.parents[element]) > 0 and floors > 0 and self.tags[parent] != "body" and self.text_of(parent) == said:
            element, floors = parent, floors - 1
        return element

    def folded_of(self, element: int) -> str:
        return self.folded[self.text_from[element] : self.text_to[element]].strip()

    def piece(self, place: int) -> str:
        """A run of text between two tags."""
        return self.text[self.piece_starts[place] : self.piece_ends[place]]

    def pieces_in(self, start: int, end: int) -> range:
        """The places of the runs of text that begin in a part of the text."""
        return range(bisect_left(self.piece_starts, start), bisect_left(self.piece_starts, end))

    def element_at(self, offset: int) -> int:
        """The innermost element whose text run holds this place."""
        place = bisect_right(self.piece_starts, offset) - 1
        return self.piece_elements[max(place, 0)] if self.piece_elements else 0

    def children(self, element: int) -> list[int]:
        """Child elements in order."""
        if element not in self._children:
            found = self._children[element] = []
            child, end = element + 1, self.ends[element]
            while child < end:
                found.append(child)
                child = self.ends[child]
        return self._children[element]

    def content(self, element: int) -> list[int]:
        """Child elements in order, without those that show nothing wherever they stand."""
        if element not in self._content:
            self._content[element] = [child for child in self.children(element) if self.tags[child] not in _UNSEEN]
        return self._content[element]

    def spanned(self, cell: int, way: str) -> int:
        """Over how many columns or rows a cell of a table says that it reaches; `way`: "colspan" or "rowspan"."""
        said = self.attributes(cell).get(way, "").strip()
        return min(int(said), _MAX_SPAN) if said.isascii() and said.isdigit() else 1

    def within(self, inner: int, outer: int) -> bool:
        return outer <= inner < self.ends[outer]

    def ancestors(self, element: int) -> list[int]:
        """The element itself and its ancestors, innermost first."""
        chain = []
        while element >= 0:
            chain.append(element)
            element = self.parents[element]
        return chain

    def form_around(self, element: int) -> int | None:
        """The innermost form that holds an element, or is it."""
        return next((a for a in self.ancestors(element) if self.tags[a] == "form"), None)

    def absolute(self, address: str) -> str:
        """The address made absolute; "" when it cannot be one."""
        address = forward(address.strip())
        if address.startswith("/") and not address.startswith("//") and "/." not in address:
            return self._origin + address
        if address.startswith(("http://", "https://")) and "/." not in address and "[" not in address:
            return address
        try:
            return urljoin(self.base, address)
        except ValueError:
            return ""

    @cached_property
    def _origin(self) -> str:
        match = re.match(r"[a-zA-Z][\w+.-]*://[^/?#]*", self.base)
        return match[0] if match else ""


def open_document(body: bytes | str, url: str, content_type: str = "") -> Document:
    """Decodes, parses and flattens a page. Never raises for what the page holds; work is bounded."""
    source = body if isinstance(body, str) else decode(body, content_type)
    source = source[:_MAX_HTML].replace("\x00", "")
    if _TABLE_PART.match(source):
        source = f"<table>{source}</table>"
    tree = LexborHTMLParser(source)
    drop_heading_tools(tree)
    speak_ticks(tree, source, speak_icons(tree))
    truncated = is_truncated(source)
    cut = truncated and not source.rstrip().endswith(">")
    document = _flattened(url, tree, truncated, cut)
    if lift_captions(document):
        document = _flattened(url, tree, truncated, cut)
    title = tree.css_first("title")
    document.title = collapse(title.text())[:500] if title is not None else ""
    bases = document.select("base[href]")
    if bases:
        document.base = document.absolute(document.nodes[bases[0]].attributes["href"] or "") or url
    return document


def _flattened(url: str, tree: LexborHTMLParser, truncated: bool, cut: bool) -> Document:
    document = Document(url=url, base=url, title="", tree=tree, truncated=truncated, cut=cut)
    _flatten(document)
    return document


def _flatten(document: Document) -> None:
    """Fills the arrays. The hottest loop of a crawl: what it does not do for every node is worth more than how it looks."""
    root = document.tree.root
    if root is None:
        raise AssertionError("the parser always makes a root")
    nodes, tags, parents, ends = document.nodes, document.tags, document.parents, document.ends
    text_from, text_to = document.text_from, document.text_to
    piece_starts, piece_ends, piece_elements = document.piece_starts, document.piece_ends, document.piece_elements
    ids = document.node_ids
    out: list[str] = []
    out_folded: list[str] = []
    length = 0
    number = -1  # of the latest element
    gap = ""  # what separates the next run from the text so far: "", "|" (an inline tag), " " or "\n"
    stack: list[int] = []
    open_id, top = -1, -1  # the innermost open element: its id in the tree, its number
    skip_from = -1  # depth of the outermost skipped element that is open
    for node in root.traverse(include_text=True):
        tag = node.tag or ""
        parent = node.parent
        if parent is not None and parent.mem_id != open_id:
            parent_id = parent.mem_id
            while stack and open_id != parent_id:
                closed = stack.pop()
                ends[closed] = number + 1
                text_to[closed] = length
                if tags[closed] not in _INLINE:
                    gap = "\n"
                elif not gap:
                    gap = "|"
                top = stack[-1] if stack else -1
                open_id = ids[top] if stack else -1
            if skip_from > len(stack):
                skip_from = -1
        if tag == _TEXT:
            if skip_from >= 0:
                continue
            raw = node.text_content or ""
            run, folded = shown(raw) if top < 0 or tags[top] != "pre" else shown_as_written(raw)
            if not run or run.isspace():
                if gap != "\n" and (not raw or raw.isspace()):
                    gap = " "
                continue
            apart = separator(gap, raw, run, out)
            start = length + len(apart)
            out.append(apart + run)
            out_folded.append(apart + folded)
            length = start + len(run)
            gap = " " if raw[-1] in SPACE_ONLY else ""
            if "\n" not in run:
                piece_starts.append(start)
                piece_ends.append(length)
                piece_elements.append(top if top >= 0 else 0)
            else:
                for end in line_ends(run):
                    piece_starts.append(start)
                    piece_ends.append(length - len(run) + end)
                    piece_elements.append(top if top >= 0 else 0)
                    start = piece_ends[-1] + 1
            if length > _MAX_TEXT:
                break
            continue
        if not node.is_element_node:
            continue
        number += 1
        nodes.append(node)
        tags.append(tag)
        parents.append(top)
        ends.append(number + 1)
        text_from.append(length)
        text_to.append(length)
        stack.append(number)
        open_id, top = node.mem_id, number
        ids.append(open_id)
        if tag not in _INLINE:
            gap = "\n"
            if tag in _SKIPPED and skip_from < 0:
                skip_from = len(stack)
        elif not gap:
            gap = "|"
        if tag in _BOXES and skip_from in (-1, len(stack)):  # a box to write in is skipped itself, what it shows is not
            for line in shown_lines(node, tag):
                apart = "\n" if gap == "\n" else " "
                out.append(apart + line)
                out_folded.append(apart + fold_same_length(line))
                piece_starts.append(length + 1)
                length += 1 + len(line)
                piece_ends.append(length)
                piece_elements.append(number)
        if number >= _MAX_ELEMENTS:
            break
    for closed in stack:
        ends[closed] = len(nodes)
        text_to[closed] = length
    document.text = "".join(out)
    document.folded = "".join(out_folded)
