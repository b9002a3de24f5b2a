"""What stands behind a submit control: an e-form, an upload, a gate, a mail address, a home page, nothing."""

from __future__ import annotations

import re
from dataclasses import dataclass
from urllib.parse import urlsplit

from classifier.codes import find_codes
from classifier.document import Document, open_document
from classifier.model import ApplicationReading, Behind, ControlKind, Outcome, Page, PageReading, ProcedureReading, Result
from classifier.reading import read_page
from classifier.regions import Regions, find_regions, text_spans
from classifier.text import Phrases, fold

_NOT_E_FORM = re.compile(
    r"search|tim-?kiem|timkiem|newsletter|subscribe|feedback|gop-?y|danh-?gia|rating|comment|binh-?luan|chat|survey"
    r"|khao-?sat|vote|poll|login|dang-?nhap|lien_?ket|website|weblink|language|ngon-?ngu|keyword|tu-?khoa|contact"
    r"|lien-?he|captcha",
    re.IGNORECASE,
)
_NOT_E_FORM_WORDS = re.compile(
    r"\b(?:tim kiem|tra cuu|tu khoa|gop y|danh gia|binh luan|khao sat|dang ky nhan tin|hoi dap|y kien|lien he|phan anh"
    r"|kien nghi|muc do hai long)\b"
)
_PERSONAL = re.compile(
    r"ho ten|ho va ten|email|e-mail|dien thoai|sdt|so cccd|cccd|cmnd|dia chi|can cuoc|ngay sinh|ghi chu|loi nhan"
    r"|noi dung|captcha|ma xac nhan|ma bao ve|fullname|phone|address|mobile"
)
_DEAD = Phrases(dict.fromkeys(
    "khong tim thay quy trinh|khong tim thay thu tuc|khong ton tai|chua duoc cung cap truc tuyen"
    "|khong ho tro nop truc tuyen|chua ho tro nop ho so truc tuyen|khong phai la thu tuc toan trinh"
    "|thu tuc nay chua duoc|chua cau hinh|khong the nop ho so|khong tim thay trang|page not found|404|co loi xay ra"
    "|khong cung cap truc tuyen|chua ap dung nop truc tuyen|tam dung tiep nhan|khong tiep nhan truc tuyen"
    "|dich vu khong kha dung"
    "|chua mo nop|khong co quyen truy cap".split("|"), True))  # fmt: skip
# The same in the portals' many wordings: "chưa được cung cấp dịch vụ công trực tuyến", "không tiếp nhận hồ sơ qua mạng".
_NOT_ONLINE = re.compile(
    r"\b(?:chua|khong|tam dung|tam ngung|ngung|dung)(?: (?:duoc|dang|con|the|co|viec)){0,2} "
    r"(?:cung cap|ho tro|trien khai|mo|tiep nhan|ap dung|thuc hien|kich hoat|nop|nhan|phuc vu|tich hop)\b[^.;\n]{0,50}"
    r"\b(?:truc tuyen|qua mang|online|dich vu cong|dien tu|tren moi truong mang)\b"
    r"|\b(?:chuc nang|trang|noi dung|dich vu|muc)(?: nay)? (?:dang|chua)(?: duoc)? "
    r"(?:xay dung|phat trien|hoan thien|nang cap|trien khai|cap nhat)\b"
)
_GATE = Phrases(dict.fromkeys(
    "dang nhap|vneid|yeu cau dang nhap|vui long dang nhap|ban can dang nhap|ban chua dang nhap|dinh danh dien tu"
    "|tai khoan dinh danh|sign in|log in|mat khau|xac thuc tai khoan".split("|"), True))  # fmt: skip
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
)
_PAY = Phrases(dict.fromkeys(
    "thanh toan truc tuyen|thanh toan phi|thanh toan le phi|buoc thanh toan|chon ngan hang|phuong thuc thanh toan"
    "|hinh thuc thanh toan|cong thanh toan|le phi ho so|thanh toan|nop phi truc tuyen|nop le phi truc tuyen|vi dien tu"
    "|payment platform"
    "|the atm|qr thanh toan".split("|"), True))  # fmt: skip
