"""Pages that stand between a submit control and its form: a promise to sign, advice to read, a choice to confirm."""

from __future__ import annotations

import re
from urllib.parse import urlencode, urlsplit

from classifier.model import Page
from classifier.page.document import Document
from classifier.page.recordids import record_ids, record_pairs
from classifier.page.regions import Regions, outside_frame
from classifier.page.targets import target_of
from classifier.words.names import names_an_agency
from classifier.words.text import fold

_CSS = "a,button,input[type=button],input[type=submit],input[type=image],[onclick]"
_LONGEST = 60  # characters of a button's words
_LEAD = r"\W*(?:(?:toi|ban) )?(?:(?:da (?:doc|hieu|xem)(?: va)?|xac nhan va|chap nhan va|luu(?: nhap| lai| thong tin)*(?: va|,)) )*"
_GOES_ON = re.compile(
    rf"{_LEAD}(?:dong y|tiep tuc|tiep theo|tiep(?=\W*$)|(?:sang |qua |den )?buoc (?:tiep|ke|sau|2\b|hai\b)"
    r"|ke tiep|bat dau|di (?:den|toi)|chuyen (?:den|toi|sang)|sang buoc"
    r"|vao (?:trang|to khai|phan|buoc)|(?:mo|dien|lap|nhap|khai) (?:to khai|bieu mau|don|mau|thong tin)"
    r"|i agree|agree|accept|continue|proceed|next)\b"
)
# Words of the site's menus as well: they count where the address names the record.
_WHO = "nguoi dan|cong dan|ca nhan|ho gia dinh|to chuc|doanh nghiep|co quan|ho kinh doanh"
_APPLICANT = re.compile(
    rf"\W*(?:(?:toi|ban) la |nop (?:ho so )?(?:voi tu cach|cho) |danh cho )?(?:{_WHO})(?:(?:,| va| hoac|/| -) ?(?:{_WHO}))*\W*"
)
# A page that asks where one applies, and what such a choice is called; all that one can choose leads to the same form.
_ASKS_WHERE = re.compile(
    r"\b(?:chon|noi|don vi|co quan|bo phan|dia diem|dia ban|diem)\b[^.;\n]{0,40}"
    r"\b(?:tiep nhan|nop(?: ho so)?|giai quyet|nhan ho so|thu ly|xu ly|thuc hien)\b"
    r"|\bchon (?:mot |1 )?(?:don vi|co quan|noi|bo phan|trung tam|xa|phuong|dia ban|diem|so|quay)\b"
    r"|\b(?:nop|gui) (?:ho so )?(?:o|tai|den|cho) (?:dau|noi nao)\b"
)
_PICKS = re.compile(
    r"\W*(?:chon|lua chon|xac nhan|chap nhan|ok|select|choose|vao|nop (?:tai|o|den) day|nop o noi nay)\b"
    r"(?: (?:noi|don vi|co quan|bo phan|diem|o|trung tam)?(?: (?:nay|do|day))?)?\W*"
)
_FEWEST_UNITS, _MOST_UNITS = 2, 200
_NUMBERS = re.compile(r"\d+|(?<==)[^&#]*|(?<=/)[^/?#]*$")  # what differs between the addresses of choices
_CHOICES = frozenset(("radio", "checkbox", "hidden", "submit", "button", "image", "reset"))
_FILES = re.compile(
    rf"{_LEAD}(?:ke khai|khai ho so|(?:lap|tao|khoi tao|mo|lam|gui) (?:ho so|to khai|don)|nop (?:ho so|truc tuyen|ngay|don)"
    r"|(?:nop|gui|dinh kem|tai len) (?:ban chup|ban quet|ban scan|tep))\b"
)


