"""What stands behind a submit control: an e-form, an upload, a gate, a mail address, a home page, nothing."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from urllib.parse import urlsplit

from classifier.behind.casechoice import cases_offered
from classifier.behind.formdata import with_form_drawn
from classifier.behind.formsteps import declares_later, further_steps
from classifier.behind.onward import goes_on
from classifier.behind.stepped import shown_at_once
from classifier.controls.controls import read_controls
from classifier.controls.inputs import Inputs, form_instead, outline, read_inputs, unasked_choices, words_of_form
from classifier.model import ApplicationReading, Behind, Control, ControlKind, Outcome, Page, PageReading, ProcedureReading, Result
from classifier.page.document import Document, open_document
from classifier.page.refusals import nothing_here, out_of_order, own_words, told_offline
from classifier.page.regions import Regions, find_regions, outside_frame
from classifier.page.targets import target_of
from classifier.reading import read_page
from classifier.words.codes import find_codes
from classifier.words.formwords import BANKS, NO_PAY, PAY, chosen_result, offered_result
from classifier.words.text import Phrases, fold, folded_words

_OUT_OF_ORDER = frozenset({502, 503, 504})
# Pages that may stand before the form. A gate too: the words "Đăng nhập" stand in the frame of nearly every page.
_BEFORE_FORM = frozenset({Behind.HOME, Behind.PROCEDURE, Behind.GATE})
_ASKED_OF_A_VISITOR = 3  # fields outside a login: who may fill them in has passed any gate
_MOST_OF_A_LINE = 2  # a notice is at most so many times as long as the words that refuse
_GATE = Phrases(dict.fromkeys(
    "dang nhap|vneid|yeu cau dang nhap|vui long dang nhap|ban can dang nhap|ban chua dang nhap|dinh danh dien tu"
    "|tai khoan dinh danh|sign in|log in|mat khau|xac thuc tai khoan|xac thuc danh tinh"
    "|tai khoan cong dan|vao bang tai khoan|dung tai khoan".split("|"), True))  # fmt: skip
# What else an account is for: money is kept in one, and who has a say signs in.
_OF_A_BANK = r"(?:ngan hang|tai (?:ngan hang|kho bac)|thanh toan|nhan tien|de (?:nhan|chuyen) tien)\b"
_FOR_TALK = r"[^.;\n]{0,40}\b(?:binh luan|gop y|danh gia|hoi dap|dat cau hoi|cau hoi|binh chon|y kien|nhan tin)\b"
_MUST_LOG_IN = re.compile(
    r"\b(?:vui long|can|phai|yeu cau|hay|de nghi|chua) (?:quy khach |cong dan |ban )?dang nhap\b"
    r"|\bdang nhap (?:de|truoc khi|tai khoan de)\b"
    # Who is no member yet: "Bạn cần là thành viên để …", "Chức năng chỉ dành cho tài khoản đã đăng ký".
    r"|\b(?:ban|quy (?:khach|vi)|ong(?: hoac|,)? ?\(?ba\)?|nguoi dung) (?:can|phai) (?:la|co|tro thanh|dang ky|su dung|dung)"
    r" (?:mot )?(?:thanh vien|hoi vien|nguoi dung da dang ky|tai khoan)\b"
    rf"(?! {_OF_A_BANK})(?!{_FOR_TALK})"
    r"|\bchi (?:danh (?:rieng )?)?cho (?:cac )?(?:thanh vien|hoi vien|nguoi dung da (?:dang ky|dang nhap)"
    r"|tai khoan da (?:dang ky|xac thuc))\b"
    rf"(?!{_FOR_TALK})"
)
_SSO = re.compile(
    r"(?:^|\.)(?:sso|login|id|auth|xacthuc|dangnhap|accounts?|keycloak|vneid)\.|/(?:sso|login|dang-?nhap|auth|realms|cas"
    r"|oauth2?|openid|signin|account/login)\b",
    re.IGNORECASE,
)
_FRONT = re.compile(r"/?(?:index|default|home|trang-?chu)?(?:\.\w{2,5})?/?", re.IGNORECASE)
_EMAIL = re.compile(r"docs\.google\.com/forms|forms\.gle|zalo\.me|forms\.office\.com", re.IGNORECASE)
_EMAIL_WORDS = re.compile(
    r"\b(?:gui (?:ho so|don)?.{0,40}(?:email|ho[pm] thu|thu dien tu)|gui ve (?:dia chi )?email"
    r"|qua (?:email|zalo|thu dien tu)|google form)\b"
    r"|\b(?:ho so|giay to|to khai|don|ban (?:quet|scan|chup|mem))\b[^.;\n@]{0,60}\b(?:gui|nop)\b[^.;\n@]{0,40} [\w.-]+@[\w-]+\.\w+"
    r"|\b(?:gui|nop) (?:ho so|giay to|to khai|don|ban (?:quet|scan|chup|mem))\b[^.;\n@]{0,60} [\w.-]+@[\w-]+\.\w+"
)
_END = re.compile(
    r"\b(?:nop ho so|gui ho so|gui to khai|gui dang ky|hoan thanh|hoan tat|xac nhan nop|gui don|gui phieu|nop phieu|ket thuc|luu va nop"
    r"|(?:gui|nop) (?:ban )?(?:ke khai|khai bao|to khai|de nghi|yeu cau)"
    r"|(?:gui|nop) (?:cho|ve|den|toi) (?:xa|phuong|so|ubnd|uy ban|co quan|phong|huyen|bo phan|mot cua|trung tam))\b"
    r"|^\W*(?:gui|nop)(?: (?:di|ngay|luon))?\W*$",  # a button that says no more than that one sends
    re.MULTILINE,
)
_FEE_STEP = re.compile(
    r"(?:buoc \d\W*)?(?:(?:nop|tra|dong|chi tra|thu)(?: tien| cac khoan)* ?(?:phi,? (?:va )?le phi|le phi|phi|tien)"
    r"|phi,? (?:va )?le phi|le phi(?: ho so)?|thanh toan(?: (?:phi|le phi|tien|truc tuyen|online))*)(?: (?:truc tuyen|online|qua mang))?"
)
_MONEY_STEP = re.compile(
    r"(?:buoc )?\W*(?:phi|tien|khoan (?:phai )?(?:nop|tra|thu|dong)|nghia vu tai chinh|tai chinh|phi (?:phai )?(?:nop|dong|tra))"
)
_MONEY = re.compile(r"\b(?:phi|thanh toan)\b")
_LAST_STEP = re.compile(
    r"\b(?:xac nhan|hoan thanh|hoan tat|ket thuc|xong|(?:ky|nop|gui)(?: va (?:nop|gui))?(?: ho so| don| to khai| di)?)\b"
)
_CONTINUES = re.compile(r"\b(?:tiep tuc|tiep theo|buoc tiep|ke tiep|next)\b")
_LOGIN_TITLE = re.compile(r"\W*(?:dang nhap|login|sign in|xac thuc|he thong dang nhap|cong dang nhap)")
# Where a form asks for the way back: "Hình thức nhận kết quả", "Muốn nhận kết quả theo cách", a line "Phần E. Nhận sản phẩm".
_WAY_ASKED = re.compile(
    r"(?:hinh thuc|cach|phuong thuc|dia chi|noi|dia diem|kenh|muon|chon) (?:thuc )?(?:nhan|tra|lay) (?:lai )?(?:ket qua|kq|san pham|dau ra)"
    r"|^(?:(?:phan|buoc|muc) [a-z\d]{1,3}\W+|\d{1,2}\W+(?:\d{1,2}\W+)?|[ivx]{1,4}\W+)?"
    r"(?:nhan|giao tra|giao|tra) (?:ket qua|kq|san pham|dau ra)\W*$",
    re.MULTILINE,
)
_PAYING = re.compile(r"\b(?:thanh toan|so tien|phi, le phi|le phi|nop phi|ngan hang|muc thu)\b")  # another question of the form


def read_application(page: Page, reading: ProcedureReading, parsed: PageReading | None = None) -> ApplicationReading:
    """What a submit control of `reading` leads to, judged by the page that answered. `parsed`: the same page as read already."""
    here, there = urlsplit(reading.url).netloc.lower(), urlsplit(page.url).netloc.lower()
    via = there if there and there != here else None
    if _EMAIL.search(page.url) or page.url.lower().startswith("mailto:"):
        return ApplicationReading(Behind.EMAIL, quote=page.url[:300])
    if page.status in _OUT_OF_ORDER:
        return ApplicationReading(Behind.OUTAGE, quote=f"status {page.status}", provided_via=via)
    if page.status in (404, 410) or page.status >= 500:
        return ApplicationReading(Behind.DEAD, quote=f"status {page.status}", provided_via=via)
    doc = open_document(page.body, page.url, page.content_type)
    regions = find_regions(doc)
    inputs = read_inputs(doc, regions)
    same = _same(doc, page, reading)
    drawn = with_form_drawn(page, doc) if same and inputs.own < _ASKED_OF_A_VISITOR and not inputs.files else None
    if drawn is not None:
        page, doc = drawn, open_document(drawn.body, drawn.url, drawn.content_type)
        regions = find_regions(doc)
        inputs = read_inputs(doc, regions)
    behind, quote = _behind(doc, page, reading, regions, inputs, same, parsed)
    readable = behind in (Behind.E_FORM, Behind.UPLOAD) and bool(inputs.elements)
    described = _elsewhere(page, reading, parsed) if behind is Behind.PROCEDURE else None
    area = words_of_form(doc, inputs, regions) if readable else ""
    whole = readable and shown_at_once(doc, inputs, regions, _CONTINUES, _LAST_STEP)
    payment = _payment(area, outline(doc, regions), whole) if readable else None
    result = _result(area, unasked_choices(doc, inputs) if readable else ())
    open_ended = behind is Behind.E_FORM and (payment is not True or result is Result.UNKNOWN)
    first_step = not inputs.files and (behind is Behind.UPLOAD or (behind is Behind.E_FORM and not inputs.own))
    before_form = described is None and (behind in _BEFORE_FORM or first_step)
    return ApplicationReading(
        behind=behind,
        quote=" ".join(quote.split())[:300],
        same_procedure=same,
        payment=payment,
        result=result,
        provided_via=via,
        procedure=described,
        onward=_onward(doc, regions, page, same, parsed) if before_form else "",
        choices=cases_offered(doc, regions) if before_form and same else (),
        steps=further_steps(doc, regions) if open_ended else (),
    )


def _onward(doc: Document, regions: Regions, page: Page, same: bool, parsed: PageReading | None) -> str:
    """Where a page before the form goes on to; a page that describes or lists procedures stands before none."""
    address = goes_on(doc, regions, page, same)
    read = (parsed or read_page(page)) if address else None
    path = urlsplit(page.url).path
    rows = [row for row in read.rows if urlsplit(row.url or "").path != path] if read is not None else []  # the steps of a form are no list
    if read is None or read.procedures or len(rows) > 1:
        return ""
    return address if same or not rows else ""  # what looks like a list of one may be the head of this very procedure's page


def _elsewhere(page: Page, reading: ProcedureReading, parsed: PageReading | None) -> ProcedureReading | None:
    """What a page on another system says of the same procedure, when it describes it."""
    read = parsed or read_page(page)
    return next((p for p in read.procedures if _names_same(p, reading)), None)


def _behind(
    doc: Document, page: Page, reading: ProcedureReading, regions: Regions, inputs: Inputs, same: bool, parsed: PageReading | None
) -> tuple[Behind, str]:
    """The kind of page and the words that show it, the most telling sign first."""
    main, folded = _main_text(doc, regions)
    if inputs.is_e_form:
        return Behind.E_FORM, inputs.quote
    about = own_words(doc, regions)
    if not inputs.files + inputs.personal and not _LOGIN_TITLE.match(fold(doc.title)) and (outage := out_of_order(about)):
        return Behind.OUTAGE, outage[:200]
    said, length = told_offline(doc, regions)
    if said:
        # On a long page that names the procedure, a box of other services perhaps, only a line of its own or one with its name tells of it.
        alone = len(said) <= _MOST_OF_A_LINE * length
        if len(folded) < 3000 or not same or alone or folded_words(reading.name) in folded_words(said):
            return Behind.DEAD, said[:200]
    if inputs.files:
        return Behind.UPLOAD, inputs.quote
    instead = form_instead(doc, regions)
    if instead:
        return Behind.DEAD, instead
    asking = _without_the_sites(doc, regions, reading)
    boxed = _has_login_box(reading)
    filled_in = inputs.own + inputs.personal >= _ASKED_OF_A_VISITOR
    anew = boxed and not filled_in and _asks_anew(doc, regions, reading, same)
    if anew or _is_gate(doc, page, regions, (asking, about[1]), boxed, filled_in):
        return Behind.GATE, doc.title or "đăng nhập"
    mail = _EMAIL_WORDS.search(folded)
    if mail and len(folded) < 3000:
        return Behind.EMAIL, main[mail.start() : mail.end()]
    if inputs.personal >= 3:
        return (Behind.E_FORM if declares_later(outline(doc, regions)) else Behind.UPLOAD), inputs.quote
    return _without_form(doc, page, reading, same, parsed, about, bool(goes_on(doc, regions, page, same)))


def _without_form(
    doc: Document, page: Page, reading: ProcedureReading, same: bool, parsed: PageReading | None, about: tuple[str, str], goes_further: bool
) -> tuple[Behind, str]:
    """A page with neither form nor gate: the same procedure elsewhere, a home page, or nothing readable. `about`: its own words."""
    read = parsed or read_page(page)
    if read.outcome is Outcome.BLOCKED:
        return Behind.NOT_FOLLOWED, read.reason
    if read.outcome is Outcome.LOGIN and not _has_login_box(reading):
        return Behind.GATE, read.reason
    if read.outcome in (Outcome.ERROR, Outcome.CLOSED):
        return Behind.DEAD, read.reason
    refused = nothing_here(about) if not read.procedures and not goes_further else ""
    if refused:
        return Behind.DEAD, refused[:200]
    if any(_names_same(p, reading) for p in read.procedures) or (same and len(read.rows) < 3):
        own = (c for c in read.controls if not c.in_chrome and (c.text, c.url) not in _ways_to_log_in(reading))
        gate = next((c for c in own if c.kind in (ControlKind.SUBMIT, ControlKind.LOGIN)), None)
        if gate is not None and not read.procedures and (gate.kind is ControlKind.LOGIN or _SSO.search(gate.url or "")):
            return Behind.GATE, gate.text
        return Behind.PROCEDURE, reading.name
    if not doc.text.strip() or (len(doc.text) < 200 and doc.tree.css_first("script[src]") is not None and not doc.select("a")):
        return Behind.NOT_FOLLOWED, "only a script knows"
    return Behind.HOME, doc.title


def _main_text(doc: Document, regions: Regions) -> tuple[str, str]:
    """Text without the site's own parts, and the same folded; dialogs included, since an error may be said in one."""
    kept = outside_frame(doc, regions)
    return "\n".join(doc.text[a:b] for a, b in kept), "\n".join(doc.folded[a:b] for a, b in kept)


