"""One page in, one `PageReading` out: the order in which the parts of reading happen."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache

from classifier.bounds.annex import with_annexed, with_own_annexes
from classifier.bounds.asides import without_own_facts
from classifier.bounds.blockends import unread_procedures
from classifier.bounds.blockheads import code_in_block
from classifier.bounds.blocks import Block, ended, without_buttons, without_descriptions
from classifier.bounds.casepanels import case_parts, of_case
from classifier.bounds.cases import case_blocks, read_cases, told_cases
from classifier.bounds.cutpages import with_further_pages
from classifier.bounds.described import BODY, DETAIL, described_blocks, few_values, fewest, first_of_most, outside
from classifier.bounds.naming import procedure_code, procedure_name
from classifier.bounds.notices import own_words, standing_note
from classifier.bounds.others import parts_of_others, with_others, without_offers
from classifier.bounds.outerfields import outer_fields
from classifier.bounds.overlay import opened_over
from classifier.bounds.owncontrols import around_one, ids_of_blocks, in_fee_cells, within_block
from classifier.bounds.parts import find_further, find_parts, promised_parts, without_ways
from classifier.controls.controls import orders_said, read_controls
from classifier.controls.formbuttons import labels_sending
from classifier.controls.orders import leads_over
from classifier.controls.ownaddress import by_what_is_handed_over
from classifier.controls.waycells import WayCells
from classifier.data.carried import with_carried
from classifier.data.embedded import with_embedded
from classifier.data.envelopes import may_be_data
from classifier.forms.files import FoundFile, find_files
from classifier.forms.formpages import forms_page, without_pointer
from classifier.forms.matching import read_forms, without_fields
from classifier.labelled.agencycells import without_issuers
from classifier.labelled.badges import unlabelled_level
from classifier.labelled.factlines import facts_apart
from classifier.labelled.feenotes import with_pending
from classifier.labelled.fields import read_values
from classifier.labelled.labels import find_labels
from classifier.listing.namedlevels import with_level_in_name
from classifier.listing.records import read_rows
from classifier.listing.signs import with_signed_levels
from classifier.listing.totals import read_total
from classifier.listing.writtensigns import with_own_legend
from classifier.model import Control, ControlKind, FieldKey, Outcome, Page, PageKind, PageReading, ProcedureReading, Row
from classifier.page.contenthash import content_hash
from classifier.page.document import Document, open_document
from classifier.page.outcome import outcome_of
from classifier.page.recordids import procedure_pairs, record_ids, record_pairs
from classifier.page.regions import Regions, find_regions, own_part, readers_questions, text_spans
from classifier.page.siblings import own_title, record_address
from classifier.words.codes import Code, parse_code
from classifier.words.spans import covers, merged, slice_of
from classifier.words.text import fold
from classifier.words.values import Label, Value, without_full_stops

_WHOLE_PAGE, _HEAD = re.compile(r"<(?:!doctype|html|head|body|frameset)\b", re.IGNORECASE), 4000  # characters
_APPLIES = re.compile(
    r"\b(?:nop|gui|dang ky|khai|thuc hien|lam)\b[^.;\n]{0,40}\b(?:tren|tai|qua|o|he thong|trang|cong|website|phan mem)\b"
    r"|\b(?:he thong(?: thong tin)?|phan mem|cong) (?:chuyen nganh|(?:cua )?(?:bo|nganh))\b"
)
_PLACE_NAME = 80  # characters of what a portal is called
_ADDRESS = re.compile(r"(?:https?://)?[\w-]+(?:\.[\w-]+)+(?:/\S*)?", re.IGNORECASE)  # "Đường dẫn nộp: https://dichvucong.…"


def read_page(page: Page) -> PageReading:
    """What a page is and holds. Never raises for what the page holds."""
    if _is_data(page):
        from classifier.data.listings import read_data

        return read_data(page.body, page.url, page.at)
    doc = open_document(page.body, page.url, page.content_type)
    regions, everywhere = find_regions(doc), find_labels(doc)
    regions = replace(regions, dialogs=without_descriptions(doc, regions.dialogs, everywhere))
    ids, titled = (*record_ids(page.url), *record_pairs(page.url)), own_title(doc, page.url)
    regions = without_own_facts(doc, regions, everywhere, (*ids, *titled))
    told = _told(doc, regions, everywhere)
    regions, told = _in_its_dialog(doc, page.url, regions, everywhere, told)
    regions, told = _without_others(doc, regions, everywhere, told, ids)
    labels, avoid, values, blocks = told.labels, told.avoid, told.values, told.blocks
    chrome, is_detail = merged(text_spans(doc, regions.chrome)), bool(blocks)
    promised = promised_parts(doc, regions) if not is_detail and few_values(values, least=1) else {}
    sparse = [] if is_detail else few_values(outside(doc, values, promised), least=1 if promised else fewest(doc))
    codes = [parse_code(v.text) for block in blocks for v in block.values if v.key is FieldKey.CODE and v.text]
    codes += [procedure_code(doc, page, block.values, len(blocks)) for block in blocks]
    record = record_address(doc) if len(blocks) == 1 else None
    parts = find_parts(doc, regions, record) if record else {}
    own_ids = [*ids, *procedure_pairs(page.url), *_code_ids(codes), *(titled if len(blocks) == 1 else ids_of_blocks(doc, blocks))]
    controls = read_controls(doc, regions, own_ids, *(_channels(values) if is_detail else ()), described=is_detail)
    controls = [(element, control) for element, control in controls if element not in parts or not parts[element].fragment]
    files = find_files(doc, ended(values, blocks), regions) if is_detail or sparse else []
    letters = {element for element, control in controls if control.kind is ControlKind.EMAIL}
    # A tab is no file, whatever its words and its address promise, nor is a form that is filled in at Google.
    files = [file for file in files if file.element not in parts and file.element not in letters]
    parts = with_further_pages(doc, regions, without_ways(parts, controls)) if record else parts
    parts |= find_further(doc, regions, record, parts, controls, files) if record else {}
    shown, orders = Counter(control.url for _, control in controls), orders_said(doc, controls)
    procedures = tuple(_procedure(doc, page, block, controls, files, len(blocks), regions, shown, orders) for block in blocks)
    procedures = tuple(replace(each, parts=tuple(parts.values())) for each in procedures) if parts else procedures
    procedures = with_annexed(doc, procedures, [block.elements for block in blocks], files) if len(blocks) > 1 else procedures
    procedures = (with_embedded(doc, procedures[0], page.at),) if len(procedures) == 1 else procedures
    procedures = with_own_legend(doc, procedures, [block.elements for block in blocks])
    of_rows, ways = cache(lambda: find_files(doc, values, regions)), WayCells(doc, regions, own_ids)

    def describe(element: int, row: Row, cells: Sequence[Value]) -> ProcedureReading:
        end = doc.ends[element]
        own = ways.beside(cells, slice_of(controls, element, end))
        papers = of_rows()[bisect_left(of_rows(), element, key=_place) : bisect_left(of_rows(), end, key=_place)]
        block = Block(tuple(cells), range(element, end), row.name)
        found = _procedure(doc, page, block, own, papers, 2, regions, shown, orders_said(doc, own))
        return replace(found, code=row.code, key=row.key)

    rows = () if is_detail else tuple(read_rows(doc, labels, regions, controls, describe))
    total = None if len(procedures) == 1 else read_total(doc, chrome, [v for b in blocks for v in b.values], plain=not procedures)
    rows = with_carried(doc, rows, total, page.url)
    outcome, reason = outcome_of(doc, page.status, bool(procedures or rows), regions)
    if doc.cut and procedures and outcome is Outcome.OK:  # what its last description lacks, the page may have
        procedures = procedures[:-1]
        outcome, reason = (outcome, reason) if procedures or rows else (Outcome.ERROR, "the page ends in the middle")
    kind = PageKind.PROCEDURE if procedures else PageKind.LISTING if rows else PageKind.OTHER
    if outcome is not Outcome.OK:
        procedures, rows, kind, sparse = (), (), PageKind.OTHER, []
    poor = _procedure(doc, page, Block(tuple(sparse)), controls, files, 1, regions, shown, orders) if sparse else None
    poor = replace(poor, parts=tuple(promised.values())) if poor else None
    return PageReading(
        url=page.url,
        outcome=outcome,
        kind=kind,
        reason=reason,
        title=doc.title,
        procedures=procedures,
        rows=rows,
        total=_at_least(total, len(rows or procedures)),
        controls=tuple(control for _, control in controls),
        content_hash=content_hash(doc, avoid),
        unread=_unread(doc, blocks) if len(procedures) > 1 else (),
        sparse=poor,
    )


@dataclass(frozen=True, slots=True)
class _Told:
    """What the labels of a page say. `avoid`: the parts of the text that do not count; `blocks`: the values of each procedure."""

    labels: list[Label]
    avoid: list[tuple[int, int]]
    values: list[Value]
    blocks: list[Block]


def _told(doc: Document, regions: Regions, everywhere: Sequence[Label]) -> _Told:
    chrome = merged(text_spans(doc, regions.chrome))
    avoid = merged([*chrome, *text_spans(doc, regions.dialogs), *_beside(readers_questions(doc), everywhere, chrome)])
    menus = merged(text_spans(doc, regions.menus))
    labels = [label for label in everywhere if not covers(menus, label.start)]
    heard = without_fields(doc, without_offers(doc, read_values(doc, labels, avoid)))
    values = with_pending(doc, without_full_stops(facts_apart(doc, heard)))
    return _Told(labels, avoid, values, described_blocks(doc, values, regions))


def _in_its_dialog(doc: Document, url: str, regions: Regions, everywhere: Sequence[Label], told: _Told) -> tuple[Regions, _Told]:
    """What the one procedure says that a page opens over its list, where that is all the page describes."""
    over = opened_over(doc, url, regions, everywhere) if regions.dialogs and not told.blocks else None
    if over is None:
        return regions, told
    retold = _told(doc, over, everywhere)
    return (over, retold) if len(retold.blocks) == 1 else (regions, told)


def _without_others(
    doc: Document, regions: Regions, everywhere: Sequence[Label], told: _Told, own_ids: Sequence[str]
) -> tuple[Regions, _Told]:
    """What a page says of its own procedure: what stands of others beside it is the site's.

    Boxes of others may have codes, prices and forms as the page has, and look like a list; what is left without them must describe one.
    """
    one = len(told.blocks) == 1
    values = told.blocks[0].values if one else told.values
    if not one and not {v.key for v in values if v.text and not v.nested} & BODY:
        return regions, told
    others = parts_of_others(doc, regions, values, own_ids)
    left = with_others(regions, others) if others else regions
    retold = _told(doc, left, everywhere) if others else told
    return (left, retold) if one or len(retold.blocks) == 1 else (regions, told)


def _at_least(total: int | None, shown: int) -> int | None:
    """A page's counter; what is less than the page shows counts something else, such as its pages."""
    return total if total is None or total >= shown else None


