"""What the line around a link says decides what an address or a portal's name is for."""

from __future__ import annotations

from datetime import date

import pytest

from classifier.judging.judge import judge
from classifier.model import Context, ControlKind, Page, Submission
from classifier.reading import read_page

URL = "https://motcua.tinh.example.vn/tthc/xem?ma=40412"
NAME = "Cấp giấy phép hoạt động bãi tắm nước ngọt"


def submission(line: str, where: str = "<p>{}</p>", channel: str = "Trực tiếp") -> Submission:
    body = (
        f"<h1>{NAME}</h1>{where.format(line)}<p><b>Mã thủ tục:</b> 2.001734.H61</p><p><b>Cách thức nộp hồ sơ:</b> {channel}</p>"
        "<p><b>Trình tự thực hiện:</b> Chủ bãi tắm lập hồ sơ.</p><p><b>Thời hạn giải quyết:</b> 12 ngày</p><p><b>Kết quả:</b> Giấy phép</p>"
    )
    (found,) = read_page(Page(URL, f"<html><head><title>{NAME}</title></head><body>{body}</body></html>")).procedures
    return judge(found, Context(at=date(2026, 11, 22))).features.submission


@pytest.mark.parametrize(
    "line",
    [
        "Gửi hồ sơ về hộp thư: <a href='mailto:motcua@x.example.vn'>motcua@x.example.vn</a>",
        "Nộp đơn qua email <a href='mailto:a@x.example.vn'>a@x.example.vn</a>. Liên hệ: 0225 1234567",
        "Nhắn tin Zalo <a href='https://zalo.me/123'>UBND xã</a> kèm ảnh chụp hồ sơ",
        "<a href='https://forms.gle/abc'>tại đây</a>",
        "Gửi bản chụp vào hòm thư <a href='mailto:a@x.example.vn'>a@x.example.vn</a>, hoặc tới Bộ phận Tiếp nhận và Trả kết quả",
        "Chụp giấy tờ rồi nhắn ảnh cho cô văn thư qua <a href='https://zalo.me/77'>Zalo 0977 000 111</a>",
        "Đơn đã ký xin gửi tới <a href='mailto:vanthu@x.example.vn'>vanthu@x.example.vn</a>",
    ],
)
def test_an_address_for_dossiers_is_a_way_to_send_one(line: str) -> None:
    assert submission(line) is Submission.EMAIL


@pytest.mark.parametrize(
    "line",
    [
        "Liên hệ, hỏi đáp: gửi câu hỏi qua email <a href='mailto:a@x.example.vn'>a@x.example.vn</a>",
        "Điện thoại: 0225 123 – Email: <a href='mailto:a@x.example.vn'>a@x.example.vn</a>",
        "Nộp hồ sơ tại Bộ phận Một cửa. Mọi thắc mắc gửi qua hộp thư <a href='mailto:a@x.example.vn'>a@x.example.vn</a>",
        "Theo dõi <a href='https://zalo.me/123'>Zalo UBND xã</a>",
        "Góp ý về hồ sơ xin gửi tới <a href='mailto:a@x.example.vn'>a@x.example.vn</a>",
    ],
)
def test_an_address_for_questions_is_none(line: str) -> None:
    assert submission(line) is Submission.NO


@pytest.mark.parametrize(
    "channel",
    [
        "Trực tiếp hoặc gửi hồ sơ qua hộp thư điện tử tiepnhan@x.example.vn",
        "Trực tiếp; nhắn tin Zalo số 0912 345 678",
        "Qua Zalo 0912 345 678 kèm ảnh hồ sơ",
    ],
)
def test_an_address_written_out_in_the_channel_cell(channel: str) -> None:
    assert submission("", channel=channel) is Submission.EMAIL


@pytest.mark.parametrize(
    ("label", "line", "found"),
    [
        ("Thực hiện", "Viết thư điện tử gửi đến vanthu@x.example.vn", Submission.EMAIL),
        ("Nộp trực tuyến", "Gửi email cho vanthu@x.example.vn", Submission.EMAIL),
        ("Thực hiện", "Thắc mắc xin gửi email cho vanthu@x.example.vn", Submission.NO),
        ("Góp ý", "Gửi email cho vanthu@x.example.vn", Submission.NO),
        ("Đơn vị thực hiện", "Sở Văn hóa, gửi email cho vanthu@x.example.vn", Submission.NO),
    ],
)
def test_an_address_where_the_page_says_how_to_do_it(label: str, line: str, found: Submission) -> None:
    assert submission("", channel=f"Trực tiếp</p><p><b>{label}:</b> {line}") is found