def _ways_to_log_in(reading: ProcedureReading) -> set[tuple[str, str | None]]:
    """Words and address of the ways to log in on the procedure's own page: the site's, asking nothing of who applies."""
    return {(control.text, control.url) for control in reading.controls if control.kind is ControlKind.LOGIN and not control.own}


def _without_the_sites(doc: Document, regions: Regions, reading: ProcedureReading) -> str:
    """The folded text of a page without the site's own parts and without the ways to log in that stand on the procedure's page as well."""
    known = _ways_to_log_in(reading)
    again = tuple((e, doc.ends[e]) for e in doc.select("a,button") if known and (doc.text_of(e), target_of(doc, e).url) in known)
    return "\n".join(doc.folded[a:b] for a, b in outside_frame(doc, regions, again))


def _has_login_box(reading: ProcedureReading) -> bool:
    """Whether the procedure's own page has the fields of a log-in, too: then they are the site's, and repeating them asks nothing."""
    return bool(_login_boxes(reading.controls))


def _login_boxes(controls: Iterable[Control]) -> list[Control]:
    return [c for c in controls if c.kind is ControlKind.LOGIN and c.action == "post" and not c.own]


def _asks_anew(doc: Document, regions: Regions, reading: ProcedureReading, same: bool) -> bool:
    """Whether a page has a form to log in beside the site's box, which stands on the procedure's page as well: one more of them, or the
    only one, which stands in the site's frame elsewhere, among what the page says of the same procedure.
    """
    known, here = _login_boxes(reading.controls), _login_boxes(c for _, c in read_controls(doc, regions))
    moved = same and all(c.in_chrome for c in known) and any(not c.in_chrome for c in here)
    return moved or len(here) > len(known)


