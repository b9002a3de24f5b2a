"""Items that are no plain sections: contacts, search, links, documents, services, English, technology; each with near-misses."""

from __future__ import annotations

import pytest

from classifier.model import Page
from classifier.sites.items import RULES
from classifier.sites.model import Item, SiteTier, State
from classifier.sites.site import Site, open_site_page
from tests.classifier.sites.made import BODY, HOST, context, entry, finding, site

FORM = "<form><textarea name='nd'></textarea><input type='submit' value='Gửi'></form>"


@pytest.mark.parametrize(
    ("body", "state"),
    [
        ("<table><tr><td>Nguyễn Văn An</td><td>Giám đốc</td><td>0239.3855123</td></tr></table>" + BODY, State.PRESENT),
        (f"<p>Thư điện tử: an@sonoivu.example.gov.vn</p>{BODY}", State.PRESENT),
        ("<table><tr><td>Thanh tra</td><td>0239.3855124</td></tr></table>", State.PRESENT),  # all the text that it needs
        (f"<h2>Liên hệ</h2>{FORM}", State.EMPTY),  # a form beside no address at all
        (f"<p>Danh bạ gồm 123 số điện thoại nội bộ, số 12/2020/QĐ-UBND ngày 1/2/2020.</p>{BODY}", State.EMPTY),
        ("<p>Đang cập nhật</p>", State.EMPTY),
    ],
)
def test_contacts_need_a_number_or_an_address(body: str, state: State) -> None:
    assert finding(Item.CONTACTS, entry("Liên hệ"), {"/muc": body}).state is state


def test_a_form_to_write_by_counts_beside_the_agency_s_own_number() -> None:
    pages = {"/muc": f"<h2>Liên hệ</h2>{FORM}<p>Điện thoại: 0239.3855123</p>"}
    assert finding(Item.CONTACTS, entry("Liên hệ"), pages).state is State.PRESENT


@pytest.mark.parametrize(
    ("front", "state"),
    [
        ("<p>Địa chỉ: Số 1 đường Trần Phú, Hà Tĩnh</p><p>Điện thoại: (0239) 3855 123</p>", State.PRESENT),
        ("<p>Trụ sở: 12 Nguyễn Du - Email: sonoivu@hatinh.gov.vn</p>", State.PRESENT),
        ("<p>Điện thoại: 0239.3855123</p>", State.MISSING),
        ("<p>Địa chỉ: </p><p>Điện thoại: </p>", State.MISSING),
        ("<p>Triển khai nền tảng địa chỉ số quốc gia trên toàn tỉnh</p><p>Văn bản 0239/2020</p>", State.MISSING),
    ],
)
def test_transaction_needs_two_of_address_telephone_and_mail(front: str, state: State) -> None:
    assert finding(Item.TRANSACTION, "", {}, front).state is state


@pytest.mark.parametrize(
    ("front", "state"),
    [
        ("<form><input type='text' name='q'></form>", State.PRESENT),
        ("<input name='ctl00$txtTuKhoa' placeholder='Nhập từ khóa'>", State.PRESENT),
        ("<form role='search'><input type='search' name='s'></form>", State.PRESENT),
        ("<a href='/tim'>Tìm kiếm</a>", State.UNKNOWN),  # its page was not read
        ("<form><input type='text' name='email' placeholder='Nhập email để nhận tin'></form>", State.MISSING),
        ("<form>Đăng nhập <input type='text' name='username'><input type='password' name='p'></form>", State.MISSING),
        ("<input type='text' name='mahs' placeholder='Mã hồ sơ'>", State.MISSING),
        ("<form><input name='t1'><input type='submit' value='Tìm'></form>", State.PRESENT),
        ("<form>Số hồ sơ <input name='t1'><input type='submit' value='Tìm'></form>", State.MISSING),
        ("<form><input name='t1'><input type='submit' value='Gửi'></form>", State.MISSING),
        ("<form><input name='t1'><input name='t2'><button>Tìm</button></form>", State.MISSING),
    ],
)
def test_search_is_a_box_that_says_so(front: str, state: State) -> None:
    assert finding(Item.SEARCH, "", {}, front).state is state


def test_a_page_to_search_by_holds_a_box() -> None:
    assert (
        finding(Item.SEARCH, entry("Tìm kiếm"), {"/muc": f"<form><input name='x'><button>Đi</button></form>{BODY}"}).state is State.PRESENT
    )
    assert finding(Item.SEARCH, entry("Tìm kiếm"), {"/muc": BODY}).state is State.EMPTY


