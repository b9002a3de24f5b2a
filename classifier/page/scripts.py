"""Addresses that a page's own small script functions would open: `openDetail(12)` with `location.href = '/chi-tiet?id=' + id`.

Nothing is run: only string concatenations of literals and parameters are read; anything else has no answer.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping
from urllib.parse import quote

_DEFINED = re.compile(
    r"(?:function\s+([A-Za-z_$][\w$]*)\s*\(([^(){}]{0,200})\)"
    r"|([A-Za-z_$][\w$]*)\s*[:=]\s*(?:function\s*)?\(([^(){}]{0,200})\)\s*(?:=>)?)\s*\{"
)
_CALLED = re.compile(r"(?:^|[^\w$.])([A-Za-z_$][\w$]*)\s*\(([^()]{0,400})\)")
# `request.open("GET", …)` opens a connection, no page.
_OPENS = re.compile(
    r"(?:location(?:\.href)?\s*=(?!=)|location\.(?:assign|replace)\s*\(|(?:window\.|(?<![\w$.]))open\s*\("
    # Dialogs that show a page: `showModalDialog({url: '/nop?id=' + id})`.
    r"|\b(?:showModalDialog|OpenPopUpPage|OpenBasicDialog|fancybox(?:\.open)?|colorbox|magnificPopup\.open|layer\.open)\s*\(\s*"
    r"(?:\{[^{}]*?\b(?:url|href|src)\s*:)?)\s*([^;\n]{1,400})"
)
# What a handler reads off the element it stands on: `this.dataset.id`, `$(this).data('id')`, `this.getAttribute("data-id")`.
_OWN = re.compile(
    r"(?:\$?\(?\s*(?:this|(?:event|e)\.(?:currentTarget|target))\s*\)?)\s*\.\s*"
    r"(?:dataset\s*\.\s*(?P<set>\w+)|dataset\s*\[\s*['\"](?P<item>[\w-]+)['\"]\s*\]|data\(\s*['\"](?P<data>[\w-]+)['\"]\s*\)"
    r"|(?:getAttribute|attr)\(\s*['\"](?P<named>[\w-]+)['\"]\s*\)|(?P<plain>id|value|name|title|rel)\b(?!\s*\())"
)
# A script that only says something: what it says is all that pressing would bring.
SAYS = re.compile(
    r"(?:alert|confirm|swal(?:\.fire)?|toast(?:r?\.\w+)?|\w*(?:notify|message|thongbao)\w*)\s*\(\s*['\"`]([^'\"`]{10,300})['\"`]",
    re.IGNORECASE,
)
_ACTS = re.compile(r"\bif\b|location|\bopen\b|submit|ajax|fetch|\$\.(?:get|post)|__doPostBack|XMLHttp", re.IGNORECASE)
_VARIABLE = re.compile(r"(?:var|let|const)\s+([A-Za-z_$][\w$]*)\s*=\s*([^;\n]{1,400})")
# What a dialog is told in an object: `var o = {url: '/nop?id=' + id, width: 700}`, `o.url = …`.
_OBJECT = re.compile(r"(?:var|let|const)\s+([A-Za-z_$][\w$]*)\s*=\s*\{[^{}]*?\b(url|href|src)['\"]?\s*:\s*([^;\n}]{1,400})")
_SET_IN = re.compile(r"(?<![\w$.])([A-Za-z_$][\w$]*)\.(url|href|src)\s*=(?!=)\s*([^;\n]{1,400})")
_CONSTANT = re.compile(r"(?<![\w$.])(?:window\s*\.\s*)?([A-Za-z_$][\w$]*)\s*=\s*('[^'\n]{0,200}'|\"[^\"\n]{0,200}\")\s*(?=[;,\n]|$)")
_SET = re.compile(r"(?<![\w$])([A-Za-z_$][\w$]*)\s*=(?!=)")
_TERM = re.compile(
    r"\s*(?:'([^']*)'|\"([^\"]*)\"|`([^`]*)`|(?:encodeURIComponent|encodeURI|escape|String)\s*\(\s*([\w$]+)\s*\)"
    r"|([A-Za-z_$][\w$]*(?:\.(?:url|href|src)\b)?)|(\d+))\s*"
)
_ARGUMENT = re.compile(r"\s*(?:'([^']*)'|\"([^\"]*)\"|(-?\d+(?:\.\d+)*)|([^,]*))\s*(?:,|$)")
_BODY = 1200
_MAX_SOURCE = 1_000_000
_FLAT = re.compile(
    rf"(?:function\s+([A-Za-z_$][\w$]*)\s*|(?<![\w$.])([A-Za-z_$][\w$]*)\s*[:=]\s*(?:function\s*)?)"
    rf"\(([^(){{}}]{{0,200}})\)\s*(?:=>\s*)?\{{([^{{}}]{{0,{_BODY}}})\}}"
)
_JOINED = re.compile(r"'\s*\+\s*'|\"\s*\+\s*\"")


def constants_of(source: str) -> dict[str, str]:
    """Names that the scripts of a page set once and to a literal, such as the path below which all their addresses lie."""
    source = source[:_MAX_SOURCE]
    literals = {name: quoted[1:-1] for name, quoted in _CONSTANT.findall(source)}
    if not literals:
        return {}
    times = Counter(_SET.findall(source))
    return {name: value for name, value in literals.items() if times[name] == 1}


def functions_of(source: str) -> dict[str, tuple[tuple[str, ...], str]]:
    """Functions that open an address: name → (parameters, beginning of the body, before it the constants of the page that it names)."""
    found: dict[str, tuple[tuple[str, ...], str]] = {}
    source = source[:_MAX_SOURCE]
    if not any(word in source for word in ("location", "open", "Dialog", "PopUp", "colorbox", "fancybox")):
        return found
    for match in _DEFINED.finditer(source):
        body = source[match.end() : match.end() + _BODY]
        following = re.search(r"\n?\s*function\s+\w+\s*\(", body)
        body = body[: following.start()] if following else body
        if _OPENS.search(body):
            parameters = match[2] if match[1] else match[4]
            names = tuple(p.split("=")[0].strip() for p in parameters.split(",") if p.strip())
            found.setdefault(match[1] or match[3], (names, body))
    constants = constants_of(source) if found else {}
    return {name: (names, _with_constants(body, constants)) for name, (names, body) in found.items()}


def _with_constants(body: str, constants: Mapping[str, str]) -> str:
    """A function's body with the constants that it names set before it, as if they were its own."""
    own = {match[1] for match in _VARIABLE.finditer(body)}
    used = (name for name in dict.fromkeys(re.findall(r"(?<![\w$.])[A-Za-z_$][\w$]*", body)) if name in constants and name not in own)
    return "".join(f"var {name} = {_quoted(constants[name])};" for name in used) + body


