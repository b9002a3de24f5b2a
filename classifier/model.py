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

from classifier.vocabulary import (
    Behind as Behind,
    ControlKind as ControlKind,
    FieldKey as FieldKey,
    FileStatus as FileStatus,
    Flag as Flag,
    Forms as Forms,
    Outcome as Outcome,
    PageKind as PageKind,
    Payment as Payment,
    Result as Result,
    Scheme as Scheme,
    Submission as Submission,
    Tier as Tier,
)


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

    `named` is what the page calls the file. `kind` tells a blank form from a filled sample, a legal text, or the whole procedure as a file.
    `post` is a request body for files behind a form post (a postback): url-encoded, None for GET. `handle`: the call of a script that
    would fetch the file, where only the script knows its address.
    """

    named: str
    url: str | None
    kind: str = "form"
    post: str | None = None
    handle: str = ""

    @property
    def key(self) -> str:
        """What tells one file from another: the address, and the request body where many files share one address (postbacks)."""
        return f"{self.url or ''}\n{self.post}" if self.post is not None else self.url or ""


@dataclass(frozen=True, slots=True)
class FormMention:
    """A form that the page names (dossier table, list of forms), whether or not a file is linked beside it.

    `symbol` is its folded short name when it has one ("ct01", "mau so 02"), used to match mentions with files.
    """

    named: str
    symbol: str | None = None
    file: FileLink | None = None

    @property
    def lacks_file(self) -> bool:
        """Whether nobody knows the address of its file."""
        return self.file is None or self.file.url is None


@dataclass(frozen=True, slots=True)
class Control:
    """An interactive element of a page, with what it leads to.

    `url`: absolute target when one is readable from href, onclick or data attributes, else None. `action`: "get", "post",
    "script" (only a browser knows), "modal" (opens something on this page: `modal_text` holds what), "none" (dead: `#`, empty).
    `own`: the target or its data carries this procedure's id or code. `call`: the piece of script behind a control that only a
    browser knows, or the data attributes that a script somewhere may work with. `signature`: the same for the same control on every
    page of the portal (words + place + target pattern with ids blanked), used to tell the site's controls from the procedure's.
    `place`: the way to it from the root of the page; what stands at the same place of the site's other pages is the site's.
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
    call: str = ""
    place: str = ""


@dataclass(frozen=True, slots=True)
class Field:
    """One labelled value of a procedure page. `text`: NFC, white space collapsed, ≤ 20,000 characters; "" = label without a value."""

    key: FieldKey
    label: str
    text: str
    links: tuple[FileLink, ...] = ()


@dataclass(frozen=True, slots=True)
class PartLink:
    """A tab of a procedure page whose content has an address of its own. `fragment`: a script would put the answer into the page."""

    words: str
    url: str
    fragment: bool = False


@dataclass(frozen=True, slots=True)
class Row:
    """One record of a listing: a procedure as the list names it.

    `url` is absolute or None; then `handle` tells how to reach it: raw onclick/data/id text for the crawler to work on.
    `key` is a stable internal id when the row carries one. `level_text` is the level cell as written, None when there is no such column.
    `detail`: what the row says of its procedure when its table has a column for each item, and the row leads nowhere else. `fields`: what
    its cells say of the fee, of paying and of the ways there and back, beside the page that it leads to. `forms`: those that a cell links.
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
    detail: ProcedureReading | None = None
    fields: tuple[Field, ...] = ()
    forms: tuple[FormMention, ...] = ()


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
    glued: str = ""  # text of the procedure's own part of the page, NFC; "" when it says nothing of itself
    controls_seen: bool = True  # False when read from data (JSON, an export): a missing control then says nothing
    parts: tuple[PartLink, ...] = ()  # what else of this procedure stands under other addresses
    forms_at: str = ""  # the page, of many procedures, to which the cell of forms leads for them
    unread: tuple[str, ...] = ()  # words of those parts that were not read: a form or control missing here may stand there


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
    unread: tuple[str, ...] = ()  # names of procedures that a page of several describes and of which nothing could be read
    sparse: ProcedureReading | None = None  # what little a page says when it would be one procedure's: for whoever knows that it is


@dataclass(frozen=True, slots=True)
class ApplicationReading:
    """The page behind a submit control, read once per kind of control.

    `same_procedure`: it names this procedure's code or folded name. `payment`: True/False only if the form was readable to its
    end. `result` as far as the form offers a choice of how to get it back. `onward`: the page only stands before the form (a promise to
    sign, advice to read), and this is the address of the one control that goes on.
    """

    behind: Behind
    quote: str = ""
    same_procedure: bool = False
    payment: bool | None = None
    result: Result = Result.UNKNOWN
    provided_via: str | None = None  # host (and port) of the other system
    procedure: ProcedureReading | None = None  # behind PROCEDURE: what that page says, so that it is judged by itself (§6.8)
    onward: str = ""
    choices: tuple[str, ...] = ()  # the page asks which case one has: the address behind each
    steps: tuple[str, ...] = ()  # addresses of steps of the form that are pages of their own and may tell what it leaves open


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
    address. `files`: by `FileLink.key`. `row`: the listing row of this procedure (declared label of the list). `at`: capture date.
    """

    at: date
    common_controls: frozenset[str] = frozenset()
    behind: Mapping[str, ApplicationReading] = field(default_factory=dict)
    files: Mapping[str, FormFile] = field(default_factory=dict)
    row: Row | None = None
    files_checked: bool = True  # False for saved pages: a link counts as a link
    detail_read: bool = True  # False when only the listing row was read (§6.13)
    duplicate_code: bool = False
    of_district: bool = False  # other agencies of the portal are a district's rooms by their own names


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
    """One rule's word on one procedure, for `mucdo explain`.

    `found`: id in `classifier.findings.messages`, which says it in both languages with `values` filled in. `effect`: "name=value" in the
    closed vocabularies ("payment=not_applicable", "flag=fee_unknown", "level=3", "level_max=4").
    """

    rule: str
    found: str
    effect: str
    evidence: tuple[Evidence, ...] = ()
    values: tuple[str, ...] = ()


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
