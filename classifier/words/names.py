"""Whether words look like the name of a procedure, a level or a date: the signs by which records are recognised."""

from __future__ import annotations

import re
from collections.abc import Iterable

from classifier.words.lexicon import LEADS
from classifier.words.memo import remembered
from classifier.words.text import fold, folded_words

_LEAD_WORDS: dict[str, list[tuple[str, ...]]] = {}
for _phrase in LEADS:
    _parts = tuple(_phrase.split())
    _LEAD_WORDS.setdefault(_parts[0], []).append(_parts)

_PREFIX = re.compile(r"^(?:\W*(?:\[[^\]]{1,20}\]|\d{1,4}[.)]|[-–•+*>»])\s*)*(?:[-–:]\s*)?")
_SERVICE = r"(?:(?:loai |cung cap |dat )?(?:dich vu cong|dich vu|dvctt|dvc|dv|tthc|thu tuc)(?: truc tuyen| tt\b)?|truc tuyen|tt)"
_NUMERAL = r"(?:0?\d|[iv]{1,3})"
# Whose scale it is, between the word for a level and its number: "Cấp độ dịch vụ: 3", "Mức DVC trực tuyến 4".
OF_SERVICES = r"(?: (?:cung cap|dich vu(?: hanh chinh)? cong|dich vu|dvctt|dvc|truc tuyen))*"
_LEVEL = re.compile(
    rf"(?:{_SERVICE}\s*[:–|-]?\s*)?(?:"
    rf"(?:o )?(?:muc do|muc|level|cap do|md){OF_SERVICES}\s*[:.]?\s*{_NUMERAL}"
    rf"(?:\s*(?:va|hoac|den|[,;/&+–-])\s*(?:muc do |muc )?{_NUMERAL})?"
    r"(?:\s*[(/-]\s*(?:toan trinh|mot phan)\)?)?"
    r"|(?:(?:muc do|muc)\s*:?\s*)?(?:truc tuyen )?(?:toan trinh|mot phan|con lai|toan phan)"
    rf"(?:\s*[(/-]\s*(?:muc do|muc) {_NUMERAL}\)?)?"
    r"|(?:(?:muc do|muc)\s*:?\s*)?(?:cong )?cung cap thong tin(?: truc tuyen)?(?: dich vu cong)?(?: truc tuyen)?"
    r"|(?:chua|khong) (?:cung cap|trien khai) (?:dvctt|dvc|dich vu cong)(?: truc tuyen)?)"
    r"|muc_do_\d|full|partial"
)
_HEADING_LEAD = re.compile(
    r"^\W*(?:(?:[ivx]{1,4}|\d{1,2}|[a-e])\s*[.)/-]\s*)?(?:nhóm\s+|danh mục\s+|danh sách\s+)?(?:các\s+)?"
    r"(?:thủ tục hành chính\s+(?=\S*\s*mức)|thủ tục(?: hành chính)?\s+(?:được\s+)?(?=cung cấp|trực tuyến|dịch vụ công))?",
    re.IGNORECASE,
)
_COUNTED = re.compile(r"\s*[(:\[–-]\s*(?:có\s+)?\d{1,4}(?:\s*(?:thủ tục|dịch vụ|tthc|dvc|dvctt)[^()]{0,20})?\s*[)\]]?\s*$", re.IGNORECASE)
_SPAN = re.compile(r"\b([1-4])\s*[-–]\s*([1-4])\s*$")
_LABEL = 60  # characters
_LEVEL_LABEL = re.compile(r"\b(?:muc|cap do|bac|loai hinh|phan loai|dvc|dvctt|dich vu cong|truc tuyen|level)\b")
# What the title of an article says before the name of its procedure.
_ANNOUNCED = re.compile(
    r"\W*(?:(?:tên|chi tiết|nội dung|hướng dẫn)\s+)?(?:thủ tục(?: hành chính)?|tthc|dịch vụ công|dvc)"
    r"\s*(?:số\s+)?\d{0,3}\s*[\])]?\s*[:–—|-]\s+"
    r"|\W*[\[(](?:thủ tục(?: hành chính)?|tthc|dịch vụ công|dvc)[\])]\s*",
    re.IGNORECASE,
)
_ONLY = re.compile(r"(?:mới chỉ|hiện chỉ|mới|chỉ|hiện|đang)\s+", re.IGNORECASE)
_SPEAKS_OF_SERVICE = re.compile(
    r"\b(?:dvc|dvctt|dich vu|truc tuyen|cung cap|muc|cap do|trien khai|thuc hien|(?:qua|tren) (?:moi truong )?mang|tu xa|online)\b"
)
_OF_A_KIND = re.compile(r"\W*(?:hinh thuc|loai(?: hinh)?|phan (?:loai|hang|nhom)|xep (?:loai|hang)|dang|kieu|hang|bac|che do|nhan)\W*")
_ONLINE_SERVICE = re.compile(r"\b(?:dvc|dvctt|dich vu|truc tuyen|cung cap)\b")
_OTHER_LEVEL = re.compile(
    r"\b(?:an toan|bao mat|dinh danh|xac thuc|tai khoan|hai long|uu tien|rui ro|phuc tap|khan|mat|phi|thu(?! tuc)|phat|khuyet tat)\b"
)
_LEVEL_STATED = re.compile(r"\b(?:muc|level|cap do|md ?[1-4]?|toan trinh|mot phan|cung cap thong tin)\b")
_NOT_THAT_LEVEL = re.compile(r"(?:khong|chua) (?:phai|dat|du|la|o)\b.*\b(?:toan trinh|muc|mot phan)")
# Whose list it is, behind the level: "mức độ 4 - Sở Công Thương", "mức độ 3 của Sở Y tế", "toàn trình lĩnh vực Đất đai".
_WHOSE = re.compile(
    r"(?:\s+[-–—|]\s+|,?\s+(?=(?:của|tại|thuộc|do|lĩnh vực|ngành|cấp (?:tỉnh|huyện|xã|sở)|sở|ubnd|ủy ban|uỷ ban)\b))(.{2,100})$",
    re.IGNORECASE,
)
# Buttons that lead away from the page: "Về danh sách", "Quay lại danh mục thủ tục", "Trở về trang chủ".
_WAY_OUT = re.compile(r"\W*(?:(?:quay|tro) (?:lai|ve|ra)\b|(?:ve|xem(?: lai)?|mo) (?:trang|danh sach|danh muc|dau trang)\b|back to\b)")
_TO_FILL_IN = re.compile(
    r"\W*(?:dien|khai|ke khai|lap|nop|gui|tao|lam|soan|viet|bat dau|khoi tao|mo(?= (?:to khai|don|mau don|bieu mau|mau|phieu)"
    r"(?: dang ky| de nghi)? (?:dien tu|truc tuyen|online)))(?: (?:va )?(?:nop|gui))?"
    r" (?:to khai|don|mau don|bieu mau|mau|phieu)"
    r"(?: dang ky| de nghi)?(?: (?:dien tu|truc tuyen|online|qua mang|tren mang|ngay|tai day|o day))*\W*"
)
_FORM_WORDS = re.compile(
    r"\b(?:mẫu|tờ khai|đơn(?! vị| giản| giá| thuốc| phương| hàng)|phiếu|giấy đề nghị|bản khai|bản cam kết|bản kê khai"
    r"|bản đăng ký|đề nghị|phụ lục|danh sách|sơ yếu|hợp đồng)\b"
)
_FORM_FOLDED = re.compile(r"\b(?:mau|to khai|don|phieu|giay de nghi|ban khai|ban cam ket|ban ke khai|phu luc)\b")
_BARE_FILE = re.compile(r"([\w.+-]+)\.(?:docx?|dotx?|pdf|xlsx?|zip|rar|rtf|odt)", re.IGNORECASE)
# What stands around a form's name in one place of a page and not in another.
_IN_ORDER = re.compile(r"^\W*(?:(?:\d{1,2}|[a-h]|[ivx]{1,4})\s?[.)/:]\s*)+")
_STORED = re.compile(r"\.(?:docx?|dotx?|pdf|xlsx?|zip|rar|rtf|odt)\b|[(\[][^()\[\]]{0,12}?\d+(?:[.,]\d+)?\s?[km]?b(?:ytes)?\s*[)\]]")
_NUMBER_OF_STORE = re.compile(r"(?: \d{3,}(?: \d{1,2})?)+$")  # "don-xin-cap-lai_1401_1.docx"; one digit may tell papers apart
_BY_TEMPLATE = re.compile(
    r"[(\[]\s*(?:theo |tai )?(?:bieu )?(?:mau|phu luc)\b[^()\[\]]*[)\]]"
    r"|\b(?:theo|tai) (?:bieu )?(?:mau|phu luc) (?:so )?[a-z]{0,4}[-. ]?\d.*",
    re.DOTALL,
)
_DATE = re.compile(r"\b\d{1,2}[/.-]\d{1,2}[/.-]20\d\d\b|\b20\d\d-\d\d-\d\d\b")
NEWS_ADDRESS = re.compile(
    r"tin-?tuc|/news|/tin[-/]|van-?ban|vanban|bai-?viet|thong-?bao|su-?kien|chuyen-?muc|hoi-?dap|/article|/post/|lien-he"
    r"|gioi-thieu|huong-dan|/video|/album|cau-hoi|asset_publisher|_101_|view_content|/content/|phan-anh|kien-nghi",
    re.IGNORECASE,
)
# Addresses that say "an article", whatever the article is: small portals keep their procedures as articles.
ARTICLE_ADDRESS = re.compile(
    r"bai-?viet|/article|/post/|/posts/|asset_publisher|_101_|view_content|/content/|chuyen-?muc|huong-dan", re.IGNORECASE
)
_LIST_HEADING = re.compile(
    r"\W*(?:(?:chuyen muc|chuyen trang|muc|the loai|category)\W+)?"
    r"(?:(?:danh muc|danh sach|tra cuu|cong khai|niem yet|tat ca|huong dan) )?(?:cac |bo )?"
    r"(?:thu tuc hanh chinh|thu tuc|tthc|dich vu cong)(?: truc tuyen| cong khai| (?:cap|tai|cua|linh vuc|thuoc)\b.{1,60})?\W*"
)
# The way to a list rather than a procedure: "Thủ tục cấp giấy phép" is one, so the bare word needs a word of lists before it.
_LIST_NAME = re.compile(
    r"\W*(?:(?:danh muc|danh sach|tra cuu|cong khai|niem yet|tat ca|huong dan) )?(?:cac |bo )?"
    r"(?:thu tuc hanh chinh|tthc|dich vu cong|dvc)(?: truc tuyen| cong khai)?(?: (?:cap|muc do|muc) [\w, ]{1,12})?\W*"
    r"|\W*(?:cac |bo |nhom )?(?:thu tuc hanh chinh|tthc|thu tuc|dich vu cong)\W{1,3}(?:thuoc |trong |theo |ve )?(?:cac )?linh vuc\b.*"
    r"|\W*(?:danh muc|danh sach|bo|tra cuu)(?: cac| bo)? (?:thu tuc|tthc|dich vu cong)\b.*",
    re.DOTALL,
)
# Entries of menus that begin like procedures do.
_MENU_ENTRY = re.compile(
    r"\W*(?:(?:sap xep|xep|phan|phan loai|chia|nhom|liet ke|xem|loc)(?: thu tuc| tthc)? theo"
    r" (?:linh vuc|nganh|don vi|co quan|cap|so|muc do|doi tuong|chu de|ten|thoi gian|nhom)\b[\w, ]{0,30}"
    r"|tinh trang (?:(?:xu ly|giai quyet|tiep nhan) )?ho so(?: da nop| truc tuyen)?"
    r"|gioi thieu(?: chung)?|thong bao|lien he|thanh toan(?: truc tuyen| phi,? le phi| le phi)*"
    r"|nop (?:ho so|truc tuyen|phi|le phi)(?: truc tuyen)?"
    r"|tra cuu(?: (?:tinh trang|trang thai|tien do|ket qua))?(?: (?:xu ly|giai quyet))?(?: (?:ho so|thu tuc|ket qua))?"
    r"|tiep nhan(?: va (?:xu ly|tra loi))?(?:,? (?:y kien|phan anh|kien nghi))*"
    r"|dang ky(?: (?:tai khoan|truc tuyen|thanh vien|nhan (?:tin|thong bao)|lich hen))?"
    r"|danh gia(?: (?:hai long|(?:muc do|su) hai long(?: cua [\w, ]{2,40})?|chat luong (?:phuc vu|dich vu)|can bo[\w, ]{0,40}))?"
    r"|cap (?:nhat|lai mat khau)|bao cao|mo|dong|xoa|nop|doi mat khau|khai bao|xac nhan)\W*"
)
# What the menu of a portal leads to, whatever else it leads to.
_PORTAL_PART = re.compile(
    r"\W*(?:trang chu|home(?: page)?|gioi thieu(?: chung)?|lien he|tin tuc(?: -? ?su kien)?|hoi dap|dang nhap|tien ich|gop y"
    r"|so do (?:cong|trang|website)|thong ke(?: bao cao)?|phan anh,? kien nghi)\W*"
)
_FEWEST_PARTS = 2
# Fields that begin like agencies: "Sở hữu trí tuệ", "Phòng cháy, chữa cháy".
_AGENCY = re.compile(
    r"(?:so(?! huu)|ubnd|uy ban nhan dan|ban (?:quan ly|dan toc)|chi cuc|cuc|cong an|phong(?! chay| chong| ve)|trung tam|van phong)"
    r" \w.{2,90}|ban dan toc"  # a name that is whole without a place
)
# The names of tiers begin with the verb of many procedures: "Cấp tỉnh" is none, "Cấp giấy phép" is one.
_TIER = r"(?:bo|trung uong|tinh|thanh pho|so|huyen|quan|thi xa|xa|phuong|thi tran|dac khu|co so)"
_TIER_NAME = re.compile(rf"cap {_TIER}(?:(?: (?:va|hoac) |[ ,/–-]+)(?:cap )?(?:{_TIER}|ban,? nganh))*")
_WITH_A_COUNT = re.compile(r"\W*(?:thu tuc |tthc )?(\w[\w, ]{2,90}?)\W+(?:co )?\d{1,5} (?:thu tuc|tthc|dich vu|dvc)\b[\w ]{0,20}\W*")
# What is published about procedures and is none: decisions and notices by number or subject.
_PAPER = re.compile(
    r"(?:quyet dinh|cong van|thong bao|ke hoach|bao cao|nghi quyet|thong tu|nghi dinh|cong dien|to trinh|huong dan)\b"
    r".{0,30}\b(?:so \d|ve|v/v|cong bo|ban hanh|trien khai)\b|cong bo (?:danh muc|bo|cac)? ?(?:thu tuc|tthc)|\bv/v\b"
)
PROCEDURE_ADDRESS = re.compile(
    r"thu-?tuc|tthc|dich-?vu-?cong|dvc|procedure|matt\b|bothutuc|chitietthutuc|chi-tiet|serviceinfo|service|formality|ma_?thu_?tuc|proc",
    re.IGNORECASE,
)
NEWS_HEADING = re.compile(
    r"\b(?:thuong gap|tin tuc|tin moi|tin noi bat|thong bao|su kien|van ban|bai viet|xem nhieu|tin lien quan|cau hoi"
    r"|hoi dap|lien quan|lien ket|quan tam|dung nhieu|thuong dung|pho bien|cung linh vuc|gan day|da xem|moi (?:cap nhat|ban hanh|cong bo)"
    r"|vua (?:cap nhat|ban hanh)"
    r"|huong dan|noi bat|tieu bieu|hay dung|duoc xem nhieu)\b"
)


