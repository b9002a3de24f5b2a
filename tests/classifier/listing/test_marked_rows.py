"""Rows without a link whose script listens to a mark in their data."""

from __future__ import annotations

from classifier.model import Page, Row
from classifier.reading import read_page

NAMES = ("Cấp giấy phép kinh doanh karaoke", "Đăng ký khai sinh lưu động", "Gia hạn giấy phép khai thác nước", "Xác nhận số chứng minh")


def rows(body: str) -> tuple[Row, ...]:
    return read_page(Page("http://dvc.example/ds", f"<html><body><h2>Danh mục</h2>{body}</body></html>", 200, "text/html")).rows


def test_cards_carry_the_mark_that_their_script_works_with() -> None:
    cards = "".join(
        f'<div class="the" data-hoso="tt{31 + i}"><b>{name}</b><em>1.00102{i}</em><em>Sở Y tế</em></div>' for i, name in enumerate(NAMES)
    )
    assert [(row.name, row.handle) for row in rows(f"<section>{cards}</section>")] == [
        (name, f"data-hoso=tt{31 + i}") for i, name in enumerate(NAMES)
    ]


def test_marked_rows_without_a_code_stand_in_the_list_of_those_with_one() -> None:
    items = "".join(
        f'<li class="muc" data-khoa="{500 + i}"><strong>{name}</strong>{f" <span>Mã 1.00102{i}</span>" if i != 1 else ""}</li>'
        for i, name in enumerate(NAMES)
    )
    found = rows(f'<ul>{items}<li class="cuoi" data-moc="4">Đang tải thêm…</li></ul>')
    assert [(row.name, row.key) for row in found] == [(name, f"{500 + i}") for i, name in enumerate(NAMES)]


def test_marked_rows_are_a_list_by_their_names_alone() -> None:
    items = "".join(f'<article data-thu-tuc="{77 + i * 3}"><h4>{name}</h4><p>Lĩnh vực: Y tế</p></article>' for i, name in enumerate(NAMES))
    assert [row.handle for row in rows(items)] == [f"data-thu-tuc={77 + i * 3}" for i in range(4)]


def test_a_mark_that_all_rows_share_tells_none_apart() -> None:
    items = "".join(f'<li data-nhom="12"><b>{name}</b> <i>1.00102{i}</i></li>' for i, name in enumerate(NAMES))
    assert [row.handle for row in rows(f"<ul>{items}</ul>")] == [None] * 4


def test_a_table_row_is_pressed_by_its_mark() -> None:
    lines = "".join(f'<tr><td>{i}</td><td><a to="" data-tt="{81 + i}">{name}</a></td><td>Y tế</td></tr>' for i, name in enumerate(NAMES))
    table = f"<table><tr><th>STT</th><th>Tên thủ tục</th><th>Lĩnh vực</th></tr>{lines}</table>"
    assert [(row.name, row.handle) for row in rows(table)] == [(name, f"data-tt={81 + i}") for i, name in enumerate(NAMES)]


def test_a_button_for_more_of_a_row_that_only_its_data_tell_apart_leads_to_it() -> None:
    lines = "".join(
        f'<dd><strong>{name}</strong><button type=button class=nut data-so-hieu="q{40 + i}" data-viec="mo">Chi tiết</button></dd>'
        for i, name in enumerate(NAMES)
    )
    found = rows(f"<dl>{lines}</dl><button type=button data-khoi=gop>Xem thêm tin</button>")
    assert [(row.name, row.handle) for row in found] == [(name, f"data-so-hieu=q{40 + i}") for i, name in enumerate(NAMES)]