def test_the_own_page_on_another_portal_that_nobody_followed_is_a_gate() -> None:
    link = "<a href='https://dvc.bo.example.vn/p/chi-tiet.html?ma_thu_tuc=2.001734'>{}</a>"
    assert submission(link.format("Thực hiện trên Cổng Dịch vụ công quốc gia")) is Submission.GATE
    assert submission(link.format("Đến Cổng DVC quốc gia")) is Submission.GATE
    assert submission(link.format("Xem chi tiết trên Cổng Dịch vụ công quốc gia")) is Submission.NO
    assert submission(link.format("Cơ sở dữ liệu thủ tục hành chính")) is Submission.NO


@pytest.mark.parametrize(("code", "links", "own"), [("SVH-07", 1, True), ("2.001734", 1, False), ("SVH-07", 2, False)])
def test_a_code_that_only_the_link_gives_names_the_procedure(code: str, links: int, own: bool) -> None:
    tied = "".join(f"<a href='https://dvc.bo.example.vn/ct?ma_thu_tuc=1.00988{n}'>Nộp hồ sơ trên Cổng</a>" for n in range(links))
    page = f"<h1>{NAME}</h1><p><b>Mã thủ tục:</b> {code}</p><p><b>Trình tự:</b> Lập hồ sơ</p><p><b>Kết quả:</b> Giấy phép</p><p>{tied}</p>"
    (found,) = read_page(Page(URL, f"<html><body>{page}</body></html>")).procedures
    assert [c.own for c in found.controls if c.kind is ControlKind.SUBMIT] == [own] * links


@pytest.mark.parametrize(
    "channel",
    [
        "Trực tiếp, hoặc nộp trực tuyến tại <a href='https://dvc.bo.example.vn/'>Cổng của Bộ</a>",
        "Nộp tại <a href='http://dvc.bo.example.vn'>dvc.bo.example.vn</a>",
        "Vào <a href='http://dvc.bo.example.vn'>cổng của Bộ</a> để đăng ký qua mạng",
    ],
)
def test_a_sentence_that_sends_elsewhere_is_unresolved(channel: str) -> None:
    assert submission("", channel=channel) is Submission.EXTERNAL


def test_a_page_of_the_same_portal_counts_when_it_is_online() -> None:
    def controls(line: str) -> list[str]:
        page = f"<h1>{NAME}</h1><p><b>Mã thủ tục:</b> 2.001734</p><p><b>Cách thức:</b> {line}</p><p><b>Kết quả:</b> Giấy phép</p>"
        found = read_page(Page(URL, f"<html><body>{page}</body></html>")).controls
        return [c.text.rpartition("gửi tại ")[2] for c in found if c.kind is ControlKind.SUBMIT]

    assert controls("Bản điện tử gửi tại <a href='/tiep-nhan?x=9'>trang này</a>") == ["trang này"]
    assert controls("Nộp hồ sơ tại <a href='/don-vi/9'>Bộ phận Một cửa</a>") == []
    assert controls("Nộp hồ sơ trực tuyến. Xem <a href='/don-vi/9'>địa chỉ</a>") == []


def test_a_link_in_a_sentence_about_something_else_sends_nowhere() -> None:
    assert submission("", channel="Trực tiếp. Địa chỉ xem tại <a href='http://bando.example.vn/'>bản đồ số</a>") is Submission.NO


