"""Submission: the control must be the procedure's own, and what stands behind it decides."""

from __future__ import annotations

from typing import Any
from urllib.parse import quote_plus

import pytest

from classifier.features.submission import Way, submission
from classifier.findings.judged import Judged
from classifier.model import Behind, Context, Control, ControlKind, FieldKey, Flag, ProcedureReading, Row, Submission
from tests.classifier.judging.building import SUBMIT_URL, URL, bare, behind, cell, context, submit

HOME = "https://dichvucong.gov.vn/?home=1"


def judged(*controls: Control, where: Context | None = None, **more: Any) -> Judged[Way]:
    return submission(bare(controls=controls, **more), where or context())


def value(*controls: Control, where: Context | None = None, **more: Any) -> Submission:
    return judged(*controls, where=where, **more).value.value


def test_no_control_on_a_page_seen_whole_is_no_and_says_what_else_was_there() -> None:
    guide = submit(kind=ControlKind.GUIDE, text="Hướng dẫn nộp hồ sơ")
    found = judged(guide)
    assert found.value.value is Submission.NO
    assert found.evidence[0].quote == "Hướng dẫn nộp hồ sơ"
    assert value() is Submission.NO


def test_data_without_controls_say_nothing() -> None:
    assert value(controls_seen=False) is Submission.UNKNOWN


@pytest.mark.parametrize(
    ("kind", "expected", "flag"),
    [
        (Behind.E_FORM, Submission.YES, None),
        (Behind.UPLOAD, Submission.UPLOAD_ONLY, Flag.UPLOAD_ONLY),
        (Behind.GATE, Submission.GATE, None),
        (Behind.EMAIL, Submission.EMAIL, Flag.SUBMISSION_EMAIL),
        (Behind.HOME, Submission.EXTERNAL, None),
        (Behind.DEAD, Submission.NO, Flag.SUBMISSION_DEAD_END),
        (Behind.NOT_FOLLOWED, Submission.GATE, None),
    ],
)
def test_what_stands_behind_the_own_control_decides(kind: Behind, expected: Submission, flag: Flag | None) -> None:
    found = judged(submit(), where=context(behind=behind(kind, quote="Đăng nhập")))
    assert found.value.value is expected
    assert found.flags == ((flag,) if flag else ())
    assert found.evidence[0].quote.startswith("Nộp hồ sơ trực tuyến")


def test_what_is_down_for_now_is_not_known() -> None:
    found = judged(submit(), where=context(behind=behind(Behind.OUTAGE, quote="Hệ thống đang bảo trì")))
    assert (found.value.value, found.flags, found.value.said.found) == (Submission.UNKNOWN, (), "submission_outage")


def test_an_own_target_that_nobody_followed_counts_as_a_gate() -> None:
    assert value(submit()) is Submission.GATE
    assert value(submit(url="https://dichvucong.gov.vn/nop-ho-so?MaTTHC=1.004222")) is Submission.GATE


def test_a_home_page_is_unresolved_and_a_page_without_id_is_unknown() -> None:
    assert value(submit(own=False, url=HOME)) is Submission.EXTERNAL
    assert value(submit(own=False, url="https://dichvucong.tinh.gov.vn/vi/home")) is Submission.EXTERNAL
    assert value(submit(own=False, url="https://dichvucong.tinh.gov.vn/nop-ho-so")) is Submission.UNKNOWN


def test_what_the_frame_of_every_page_has_counts_for_nothing() -> None:
    menu = submit(own=False, in_chrome=True, url="https://dichvucong.tinh.gov.vn/dich-vu-cong")
    assert value(menu) is Submission.NO
    assert value(menu, where=context(behind=behind(Behind.GATE, menu.url or ""))) is Submission.NO
    assert value(submit(in_chrome=True)) is Submission.GATE  # its target names this procedure


def test_a_button_of_every_procedure_is_judged_by_what_stands_behind_it() -> None:
    button = submit(own=False, url=HOME)
    common = frozenset({button.signature})
    assert value(button, where=context(common_controls=common, behind=behind(Behind.HOME, HOME))) is Submission.EXTERNAL
    login = submit(own=False, url="https://dichvucong.tinh.gov.vn/dang-nhap")
    assert value(login, where=context(common_controls=common, behind=behind(Behind.GATE, login.url or ""))) is Submission.GATE
    form = submit(own=False, url="https://dichvucong.tinh.gov.vn/form")
    generic = context(common_controls=common, behind=behind(Behind.E_FORM, form.url or ""))
    assert value(form, where=generic) is Submission.UNKNOWN
    upload = context(common_controls=common, behind=behind(Behind.UPLOAD, form.url or ""))
    assert value(form, where=upload) is Submission.UNKNOWN
    named = context(common_controls=common, behind=behind(Behind.E_FORM, form.url or "", same_procedure=True))
    assert value(form, where=named) is Submission.YES
    broken = context(common_controls=common, behind=behind(Behind.DEAD, form.url or ""))
    assert (value(form, where=broken), judged(form, where=broken).flags) == (Submission.NO, ())
    listing = submit(own=False, url="https://dichvucong.tinh.gov.vn/tim-kiem")
    assert value(listing, where=context(behind=behind(Behind.HOME, listing.url or ""))) is Submission.NO
    assert value(submit(), where=context(behind=behind(Behind.HOME))) is Submission.EXTERNAL


