"""What stands behind a submit control: an e-form, an upload, a gate, a mail address, a home page, nothing."""

from __future__ import annotations

import re
from dataclasses import dataclass
from urllib.parse import urlsplit

from classifier.codes import find_codes
from classifier.document import Document, open_document
from classifier.model import ApplicationReading, Behind, Outcome, Page, PageReading, ProcedureReading, Result
from classifier.regions import Regions, find_regions
from classifier.text import Phrases, fold

_NOT_E_FORM = re.compile(
    r"search|tim-?kiem|timkiem|newsletter|subscribe|feedback|gop-?y|danh-?gia|rating|comment|binh-?luan|chat|survey|khao-?sat|vote|poll|login|dang-?nhap|keyword|tu-?khoa|contact|lien-?he|captcha",
    re.IGNORECASE,
)
_NOT_E_FORM_WORDS = re.compile(
    r"\b(?:tim kiem|tra cuu|tu khoa|gop y|danh gia|binh luan|khao sat|dang ky nhan tin|hoi dap|y kien|lien he|phan anh|kien nghi|muc do hai long)\b"
)
_PERSONAL = re.compile(
    r"ho ten|ho va ten|email|e-mail|dien thoai|sdt|so cccd|cccd|cmnd|dia chi|can cuoc|ngay sinh|ghi chu|loi nhan|noi dung|captcha|ma xac nhan|ma bao ve|fullname|phone|address|mobile"
)
_DEAD = Phrases(dict.fromkeys(
    "khong tim thay quy trinh|khong tim thay thu tuc|khong ton tai|chua duoc cung cap truc tuyen|khong ho tro nop truc tuyen|chua ho tro nop ho so truc tuyen|khong phai la thu tuc toan trinh"
    "|thu tuc nay chua duoc|chua cau hinh|khong the nop ho so|khong tim thay trang|page not found|404|co loi xay ra|khong cung cap truc tuyen|chua ap dung nop truc tuyen|tam dung tiep nhan|khong tiep nhan truc tuyen|dich vu khong kha dung"
    "|chua mo nop|khong co quyen truy cap".split("|"), True))  # fmt: skip
_GATE = Phrases(dict.fromkeys(
    "dang nhap|vneid|yeu cau dang nhap|vui long dang nhap|ban can dang nhap|ban chua dang nhap|dinh danh dien tu|tai khoan dinh danh|sign in|log in|mat khau|xac thuc tai khoan".split("|"), True))  # fmt: skip
_SSO = re.compile(
    r"(?:^|\.)(?:sso|login|id|auth|xacthuc|dangnhap|accounts?|keycloak|vneid)\.|/(?:sso|login|dang-?nhap|auth|realms|cas|oauth2?|openid|signin|account/login)\b",
    re.IGNORECASE,
)
_EMAIL = re.compile(r"docs\.google\.com/forms|forms\.gle|zalo\.me|forms\.office\.com", re.IGNORECASE)
_EMAIL_WORDS = re.compile(
    r"\b(?:gui (?:ho so|don)?.{0,40}(?:email|hop thu|thu dien tu)|gui ve (?:dia chi )?email|qua (?:email|zalo|thu dien tu)|google form)\b"
)
_PAY = Phrases(dict.fromkeys(
    "thanh toan truc tuyen|thanh toan phi|thanh toan le phi|buoc thanh toan|chon ngan hang|phuong thuc thanh toan|hinh thuc thanh toan|cong thanh toan|le phi ho so|thanh toan|nop phi truc tuyen|nop le phi truc tuyen|vi dien tu|payment platform"
    "|the atm|qr thanh toan|phi, le phi".split("|"), True))  # fmt: skip
_END = re.compile(r"\b(?:nop ho so|gui ho so|hoan thanh|hoan tat|xac nhan nop|gui don|ket thuc|luu va nop)\b")
_NO_PAY = re.compile(
    r"\b(?:chuyen khoan|so tai khoan|nop (?:phi|le phi)? ?truc tiep|tai quay|thu phi tai|nop tai (?:bo phan|quay|trung tam))\b"
)
_ONLINE = re.compile(r"\b(?:truc tuyen|ban dien tu|ket qua dien tu|qua (?:email|thu dien tu|cong)|kho du lieu|tai (?:ve )?ket qua)\b")
_POST = re.compile(r"\bbuu (?:chinh|dien)|tai nha|bcci\b")
_PERSON = re.compile(r"\b(?:truc tiep|tai bo phan|tai trung tam|tai quay|tai co quan|mot cua)\b")
_FIELDS = "input,select,textarea"
_SKIP_TYPES = frozenset(("hidden", "submit", "button", "image", "reset", "search", "password"))


