# ruff: noqa: E501 - mark-up is easier to read on one line
"""Controls: what each would do, where it leads, whose it is."""

from __future__ import annotations

from urllib.parse import urlsplit

import pytest

from classifier.controls.controls import read_controls
from classifier.model import Control, ControlKind, Page
from classifier.page.document import open_document
from classifier.page.recordids import blank_ids, procedure_pairs, record_ids
from classifier.page.regions import find_regions
from classifier.page.scripts import functions_of, opened_by
from classifier.page.targets import target_of
from classifier.reading import read_page
from tests.classifier.vendors.details import Procedure, headings_and_sections, page, table_th_td

URL = "https://dvc.tinh.example.vn/thu-tuc/chi-tiet?id=11724"


def controls(html: str) -> list[Control]:
    return list(read_page(Page(URL, table_th_td(Procedure()).replace("</main>", f"{html}</main>"))).controls)


def own_controls(html: str) -> list[Control]:
    return [c for c in controls(html) if not c.in_chrome]


@pytest.mark.parametrize(
    ("html", "kind", "action", "url"),
    [
        ("<a href='/nop?id=11724'>Nộp hồ sơ</a>", "submit", "get", "https://dvc.tinh.example.vn/nop?id=11724"),
        ("<a href='/nop?id=11724'>Nộp trực tuyến</a>", "submit", "get", "https://dvc.tinh.example.vn/nop?id=11724"),
        ("<a href='https://gplx.example.gov.vn/'>Khai báo tại Phần mềm cấp phép</a>", "submit", "get", "https://gplx.example.gov.vn/"),
        (
            "<button onclick=\"location.href='/nop/11724'\">Nộp hồ sơ qua mạng internet</button>",
            "submit",
            "get",
            "https://dvc.tinh.example.vn/nop/11724",
        ),
        ("<button onclick='window.open(\"/nop/11724\")'>Gửi hồ sơ</button>", "submit", "get", "https://dvc.tinh.example.vn/nop/11724"),
        (
            "<button onclick=\"goToPage('nop-ho-so.html?ma=11724')\">Đăng ký trực tuyến</button>",
            "submit",
            "get",
            "https://dvc.tinh.example.vn/thu-tuc/nop-ho-so.html?ma=11724",
        ),
        ("<a class=btn data-href='/nop/11724'>Tạo tờ khai</a>", "submit", "get", "https://dvc.tinh.example.vn/nop/11724"),
        ("<a to='' routerlink='/apply/11724'>Thực hiện dịch vụ</a>", "submit", "get", "https://dvc.tinh.example.vn/apply/11724"),
        ("<a title='Nộp trực tuyến' href='/nop/11724'><i class=icon></i></a>", "submit", "get", "https://dvc.tinh.example.vn/nop/11724"),
        ("<a href='/nop/11724'><img src=a.png alt='Nộp hồ sơ trực tuyến'></a>", "submit", "get", "https://dvc.tinh.example.vn/nop/11724"),
        (
            "<form action=/nop method=post><input type=hidden name=id value=11724><input type=submit value='Nộp hồ sơ'></form>",
            "submit",
            "post",
            "https://dvc.tinh.example.vn/nop",
        ),
        ("<form action=/nop><button>Đăng ký dịch vụ</button></form>", "submit", "get", "https://dvc.tinh.example.vn/nop"),
        ("<button formaction='/nop/3'>Nộp hồ sơ</button>", "submit", "get", "https://dvc.tinh.example.vn/nop/3"),
        ("<a href='/apply-online/6123'>Thực hiện ngay</a>", "submit", "get", "https://dvc.tinh.example.vn/apply-online/6123"),
        ("<a class=btn target=_blank>Nộp hồ sơ trực tuyến</a>", "submit", "none", None),
        ("<a href='#'>Nộp hồ sơ</a>", "submit", "none", None),
        ("<a href='javascript:void(0)' onclick='nopHoSo(11724)'>Nộp hồ sơ</a>", "submit", "script", None),
        ("<a href=\"javascript:__doPostBack('ctl00$btnNop','')\">Nộp hồ sơ</a>", "submit", "post", None),
        ("<a href='javascript:xem()'>Nộp hồ sơ</a>", "submit", "script", None),
        ("<a href='/huong-dan'>Hướng dẫn nộp hồ sơ trực tuyến</a>", "guide", "get", "https://dvc.tinh.example.vn/huong-dan"),
        ("<a href='/tc'>Tra cứu hồ sơ</a>", "status", "get", "https://dvc.tinh.example.vn/tc"),
        ("<a href='/tt'>Thanh toán trực tuyến</a>", "payment", "get", "https://dvc.tinh.example.vn/tt"),
        ("<a href='/sso'>Đăng nhập bằng VNeID</a>", "login", "get", "https://dvc.tinh.example.vn/sso"),
        ("<a href='/tk'>Thống kê hồ sơ</a>", "statistics", "get", "https://dvc.tinh.example.vn/tk"),
        ("<a href='mailto:motcua@tinh.example.vn'>Nộp hồ sơ</a>", "email", "get", "mailto:motcua@tinh.example.vn"),
        (
            "<a href='https://docs.google.com/forms/d/e/x/viewform'>Nộp hồ sơ</a>",
            "email",
            "get",
            "https://docs.google.com/forms/d/e/x/viewform",
        ),
        ("<a href='https://zalo.me/123'>Nộp hồ sơ qua Zalo</a>", "email", "get", "https://zalo.me/123"),
        ("<a href='/x' onclick='return false' class='btn disabled'>Nộp hồ sơ</a>", "submit", "get", "https://dvc.tinh.example.vn/x"),
        (
            "<a href='https://dvc.bo.example.vn/thu-tuc?ma_thu_tuc=1.000948'>Thực hiện trên Cổng Dịch vụ công quốc gia</a>",
            "submit",
            "get",
            "https://dvc.bo.example.vn/thu-tuc?ma_thu_tuc=1.000948",
        ),
        (
            "<a href='https://dvc.bo.example.vn/ct?matthc=1.000948'>Đến Cổng DVCQG</a>",
            "submit",
            "get",
            "https://dvc.bo.example.vn/ct?matthc=1.000948",
        ),
        (
            "<p>Trực tiếp, hoặc nộp hồ sơ trực tuyến tại địa chỉ <a href='https://dvc.bo.example.vn/'>Hệ thống của Bộ</a></p>",
            "submit",
            "get",
            "https://dvc.bo.example.vn/",
        ),
        (
            "<p>Vào <a href='https://dvc.bo.example.vn/'>trang của Bộ</a> để khai hồ sơ qua mạng</p>",
            "submit",
            "get",
            "https://dvc.bo.example.vn/",
        ),
        ("<a href='https://dvc.bo.example.vn/tin?id=7'>Cổng Dịch vụ công quốc gia</a>", None, None, None),
        ("<p>Văn bản đăng tại <a href='https://dvc.bo.example.vn/'>trang của Bộ</a></p>", None, None, None),
        ("<p>Nộp phạt theo <a href='https://luat.example.vn/nd-123'>Nghị định 123</a></p>", None, None, None),
        ("<button type=button>Lưu trang</button>", None, None, None),
        ("<a href='/x'>Sở Công Thương</a>", None, None, None),
    ],
)
def test_a_control_is_read(html: str, kind: str | None, action: str | None, url: str | None) -> None:
    found = own_controls(html)
    if kind is None:
        assert found == []
        return
    (control,) = found
    assert (control.kind, control.action, control.url) == (kind, action, url)


