"""Feature `submission`: what the procedure's own submit control leads to (levels.md §6.6–§6.9, portals.md §1.4).

A control speaks for the procedure when its target carries the procedure's id or code, or when it stands in the procedure's own
part of the page. What every page of the portal has in its frame speaks for nothing. A button that every procedure has is judged
by what was found behind it, never by its words.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from urllib.parse import parse_qs, parse_qsl

from classifier.controls.orders import is_guide, orders_to_apply
from classifier.features.told_ways import (
    ASKS,
    MAIL,
    elsewhere_by_text,
    mailed_by_text,
    online_by_text,
    refuses_mail,
    untold,
    uploaded_by_text,
)
from classifier.findings.judged import CELL_LIMIT, Judged, address, evidence, field_evidence, finding, quote, words
from classifier.findings.rules_text import RuleId
from classifier.model import (
    ApplicationReading,
    Behind,
    Context,
    Control,
    ControlKind,
    Evidence,
    Finding,
    Flag,
    ProcedureReading,
    Submission,
)
from classifier.page.refusals import down_in_dialog, refused_in_dialog
from classifier.page.siblings import names_another
from classifier.page.targets import same_page
from classifier.words.patterns import any_of, without_counter_name
from classifier.words.tabwords import may_hold_controls

# Which of several controls counts: the one that can do most; an unresolved one before one that surely cannot.
_STRONGEST_FIRST = (
    Submission.YES,
    Submission.GATE,
    Submission.UPLOAD_ONLY,
    Submission.EXTERNAL,
    Submission.UNKNOWN,
    Submission.EMAIL,
    Submission.NO,
)
_TEXT_LIMIT = 300  # characters of a control; longer ones are no controls
_SENDS = any_of(
    r"nhan(?: tin)?\b(?! ket qua)[^.;]{0,30}\b(?:ho so|anh|giay to|to khai)\b",
    r"(?:nop|gui)\b.*\b(?:ho so|truc tuyen|don|to khai|giay to|ban (?:quet|scan|chup|sao|mem)|qua|bang)",
    # What is sent may be named before it: "quét giấy tờ rồi gửi đến hộp thư".
    rf"\b(?:ho so|giay to|don|to khai)\b[^.;:]{{0,40}}\b(?:nop|gui) (?:den|ve|toi|vao|theo) (?:dia chi )?(?:{MAIL}\b|[\w.-]+@)",
    # "chụp giấy tờ gửi Zalo 0912 …": whoever takes pictures of papers hands them in.
    rf"(?:chup|quet|scan)(?: (?:anh|hinh|lai|toan bo|cac|bo))* (?:ho so|giay to|don|to khai)(?:,? \w+){{0,6}}? (?:nop|gui)"
    rf"(?: (?:den|ve|toi|vao|cho|so))* {MAIL}\b",
    "dang ky truc tuyen",
    "tiep nhan (?:ho so|truc tuyen)",
    rf"tiep nhan (?:qua|bang|tai) (?:dia chi |hop )?{MAIL}\b",
)
_LOGIN_PATH = re.compile(r"/(?:sso|log-?in|sign-?in|dang-?nhap)(?=$|[/.?;])", re.IGNORECASE)
_LOGIN = any_of("dang nhap", "dang ky tai khoan", "vneid", "tai khoan", "login", "log in", "sign in", "sso")
_MOST_IN_QUERY = 50
_NAMED = 15  # characters of a name that are no accident
_SENDING_WORD = re.compile(r"\b(?:gui|nop|dang ky)\b")
_ADDRESSED = re.compile(rf"@|\b{MAIL}\b")
_MAIL_ADDRESS = re.compile(r"^mailto:|//(?:docs\.google\.com/forms|forms\.gle|forms\.office\.com|zalo\.me)\b", re.IGNORECASE)
_FORM_ADDRESS = re.compile(r"//(?:docs\.google\.com/forms|forms\.gle|forms\.office\.com)\b", re.IGNORECASE)
_HOME_PATH = re.compile(r"^/?(?:(?:vi|en|vn|web|portal|home|index|trang-chu|trangchu|default)(?:\.\w{2,5})?/?)*$", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Way:
    """One way to send the dossier: what was found, and the page behind it as far as it was read."""

    value: Submission
    said: Finding
    application: ApplicationReading | None = None
    flag: Flag | None = None


def submission(reading: ProcedureReading, context: Context) -> Judged[Way]:
    """The strongest of the procedure's own ways to send a dossier; none on a page seen whole is `no` unless its words tell of one."""
    candidates = _candidates(reading, context)
    shut = [control for control in candidates if control.disabled]
    ways = [way for control in candidates if control not in shut and (way := _way(control, reading, context)) is not None]
    if not (ways or shut) and (told := uploaded_by_text(reading)) is not None:
        ways = [upload_only(None, field_evidence("submission", reading.url, told))]
    if all(way.value is Submission.NO for way in ways):  # a dead button takes nothing away from an address in the text
        if (told := mailed_by_text(reading)) is not None:
            ways.append(email(field_evidence("submission", reading.url, told)))
    ways = ways or [_shut(shut[0], reading, context) if shut else _nothing(reading, context)]
    best = min(ways, key=lambda way: _STRONGEST_FIRST.index(way.value))
    flags = (best.flag,) if best.flag else ()
    seen = best.said.evidence if best.value is not Submission.UNKNOWN else ()
    return Judged(best, seen, (best.said,), flags)


