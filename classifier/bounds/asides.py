"""Columns beside a procedure's text that say facts of this very procedure: price, time and button stand in a box of their own there."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from classifier.controls.orders import path_of
from classifier.controls.ownaddress import carries
from classifier.labelled.fields import read_values
from classifier.model import FieldKey
from classifier.page.document import Document
from classifier.page.recordids import blank_ids, title_in
from classifier.page.regions import Regions, text_spans
from classifier.page.siblings import of_another
from classifier.words.codes import find_code
from classifier.words.names import is_level_text, starts_like_name
from classifier.words.spans import covers, merged
from classifier.words.text import fold
from classifier.words.values import Label, Value

_FACTS = frozenset({
    FieldKey.CODE, FieldKey.LEVEL, FieldKey.FEE, FieldKey.DURATION, FieldKey.RESULT, FieldKey.SUBJECT, FieldKey.FORMS, FieldKey.MANNER,
    FieldKey.CHANNEL_IN, FieldKey.CHANNEL_OUT, FieldKey.DOSSIER, FieldKey.COPIES, FieldKey.PAYMENT,
})  # fmt: skip
_DESCRIBES = frozenset({FieldKey.STEPS, FieldKey.DOSSIER, FieldKey.MANNER})
_ASKS = frozenset(("input", "select", "textarea"))
_HEADS = frozenset(("h1", "h2", "h3", "h4", "h5", "h6"))
_FLOORS, _MOST = 3, 40  # elements one in the other, and on one floor, in which a box is looked for
_FRAMES = frozenset(("nav", "footer", "header", "form", "aside"))
_FEW_LINKS, _NEAR = 2, 400  # in an element near a box; characters of it
_A_CODE = 30  # characters of a value that is a code
_DAYS = re.compile(r"\W*\d{1,3} (?:ngay|gio)(?: lam viec)?\b")
_CLOSE, _NAME = 100, 16  # characters that a box has beside its facts; of a name


def without_own_facts(doc: Document, regions: Regions, labels: Sequence[Label], own_ids: Sequence[str]) -> Regions:
    """The regions without those boxes beside the content that state facts of the procedure that the page describes.

    A column beside the content is the site's as a rule. A box in it is the procedure's when it says two facts, or one with a link that
    names the record, each once and in words: what repeats is a list of others, what begins with a link is a way through the site, what
    asks is a search. A code and a level are facts under any label. `own_ids`: what names the record in addresses.
    """
    spans = merged(text_spans(doc, regions.chrome))
    if not any(label.key in _DESCRIBES and not covers(spans, label.start) for label in labels):
        return regions
    chrome: list[tuple[int, int]] = []
    boxes: list[int] = []
    for part in regions.chrome:
        inside = [label for label in labels if doc.text_from[part[0]] <= label.start < doc.text_to[part[0]]]
        facts = {label.key for label in inside} & {*_FACTS, FieldKey.OTHER}
        box = _own_box(doc, regions, labels, part, own_ids) if facts and regions.beside(doc, part[0]) else None
        boxes += [] if box is None else [box]
        chrome.extend([part] if box is None else _around(doc, part, box))
    return replace(regions, chrome=tuple(chrome)) if len(boxes) == 1 else regions  # several are a choice of others


def _own_box(doc: Document, regions: Regions, labels: Sequence[Label], part: tuple[int, int], own_ids: Sequence[str]) -> int | None:
    """The element of a part that holds facts of the page's procedure and what stands close around them; None when it says none."""
    avoid = merged(text_spans(doc, (*(other for other in regions.chrome if other != part), *regions.dialogs)))
    values = read_values(doc, labels, avoid)
    floor = [part[0]]
    for _ in range(_FLOORS):
        found = [box for holder in floor if (box := _box_in(doc, holder, part[0], values, own_ids)) is not None]
        if found:
            above = doc.folded[doc.text_from[part[0]] : doc.text_from[found[0]]].split("\n")
            return found[0] if len(found) == 1 and not _reads_like_another(doc, part[0], above) else None
        floor = [child for holder in floor for child in doc.children(holder)][:_MOST]
    return None


def _box_in(doc: Document, holder: int, part: int, values: Sequence[Value], own_ids: Sequence[str]) -> int | None:
    """The same of an element in a part."""
    inside = [v for v in values if not v.nested and v.text and doc.text_from[holder] <= v.label_start < doc.text_to[holder]]
    told = [v for v in inside if _fact(v) is not None and not _begins_with_link(doc, v)]
    if not told or len({fold(v.label) for v in inside}) < len(inside) or _differ(inside, values):
        return None
    box = _box(doc, holder, told)
    links = [e for e in range(box, doc.ends[box]) if doc.tags[e] == "a" and doc.attributes(e).get("href")]
    own = any(carries(path_of(doc.attributes(e)["href"]), own_ids) for e in links)
    if (
        len({_fact(v) for v in told}) + own < 2
        or not (own or any(_surely(v) for v in told))
        or any(_leads_to_another(doc, e) for e in links)
    ):
        return None
    asks = any(doc.tags[e] in _ASKS and doc.attributes(e).get("type") != "hidden" for e in range(box, doc.ends[box]))
    return None if asks or _names_another(doc, part, box, inside) else box