def test_links_are_several_other_sites_or_a_list_that_says_so() -> None:
    several = "".join(f"<a href='http://s{n}.example/'>Trang {n}</a>" for n in range(3))
    assert finding(Item.LINKS, "", {}, several).state is State.PRESENT
    options = "<h3>Liên kết website</h3><select><option value=''>Chọn</option><option value='http://a.example/'>A</option></select>"
    assert finding(Item.LINKS, "", {}, options).state is State.PRESENT
    assert finding(Item.LINKS, "", {}, "<h3>Liên kết website</h3><select><option value=''>Chọn</option></select>").state is State.EMPTY
    assert finding(Item.LINKS, "", {}, "<a href='http://a.example/'>Nguồn</a>").state is State.MISSING
    social = "".join(f"<a href='https://www.{host}/x'>x</a>" for host in ("facebook.com", "youtube.com", "zalo.me"))
    assert finding(Item.LINKS, "", {}, social).state is State.MISSING


def test_the_link_to_the_provincial_portal_is_known_by_its_host() -> None:
    hosts = frozenset({"hatinh.gov.vn"})
    there = "<select><option value='http://www.hatinh.gov.vn/'>Cổng của tỉnh</option></select>"
    assert finding(Item.PORTAL_LINK, "", {}, there, province_hosts=hosts).state is State.PRESENT
    near = "<a href='http://nothatinh.gov.vn/'>Cổng thông tin điện tử tỉnh Hà Tĩnh</a>"
    assert finding(Item.PORTAL_LINK, "", {}, near, province_hosts=hosts).state is State.MISSING
    assert finding(Item.PORTAL_LINK, "", {}, there).state is State.UNKNOWN  # no portal is registered
    agencies = (("a", "snv.example"), ("b", "syt.example"))
    found = finding(Item.PORTAL_LINK, "", {}, "<a href='http://snv.example/'>Sở</a>", tier=SiteTier.TINH, agency_hosts=agencies)
    assert found.state is State.PRESENT and "1/2" in found.reason


def test_services_on_the_site_or_on_the_portal() -> None:
    listed = "<table><tr><th>Tên thủ tục hành chính</th></tr><tr><td>Cấp giấy phép hoạt động cơ sở, mức độ 3</td></tr></table>" + BODY
    found = finding(Item.SERVICES, entry("Dịch vụ công"), {"/muc": listed})
    assert found.state is State.PRESENT and "levels_stated" in found.reason
    other = "<p>Bài viết giới thiệu phong cảnh quê hương đất nước con người trong dịp đầu xuân năm mới.</p>"
    assert finding(Item.SERVICES, entry("Dịch vụ công"), {"/muc": other}).state is State.EMPTY
    made = site("", {}, "<a href='http://dvc.example/'><img src='x.png'></a>", portal_hosts=frozenset({"dvc.example"}))
    assert RULES[Item.SERVICES](made).state is State.UNKNOWN  # the portal was not read
    portal = open_site_page(Page("http://dvc.example/", f"<html><body><h1>Cổng</h1>{BODY}</body></html>"))
    assert RULES[Item.SERVICES](Site(made.context, [*made.pages, portal])).state is State.PRESENT


SEARCH_FORM = "<form><input type='text' name='sokyhieu' placeholder='Số ký hiệu'><input type='submit' value='Tìm kiếm'></form>"
ROW = "<table><tr><td>12/2020/QĐ-UBND</td><td>Ban hành Quy định về quản lý, sử dụng hè phố</td><td>{file}</td></tr></table>"


def test_documents_are_searched_by_their_own_form_and_taken_away_as_files() -> None:
    whole = {"/muc": SEARCH_FORM + ROW.format(file="<a href='/f/12.pdf'>Tải</a>") + BODY}
    bare = {"/muc": ROW.format(file="") + BODY}
    menu = entry("Văn bản pháp luật")
    assert finding(Item.DOCUMENT_SEARCH, menu, whole).state is State.PRESENT
    assert finding(Item.DOCUMENT_FILES, menu, whole).state is State.PRESENT
    site_box = "<form><input type='text' name='q'><button>Tìm kiếm</button></form>"
    assert finding(Item.DOCUMENT_SEARCH, menu, {"/muc": site_box + bare["/muc"]}).state is State.MISSING
    assert finding(Item.DOCUMENT_FILES, menu, bare).state is State.UNKNOWN
    assert finding(Item.DOCUMENT_SEARCH, "").state is State.MISSING
    assert finding(Item.DOCUMENT_SEARCH, menu, {"/muc": 404}).state is State.EMPTY


