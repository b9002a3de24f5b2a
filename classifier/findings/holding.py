"""Which part of what a cell says holds today: not what is given up, has yet to come, or is answered with "no" behind it.

"Dự kiến quý I/2027 tích hợp thanh toán trực tuyến. Hiện nay nộp tại quầy", "Trả qua bưu chính: không", "Tạm ngừng chuyển trả qua
bưu điện": the words of a way are there and the way is not. A denial just before a word is `patterns.negated`; these stand further off.
"""

from __future__ import annotations

import re
from datetime import date
from functools import lru_cache

from classifier.findings.judged import lines_of
from classifier.words.patterns import Sifted

_SENTENCE_ENDS = re.compile(r"(?<=[.;!])\s+")
# From here on a sentence tells how it is instead.
_TURNS = re.compile(
    r"[,:]? ?\b(?=(?:nhung|tuy nhien|hien(?: nay| tai)?(?:,| thi| da| dang| chi| van| cong dan| nguoi| to chuc| ca nhan)|hien nay|hien tai"
    r"|hien khong (?:thu|phai|tra)|(?<=[,;.:] )nay|truoc mat|thay vao do"
    r"|(?<=, )(?:de nghi|vui long|moi (?=ba con|quy|cong dan|nguoi|to chuc|nop|den|toi|ra))"
    r"|(?<=, )(?:ke )?tu (?:ngay |thang |nam )?[\d/.-]{0,6}20\d\d,? (?:da )?(?:thuc hien|chuyen|nop|tra|thu|nhan|dong|thanh toan"
    r"|ap dung))\b)"
)
_DOING = (
    r"(?:trien khai|ap dung|tich hop|nang(?: cap)?|chuyen sang|ho tro|mo|bo sung|thi diem|cung cap|dua vao|kich hoat|van hanh"
    r"|to chuc|hoan thien|ket noi|xay dung)"
)
_TO_COME = re.compile(
    rf"(?=[dklmpst])\b(?:du kien|se (?:duoc |tiep tuc )?{_DOING}|sap (?:toi|trien khai|ap dung|ho tro|co)"
    r"|dang (?:nghien cuu|xay dung|thu nghiem|chay thu|hoan thien|tich hop|nang cap|cho)"
    r"|se (?:duoc )?(?:thuc hien|ap dung|tra|cung cap) (?:khi|sau khi|den khi)"
    r" (?:co (?:huong dan|quy dinh|van ban|thong bao|du)|hoan thanh|duoc phep|he thong)"
    r"|(?:trong )?thoi gian (?:sap )?toi|phan dau|theo (?:lo trinh|ke hoach)"
    r"|(?:ke hoach|muc tieu|lo trinh|dinh huong|du dinh|de xuat|dang ky|dang trinh)(?: \w+){0,2}? (?:nang|len (?=muc)|dat muc"
    r"|chuyen len))\b"
)
_FROM = re.compile(
    r"(?:\b(?:(?:ke )?tu|vao|trong|sang|bat dau)(?: (?:dau|cuoi|giua|het))? (?:ngay |thang |nam |quy )*"
    r"|(?:^|(?<=[.;] ))\W{0,9}(?:(?:dau|cuoi|giua) )?(?:ngay |thang |nam |quy )+)"
    r"(?:(?:(?P<day>\d{1,2})(?:[/.-]| thang ))?(?P<month>\d{1,2})(?:[/.-]| nam )|(?:[1-4]|iv|i{1,3})(?:[/.-]| nam ))?(?P<year>20\d\d)\b"
)
_UNTIL = re.compile(
    r"\bden (?:(?:het|cuoi|ngay|thang) |\d{1,2} ?(?:h|gio)\d{0,2}'? )*(?:(?P<day>\d{1,2})[/.-])?(?P<month>\d{1,2})[/.-](?P<year>20\d\d)\b"
    r"|\bden (?:(?:het|ngay) |\d{1,2} ?(?:h|gio)\d{0,2}'? )*\d{1,2}[/-]\d{1,2}(?!\d|[/.-]\d)"
)
_GIVEN_UP = re.compile(
    r"\btam (?:ngung|dung|thoi (?:ngung|dung))\b|\b(?:cham dut|da (?:bai bo|dung|ngung|bo (?=khoan|thu|phi|le phi|quy dinh|viec)))\b"
    r"|\b(?:khong|chua) con\b(?! (?:hieu luc|gia tri))"
    r"|\b(?:ngung|dung) (?:nhan|tra|thu|gui|chuyen|cung cap|ap dung|thuc hien|tiep nhan)\b"
    r"|\btruoc (?:day|kia)\b|(?:^|(?<=[,.;] ))\W{0,9}truoc (?:la|thi)\b|(?:^|(?<=[.;] ))\W{0,9}truoc (?:nam |ngay )?[\d/.-]*20\d\d ?[:,]"
)
_MAY_COME = Sifted(
    ("du kien", "se ", "sap ", "dang ", "thoi gian", "phan dau", "lo trinh", "ke hoach", "muc tieu", "dinh huong", "du dinh", "de xuat"),
    _TO_COME,
)
# "Xây dựng", "sử dụng" and "áp dụng" stand everywhere and fold like "dừng": it is looked for with what may stand before or behind it.
_STOPPED = ("nhan", "tra", "thu", "gui", "chuyen", "cung cap", "ap dung", "tiep nhan")
_MAY_BE_GIVEN_UP = Sifted(
    (
        *("truoc ", "ngung ", "cham dut", "tam ngung", "tam dung", "tam thoi ", "da bai bo", "da dung", "da ngung", "da bo "),
        *("khong con", "chua con"),
        *(f"dung {what}" for what in _STOPPED),
    ),
    _GIVEN_UP,
)
_YET = r"(?:chua|khong)(?: (?:duoc|co the))?"
_WORKING = r"(?:kich hoat|trien khai|ap dung|ho tro|van hanh|tich hop|kha dung|hoat dong|thuc hien duoc|su dung duoc)"
_TOLD = r"(?:xac dinh|ro|cap nhat|cong bo|quy dinh|co (?:thong tin|so lieu|du lieu|huong dan|quy dinh))"
# Behind what it denies: "dịch vụ trả kết quả điện tử chưa được kích hoạt", "nộp qua mạng: không".
_NOT_IN_PLACE = re.compile(
    rf"(?<=\w) (?:hien |van |tam thoi )*{_YET} {_WORKING}(?=[,.;)]|$| (?:do|vi|nen|den|tai|o|trong|va|ma)\b)"
    rf"|(?<=\w)\)? ?(?:[:=]|[-–—]+>?(?= )|\() ?(?:hien |van |tam thoi )*{_YET}(?: (?:co|cung cap|{_WORKING}|{_TOLD}))?\s*\)?(?=[.;,]|$)"
    r"|(?<=\w)\)? ?[:=] ?(?:dang|cho|se) (?:duoc )?(?:cap nhat|bo sung|xac dinh|cong bo|xay dung|lay y kien)\s*(?=[.;,]|$)"
    r"|\bchi (?:de|co tinh chat|mang tinh) tham khao\b|\bkhong co gia tri (?:su dung|phap ly)\b"
)
_CLAUSE_BEGINS = re.compile(r"[,:(] ?(?!\d)")
_NO = re.compile(r"\W*(?:khong|chua|no|false)(?: (?:co|ap dung|ho tro|cung cap|thuc hien|trien khai|mo))?\W*|[☐□✗✘❌\s]+")
_YES = re.compile(r"\W*(?:co|yes|x|true|ap dung)(?: (?:ap dung|ho tro|cung cap|thuc hien|trien khai))?\W*|[☑☒✓✔✅\s]+")
_MARK = re.compile(r"([☐□✗✘❌☑☒✓✔✅])")
_QUESTION = 100  # characters of a line that the next one answers