def test_what_is_pressed_among_the_ways_to_apply_applies_whatever_it_is_called() -> None:
    def kinds(words: str, address: str) -> list[ControlKind]:
        button = f"<button onclick=\"moTrang('{address}')\">{words}</button><script>function moTrang(u) {{ location.href = u }}</script>"
        shown = table_th_td(Procedure()).replace("</table>", f"<tr><th>Cách nộp hồ sơ</th><td>{button}</td></tr></table>")
        return [c.kind for c in read_page(Page(URL, shown)).controls if (c.url or "").endswith(address)]

    assert kinds("Vào tờ điện tử", "/giay/11724") == [ControlKind.SUBMIT]
    assert kinds("Xem bản in", "/giay/11724") != [ControlKind.SUBMIT]
    assert kinds("Vào tờ điện tử", "/giay/90210") != [ControlKind.SUBMIT]


def test_own_means_that_the_target_carries_this_procedure() -> None:
    own, code, other, longer = own_controls(
        "<a href='/nop?id=11724'>Nộp hồ sơ</a><a href='/nop?ma=1.000948'>Nộp hồ sơ</a><a href='/nop'>Nộp hồ sơ</a><a href='/nop?id=117240'>Nộp hồ sơ</a>"
    )
    assert (own.own, code.own, other.own, longer.own) == (True, True, False, False)
    (data,) = own_controls("<button data-id=11724 onclick='mo(this)'>Nộp hồ sơ</button>")
    assert data.own and data.action == "script"


def test_a_code_under_a_label_that_nobody_knows_is_the_procedures_own_too() -> None:
    link = "<a href='https://motcua.bo.example.vn/tiep-nhan?tthc=1.000948.H38'>Nộp hồ sơ</a>"
    html = table_th_td(Procedure(code="1.000948.H38")).replace("Mã thủ tục", "Mã").replace("</main>", f"{link}</main>")
    [control] = [c for c in read_page(Page(URL, html)).controls if "bo.example" in (c.url or "")]
    assert control.own


def test_the_same_control_on_two_pages_has_one_signature() -> None:
    first = read_page(
        Page(URL, headings_and_sections(Procedure()).replace("</article>", "<a href='/nop?id=11724'>Nộp hồ sơ</a></article>"))
    )
    second = read_page(
        Page(
            URL.replace("11724", "99"),
            headings_and_sections(Procedure(name="Đăng ký tạm trú")).replace("</article>", "<a href='/nop?id=99'>Nộp hồ sơ</a></article>"),
        )
    )
    assert [c.signature for c in first.controls] == [c.signature for c in second.controls]


def test_menus_are_the_sites_own() -> None:
    by_name = controls("")
    assert by_name and all(c.in_chrome for c in by_name)
    links = "".join(
        f"<p>• <a href='/{n}.html'>{w}</a></p>"
        for n, w in enumerate(("Nộp hồ sơ trực tuyến", "Tra cứu hồ sơ", "Hỏi đáp", "Góp ý", "Liên hệ"))
    )
    (submit, *_) = read_page(Page(URL, f"<div><div>{links}</div><p>Chào mừng bạn đến với cổng</p></div>")).controls
    assert (submit.kind, submit.in_chrome) == (ControlKind.SUBMIT, True)


@pytest.mark.parametrize("opener", ["data-toggle=modal data-target='#m'", "data-bs-toggle=modal href='#m'", "href='#m'"])
def test_what_a_dialog_says_belongs_to_its_control(opener: str) -> None:
    (control,) = own_controls(
        f"<a {opener}>Nộp hồ sơ</a><div id=m class='modal fade'><p>Vui lòng đăng nhập</p><a href='/sso'>Đồng ý</a></div>"
    )[:1]
    assert (control.action, control.modal_text) == ("modal", "Vui lòng đăng nhập Đồng ý")


def test_disabled_controls_are_known() -> None:
    (one,) = own_controls("<button disabled onclick='x()'>Nộp hồ sơ</button>")
    (two,) = own_controls("<a href='/x' class='btn disabled'>Nộp hồ sơ</a>")
    assert one.disabled and two.disabled