def test_links_behind_an_entry_count_as_those_beside_it() -> None:
    several = "".join(f"<a href='http://s{n}.example/'>Trang {n}</a>" for n in range(3))
    assert finding(Item.LINKS, entry("Các trang liên kết"), {"/muc": several}).state is State.PRESENT
    assert finding(Item.LINKS, entry("Các trang liên kết"), {"/muc": BODY}).state is State.EMPTY


def test_english_is_english_and_not_a_flag() -> None:
    english = "<p>" + "The Department is responsible for the management of information in the province and for its people. " * 3 + "</p>"
    flag = "<a href='/en/'><img src='/uk.png' alt='English'></a>"
    made = [open_site_page(Page(HOST, f"<html><body>{flag}{''.join(map(entry, 'abcdef'))}</body></html>", requested_url=HOST), front=True)]
    behind = {"en": english, "vi": BODY * 3}
    states = {}
    for name, body in behind.items():
        there = open_site_page(Page(f"{HOST}/en/", f"<html><body>{body}</body></html>", requested_url=f"{HOST}/en/"))
        states[name] = RULES[Item.ENGLISH](Site(context(), [*made, there])).state
    assert states == {"en": State.PRESENT, "vi": State.EMPTY}
    assert RULES[Item.ENGLISH](Site(context(), made)).state is State.UNKNOWN
    assert finding(Item.ENGLISH, "", {}, "<a href='/bai'>Học tiếng Anh miễn phí cho cán bộ công chức</a>").state is State.MISSING


def test_a_poll_is_a_choice_and_a_look_up_takes_a_number() -> None:
    poll = "<form>Ý kiến của bạn<input type='radio' name='r'>Tốt<input type='radio' name='r'>Chưa tốt</form>"
    assert finding(Item.SURVEY, "", {}, poll).state is State.PRESENT
    assert finding(Item.SURVEY, "", {}, "<form><input type='radio' name='r'>Nam</form>").state is State.MISSING
    asked = "<p>Mời trả lời:</p><p><input type='radio' name='a'>Nhanh <input type='radio' name='a'>Chậm</p>"
    assert finding(Item.SURVEY, entry("Phiếu khảo sát"), {"/muc": asked}).state is State.PRESENT
    box = "<form><input type='text' name='ma'><input type='submit' value='Tra cứu'></form><p>Nhập mã số ghi trên giấy biên nhận để xem.</p>"
    assert finding(Item.ONE_STOP, entry("Tra cứu hồ sơ"), {"/muc": box}).state is State.PRESENT
    news = "<p>Ngày hội việc làm thu hút đông đảo thanh niên tham gia tại nhà văn hóa trung tâm huyện nhà.</p>"
    assert finding(Item.ONE_STOP, entry("Tra cứu hồ sơ"), {"/muc": news}).state is State.EMPTY


@pytest.mark.parametrize(
    ("html", "state"),
    [
        (
            "<html lang='vi'><head><title>Sở</title></head><body><img src='a' alt='a'><input type='text' title='Tìm'>{menu}</body></html>",
            State.PRESENT,
        ),
        ("<html><body><img src='a'><input type='text'>{menu}</body></html>", State.MISSING),
        ("<html lang=''><head><title>Sở</title></head><body><img src='a'>{menu}</body></html>", State.MISSING),
    ],
)
def test_accessibility_needs_three_of_four_basics(html: str, state: State) -> None:
    menu = "".join(map(entry, "abcdef"))
    front = open_site_page(Page(HOST, html.format(menu=menu), requested_url=HOST), front=True)
    assert RULES[Item.ACCESSIBILITY](Site(context(), [front])).state is state


def test_technology_is_read_from_the_front_page() -> None:
    assert finding(Item.MOBILE, "").state is State.MISSING
    assert finding(Item.HTTPS, "").state is State.UNKNOWN
    assert finding(Item.HTTPS, "", secure=True).state is State.PRESENT
    assert finding(Item.HTTPS, "", secure=False).state is State.MISSING
    assert finding(Item.SOCIAL, "", {}, "<a href='https://www.facebook.com/sonoivu'>f</a>").state is State.PRESENT
    assert finding(Item.SOCIAL, "", {}, "<a href='https://www.facebook.com/sharer/sharer.php?u=x'>f</a>").state is State.MISSING
    assert finding(Item.SITEMAP, entry("Sơ đồ cổng"), {"/muc": f"<ul>{''.join(map(entry, 'abcdef'))}</ul>"}).state is State.PRESENT
    assert finding(Item.SITEMAP, entry("Sơ đồ cổng"), {"/muc": f"<ul>{entry('Mục lục của trang')}</ul>{BODY}"}).state is State.EMPTY
    assert finding(Item.SITEMAP, entry("Sơ đồ cổng"), {"/muc": 404}).state is State.EMPTY
