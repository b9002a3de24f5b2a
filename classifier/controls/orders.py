"""The words and addresses by which controls tell what they do: hand in, pay, look up, log in."""

from __future__ import annotations

import re
from urllib.parse import unquote, urlsplit

from classifier.model import ControlKind
from classifier.page.targets import Target
from classifier.words.memo import remembered
from classifier.words.text import Phrases, fold

# What portals tell people to do, and with what: each verb of a line with each of its objects.
_ORDERS = (
    ("nop,gui,khai,dang ky,thuc hien,lam,khai bao", "truc tuyen,online,qua mang,tren mang,tu xa,dien tu,tren cong,tren he thong"),
    ("nop,gui,khai,dang ky,thuc hien,khai bao", "tai cong,tai he thong,tai phan mem,tai trang,qua cong,qua he thong"),
    ("nop,dang ky,thuc hien", "ngay"),
    ("nop,gui,khai,dien,lap,tao,lam,soan,viet,khoi tao", "ho so,hs,bo ho so,bo hs,tron bo ho so,don,to khai,phieu,mau don truc tuyen"),
    ("chuyen,day,dua", "ho so,hs,bo ho so"),
    ("nop,gui,chuyen,day,dua", "tep,file,tap tin,ban quet,ban scan,ban chup,anh chup,giay to"),
    ("tai,dinh,dinh kem,up", "tep len,file len,tap tin len,tep gui,file gui,tap tin gui,tep va gui,file va gui"),
    ("nop,lam,thuc hien,dang ky,bat dau,tien hanh", "thu tuc,dich vu"),
    ("su dung", "dich vu"),
    ("tai,day,dua,up,gui", "giay to len,ho so len,anh len,ban chup len,ban quet len,ban scan len,giay to cua toi"),
    ("tai,day,dua,up,gui", "bo ho so len,tep ho so len,file ho so len,tap tin ho so len,tep giay to len,file giay to len"),
    ("tai len,day len,dua len,up,upload", "ho so,ban chup,ban quet,ban scan,giay to,don,to khai,tep ho so,file ho so,anh chup ho so"),
    ("dien,khai,lap,tao,lam,soan", "bieu mau dien tu,bieu mau truc tuyen"),
    ("mo,vao,dien,khai,lap,tao,lam,soan", "phieu dien tu,phieu truc tuyen,don dien tu,mau dien tu"),
    ("mo,vao", "phieu khai,to khai,mau khai,phieu dang ky,bieu mau dien tu,bieu mau truc tuyen,don truc tuyen"),
    ("gui,nop,tai", "tep da ky,file da ky,ban da ky,tep dinh kem ho so,giay to qua mang,giay to truc tuyen,tep len,file len"),
    ("dang ky", "ho so"),
    ("mo,bat dau", "ho so,to khai"),
    ("nop,gui,khai,dang ky,thuc hien,lam", "tren moi truong mang"),
    ("day,nop,gui,tai", "ho so da quet,ho so da scan,ho so quet,ho so scan,ban chup ho so,tep da quet"),
)
# What tells of applying, or does something else about it.
_GUIDE = re.compile(
    r"^(?:xem |video |tai )?(?:huong dan|chi tiet|tra cuu|quy trinh|danh sach)\b|^xem\b"
    # An hour at the counter, a call, a sum, a sheet to print.
    r"|^(?:dat|dang ky|hen|lay|boc|chon|giu)(?: (?:truoc|lay|dat|boc|giu|nhan))?"
    r" (?:lich|hen|(?:khung )?gio\b|ngay (?:gio|hen|den)\b|cho ngoi"
    r"|so(?: thu tu)?\b(?! (?:giay|dang ky|nha|cap)))"
    # Handing paper over a counter, wherever the words say nothing of doing it from afar.
    r"|^(?!.*\b(?:truc tuyen|online|qua mang|dien tu)\b).*\b(?:(?:tai|den|o) (?:tan )?quay|(?:tai|o) bo phan (?:mot cua|tiep nhan))\b"
    r"|^(?:dang ky |yeu cau )?(?:tu van|goi lai)\b|^(?:cong cu )?(?:uoc )?tinh (?:thu )?(?:phi|le phi|muc phi|tien)\b"
    r"|^(?:(?:ke khai|khai|dien) (?:va|roi) )?in (?:to khai|don|mau|phieu|thu tuc|trang)\b"
    r"|^(?:gui|viet|tham gia)(?: (?:phieu|ban|cac|lai))? (?:danh gia|gop y|y kien|phan anh|kien nghi|cau hoi|thac mac|khao sat|binh luan)\b"
    r"|^dang ky (?:nhan|theo doi)(?: ban)? (?:tin|thong bao)\b"
)
_WORDS: dict[ControlKind, str] = {
    ControlKind.GUIDE: (
        "huong dan|xem chi tiet|chi tiet|cach nop|quy dinh nop|cau hoi|video|tai lieu|phieu khao sat|phieu danh gia|phieu lay y kien"
        "|phieu gop y"
    ),
    ControlKind.STATUS: (
        "tra cuu|tinh trang ho so|ho so da nop|quan ly ho so|danh sach ho so|theo doi ho so|ho so cua toi|tien do"
        "|ket qua ho so|ho so truc tuyen da nop"
    ),
    ControlKind.SUBMIT: (
        "nop dvc|de nop|nop tren"
        "|tai ho so len|tai ban quet|tai ban scan"
        "|gui thong tin yeu cau|ho so qua mang|to khai dien tu|don dien tu|ke khai"
        "|khai tren phan mem|dang ky thuc hien|bat dau thuc hien|dong y va tiep tuc|yeu cau dich vu"
        "|submit|apply online|apply"
        f"|{'|'.join(f'{verb} {what}' for verbs, objects in _ORDERS for verb in verbs.split(',') for what in objects.split(','))}"
    ),
    ControlKind.PAYMENT: "thanh toan|nop phi|nop le phi|dong phi|tra phi|nop tien truc tuyen|nop tien qua|tra bang the|tra qua vi"
    "|tra qua vnpt|payment",
    ControlKind.LOGIN: "dang nhap|vneid|login|dang nhap sso|sign in",
    ControlKind.STATISTICS: "thong ke|so lieu|bao cao tinh hinh",
    ControlKind.EMAIL: "gui email|gui thu|zalo|qua email",
}
_ORDER = (
    ControlKind.GUIDE,
    ControlKind.STATUS,
    ControlKind.SUBMIT,
    ControlKind.PAYMENT,
    ControlKind.EMAIL,
    ControlKind.LOGIN,
    ControlKind.STATISTICS,
)
FUNCTIONS = frozenset({ControlKind.SUBMIT, ControlKind.PAYMENT})
PHRASES: Phrases[ControlKind] = Phrases([(phrase, kind) for kind, words in _WORDS.items() for phrase in words.split("|")])
_SHORT = 40  # characters of an order
# One looks up what is due and pays it there; a guide only tells how.
_LOOKS_AND_PAYS = re.compile(
    r"\W*(?:tra cuu|xem|kiem tra|tinh)\b[^.;:]{0,40}(?:\bva|\broi|,|/|&) ?"
    r"(?:thanh toan|(?:nop|dong|tra)(?: tien| cac)? (?:phi|le phi|tien))\b"
)
_MENU_ONLY = frozenset({"ke khai"})
_SUBMIT_ADDRESS = re.compile(
    r"nop-?ho-?so|noptructuyen|nop-truc-tuyen|nop_truc_tuyen|apply-online|applyonline|tiep-nhan-online"
    r"|dang-ky-truc-tuyen|dangkytructuyen|tao-ho-so|nophoso",
    re.IGNORECASE,
)
_TELLING = re.compile(rf"mailto:|matthc=|ma_?thu_?tuc=|google|forms\.|zalo|office\.com|{_SUBMIT_ADDRESS.pattern}", re.IGNORECASE)
# A link to the portal that takes the dossier; it counts when it names this procedure.
_TO_PORTAL = re.compile(r"\b(?:cong (?:dich vu cong|dvcqg|dvc)|dvcqg|dvc quoc gia|he thong dich vu cong)\b")
_GO_OVER = re.compile(
    r"\W*(?:(?:di|chuyen|mo|truy cap|lam|nop|thuc hien|dang ky)\b[^.;]{0,15} )?(?:toi|den|sang|vao|qua|mo|truy cap|o|tai|tren)\b"
    r"[^.;]{0,30}\b(?:cong|he thong|phan mem|trang)\b"
)
# What a system is for that takes no dossiers, behind the word for it: "Vào hệ thống phản ánh, kiến nghị".
_OTHER_SYSTEM = re.compile(
    r"(?: (?:thong tin|dien tu|truc tuyen|cong tac|quoc gia|cua|tiep nhan|ve|de))* "
    r"(?:phan anh|kien nghi|gop y|hoi dap|khieu nai|danh gia|khao sat|tra cuu|thong ke|bao cao|thanh toan|ho tro|dao tao|quan tri"
    r"|van ban|thu dien tu|noi bo)\b"
)
# Whose system takes the dossiers: "cổng của Bộ", "hệ thống thông tin quốc gia"; where laws and news stand, none are taken.
_SYSTEM_OF = re.compile(
    r"\b(?:cong|he thong|trang|phan mem|website)(?! (?:thong tin dien tu|phap luat|van ban|tra cuu|phan anh|hoi dap|thanh toan|bao cao))"
    r"(?: (?!phap luat\b|van ban\b)\w+){0,6}? (?:(?:cua )?(?P<ministry>bo(?! phan| thu tuc| ho so)|nganh|tong cuc)"
    r"|(?P<country>quoc gia|trung uong))\b"
)
_FILE = re.compile(r"\.(?:docx?|xlsx?|pdf|zip|rar|rtf|odt|pptx?)(?:$|[?#'\"])", re.IGNORECASE)
_SERVICE_HOST = re.compile(
    r"(?:www\.)?(?:dich-?vu-?cong|dvc|mot-?cua)\w*\."
    r"|(?:[\w-]+\.)+(?:dich-?vu-?cong|mot-?cua)\."
    r"|(?:[\w-]+\.)*(?:[a-z]*dang-?ky[a-z-]*|dkkd|e-?services?|[a-z]*truc-?tuyen|[a-z]*qua-?mang|[a-z]*ho-?so[a-z]*|thue-?dien-?tu|vnsw)\."
)
_PAYS = re.compile(r"(?:^|[/_?=&.-])(?:thanh-?toan|nop-?(?:le-?)?phi|payments?|pay|checkout)(?:[/_?=&.-]|$)", re.IGNORECASE)
# Whole parts of an address: "dang-ky" within a title is the name of a procedure.
_APPLY_PART = re.compile(
    r"nop(?:[-_]?(?:ho-?so|hs|don|truc-?tuyen|online|moi))*|(?:online)?apply(?:-?online)?|applications?|submit|submission|create|start|begin"
    r"|tao-?(?:moi|ho-?so|don|hs)|khoi-?tao(?:-?ho-?so)?|ke-?khai(?:-?\w+)?|khai(?:-?(?:bao|ho-?so|don|online))?|e-?forms?|dien-?don"
    r"|dang-?ky(?:-?(?:truc-?tuyen|online|dich-?vu|dvc|ho-?so))?|register|registration|wizard"
    r"|gui-?(?:ho-?so|don|tep|file|anh|hinh|ban-?\w+|giay-?to)"
    r"|upload|tai-?len|lam-?(?:ho-?so|don|thu-?tuc)"
    r"|bat-?dau|tiep-?nhan(?:-?\w+)?|thuc-?hien(?:-?\w+)?|lap-?(?:ho-?so|don|phieu)"
)
# Short orders that mean the record which the link carries, and questions that begin like them.
_OWN_ORDER = re.compile(
    r"\W*(?:(?:toi|minh) muon )?"
    r"(?:(?:lam|nop|vao lam|bat dau|bat tay|tien hanh|dien|gui|dat|dung|chon|den|di|dang ky|dinh kem|xin|de nghi)\b"
    r"(?!.*\b(?:nao|gi|dau|sao|bao nhieu|bao lau|ai)\b).*"
    r"\b(?:ngay|luon|di|lam|nop|gui|mau|ho so|dich vu|yeu cau|giai quyet|thuc hien|online"
    r"|tai day|tai nha|tu nha|tu xa|tren mang|qua mang|truc tuyen|moi)"
    r"|nop|bat dau(?: lam)?|vao lam|register|start application|online submission)(?: nay)?\W*"
    r"|.{0,40}: ?nop\W*"
    r"|\W*(?:chup|quet|scan)\b[^.;?]* (?:roi |va |de )?(?:gui|nop|tai len|chuyen)\b"
    r"(?!.*\b(?:thac mac|cau hoi|y kien|gop y|phan anh)\b).*"
)
# An order to hand in and no more: "bấm nộp", "Nộp tại đây".
_BARE_ORDER = re.compile(
    r"\W*(?:(?:bam|an|nhan|nhap|click|kich|vao|chon|moi)(?: vao| nut)? )?(?:de )?(?:nop|gui)(?: (?:ngay|luon|tai day|o day|vao day|di))*\W*"
)
# What names a record and is not there to apply: files, prints, talk, the same page again.
NO_ORDER = re.compile(
    r"\W*(?:in\b|ban in|xem|xuat|tai\b(?! len\b)|luu\b|lay\b|chia se|quay lai|tro |ve \b|sua|xoa|danh gia|gop y|hoi\b|dat cau hoi"
    r"|binh luan|phan anh|bao loi|theo doi|yeu thich|so sanh|nhac|dat lich|hen|thong bao"
    r"|quy dinh|thong tin|gioi thieu|van ban|can cu|thu tuc|(?:bieu )?mau\b"
    r"|e-?mail|share|print|pdf|word|docx?|english|chi tiet|lich su|sao chep|copy|goi\b|mo rong|thu gon|phong to|\W*\d*\W*$)"
)
# Passes the page on to a friend, no dossier: "Gửi bài viết qua email".
_SHARES = re.compile(
    r"\W*(?:gui|chia se|chuyen|share|send)(?: (?:tiep|nhanh|toi|den))? "
    r"(?:(?:cac |mot )?(?:bai|bai viet|tin|tin bai|ban tin|trang|lien ket|link|duong dan|noi dung|article|page|this)(?: nay| viet)?"
    r"|(?:cho )?ban be)\b(?!.*\bho so\b)"
)
_HOST = re.compile(r"https?://[^/?#'\"\s]*", re.IGNORECASE)
_MAIL_HOSTS = re.compile(r"(?:docs\.google\.com/forms|forms\.gle|zalo\.me|forms\.office\.com|mail\.google)", re.IGNORECASE)


