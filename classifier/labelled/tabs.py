"""Labels that are tabs: which part of the page each opens."""

from __future__ import annotations

import itertools
import re
from collections.abc import Sequence

from classifier.model import FieldKey
from classifier.page.document import Document
from classifier.words.names import starts_like_name
from classifier.words.text import fold
from classifier.words.values import EDGE, Label

# A tab that names a group of labels has no value of its own.
NO_PANEL = (0, 0)
_MAX_STRIP = 600  # characters
_MAX_HEADS = 20
_FEWEST_OPEN = 3  # heads of which one is dressed as the open one: of two, either dress may be the usual one
_FEWEST_BELOW = 3  # labels of several meanings below the name of a procedure
_OPEN = re.compile(r"(?:^|[\W_])(?:active|current|selected|on)(?:$|[\W_])", re.IGNORECASE)
_WITHIN = {FieldKey.DOSSIER: (FieldKey.COPIES,)}
OPENERS = "[href^='#'],[data-target],[data-bs-target],[aria-controls],[data-tab],[data-id],[rel],[role=tab]"


def tab_panels(doc: Document, labels: Sequence[Label]) -> dict[int, tuple[int, int]]:
    """Values of labels that are tabs: by the id they open, else the n-th block after n labels in a row."""
    found: dict[int, tuple[int, int]] = {}
    run: list[Label] = []
    openers = set(doc.select(OPENERS))
    for place, label in enumerate(labels):
        if label.element < 0 or label.column:
            run = []
            continue
        target = opened_by_tab(doc, label.element, openers) if openers else None
        if target is not None and not doc.within(label.element, target):
            group = _is_group(doc, target, label, labels)
            found[label.element] = NO_PANEL if group else (doc.text_from[target], doc.text_to[target])
        run.append(label)
        following = labels[place + 1] if place + 1 < len(labels) else None
        if following is not None and not doc.text[label.end : following.start].strip(EDGE):
            continue
        if len(run) >= 2:
            found.update((e, s) for e, s in _panels_after(doc, run).items() if e not in found)
        run = []
    found.update((e, s) for e, s in _strips(doc, labels).items() if e not in found)
    found.update(_open_one(doc, [label for label in labels if label.element not in found]))
    return found


def _by_holder(doc: Document, labels: Sequence[Label]) -> dict[int, list[Label]]:
    """The labels in elements of their own that are no heads of columns, by what holds them."""
    holders: dict[int, list[Label]] = {}
    for label in labels:
        if label.element >= 0 and not label.column:
            holders.setdefault(doc.parents[label.element], []).append(label)
    return holders


def _open_one(doc: Document, labels: Sequence[Label]) -> dict[int, tuple[int, int]]:
    """Heads in a row of which one is marked as open, with one place behind them: what stands there is its value, and none of the last."""
    found: dict[int, tuple[int, int]] = {}
    for holder, heads in _by_holder(doc, labels).items():
        strip = [c for c in doc.children(holder) if doc.tags[c] == doc.tags[heads[0].element] and doc.text_of(c)] if len(heads) > 1 else []
        if not _FEWEST_OPEN <= len(strip) <= _MAX_HEADS or any("\n" in doc.text_of(c) for c in strip):
            continue
        if any(doc.text[doc.text_to[one] : doc.text_from[other]].strip(EDGE) for one, other in itertools.pairwise(strip)):
            continue
        opened = [c for c in strip if _is_marked_open(doc, c)]
        block = _behind(doc, strip[-1]) if len(opened) == 1 else None
        if block is None:
            continue
        for head in (head for head in heads if head.element in strip):
            fills = head.element == opened[0] and not _is_group(doc, block, head, labels)
            found[head.element] = (doc.text_from[block], doc.text_to[block]) if fills else NO_PANEL
    return found


def _is_marked_open(doc: Document, head: int) -> bool:
    """Whether a head, or what is in it, is marked as the one that is shown."""
    for element in range(head, min(doc.ends[head], head + 4)):
        attributes = doc.attributes(element)
        if attributes.get("aria-selected") == "true" or _OPEN.search(attributes.get("class", "")):
            return True
    return False


def _behind(doc: Document, last: int) -> int | None:
    """The first element behind a strip that says anything, beside its last head or beside what holds the strip."""
    for element in doc.ancestors(last)[:3]:
        beside = doc.children(doc.parents[element]) if doc.parents[element] >= 0 else []
        block = next((c for c in beside if c >= doc.ends[element] and doc.text_of(c)), None)
        if block is not None:
            return block
    return None


