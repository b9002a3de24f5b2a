"""Pages before a form that ask which case one has: the ways on, one for each case, and what they come to together (levels.md §6.16)."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from urllib.parse import urlencode, urlsplit

from classifier.controls.inputs import step_holder
from classifier.model import ApplicationReading, Behind, Result
from classifier.page.document import Document
from classifier.page.recordids import record_ids
from classifier.page.regions import Regions, outside_frame
from classifier.page.targets import target_of

MOST = 6  # cases; more are a list of something else
_ASKS = re.compile(
    r"\b(?:chon|thuoc|la|ung voi|roi vao)\b[^\n.;]{0,15}\b(?:tinh huong|truong hop|dien)\b"
    r"|\b(?:tinh huong|truong hop) (?:nao|cua (?:ban|ong|toi|quy))"
)
_ASKS_ONE = re.compile(
    r"\b(?:chon|lua chon)\b[^\n.;]{0,30}\b(?:don vi|co quan|noi|dia ban|xa|phuong|huyen|quan|tinh|trung tam|bo phan"
    r"|chi nhanh|so|phong|cap|quay|truong hop|tinh huong|doi tuong|dien|quy trinh|hinh thuc|loai|nhom)\b"
)
_LOGS_IN = re.compile(r"\b(?:dang nhap|vneid|dinh danh|log ?in|sign ?in)\b")
_CASES = re.compile(r"\b(?:truong hop|tinh huong|doi tuong|dien)\b")
_APPLICANT = re.compile(r"\W*(ca nhan|cong dan|to chuc|doanh nghiep|ho gia dinh|ho kinh doanh|hop tac xa|co quan)\b")
_LONGEST = 60  # characters of the words of such a way
# What comes of a case, the least first: the level of the whole is that of its lowest case.
_LEAST_FIRST = (Behind.DEAD, Behind.EMAIL, Behind.UPLOAD, Behind.GATE, Behind.E_FORM)
_PAYMENT_LEAST_FIRST = (False, None, True)


def asks_for_case(folded: str) -> bool:
    """Whether folded words ask which case of the procedure one has."""
    return _ASKS.search(folded) is not None or re.search(r"\bchon\b[^\n.;]{0,15}\b(?:doi tuong|quy trinh)\b", folded) is not None


def asks_to_choose(folded: str) -> bool:
    """Whether the folded words of a dialog ask for a choice before one applies, of a case or of an agency, and not how one logs in."""
    return (asks_for_case(folded) or _ASKS_ONE.search(folded) is not None) and not _LOGS_IN.search(folded)


def cases_offered(doc: Document, regions: Regions) -> tuple[str, ...]:
    """The address of each case that the page lets one choose; () where it asks for none."""
    if applicants := _by_applicant(doc, regions):
        return applicants
    if rows := _by_rows(doc, regions):
        return rows
    # Beside the site's menu a short list of cases looks like a part of it; what leads on about the record of the page is none.
    asked = _asked(doc, replace(regions, menus=()))
    if asked is None:
        return ()
    ids, steps = set(record_ids(doc.url)), step_holder(doc, regions)
    for holder in doc.select("ul,ol,table,tbody,div,section,dl,fieldset"):
        if holder != steps and not regions.in_chrome(holder):
            found = _linked(doc, [c for c in doc.children(holder) if doc.text_of(c)])
            if found and (not regions.in_menu(holder) or all(ids & set(record_ids(url)) for url in found)):
                return found
    asked = _asked(doc, regions)
    if asked is None:
        return ()
    if found := _in_a_row(doc, regions, asked):
        return found
    return next((found for form in doc.select("form") if not regions.in_chrome(form) and (found := _chosen(doc, form))), ())


def _asked(doc: Document, regions: Regions) -> int | None:
    """Where the words end that ask for one's case; None where the page asks for none outside the site's own parts."""
    return next((said.end() for a, b in outside_frame(doc, regions) if (said := _ASKS.search(doc.folded, a, b)) is not None), None)


def _by_applicant(doc: Document, regions: Regions) -> tuple[str, ...]:
    """The ways on of those who may apply ("Cá nhân", "Tổ chức"), each about the record of this page; () where a page does not part them."""
    ids, ways = set(record_ids(doc.url)), dict[str, str]()
    for element in doc.select("a[href]"):
        said = _APPLICANT.match(doc.folded_of(element)) if doc.text_to[element] - doc.text_from[element] <= _LONGEST else None
        url = target_of(doc, element).url if said is not None else None
        if said is None or not url or regions.in_chrome(element) or regions.in_menu(element) or ids.isdisjoint(record_ids(url)):
            continue
        if ways.setdefault(said[1], url) != url:
            return ()
    found = tuple(dict.fromkeys(ways.values()))
    pages = {urlsplit(url)._replace(query="", fragment="") for url in found}
    return found if 1 < len(found) == len(ways) <= MOST and len(pages) == 1 and _same_host(doc, found) else ()


def _by_rows(doc: Document, regions: Regions) -> tuple[str, ...]:
    """The ways on of the rows of a table, or the items of a list, that name one case each, or who applies, beside a link about the record
    of this page; () where there is none.
    """
    ids = set(record_ids(doc.url))
    for holder in doc.select("table,tbody,ul,ol,dl") if ids else ():
        if regions.in_chrome(holder) or regions.in_menu(holder):
            continue
        items = [c for c in doc.children(holder) if doc.text_of(c)]
        headed = bool(items) and not _links_in(doc, items[0])
        found = _linked(doc, items[headed:])
        said = [doc.folded_of(item) for item in items]
        named = (headed and _CASES.search(said[0]) is not None) or all(map(_APPLICANT.match, said[headed:]))
        if found and named and len(set(said)) == len(said) and all(ids & set(record_ids(url)) for url in found):
            return found
    return ()


def _links_in(doc: Document, item: int) -> list[int]:
    return [e for e in range(item, doc.ends[item]) if doc.tags[e] == "a"]


def _linked(doc: Document, items: Sequence[int]) -> tuple[str, ...]:
    """The addresses of the items of a list of which each has one link, and all links differ by their numbers alone."""
    links = [_links_in(doc, item) for item in items]
    if not 1 < len(items) <= MOST or any(len(inside) != 1 for inside in links):
        return ()
    return _of_one_kind(doc, [inside[0] for inside in links])


def _of_one_kind(doc: Document, links: Sequence[int]) -> tuple[str, ...]:
    found = tuple(dict.fromkeys(target_of(doc, link).url or "" for link in links))
    one_kind = len({re.sub(r"\d+", "0", url) for url in found}) == 1
    return found if len(found) == len(links) and all(found) and one_kind and _same_host(doc, found) else ()


def _in_a_row(doc: Document, regions: Regions, asked: int) -> tuple[str, ...]:
    """The addresses of links that follow the line of the question with nothing but marks between them."""
    line_end = doc.text.find("\n", asked)
    at, links = (line_end if line_end >= 0 else asked), list[int]()
    for link in doc.select("a"):
        if doc.text_from[link] < asked or doc.text_from[link] == doc.text_to[link]:
            continue
        if re.search(r"\w", doc.text[at : doc.text_from[link]]) or regions.in_chrome(link) or regions.in_menu(link):
            break
        links.append(link)
        at = doc.text_to[link]
    return _of_one_kind(doc, links) if 1 < len(links) <= MOST else ()


def _chosen(doc: Document, form: int) -> tuple[str, ...]:
    """The addresses to which a form leads that is sent by GET and asks for one choice and nothing else."""
    attributes = doc.attributes(form)
    sent: dict[str, str] = {}
    choices: dict[str, list[str]] = {}
    for element in range(form, doc.ends[form]):
        field = doc.attributes(element)
        name, kind = field.get("name", ""), field.get("type", "text").lower()
        if doc.tags[element] == "textarea" or (doc.tags[element] == "input" and kind in ("text", "file", "checkbox", "password", "search")):
            return ()
        if doc.tags[element] == "input" and name and kind == "hidden":
            sent[name] = field.get("value", "")
        elif doc.tags[element] == "input" and name and kind == "radio":
            choices.setdefault(name, []).append(field.get("value", "on"))
        elif doc.tags[element] == "select" and name:
            options = doc.nodes[element].css("option")
            choices[name] = [value for option in options if (value := option.attributes.get("value") or "")]
    if attributes.get("method", "get").lower() != "get" or len(choices) != 1:
        return ()
    name, values = next(iter(choices.items()))
    action = doc.absolute(attributes.get("action") or doc.url).partition("#")[0].partition("?")[0]
    found = tuple(f"{action}?{urlencode({**sent, name: value})}" for value in dict.fromkeys(values))
    return found if 1 < len(found) <= MOST and _same_host(doc, found) else ()


def _same_host(doc: Document, addresses: Sequence[str]) -> bool:
    return all(urlsplit(address).netloc == urlsplit(doc.url).netloc for address in addresses)


def lowest(cases: Sequence[ApplicationReading]) -> ApplicationReading | None:
    """What the cases come to together; None where one of them is not known."""
    if not cases or any(case.behind not in _LEAST_FIRST for case in cases):
        return None
    least = min(cases, key=lambda case: (_LEAST_FIRST.index(case.behind), _PAYMENT_LEAST_FIRST.index(case.payment)))
    if least.behind is not Behind.E_FORM:
        return least
    known = next((case.result for case in cases if case.result is not Result.UNKNOWN), Result.UNKNOWN)
    return replace(least, result=known)