def test_a_control_of_this_page_alone_is_judged_by_what_stands_behind_it() -> None:
    form = submit(own=False, url="https://dichvucong.tinh.gov.vn/eform/88")
    assert value(form, where=context(behind=behind(Behind.E_FORM, form.url or ""))) is Submission.YES


@pytest.mark.parametrize("action", ["none", "get"])
def test_a_button_without_a_target_is_a_dead_end(action: str) -> None:
    found = judged(submit(url=None, action=action, own=False))
    assert found.value.value is Submission.NO
    assert found.flags == (Flag.SUBMISSION_DEAD_END,)


def test_a_button_that_sends_its_page_back_to_the_server_leads_somewhere() -> None:
    """Nobody sends it: with the procedure's number in it, it is a gate, and else not known; one of all pages is the site's."""
    own = submit(url=None, action="post")
    assert (value(own), judged(own).flags) == (Submission.GATE, ())
    plain = submit(url=None, action="post", own=False)
    assert (value(plain), judged(plain).flags) == (Submission.UNKNOWN, ())
    assert value(plain, where=context(common_controls=frozenset({plain.signature}))) is Submission.NO


def test_a_disabled_button_is_no() -> None:
    found = judged(submit(disabled=True))
    assert (found.value.value, found.flags) == (Submission.NO, ())


@pytest.mark.parametrize(
    ("manner", "expected"),
    [
        ("Nộp tại quầy hoặc nộp hồ sơ trực tuyến trên Cổng dịch vụ công của tỉnh", Submission.UNKNOWN),
        ("Nộp tại quầy số 4 của Bộ phận Một cửa", Submission.NO),
        ("Nộp tại quầy; chưa tiếp nhận hồ sơ trực tuyến", Submission.NO),
    ],
)
def test_a_disabled_button_is_not_known_where_the_procedure_says_that_one_applies_online(manner: str, expected: Submission) -> None:
    cells = (cell(FieldKey.MANNER, manner),)
    assert value(submit(disabled=True), fields=cells) is expected
    assert value(submit(disabled=True), submit(), where=context(behind=behind(Behind.GATE)), fields=cells) is Submission.GATE


@pytest.mark.parametrize("text", ["Vui lòng đăng nhập để tiếp tục", "Đăng nhập bằng tài khoản VNeID"])
def test_a_login_dialog_is_a_gate(text: str) -> None:
    assert value(submit(url=None, action="modal", own=False, modal_text=text)) is Submission.GATE


def test_a_dialog_that_is_not_on_the_page_is_known_by_its_name() -> None:
    opens = submit(url=None, action="modal", own=False, signature="submit|nop ho so|main|modal|require-login-bca")
    assert value(opens) is Submission.GATE
    assert value(submit(url=None, action="modal", own=False, signature="submit|nop ho so|main|modal|m0")) is Submission.UNKNOWN


@pytest.mark.parametrize(
    "text",
    [
        "Thủ tục đã chọn không phải là thủ tục toàn trình, một phần",
        "Thủ tục này chưa hỗ trợ nộp trực tuyến. Vui lòng đăng nhập để xem hướng dẫn",
        "Không tìm thấy quy trình xử lý online",
        "Hiện tạm dừng tiếp nhận hồ sơ",
        "Cách làm hồ sơ giấy. Việc nộp qua mạng đối với thủ tục này sẽ được triển khai trong quý sau",
        "Dịch vụ chưa cho phép nộp trực tuyến",
        "Thông báo × Đây là dịch vụ chỉ ở mức độ 2 Đóng",
        "Hồ sơ loại này không nằm trong nhóm dịch vụ công mức 3, mức 4",
        "Thủ tục chưa đạt điều kiện toàn trình. Quý khách nộp trực tiếp tại UBND xã.",
        "Mời ông/bà đến Trung tâm Phục vụ hành chính công để làm thủ tục",
        "Xin gửi hồ sơ qua đường bưu điện",
        "Không thể nộp hồ sơ cho thủ tục này",
        "Thủ tục này chỉ cung cấp thông tin",
    ],
)
def test_a_dialog_that_refuses_is_a_dead_end(text: str) -> None:
    found = judged(submit(url=None, action="modal", modal_text=text))
    assert found.value.value is Submission.NO
    assert found.flags == (Flag.SUBMISSION_DEAD_END,)


