"""What the rules find and what is missing, said in Vietnamese and English. `{0}`, `{1}` … are the finding's values."""

from __future__ import annotations

from collections.abc import Sequence

LANGUAGES = ("vi", "en")

MESSAGES: dict[str, tuple[str, str]] = {
    # information
    "information_complete": ("Đủ 11 nội dung thông tin.", "All 11 information items are there."),
    "information_incomplete": ("Có {0}/{1} nội dung thông tin; thiếu: {2}.", "{0} of {1} information items; missing: {2}."),
    # forms
    "no_form_stated": ("Trang nêu rõ không có mẫu đơn, tờ khai.", "The page states that there is no form."),
    "forms_all": ("Tải được {0}/{1} mẫu.", "{0} of {1} forms can be downloaded."),
    "forms_some": ("Chỉ tải được {0}/{1} mẫu.", "Only {0} of {1} forms can be downloaded."),
    "forms_by_script": (
        "{0}/{1} mẫu chỉ mở bằng mã lệnh của trang, không rõ tệp nào.",
        "{0} of {1} forms open only by the page's script; which file that is, is not known.",
    ),
    "forms_none_linked": ("Nêu {1} mẫu nhưng không mẫu nào tải được.", "{1} form(s) named, none can be downloaded."),
    "part_unread": ("Một phần của trang chưa được đọc: {0}.", "A part of the page was not read: {0}."),
    "forms_not_mentioned": ("Trang không nêu mẫu đơn, tờ khai nào.", "The page does not mention forms."),
    # result
    "result_online": ("Trả kết quả trực tuyến.", "The result is returned online."),
    "result_post": ("Trả kết quả qua bưu chính.", "The result is returned by post."),
    "result_in_person": ("Trả kết quả trực tiếp.", "The result is handed out in person."),
    "result_not_stated": ("Trang không nêu hình thức trả kết quả.", "The page does not say how the result is returned."),
    # fee and payment
    "no_fee_stated": ("Trang nêu rõ không thu phí, lệ phí.", "The page states that there is no fee."),
    "payment_function": ("Có chức năng thanh toán của thủ tục này.", "There is a payment function of this procedure."),
    "bank_account_only": ("Chỉ có số tài khoản hoặc chuyển khoản.", "Only a bank account or transfer is offered."),
    "counter_only": ("Phí nộp tại quầy hoặc bằng tiền mặt.", "The fee is paid at a counter or in cash."),
    "form_ends_without_payment": (
        "Biểu mẫu điện tử đọc đến hết không có bước thanh toán, dù thủ tục có thu phí.",
        "The e-form was read to its end and has no payment step, although there is a fee.",
    ),
    "online_payment_stated": (
        "Ô phí hoặc ô cách thức của thủ tục nêu có thể thanh toán trực tuyến.",
        "The procedure's own fee or channel cell says that one can pay online.",
    ),
    "fee_without_payment_words": (
        "Có thu phí, lệ phí; trang không nêu cách thanh toán.",
        "There is a fee; the page does not say how to pay.",
    ),
    "fee_unclear": ("Nội dung ô phí, lệ phí không cho biết có thu hay không.", "The fee cell does not tell whether there is a fee."),
    "fee_empty": ("Ô phí, lệ phí để trống hoặc không có: chưa rõ.", "The fee cell is empty or missing: unknown."),
    # submission
    "submission_e_form": ("Nút nộp hồ sơ dẫn tới biểu mẫu điện tử tương tác.", "The submit control leads to an interactive form."),
    "submission_upload_only": ("Trang nộp hồ sơ chỉ cho tải tệp lên.", "The submission page only takes uploaded files."),
    "submission_gate": ("Nút nộp hồ sơ dẫn tới trang đăng nhập.", "The submit control leads to a login."),
    "submission_email": ("Nộp qua thư điện tử, biểu mẫu Google hoặc Zalo.", "Submission by e-mail, Google form or Zalo."),
    "submission_home": (
        "Nút nộp hồ sơ dẫn tới một trang chung, không phải trang của thủ tục này.",
        "The submit control leads to a general page, not to this procedure.",
    ),
    "submission_dead": ("Nút nộp hồ sơ không dẫn tới đâu hoặc dẫn tới trang lỗi.", "The submit control leads nowhere or to an error."),
    "submission_refused": ("Khi bấm nút nộp hồ sơ, trang báo từ chối.", "The page refuses when the submit control is used."),
    "submission_disabled": ("Nút nộp hồ sơ bị vô hiệu hóa.", "The submit control is disabled."),
    "submission_generic_form": (
        "Mọi thủ tục dùng chung một biểu mẫu không nêu tên thủ tục.",
        "One form, naming no procedure, stands behind the button of all procedures.",
    ),
    "submission_other_system": (
        "Nút nộp hồ sơ dẫn tới chính thủ tục này tại {0}.",
        "The submit control leads to this very procedure at {0}.",
    ),
    "submission_own_not_followed": (
        "Liên kết của nút nộp hồ sơ mang mã của thủ tục này; trang đích không được phép hoặc không thể mở.",
        "The submit control carries this procedure's id; its target may not or cannot be opened.",
    ),
    "submission_outage": (
        "Trang nộp hồ sơ đang bảo trì hoặc tạm thời không truy cập được.",
        "The page for applying is under maintenance or cannot be reached at present.",
    ),
    "submission_unclear": ("Không rõ nút nộp hồ sơ dẫn tới đâu.", "It is not known where the submit control leads."),
    "submission_none": ("Trang không có nút nộp hồ sơ của thủ tục này.", "The page has no submit control of this procedure."),
    "submission_only_told": (
        "Trang nói có thể nộp trực tuyến nhưng không có nút hay liên kết nào để nộp thủ tục này.",
        "The page says that one may apply online, and has no control or link to do it for this procedure.",
    ),
    "submission_left_open": (
        "Trang để ngỏ cách nộp hồ sơ (đang cập nhật, hoặc chỉ dẫn sang văn bản khác) và không có nút nộp.",
        "The page leaves open how one applies (still to come, or told in another paper), and has no submit control.",
    ),
    "submission_told_elsewhere": (
        "Trang nói hồ sơ được nộp trên một hệ thống khác, không nộp trên cổng này, và không có liên kết tới đó.",
        "The page says that one applies in another system and not on this portal, and has no link to it.",
    ),
    "controls_not_seen": ("Chỉ đọc được dữ liệu, chưa thấy các nút của trang.", "Only data were read; the page's controls were not seen."),
    # label and standing
    "label_not_published": ("Cổng không công bố mức độ.", "The portal does not publish a level."),
    "label_read": ("Nhãn “{0}” theo {1}: {2}.", "Label “{0}” under {1}: {2}."),
    "abolished": ("Trang ghi rõ thủ tục đã bị bãi bỏ hoặc hết hiệu lực.", "The page says that the procedure is abolished."),
    "suspended": ("Trang ghi rõ thủ tục tạm dừng thực hiện.", "The page says that the procedure is suspended."),
    "http_only": ("Trang được phục vụ qua HTTP, không mã hóa.", "The page is served over plain HTTP."),
    "code_listed_twice": ("Mã {0} có nhiều dòng trên cổng này.", "Code {0} stands on several rows of this portal."),
    "cases_lowest": ("{0} trường hợp, lấy mức thấp nhất: {1}.", "{0} cases, the lowest counts: {1}."),
    "declared_4_in_person": (
        "Công bố mức 4 hoặc toàn trình nhưng trả kết quả trực tiếp: vẫn giữ mức {0}, nhưng không đạt toàn trình.",
        "Declared 4 or toàn trình, result in person: level {0} stands, toàn trình is ruled out.",
    ),
    "eligible_for_4": (
        "Công bố mức {0}, không thu phí: đủ điều kiện công bố mức 4.",
        "Declared {0} without a fee: meets the tests of level 4 and may be published so.",
    ),
    # level
    "not_read": ("Trang thủ tục không đọc được: mức chưa rõ.", "The procedure page could not be read: level unknown."),
    "not_read_whole": ("Không chắc đã đọc trọn trang thủ tục: mức chưa rõ.", "It is not sure that the whole page was read: level unknown."),
    "detail_not_read": ("Chỉ đọc được dòng trong danh sách: mức chưa rõ.", "Only the listing row was read: level unknown."),
    "below_level_one": (
        "Thiếu nội dung {0} và không cung cấp gì hơn: dưới mức 1.",
        "Lacks item(s) {0} and offers nothing beyond: below level 1.",
    ),
    "table_not_applied": ("Không áp dụng bảng: chưa đọc được trang.", "The table was not applied: no page was read."),
    "table_line": (
        "Nộp: {0}; thanh toán: {1}; kết quả: {2}; mẫu: {3} → dòng {4}: mức {5}, cao nhất {6}.",
        "Submission {0}, payment {1}, result {2}, forms {3} → line {4}: level {5}, at most {6}.",
    ),
    # what is missing for the next level
    "need_item_b": ("Nêu trình tự thực hiện.", "Give the steps (trình tự thực hiện)."),
    "need_item_d": ("Nêu thành phần, số lượng hồ sơ.", "Give the dossier (thành phần hồ sơ)."),
    "need_forms_linked": ("Đính kèm tệp để tải về cho các mẫu đã nêu.", "Link a file to the forms that are named."),
    "need_all_forms_linked": ("Đính kèm tệp cho những mẫu còn thiếu.", "Link the forms that are still missing."),
    "need_forms_stated": (
        "Cung cấp các mẫu đơn, tờ khai kèm tệp tải về, hoặc nêu rõ là không có mẫu.",
        "Give the forms with files, or state that there is none.",
    ),
    "need_online_submission": (
        "Cho phép điền và gửi trực tuyến biểu mẫu điện tử tương tác.",
        "Let the citizen fill in and send an interactive form online.",
    ),
    "need_e_form_instead_of_upload": (
        "Thay việc tải tệp lên bằng biểu mẫu điện tử tương tác.",
        "Replace the upload by an interactive form.",
    ),
    "need_e_form_instead_of_email": (
        "Thay việc nộp qua thư điện tử bằng biểu mẫu điện tử có dữ liệu lưu trong cơ sở dữ liệu.",
        "Replace e-mail by an e-form whose data live in a database.",
    ),
    "need_link_to_this_procedure": (
        "Đặt liên kết tới đúng thủ tục này thay vì tới trang chung.",
        "Link to this very procedure instead of a general page.",
    ),
    "need_visible_submission": (
        "Để người dùng chưa đăng nhập cũng thấy được nút nộp hồ sơ dẫn tới đâu.",
        "Show publicly where the submit control leads.",
    ),
    "need_fee_or_payment_stated": (
        "Nêu rõ là không thu phí, lệ phí, hoặc thể hiện chức năng thanh toán trực tuyến của thủ tục.",
        "State that there is no fee, or show the procedure's online payment.",
    ),
    "need_payment_function": (
        "Cung cấp chức năng thanh toán trực tuyến để nộp được ngay phí, lệ phí.",
        "Offer a function to pay online at once.",
    ),
    "need_result_channel": ("Nêu hình thức trả kết quả.", "State how the result is returned."),
}


def message(id_: str, language: str, values: Sequence[str] = ()) -> str:
    """The message in one of `LANGUAGES`. Raises KeyError for an unknown id, ValueError for an unknown language."""
    return MESSAGES[id_][LANGUAGES.index(language)].format(*values)