def _is_gate(doc: Document, page: Page, regions: Regions, words: tuple[str, str], boxed: bool, filled_in: bool) -> bool:
    """Whether the page asks to log in and offers nothing else. `words`: its text without the site's own parts, and what it is about;
    `boxed`: every page of the site has a box to do so.

    A dialog for logging in that opens on demand is furniture of the site where the page itself has fields to be `filled_in` (§6.9).
    """
    if page.status == 401:
        return True
    main, about = words[0] if words[0].strip() else words[1], words[1]  # beside many links a short page looks like a part of their menu
    title = fold(doc.title)
    if boxed:
        return bool(_LOGIN_TITLE.match(title) or _MUST_LOG_IN.search(main) or (_SSO.search(page.url) and page.requested_url != page.url))
    headings = [e for e in doc.select("h1,h2,h3,h4,legend")[:20] if not (filled_in and regions.in_dialog(e))]
    headed = bool(_LOGIN_TITLE.match(title)) or any(_LOGIN_TITLE.match(doc.folded_of(e)) for e in headings)
    says = _GATE.any(main) or headed
    form = any(not (filled_in and regions.in_dialog(e)) for e in doc.select("input[type=password]"))
    if not form and not headed and _FRONT.fullmatch(urlsplit(page.url).path) and not urlsplit(page.url).query:
        return False  # a front page tells everybody to log in; it is not what stands before this procedure (§6.8)
    moved = bool(_SSO.search(page.url)) and page.requested_url != page.url
    asked = (form and (headed or (says and len(main) < 6000))) or (moved and (says or form or len(main) < 800))
    return asked or (says and (headed or _GATE.any(about)) and len(main) < 1200 and not filled_in)