_END = re.compile(r"\b(?:nop ho so|gui ho so|hoan thanh|hoan tat|xac nhan nop|gui don|ket thuc|luu va nop)\b")
_NO_PAY = re.compile(
    r"\b(?:chuyen khoan|so tai khoan|nop (?:phi|le phi)? ?truc tiep|tai quay|thu phi tai|nop tai (?:bo phan|quay|trung tam))\b"
)
_FEE_STEPS = frozenset(("phi, le phi", "le phi", "le phi ho so", "phi le phi", "thanh toan", "nop phi", "nop le phi"))
_BANKS = re.compile(r"ngan hang|truc tuyen|vi dien tu|qr|bidv|vietin|vietcom|agribank|momo|vnpay|payment")
_CONTINUES = re.compile(r"\b(?:tiep tuc|tiep theo|buoc tiep|ke tiep|next)\b")
_LOGIN_TITLE = re.compile(r"\W*(?:dang nhap|login|sign in|xac thuc|he thong dang nhap|cong dang nhap)")
_ONLINE = re.compile(r"\b(?:truc tuyen|ban dien tu|ket qua dien tu|qua (?:email|thu dien tu|cong)|kho du lieu|tai (?:ve )?ket qua)\b")
_POST = re.compile(r"\bbuu (?:chinh|dien)|tai nha|bcci\b")
_PERSON = re.compile(r"\b(?:truc tiep|tai bo phan|tai trung tam|tai quay|tai co quan|mot cua)\b")
_FIELDS = "input,select,textarea"
_BUTTON_TYPES = frozenset(("submit", "button", "image"))
_BEHIND = 900  # characters after the last field in which its buttons stand
_SKIP_TYPES = frozenset(("hidden", "submit", "button", "image", "reset", "search", "password"))


@dataclass(frozen=True, slots=True)
class _Inputs:
    """Inputs that belong to an application: `own` are the procedure's own fields, `files` upload boxes."""

    own: int
    personal: int
    files: int
    quote: str
    elements: tuple[int, ...] = ()


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
    inputs = _inputs(doc, regions)
    same = _same(doc, page, reading)
    behind, quote = _behind(doc, page, reading, regions, inputs, same, parsed)
    readable = behind in (Behind.E_FORM, Behind.UPLOAD)
    area = _area(doc, inputs, regions) if readable else ""
    return ApplicationReading(
        behind=behind,
        quote=" ".join(quote.split())[:300],
        same_procedure=same,
        payment=_payment(area) if readable else None,
        result=_result(area),
        provided_via=via,
        procedure=_elsewhere(page, reading, parsed) if behind is Behind.PROCEDURE else None,
    )


def _elsewhere(page: Page, reading: ProcedureReading, parsed: PageReading | None) -> ProcedureReading | None:
    """What a page on another system says of the same procedure, when it describes it."""
    read = parsed or read_page(page)
    return next((p for p in read.procedures if _names_same(p, reading)), None)


def _behind(
    doc: Document, page: Page, reading: ProcedureReading, regions: Regions, inputs: _Inputs, same: bool, parsed: PageReading | None
) -> tuple[Behind, str]:
    """The kind of page and the words that show it, the most telling sign first."""
    main, folded = _main_text(doc, regions)
    refused = _NOT_ONLINE.search(folded)
    dead = next(iter(_DEAD.find(folded)), None) or ((refused.start(), refused.end(), True) if refused else None)
    if inputs.own >= 3 or (inputs.own >= 1 and inputs.own + inputs.personal >= 4):
        return Behind.E_FORM, inputs.quote
    if dead is not None and (len(folded) < 3000 or not same):
        first = main.rfind("\n", 0, dead[0]) + 1
        return Behind.DEAD, main[first : first + 200].split("\n")[0]
    if inputs.files:
        return Behind.UPLOAD, inputs.quote
    if _is_gate(doc, page, folded):
        return Behind.GATE, doc.title or "đăng nhập"
    mail = _EMAIL_WORDS.search(folded)
    if mail and len(folded) < 3000:
        return Behind.EMAIL, main[mail.start() : mail.end()]
    if inputs.personal >= 3:
        return Behind.UPLOAD, inputs.quote
    return _without_form(doc, page, reading, same, parsed, regions)


