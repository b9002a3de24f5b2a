"""k) Contact details of officials, and l) the details by which one deals with the agency."""

from __future__ import annotations

import re
from dataclasses import replace

from classifier.sites.behind import Behind, look_behind
from classifier.sites.lines import Line, lines_of
from classifier.sites.model import MAX_QUOTE, Finding, Item, State
from classifier.sites.section import LOOKED_AT, judge_section, not_named
from classifier.sites.site import Site
from classifier.sites.why import Why, because

_PHONE = re.compile(r"(?<![\d/.])(?:\(?\+?84\)?[ .-]?|\(?0)\d{1,3}\)?(?:[ .-]?\d){6,9}(?!\d)")
_EMAIL = re.compile(r"[\w.+-]{2,}(?:@|\s?\[at\]\s?|\s?\(at\)\s?)[\w-]+(?:\.[\w-]+)+")
_ADDRESS = re.compile(
    r"(?:\b(?:dia chi|tru so(?: chinh| lam viec)?|address|add)\s*:|^(?:dia chi|tru so|so nha)\b)\s*:?\s*(?:tru so\s*:?\s*)?"
    r"(?P<value>[^:|]{8,})"
    r"|^so \d+[a-z]?,? (?P<street>(?:duong|pho|dai lo|ngo|quoc lo)\b.{6,})"
)
_BLANK = re.compile(r"^[\W_]*$|dang cap nhat|chua cap nhat")


def judge(site: Site) -> Finding:
    """A page of contacts has a telephone number or an e-mail address, or a form to write by beside the agency's own."""
    found = judge_section(site, Item.CONTACTS, _reachable)
    if found.state is not State.EMPTY:
        return found
    # A short list of names and numbers is all the text that such a page needs.
    for candidate in site.candidates.get(Item.CONTACTS, [])[:LOOKED_AT]:
        behind = look_behind(site, candidate.link, candidate.page)
        if behind.reason == Why.NO_CONTENT and behind.page is not None:
            reached = _reachable(site, replace(behind, state=State.PRESENT, reason=""))
            if reached.state is State.PRESENT:
                return Finding(Item.CONTACTS, State.PRESENT, reached.url, reached.quote, reached.reason)
    return found


def _reachable(site: Site, behind: Behind) -> Behind:
    if behind.page is None or behind.page.document is None:
        return behind
    doc = behind.page.document
    for line in site.shared.own(behind.page):
        if found := _EMAIL.search(line.text) or _PHONE.search(line.text):
            return replace(behind, quote=line.text[:MAX_QUOTE], reason=behind.reason or because((Why.FOUND, found[0].strip())))
    if doc.tree.css_first("textarea") is not None and (_EMAIL.search(doc.text) or _PHONE.search(doc.text)):
        return replace(behind, reason=Why.FORM)
    return replace(behind, state=State.EMPTY, reason=Why.NO_CONTACT)


def judge_transaction(site: Site) -> Finding:
    """Two of address, telephone and e-mail of the agency, on the front page or on its contact page."""
    for page in (site.home, *(p for p in site.pages[1:] if p.readable and p.document is not None and site.is_own(p.url))):
        lines = lines_of(page.document) if page.document is not None else []
        found = _details(lines)
        if len(found) >= 2:
            quote = " · ".join(dict.fromkeys(found.values()))
            return Finding(Item.TRANSACTION, State.PRESENT, page.url, quote[:MAX_QUOTE], because((Why.DETAILS, ", ".join(found))))
    found = _details(lines_of(site.document))
    if found:
        return Finding(
            Item.TRANSACTION,
            State.MISSING,
            site.home.url,
            next(iter(found.values()))[:MAX_QUOTE],
            because((Why.ONLY_DETAILS, ", ".join(found))),
        )
    return not_named(site, Item.TRANSACTION, Why.NO_DETAILS)


def _details(lines: list[Line]) -> dict[str, str]:
    found: dict[str, str] = {}
    for line in lines:
        if (address := _ADDRESS.search(line.folded)) and not _BLANK.search(address["value"] or address["street"]):
            found.setdefault("address", line.text)
        if _EMAIL.search(line.text):
            found.setdefault("e-mail", line.text)
        if _PHONE.search(line.text):
            found.setdefault("telephone", line.text)
    return found
