"""An address whose page is a list with the procedure opened over it: only the title or the address says what the page is about."""

from __future__ import annotations

import pytest

from classifier.model import FieldKey, Page, PageKind, PageReading
from classifier.reading import read_page

SITE = "https://mot-cua.tinh.example.vn"
NAME = "Xóa đăng ký phương tiện thủy nội địa"
OTHERS = ("Cấp giấy phép xây dựng công trình", "Công nhận giống cây trồng mới", "Gia hạn giấy phép kinh doanh karaoke")
FACTS = {
    "Ký hiệu": "1.004002",
    "Loại dịch vụ": "Một phần",
    "Đơn vị giải quyết": "Sở Giao thông vận tải",
    "Các bước thực hiện": "Nộp tại bộ phận một cửa",
    "Thành phần hồ sơ": "Đơn đề nghị",
    "Thời hạn giải quyết": "3 ngày",
    "Căn cứ pháp lý": "Thông tư 75/2014/TT-BGTVT",
}


def opened(name: str = NAME, facts: dict[str, str] | None = None, end: str = "") -> str:
    lines = "".join(f"<tr><th>{label}</th><td>{value}</td></tr>" for label, value in (FACTS if facts is None else facts).items())
    return f"<aside role=dialog aria-modal=true><p class=ten>{name}</p><table>{lines}</table>{end}</aside>"


def over(dialog: str, path: str, title: str) -> PageReading:
    rows = "".join(f"<li><a href='/viec/xem/{n}'>{name}</a> <em>Toàn trình</em></li>" for n, name in enumerate((NAME, *OTHERS)))
    body = f"<div id=khung><main><h2>Các việc</h2><ul>{rows}</ul><a href='/gui-don'>Nộp hồ sơ</a></main>{dialog}</div>"
    return read_page(Page(f"{SITE}{path}", f"<html><head><title>{title}</title></head><body>{body}</body></html>"))


@pytest.mark.parametrize(
    ("path", "title", "end"),
    [
        ("/viec/a7", f"{NAME} | Một cửa điện tử", ""),
        ("/viec/xoa-dang-ky-phuong-tien-thuy-noi-dia", "Một cửa điện tử", ""),
        ("/viec?id=90412", "Một cửa điện tử", "<a href='/gui/90412'>Nộp trực tuyến</a>"),
        ("/viec/1.004002", "Một cửa điện tử", ""),
        (
            "/viec?mo=x7k-2",
            "Một cửa điện tử",
            "<label>Chép địa chỉ <input readonly value='https://mot-cua.tinh.example.vn/viec?mo=x7k-2'></label>",
        ),
    ],
    ids=["title", "words in the address", "id in its own links", "code", "its address to be passed on"],
)
def test_what_opens_over_a_list_at_an_address_of_its_own_is_the_page(path: str, title: str, end: str) -> None:
    found = over(opened(end=end), path, title)
    assert found.kind is PageKind.PROCEDURE
    (reading,) = found.procedures
    assert (reading.name, reading.code) == (NAME, "1.004002")
    assert {field.key: field.text for field in reading.fields}[FieldKey.LEVEL] == "Một phần"
    assert [control.text for control in reading.controls if not control.in_chrome] == (["Nộp trực tuyến"] if "<a " in end else [])


@pytest.mark.parametrize(
    ("dialog", "path", "title"),
    [
        (opened(), "/viec", "Thủ tục hành chính | Một cửa điện tử"),
        (opened("Thủ tục hành chính"), "/viec", "Thủ tục hành chính | Một cửa điện tử"),
        (opened("Thông tin thủ tục hành chính"), "/thu-tuc-hanh-chinh", "Một cửa điện tử"),
        (opened("", dict.fromkeys(FACTS, "")), "/viec/xoa-dang-ky-phuong-tien-thuy-noi-dia", NAME),
        (opened(OTHERS[0]), "/viec/xoa-dang-ky-phuong-tien-thuy-noi-dia", NAME),
        ("<div class=modal><p>Thông báo nghỉ lễ</p><p>Trung tâm nghỉ từ ngày 30/4.</p></div>", "/viec", "Thông báo nghỉ lễ"),
        (opened(end="<a href='/gui/3'>Nộp trực tuyến</a>"), "/viec?linhvuc=90412", "Một cửa điện tử"),
        (opened(end="<input readonly value='https://mot-cua.tinh.example.vn/viec?mo=x7k-2'>"), "/viec?trang=2", "Một cửa điện tử"),
        (opened(end="<input readonly value='https://mot-cua.tinh.example.vn/viec'>"), "/viec", "Một cửa điện tử"),
    ],
    ids=[
        "at a glance",
        "a title of lists",
        "an address of lists",
        "a frame to be filled",
        "about another",
        "a notice",
        "a list of its own",
        "the address of another page to be passed on",
        "that of the list to be passed on",
    ],
)
def test_a_list_with_a_dialog_stays_a_list(dialog: str, path: str, title: str) -> None:
    found = over(dialog, path, title)
    assert (found.kind, len(found.rows)) == (PageKind.LISTING, 4)


def test_a_page_of_its_own_is_not_taken_for_what_opens_over_it() -> None:
    lines = "".join(f"<tr><th>{label}</th><td>{value}</td></tr>" for label, value in FACTS.items())
    page = f"<title>{NAME}</title><main><h1>{NAME}</h1><table>{lines}</table></main>{opened(OTHERS[0], {**FACTS, 'Ký hiệu': '2.000999'})}"
    (reading,) = read_page(Page(f"{SITE}/viec/4", f"<html><body>{page}</body></html>")).procedures
    assert (reading.name, reading.code) == (NAME, "1.004002")


PARTED = "<div class='khung-modal'><div class='modal-header'><p>{}</p></div><div class='modal-noidung'>{}</div></div>"


@pytest.mark.parametrize("frame", ["<section id=popupChiTiet><p>{}</p>{}</section>", "<dialog open><p>{}</p>{}</dialog>", PARTED])
def test_a_part_of_a_page_that_is_nothing_but_a_dialog_is_its_content(frame: str) -> None:
    """What a press or a request brought opens over nothing any more."""
    lines = "".join(f"<p><b>{label}:</b> {value}</p>" for label, value in FACTS.items())
    (reading,) = read_page(Page(f"{SITE}/viec", frame.format(NAME, lines))).procedures
    assert (reading.name, reading.code) == (NAME, "1.004002")
    beside = read_page(Page(f"{SITE}/viec", f"<p>Các việc của xã</p>{frame.format(NAME, lines)}"))
    assert beside.kind is PageKind.OTHER
