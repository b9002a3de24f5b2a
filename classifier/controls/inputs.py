"""The fields of a form on a page behind a submit control, and the words that belong to that form."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from classifier.page.document import Document
from classifier.page.regions import Regions, outside_frame
from classifier.words.text import fold

_NOT_E_FORM = re.compile(
    r"search|tim-?kiem|timkiem|newsletter|subscribe|feedback|gop-?y|danh-?gia|rating|comment|binh-?luan|chat|survey"
    r"|khao-?sat|vote|poll|login|dang-?nhap|lien_?ket|website|weblink|language|ngon-?ngu|keyword|tu-?khoa|(?<![a-z])contact"
    r"|lien-?he|captcha|y-?kien|phan-?anh|hoi-?dap|lich-?hen|dat-?lich|tu-?van",
    re.IGNORECASE,
)
_NOT_E_FORM_WORDS = re.compile(
    r"\b(?:tim kiem|tra cuu|tu khoa|gop y|danh gia|binh luan|khao sat|dang ky nhan tin|hoi dap|y kien|lien he|phan anh"
    r"|kien nghi|muc do hai long)\b"
)
# What a form is for is on its button: to say something, to be called back, to come at an hour, to print or to reckon; none sends a dossier.
_OTHER_BUTTON = re.compile(
    r"\W*(?:"
    r"(?:(?:gui|dang|them|viet|de lai) )?(?:cho chung toi )?(?:y kien|gop y|danh gia|binh luan|cau hoi|phan anh|phan hoi|kien nghi|thac mac"
    r"|nhan xet|khao sat|tin nhan|loi nhan|lien he|binh chon|bau chon|bieu quyet)\b.*"
    r"|(?:(?:xac nhan|hoan tat|dang ky|gui|chon|giu|lay) )?(?:yeu cau )?(?:dat|dang ky|hen|lay|boc|chon)? ?"
    r"(?:lich(?: hen| lam viec)?|(?:so|stt)(?: thu tu| xep hang| cho)|cho ngoi|(?:khung )?gio (?:hen|den|lam viec)|cuoc hen"
    r"|hen(?: gio| ngay| lich)?)\b(?: .{0,30})?"
    r"|(?:lay|boc|nhan) so"
    r"|(?:gui |dang ky )?(?:yeu cau )?(?:nhan )?(?:(?:tu van|goi lai|tro giup)\b.*"
    r"|ho tro(?: (?:truc tuyen|ky thuat|khach hang|nguoi dung|nhanh|toi|qua|tu van|zalo)\b.*)?)|goi (?:lai )?cho toi"
    r"|(?:dang ky )?(?:nhan|theo doi) (?:tin|ban tin|thong bao|email|thu)\b.*|dang ky (?:ban tin|email)\b.*|dang ky nhan"
    r"|(?:in|xuat|ket xuat|xem truoc)(?: (?:va tai|ra|ngay|thu))?"
    r"(?: (?:to khai|don|mau|phieu|bieu mau|giay|trang|ban in|tai lieu|an|file|tep|pdf|word|excel|docx?))*\W*"
    r"|tai (?:ve|xuong)(?: (?:to khai|don|mau|phieu|ban in|file|tep|pdf|word|da dien))*\W*"
    r"|(?:uoc )?tinh(?: (?:thu|toan|phi|le phi|tien|ngay|muc|so|,|va))*\W*|(?:print|calculate|subscribe|book)\b.*"
    r"|dang nhap|tim(?: kiem)?|tra cuu|loc"
    r")\W*"
)
# Of these, what stands in the place of an application where a site has it for one procedure: an hour to come, a sheet to print.
_INSTEAD = re.compile(
    r"\b(?:lich|hen|so thu tu|stt|goi lai|tu van|gio (?:den|lam viec))\b"
    r"|\W*(?:(?:lay|boc|nhan) so|in|xuat|ket xuat|tai ve|tai xuong|tinh|uoc tinh|print|calculate|book)\b"
)
_NO_BUTTON = re.compile(r"\W*(?:(?:nhap|lam|dien|khai) lai|huy(?: bo)?|dong|xoa.*|quay lai|tro (?:lai|ve)|reset|cancel|close|x|×|)\W*")
_PERSONAL = re.compile(
    r"ho ten|ho va ten|email|e-mail|dien thoai|sdt|so cccd|cccd|cmnd|so dinh danh|dinh danh ca nhan|dia chi|can cuoc|ngay sinh"
    r"|ghi chu|loi nhan|noi dung(?! (?:de nghi|yeu cau|dang ky|xin|khai|thay doi|dieu chinh|cap))|captcha|ma xac nhan|ma bao ve|fullname"
    r"|phone|address|mobile"
)
# What keeps machines out asks nothing of the procedure, whatever the site calls it: by its words, or by the picture beside it.
_AGAINST_MACHINES = re.compile(
    r"\W*(?:(?:vui long )?(?:nhap|go|dien)(?: lai)? )?(?:ma|ky tu|cac ky tu|chuoi|chuoi ky tu|day so|so)"
    r" (?:so )?(?:an toan|bao (?:mat|ve)|xac (?:nhan|thuc|minh)|kiem tra|chong (?:spam|thu rac)|ngau nhien|captcha|code"
    r"|(?:o |tren |trong )?(?:hinh|anh)(?: anh)?(?: (?:ben|duoi|tren)\b.{0,20})?)\b(?! thuc pham| lao dong)[^\w]{0,6}"
)
_DRAWN_CODE = re.compile(
    r"captcha|securi(?:ty)?-?_?(?:code|image)|verif|random-?_?image|ma-?_?(?:xac-?nhan|bao-?ve|an-?toan)", re.IGNORECASE
)
_STEPS = "[class*=step i],[class*=wizard i],[class*=buoc i],[class*=progress i],ol"
_NUMBERED = re.compile(r"(?:^|(?<=\W))(?:buoc )?\d{1,2}[.:)] ?")
_STEP_LINE = re.compile(r"(?:buoc|step)\s*(\d)\s*[.:)–-]\s*(\S.*)")
_FEWEST_STEPS, _STEP_NAME, _OUTLINE = 3, 40, 200  # steps; characters of one, and of a line that names all
_FIELDS = "input,select,textarea"
_BUTTON_TYPES = frozenset(("submit", "button", "image"))
_FORM_FIELDS = 3  # so many fields make one form out of all that stand on the page
_E_FORM_FIELDS, _WHO_APPLIES = 4, 2  # fields of all kinds, and those about a person
_SUBSTANCE = re.compile(r"\b(?:noi dung|ly do|muc dich)\b[^.;:]{0,20}\b(?:de nghi|dang ky|xin|khai|thay doi|dieu chinh|cap)\b")
_WHOLE_PAGE = 0.9  # a form with so much of a page's text is the page
_CELL = 12  # elements around a field and the picture of its code
_SMALL_BOX = 300  # characters of a box for logging in
_LEADS_AWAY = re.compile(r"location|window\.open|navigate|\.href", re.IGNORECASE)
_Field = tuple[int, str, str, str]
"""A field: its element, kind, name and label."""
_BEHIND = 900  # characters after the last field in which its buttons stand
_SKIP_TYPES = frozenset(("hidden", "submit", "button", "image", "reset", "search", "password"))


@dataclass(frozen=True, slots=True)
class Inputs:
    """Inputs that belong to an application: `own` are the procedure's own fields, `files` upload boxes."""

    own: int
    personal: int
    files: int
    quote: str
    elements: tuple[int, ...] = ()
    substance: bool = False
    """Whether a box to write in asks for what one applies for ("Nội dung đề nghị")."""

    @property
    def is_e_form(self) -> bool:
        """Whether they ask for what a form of the procedure asks: beside a place for files, for who applies and what for."""
        told = self.own >= 1 and self.own + self.personal >= _E_FORM_FIELDS
        return self.own >= _FORM_FIELDS or told or (self.files > 0 and self.substance and self.personal >= _WHO_APPLIES)