def kind_said(text: str, near: set[ControlKind], target: Target) -> ControlKind:
    """What a control does by its words; `near`: the kinds that its words name, of which the most telling one counts."""
    address = target.url or ""
    if target.action == "mail" or _MAIL_HOSTS.search(address):
        return ControlKind.EMAIL
    kind = next((kind for kind in _ORDER if kind in near), ControlKind.OTHER)
    words = fold(text).strip()
    if kind in (ControlKind.STATUS, ControlKind.GUIDE) and ControlKind.PAYMENT in near and _LOOKS_AND_PAYS.match(words):
        kind = ControlKind.PAYMENT
    if kind is ControlKind.EMAIL and _SHARES.match(words):
        kind = ControlKind.OTHER
    if kind is ControlKind.SUBMIT and words in _MENU_ONLY:
        kind = ControlKind.OTHER
    if kind is ControlKind.LOGIN and "nop" in words.split():
        kind = ControlKind.SUBMIT
    if kind is ControlKind.OTHER and address and _SUBMIT_ADDRESS.search(address) and 0 < len(words) <= _SHORT and _short_order(words):
        return ControlKind.SUBMIT
    return kind


@remembered
def is_telling(address: str) -> bool:
    """Whether an address alone says that something is handed in there."""
    return _TELLING.search(address) is not None