@pytest.mark.parametrize(
    "text",
    [
        "Chọn cơ quan tiếp nhận",
        "Vui lòng chọn nơi nộp hồ sơ: UBND xã Tân An, Trung tâm Phục vụ hành chính công",
        "Chọn hình thức nộp: Trực tuyến / Trực tiếp tại bộ phận một cửa",
        "Không thể tạo hồ sơ. Vui lòng thử lại",
        "Bạn không có quyền dùng chức năng này",
        "Trình duyệt này không hỗ trợ, xin dùng trình duyệt khác",
        "Tôi cam đoan không gửi hồ sơ giả mạo. Đồng ý",
        "Vui lòng gửi mã OTP đến số điện thoại",
    ],
)
def test_a_dialog_that_says_neither_is_unknown(text: str) -> None:
    assert value(submit(url=None, action="modal", own=False, modal_text=text)) is Submission.UNKNOWN


def test_a_dialog_that_wants_a_log_in_first_refuses_nothing() -> None:
    text = "Không thể nộp hồ sơ khi chưa đăng nhập"
    assert value(submit(url=None, action="modal", own=False, modal_text=text)) is Submission.GATE


@pytest.mark.parametrize("text", ["Hệ thống đang bảo trì", "Hệ thống đang bận, mời thử lại sau"])
def test_a_dialog_about_a_system_that_is_down_is_not_known(text: str) -> None:
    found = judged(submit(url=None, action="modal", own=False, modal_text=text))
    assert (found.value.value, found.value.said.found) == (Submission.UNKNOWN, "submission_outage")


def test_a_script_button() -> None:
    script = submit(url=None, action="script", signature="submit|nop ho so|main|script|nopHoSo(0)")
    assert value(script) is Submission.GATE
    # The same script on every page: whether it refuses is told only by pressing it.
    common = context(common_controls=frozenset({script.signature}))
    assert value(script, where=common) is Submission.UNKNOWN
    pressed = context(common_controls=frozenset({script.signature}), behind=behind(Behind.DEAD, script.signature, quote="chưa hỗ trợ"))
    assert value(script, where=pressed) is Submission.NO
    assert value(submit(url=None, action="script", own=False)) is Submission.UNKNOWN


INSTEAD = (
    "Đặt lịch nộp hồ sơ",
    "Đăng ký lịch hẹn nộp hồ sơ",
    "Lấy số thứ tự nộp hồ sơ",
    "Chọn khung giờ nộp hồ sơ",
    "Hẹn ngày đến nộp hồ sơ",
    "Nộp hồ sơ tại bộ phận một cửa",
    "Nộp thủ tục này ở tận quầy",
    "Đăng ký tư vấn nộp hồ sơ",
    "Tính lệ phí nộp hồ sơ",
    "Khai rồi in tờ khai",
    "Đăng ký nhận tin",
)


@pytest.mark.parametrize(
    "text", ["Hướng dẫn nộp hồ sơ", "Xem hướng dẫn nộp hồ sơ trực tuyến", "Xem chi tiết", "Tra cứu hồ sơ đã nộp", *INSTEAD]
)
def test_a_guide_is_no_submission(text: str) -> None:
    assert value(submit(text=text)) is Submission.NO


@pytest.mark.parametrize(
    "text", ["Nộp trực tuyến thay vì đến quầy", "Nộp hồ sơ tại bộ phận một cửa điện tử", "Gửi hồ sơ đến bộ phận một cửa"]
)
def test_an_offer_from_afar_that_speaks_of_a_counter_is_no_guide(text: str) -> None:
    assert value(submit(text=text)) is Submission.GATE