@pytest.mark.parametrize(
    ("script", "call", "address"),
    [
        ("function f(id){location.href='/ct?id='+id;}", "f(12)", "/ct?id=12"),
        ("function f(id){ window.open(\"/ct/\" + id + '.html', '_blank') }", "f('a b')", "/ct/a b.html"),
        (
            "var f = function(id, t){window.location = '/ct?id=' + encodeURIComponent(id) + '&t=' + t;}",
            "return f('ă', 2)",
            "/ct?id=%C4%83&t=2",
        ),
        ("const f = (id) => { location.assign(`/ct/${id}`) }", "f('77')", "/ct/77"),
        ("function f(id){var u = '/tai?ma=' + id; window.open(u);}", "f('9')", "/tai?ma=9"),
        ("function f(u){location.href=u}", "f('/a.html')", "/a.html"),
        ("function f(id){var u = base + id; location.href = u;}", "f(1)", None),
        ("function f(id){location.href = '/x' + g(id);}", "f(1)", None),
        ("function f(id){alert(id)}", "f(1)", None),
        ('const GOC = "/cong";\nfunction f(id){window.location = GOC + "/tep?so=" + id}', "f(3)", "/cong/tep?so=3"),
        ("window.GOC = '/cong', x = 1; f = (id) => { var u = `${GOC}/tep/${id}`; window.open(u) }", "f(3)", "/cong/tep/3"),
        ("var GOC = '/a'; if (moi) GOC = '/b'; function f(id){location.href = GOC + id}", "f(3)", None),
        ("var GOC = lay('/a'); function f(id){location.href = GOC + id}", "f(3)", None),
        ("var id = '/a'; function f(id){location.href = '/ct/' + id}", "f(3)", "/ct/3"),
        ("var u = '/a'; function f(id){var u = g(id); location.href = u}", "f(3)", None),
        ("function f(id){location.href='/ct?id='+id;}", "f('')", ""),
        ("function f(id){location.href='/ct?id='+id;}", "g(1)", None),
        ("function f(id){location.href=`/a/${id}/${x}`;}", "f(1)", None),
        ("function f(id){location.replace('/a/' + String(id) + 5);}", "f(1)", "/a/15"),
        ("function f(id){location.href='/a' - id;}", "f(1)", None),
        ("function a(){} function f(id){} function b(){location.href='/b'}", "f(1)", None),
        ("function f(id){var w = {title: 'Nộp', href: '/nop/' + id}; window.open(w.href)}", "f(8)", "/nop/8"),
        ("function f(id){var w = taoHop(); w.url = '/nop/' + id; Hop.showModalDialog(w)}", "f(8)", "/nop/8"),
        ("function f(id){$.colorbox({iframe: true, href: '/nop?so=' + id});}", "f(8)", "/nop?so=8"),
        ("function f(id){var w = {width: 7}; window.open(w.href)}", "f(8)", None),
    ],
)
def test_small_script_functions_are_followed(script: str, call: str, address: str | None) -> None:
    assert opened_by(call, functions_of(script)) == address


def test_a_handler_may_build_on_a_constant_of_its_page() -> None:
    doc = open_document("<script>let goc = '/cong';</script><p onclick=\"location = goc + '/tep?so=5'\">a</p>", URL)
    assert target_of(doc, doc.select("p")[0]).url == "https://dvc.tinh.example.vn/cong/tep?so=5"


def test_a_download_with_an_empty_id_leads_nowhere() -> None:
    doc = open_document(
        "<script>function t(ma){window.open('/f?ma='+ma)}</script><span onclick=\"t('')\">a</span><span onclick=\"t('7')\">b</span>", URL
    )
    empty, full = doc.select("span")
    assert target_of(doc, empty).action == "none"
    assert target_of(doc, full).url == "https://dvc.tinh.example.vn/f?ma=7"


@pytest.mark.parametrize(
    ("url", "ids"),
    [
        ("https://x.vn/tt?matt=26356", ("26356",)),
        ("https://x.vn/a/chi-tiet-255-39", ("255-39",)),
        ("https://x.vn/vi/procedure/detail/6543210fedcba9876543210f", ("6543210fedcba9876543210f",)),
        ("https://x.vn/tt/0b0f7b1e-1c1d-4d1e-8f1a-1b2c3d4e5f60", ("0b0f7b1e-1c1d-4d1e-8f1a-1b2c3d4e5f60",)),
        ("https://x.vn/#/thu-tuc-hanh-chinh/512", ("512",)),
        ("https://x.vn/p?p_p_id=tt&_cur=3&page=12&idThuTuc=77", ("77",)),
        ("https://x.vn/Default.aspx?tabid=119", ()),
        ("https://x.vn/a?q=tim", ()),
        ("https://x.vn/tt/cap-phep-5101.html", ("5101",)),
        ("https://x.vn/don-vi/xa-a/40006-kham-giam-dinh", ("40006",)),
        ("https://x.vn/ke-hoach/2023-bao-cao-nam", ()),
        ("https://x.vn/w/muc/q7B4kX00192LmaZR/cap-the", ("q7B4kX00192LmaZR",)),
        ("https://x.vn/w/thutuchanhchinh2026/cap-the", ()),
        ("https://x.vn/xem.asp?ma=GD03", ("GD03",)),
        ("https://x.vn/xem?id=tp-12&trang=3", ("tp-12",)),
        ("https://x.vn/xem?ma=SO01&tthc=5101", ("5101",)),
        ("https://x.vn/xem?muc=GD03", ()),
        ("https://x.vn/xem?id=gioi-thieu", ()),
        ("http://[", ()),
    ],
)
def test_ids_of_records_in_addresses(url: str, ids: tuple[str, ...]) -> None:
    assert record_ids(url) == ids


def test_addresses_of_one_template_are_one() -> None:
    assert blank_ids("https://x.vn/tt/12/a?id=3&k=4") == blank_ids("https://x.vn/tt/99/a?k=1&id=8")
    assert blank_ids("http://[") == "http://["
    one, other, cut = (
        f"https://x.vn/tt/{n}" for n in ("12-cap-bien-hieu", "7-cong-bo-lai-ben-xe-khach", "31-gia-han-giay-phep-cho-xe-cua-")
    )
    assert blank_ids(one) == blank_ids(other) == blank_ids(cut) != blank_ids("https://x.vn/tt/danh-muc")
    assert blank_ids("https://x.vn/dat-dai-12") == blank_ids("https://x.vn/ho-tich-4")


def test_page_helper_is_a_page_without_procedures() -> None:
    assert read_page(Page(URL, page(""))).procedures == ()


def test_a_dialog_is_found_by_whatever_name_its_button_calls_it() -> None:
    for opener, dialog in (
        ('data-open="hop-1"', 'data-box="hop-1" class="ui-modal"'),
        ('popovertarget="hop-1"', 'id="hop-1" popover'),
        ('data-dialog-for="#hop-1"', 'id="hop-1" role="dialog"'),
    ):
        body = f"<html><body><p>x</p><button {opener}>Nộp hồ sơ</button><div {dialog}>Vui lòng đăng nhập để nộp hồ sơ</div></body></html>"
        doc = open_document(body, "https://a.gov.vn/tt/1")
        [(_, control)] = [pair for pair in read_controls(doc, find_regions(doc)) if pair[1].text == "Nộp hồ sơ"]
        assert control.modal_text == "Vui lòng đăng nhập để nộp hồ sơ", opener


