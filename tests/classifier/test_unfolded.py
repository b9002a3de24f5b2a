# ruff: noqa: E501 - mark-up is easier to read on one line
"""Procedures that are folded under buttons: levels on the buttons, items under tabs that only their own script knows."""

from __future__ import annotations

import pytest

from classifier.model import FieldKey as K, Outcome, Page, PageReading
from classifier.reading import read_page

URL = "https://xa.tinh.example.vn/viec"
WORKS = (("Cấp bản sao trích lục hộ tịch", "Mức độ 4"), ("Đăng ký lại khai tử", "Mức độ 2"), ("Xác nhận hộ nghèo trong năm", ""))


def read(body: str) -> PageReading:
    return read_page(Page(URL, f"<!doctype html><html><body><main>{body}</main></body></html>"))


def told(reading: PageReading, key: K) -> list[str]:
    return [next((f.text for f in p.fields if f.key is key), "") for p in reading.procedures]


ITEMS = "<p><b>Trình tự thực hiện:</b> Nộp giấy tờ rồi chờ.</p><p><b>Thành phần hồ sơ:</b> Tờ khai.</p><p><b>Thời hạn giải quyết:</b> 03 ngày</p><p><b>Lệ phí:</b> Không</p>"
FILTER = "<p>Lọc: <button>Mức độ 3</button> <button>Mức độ 4</button></p>"


def badge(level: str) -> str:
    return f"<small class=hieu>{level}</small>" if level else ""


def in_one_box(name: str, level: str, number: int) -> str:
    return f"<li class=muc><button>{badge(level)} <b>{name}</b></button><div hidden>{ITEMS}</div></li>"


def head_and_panel(name: str, level: str, number: int) -> str:
    return f"<button aria-controls='o{number}'>{name} {badge(level)}</button><section id='o{number}' class=o>{ITEMS}</section>"


@pytest.mark.parametrize("one", [in_one_box, head_and_panel])
def test_a_level_in_the_button_that_opens_a_procedure_is_its_own(one) -> None:  # type: ignore[no-untyped-def]
    body = "".join(one(name, level, number) for number, (name, level) in enumerate(WORKS))
    reading = read(f"<h1>Việc của dân</h1>{FILTER}<ul>{body}</ul>")
    assert [p.name for p in reading.procedures] == [name for name, _ in WORKS]
    assert told(reading, K.LEVEL) == [level for _, level in WORKS]


def tabs(mark: str, panel: str) -> str:
    words = ("Trình tự thực hiện", "Giấy tờ phải nộp", "Xem trước", "Biểu mẫu", "Căn cứ pháp lý")
    said = ("Đến nộp rồi về chờ.", "Đơn viết tay", "Ảnh chụp", "Không cần mẫu đơn.", "Luật Hộ tịch 2014")
    heads = "".join(f"<button role=tab {mark.format(n)}>{word}</button> " for n, word in enumerate(words))
    panels = "".join(f"<div {panel.format(n)}><p>{text}</p></div>" for n, text in enumerate(said))
    facts = "<p><b>Mã thủ tục:</b> 2.000635</p><p><b>Lệ phí:</b> 8.000 đồng</p>"
    return f"<h1>Cấp bản sao trích lục hộ tịch</h1>{facts}<div role=tablist>{heads}</div>{panels}<p><a href='/nop/7'>Nộp hồ sơ</a></p>"


@pytest.mark.parametrize(
    ("mark", "panel"),
    [("data-ngan='khay-{0}'", "id='khay-{0}' role=tabpanel"), ("data-mo='#k{0}'", "id='k{0}'"), ("tabindex=0", "role=tabpanel hidden")],
)
def test_tabs_open_the_parts_that_their_own_data_name_or_that_follow_in_order(mark: str, panel: str) -> None:
    reading = read(tabs(mark, panel))
    for key, text in (
        (K.STEPS, "Đến nộp rồi về chờ."),
        (K.DOSSIER, "Đơn viết tay"),
        (K.FORMS, "Không cần mẫu đơn."),
        (K.LEGAL_BASIS, "Luật Hộ tịch 2014"),
    ):
        assert told(reading, key) == [text]


def ordered(first: str, dossier: str, declared: bool = True) -> PageReading:
    """Tabs without names of their own; `first`: what the first of them opens."""
    strip, head, panel = ("role=tablist", "role=tab", "role=tabpanel") if declared else ("class=dai", "class=o", "class=khung")
    words = ("Kết quả thực hiện", "Thành phần hồ sơ", "Mẫu đơn, tờ khai")
    heads = "".join(f"<span {head}>{word}</span>" for word in words)
    panels = "".join(f"<div {panel}>{inside}</div>" for inside in (first, dossier, "<p>Không có mẫu</p>"))
    return read(f"<h1>Cấp lại thẻ thương binh</h1><p><b>Mã thủ tục:</b> 1.010803</p><div {strip}>{heads}</div>{panels}")


@pytest.mark.parametrize("declared", [True, False])
def test_the_copies_that_a_dossier_wants_are_said_in_its_part(declared: bool) -> None:
    reading = ordered("<p>Thẻ</p>", "<p>Số lượng hồ sơ: 02 bộ</p><p>Ảnh 3x4</p>", declared)
    assert told(reading, K.RESULT) == ["Thẻ"]
    assert told(reading, K.COPIES) == ["02 bộ"]
    assert "Ảnh 3x4" in told(reading, K.DOSSIER)[0]
    assert told(reading, K.FORMS) == ["Không có mẫu"]


def test_a_declared_tab_over_a_group_of_items_takes_nothing_from_the_other_tabs() -> None:
    group = "<p><b>Cơ quan thực hiện:</b> Sở Nội vụ</p><p><b>Thời hạn giải quyết:</b> 12 ngày</p>"
    reading = ordered(group, "<p>Ảnh 3x4</p>")
    assert (told(reading, K.AGENCY), told(reading, K.DURATION)) == (["Sở Nội vụ"], ["12 ngày"])
    assert (told(reading, K.DOSSIER), told(reading, K.FORMS)) == (["Ảnh 3x4"], ["Không có mẫu"])
    assert not any(told(reading, K.RESULT))


@pytest.mark.parametrize(
    ("words", "outcome"),
    [
        ("Nhận kết quả tại nhà", Outcome.OK),
        ("Trả kết quả tại Trung tâm", Outcome.OK),
        ("Máy chủ quá tải", Outcome.ERROR),
        ("He thong qua tai", Outcome.ERROR),
    ],
)
def test_a_result_at_home_is_no_overload(words: str, outcome: Outcome) -> None:
    assert read(f"<h2>{words}</h2><p>Xin cảm ơn.</p>").outcome is outcome
