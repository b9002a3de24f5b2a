"""Why a run is doubted or failed, in the reader's language. The store keeps reasons as `name: figures and words` (scheduler.health)."""

from __future__ import annotations

import re

from classifier.vocabulary import Outcome
from scheduler.messages import shown
from web.words import LANGUAGES, WORDS, text

_FIGURE = re.compile(r"\d+(?:\.\d+)?%?")

TOLD: dict[str, tuple[int, str, str]] = {
    "not_read": (
        2,
        "{0} trong {1} thủ tục có trong danh mục nhưng trang chưa được mở.",
        "{0} of {1} procedures are listed, but their pages were not opened.",
    ),
    "pages_failed": (2, "{0} trong {1} thủ tục không đọc được.", "{0} of {1} procedures could not be read."),
    "nothing_seen": (0, "Lần đọc kết thúc bình thường nhưng không thấy thủ tục nào.", "The run ended well without a single procedure."),
    "below_expected": (2, "{0} thủ tục, dự kiến ít nhất {1}.", "{0} procedures, expected at least {1}."),
    "above_expected": (2, "{0} thủ tục, dự kiến nhiều nhất {1}.", "{0} procedures, expected at most {1}."),
    "count_fell": (2, "Số thủ tục giảm bất thường: {0}, thường là {1}.", "Fewer procedures than usual: {0}, usually {1}."),
    "count_rose": (2, "Số thủ tục tăng bất thường: {0}, thường là {1}.", "More procedures than usual: {0}, usually {1}."),
    "coverage_fell": (
        2,
        "Nội dung “{what}” chỉ còn ở {0} số thủ tục, thường ở {1}.",
        "“{what}” is stated by {0} of the procedures, usually by {1}.",
    ),
    "levels_fell": (2, "{0} trong {1} thủ tục giảm mức cùng một lúc.", "{0} of {1} procedures fell at once."),
    "levels_rose": (2, "{0} trong {1} thủ tục tăng mức cùng một lúc.", "{0} of {1} procedures rose at once."),
}
"""Name of a reason: how many figures it has, and the sentence; `{what}` = what "is stated by" procedures."""


WARNED: dict[str, tuple[str, str]] = {
    "stopped: timeout": ("Hết thời gian dành cho lần đọc; phần còn lại chưa đọc.", "The time of the run was over; the rest is unread."),
    "stopped: max_pages": (
        "Đã đủ số trang được phép đọc; phần còn lại chưa đọc.",
        "The allowed number of pages was reached; the rest is unread.",
    ),
    "stopped: budget": (
        "Đã đủ số yêu cầu được phép gửi; phần còn lại chưa đọc.",
        "The allowed number of requests was reached; the rest is unread.",
    ),
    "max_procedures": ("Chỉ đọc đến số thủ tục tối đa đã đặt.", "Only as many procedures as asked for were read."),
    "hop_budget": (
        "Chưa theo hết các nút nộp hồ sơ, thanh toán: đã đủ số lần được phép.",
        "Not every submit and payment control was followed: the allowed number was reached.",
    ),
    "hops_unfinished": (
        "Chưa theo hết các nút nộp hồ sơ, thanh toán trước khi lần đọc kết thúc.",
        "Not every submit and payment control was followed before the run ended.",
    ),
    "parts_unopened": (
        "Còn phần của cổng chưa mở được, có thể có thêm thủ tục",
        "Parts of the portal that may hold more procedures were not opened",
    ),
    "parts_unread": (
        "Chưa đọc hết các thẻ hoặc các trang tiếp theo của thủ tục: đã đủ số yêu cầu được phép gửi",
        "Not all tabs or further pages of procedures were read: the allowed number of requests was reached",
    ),
    "files_unread": (
        "Có thủ tục mà tệp mẫu đơn chưa xin được hoặc chưa xem được",
        "The files of some procedures' forms could not be asked for or judged",
    ),
    "unread": (
        "Danh mục có thủ tục mà chưa tìm được đường đến trang của thủ tục",
        "Lists have procedures to whose pages no way was found",
    ),
    "documents": (
        "Có thủ tục chỉ công bố bằng tệp văn bản, không có trang để đọc",
        "Some procedures are published as a document only, without a page to read",
    ),
    "unlisted": (
        "Có trang nêu tên thủ tục mà không danh mục nào có",
        "Pages name procedures that no list has",
    ),
    "codes_unlisted": (
        "Trang danh mục có mã thủ tục mà chưa đọc được thành thủ tục nào",
        "Lists show codes of procedures that could not be read as rows",
    ),
    "sections_unread": (
        "Có thủ tục trên trang gồm nhiều thủ tục mà chưa đọc được",
        "Of pages that describe several procedures some procedures could not be read",
    ),
    "presses_unfinished": (
        "Chưa bấm thử hết các nút chạy bằng kịch bản trước khi lần đọc kết thúc.",
        "Not every scripted button was tried before the run ended.",
    ),
}
"""What a run warns of, by the crawler's word for it."""


def warned(warning: str, lang: str) -> str:
    """A warning as a sentence; one that is not known, or a portal's own words, as they were kept."""
    name = "stopped: budget" if warning.startswith("stopped: budget:") else warning
    if name in WARNED:
        return WARNED[name][LANGUAGES.index(lang)]
    name, colon, what = warning.partition(": ")
    if colon and name in WARNED:
        return f"{WARNED[name][LANGUAGES.index(lang)]} ({what})"
    doubts = warning.removeprefix("suspect: ")
    return warning if doubts == warning else f"{text('run.crawler_doubts', lang)} ({doubts})"


def told(reason: str, lang: str) -> tuple[str, str]:
    """A sentence for people, and the technical words that belong to it. What is not known is shown as it was kept."""
    name, colon, rest = reason.partition(": ")
    if name in TOLD and colon:
        count, *sentences = TOLD[name]
        what, _, figures = rest.rpartition(" is stated by ")
        found = _FIGURE.findall(figures)
        if len(found) >= count:
            stated = text(f"run.share.{what}", lang) if f"run.share.{what}" in WORDS else what
            return sentences[LANGUAGES.index(lang)].format(*(_figure(one, lang) for one in found), what=stated), ""
    if name == "crawler" and colon:
        return text("run.crawler_doubts", lang), rest
    if name in set(Outcome) and name != Outcome.OK:
        return text(f"check.outcome.{name}", lang), rest
    return "", reason


def _figure(written: str, lang: str) -> str:
    number = written.removesuffix("%")
    said = shown(float(number) if "." in number else int(number), lang)
    return f"{said} %" if written.endswith("%") else said
