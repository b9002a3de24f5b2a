"""Pagers that are a box to choose from: which boxes are, and what choosing a page asks for, by whatever the page's script makes of it.

Nothing is run: the script is read with the choice in the place of what it reads off the box.
"""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property

from selectolax.lexbor import LexborNode

from crawler.fetching import AJAX, Ask, Purpose
from crawler.reader.asking.slots import Role, role_of
from crawler.reader.page.addresses import absolute, ids_in, same_site
from crawler.reader.page.document import Document
from crawler.reader.page.forms import Form, sent_by
from crawler.reader.page.postback import Postbacks, posts_back
from crawler.reader.page.templates import bodies, calls_in, url_templates
from crawler.reader.page.words import fold, folded_words
from crawler.reader.paging.press import ask_of, assignments, send

_NUMBER = re.compile(
    r"(?:(?:den |toi |chon |xem )?(?:trang|page|p)\.?(?: so| thu)?\s*[:.#]?\s*)?(\d{1,4})"
    r"(?:\s*(?:/|\||tren|trong|of|tong so)\s*\d{1,4})?(?: trang| pages?)?"
)
# Numbers one after another that are no pages.
_OTHER = re.compile(
    r"thang|month|ngay|\bday|nam\b|year|quy\b|quarter|tuan|week|muc|level|\bcap|diem|\bsao\b|rating|score|ky\b|khoa\b|lop\b|phien"
)
# Under any other word where what is chosen is an address in which the number stands.
_ANY_NUMBER = re.compile(r"(?:[a-z]{1,10} ){0,2}(\d{1,4})")
_POINTERS = ("data-gourl", "data-url", "data-href", "data-link")
_HANDLERS = ("onchange", "onselect", "oninput", "onclick", "ng-change", "@change", "v-on:change", "(change)")
_ASKS = ("hx-get", "data-hx-get", "up-href", "ic-get-from")
_ELEMENT = re.compile(
    r"""(?:document\.getElementById|\$|jQuery|document\.querySelector(?:All)?)\(\s*(?:'([^']{1,200})'|"([^"]{1,200})")\s*\)(?:\[0\])?"""
)
_OWN = re.compile(
    r"(?:\$|jQuery)\(\s*(this)\s*\)|\b(?:e|ev|evt|event)\.(?:currentTarget|target)\b"
    r"|(?:\$|jQuery)\(\s*(?:e|ev|evt|event)\.(?:currentTarget|target)\s*\)"
)
_PICKED = (
    r"(?:\.options\s*\[[^\[\]]{1,60}\]|\.selectedOptions\s*\[\s*0\s*\]"
    r"|\.(?:find|children)\(\s*['\"](?:option)?:(?:selected|checked)['\"]\s*\))"
)
_VALUE = re.compile(rf"\bthis{_PICKED}?\s*\.(?:value\b(?!\s*=[^=])|val\(\s*\))")
_DATUM = re.compile(
    rf"\bthis{_PICKED}\s*\.(?:dataset\.(\w+)|dataset\[\s*['\"]([\w-]+)['\"]\s*\]|data\(\s*['\"]([\w-]+)['\"]\s*\)|(?:getAttribute|attr)\(\s*['\"]data-([\w-]+)['\"]\s*\))"
)
_READ = re.compile(_ELEMENT.pattern + r"\s*\.(?:value\b(?!\s*=[^=])|val\(\s*\))")
_ALIAS = re.compile(r"(?:var|let|const|,)\s+([\w$]+)\s*=\s*this\s*(?=[;,\n])")
_NAMED = re.compile(r"(?:var|let|const|,)\s+([\w$]+)\s*=\s*('[^'\n]*')\s*(?=[;,\n])")
_WRAPPED = re.compile(r"(?:parseInt|Number|String|encodeURIComponent|encodeURI|escape)\(\s*('[^'\n]*')\s*(?:,\s*10\s*)?\)")
_COUNTED = re.compile(r"\(?\s*'(\d{1,6})'\s*([-*])\s*(\d{1,4})\s*\)?")
_LISTENS = re.compile(
    r"(?:\bthis\s*(?:\.change\s*\(|\.onchange\s*=|\.(?:on|bind|addEventListener)\s*\(\s*['\"](?:change|input)['\"]\s*,)"
    r"|\.(?:on|delegate)\s*\(\s*['\"]change['\"]\s*,\s*(?:'([^']{1,200})'|\"([^\"]{1,200})\")\s*,)\s*"
)
_HEARS = re.compile(r"\(\s*['\"](?:change|input)\b|\.change\s*\(|\.onchange\s*=")
_HEAD = re.compile(r"(?:async\s+)?(?:function\s*[\w$]*\s*\([^()]*\)|\([^()]*\)\s*=>|[\w$]+\s*=>)\s*")
_SUBMITS = re.compile(r"\bsubmit\s*\(|requestSubmit\s*\(|\.click\s*\(")
_MOVES = re.compile(r"\blocation\b|window\.open|history\.")
_LONGEST = 3000  # characters of a listener
_MOST = 500  # pages of a box
_DEPTH = 2  # calls from the handler to the function that asks


