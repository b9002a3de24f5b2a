"""Lists that grow on the page: endpoints in data attributes and in scripts, asked for without a browser."""

from __future__ import annotations

import itertools
import re
from collections.abc import Callable, Iterator
from urllib.parse import parse_qsl, urlencode, urlsplit

from crawler.fetching import AJAX, Ask, Purpose
from crawler.reader.asking.slots import Role, role_of
from crawler.reader.page.addresses import absolute, is_file, same_site
from crawler.reader.page.document import Document
from crawler.reader.page.templates import UrlTemplate, literal_of, url_templates, value_of
from crawler.reader.page.words import is_more, listing_score
from crawler.reader.paging.press import json_ask

_URL_DATA = re.compile(r"(?:^|-)(?:url|href|api|endpoint|source|src|next|load|remote|action|feed|link)(?:-|$)")
_LISTY = re.compile(
    r"list|danh-?sach|ds|more|load|page|trang|ajax|api|search|tim-?kiem|tra-?cuu|item|data|rest|fragment|partial|row|tthc|thu-?tuc|dvc|dich-?vu|procedure|service",
    re.IGNORECASE,
)
NOT_LIST = re.compile(
    r"log-?in|dang-?nhap|captcha|thong-?ke|comment|chat|notif|visit|counter|weather|banner|upload|delete|remove|rating|danh-?gia",
    re.IGNORECASE,
)
_CURSORS = (
    *("data-last-id", "data-lastid", "data-cursor", "data-next-cursor", "data-next", "data-after", "data-id-cuoi", "data-moc", "data-sau"),
    *("data-con-tro", "data-tiep", "data-id"),
)
_OPENED = re.compile(r"\bwindow\s*\.\s*open\s*\([^;()]{0,300}\)")  # a window of its own: advertisements that are counted on too
MAX_TRIES = 6


def endpoints(document: Document, seen: int, is_record: Callable[[str], bool], code: str = "") -> list[Ask]:
    """Requests by which the page would add to its list after `seen` records; first those that its elements name.

    `is_record`: whether an address is that of a row, which no list grows from. `code`: of the files that the page loads.
    """
    found = [*_from_links(document, seen), *_from_data(document, seen, is_record, code), *_from_scripts(document, seen, code)]
    unique = {(ask.method, ask.url, ask.body): ask for ask in found if same_site(ask.url, document.page.url) and not is_file(ask.url)}
    return list(unique.values())[:MAX_TRIES]


def _from_links(document: Document, seen: int) -> Iterator[Ask]:
    """Links for more that say how many records to pass over."""
    for link in document.links:
        if link.url and not link.chrome and is_more(link.text) and str(seen) in dict(parse_qsl(urlsplit(link.url).query)).values():
            yield Ask(url=link.url, purpose=Purpose.DATA, headers=AJAX, referer=document.page.url)


def _from_data(document: Document, seen: int, is_record: Callable[[str], bool], code: str) -> Iterator[Ask]:
    spelled = document.scripts + code
    for attributes in document.data_elements():
        addresses = [
            v
            for k, v in attributes.items()
            if k.startswith("data-") and _URL_DATA.search(k[5:]) and re.search(r"[/?.]", v) and " " not in v
        ]
        numbers = {k[5:]: v for k, v in attributes.items() if k.startswith("data-") and re.fullmatch(r"[\w-]{1,64}", v)}
        for address in addresses:
            url = absolute(document.base, re.sub(r"\{\w*\}|%7B\w*%7D|:page\b|__PAGE__", _number(numbers, Role.PAGE, "2"), address))
            if url is None or NOT_LIST.search(url) or is_record(url):
                continue
            names = {key: name for key in numbers if (name := _sent_as(key, spelled))}
            yield Ask(url=_completed(url, numbers, names, seen), purpose=Purpose.DATA, headers=AJAX, referer=document.page.url)


def _sent_as(key: str, code: str) -> str | None:
    """The name under which the page's code sends the value of a data attribute; None when it does not say."""
    if key not in code and _camel(key) not in code:
        return None
    dashed, camel = re.escape(key), re.escape(_camel(key))
    read = (
        rf"(?:\.data\(\s*['\"](?:{dashed}|{camel})['\"]|dataset\.{camel}\b|dataset\[\s*['\"]{camel}['\"]|"
        rf"(?:getAttribute|attr)\(\s*['\"]data-{dashed}['\"])"
    )
    sent = re.search(rf"[?&]([\w.$-]+)=(?:['\"]\s*\+|\$\{{)[^+;,{{}}]{{0,60}}?{read}", code) or re.search(
        rf"[{{,]\s*['\"]?([\w.$-]+)['\"]?\s*:[^:;,{{}}]{{0,60}}?{read}", code
    )
    return sent[1] if sent else None


def _camel(key: str) -> str:
    return re.sub(r"-(\w)", lambda m: m[1].upper(), key)


def _number(numbers: dict[str, str], role: Role, default: str) -> str:
    return next((value for name, value in numbers.items() if role_of(name) is role and value.isdigit()), default)


def _completed(url: str, numbers: dict[str, str], names: dict[str, str], seen: int) -> str:
    """The address with the paging numbers that stand beside it; an address that carries its own is left alone."""
    query = url.partition("?")[2]
    carried = {role_of(pair.partition("=")[0]) for pair in query.split("&") if "=" in pair}
    if carried & {Role.PAGE, Role.OFFSET, Role.CURSOR}:
        return url
    extra: dict[str, str] = {}
    for name, value in numbers.items():
        key = names.get(name) or _camel(re.sub(r"^(?:next|current)-", "", name))
        role = role_of(key) or role_of(name)
        if (role is Role.PAGE and value.isdigit()) or role in {Role.OFFSET, Role.SIZE, Role.CURSOR} or name in names:
            extra[key] = value
    if not any(role_of(key) in {Role.PAGE, Role.OFFSET, Role.CURSOR} for key in extra):
        extra["page"] = "2"
    return f"{url}{'&' if query else '?'}{urlencode(extra)}"