def read_inputs(doc: Document, regions: Regions) -> Inputs:
    """Counts the fields of forms that could be an application; search, login, feedback and the like do not count."""
    return _counted(_of_one_form(doc, list(_fields(doc, regions))))


def read_form_inputs(doc: Document, regions: Regions, form: int) -> Inputs:
    """Counts the fields of one form of a page."""
    return _counted([field for field in _fields(doc, regions) if form < field[0] < doc.ends[form]])


def _counted(fields: list[_Field]) -> Inputs:
    own: list[str] = []
    personal: list[str] = []
    files = 0
    radios: set[str] = set()
    substance = False
    for _, kind, name, label in fields:
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
        substance = substance or (kind == "textarea" and _SUBSTANCE.search(fold(label)) is not None)
    said = ", ".join(word for word in (own or personal)[:6] if word)
    return Inputs(len(own), len(personal), files, said or ("tệp đính kèm" if files else ""), tuple(f[0] for f in fields), substance)


def _fields(doc: Document, regions: Regions) -> Iterator[_Field]:
    """The fields of a page that could be an application's."""
    since = 0
    foreign: dict[int, bool] = {}
    for element in doc.select(_FIELDS):
        label, since = label_of(doc, element, since), doc.text_to[element]
        attributes = doc.attributes(element)
        kind = attributes.get("type", "text").lower() if doc.tags[element] == "input" else doc.tags[element]
        if kind in _SKIP_TYPES or regions.in_chrome(element) or "readonly" in attributes:
            continue
        if _LEADS_AWAY.search(attributes.get("onchange", "")):
            continue  # a list of links, not a choice that is sent
        name = attributes.get("name") or attributes.get("id") or attributes.get("formcontrolname") or ""
        if _keeps_machines_out(doc, element, label):
            continue
        if not (_NOT_E_FORM.search(name) or _NOT_E_FORM_WORDS.search(fold(label)) or _in_foreign_form(doc, element, foreign)):
            yield element, kind, name, label


