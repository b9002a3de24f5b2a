"""What is said of forms that are not on the page: where one has them on paper, that they are still to come, whom to call about them."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from classifier.words.text import fold, fold_same_length, folded_words

_PLACE = (
    r"(?:(?:tai|o|den|toi|cua) (?:\w+ ){0,2}?(?:quay|bo phan|mot cua|trung tam|tru so|so|phong|ubnd|uy ban|xa|thon|van thu|cong chuc|can bo"
    r"|hieu|nha|cua hang|buu dien|co quan|diem|van phong)\b|khi (?:den|di|ra|toi|nop)\b)"
)
# A form is had on paper, or not yet: "mua tại quầy 2", "công chức phát khi đến nộp", "đang soạn". Some of the verbs stand in names, too:
# what is "xác nhận tại xã" is no form to be fetched there, "Đơn xin đến thăm" none to be asked for.
_NOT_HERE = re.compile(
    r"\b(?:(?:phai |duoc |do |de nghi |xin |moi |den |lien he )*"
    r"(?:(?:(?<!duoc )(?<!tiep )(?<!xac )(?<!chung )(?<!cong )(?<!ghi )nhan|lay|mua)(?: \w+){0,4}?"
    rf"|phat(?: mien phi| san)?|xin(?: mau| to)?) {_PLACE}"
    r"|(?:lien he|hoi|gap)\b[^.;]{0,60}?\b(?:nhan|lay|xin|mua|cap|phat|cung cap|gui|cho) (?:ban (?:in|giay|cung)|mau|to|don|phieu)\b"
    r"|(?:hien )?(?:dang|cho|se) (?:duoc )?(?:cap nhat|so hoa|bo sung|soan|hoan thien|xay dung|bien (?:tap|soan)|chinh (?:sua"
    r"|ly)|ra soat|duyet"
    r"|lam lai|sua)\b"
    r"|(?:hien )?se (?:duoc )?(?:dang|dua|cap nhat|gui|tai)(?: len| tai)? (?:sau|len sau)\b"
    r"|(?:hien )?chua (?:co|dang|cap nhat|so hoa|dinh kem|dua len|tai len|ban hanh)\b|(?:tren mang|tren cong) (?:khong|chua) co\b)"
)
# One that is here can be had on paper as well, or its file is what the words are about.
_ALSO = re.compile(r"\b(?:cung|hoac|ngoai ra|co the|neu|ban giay cua|in san|mau tren|cac mau nay|khac biet)\b")
# Words about forms in general: whom to call, how to open or read them.
_HELP = re.compile(
    r"\W*(?:cach (?:cai|mo|xem|go|doc|dien|tai)|quy dinh ve|phan mem|font|phong chu|bo go)\b"
    r"|.*\b(?:ho tro|loi|thac mac|vuong mac|can hoi|giai dap|huong dan)\b[^;]{0,80}\b(?:goi|nhan(?: tin)? cho|lien he|tong dai|hotline"
    r"|duong day nong|dien thoai|sdt)\b"
    r"|\W*(?:tong dai|hotline|duong day nong|dien thoai)\b"
)
_SENTENCE = re.compile(r"(?<=[.;])\s+|\n")
_LEAD = re.compile(r"^\W*(?:\d{1,2}\s?[/.)]\s*)?(?:(?:riêng|còn|với|các|rieng|con|voi|cac)\s+)?", re.IGNORECASE)
_NUMBER = re.compile(r"^(?:\d{1,2}|[a-h])\s?[/.)]\s*")
_LONGEST = 120  # characters of a form's name
_PAPER = re.compile(
    r"\W*(?:ban(?! hanh| sao| chup| goc| chinh)|bien ban|bao cao|so yeu|ly lich|phuong an|danh sach"
    r"|giay(?! phep| chung| xac nhan| hen| bien)|phieu|don|to khai|mau)\b"
)


def is_help(text: str) -> bool:
    """Whether words are about forms in general, of which they name none: a number to call, how to open a file."""
    said = folded_words(text)
    return _HELP.match(said) is not None and _PAPER.match(said) is None


def is_to_be_had(text: str) -> bool:
    """Whether words say of forms that one gets them on paper somewhere, and no more."""
    return _NOT_HERE.match(folded_words(text).lstrip(" -+*•")) is not None


def withheld_forms(text: str, linked: Sequence[tuple[int, int]]) -> list[str]:
    """The names of forms that a text with links (its parts `linked`) says are not here: each in a sentence of its own without a link."""
    found: list[str] = []
    for first, last in _apart(text, linked):
        said = fold_same_length(text[first:last])
        told = _NOT_HERE.search(said)
        if told is None or _ALSO.search(said) or any(a < last and first < b for a, b in linked):
            continue
        name = _LEAD.sub("", text[first : first + told.start()]).strip(" -–—+*•:;.,(")
        if 0 < len(name) <= _LONGEST and _PAPER.match(fold(name)) and not is_help(said):
            found.append(name)
    return found


def _apart(text: str, linked: Sequence[tuple[int, int]]) -> Iterator[tuple[int, int]]:
    """The sentences of a text with links; the next one may begin behind a link without any stop: "Đơn: [tải] Bản khai: chưa có"."""
    at = 0
    for gap in [*_SENTENCE.finditer(text), None]:
        last = gap.start() if gap is not None else len(text)
        for until in (b for _, b in linked if at < b < last):
            behind = text[until:last].lstrip(" ,")
            bare = _NUMBER.sub("", behind, count=1)
            if bare and bare[0].isupper():
                yield at, until
                at = last - len(behind)
        yield at, last
        at = gap.end() if gap is not None else last
