"""What pressing an element of a page would ask for, read without a browser: address, script call, form, postback."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import replace
from urllib.parse import urlencode

from crawler.fetching import AJAX, Ask, Purpose
from crawler.reader.page.addresses import absolute, same_site
from crawler.reader.page.document import Document, Link, data_of
from crawler.reader.page.forms import Form
from crawler.reader.page.postback import FORM_TYPE, Postbacks, posts_back
from crawler.reader.page.templates import (
    UrlTemplate,
    bodies,
    calls_in,
    data_names,
    direct_addresses,
    literal_of,
    reads_data,
    resolve_call,
    url_templates,
    value_of,
)
from crawler.reader.page.words import is_next

_ASSIGN = re.compile(
    r"""(?:getElementById\(\s*['"](?P<id>[^'"]+)['"]\s*\)|querySelector\(\s*['"](?P<css>[^'"]+)['"]\s*\)|\$\(\s*['"](?P<jq>[^'"]+)['"]\s*\)|"""
    r"""elements\[\s*['"](?P<el>[^'"]+)['"]\s*\]|\.(?P<dot>[\w$]+)|\b(?P<bare>[A-Za-z_$][\w$]*))\s*\.(?:value\s*=\s*(?P<v1>[^;,\n}]+)|val\(\s*(?P<v2>[^)]+)\))"""
)
_TOLD = {"hidden", "select"}  # kinds of fields that nobody has to fill in
_SECRET_ACTION = re.compile(r"log-?(?:in|out)|dang-?nhap|sign-?in|nop-?ho-?so|submit-?dossier|register|dang-?ky-?tai-?khoan", re.IGNORECASE)


def press(link: Link, document: Document) -> Ask | None:
    """The request behind an element, None when only a browser knows it. Never a form that takes more than a search."""
    if posts_back(link.script):
        return postback(link.script, document)
    if link.url:
        return Ask(url=link.url, referer=document.page.url)
    if link.script:
        return next(_scripted(link.script, document), None)
    if link.tag in {"button", "input"} and (link.name or is_next(link.text)):
        return _submit_button(link, document)
    if link.data and (link.number is not None or is_next(link.text)):
        return next(by_data({f"data-{name}": value for name, value in link.data}, document, document.scripts), None)
    return None


def postback(code: str, document: Document) -> Ask | None:
    """The form post of an ASP.NET `__doPostBack(target, argument)`: every field as it stands, only target and argument set."""
    pressed = Postbacks(document).of(code)
    return pressed.ask() if pressed is not None else None


def _posted(action: str, values: dict[str, str], document: Document) -> Ask | None:
    if not same_site(action, document.page.url):
        return None
    return Ask(url=action, method="POST", body=urlencode(values).encode(), headers={"Content-Type": FORM_TYPE}, referer=document.page.url)


def _scripted(code: str, document: Document) -> Iterator[Ask]:
    for address in direct_addresses(code):
        url = absolute(document.base, address)
        if url:
            yield Ask(url=url, referer=document.page.url)
    for template, address, values in resolve_call(code, document.scripts):
        ask = ask_of(template, address, values, document)
        if ask is not None:
            yield ask
    yield from _submitting(code, document)


def ask_of(template: UrlTemplate, address: str, values: dict[str, str], document: Document) -> Ask | None:
    """The request that a script makes with a filled template; parts of a body that nobody knows stay empty."""
    url = absolute(document.base, address)
    if url is None:
        return None
    if template.method == "GET":
        return Ask(url=url, purpose=Purpose.PAGE, referer=document.page.url)
    body = {name: value_of(expression, values) or "" for name, expression in template.body}
    if template.body_json:
        return json_ask(url, body, document.page.url)
    return Ask(
        url=url,
        purpose=Purpose.DATA,
        method="POST",
        body=urlencode(body).encode(),
        headers={"Content-Type": FORM_TYPE},
        referer=document.page.url,
    )


def by_data(attributes: Mapping[str, str], page: Document, code: str) -> Iterator[Ask]:
    """What `code` asks for when it works with the data of an element, a part of the page to which a listener leads."""
    values = data_of(attributes)
    for template in url_templates(code) if values else ():
        if not _read_from(template, values):
            continue
        address = template.fill(values)
        ask = ask_of(template, address, values, page) if address else None
        if ask is not None and same_site(ask.url, page.page.url):
            yield replace(ask, purpose=Purpose.DATA, headers={**AJAX, **ask.headers})


def _read_from(template: UrlTemplate, values: dict[str, str]) -> bool:
    """Whether an address, or what is sent to it, is made from data that an element has."""
    names = {f"data-{name}" for name in data_names(template)}
    sent = (expression for _, expression in template.body if reads_data(expression))
    return bool(names & values.keys()) or any(value_of(expression, values) is not None for expression in sent)


def json_ask(url: str, body: dict[str, str], referer: str) -> Ask:
    typed = {k: int(v) if re.fullmatch(r"\d{1,9}", v) else v for k, v in body.items()}
    return Ask(
        url=url,
        purpose=Purpose.DATA,
        method="POST",
        body=json.dumps(typed).encode(),
        headers={"Content-Type": "application/json"},
        referer=referer,
    )


def _submitting(code: str, document: Document) -> Iterator[Ask]:
    """A handler, or the function it calls, that sets form fields and submits: the form as it would go out."""
    pieces: list[tuple[str, dict[str, str]]] = [(code, {})]
    functions = {name: (params, body) for name, params, body in bodies(document.scripts)}
    for name, arguments in calls_in(code):
        if name in functions:
            params, body = functions[name]
            pieces.append((body, dict(zip(params, arguments, strict=False))))
    for body, values in pieces:
        if not re.search(r"\bsubmit\s*\(|\.click\s*\(|\.requestSubmit\(", body):
            continue
        changes = dict(assignments(body, values))
        form = _form_with(changes, document)
        if form is not None:
            ask = send(form, changes, document)
            if ask is not None:
                yield ask


def assignments(body: str, values: dict[str, str]) -> Iterator[tuple[str, str]]:
    """The fields that a script sets, by name or id, with their values."""
    for match in _ASSIGN.finditer(body):
        named = next(g for g in (match["id"], match["css"], match["jq"], match["el"], match["dot"], match["bare"]) if g)
        by_name = re.search(r"""name=\\?['"]?([^'"\]\\]+)""", named)
        expression = (match["v1"] or match["v2"]).strip()
        value = value_of(expression, values)
        if value is None and literal_of(expression) is None:
            continue
        yield (by_name[1] if by_name else named.lstrip("#.")), value or ""