@lru_cache(maxsize=64)  # several features ask of the cells of one procedure
def holding(text: str, at: date) -> str:
    """The folded lines of a cell without what on the day `at` does not hold."""
    lines = [said for said, _ in lines_of(text)]
    return "\n".join(kept for line in _answered(lines) if (kept := standing(line, at)))


def offered(text: str) -> str:
    """A text whose boxes to tick are all empty, without them: nobody has chosen yet, so that each of the ways is there to be chosen."""
    marks = _MARK.findall(text)
    chosen = not set(marks) <= {"☐", "□"} or any(_YES.fullmatch(said) for said, _ in lines_of(text))
    return _MARK.sub("\n", text) if len(marks) > 1 and not chosen else text


def current(text: str, at: date) -> str:
    """The same without only what has gone or has yet to come; what is denied stays ("Lệ phí: không")."""
    return "\n".join(kept for line, _ in lines_of(text) if (kept := standing(line, at, denied=True)))


def _answered(lines: list[str]) -> list[str]:
    """Lines without those that are answered with "no": by a line after each, or by a mark in front of or behind each."""
    lines = [piece.strip() for line in lines for piece in _by_marks(line) if piece.strip()]
    answers = [_YES.fullmatch(line) is not None or _NO.fullmatch(line) is not None for line in lines]
    in_pairs = len(lines) >= 4 and len(lines) % 2 == 0 and not any(answers[::2])
    if sum(answers) < 2 - in_pairs or not any(_NO.fullmatch(line) for line in lines):  # a lone "không" may answer anything
        return lines
    asked = len(lines) // 2
    if not any(answers[:asked]) and all(answers[asked:]) and len(lines) == 2 * asked:  # a head over a row of answers
        return [line for line, answer in zip(lines, lines[asked:], strict=False) if not _NO.fullmatch(answer)]
    kept: list[str] = []
    first = answers[0]  # marks stand in front of what they answer
    for place, line in enumerate(lines):
        other = place - 1 if first else place + 1
        denied = 0 <= other < len(lines) and answers[other] and _NO.fullmatch(lines[other]) is not None
        if not answers[place] and not (denied and len(line) <= _QUESTION):
            kept.append(line)
    return kept


