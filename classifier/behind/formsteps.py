"""The steps of a form that are pages of their own: where one pays, where one says how to get the result, and what these pages ask."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from urllib.parse import urlsplit

from classifier.controls.inputs import choices_on, read_inputs, step_holder, words_of_form
from classifier.model import ApplicationReading, Behind, Page, Result
from classifier.page.document import Document, open_document
from classifier.page.regions import Regions, find_regions, outside_frame
from classifier.page.targets import target_of
from classifier.words.formwords import BANKS, NO_PAY, PAY, offered_result

_ORDER = re.compile(r"^(?:buoc )?\d{0,2}\W*")
_FEE = r"(?:phi|le phi|tien|khoan (?:phai )?(?:nop|tra|thu|dong)|nghia vu tai chinh|tai chinh)"
_PAYS = re.compile(rf"(?:(?:nop|dong|tra|thanh toan) )?{_FEE}(?:,? (?:va )?(?:le phi|phi|phai (?:nop|dong|tra)|ho so))*")
_RETURNS = re.compile(
    r"(?:chon )?(?:(?:cach|cach thuc|hinh thuc|phuong thuc|kenh|noi) )?(?:nhan|tra|giao|giao tra|lay)"
    r"(?: (?:lai )?(?:ket qua|kq|san pham|dau ra))?(?: (?:va|,) .{0,25})?"
)
_DECLARES = re.compile(
    r"\b(?:ke khai|khai (?:don|bao|thong tin|ho so)|to khai|e-?form|bieu mau dien tu"
    r"|(?:dien|lap|soan|nhap)(?: thong tin)? (?:don|mau|to khai|bieu mau)"
    r"|noi dung (?:don|de nghi|dang ky|yeu cau|to khai)|don (?:de nghi|dang ky|dien tu)"
    r"|thong tin (?:de nghi|dang ky|chuyen nganh|to khai|don))\b"
)
_CASH = re.compile(r"\btien mat\b")


def declares_later(steps: Sequence[str]) -> bool:
    """Whether a later one of a form's steps asks for what the procedure wants to know, as the first asks who applies."""
    return any(_DECLARES.search(_bare(step)) for step in steps[1:])


def further_steps(doc: Document, regions: Regions) -> tuple[str, ...]:
    """The addresses of the steps of a page's form that tell how one pays and how one gets the result, where these are links."""
    found: dict[str, None] = {}
    holder = step_holder(doc, regions)
    for child in doc.children(holder) if holder is not None else ():
        name = _bare(doc.folded_of(child))
        link = next((e for e in range(child, doc.ends[child]) if doc.tags[e] == "a"), None)
        target = target_of(doc, link) if link is not None else None
        if target is None or target.action != "get" or not target.url or not (_PAYS.fullmatch(name) or _RETURNS.fullmatch(name)):
            continue
        if urlsplit(target.url).netloc == urlsplit(doc.url).netloc and target.url.partition("#")[0] != doc.url.partition("#")[0]:
            found.setdefault(target.url)
    return tuple(found)


def with_step(application: ApplicationReading, page: Page) -> ApplicationReading:
    """What is known of a form with what the page of one of its steps says; what the form itself said stands."""
    doc = open_document(page.body, page.url, page.content_type)
    regions = find_regions(doc)
    holder = step_holder(doc, regions)
    here = _step_shown(doc, doc.children(holder) if holder is not None else (), page)
    if application.behind is not Behind.E_FORM or not here:
        return application
    if _PAYS.fullmatch(here) and application.payment is None:
        application = replace(application, payment=_payment(doc, regions))
    if _RETURNS.fullmatch(here) and application.result is Result.UNKNOWN:
        application = replace(application, result=offered_result(choices_on(doc, regions)))
    return application


def _step_shown(doc: Document, steps: Sequence[int], page: Page) -> str:
    """The bare name of the step whose page this is: the one whose link leads here, else the only one without a link; "" where none is."""
    linked = [step for step in steps if any(doc.tags[e] == "a" and "href" in doc.attributes(e) for e in range(step, doc.ends[step]))]
    here = [step for step in linked if _is_here(doc, step, page)] or [step for step in steps if linked and step not in linked]
    return _bare(doc.folded_of(here[0])) if len(here) == 1 else ""


def _is_here(doc: Document, step: int, page: Page) -> bool:
    """Whether a step is the one whose page this is: its link leads here."""
    links = (target_of(doc, e).url for e in range(step, doc.ends[step]) if doc.tags[e] == "a")
    return any((url or "").partition("#")[0] in (page.url, page.requested_url) for url in links)


def _payment(doc: Document, regions: Regions) -> bool | None:
    """Whether a step about money lets one choose how to pay online; a counter or an account is none; None for one that says neither."""
    inputs = read_inputs(doc, regions)
    if inputs.own + inputs.personal:
        words = f"{words_of_form(doc, inputs, regions)}\n{choices_on(doc, regions)}"
        if PAY.any(words) or BANKS.search(words):
            return True
    shown = "\n".join(doc.folded[a:b] for a, b in outside_frame(doc, regions))
    return False if NO_PAY.search(shown) or _CASH.search(shown) else None


def _bare(name: str) -> str:
    return _ORDER.sub("", " ".join(name.split()))