def _keeps_machines_out(doc: Document, element: int, label: str) -> bool:
    """Whether a field only asks for the code that is drawn beside it."""
    if _AGAINST_MACHINES.fullmatch(fold(label)):
        return True
    holder = doc.parents[element]
    alone = sum(doc.tags[e] in ("input", "select", "textarea") for e in range(holder, min(doc.ends[holder], holder + _CELL))) == 1
    pictures = (e for e in range(holder, min(doc.ends[holder], holder + _CELL)) if doc.tags[e] == "img") if alone else ()
    return any(_DRAWN_CODE.search(" ".join(doc.attributes(e).get(a, "") for a in ("src", "alt", "id", "class"))) for e in pictures)


def _of_one_form(doc: Document, fields: list[_Field]) -> list[_Field]:
    """The fields of the one form that holds nearly all of them; what stands outside it is the site's (a chat, a list of links)."""
    holders = [doc.form_around(field[0]) for field in fields]
    form, count = Counter(holders).most_common(1)[0] if holders else (None, 0)
    uploads = any(kind == "file" and holder == form for (_, kind, *_), holder in zip(fields, holders, strict=True))
    inside = [field for field, holder in zip(fields, holders, strict=True) if holder == form]
    outside = [field for field, holder in zip(fields, holders, strict=True) if holder != form]
    if uploads and outside and not any(field[2] for field in outside):  # nobody would send them: a list of links
        return inside
    if form is None or (count < _FORM_FIELDS and not uploads) or 2 * count <= len(fields):
        return fields
    sent = [field for field in inside if field[2]]
    # Beside fields with names, one without is not sent: a list of links. Where a script gathers them, few have one.
    return sent if len({name for _, _, name, _ in sent}) >= _FORM_FIELDS and 2 * len(sent) > len(inside) else inside


def _in_foreign_form(doc: Document, element: int, foreign: dict[int, bool]) -> bool:
    """Whether the field stands in a form for searching, logging in, rating or asking. `foreign`: what was found of each form."""
    for holder in doc.ancestors(element)[1:8]:
        if doc.tags[holder] == "form":
            if fills_the_page(doc, holder):
                return _beside_password(doc, element, holder)
            if holder not in foreign:
                foreign[holder] = is_foreign(doc, holder)
            return foreign[holder]
        if re.search(r"\b(?:search|chat|feedback|comment|newsletter|rating|login)", _names_of(doc, holder), re.IGNORECASE):
            return True
    return False


def fills_the_page(doc: Document, form: int) -> bool:
    """Whether a form is around all of a page, as web forms have it."""
    return doc.text_to[form] - doc.text_from[form] > _WHOLE_PAGE * len(doc.text)


