# ruff: noqa: E501 - the pages of the invented portals are easier to compare when each stands on one line
"""Procedure pages whose content another page shows in a frame."""

from __future__ import annotations

from html import escape

import pytest

from tests.crawler.reader.made import Answering, Asked, Made, Reply, detail_table, shell
from tests.crawler.reader.paging.test_paging import BY_ID, MENU, PROCEDURES, anchor, portal, table
from tests.crawler.reader.reading import assert_all, read_made

SIX = PROCEDURES[:6]
SITE = '<iframe src="/ben-le.php" height="90"></iframe>'  # what all pages show, with words of procedures


def inner(p: Made) -> str:
    return (
        f"<html><body><dl><dt>a/ Trình tự:</dt><dd>Nộp tại {escape(p.agency)}, nhận phiếu hẹn.</dd><dt>b/ T/phần HS:</dt><dd>Đơn; bản sao giấy tờ.</dd>"
        "<dt>c/ T/hạn GQ:</dt><dd>05 ngày làm việc</dd><dt>d/ Lệ phí:</dt><dd>Không</dd><dt>đ/ Cách nộp:</dt><dd>Trực tiếp hoặc qua mạng</dd></dl>"
        f'<a href="nop?ho-so={p.id}">Nộp hồ sơ trực tuyến</a></body></html>'
    )


def outer(p: Made, frame: str, labelled: bool) -> str:
    said = (
        f"<ul><li><b>Mã TTHC:</b> {p.code}</li><li><b>Đơn vị thụ lý:</b> {escape(p.agency)}</li><li><b>Lĩnh vực:</b> {p.field}</li></ul>"
        if labelled
        else ""
    )
    return f"<h2>{escape(p.name)}</h2>{said}{SITE}{frame}"


def framing(labelled: bool) -> Answering:
    def draw(p: Made) -> str:
        return outer(p, f'<iframe src="/phan/noi-dung?so={p.id}" width="100%"></iframe>', labelled)

    around = portal(lambda _: shell(table(SIX, anchor), menu=MENU), draw=draw)

    def answer(asked: Asked) -> Reply | None:
        one = BY_ID.get(asked.number("so", 0))
        if asked.path == "/ben-le.php":
            return "<html><body><p><b>Trình tự:</b> Nắng</p><p><b>Lệ phí:</b> 20.000 đồng</p><p><b>Thời hạn giải quyết:</b> 3 ngày</p></body></html>"
        if asked.path == "/phan/noi-dung" and one:
            return inner(one)
        if asked.path == "/phan/nop":
            return shell('<form><h1>Đăng nhập</h1><input name="u"><input type="password" name="p"><button>Đăng nhập</button></form>')
        return around(asked)

    return answer


@pytest.mark.parametrize("labelled", [True, False])
def test_what_a_frame_says_is_said_of_the_procedure_around_it(labelled: bool) -> None:
    found = read_made(framing(labelled))
    assert_all(found, SIX, most=2.5)
    assert {(entry.features.payment, entry.features.submission) for entry in found.sink.entries} == {("not_applicable", "gate")}
    assert {entry.code for entry in found.sink.entries} == {p.code for p in SIX}
    assert sum("ben-le" in ask.url for ask in found.fetcher.asked) <= 1


def test_a_frame_about_another_procedure_is_not_believed() -> None:
    other = PROCEDURES[7]

    around = portal(
        lambda _: shell(table(SIX, anchor), menu=MENU), draw=lambda p: detail_table(p) + f'<iframe src="/phan?so={p.id}"></iframe>'
    )

    def answer(asked: Asked) -> Reply | None:
        return shell(detail_table(other)) if asked.path == "/phan" else around(asked)

    found = read_made(answer)
    assert_all(found, SIX)
    assert {entry.code for entry in found.sink.entries} == {p.code for p in SIX}


def test_a_frame_for_visitors_to_log_in_is_no_way_to_apply() -> None:
    """The page says enough by itself; of a frame in it only a form or an order to send would add to it."""
    around = portal(
        lambda _: shell(table(SIX, anchor), menu=MENU),
        draw=lambda p: detail_table(p) + f'<iframe src="/y?so={p.id}"></iframe><iframe src="/binh-luan?so={p.id}"></iframe>',
    )

    def answer(asked: Asked) -> Reply | None:
        if asked.path == "/y":
            return f'<html><body><p>Bạn đọc</p><a href="/vao?so={asked.query["so"]}">Đăng nhập</a></body></html>'
        return around(asked)

    found = read_made(answer)
    assert_all(found, SIX)
    assert {entry.features.submission for entry in found.sink.entries} == {"no"}
    assert not any("binh-luan" in ask.url for ask in found.fetcher.asked)


def test_a_form_to_apply_in_a_frame_is_the_procedures() -> None:
    """Nobody sends it: what it asks for is read where it stands."""
    around = portal(
        lambda _: shell(table(SIX, anchor), menu=MENU), draw=lambda p: detail_table(p) + f'<iframe src="/to-khai.jsp?so={p.id}"></iframe>'
    )
    asking = "".join(
        f"<p>{words} <input name=o{n}></p>" for n, words in enumerate(("Tên cơ sở", "Quy mô", "Lý do xin cấp", "Số nhân viên"))
    )

    def answer(asked: Asked) -> Reply | None:
        if asked.path == "/to-khai.jsp":
            action = f"/tiep-nhan/luu.jsp?so={asked.number('so', 0)}"
            return f'<html><body><form method="post" action="{action}">{asking}<button>Nộp hồ sơ</button></form></body></html>'
        return around(asked)

    found = read_made(answer)
    assert_all(found, SIX)
    assert {entry.features.submission for entry in found.sink.entries} == {"yes"}
    assert not any("luu.jsp" in ask.url for ask in found.fetcher.asked)