def test_email_forms_and_chats() -> None:
    mail = Control(ControlKind.EMAIL, "Nộp hồ sơ qua email", "mailto:motcua@tinh.gov.vn", "get", False, "email|nop")
    found = judged(mail)
    assert (found.value.value, found.flags) == (Submission.EMAIL, (Flag.SUBMISSION_EMAIL,))
    assert (
        value(Control(ControlKind.EMAIL, "Đăng ký tại đây", "https://docs.google.com/forms/d/e/x", "get", False, "g")) is Submission.EMAIL
    )
    assert value(submit(url="https://zalo.me/123")) is Submission.EMAIL
    box = Control(ControlKind.EMAIL, "Gửi qua hộp thư điện tử", "mailto:motcua@tinh.gov.vn", "get", False, "email|x")
    assert value(box) is Submission.EMAIL
    for said, expected in {
        "motcua@tinh.gov.vn": Submission.NO,
        "Chụp giấy tờ rồi gửi về hòm thư motcua@tinh.gov.vn": Submission.EMAIL,
        "Sở chuyển hồ sơ. Kết quả gửi về hòm thư motcua@tinh.gov.vn": Submission.NO,
        "Thắc mắc về giấy tờ xin gửi đến hộp thư motcua@tinh.gov.vn": Submission.NO,
        "Tiếp nhận tại hòm thư motcua@tinh.gov.vn": Submission.EMAIL,
        "Tiếp nhận ý kiến qua hòm thư motcua@tinh.gov.vn": Submission.NO,
        "Tiếp nhận qua hòm thư các phản ánh, kiến nghị: motcua@tinh.gov.vn": Submission.NO,
    }.items():
        assert value(Control(ControlKind.EMAIL, said, "mailto:motcua@tinh.gov.vn", "get", False, "email|x")) is expected


@pytest.mark.parametrize(
    ("text", "url", "expected"),
    [
        ("Gửi thư", "mailto:motcua@tinh.gov.vn?subject=C%E1%BA%A5p%20gi%E1%BA%A5y%20ph%C3%A9p%20ho%E1%BA%A1t", Submission.EMAIL),
        ("Gửi thư", "mailto:motcua@tinh.gov.vn?subject=H%E1%BB%93%20s%C6%A1%201.004222", Submission.EMAIL),
        ("Gửi thư", "mailto:?subject=C%E1%BA%A5p%20gi%E1%BA%A5y%20ph%C3%A9p%20ho%E1%BA%A1t", Submission.NO),
        ("Gửi câu hỏi", "mailto:motcua@tinh.gov.vn?subject=1.004222", Submission.NO),
        ("Báo lỗi trang", "mailto:motcua@tinh.gov.vn?subject=1.004222", Submission.NO),
        ("Gửi thư", "mailto:motcua@tinh.gov.vn?subject=Cổng dịch vụ công", Submission.NO),
        ("Gửi thư", "mailto:motcua@tinh.gov.vn", Submission.NO),
    ],
)
def test_a_letter_about_this_procedure_is_a_way_and_sharing_its_page_is_none(text: str, url: str, expected: Submission) -> None:
    assert value(Control(ControlKind.EMAIL, text, url, "get", False, "email|gui thu")) is expected


def test_email_in_the_procedures_own_channel_cell() -> None:
    said = cell(FieldKey.MANNER, "Gửi hồ sơ qua thư điện tử motcua@tinh.gov.vn")
    assert submission(bare(said), context()).value.value is Submission.EMAIL
    listed = cell(FieldKey.MANNER, "- Trực tiếp tại Bộ phận Một cửa\n- Qua thư điện tử: motcua@tinh.gov.vn")
    assert submission(bare(listed), context()).value.value is Submission.EMAIL
    named = cell(FieldKey.CHANNEL_IN, "Trực tiếp; Thư điện tử: mc7@tinh.gov.vn")
    assert submission(bare(cell(FieldKey.MANNER, "Hộp thư\nTrực tiếp")), context()).value.value is Submission.EMAIL
    own_line = cell(FieldKey.MANNER, "Trực tiếp\nBưu chính\nZalo phường: https://zalo.me/998877")
    assert submission(bare(own_line), context()).value.value is Submission.EMAIL
    bare_address = cell(FieldKey.MANNER, "Nộp tại quầy, hoặc gửi bản chụp tới hop.thu-1@xa.tinh.gov.vn")
    assert submission(bare(bare_address), context()).value.value is Submission.EMAIL
    question = cell(FieldKey.MANNER, "Nộp tại quầy. Gửi câu hỏi tới hop.thu-1@xa.tinh.gov.vn")
    assert submission(bare(question), context()).value.value is Submission.NO
    assert submission(bare(named), context()).value.value is Submission.EMAIL
    for other in (
        "Trực tiếp; điện thoại: 0123; email: a@tinh.gov.vn",
        "Liên hệ qua Zalo của đơn vị",
        "Trực tiếp. Nhận kết quả qua email",
        "Trực tiếp; hỗ trợ qua email",
    ):
        assert submission(bare(cell(FieldKey.MANNER, other)), context()).value.value is Submission.NO
    contact = cell(FieldKey.MANNER, "Trực tiếp. Email liên hệ: motcua@tinh.gov.vn")
    assert submission(bare(contact), context()).value.value is Submission.NO
    dead = submit(url=None, action="modal", own=False, modal_text="Thủ tục này chưa cung cấp trực tuyến")
    found = submission(bare(said, controls=(dead,)), context())
    assert (found.value.value, found.flags) == (Submission.EMAIL, (Flag.SUBMISSION_EMAIL,))
    assert submission(bare(contact, controls=(dead,)), context()).value.value is Submission.NO
    steps = cell(FieldKey.STEPS, "Nộp hồ sơ qua email")
    assert submission(bare(steps), context()).value.value is Submission.NO