def _same(doc: Document, page: Page, reading: ProcedureReading) -> bool:
    """Whether the page names this procedure by code or by its whole folded name."""
    if reading.code:
        base = ".".join(reading.code.split(".")[:2])
        if any(code.text.startswith(base) for _, _, code in find_codes(doc.text)) or base in page.url:
            return True
    name = folded_words(reading.name)
    return len(name) > 8 and name in " ".join(doc.folded.split())


def _names_same(other: ProcedureReading, reading: ProcedureReading) -> bool:
    if reading.code and other.code:
        return other.code.split(".")[:2] == reading.code.split(".")[:2]
    return folded_words(other.name) == folded_words(reading.name)


def _payment(area: str, steps: tuple[str, ...], whole: bool = False) -> bool | None:
    """True: a payment step is shown; False: the form is readable to its end and has none; None: not readable to its end.
    `whole`: whether all of its steps were seen.
    """
    lines = {line.strip(" .0123456789:") for line in (*area.splitlines(), *steps)}
    if PAY.any(area) or PAY.any("\n".join(steps)) or any(_FEE_STEP.fullmatch(line) for line in lines):
        money = _MONEY.search(area)  # what is said before it is about something else: "Người đại diện (trực tuyến)"
        return not NO_PAY.search(area) or bool(BANKS.search(area, money.start() if money else 0))
    if NO_PAY.search(area):
        return False
    if any(_MONEY_STEP.fullmatch(step.strip(" .0123456789:")) for step in steps):
        return None  # a step about money, which does not say here how it is paid
    if steps and _LAST_STEP.search(steps[-1]):
        return False  # every step to the last is named, and none of them is for paying
    return False if whole or (_END.search(area) and not _CONTINUES.search(area)) else None


def _without_paying(area: str) -> str:
    return "\n".join(line for line in area.splitlines() if not _PAYING.search(line))


def _result(area: str, unasked: Sequence[Sequence[str]]) -> Result:
    """The choice of how to get the result, as the form offers it; the best one when there are several. `unasked`: choices without a
    question, which tell by themselves what is chosen where nothing asks.
    """
    place = _WAY_ASKED.search(area)
    if place is None:
        told = (chosen_result(choices) for choices in unasked)
        return next((way for way in told if way is not Result.UNKNOWN), Result.UNKNOWN)
    near = area[place.start() : place.end() + 400]
    options = area[area.rfind("\n", 0, place.start()) :] if len(near) < 200 else near
    near, options = _without_paying(near), _without_paying(options)
    return offered_result(f"{near}\n{options}")