def test_an_id_inside_an_escaped_return_address_is_the_procedures_own() -> None:
    href = "https://sso.a.gov.vn/login?back=https%3A%2F%2Fa.gov.vn%2Fnop%3Fma%3D1.004194"
    doc = open_document(f'<html><body><p>x</p><a href="{href}">Nộp hồ sơ</a></body></html>', "https://a.gov.vn/tt/1")
    [(_, control)] = read_controls(doc, find_regions(doc), ["1.004194"])
    assert control.own
    [(_, other)] = read_controls(doc, find_regions(doc), ["1.004195"])
    assert not other.own


def test_a_button_that_only_says_something_is_known_by_its_words() -> None:
    for button, said in (
        ("<button onclick=\"alert('Thủ tục này chưa hỗ trợ nộp qua mạng')\">Nộp hồ sơ</button>", "Thủ tục này chưa hỗ trợ nộp qua mạng"),
        ("<button onclick=\"toastr.error('Chưa cung cấp trực tuyến')\">Nộp hồ sơ</button>", "Chưa cung cấp trực tuyến"),
        ('<button data-x="#o1">Nộp hồ sơ</button><div id="o1" hidden>Mời đăng nhập</div>', "Mời đăng nhập"),
    ):
        doc = open_document(f"<html><body><p>x</p>{button}</body></html>", "https://a.gov.vn/tt/1")
        [(_, control)] = [pair for pair in read_controls(doc, find_regions(doc)) if pair[1].text == "Nộp hồ sơ"]
        assert control.modal_text == said


def test_an_id_that_only_stands_in_a_hosts_name_is_not_the_procedures() -> None:
    doc = open_document(
        '<html><body><p>x</p><a href="http://dvc127.gov.vn:127/login">Nộp hồ sơ</a></body></html>', "http://dvc127.gov.vn:127/tt/127"
    )
    [(_, control)] = read_controls(doc, find_regions(doc), ["127"])
    assert not control.own


def test_a_button_below_a_procedure_with_a_long_name_is_its_own() -> None:
    name = "Cho phép hủy thuốc gây nghiện, thuốc hướng thần, thuốc tiền chất, nguyên liệu làm thuốc là dược chất gây nghiện, " * 5
    rows = "".join(
        f"<div><span>{label}</span><span>{text}</span></div>"
        for label, text in (
            ("Mã thủ tục", "1.004532.000.00.00.H27"),
            ("Lĩnh vực", "Dược phẩm"),
            ("Cơ quan thực hiện", "Sở Y tế"),
            ("Trình tự thực hiện", "Bước 1: nộp hồ sơ. Bước 2: nhận kết quả."),
            ("Thời hạn giải quyết", "05 ngày làm việc"),
            ("Kết quả thực hiện", "Quyết định hành chính"),
        )
    )
    beside = "<div><h4>Tin tức</h4>" + "<p>Hội nghị về chuyển đổi số của tỉnh năm nay</p>" * 20 + "<a href='/gui'>Gửi hồ sơ</a></div>"
    page = f"<html><body><div><div><h2>{name}</h2><div>{rows}</div><div><button>Nộp hồ sơ trực tuyến</button></div></div>{beside}</div></body></html>"
    found = {c.text: c.in_chrome for c in read_page(Page(URL, page)).procedures[0].controls}
    assert found == {"Nộp hồ sơ trực tuyến": False, "Gửi hồ sơ": True}


RELATED = "".join(
    f"<li><a href='/tt/{n}'>Cấp giấy phép tổ chức hoạt động văn hóa, thể thao và du lịch tại địa bàn số {n}</a></li>" for n in "abcdefg"
)
VALUES = "".join(
    f"<tr><td>{label}</td><td>{value}</td></tr>"
    for label, value in (
        ("Mã thủ tục", "1.001029"), ("Trình tự thực hiện", "Bước 1: chuẩn bị hồ sơ. Bước 2: nộp tại Bộ phận một cửa"),
        ("Thành phần hồ sơ", "Đơn đề nghị"), ("Phí, lệ phí", "Không"), ("Kết quả", "Giấy phép"),
    )
)  # fmt: skip


@pytest.mark.parametrize(
    ("box", "chrome"),
    [
        ("<div><h1>Cấp giấy phép karaoke</h1><p>{button}</p><table>{values}</table><h3>Cùng cơ quan</h3><ul>{related}</ul></div>", False),
        ("<div><h1>Cấp giấy phép karaoke</h1><table>{values}</table><h3>Cùng cơ quan</h3><ul>{related}<li>{button}</li></ul></div>", True),
        ("<div>{button}</div><div><ul>{related}</ul></div><div><h1>Cấp giấy phép karaoke</h1><table>{values}</table></div>", True),
    ],
)
def test_a_button_above_the_values_is_the_procedures_whatever_follows_them(box: str, chrome: bool) -> None:
    button = "<a class='btn' href='/nop?ho-so=moi'>Nộp hồ sơ trực tuyến</a>"
    html = f"<html><body>{box.format(button=button, values=VALUES, related=RELATED)}</body></html>"
    (procedure,) = read_page(Page(URL, html)).procedures
    assert [c.in_chrome for c in procedure.controls if c.kind is ControlKind.SUBMIT] == [chrome]


@pytest.mark.parametrize(
    ("link", "chrome"),
    [
        ("<a class='qc banner-2' href='/dang-ky-truc-tuyen'><img alt='Nộp hồ sơ trực tuyến' src=b.gif></a>", True),
        ("<a class=nut href='/dang-ky-truc-tuyen'><img alt='Nộp hồ sơ trực tuyến' src=nut.gif></a>", False),
        ("<a class=banner href='/dang-ky-truc-tuyen'>Nộp hồ sơ trực tuyến</a>", False),
        ("<a class=banner href='/dang-ky?ma=1.001029'><img alt='Nộp hồ sơ trực tuyến' src=b.gif></a>", False),
    ],
)
def test_a_picture_called_a_banner_is_the_sites(link: str, chrome: bool) -> None:
    html = f"<html><body><div><h1>Cấp giấy phép karaoke</h1><table>{VALUES}</table><p>{link}</p></div></body></html>"
    (procedure,) = read_page(Page(URL, html)).procedures
    assert [c.in_chrome for c in procedure.controls if c.kind is ControlKind.SUBMIT] == [chrome]


@pytest.mark.parametrize(
    "link",
    [
        "<a href='/tep/pl2.xlsx'>Phụ lục II Đơn đăng ký thủ tục quyên góp</a>",
        "<a href='/tep/01.docx'>Văn bản đề nghị thanh toán thù lao</a>",
        "<a href='/lay?h=8c3f'>Biểu mẫu số 4. Bản kê khai máy móc</a>",
        "<a download href='/tep/17'>Văn bản đề nghị thanh toán thù lao</a>",
    ],
)
def test_a_blank_form_is_no_function_however_it_is_named(link: str) -> None:
    assert not [c for c in own_controls(link) if c.kind in (ControlKind.SUBMIT, ControlKind.PAYMENT)]


