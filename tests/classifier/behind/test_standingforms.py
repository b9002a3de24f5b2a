# ruff: noqa: E501 - pages are easier to compare when each stands on one line
"""Forms on the procedure's own page that are sent somewhere else."""

from __future__ import annotations

import pytest

from classifier.behind.standingforms import standing_forms
from classifier.model import ApplicationReading, Behind, Control, ControlKind, Page, ProcedureReading
from classifier.reading import read_page

HEAD = "<h1>Cấp giấy phép bán lẻ rượu</h1><table><tr><th>Mã thủ tục</th><td>2.001624</td></tr><tr><th>Trình tự thực hiện</th><td>Chuẩn bị hồ sơ và nộp hồ sơ</td></tr><tr><th>Thành phần hồ sơ</th><td>Đơn đề nghị</td></tr><tr><th>Thời hạn giải quyết</th><td>10 ngày</td></tr><tr><th>Phí, lệ phí</th><td>200.000 đồng</td></tr></table>"
OPINION = '<form action="/y-kien" method="post">Họ tên <input name="ten"> Email <input name="thu"> Nội dung góp ý <textarea name="nd"></textarea><button>Gửi góp ý</button></form>'


def field(words: str, name: str, kind: str = "text") -> str:
    return f'<div class="o"><label for="{name}">{words}</label><input id="{name}" name="{name}" type="{kind}"></div>'


def read(form: str, url: str = "https://mot.example/xem/77") -> dict[str, ApplicationReading]:
    page = Page(url, f"<html><head><title>Một cửa</title></head><body>{HEAD}{OPINION}{form}</body></html>")
    (reading,) = read_page(page).procedures
    return standing_forms(page, reading)


def test_an_e_form_is_one_wherever_it_is_sent() -> None:
    asked = (
        field("Tên cơ sở bán rượu", "a1") + field("Địa điểm kinh doanh", "a2") + field("Nhà cung cấp", "a3") + field("Số điện thoại", "a4")
    )
    pay = "<h3>Nộp lệ phí</h3><label><input type=radio name=k value=1> Ví điện tử</label>"
    found = read(
        f'<form action="/tiep-nhan.do" method="POST"><input type="hidden" name="tthc" value="77">{asked}{pay}<input type="submit" value="Nộp hồ sơ"></form>'
    )
    (application,) = found.values()
    assert list(found) == ["https://mot.example/tiep-nhan.do"]
    assert (application.behind, application.payment) == (Behind.E_FORM, True)


def test_a_place_for_files_is_one_and_the_box_for_opinions_is_not_counted() -> None:
    boxes = field("Người nộp", "n") + field("Bản quét đơn đề nghị", "t1", "file") + field("Bản quét giấy tờ", "t2", "file")
    found = read(f'<form action="/nhan-tep?so=77" method="post" enctype="multipart/form-data">{boxes}<button>Gửi hồ sơ</button></form>')
    assert [a.behind for a in found.values()] == [Behind.UPLOAD]
    assert all(a.same_procedure for a in found.values())


def test_a_button_that_hands_the_number_on_is_no_form() -> None:
    assert (
        read('<form action="/bat-dau" method="post"><input type="hidden" name="so" value="77"><button>Nộp hồ sơ trực tuyến</button></form>')
        == {}
    )
    assert read("") == {}


def opened(link: str, part: str) -> list[ApplicationReading]:
    page = Page("https://mot.example/xem/77", f"<html><body>{HEAD}{link}{part}</body></html>")
    control = Control(ControlKind.SUBMIT, "Nộp hồ sơ trực tuyến", None, "modal", False, "nop", modal_text="Tờ khai")
    return list(standing_forms(page, ProcedureReading(page.url, "Cấp giấy phép bán lẻ rượu", "2.001624", controls=(control,))).values())


def test_a_form_further_down_that_the_button_leads_to_is_its_form() -> None:
    steps = "<ul class=cac-buoc><li>Tờ khai</li><li>Giấy tờ</li><li>Nộp lệ phí trực tuyến</li><li>Gửi</li></ul>"
    asked = field("Tên cơ sở bán rượu", "a1") + field("Địa điểm kinh doanh", "a2") + field("Nhà cung cấp", "a3")
    form = f"<form method=post action=/luu>{asked}<button>Sang bước sau</button></form>"
    link = "<a href='#to-khai'>Nộp hồ sơ trực tuyến</a>"
    found = opened(link, f"<div id=to-khai>{steps}{form}</div>")
    assert [(a.behind, a.payment, a.same_procedure) for a in found] == [(Behind.E_FORM, True, True)]
    boxes = f"<form method=post action=/tep>{field('Bản quét', 't', 'file')}<button>Đẩy lên</button></form>"
    found = opened("<button data-target='#hop'>Nộp hồ sơ trực tuyến</button>", f"<section id=hop>{boxes}</section>")
    assert [a.behind for a in found] == [Behind.UPLOAD]
    assert opened(link, "<div id=to-khai><p>Mang hồ sơ đến bộ phận một cửa.</p></div>") == []
    assert opened(link, "") == []


