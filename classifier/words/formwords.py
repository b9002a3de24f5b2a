"""Words by which forms offer to pay online, and ways to get the result."""

from __future__ import annotations

import re
from collections.abc import Sequence

from classifier.model import Result
from classifier.words.text import Phrases

PAY = Phrases(dict.fromkeys(
    "thanh toan truc tuyen|thanh toan phi|thanh toan le phi|buoc thanh toan|chon ngan hang|phuong thuc thanh toan"
    "|hinh thuc thanh toan|cong thanh toan|le phi ho so|thanh toan|nop phi truc tuyen|nop le phi truc tuyen|nop phi qua mang"
    "|nop le phi qua mang|dong phi qua mang|dong le phi qua mang|viettel money|mobile money|vietqr|vi dien tu"
    "|payment platform"
    "|tra phi qua mang|tra le phi qua mang|tra tien qua mang|dong phi truc tuyen|dong phi bang the|nop phi bang the|tra tien bang the"
    "|the tin dung|the quoc te|the noi dia|ngan hang phat hanh|ngan luong|bao kim|vnpay|vnpt pay|zalopay|onepay|payoo|momo|smartlink"
    "|the atm|qr thanh toan".split("|"), True))  # fmt: skip
NO_PAY = re.compile(
    r"\b(?:chuyen khoan|so tai khoan|(?:nop|thu)(?: phi| le phi| tien)? ?truc tiep|tai quay|thu phi tai"
    r"|(?:nop|thu)(?: tien)? tai (?:bo phan|quay|trung tam|co quan)|(?:nop|dong|thu)(?: phi| le phi| tien)* bang tien mat)\b"
)
BANKS = re.compile(
    r"ngan hang|truc tuyen|vi dien tu|the (?:noi dia|quoc te|tin dung|atm)|qr|bidv|vietin|vietcom|agribank|momo|payment"
    r"|[a-z]pay\b|ngan luong|bao kim"
)
_ONLINE = re.compile(r"\b(?:truc tuyen|ban dien tu|ket qua dien tu|qua (?:email|thu dien tu|cong)|kho du lieu|tai (?:ve )?ket qua)\b")
_POST = re.compile(
    r"\b(?:buu (?:chinh|dien|ta|cuc)|bcci|chuyen phat|vn ?post|viettel ?post"
    r"|(?:tai|tan|den|ve)(?: tan)? nha(?! (?:van hoa|nuoc|truong))|tan noi)\b"
)
_PERSON = re.compile(
    r"\b(?:truc tiep|tai (?:bo phan|trung tam|quay|co quan|don vi|tru so|ubnd|van phong|noi (?:da )?nop)|mot cua"
    r"|(?:den|toi|ra) (?:nhan|lay))\b"
)


def offered_result(words: str) -> Result:
    """The best of the ways to get the result that folded words offer."""
    ways = ((_ONLINE, Result.ONLINE), (_POST, Result.POST), (_PERSON, Result.IN_PERSON))
    return next((result for pattern, result in ways if pattern.search(words)), Result.UNKNOWN)


# What else than the way back may be offered where no question says what is chosen: how one pays, hands in or is told.
_ELSE_OFFERED = re.compile(r"\b(?:nop|gui ho so|phi|tien|thanh toan|chuyen khoan|thong bao|tin nhan|sms|goi|ban (?:chinh|goc|sao))\b")
_FEWEST_WAYS = 2
_SURELY_BACK = re.compile(r"\bban (?:dien tu|giay)\b|\bket qua\b")


def chosen_result(choices: Sequence[str]) -> Result:
    """The best of the ways to get the result among folded choices that stand without a question; unknown unless each of several is one,
    they differ, and one of them is by post or names what is given out ("Trực tiếp" and "trực tuyến" alone may be how one pays).
    """
    ways = {offered_result(choice) for choice in choices}
    if len(ways) < _FEWEST_WAYS or Result.UNKNOWN in ways or any(map(_ELSE_OFFERED.search, choices)):
        return Result.UNKNOWN
    told = Result.POST in ways or any(map(_SURELY_BACK.search, choices))
    return offered_result("\n".join(choices)) if told else Result.UNKNOWN