@dataclass(frozen=True, slots=True)
class Box:
    """A box of page numbers. `pages`: number and option of each; `current`: the number that is chosen."""

    node: LexborNode
    pages: tuple[tuple[int, LexborNode], ...]
    current: int

    @property
    def name(self) -> str:
        return self.node.attributes.get("name") or ""

    @property
    def last(self) -> int:
        return self.pages[-1][0]


def boxes(document: Document) -> Iterator[Box]:
    """The boxes of a page in which one chooses a page of its list."""
    for node in document.tree.css("select"):
        named = " ".join(node.attributes.get(key) or "" for key in ("name", "id", "class", "aria-label", "title"))
        options = node.css("option")
        pages = [(number, option) for option in options[:_MOST] if (number := _page_of(option)) is not None]
        if len(pages) < 2 or len(options[:_MOST]) - len(pages) > 1 or _role(node) is Role.SIZE:
            continue
        numbers = [number for number, _ in pages]
        says = _role(node) is Role.PAGE or any(re.search(r"[a-z]", fold(option.text())) for _, option in pages)
        counts = all(after - before == 1 for before, after in itertools.pairwise(numbers))
        if not (counts and numbers[0] <= 1) and not (says and numbers == sorted(set(numbers))):
            continue
        if not says and _OTHER.search(re.sub(r"[_$-]+", " ", fold(re.sub(r"(?<=[a-z])(?=[A-Z])", " ", named)))):
            continue
        chosen = next((number for number, option in pages if "selected" in option.attributes), numbers[0])
        yield Box(node, tuple(pages), chosen)


def _page_of(option: LexborNode) -> int | None:
    """The page that an option names; None when it names something else."""
    words = folded_words(option.text(strip=True))
    if match := _NUMBER.fullmatch(words):
        return int(match[1])
    match, address = _ANY_NUMBER.fullmatch(words), option.attributes.get("value") or ""
    told = match is not None and not _OTHER.search(words) and re.search(r"[/?=]", address) and match[1] in ids_in(address)
    return int(match[1]) if match is not None and told else None


def _role(node: LexborNode) -> Role | None:
    named = (node.attributes.get("name") or "", node.attributes.get("id") or "")
    return next(
        (
            role
            for name in named
            if name and (role := role_of(re.sub(r"^(?:ddl|cbo|cmb|sel|slt|drp|select)", "", re.split(r"[$:]", name)[-1])))
        ),
        None,
    )