def _strips(doc: Document, labels: Sequence[Label]) -> dict[int, tuple[int, int]]:
    """Heads in a row, not all of them labels, then as many blocks of one class (or role): the n-th head opens the n-th block."""
    found: dict[int, tuple[int, int]] = {}
    for holder, heads in _by_holder(doc, labels).items():
        if len(heads) < 2 or holder <= 0 or doc.text_to[holder] - doc.text_from[holder] > _MAX_STRIP:
            continue
        everyone = [c for c in doc.children(holder) if doc.text_of(c)]
        if not len(heads) <= len(everyone) <= _MAX_HEADS or any("\n" in doc.text_of(c) for c in everyone):
            continue
        until = [*(doc.text_from[c] for c in everyone[1:]), doc.text_to[holder]]
        if any(doc.text[doc.text_to[c] : end].strip(EDGE) for c, end in zip(everyone, until, strict=True)):
            continue  # labels with their values right behind them
        blocks = _row_of_blocks(doc, holder, len(everyone))
        opened = dict(zip(everyone, blocks, strict=False))
        groups = [one.element for one in heads if one.element in opened and _begins_otherwise(doc, opened[one.element], one, labels)]
        if groups and not (all(_role(doc, c) == "tab" for c in everyone) and all(_role(doc, b) == "tabpanel" for b in blocks)):
            continue  # rows with labels of their own, as many as there are heads by chance
        spans = {head: NO_PANEL if head in groups else (doc.text_from[b], doc.text_to[b]) for head, b in opened.items()}
        found.update({label.element: spans[label.element] for label in heads if label.element in spans})
    return found


def _begins_otherwise(doc: Document, block: int, head: Label, labels: Sequence[Label]) -> bool:
    """Whether a block begins with a label of another meaning than the head that would open it. A table is what a tab holds, whatever its
    columns are called.
    """
    own = [one for one in labels if one.key is not FieldKey.OTHER and not one.column]
    return FieldKey.OTHER is not head.key and _is_group(doc, block, head, own)


def _row_of_blocks(doc: Document, holder: int, count: int) -> list[int]:
    """Exactly `count` siblings of one tag and first class that follow a strip of heads, or stand alone in what follows it."""
    for _ in range(3):
        outer = doc.parents[holder]
        if outer < 0:
            break
        after = [c for c in doc.children(outer) if c > holder]
        for place, block in enumerate(after[:3]):
            for siblings in (after[place:], doc.children(block)):
                kinds = [_kind(doc, c) for c in siblings[: count + 1]]
                if len(kinds) >= count and kinds[0][1] and len(set(kinds[:count])) == 1 and (kinds[count:] != kinds[:1]):
                    return siblings[:count]
        holder = outer
    return []


def _kind(doc: Document, element: int) -> tuple[str, str]:
    attributes = doc.attributes(element)
    return doc.tags[element], next(iter(attributes.get("class", "").split()), attributes.get("role", ""))


def _role(doc: Document, element: int) -> str:
    return doc.attributes(element).get("role", "")


def _is_group(doc: Document, panel: int, label: Label, labels: Sequence[Label]) -> bool:
    """Whether a panel begins with another label, or with its tab's and goes on with others: then the tab names a group of labels and has no
    value itself. How many copies a dossier wants is said in the dossier; what stands above all labels may be the name of the procedure.
    """
    first = next((other for other in labels if other.start >= doc.text_from[panel]), None)
    within = _WITHIN.get(label.key, ())
    if first is None or first.start >= doc.text_to[panel] or first.key in within:
        return False
    above = doc.text[doc.text_from[panel] : first.start].strip(EDGE)
    members = [other for other in labels if first.start <= other.start < doc.text_to[panel]]
    own = {other.key for other in members}
    if first.key is label.key:
        others = {other.key for other in members if not other.column} - {label.key, FieldKey.OTHER, *within}
        return not above and not first.column and bool(others)
    return not above or (len(own) >= _FEWEST_BELOW and "\n" not in above and starts_like_name(fold(above)))


def opened_by_tab(doc: Document, element: int, openers: set[int]) -> int | None:
    """The element that a tab or an accordion head opens."""
    for candidate in (*range(element, min(doc.ends[element], element + 6)), doc.parents[element]):
        if candidate not in openers:
            continue
        attributes = doc.attributes(candidate)
        for name in ("href", "data-target", "data-bs-target", "aria-controls", "data-tab", "data-id", "rel"):
            target = attributes.get(name, "").strip()
            if target.startswith("#"):
                target = target[1:]
            elif name == "href":
                continue
            if target and target in doc.by_id:
                return doc.by_id[target]
        if attributes.get("role") == "tab":  # what its own script reads may be called anything
            said = (value.strip().removeprefix("#") for name, value in attributes.items() if name.startswith("data-"))
            own = next((doc.by_id[ident] for ident in said if ident in doc.by_id), None)
            if own is not None:
                return own
    return None


def _panels_after(doc: Document, run: list[Label]) -> dict[int, tuple[int, int]]:
    """n labels in a row that fill a list, then n blocks: the blocks in the order of the labels."""
    holder = doc.parents[run[-1].element]
    if [c for c in doc.children(holder) if doc.text_of(c)] != [label.element for label in run]:
        return {}
    for _ in range(3):
        outer = doc.parents[holder]
        if outer < 0:
            break
        for sibling in (c for c in doc.children(outer) if c > holder):
            blocks = [c for c in doc.children(sibling) if doc.tags[c] not in ("script", "style", "br")]
            if len(blocks) == len(run):
                return {label.element: (doc.text_from[b], doc.text_to[b]) for label, b in zip(run, blocks, strict=True)}
        holder = outer
    return {}