def starts_like_name(folded: str) -> bool:
    """Whether folded words begin as names of procedures do."""
    prefix = _PREFIX.match(folded)
    words = re.findall(r"[a-z0-9]+", folded[prefix.end() if prefix else 0 :][:60])
    if len(words) < 2 or _is_tier(" ".join(words)):
        return False
    return any(tuple(words[: len(lead)]) == lead for lead in _LEAD_WORDS.get(words[0], ()))


def _is_tier(words: str) -> bool:
    """Whether folded words are a tier, or the procedures of one, and nothing else."""
    return _TIER_NAME.fullmatch(words.removeprefix("thu tuc ").removeprefix("hanh chinh ")) is not None


@remembered
def is_level_text(text: str) -> bool:
    """Whether the whole text is a level label."""
    return len(text) <= 70 and bool(_LEVEL.fullmatch(folded_words(text).strip(" :.-•()[]")))


def heading_level(text: str) -> str | None:
    """The level that a heading gives to what stands below it ("II. Các thủ tục mức độ 3 (12)"); None when it heads something else."""
    whole = _HEADING_LEAD.sub("", " ".join(text.split()))
    said = whole if _ends_with_span(whole) else _COUNTED.sub("", whole)
    if is_level_text(said):
        return level_words(said)
    label, colon, labelled = said.partition(":")
    if colon and len(label) <= _LABEL and _LEVEL_LABEL.search(fold(label)) and is_level_text(labelled):
        return level_words(labelled)
    whose = _WHOSE.search(said)
    before = said[: whose.start()] if whose is not None and not _LEVEL.search(fold(whose[1])) else ""
    return level_words(before) if before and is_level_text(before) else None