def _form_with(changes: dict[str, str], document: Document) -> Form | None:
    return next((form for form in document.forms if any(field.name in changes or field.ident in changes for field in form.fields)), None)


def send(form: Form, changes: dict[str, str], document: Document, *, looks: bool = False) -> Ask | None:
    """The form with some fields changed (by name or id), as GET or POST; None for a form that is more than a search.

    `looks`: the changes are a button that only shows something, so that the login in the form around a page is not what is sent.
    """
    if (
        (form.personal and not (looks and form.around_page))
        or _SECRET_ACTION.search(form.action)
        or not same_site(form.action, document.page.url)
    ):
        return None
    values = {f.name: changes.get(f.name, changes.get(f.ident, f.value) if f.ident else f.value) for f in form.fields if f.name}
    values.update({k: v for k, v in changes.items() if not any(k in (f.name, f.ident) for f in form.fields)})
    if form.method == "post":
        return _posted(form.action, values, document)
    address = form.action.split("?")[0].split("#")[0]
    return Ask(url=f"{address}?{urlencode(values)}", referer=document.page.url)


def _submit_button(link: Link, document: Document) -> Ask | None:
    """What a button sends with its form. One without a name only where the form asks nothing: "next" leads on in questionnaires, too."""
    for form in document.forms:
        asks = form.circles or any(field.kind not in _TOLD for field in form.fields)
        for (name, value, text), sent in zip(form.buttons, form.sending, strict=True) if link.name or not asks else ():
            if name == link.name and (text == link.text or value == link.text):
                return send(form, dict(sent) or ({name: value} if name else {}), document)
    return None