def _beside(questions: Iterable[tuple[int, int]], labels: Sequence[Label], chrome: Sequence[tuple[int, int]]) -> list[tuple[int, int]]:
    """Parts with readers' questions where they stand beside a description; where no item is named outside of them they may be it."""
    spans = merged(questions)
    described = any(label.key in DETAIL and not (covers(spans, label.start) or covers(chrome, label.start)) for label in labels)
    return spans if described else []


def _channels(values: Sequence[Value]) -> tuple[list[tuple[int, int]], ...]:
    """Where short cells say how one applies, where cells name the ways at all, and where they tell the fee."""
    ways = [v for v in values if v.key in (FieldKey.MANNER, FieldKey.CHANNEL_IN) or labels_sending(v.label)]
    telling = [v for v in ways if len(v.text) <= 400 and (_APPLIES.search(fold(v.text)) or _ADDRESS.fullmatch(v.text.strip()))]
    # The label says what is done, and the value no more than where: "Nộp hồ sơ trực tuyến: <a>Cổng Dịch vụ công quốc gia</a>".
    telling += [v for v in ways if labels_sending(v.label) and leads_over(fold(v.text[:_PLACE_NAME])) and len(v.text) <= _PLACE_NAME]
    said = merged(sorted((v.start, v.end) for v in telling))
    return (
        said,
        merged((v.start, v.end) for v in ways),
        merged((v.start, v.end) for v in values if v.key in (FieldKey.FEE, FieldKey.PAYMENT)),
    )


