"""Which labelled values of a page describe a procedure: in detail, as one of several, or too few to say so by themselves (§6.13)."""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterable, Sequence
from dataclasses import replace

from classifier.bounds.blocks import Block, are_cards, is_named, split_blocks
from classifier.bounds.naming import procedure_name
from classifier.model import FieldKey
from classifier.page.document import Document
from classifier.page.regions import Regions, own_part
from classifier.words.names import starts_like_name
from classifier.words.questions import asked_key
from classifier.words.text import fold
from classifier.words.values import Value
from classifier.words.wordings import bare

DETAIL = frozenset({
    FieldKey.STEPS, FieldKey.MANNER, FieldKey.DOSSIER, FieldKey.DURATION, FieldKey.RESULT, FieldKey.LEGAL_BASIS, FieldKey.FORMS,
    FieldKey.CONDITIONS, FieldKey.SUBJECT, FieldKey.FEE, FieldKey.COPIES,
})  # fmt: skip
BODY = frozenset({FieldKey.STEPS, FieldKey.DOSSIER, FieldKey.MANNER, FieldKey.RESULT, FieldKey.LEGAL_BASIS})
_FEWEST = 3  # kinds of labelled values by which a page may be one procedure's
_HEADER = frozenset({FieldKey.CODE, FieldKey.AGENCY, FieldKey.FIELD, FieldKey.TIER, FieldKey.LEVEL})
_UNWRITTEN = re.compile(
    r"(?:(?:noi dung|thong tin|du lieu|phan nay|muc nay|trang nay)(?: (?:chi tiet|cua|ve|thu tuc|nay)){0,4} )?"
    r"(?:hien )?(?:dang|chua|se)(?: duoc| trong qua trinh)? "
    r"(?:bien soan|bien tap|soan thao|cap nhat|xay dung|hoan thien|bo sung)\b.{0,30}"
)
_NOTE = 100  # characters of a line that says so


def described_blocks(doc: Document, values: Sequence[Value], regions: Regions) -> list[Block]:
    """The values of each procedure on the page; empty when the page is no procedure page."""
    blocks = split_blocks(doc, values, regions)
    if blocks and are_cards(doc, blocks, values):
        return []
    if blocks and sum(_is_detail(block.values) for block in blocks) * 2 >= len(blocks):
        return [block for block in blocks if _is_detail(block.values) or few_values(block.values) or is_named(block)]
    outer = [v for v in values if not v.nested]
    heads = [v for v in outer if v.key in (FieldKey.NAME, FieldKey.CODE) and v.text]
    groups = [Block(tuple(values))]
    if heads:
        lead = heads[0].key
        starts = [v for v in heads if v.key is lead]
        if len({v.text for v in starts}) > 1:
            bounds = [0, *(v.label_start for v in starts[1:]), len(doc.text) + 1]
            groups = [Block(tuple(v for v in values if a <= v.label_start < b), until=b) for a, b in itertools.pairwise(bounds)]
            groups[-1] = replace(groups[-1], until=0)
    kept = [group for group in groups if _is_detail(group.values)]
    if len(kept) * 2 < len(groups) or (len(kept) == 1 and _answers_readers(doc, kept[0].values, regions)):
        return []
    return kept if len(kept) < 2 else [g for g in groups if _is_detail(g.values) or few_values(g.values) or is_named(g)]


def _answers_readers(doc: Document, values: Sequence[Value], regions: Regions) -> bool:
    """Whether questions are all that labels the values, and nothing above them names a procedure: a page of questions and answers."""
    known = [v for v in values if v.key is not FieldKey.OTHER and not v.nested]
    if any(asked_key(bare(fold(v.label))) is None for v in known if v.key in DETAIL or v.key in _HEADER):
        return False
    name = procedure_name(doc, values, first_of_most(doc, values), 1, regions)
    return name.rstrip().endswith("?") or not starts_like_name(fold(name))


def _is_detail(values: Sequence[Value]) -> bool:
    """Whether labelled values describe one procedure in detail, not one card of a list."""
    shown = {v.key for v in values if not v.nested}
    filled = {v.key for v in values if not v.nested and v.text}
    body = filled & BODY
    if len(shown & DETAIL) >= 3 and body:
        return True
    return bool(filled & {FieldKey.CODE, FieldKey.NAME}) and len(filled & DETAIL) >= 2 and bool(shown & BODY)


def outside(doc: Document, values: Sequence[Value], tabs: Iterable[int]) -> list[Value]:
    """The labelled values of a page without those that the words of its tabs seem to be: one tab is no value of the tab before it."""
    spans = [(doc.text_from[tab], doc.text_to[tab]) for tab in tabs]
    return [v for v in values if not any(start <= v.label_start < end for start, end in spans)]


def fewest(doc: Document) -> int:
    """How many kinds of labelled values make a page one that may describe a procedure; fewer where a line of it says that what belongs
    there is still to be written: the few facts around it are all of the page.
    """
    unwritten = any(len(line) <= _NOTE and _UNWRITTEN.fullmatch(line.strip()) for line in doc.folded.split("\n"))
    return _FEWEST - 1 if unwritten else _FEWEST


def few_values(values: Sequence[Value], least: int = _FEWEST) -> list[Value]:
    """The labelled values of a page that may describe one procedure, too few to say so by themselves (§6.13). `least`: different ones."""
    outer = [v for v in values if not v.nested and v.text and v.key is not FieldKey.OTHER]
    names = {v.text for v in outer if v.key is FieldKey.NAME}
    codes = {v.text for v in outer if v.key is FieldKey.CODE}
    keys = {v.key for v in outer}
    return list(values) if len(keys) >= least and keys & _HEADER and len(names) <= 1 and len(codes) <= 1 else []


def first_of_most(doc: Document, values: Sequence[Value]) -> int:
    """Where the values of the part begin that holds most of them; labels of a box beside it stand nearer to other headings."""
    starts = sorted(v.label_start for v in values)
    aside = len(starts) // 4
    part = own_part(doc, starts[aside], starts[-1 - aside])
    return next((start for start in starts if start >= doc.text_from[part]), starts[0])
