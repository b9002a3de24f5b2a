"""Templates: one environment, everything escaped, an unknown name is an error."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from functools import cache
from hashlib import blake2b
from pathlib import Path
from typing import Any
from urllib.parse import urlencode

from fastapi import Request
from fastapi.responses import HTMLResponse
from jinja2 import Environment, FileSystemLoader, StrictUndefined

from classifier.version import RULES_VERSION
from scheduler.cells import printable
from scheduler.messages import say
from web.forms import form_token
from web.language import in_lang, lang_of, other_lang, quoted
from web.site import site_of
from web.words import text
from web.written import written

MENU = (
    ("/", "nav.overview"),
    ("/procedures", "nav.procedures"),
    ("/changes", "nav.changes"),
    ("/sites", "nav.sites"),
    ("/runs", "nav.runs"),
    ("/checks", "nav.checks"),
    ("/reports", "nav.reports"),
    ("/rules", "nav.rules"),
)
"""The pages of the main navigation: address and text."""

HERE = Path(__file__).parent
STATIC = HERE / "static"


@cache
def environment() -> Environment:
    """The one environment of all templates under `web/templates`."""
    env = Environment(
        loader=FileSystemLoader(HERE / "templates"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    env.globals["static"] = static
    env.globals["rules_version"] = RULES_VERSION
    env.globals["menu"] = MENU
    env.filters["plain"] = printable
    env.filters["as_day"] = lambda text: date.fromisoformat(text) if text else None  # of a document; None is a dash
    return env


def compile_templates() -> None:
    """Compile every template now, so that nobody's first page waits for it."""
    env = environment()
    for name in env.list_templates():
        env.get_template(name)


def render(request: Request, template: str, status_code: int = 200, /, **values: Any) -> HTMLResponse:
    """A page in the language of its address.

    Every template has `t(key, **values)` (a text of `web.words`), `s(key, **values)` (one of the scheduler's table), `w(value)` (a
    number or day as the reader writes it), `to(path, **query)` (a link in the same language), `same(**query)` (this page with other
    parameters), `csrf()` (the token of a form), `user` (who is logged in, or None), `lang`, `other` (the same page in the other
    language), `path` and `now`.
    """
    lang = lang_of(request)
    site = site_of(request)
    page = environment().get_template(template)
    content = page.render(
        lang=lang,
        other=other_lang(request),
        path=request.url.path.removeprefix("/en") or "/" if lang == "en" else request.url.path,
        now=site.now(),
        t=lambda key, **parts: text(key, lang, **parts),
        s=lambda key, **parts: say(key, lang, **parts),
        w=lambda value, digits=None: written(value, lang, digits),
        to=lambda path, **query: in_lang(quoted(path), lang, **query),
        same=lambda **query: same_page(request, query),
        user=getattr(request.state, "user", None),
        csrf=lambda: form_token(request),
        **values,
    )
    return HTMLResponse(content, status_code=status_code)


def same_page(request: Request, changed: Mapping[str, object]) -> str:
    """The address of the same page with some parameters changed; None takes one away."""
    query = {**request.query_params, **changed}
    given = {name: value for name, value in query.items() if value not in (None, "")}
    return request.url.path + (f"?{urlencode(given)}" if given else "")


def static(name: str) -> str:
    """The address of a file under `web/static`, with its version, so that browsers may keep it."""
    return f"/static/{name}?v={_version(name)}"


@cache
def _version(name: str) -> str:
    return blake2b((STATIC / name).read_bytes(), digest_size=6).hexdigest()
