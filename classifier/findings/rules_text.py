# ruff: noqa: E501 - sentences for readers, one per line
"""The edge rules (levels.md §6) as text: id, legal source, what each says in Vietnamese and English, and an example.

`T` marks what the legal text says, `R` our own rule where the text is silent; the officer who disputes a label must see which.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class RuleId(StrEnum):
    """One id per rule of levels.md §6, in its order; the table of §6.19 comes last."""

    NO_FEE = "6.1-no-fee"
    PAY_LATER = "6.2-pay-later"
    RESULT_BY_POST = "6.3-result-by-post"
    NO_FORM = "6.4-no-form"
    SOME_FORMS = "6.5-some-forms"
    UPLOAD_ONLY = "6.6-upload-only"
    EMAIL = "6.7-email"
    OTHER_SYSTEM = "6.8-other-system"
    LOGIN_GATE = "6.9-login-gate"
    LEVEL_HIDDEN = "6.10-level-hidden"
    DECLARED_4_IN_PERSON = "6.11-declared-4-in-person"
    INFORMATION = "6.12-information"
    BELOW_ONE = "6.13-below-one"
    WITHDRAWN = "6.14-withdrawn"
    MANY_AGENCIES = "6.15-many-agencies"
    CASES = "6.16-cases"
    TRANSPORT = "6.17-transport"
    LABEL_FORMS = "6.18-label-forms"
    TABLE = "6.19-table"


@dataclass(frozen=True, slots=True)
class RuleText:
    """One rule in words. `basis`: "T" from the text, "R" our rule, "T+R" both."""

    source: str
    basis: str
    title_vi: str
    title_en: str
    vi: str
    en: str
    example_vi: str
    example_en: str


RULE_TEXTS: dict[RuleId, RuleText] = {
    RuleId.NO_FEE: RuleText(
        "NĐ 43/2011 Đ3 k4 c, d; TT 32/2017 Đ5 k3đ, k4b “(nếu có)”; NĐ 224/2026 Đ15 k1đ",
        "T+R",
        "Thủ tục không thu phí, lệ phí",
        "No fee",
        "Thủ tục không có phí, lệ phí đạt mức 4 mà không cần chức năng thanh toán, nhưng chỉ khi trang nêu rõ là không thu. Ô phí để trống là chưa rõ.",
        "A procedure without a fee can be level 4 without a payment function, but only if the page states that there is none. An empty fee cell is unknown.",
        "“Lệ phí: Không” → không cần thanh toán; “Lệ phí:” (trống) → chưa rõ; “Miễn phí cho trẻ em” → vẫn có thể có phí.",
        "“Lệ phí: Không” → not needed; “Lệ phí:” (empty) → unknown; “Miễn phí cho trẻ em” → others may still pay.",
    ),
    RuleId.PAY_LATER: RuleText(
        "TT 32/2017 Đ5 k4b “thực hiện được ngay việc thanh toán”",
        "T+R",
        "Có phí: thanh toán ngay hay trả sau",
        "A fee: paid at once, or later",
        "Số tài khoản, chuyển khoản hay nộp tại quầy không phải là chức năng thanh toán: tối đa mức 3. Chỉ lời văn ở ô phí, ô cách thức của chính thủ tục mới được tính.",
        "An account number, a bank transfer or a counter is no payment function: level 3 at most. Only the procedure's own fee and channel cells are heard.",
        "“Chuyển khoản vào tài khoản số …” → không; “Thanh toán trực tuyến qua Cổng dịch vụ công” ở ô phí → có nêu.",
        "“Chuyển khoản vào tài khoản số …” → no; “Thanh toán trực tuyến …” in the fee cell → stated.",
    ),
    RuleId.RESULT_BY_POST: RuleText(
        "TT 32/2017 Đ5 k3đ, k4c; NĐ 42/2022 Đ11 k1",
        "T+R",
        "Hình thức trả kết quả",
        "How the result is returned",
        "Trả kết quả trực tuyến, qua bưu chính hay trực tiếp đều hợp lệ ở mức 4; không bao giờ hạ mức vì bưu chính. Nội dung kết quả (“Giấy phép”) không phải là hình thức trả.",
        "Online, post and in person are all legal at level 4; post never lowers a level. What the result is (“Giấy phép”) is not how it is returned.",
        "“Nhận kết quả qua bưu chính công ích” → bưu chính; “Nộp hồ sơ qua bưu chính” → chưa nói gì về trả kết quả.",
        "“Nhận kết quả qua bưu chính công ích” → post; “Nộp hồ sơ qua bưu chính” → says nothing about the result.",
    ),
    RuleId.NO_FORM: RuleText(
        "TT 32/2017 Đ5 k1i “nếu có”, k2b; NĐ 43/2011 Đ19 k1",
        "T+R",
        "Mẫu đơn: không có, hoặc có mà không gắn tệp",
        "No form, or none linked",
        "Trang nêu rõ không có mẫu đơn thì yêu cầu tải mẫu coi như đạt. Có nêu tên mẫu mà không gắn tệp thì chưa đạt mức 2. Không nhắc gì đến mẫu là chưa rõ.",
        "If the page says there is no form, the download test is met. Forms named without a file fail level 2. No mention of forms is unknown.",
        "“Không có mẫu đơn, tờ khai” → không áp dụng; “Mẫu số 01” không có liên kết → không.",
        "“Không có mẫu đơn, tờ khai” → not applicable; “Mẫu số 01” without a link → no.",
    ),
    RuleId.SOME_FORMS: RuleText(
        "TT 32/2017 Đ5 k2b “đầy đủ các biểu mẫu”",
        "T+R",
        "Đủ mẫu hay chỉ một số",
        "All forms, or some only",
        "Phải đủ mọi mẫu mà hồ sơ nêu. Chỉ n trên m mẫu tải được thì chưa đạt mức 2, và số n/m được hiển thị. Tệp hỏng tính như không có; tệp chưa kiểm tra tính là có.",
        "Every form that the dossier names must be there. n of m is not met, and n/m is shown. A dead file counts as missing, an unchecked one as there.",
        "Nêu CT01 và CT02, chỉ CT01 tải được → 1/2.",
        "CT01 and CT02 named, only CT01 linked → 1/2.",
    ),
    RuleId.UPLOAD_ONLY: RuleText(
        "TT 32/2017 Đ3 k8, Đ5 k3b",
        "T+R",
        "Biểu mẫu điện tử tương tác hay chỉ tải tệp lên",
        "E-form, or only an upload",
        "Mức 3 cần biểu mẫu điện tử tương tác có các trường của biểu mẫu. Nơi chỉ cho tải lên tệp Word, PDF đã điền là mức 2 và được đánh dấu.",
        "Level 3 needs an interactive form with the form's own fields. A place that only takes a filled Word or PDF file is level 2, with a flag.",
        "Trang nộp chỉ có họ tên, điện thoại và ô chọn tệp → chỉ tải lên.",
        "A page with a name, a telephone number and file inputs only → upload only.",
    ),
    RuleId.EMAIL: RuleText(
        "TT 32/2017 Đ3 k8, Đ5 k3c",
        "T+R",
        "Nộp qua thư điện tử, biểu mẫu Google, Zalo",
        "E-mail, Google form, Zalo",
        "Dữ liệu phải nằm trong cơ sở dữ liệu của ứng dụng dịch vụ. Thư điện tử, biểu mẫu Google hay Zalo không đáp ứng: nhiều nhất là mức 2.",
        "The data must live in the service's own database. An e-mail address, a Google form or Zalo does not meet that: level 2 at most.",
        "Nút “Nộp hồ sơ” mở mailto: → thư điện tử. Địa chỉ liên hệ ở chân trang không tính.",
        "A “Nộp hồ sơ” button that opens mailto: → e-mail. A contact address in the footer does not count.",
    ),
    RuleId.OTHER_SYSTEM: RuleText(
        "NĐ 43/2011 Đ4, Đ20; TT 32/2017 Đ5",
        "T+R",
        "Nút nộp hồ sơ dẫn tới đâu; hệ thống khác",
        "Where the submit control leads; other systems",
        "Không bắt buộc cùng máy chủ. Trang đích cho cùng mã hoặc cùng tên thủ tục thì xét theo trang đó; liên kết mang mã của thủ tục mà không vào được tính là cổng đăng nhập; liên kết tới trang chủ là chưa rõ; liên kết hỏng là không.",
        "The host need not be the same. A target with the same code or name is judged by that page; a link with the procedure's own id that cannot be followed counts as a gate; a home page is unresolved; a dead link is no.",
        "Nút dẫn tới dichvucong.gov.vn/?home=1 → chưa rõ; …/nop-ho-so?MaTTHC=1.004222 → cổng đăng nhập.",
        "A button to dichvucong.gov.vn/?home=1 → unresolved; …/nop-ho-so?MaTTHC=1.004222 → gate.",
    ),
    RuleId.LOGIN_GATE: RuleText(
        "TT 32/2017 Đ10, Đ6; TT 01/2018/TT-VPCP Đ16 k2d",
        "T+R",
        "Biểu mẫu sau màn hình đăng nhập",
        "Form behind a login",
        "Mức 3, 4 phải xác thực người dùng, nên công cụ không bao giờ đăng nhập. Nút nộp hồ sơ dẫn tới đăng nhập chứng tỏ ít nhất mức 3; thanh toán không thấy được thì mức 4 chỉ là công bố.",
        "Levels 3 and 4 require authentication, and this tool never logs in. A submit action that leads to a login shows at least level 3; with payment unseen, level 4 stays a declaration.",
        "“Nộp hồ sơ” → “Đăng nhập bằng VNeID” → cổng đăng nhập.",
        "“Nộp hồ sơ” → “Đăng nhập bằng VNeID” → gate.",
    ),
    RuleId.LEVEL_HIDDEN: RuleText(
        "NĐ 43/2011 Đ18 k2; TT 32/2017 Đ6 k2",
        "T+R",
        "Không công bố mức độ",
        "Level not published",
        "Mức độ không hiện hoặc chỉ hiện sau đăng nhập: ghi “không công bố”. Đó là một phát hiện, không phải mức 0 hay mức 1.",
        "A level that is not shown, or only after login, is “not published”. That is a finding of its own, neither level 0 nor level 1.",
        "Trang không có ô “Mức độ” → không công bố.",
        "No “Mức độ” cell → not published.",
    ),
    RuleId.DECLARED_4_IN_PERSON: RuleText(
        "TT 32/2017 Đ5 k4c; NĐ 42/2022 Đ11 k1",
        "T",
        "Công bố mức 4, trả kết quả trực tiếp",
        "Declared 4, result in person",
        "Nhận kết quả trực tiếp là hợp lệ ở mức 4, nên mức giữ nguyên; chỉ không thể là toàn trình.",
        "In-person return is legal at level 4, so the level stands; it only rules out toàn trình.",
        "Công bố mức 4, “nhận kết quả tại Bộ phận một cửa” → giữ mức 4.",
        "Declared 4, “nhận kết quả tại Bộ phận một cửa” → level 4 stays.",
    ),
    RuleId.INFORMATION: RuleText(
        "TT 32/2017 Đ5 k1 (11 nội dung)",
        "T+R",
        "Đủ nội dung thông tin",
        "Information complete or not",
        "Định nghĩa là cộng dồn: thiếu một nội dung thì theo chữ là chưa đạt mức 1. Công cụ ghi cả hai: mức chặt (cộng dồn) và mức theo chức năng cao nhất thấy được; kết luận theo mức chức năng.",
        "The definitions are cumulative: one missing item is, to the letter, below level 1. Both are kept: the strict level and the highest function found; verdicts use the latter.",
        "Có biểu mẫu điện tử nhưng thiếu căn cứ pháp lý → mức chức năng 3, mức chặt 0.",
        "An e-form but no legal basis → functional level 3, strict level 0.",
    ),
    RuleId.BELOW_ONE: RuleText(
        "TT 32/2017 Đ5 k1 (“Dưới mức 1” là tên gọi của công cụ)",
        "R",
        "Dưới mức 1",
        "Below level 1",
        "Trang đọc được trọn vẹn mà thiếu trình tự hoặc thành phần hồ sơ và không cung cấp gì hơn: mức 0. Chỉ đọc được danh sách, hoặc trang không đọc được: chưa rõ, không phải 0.",
        "A page read whole that lacks steps or dossier and offers nothing beyond: level 0. Only a listing row, or an unreadable page: unknown, not 0.",
        "Trang chỉ có tên và số điện thoại → 0; chỉ thấy dòng trong danh sách → chưa rõ.",
        "A page with a name and a telephone number → 0; only a row of a list → unknown.",
    ),
    RuleId.WITHDRAWN: RuleText(
        "TT 32/2017 Đ6",
        "R",
        "Thủ tục tạm dừng, bãi bỏ",
        "Suspended or abolished",
        "Trang tự nói là tạm dừng hoặc đã bãi bỏ thì thủ tục ra khỏi mẫu số, nhưng vẫn được liệt kê. Chữ “bãi bỏ”, “tạm ngừng” trong tên thủ tục không tính.",
        "When the page itself says suspended or abolished, the procedure leaves the denominator but stays listed. The same words inside a procedure's name do not count.",
        "“Tình trạng: Hết hiệu lực” → bãi bỏ; “Thông báo tạm ngừng kinh doanh” là tên thủ tục.",
        "“Tình trạng: Hết hiệu lực” → abolished; “Thông báo tạm ngừng kinh doanh” is a procedure's name.",
    ),
    RuleId.MANY_AGENCIES: RuleText(
        "NĐ 43/2011 Đ3 k3",
        "R",
        "Một thủ tục, nhiều cơ quan",
        "One procedure, many agencies",
        "Mức độ thuộc về thủ tục tại một cơ quan trên một cổng, không thuộc về mã quốc gia. Mã trùng được đánh dấu; mỗi dòng giữ mức riêng.",
        "A level belongs to a procedure of one agency on one portal, not to the national code. A repeated code is flagged; each row keeps its own level.",
        "1.000045 hai dòng, mức 1 và một phần → hai nhãn.",
        "1.000045 on two rows, level 1 and một phần → two labels.",
    ),
    RuleId.CASES: RuleText(
        "NĐ 43/2011 Đ3 k3 (dịch vụ gắn với một thủ tục)",
        "R",
        "Nhiều trường hợp trong một thủ tục",
        "Several cases of one procedure",
        "Mức của thủ tục là mức thấp nhất trong các trường hợp; trong một trường hợp lấy chức năng cao nhất.",
        "The level is the lowest among the cases; inside a case the highest function counts.",
        "Cấp mới mức 4, cấp lại mức 2 → mức 2.",
        "First issue level 4, re-issue level 2 → level 2.",
    ),
    RuleId.TRANSPORT: RuleText(
        "TT 32/2017 Đ20, Đ11 k2e; NĐ 224/2026 Đ13",
        "T+R",
        "Kết nối mã hóa (HTTPS) và khả năng truy cập",
        "Encryption (HTTPS) and availability",
        "Thiếu HTTPS là một cờ, không hạ mức. Cổng không truy cập được thì giữ mức đã biết cùng thời điểm; không bao giờ coi là tụt mức.",
        "Missing HTTPS is a flag and lowers nothing. When a portal cannot be reached, the last known level stays with its age; it never looks like a lost level.",
        "http://dichvucong.… → cờ “chỉ HTTP”.",
        "http://dichvucong.… → flag “HTTP only”.",
    ),
    RuleId.LABEL_FORMS: RuleText(
        "NĐ 43/2011 Đ18 k2; NĐ 42/2022 Đ11; NĐ 224/2026 Đ14, Đ16",
        "R",
        "Các cách viết nhãn mức độ",
        "Ways to write the label",
        "Nhãn thuộc về quy định mà lời chữ của nó dùng: “mức độ 1–4” theo NĐ 43/2011, “toàn trình/một phần/cung cấp thông tin” theo NĐ 42/2022, từ 01/07/2026 theo NĐ 224/2026; “chủ động mức độ n” là thang khác. Chỉ đọc nhãn ở ô mức độ, không đọc ở tên hay nội dung.",
        "A label belongs to the regime whose words it uses: “mức độ 1–4” NĐ 43/2011, “toàn trình/một phần/cung cấp thông tin” NĐ 42/2022 and, from 01/07/2026, NĐ 224/2026; “chủ động mức độ n” is another scale. Only level cells are read, never names or text.",
        "“DVC mức độ III” → 3; “Toàn trình (Mức 4)” → toàn trình; “định danh mức độ 2” → không phải nhãn.",
        "“DVC mức độ III” → 3; “Toàn trình (Mức 4)” → toàn trình; “định danh mức độ 2” → no label.",
    ),
    RuleId.TABLE: RuleText(
        "NĐ 43/2011 Đ3 k4; TT 32/2017 Đ5 k2–k4",
        "T+R",
        "Bảng quyết định mức",
        "The table that decides",
        "Nộp hồ sơ × thanh toán × trả kết quả cho mức và mức cao nhất chưa bị loại trừ; F là mức theo mẫu đơn và thông tin. Không bao giờ dùng nhãn công bố.",
        "Submission × payment × result give the level and the highest level not ruled out; F is the level of forms and information. The declared label is never used.",
        "Cổng đăng nhập, không thu phí, trả qua bưu chính → mức 4.",
        "Gate, no fee, result by post → level 4.",
    ),
}