def test_a_short_number_under_the_same_name_is_this_procedures() -> None:
    buttons = "<a href='/nop?ma_tt=7'>Nộp hồ sơ</a> <a href='/nop?muc=7'>Nộp trực tuyến</a>"
    found = read_page(Page("https://dvc.tinh.example.vn/xem?ma_tt=7", table_th_td(Procedure()).replace("</main>", f"{buttons}</main>")))
    own = {c.url: c.own for c in found.controls if c.url and "/nop?" in c.url}
    assert own == {"https://dvc.tinh.example.vn/nop?ma_tt=7": True, "https://dvc.tinh.example.vn/nop?muc=7": False}


@pytest.mark.parametrize(
    ("html", "own"),
    [
        ("<a href='/tai-khoan/dang-nhap?ve=/thu-tuc/chi-tiet?id=11724'>Đăng nhập</a>", False),
        ("<a href='/tai-khoan/dang-nhap?ve=%2Fthu-tuc%2Fchi-tiet%3Fid%3D11724'>Đăng nhập</a>", False),
        ("<form method=post action='chi-tiet?id=11724'><input name=u><input type=password name=p><button>Đăng nhập</button></form>", False),
        ("<a href='/tai-khoan/dang-nhap?ve=/nop?id=11724'>Đăng nhập</a>", True),
    ],
)
def test_a_log_in_that_only_comes_back_is_the_sites(html: str, own: bool) -> None:
    assert [c.own for c in own_controls(html) if c.kind is ControlKind.LOGIN] == [own]


def test_the_title_in_an_address_names_the_record_where_the_page_has_that_title() -> None:
    own, other = "/gui/cap-lai-giay-phep-che-bien-nguyen-lieu-thuoc-la", "/gui/cap-lai-giay-phep-che-bien-nguyen-lieu-thuoc-la-dien-tu"
    body = headings_and_sections(Procedure()).replace(
        "</body>", f"<main><a href='{own}'>Nộp hồ sơ</a><a href='{other}'>Nộp ngay</a></main></body>"
    )
    for address, owns in ((own.replace("/gui/", "/tt/"), [True, False]), ("/tt/mot-trang-chung-nao-do", [False, False])):
        (found,) = read_page(Page(f"https://dvc.tinh.example.vn{address}", body)).procedures
        assert [c.own for c in found.controls if c.kind is ControlKind.SUBMIT and (c.url or "").endswith((own, other))] == owns


@pytest.mark.parametrize(
    ("title", "owns"),
    [
        ("cap-giay-phep-nguyen-lieu-thuoc-la", True),  # words of the heading left out
        ("cap-lai-thuoc-la", False),  # too few of them
        ("cap-thuoc-la-giay-phep-nguyen-lieu", False),  # in another order
    ],
)
def test_a_title_that_an_editor_shortened_names_the_record_as_well(title: str, owns: bool) -> None:
    body = headings_and_sections(Procedure()).replace("</body>", f"<main><a href='/gui?viec={title}'>Nộp hồ sơ</a></main></body>")
    (found,) = read_page(Page(f"https://dvc.tinh.example.vn/tt/{title}", body)).procedures
    assert [c.own for c in found.controls if c.kind is ControlKind.SUBMIT and "/gui?" in (c.url or "")] == [owns]


@pytest.mark.parametrize(
    "link",
    [
        "Nộp tại quầy. <a href='https://csdl.example.gov.vn/tt.jsp?ma={}'>Đọc bản gốc ở nơi công bố</a>",
        "Nộp tại quầy. Nguồn: <a href='https://csdl.example.gov.vn/tt.jsp?ma={}'>{} trên Cơ sở dữ liệu quốc gia</a>",
        "Nộp tại quầy. <a href='https://csdl.example.gov.vn/tt.jsp?ma={}'>Nguyên văn thủ tục</a>",
    ],
)
def test_where_the_text_of_a_procedure_is_published_nothing_is_handed_in(link: str) -> None:
    code = "1.003344"
    rows = f"<tr><th>Mã thủ tục<td>{code}</tr><tr><th>Trình tự thực hiện<td>Nộp</tr><tr><th>Cách thức thực hiện<td>{link.format(code, code)}</tr><tr><th>Thời hạn<td>3 ngày</tr>"
    (found,) = read_page(Page(URL, f"<main><h1>Cấp thẻ hạng ba</h1><table>{rows}</table></main>")).procedures
    assert not [c for c in found.controls if c.kind is ControlKind.SUBMIT]


def test_the_day_of_an_article_is_no_id() -> None:
    assert record_ids("https://xa.example.vn/2021/07/dang-ky-nuoi-con_9.html") == ()
    assert record_ids("https://xa.example.vn/2021/07/15/dang-ky-nuoi-con-30412.html") == ("30412",)
    assert record_ids("https://xa.example.vn/thu-tuc/2021") == ("2021",)
    assert record_ids("https://xa.example.vn/dich-vu/5e9af7") == ("5e9af7",)
    assert record_ids("https://xa.example.vn/a1b2c3/facade") == ()  # a part of the site, a word


@pytest.mark.parametrize(
    ("text", "url", "submits"),
    [
        ("Chuyển sang hệ thống của Bộ", "https://dichvucong.bo.example.vn/", True),
        ("Đến cổng của ngành", "https://dvcnganh.example.vn", True),
        ("Chuyển sang hệ thống của Bộ", "https://vanban.bo.example.vn/", False),
        ("Đến Cổng thông tin của ngành về đăng ký hộ kinh doanh", "https://dangkyho.bo.example.vn/", True),
        ("Mở trang của ngành", "https://khaithuequamang.bo.example.vn/", True),
        ("Mở trang của ngành", "https://tintuc.bo.example.vn/", False),
        ("Qua trang của Sở", "https://so.example.vn/?ma=11724", True),
        ("Trang của Sở", "https://so.example.vn/?ma=11724", False),
        ("Trang chủ của Bộ", "https://dichvucong.bo.example.vn/", False),
        ("Sang hệ thống của ngành", "https://hotich.dichvucong.bo.example.vn/", True),
        ("Sang hệ thống phản ánh, kiến nghị", "https://hotich.dichvucong.bo.example.vn/", False),
        ("Sang hệ thống của ngành", "https://tin.dichvucongtac.example.vn/", False),
        ("Đến hệ thống chỉ đạo điều hành. Xem thêm", "/dieu-hanh", False),
    ],
)
def test_a_link_that_tells_to_go_over_to_another_portal(text: str, url: str, submits: bool) -> None:
    assert ("submit" in [c.kind for c in own_controls(f"<p><a class=nut href='{url}'>{text}</a></p>")]) is submits


