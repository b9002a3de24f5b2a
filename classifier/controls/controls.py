"""The controls of a page: what each would do by its words and target, and whether it is this procedure's own."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Mapping, Sequence
from itertools import islice, pairwise
from urllib.parse import urlsplit

from classifier.controls.formbuttons import begins_application, sends_application
from classifier.controls.inputs import label_of
from classifier.controls.orders import (
    FUNCTIONS,
    NO_ORDER,
    PHRASES,
    goes_over,
    is_guide,
    is_telling,
    kind_said,
    leads_out,
    leads_over,
    leads_to_file,
    may_order,
    may_take,
    orders_own,
    orders_there,
    path_of,
    says_apply,
    says_pay,
    takes_dossiers,
)
from classifier.controls.ownaddress import carries, has_id
from classifier.controls.shown import led_through
from classifier.controls.toldsystems import MAX_TEXT, is_published, is_system_of_way, leads_to_named_system
from classifier.model import Control, ControlKind
from classifier.page.document import Document
from classifier.page.recordids import blank_ids, record_ids
from classifier.page.regions import Regions
from classifier.page.scripts import SAYS, told_by
from classifier.page.surroundings import logs_in_to_send, on_its_line, sending_sentence, sent_there
from classifier.page.targets import NONE, Target, data_handle, handed_on, leading_boxes, led_by_data, target_of, through_form
from classifier.words.memo import remembered
from classifier.words.spans import covers
from classifier.words.text import collapse, fold
from classifier.words.wordings import exact_key

_SPACE = re.compile(r"\s+")
_CSS = "a,button,input[type=submit],input[type=button],input[type=image],[onclick],[role=button],[ng-click]"

_PLACE_WORDS = 4  # the fewest of a name that is no common word
_FEWEST_HEADS, _HEADS_SEEN = 2, 60
_ARGUMENT = re.compile(r"\d+|'[^']*'|\"[^\"]*\"")

_FORM_NUMBER = re.compile(r"\W*(?:(?:bieu )?mau (?:so )?[a-z]{0,4}[-. ]?\d|phu luc (?:so )?(?:[ivx]{1,4}|\d{1,2})\b)")
_PAPER_FIRST = re.compile(r"\W*(?:don|to khai|(?:bieu )?mau|bieu|phu luc|phieu|giay|van ban|ban|danh sach|bao cao|ho so)\b")
_ONLINE = re.compile(r"\b(?:truc tuyen|dien tu|qua mang|tren mang|online)\b")
_LIGATURE = re.compile(r"[a-z]+(?:_[a-z0-9]+)*")  # the name by which an icon font draws a picture: "send", "cloud_upload"
_MESSENGER = re.compile(r"\W*(?:so )?(?:zalo|viber|messenger)\b")


def read_controls(
    doc: Document,
    regions: Regions,
    own_ids: Sequence[str] = (),
    channels: Sequence[tuple[int, int]] = (),
    ways: Sequence[tuple[int, int]] = (),
    fees: Sequence[tuple[int, int]] = (),
    *,
    described: bool = False,
) -> list[tuple[int, Control]]:
    """Controls with a meaning, with their elements, in document order; plain links without one are left out.

    `channels`: the parts of the text that say how one applies; a link from there to another host is where one does.
    `ways`: the values that name ways to apply; a link there that carries the record's id is one, whatever its words.
    `fees`: the values that tell the fee; a link there to where a record is paid for pays, whatever its words ("bấm vào đây").
    `described`: whether the page describes procedures.
    """
    starts, kinds = _word_places(doc)
    found: list[tuple[int, Control]] = []
    last_end = -1
    for element in sorted({*doc.select(_CSS), *led_by_data(doc), *leading_boxes(doc)}):
        if element < last_end:
            continue
        if doc.tags[element] == "select":
            found += _of_box(doc, regions, element, own_ids)
            continue
        first, last = doc.text_from[element], doc.text_to[element]
        attributes = doc.attributes(element)
        if last - first > MAX_TEXT * 2 and not (doc.tags[element] in ("a", "button") and last - first < 300):
            continue
        place = bisect_left(starts, first)
        near = set(kinds[place : bisect_left(starts, last, place)]) if place < len(starts) and starts[place] < last else set()
        text = doc.text[first:last].strip().replace("\n", " ")
        said = attributes.get("title") or attributes.get("aria-label") or attributes.get("value") or ""
        if not any(map(str.isalnum, text)):  # nothing, or a picture that is a letter ("📨")
            text = collapse(said) or _image_words(doc, element) or text
            near = {kind for _, _, kind in PHRASES.find(fold(text))} if text else set()
        elif not near and said and (doc.tags[element] != "a" or _LIGATURE.fullmatch(text)):
            text = collapse(said) if _LIGATURE.fullmatch(text) else text
            near = {kind for _, _, kind in PHRASES.find(fold(collapse(said)))}
        if near & FUNCTIONS and doc.tags[element] == "a" and (_is_file(attributes) or _is_numbered_form(fold(text))):
            near -= FUNCTIONS  # a blank form is named like what it asks for: "Đơn đăng ký thủ tục …", "Văn bản đề nghị thanh toán …"
        sentence = _sentence(doc, element, attributes) if doc.tags[element] == "a" and not near - {ControlKind.EMAIL} else ""
        if near == {ControlKind.LOGIN} and doc.tags[element] == "a":
            sentence = _log_in_to_send(doc, element, attributes, own_ids)
        if sentence:
            text, near = sentence, {ControlKind.SUBMIT}
        if not near and doc.tags[element] != "a" and sends_application(doc, regions, element, fold(text or collapse(said)), ways):
            text, near = text or collapse(said), {ControlKind.SUBMIT}
        if (
            not near
            and described
            and leads_out(attributes.get("href", "")) is None
            and begins_application(doc, regions, element, fold(text))
        ):
            near = {ControlKind.SUBMIT}
        if not near and doc.tags[element] != "a" and covers(ways, first):
            leads, words = handed_on(doc, element), fold(text or said)
            near = {ControlKind.SUBMIT} if _applies_by_address(words, leads, own_ids, named_as_way=True) else near
        if not near and doc.tags[element] == "a":
            href, words = attributes.get("href", ""), doc.folded[first:last]
            if not (may_take(href) or may_order(words or fold(text)) or covers(ways, first) or covers(fees, first)):
                continue  # nearly every link of a page's menus, of which this is remembered
            short = 0 < last - first <= MAX_TEXT and not is_published(words)
            called = words if short else fold(text) if first == last and len(text) <= MAX_TEXT else ""  # a picture, by its title
            if (called and _applies_by_address(called, href, own_ids, named_as_way=covers(ways, first))) or (
                short and (orders_there(words, href) or _is_where_one_applies(doc, regions, element, words, own_ids, channels, ways))
            ):
                near = {ControlKind.SUBMIT}
            elif covers(fees, first) and says_pay(href) and has_id(href):
                near = {ControlKind.PAYMENT}
            elif not is_telling(href) and not leads_to_named_system(doc, element, words, ways):
                continue
        if not near and leads_to_named_system(doc, element, fold(text), ways):
            near = {ControlKind.SUBMIT}
        control = control_at(doc, regions, element, text, near, own_ids)
        if control is not None:
            found.append((element, control))
            last_end = doc.ends[element]
    return found


def orders_said(doc: Document, controls: Sequence[tuple[int, Control]]) -> tuple[str, ...]:
    """The folded words of those controls by which one applies, the longest first: a line of the page that is built around them ("Người nộp
    có thể khai và gửi đơn trực tuyến") tells what to do, and names no paper. A paper that is filled in elsewhere may be named by a link.
    """
    kinds = (ControlKind.SUBMIT, ControlKind.EMAIL, ControlKind.LOGIN)
    said = ((c.kind, " ".join(doc.folded_of(e).split())) for e, c in controls if c.kind in kinds and not c.in_chrome)
    orders = {words for kind, words in said if " " in words and (kind is ControlKind.EMAIL or not _names_paper(words))}
    return tuple(sorted(orders, key=len, reverse=True))


def _names_paper(words: str) -> bool:
    return _PAPER_FIRST.match(words) is not None and _ONLINE.search(words) is None


def _is_file(attributes: Mapping[str, str]) -> bool:
    """Whether a link is to a file, by its address or its mark-up."""
    return "download" in attributes or leads_to_file(path_of(attributes.get("href")))


def _is_numbered_form(words: str) -> bool:
    """Whether folded words are the name of a paper form by its number ("Mẫu số 02. Bản kê khai nhân sự"), which is filled in elsewhere."""
    return _FORM_NUMBER.match(words) is not None and _ONLINE.search(words) is None


def _of_box(doc: Document, regions: Regions, box: int, own_ids: Sequence[str]) -> list[tuple[int, Control]]:
    """The control that a box is which leads on as soon as one chooses where, or as what, one applies; [] for any other box."""
    empty = next((option.text() for option in doc.nodes[box].css("option") if not option.attributes.get("value")), "")
    for words in (label_of(doc, box, max(doc.text_from[box] - MAX_TEXT, 0)), empty):
        text = collapse(words)
        if ControlKind.SUBMIT in (near := {kind for _, _, kind in PHRASES.find(fold(text))}):
            control = control_at(doc, regions, box, text, near, own_ids)
            return [(box, control)] if control is not None and control.kind is ControlKind.SUBMIT else []
    return []


def _is_where_one_applies(
    doc: Document,
    regions: Regions,
    element: int,
    words: str,
    own_ids: Sequence[str],
    channels: Sequence[tuple[int, int]],
    ways: Sequence[tuple[int, int]],
) -> bool:
    """Whether a link to another host is the way to apply, by the sentence or the cell in which it stands, by its own words, or by the
    system that the ways to apply lead through.
    """
    first, last, address = doc.text_from[element], doc.text_to[element], doc.attributes(element).get("href", "")
    if not leads_out(address):
        return False
    if sent_there(doc, first, last) or covers(channels, first) or _goes_over(words, address, own_ids):
        return True
    if _is_named_there(doc, words, channels) and not regions.in_chrome(element):
        return True
    return is_system_of_way(doc, regions, element, words, ways)


def _applies_by_address(words: str, address: str, own_ids: Sequence[str], *, named_as_way: bool) -> bool:
    """Whether a link that carries the record's id is the way to apply, whatever it is called: "Bắt tay vào làm" to `/ho-so/tao-moi/1207`.

    `named_as_way`: it stands where the ways to apply are named.
    """
    if not address or not (named_as_way or says_apply(address) or orders_own(words)):
        return False  # as of nearly every link of a menu, which is remembered
    if leads_to_file(address) or NO_ORDER.match(words) or is_guide(words) or not any(identity in address for identity in own_ids):
        return False
    return carries(path_of(address), own_ids)


def _sentence(doc: Document, element: int, attributes: Mapping[str, str]) -> str:
    """The sentence that makes a link within the portal the way to send a dossier; "" for any other link."""
    first, last = doc.text_from[element], doc.text_to[element]
    if last - first > MAX_TEXT or not _stays(attributes.get("href", "")):
        return ""
    return sending_sentence(doc, first, last)[-MAX_TEXT:]


def _log_in_to_send(doc: Document, element: int, attributes: Mapping[str, str], own_ids: Sequence[str]) -> str:
    """The words of a way to log in with those behind it, where one does so to hand in what its address goes back to; "" for any other."""
    there = path_of(attributes.get("href"))
    told = logs_in_to_send(doc, doc.text_to[element]) if says_apply(there) or carries(there, own_ids) else ""
    return f"{doc.text_of(element)} {told}"[:MAX_TEXT] if told else ""


def _goes_over(words: str, address: str, own_ids: Sequence[str]) -> bool:
    """Whether a link tells to go over to a system that takes dossiers, or that knows this procedure."""
    return goes_over(words) and (takes_dossiers(address) or carries(path_of(address), own_ids))


def _is_named_there(doc: Document, words: str, channels: Sequence[tuple[int, int]]) -> bool:
    """Whether a link bears the name of the place where one applies, as the page says elsewhere: "nộp trên Cổng Dịch vụ công quốc gia"."""
    name = " ".join(words.split())
    return len(name.split()) >= _PLACE_WORDS and any(name in " ".join(doc.folded[start:end].split()) for start, end in channels)


@remembered
def _stays(address: str) -> bool:
    """Whether an address leads to another page of the portal, and to no file."""
    return leads_out(address) is False and not address.lower().startswith("mailto:") and not leads_to_file(address)


def _word_places(doc: Document) -> tuple[list[int], list[ControlKind]]:
    hits = sorted((start, kind) for start, _, kind in PHRASES.find(doc.folded))
    return [start for start, _ in hits], [kind for _, kind in hits]


def control_at(doc: Document, regions: Regions, element: int, text: str, near: set[ControlKind], own_ids: Sequence[str]) -> Control | None:
    """The control at an element; None when it has no meaning. `text`: its words; `near`: the kinds that they, or its place, name."""
    target = target_of(doc, element)
    kind = kind_said(text, near, target)
    if kind is ControlKind.SUBMIT and target.action == "get" and target.url == doc.url:
        target = NONE  # back to where one is: what else it does, a listener knows
    if kind is ControlKind.OTHER and target.url and leads_over(fold(text)) and carries(path_of(target.url), own_ids):
        kind = ControlKind.SUBMIT
    if kind is ControlKind.OTHER and (doc.tags[element] == "a" or not text or target.action in ("none", "modal") or len(text) > 40):
        return None
    if len(text) > MAX_TEXT and kind is not ControlKind.EMAIL:
        return None
    if kind in FUNCTIONS and target.action in ("none", "script") and _heads_a_part(doc, element):
        return None
    if kind is ControlKind.SUBMIT and target.action in ("script", "modal"):
        target = led_through(doc, element, target, lambda where: carries(where, own_ids))
    target, attributes = through_form(doc, element, target), doc.attributes(element)
    own = carries(f"{_beyond(doc, kind, target)} {_data(attributes)}", own_ids)
    # The column beside a procedure's text is the site's, but for the button that names the procedure.
    framed = regions.in_chrome(element) and not (own and kind is ControlKind.SUBMIT and regions.beside(doc, element))
    in_chrome = framed or (regions.in_menu(element) and not record_ids(target.url or ""))
    disabled = "disabled" in attributes or "disabled" in attributes.get("class", "").split() or attributes.get("aria-disabled") == "true"
    return Control(
        kind=kind,
        text=_spoken(doc, element, kind, text),
        url=target.url,
        action="get" if target.action == "mail" else target.action,
        own=own,
        signature=_signature(doc, kind, text, target, in_chrome),
        modal_text=_modal_text(doc, target, element),
        in_chrome=in_chrome,
        disabled=disabled,
        call=_call(doc, element, target) if not in_chrome else "",
        place="" if in_chrome or kind is ControlKind.OTHER else _place(doc, element),
    )


def _heads_a_part(doc: Document, element: int) -> bool:
    """Whether an element heads a part of the page, as others of its make do that say "Trình tự thực hiện", "Lệ phí"."""
    own = _pressed_how(doc, element)
    beside = [c for c in doc.children(doc.parents[element])[:_HEADS_SEEN] if c != element and _pressed_how(doc, c) == own]
    if sum(exact_key(doc.text_of(other)) is not None for other in beside) >= _FEWEST_HEADS:
        return True  # a strip of tabs, of which the chosen one is dressed in its own way
    if own[1]:
        return False
    dress = doc.attributes(element).get("class", "")
    alike = (
        other for other in doc.select(_CSS) if doc.tags[other] == doc.tags[element] and doc.attributes(other).get("class", "") == dress
    )
    return bool(dress) and sum(exact_key(doc.text_of(other)) is not None for other in islice(alike, _HEADS_SEEN)) >= _FEWEST_HEADS


def _pressed_how(doc: Document, element: int) -> tuple[str, str]:
    """The tag of an element and what pressing it runs, without what tells it from those beside it."""
    return doc.tags[element], _ARGUMENT.sub("", doc.attributes(element).get("onclick", ""))


def _place(doc: Document, element: int) -> str:
    """The way from the root of the page to an element, at each step which of the children, of which tag, counted from the first and from
    the last, and how it and what holds it are dressed: "button2/div0/main1;btn;card <button3/div4/main1;btn;card". What follows a content
    of any length has a place from the end. Two contents of a page that a script draws begin alike: only their make tells them apart.
    """
    steps = [(doc.content(parent), child) for child, parent in pairwise(doc.ancestors(element))]
    first = [bisect_left(children, child) for children, child in steps]
    last = [len(children) - at for (children, _), at in zip(steps, first, strict=True)]
    tags = [doc.tags[child] for _, child in steps]
    dress = "".join(f";{_SPACE.sub('.', doc.attributes(node).get('class') or '')}" for node in islice(doc.ancestors(element), 2))
    ways = ("/".join(f"{tag}{at}" for tag, at in zip(tags, counted, strict=True)) for counted in (first, last))
    return " <".join(f"{way}{dress}" for way in ways)


def _beyond(doc: Document, kind: ControlKind, target: Target) -> str:
    """What of a target can name a record. A log-in that only comes back to the page names the page and no procedure: the box of the site's
    own accounts posts to whatever page it stands on, and its link carries that page as the way back.
    """
    if kind is not ControlKind.LOGIN or target.url is None:
        return f"{path_of(target.url)} {path_of(target.raw)}"
    here = path_of(doc.url).partition("#")[0]
    return path_of(target.url).replace(here, " ") if len(here) > 1 else path_of(target.url)


def _call(doc: Document, element: int, target: Target) -> str:
    """The script behind a control without an address, or the data that a listener works with."""
    if target.action == "script":
        return target.raw
    return data_handle(doc, element) if target.action == "none" and target.url is None else ""


def _spoken(doc: Document, element: int, kind: ControlKind, text: str) -> str:
    """The words of a control; those of a mail address or a messenger's name with the line they stand on."""
    first, last = doc.text_from[element], doc.text_to[element]
    if kind is not ControlKind.EMAIL or first == last or (PHRASES.any(fold(text)) and not _MESSENGER.match(fold(text))):
        return text[:MAX_TEXT]
    return on_its_line(doc, first, last)[:300]


def _data(attributes: dict[str, str]) -> str:
    return " ".join(value for name, value in attributes.items() if name.startswith("data-") and len(value) < 200)


def _signature(doc: Document, kind: ControlKind, text: str, target: Target, in_chrome: bool) -> str:
    words = re.sub(r"\d+", "0", fold(text))[:60]
    where = blank_ids(target.url) if target.url else re.sub(r"\d+|['\"][^'\"]*['\"]", "0", target.raw or target.opens)[:80]
    host = urlsplit(doc.url).netloc
    return f"{kind}|{words}|{'chrome' if in_chrome else 'main'}|{target.action}|{where.removeprefix(host)}"


def _modal_text(doc: Document, target: Target, element: int) -> str:
    if target.action == "script" and not target.opens:
        said = SAYS.search(target.raw)
        return collapse(said[1] if said is not None else told_by(target.raw, doc.messages))
    if target.action not in ("modal", "script") or not target.opens:
        return ""
    opened = doc.by_id.get(target.opens, doc.dialogs.get(target.opens))
    if opened is None or doc.within(element, opened):
        return ""
    return " ".join(doc.text_of(opened).split())[:2000]


def _image_words(doc: Document, element: int) -> str:
    for inner in range(element, min(doc.ends[element], element + 6)):
        attributes = doc.attributes(inner)
        said = attributes.get("alt") or attributes.get("title") or attributes.get("aria-label")
        if said:
            return collapse(said)
    return ""
