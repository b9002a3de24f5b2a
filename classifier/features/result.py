"""Feature `result`: how the result reaches the citizen (TT 32/2017 Đ5 k3đ, k4c; levels.md §6.3).

What the result *is* ("Giấy phép") is no channel, and sending the dossier by post says nothing about the way back.
"""

from __future__ import annotations

import re

from classifier.features.cells import is_blank
from classifier.judged import Judged, evidence, field_evidence, finding, words
from classifier.model import ApplicationReading, Context, Evidence, FieldKey, ProcedureReading, Result
from classifier.rules_text import RuleId

# Best first: any of them is legal at level 4, only the first two are at toàn trình.
_CHANNELS: tuple[tuple[Result, re.Pattern[str]], ...] = (
    (
        Result.ONLINE,
        re.compile(
            r"\b(?:truc tuyen|dien tu|online|qua mang|moi truong mang|internet|e-?mail|vneid|kho du lieu|tai khoan ca nhan|ban so|nhan ban mem)\b"
        ),
    ),
    (
        Result.POST,
        re.compile(
            r"\b(?:buu chinh|buu dien|bcci|buu pham|chuyen phat|tai nha|tan nha|at[_ ]home|postal|by post|dia chi (?:dang ky|yeu cau))\b"
        ),
    ),
    (
        Result.IN_PERSON,
        re.compile(
            r"\b(?:truc tiep|tai quay|mot cua|tai (?:tru so|co quan|noi|bo phan|trung tam|so|ubnd|uy ban|cong an|chi cuc|phong|ban)|bo phan tra|direct|in person|counter)\b"
        ),
    ),
)
_RETURN = re.compile(
    r"\b(?:nhan|tra|gui|giao|phat|chuyen)(?: lai)? (?:ban )?ket qua\b(?: (?:giai quyet|tthc|thu tuc hanh chinh|ho so))*(?P<how>[^.;]{0,120})"
)
_COUNTER_NAME = re.compile(r"(?:tiep nhan|nhan)(?: (?:ho so|va|,|&|-))+ ?tra ket qua")
_SENDING = re.compile(r"\bnop (?:ho so|truc tuyen|qua|truc tiep|tai)\b.*")
_NEGATED = re.compile(r"\b(?:khong|chua)(?: \w+){0,3} (?:tra|nhan|gui|ho tro|thuc hien|qua|bang)?\s*$")
_CHANNEL_LABEL = re.compile(r"\b(?:hinh thuc|cach thuc|phuong thuc|kenh|dia diem|noi|dia chi)\b.*\b(?:tra|nhan) ket qua\b")


def result(reading: ProcedureReading, context: Context, application: ApplicationReading | None = None) -> Judged[Result]:
    """Rule 6.3: online before post before in person, from the page's own result-channel words or the form's choice."""
    seen: list[tuple[Result, Evidence]] = []
    for cell in reading.fields:
        channel = _cell_channel(cell.key, words(cell.label), words(cell.text))
        if channel is not None:
            seen.append((channel, field_evidence("result", reading.url, cell)))
    if application is not None and application.result is not Result.UNKNOWN:
        seen.append((application.result, evidence("result", reading.url, application.quote or application.result.value)))
    if not seen:
        return Judged(Result.UNKNOWN, (), (finding(RuleId.RESULT_BY_POST, "result_not_stated", "result=unknown"),))
    order = [channel for channel, _ in _CHANNELS]
    value, witness = min(seen, key=lambda pair: order.index(pair[0]))
    return Judged(value, (witness,), (finding(RuleId.RESULT_BY_POST, f"result_{value}", f"result={value}", witness),))


def _cell_channel(key: FieldKey, label: str, text: str) -> Result | None:
    if is_blank(text):
        return None
    if key is FieldKey.CHANNEL_OUT:
        return _channel(text)
    if key is FieldKey.ADDRESS or (key is not FieldKey.STEPS and _CHANNEL_LABEL.search(label)):
        if not re.search(r"\b(?:tra|nhan) ket qua\b", label):
            return None
        # A cell for where results are handed out that holds just an address is a counter.
        return _channel(text) or (Result.IN_PERSON if key is FieldKey.ADDRESS else None)
    if key in (FieldKey.MANNER, FieldKey.CHANNEL_IN, FieldKey.RESULT):
        found = [_channel(_SENDING.sub("", match.group("how"))) for match in _RETURN.finditer(_COUNTER_NAME.sub("mot cua", text))]
        return min((c for c in found if c), key=[c for c, _ in _CHANNELS].index, default=None)
    return None


def _channel(text: str) -> Result | None:
    for channel, pattern in _CHANNELS:
        if any(not _NEGATED.search(text[: match.start()]) for match in pattern.finditer(text)):
            return channel
    return None
