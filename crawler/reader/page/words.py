"""The words by which a reader finds its way on a portal, folded. What a page *is* stays with the classifier."""

from __future__ import annotations

import re

from classifier.words.names import names_an_agency, starts_like_name
from classifier.words.text import fold, folded_words, nfc

__all__ = [
    "CATEGORY",
    "LISTS",
    "MORE",
    "NEXT",
    "category_score",
    "fold",
    "folded_words",
    "is_detail",
    "is_more",
    "is_next",
    "listing_score",
    "names_no_record",
    "names_part",
]

# (words, weight): the first part of the list names lists of procedures, the rest what surely is something else.
_LISTING: tuple[tuple[str, float], ...] = (
    (r"(?:bo|danh muc|danh sach|tra cuu|tim kiem|cac|toan bo|tat ca|cong khai) (?:cac |bo )?(?:thu tuc|tthc|dich vu cong|dvc)", 12),
    (r"thu tuc hanh chinh|\btthc\b", 10),
    (r"dich vu cong truc tuyen|\bdvctt\b", 8),
    (r"dich vu cong|\bdvc\b|public ?services?|procedures?\b|formalit", 6),
    (r"\bthu tuc\b", 6),
    (r"(?:bo|danh muc|danh sach|tra cuu|tim kiem|toan bo|tat ca) (?:cac )?dich vu\b", 5),
    (r"(?:theo |tat ca |cac )?linh vuc", 4),
    (r"(?:theo |tat ca |cac )?(?:co quan|don vi|so,? ban,? nganh)|(?:cap )(?:so|tinh|huyen|xa)", 4),
    (r"hanh chinh cong|\bmot cua\b|giai quyet (?:cong viec|ho so|thu tuc)|cong viec giai quyet|cam nang", 4),
    (r"nop (?:ho so|truc tuyen)|dang ky truc tuyen", 3),
    (r"danh muc|danh sach|tra cuu|tim kiem|xem tat ca|tat ca", 2),
    (r"ca nhan|cong dan|to chuc|doanh nghiep", 1),
)
# Fields of administration have some of these words in them: "Du lịch", "Lịch sử", "Tín ngưỡng", "Hướng dẫn viên".
_ELSEWHERE = re.compile(
    r"tin tuc|tin bai|(?<!thong )\btin\b(?! nguong)|van ban|hoi dap|cau hoi|phan anh|kien nghi|gioi thieu|dang nhap|dang xuat|tai khoan|"
    r"login|logout|sign ?in|register|"
    r"(?:tra cuu|theo doi|tinh trang|trang thai|xu ly|quan ly|xem) (?:tinh trang |trang thai |ket qua )?ho so|"
    r"thong ke|danh gia|muc do hai long|khao sat|"
    r"lien he|thanh toan|huong dan(?! vien)|tro giup|video|hinh anh|so do|sitemap|rss|english|\bnews\b|faq|feedback|contact|support|"
    r"(?<!du )lich(?! su)|"
    r"thong bao|su kien|quyet dinh|nghi dinh|chinh sach|bao cao|tuyen dung|du an|dau thau|tai lieu|ung dung|app store|google play|"
    r"facebook|zalo|"
    r"xac thuc|captcha|in trang|gop y|thu vien|lien ket|website|ban do|ket qua giai quyet"
)
# Of these, what leads to no list whatever a portal calls its things.
_NEVER = re.compile(
    r"dang nhap|dang xuat|tai khoan|log ?in|log ?out|sign ?in|register|tin tuc|tin bai|(?<!nghe thong )\btin\b(?! nguong)|\bnews\b|"
    r"su kien|thong bao|"
    r"lien he|contact|english|rss|sitemap|video|hinh anh|(?<!du )\blich\b(?! su)|gioi thieu|tuyen dung|du an|dau thau|captcha|in trang|"
    r"thong ke|bao cao|khao sat|danh gia|hai long|feedback|facebook|zalo|google play|app store|ban do|website|lien ket|"
    r"van ban|quyet dinh|nghi dinh|hoi dap|cau hoi|faq|phan anh|kien nghi|gop y|thanh toan|xac thuc|"
    r"(?:tra cuu|theo doi|tinh trang|trang thai|xu ly|quan ly|xem) (?:tinh trang |trang thai |ket qua )?ho so"
)
# A list by its full title, and where it was published, which is no other thing: "Danh mục TTHC lĩnh vực đất đai (theo Quyết định số 5)".
_TITLED = re.compile(
    r"\W*(?:(?:\d{1,2}|[ivx]{1,4})[.)]\s*)?(?:bo|danh muc|danh sach|toan bo|tong hop|niem yet|cong khai)"
    r"(?: cac| chi tiet| bo| danh muc){0,2} (?:thu tuc hanh chinh|thu tuc|tthc|dich vu cong)\b"
)
_PUBLISHED = re.compile(
    r"[,;(\[–-]?\s*\b(?:(?:da )?(?:duoc )?(?:cong bo|ban hanh|phe duyet|kem|dinh kem)(?: kem)? ?)?(?:theo|tai|cua|boi)? ?(?:cac )?"
    r"(?:quyet dinh|cong van|thong bao|to trinh|qd)\b.*"
)
_ENDED = re.compile(r"\b(?:bai bo|huy bo|het hieu luc|thay the)\b")
_SPEAKS_OF_LIST = re.compile(r"\b(?:bo|danh muc|danh sach)(?: cac)? (?:thu tuc hanh chinh|tthc|dich vu cong)\b")
LISTS = 6.0  # the listing score of words that name lists and nothing else
_NEWS = re.compile(r"\b(?:tin tuc|tin bai|news|su kien|thong bao)\b")
CATEGORY = re.compile(
    r"linh vuc|co quan|don vi|so nganh|ban nganh|\bubnd\b|uy ban nhan dan|\bban quan ly|\bcap (?:tinh|huyen|xa)|\bnhom\b|chuyen muc|"
    r"category|sector|field|agency|department|linhvuc|coquan|donvi|su kien song|"
    r"^(?:so|phong|xa|phuong|huyen|quan|thi xa|thi tran|thanh pho|cuc|chi cuc|van phong|trung tam|cong an|kho bac|bo|nganh|thue) \w"
)
TIER = re.compile(
    r"(?:thu tuc )?cap (?:trung uong|bo|so|tinh|thanh pho|huyen|quan|xa|phuong)\b(?:[\W\d]|xa|phuong|huyen|quan|tinh|thi tran|dac khu|va)*$"
)
# What sorts of authorities are called, with their marks: "ban" and "tinh" fold like other words.
_AUTHORITY = (
    r"(?:cơ quan )?(?:trung ương|địa phương|sở|ban|ngành|bộ|đoàn thể|tỉnh|thành phố|tp|huyện|quận|thị xã|xã|phường|thị trấn|đặc khu)"
)
AUTHORITIES = re.compile(
    rf"(?:(?:các|khối|nhóm|cấp|ủy ban nhân dân|ubnd) ){{0,2}}{_AUTHORITY}(?:\s?(?:,|/|-|–|&|và|hoặc)\s?{_AUTHORITY}){{1,4}}(?: trực thuộc)?"
)
# Fields of administration as portals divide their lists by them; short names that say nothing else about a link.
FIELDS = re.compile(
    r"ho tich|chung thuc|dat dai|moi truong|xay dung|lao dong|viec lam|nguoi co cong|bao tro|xa hoi|y te|duoc pham|an toan thuc pham|"
    r"van hoa|the thao|du lich|gia dinh|ton giao|tin nguong|cong chuc|vien chuc|dau tu|doanh nghiep|kinh doanh|hop tac xa|thuong mai|"
    r"cong nghiep|cong thuong|dien luc|hoa chat|nong nghiep|lam nghiep|thuy san|thu y|chan nuoi|trong trot|bao ve thuc vat|thuy loi|"
    r"giao thong|duong bo|duong thuy|dang kiem|tu phap|luat su|cong chung|con nuoi|quoc tich|khoang san|tai nguyen|khoa hoc|cong nghe|"
    r"so huu tri tue|bao chi|xuat ban|buu chinh|vien thong|tai chinh|cong san|ngoai giao|thanh tra|khieu nai|dan toc|quy hoach|"
    r"kien truc|nha o|giao duc|dao tao|khen thuong|noi vu|ke hoach|bao hiem|phong chay|cu tru|xuat nhap canh|phat trien nong thon"
)
# "Còn 4 việc nữa": as many of whatever they are called here; of days and hours something else is left.
_AS_MANY_LEFT = r"(?:van )?con \d+ (?:(?!(?:ngay|gio|phut|giay|tuan|thang|quy|nam|lan|buoc)\b)\w+ ){1,3}nua"
NEXT = re.compile(
    r"^\W*(?:(?:(?:xem |mo |den |toi )?(?:cac )?(?:trang|muc|thu tuc|nhom|phan) |xem )?(?:tiep|sau|ke|ke tiep|tiep sau)(?: theo)?|"
    r"next(?: page)?|[>»›→]+|(?:van )?con (?:nua|tiep)|con \d+ (?:muc|thu tuc|trang|dich vu)(?: nua)?|xem nua|tiep nua|"
    rf"{_AS_MANY_LEFT}(?:\W+(?:xem|mo|bam|den)\b(?: \w+){{1,4}})?|"
    r"(?:cac )?(?:(?:bai|tin|trang|muc|thu tuc|dich vu|ho so)(?: viet| dang)? )?cu hon|older(?: posts?| entries)?|"
    r"navigate_next|chevron_right|keyboard_arrow_right|qua trang(?: sau| moi)?|sang trang(?: sau)?|lat trang|di tiep)\W*$"
)
_ONWARD = re.compile(r"\W*(?:tiến(?: tới| lên)?|tới|trang tới)\W*")  # "tiền" is money and "tôi" is I
_WHOLE = re.compile(
    r"\W*(?:xem |hien thi |hien )?(?:tat ca|toan bo|tron bo|tron ven|day du|het|them)(?: \d+)?"
    r"(?: (?:thu tuc|dich vu|danh sach|tthc)[\w ]{0,20})?\W*(?:\(?\d+\)?)?\W*"
)
_DETAIL = re.compile(
    r"^\W*(?:xem(?: (?:chi tiet|noi dung|thu tuc|thong tin))?|chi tiet(?: thu tuc)?|thong tin chi tiet|mo|detail|view)\W*$"
)
_OPENS = re.compile(
    r"\W*(?:(?:xem|mo|vao|chon|truy cap|den|hien thi|tra cuu|liet ke|bam|click)(?: (?:tai )?(?:day|tiep|danh sach|danh muc|linh vuc"
    r"|thu tuc|tthc|chi tiet|noi dung|nhom|cac|xem|thu tuc hanh chinh|dich vu cong|dich vu)){0,3}"
    r"|danh sach(?: thu tuc)?|chi tiet|view|open|select|details?)\W*"
)
_BUTTON = 40  # characters
_SHOWS = re.compile(
    r"\W*(?:xem|tim|tra(?: cuu)?|loc|hien thi|hien|liet ke|duyet|chon|thuc hien|danh sach|search|find|filter|go|view|show|list|ok|query)\b"
)
_SENDS = re.compile(
    r"\b(?:gui|nop|dang ky|dang nhap|binh chon|bieu quyet|dong y|xac nhan|luu|xoa|mat khau|tai khoan|ket qua|ho so|submit|vote)\b"
)
MORE = re.compile(
    r"(?:xem|tai|hien thi|hien) them|(?:xem|tai|hien thi|hien|liet ke) tiep\b(?! nhan)|load ?more|show more|more results|"
    r"them (?:thu tuc|ket qua)|hien thi (?:tat ca|toan bo)|^\W*(?:van )?con (?:nua|tiep)\W*$"
)


