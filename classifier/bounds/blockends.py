"""Where each of several procedures on one page ends, and which of those that the page names nobody could read."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from itertools import pairwise, takewhile

from classifier.controls.orders import PHRASES
from classifier.model import ControlKind
from classifier.page.document import Document
from classifier.page.rowparts import clean_name
from classifier.words.names import starts_like_name
from classifier.words.text import fold

_HEADINGS = frozenset({"h1", "h2", "h3", "h4", "h5", "h6"})
_INNER = 2  # elements inside a head that tell how it is dressed
_LEADING = "a[href],button,input[type=button],input[type=submit],[onclick]"
_FEWEST = 2  # entries of a contents list, and of those the ones that lead to what was read
_FEWEST_ABOVE = 3  # procedures of which each has a button above its head: one may as well be the site's
_LONGEST = 400  # characters of a name
_NUMBERED = re.compile(r"^(?:thủ tục )?(?:[IVX]{1,6}|\d{1,3})\s*[.):/-]\s*", re.IGNORECASE)
_OWN_TEXT = 10  # characters that stand below a head which is no mere title of those that follow

Make = tuple[str, str, tuple[str, ...]]


def with_what_follows(doc: Document, parts: Sequence[range]) -> list[range]:
    """The parts with what stands below each, up to the next head: a button to apply, the address to which one writes.

    `parts`: the elements of each procedure from its head on, children of one parent. What follows the last one is its own only as far as it
    is made like what follows the others: below all of them stands the site's own. Where buttons stand before the first head and none below
    the last, they belong to what follows them, if each has one; else nobody can tell whose they are.
    """
    siblings = [c for c in doc.children(doc.parents[parts[0].start]) if doc.text_of(c)]
    heads = {_make(doc, part.start) for part in parts}
    behind = [list(_up_to_a_head(doc, _between(siblings, one.stop, other.start), heads)) for one, other in pairwise(parts)]
    dressed = {_make(doc, e)[:2] for gap in behind for e in gap}
    longest = max(map(len, behind), default=0)
    last = [*_up_to_a_head(doc, _between(siblings, parts[-1].stop, len(doc.nodes)), heads)][:longest]
    last = list(takewhile(lambda e: _make(doc, e)[:2] in dressed, last))
    before = _between(siblings, 0, parts[0].start)[-1:]
    above = [gap[-1] for gap in (before, *behind) if gap and _applies_like(doc, gap[-1], before)]
    if len(above) > 1 and not any(_applies_like(doc, e, before) for e in last):
        whole = len(above) == len(parts) >= _FEWEST_ABOVE
        return [range(own, part.stop) for own, part in zip(above, parts, strict=True)] if whole else list(parts)
    ends = [gap[-1] if gap else None for gap in (*behind, last)]
    return [range(part.start, doc.ends[end]) if end is not None else part for part, end in zip(parts, ends, strict=True)]


def unread_procedures(doc: Document, parts: Sequence[range], starts: Sequence[int]) -> tuple[str, ...]:
    """The names of procedures that a page describes and of which nothing could be read: by heads made like those of the others among them,
    and by its contents list.

    `parts`: the elements of each procedure that was read, where they are known; `starts`: where in the text each of them begins.
    """
    among = _unread_heads(doc, parts) if len(parts) == len(starts) else []
    return tuple(dict.fromkeys([*among, *_unread_in_contents(doc, starts)]))


def _unread_heads(doc: Document, parts: Sequence[range]) -> list[str]:
    """What heads of the make of the others name that stand between two parts, with a text of their own."""
    heads = {_make(doc, part.start) for part in parts}
    found: list[str] = []
    for one, other in pairwise(parts):
        between = [e for e in range(one.stop, other.start) if _make(doc, e) in heads and _names_one(doc, e)]
        for head, following in pairwise([*between, other.start]):
            if _has_text(doc, doc.text_from[head], doc.text_from[following], _name(doc, head)):
                found.append(_name(doc, head))
    return found


def _unread_in_contents(doc: Document, starts: Sequence[int]) -> list[str]:
    entries = _contents(doc)
    places = sorted(entries)
    read = {places[at - 1] for start in starts if (at := bisect_right(places, start)) > 0}
    if len(read) < _FEWEST or 2 * len(read) < len(places):
        return []
    ends = pairwise([*places, len(doc.text)])
    return [entries[place] for place, until in ends if place not in read and _has_text(doc, place, until, entries[place])]


def _contents(doc: Document) -> dict[int, str]:
    """The places of the text to which links named like procedures lead within their page, with these names."""
    named = {doc.attributes(e).get("name", ""): e for e in doc.select("a[name]")}
    found: dict[int, str] = {}
    for link in doc.select("a[href^='#']"):
        mark = doc.attributes(link).get("href", "")[1:]
        target = doc.by_id.get(mark, named.get(mark)) if mark else None
        if target is not None and doc.text_to[link] <= doc.text_from[target] and starts_like_name(fold(_name(doc, link))):
            found.setdefault(doc.text_from[target], _name(doc, link))
    return found


def _name(doc: Document, element: int) -> str:
    """What an element names, without the number before it."""
    return clean_name(_NUMBERED.sub("", " ".join(doc.text_of(element).split())))


def _names_one(doc: Document, element: int) -> bool:
    """Whether an element is nothing but the name of a procedure; a link or a button with such words orders to do something."""
    return (
        not _leads(doc, element)
        and doc.text_to[element] - doc.text_from[element] <= _LONGEST
        and starts_like_name(fold(_name(doc, element)))
    )


def _has_text(doc: Document, start: int, end: int, name: str) -> bool:
    """Whether more than its name stands between two places: what nothing follows is the title of a group of procedures."""
    said = " ".join(doc.folded[start:end].split())
    return len(said.replace(" ".join(fold(name).split()), "", 1).strip(" .:-0123456789)")) >= _OWN_TEXT


def _between(siblings: Sequence[int], first: int, last: int) -> Sequence[int]:
    return siblings[bisect_left(siblings, first) : bisect_left(siblings, last)]


def _up_to_a_head(doc: Document, elements: Sequence[int], heads: set[Make]) -> Iterator[int]:
    """Elements as far as none of them heads something: a heading, or what names a procedure as the heads do."""
    for element in elements:
        holds = (element, *range(element + 1, min(doc.ends[element], element + _INNER)))
        if any(doc.tags[e] in _HEADINGS for e in holds):
            return
        if _make(doc, element) in heads and _names_one(doc, element):
            return
        yield element


def _make(doc: Document, element: int) -> Make:
    """The tag and the dress of an element, and the tags of what it begins with."""
    inner = range(element + 1, min(doc.ends[element], element + 1 + _INNER))
    return doc.tags[element], doc.attributes(element).get("class", ""), tuple(doc.tags[e] for e in inner)


def _leads(doc: Document, element: int) -> bool:
    """Whether an element is a button or a link, or holds one."""
    leading = doc.select(_LEADING)
    return bisect_left(leading, doc.ends[element]) > bisect_left(leading, element)


def _applies_like(doc: Document, element: int, others: Sequence[int]) -> bool:
    """Whether an element is a way to apply, and one of others is one that is dressed like it."""
    return _applies(doc, element) and any(_applies(doc, e) and _make(doc, e)[:2] == _make(doc, element)[:2] for e in others)


def _applies(doc: Document, element: int) -> bool:
    """Whether an element leads somewhere and tells to hand in, to write or to log in; nothing of a page's path or contents does."""
    kinds = {kind for _, _, kind in PHRASES.find(doc.folded_of(element))} if _leads(doc, element) else set()
    return bool(kinds & {ControlKind.SUBMIT, ControlKind.EMAIL, ControlKind.LOGIN})