def is_foreign(doc: Document, form: int) -> bool:
    """Whether a form is one for searching, logging in, rating or asking."""
    return _asks_password(doc, form) or bool(_NOT_E_FORM.search(_names_of(doc, form))) or bool(other_purpose(doc, form))


def _names_of(doc: Document, holder: int) -> str:
    attributes = doc.attributes(holder)
    return " ".join(attributes.get(name, "") for name in ("class", "id", "action", "role", "name"))


def other_purpose(doc: Document, form: int) -> str:
    """The words of a form's buttons where all of them are for something else than to send a dossier; "" else."""
    said: list[str] = []
    for element in range(form, doc.ends[form]):
        attributes = doc.attributes(element)
        kind = attributes.get("type", "").lower()
        if doc.tags[element] == "button" or (doc.tags[element] == "input" and kind in _BUTTON_TYPES):
            said.append(" ".join((doc.text_of(element) or attributes.get("value") or attributes.get("alt") or "").split()))
    told = [words for words in said if not _NO_BUTTON.fullmatch(fold(words))]
    return ", ".join(told) if told and all(_OTHER_BUTTON.fullmatch(fold(words)) for words in told) else ""


def form_instead(doc: Document, regions: Regions) -> str:
    """The words of the button of a form that books an hour, prints or reckons: what a page offers in place of an application."""
    for form in doc.select("form"):
        fields = sum(doc.tags[e] in ("input", "select", "textarea") for e in range(form, doc.ends[form]))
        said = other_purpose(doc, form) if fields > _FORM_FIELDS and not regions.in_chrome(form) else ""
        if said and _INSTEAD.search(fold(said)):
            return said
    return ""


def _beside_password(doc: Document, element: int, form: int) -> bool:
    """Whether a field stands in one small box with a password, in a form around the whole page as web forms have it: the box is one for
    logging in, the rest of the page is not.
    """
    boxes = (a for a in doc.ancestors(element)[1:] if a > form and doc.text_to[a] - doc.text_from[a] <= _SMALL_BOX)
    return any(_asks_password(doc, box) for box in boxes)


def _asks_password(doc: Document, holder: int) -> bool:
    return any(holder <= e < doc.ends[holder] for e in doc.select("input[type=password i]"))


def label_of(doc: Document, element: int, since: int) -> str:
    """The words beside a field: its label, placeholder or title, else the text before it, from the field before it on (an offset)."""
    attributes = doc.attributes(element)
    said = attributes.get("placeholder") or attributes.get("title") or attributes.get("aria-label") or ""
    identity = attributes.get("id", "")
    if identity and identity in doc.labels_for:
        return doc.text_of(doc.labels_for[identity])
    before = doc.text[max(since, doc.text_from[element] - 120) : doc.text_from[element]].strip().splitlines()
    return said or (before[-1] if before else "")


def words_of_form(doc: Document, inputs: Inputs, regions: Regions) -> str:
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
    parts = [
        _without_frame(doc, regions, start, end),
        *_buttons(doc, regions, elements if form is not None and holder == form else range(first, len(doc.tags)), last),
    ]
    parts += [doc.folded_of(e) for e in doc.select("[class*=step i],[class*=wizard i],[class*=buoc i],[class*=progress i]")[:60]]
    parts += [fold(option.text())[:100] for e in elements if doc.tags[e] == "select" for option in doc.nodes[e].css("option")[:60]]
    return "\n".join(parts)


def outline(doc: Document, regions: Regions) -> tuple[str, ...]:
    """Folded names of the steps that a page draws around its form, in order; () when it draws none."""
    holder = step_holder(doc, regions)
    if holder is not None:
        return tuple(doc.folded_of(child) for child in doc.children(holder))
    for line in doc.folded.splitlines():
        names = _NUMBERED.split(line) if len(line) <= _OUTLINE else []
        if len(names) > _FEWEST_STEPS and not names[0].strip() and _are_steps(names[1:]):
            return tuple(name.strip(" >→-|/") for name in names[1:])
    return _numbered_lines(doc)


def step_holder(doc: Document, regions: Regions) -> int | None:
    """The element whose children are the steps of the page's form; None when it draws none so."""
    drawn = (holder for holder in doc.select(_STEPS) if not regions.in_chrome(holder))
    return next((holder for holder in drawn if _are_steps([doc.folded_of(child) for child in doc.children(holder)])), None)