@remembered
def says_apply(address: str) -> bool:
    """Whether a part of an address, as a whole, says that something is handed in or begun there."""
    return any(_APPLY_PART.fullmatch(part) for part in re.split(r"[/?&=;.]", path_of(address).lower()))


@remembered
def orders_own(words: str) -> bool:
    """Whether folded words are a short order to begin with what is at hand: "Làm luôn", "Nộp tại đây"."""
    return len(words) <= _SHORT and _OWN_ORDER.fullmatch(words.strip()) is not None


def orders_to_apply(words: str) -> bool:
    """Whether the folded words of a button are nothing but an order to apply: "Thực hiện dịch vụ", "Đăng ký qua mạng"."""
    if len(words) > _SHORT or is_guide(words) or "@" in words:
        return False
    said = {kind for _, _, kind in PHRASES.find(words)}
    return ControlKind.SUBMIT in said and not said & {ControlKind.GUIDE, ControlKind.STATUS}


@remembered
def may_order(words: str) -> bool:
    """Whether folded words alone may make a link a way to apply, wherever it stands."""
    return orders_own(words) or bool(named_system(words))


@remembered
def may_take(address: str) -> bool:
    """Whether an address alone may make a link a way to apply: it names another host, or says what is done there."""
    return leads_out(address) is True or is_telling(address) or says_apply(address)