def _quoted(value: str) -> str:
    return f'"{value}"' if "'" in value else f"'{value}'"


def opened_by(script: str, functions: Mapping[str, tuple[tuple[str, ...], str]]) -> str | None:
    """The address that a call in `script` opens, or None; "" when it would be made from an empty argument."""
    for call in _CALLED.finditer(script):
        known = functions.get(call[1])
        if known is None:
            continue
        parameters, body = known
        given = _arguments(call[2])
        names = {name: value for name, value in zip(parameters, given, strict=False) if value is not None}
        if parameters and not any(names.values()) and None not in given:
            return ""
        for variable in _VARIABLE.finditer(body):
            value = _value(variable[2], names)
            if value is not None:
                names.setdefault(variable[1], value)
        for told in (*_OBJECT.finditer(body), *_SET_IN.finditer(body)):
            value = _value(told[3], names)
            if value is not None and told[1] != "location":
                names |= {f"{told[1]}.{told[2]}": value}
                names.setdefault(told[1], value)
        for opens in _OPENS.finditer(body):
            address = _value(opens[1], names)
            if address:
                return address
    return None


def messages_of(source: str) -> dict[str, str]:
    """Functions without a branch: name → the message that one shows; "" when it shows none, or opens or sends something as well."""
    found: dict[str, str] = {}
    for name, (_, body) in flat_functions(source).items():
        said = SAYS.search(body) if not _ACTS.search(body) else None
        found[name] = said[1] if said is not None else ""
    return found


