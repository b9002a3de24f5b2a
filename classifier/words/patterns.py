"""Lists of folded phrases as patterns, and the small word "không" that turns one round."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

# Further off where the verb between them is denied too: "không gửi trả kết quả của thủ tục này qua …".
_NEGATION = re.compile(
    r"\b(?:khong|chua)(?: \w+){0,3} ?$"
    # A list of ways is denied as a whole: "không giải quyết trả qua bưu điện, qua mạng".
    r"|\b(?:khong|chua)(?: (?:trien khai|to chuc|thuc hien|ap dung|nhan|giai quyet|chap nhan|co|duoc|viec)){0,2}"
    r" (?:gui|tra|chuyen|phat|giao|cap)(?:(?:, (?:qua|bang|tren|theo))? (?!(?:ma|nhung|song|chi)\b)\w+){1,6} ?$"
    r"|\b(?:khong|chua)(?: duoc| the)? (?:ho tro|trien khai|ap dung|cung cap|tich hop|thuc hien"
    r"|co (?:hinh thuc|dich vu|chuc nang|thanh toan))(?: \w+){0,5} ?$"
)
_DENIED_LIST = re.compile(
    r"\b(?:khong|chua)(?: \w+){0,2}? (?:gui|tra|chuyen|phat|giao|cap)(?: \w+){0,3}? (?:qua|bang)(?: \w+){1,4}(?:, (?:qua"
    r"|bang)(?: \w+){1,4}){0,3}, $"
)
_COUNTER_NAME = re.compile(r"(?:tiep nhan|nhan)(?: (?:ho so|va|,|&|-))+ ?tra ket qua")  # "Bộ phận tiếp nhận và trả kết quả"
# What the slip is called that one gets on handing in: "Giấy tiếp nhận hồ sơ và hẹn trả kết quả". It tells when the result comes, not how.
_SLIP_NAME = re.compile(
    r"\b(?:giay|phieu|bien nhan|bien lai)(?: (?!qua\b|bang\b|den\b|tai\b)\w+){0,6}? hen(?: ngay)? (?:tra"
    r"|nhan)(?: lai)? ket qua\b(?! (?:tai|o) )"
)
_NEGATION_REACH = 60  # characters before a phrase in which a negation still belongs to it


@dataclass(frozen=True, slots=True)
class Sifted:
    """A pattern that is looked for only in text that holds one of its words: of most texts one look each tells that it is not in them.

    `words`: one of them stands in whatever matches.
    """

    words: tuple[str, ...]
    pattern: re.Pattern[str]

    def search(self, said: str) -> re.Match[str] | None:
        return self.pattern.search(said) if self.may_match(said) else None

    def finditer(self, said: str) -> Iterator[re.Match[str]]:
        return self.pattern.finditer(said) if self.may_match(said) else iter(())

    def without(self, said: str) -> str:
        """The text without what matches."""
        return self.pattern.sub("", said) if self.may_match(said) else said

    def may_match(self, said: str) -> bool:
        for word in self.words:  # `any` with a generator takes twice as long, and this is asked of every clause
            if word in said:
                return True
        return False


def any_of(*phrases: str) -> re.Pattern[str]:
    """A pattern for any of these as whole words; each is itself a pattern over folded text."""
    return re.compile(rf"\b(?:{'|'.join(phrases)})\b")


def negated(said: str, start: int) -> bool:
    """Whether the phrase that begins at `start` is denied by the words just before it."""
    before = said[max(0, start - _NEGATION_REACH) : start]
    listed = before.endswith(", ") and said.startswith(("qua ", "bang "), start) and _DENIED_LIST.search(before) is not None
    return listed or _NEGATION.search(before) is not None


def affirmed(pattern: re.Pattern[str], said: str) -> bool:
    """Whether the pattern occurs at least once without a negation before it."""
    return any(not negated(said, match.start()) for match in pattern.finditer(said))


def without_counter_name(said: str) -> str:
    """Folded words without the names of the counter and of its slip, which by themselves speak of receiving dossiers and giving back
    results.
    """
    said = _SLIP_NAME.sub("giay hen", said) if "hen" in said else said
    return _COUNTER_NAME.sub("mot cua", said) if "tra ket qua" in said else said