def _ends_with_span(text: str) -> bool:
    """Whether a level ends with two rising numerals ("mức độ 2 - 3"), the second of which is no count of what stands below."""
    said = _SPAN.search(text)
    return said is not None and said[1] < said[2] and is_level_text(text)


def states_level(label: str, value: str) -> bool:
    """Whether a label in words that nobody foresaw ("Cung cấp trực tuyến") is one of the level: it speaks of services, or asks for a kind
    without saying of what ("Hình thức"), and all of its value is a level. Levels of other things have words of their own before them: of
    safety, of identity, of content.
    """
    folded = fold(label)
    if len(label) > _LABEL or not (_SPEAKS_OF_SERVICE.search(folded) or _OF_A_KIND.fullmatch(folded)) or levels_something_else(label):
        return False
    first, *others = [_ONLY.sub("", clause.strip()) for clause in re.split(r"[,;.](?=\s)", value[: 4 * _LABEL])]
    told = first if others and not any(map(is_level_text, others)) else value  # "Chỉ cung cấp thông tin, chưa nhận hồ sơ qua mạng"
    if len(others) == 1 and _NOT_THAT_LEVEL.match(fold(first)):  # "Không phải toàn trình; trực tuyến một phần"
        told = others[0]
    return any(c.isalpha() for c in told) and is_level_text(told) and level_stated(told)