@pytest.mark.parametrize(
    ("key", "label", "said", "expected"),
    [
        (FieldKey.ADDRESS, "Địa điểm tiếp nhận", "Phòng Kinh tế, hoặc gửi đơn tới hộp thư pkt.huyen@yahoo.com", Submission.EMAIL),
        (FieldKey.ADDRESS, "Địa chỉ nộp hồ sơ", "Quầy 3; email q3@huyen.example.vn", Submission.EMAIL),
        (FieldKey.ADDRESS, "Địa chỉ", "Phòng Kinh tế; email pkt@huyen.example.vn", Submission.NO),
        (FieldKey.ADDRESS, "Địa điểm tiếp nhận", "Quầy 3, điện thoại 0212; email q3@huyen.example.vn", Submission.NO),
        (FieldKey.CHANNEL_IN, "Kênh nộp", "Tại quầy, hoặc hòm thư q3@huyen.example.vn", Submission.EMAIL),
        (FieldKey.CHANNEL_IN, "Kênh nộp", "Tại quầy; hỏi thêm qua hòm thư q3@huyen.example.vn", Submission.NO),
    ],
)
def test_an_address_where_one_hands_in_is_a_way(key: FieldKey, label: str, said: str, expected: Submission) -> None:
    assert submission(bare(cell(key, said, label)), context()).value.value is expected


@pytest.mark.parametrize(
    ("steps", "expected"),
    [
        ("Bước 1: Doanh nghiệp gửi hồ sơ qua thư điện tử hoặc nộp tại quầy.", Submission.EMAIL),
        ("Người nộp gửi bản chụp hồ sơ đến hộp thư của Sở.\nSở thẩm định.", Submission.EMAIL),
        ("Bước 2: Bộ phận một cửa gửi hồ sơ qua email cho phòng chuyên môn.", Submission.NO),
        ("Tổ chức nộp hồ sơ tại quầy.\nKết quả gửi qua email.", Submission.NO),
        ("Cá nhân gửi câu hỏi về hồ sơ qua email.", Submission.NO),
        ("Hồ sơ đề nghị gửi về Ban Thi đua bằng hộp thư công vụ, không phải nộp bản giấy.", Submission.EMAIL),
        ("Hồ sơ nộp cho Văn phòng qua thư điện tử.", Submission.EMAIL),
        ("Hồ sơ hợp lệ được gửi đến Sở qua thư điện tử.", Submission.NO),
        ("Hồ sơ gửi phòng chuyên môn qua email để thẩm định.", Submission.NO),
    ],
)
def test_the_steps_count_where_they_tell_what_the_applicant_mails(steps: str, expected: Submission) -> None:
    assert submission(bare(cell(FieldKey.STEPS, steps)), context()).value.value is expected


@pytest.mark.parametrize(
    ("said", "expected"),
    [
        ("Nộp bản giấy tại Văn thư. Cần hỏi thì gửi thư điện tử giaidap@so.example.vn", Submission.NO),
        ("Nộp tại quầy; vướng mắc xin gửi về giaidap@so.example.vn", Submission.NO),
        ("Không tiếp nhận hồ sơ qua email", Submission.NO),
        ("Nộp tại quầy, chưa nhận đơn qua hộp thư", Submission.NO),
        ("Không phải đến quầy, gửi đơn qua hộp thư", Submission.EMAIL),
        ("Không nhận trực tiếp mà nhận qua hộp thư mc@xa.example.vn", Submission.EMAIL),
        ("Gửi đơn tới mc@xa.example.vn. Thắc mắc gọi quầy 2", Submission.EMAIL),
    ],
)
def test_an_address_for_questions_and_one_that_is_refused_are_no_ways(said: str, expected: Submission) -> None:
    assert submission(bare(cell(FieldKey.CHANNEL_IN, said)), context()).value.value is expected


