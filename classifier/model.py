"""The words of the domain as types: what is read from a page and what is concluded from it.

Two steps, both pure. *Reading* turns one page into a `PageReading`: outcome, rows of a listing, procedures with their
fields, controls and form files. *Judging* turns one `ProcedureReading`, together with what was learned about the portal
(`Context`), into an `Entry`: features with evidence, level, declared label, flags. Everything here is a value; closed
vocabularies are the ones of `docs/schemas/`.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
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


@dataclass(frozen=True, slots=True)
class Page:
    """One fetched page as the classifier takes it: decoded or raw, never more than the fetch limit.

    `body` is bytes as fetched or text as rendered. `content_type` is the header, may be empty. `url` is the address after
    redirects, `requested_url` the one asked for. `at` is the capture date, which decides the regime.
    """

    url: str
    body: bytes | str
    status: int = 200
    content_type: str = ""
    requested_url: str = ""
    at: date | None = None
    rendered: bool = False


@dataclass(frozen=True, slots=True)
class Evidence:
    """One observation: the feature it speaks for, where it was seen, and the words as they stand there (≤ 300 characters)."""

    feature: str
    url: str
    quote: str


@dataclass(frozen=True, slots=True)
class FileLink:
    """A link or button that promises a file. `url` is None when nothing can be fetched (no href, postback, plain text).

    `named` is what the page calls the file. `kind` tells a blank form from a filled sample or a legal text.
    `post` is a request body for files behind a form post (a postback): url-encoded, None for GET.
    """

    named: str
    url: str | None
    kind: str = "form"
    post: str | None = None


@dataclass(frozen=True, slots=True)
class FormMention:
    """A form that the page names (dossier table, list of forms), whether or not a file is linked beside it.

    `symbol` is its folded short name when it has one ("ct01", "mau so 02"), used to match mentions with files.
    """

    named: str
    symbol: str | None = None
    file: FileLink | None = None


@dataclass(frozen=True, slots=True)
class Control:
    """An interactive element of a page, with what it leads to.

    `url`: absolute target when one is readable from href, onclick or data attributes, else None. `action`: "get", "post",
    "script" (only a browser knows), "modal" (opens something on this page: `modal_text` holds what), "none" (dead: `#`, empty).
    `own`: the target or its data carries this procedure's id or code. `signature`: the same for the same control on every page
    of the portal (words + place + target pattern with ids blanked), used to tell the site's controls from the procedure's.
    """

    kind: ControlKind
    text: str
    url: str | None
    action: str
    own: bool
    signature: str
    modal_text: str = ""
    in_chrome: bool = False  # inside header, nav, footer, aside or a block common to all pages
    disabled: bool = False


@dataclass(frozen=True, slots=True)
class Field:
    """One labelled value of a procedure page. `text`: NFC, white space collapsed, ≤ 20,000 characters; "" = label without a value."""

    key: FieldKey
    label: str
    text: str
    links: tuple[FileLink, ...] = ()


@dataclass(frozen=True, slots=True)
class Row:
    """One record of a listing: a procedure as the list names it.

    `url` is absolute or None; then `handle` tells how to reach it: raw onclick/data/id text for the crawler to work on.
    `key` is a stable internal id when the row carries one. `level_text` is the level cell as written, None when there is no such column.
    """

    name: str
    code: str | None = None
    url: str | None = None
    handle: str | None = None
    key: str | None = None
    field: str | None = None
    agency: str | None = None
    tier: Tier | None = None
    level_text: str | None = None
    controls: tuple[Control, ...] = ()


@dataclass(frozen=True, slots=True)
class ProcedureReading:
    """Everything one page says about one procedure, before any judgement."""

    url: str
    name: str
    code: str | None
    code_malformed: bool = False
    fields: tuple[Field, ...] = ()
    controls: tuple[Control, ...] = ()
    forms: tuple[FormMention, ...] = ()
    cases: tuple[ProcedureReading, ...] = ()  # trường hợp with their own channels or levels (§6.16)
    key: str | None = None  # internal id read from the address or the page
    at: date | None = None
    sure: float = 1.0  # how sure it is that this is a procedure page, 0..1, with `why`
    why: str = ""
    glued: str = ""  # searchable text of the procedure's own part of the page, NFC


@dataclass(frozen=True, slots=True)
class PageReading:
    """What one page is and holds. `total` is the page's own counter ("Tìm thấy 1299 kết quả"), when it has one."""

    url: str
    outcome: Outcome
    kind: PageKind
    reason: str = ""
    title: str = ""
    procedures: tuple[ProcedureReading, ...] = ()
    rows: tuple[Row, ...] = ()
    total: int | None = None
    controls: tuple[Control, ...] = ()  # all controls of the page, for the comparison of two pages
    application: ApplicationReading | None = None
    content_hash: str = ""  # of the extracted content: blind to tokens, counters, dates


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