@pytest.mark.parametrize(
    ("line", "found"),
    [
        ("Hồ sơ đã ký: <a href='/nhan?hs=40412'>nộp tại đây</a>", Submission.GATE),
        ("Nộp đơn đã ghi đủ thông tin, <a href='/nhan?hs=40412'>gửi vào đây</a>", Submission.GATE),
        ("Góp ý về trang này: <a href='/nhan?hs=1'>gửi tại đây</a>", Submission.NO),
        ("Mẫu đơn đăng ký: <a href='/mau?x=1'>xem tại đây</a>", Submission.NO),
        ("Chủ bãi khai qua mạng, <a href='/nhan?hs=40412'>bấm vào đây</a>", Submission.GATE),
        ("Bà con ở xa đăng ký trên mạng <u>theo <a href='/nhan?hs=40412'>đường dẫn này</a></u>", Submission.GATE),
        ("Đăng ký lịch hẹn qua mạng <a href='/hen?hs=40412'>tại đây</a>", Submission.NO),
        ("Đăng ký nhận tin qua mạng <a href='/tin?hs=40412'>tại đây</a>", Submission.NO),
    ],
)
def test_a_link_that_says_that_one_sends_here(line: str, found: Submission) -> None:
    assert submission(line) is found


@pytest.mark.parametrize(
    ("channel", "found"),
    [
        ("Chụp gửi Zalo cán bộ tư pháp kèm các giấy tờ", Submission.EMAIL),
        ("Hỏi trước qua Zalo, kèm số điện thoại", Submission.NO),
    ],
)
def test_papers_sent_to_a_messenger(channel: str, found: Submission) -> None:
    assert submission("", channel=channel) is found


SYSTEM = "<a href='https://dkkd.bo.example/'>Phần mềm đăng ký hộ kinh doanh</a>"


@pytest.mark.parametrize(
    "line",
    [
        f"Thủ tục này thực hiện trên {SYSTEM}.",
        f"Đơn gửi qua {SYSTEM}",
        f"Tiếp nhận hồ sơ qua: {SYSTEM}",
        f"Đăng ký qua mạng ở {SYSTEM}",
        "Việc này được tiếp nhận qua mạng tại: <a href='https://thuysan.bo.example/'>https://thuysan.bo.example/</a>",
        "Nộp tại <a href='https://qg.example/'>Cổng thông tin một cửa quốc gia</a>",
        "Khai ở phần mềm của Tổng cục: <a href='https://thuysan.bo.example/'>thuysan.bo.example</a>",
    ],
)
def test_a_dossier_that_another_system_takes_is_sent_there(line: str) -> None:
    assert submission(line) is Submission.EXTERNAL


@pytest.mark.parametrize(
    "line",
    [
        f"Hồ sơ đã gửi xem tại {SYSTEM}",
        f"Tra cứu hồ sơ đã tiếp nhận tại {SYSTEM}",
        "Chưa tiếp nhận trực tuyến tại <a href='https://thuysan.bo.example/'>https://thuysan.bo.example/</a>",
        "Tiếp nhận phản ánh trực tuyến trên <a href='https://thuysan.bo.example/'>https://thuysan.bo.example/</a>",
        "Hồ sơ thực hiện trực tiếp tại <a href='https://so.example/'>Trang trại số 2</a>",
        "Thực hiện tại: <a href='https://so.example/'>Sở Văn hóa</a>",
        f"Lệ phí thực hiện qua {SYSTEM}",
        "Làm việc tại trang của Tổng cục: <a href='https://thuysan.bo.example/'>thuysan.bo.example</a>",
        "Xem cách làm trên trang của Tổng cục: <a href='https://thuysan.bo.example/'>thuysan.bo.example</a>",
    ],
)
def test_other_links_after_such_words_are_none(line: str) -> None:
    assert submission(line) is Submission.NO


@pytest.mark.parametrize(
    ("line", "found"),
    [
        (f"Tổ chức vào {SYSTEM}, đăng nhập, chọn đúng loại hình rồi gửi hồ sơ.", Submission.EXTERNAL),
        (f"Người dân truy cập {SYSTEM} tìm mã 2.001734 và nộp trực tuyến", Submission.EXTERNAL),
        (f"Truy cập {SYSTEM}, chọn mẫu, in ra và nộp hồ sơ", Submission.NO),
        (f"Truy cập {SYSTEM}, chọn mẫu rồi nộp hồ sơ tại Bộ phận Một cửa", Submission.NO),
        (f"Truy cập {SYSTEM}, tìm hiểu quy định và nộp hồ sơ", Submission.NO),
        (f"Truy cập {SYSTEM} xem danh sách giấy tờ và nộp hồ sơ", Submission.NO),
    ],
)
def test_one_goes_to_a_system_and_hands_in_after_some_steps_there(line: str, found: Submission) -> None:
    assert submission(line) is found