def level_stated(text: str) -> bool:
    """Whether a level label names the scale or a level by itself ("Mức 3", "Toàn trình"): "Còn lại" and "Full" may be said of anything."""
    return _LEVEL_STATED.search(fold(text)) is not None


def levels_something_else(label: str) -> bool:
    """Whether a label is one of another scale than the services': "Mức độ an toàn", "Mức độ khẩn"."""
    said = fold(label)
    return _OTHER_LEVEL.search(said) is not None and _ONLINE_SERVICE.search(said) is None


def announced_name(title: str) -> str:
    """The name of the procedure that the title of an article announces as one ("Thủ tục: Thành lập hội", "[TTHC] Cấp lại thẻ"); "" for any
    other title.
    """
    said = _ANNOUNCED.match(title)
    name = title[said.end() :].strip() if said is not None else ""
    return name if starts_like_name(fold(name)) and not names_a_paper(fold(name)) else ""


def heads_procedures(folded: str) -> bool:
    """Whether a heading says that procedures stand below it, and nothing more."""
    return len(folded) <= 90 and bool(_LIST_HEADING.fullmatch(" ".join(folded.split())))


def names_a_list(folded: str) -> bool:
    """Whether words name a list of procedures, or the way to one: "Thủ tục cấp xã" are those of a tier, "Thủ tục cấp thẻ" is one."""
    words = " ".join(folded.split())
    return bool(_LIST_NAME.fullmatch(words)) or _is_tier(words)


