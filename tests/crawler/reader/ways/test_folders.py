"""Lists that keep some of their records in folders, and lists whose further parts are no lists by themselves."""

from __future__ import annotations

from html import escape

from tests.crawler.reader.made import Asked, Made, Reply, detail_dl, made, shell
from tests.crawler.reader.reading import assert_all, read_made

PROCEDURES = made(26)
BY_ID = {p.id: p for p in PROCEDURES}
FOLDERS = {"Kho/Du-lich": PROCEDURES[12:18], "Kho/Dat-dai": PROCEDURES[18:]}


def rows(records: list[Made]) -> str:
    return "".join(f'<tr><td><a href="muc.aspx?so={p.id}">{escape(p.name)}</a></td><td>{p.code}</td><td>Văn thư</td></tr>' for p in records)


def library(asked: Asked) -> Reply | None:
    """A list as a library of documents has it: folders first, each the same page with its path."""
    if asked.path == "/":
        return shell('<p><a href="/kho/tat-ca.aspx">Bộ thủ tục hành chính</a></p>')
    if asked.path == "/kho/tat-ca.aspx":
        folder = asked.query.get("ThuMuc", "")
        kept = FOLDERS.get(folder, PROCEDURES[:12])
        inside = (
            ""
            if folder
            else "".join(f'<tr><td><a href="?ThuMuc={name}&amp;xem=1">{name.rpartition("/")[2]}</a></td></tr>' for name in FOLDERS)
        )
        return shell(f"<table><tr><th>Tên thủ tục</th><th>Mã số</th><th>Người tạo</th></tr>{inside}{rows(kept)}</table>")
    return shell(detail_dl(BY_ID[asked.number("so", 0)])) if asked.path == "/kho/muc.aspx" else None


def test_records_in_folders_of_a_list_are_read() -> None:
    found = read_made(library)
    assert_all(found, PROCEDURES, most=1.5)
    assert found.report.coverage.complete


def counted_on(asked: Asked) -> Reply | None:
    """What a button adds names nothing but its records, the last part but two of them."""
    if asked.path == "/":
        return shell('<p><a href="/viec">Danh mục dịch vụ công</a></p>')
    if asked.path in {"/viec", "/nap-the"}:
        at = asked.number("tu", 0)
        cards = "".join(f'<div class=o><p class=t><a href="/viec/{p.id}-x">{escape(p.name)}</a></p></div>' for p in PROCEDURES[at : at + 8])
        code = "var n = 8; document.getElementById('them').onclick = function () { fetch('/nap-the?tu=' + n + '&so=8').then(r => r.text()).then(t => { n += 8; ds.insertAdjacentHTML('beforeend', t); }); };"  # noqa: E501
        return (
            cards
            if asked.path != "/viec"
            else shell(f"<h1>Dịch vụ công</h1><div id=ds>{cards}</div><button id=them>Tải thêm</button>", script=code)
        )
    ident = asked.path.removeprefix("/viec/").partition("-")[0]
    return shell(detail_dl(BY_ID[int(ident)])) if ident.isdigit() else None


def test_parts_that_are_known_by_their_links_alone_are_counted_to_the_last() -> None:
    found = read_made(counted_on)
    assert_all(found, PROCEDURES, most=1.5)
    assert found.report.coverage.complete
