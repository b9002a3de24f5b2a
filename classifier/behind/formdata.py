"""Forms that a page carries as data for its own script to draw: read as if they were drawn, without a browser."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from html import escape
from typing import Any

from classifier.data.embedded import states_of
from classifier.model import Page
from classifier.page.document import Document
from classifier.page.encoding import decode
from classifier.words.text import fold

_DEPTH = 12
_FEWEST = 3  # fields that are a form; places for files are one by themselves
_MOST = 300
_MOSTLY = 0.6  # part of a list's members that must be fields
_LABELS = (
    "label",
    "title",
    "nhan",
    "tieuDe",
    "caption",
    "text",
    "tenTruong",
    "ten_truong",
    "tenHienThi",
    "hienThi",
    "displayName",
    "description",
)
_NAMES = ("name", "key", "id", "ten", "ma", "field", "fieldName", "model", "code", "maTruong")
_KINDS = ("type", "kind", "kieu", "loai", "inputType", "widget", "component", "control", "controlType", "dataType", "format", "kieuDuLieu")
_FILE = re.compile(r"file|upload|attach|tep|taptin|dinhkem")
_LONG = re.compile(r"textarea|vanban|memo|multiline|richtext|editor|doanvan|nhieudong")
_CHOICE = re.compile(r"select|dropdown|combo|radio|checkbox|switch|toggle|chon|danhmuc|hopkiem|tree|autocomplete|lookup")
_DATE = re.compile(r"date|day|time|ngay|calendar|thoigian")
_PLAIN = re.compile(
    r"(?:short|simple|single|line|o|nhap|kieu)?(?:text|string|str|varchar|input|number|numeric|integer|int|float|decimal|currency|e?mail|tel"
    r"|phone(?:number)?|url|mask|field|chu|chuoi|kytu|vanbanngan|so|sothuc|songuyen|nguyen|tien|sotien)(?:field|box|input|control|line)?"
)
_BUTTON = re.compile(r"button|submit|nutbam")
_SILENT = re.compile(r"hidden|content|htmlelement|html|divider|label|heading|an")
_HOLDS = ("components", "fields", "children", "items", "columns", "rows", "elements", "controls", "truong", "thanhPhan")
_PRESSED = re.compile(
    r"\W*(?:gui|nop|luu|tiep|buoc tiep|hoan (?:tat|thanh)|xac nhan|ket thuc|in|tai len|dang ky|dat|xem truoc"
    r"|submit|send|next|continue|save)\b"
)
_LONGEST_BUTTON, _LONGEST_STEP, _LONGEST_LABEL = 40, 60, 300
_FEWEST_STEPS, _MOST_STEPS = 2, 12
_MOUNT = re.compile(r"<(div|section|main|article|form)\b[^>]*?\bid\s*=\s*[\"']?([\w-]+)[\"']?[^>]*>\s*(?=</\1>)", re.IGNORECASE)
_WORD = re.compile(r"[\w-]+")
_ENDS = ("</main>", "</article>", "</body>")


@dataclass
class _Form:
    """What the data tell of a form, in order."""

    fields: list[tuple[str, str, str]] = field(default_factory=list)  # kind, name, label
    buttons: dict[str, None] = field(default_factory=dict)
    steps: tuple[str, ...] = ()


def with_form_drawn(page: Page, doc: Document) -> Page | None:
    """The page with the form that its data describe; None when they describe none."""
    form = next((form for state in states_of(doc) if (form := _form_in(state)) is not None), None)
    if form is None:
        return None
    source = page.body if isinstance(page.body, str) else decode(page.body, page.content_type)
    drawn = _drawn(form)
    place = _place(source)
    return replace(page, body=f"{source[:place]}{drawn}{source[place:]}", content_type="text/html; charset=utf-8")


def _place(source: str) -> int:
    """Where the page's script would draw the form: in an empty element that the page names elsewhere too, else at its end."""
    mounts = list(_MOUNT.finditer(source))
    said = Counter(_WORD.findall(source)) if mounts else Counter[str]()
    mount = next((m for m in mounts if said[m[2]] > 1), None)
    if mount is not None:
        return mount.end()
    low = source.lower()
    return next((at for end in _ENDS if (at := low.rfind(end)) >= 0), len(source))


def _form_in(state: Any) -> _Form | None:
    form = _Form()
    _gather(state, form, _DEPTH)
    files = sum(kind == "file" for kind, *_ in form.fields)
    return form if _FEWEST <= len(form.fields) <= _MOST or files else None


