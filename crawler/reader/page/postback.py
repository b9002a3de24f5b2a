"""ASP.NET postbacks: a link that sends the form around the page, every field as it stands, with what was pressed."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from urllib.parse import parse_qsl, urlencode

from crawler.fetching import Ask
from crawler.reader.page.addresses import canonical, same_site
from crawler.reader.page.document import Document
from crawler.reader.page.templates import calls_in

FORM_TYPE = "application/x-www-form-urlencoded"
_POSTS_BACK = re.compile(r"__doPostBack|WebForm_DoPostBack")
_OPTIONS = re.compile(r"""WebForm_PostBackOptions\(\s*["']([^"']*)["']\s*,\s*["']([^"']*)["']""")
_STATE = re.compile(r"__(?:VIEWSTATE\w*|EVENTVALIDATION|PREVIOUSPAGE)")  # fields that hold the page from which a form was sent


def question_of(ask: Ask) -> tuple[str, str, bytes | frozenset[tuple[str, str]]]:
    """What a request asks for, whatever the state of the page from which its form is sent: an entry of a tree that stands on every page
    shows the same list from each of them.
    """
    body = ask.body or b""
    if b"__EVENTTARGET" not in body:
        return ask.method, canonical(ask.url), body
    told = parse_qsl(body.decode("utf-8", "replace"), keep_blank_values=True)
    return ask.method, canonical(ask.url), frozenset((name, value) for name, value in told if not _STATE.fullmatch(name))


@dataclass(frozen=True, slots=True)
class Postback:
    """One press. `values` is the form as it stood, shared by all presses of a page: its view state may be large."""

    action: str
    values: Mapping[str, str]
    target: str
    argument: str
    referer: str

    def ask(self) -> Ask:
        body = urlencode({**self.values, "__EVENTTARGET": self.target, "__EVENTARGUMENT": self.argument}).encode()
        return Ask(url=self.action, method="POST", body=body, headers={"Content-Type": FORM_TYPE}, referer=self.referer)


def posts_back(code: str | None) -> bool:
    """Whether a script sends the page's form back; what it names is a place on the page, never an id of a record."""
    return bool(code) and _POSTS_BACK.search(code or "") is not None


class Postbacks:
    """Reads the presses of one page."""

    def __init__(self, document: Document) -> None:
        form = next((f for f in document.forms if any(field.name == "__VIEWSTATE" for field in f.fields)), None)
        self._referer = document.page.url
        self._action = form.action if form is not None and same_site(form.action, document.page.url) else ""
        self._values = form.values() if form is not None else {}

    def of(self, code: str) -> Postback | None:
        """The press behind a script; None when it is none, or when the page has no form to send."""
        posted = _POSTS_BACK.search(code)
        # "setTimeout('__doPostBack(\'ddl\',\'\')', 0)": the call within a text
        code = re.sub(r"\\(['\"])", r"\1", code[posted.start() :]) if posted is not None else code
        call = next((arguments for name, arguments in calls_in(code) if name == "__doPostBack"), None)
        if call is None and (options := _OPTIONS.search(code)) is not None:
            call = (options[1], options[2])
        if not call or not self._action:
            return None
        return Postback(self._action, self._values, call[0], call[1] if len(call) > 1 else "", self._referer)
