"""When a labelled cell says something: the difference between a value, a stated "none" and an empty cell."""

from __future__ import annotations

import re

from classifier.findings.judged import words
from classifier.model import Field

_BLANK = re.compile(
    r"(?:(?:thong tin |noi dung |du lieu )?(?:dang|chua|cho|se) (?:duoc )?(?:cap nhat|bo sung|cong bo)"
    r"(?: thong tin| du lieu| noi dung| sau)*"
    r"|(?:khong|chua) co (?:thong tin|du lieu|noi dung|ket qua)(?: (?!de ).{0,60})?"
    r"|no (?:data|information)|n ?/ ?a|null|none|undefined|nan|updating|trong|xem chi tiet|chi tiet|(?:noi dung )?dang tai(?: du lieu)?"
    r"|[\s.,:;|/*\-–—_…•+()]*)"
)
_NONE = re.compile(
    r"(?:- ?)?(?:khong|khong co|khong quy dinh|khong yeu cau|khong ap dung|khong can|khong bat buoc|khong phai nop|none required)"
    r"(?: (?:quy dinh|yeu cau|dieu kien|yeu cau,? dieu kien|gi|mau|bieu mau|to khai|mau don|mau don,? to khai|don,? to khai))*"
)
_SHORT = re.compile(r"\bko\b")
_LONGEST = 200  # what stands for nothing is short; longer cells need not be folded to know that they hold something


def is_blank(text: str) -> bool:
    """Nothing, dashes, or words that stand for nothing ("Đang cập nhật", "Không có thông tin")."""
    return len(text) <= _LONGEST and _BLANK.fullmatch(words(text).strip(" .:;")) is not None


def is_stated_none(text: str) -> bool:
    """The cell itself says that there is nothing: "Không", "Không quy định", "Không yêu cầu"."""
    return len(text) <= _LONGEST and _NONE.fullmatch(_SHORT.sub("khong", words(text).strip(" .:;"))) is not None


def given(field: Field) -> bool:
    """The cell holds words or a file."""
    return not is_blank(field.text) or any(link.url for link in field.links)
