"""Parts of a procedure's page that are about other procedures: rows and boxes of related ones, each with its own level and button."""

from __future__ import annotations

import re
from bisect import bisect_left, insort
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from operator import itemgetter

from classifier.controls.orders import PHRASES, path_of
from classifier.controls.ownaddress import carries
from classifier.listing.listgrids import list_grids
from classifier.model import FieldKey
from classifier.page.document import Document
from classifier.page.regions import Regions
from classifier.page.siblings import sibling_links
from classifier.words.names import OF_SERVICES
from classifier.words.spans import covers
from classifier.words.text import fold
from classifier.words.values import Value

_SHORTEST = 12  # characters of a name that is no "next" or "12"
_BESIDE = 400  # characters that a row has beside the name
_ASIDE = 60  # characters of other things beside a value
_OFFERED = frozenset({FieldKey.PAYMENT, FieldKey.CHANNEL_OUT})
_NO_FACT = frozenset({FieldKey.OTHER, FieldKey.LEVEL, *_OFFERED})
_ROWS = frozenset(("tr", "li", "article"))
_PRESSED = frozenset(("a", "button", "input"))
_LEVEL = re.compile(
    rf"\b(?:toan trinh|mot phan|cung cap thong tin|(?:muc|cap) ?(?:do)?{OF_SERVICES}\W{{0,3}}(?:muc(?: do)? )?(?:0?[1-4]|i{{1,3}}|iv))\b"
)
_WHAT = r"(?:thu tuc(?: hanh chinh)?|tthc|dich vu cong|dvc)(?: truc tuyen)?"
_HEAD = re.compile(
    r"^[^\w\n]*(?:"
    rf"(?:(?:danh sach|danh muc|cac|mot so|nhung) )*{_WHAT} (?:(?:khac|cung (?:linh vuc|co quan|don vi|nhom|loai|nganh|cap|chuyen muc)"
    r"|(?:duoc )?(?:quan tam|xem nhieu|su dung nhieu|tim nhieu)|thuong gap|pho bien|noi bat|hay dung|tuong tu|goi y|da xem|ban vua xem"
    r"|moi(?: nhat| cap nhat| ban hanh)?)\b[^\n]{0,40}|lien quan(?: khac)?)"
    r"|(?:co the )?(?:ban|nguoi dan|cong dan|nguoi dung)(?: co the)? (?:(?:dang )?quan tam|cung xem|da xem|tham khao)\b[^\n]{0,30}"
    rf"|xem them(?: cac)? {_WHAT}"
    # What a content system puts below each of its articles, one of which is the procedure: "Các bài khác:", "Tin cùng chuyên mục".
    r"|(?:(?:cac|nhung|mot so|danh sach|xem them) )*(?:bai(?: viet| dang)?|tin(?: tuc| bai)?) (?:khac|lien quan|cung (?:chuyen muc|muc"
    r"|loai|nhom|chu de|linh vuc)|cu hon|moi hon|moi nhat|da (?:dang|dua)|truoc do|tiep theo|xem nhieu|doc nhieu|ke tiep)"
    r")[^\w\n]*$",
    re.MULTILINE,
)
# What describes the procedure of the page: no box of other ones holds it.
_DESCRIBES = frozenset(
    {FieldKey.STEPS, FieldKey.DOSSIER, FieldKey.FEE, FieldKey.LEGAL_BASIS, FieldKey.FORMS, FieldKey.MANNER, FieldKey.DURATION}
)


def parts_of_others(doc: Document, regions: Regions, values: Sequence[Value], own_ids: Sequence[str]) -> list[tuple[int, int]]:
    """The elements, as ranges, that speak of other procedures than the page's one. `own_ids`: what names that one in addresses."""
    described = sorted(((v.label_start, v.key) for v in values if v.key in _DESCRIBES and v.text and not v.nested), key=itemgetter(0))
    first = {key: start for start, key in reversed(described)}
    found: list[tuple[int, int]] = []
    links = doc.select("a[href]")
    labels = sorted(v.label_start for v in values if v.key is not FieldKey.LEVEL and not v.nested)
    for element in (*_boxes(doc, labels), *_rows(doc), *list_grids(doc)):
        if covers(found, element) or regions.in_chrome(element) or _describes(doc, element, described, first):
            continue
        inside = links[bisect_left(links, element) : bisect_left(links, doc.ends[element])]
        if not any(carries(path_of(doc.attributes(e)["href"]), own_ids) for e in inside):
            insort(found, (element, doc.ends[element]))
    kept: list[tuple[int, int]] = []
    for part in found:
        if not kept or part[0] >= kept[-1][1]:
            kept.append(part)
    return kept


def _describes(doc: Document, element: int, described: Sequence[tuple[int, FieldKey]], first: Mapping[FieldKey, int]) -> bool:
    """Whether an element holds an item that describes the procedure of the page: one that nothing before it has told."""
    start, end = doc.text_from[element], doc.text_to[element]
    inside = described[bisect_left(described, start, key=itemgetter(0)) : bisect_left(described, end, key=itemgetter(0))]
    return any(first[key] >= start for _, key in inside)