@pytest.mark.parametrize(
    ("label", "said", "expected"),
    [
        ("Hình thức nộp", "Đẩy bản chụp đơn và giấy tờ lên cổng; hiện chưa có tờ khai trực tuyến.", Submission.UPLOAD_ONLY),
        ("Gửi đơn qua mạng", "Bà con không phải nhập gì trên trang, chỉ đính kèm tệp đơn đã ký.", Submission.UPLOAD_ONLY),
        ("Hình thức nộp", "Đẩy bản chụp đơn và giấy tờ lên cổng rồi điền tờ khai trực tuyến.", Submission.NO),
        ("Hình thức nộp", "Chưa có tờ khai trực tuyến, mời nộp tại quầy.", Submission.NO),
        ("Hình thức nộp", "Không có tờ khai điện tử, cũng chưa đính kèm tệp được.", Submission.NO),
        ("Ghi chú", "Không phải nhập gì trên trang, chỉ đính kèm tệp đơn đã ký.", Submission.NO),
    ],
)
def test_files_to_send_where_the_page_says_that_there_is_no_form_on_the_web(label: str, said: str, expected: Submission) -> None:
    key = FieldKey.CHANNEL_IN if label == "Hình thức nộp" else FieldKey.OTHER
    assert submission(bare(cell(key, said, label)), context()).value.value is expected


def test_login_controls_count_only_when_they_belong_to_the_procedure() -> None:
    login = Control(ControlKind.LOGIN, "Đăng nhập", "https://dichvucong.tinh.gov.vn/dang-nhap", "get", False, "login")
    assert value(login) is Submission.NO
    own = Control(ControlKind.LOGIN, "Đăng nhập", SUBMIT_URL, "get", True, "login")
    assert value(own) is Submission.GATE
    to_file = Control(ControlKind.LOGIN, "Đăng nhập để nộp hồ sơ", None, "modal", False, "x", modal_text="Đăng nhập VNeID")
    assert value(to_file) is Submission.GATE


def test_a_form_that_posts_to_its_own_page_is_not_known_unsent() -> None:
    assert value(submit(action="post", url=f"{URL}#bieu-mau")) is Submission.UNKNOWN
    assert value(submit(action="post")) is Submission.GATE


def test_a_log_in_that_robots_close_is_known_by_its_address() -> None:
    def way(url: str, **more: Any) -> Submission:
        return value(submit(own=False, url=f"https://dichvucong.tinh.gov.vn{url}"), **more)

    assert way("/user/login?destination=%2Fform%2F1568") is Submission.GATE
    assert way("/dang-nhap-he-thong-thi-dua") is Submission.UNKNOWN
    assert way("/user/login", where=context(common_controls=frozenset({submit().signature}))) is Submission.NO  # the site's own


def test_a_messenger_for_dossiers_is_a_way_and_one_for_questions_is_none() -> None:
    def way(text: str) -> Submission:
        return value(Control(ControlKind.EMAIL, text, "https://zalo.me/1", "get", False, "z"))

    assert way("Liên hệ Zalo nộp hồ sơ") is Submission.EMAIL
    assert way("Ra xã, hoặc quét đơn, giấy tờ nhắn gửi Zalo 0977 000 111 của cán bộ") is Submission.EMAIL
    assert way("Liên hệ cán bộ qua Zalo để hỏi cách nộp hồ sơ") is Submission.NO
    assert way("Hồ sơ chưa hợp lệ, công chức gửi Zalo báo cho người nộp") is Submission.NO


def test_the_strongest_of_several_controls_counts() -> None:
    dead = submit(url=None, action="none", own=False)
    mail = Control(ControlKind.EMAIL, "Nộp hồ sơ qua Zalo", "https://zalo.me/1", "get", False, "z")
    assert value(dead, mail) is Submission.EMAIL
    assert value(dead, mail, submit()) is Submission.GATE
    assert judged(dead, submit()).flags == ()


def test_the_listing_rows_own_control_counts() -> None:
    row = Row(name="Cấp giấy phép", controls=(submit(),))
    assert submission(bare(), context(row=row)).value.value is Submission.GATE


def test_the_same_procedure_elsewhere_is_unresolved_until_its_page_is_read() -> None:
    via = behind(Behind.PROCEDURE, same_procedure=True, provided_via="dichvucong.bocongan.gov.vn")
    found = judged(submit(), where=context(behind=via))
    assert found.value.value is Submission.EXTERNAL
    assert found.findings[0].values == ("dichvucong.bocongan.gov.vn",)


def test_an_address_of_this_page_is_the_evidence_where_the_control_has_none() -> None:
    reading: ProcedureReading = bare(controls=(submit(url=None, action="none", own=False),))
    assert submission(reading, context()).evidence[0].url == URL


def test_a_page_of_this_portal_that_only_names_the_procedure_leaves_it_open() -> None:
    assert value(submit(), where=context(behind=behind(Behind.PROCEDURE))) is Submission.UNKNOWN
    assert value(submit(), where=context(behind=behind(Behind.PROCEDURE, provided_via="khac.example.vn"))) is Submission.EXTERNAL