def _is_data(page: Page) -> bool:
    head = page.body[:_HEAD] if isinstance(page.body, str) else page.body[:_HEAD].decode("latin-1").removeprefix("\u00ef\u00bb\u00bf")
    return "json" in page.content_type.lower() or may_be_data(head, page.content_type)


def _code_ids(codes: Iterable[Code | None]) -> list[str]:
    told = dict.fromkeys(code for code in codes if code is not None)
    return [part for code in told for part in (code.text, code.base) if part]


def _unread(doc: Document, blocks: Sequence[Block]) -> tuple[str, ...]:
    """The procedures that a page describes beside those that were read."""
    starts = [doc.text_from[b.elements.start] if b.elements else min(value.label_start for value in b.values) for b in blocks]
    return unread_procedures(doc, [block.elements for block in blocks if block.elements], starts)


def _procedure(
    doc: Document,
    page: Page,
    block: Block,
    controls: Sequence[tuple[int, Control]],
    files: Sequence[FoundFile],
    count: int,
    regions: Regions,
    shown: Mapping[str | None, int],
    orders: Sequence[str],
) -> ProcedureReading:
    """What a block says of its procedure. `count`: of the blocks of the page; `shown`: how many controls of it have each address; `orders`:
    the words of those by which one applies.
    """
    values: Sequence[Value] = without_issuers(with_signed_levels(doc, without_buttons(doc, block, controls)))
    first = min(v.label_start for v in values)
    last = max(v.end for v in values)
    above = doc.text_from[block.elements.start] if block.elements else None
    values = [*values, *unlabelled_level(doc, regions, values, first, count, above, block.name)]
    forms_at = forms_page(doc, values) if count == 1 else ""
    inside = block.elements or range(doc.element_at(first), len(doc.nodes))
    own_files = [
        f
        for f in files
        if (count == 1 or (f.element in inside and (block.elements or first <= f.offset <= last)))
        and (not forms_at or f.link.url != forms_at)
    ]
    code = procedure_code(doc, page, values, count) or (parse_code(code_in_block(doc, block.elements, first)) if block.elements else None)
    name = block.name or procedure_name(doc, values, first_of_most(doc, values) if count == 1 else first, count, regions)
    ids = record_ids(page.url)
    part = (range(len(doc.nodes)) if _is_fragment(page) else _part(doc, values)) if count == 1 else range(0)
    own = around_one(doc, controls, part) if count == 1 else within_block(doc, controls, block, first, last, shown)
    own = in_fee_cells(doc, controls, by_what_is_handed_over(own, code), values) if count == 1 else own
    if count == 1 and not any(v.key is FieldKey.STATUS and v.text for v in values):
        values = [*standing_note(doc, regions, name, first), *values]
    fields, forms = outer_fields(values, own_files), without_pointer(read_forms(doc, values, own_files, orders), doc, forms_at)
    elements = (e for e, _ in controls)
    described = _cases(doc, regions, values, list(zip(elements, own, strict=True)), own_files) if count == 1 else ()
    sure, why = _sure(values, name, code)
    reading = ProcedureReading(
        url=page.url,
        name=name,
        code=code.text if code else None,
        code_malformed=bool(code and code.malformed),
        fields=fields,
        controls=tuple(own),
        forms=with_own_annexes(doc, forms, own_files) if count == 1 else forms,
        cases=read_cases(doc, regions, part, controls)
        or described
        or (case_blocks(doc, regions, controls) or told_cases(doc, values, controls) if count == 1 else ()),
        forms_at=forms_at,
        key=next((i for i in ids if not (code and code.base and i.startswith(code.base))), None),
        at=page.at,
        sure=sure,
        why=why,
        glued=own_words(doc, regions, part, first, last),
    )
    return with_level_in_name(reading)