def flat_functions(source: str) -> dict[str, tuple[tuple[str, ...], str]]:
    """Functions whose body has no braces within: name → (parameters, body); the first of each name."""
    found: dict[str, tuple[tuple[str, ...], str]] = {}
    for declared, assigned, parameters, body in _FLAT.findall(source[:_MAX_SOURCE]):
        found.setdefault(declared or assigned, (tuple(p.split("=")[0].strip() for p in parameters.split(",") if p.strip()), body))
    return found


def spelled_out(script: str, bodies: Mapping[str, tuple[tuple[str, ...], str]]) -> str:
    """What a handler does to its page: itself where it calls nothing of the page's, else the body of the one function that it calls, its
    literal arguments put in; "" where it branches, opens or sends anything, calls more, or passes what only running it would tell.
    """
    calls = [call for call in _CALLED.finditer(script) if call[1] in bodies]
    if len(calls) > 1 or _ACTS.search(script):
        return ""
    if not calls:
        return script
    parameters, body = bodies[calls[0][1]]
    given = _arguments(calls[0][2])
    if _ACTS.search(body) or None in given:
        return ""
    for name, value in zip(parameters, given, strict=False):
        quoted = _quoted(value or "").replace("\\", r"\\")
        body = re.sub(rf"(?<![\w$.'\"]){re.escape(name)}(?![\w$'\"])", quoted, body)
    return _JOINED.sub("", re.sub(r"\"", "'", body))


def told_by(script: str, messages: Mapping[str, str]) -> str:
    """What a call in `script` only says: the message of the first function that has one; else ""."""
    return next((said for call in _CALLED.finditer(script) if (said := messages.get(call[1], ""))), "")


def with_own(script: str, attributes: Mapping[str, str]) -> str:
    """A handler with what it reads off its own element put in as literals, so that it says by itself what it opens."""

    def literal(match: re.Match[str]) -> str:
        name = match["named"] or match["plain"] or f"data-{_dashed(match['set'] or match['item'] or match['data'])}"
        value = attributes.get(name)
        return match[0] if value is None or "'" in value or "\\" in value else f"'{value}'"

    return _OWN.sub(literal, script)


def opens_directly(script: str) -> bool:
    """Whether a handler opens something by itself, be it an address that only its page's constants tell."""
    return _OPENS.search(script) is not None


def opened_directly(script: str, constants: Mapping[str, str]) -> str | None:
    """The address that a handler opens by itself, made from literals and constants of its page; None where it takes more to tell."""
    return next((address for opens in _OPENS.finditer(script) if (address := _value(opens[1], constants))), None)


def _dashed(name: str) -> str:
    """The name of a data attribute as the mark-up writes it: `maTthc` is `ma-tthc`."""
    return re.sub(r"[A-Z]", lambda m: f"-{m[0].lower()}", name)


def _arguments(text: str) -> list[str | None]:
    """The literal arguments of a call; None for one that only running it would tell (`this`, a variable)."""
    found: list[str | None] = []
    for match in _ARGUMENT.finditer(text):
        if match.end() == match.start():
            break
        literal = next((group for group in match.groups()[:3] if group is not None), None)
        found.append(literal if literal is not None or match[4].strip() else "")
    return found


def _value(expression: str, names: Mapping[str, str]) -> str | None:
    """The string that a concatenation makes, None when it holds anything but literals and known names."""
    parts: list[str] = []
    at = 0
    while True:
        term = _TERM.match(expression, at)
        if term is None:
            return None
        single, double, template, encoded, name, number = term.groups()
        value: str | None
        if template is not None:
            value = _template(template, names)
        elif encoded is not None:
            value = quote(names[encoded], safe="") if encoded in names else None
        elif name is not None:
            value = names.get(name)
        else:
            value = next(group for group in (single, double, number) if group is not None)
        if value is None:
            return None
        parts.append(value)
        at = term.end()
        if expression[at : at + 1] != "+":
            return "".join(parts) if re.match(r"[;,)\s}]|$", expression[at:]) else None
        at += 1


def _template(text: str, names: Mapping[str, str]) -> str | None:
    used = re.findall(r"\$\{\s*(?:encodeURIComponent\()?\s*([\w$]+)\s*\)?\s*\}", text)
    if any(name not in names for name in used) or text.count("${") != len(used):
        return None
    return re.sub(r"\$\{\s*(?:encodeURIComponent\()?\s*([\w$]+)\s*\)?\s*\}", lambda m: names[m[1]], text)