def _from_scripts(document: Document, seen: int, code: str) -> Iterator[Ask]:
    said = _OPENED.sub("", code or document.scripts)
    promises = {template: _promise(template, said) for template in url_templates(said)}
    for template in sorted(promises, key=lambda t: -promises[t]):
        if promises[template] <= 0:
            continue
        ask = _first(template, document, seen, said)
        if ask is not None:
            yield ask


def counters(code: str) -> frozenset[str]:
    """The names of parameters that say nothing of paging, while the code counts on what it sends with them: "?lan=" + (++n)."""
    found: set[str] = set()
    for template in url_templates(code):
        for before, part in itertools.pairwise(template.parts):
            named = re.search(r"[?&]([\w$.\[\]-]+)=$", before) if isinstance(before, str) and isinstance(part, tuple) else None
            if named is not None and role_of(named[1]) is None and (role_of(part[0]) is Role.PAGE or _counts(part[0], code)):
                found.add(named[1])
        found |= {name for name, expression in template.body if role_of(name) is None and _counts(expression, code)}
    return frozenset(found)


def _counts(expression: str, code: str) -> bool:
    """Whether what an expression stands for grows by one each time."""
    if re.search(r"\+\+|\+\s*1\b", expression):
        return True
    word = re.escape(expression)
    return re.fullmatch(r"[\w$.]+", expression) is not None and bool(
        re.search(rf"(?<![\w$.]){word}\s*(?:\+\+|\+=\s*1\b|=\s*{word}\s*\+\s*1\b)|\+\+\s*{word}\b", code)
    )


def _promise(template: UrlTemplate, code: str) -> float:
    skeleton = template.skeleton
    if NOT_LIST.search(skeleton):
        return 0.0
    roles = [_hole_role(template, index, code) for index in range(len(template.holes))] + [role_of(name) for name, _ in template.body]
    counts = bool({Role.PAGE, Role.OFFSET, Role.CURSOR} & set(roles))
    if not (_LISTY.search(skeleton) or template.body):
        return float(counts)  # an address in words of its own
    return 3.0 * counts + max(listing_score("", skeleton), 0.0) / 10


def _hole_role(template: UrlTemplate, index: int, code: str) -> Role | None:
    """What a hole does: by the parameter it stands behind, else by the name of its expression, else by how `code` counts on."""
    before, holes = "", -1
    for part in template.parts:
        if isinstance(part, tuple):
            holes += 1
            if holes == index:
                named = re.search(r"[?&]([\w$.\[\]-]+)=$", before)
                role = (role_of(named[1]) if named else None) or role_of(re.split(r"[.(+\s]", part[0])[-1] or part[0])
                return role or (Role.PAGE if _counts(part[0], code) else None)
            before = ""  # what follows a hole at once is no value of the same parameter
        else:
            before = part
    return None


def _first(template: UrlTemplate, document: Document, seen: int, code: str) -> Ask | None:
    """The request for the records after the first `seen`; None when a hole is not about paging."""
    parts, holes = [], -1
    for part in template.parts:
        if isinstance(part, str):
            parts.append(part)
            continue
        holes += 1
        role = _hole_role(template, holes, code)
        optional = role is None and part[0].startswith("(") and "?" in part[0]  # one more parameter, when there is something to filter by
        value = "" if optional else _start(role, part[0], document, seen)
        if value is None:
            return None
        parts.append(value)
    url = absolute(document.base, "".join(parts))
    if url is None:
        return None
    if template.method == "GET":
        roles = {_hole_role(template, i, code) for i in range(len(template.holes))}
        return (
            Ask(url=url, purpose=Purpose.DATA, headers=AJAX, referer=document.page.url)
            if roles & {Role.PAGE, Role.OFFSET, Role.CURSOR}
            else None
        )
    if not any(role_of(name) in {Role.PAGE, Role.OFFSET, Role.CURSOR} for name, _ in template.body):
        return None
    body = {name: literal_of(expression) or _start(role_of(name), expression, document, seen) or "" for name, expression in template.body}
    if template.body_json:
        return json_ask(url, body, document.page.url)
    headers = {**AJAX, "Content-Type": "application/x-www-form-urlencoded"}
    return Ask(url=url, purpose=Purpose.DATA, method="POST", body=urlencode(body).encode(), headers=headers, referer=document.page.url)


def _start(role: Role | None, expression: str, document: Document, seen: int) -> str | None:
    declared = (
        re.search(rf"\b{re.escape(expression)}\s*[=:]\s*['\"]?([\w-]+)['\"]?", document.scripts)
        if re.fullmatch(r"[\w$.]+", expression)
        else None
    )
    first = declared[1] if declared else None
    if role is Role.PAGE and role_of(expression) is None and first in {"0", "1"}:
        return str(int(first) + 1)  # counted on before it is sent
    if role is Role.PAGE:
        return first if first and first.isdigit() else "2"
    if role is Role.OFFSET:
        return str(seen)
    if role is Role.SIZE:
        return first if first and first.isdigit() else str(max(seen, 10))
    if role is Role.CURSOR:
        return cursor_on(document) or first
    return value_of(expression, {}) if first is None else first


def cursor_on(document: Document) -> str | None:
    """The cursor that a page, or a part of one, keeps in a data attribute: `data-last-id="…"`, else the id of the last element with one."""
    for name in _CURSORS:
        nodes = document.tree.css(f"[{name}]")
        if nodes:
            return nodes[-1].attributes.get(name)
    return None