@pytest.mark.parametrize(
    ("key", "text", "expected"),
    [
        (FieldKey.MANNER, "Trực tiếp\nTrực tuyến\nBưu chính", Submission.UNKNOWN),
        (FieldKey.MANNER, "Nộp tại bộ phận một cửa hoặc nộp hồ sơ qua mạng Internet.", Submission.UNKNOWN),
        (FieldKey.CHANNEL_IN, "Tiếp nhận trực tuyến", Submission.UNKNOWN),
        (FieldKey.CHANNEL_IN, "Quầy số 4; qua Dịch vụ công trực tuyến", Submission.UNKNOWN),
        (FieldKey.MANNER, "Được thực hiện qua phần mềm quản lý của ngành, hoặc tại quầy.", Submission.UNKNOWN),
        (FieldKey.CHANNEL_IN, "Đến quầy 7 hoặc thực hiện trên website của Bộ Y tế", Submission.UNKNOWN),
        (FieldKey.MANNER, "Tại quầy; thực hiện qua hệ thống bưu chính công ích", Submission.NO),
        (FieldKey.MANNER, "Tại quầy. Cán bộ thực hiện trên hệ thống của đơn vị mình.", Submission.NO),
        (FieldKey.MANNER, "Tại quầy; không thực hiện trên cổng dịch vụ công", Submission.NO),
        (FieldKey.STEPS, "Bước 1: Tổ chức nộp hồ sơ qua Cổng Dịch vụ công của tỉnh.\nBước 2: Sở thẩm định.", Submission.UNKNOWN),
        (FieldKey.STEPS, "Nộp đơn đề nghị trên hệ thống, sau đó chờ kết quả.", Submission.UNKNOWN),
        (FieldKey.STEPS, "Bước 1: Công chức nhập hồ sơ rồi gửi qua mạng đến Sở.", Submission.NO),
        (FieldKey.STEPS, "Sở kiểm tra, nộp lưu trữ trực tuyến.", Submission.NO),
        (FieldKey.MANNER, "Trực tiếp tại Sở; tra cứu kết quả trực tuyến", Submission.NO),
        (FieldKey.MANNER, "Nộp tại quầy, nộp lệ phí qua mạng", Submission.NO),
        (FieldKey.MANNER, "Hiện nay Sở chưa tiếp nhận hồ sơ của thủ tục này qua mạng Internet", Submission.NO),
        (FieldKey.MANNER, "Việc nộp hồ sơ trực tuyến dự kiến được triển khai từ quý III năm 2027", Submission.NO),
        (FieldKey.MANNER, "Trực tiếp\n5 ngày\nTrực tuyến\nKhông áp dụng", Submission.NO),
        (FieldKey.MANNER, "Xem hướng dẫn nộp trực tuyến", Submission.NO),
        (FieldKey.MANNER, "Dịch vụ cung cấp thông tin trực tuyến", Submission.NO),
    ],
)
def test_a_way_on_the_web_that_words_alone_tell_is_not_known(key: FieldKey, text: str, expected: Submission) -> None:
    assert submission(bare(cell(key, text)), context()).value.value is expected


def test_what_is_said_of_sending_in_outweighs_what_every_description_says() -> None:
    steps = cell(FieldKey.STEPS, "Cá nhân nộp hồ sơ trực tiếp hoặc trực tuyến.")
    assert submission(bare(steps), context()).value.value is Submission.UNKNOWN
    assert submission(bare(steps, cell(FieldKey.CHANNEL_IN, "Trực tiếp tại quầy 4")), context()).value.value is Submission.NO
    # A button that leads nowhere is a dead end, whatever the words promise.
    assert submission(bare(steps, controls=(submit(url=None, action="none"),)), context()).value.value is Submission.NO


def test_an_address_that_hands_over_the_name_is_the_procedures_own() -> None:
    there = "https://motcua.tinh.gov.vn/tiep-nhan?mau=B2-9&ten={}"
    own, other = quote_plus("Cấp giấy phép hoạt động"), quote_plus("Cấp lại giấy phép hoạt động")
    assert value(submit(own=False, url=there.format(own))) is Submission.GATE
    assert value(submit(own=False, url=there.format(other))) is Submission.EXTERNAL
    assert value(submit(own=False, url=f"https://motcua.tinh.gov.vn/?{'a=1&' * 60}ten={own}")) is Submission.EXTERNAL  # no end of parts


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Thực hiện dịch vụ", Submission.EMAIL),
        ("Đăng ký qua mạng", Submission.EMAIL),
        ("Hướng dẫn nộp hồ sơ", Submission.NO),
        ("Gửi ý kiến góp ý", Submission.NO),
        ("Đăng ký lấy số thứ tự trực tuyến", Submission.NO),
        ("Nộp tại quầy, không nhận hồ sơ qua email. Góp ý gửi về a@b.vn", Submission.NO),
        ("Không nhận qua fax, hồ sơ gửi về email a@b.vn", Submission.EMAIL),
    ],
)
def test_a_letter_box_behind_an_order_to_apply_is_one_for_dossiers(text: str, expected: Submission) -> None:
    assert value(Control(ControlKind.EMAIL, text, "mailto:a@b.vn", "get", False, "e")) is expected


