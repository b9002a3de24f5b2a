# ruff: noqa: E501 - mark-up is easier to read on one line
"""A procedure in a panel beside the grid of its list: what the grid says is not said of it."""

from __future__ import annotations

from datetime import date

import pytest

from classifier.judging.judge import judge
from classifier.model import Context, Page
from classifier.reading import read_page

NAMES = ("Đăng ký nuôi ong lấy mật", "Cấp sổ theo dõi đàn vật nuôi", "Xác nhận chăn thả chung")
PANEL = (
    "<div class=o><b>Mã số</b><div>1.008127</div></div><div class=o><b>Lĩnh vực</b><div>Chăn nuôi</div></div>"
    "<div class=o><b>Trình tự thực hiện</b><div>Nộp đơn rồi chờ.</div></div><div class=o><b>Thời hạn</b><div>5 ngày</div></div>"
    "<div class=o><b>Căn cứ pháp lý</b><div>Luật Chăn nuôi số 32/2018/QH14</div></div>"
)


def grid(head: str) -> str:
    heads = "".join(f"<span role=columnheader>{said}</span>" for said in ("Số", head, "Cơ quan", "Cấp độ"))
    rows = "".join(
        f"<li role=row tabindex=0 data-k=x{n}><span role=gridcell>{n}</span><span role=gridcell>{name}</span><span role=gridcell>UBND xã Tân Lập</span><span role=gridcell>4</span></li>"
        for n, name in enumerate(NAMES)
    )
    return f"<ul role=treegrid><li role=row>{heads}</li>{rows}</ul>"


@pytest.mark.parametrize("head", ["Tên thủ tục", "Tên TTHC"])
def test_the_grid_of_a_list_tells_nothing_of_the_procedure_beside_it(head: str) -> None:
    page = f"<h2>Thủ tục hành chính</h2>{grid(head)}<aside></aside><section><h3>Thả cá giống xuống hồ công cộng</h3>{PANEL}</section>"
    [reading] = read_page(Page("https://a.gov.vn/tthc#/x9", f"<html><body>{page}</body></html>")).procedures
    assert reading.name == "Thả cá giống xuống hồ công cộng"
    entry = judge(reading, Context(date(2026, 11, 30)))
    assert entry.declared.value is None
    assert not any(name in seen.quote for name in NAMES for seen in entry.evidence)


def test_a_label_beside_one_that_is_known_is_one_as_the_rows_of_other_panels_show() -> None:
    other = "<div class=o><b>Bộ giấy tờ mang theo</b><div>Đơn xin thả cá</div></div><div class=o><b>Mẫu đơn</b><div>Không</div></div>"
    page = f"<h1>Thả cá giống xuống hồ công cộng</h1><article>{PANEL}</article><article hidden>{other}</article>"
    [reading] = read_page(Page("https://a.gov.vn/tthc/9", f"<html><body>{page}</body></html>")).procedures
    assert [field.text for field in reading.fields if field.label == "Bộ giấy tờ mang theo"] == ["Đơn xin thả cá"]
    few = page.replace(PANEL, PANEL.replace("class=o", "class=p"))
    [reading] = read_page(Page("https://a.gov.vn/tthc/9", f"<html><body>{few}</body></html>")).procedures
    assert not any(field.label == "Bộ giấy tờ mang theo" for field in reading.fields)
