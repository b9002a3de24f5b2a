"""One procedure, many mark-ups: the same reading."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from classifier.model import FieldKey as K, Outcome, Page, PageKind
from classifier.reading import read_page
from tests.classifier.vendors.details import DETAILS, Procedure, page

URL = "https://dvc.tinh.example.vn/thu-tuc/chi-tiet?id=11724"


def plain(text: str) -> str:
    return " ".join(text.replace("\n", " ").split())


@pytest.mark.parametrize("draw", DETAILS, ids=lambda draw: draw.__name__)
def test_every_markup_gives_the_same_fields(draw: Callable[[Procedure], str]) -> None:
    procedure = Procedure()
    reading = read_page(Page(URL, draw(procedure)))
    assert (reading.outcome, reading.kind, len(reading.procedures)) == (Outcome.OK, PageKind.PROCEDURE, 1)
    (found,) = reading.procedures
    assert (found.name, found.code, found.key) == (procedure.name, procedure.code, "11724")
    texts: dict[K, list[str]] = {}
    for field in found.fields:
        texts.setdefault(field.key, []).append(plain(field.text))
    wrong = {key: texts.get(key) for key, _, _, text in procedure.items if key is not K.NAME and texts.get(key) != [text]}
    assert not wrong


def test_several_procedures_of_one_page_keep_their_own_headings_and_poor_ones_stay() -> None:
    full = (
        "<p><b>Trình tự:</b></p><div>Bước 1: nộp</div><p><b>Thành phần hồ sơ:</b></p><div>Tờ khai</div><p><b>Kết quả:</b></p><div>Thẻ</div>"
    )
    names = ("Cấp lại thẻ hướng dẫn viên du lịch", "Giấy phép của tổ chức lữ hành quốc tế", "Thu hồi thẻ hướng dẫn viên du lịch")
    parts = [
        f"<section><h4>{name}</h4><p><b>Mã thủ tục:</b></p><div>DL-0{n}</div><p><b>Cơ quan thực hiện:</b></p><div>Sở Du lịch</div>"
        f"<p><b>Thời hạn giải quyết:</b></p><div>{n} ngày</div>{full if n < 3 else ''}</section>"
        for n, name in enumerate(names, 1)
    ]
    reading = read_page(Page("https://dvc.tinh.example.vn/du-lich.html", f"<html><body><h1>Du lịch</h1>{''.join(parts)}</body></html>"))
    assert [(p.name, p.code) for p in reading.procedures] == [(name, f"DL-0{n}") for n, name in enumerate(names, 1)]


def test_facts_written_as_sentences_lose_their_full_stop() -> None:
    bold = "<b>{}:</b> {}."
    facts = (("Mã thủ tục", "1.004194"), ("Lĩnh vực", "Cư trú"), ("Cơ quan thực hiện", "Công an phường"), ("Mức độ", "Toàn trình"))
    lines = (("Trình tự thực hiện", "Nộp hồ sơ"), ("Thành phần hồ sơ", "Tờ khai"), ("Thời hạn giải quyết", "7 ngày"), ("Kết quả", "Thẻ"))
    body = f"<p>{''.join(bold.format(*f) for f in facts)}</p><p>{' '.join(bold.format(*line) for line in lines)}</p>"
    (found,) = read_page(Page(URL, f"<html><body><h1>Đăng ký tạm trú</h1>{body}</body></html>")).procedures
    assert (found.code, found.code_malformed) == ("1.004194", False)
    assert {f.key: f.text for f in found.fields}[K.AGENCY] == "Công an phường"
    (kept,) = read_page(Page(URL, f"<html><body><h1>Đăng ký tạm trú</h1>{body.replace('Cư trú.', 'Cư trú')}</body></html>")).procedures
    assert kept.code == "1.004194." and kept.code_malformed  # one stop alone is how the portal writes this code


def test_a_section_without_a_meaning_of_its_own_and_a_column_that_counts_hide_no_facts() -> None:
    """ "Cơ quan thực hiện" heads the site's column of agencies with their numbers of procedures; the facts stand in a titled section."""
    agencies = "".join(
        f"<li><a href='/don-vi?so={n}'>Sở {name}</a> ({n})</li>" for n, name in enumerate(("Y tế", "Nội vụ", "Tài chính", "Xây dựng"), 3)
    )
    facts = (
        "<p><b>Mã thủ tục:</b> 1.004367</p><p><b>Tên thủ tục:</b> Cấp giấy phép xây dựng</p><p><b>Cơ quan giải quyết:</b> Sở Xây dựng</p>"
    )
    items = (("Trình tự thực hiện", "Bước 1: nộp."), ("Thành phần hồ sơ và mẫu đơn", "Bản vẽ"), ("Thời hạn giải quyết", "20 ngày"))
    rest = "".join(f"<h3>{label}</h3><p>{text}</p>" for label, text in items)
    notice = "<p>Tạm dừng tiếp nhận theo văn bản của tỉnh.</p>"
    html = f"<div><h4>Cơ quan thực hiện</h4><ul>{agencies}</ul></div><div><h3>Thông tin chung</h3><div>{notice}{facts}</div>{rest}</div>"
    (found,) = read_page(Page(URL, html)).procedures
    assert found.name == "Cấp giấy phép xây dựng"
    assert [f.text for f in found.fields if f.key is K.AGENCY] == ["Sở Xây dựng"]
    assert [f.text for f in found.fields if f.key is K.DOSSIER] == ["Bản vẽ"]