def _candidates(reading: ProcedureReading, context: Context) -> list[Control]:
    row = context.row.controls if context.row is not None else ()
    found = (control for control in (*reading.controls, *row) if control.own or not control.in_chrome)
    mine = (control for control in found if not names_another(control, reading.url))
    return [control for control in mine if _is_submit(control) or _mail_about(control, reading)]


def _mail_about(control: Control, reading: ProcedureReading) -> bool:
    """Whether a button opens a letter to an address with this procedure for its subject; without an address it is for sharing the page."""
    target = address(control.url)
    said = words(control.text[:_TEXT_LIMIT])
    if control.kind is not ControlKind.EMAIL or target.scheme != "mailto" or "@" not in target.path or ASKS.search(said):
        return False
    subject = words(" ".join(parse_qs(target.query).get("subject", ())))
    name = words(reading.name)
    named = len(subject) >= _NAMED and (name.startswith(subject) or (len(name) >= _NAMED and name in subject))
    return _SENDING_WORD.search(said) is not None and (named or bool(reading.code and words(reading.code) in subject))


def _is_submit(control: Control) -> bool:
    said = words(control.text[:_TEXT_LIMIT])
    if control.kind is ControlKind.SUBMIT:
        return not is_guide(said)
    if control.kind is ControlKind.EMAIL:  # an address beside a telephone number is for questions, not for dossiers
        if "@" not in said and is_guide(said):
            return False
        return _sends_dossier(said) or orders_to_apply(said) or _FORM_ADDRESS.search(control.url or "") is not None
    return control.kind is ControlKind.LOGIN and (control.own or _SENDS.search(said) is not None)


def _sends_dossier(said: str) -> bool:
    """Whether the sentence around an address tells to send dossiers there; one about questions does not."""
    parts = re.split(r"[.;] ", without_counter_name(said))
    parts = [part for part in parts if _ADDRESSED.search(part)] or parts  # a button that says "Nộp hồ sơ" names no address
    return any(_SENDS.search(part) is not None and ASKS.search(part) is None and not refuses_mail(part) for part in parts)


def _way(control: Control, reading: ProcedureReading, context: Context) -> Way | None:
    """What one control offers; None when it says nothing about this procedure."""
    seen = evidence("submission", control.url or reading.url, control.text)
    if control.kind is ControlKind.EMAIL or _MAIL_ADDRESS.search(control.url or ""):
        return email(seen)
    behind = _behind(control, context)
    if behind is not None and behind.behind is not Behind.NOT_FOLLOWED:
        return _followed(control, behind, reading, context, seen)
    if control.modal_text:
        return _modal(control, reading)
    if control.url is None and (control.action in ("none", "get") or (control.action == "post" and _is_sites(control, context))):
        return dead_end(seen) if behind is None else _unclear(seen)  # a listener leaves no mark, and nobody could press
    return _not_followed(control, reading, context, seen)


def _is_sites(control: Control, context: Context) -> bool:
    """Whether every procedure has a control, and none is named in it."""
    return control.signature in context.common_controls and not control.own


def _behind(control: Control, context: Context) -> ApplicationReading | None:
    """By target address; a control that only a script can follow is known by its signature."""
    if control.url is not None and control.url in context.behind:
        return context.behind[control.url]
    return context.behind.get(control.signature) if control.url is None else None