@dataclass(frozen=True, slots=True)
class ApplicationReading:
    """The page behind a submit control, read once per kind of control.

    `same_procedure`: it names this procedure's code or folded name. `payment`: True/False only if the form was readable to its
    end. `result` as far as the form offers a choice of how to get it back.
    """

    behind: Behind
    quote: str = ""
    same_procedure: bool = False
    payment: bool | None = None
    result: Result = Result.UNKNOWN
    provided_via: str | None = None  # host of the other system


class FileStatus(StrEnum):
    DOCUMENT = "document"  # a document by its content, not empty
    DEAD = "dead"  # 404, error page, empty, HTML under a document's name
    UNKNOWN = "unknown"  # not fetched: robots, guard, budget, network


@dataclass(frozen=True, slots=True)
class FormFile:
    """The verdict on one distinct file address, fetched once and remembered."""

    url: str
    status: FileStatus
    media: str = ""  # "docx", "pdf", "doc", "zip" …
    reason: str = ""
    size: int | None = None


@dataclass(frozen=True, slots=True)
class Context:
    """What judging needs besides the reading: the portal's habits and what was found by following its controls.

    `common_controls`: signatures seen on every procedure page compared. `behind`: what one control leads to, by its target
    address. `files`: by address. `row`: the listing row of this procedure (declared label of the list). `at`: capture date.
    """

    at: date
    common_controls: frozenset[str] = frozenset()
    behind: Mapping[str, ApplicationReading] = field(default_factory=dict)
    files: Mapping[str, FormFile] = field(default_factory=dict)
    row: Row | None = None
    files_checked: bool = True  # False for saved pages: a link counts as a link
    detail_read: bool = True  # False when only the listing row was read (§6.13)
    duplicate_code: bool = False


@dataclass(frozen=True, slots=True)
class Declared:
    """What the portal itself says. `text` is the label as written; `value` in the scheme's own vocabulary (contract.md)."""

    scheme: Scheme | None = None
    value: str | None = None
    text: str = ""


@dataclass(frozen=True, slots=True)
class Information:
    """The 11 items of TT 32/2017 Đ5 k1 as letters a b c d đ e g h i k l."""

    present: tuple[str, ...] = ()
    empty: tuple[str, ...] = ()  # label there, value missing
    missing: tuple[str, ...] = ()  # no label
    required: int = 11


@dataclass(frozen=True, slots=True)
class Features:
    information: Information
    forms: Forms
    forms_linked: int
    forms_named: int
    submission: Submission
    payment: Payment
    result: Result
    provided_via: str | None = None
    status_lookup: bool | None = None
    statistics: bool | None = None


@dataclass(frozen=True, slots=True)
class Finding:
    """One rule's word on one procedure, for `mucdo explain`: `found` in words, `effect` as a short closed phrase."""

    rule: str
    found: str
    effect: str
    evidence: tuple[Evidence, ...] = ()


@dataclass(frozen=True, slots=True)
class Entry:
    """One judged procedure: the `procedures[]` entry of `mucdo.check/1`."""

    code: str | None
    name: str
    field: str | None
    agency: str | None
    tier: Tier | None
    url: str
    level: int | None
    level_max: int | None
    strict_level: int | None
    declared: Declared
    features: Features
    flags: tuple[Flag, ...]
    evidence: tuple[Evidence, ...]
    findings: tuple[Finding, ...] = ()
    reason: str = ""  # why level is unknown, when it is
    key: str | None = None  # internal id, for identity only; not part of the contract's entry
    next_level: tuple[str, ...] = ()  # message ids of what is missing for the next level