def names_an_entry(folded: str) -> bool:
    """Whether words are an entry of a portal's menu that begins like the name of a procedure, or a level and nothing else."""
    words = " ".join(folded.split())
    return _MENU_ENTRY.fullmatch(words) is not None or is_level_text(words)


def names_a_way_on(name: str) -> bool:
    """Whether an entry of a list leads to lists of procedures or to the portal's other parts, and names none itself."""
    folded = fold(name)
    return names_a_list(folded) or names_an_entry(folded) or names_a_part(folded)


def heads_a_menu(names: Iterable[str]) -> bool:
    """Whether several of the names that stand together are those of the parts that every portal has: they are a menu's entries."""
    return sum(_PORTAL_PART.fullmatch(name) is not None for name in {folded_words(name) for name in names}) >= _FEWEST_PARTS


def names_a_part(folded: str) -> bool:
    """Whether words name a tier or an agency and say how many procedures it has: the way to its list ("Cấp tỉnh (14 thủ tục)")."""
    said = _WITH_A_COUNT.fullmatch(" ".join(folded.split()))
    return said is not None and (_TIER_NAME.fullmatch(said[1]) is not None or names_an_agency(said[1]))


def names_an_agency(folded: str) -> bool:
    """Whether words are the name of an agency and nothing else."""
    return _AGENCY.fullmatch(folded) is not None