def goes_on(doc: Document, regions: Regions, page: Page, named: bool) -> str:
    """The address to which the page's one button goes on; "" when there is none, or several that differ.

    A choice between kinds of applicant is one way on: the form behind it is the procedure's, whoever fills it in.
    `named`: the page names the procedure. On one that does not, the button must hand the record's id on.
    """
    asked = page.requested_url or page.url
    ids = {*record_ids(asked), *record_pairs(asked), *record_ids(page.url), *record_pairs(page.url)}
    found: dict[str, None] = {}
    kinds: dict[str, None] = {}
    units: dict[str, None] = {}
    where = named and any(_ASKS_WHERE.search(doc.folded, a, b) for a, b in outside_frame(doc, regions))
    for element in doc.select(_CSS):
        if regions.in_chrome(element) or regions.in_menu(element) or regions.in_dialog(element):
            continue
        attributes = doc.attributes(element)
        text = doc.text_of(element) or attributes.get("value") or attributes.get("alt") or attributes.get("title") or ""
        said = fold(" ".join(text.split()))
        plain = _GOES_ON.match(said) is not None
        kind = _APPLICANT.fullmatch(said) is not None
        picks = _PICKS.fullmatch(said) is not None
        unit = where and (picks or names_an_agency(said))
        if not 0 < len(text) <= _LONGEST or not (plain or kind or picks or unit or _FILES.match(said)):
            continue
        url = _leads_to(doc, element)
        if not url or url.partition("#")[0] in (asked, page.url):
            continue
        hands_on = bool(ids & {*record_ids(url), *record_pairs(url)})
        if kind and (hands_on or named):
            kinds.setdefault(url)
        elif unit and hands_on:
            units.setdefault(url)
        elif (named and (plain or (picks and doc.tags[element] != "a"))) or (hands_on and not picks):
            found.setdefault(url)
    if found:
        return next(iter(found)) if len(found) == 1 else ""
    if _FEWEST_UNITS <= len(units) <= _MOST_UNITS and len({_NUMBERS.sub("", url) for url in units}) == 1:
        return next(iter(units))
    one = next(iter(kinds), "") or (next(iter(units)) if len(units) == 1 else "")  # whichever kind applies, the same form follows
    return one or _framed(doc, regions, ids)


def _framed(doc: Document, regions: Regions, ids: set[str]) -> str:
    """The page that stands in the one frame to which the record's id is handed on; what a frame shows belongs to the page around it."""
    frames: dict[str, None] = {}
    for element in doc.select("iframe,frame"):
        url = doc.absolute(doc.attributes(element).get("src") or doc.url)
        here = urlsplit(url).netloc == urlsplit(doc.url).netloc and url.partition("#")[0] != doc.url.partition("#")[0]
        if here and not regions.in_chrome(element) and ids & {*record_ids(url), *record_pairs(url)}:
            frames.setdefault(url)
    return next(iter(frames)) if len(frames) == 1 else ""


def _leads_to(doc: Document, element: int) -> str:
    """The address that a link, or the button of a form that only chooses, leads to; "" for anything that sends what was filled in."""
    target = target_of(doc, element)
    if target.action == "get":
        return target.url or ""
    attributes = doc.attributes(element)
    pressed = doc.tags[element] in ("button", "input") and attributes.get("type", "submit").lower() in ("submit", "image")
    form = doc.form_around(element) if pressed and target.action == "none" else None
    return "" if form is None else _chosen(doc, form)


def _chosen(doc: Document, form: int) -> str:
    """Where a GET form leads whose fields are only boxes to choose from, with the first choice of each; "" for other forms."""
    attributes = doc.attributes(form)
    if attributes.get("method", "get").lower() != "get":
        return ""
    sent: dict[str, str] = {}
    for element in range(form, doc.ends[form]):
        tag, field = doc.tags[element], doc.attributes(element)
        kind = field.get("type", "text").lower()
        name = field.get("name", "")
        if tag == "textarea" or (tag == "input" and kind not in _CHOICES):
            return ""
        if tag == "input" and kind in ("hidden", "radio") and name:
            if "checked" in field:
                sent[name] = field.get("value", "on")
            sent.setdefault(name, field.get("value", "on"))
        elif tag == "select" and name:
            options = doc.nodes[element].css("option[selected]") or doc.nodes[element].css("option")
            value = next((v for option in options if (v := option.attributes.get("value") or "")), "")
            sent[name] = value
    address = doc.absolute(attributes.get("action") or doc.url)
    plain = address.partition("#")[0].partition("?")[0] if sent else address.partition("#")[0]
    return f"{plain}?{urlencode(sent)}" if sent else plain