def _followed(control: Control, behind: ApplicationReading, reading: ProcedureReading, context: Context, seen: Evidence) -> Way | None:
    sites = _is_sites(control, context)
    if behind.quote:
        seen = replace(seen, quote=quote(f"{seen.quote} → {behind.quote}"))
    match behind.behind:
        case Behind.E_FORM | Behind.UPLOAD if sites and not behind.same_procedure:
            # One form behind the button of every procedure, naming none of them: a contact form as likely as an application.
            return Way(Submission.UNKNOWN, finding(RuleId.OTHER_SYSTEM, "submission_generic_form", "submission=unknown", seen))
        case Behind.E_FORM:
            return Way(Submission.YES, finding(RuleId.UPLOAD_ONLY, "submission_e_form", "submission=yes", seen), behind)
        case Behind.UPLOAD:
            return upload_only(behind, seen)
        case Behind.GATE:
            return login_gate(seen, behind)
        case Behind.EMAIL:
            return email(seen)
        case Behind.DEAD:
            return None if sites else dead_end(seen)  # the site's own broken link is nobody's dead end
        case Behind.OUTAGE:
            return Way(Submission.UNKNOWN, finding(RuleId.TRANSPORT, "submission_outage", "submission=unknown", seen))
        case Behind.PROCEDURE:
            return other_system(behind, seen)
        case _:
            # A page of this portal that does not name the procedure says nothing; another system's home page is unresolved.
            return _home(seen) if control.own or _other_host(control.url or "", reading.url) else None


def upload_only(behind: ApplicationReading | None, seen: Evidence) -> Way:
    """Rule 6.6: TT 32/2017 Đ5 k3b wants interactive forms; a place to upload a filled Word file is none."""
    said = finding(RuleId.UPLOAD_ONLY, "submission_upload_only", "submission=upload_only", seen)
    return Way(Submission.UPLOAD_ONLY, said, behind, Flag.UPLOAD_ONLY)


def dead_end(seen: Evidence, found: str = "submission_dead") -> Way:
    """Rule 6.8, failed: a control that leads to an error, a refusal or nowhere offers nothing."""
    return Way(Submission.NO, finding(RuleId.OTHER_SYSTEM, found, "submission=no", seen), flag=Flag.SUBMISSION_DEAD_END)


def other_system(behind: ApplicationReading, seen: Evidence) -> Way:
    """Rule 6.8: the same procedure on another system is judged there; the caller does it with `application.procedure`.

    A page of this portal that only names it goes on, if at all, by what nobody may send, as a choice that is posted: not known.
    """
    here = behind.procedure is None and behind.provided_via is None
    value = Submission.UNKNOWN if here else Submission.EXTERNAL
    said = finding(RuleId.OTHER_SYSTEM, "submission_other_system", f"submission={value}", seen, values=(behind.provided_via or "?",))
    return Way(value, said, behind)


def email(seen: Evidence) -> Way:
    """Rule 6.7: an e-mail address, a Google form or Zalo is no e-form: its data do not live in the service's database."""
    said = finding(RuleId.EMAIL, "submission_email", "submission=email", seen)
    return Way(Submission.EMAIL, said, flag=Flag.SUBMISSION_EMAIL)


def login_gate(seen: Evidence, behind: ApplicationReading | None = None) -> Way:
    """Rule 6.9: a submit action that leads to a login shows that something is there, though not what."""
    return Way(Submission.GATE, finding(RuleId.LOGIN_GATE, "submission_gate", "submission=gate", seen), behind)


def _home(seen: Evidence) -> Way:
    return Way(Submission.EXTERNAL, finding(RuleId.OTHER_SYSTEM, "submission_home", "submission=external", seen))


def _unclear(seen: Evidence) -> Way:
    return Way(Submission.UNKNOWN, finding(RuleId.OTHER_SYSTEM, "submission_unclear", "submission=unknown", seen))


def _modal(control: Control, reading: ProcedureReading) -> Way:
    said = words(control.modal_text[:CELL_LIMIT])
    seen = evidence("submission", reading.url, f"{control.text} → {control.modal_text}")
    if refused_in_dialog(said):
        return dead_end(seen, "submission_refused")
    if down_in_dialog(said):
        return Way(Submission.UNKNOWN, finding(RuleId.TRANSPORT, "submission_outage", "submission=unknown", seen))
    return login_gate(seen) if _LOGIN.search(said) else _unclear(seen)


