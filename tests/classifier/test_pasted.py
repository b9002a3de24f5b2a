# ruff: noqa: E501 - mark-up is easier to read on one line
"""Procedures pasted from a word processor: labels cut by spans, codes in brackets, the rest in an attached file."""

from __future__ import annotations

from datetime import date

import pytest

from classifier.document import open_document
from classifier.judge import judge
from classifier.labels import find_labels
from classifier.model import Context, FieldKey, Page, PageKind
from classifier.reading import read_page
from classifier.regions import find_regions
from classifier.totals import read_total

HERE = "https://xa.example.vn/bai/77-cap-lai-the"
NAME = "Cấp lại thẻ công nhận người có uy tín"


def cut(label: str, value: str) -> str:
    half = len(label) // 2
    return f"<p><b><span>{label[:half]}</span><span>{label[half:]}</span>:</b> <span>{value}</span></p>"


LABELS = (
    ("Diễn tiến công việc", "Nộp, xét, trao thẻ", FieldKey.STEPS),
    ("Lối nộp hồ sơ", "Mang tới trụ sở", FieldKey.CHANNEL_IN),
    ("Giấy tờ phải lập", "Đơn viết tay", FieldKey.DOSSIER),
    ("Hạn trả kết quả", "07 ngày", FieldKey.DURATION),
    ("Bên giải quyết", "Ban Dân tộc", FieldKey.AGENCY),
    ("Sản phẩm nhận được", "Thẻ", FieldKey.RESULT),
    ("Các khoản phải nộp", "Không thu", FieldKey.FEE),
    ("Mẫu kèm theo", "Không có", FieldKey.FORMS),
    ("Quy định áp dụng", "Nghị định 28", FieldKey.LEGAL_BASIS),
    ("Cách giao kết quả", "Gửi bưu điện", FieldKey.CHANNEL_OUT),
    ("Phí, lệ phí", "Không", FieldKey.FEE),
)


def test_labels_in_other_words_cut_by_mark_up() -> None:
    body = "".join(cut(label, value) for label, value, _ in LABELS)
    (reading,) = read_page(Page(HERE, f"<title>{NAME}</title><h1>{NAME}</h1>{body}")).procedures
    assert [(f.key, f.label, f.text) for f in reading.fields] == [(key, label, value) for label, value, key in LABELS]


def test_the_second_half_of_a_label_is_none() -> None:
    doc = open_document("<p><b>Phí, </b><b>lệ phí</b>: không</p><p><b>Lệ phí:</b> 5.000 đồng</p>", HERE)
    assert [label.text for label in find_labels(doc)] == ["Phí, lệ phí", "Lệ phí"]


@pytest.mark.parametrize(
    ("line", "code"),
    [
        ("<p><i>(Số: 1.004888.000.00.00.H41)</i></p>", "1.004888.000.00.00.H41"),
        ("<p>Bãi bỏ thủ tục 1.004877 và thủ tục 1.004888 từ ngày ký</p>", None),
        ("<p>1.004877</p><p>1.004888</p>", None),
    ],
)
def test_a_code_in_a_line_of_its_own_below_the_heading(line: str, code: str | None) -> None:
    body = "".join(cut(label, value) for label, value, _ in LABELS)
    (reading,) = read_page(Page(HERE, f"<h1>{NAME}</h1>{line}{body}")).procedures
    assert reading.code == code


def test_what_stands_in_a_file_with_the_whole_text_is_not_missing() -> None:
    head = f"<h1>{NAME}</h1><p>Mã số: 1.004888</p><p>Cơ quan thực hiện: Ban Dân tộc</p><p>Cách nộp: Mang tới trụ sở</p><p>Thời hạn: 7 ngày</p><p>Lệ phí: Không</p><p>Đối tượng: Cá nhân</p>"
    levels = []
    for file in ("<a href='/t/77.pdf'>Toàn văn thủ tục</a>", "<a href='/t/77.pdf'>Thẻ mẫu</a>"):
        reading = read_page(Page(HERE, f"{head}<p>Kết quả: Thẻ</p><p>Trình tự thực hiện:</p><p>Tệp đính kèm: {file}</p>"))
        (one,) = reading.procedures or (reading.sparse,)
        assert one is not None
        levels.append(judge(one, Context(at=date(2024, 5, 2))).level)
        assert not any(form.named == "Toàn văn thủ tục" for form in one.forms)
    assert levels[0] is None


def test_a_bar_around_the_title_of_the_article_is_no_frame_of_the_site() -> None:
    html = f"<title>{NAME} - Xã A</title><div class=header><h2>Xã A</h2></div><div class='page-header'><h2>{NAME}</h2></div><p>Nội dung</p>"
    doc = open_document(html, HERE)
    regions = find_regions(doc)
    assert [regions.in_chrome(e) for e in doc.select("h2")] == [True, False]


def test_a_count_of_pages_is_no_count_of_records() -> None:
    text = "<ul><li>Lượt xem: 999</li><li>Tờ 1 / 2</li></ul>"
    assert read_total(open_document(text, HERE), ()) is None
    rows = "".join(f"<li><a href='/bai/{n}-x'>Cấp thẻ loại {n}</a></li>" for n in range(20, 26))
    reading = read_page(Page("https://xa.example.vn/muc", f"<h1>Thủ tục hành chính</h1><ul>{rows}</ul><p>Tổng số: 2 mục</p>"))
    assert (reading.kind, len(reading.rows), reading.total) == (PageKind.LISTING, 6, None)
