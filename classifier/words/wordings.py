"""Wordings of labels: which words announce what."""

from __future__ import annotations

import re

from classifier.model import FieldKey
from classifier.words.abbreviations import spelled_out, with_abbreviations
from classifier.words.lexicon import LABELS
from classifier.words.memo import remembered
from classifier.words.questions import asked_key
from classifier.words.text import Phrases, fold

# Official templates name each item in full: "Căn cứ pháp lý của thủ tục hành chính", "Đối tượng thực hiện TTHC".
_IN_FULL = ("thu tuc hanh chinh", "tthc", "thu tuc", "cua thu tuc hanh chinh", "cua tthc", "cua thu tuc", "tt")
_PLAIN = frozenset({FieldKey.NAME, FieldKey.CODE, FieldKey.FIELD, FieldKey.TIER, FieldKey.LEVEL, FieldKey.STATUS, FieldKey.OTHER})
_LISTED = {words: key for key, wordings in LABELS.items() for words in wordings}
_SHORT = with_abbreviations(_LISTED)
_FULL = {
    f"{words} {full}": key
    for words, key in _LISTED.items()
    if key not in _PLAIN and len(words.split()) > 1 and "thu tuc" not in words and "tthc" not in words
    for full in _IN_FULL
}
# Where and how at once: "Nơi/hình thức trả kết quả", "Địa điểm và cách nộp hồ sơ".
_HEADS = ("noi", "dia diem", "hinh thuc", "cach thuc", "cach", "phuong thuc", "kenh")
_JOINED = {
    f"{other}{mark}{words}": key
    for key in (FieldKey.CHANNEL_IN, FieldKey.CHANNEL_OUT)
    for words in LABELS[key]
    for head in _HEADS
    if words.startswith(f"{head} ")
    for other in _HEADS
    if other != head
    for mark in ("/", " / ", ", ", " va ", " hoac ")
}
# One cell for the way in and the way back: "Cách thức nộp hồ sơ, nhận kết quả".
_BOTH_WAYS = {
    f"{head} {sent}{mark}{back} ket qua": FieldKey.MANNER
    for head in (*_HEADS, "viec")
    for sent in ("nop ho so", "nop", "gui ho so", "tiep nhan ho so", "tiep nhan", "nhan ho so")
    for mark in (", ", " va ", ", va ", "/", " / ", " - ")
    for back in ("nhan", "tra")
    if head not in ("noi", "dia diem")
}
# "Mẫu đơn kèm theo", "Mẫu đơn, tờ khai cần dùng".
FORMS_ARE = (
    " kem theo",
    " di kem",
    " dinh kem",
    " can dien",
    " phai dien",
    " can dung",
    " can su dung",
    " su dung",
    " can thiet",
    " de tai ve",
)
_FORMS = {
    f"{words}{tail}": FieldKey.FORMS
    for words in (
        *(one for one in LABELS[FieldKey.FORMS] if re.search(r"\bmau\b|, to khai$", one) and not one.startswith("ten ")),
        "mau to khai",
    )
    for tail in FORMS_ARE
    if not words.endswith(FORMS_ARE)
}
_SEVERAL_WAYS = re.compile(rf"(?:cac|nhung) (?=(?:{'|'.join((*_HEADS, 'duong', 'phuong an'))}) )")
_WORDINGS = _JOINED | _BOTH_WAYS | _FORMS | _SHORT | _FULL | _LISTED
PHRASES: Phrases[FieldKey] = Phrases(_WORDINGS)
LEAD = re.compile(
    r"[\W_]*(?:(?:muc|phan) (?:\d{1,2}|[ivx]{1,4})\s?[.,:/–—-]\s*)?(?:(?:\d{1,2}|[ivx]{1,4}|[a-q])\s?[.,)/:-]\s*)*(?:\d{1,2}\s)?[\W_]*"
)