def choices_on(doc: Document, regions: Regions) -> str:
    """Folded words of what the page lets one choose among, a line each."""
    boxes = (e for e in doc.select("input[type=radio],input[type=checkbox],option") if not regions.in_chrome(e))
    return "\n".join(filter(None, (_choice(doc, element) for element in boxes)))


def _choice(doc: Document, element: int) -> str:
    """The folded words of what a box to tick, or an entry of a list, offers."""
    identity = doc.attributes(element).get("id", "")
    named = doc.labels_for.get(identity) if identity else None
    around = next((a for a in doc.ancestors(element)[1:4] if doc.tags[a] == "label"), None)
    holder = named if named is not None else around
    words = fold(doc.nodes[element].text()) if doc.tags[element] == "option" else doc.folded_of(holder) if holder is not None else ""
    if holder is None and doc.tags[element] != "option":
        words = _behind_box(doc, element)
    return " ".join(words.split())[:200]


def unasked_choices(doc: Document, inputs: Inputs) -> list[list[str]]:
    """Folded words of the choices of each group of a form's boxes that stands there without a question: no words between the field before
    and the first of them.
    """
    groups: dict[str, list[int]] = {}
    for element in inputs.elements:
        if doc.attributes(element).get("type", "").lower() == "radio":
            groups.setdefault(doc.attributes(element).get("name") or "", []).append(element)
    fields = doc.select(_FIELDS)
    return [[_choice(doc, e) for e in group] for name, group in groups.items() if name and not _question(doc, fields, group[0])]


def _question(doc: Document, fields: Sequence[int], first: int) -> str:
    """The words between the field before a box and the box with its own label."""
    since = max((doc.text_to[e] for e in fields if e < first), default=0)
    label = next((a for a in doc.ancestors(first)[1:4] if doc.tags[a] == "label"), first)
    return doc.text[since : max(since, doc.text_from[label])].strip()


def _behind_box(doc: Document, element: int) -> str:
    """The folded words on the line of a box to tick that stand behind it, up to the next field."""
    start = doc.text_to[element]
    end = doc.text.find("\n", start + 1)
    following = next((doc.text_from[e] for e in doc.select(_FIELDS) if e > element and doc.text_from[e] > start), len(doc.text))
    return doc.folded[start : min(end if end >= 0 else len(doc.text), following, start + 200)]


def _numbered_lines(doc: Document) -> tuple[str, ...]:
    """Names of steps that stand on lines of their own and count themselves, wherever they stand: wizards keep them in a "side bar"."""
    found: list[str] = []
    for line in doc.folded.splitlines():
        step = _STEP_LINE.fullmatch(line.strip())
        if step is not None and int(step[1]) == len(found) + 1:
            found.append(step[2].strip())
        elif line.strip() and found:
            break
    return tuple(found) if _are_steps(found) else ()


def _are_steps(names: list[str]) -> bool:
    return len(names) >= _FEWEST_STEPS and all(0 < len(name.strip()) <= _STEP_NAME for name in names)


def _without_frame(doc: Document, regions: Regions, first: int, last: int) -> str:
    """Folded words between two places of the text without the site's own parts: a menu offers online payment on every page."""
    parts = ((max(a, first), min(b, last)) for a, b in outside_frame(doc, regions))
    return "\n".join(doc.folded[a:b] for a, b in parts if a < b)


def _buttons(doc: Document, regions: Regions, elements: range, last: int) -> list[str]:
    """The words of the buttons of a form; without a form element, of those that stand right behind its last field."""
    return [said for e, said in buttons_among(doc, regions, elements) if doc.text_from[e] < doc.text_to[last] + _BEHIND]


def buttons_among(doc: Document, regions: Regions, elements: range) -> Iterator[tuple[int, str]]:
    """Buttons among some elements, with their folded words."""
    for element in elements:
        attributes = doc.attributes(element)
        pressed = doc.tags[element] == "button" or (doc.tags[element] == "input" and attributes.get("type", "").lower() in _BUTTON_TYPES)
        if pressed and not regions.in_chrome(element):
            yield element, fold(doc.text_of(element) or attributes.get("value") or attributes.get("alt") or "")[:100]
