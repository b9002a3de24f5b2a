"""Labels that are asked as questions ("Cần giấy tờ gì?", "Mất bao lâu"): which item of a procedure answers them.

A question is matched whole, from what may be asked about a procedure in general. One that names its own matter ("Làm hộ chiếu ở đâu?",
"Quên mật khẩu thì làm sao?") is a reader's question and labels nothing.
"""

from __future__ import annotations

import re

from classifier.model import FieldKey
from classifier.words.memo import remembered
from classifier.words.text import Phrases

LONGEST = 70  # characters
_ASKING_WORDS = ("ai", "gi", "nao", "dau", "sao", "may", "bao lau", "bao nhieu", "bao gio", "khong", "chua")
_ASKING = re.compile(rf"\b(?:{'|'.join(_ASKING_WORDS)})\b")
# Where a page asks at all, in one pass: most runs of text hold none of these words.
ASKING: Phrases[None] = Phrases((words, None) for words in _ASKING_WORDS)
_LEAD = re.compile(
    r"(?:(?:vay|the|va|thi|xin hoi|cho hoi|hoi|cau hoi|khi (?:di )?(?:nop|lam)|(?:de|muon) lam)\b[ ,:]*)?"
    r"(?:(?:cuoi cung|sau cung|rot cuoc|sau do|ket thuc|(?:lam |sau khi )?xong(?: viec| xuoi| roi)?)\b[ ,:]*(?:thi\b ?)?)?"
    r"(?:(?:toi|ban|minh|nguoi dan|nguoi nop|nguoi lam|nguoi yeu cau|cong dan|doanh nghiep|to chuc|chung toi|ba con)\b ?)?"
    r"(?:(?:se|thi|co the|duoc)\b ?)?"
)
_TAIL = re.compile(r"[ ,]*(?:\b(?:nay|do|vay|a|nhi|day|roi|di|ve|theo|hay khong)\b[ ,]*)+$")
# "hồ sơ", "thủ tục này": what every one of these questions is about.
_OBJECT = r"(?: (?:ho so|thu tuc(?: hanh chinh)?|tthc|viec|cong viec|dich vu|giay(?: to)?|ket qua|don)(?: (?:nay|do))?)?"
_HOW = r"(?:the nao|nhu the nao|ra sao|lam sao|bang cach nao|theo cach nao|cach nao|kieu gi)"
_WHERE = r"(?:(?:o|tai|den|toi|qua|vao|ve|cho)? ?(?:dau|noi nao|cho nao|co quan nao|don vi nao|dia chi nao|quay nao))"
_WAY = rf"(?:{_WHERE}|{_HOW}|(?:bang|theo|qua) (?:hinh thuc|kenh|phuong thuc|nhung cach|may cach|cach thuc) ?(?:nao|gi)?|bang gi)"
_MAY = r"(?:(?:duoc|co the|phai|can|nen|se|dang|co quyen|thuoc dien|du dieu kien|duoc phep) )*"
_DOES = (
    r"(?:lam|nop|thuc hien|xin|dang ky|yeu cau|huong|ap dung|su dung|dung|dung don|di lam|dung ten|de nghi|lam duoc|duoc|nop don"
    r"|tham gia)"
)
_SETTLES = (
    r"(?:giai quyet|xu ly|tiep nhan|cap|ky|tham quyen|co tham quyen|chiu trach nhiem|phu trach|quyet dinh|duyet|phe duyet"
    r"|tra ket qua|tham dinh"
    r"|thuc hien|quan ly|xem xet|nhan)"
)
_PAPERS = r"(?:giay to|giay|ho so|tai lieu|thu|loai giay to|loai giay|bo ho so|thanh phan)"
_READY = r"(?:chuan bi|nop|mang|dem|kem|xuat trinh|gui|co|bo sung|photo|sap)(?: (?:theo|san|du|them|day du|kem))*"
_DONE = r"(?: (?:thi|la|moi|se|duoc|co|xong|nhan|lay|tra|giai quyet|xu ly|ra|den luot|cap|ket qua|ho so|giay|giay to|the|lai))*"