@pytest.mark.parametrize(
    ("text", "kinds"),
    [("Nộp từ nhà", ["submit"]), ("Scan giấy tờ rồi gửi phường", ["submit"]), ("Quét mã để xem", []), ("Chụp ảnh kỷ niệm", [])],
)
def test_what_is_done_from_afar_with_the_record_of_a_link_submits(text: str, kinds: list[str]) -> None:
    assert [c.kind for c in own_controls(f"<a href='/viec-khac?x=11724'>{text}</a>")] == kinds
    assert not own_controls(f"<a href='/viec-khac'>{text}</a>")


@pytest.mark.parametrize(
    "text", ["Gửi bản quét hồ sơ", "tải hồ sơ lên", "Nộp bản scan", "Đẩy tệp lên", "Gửi bản chụp", "Chuyển HS", "Đưa file hồ sơ lên"]
)
def test_orders_to_hand_in_copies_submit(text: str) -> None:
    assert [c.kind for c in own_controls(f"<a href='/tiep-nhan?x=1'>{text}</a>")] == ["submit"]


@pytest.mark.parametrize("text", ["Đẩy hồ sơ đã scan", "Mở tờ khai", "Bắt đầu hồ sơ", "Làm trên mạng", "Khai từ xa"])
def test_orders_to_open_a_dossier_submit(text: str) -> None:
    assert [c.kind for c in own_controls(f"<a href='/tiep-nhan?x=1'>{text}</a>")] == ["submit"]


def test_the_number_of_a_page_under_the_name_of_procedures() -> None:
    buttons = "<a href='/dvc/nop.aspx?TTHC=2'>Nộp hồ sơ</a> <a href='/tin/xem.aspx?ID=2'>Nộp trực tuyến</a> <a href='/dvc/nop.aspx?TTHC=21'>Đăng ký trực tuyến</a>"
    body = table_th_td(Procedure()).replace("</main>", f"{buttons}</main>")
    found = read_page(Page("https://dvc.tinh.example.vn/Lists/TT/xem.aspx?ID=2&Kieu=0x01", body))
    own = {c.url.rpartition("/")[2]: c.own for c in found.controls if c.url and c.kind is ControlKind.SUBMIT and not c.in_chrome}
    assert own == {"nop.aspx?TTHC=2": True, "xem.aspx?ID=2": False, "nop.aspx?TTHC=21": False}
    assert procedure_pairs("https://x.vn/a?id=2&ma_tt=3") == procedure_pairs("http://[") == ()


def test_the_buttons_of_a_part_that_a_script_shows_are_the_procedures() -> None:
    table = "".join(f"<tr><td><b>{label}</b></td><td>{html}</td></tr>" for _, label, html, _ in Procedure().items)
    part = f"<table>{table}</table><p>{'Thông tin chỉ để tham khảo. ' * 30}</p><p><a href='https://forms.gle/a1'>Đăng ký tại đây</a></p>"
    (found,) = read_page(Page(URL, part)).procedures
    assert [(c.kind, c.in_chrome) for c in found.controls] == [(ControlKind.EMAIL, False)]


def test_a_head_that_opens_a_part_of_the_page_is_no_button() -> None:
    heads = (
        ("Trình tự thực hiện", "Lập hồ sơ, chờ thẩm tra."),
        ("Nộp hồ sơ", "Tại trụ sở"),
        ("Lệ phí", "Không"),
        ("Thời hạn giải quyết", "3 ngày"),
    )
    parts = "".join(f"<div><div class=dau role=button>{head}</div><div>{said}</div></div>" for head, said in heads)
    button = "<p><button class=nut>Nộp hồ sơ trực tuyến</button></p>"
    (found,) = read_page(Page(URL, f"<main><h1>Cấp giấy phép rời cảng</h1>{parts}{button}</main>")).procedures
    assert [control.text for control in found.controls if control.kind is ControlKind.SUBMIT] == ["Nộp hồ sơ trực tuyến"]


def test_a_call_of_the_systems_own_code_that_is_given_an_address_leads_there() -> None:
    [control] = own_controls("<button type=button onclick=\"khung.dieuHuong.di('trang?ma=UD:7:552')\">Nộp hồ sơ</button>")
    assert control.url == "https://dvc.tinh.example.vn/thu-tuc/trang?ma=UD:7:552"


@pytest.mark.parametrize(
    ("body", "said"),
    [
        ("alert('Việc này chưa nhận qua mạng.'); return false;", "Việc này chưa nhận qua mạng."),
        ("if (x) alert('Việc này chưa nhận qua mạng.'); return false;", ""),
        ("alert('Chuyển sang trang nộp.'); location.href = lay(n);", ""),
        ("dem(n);", ""),
    ],
)
def test_a_function_of_the_page_that_only_says_something(body: str, said: str) -> None:
    (control,) = own_controls(f"<script>function xem(n) {{ {body} }}</script><button onclick='xem(4)'>Nộp hồ sơ</button>")
    assert control.modal_text == said


@pytest.mark.parametrize(
    ("other", "same"),
    [
        ("<div class=khung><p>Tin</p><button class=nut>Nộp hồ sơ</button></div>", True),
        ("<div class=bia><p>Tin</p><button class=nut>Nộp hồ sơ</button></div>", False),
        ("<section class=khung><p>Tin</p><button class=nut>Nộp hồ sơ</button></section>", False),
        ("<div class=khung><button class=nut>Nộp hồ sơ</button><p>Tin</p></div>", False),
    ],
)
def test_two_contents_that_begin_alike_are_told_apart_by_their_make(other: str, same: bool) -> None:
    def places(content: str) -> str:
        (found,) = (c for c in read_page(Page(URL, f"<main>{content}</main>")).controls if c.kind is ControlKind.SUBMIT)
        return found.place

    one = "<div class=khung><p>Bài</p><button class=nut>Nộp hồ sơ</button></div>"
    assert (places(one) == places(other)) is same


