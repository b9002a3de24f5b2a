"""Buttons that send a form for applying, whatever they are called ("Gửi", "Chấp nhận"): what the form asks and where it stands tell."""

from __future__ import annotations

import re
from collections.abc import Sequence

from classifier.controls.inputs import Inputs, fills_the_page, is_foreign, read_form_inputs
from classifier.controls.orders import says_apply
from classifier.page.document import Document
from classifier.page.regions import Regions
from classifier.words.spans import covers
from classifier.words.text import fold
from classifier.words.wordings import bare

_HANDS_IN = re.compile(
    r"\bnop\b(?! (?:phi|le phi|tien|thue|lai|phat)\b)|\bgui (?:ban |phieu )?(?:dang ky|de nghi|yeu cau cap)\b(?! nhan (?:tin|ban tin))"
)
_ONLINE = r"(?:truc tuyen|qua mang|online|tren mang|dien tu|internet|tren (?:cong|he thong|trang nay)|ngay tren trang)"
# Labels that say that one applies here, which no list of labels has: they are mostly the words of buttons.
_SENDING = re.compile(
    rf"(?:(?:noi|cho|dia chi|cach|cach thuc|kenh|duong dan|trang|link) )?(?:de )?(?:nop|gui|ke khai|khai bao|khai|dang ky|tiep nhan)\b"
    rf"(?! (?:tin|nhan|thong bao|phi|le phi|y kien|gop y|cau hoi|ket qua|tai khoan)\b)[^.;:]{{0,25}}\b{_ONLINE}\b.{{0,20}}"
    r"|(?:nop|gui) (?:ho so|hs|don|to khai)(?: ngay)?"
    r"|(?:don|to khai|ho so|bieu mau) (?:dien tu|truc tuyen|online)"
    r"|(?:nhap|dien|khai|ke khai|lap|tao) (?:don|to khai|phieu|ho so)(?: (?!mau\b|theo\b)\w+){0,4}"
)
_BEGINS = re.compile(r"\W*(?:bat dau|tien hanh|thuc hien)(?: (?:ngay|luon|tai day))?\W*")
_FILLED = frozenset(("input", "textarea", "select"))


def labels_sending(label: str) -> bool:
    """Whether a label says that the dossier is sent by what it labels: "Nộp hồ sơ qua mạng", "Kê khai trực tuyến"."""
    return _SENDING.fullmatch(bare(fold(label))) is not None


def sends_application(doc: Document, regions: Regions, element: int, words: str, ways: Sequence[tuple[int, int]]) -> bool:
    """Whether a button sends a form by which one applies. `words`: its own, folded; `ways`: the parts of the text that say how one applies.

    The form must ask for what an application has, and something must say that it is one: the button, the address that takes it, or
    the label that it stands under. A form of the site for opinions has fields, and even a place for files, too.
    """
    form = _sent_by(doc, element)
    if form is None or regions.in_chrome(form) or fills_the_page(doc, form) or is_foreign(doc, form):
        return False
    meant = _HANDS_IN.search(words) or says_apply(doc.attributes(form).get("action", "")) or covers(ways, doc.text_from[form])
    return bool(meant) and _applies(read_form_inputs(doc, regions, form))


def begins_application(doc: Document, regions: Regions, element: int, words: str) -> bool:
    """Whether a button of a procedure's page says no more than that something is begun or carried out: "Thực hiện".

    `words`: its own, folded. Beside it stands nothing to fill in: the button of a search, or of a sum that is reckoned, has the same words.
    """
    if not _BEGINS.fullmatch(words.strip()) or regions.in_chrome(element):
        return False
    form = doc.form_around(element)
    holder = form if form is not None else doc.parents[element]
    return not any(
        doc.tags[inner] in _FILLED and _is_filled_in(doc, inner) for inner in range(holder, doc.ends[holder]) if inner != element
    )


def _is_filled_in(doc: Document, element: int) -> bool:
    return doc.attributes(element).get("type", "").lower() not in ("hidden", "submit", "button", "image")


def _sent_by(doc: Document, element: int) -> int | None:
    """The form that a button posts; None for a button that sends nothing."""
    kind = doc.attributes(element).get("type", "").lower()
    if not (doc.tags[element] == "button" and kind in ("", "submit")) and not (
        doc.tags[element] == "input" and kind in ("submit", "image")
    ):
        return None
    form = doc.form_around(element)
    return form if form is not None and doc.attributes(form).get("method", "").lower() == "post" else None


def _applies(inputs: Inputs) -> bool:
    return inputs.files > 0 or inputs.is_e_form
