"""Feature `result`: how the result reaches the citizen (TT 32/2017 Đ5 k3đ, k4c; levels.md §6.3).

What the result *is* ("Giấy phép") is no channel, and sending the dossier by post says nothing about the way back.
"""

from __future__ import annotations

import re

from classifier.features.cells import is_blank
from classifier.judged import Judged, beginning, evidence, field_evidence, finding, words
from classifier.model import ApplicationReading, Context, Evidence, Field, FieldKey, ProcedureReading, Result
from classifier.patterns import affirmed, any_of
from classifier.rules_text import RuleId

# Best first: any of them is legal at level 4, only the first two are at toàn trình.
_CHANNELS: dict[Result, re.Pattern[str]] = {
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
        "tai khoan ca nhan",
        "ban mem",
    ),
    Result.POST: any_of(
        "buu chinh", "buu dien", "bcci", "buu pham", "chuyen phat", "tai nha", "tan nha", "at[_ ]home", "postal", "by post"
    ),
    Result.IN_PERSON: any_of(
        "truc tiep",
        "mot cua",
        "tai (?:quay|tru so|co quan|noi|bo phan|trung tam|so|ubnd|uy ban|cong an|chi cuc|phong|ban)",
        "bo phan tra",
        "direct",
        "in person",
        "counter",
    ),
}
_RANK = list(_CHANNELS)
_WAY_BACK = re.compile(r"\b(?:nhan|tra|gui|giao|phat|chuyen)(?: lai)? (?:ban )?ket qua\b(?P<how>[^.;]{0,120})")
_COUNTER_NAME = re.compile(r"(?:tiep nhan|nhan)(?: (?:ho so|va|,|&|-))+ ?tra ket qua")  # "Bộ phận tiếp nhận và trả kết quả"
_SENDING = re.compile(r"\bnop (?:ho so|truc tuyen|qua|truc tiep|tai)\b.*")
_LABEL = any_of("(?:tra|nhan) ket qua")
_WAY_LABEL = any_of("hinh thuc", "cach thuc", "phuong thuc", "kenh", "dia diem", "noi", "dia chi")


def result(reading: ProcedureReading, context: Context, application: ApplicationReading | None = None) -> Judged[Result]:
    """Rule 6.3: online before post before in person, from the page's own result-channel words or the form's choice."""
    seen: list[tuple[Result, Evidence]] = []
    for cell in reading.fields:
        channel = None if is_blank(cell.text) else _channel_of(cell)
        if channel is not None:
            seen.append((channel, field_evidence("result", reading.url, cell)))
    if application is not None and application.result is not Result.UNKNOWN:
        seen.append((application.result, evidence("result", reading.url, application.quote)))
    if not seen:
        return Judged(Result.UNKNOWN, (), (finding(RuleId.RESULT_BY_POST, "result_not_stated", "result=unknown"),))
    value, witness = min(seen, key=lambda pair: _RANK.index(pair[0]))
    return Judged(value, (witness,), (finding(RuleId.RESULT_BY_POST, f"result_{value}", f"result={value}", witness),))


def _channel_of(cell: Field) -> Result | None:
    if cell.key is FieldKey.CHANNEL_OUT:
        return _channel(beginning(cell))
    if cell.key is FieldKey.STEPS:
        return None
    label = words(cell.label)
    if _LABEL.search(label) and (cell.key is FieldKey.ADDRESS or _WAY_LABEL.search(label)):
        # A cell for where results are handed out that holds just an address is a counter.
        return _channel(beginning(cell)) or (Result.IN_PERSON if cell.key is FieldKey.ADDRESS else None)
    if cell.key in (FieldKey.MANNER, FieldKey.CHANNEL_IN, FieldKey.RESULT):
        return _said_on_the_way_back(beginning(cell))
    return None


def _said_on_the_way_back(said: str) -> Result | None:
    ways = (_channel(_SENDING.sub("", match["how"])) for match in _WAY_BACK.finditer(_COUNTER_NAME.sub("mot cua", said)))
    return min((way for way in ways if way is not None), key=_RANK.index, default=None)


def _channel(said: str) -> Result | None:
    return next((channel for channel, pattern in _CHANNELS.items() if affirmed(pattern, said)), None)