def with_others(regions: Regions, others: Sequence[tuple[int, int]]) -> Regions:
    """The regions with what speaks of other procedures among the site's own parts."""
    kept = [part for part in regions.chrome if not covers(others, part[0])]
    return replace(regions, chrome=tuple(sorted([*kept, *others])))


def without_offers(doc: Document, values: Sequence[Value]) -> list[Value]:
    """The values, those that the site offers to everybody without a meaning: a box "Thanh toán trực tuyến" among boxes of news."""
    facts = sorted(v.label_start for v in values if v.key not in _NO_FACT)
    return [replace(v, key=FieldKey.OTHER) if v.key in _OFFERED and v.text and _among_strangers(doc, v, facts) else v for v in values]


def _among_strangers(doc: Document, value: Value, facts: Sequence[int]) -> bool:
    """Whether the part of the page in which a value stands apart from all facts says mostly other things."""
    part, parent = -1, doc.element_at(value.label_start)
    while parent > 0 and bisect_left(facts, doc.text_from[parent]) == bisect_left(facts, doc.text_to[parent]):
        part, parent = parent, doc.parents[parent]
    said = value.end - value.label_start
    # A page of the site that names no fact at all offers what it offers to everybody; a part that a script fetches may have just this one.
    apart = part > 0 and (parent > 0 or bool(doc.title))
    return apart and _length(doc, part) - said > max(_ASIDE, said)


def _boxes(doc: Document, labels: Sequence[int]) -> Iterator[int]:
    """What a line such as "Thủ tục khác của cơ quan" heads: the box that it begins, or what follows it up to the next heading, or up to
    the next of the page's own `labels` where the line is one of them.
    """
    for hit in _HEAD.finditer(doc.folded):
        top = doc.element_at(hit.start() + len(hit[0]) - len(hit[0].lstrip()))
        if _length(doc, top) > hit.end() - hit.start():
            continue  # a line of a text, or an entry of a list
        if "cung cap" in hit[0] and "cùng cấp" not in doc.text[hit.start() : hit.end()].lower():
            continue  # "DVC cung cấp thông tin": with its marks it is another word
        top = doc.outermost(top)
        box = doc.parents[top]
        if box <= 0 or doc.tags[box] in ("ul", "ol", "tr"):
            continue
        children = doc.children(box)
        after = children[children.index(top) + 1 :]
        heading = next((place for place, c in enumerate(after) if _is_next_head(doc, c, top, labels)), None)
        if (
            heading is None
            and not doc.text[doc.text_from[box] : doc.text_from[top]].strip()
            and doc.tags[box] not in ("body", "html", "main")
        ):
            yield box
        else:
            yield from after[:heading]


def _is_next_head(doc: Document, element: int, head: int, labels: Sequence[int]) -> bool:
    if doc.tags[element] != doc.tags[head]:
        return False
    dressed = doc.attributes(element).get("class", "") == doc.attributes(head).get("class", "")
    return doc.tags[head][0] == "h" or (dressed and _holds_any(doc, element, labels))


def _holds_any(doc: Document, element: int, offsets: Sequence[int]) -> bool:
    return bisect_left(offsets, doc.text_from[element]) != bisect_left(offsets, doc.text_to[element])


def _rows(doc: Document) -> Iterator[int]:
    """Rows that name another procedure by a link to its page, and give its level or a button."""
    for link, _, _ in sibling_links(doc):
        row = _row(doc, link) if _length(doc, link) >= _SHORTEST else None
        if row is not None and _tells(doc, row, link):
            yield row


def _row(doc: Document, link: int) -> int | None:
    """What holds a link with what its row says beside it: a row of a table or list, or one of several cards of a make."""
    name = _length(doc, link)
    for holder in doc.ancestors(link)[1:6]:
        if doc.parents[holder] <= 0 or _length(doc, holder) > name + _BESIDE:
            return None
        if doc.tags[holder] in _ROWS:
            return holder
        dress = doc.attributes(holder).get("class", "")
        alike = (c for c in doc.children(doc.parents[holder]) if c != holder and doc.tags[c] == doc.tags[holder])
        if dress and _length(doc, holder) > name and any(doc.attributes(c).get("class", "") == dress for c in alike):
            return holder
    return None


def _tells(doc: Document, row: int, link: int) -> bool:
    """Whether a row gives more than the name: a button of its own, or a level."""
    before, after = doc.folded[doc.text_from[row] : doc.text_from[link]], doc.folded[doc.text_to[link] : doc.text_to[row]]
    images = (
        doc.attributes(e).get("alt") or doc.attributes(e).get("title") or "" for e in range(row, doc.ends[row]) if doc.tags[e] == "img"
    )
    said = "\n".join((before, after, *map(fold, images)))
    if _LEVEL.search(said):
        return True
    pressed = (e for e in range(row, doc.ends[row]) if doc.tags[e] in _PRESSED and not doc.within(e, link))
    return any(
        PHRASES.any(doc.folded_of(e) or fold(doc.attributes(e).get("title") or doc.attributes(e).get("value") or "")) for e in pressed
    )


def _length(doc: Document, element: int) -> int:
    return len(doc.text[doc.text_from[element] : doc.text_to[element]].strip())