def listing_score(text: str, address: str) -> float:
    """How strongly a control promises a list of procedures, from its words and, weaker, its address. Below 0: something else."""
    words, path = fold(text), fold(re.sub(r"[-_/.=?&+%]+", " ", re.sub(r"^\w+://[^/]+", "", address)))
    titled = _TITLED.match(words) is not None and not _ENDED.search(words)
    words = _PUBLISHED.sub("", words, count=1) if titled else words
    path = re.sub(r"(?<=[a-z])(?=\d)|(?<=\d)(?=[a-z])", " ", path)
    by_words = max((weight for pattern, weight in _LISTING if re.search(pattern, words)), default=0.0)
    by_path = max((weight for pattern, weight in _LISTING if re.search(pattern, _spaced(path))), default=0.0)
    score = max(by_words, by_path * 0.7) + min(by_words, by_path) * 0.2
    if _ELSEWHERE.search(words):
        score -= 9
    elif _ELSEWHERE.search(path):
        score -= 5
    # A name of sentence length is a procedure or an article, not the way to a list.
    return score - 4 if len(words) > 60 and not titled else score


def speaks_of_list(text: str) -> bool:
    """Whether words speak of a list of procedures, whatever else they say: what publishes it may hold it ("Quyết định … công bố danh mục
    TTHC"). Not of what ended.
    """
    words = fold(text)
    return _SPEAKS_OF_LIST.search(words) is not None and not _ENDED.search(words)