class Chooser:
    """What choosing pages of one box asks for. The code of the page is read once, whatever number of pages the box has."""

    def __init__(self, box: Box, document: Document) -> None:
        self.box, self.document = box, document

    def choose(self, option: LexborNode) -> Ask | None:
        """What choosing a page asks for; None when the page does not tell."""
        ask = next(self._asked(option), None)
        return ask if ask is not None and same_site(ask.url, self.document.page.url) else None

    @property
    def followed(self) -> bool:
        """Whether a script of the page is told of what is chosen."""
        return any(re.sub(r"return (?:true|false)|[\s;]", "", code) for code in self._handlers)

    @property
    def overheard(self) -> bool:
        """Whether a script of the page is told of choices, maybe of those of another box."""
        return _HEARS.search(self.document.scripts) is not None

    @cached_property
    def _handlers(self) -> tuple[str, ...]:
        return tuple(_handlers(self.box, self.document))

    @cached_property
    def form(self) -> Form | None:
        return _form_of(self.box, self.document)

    @cached_property
    def _functions(self) -> Mapping[str, tuple[Sequence[str], str]]:
        return {name: (params, body) for name, params, body in bodies(self.document.scripts)}

    def _asked(self, option: LexborNode) -> Iterator[Ask]:
        box, document, here = self.box, self.document, self.document.page.url
        value = sent_by(option)
        pointer = next((option.attributes[name] for name in _POINTERS if option.attributes.get(name)), None)
        pointer = pointer or (value if "value" in option.attributes and re.search(r"[/?=]", value) else None)
        url = absolute(document.base, pointer) if pointer else None
        if url:
            yield Ask(url=url, referer=here)
        for own in (box.node.attributes[name] for name in _ASKS if box.node.attributes.get(name)):
            address = absolute(document.base, own or "")
            if address and box.name:
                asked = f"{address}{'&' if '?' in address else '?'}{box.name}={value}"
                yield Ask(asked, Purpose.DATA, headers=AJAX, referer=here, into=here)
        for code in self._handlers:
            said = _said(code, value, option, document)
            if posts_back(said):
                pressed = Postbacks(document).of(said)
                if pressed is not None:
                    yield replace(pressed, values={**pressed.values, **({box.name: value} if box.name else {})}).ask()
            yield from self._by_code(said, value, option)
        form = self.form
        if form is not None and form.method == "get" and box.name and (form.buttons or any(map(_SUBMITS.search, self._handlers))):
            ask = send(form, {box.name: value}, document)
            if ask is not None:
                yield ask

    def _by_code(self, code: str, value: str, option: LexborNode, depth: int = 0) -> Iterator[Ask]:
        """What a handler asks for: by itself, through the form around the box, or through the functions of the page that it calls."""
        box, document, here = self.box, self.document, self.document.page.url
        for template in url_templates(code):
            address = template.fill({}) if template.holes else template.skeleton
            ask = ask_of(template, address, {}, document) if address else None
            if ask is not None:
                yield (
                    ask
                    if _MOVES.search(code) and ask.method == "GET"
                    else replace(ask, purpose=Purpose.DATA, headers={**AJAX, **ask.headers}, into=here)
                )
        if _SUBMITS.search(code):
            changes = {**dict(assignments(code, {})), **({box.name: value} if box.name else {})}
            set_in = (f for f in document.forms if any(field.name in changes or field.ident in changes for field in f.fields))
            sent = self.form or next(set_in, None)
            ask = send(sent, changes, document) if sent is not None else None
            if ask is not None:
                yield ask
        if depth >= _DEPTH:
            return
        for name, arguments in calls_in(code):
            if name not in self._functions:
                continue
            params, body = self._functions[name]
            start = body.find("{")
            body = body[start:] if start >= 0 else body
            for param, argument in zip(params, arguments, strict=False):
                given = argument if argument == "this" else f"'{argument}'" if re.fullmatch(r"[\w.%-]*", argument) else None
                body = re.sub(rf"(?<![\w$.'\"]){re.escape(param)}(?![\w$'\"])", given, body) if given is not None else body
            yield from self._by_code(_said(body, value, option, document, box), value, option, depth + 1)