@dataclass(frozen=True, slots=True)
class _Inputs:
    """Inputs that belong to an application: `own` are the procedure's own fields, `files` upload boxes."""

    own: int
    personal: int
    files: int
    quote: str


def read_application(page: Page, reading: ProcedureReading, parsed: PageReading | None = None) -> ApplicationReading:
    """What a submit control of `reading` leads to, judged by the page that answered. `parsed`: the same page as read already."""
    here, there = urlsplit(reading.url).netloc.lower(), urlsplit(page.url).netloc.lower()
    via = there if there and there != here else None
    if _EMAIL.search(page.url) or page.url.lower().startswith("mailto:"):
        return ApplicationReading(Behind.EMAIL, quote=page.url[:300])
    if page.status in (404, 410) or page.status >= 500:
        return ApplicationReading(Behind.DEAD, quote=f"status {page.status}", provided_via=via)
    doc = open_document(page.body, page.url, page.content_type)
    regions = find_regions(doc)
    same = _same(doc, page, reading)
    found = _behind(doc, page, reading, regions, same, parsed)
    inputs_quote = found[1]
    payment = _payment(doc, regions, found[0])
    return ApplicationReading(
        behind=found[0], quote=inputs_quote[:300], same_procedure=same, payment=payment, result=_result(doc, found[0]), provided_via=via
    )


def _behind(
    doc: Document, page: Page, reading: ProcedureReading, regions: Regions, same: bool, parsed: PageReading | None
) -> tuple[Behind, str]:
    """The kind of page and the words that show it, the most telling sign first."""
    inputs = _inputs(doc, regions)
    main = _main_text(doc, regions)
    dead = next(iter(_DEAD.find(main)), None)
    if inputs.own >= 3 or (inputs.own >= 1 and inputs.own + inputs.personal >= 4):
        return Behind.E_FORM, inputs.quote
    if dead is not None and len(main) < 3000:
        return Behind.DEAD, main[max(0, dead[0] - 40) : dead[1] + 60].strip()
    if inputs.files:
        return Behind.UPLOAD, inputs.quote
    if _is_gate(doc, page, main):
        return Behind.GATE, doc.title or "đăng nhập"
    mail = _EMAIL_WORDS.search(main)
    if mail and inputs.own == 0 and len(main) < 3000:
        return Behind.EMAIL, mail[0]
    if inputs.personal >= 3:
        return (Behind.UPLOAD, inputs.quote)
    from classifier.reading import read_page

    read = parsed or read_page(page)
    if any(_names_same(p, reading) for p in read.procedures):
        return Behind.PROCEDURE, reading.name
    if read.outcome in (Outcome.ERROR, Outcome.BLOCKED) or (dead is not None and not read.rows):
        return (Behind.NOT_FOLLOWED if read.outcome is Outcome.BLOCKED else Behind.DEAD), read.reason
    if read.outcome is Outcome.LOGIN:
        return Behind.GATE, read.reason
    if read.procedures or read.rows or len(doc.tree.css("a[href]")) >= 15:
        return Behind.HOME, doc.title
    if not doc.text.strip() or len(doc.text) < 200 and doc.tree.css_first("script[src]"):
        return Behind.NOT_FOLLOWED, "only a script knows"
    return (Behind.PROCEDURE if same else Behind.HOME), doc.title


def _inputs(doc: Document, regions: Regions) -> _Inputs:
    """Counts the fields of forms that could be an application; search, login, feedback and the like do not count."""
    own: list[str] = []
    personal: list[str] = []
    files = 0
    radios: set[str] = set()
    for element in doc.select(_FIELDS):
        attributes = doc.attributes(element)
        kind = attributes.get("type", "text").lower() if doc.tags[element] == "input" else doc.tags[element]
        if kind in _SKIP_TYPES or regions.in_chrome(element) or "readonly" in attributes:
            continue
        name = attributes.get("name") or attributes.get("id") or attributes.get("formcontrolname") or ""
        label = _label_of(doc, element)
        if _NOT_E_FORM.search(name) or _NOT_E_FORM_WORDS.search(fold(label)) or _in_foreign_form(doc, element):
            continue
        if kind == "file":
            files += 1
            continue
        if kind in ("radio", "checkbox"):
            if name in radios:
                continue
            radios.add(name)
            if kind == "checkbox" and re.search(r"dong y|cam (?:doan|ket)|agree|remember|ghi nho", fold(f"{label} {name}")):
                continue
        (personal if _PERSONAL.search(fold(f"{label} {name}")) else own).append(label or name)
    said = ", ".join(word for word in (own or personal)[:6] if word)
    return _Inputs(len(own), len(personal), files, said or ("tệp đính kèm" if files else ""))


