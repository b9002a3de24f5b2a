"""A level that stands on a page without a label: a badge beside the procedure's heading."""

from __future__ import annotations

import re
from collections.abc import Sequence

from classifier.model import FieldKey
from classifier.page.document import Document
from classifier.page.recordids import blank_ids
from classifier.page.regions import Regions, own_part
from classifier.page.siblings import of_another
from classifier.words.names import OF_SERVICES, is_level_text, level_words, levels_something_else, states_level
from classifier.words.text import collapse, fold
from classifier.words.values import Value
from classifier.words.wordings import label_key

_HINT = re.compile(
    r"toan ?trinh|mot phan|cung cap (?:thong tin|dvc|dich vu)|con lai|level ?\d|muc_do_\d"
    rf"|(?:muc ?(?:do)?|cap do){OF_SERVICES}\W{{0,3}}(?:0?[1-4]|i{{1,3}}|iv)\b"
)
_CATEGORIES = re.compile(r"(?:^|\n)\W*((?:thuoc |xep trong |dang trong )?(?:the loai|chuyen muc|nhan|tu khoa|tags?|categor(?:y|ies)))\s*:")
# "Thủ tục này được cung cấp dưới hình thức dịch vụ công trực tuyến mức độ 3.": a sentence of its own, of this one procedure.
_STATED = re.compile(
    r"(?:^|\n)\W*(?:day la|(?:thu tuc|dich vu|tthc|dvc)(?: hanh chinh| cong)?(?: truc tuyen)?"
    r" (?:nay|do [^\n.;]{3,120}? (?:giai quyet|thuc hien|tiep nhan|thu ly|quyet dinh),?))"
    r"(?: hien| da| dang| duoc| co the| thuoc| la| dat| o| tai| voi| theo| duoi| tinh| thanh pho| huyen| quan| thi xa| xa| phuong)*"
    r"(?: (?:cung cap|thuc hien|trien khai|tiep nhan|giai quyet|phuc vu)(?: tai| o| theo| duoi| voi| qua| bang)?)?"
    r"(?: (?:hinh thuc|dang|loai|nhom|danh muc|muc do cung cap))*(?: o)?:? "
    r"(?P<level>(?:dich vu cong|dvctt|dvc|muc|truc tuyen|toan trinh|mot phan|cung cap thong tin)[^\n.;,]{0,60})[.;]?\W*(?=\n|$)"
)
_MOST_PARTS, _LONGEST_LINE = 80, 400  # elements and characters of a line of categories
_NUMBER = re.compile(r"\d|\b[ivx]+\b", re.IGNORECASE)
_HEADINGS = frozenset(("h1", "h2", "h3", "h4"))
_FEWEST_WORDS = 2  # of a name
_ABOVE = 100  # characters of a line over the procedure's own part
_PRESSED = frozenset(("a", "button", "option", "label", "select"))


def unlabelled_level(
    doc: Document, regions: Regions, values: Sequence[Value], first: int, count: int, above: int | None, name: str
) -> list[Value]:
    """A level without a label above the first value or among them, when no label gives one. `name`: that the block bears, "" when none."""
    if any(v.key is FieldKey.LEVEL and v.text for v in values):
        return []
    if above is not None:
        start = doc.text.rfind(name, max(above - _ABOVE - len(name), 0), above) if name else above  # its head may stand before it
        start = above if start < 0 else start
    elif count > 1:
        headings = [e for e in doc.select("h1,h2,h3,h4,h5,h6") if first - 1000 < doc.text_to[e] <= first]
        start = max((doc.text_from[e] for e in headings), default=first)
    else:
        start = doc.text_from[own_part(doc, first, max(v.end for v in values))]
    badge = level_badge(doc, regions, start, first, name)
    if badge is None and count == 1:
        # The last line above the procedure's own part is the end of its heading, whatever box holds both.
        last = level_badge(doc, regions, max(start - _ABOVE, 0), start)
        badge = last if last is not None and not doc.text[last.end : start].strip() else None
        # Or a part of its own among the values, such as a term that its content system shows without its label.
        badge = badge or level_badge(doc, regions, first, max(v.label_start for v in values))
        until = max(v.end for v in values)
        badge = badge or level_line(doc, regions, max((v.label_start for v in values if not v.nested), default=first), until)
        badge = badge or level_category(doc, regions) or level_said(doc, regions, max(start - _ABOVE, 0), until)
    of_other = badge is not None and any(v.start <= badge.start < v.end and levels_something_else(v.label) for v in values)
    return [badge] if badge is not None and not of_other else []