def names_a_paper(folded: str) -> bool:
    """Whether words name a decision, a notice or a report about procedures."""
    return bool(_PAPER.match(folded.lstrip(" -–•\"'")))


def file_words(text: str) -> str:
    """The words of a bare file name ("don-de-nghi-cap-lai.doc"); any other text as it is."""
    bare = _BARE_FILE.fullmatch(text.strip())
    return re.sub(r"[-_+]+", " ", bare[1]) if bare and len(re.findall(r"[-_+]", bare[1])) > 1 else text


def form_name(text: str) -> str:
    """The folded words of a form's name by which two mentions are compared: without its number in a list, the ending, the size and the
    number of its file, and the template that it follows.
    """
    said = file_words(text)
    folded = fold(said) if said == text else _NUMBER_OF_STORE.sub("", fold(said))
    bare = folded
    for around in (_IN_ORDER, _STORED, _BY_TEMPLATE):
        bare = around.sub(" ", bare)
    plain = " ".join(re.sub(r"[\W_]+", " ", bare).split())
    return plain if any(c.isalpha() for c in plain) else " ".join(folded.split())


@remembered
def names_a_form(text: str) -> bool:
    """Whether words name a form; looked for with their marks, since "mẫu" and "Mau", "đơn" and "đón" fold alike."""
    return bool((_FORM_FOLDED if text.isascii() else _FORM_WORDS).search(text.lower()))


def leads_out(folded: str) -> bool:
    """Whether the words of a button lead away from the page, back to its list or to the front page."""
    return _WAY_OUT.match(folded) is not None


def fills_in(folded: str) -> bool:
    """Whether words are nothing but an order to fill in a form here ("Điền tờ khai điện tử"): they name no paper."""
    return _TO_FILL_IN.fullmatch(folded) is not None


def has_date(text: str) -> bool:
    return bool(_DATE.search(text))


def level_words(text: str) -> str:
    """A level label without the label before it ("Mức độ: Toàn trình" is "Toàn trình")."""
    _head, colon, rest = text.partition(":")
    return rest.strip() if colon and not any(c.isdigit() for c in rest) else text.strip()