def leads_elsewhere(text: str) -> bool:
    """Whether the words of a control surely name something else: news, a login. Of a guide or a handbook they only seem to."""
    return _NEVER.search(fold(text)) is not None


def _spaced(path: str) -> str:
    for run, spaced in (
        ("thutuchanhchinh", "thu tuc hanh chinh"),
        ("dichvucong", "dich vu cong"),
        ("bothutuc", "bo thu tuc"),
        ("thutuc", "thu tuc"),
    ):
        path = path.replace(run, spaced)
    return path


def category_score(text: str, address: str) -> float:
    """How strongly a control promises a part of the list: a field, an agency, a tier."""
    words = fold(text)
    path = _spaced(fold(re.sub(r"[-_/.=?&+%]+", " ", address)))
    named = CATEGORY.search(words) or (len(words) <= 70 and FIELDS.search(words)) or names_authorities(text)
    if (not named and _ELSEWHERE.search(words)) or _NEWS.search(path):
        return -5.0
    score = 3.0 if named else 0.0
    score += 3.0 if CATEGORY.search(path) else 0.0
    return score + (2.0 if re.search(r"\(\s*\d+(?:\s*(?:tthc|thu tuc|dvc|dich vu))?\s*\)?\s*$", words) else 0.0)


def names_authorities(words: str) -> bool:
    """Whether words are sorts of authorities and nothing else, several of them: "Sở, ban, ngành", "Xã/phường/đặc khu"."""
    return len(words) <= _BUTTON and AUTHORITIES.fullmatch(" ".join(nfc(words).lower().split())) is not None