def test_what_is_no_link_and_says_in_its_data_where_it_leads() -> None:
    found = own_controls("<p><b class=nut data-mo='/nop/11724'>Nộp hồ sơ qua mạng</b> <i data-anh='/a/nop.png'>Nộp hồ sơ</i></p>")
    assert [(c.text, c.url) for c in found if c.kind is ControlKind.SUBMIT] == [
        ("Nộp hồ sơ qua mạng", "https://dvc.tinh.example.vn/nop/11724")
    ]


@pytest.mark.parametrize(
    ("behind", "chrome"),
    [
        ("<p>{button} <a href='/in'>In trang</a></p><div><b>Cùng nhóm</b><ul>{related}</ul></div>", False),
        ("<div><b>Cùng nhóm</b><ul>{related}</ul></div><p>{button}</p>", True),
        ("<div><b>Tiện ích của Cổng</b></div><p>{button}</p><ul>{related}</ul>", True),
    ],
)
def test_a_bar_of_buttons_right_behind_the_values_is_the_procedures_whatever_follows_it(behind: str, chrome: bool) -> None:
    button = "<a href='/ke-khai?ho-so=moi'>Nộp hồ sơ trực tuyến</a>"
    related = "".join(f"<li>Cấp giấy phép tổ chức hoạt động văn hóa, thể thao và du lịch tại địa bàn số {n}</li>" for n in "abcdefg")
    box = f"<section><h1>Cấp giấy phép karaoke</h1><table>{VALUES}</table>{behind.format(button=button, related=related)}</section>"
    (procedure,) = read_page(Page(URL, f"<html><body>{box}</body></html>")).procedures
    assert [c.in_chrome for c in procedure.controls if c.kind is ControlKind.SUBMIT] == [chrome]


@pytest.mark.parametrize(("label", "submits"), [("Gửi hồ sơ qua mạng", True), ("Cơ sở dữ liệu", False)])
def test_a_portal_named_under_a_label_that_says_to_send(label: str, submits: bool) -> None:
    row = f"<tr><th>{label}</th><td><a href='https://dvc.example.gov.vn/'>Cổng dịch vụ công của Bộ</a></td></tr>"
    html = table_th_td(Procedure()).replace("</table>", f"{row}</table>", 1)
    leads = [c for c in read_page(Page(URL, html)).controls if c.url == "https://dvc.example.gov.vn/"]
    assert any(c.kind is ControlKind.SUBMIT for c in leads) is submits


@pytest.mark.parametrize(
    ("html", "submits"),
    [
        ("<p>Doanh nghiệp bấm <a href='/phan-he/7'>vào đây</a> để tạo hồ sơ.</p>", True),
        ("<p>Doanh nghiệp xem <a href='/phan-he/7'>tại đây</a> để lập hồ sơ cho đúng.</p>", False),
    ],
)
def test_where_one_applies_by_the_words_behind(html: str, submits: bool) -> None:
    assert any(c.kind is ControlKind.SUBMIT for c in own_controls(html)) is submits


CHOOSING = "<option value=''>– nơi nhận –</option><option value='/ke-khai/11724?o=1'>Phường Một</option><option value='/ke-khai/11724?o=2'>Phường Hai</option>"


@pytest.mark.parametrize(
    ("box", "leads"),
    [
        (f"<p>Gửi hồ sơ trực tuyến tới <select onchange='go(this)'>{CHOOSING}</select></p>", True),
        (f"<label for=n>Nơi nộp hồ sơ trực tuyến</label><select id=n>{CHOOSING}</select>", True),
        (f"<select>{CHOOSING.replace('– nơi nhận –', 'Nộp hồ sơ ở đâu')}</select>", True),
        (f"<p>Xem thêm <select>{CHOOSING}</select></p>", False),
        ("<p>Nộp hồ sơ tại <select name=o><option value=1>Phường Một</option><option value=2>Phường Hai</option></select></p>", False),
    ],
)
def test_a_box_that_leads_to_where_one_applies_is_a_way(box: str, leads: bool) -> None:
    """What a box is for is its label, and no way for the link behind it."""
    found = [c for c in own_controls(f"{box}<ul><li><a href='/in/11724'>Bản in</a></li></ul>") if c.kind is ControlKind.SUBMIT]
    assert [urlsplit(c.url or "").path for c in found] == (["/ke-khai/11724"] if leads else [])


@pytest.mark.parametrize(
    ("words", "kind"),
    [
        ("Tra cứu rồi nộp lệ phí", ControlKind.PAYMENT),
        ("Tra cứu số tiền, thanh toán", ControlKind.PAYMENT),
        ("Tra cứu thanh toán", ControlKind.STATUS),
        ("Hướng dẫn nộp hồ sơ và thanh toán", ControlKind.GUIDE),
    ],
)
def test_who_looks_up_what_is_due_and_pays_it_pays(words: str, kind: ControlKind) -> None:
    assert [c.kind for c in own_controls(f"<a href='/phi/11724'>{words}</a>") if c.text == words] == [kind]


def test_a_way_back_to_the_page_itself_is_left_to_whoever_can_press_it() -> None:
    found = [c for c in own_controls(f"<a class=nop href='{URL}'>Nộp hồ sơ</a>") if c.text == "Nộp hồ sơ"]
    assert [(c.kind, c.url, c.action) for c in found] == [(ControlKind.SUBMIT, None, "none")]


@pytest.mark.parametrize(
    ("words", "kind"),
    [
        ("Chia sẻ tin này qua email", ControlKind.OTHER),
        ("Gửi liên kết cho bạn bè qua email", ControlKind.OTHER),
        ("Gửi thư đề nghị", ControlKind.EMAIL),
    ],
)
def test_passing_the_page_on_sends_no_dossier(words: str, kind: ControlKind) -> None:
    said = [c.kind for c in controls(f"<a href='/chuyen?bai=11724' title='{words}'><i class=thu></i></a>")]
    assert (ControlKind.EMAIL in said) is (kind is ControlKind.EMAIL)


def by_ways(ways: str, below: str = "") -> list[tuple[str, str]]:
    html = table_th_td(Procedure()).replace("<p>Trực tiếp</p><p>Trực tuyến</p>", ways).replace("</main>", f"{below}</main>")
    return [(c.kind.value, urlsplit(c.url or "").netloc) for c in read_page(Page(URL, html)).controls if not c.in_chrome]