def _not_followed(control: Control, reading: ProcedureReading, context: Context, seen: Evidence) -> Way | None:
    """A target that may not or cannot be followed: this procedure's id in it counts as a gate (§6.8); the site's own counts for nothing."""
    common = control.signature in context.common_controls
    if common and not control.own and control.url is not None and not _elsewhere(control.url, reading.url):
        return None
    # A script button with the row's id on every page: whether it answers differs from procedure to procedure, and nobody pressed it.
    unpressed = control.url is None and common
    # A form that posts to the page it stands on names the record because the page does; nobody sent it, so what it takes is not known.
    if control.action == "post" and control.url is not None and same_page(control.url, reading.url):
        return _unclear(seen)
    if (control.own or _names_in_query(control.url, reading)) and not unpressed:
        return Way(Submission.GATE, finding(RuleId.OTHER_SYSTEM, "submission_own_not_followed", "submission=gate", seen))
    if control.url is not None and not common and _LOGIN_PATH.search(address(control.url).path):
        return login_gate(seen)  # robots.txt closes the log-in; its address tells what it is
    if control.url is not None and _elsewhere(control.url, reading.url):
        return _home(seen)
    # What opens is not on the page, but is called by a name ("#require-login").
    opens_login = control.action == "modal" and _LOGIN.search(words(re.sub("[-_]", " ", control.signature[:_TEXT_LIMIT]))) is not None
    return login_gate(seen) if opens_login else _unclear(seen)


def _names_in_query(url: str | None, reading: ProcedureReading) -> bool:
    """Whether an address hands over the whole name of the procedure, as to a system that numbers procedures in its own way."""
    name, query = words(reading.name), address(url).query
    if len(name) < _NAMED or query.count("&") >= _MOST_IN_QUERY:
        return False
    return any(words(value) == name for _, value in parse_qsl(query))


def _elsewhere(url: str, page: str) -> bool:
    """Another host, or this host's home page."""
    target = address(url)
    return _other_host(url, page) or (_HOME_PATH.match(target.path) is not None and not target.fragment.strip("/"))


def _other_host(url: str, page: str) -> bool:
    return address(url).netloc not in ("", address(page).netloc)


def _shut(control: Control, reading: ProcedureReading, context: Context) -> Way:
    """A control that cannot be used takes nothing; what the page says of applying online may be true elsewhere, or of who is logged in."""
    seen = evidence("submission", control.url or reading.url, control.text)
    shut = Way(Submission.NO, finding(RuleId.OTHER_SYSTEM, "submission_disabled", "submission=no", seen))
    return _only_told(reading, context) or shut


def _only_told(reading: ProcedureReading, context: Context) -> Way | None:
    """That one applies online, where nothing but words says so."""
    if (told := online_by_text(reading, context.at)) is None:
        return None
    seen = field_evidence("submission", reading.url, told)
    if elsewhere_by_text(told, context.at):
        return Way(Submission.EXTERNAL, finding(RuleId.OTHER_SYSTEM, "submission_told_elsewhere", "submission=external", seen))
    return Way(Submission.UNKNOWN, finding(RuleId.TABLE, "submission_only_told", "submission=unknown", seen))


def _nothing(reading: ProcedureReading, context: Context) -> Way:
    unread = [words for words in reading.unread if may_hold_controls(words)]
    if unread:
        said = finding(RuleId.TABLE, "part_unread", "submission=unknown", values=(", ".join(unread),))
        return Way(Submission.UNKNOWN, said)
    if (told := _only_told(reading, context)) is not None:
        return told
    if (left := untold(reading)) is not None:
        seen = field_evidence("submission", reading.url, left)
        return Way(Submission.UNKNOWN, finding(RuleId.TABLE, "submission_left_open", "submission=unknown", seen))
    if reading.controls_seen:
        # The witness of an absence: what the page offers instead.
        others = " · ".join(dict.fromkeys(control.text for control in reading.controls if not control.in_chrome and control.text))
        seen = evidence("submission", reading.url, others or reading.name)
        return Way(Submission.NO, finding(RuleId.TABLE, "submission_none", "submission=no", seen))
    return Way(Submission.UNKNOWN, finding(RuleId.TABLE, "controls_not_seen", "submission=unknown"))