@pytest.mark.parametrize(
    ("steps", "expected"),
    [
        ("Doanh nghiệp chuẩn bị hồ sơ, ký số, chụp lại rồi gửi đến hộp thư điện tử a@b.vn", Submission.EMAIL),
        ("Doanh nghiệp chuẩn bị hồ sơ; phòng chuyên môn gửi đến hộp thư điện tử của Sở", Submission.NO),
    ],
)
def test_a_dossier_that_is_made_then_mailed(steps: str, expected: Submission) -> None:
    assert submission(bare(cell(FieldKey.STEPS, steps)), context()).value.value is expected


@pytest.mark.parametrize(
    ("key", "label", "text", "expected"),
    [
        # Left open in words; a counter or an office named is not.
        (FieldKey.MANNER, "Cách thức thực hiện", "Hình thức nộp hồ sơ đang được cập nhật", Submission.UNKNOWN),
        (FieldKey.CHANNEL_IN, "Hình thức nộp", "Xem Quyết định công bố số 12/QĐ-UBND", Submission.UNKNOWN),
        (FieldKey.MANNER, "Cách thức thực hiện", "Tại quầy của Sở theo quy định", Submission.NO),
        (FieldKey.MANNER, "Cách thức thực hiện", "", Submission.UNKNOWN),
        (FieldKey.CHANNEL_IN, "Nộp hồ sơ", "", Submission.NO),
        (FieldKey.STEPS, "Trình tự", "Tổ chức nộp một bộ hồ sơ cho cơ quan có thẩm quyền", Submission.NO),
        # Letter boxes: one of the listed ways, and one that is refused behind its name.
        (FieldKey.STEPS, "Trình tự", "a) Nộp tại Chi cục; hoặc\nb) Gửi qua email: bản quét gửi về cc@tinh.gov.vn", Submission.EMAIL),
        (FieldKey.STEPS, "Trình tự", "Chi cục trả lời qua email: cc@tinh.gov.vn", Submission.NO),
        (FieldKey.MANNER, "Cách làm", "Hộp thư tiếp nhận hồ sơ: motcua@xa.example", Submission.EMAIL),
        (FieldKey.MANNER, "Cách làm", "Tới xã. Hộp thư nhận kết quả: motcua@xa.example", Submission.NO),
        (FieldKey.OTHER, "Kênh tiếp nhận khác", "Chụp giấy tờ rồi gửi Zalo 0900 của cán bộ", Submission.EMAIL),
        (FieldKey.CHANNEL_IN, "Hình thức nộp", "Nộp tại xã. Hồ sơ gửi qua email không được thụ lý.", Submission.NO),
        # The web, refused behind its name.
        (FieldKey.CHANNEL_IN, "Hình thức nộp", "Nộp tại xã. Chức năng nộp hồ sơ qua mạng đã khóa.", Submission.NO),
        # Another system, and not this portal.
        (
            FieldKey.MANNER,
            "Cách thức thực hiện",
            "Hồ sơ nộp trực tuyến qua ứng dụng eTax của Tổng cục Thuế, không nộp qua cổng của tỉnh",
            Submission.EXTERNAL,
        ),
        (FieldKey.MANNER, "Cách thức thực hiện", "Nộp trực tuyến qua ứng dụng eTax của Tổng cục Thuế", Submission.UNKNOWN),
    ],
)
def test_what_words_alone_tell(key: FieldKey, label: str, text: str, expected: Submission) -> None:
    assert value(fields=(cell(key, text, label),)) is expected


@pytest.mark.parametrize(
    ("said", "expected"),
    [
        ("Ra xã; ở xa thì nhắn Zalo 0988.111.222 của cán bộ để nộp hồ sơ", Submission.EMAIL),
        ("Tới Chi cục hoặc kết bạn Viber, zalo số 0988 111 222 rồi gửi ảnh chụp giấy tờ", Submission.EMAIL),
        ("Tới Chi cục; nhắn Zalo 0988 111 222 để được hướng dẫn nộp hồ sơ", Submission.NO),
        ("Tới Chi cục hoặc qua phần mềm của Bộ chuyên ngành", Submission.UNKNOWN),
        ("Tới Chi cục hoặc qua hệ thống bưu chính", Submission.NO),
    ],
)
def test_whom_to_write_to_first_and_what_for_behind(said: str, expected: Submission) -> None:
    assert value(fields=(cell(FieldKey.MANNER, said),)) is expected
