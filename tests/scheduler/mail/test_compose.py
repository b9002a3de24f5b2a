"""The mail as mail programs get it: a listed safe subset of HTML, a text twin, pictures with words, a workbook of plain values."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import datetime
from email import message_from_bytes, policy
from email.message import EmailMessage
from html.parser import HTMLParser
from io import BytesIO
from pathlib import Path

import pytest
from openpyxl import load_workbook

from classifier.vocabulary import Outcome
from scheduler.charts import LEVEL_COLOURS
from scheduler.mail.compose import ORDER, SHOWN, WIDTH, compose, summary, write
from scheduler.mail.model import Digest, TargetLine
from scheduler.messages import MESSAGES
from storage.models import LevelSpan
from tests.scheduler.mail.weeks import BUSY, QUIET, change

TAGS = {"html", "head", "meta", "title", "body", "table", "tbody", "tr", "td", "span", "br", "a", "img"}
PROPERTIES = {
    *("background-color", "color", "font-family", "font-size", "font-weight", "line-height", "text-align", "text-decoration"),
    *("vertical-align", "padding", "margin", "border", "border-bottom", "border-collapse", "width", "max-width", "height"),
    *("display", "white-space"),
}  # fmt: skip
"""What Outlook (Word's engine), Gmail and Apple Mail all draw; `margin` only on the body, `display` only as block on pictures."""


class Elements(HTMLParser):
    """Every element of a page with its attributes."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.found: list[tuple[str, dict[str, str]]] = []
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.found.append((tag, {name: value or "" for name, value in attrs}))


def read_back(message: EmailMessage) -> EmailMessage:
    parsed = message_from_bytes(message.as_bytes(), policy=policy.default)
    assert isinstance(parsed, EmailMessage)
    return parsed


def body(message: EmailMessage, kind: str) -> str:
    part = read_back(message).get_body((kind,))
    assert part is not None
    return str(part.get_content())


def styles(attributes: dict[str, str]) -> dict[str, str]:
    pairs = (item.split(":", 1) for item in attributes.get("style", "").split(";") if item.strip())
    return {name.strip(): value.strip() for name, value in pairs}


@pytest.mark.parametrize("lang", ["vi", "en"])
@pytest.mark.parametrize("digest", [BUSY, QUIET], ids=["busy", "quiet"])
def test_the_html_stays_inside_the_safe_subset(digest: Digest, lang: str) -> None:
    elements = Elements(body(compose(digest, lang), "html")).found
    assert {tag for tag, _ in elements} <= TAGS
    for tag, attributes in elements:
        assert not any(name.startswith("on") for name in attributes)
        found = styles(attributes)
        assert set(found) <= PROPERTIES, tag
        assert not re.search(r"url\(|expression|@import|var\(|calc\(", attributes.get("style", ""))
        assert "margin" not in found or tag == "body"
        assert "display" not in found or (tag, found["display"]) == ("img", "block")
    widths = [int(a["width"]) for _, a in elements if a.get("width", "").isdigit()]
    assert max(widths) == WIDTH == 640
    assert all(int(px) <= WIDTH for _, a in elements for px in re.findall(r"width:\s*(\d+)px", a.get("style", "")))


def test_layout_is_by_tables_with_their_styles_inlined() -> None:
    html = body(compose(BUSY), "html")
    assert "<style" not in html and "<div" not in html
    assert html.count('role="presentation"') >= 3


def test_every_picture_has_words_and_measures_and_is_attached() -> None:
    message = read_back(compose(BUSY))
    html = body(compose(BUSY), "html")
    images = [attributes for tag, attributes in Elements(html).found if tag == "img"]
    parts = {str(p["Content-ID"]).strip("<>"): p for p in message.walk() if p.get_content_type() == "image/png"}
    assert len(images) == 4 and len(parts) == 4
    for image in images:
        assert image["alt"] and int(image["width"]) > 0 and int(image["height"]) > 0
        assert image["src"].removeprefix("cid:") in parts
    assert all(part.get_content_disposition() == "inline" for part in parts.values())
    assert {part.get_content().startswith(b"\x89PNG") for part in parts.values()} == {True}


def test_the_parts_are_nested_as_mail_programs_expect() -> None:
    message = compose(BUSY)
    assert message.get_content_type() == "multipart/mixed"
    alternative, sheet = message.iter_parts()
    assert alternative.get_content_type() == "multipart/alternative"
    assert [p.get_content_type() for p in alternative.iter_parts()] == ["text/plain", "multipart/related"]
    assert sheet.get_filename() == "mucdo-2026-W47.xlsx"
    assert max(len(line) for line in message.as_bytes().split(b"\r\n")) <= 998


def test_the_text_twin_says_what_the_html_says() -> None:
    text, html = body(compose(BUSY), "plain"), body(compose(BUSY), "html")
    for words in ("Giảm mức độ", "4 → 2", "Một cửa huyện Hương Khê", "bị chặn", "12/11/2026", "HT-02", "62,5–81,25 %", "mức 3: 411",
                  "ngưỡng ≥ 90 %", "Không tính 1.204 thủ tục", "gần đủ điều kiện nâng mức"):  # fmt: skip
        assert words in text
        assert words in html or words == "mức 3: 411"
    assert "mức 3: 402 → 411" in html


def test_a_quiet_week_says_so_in_two_lines() -> None:
    message = compose(QUIET)
    assert body(message, "plain").strip().count("\n") == 1
    assert "không có thay đổi" in body(message, "plain") and "không có thay đổi" in str(message["Subject"])
    assert len(re.findall(r"<br", body(message, "html"))) == 1
    assert not list(message.iter_attachments())


def test_the_subject_counts() -> None:
    subject = str(compose(BUSY)["Subject"])
    assert subject.startswith("Dịch vụ công Hà Tĩnh, tuần 47/2026: 3 tăng, 1 giảm, 1 mới, 1 mất")
    assert "1 cổng không đọc được" in subject and "2 mục tiêu thay đổi" in subject
    assert "week 2026-W47: 3 rose, 1 fell" in str(compose(BUSY, "en")["Subject"])


def test_long_lists_are_cut_in_the_mail_and_whole_in_the_workbook() -> None:
    many = replace(BUSY, changes=tuple(change("upgrade", n) for n in range(40)))
    assert body(compose(many), "html").count("2 → 3") == SHOWN
    assert f"và {40 - SHOWN} mục khác" in body(compose(many), "plain")
    book = load_workbook(BytesIO(sheet_of(many)))
    assert book.worksheets[0].max_row == 1 + 40 + 1  # head, changes, one correction


def sheet_of(digest: Digest) -> bytes:
    (sheet,) = read_back(compose(digest)).iter_attachments()
    return bytes(sheet.get_content())


def test_the_workbook_holds_values_and_no_formulas() -> None:
    evil = change("upgrade", 1, name='=HYPERLINK("http://evil.example","x")', agency="+1+cmd|' /C calc'!A0", evidence="@SUM(1)")
    book = load_workbook(BytesIO(sheet_of(replace(BUSY, changes=(evil, change("gone", 2, 3, None))))))
    first = book.worksheets[0]
    cells = [cell for row in first.iter_rows(min_row=2) for cell in row]
    assert not any(cell.data_type == "f" or cell.hyperlink for sheet in book.worksheets for row in sheet.iter_rows() for cell in row)
    assert any(str(cell.value).startswith("=HYPERLINK") for cell in cells)
    row = [cell.value for cell in first[2]]
    assert row[5:7] == [2, 3] and isinstance(row[9], datetime)
    assert [cell.value for cell in first[3]][5:7] == [3, None], "missing is blank, never 0"
    assert first.freeze_panes == "A2" and first.auto_filter.ref


def test_what_a_portal_writes_stays_text() -> None:
    evil = change("upgrade", 1, name="<script>alert(1)</script><b>x</b>", url="javascript:alert(1)", agency='"><img src=x>', code="{{7*7}}")
    html = body(compose(replace(BUSY, changes=(evil,))), "html")
    assert "<script" not in html and "javascript:" not in html and "<b>" not in html and "{{7*7}}" in html
    assert "&lt;script&gt;" in html
    assert {tag for tag, _ in Elements(html).found} <= TAGS


def test_a_name_cannot_write_headers() -> None:
    message = compose(replace(BUSY, provinces=("Hà Tĩnh\r\nBcc: x@evil.example",)))
    assert message["Bcc"] is None and "\n" not in str(message["Subject"])


def test_every_kind_of_change_has_a_place_and_words() -> None:
    constraint = next(str(c.sqltext) for c in LevelSpan.__table__.constraints if c.name == "ck_level_span_change")  # type: ignore[attr-defined]
    kinds = set(re.findall(r"'(\w+)'", constraint))
    assert kinds == set(ORDER) and all(f"mail.section.{kind}" in MESSAGES for kind in kinds)
    digest = replace(BUSY, changes=tuple(change(kind, n) for n, kind in enumerate(sorted(kinds))))
    text = body(compose(digest), "plain")
    assert all(MESSAGES[f"mail.section.{kind}"][0] in text for kind in kinds)


def test_every_outcome_has_words() -> None:
    words = {*(o.value for o in Outcome if o is not Outcome.OK), "suspect"}
    assert all(f"mail.outcome.{word}" in MESSAGES for word in words)


def test_unknown_levels_are_named_not_zero() -> None:
    digest = replace(BUSY, changes=(change("evidence_lost", 1, 3, None), change("new", 2, None, None)))
    text = body(compose(digest), "plain")
    assert "3 → ?" in text and "chưa rõ" in text and "None" not in text


def test_a_target_without_figures_has_no_picture() -> None:
    line = TargetLine("HT-06", "Hà Tĩnh", "Xếp hạng", BUSY.until, 15, "rank", None, None, "không có dữ liệu", "đạt", "số liệu nhập")
    html = body(compose(replace(BUSY, targets=(line,), levels_before={}, levels_now={})), "html")
    assert "<img" not in html and "HT-06" in html


def test_a_target_shows_what_it_asks_for_and_what_its_verdict_was() -> None:
    html = re.sub(r"<[^>]+>", " ", body(compose(BUSY), "html"))
    assert re.search(r"31 %\s+· trước: 28 %\s+· ngưỡng ≥ 30 %", html)
    assert len(re.findall(r"trước: không đạt", html)) == 1, "said only where the verdict is another"
    assert "28 % → 31 %, ngưỡng ≥ 30 %; không đạt → đạt" in body(compose(BUSY), "plain")
    rank = replace(BUSY.targets[0], compare="<=", threshold=15.0, unit="rank", before=None, after=None)
    assert "ngưỡng ≤ 15;" in body(compose(replace(BUSY, targets=(rank,))), "plain")


def test_the_dashboard_is_linked_when_people_can_reach_it() -> None:
    link = str(BUSY.dashboard)
    found = [attributes["href"] for tag, attributes in Elements(body(compose(BUSY), "html")).found if tag == "a"]
    assert found[0] == link and link in body(compose(BUSY), "plain") and link in summary(BUSY)[1]
    without = replace(BUSY, dashboard=None)
    assert "trang theo dõi" not in body(compose(without), "html") + body(compose(without), "plain") + summary(without)[1]


def test_lines_name_the_portal_where_there_are_several() -> None:
    lines = (change("upgrade", 1, place="Cổng dịch vụ công tỉnh Hà Tĩnh"), change("upgrade", 2, portal="son-la"))
    html = body(compose(replace(BUSY, changes=lines)), "html")
    assert "· Cổng dịch vụ công tỉnh Hà Tĩnh" in html and "· son-la" in html


def test_a_declared_change_is_told_by_its_labels() -> None:
    line = change("declared", 7, 3, 3, declared_from="2", declared_to="3", scheme_from="ND43-2011", scheme_to="ND43-2011")
    html = re.sub(r"<[^>]+>", "|", body(compose(replace(BUSY, changes=(line,))), "html"))
    assert re.search(r"\|Mức 2 → Mức 3\|+theo bằng chứng: mức 3\|", html)


def test_the_files_are_the_mail(tmp_path: Path) -> None:
    message = compose(BUSY)
    mail, page = write(message, tmp_path / "out", "digest")
    assert body(read_back(message), "plain") == body(message_from_bytes(mail.read_bytes(), policy=policy.default), "plain")  # type: ignore[arg-type]
    html = page.read_text("utf-8")
    assert html.count("data:image/png;base64,") == 4 and "cid:" not in html


def test_the_colours_of_the_levels_differ() -> None:
    assert len(set(LEVEL_COLOURS.values())) == 6


@pytest.mark.parametrize(
    ("before", "after", "words"),
    [
        (("ND43-2011", "3"), ("ND43-2011", "4"), "Mức 3 → Mức 4; theo bằng chứng: mức 3"),
        (("ND42-2022", "mot-phan"), ("ND42-2022", "toan-trinh"), "Một phần → Toàn trình; theo bằng chứng: mức 3"),
        (
            ("ND43-2011", "2"),
            ("ND42-2022", "toan-trinh"),
            "Mức 2 (NĐ 43/2011/NĐ-CP) → Toàn trình (NĐ 42/2022/NĐ-CP); khác chế độ, không so sánh trực tiếp",
        ),
        ((None, None), ("CD-2026", "3"), "]: Chủ động mức 3; theo bằng chứng: mức 3"),
        (("ND224-2026", "mot-phan"), (None, None), "Một phần → không công bố; theo bằng chứng: mức 3"),
    ],
)
def test_labels_are_words_and_two_regimes_are_never_compared_silently(
    before: tuple[str | None, str | None], after: tuple[str | None, str | None], words: str
) -> None:
    line = replace(change("declared", 7, 3, 3), scheme_from=before[0], declared_from=before[1], scheme_to=after[0], declared_to=after[1])
    message = compose(replace(BUSY, changes=(line,)))
    body = message.get_body(("plain",))
    assert body is not None and words in body.get_content()


@pytest.mark.parametrize("length", range(60, 200, 7))
def test_a_long_subject_keeps_its_spaces(length: int) -> None:
    places = " ".join(f"Hà Tĩnh {n} và Sơn La thay 1 đổi" for n in range(9))[:length].strip()
    message = compose(replace(BUSY, provinces=(places,)))
    assert str(read_back(message)["Subject"]) == str(message["Subject"])
    assert max(len(line) for line in message.as_bytes().split(b"\r\n")) <= 100


def test_what_changed_on_agency_sites_stands_in_every_part() -> None:
    message = compose(BUSY)
    for kind in ("plain", "html"):
        for words in ("không còn thấy: Hỏi đáp (Điều 15)", "trang không còn hoạt động", "UBND huyện Đức Thọ", "21/11/2026"):
            assert words in body(message, kind)
    assert "2 thay đổi trên trang của cơ quan" in str(message["Subject"])
    cells = [str(cell.value) for sheet in load_workbook(BytesIO(sheet_of(BUSY))).worksheets for row in sheet.iter_rows() for cell in row]
    assert "không còn thấy: Hỏi đáp (Điều 15)" in cells
    assert not replace(QUIET, sites=BUSY.sites).quiet
