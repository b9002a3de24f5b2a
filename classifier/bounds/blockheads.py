"""What names each of several procedures on one page: the head of its block, the tab that opens it, the heading that it runs under."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from urllib.parse import urlsplit

from classifier.bounds.otherheads import end_of_last, with_other_makes
from classifier.model import FieldKey
from classifier.page.document import Document
from classifier.page.once import once_a_page
from classifier.page.regions import Regions
from classifier.page.rowparts import cells_of, clean_name, heading_before
from classifier.words.codes import find_code, find_codes
from classifier.words.names import is_level_text, starts_like_name
from classifier.words.questions import asked_key
from classifier.words.spans import covers, merged
from classifier.words.text import fold
from classifier.words.values import Value
from classifier.words.wordings import exact_key

_HEADS = (
    "h1,h2,h3,h4,h5,h6,summary,dt,caption,legend,button,strong,b,p,[role=button],[aria-expanded],[aria-controls]"
    ",[class*=title i],[class*=head i],[class*=name i],[class*=tieude i],td[colspan],th[colspan]"
)
_NAMES_BY_ID = ("data-bs-target", "data-target", "aria-controls", "href", "data-tab", "data-panel", "data-id", "for")
_LONGEST = 400  # characters of a name
_FEWEST_WORDS = 3
MAX_BLOCKS = 1000  # of one page
_CODE_LINE = 50  # characters
_NUMBERING = re.compile(r"^(?:[IVX]{1,6}|[A-H]|\d{1,3})\s*[.)/-]\s+")
_STATE = re.compile(r"\b(?:active|show|in|open|current|selected|collapsed|expanded|first|last|odd|even)\b|\d+")


@dataclass(frozen=True, slots=True)
class RunningHeads:
    """Elements of one make that name procedures, what each says, and the element after all that belongs to the last."""

    elements: tuple[int, ...]
    names: tuple[str, ...]
    end: int


def openers_of(doc: Document) -> dict[str, list[int]]:
    """The elements that name each id as what they open."""
    found: dict[str, list[int]] = {}
    for element in doc.select("[href^='#']," + ",".join(f"[{name}]" for name in _NAMES_BY_ID if name != "href")):
        attributes = doc.attributes(element)
        for name in _NAMES_BY_ID:
            if (said := attributes.get(name, "")) and (name != "href" or said.startswith("#")):
                found.setdefault(said.removeprefix("#"), []).append(element)
    return found


def name_of_block(doc: Document, root: int, first: int, regions: Regions, openers: Mapping[str, Sequence[int]]) -> tuple[str, int]:
    """What names a block whose first label stands at a place of the text, and the element with which the block then begins."""
    if name := _own_head(doc, doc.text_from[root], first) or _opener(doc, root, openers):
        return name, root
    beside = _sibling_before(doc, root)
    if beside is not None and (name := _head_words(doc, beside)):
        return name, beside
    return clean_name(heading_before(doc, first, regions)), root


def names_in_strip(doc: Document, roots: Sequence[int]) -> list[str]:
    """The words of as many tabs as there are blocks, in a strip before them: the n-th names the n-th block. Empty when there is none."""
    holder = doc.parents[roots[0]]
    for _ in range(2):
        before = [c for c in doc.children(doc.parents[holder]) if c < holder and doc.text_of(c)] if doc.parents[holder] >= 0 else []
        strip = before[-1] if before else -1
        while strip >= 0 and len(inner := [c for c in doc.children(strip) if doc.text_of(c)]) == 1:
            strip = inner[0]
        if strip >= 0 and len(tabs := [c for c in doc.children(strip) if doc.text_of(c)]) == len(roots):
            return [_head_words(doc, tab) for tab in tabs]
        holder = max(doc.parents[holder], 0)
    return []


def code_in_block(doc: Document, elements: range, first: int) -> str:
    """The one national code that stands in the head of a block, or in a short line of it without a label that anybody knows; else ""."""
    start = doc.text_from[elements.start]
    end = doc.text_from[elements.stop] if elements.stop < len(doc.nodes) else len(doc.text)
    for text in (doc.text[start:first], *(line for line in doc.text[start:end].split("\n") if len(line) <= _CODE_LINE)):
        codes = {code.text for _, _, code in find_codes(text)}
        if len(codes) == 1:
            return codes.pop()
    return ""


def _own_head(doc: Document, start: int, first: int) -> str:
    """The line above the labels of a block that reads like a name, else the first that may be one."""
    lines = [line for line in _lines(doc, start, first) if len(line.split()) >= _FEWEST_WORDS]
    return next((line for line in lines if starts_like_name(fold(line))), lines[0] if lines else "")


def _lines(doc: Document, start: int, last: int) -> list[str]:
    """The lines between two places, without the levels, codes and numbers that stand beside a name in elements of their own."""
    lines: dict[int, list[str]] = {}
    for piece in range(bisect_right(doc.piece_starts, start - 1), bisect_right(doc.piece_starts, last - 1)):
        said = doc.text[doc.piece_starts[piece] : min(doc.piece_ends[piece], last)].strip()
        beside = is_level_text(said) or (len(said) < 60 and find_code(said) is not None and len(said.split()) <= 4)
        if not beside and any(c.isalpha() for c in said):
            lines.setdefault(doc.text.count("\n", start, doc.piece_starts[piece]), []).append(said)
    joined = (clean_name(_NUMBERING.sub("", " ".join(parts))) for parts in lines.values())
    return [line for line in joined if len(line) <= _LONGEST and not _is_label(line)]


def _is_label(line: str) -> bool:
    return exact_key(line) is not None or asked_key(fold(line).strip(" ?:.")) is not None


def _opener(doc: Document, root: int, openers: Mapping[str, Sequence[int]]) -> str:
    """The words of the tab or head that opens a block by its id."""
    attributes = doc.attributes(root)
    named_by = doc.by_id.get(attributes.get("aria-labelledby", "").split(" ")[0])
    opening = [*([named_by] if named_by is not None else []), *openers.get(attributes.get("id", ""), ())]
    return next((words for e in opening if not doc.within(e, root) and (words := _head_words(doc, e))), "")


def _sibling_before(doc: Document, root: int) -> int | None:
    """The element right before a block, unless that is the block before."""
    siblings = doc.children(doc.parents[root]) if doc.parents[root] >= 0 else []
    place = bisect_left(siblings, root) - 1
    while place >= 0 and not doc.text_of(siblings[place]):
        place -= 1
    if place < 0 or (doc.tags[siblings[place]] == doc.tags[root] and doc.attributes(siblings[place]) == doc.attributes(root)):
        return None
    return siblings[place]


@once_a_page
def _head_words(doc: Document, element: int) -> str:
    if doc.text_to[element] - doc.text_from[element] > _LONGEST:
        return ""
    lines = _lines(doc, doc.text_from[element], doc.text_to[element])
    named = [line for line in lines if len(line.split()) >= _FEWEST_WORDS]
    return named[0] if len(lines) <= 2 and named else ""


def running_heads(doc: Document, regions: Regions, values: Sequence[Value]) -> list[RunningHeads]:
    """Groups of heads of one make between which labelled values stand, each with those of another make that go on with them."""
    groups: dict[tuple[str, str], list[tuple[int, str]]] = {}
    starts = [value.label_start for value in values]
    # A label may be split over several runs of bold text: the later ones name nothing by themselves.
    items = merged([(v.label_start + 1, v.start) for v in values if v.key is not FieldKey.OTHER and v.start > v.label_start + 1])
    for element in doc.select(_HEADS):
        if not 6 < doc.text_to[element] - doc.text_from[element] <= _LONGEST or regions.in_chrome(element) or regions.in_dialog(element):
            continue
        if doc.tags[element] in ("td", "th") and not _heads_rows(doc, element):
            continue
        if _leads_home(doc, element) or covers(items, doc.text_from[element]):
            continue
        if name := _head_words(doc, element):
            make = doc.tags[element], _STATE.sub("", doc.attributes(element).get("class", ""))
            groups.setdefault(make, []).append((element, name))
    found: list[RunningHeads] = []
    # A bold line among the values of a procedure is no head: right after one stands a label.
    followed = {make: [(e, name) for e, name in heads if _label_follows(doc, e, starts)] for make, heads in groups.items()}
    for make, kept in followed.items():
        named = sum(starts_like_name(fold(name)) for _, name in kept)
        if 1 < len(kept) <= MAX_BLOCKS and named * 2 >= len(kept):
            others = (head for other, heads in followed.items() if other != make for head in heads)
            elements, names = zip(*with_other_makes(doc, kept, others, values), strict=True)
            found.append(RunningHeads(elements, names, end_of_last(doc, elements[-1], _end_of(doc, elements), values)))
    return found


def _heads_rows(doc: Document, cell: int) -> bool:
    """Whether a cell is all of its row and leads nowhere: one table may describe several procedures below each other."""
    inside = (doc.attributes(e).get("href", "#") for e in range(cell, doc.ends[cell]) if doc.tags[e] == "a")
    return len(cells_of(doc, doc.parents[cell])) == 1 and all(href.startswith("#") for href in inside)


def _leads_home(doc: Document, element: int) -> bool:
    """Whether a line is the name of the portal, which leads to its front page from wherever it stands."""
    link = next((e for e in (element, *doc.ancestors(element)[:3]) if doc.tags[e] == "a"), None)
    href = doc.attributes(link).get("href", "").strip() if link is not None else ""
    return bool(href) and not href.startswith("#") and urlsplit(doc.absolute(href))[2:] in (("", "", ""), ("/", "", ""))


def _label_follows(doc: Document, head: int, starts: Sequence[int]) -> bool:
    place = bisect_right(starts, doc.text_to[head] - 1)
    return place < len(starts) and starts[place] - doc.text_to[head] <= _LONGEST and starts[place] >= doc.text_to[head]


def _end_of(doc: Document, heads: Sequence[int]) -> int:
    """The element after the smallest one that holds all heads."""
    holder = heads[0]
    while doc.ends[holder] <= heads[-1] and doc.parents[holder] >= 0:
        holder = doc.parents[holder]
    return doc.ends[holder]