def test_a_system_that_takes_dossiers_among_the_ways_is_one() -> None:
    there = "<a href='https://dichvucong.example.gov.vn'>{}</a>"
    login = f"Tại quầy hoặc đăng nhập Cổng quốc gia ({there.format('dichvucong.example.gov.vn')}), tìm theo tên"
    assert ("submit", "dichvucong.example.gov.vn") in by_ways(login)
    assert by_ways(f"Tại quầy. Tra cứu kết quả ở {there.format('đây')}") == []
    assert by_ways("Tại quầy hoặc qua <a href='https://tintuc.example.gov.vn'>trang tin</a> để biết giờ làm") == []


def test_the_system_through_which_the_ways_lead_may_stand_below_them() -> None:
    there = "<p><a href='https://dvc.bo.example.gov.vn/'>Hệ thống dịch vụ công của ngành</a></p>"
    assert ("submit", "dvc.bo.example.gov.vn") in by_ways("Tại quầy hoặc trên phần mềm của ngành", there)
    assert by_ways("Tại quầy", there) == []


@pytest.mark.parametrize(
    ("way", "applied"),
    [
        ("Gửi bưu điện; nộp trực tuyến ở trang web {}", True),
        ("Tại quầy hoặc qua internet: {}", True),
        ("Tại quầy, trên mạng theo địa chỉ ({})", True),
        ("Tại quầy. Theo dõi qua mạng tại {}", False),
        ("Tại quầy; thanh toán trực tuyến tại {}", False),
        ("Tại quầy. Văn bản đăng trên mạng, tại {}", False),
    ],
)
def test_the_way_online_is_where_the_link_behind_its_name_leads(way: str, applied: bool) -> None:
    told = by_ways(way.format("<a href='http://gpkd.nganh.example.org/'>gpkd.nganh.example.org</a>"))
    assert told == ([("submit", "gpkd.nganh.example.org")] if applied else [])


def told_system(way: str, html: str) -> list[str | None]:
    own = table_th_td(Procedure()).replace("<p>Trực tuyến</p>", f"<p>{way}</p>").replace("</main>", f"{html}</main>")
    (reading,) = read_page(Page(URL, own)).procedures
    return [c.url for c in reading.controls if c.kind is ControlKind.SUBMIT and not c.in_chrome]


@pytest.mark.parametrize(
    ("way", "html", "leads"),
    [
        ("Hoặc qua phần mềm của Bộ Công Thương", "<a href='https://tt.example.org/'>Phần mềm của Bộ Công Thương</a>", True),
        (
            "Trên hệ thống thông tin của ngành thuế",
            "<button data-mo-trang='1' data-chuyen='https://tt.example.org/'>Vào hệ thống ngành</button>",
            True,
        ),
        ("Trên cổng quốc gia", "<button data-link='https://tt.example.org/'><i>send</i>Cổng quốc gia</button>", True),
        ("Trên cổng quốc gia", "<a href='https://tt.example.org/'>Phần mềm của Bộ Công Thương</a>", False),
        ("Nộp ở quầy", "<a href='https://tt.example.org/'>Phần mềm của Bộ Công Thương</a>", False),
        ("Trên hệ thống của Bộ", "<a href='https://tt.example.org/'>Cổng thông tin điện tử của Bộ Công Thương</a>", False),
        ("Trên hệ thống của Bộ", "<a href='/gioi-thieu'>Hệ thống của Bộ</a>", False),
    ],
)
def test_a_system_that_the_ways_name_is_where_its_link_leads(way: str, html: str, leads: bool) -> None:
    assert told_system(way, html) == (["https://tt.example.org/"] if leads else [])


@pytest.mark.parametrize(
    ("button", "submits"),
    [
        ("<button onclick='vaoLam(11724)'>Mở bàn làm việc</button>", True),
        ("<button data-id=11724>Mở bàn làm việc</button>", True),
        ("<button onclick='vaoLam(55)'>Mở bàn làm việc</button>", False),
        ("<button onclick='chep(11724)'>Sao chép mã</button>", False),
        ("<button onclick=\"lay('/tep/11724/don.doc')\">Đơn đề nghị</button>", False),
        ("<button onclick='gui(11724)'>Gửi</button>", False),  # an opinion, perhaps
        ("<form action=/mo method=post><input type=hidden name=k value=11724><button>Đi tiếp</button></form>", True),
        ("<form action=/mo method=post><input type=hidden name=k value=11724><input name=y><button>Đi tiếp</button></form>", False),
    ],
)
def test_a_button_among_the_ways_to_apply_that_hands_on_the_record_is_one(button: str, submits: bool) -> None:
    body = f"<p>Trình tự thực hiện: Gửi giấy.</p><p>Thành phần hồ sơ: Đơn</p><p>Thời hạn: 3 ngày</p><p>Cách nộp hồ sơ: {button}</p><p>Lệ phí: Không</p>"
    found = read_page(Page(URL, f"<html><body><h1>Đăng ký lại khai sinh</h1>{body}</body></html>")).controls
    assert any(c.own and c.kind.value == "submit" for c in found) is submits


@pytest.mark.parametrize(
    ("html", "kind"),
    [
        ("<div><button data-viec=khai data-so=hs12>Bắt đầu</button></div>", "submit"),
        ("<p><span role=button>Thực hiện</span></p>", "submit"),
        ("<p><a href='javascript:void(0)' ng-click='di(x)'>Tiến hành ngay</a></p>", "submit"),
        ("<div><input placeholder='Từ khóa'><button>Thực hiện</button></div>", None),
        ("<form><label>Diện tích <select><option>1<option>2</select></label><p><button type=button>Thực hiện</button></p></form>", None),
        ("<p><a href='/gioi-thieu'>Bắt đầu</a></p>", None),
        ("<p><button>Trình tự thực hiện</button></p>", None),
        ("<nav><button>Bắt đầu</button></nav>", None),
    ],
)
def test_a_button_that_only_begins_is_the_way_to_apply_where_nothing_is_filled_in_beside_it(html: str, kind: str | None) -> None:
    found = [control.kind for control in own_controls(html) if control.text.split()[0] in {"Bắt", "Thực", "Tiến", "Trình"}]
    assert found == ([kind] if kind else [])


def test_a_button_that_only_begins_says_nothing_where_no_procedure_is_described() -> None:
    assert not read_page(Page(URL, "<main><h1>Công cụ</h1><p>Chào bạn</p><p><button>Bắt đầu</button></p></main>")).controls
