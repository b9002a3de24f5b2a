"""Templates: one environment, everything escaped, an unknown name is an error."""

from __future__ import annotations

from functools import cache
from hashlib import blake2b
from pathlib import Path
from typing import Any

from fastapi import Request
from fastapi.responses import HTMLResponse
from jinja2 import Environment, FileSystemLoader, StrictUndefined

from web.forms import form_token
from web.language import in_lang, lang_of, other_lang
from web.site import site_of
from web.words import text
from web.written import written

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
    return env


def render(request: Request, template: str, status: int = 200, **values: Any) -> HTMLResponse:
    """A page in the language of its address.

    Every template has `t(key, **values)` (a text of `web.words`), `w(value)` (a number or day as the reader writes it),
    `to(path)` (a link in the same language), `csrf()` (the token of a form), `user` (who is logged in, or None), `lang`, `other`
    (the same page in the other language), `path` and `now`.
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
        w=lambda value, digits=None: written(value, lang, digits),
        to=lambda path: in_lang(path, lang),
        user=getattr(request.state, "user", None),
        csrf=lambda: form_token(request),
        **values,
    )
    return HTMLResponse(content, status_code=status)


def static(name: str) -> str:
    """The address of a file under `web/static`, with its version, so that browsers may keep it."""
    return f"/static/{name}?v={_version(name)}"


@cache
def _version(name: str) -> str:
    return blake2b((STATIC / name).read_bytes(), digest_size=6).hexdigest()
