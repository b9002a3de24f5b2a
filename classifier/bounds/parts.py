"""Procedure pages in several parts: tabs whose content stands under another address, and the reading of such a part."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from urllib.parse import parse_qsl, urlsplit

from classifier.bounds.blocks import Block, without_buttons
from classifier.bounds.others import without_offers
from classifier.controls.controls import read_controls
from classifier.forms.files import FoundFile, find_files
from classifier.forms.matching import read_forms
from classifier.labelled.badges import level_badge
from classifier.labelled.fields import read_values
from classifier.labelled.labels import find_labels
from classifier.model import Control, ControlKind, Field, FieldKey, Page, PartLink, ProcedureReading
from classifier.page.document import Document, open_document
from classifier.page.recordids import record_ids, record_pairs, titles_in
from classifier.page.regions import Regions, find_regions, text_spans
from classifier.page.siblings import RecordAddress, names_whole, record_address, same_record
from classifier.words.spans import covers, merged
from classifier.words.tabwords import NO_PART, leads_to_applying, meanings, promises_applying
from classifier.words.text import fold
from classifier.words.values import MAX_VALUE, Value, stated
from classifier.words.wordings import label_key

MOST = 8  # parts of one page; more of them are a list
_LONGEST = 60  # characters of a tab's words
_FEWEST_ITEMS = 3  # under tabs that make a page one procedure's
_FEW_FURTHER = 4  # lone links to a record's pages; more of them are a list
_DOING = frozenset({
    ControlKind.SUBMIT, ControlKind.PAYMENT, ControlKind.STATUS, ControlKind.LOGIN, ControlKind.EMAIL, ControlKind.STATISTICS,
})  # fmt: skip
_HEADS = "a,button,[role=tab],li[data-url],li[data-href],span[data-url],div[data-url]"
_PLACES = frozenset("section div article aside tbody ul span p turbo-frame include-fragment htmx-fragment".split())
_ASKED_BY = re.compile(r"(?:data-(?!id$|key$|target$|toggle$|bs-)[\w-]+|hx-get|up-href|ajax-url)")
_LOCAL = re.compile(
    r"(?:/(?!/)|\?|\./|\.\./|https?://)[^\s<>{}]+|[\w-]+(?:/[\w.-]+)+(?:\?[^\s<>{}]*)?|[\w-]+\.(?:aspx?|php|jsp|html?|do)(?:\?[^\s<>{}]*)?"
)
# Alone beside the text of a procedure: what brings the same again, or leads to what others say.
_NO_PAGE = re.compile(
    r"\W*(?:in\b|ban in|xem ban in|(?:ket )?xuat|tai\b|luu\b|chia se|quay lai|tro ve|tro lai|sua|xoa|danh gia|gop y|(?:gui |dat )?cau hoi"
    r"|hoi dap|binh luan|phan anh|bao loi|gui (?:email|thu|cho)|e-?mail\b|english|print|share|pdf|word|\W*\d+\W*$"
    # What content systems offer their readers and editors beside every record: word of its changes, its versions, a mark to find it again.
    r"|(?:bao|thong bao|nhac) (?:cho )?(?:toi|minh|ban be|nguoi khac)\b|nhan (?:tin|ban tin|thong bao|email)\b|theo doi(?: \w+)?\W*$"
    r"|alert\b|notify\b|subscribe|follow\b|rss\b|danh dau|yeu thich|them vao|bookmark|favou?rite|(?:lich su |cac |xem )?phien ban\b"
    r"|lich su (?:thay doi|cap nhat|chinh sua)|versions?\b|version history|quan ly (?:quyen|ban sao|phien ban)|(?:manage )?permissions)"
)
_FILE = re.compile(
    r"\.(?:png|jpe?g|gif|svg|webp|ico|css|js|docx?|dotx?|pdf|xlsx?|pptx?|zip|rar|7z|rtf|od[ts]|txt)(?:$|[?#])|download|tai-?ve",
    re.IGNORECASE,
)
# What a tab may hold for a reader who knows only its words.
_KEYED = frozenset({
    FieldKey.FORMS, FieldKey.DOSSIER, FieldKey.STEPS, FieldKey.FEE, FieldKey.RESULT, FieldKey.LEGAL_BASIS, FieldKey.CONDITIONS,
    FieldKey.MANNER, FieldKey.PAYMENT, FieldKey.CHANNEL_IN, FieldKey.CHANNEL_OUT, FieldKey.DURATION,
})  # fmt: skip


# A tab for the dossier and its forms holds papers without a form as well: "Hồ sơ, biểu mẫu".
_BOTH = re.compile(r"\b(?:ho so|giay to)\b[^,;&/–-]{0,20}(?:[,;&/–-]|\bva\b)|(?:[,;&/–-]|\bva\b) ?(?:thanh phan )?(?:ho so|giay to)\b")


def find_parts(doc: Document, regions: Regions, record: RecordAddress) -> dict[int, PartLink]:
    """Tabs of the page that have an address of their own, by element."""
    strips: dict[int, list[int]] = defaultdict(list)
    found: dict[int, PartLink] = {}
    for element in _heads(doc, regions):
        if asked := _asked_by_script(doc, element):
            words = _words_of(doc, element)
            if not NO_PART.match(fold(words)) and not _shows_already(doc, element):
                found[element] = PartLink(words, asked, fragment=True)
        elif doc.tags[element] == "a" and doc.attributes(element).get("href"):
            strips[_strip(doc, element)].append(element)
    for strip in strips.values():
        found.update(_linked(doc, strip, record))
    found.update(_holes(doc, regions, record))
    return found if len(found) <= MOST else {}


def promised_parts(doc: Document, regions: Regions) -> dict[int, PartLink]:
    """The tabs of a page that says little itself, where a script fetches what they show and they promise what only the page of one
    procedure has: several of its items, under a tab each. None of any other page.
    """
    asked = ((element, _asked_by_script(doc, element)) for element in _heads(doc, regions))
    found = {element: PartLink(_words_of(doc, element), address, fragment=True) for element, address in asked if address}
    tabs = {element: part for element, part in found.items() if not NO_PART.match(fold(part.words))}
    items = [promised for part in tabs.values() if (promised := meanings(part.words) & _KEYED)]
    several = len(items) >= _FEWEST_ITEMS and len(frozenset().union(*items)) >= _FEWEST_ITEMS
    return tabs if several and len(tabs) <= MOST else {}


def _heads(doc: Document, regions: Regions) -> Iterator[int]:
    """What may be a tab: an element with a few words, outside of the frame of the site."""
    for element in doc.select(_HEADS):
        if 2 <= doc.text_to[element] - doc.text_from[element] <= _LONGEST and not regions.in_chrome(element):
            yield element


def _words_of(doc: Document, element: int) -> str:
    return " ".join(doc.text_of(element).split())


def _holes(doc: Document, regions: Regions, record: RecordAddress) -> dict[int, PartLink]:
    """Places that a script fills with a part of the record that it fetches: they carry its address, and say next to nothing until then."""
    path = urlsplit(record.here).path.rstrip("/")
    found: dict[int, PartLink] = {}
    for element in doc.having(_may_ask) if path.count("/") > 1 else ():
        if doc.tags[element] not in _PLACES or doc.text_to[element] - doc.text_from[element] > _LONGEST or len(found) > MOST:
            continue
        made = (v.strip() for n, v in doc.attributes(element).items() if _may_ask(n) and _LOCAL.fullmatch(v.strip()))
        url = next((doc.absolute(address) for address in made), "")
        if not url or not _same_host(url, record.here) or _FILE.search(url) or regions.in_chrome(element):
            continue
        beyond = urlsplit(url).path
        further = beyond.removeprefix(path + "/")
        if further != beyond and further:
            found[element] = PartLink(_words_in(further), url, fragment=True)
        elif url.partition("#")[0] != record.here and doc.text_to[element] == doc.text_from[element] and names_whole(url, record):
            found[element] = PartLink(_head_before(doc, element) or _words_in(beyond), url, fragment=True)
    return found


def _words_in(path: str) -> str:
    return " ".join(re.findall(r"[^\W_]+", path))


def _head_before(doc: Document, element: int) -> str:
    """The line just before a place on the page, where it is called like a part of a procedure: the head of a panel that opens. One at the
    end of a box with more in it is the label of a cell that is empty.
    """
    line = doc.text[: doc.text_from[element]].rstrip().rpartition("\n")[2].strip()
    if len(line) > _LONGEST or label_key(line) not in _KEYED:
        return ""
    place, around = element, doc.parents[element]
    while around > 0 and not doc.text[doc.text_from[around] : doc.text_from[place]].strip():
        place, around = around, doc.parents[around]
    before = [child for child in doc.children(around) if child < place and doc.text_of(child)] if around >= 0 else []
    return line if not before or "\n" not in doc.text_of(before[-1]).strip() else ""


def _may_ask(name: str) -> bool:
    """Whether an attribute of this name may hold the address of what a script puts into its element."""
    return name == "src" or _ASKED_BY.fullmatch(name) is not None


def find_further(
    doc: Document,
    regions: Regions,
    record: RecordAddress,
    parts: dict[int, PartLink],
    controls: Sequence[tuple[int, Control]],
    files: Sequence[FoundFile] = (),
) -> dict[int, PartLink]:
    """Links that stand alone and lead to another page about this very record: its service. `controls` and `files` say what others do."""
    taken = {element for element, control in controls if control.kind in _DOING} | set(parts) | {file.element for file in files}
    known = {doc.url.partition("#")[0], *(part.url for part in parts.values())}
    strips = {_strip(doc, element) for element in parts}  # what stands beside tabs is one, that of this page or one of no use
    if not (record.numbers or record.ids or record.titles):
        return {}
    found: dict[str, tuple[int, PartLink]] = {}
    for element, href, address in doc.links:
        length = doc.text_to[element] - doc.text_from[element]
        if element in taken or not 2 <= length <= _LONGEST or href.startswith("#") or regions.in_chrome(element):
            continue
        url = _own_page(href, address, record)
        words = " ".join(doc.text_of(element).split())
        if (
            not url
            or url in known
            or _strip(doc, element) in strips
            or regions.in_menu(element)
            or regions.in_dialog(element)
            or _NO_PAGE.match(fold(words))
        ):
            continue
        found.setdefault(url, (element, PartLink(words, url)))
    return dict(found.values()) if len(found) <= _FEW_FURTHER else {}


def without_ways(parts: dict[int, PartLink], controls: Sequence[tuple[int, Control]]) -> dict[int, PartLink]:
    """The parts without the ways to apply among them: a button beside one that pays looks like a strip of tabs with it. One that is called
    like a part of a procedure, or like the tab of a service, stays.
    """
    ways = {element for element, control in controls if control.kind is ControlKind.SUBMIT}
    return {
        element: part
        for element, part in parts.items()
        if element not in ways or part.fragment or leads_to_applying(part) or label_key(part.words) is not FieldKey.OTHER
    }


def _own_page(href: str, address: str, record: RecordAddress) -> str:
    """The address of a link to another page of this record; "" for any other link."""
    url = address.partition("#")[0] if not href.lower().startswith("javascript:") else ""
    # First what most links fail: to lead to this very record.
    if not url or url == record.here or not same_record(url, record) or not _same_host(url, record.here) or _FILE.search(url):
        return ""
    return url


def _asked_by_script(doc: Document, element: int) -> str:
    """The address in an attribute of a tab, which a script fetches into a panel of this page; "" when it is no such tab."""
    attributes = doc.attributes(element)
    href = attributes.get("href", "")
    if href and not href.startswith(("#", "javascript:")):
        return ""
    address = next((v.strip() for n, v in attributes.items() if _ASKED_BY.fullmatch(n) and _LOCAL.fullmatch(v.strip())), "")
    if not address or _FILE.search(address):
        return ""
    if not (_panel(doc, element) is not None or attributes.get("role") == "tab" or "tab" in attributes.get("class", "").lower()):
        return ""
    url = doc.absolute(address)
    return url if _same_host(url, doc.url) else ""


def _panel(doc: Document, element: int) -> int | None:
    """The element of this page in which a tab shows its part."""
    attributes = doc.attributes(element)
    panels = (attributes.get(name, "") for name in ("data-target", "data-bs-target", "aria-controls", "hx-target", "href", "data-panel"))
    return next((doc.by_id[panel.lstrip("#")] for panel in panels if panel.strip("#") and panel.lstrip("#") in doc.by_id), None)


def _shows_already(doc: Document, element: int) -> bool:
    """Whether a tab says that it is the open one, and its part stands on the page already."""
    panel = _panel(doc, element) if doc.attributes(element).get("aria-selected") == "true" else None
    return panel is not None and doc.text_to[panel] - doc.text_from[panel] > _LONGEST


def _same_host(one: str, other: str) -> bool:
    try:
        return urlsplit(one).netloc == urlsplit(other).netloc
    except ValueError:
        return False


def _strip(doc: Document, element: int) -> int:
    """What holds a link together with its neighbours."""
    holder = doc.parents[element]
    for _ in range(2):
        if holder <= 0 or doc.text_of(holder) != doc.text_of(element):
            break
        holder = doc.parents[holder]
    return holder


def _linked(doc: Document, strip: Sequence[int], record: RecordAddress) -> dict[int, PartLink]:
    """Links side by side that lead to this record's other pages, this page among them."""
    shown = _shown(doc, strip)
    current, others = shown is not None, {}
    for element in strip:
        if element == shown:
            continue  # this page under another address
        href = doc.attributes(element)["href"].strip()
        address = doc.absolute(href)
        current |= href.startswith("#") or address.partition("#")[0] == record.here
        url = _own_page(href, address, record)
        words = " ".join(doc.text_of(element).split())
        if url and not NO_PART.match(fold(words)):
            others[element] = PartLink(words, url)
    return others if current or (len(others) > 1 and any(label_key(p.words) is not FieldKey.OTHER for p in others.values())) else {}


