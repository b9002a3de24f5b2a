"""Addresses hidden in scripts: string concatenations and template literals with holes, and the calls that fill them.

No JavaScript is run. What is read: literals, `+`, template literals, simple variables, parameters of the enclosing function,
and the data attributes that a handler reads. Everything else is a hole that nobody fills.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import lru_cache

_STRING = r"'(?:[^'\\\n]|\\.)*'|\"(?:[^\"\\\n]|\\.)*\"|`(?:[^`\\]|\\.)*`"
_EXPRESSION = r"(?:new\s+)?[A-Za-z_$][\w$]*(?:\s*\.\s*[A-Za-z_$][\w$]*|\s*\[[^\]\n]{1,40}\]|\s*\((?:[^()\n]|\([^()\n]*\)){0,120}\))*|\d+"
_OPERAND = rf"(?:{_STRING}|{_EXPRESSION}|\((?:[^()\n]|\([^()\n]*\)){{1,80}}\))"
# A chain starts at a literal, or at one plain name before it: anything wider would swallow whole calls.
_CHAIN = re.compile(rf"(?:\b[A-Za-z_$][\w$.]*\s*\+\s*)?(?:{_STRING})(?:\s*\+\s*(?:{_OPERAND}))*")
_ADDRESS = re.compile(
    r"^(?:https?:)?/|^\.{0,2}/|\?[\w$.]+=|\.(?:aspx|jsp|php|html?|do|ashx|asmx|jspx|cshtml)\b|^[\w-]+/[\w{}/-]*|^#!?/", re.IGNORECASE
)
_FUNCTION = re.compile(
    r"(?:function\s+(?P<a>[\w$]+)\s*\((?P<pa>[^)]*)\)|(?:(?:var|let|const|window\.|this\.)?\s*(?P<b>[\w$.]+)\s*[=:]\s*(?:async\s*)?"
    r"(?:function\s*[\w$]*\s*\((?P<pb>[^)]*)\)|\(?(?P<pc>[\w$,\s]*)\)?\s*=>)))\s*(?P<brace>\{)?"
    # The methods of classes and of object literals: "nhan(d) {".
    r"|(?<![\w$.])(?!(?:if|for|while|switch|catch|with|function|return)\b)(?P<c>[A-Za-z_$][\w$]*)\s*\((?P<pd>[\w$,\s=]*)\)\s*(?P<block>\{)"
)
_CONSTANT = re.compile(rf"(?:var|let|const|,)\s+([\w$]+)\s*=\s*({_STRING}|\d+)\s*(?=[;,\n])")
_DATA_READ = re.compile(
    r"""(?:\.data\(\s*['"]([\w-]+)['"]\)|dataset\.(\w+)|dataset\[['"](\w+)['"]\]|(?:getAttribute|\.attr)\(\s*['"]([\w-]+)['"]\))"""
)
_STEP = re.compile(r"(?:,\s*10)?[\s)]*\+\s*(\d+)[\s)]*$")  # what is counted on from the number that an element keeps
# "const trang = nut.dataset.trang": the name stands for what the element keeps.
_KEPT = re.compile(rf"(?:var|let|const|,)\s+([\w$]+)\s*=\s*([^;,\n{{}}]{{0,80}}{_DATA_READ.pattern}[^;,\n{{}}]{{0,20}})")
_CALL = re.compile(r"([A-Za-z_$][\w$.]*)\s*\(((?:[^()'\"]|'[^']*'|\"[^\"]*\"|\([^()]*\))*)\)")
_METHOD = re.compile(r"""\.post\s*\(|(?:method|type)\s*:\s*['"]post['"]|open\(\s*['"]post['"]""", re.IGNORECASE)
# Parameters of a GET that stand beside its address: `$.get('/ds', {trang: n})`, `axios.get(u, {params: {…}})`, `$.ajax({url: u, data: …})`.
_BESIDE = re.compile(r"\s*,\s*\{[^{}]{0,200}?\bparams\s*:\s*\{([^{}]*)\}")
_FIRST = re.compile(r"\s*,\s*\{([^{}]*)\}")
_GET_CALL = re.compile(r"(?:\$|jQuery)\.get(?:JSON)?\s*\(\s*$")
_SERIAL = re.compile(r"(?:new\s+URLSearchParams|\$\.param|\w+\.stringify)\(\s*\{([^{}]*)\}\s*\)(?:\.toString\(\s*\))?")
_IN_AJAX = re.compile(r"^[^{}]*?\bdata\s*:\s*\{([^{}]*)\}")
_AJAX_CALL = re.compile(r"ajax\s*\(\s*\{[^{}]*$")
_PLACE = re.compile(r"\{\{\s*(?:#|page|trang|pageNumber)\s*\}\}|\{page\}|\{trang\}|__PAGE__", re.IGNORECASE)
_LOOK = 400  # characters around an address in which its method and body are looked for
MAX_SCRIPT = 2_000_000
MAX_WRAPPER = 1500  # characters of a function that only completes addresses
_PAIR = re.compile(r"""([\w:.-]+)\s*=\s*(?:"([^"]*)"|'([^']*)'|([^\s"'<>;]+))""")
_ANY = re.compile(r"\bDate\b|Math\s*\.\s*random")  # against caches: any value will do
_CALLED = re.compile(r"([A-Za-z_$][\w$.]*)\s*\(\s*$")
_PATTERN = re.compile(r"(?<=[(,=:])\s*/(?![*/])(?:[^/\\\n\[]|\\.|\[(?:[^\]\\\n]|\\.)*\])+/")
_HERE = re.compile(r"(?:(?:window|document|self)\.)?location\.pathname")
_TO_HASH = re.compile(r"\blocation\.hash\s*=\s*$")  # the browser puts the mark before it
_MOVED = re.compile(r"(?:\blocation(?:\.href)?\s*=|\blocation\.(?:assign|replace)\s*\(|\bopen\s*\()\s*$")
_HOLE = "\x00"
_HREF = re.compile(r"""\b(?:href|data-(?:url|href|link))\s*=\s*["']([^"'<>\s]+)["']""", re.IGNORECASE)
_PREFIX = re.compile(r"(?:https?:/)?/[\w./-]*[/.?=\w-]$")


@dataclass(frozen=True, slots=True)
class UrlTemplate:
    """An address with holes. `parts`: literals and, as tuples, the expressions in the holes."""

    parts: tuple[str | tuple[str], ...]
    method: str = "GET"
    body: tuple[tuple[str, str], ...] = ()  # names and value expressions of what is sent along
    body_json: bool = False
    function: str = ""
    params: tuple[str, ...] = ()
    moves: bool = field(default=False, compare=False)  # whether the code moves on to it, and does not only ask for it

    @property
    def holes(self) -> tuple[str, ...]:
        return tuple(part[0] for part in self.parts if isinstance(part, tuple))

    @property
    def skeleton(self) -> str:
        return "".join(part if isinstance(part, str) else "{}" for part in self.parts)

    def fill(self, values: Mapping[str, str]) -> str | None:
        """The address with its holes filled by expression; None when one is missing."""
        filled = []
        for part in self.parts:
            value = part if isinstance(part, str) else value_of(part[0], values)
            if value is None:
                return None
            filled.append(value)
        return "".join(filled)


def value_of(expression: str, values: Mapping[str, str]) -> str | None:
    """What an expression stands for: itself when it is a literal, a named value, or the data attribute that it reads."""
    expression = expression.strip()
    literal = literal_of(expression)
    if literal is not None:
        return literal
    if _ANY.search(expression):
        return "1"
    for candidate in (expression, *_inner(expression)):
        if candidate in values:
            return values[candidate]
    read = _DATA_READ.search(expression)
    if read:
        name = next(group for group in read.groups() if group)
        plain = re.sub(r"[^a-z0-9]", "", name.lower().removeprefix("data-"))
        value = next((v for k, v in values.items() if re.sub(r"[^a-z0-9]", "", k.lower().removeprefix("data-")) == plain), None)
        step = _STEP.search(expression, read.end())
        return str(int(value) + int(step[1])) if step is not None and value is not None and value.isdecimal() else value
    return None


def reads_data(expression: str) -> bool:
    """Whether an expression reads a data attribute."""
    return _DATA_READ.search(expression) is not None


def data_names(template: UrlTemplate) -> tuple[str, ...]:
    """The data attributes, without "data-", that the holes of an address are read from."""
    reads = (match for hole in template.holes if (match := _DATA_READ.search(hole)))
    names = (next(group for group in match.groups() if group) for match in reads)
    return tuple(re.sub(r"[A-Z]", lambda m: "-" + m[0].lower(), name.removeprefix("data-")) for name in names)


def _inner(expression: str) -> Iterator[str]:
    wrapped = re.fullmatch(
        r"(?:encodeURIComponent|encodeURI|escape|String|Number|parseInt|\$\.trim)?\(\s*([\w$.]+)\s*(?:,\s*10)?\)", expression
    )
    if wrapped:
        yield wrapped[1]
    dotted = re.fullmatch(r"([\w$.]+?)(?:\.(?:toString|trim)\(\))", expression)
    if dotted:
        yield dotted[1]


def literal_of(expression: str) -> str | None:
    """The text of a JavaScript string or number literal, None for anything else."""
    if re.fullmatch(r"-?\d+(?:\.\d+)?", expression):
        return expression
    if len(expression) >= 2 and expression[0] in "'\"`" and expression[-1] == expression[0] and "${" not in expression:
        return re.sub(
            r"\\(u[0-9a-fA-F]{4}|.)", lambda m: chr(int(m[1][1:], 16)) if m[1][0] == "u" and len(m[1]) == 5 else m[1], expression[1:-1]
        )
    return None


@dataclass(frozen=True, slots=True)
class _Function:
    name: str
    params: tuple[str, ...]
    start: int
    end: int


@lru_cache(maxsize=64)
def url_templates(script: str) -> tuple[UrlTemplate, ...]:
    """Every address that the code builds or names, in order, with the function it stands in."""
    script = _without_patterns(script[:MAX_SCRIPT])
    functions = _functions(script)
    constants = {name: literal_of(value) or "" for name, value in _CONSTANT.findall(script) if not _varies(name, script)}
    kept = {match[1]: match[2].strip() for match in _KEPT.finditer(script) if not _varies(match[1], script)}
    found: dict[UrlTemplate, None] = {}
    prefixes = _prefixes(script, functions, constants)
    for match in _CHAIN.finditer(script):
        parts = _parts(match[0], constants)
        caller = _CALLED.search(script, max(0, match.start() - 80), match.start())
        if caller is not None and isinstance(parts[0], str) and not re.match(r"(?:https?:)?//", parts[0]):
            parts = _joined([prefixes.get(caller[1].rpartition(".")[2], ""), *parts])
        routed = _TO_HASH.search(script, max(0, match.start() - 40), match.start()) is not None
        if routed and isinstance(parts[0], str) and not parts[0].startswith("#"):
            parts = _joined(["#", *parts])
        parts = tuple((kept.get(part[0], part[0]),) if isinstance(part, tuple) else part for part in parts)
        skeleton = "".join(part if isinstance(part, str) else "{}" for part in parts)
        if not _looks_like_address(skeleton):
            found |= dict.fromkeys(UrlTemplate(linked) for linked in _linked(parts) if "<" in skeleton)
            continue
        inside = [f for f in functions if f.start <= match.start() < f.end]
        owner = max(inside, key=lambda f: f.start) if inside else None
        named = next((f for f in sorted(inside, key=lambda f: -f.start) if f.name), owner)
        method, body, body_json = _request(script, match.start(), match.end())
        body = tuple((name, kept.get(expression, expression)) for name, expression in body)
        if method == "GET" and body:
            parts, body = _with_query(parts, body, constants), ()
        moves = _MOVED.search(script, max(0, match.start() - 40), match.start()) is not None
        found[UrlTemplate(parts, method, body, body_json, named.name if named else "", named.params if named else (), moves)] = None
    return tuple(found)


def _prefixes(script: str, functions: list[_Function], constants: Mapping[str, str]) -> dict[str, str]:
    """Functions that ask for an address which they put something before: their names, and what they put there."""
    found: dict[str, str] = {}
    for function in functions:
        if not function.name or not function.params or function.end - function.start > MAX_WRAPPER:
            continue
        for match in _CHAIN.finditer(script, function.start, function.end):
            parts = _parts(match[0], constants)
            if len(parts) == 2 and parts[1] == (function.params[0],) and isinstance(parts[0], str) and _PREFIX.match(parts[0]):
                found.setdefault(function.name, parts[0])
    return found


def _varies(name: str, script: str) -> bool:
    """Whether a variable changes after its declaration: a page number, an offset."""
    word = re.escape(name)
    return bool(re.search(rf"(?<![\w$.]){word}\s*(?:\+\+|--|[-+*]=)|(?:\+\+|--)\s*{word}\b", script)) or (
        len(re.findall(rf"(?<![\w$.?&'\"`]){word}\s*=(?!=)", script)) > 1  # "?trang=" in an address assigns nothing
    )


def _looks_like_address(skeleton: str) -> bool:
    if len(skeleton) < 2 or len(skeleton) > 600 or re.search(r"[\s<>]", skeleton) or skeleton in {"//", "./", "../"}:
        return False
    return (bool(_ADDRESS.search(skeleton)) and not re.fullmatch(r"[\w-]+/[\w.+-]+", skeleton)) or skeleton.startswith("/")


def _parts(chain: str, constants: Mapping[str, str]) -> tuple[str | tuple[str], ...]:
    parts: list[str | tuple[str]] = []
    for operand in re.finditer(_OPERAND, chain):
        token = operand[0]
        if not parts and _HERE.fullmatch(token):
            continue  # what follows is the query of the present page, which a relative address says as well
        if token.startswith("`"):
            for index, piece in enumerate(re.split(r"\$\{((?:[^{}]|\{[^{}]*\})*)\}", token[1:-1])):
                if index % 2:
                    parts += _hole(piece.strip(), constants)
                elif piece:
                    parts.append(piece)
            continue
        literal = literal_of(token)
        parts += _numbered(literal) if literal is not None else _hole(token, constants)
    return _joined(parts)


def _numbered(literal: str) -> list[str | tuple[str]]:
    """A text with the place of a page's number, as libraries for lists without end mark it: "/ds?trang={{#}}"."""
    pieces = _PLACE.split(literal)
    found: list[str | tuple[str]] = [pieces[0]]
    for piece in pieces[1:]:
        found += [("page",), piece]
    return found


def _hole(expression: str, constants: Mapping[str, str]) -> list[str | tuple[str]]:
    """What an expression puts into an address: a constant, parameters by their names, or whatever it is then."""
    serial = _SERIAL.fullmatch(expression)
    if serial is None:
        return [constants[expression] if expression in constants else (expression,)]
    pieces: list[str | tuple[str]] = []
    for name, value in _pairs(serial[1]):
        literal = constants.get(value, literal_of(value))
        pieces += [f"{'&' if pieces else ''}{name}=", literal if literal is not None else (value,)]
    return pieces


def _joined(parts: list[str | tuple[str]]) -> tuple[str | tuple[str], ...]:
    joined: list[str | tuple[str]] = []
    for part in parts:
        if isinstance(part, str) and joined and isinstance(joined[-1], str):
            joined[-1] += part
        else:
            joined.append(part)
    return tuple(joined)


def _without_patterns(script: str) -> str:
    """The code without those regular expressions that hold a quote, which would be taken for the beginning of a string."""
    return _PATTERN.sub(lambda match: "/x/" if any(quote in match[0] for quote in "'\"`") else match[0], script)


def _linked(parts: tuple[str | tuple[str], ...]) -> Iterator[tuple[str | tuple[str], ...]]:
    """The addresses, with holes, of the links in a piece of HTML that the code puts together."""
    holes = [part[0] for part in parts if isinstance(part, tuple)]
    marked = "".join(part if isinstance(part, str) else _HOLE for part in parts)
    for match in _HREF.finditer(marked):
        before = marked.count(_HOLE, 0, match.start(1))
        pieces = match[1].split(_HOLE)
        linked: list[str | tuple[str]] = [pieces[0]]
        for place, piece in enumerate(pieces[1:]):
            linked += [(holes[before + place],), piece]
        skeleton = "{}".join(pieces)
        if len(pieces) > 1 and _looks_like_address(skeleton):
            yield _joined([piece for piece in linked if piece])


def _functions(script: str) -> list[_Function]:
    found = []
    for match in _FUNCTION.finditer(script):
        params = tuple(
            p.strip().split("=")[0].strip()
            for p in (match["pa"] or match["pb"] or match["pc"] or match["pd"] or "").split(",")
            if p.strip()
        )
        end = _closing(script, match.end() - 1) if match["brace"] or match["block"] else script.find("\n", match.end())
        found.append(
            _Function(
                (match["a"] or match["b"] or match["c"] or "").rpartition(".")[2], params, match.start(), end if end > 0 else len(script)
            )
        )
    return found


def bodies(script: str) -> Iterator[tuple[str, tuple[str, ...], str]]:
    """The named functions of the code: (name, parameters, whole text)."""
    script = _without_patterns(script[:MAX_SCRIPT])
    for function in _functions(script):
        if function.name:
            yield function.name, function.params, script[function.start : function.end]


def _closing(script: str, opening: int) -> int:
    depth = 0
    for match in re.compile(rf"{_STRING}|[{{}}]").finditer(script, opening):
        depth += {"{": 1, "}": -1}.get(match[0], 0)
        if depth == 0:
            return match.end()
    return len(script)


def _with_query(
    parts: tuple[str | tuple[str], ...], pairs: tuple[tuple[str, str], ...], constants: Mapping[str, str]
) -> tuple[str | tuple[str], ...]:
    """An address with the parameters that a call gives beside it."""
    longer: list[str | tuple[str]] = list(parts)
    mark = "&" if any("?" in part for part in parts if isinstance(part, str)) else "?"
    for name, expression in pairs:
        literal = constants.get(expression, literal_of(expression))
        ready = isinstance(longer[-1], str) and longer[-1].endswith(("?", "&"))
        longer += [f"{'' if ready else mark}{name}=", literal if literal is not None else (expression,)]
        mark = "&"
    return _joined(longer)


def _request(script: str, start: int, end: int) -> tuple[str, tuple[tuple[str, str], ...], bool]:
    before, after = script[max(0, start - 120) : start], script[end : end + _LOOK]
    statement = re.split(r";\s*\n|\}\s*\)\s*;", after)[0]
    post = bool(
        _METHOD.search(re.split(r"[;{}]", before)[-1] + script[start:end]) or _METHOD.search(before[-40:]) or _METHOD.search(statement)
    )
    if not post:
        beside = _BESIDE.match(after) or (_FIRST.match(after) if _GET_CALL.search(before) else None)
        beside = beside or (_IN_AJAX.search(statement) if _AJAX_CALL.search(before) else None)
        return "GET", _pairs(beside[1]) if beside else (), False
    json_body = re.search(r"JSON\.stringify\s*\(\s*\{([^{}]*)\}", statement)
    plain = json_body or re.search(r"(?:data\s*:\s*|URLSearchParams\(\s*|^\s*,\s*)\{([^{}]*)\}", statement)
    return "POST", _pairs(plain[1]) if plain else (), json_body is not None


def _pairs(literal: str) -> tuple[tuple[str, str], ...]:
    pairs = []
    for item in re.finditer(rf"['\"]?([\w$.-]+)['\"]?\s*(?::\s*({_OPERAND}(?:\s*\+\s*{_OPERAND})*))?\s*(?:,|$)", literal.strip()):
        pairs.append((item[1], item[2] or item[1]))
    return tuple(pairs)


def calls_in(code: str) -> Iterator[tuple[str, tuple[str, ...]]]:
    """The calls of a piece of code, as (function name, literal arguments)."""
    for match in _CALL.finditer(code):
        arguments = re.findall(rf"{_STRING}|[^,\s][^,]*", match[2])
        yield (
            match[1].rpartition(".")[2],
            tuple(a.strip() if literal_of(a.strip()) is None else str(literal_of(a.strip())) for a in arguments),
        )


def resolve_call(code: str, script: str) -> Iterator[tuple[UrlTemplate, str, dict[str, str]]]:
    """What a call in `code` would ask for, by the function bodies in `script`: (template, address, values by parameter)."""
    templates = url_templates(script)
    for name, arguments in calls_in(code):
        for template in templates:
            if template.function == name and (template.params or not template.holes):
                values = dict(zip(template.params, arguments, strict=False))
                address = template.fill(values)
                if address:
                    yield template, address, values


def direct_addresses(code: str) -> Iterator[str]:
    """Addresses that a handler names outright: `location.href='/x/5'`, `window.open("…")`."""
    for template in url_templates(code):
        if not template.holes:
            yield template.skeleton


def pairs_in(handle: str) -> dict[str, str]:
    """The names and values of the attributes that a handle holds."""
    return {m[1]: next(g for g in (m[2], m[3], m[4]) if g is not None) for m in _PAIR.finditer(handle)}