def _by_marks(line: str) -> list[str]:
    """A line cut around the marks of boxes to tick; one that has a single mark goes with it."""
    marks = _MARK.findall(line)
    if len(marks) != 1 or line == marks[0]:
        return _MARK.split(line)
    return [] if _NO.fullmatch(marks[0]) else [line.replace(marks[0], " ")]


def standing(line: str, at: date, *, denied: bool = False) -> str:
    """The same for one folded line. `denied`: what is denied stays."""
    if not _may_not_hold(line):
        return line
    parts = (part.strip() for sentence in _SENTENCE_ENDS.split(line) for part in _TURNS.split(sentence))
    return " ".join(kept for part in parts if (kept := _in_time(part if denied else _not_denied(part), at)).strip(" .;"))


def in_force(sentence: str, at: date) -> bool:
    """Whether what a folded sentence tells has begun by the day `at` and is not over: an end without its year is that of an interruption of
    some hours or days, which nobody can place.
    """
    if any(_later(match, at) for match in _FROM.finditer(sentence)):
        return False
    ends = list(_UNTIL.finditer(sentence))
    return all(end["year"] and (int(end["year"]), int(end["month"]), int(end["day"] or 31)) >= (at.year, at.month, at.day) for end in ends)


def _may_not_hold(line: str) -> bool:
    """Whether anything in a line may not hold: most lines are told by one look each that they need not be taken apart."""
    denied = any(sign in line for sign in ("khong", "chua", "chi ", ": dang", ": cho", ": se "))
    if (denied and _NOT_IN_PLACE.search(line)) or ("20" in line and _FROM.search(line)):
        return True
    return _MAY_COME.search(line) is not None or _MAY_BE_GIVEN_UP.search(line) is not None


def _not_denied(said: str) -> str:
    """One side of a sentence without the clauses that are denied."""
    while match := _NOT_IN_PLACE.search(said):
        said = f"{said[: _clause_start(said, match.start())].rstrip(' ,:(')} {said[match.end() :].lstrip(' ,')}".strip()
    return said


def _in_time(said: str, at: date) -> str:
    """One side of a sentence up to the clause that has gone or is yet to come."""
    for pattern in (_TO_COME, _GIVEN_UP):
        if match := pattern.search(said):
            return said[: _clause_start(said, match.start())].rstrip(" ,:(")
    for match in _FROM.finditer(said):
        if _later(match, at):
            return said[: _clause_start(said, match.start())].rstrip(" ,:(")
    return said


def _clause_start(said: str, place: int) -> int:
    """Where the clause begins that holds a place; a colon right before it belongs to what is denied."""
    begins = [match.end() for match in _CLAUSE_BEGINS.finditer(said, 0, place) if match.end() <= place]
    return begins[-1] if begins else 0


def _later(match: re.Match[str], at: date) -> bool:
    year, month, day = int(match["year"]), int(match["month"] or 1), int(match["day"] or 1)
    return (year, month, day) > (at.year, at.month, at.day)