def names_part(words: str) -> bool:
    """Whether words name a part of a list of procedures: a tier, an agency, a field."""
    folded = fold(words)
    if names_an_agency(folded) or TIER.match(folded):
        return True
    return category_score(words, "") > 0 and not starts_like_name(folded)


def names_no_record(text: str) -> bool:
    """Whether a few words name a part of the site, such as a menu entry does, and no record of a list."""
    words = fold(text)
    return len(words.split()) <= 6 and (listing_score(text, "") >= LISTS or bool(_ELSEWHERE.search(words)))


def is_next(text: str) -> bool:
    return bool(NEXT.match(fold(text).strip())) or _ONWARD.fullmatch(nfc(text).lower()) is not None


def is_detail(text: str) -> bool:
    """Whether a control shows the record beside it."""
    return bool(_DETAIL.match(fold(text).strip()))


def opens_only(text: str) -> bool:
    """Whether a control only says that something opens, while what it opens is named beside it."""
    return len(text) <= 40 and _OPENS.fullmatch(folded_words(text)) is not None


def is_whole(text: str) -> bool:
    """Whether a control shows all records of a part of which some stand beside it: "Xem tất cả (12)"."""
    return _WHOLE.fullmatch(folded_words(text)) is not None


def shows(text: str) -> bool:
    """Whether a button of a form only shows what one asked for: "Xem", "Tìm kiếm", "Lọc danh sách"."""
    words = folded_words(text)
    return len(words) <= _BUTTON and _SHOWS.match(words) is not None and not _SENDS.search(words)


def sends(text: str) -> bool:
    """Whether a control may send something of its visitor's: a dossier, a vote, a login."""
    return _SENDS.search(fold(text)) is not None


def is_more(text: str) -> bool:
    words = fold(text)
    return len(words) <= 40 and bool(MORE.search(words))