def _gather(node: Any, form: _Form, depth: int) -> bool:
    """Adds what a part of the data holds of a form; whether it holds fields."""
    if depth == 0:
        return False
    if isinstance(node, Mapping):
        own = list(_properties(node))
        holds = bool(own)
        form.fields += own
        for value in node.values():
            if isinstance(value, Mapping | list):
                holds |= _gather(value, form, depth - 1)
        if holds:
            _beside(node, form)
        return holds
    if not isinstance(node, list) or not node:
        return False
    members = [member for member in node if isinstance(member, Mapping)]
    read = [_field(member) for member in members]
    known = [one for one in read if one is not None]
    if known and len(known) >= _MOSTLY * len([m for m in members if not _kind(m)[1]]):
        for member, one in zip(members, read, strict=True):
            if one is not None:
                form.fields.append(one)
            elif _BUTTON.search(_kind(member)[0]):
                form.buttons.setdefault(_first(member, _LABELS))
            else:
                _gather(member, form, depth - 1)
        return True
    return any([_gather(member, form, depth - 1) for member in node])


def _field(member: Mapping[str, Any]) -> tuple[str, str, str] | None:
    """A field by the words of its data: kind, name and label; None for anything else."""
    said, other = _kind(member)
    label, name = _first(member, _LABELS), _first(member, _NAMES)
    if not said or other or not name or " " in name or not label or label == name:
        return None
    for pattern, kind in ((_FILE, "file"), (_LONG, "textarea"), (_CHOICE, "select"), (_DATE, "date"), (_PLAIN, "text")):
        if pattern.fullmatch(said) or (pattern is not _PLAIN and pattern.search(said)):
            return kind, name, label
    return None


def _kind(member: Mapping[str, Any]) -> tuple[str, bool]:
    """The folded kind that data give a thing, and whether it holds others, is a button or shows nothing to fill in."""
    said = re.sub(r"[^a-z]", "", fold(_first(member, _KINDS)))
    holds = any(isinstance(member.get(name), list) and member[name] and isinstance(member[name][0], Mapping) for name in _HOLDS)
    holder = holds and not _CHOICE.search(said)
    return said, holder or bool(_BUTTON.search(said) or _SILENT.fullmatch(said))


def _properties(node: Mapping[str, Any]) -> Iterator[tuple[str, str, str]]:
    """The fields of a JSON schema, whose names are the keys."""
    inside = node.get("properties")
    if isinstance(inside, Mapping):
        for name, member in inside.items():
            one = _field({"name": str(name), **member}) if isinstance(member, Mapping) else None
            if one is not None:
                yield one


def _beside(node: Mapping[str, Any], form: _Form) -> None:
    """What stands beside the fields: the words of the button, the names of the steps."""
    for value in node.values():
        if isinstance(value, str) and 0 < len(value) <= _LONGEST_BUTTON and _PRESSED.match(fold(value)):
            form.buttons.setdefault(value)
        elif isinstance(value, list) and not form.steps and _FEWEST_STEPS <= len(value) <= _MOST_STEPS:
            names = [v if isinstance(v, str) else _first(v, _LABELS + _NAMES) if isinstance(v, Mapping) else "" for v in value]
            if all(0 < len(name) <= _LONGEST_STEP and re.search(r"[^\W\d_]{2}", name) for name in names) and any(" " in n for n in names):
                form.steps = tuple(names) if not any(isinstance(v, Mapping) and _field(v) for v in value) else ()


def _first(member: Mapping[str, Any], names: Sequence[str]) -> str:
    found = (member.get(name) for name in names)
    return next((" ".join(value.split())[:_LONGEST_LABEL] for value in found if isinstance(value, str) and value.strip()), "")


def _drawn(form: _Form) -> str:
    steps = "".join(f"<li>{escape(name)}</li>" for name in form.steps)
    parts = [f"<ol>{steps}</ol>" if steps else "", "<form method='post'>"]
    for kind, name, label in form.fields:
        named = f"name='{escape(name)}'"
        box = {"textarea": f"<textarea {named}></textarea>", "select": f"<select {named}></select>"}.get(
            kind, f"<input type='{kind}' {named}>"
        )
        parts.append(f"<div><label>{escape(label)}</label>{box}</div>")
    parts += [f"<button>{escape(words)}</button>" for words in form.buttons if words]
    return "".join((*parts, "</form>"))