def _in_foreign_form(doc: Document, element: int) -> bool:
    """Whether the field stands in a form for searching, logging in, rating or asking."""
    for holder in doc.ancestors(element)[1:8]:
        attributes = doc.attributes(holder)
        names = f"{attributes.get('class', '')} {attributes.get('id', '')} {attributes.get('action', '')} {attributes.get('role', '')} {attributes.get('name', '')}"
        if doc.tags[holder] == "form":
            has_password = any(
                doc.tags[e] == "input" and doc.attributes(e).get("type", "").lower() == "password" for e in range(holder, doc.ends[holder])
            )
            return has_password or bool(_NOT_E_FORM.search(names))
        if re.search(r"\b(?:search|chat|feedback|comment|newsletter|rating|login)", names, re.IGNORECASE):
            return True
    return False


def _label_of(doc: Document, element: int) -> str:
    """The words beside a field: its label, placeholder or title, else the text before it."""
    attributes = doc.attributes(element)
    said = attributes.get("placeholder") or attributes.get("title") or attributes.get("aria-label") or ""
    identity = attributes.get("id", "")
    if identity:
        named = next((e for e in doc.select("label[for]") if doc.attributes(e).get("for") == identity), None)
        if named is not None:
            return doc.text_of(named)
    before = doc.text[max(0, doc.text_from[element] - 120) : doc.text_from[element]].strip().splitlines()
    return said or (before[-1] if before else "")


def _main_text(doc: Document, regions: Regions) -> str:
    """Folded text without the site's own parts; dialogs included, since an error may be said in one."""
    parts: list[str] = []
    at = 0
    for first, _ in regions.chrome:
        start, end = doc.text_from[first], doc.text_to[first]
        if start > at:
            parts.append(doc.folded[at:start])
        at = max(at, end)
    parts.append(doc.folded[at:])
    return "\n".join(parts)


def _is_gate(doc: Document, page: Page, main: str) -> bool:
    if page.status == 401:
        return True
    says = _GATE.any(main) or _GATE.any(fold(doc.title))
    form = doc.tree.css_first("input[type=password]") is not None
    moved = bool(_SSO.search(page.url)) and (not page.requested_url or page.requested_url != page.url or says)
    return (form and says and len(main) < 6000) or (moved and (says or form or len(main) < 800)) or (says and len(main) < 1200)


def _same(doc: Document, page: Page, reading: ProcedureReading) -> bool:
    """Whether the page names this procedure by code or by its whole folded name."""
    if reading.code:
        base = ".".join(reading.code.split(".")[:2])
        if any(code.text.startswith(base) for _, _, code in find_codes(doc.text)) or base in page.url:
            return True
    name = " ".join(fold(reading.name).split())
    return len(name) > 8 and name in " ".join(doc.folded.split())


def _names_same(other: ProcedureReading, reading: ProcedureReading) -> bool:
    if reading.code and other.code:
        return other.code.split(".")[:2] == reading.code.split(".")[:2]
    return " ".join(fold(other.name).split()) == " ".join(fold(reading.name).split())


def _payment(doc: Document, regions: Regions, behind: Behind) -> bool | None:
    """True: a payment step is shown; False: the form is readable to its end and has none; None: not readable."""
    if behind is not Behind.E_FORM and behind is not Behind.UPLOAD:
        return None
    main = _main_text(doc, regions)
    if _PAY.any(main) and not _NO_PAY.search(main):
        return True
    if _NO_PAY.search(main):
        return False
    buttons = " ".join(
        doc.folded_of(e) + " " + fold(doc.attributes(e).get("value", ""))
        for e in doc.select("button,input[type=submit],input[type=button],a")
    )
    continues = re.search(r"\b(?:tiep tuc|tiep theo|buoc tiep|ke tiep|next)\b", buttons)
    return False if _END.search(buttons) and not continues else None


def _result(doc: Document, behind: Behind) -> Result:
    """The choice of how to get the result, as the form offers it."""
    if behind not in (Behind.E_FORM, Behind.UPLOAD):
        return Result.UNKNOWN
    place = re.search(r"(?:hinh thuc|cach|phuong thuc|dia chi|noi) (?:thuc )?(?:nhan|tra) (?:ket qua|kq)", doc.folded)
    if place is None:
        return Result.UNKNOWN
    near = doc.folded[place.start() : place.end() + 300]
    options = " ".join(fold(option.text()) for option in doc.tree.css("option")[:300])
    for text in (near, options):
        if _ONLINE.search(text):
            return Result.ONLINE
        if _POST.search(text):
            return Result.POST
        if _PERSON.search(text):
            return Result.IN_PERSON
    return Result.UNKNOWN