_RULES: tuple[tuple[FieldKey, re.Pattern[str]], ...] = tuple(
    (key, re.compile(pattern))
    for key, pattern in (
        (FieldKey.OTHER, r"hai long|danh gia|luot xem|lien quan|phoi hop|uy quyen|tim kiem|thong ke|hoi dap|bao mat|uu tien"),
        (FieldKey.REASON_PARTIAL, r"\bly do\b.*(toan trinh|mot phan)"),
        (
            FieldKey.CODE,
            r"^(ma|ky hieu|ky so|so hieu|so ho so|so ky hieu)\b.*\b(thu tuc|tthc|dvc|dich vu|quoc gia|quy trinh)"
            r"|^ma (hieu|qg|viec|csdl\w*|nhan dien|nhan dang|tham chieu)$",
        ),
        (FieldKey.NAME, r"^ten\b.*\b(thu tuc|tthc|dvc|dich vu|quy trinh|viec)\b|^viec can lam$|^tieu de thu tuc"),
        (
            FieldKey.LEVEL,
            r"\bmuc do\b|^truc tuyen muc|^(muc|loai|hinh thuc|cap do|phan loai|phan hang|pham vi|hang|bac|xep (?:muc|hang|loai)|kieu|dang"
            r"|nac)\b.*\b(dich vu|dvc|dvctt|truc tuyen|tt|phuc vu|qua mang|tren mang|online)\b|^muc cung cap",
        ),
        (
            FieldKey.LEVEL,
            r"^(dvctt|dvc|dich vu cong( truc tuyen)?|truc tuyen)( dat| o| thuoc)? (muc|cap do|bac|level)( do)?( may| nao)?$"
            r"|^md (dvctt|dvc|dich vu cong)\b",
        ),
        (FieldKey.LEVEL, r"^(xep|phan|thuoc) (muc|bac|hang)\b|^(muc|bac|nac|hang)( do)? (dvctt|dvc|dich vu)\b"),
        (
            FieldKey.FEE,
            r"^(muc|so tien|khoan|cac khoan)\b.*\b(thu(?! tuc)|nop|dong|phi|tien|tra)\b|^so tien$|^gia( dich vu| tien)?$|^thu phi$"
            r"|^tien(?! (trinh|do|hanh|te|luong|cong|thuong))\b(?!.*\b(dau|nao)$)",
        ),
        (
            FieldKey.PAYMENT,
            r"\bthanh toan\b|\b(nop|thu|dong) (phi|le phi)\b"
            r"|^tra (phi|le phi|tien)(,? (va )?le phi)?( (qua|bang|o|tai|the nao|truc tuyen)\b.*)?$"
            r"|^(cach|cach thuc|hinh thuc|phuong thuc|kenh|duong|noi)\b.*\b(nop|tra|dong|thu) (tien|phi|le phi)\b",
        ),
        (
            FieldKey.DURATION,
            r"\b(thoi han|thoi gian|han (giai quyet|xu ly|tra)|so ngay|bao nhieu ngay|ngay tra)\b|^hen tra|^ngay lam viec$"
            r"|^hen( lay| nhan| tra| den)?$|^(hoan tat|hoan thanh|lam xong|xong|cho|doi|cho doi|mat|co ket qua) (trong|sau)( vong)?$",
        ),
        (
            FieldKey.MANNER,
            r"^(hinh thuc|cach|cach thuc|phuong thuc|kenh)\b.*\b(nop|gui|tiep nhan|nhan ho so)\b.*\b(nhan|tra|lay|giao)\b.*\bket qua",
        ),
        (
            FieldKey.CHANNEL_OUT,
            r"^(hinh thuc|cach|cach thuc|noi|dia diem|phuong thuc|kenh|nhan|tra|giao|giao tra|ban giao|lay|duong)\b.*\b(ket qua|dau ra)"
            r"|^(hinh thuc|cach|cach thuc|noi|dia diem|phuong thuc|kenh)\b.*\b(nhan|tra|giao|lay)\b.*\b(san pham|giay phep)\b"
            r"|^(nhan|tra|giao|giao tra|lay) (san pham|giay phep|giay to)\b.*\b(bang|theo|qua|o|tai)\b( cach| hinh thuc| kenh| noi)?$"
            r"|^(giao|tra|giao tra) san pham$"
            r"|^(noi|cho|dia diem|diem|quay|cach|phuong an) (lay|nhan lai|tra|giao tra)\b"
            r"(?!.*\b(mau|don|so|loi|cuu|phi|tien|ho so|bieu|phieu|hen|y kien)\b)"
            r"|^(tra|giao tra) giay( to)?$|^(cho|quay|phuong an) nhan ket qua\b"
            r"|^(hinh thuc|cach|cach thuc|phuong thuc|kenh) (nhan|lay|tra|giao|giao tra|tra lai|giao nhan|ban giao)$"
            r"|\bket qua (ve|tra|gui|giao|den|toi) (bang|qua|ra|ve)\b"
            r"|\b(ket qua|san pham|giay phep) (duoc )?((ve|den|toi|trao|giao|gui|tra|mang) )+(tan |cho )?"
            r"(tay|nha|noi|ban|nguoi|dan)\b",
        ),
        (
            FieldKey.RESULT,
            r"\bket qua\b|\bsan pham\b|\bgiay( to)? (duoc (cap|nhan)|nhan duoc)\b|\bxong( viec)? (thi )?(duoc )?(nhan|cap)\b"
            r"|^(ban |se )*(duoc (gi|cap|nhan)|nhan duoc|nhan gi)\b|^dau ra\b",
        ),
        (FieldKey.CHANNEL_OUT, r"^(cach|hinh thuc|noi)?( thuc)? ?giao (tra|nhan|ket qua)\b"),
        (FieldKey.DOSSIER, r"^(cac )?thanh phan,? (va )?so\b"),
        (FieldKey.COPIES, r"\bso (luong|bo|ban)\b"),
        (
            FieldKey.CHANNEL_IN,
            r"^(cach|cach thuc|hinh thuc|phuong thuc|kenh) (nop|gui|dua|chuyen) (ho so|giay to|giay|don)\b"
            r"|^(kenh|cach) (nop|gui|tiep nhan)$",
        ),
        # Whether the forms among the papers are named beside them or not.
        (
            FieldKey.DOSSIER,
            r"\bthanh phan (cua )?ho so\b"
            r"|^(cac |danh muc )?(giay to|ho so|tai lieu)( (can|phai) \w+)?( ?[,/&+-]| va| cung| kem)+ (cac |ten )?(mau|bieu mau|to khai)\b"
            r"|^(cac )?(mau don|bieu mau|to khai|mau bieu)( ?[,/&+-]| va| cung)+ (cac )?(giay to|thanh phan)\b",
        ),
        (
            FieldKey.FORMS,
            r"\b(mau don|to khai|bieu mau|mau bieu|file mau|tep mau)\b"
            r"|^(tai |cac |lay )?mau( so| su dung| can dung| in| dien| khai)?$"
            r"|^mau (van ban|giay|phieu|kem theo|de dien|can dien|dinh kem|tai ve)\b"
            r"|^(tai lieu|van ban|giay to|ban|phieu) mau$"
            r"|^(don|giay|to) (mau|don|in san|tu)$"
            r"|^(file|tep) tai ve$",
        ),
        (
            FieldKey.DOSSIER,
            r"\b(thanh phan|giay to)\b|^(bo )?ho so$|\bho so (gom|bao gom|can|phai|yeu cau)\b"
            r"|^tai lieu (phai|can) nop|^(ban )?can (mang theo|chuan bi)$",
        ),
        (
            FieldKey.CHANNEL_IN,
            r"^(hinh thuc|kenh|phuong thuc|phuong an|cach thuc|cach|duong)\b.*\b(nop|nhan|tiep nhan|gui)\b"
            r"|\bcach (thuc )?(nop|nhan|tiep nhan)\b"
            r"|^(gui|nop) (ho so|don)$|^(cach|noi|cho|kenh) gui\b|^(nop|gui)\b.*\b(duong|kenh|cach) nao$",
        ),
        (
            FieldKey.LEGAL_BASIS,
            r"\bphap (ly|luat|quy)\b|\bvan ban (quy dinh|can cu|lam can cu|ap dung|dan chieu)\b|^luat ap dung$|^(cac )?(van ban|can cu)$"
            r"|^nguon luat$|^luat, nghi dinh|^(can cu|co so|theo)( \w+){0,2} (ban hanh|ap dung|van ban|quy dinh)( nao)?$",
        ),
        (FieldKey.DECISION, r"\b(quyet dinh|qd)\b.*\bcong bo\b|\bcong bo\b.*\b(quyet dinh|qd)\b"),
        (
            FieldKey.STEPS,
            r"\b(trinh tu|cac buoc|quy trinh|tien trinh|tuan tu)\b|^luu do\b|^cach lam$|\btung buoc\b"
            r"|^thu tu (thuc hien|lam)|^lam theo thu tu|^buoc thuc hien"
            r"|^lo trinh\b|^(cac )?viec phai lam$",
        ),
        (FieldKey.MANNER, r"\b(cach thuc|phuong thuc|hinh thuc) thuc hien\b|^cach thuc\b"),
        (FieldKey.CONDITIONS, r"\bdieu kien\b|^(phai |can )*dap ung\b|^yeu cau rieng$|^rang buoc\b"),
        (
            FieldKey.SUBJECT,
            r"\bdoi tuong\b|^danh cho( ai)?$|^nguoi (nop|lam|di lam|duoc|yeu cau|thuc hien)\b|^ai (nop|lam) duoc$|^ap dung (cho|voi)\b"
            r"|^phuc vu ai$",
        ),
        (
            FieldKey.AGENCY,
            r"^(noi|dau moi|bo phan|phong|phong ban) (thu ly|xu ly|lam|phu trach|giai quyet|thuc hien"
            r"|chuyen mon|lo|dam nhiem|dam trach)\b|^tham quyen\b"
            r"|\bthu ly ho so\b|^giai quyet tai$|^so,? nganh$|^ai (lo|lam|giup)\b",
        ),
        (
            FieldKey.PAYMENT,
            r"^(dia chi|dia diem|noi|quay) (thu|nop (?=phi|le phi|tien)|dong (?=phi|le phi|tien))( ?phi| ?le phi| ?tien| va)*$",
        ),
        (FieldKey.ADDRESS, r"^(dia chi|dia diem|noi)\b"),
        (FieldKey.AGENCY, r"\b(co quan|don vi)\b"),
        (FieldKey.FEE, r"\bphi\b"),
        (FieldKey.FIELD, r"\blinh vuc\b|^(thuoc )?(mang|nhom)( viec| cong viec| cong tac)?$|^chuyen nganh$"),
        (
            FieldKey.TIER,
            r"^cap (thuc hien|hanh chinh|giai quyet|co quan|thu tuc|tham quyen|chinh quyen)|^thuoc cap$|^thu tuc cap$|^(cap )?bac$",
        ),
        (FieldKey.STATUS, r"\b(tinh trang|trang thai|hieu luc)\b"),
        (FieldKey.CASES, r"\btruong hop\b"),
        # What none of the rules above knows.
        (FieldKey.CODE, r"^ma (luu|luu tru|niem yet|noi bo|he thong)$"),
        (FieldKey.RESULT, r"^(lam )?xong (thi |se )*(duoc|nhan|co|lay)( gi| ve)?$"),
        (
            FieldKey.FORMS,
            r"^(cac |nhung |loai )*mau (in san|co san|lam san|(can |phai |de )?(dung|su dung|ap dung|dien|khai|viet)|(cua|theo) thu tuc)\b"
            r"|^(cac )?(loai|bo) mau$",
        ),
        (FieldKey.LEGAL_BASIS, r"^(dua|can cu) (vao|theo|tren)\b"),
        (FieldKey.CONDITIONS, r"^doi hoi\b|^yeu cau (khac|them|rieng|chung)$"),
    )
)


def exact_key(text: str) -> FieldKey | None:
    """The key of a text that is a known label and nothing else, numbering and colon aside."""
    return _WORDINGS.get(bare(fold(text)))


@remembered
def bare(folded: str) -> str:
    """A folded label without its numbering, brackets and punctuation."""
    lead = None if folded.strip(" :.") in _SHORT else LEAD.match(folded)  # "Đ/tượng" has no number
    rest = folded[lead.end() if lead else 0 :]
    rest = re.sub(r"\([^()]*\)", " ", rest)
    return " ".join(rest.strip(" :.;*?-–\n").split())


@remembered
def label_key(text: str) -> FieldKey:
    """The key of a text that is known to be a label by its place: listed wordings first, then words; else OTHER."""
    words = spelled_out(bare(fold(text)))
    found = _WORDINGS.get(words)
    if found is None and (several := _SEVERAL_WAYS.match(words)) is not None:
        words = words[several.end() :]  # "Các kênh nộp hồ sơ" asks what "Kênh nộp hồ sơ" does
        found = _WORDINGS.get(words)
    if found is None:
        found = asked_key(words)
    if found is not None:
        return found
    return next((key for key, pattern in _RULES if pattern.search(words)), FieldKey.OTHER)