PETITION = field("Tên lễ hội", "v1") + field("Quy mô (số người)", "v2") + field("Nơi tổ chức", "v3")
SCANS = field("Bản vẽ mặt bằng", "t", "file")
CONTACT = 'Họ tên <input name="ho"> Email <input name="mail"> Lời nhắn <textarea name="loi"></textarea> Ảnh <input type="file" name="anh">'


def posted(inside: str, to: str, button: str) -> str:
    return f'<form action="{to}" method="post">{inside}{button}</form>'


def under(label: str, form: str) -> str:
    return f"<h3>{label}</h3><div>{form}</div>"


def among(form: str) -> list[Behind]:
    """What a form is that stands among the items of a procedure."""
    items = [under("Trình tự thực hiện", "Chuẩn bị, nộp, chờ xét"), under("Thành phần hồ sơ", "Đơn xin phép"), form]
    items += [under("Thời hạn giải quyết", "07 ngày"), under("Phí, lệ phí", "Không"), under("Căn cứ pháp lý", "Luật Di sản")]
    page = Page("https://mot.example/xem/77", f"<html><body><h1>Đăng ký tổ chức lễ hội</h1>{''.join(items)}</body></html>")
    (reading,) = read_page(page).procedures
    return [application.behind for application in standing_forms(page, reading).values()]


@pytest.mark.parametrize(
    ("form", "kind"),
    [
        (posted(PETITION, "/luu.php", "<button>Ký và nộp</button>"), Behind.E_FORM),
        (posted(SCANS, "/luu.php", '<input type="submit" value="Nộp">'), Behind.UPLOAD),
        (posted(PETITION, "/dang-ky/luu", "<button>Xong</button>"), Behind.E_FORM),
        (posted(SCANS, "/upload.do", "<button>Chuyển đi</button>"), Behind.UPLOAD),
        (under("Gửi đơn qua mạng internet", posted(PETITION, "/p.do", '<input type="image" alt="Đồng ý">')), Behind.E_FORM),
        (under("Nơi nộp hồ sơ điện tử", posted(SCANS, "/p.do", "<button>Bắt đầu</button>")), Behind.UPLOAD),
    ],
)
def test_what_a_form_asks_for_and_where_it_stands_make_it_one_whatever_its_button_says(form: str, kind: Behind) -> None:
    assert among(form) == [kind]


@pytest.mark.parametrize(
    "form",
    [
        posted(CONTACT, "/p.do", "<button>Gửi</button>"),  # nothing says that one applies by it
        posted(CONTACT, "/gop-y/tiep-nhan", "<button>Gửi</button>"),
        under("Gửi ý kiến qua mạng", posted(CONTACT, "/p.do", "<button>Đồng ý</button>")),
        under("Nộp hồ sơ qua mạng", posted(field("Số biên nhận", "so"), "/p.do", "<button>Xong</button>")),  # asks for too little
        under("Nộp hồ sơ qua mạng", posted(f"{PETITION}<input type=password name=p>", "/p.do", "<button>Vào</button>")),
        under("Nộp hồ sơ qua mạng", posted(PETITION, "/p.do", "<button>Tra cứu</button>")),
        posted(PETITION, "/p.do", "<button>Nộp phí</button>"),
        under("Nộp hồ sơ qua mạng", posted(PETITION, "/p.do", '<button type="button">Thêm dòng</button>')),
        under("Nộp hồ sơ qua mạng", f'<form action="/p.do">{PETITION}<button>Tiếp</button></form>'),
    ],
)
def test_fields_alone_make_no_form_for_applying(form: str) -> None:
    assert among(form) == []


def test_beside_its_files_a_form_that_asks_what_for_is_an_e_form_and_a_note_to_the_files_is_not() -> None:
    who = field("Họ và tên chủ hộ", "h") + field("Căn cước công dân", "c")
    boxes = f"{field('Giấy tờ kèm theo', 't', 'file')}<button>Gửi hồ sơ</button>"
    asked, noted = (f"{who}<label for=n>{said}</label><textarea id=n name=n></textarea>" for said in ("Lý do xin cấp lại", "Mô tả tệp"))
    assert among(posted(asked, "/p.do", boxes)) == [Behind.E_FORM]
    assert among(posted(noted, "/p.do", boxes)) == [Behind.UPLOAD]