@pytest.mark.parametrize(
    ("line", "kinds"),
    [
        ("<p><a href='/phieu/40412'>Kê khai tại đây</a></p>", [ControlKind.SUBMIT]),
        ("<p><a href='/phieu/40412'>Khai tại đây</a></p>", [ControlKind.SUBMIT]),
        ("<p><a href='/anh/40412'>Đưa ảnh lên</a></p>", [ControlKind.SUBMIT]),
        ("<p>Chưa rõ thì <a href='/hoi/40412'>khai tại đây</a> câu hỏi</p>", []),
    ],
)
def test_a_lone_link_to_fill_in_here(line: str, kinds: list[ControlKind]) -> None:
    page = f"<h1>{NAME}</h1><p>Trình tự thực hiện: Lập hồ sơ.</p><p>Lệ phí: Không</p><p>Thời hạn: 5 ngày</p><p>Đối tượng: Cá nhân</p>{line}"
    (found,) = read_page(Page(URL, page)).procedures
    assert [control.kind for control in found.controls] == kinds


@pytest.mark.parametrize(
    ("line", "found"),
    [
        ("Dịch vụ trực tuyến của thủ tục này: <a href=/quay/88>QS-88</a>", True),
        ("DVC điện tử cho thủ tục: <a href=/quay/88>Mở quầy số 88</a>", True),
        ("Dịch vụ công trực tuyến của thủ tục này: <a href=/loc?m=4>Mức độ 4</a>", False),
        ("Văn bản về dịch vụ công trực tuyến: <a href=/vb/88>Số 88</a>", False),
    ],
)
def test_the_service_of_a_procedure_is_where_one_sends(line: str, found: bool) -> None:
    assert (submission(line) is not Submission.NO) is found


@pytest.mark.parametrize(
    "line",
    [
        "Kê khai và nộp hồ sơ trực tuyến <a href='/gui/40412'>tại đây</a>, hoặc nộp trực tiếp.",
        "Để nộp hồ sơ qua mạng, mời <a href='/gui/40412'>bấm vào đây</a>.",
        "Nộp trực tuyến: <a href='/gui/40412'>nhấn vào đây</a>",
        "Người dân có thể đăng ký trực tuyến (<a href='/gui/40412'>tại đây</a>)",
        "Hồ sơ điện tử gửi <a href='/gui/40412'>theo đường dẫn sau</a>",
        "Link nộp hồ sơ: <a href='/gui/40412'>https://motcua.tinh.example.vn/gui/40412</a>",
        "Khai tờ khai điện tử <a href='https://khai.example.vn/40412'>ở đây</a>",
        "Nộp đơn trực tuyến → <a href='/gui/40412'>link</a>",
    ],
)
def test_words_that_only_point_mean_what_is_said_before_them(line: str) -> None:
    assert submission(line) is not Submission.NO


@pytest.mark.parametrize(
    "line",
    [
        "Xem hướng dẫn nộp hồ sơ trực tuyến <a href='/gui/40412'>tại đây</a>",
        "Tra cứu tình trạng hồ sơ đã nộp trực tuyến <a href='/gui/40412'>tại đây</a>",
        "Đăng ký tài khoản trực tuyến <a href='/gui/40412'>tại đây</a>",
        "Lệ phí: nộp trực tuyến <a href='/gui/40412'>tại đây</a>",
        "Gửi câu hỏi về hồ sơ <a href='/gui/40412'>tại đây</a>",
        "Nộp hồ sơ tại Bộ phận Một cửa. Bản đồ <a href='/gui/40412'>tại đây</a>",
        "Tải mẫu đơn để nộp hồ sơ <a href='/gui/40412'>tại đây</a>",
    ],
)
def test_words_that_point_to_something_else_are_no_way(line: str) -> None:
    assert submission(line) is Submission.NO


def test_the_words_of_a_button_are_no_sentence_about_the_link_beside_it() -> None:
    line = "<a href='mailto:motcua@x.example.vn'>Gửi hồ sơ qua thư điện tử</a> <a href='/tthc/in?ma=40412'>In</a>"
    assert submission(line) is Submission.EMAIL