def level_badge(doc: Document, regions: Regions, first: int, last: int, name: str = "") -> Value | None:
    """The level badge between two places of the text, as a value without a label; None when there is none, or several that differ.

    `name`: of the procedure whose part of the page this is: in the button that bears it, and opens the part, a level is no filter.

    Only a text that is a level and nothing else counts, outside links, filters and the site's own parts. Sentences and names
    that contain the words never do.
    """
    found: dict[str, tuple[int, int, int]] = {}
    for hit in _HINT.finditer(doc.folded, first, last):
        element = _whole(doc, doc.element_at(hit.start()))
        if element is not None and not _foreign(doc, regions, element, name) and not _among_links(doc, element):
            start, end = doc.text_from[element], doc.text_to[element]
            found.setdefault(fold(level_words(collapse(doc.text_of(element)))), (start, end, element))
    for element in doc.images:
        said = doc.attributes(element).get("alt") or doc.attributes(element).get("title") or ""
        if first <= doc.text_from[element] <= last and _says_level(said) and not _foreign(doc, regions, element, name):
            return _value(level_words(collapse(said)), doc.text_from[element], doc.text_from[element], element) if not found else None
    if len(found) != 1:
        found = {said: place for said, place in found.items() if _ends_a_heading(doc, place[2])}
    if len(found) != 1:
        return None
    ((start, end, element),) = found.values()
    return _value(level_words(collapse(doc.text_of(element))), start, end, element)


def level_line(doc: Document, regions: Regions, first: int, last: int) -> Value | None:
    """The level in a line of its own behind the first value and up to the end of the last, among the lines or rows that the labels head:
    the end of an article ("Dịch vụ công trực tuyến mức độ 3."). What heads something, or stands deeper, in a list of others, is none.
    """
    found = level_badge(doc, regions, first, last)
    if found is None or doc.tags[found.element] in _HEADINGS:
        return None
    line = doc.outermost(found.element)
    among = doc.text_from[doc.parents[line]] <= first < doc.text_from[line]
    return found if among and not _others_named(doc, first, found.start) else None


def _others_named(doc: Document, first: int, last: int) -> bool:
    """Whether links between two places of the text lead to records beside the page's own: what follows them is theirs."""
    here = doc.url.partition("#")[0]
    between = (e for e in doc.select("a[href]") if first <= doc.text_from[e] < last)
    urls = (doc.absolute(doc.attributes(e)["href"].strip()).partition("#")[0] for e in between)
    return any(url != here and blank_ids(url) == blank_ids(here) and of_another(url, here) for url in urls)


def _ends_a_heading(doc: Document, element: int) -> bool:
    """Whether a level is the last part of a heading that names something: what else is said near it ("chưa cung cấp dịch vụ công trực
    tuyến", on a button that does nothing) is no badge of it.
    """
    heading = next((a for a in doc.ancestors(element)[:4] if doc.tags[a] in _HEADINGS), None)
    if heading is None or doc.text[doc.text_to[element] : doc.text_to[heading]].strip():
        return False
    return len(doc.text[doc.text_from[heading] : doc.text_from[element]].split()) >= _FEWEST_WORDS