def _shown(doc: Document, strip: Sequence[int]) -> int | None:
    """The tab that is shown: the one that is dressed otherwise than all others, which are dressed alike; None where none is."""
    dresses = {element: _dress(doc, element) for element in strip}
    alone = [element for element, dress in dresses.items() if sum(dress == other for other in dresses.values()) == 1]
    return alone[0] if len(alone) == 1 and len(strip) > 2 and len(set(dresses.values())) == 2 else None


def _dress(doc: Document, element: int) -> tuple[str, ...]:
    """What marks a tab as the one that is shown: its classes, states and style, or those of the item that it fills."""
    holder = doc.parents[element]
    items = (element, holder) if holder > 0 and doc.text_of(holder) == doc.text_of(element) else (element,)
    return tuple(doc.attributes(item).get(name, "") for item in items for name in ("class", "aria-selected", "aria-current", "style"))


def read_part(page: Page, words: str, of: ProcedureReading) -> ProcedureReading:
    """What a part says of the procedure `of`. `words`: its tab's, the label of what the part does not label itself."""
    doc = open_document(page.body, page.url, page.content_type)
    regions = find_regions(doc)
    avoid = merged(text_spans(doc, (*regions.chrome, *regions.dialogs)))
    menus = merged(text_spans(doc, regions.menus))
    labels = [label for label in find_labels(doc) if not covers(menus, label.start)]
    values = without_offers(doc, read_values(doc, labels, avoid))
    heads = find_parts(doc, regions, record_address(doc))
    key = key_of(words)
    if key in _KEYED and (whole := _whole(doc, list(heads), key, words, avoid)) is not None:
        if not any(v.key is key and v.text and not v.nested and v.start >= whole.start for v in values):
            values.append(whole)
    if not any(v.key is FieldKey.LEVEL for v in values) and not any(f.key is FieldKey.LEVEL and f.text for f in of.fields):
        values += filter(None, [level_badge(doc, regions, 0, len(doc.text))])
    ids = [*record_ids(of.url), *record_pairs(of.url), *titles_in(of.url), *([of.code] if of.code else []), *([of.key] if of.key else [])]
    ids += _shared_pairs(page.url, of.url)
    # Under a tab for applying, a link to another host is where one applies, and so is one that names the record.
    place = _place(doc, list(heads), ()) if promises_applying(words) else None
    ways = [place[:2]] if place is not None else []
    panel = [_first_box(doc, *place)] if place is not None else []
    controls = [(element, control) for element, control in read_controls(doc, regions, ids, panel, ways) if element not in heads]
    sending = {element: control for element, control in controls if control.kind is ControlKind.SUBMIT}
    values = list(without_buttons(doc, Block(tuple(values), range(len(doc.nodes))), list(sending.items()))) if values else values
    files = [file for file in find_files(doc, values, regions) if file.element not in sending and file.element not in heads]
    known = {(field.key, field.label, field.text) for field in of.fields}
    fields = tuple(
        Field(v.key, v.label, v.text, tuple(f.link for f in files if v.holds_in(f.offset, f.cells)))
        for v in values
        if (v.key, v.label, v.text) not in known and not (v.nested and v.key is FieldKey.OTHER)
    )
    return ProcedureReading(
        url=page.url,
        name=of.name,
        code=of.code,
        fields=fields,
        controls=tuple(control for _, control in controls),
        forms=read_forms(doc, values, files),
        at=of.at,
    )