def _form_of(box: Box, document: Document) -> Form | None:
    """The form that the box is a field of."""
    ident = box.node.attributes.get("id") or ""
    return next(
        (f for f in document.forms if any((box.name and d.name == box.name) or (ident and d.ident == ident) for d in f.fields)), None
    )


def _handlers(box: Box, document: Document) -> Iterator[str]:
    """What runs when something is chosen: the box's own handler, and listeners in the code of the page."""
    yield from (box.node.attributes[name] or "" for name in _HANDLERS if box.node.attributes.get(name))
    code = _as_own(document.scripts, box, document)
    functions = {name: body for name, _, body in bodies(document.scripts)} if _LISTENS.search(code) else {}
    for match in _LISTENS.finditer(code):
        selector = match[1] or match[2]
        if selector and not _selects(selector, box, document):
            continue
        head = _HEAD.match(code, match.end())
        if head is None:
            named = re.match(r"[\w$]+", code[match.end() :])
            if named is not None and named[0] in functions:
                yield _as_own(functions[named[0]], box, document)
            continue
        body = code[head.end() : head.end() + _LONGEST]
        yield body[: _closing(body)] if body.startswith("{") else body.split("\n")[0]


def _closing(code: str) -> int:
    depth = 0
    for match in re.finditer(r"'[^'\n]*'|\"[^\"\n]*\"|[{}]", code):
        depth += {"{": 1, "}": -1}.get(match[0], 0)
        if depth == 0:
            return match.end()
    return len(code)


def _as_own(code: str, box: Box, document: Document) -> str:
    """Code in which the box is called `this`, wherever it names it."""
    code = _ELEMENT.sub(lambda match: "this" if _selects(_selector(match), box, document) else match[0], code)
    for alias in _ALIAS.findall(code):
        code = re.sub(rf"(?<![\w$.'\"]){re.escape(alias)}(?=\s*\.)", "this", code)
    return code


def _selector(match: re.Match[str]) -> str:
    said = match[1] or match[2] or ""
    return f'[id="{said}"]' if match[0].startswith("document.getElementById") else said


def _selects(selector: str, box: Box, document: Document) -> bool:
    try:
        return any(node.mem_id == box.node.mem_id for node in document.tree.css(selector))
    except (ValueError, RuntimeError):  # no selector of CSS: the page's own, or a piece of HTML
        return False


def _said(code: str, value: str, option: LexborNode, document: Document, box: Box | None = None) -> str:
    """Code with the choice in the place of what it reads off the box, and with what other fields of the page hold."""
    code = _as_own(code, box, document) if box is not None else code
    code = _OWN.sub("this", code)
    attributes: Mapping[str, str | None] = option.attributes

    def datum(match: re.Match[str]) -> str:
        name = re.sub(r"[A-Z]", lambda m: f"-{m[0].lower()}", next(group for group in match.groups() if group))
        return _quoted(attributes.get(f"data-{name}") or "")

    code = _VALUE.sub(_quoted(value), _DATUM.sub(datum, code))
    code = _READ.sub(lambda match: _quoted(_held(_selector(match), document)), code)
    for name, literal in _NAMED.findall(code):
        code = re.sub(rf"(?<![\w$.'\"]){re.escape(name)}(?![\w$'\"]|\s*=[^=])", literal.replace("\\", r"\\"), code)
    code = _WRAPPED.sub(r"\1", code)
    return _COUNTED.sub(lambda m: f"'{int(m[1]) - int(m[3]) if m[2] == '-' else int(m[1]) * int(m[3])}'", code)


def _held(selector: str, document: Document) -> str:
    """What a field of the page holds as it stands."""
    try:
        node = document.tree.css_first(selector)
    except (ValueError, RuntimeError):
        return ""
    if node is not None and node.tag == "select":
        node = node.css_first("option[selected]") or node.css_first("option")
    return (node.attributes.get("value") or "") if node is not None else ""


def _quoted(value: str) -> str:
    return "'" + re.sub(r"['\"\\\n<>]", "", value) + "'"