def level_category(doc: Document, regions: Regions) -> Value | None:
    """The level that a page has among its categories ("Thể loại: Hộ tịch | Dịch vụ công mức độ 3"); None when there is none, or several."""
    found: dict[str, int] = {}
    for hit in _CATEGORIES.finditer(doc.folded):
        place = doc.element_at(hit.start(1))
        holder = next((e for e in doc.ancestors(place)[:4] if _holds_links(doc, e)), None)
        if holder is None or not doc.folded_of(holder).startswith(hit[1]) or regions.in_chrome(holder) or regions.in_dialog(holder):
            continue
        for link in range(holder, min(doc.ends[holder], holder + _MOST_PARTS)):
            said = level_words(collapse(doc.text_of(link))) if doc.tags[link] == "a" else ""
            if said and is_level_text(said) and len(_NUMBER.findall(said)) <= 1:
                found.setdefault(fold(said), link)
    for link in doc.select("a[rel]"):  # tags of an article, by what their mark-up says of them
        said = level_words(collapse(doc.text_of(link))) if "tag" in doc.attributes(link)["rel"].split() else ""
        if said and is_level_text(said) and any(doc.tags[a] in ("article", "main") for a in doc.ancestors(link)):
            found.setdefault(fold(said), link)
    if len(found) != 1:
        return None
    (link,) = found.values()
    return _value(level_words(collapse(doc.text_of(link))), doc.text_from[link], doc.text_to[link], link)


def level_said(doc: Document, regions: Regions, first: int, last: int) -> Value | None:
    """The level that a sentence between two places of the text states of the page's own procedure ("Thủ tục này được cung cấp ở mức độ
    3."); None when none does, or several that differ. What is not yet provided, and what is said of services in general, states none.
    """
    found: dict[str, Value] = {}
    for hit in _STATED.finditer(doc.folded, first, last):
        said = doc.text[hit.start("level") : hit.end("level")].strip()
        place = doc.element_at(hit.start("level"))
        framed = regions.in_chrome(place) or regions.in_menu(place) or regions.in_dialog(place)
        if is_level_text(said) and not framed:
            found.setdefault(fold(said), _value(said, hit.start("level"), hit.end("level"), place))
    return next(iter(found.values())) if len(found) == 1 else None


def _holds_links(doc: Document, element: int) -> bool:
    """Whether a part is a short line of links, with what announces them."""
    links = [e for e in range(element, min(doc.ends[element], element + _MOST_PARTS)) if doc.tags[e] == "a" and doc.text_of(e)]
    return bool(links) and doc.text_to[element] - doc.text_from[element] <= _LONGEST_LINE and len(links) > (doc.tags[element] == "a")


def _value(text: str, start: int, end: int, element: int) -> Value:
    return Value(FieldKey.LEVEL, "", text, start, end, start, element)


def _whole(doc: Document, element: int) -> int | None:
    """The outermost element around one that says a level and nothing else."""
    best = None
    while element > 0 and doc.text_to[element] - doc.text_from[element] <= 80:
        if _says_level(doc.text_of(element)):
            best = element
        element = doc.parents[element]
    return best


def _foreign(doc: Document, regions: Regions, element: int, name: str) -> bool:
    pressed = next((a for a in doc.ancestors(element)[:6] if doc.tags[a] in _PRESSED), None)
    return (
        _heads_column(doc, element)
        or (pressed is not None and not (name and name in " ".join(doc.text_of(pressed).split())))
        or regions.in_chrome(element)
        or regions.in_menu(element)
        or regions.in_dialog(element)
    )


def _says_level(text: str) -> bool:
    """Whether a text is a level and nothing else, or one behind a label for levels: "Mức dịch vụ: mức 2"."""
    label, colon, level = text.partition(":")
    return is_level_text(text) or (bool(colon) and label_key(label) is FieldKey.LEVEL and states_level(label, level.strip()))


def _heads_column(doc: Document, element: int) -> bool:
    """Whether a level is the head of a column of figures, as tables of statistics have one for each level."""
    cell = next((a for a in (element, *doc.ancestors(element)[:3]) if doc.tags[a] == "th"), None)
    if cell is None:
        return False
    row = [c for c in doc.children(doc.parents[cell]) if doc.tags[c] in ("th", "td")]
    return len(row) > 1 and all(doc.tags[c] == "th" for c in row)


def _among_links(doc: Document, element: int) -> bool:
    """Whether a link stands in a row of links: an entry of a menu."""
    row = [child for child in doc.children(doc.parents[element]) if doc.text_of(child)]
    linked = [child for child in row if any(doc.tags[inner] == "a" for inner in range(child, min(doc.ends[child], child + 4)))]
    return len(row) > 1 and linked == row