def _without_form(
    doc: Document, page: Page, reading: ProcedureReading, same: bool, parsed: PageReading | None, regions: Regions
) -> tuple[Behind, str]:
    """A page with neither form nor gate: the same procedure elsewhere, a home page, or nothing readable."""
    read = parsed or read_page(page)
    if read.outcome is Outcome.BLOCKED:
        return Behind.NOT_FOLLOWED, read.reason
    if read.outcome is Outcome.LOGIN:
        return Behind.GATE, read.reason
    if read.outcome in (Outcome.ERROR, Outcome.CLOSED):
        return Behind.DEAD, read.reason
    if any(_names_same(p, reading) for p in read.procedures) or (same and len(read.rows) < 3):
        gate = next((c for c in read.controls if not c.in_chrome and c.kind in (ControlKind.SUBMIT, ControlKind.LOGIN)), None)
        if gate is not None and not read.procedures and (gate.kind is ControlKind.LOGIN or _SSO.search(gate.url or "")):
            return Behind.GATE, gate.text
        return Behind.PROCEDURE, reading.name
    if not doc.text.strip() or (len(doc.text) < 200 and doc.tree.css_first("script[src]") is not None and not doc.select("a")):
        return Behind.NOT_FOLLOWED, "only a script knows"
    return Behind.HOME, doc.title


def _inputs(doc: Document, regions: Regions) -> _Inputs:
    """Counts the fields of forms that could be an application; search, login, feedback and the like do not count."""
    own: list[str] = []
    personal: list[str] = []
    files = 0
    radios: set[str] = set()
    elements: list[int] = []
    for element in doc.select(_FIELDS):
        attributes = doc.attributes(element)
        kind = attributes.get("type", "text").lower() if doc.tags[element] == "input" else doc.tags[element]
        if kind in _SKIP_TYPES or regions.in_chrome(element) or "readonly" in attributes:
            continue
        name = attributes.get("name") or attributes.get("id") or attributes.get("formcontrolname") or ""
        label = _label_of(doc, element)
        if _NOT_E_FORM.search(name) or _NOT_E_FORM_WORDS.search(fold(label)) or _in_foreign_form(doc, element):
            continue
        elements.append(element)
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
    return _Inputs(len(own), len(personal), files, said or ("tệp đính kèm" if files else ""), tuple(elements))


def _in_foreign_form(doc: Document, element: int) -> bool:
    """Whether the field stands in a form for searching, logging in, rating or asking."""
    for holder in doc.ancestors(element)[1:8]:
        attributes = doc.attributes(holder)
        names = " ".join(attributes.get(name, "") for name in ("class", "id", "action", "role", "name"))
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


def _main_text(doc: Document, regions: Regions) -> tuple[str, str]:
    """Text without the site's own parts, and the same folded; dialogs included, since an error may be said in one."""
    kept: list[tuple[int, int]] = []
    at = 0
    for first, last in sorted(text_spans(doc, regions.chrome) + text_spans(doc, regions.menus)):
        if first > at:
            kept.append((at, first))
        at = max(at, last)
    kept.append((at, len(doc.text)))
    return "\n".join(doc.text[a:b] for a, b in kept), "\n".join(doc.folded[a:b] for a, b in kept)


