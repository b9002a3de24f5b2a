"""The ways a result may come back, as words name them: online, by post, at a counter."""

from __future__ import annotations

import re
from collections.abc import Iterable

from classifier.model import Result
from classifier.words.patterns import affirmed, any_of

POINT = "diem (?:phuc vu|tiep nhan|tra|tiep dan|hanh chinh|dich vu cong)"  # "điểm giao dịch" is the post's, or a bank's
_COUNTERS = (
    f"{POINT}|quay|tru so|co quan|noi|bo phan|trung tam|so(?! dien thoai| tai khoan| nha)|ubnd|uy ban"
    "|cong an|chi cuc|dia diem"
    "|bpmc|bptn|tntkq|tn&tkq|bptntkq|tthcc|ttpvhcc|ttphcc|ttpv|o cua|cua so|phong tiep|van phong"
)
# Best first: any of them is legal at level 4, only the first two are at toàn trình.
CHANNELS: dict[Result, re.Pattern[str]] = {
    Result.ONLINE: any_of(
        "truc tuyen",
        "dien tu",
        "online",
        "qua mang",
        "moi truong mang",
        "internet",
        "e-?mail",
        "vneid",
        "kho du lieu",
        "tai khoan (?:cua )?(?:ca nhan|nguoi|to chuc|cong dan|doanh nghiep|dich vu cong|dvc|dvcqg|dinh danh|dien tu|dang ky|ban"
        "|(?:da )?nop|(?:chinh )?minh|quy (?:khach|don vi|co quan)|don vi|co so|cong ty|thuong nhan|chu (?!tai))",
        # "Cổng thông tin một cửa quốc gia" is no counter.
        "(?:qua|tai|tu) (?:cong (?:thong tin|dich vu|dvc|dvcqg|mot cua)|trang dich vu cong)",
        "(?:khong|chua) (?:con )?(?:phat hanh|cap|in|giao)(?: tra| phat| kem| them| ra)* (?:ban|to) (?:giay|cung|in)",
        "(?:bam|nhan|chon|kich|click)(?: vao)?(?: nut| muc)?[ \"'“”‘’]{1,3}tai (?:ve|xuong|ket qua|ban ket qua)",
        "trang ca nhan",
        "tren (?:mang|cong(?! tac| ty| an| chuc| vu)|he thong|ung dung)",
        "ban mem",
        "hop thu",
        "tai tai (?:muc|trang|tai khoan|cong|he thong)",  # to load ("tải") at ("tại") a part of the portal
        "(?:chu|co|(?<!uy )ban|duoc|da|file|tep|pdf|van ban),? ky so",  # "ký sổ" is what one does at a counter
    ),
    Result.POST: any_of(
        "buu chinh",
        "buu dien",
        "bcci",
        "qua bd",
        "buu pham",
        "buu ta",
        "buu cuc",
        "vn ?post",
        "viettel ?post",
        "ems",
        "chuyen phat",
        "thu (?:bao|dam bao|ghi so)(?: dam)?",
        "gui (?:bao dam|ghi so)(?! (?:y te|xa hoi|an))",
        "dan (?:san )?tem",  # the envelope that one hands in comes back by post
        "(?:bi|phong bi|bao) thu (?:co )?(?:ghi|de) san",
        "(?:tai|tan|toi|den) nha(?! (?:van hoa|tiep|may|truong|nuoc|khach|hat))",
        "(?:giao|dua|phat|chuyen) tan noi",
        rf"tan tay(?! (?:\w+ ){{0,4}}?(?:tai|o|ngay) (?:{_COUNTERS}))",
        "at[_ ]home",
        "postal",
        "by post",
    ),
    Result.IN_PERSON: any_of(
        "truc tiep",
        "mot cua",
        rf"(?:tai|den|toi|ra|len|ve|o|quay lai)(?: chinh| cac)? (?:{_COUNTERS})",
        "(?:tai|den) (?:ban|phong|doi (?:quan ly|canh sat|csgt|dang ky|hanh chinh))",
        # "Nộp ở đâu nhận ở đó", "nộp nơi nào thì về nơi đó lấy"
        r"nop (?:ho so )?(?:(?:o|tai) )?(?:dau|noi nao|cho nao)\b[^.;]{0,25}\b(?:do|day)\b",
        r"(?:noi|cho) nao (?:tiep nhan|nhan|nop)\b[^.;]{0,25}\b(?:noi|cho) (?:do|ay|day)\b",
        "tai cho",
        "tu (?:den|toi|ra) (?:nhan|lay)",
        "den tan noi (?:giai quyet|tiep nhan|nop|lam viec|tra)",
        "(?:mang|cam|xuat trinh|dem|kem)(?: theo)?(?: giay gioi thieu va| can cuoc va| cccd va)? (?:giay|phieu|to) hen",
        "bo phan tra",
        "direct",
        "in person",
        "(?:at_)?counter",
        "at_office",
    ),
}
RANK = list(CHANNELS)


def channel_in(said: str) -> Result | None:
    """The best channel that folded words name and do not deny."""
    return next((channel for channel, pattern in CHANNELS.items() if affirmed(pattern, said)), None)


def best_of(ways: Iterable[Result | None]) -> Result | None:
    return min((way for way in ways if way is not None), key=RANK.index, default=None)
