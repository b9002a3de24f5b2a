"""The closed vocabularies of the domain; the published ones are those of `docs/schemas/`."""

from __future__ import annotations

from enum import StrEnum


class Outcome(StrEnum):
    """What became of a page or a whole portal; everything but OK means that nothing is known about levels."""

    OK = "ok"
    BLOCKED = "blocked"  # a WAF, a captcha wall, 403/429
    LOGIN = "login"  # the content stands behind a login
    CLOSED = "closed"  # closed by policy, pointing to the national portal
    ERROR = "error"  # network, 5xx, maintenance, soft 404, broken half-page
    EMPTY = "empty"  # answered, readable, but holds no procedure
    ROBOTS = "robots"  # robots.txt forbids it
    REFUSED = "refused"  # our own address guard forbids it


class Scheme(StrEnum):
    """The legal regime a declared label belongs to (levels.md §1)."""

    ND43_2011 = "ND43-2011"
    ND42_2022 = "ND42-2022"
    ND224_2026 = "ND224-2026"
    CD_2026 = "CD-2026"  # NĐ 224/2026 Đ16: the proactive scale, never a level here


class Tier(StrEnum):
    PROVINCE = "province"
    DISTRICT = "district"
    COMMUNE = "commune"


class Forms(StrEnum):
    YES = "yes"
    SOME = "some"
    NO = "no"
    NOT_APPLICABLE = "not_applicable"
    UNKNOWN = "unknown"


class Submission(StrEnum):
    YES = "yes"
    UPLOAD_ONLY = "upload_only"
    GATE = "gate"
    EXTERNAL = "external"
    EMAIL = "email"
    NO = "no"
    UNKNOWN = "unknown"


class Payment(StrEnum):
    YES = "yes"
    STATED = "stated"
    NO = "no"
    NOT_APPLICABLE = "not_applicable"
    UNKNOWN = "unknown"


class Result(StrEnum):
    ONLINE = "online"
    POST = "post"
    IN_PERSON = "in_person"
    UNKNOWN = "unknown"


class Flag(StrEnum):
    DECLARED_ABOVE_EVIDENCE = "declared_above_evidence"
    DECLARED_BELOW_EVIDENCE = "declared_below_evidence"
    ELIGIBLE_FOR_4 = "eligible_for_4"
    INFORMATION_INCOMPLETE = "information_incomplete"
    FORMS_UNLINKED = "forms_unlinked"
    FORMS_DEAD = "forms_dead"
    UPLOAD_ONLY = "upload_only"
    SUBMISSION_EMAIL = "submission_email"
    SUBMISSION_DEAD_END = "submission_dead_end"
    BANK_ACCOUNT_ONLY = "bank_account_only"
    FEE_UNKNOWN = "fee_unknown"
    NO_DECLARED_LABEL = "no_declared_label"
    CODE_MALFORMED = "code_malformed"
    DUPLICATE_CODE = "duplicate_code"
    SUSPENDED = "suspended"
    ABOLISHED = "abolished"
    TEST_ENTRY = "test_entry"
    HTTP_ONLY = "http_only"


class FieldKey(StrEnum):
    """What a label on a procedure page means. The letters are TT 32/2017/TT-BTTTT Đ5 k1 (11 information items)."""

    NAME = "name"  # a
    STEPS = "steps"  # b trình tự thực hiện
    MANNER = "manner"  # c cách thức thực hiện
    DOSSIER = "dossier"  # d thành phần hồ sơ
    COPIES = "copies"  # d số lượng hồ sơ
    DURATION = "duration"  # đ thời hạn giải quyết
    SUBJECT = "subject"  # e đối tượng thực hiện
    AGENCY = "agency"  # g cơ quan thực hiện / giải quyết
    RESULT = "result"  # h kết quả thực hiện
    FORMS = "forms"  # i mẫu đơn, tờ khai
    CONDITIONS = "conditions"  # i yêu cầu, điều kiện
    FEE = "fee"  # i phí, lệ phí
    CHANNEL_IN = "channel_in"  # k hình thức nhận hồ sơ
    CHANNEL_OUT = "channel_out"  # k hình thức trả kết quả
    LEGAL_BASIS = "legal_basis"  # l căn cứ pháp lý
    DECISION = "decision"  # l quyết định công bố
    CODE = "code"
    FIELD = "field"  # lĩnh vực
    TIER = "tier"  # cấp thực hiện
    LEVEL = "level"  # mức độ
    PAYMENT = "payment"  # hình thức thanh toán / nộp phí
    STATUS = "status"  # tình trạng hiệu lực
    ADDRESS = "address"  # địa chỉ tiếp nhận
    CASES = "cases"  # trường hợp
    REASON_PARTIAL = "reason_partial"  # NĐ 224/2026 Đ14: lý do chưa toàn trình
    OTHER = "other"


class ControlKind(StrEnum):
    """What pressing a control would do, judged by its words and target (portals.md §3)."""

    SUBMIT = "submit"  # Nộp hồ sơ, Nộp trực tuyến, Tạo tờ khai, Gửi hồ sơ …
    PAYMENT = "payment"  # Thanh toán
    LOGIN = "login"
    EMAIL = "email"  # mailto:, Google form, Zalo
    GUIDE = "guide"  # Hướng dẫn, Xem chi tiết
    STATUS = "status"  # tra cứu hồ sơ
    STATISTICS = "statistics"
    OTHER = "other"


class PageKind(StrEnum):
    PROCEDURE = "procedure"  # one procedure in detail (or several in one long page)
    LISTING = "listing"  # rows, each naming a procedure
    APPLICATION = "application"  # what stands behind a submit control: form, upload, gate
    OTHER = "other"


class Behind(StrEnum):
    """What stands behind a submit control (levels.md §6.6-6.9)."""

    E_FORM = "e_form"  # interactive form with the procedure's own fields
    UPLOAD = "upload"  # only file inputs and contact data
    GATE = "gate"  # login
    EMAIL = "email"  # mail address, Google form, Zalo
    HOME = "home"  # a home page or a page of another procedure: leads nowhere
    DEAD = "dead"  # error, "không tìm thấy quy trình", toast that refuses
    NOT_FOLLOWED = "not_followed"  # robots, guard, or only a script knows
    PROCEDURE = "procedure"  # a detail page of the same procedure on another system
    OUTAGE = "outage"  # down or under maintenance: what is there otherwise is not known (§6.17)


class FileStatus(StrEnum):
    DOCUMENT = "document"  # a document by its content, not empty
    DEAD = "dead"  # 404, error page, empty, HTML under a document's name
    UNKNOWN = "unknown"  # not fetched: robots, guard, budget, network