def leads_out(address: str) -> bool | None:
    """Whether an address names a host; None when it leads nowhere."""
    if address.startswith(("http:", "https:")):
        return True
    return False if address and not address.startswith(("#", "javascript:", "tel:")) else None


def orders_there(words: str, address: str) -> bool:
    """Whether folded words only order to hand in, by an address that says so of one record: "bấm nộp" to `/ho-so/nop?tthc=58`."""
    return (
        len(words) <= _SHORT
        and _BARE_ORDER.fullmatch(words) is not None
        and says_apply(address)
        and any(map(str.isdigit, path_of(address)))
    )


def is_guide(words: str) -> bool:
    """Whether the folded words of a control that sounds like applying tell of it only, or book an hour, reckon or print."""
    return _GUIDE.search(words) is not None


def goes_over(words: str) -> bool:
    """Whether folded words tell to go over to another system: "Chuyển sang hệ thống của Bộ"; one for complaints takes none."""
    over = _GO_OVER.match(words)
    return over is not None and _OTHER_SYSTEM.match(words, over.end()) is None


def leads_to_file(address: str) -> bool:
    """Whether an address is that of a file."""
    return _FILE.search(address) is not None


def takes_dossiers(address: str) -> bool:
    """Whether the host of an address is one that takes dossiers."""
    return _SERVICE_HOST.match(urlsplit(address).netloc.lower()) is not None


def leads_over(words: str) -> bool:
    """Whether folded words say that something leads to the system that takes dossiers."""
    return _TO_PORTAL.search(words) is not None or goes_over(words)


@remembered
def named_system(words: str) -> str:
    """Whose system folded words name by which one may apply: "ministry", "country", or "" where they name none."""
    system = _SYSTEM_OF.search(words)
    return (system.lastgroup or "") if system is not None else ""


def _short_order(words: str) -> bool:
    return any(w in words.split() for w in ("nop", "dang", "thuc", "gui", "bat", "tiep", "khai", "tao", "lam"))


def path_of(address: str | None) -> str:
    """What of an address can name a record: all but the host, escapes undone, since a way back travels inside a login's address."""
    plain = _HOST.sub("", address or "")
    return f"{plain} {_HOST.sub('', unquote(unquote(plain)))}" if "%" in plain else plain


@remembered
def says_pay(address: str) -> bool:
    """Whether an address says that one pays there: `/thanh-toan/1207`."""
    return _PAYS.search(path_of(address)) is not None