def key_of(words: str) -> FieldKey:
    """What the words of a tab say that it holds."""
    key = label_key(words)
    return FieldKey.DOSSIER if key is FieldKey.FORMS and _BOTH.search(fold(words)) else key


def _shared_pairs(url: str, other: str) -> list[str]:
    """`name=value` of an address whose value names the record in another address, be it under another name."""
    values = {value for _, value in parse_qsl(urlsplit(other).query) if any(c.isdigit() for c in value)}
    return [f"{name}={value}" for name, value in parse_qsl(urlsplit(url).query) if value in values]


def _whole(doc: Document, heads: Sequence[int], key: FieldKey, words: str, avoid: Sequence[tuple[int, int]]) -> Value | None:
    """All that a part says as the value of its tab: the whole of a fragment, what follows the strip of tabs on a page."""
    place = _place(doc, heads, avoid)
    if place is None:
        return None
    start, end, holder = place
    text = stated(doc.text[start:end])
    return Value(key, words, text[:MAX_VALUE], start, end, start, holder) if text else None


def _first_box(doc: Document, start: int, end: int, holder: int) -> tuple[int, int]:
    """Where the first words of a part stand that begins behind its strip; what follows on the page may be the site's."""
    if start == 0:
        return start, end
    boxes = (c for c in doc.children(holder) if doc.text_from[c] >= start and doc.text_of(c))
    return next(((doc.text_from[c], doc.text_to[c]) for c in boxes), (start, end))


def _place(doc: Document, heads: Sequence[int], avoid: Sequence[tuple[int, int]]) -> tuple[int, int, int] | None:
    """Where a part begins and ends, and what holds it: all of a fragment, what follows the strip of tabs on a page; None without one."""
    if not heads:
        return None if avoid or doc.title else (0, len(doc.text), 0)
    strip = _strip(doc, heads[0])
    while doc.parents[strip] > 0 and not doc.text[doc.text_to[strip] : doc.text_to[doc.parents[strip]]].strip():
        strip = doc.parents[strip]
    holder = max(doc.parents[strip], 0)
    return doc.text_to[strip], doc.text_to[holder], holder