def test_a_tab_opens_a_part_that_labels_its_one_fact_itself() -> None:
    """The label inside the part is none of the value, so that "Không" stays a statement."""
    heads = "".join(f"<li><a href='#p{i}'>{t}</a></li>" for i, t in enumerate(("Trình tự thực hiện", "Lệ phí", "Căn cứ pháp lý")))
    parts = ("<p>Bước 1: Nộp hồ sơ</p>", "<div><b>Mức lệ phí</b><span>Không thu</span></div>", "<p>Luật số 12/2017/QH14</p>")
    panels = "".join(f"<section id='p{i}'>{html}</section>" for i, html in enumerate(parts))
    facts = "<dl><dt>Mã thủ tục</dt><dd>1.004222</dd><dt>Cơ quan thực hiện</dt><dd>Sở Y tế</dd></dl>"
    html = page(f"<main><h1>Cấp giấy phép hoạt động phòng khám</h1>{facts}<ul class=muc>{heads}</ul><div>{panels}</div></main>")
    (found,) = read_page(Page("https://dvc.tinh.example.vn/tt/5", html)).procedures
    assert {f.text for f in found.fields if f.key is K.FEE} == {"Không thu"}


FACTS = "<h1>Cấp lại giấy phép bán buôn rượu</h1><ul><li>Đơn vị: <b>Sở Công Thương</b></li><li>Lĩnh vực: <b>Rượu</b></li></ul>"


@pytest.mark.parametrize("note", ["Nội dung thủ tục này đang được biên soạn.", "Đang cập nhật", "Thông tin chi tiết sẽ được bổ sung"])
def test_a_page_that_says_that_it_is_still_to_be_written_says_all_that_it_will(note: str) -> None:
    found = read_page(Page(URL, page(f"{FACTS}<p>{note}</p>")))
    assert found.sparse is not None
    assert {cell.key for cell in found.sparse.fields} == {K.AGENCY, K.FIELD}


@pytest.mark.parametrize(
    "note", ["", "Mời bạn xem thêm", "Nội dung quy hoạch đang được cập nhật theo kế hoạch số 5 của Ủy ban nhân dân tỉnh"]
)
def test_two_facts_alone_are_no_page_of_a_procedure(note: str) -> None:
    assert read_page(Page(URL, page(f"{FACTS}<p>{note}</p>"))).sparse is None