def _is_gate(doc: Document, page: Page, main: str) -> bool:
    """Whether the page asks to log in and offers nothing else."""
    if page.status == 401:
        return True
    title = fold(doc.title)
    headed = bool(_LOGIN_TITLE.match(title)) or any(_LOGIN_TITLE.match(doc.folded_of(e)) for e in doc.select("h1,h2,h3,h4,legend")[:20])
    says = _GATE.any(main) or headed
    form = doc.tree.css_first("input[type=password]") is not None
    if not form and not headed and _FRONT.fullmatch(urlsplit(page.url).path) and not urlsplit(page.url).query:
        return False  # a front page tells everybody to log in; it is not what stands before this procedure (§6.8)
    moved = bool(_SSO.search(page.url)) and page.requested_url != page.url
    return (
        (form and (headed or (says and len(main) < 6000))) or (moved and (says or form or len(main) < 800)) or (says and len(main) < 1200)
    )


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


def _area(doc: Document, inputs: _Inputs, regions: Regions) -> str:
    """Folded words of the form itself: its text, the choices of its boxes, its buttons, and the steps drawn around it."""
    first, last = inputs.elements[0], inputs.elements[-1]
    holders = [a for a in doc.ancestors(first) if doc.ends[a] > last and doc.tags[a] not in ("body", "html")]
    form = next((a for a in holders if doc.tags[a] == "form"), None)
    limit = len(doc.text) * 8 // 10
    holder = next((a for a in (form, *holders[:1]) if a is not None and doc.text_to[a] - doc.text_from[a] < limit), None)
    start, end = max(doc.text_from[first] - 300, 0), min(doc.text_to[last] + 900, len(doc.text))
    elements = range(first, len(doc.tags))
    if holder is not None:
        start, end, elements = doc.text_from[holder], doc.text_to[holder], range(holder, doc.ends[holder])
    parts = [doc.folded[start:end], *_buttons(doc, regions, elements if form is not None else range(first, len(doc.tags)), last)]
    parts += [doc.folded_of(e) for e in doc.select("[class*=step i],[class*=wizard i],[class*=buoc i],[class*=progress i]")[:60]]
    parts += [fold(option.text())[:100] for e in elements if doc.tags[e] == "select" for option in doc.nodes[e].css("option")[:60]]
    return "\n".join(parts)


def _buttons(doc: Document, regions: Regions, elements: range, last: int) -> list[str]:
    """The words of the buttons of a form; without a form element, of those that stand right behind its last field."""
    found: list[str] = []
    for element in elements:
        attributes = doc.attributes(element)
        pressed = doc.tags[element] == "button" or (doc.tags[element] == "input" and attributes.get("type", "").lower() in _BUTTON_TYPES)
        if pressed and not regions.in_chrome(element) and doc.text_from[element] < doc.text_to[last] + _BEHIND:
            found.append(fold(doc.text_of(element) or attributes.get("value") or attributes.get("alt") or "")[:100])
    return found


def _payment(area: str) -> bool | None:
    """True: a payment step is shown; False: the form is readable to its end and has none; None: not readable to its end."""
    steps = {line.strip(" .0123456789:") for line in area.splitlines()}
    if _PAY.any(area) or steps & _FEE_STEPS:
        return not _NO_PAY.search(area) or bool(_BANKS.search(area))
    if _NO_PAY.search(area):
        return False
    return False if _END.search(area) and not _CONTINUES.search(area) else None


def _result(area: str) -> Result:
    """The choice of how to get the result, as the form offers it; the best one when there are several."""
    place = re.search(r"(?:hinh thuc|cach|phuong thuc|dia chi|noi|dia diem) (?:thuc )?(?:nhan|tra) (?:lai )?(?:ket qua|kq)", area)
    if place is None:
        return Result.UNKNOWN
    near = area[place.start() : place.end() + 400]
    options = area[area.rfind("\n", 0, place.start()) :] if len(near) < 200 else near
    for pattern, result in ((_ONLINE, Result.ONLINE), (_POST, Result.POST), (_PERSON, Result.IN_PERSON)):
        if pattern.search(near) or pattern.search(options):
            return result
    return Result.UNKNOWN