_RULES: tuple[tuple[FieldKey, re.Pattern[str]], ...] = tuple(
    (key, re.compile(pattern))
    for key, pattern in (
        (
            FieldKey.AGENCY,
            rf"(?:do |thuoc )?(?:ai|(?:co quan|noi|don vi|cap|so|nganh|phong|ban|bo phan)(?: hanh chinh"
            rf"| nha nuoc)? nao) (?:la (?:nguoi|noi) )?"
            rf"(?:(?:co|se|phai|duoc|tham quyen|quyen|trach nhiem) )*{_SETTLES}{_OBJECT}"
            rf"|(?:do |thuoc (?:tham quyen )?(?:cua )?)?(?:co quan|don vi|cap|so) nao"
            rf"|(?:giai quyet|xu ly){_OBJECT} {_WHERE}|(?:tham quyen )?thuoc ve ai|do ai",
        ),
        (
            FieldKey.SUBJECT,
            rf"(?:(?:danh|ap dung|thuc hien|lam|phuc vu|dung|thu tuc|viec) )*cho (?:nhung )?(?:ai|(?:doi tuong|nguoi|truong hop) nao)"
            rf"|(?:nhung )?(?:ai|(?:doi tuong|nguoi|truong hop) nao)(?: thi)? {_MAY}(?:di )?{_DOES}{_OBJECT}"
            rf"|(?:la )?(?:nhung )?(?:ai|(?:doi tuong|nguoi) nao) (?:duoc|can|phai)|danh cho doi tuong nao|doi tuong (?:la ai|nao"
            rf"|gom ai|gom nhung ai)",
        ),
        (FieldKey.COPIES, r"(?:can |phai )?(?:nop |lam |gom )?(?:may|bao nhieu) (?:bo|ban)(?: ho so| giay to)?"),
        (
            FieldKey.FORMS,
            rf"(?:can |phai )?(?:(?:lay|tai|xin|dung|dien|viet|khai|ghi|co|mua|theo|can) )*(?:nhung |cac )?"
            rf"(?:mau(?: don| to khai| giay(?: to)?| phieu)?|don|to khai|bieu mau|phieu)(?: mau)? (?:gi|nao|{_WAY})"
            rf"|(?:co )?(?:phai |can )*(?:viet|dien|khai|lam|ghi|co) (?:don|mau|mau don|to khai|phieu|bieu mau)(?: gi| nao)? khong"
            rf"|(?:viet|dien|khai) (?:vao )?(?:gi|mau nao|giay nao)",
        ),
        (
            FieldKey.DOSSIER,
            rf"(?:can |phai |nen )*{_READY} (?:nhung |cac )?(?:{_PAPERS} )?(?:gi|nao)(?: khi (?:nop|di lam|lam)| de nop| di)*"
            rf"|(?:can |phai (?:co )?)*(?:nhung |cac )?{_PAPERS}(?: can)?(?: co)? (?:nhung )?(?:gi|nao)(?: can nop| phai nop)?"
            rf"|(?:bo )?(?:ho so|giay to|thanh phan)(?: ho so)?(?: can| phai)? (?:gom|bao gom|co|can|can co|nop)(?: co)? (?:nhung |cac )*"
            rf"(?:{_PAPERS} )?(?:gi|nao)|can (?:nhung )?gi|(?:ho so|giay to) (?:the nao|ra sao)",
        ),
        (
            FieldKey.PAYMENT,
            rf"(?:tra|nop|dong|thanh toan)(?: (?:tien|phi|le phi|phi, le phi|tien phi|tien le phi))+ {_WAY}|thanh toan(?: (?:tien"
            rf"|phi))? {_WAY}",
        ),
        (
            FieldKey.FEE,
            r"(?:(?:co|co phai|phai|can|se) )*(?:(?:mat|ton|het|nop|dong|tra|chi|chiu|ton kem) )*(?:khoang )?bao nhieu(?: (?:tien"
            r"|phi|le phi|chi phi|dong))*"
            r"|(?:muc )?(?:phi|le phi|phi, le phi|phi va le phi|chi phi|tien|gia|tien phi)(?: (?:la|het|phai nop|phai dong|mat"
            r"|ton|tinh|thu|lam))*"
            r" (?:bao nhieu(?: tien)?|the nao|nhu the nao|ra sao|may dong)"
            r"|(?:co )?(?:phai |bi |can )*(?:mat|ton|nop|dong|tra|thu)(?: (?:tien|phi|le phi|phi, le phi|gi))+ (?:gi )?khong"
            r"|(?:co )?(?:mien phi|mat tien) khong|nhung khoan (?:phi|tien) nao|(?:mat|ton|het) may (?:tien|dong)",
        ),
        (
            FieldKey.DURATION,
            rf"(?:(?:mat|trong|phai|can|cho|doi|giai quyet|xu ly|lam|het|sau|ton|thoi gian|thoi han|thoi gian giai quyet|la"
            rf"|khoang|trong vong) )*"
            rf"(?:bao lau|(?:may|bao nhieu) (?:ngay|thoi gian|gio|tuan|lau))(?: lam viec)?{_DONE}"
            rf"|(?:khi nao|bao gio|ngay nao|luc nao|chung nao|hom nao)(?: (?:thi|la|moi|se|toi|ban))* (?:co|xong|nhan|lay"
            rf"|tra)(?! the){_DONE}"
            rf"|(?:co|nhan|lay|tra|xong)(?: (?:duoc|ket qua|giay to|giay))* (?:khi nao|bao gio|ngay nao|luc nao|sau may ngay"
            rf"|trong bao lau)",
        ),
        (
            FieldKey.LEVEL,
            r"(?:(?:thu tuc|dich vu|viec)(?: nay)? )?(?:(?:co the |duoc )?(?:lam|thuc hien|giai quyet) )?(?:duoc )?"
            r"(?:tren mang|qua mang|truc tuyen|online)(?: duoc)? (?:den|toi)(?: muc)? (?:dau|nao|may)"
            r"|(?:thu tuc|dich vu|viec)(?: cong| nay| truc tuyen){0,2} (?:thuoc|o|la) (?:loai|muc|muc do|nhom) (?:nao|may|gi)"
            r"|(?:muc|muc do) (?:truc tuyen|dich vu|qua mang)(?: la)? (?:nao|may|bao nhieu)",
        ),
        (
            FieldKey.CHANNEL_OUT,
            rf"(?:(?:khi|sau khi|luc) )?(?:(?:(?:lam|giai quyet) )?xong(?: viec| roi)?,? )?(?:thi )?"
            rf"(?:(?:nhan|lay|tra|nhan lai) )+(?:(?:ket qua|giay|giay to|giay phep|san pham) )*(?:(?:lai|ve) )?{_WAY}|ket qua (?:nhan"
            rf"|lay|tra|gui){_OBJECT} {_WAY}",
        ),
        (
            FieldKey.RESULT,
            r"(?:(?:lam )?xong (?:viec )?(?:thi )?)?(?:se |thi )*(?:nhan|duoc|cam duoc"
            r"|nhan duoc|duoc nhan|duoc cap|duoc tra|nhan ve|lay duoc|nhan lai"
            r"|(?:duoc )?(?:cam|lay|mang|dem|nhan) ve|duoc (?:lay|phat|giao)|cuoi cung (?:co|duoc|nhan))"
            r"(?: (?:cai|giay to|giay|ket qua|san pham|loai giay))* gi"
            r"|(?:(?:cuoi cung|xong viec|rot cuoc) )?(?:co|duoc|cam|nhan)(?: duoc)?(?: cai)? gi (?:trong tay|ve tay|mang ve|dem ve)"
            r"|(?:ket qua|san pham)(?: (?:la|gom|bao gom|nhan duoc|cuoi cung|co|giai quyet|thuc hien|tra))* (?:nhung )?(?:gi|nao"
            r"|giay gi|the nao|ra sao)",
        ),
        (
            FieldKey.CONDITIONS,
            r"(?:(?:can|phai|co|dap ung|du|thoa man|theo|dat|bao dam|nhung|cac|yeu cau) )*(?:dieu kien|yeu cau"
            r"|dieu kien, yeu cau|yeu cau, dieu kien)"
            r"(?: (?:la|gom|can|phai co|de lam|khac))* (?:gi|nao|the nao|ra sao|gi khong)|khi nao (?:thi )?(?:duoc"
            r"|du dieu kien) (?:lam|cap|nop)",
        ),
        (
            FieldKey.LEGAL_BASIS,
            r"(?:(?:(?:viec|thu tuc)(?: nay)?|dua|can cu|theo|quy dinh|duoc quy dinh|vao|tren|o|tai|trong|nam|boi|nhung|cac|co so) )*"
            r"(?:bo luat|luat|van ban|quy dinh|dieu luat|nghi dinh|can cu|phap luat|thong tu|co so|dieu khoan)(?: phap ly"
            r"| phap luat| quy dinh)?"
            r" (?:nao|gi|o dau|dau|the nao)"
            rf"(?: (?:quy dinh|noi|dieu chinh|de cap|huong dan|ap dung|chi phoi|cho phep|nhac)(?: (?:ve|den|toi|cho|ro))*{_OBJECT})?"
            r"|(?:can cu|dua|theo) (?:vao |tren )?dau|(?:quy dinh|duoc quy dinh) (?:o"
            r"|tai) dau",
        ),
        (
            FieldKey.CHANNEL_IN,
            rf"(?:cach )?(?:nop|gui|dua|noi nop){_OBJECT} (?:truc tuyen |qua mang |online )?{_WAY}"
            rf"|(?:co )?(?:the )?(?:lam|nop|gui|thuc hien){_OBJECT} (?:qua mang|truc tuyen|online|tren mang|tai nha|qua buu dien|tu xa)"
            rf"(?: (?:duoc|co duoc))? (?:khong|chua|{_WAY})",
        ),
        (
            FieldKey.MANNER,
            rf"(?:lam|thuc hien|tien hanh){_OBJECT} (?:theo|bang|qua) (?:nhung |may )?"
            rf"(?:cach|hinh thuc|kenh|phuong thuc)(?: thuc)? (?:nao|gi)",
        ),
        (
            FieldKey.STEPS,
            rf"(?:(?:cach|trinh tu|quy trinh|cac buoc|thu tuc|phai|can|viec nay|(?:moi|cong|su) (?:viec|thu)|duoc|se) )*"
            rf"(?:lam|thuc hien|tien hanh|giai quyet|dien ra"
            rf"|di|xu ly|cac buoc|quy trinh"
            rf"|trinh tu){_OBJECT}(?: (?:lan luot|cu the|tung buoc|theo thu tu))* (?:{_HOW}|theo (?:trinh tu|cac buoc|nhung buoc"
            rf"|thu tu) nao|nhung gi|gi)"
            rf"|(?:(?:gom|co|qua|trai qua|phai qua|can|phai lam|lam) )*(?:may|bao nhieu|nhung|cac|theo) buoc(?: nao| gi)?"
            rf"|bat dau (?:tu|o) dau|(?:phai|can) lam (?:nhung )?gi"
            r"|(?:phai )?(?:lam|di lam|thuc hien|lam viec nay)(?: thi)? (?:sao|kieu gi|cach nao)"
            r"|(?:sau khi )?(?:nop|gui|lam|dua)(?: ho so| giay to| don)?(?: xong| roi)+(?:,? (?:thi|se|toi|ho so))* "
            r"(?:sao|the nao|ra sao|lam gi|co gi|di dau|duoc (?:xu ly|giai quyet) (?:the nao|ra sao))(?: nua| tiep| tiep theo)*"
            r"|ho so(?: cua toi)?(?: se)? (?:di (?:dau|qua dau|nhung dau)|duoc (?:xu ly|giai quyet) (?:the nao|ra sao))",
        ),
        (
            FieldKey.ADDRESS,
            rf"(?:(?:phai|can|nen|muon) )*(?:lam|thuc hien|den|lien he|di|hoi){_OBJECT} (?:o |tai |voi )?(?:dau|noi nao|cho nao"
            rf"|ai)(?: de (?:lam|nop))?",
        ),
        (
            FieldKey.MANNER,
            rf"di lai {_HOW}"
            rf"|(?:lam|nop|thuc hien|di lam){_OBJECT} {_WHERE}(?:,| va|, va) (?:{_WAY}|luc nao|khi nao)",
        ),
    )
)


def asked_key(words: str) -> FieldKey | None:
    """The item that a folded question asks for, without numbering and punctuation; None when it is no such question."""
    return _asked_key(words) if len(words) <= LONGEST and _ASKING.search(words) else None


@remembered
def _asked_key(words: str) -> FieldKey | None:
    lead = _LEAD.match(words)
    for said in dict.fromkeys((words, words[lead.end() if lead else 0 :])):
        for form in dict.fromkeys((said, _TAIL.sub("", said))):
            for key, pattern in _RULES:
                if form and pattern.fullmatch(form):
                    return key
    return None
