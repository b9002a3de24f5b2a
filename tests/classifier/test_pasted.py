# ruff: noqa: E501 - mark-up is easier to read on one line
"""Procedures pasted from a word processor: labels cut by spans, codes in brackets, the rest in an attached file."""

from __future__ import annotations

from datetime import date

import pytest

from classifier.judging.judge import judge
from classifier.labelled.labels import find_labels
from classifier.listing.totals import read_total
from classifier.model import Context, FieldKey, Page, PageKind
from classifier.page.document import open_document
from classifier.page.regions import find_regions
from classifier.reading import read_page

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


def test_the_last_step_of_a_lettered_list_is_no_label() -> None:
    steps = "<p>a) Lập đơn, kèm bản sao căn cước công dân.</p><p>b) Ban xem xét và trình người có thẩm quyền ký.</p><p>c) Trả kết quả.</p>"
    body = f"<p><b>Trình tự thực hiện:</b></p>{steps}<p><b>Thành phần hồ sơ:</b> Đơn</p><p><b>Thời hạn:</b> 3 ngày</p><p><b>Lệ phí:</b> Không</p>"
    (reading,) = read_page(Page(HERE, f"<h1>{NAME}</h1>{body}")).procedures
    assert reading.fields[0].text.endswith("c) Trả kết quả.") and len(reading.fields) == 4
    heads = "<p>a) Thành phần hồ sơ.</p><p>Đơn, bản sao</p><p>b) Trả kết quả.</p><p>Tại trụ sở</p>"
    assert [label.key for label in find_labels(open_document(heads, HERE))] == [FieldKey.DOSSIER, FieldKey.CHANNEL_OUT]


def test_an_agency_is_named_on_the_line_of_its_label_where_no_label_follows() -> None:
    one = "<p>Mã thủ tục: {}</p><p>Mức độ: 2</p><p>Lĩnh vực: Dân tộc</p><p>Cơ quan thực hiện: Ban Dân tộc</p><p>{}</p>"
    names = ("Cấp thẻ già làng", "Công nhận người có uy tín", "Cấp lại thẻ già làng")
    codes = ("1.004888", "1.004889", "1.004890")
    rest = "<p>Hồ sơ gồm: Đơn</p><p>Trình tự thực hiện: Nộp</p><p>Thời hạn: 2 ngày</p><p>Lệ phí: Không</p>"
    parts = [one.format(codes[0], "Mỗi năm một lần, hỏi trưởng bản."), *(one.format(code, "") + rest for code in codes[1:])]
    html = "".join(f"<section><h3>{name}</h3><div>{part}</div></section>" for name, part in zip(names, parts, strict=True))
    reading = read_page(Page(HERE, f"<h1>Người có uy tín</h1>{html}"))
    assert [[f.text for f in p.fields if f.key is FieldKey.AGENCY] for p in reading.procedures] == [["Ban Dân tộc"]] * 3


def test_a_sentence_above_cards_heads_no_news() -> None:
    cards = "".join(
        f"<article><h2><a href='/thu-tuc/{slug}/'>{name}</a></h2></article>"
        for slug, name in (("a-b", "Cấp thẻ già làng"), ("c-d", "Đăng ký lễ hội"), ("e-f", "Công nhận nghệ nhân"))
    )
    listed = [
        read_page(Page("https://xa.example.vn/dip/le-hoi/", f"<h1>Lễ hội</h1><p>{above}</p><div>{cards}</div>")).rows
        for above in ("Các việc liên quan, xếp theo tên.", "Bài viết liên quan")
    ]
    assert [len(rows) for rows in listed] == [3, 0]
