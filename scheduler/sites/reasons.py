"""Why a site's item, or a whole site, is as it is: the causes that rules give, as a phrase in either language."""

from __future__ import annotations

import re
from datetime import date

from classifier.sites.why import Why, causes_of
from scheduler.messages import say, shown
from scheduler.sites.reason_words import OUTCOMES, STANDING, VALUES
from scheduler.sites.standing import AgencyStanding

_NAMED = frozenset({Why.PARTS_MISSING, Why.DETAILS, Why.ONLY_DETAILS, Why.BASICS_LACKING})
_DETAIL: tuple[tuple[re.Pattern[str], str], ...] = (
    (re.compile(r"answered (\d+)"), "máy chủ trả lời mã {0}"),
    (re.compile(r"dns:.*"), "không phân giải được tên miền"),
    (re.compile(r"refused:.*"), "không có máy chủ nào trả lời ở địa chỉ này"),
    (re.compile(r"tls:.*expired.*"), "chứng thư số đã hết hạn"),
    (re.compile(r"tls:.*another name.*"), "chứng thư số cấp cho tên khác"),
    (re.compile(r"tls:.*"), "không lập được kết nối an toàn"),
    (re.compile(r"timeout.*"), "quá thời gian chờ"),
    (re.compile(r"too large"), "trang quá lớn"),
    (re.compile(r"budget spent.*"), "hết hạn mức của lần thu thập"),
    (re.compile(r".*connection.*"), "kết nối bị ngắt"),
    (re.compile(r"robots.*"), "robots.txt không cho phép"),
)


def why_words(reason: str, lang: str) -> str:
    """The causes of a finding as a phrase; what an older version wrote stands as it was written."""
    words = []
    for name, value in causes_of(reason):
        if not name:
            words.append(value)
            continue
        written = value
        if name == Why.NOT_ANSWERED:
            written = answer_words(value, lang)
        elif name in _NAMED:
            written = ", ".join(say(f"sites.value.{part}", lang) if f"value.{part}" in VALUES else part for part in value.split(", "))
        elif name == Why.NEWEST:
            written = shown(_day(value), lang)
        words.append(say(f"sites.why.{name}", lang, value=written) if value else say(f"sites.why.{name}", lang))
    return "; ".join(words)


def answer_words(told: str, lang: str) -> str:
    """ "error: answered 503" in words."""
    outcome, _, detail = told.partition(": ")
    name = say(f"sites.outcome.{outcome}", lang) if f"outcome.{outcome}" in OUTCOMES else outcome
    if lang == "vi":
        found = next(((pattern.fullmatch(detail), words) for pattern, words in _DETAIL if pattern.fullmatch(detail)), None)
        detail = found[1].format(*found[0].groups()) if found is not None and found[0] is not None else detail
    return f"{name} ({detail})" if detail and detail != name else name


def _day(value: str) -> object:
    try:
        return date.fromisoformat(value)
    except ValueError:
        return value


def standing_words(one: AgencyStanding, lang: str) -> str:
    """Why an agency's site stands as it does; "" for one that was read on its last visit."""
    said = [say(f"sites.standing.{one.why}", lang)] if f"standing.{one.why}" in STANDING else []
    if one.reading is not None and one.reading.reason:
        said.append(why_words(one.reading.reason, lang))
    return "; ".join(said)