def _fact(value: Value) -> FieldKey | None:
    """The fact of a procedure that a value tells, by its label or, under a label that nobody knows, by its form; None for what is none."""
    if value.key is not FieldKey.OTHER:
        return value.key if value.key in _FACTS else None
    if is_level_text(value.text):
        return FieldKey.LEVEL
    if _DAYS.match(fold(value.text)):
        return FieldKey.DURATION
    code = find_code(value.text) if len(value.text) <= _A_CODE else None
    return FieldKey.CODE if code is not None and code.base else None


def _surely(value: Value) -> bool:
    """Whether a fact is known by its label, or is a code."""
    return value.key is not FieldKey.OTHER or _fact(value) is FieldKey.CODE


def _begins_with_link(doc: Document, value: Value) -> bool:
    """Whether the first words of a value lead on, as those of a facet ("Mức độ": one link for each) do."""
    return any(doc.tags[e] in ("a", "button") for e in doc.ancestors(doc.element_at(value.start + _blanks(doc, value))))


def _blanks(doc: Document, value: Value) -> int:
    words = doc.text[value.start : value.end]
    return len(words) - len(words.lstrip(" \n\t:"))


def _differ(inside: Sequence[Value], values: Sequence[Value]) -> bool:
    """Whether a box says another code, name or fact than the rest of the page: it is of another procedure, or holds for all of them ("Lệ
    phí: nộp tại quầy 3"). A fact may be told in short; what is handed out and how are both called the result, so that only results under
    one label tell the same.
    """
    for key in {_fact(v) or v.key for v in inside} & {*_FACTS, FieldKey.NAME}:
        here = {fold(v.text) for v in inside if (_fact(v) or v.key) is key}
        called = {fold(v.label) for v in inside if v.key is key}
        others = [v for v in values if (_fact(v) or v.key) is key and v.text and v not in inside]
        there = {fold(v.text) for v in others if key is not FieldKey.RESULT or fold(v.label) in called}
        same = any(one == other or (key is not FieldKey.NAME and (one in other or other in one)) for one in here for other in there)
        if there and not same:
            return True
    return False


def _box(doc: Document, part: int, told: Sequence[Value]) -> int:
    """The smallest element of a part that holds the facts, widened by what adds no more than a heading or buttons."""
    first, last = min(v.label_start for v in told), max(v.start for v in told)
    element = doc.element_at(first)
    while element != part and doc.text_to[element] <= last:
        element = doc.parents[element]
    while element != part and _length(doc, doc.parents[element]) - _length(doc, element) <= _CLOSE:
        element = doc.parents[element]
    return element


def _length(doc: Document, element: int) -> int:
    return doc.text_to[element] - doc.text_from[element]


def _leads_to_another(doc: Document, link: int) -> bool:
    """Whether a link leads to the page of another record of the page's kind."""
    here, url = doc.url.partition("#")[0], doc.absolute(doc.attributes(link)["href"].strip()).partition("#")[0]
    if url == here or not of_another(url, here):
        return False
    beside = url.rstrip("/").rpartition("/")[0] == here.rstrip("/").rpartition("/")[0] and title_in(here) != ""
    return blank_ids(url) == blank_ids(here) or (beside and title_in(url) != "")


def _names_another(doc: Document, part: int, box: int, inside: Sequence[Value]) -> bool:
    """Whether what heads a box reads like the name of a procedure that is not the page's."""
    heads = [doc.folded_of(e) for e in range(box, doc.ends[box]) if doc.tags[e] in _HEADS]
    above = doc.folded[doc.text_from[box] : min(v.label_start for v in inside)].split("\n")
    labelled = {fold(v.label) for v in inside}
    return _reads_like_another(doc, part, [line for line in (*heads, *above) if " ".join(line.split()) not in labelled])


def _reads_like_another(doc: Document, part: int, said: Sequence[str]) -> bool:
    """Whether one of some folded lines reads like the name of a procedure and no heading outside the part says it. Ways to apply begin with
    the verbs that names begin with, too: links to what is no other record, addresses to send to.
    """
    page = "\n".join([fold(doc.title), *(doc.folded_of(e) for e in doc.select("h1,h2,h3,h4") if not doc.within(e, part))])
    links = (e for e in range(part, doc.ends[part]) if doc.tags[e] == "a" and doc.attributes(e).get("href"))
    ways = {" ".join(doc.folded_of(e).split()) for e in links if not _leads_to_another(doc, e)}
    lines = (" ".join(line.split()) for line in said if "@" not in line)
    return any(len(line) >= _NAME and starts_like_name(line) and line not in page and line not in ways for line in lines)


def _around(doc: Document, part: tuple[int, int], box: int) -> list[tuple[int, int]]:
    """What a part has beside one of its elements, but for what stands close to it and is neither headed nor a list of links: buttons, an
    address to send to.
    """
    found: list[int] = []
    element = box
    while element != part[0]:
        beside = doc.children(doc.parents[element])
        place = beside.index(element)
        found += [*_far(doc, beside[:place][::-1]), *_far(doc, beside[place + 1 :])]
        element = doc.parents[element]
    return sorted((element, doc.ends[element]) for element in found)


def _far(doc: Document, elements: Sequence[int]) -> Sequence[int]:
    """Those of the elements on one side of a box, the nearest first, that are the site's."""
    for place, element in enumerate(elements):
        inner = range(element, doc.ends[element])
        headed = doc.tags[element] in _FRAMES or any(doc.tags[e] in _HEADS for e in inner)
        if headed or sum(doc.tags[e] == "a" for e in inner) > _FEW_LINKS or _length(doc, element) > _NEAR:
            return elements[place:]
    return ()