def test_a_line_that_ends_with_a_colon_announces_the_link_below_it() -> None:
    line = "<p>Bà con vào Cổng Dịch vụ công Quốc gia để nộp hồ sơ:</p><a class=nut href='https://dichvucong.gov.vn'>dichvucong.gov.vn</a>"
    assert submission(line, "<div>{}</div>") is Submission.EXTERNAL


TAX = "<a href='https://thue.nganh.example/'>thue.nganh.example</a>"


@pytest.mark.parametrize(
    ("line", "found"),
    [
        (f"Khai trực tuyến: {TAX}", Submission.EXTERNAL),
        (f"Nộp bản giấy: quầy 2; Gửi hồ sơ qua mạng: {TAX}", Submission.EXTERNAL),
        (f"Doanh nghiệp đăng nhập {TAX} để nộp hồ sơ", Submission.EXTERNAL),
        (f"Mời vào {TAX} rồi nộp đơn trực tuyến ở đó", Submission.EXTERNAL),
        (f"Hướng dẫn nộp trực tuyến: {TAX}", Submission.NO),
        (f"Nộp lệ phí trực tuyến: {TAX}", Submission.NO),
        (f"Nộp trực tiếp: {TAX}", Submission.NO),
        (f"Đăng nhập {TAX} để tra cứu", Submission.NO),
    ],
)
def test_a_way_by_its_name_or_by_what_one_logs_in_for_is_where_its_link_leads(line: str, found: Submission) -> None:
    assert submission(line, "{}", channel=line) is found


@pytest.mark.parametrize(
    ("line", "found"),
    [
        ("Công dân <a href='/dang-nhap?ve=/dang-ky/7715'>đăng nhập</a> để nộp đơn này.", Submission.GATE),
        ("Mời <a href='/cas/login?service=%2Fke-khai%3Fso%3D7715'>đăng nhập</a> rồi tiếp tục khai hồ sơ.", Submission.GATE),
        ("Công dân <a href='/dang-nhap?ve=/dang-ky/7715'>đăng nhập</a> để xem kết quả.", Submission.NO),
        ("Công dân <a href='/dang-nhap'>đăng nhập</a> để nộp đơn.", Submission.NO),  # names nothing that it goes back to
        ("Hồ sơ giấy: quầy 1. Bản điện tử: <a href='/dang-ky/gui?so=7715'>bấm gửi</a>", Submission.UNKNOWN),
        ("Trao đổi: <a href='/gop-y/gui?so=7715'>bấm gửi</a>", Submission.NO),
        ("Bản điện tử: <a href='/dang-ky/gui'>bấm gửi</a>", Submission.NO),
    ],
)
def test_what_one_logs_in_for_and_a_bare_order_to_an_address_that_applies(line: str, found: Submission) -> None:
    assert submission(line, "{}", channel=line) is found


def test_a_label_that_says_that_one_sends_makes_the_address_below_it_the_way() -> None:
    assert submission(f"<p><b>Nộp hồ sơ qua mạng:</b> {TAX}</p>", "{}") is Submission.EXTERNAL
    assert submission(f"<p><b>Nguồn dữ liệu:</b> {TAX}</p>", "{}") is Submission.NO


PORTAL = "<a href='https://dvc.bo.example'>https://dvc.bo.example</a>"


@pytest.mark.parametrize(
    ("line", "way"),
    [
        (f"Đến quầy hoặc truy cập Hệ thống dịch vụ công trực tuyến theo đường dẫn {PORTAL} và gửi hồ sơ.", Submission.EXTERNAL),
        (f"Vào Trang một cửa điện tử trực tuyến của huyện tại {PORTAL} rồi nộp hồ sơ.", Submission.EXTERNAL),
        ("Tại quầy, hoặc đăng nhập Cổng dịch vụ công của tỉnh, chọn thủ tục để gửi hồ sơ.", Submission.UNKNOWN),
        (f"Tại quầy; truy cập Hệ thống dịch vụ công trực tuyến theo đường dẫn {PORTAL} để tra cứu.", Submission.NO),
        ("Tại quầy; vào Cổng dịch vụ công của tỉnh để tra cứu hồ sơ.", Submission.NO),
    ],
)
def test_the_system_to_which_one_goes_says_whether_one_sends_the_dossier_there(line: str, way: Submission) -> None:
    assert submission("", channel=line) is way