def _cases(
    doc: Document, regions: Regions, values: Sequence[Value], controls: Sequence[tuple[int, Control]], files: Sequence[FoundFile]
) -> tuple[ProcedureReading, ...]:
    """The cases that the page describes one after another."""
    found: list[ProcedureReading] = []
    for name, start, end in case_parts(doc, regions, values, controls):
        inside, papers = of_case(values, start, end), [f for f in files if start <= f.offset < end]
        sent = tuple(c for e, c in controls if start <= doc.text_from[e] < end and c.kind is not ControlKind.OTHER)
        fields, forms = outer_fields([replace(v, nested=False) for v in inside], papers), read_forms(doc, inside, papers)
        found.append(ProcedureReading("", name, None, fields=fields, controls=sent, forms=forms))
    return tuple(found)


def _place(file: FoundFile) -> int:
    return file.element


def _is_fragment(page: Page) -> bool:
    """Whether a page is a part that its site's script puts into another page: nothing of it is the site's frame."""
    head = page.body[:_HEAD]
    return _WHOLE_PAGE.search(head if isinstance(head, str) else head.decode("latin-1")) is None


def _part(doc: Document, values: Sequence[Value]) -> range:
    """The elements of the part of a page that its one procedure has; a box beside it has labels too, of kinds that nobody knows."""
    known = [v for v in values if v.key is not FieldKey.OTHER] or values
    part = own_part(doc, min(v.label_start for v in known), max(v.end for v in known))
    return range(part, doc.ends[part])


def _sure(values: Sequence[Value], name: str, code: Code | None) -> tuple[float, str]:
    keys = {v.key for v in values if not v.nested and v.text} - {FieldKey.OTHER}
    sure = min(1.0, 0.25 + 0.08 * len(keys) + (0.15 if code else 0) + (0.1 if name else 0))
    return round(sure, 2), f"{len(keys)} labelled values" + (", a code" if code else "") + (", a name" if name else "")
