"""The forms of a page: what each would send, what one chooses in it, and the buttons that send it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from selectolax.lexbor import LexborNode

from crawler.reader.page.addresses import absolute
from crawler.reader.page.said import line_of

VIEW_STATE = "__VIEWSTATE"
_LONGEST_LABEL = 80  # characters


@dataclass(frozen=True, slots=True)
class FormField:
    """`before`: so many buttons of its form stand before it."""

    name: str
    value: str
    kind: str  # input type, "select" or "textarea"
    options: tuple[tuple[str, str], ...] = ()  # what each sends, and its words
    ident: str = ""  # its id, by which scripts find it
    before: int = 0


@dataclass(frozen=True, slots=True)
class Form:
    """A form with what it would send untouched. `buttons` are those it has, to send it or not (name, value, text); `circles`: its radio
    buttons, those of one name together, whether or not one of them is chosen.
    """

    action: str
    method: str
    name: str
    fields: tuple[FormField, ...]
    buttons: tuple[tuple[str, str, str], ...] = ()
    circles: tuple[FormField, ...] = ()
    sending: tuple[Mapping[str, str], ...] = ()  # what each of `buttons` adds to what is sent

    def values(self) -> dict[str, str]:
        """What the browser would send without pressing a named button."""
        return {field.name: field.value for field in self.fields if field.name}

    @property
    def personal(self) -> bool:
        """Whether sending it could be more than searching: it takes a password, a file or a long text."""
        return any(field.kind in {"password", "file", "textarea"} for field in self.fields)

    @property
    def around_page(self) -> bool:
        """Whether it is the one form around a whole page, search and login alike: which of them is meant, the button says."""
        return any(field.name == VIEW_STATE for field in self.fields)


def form_of(node: LexborNode, base: str, page_url: str) -> Form:
    """The form that an element is, on a page whose relative addresses start at `base`."""
    labels = {label.attributes.get("for") or "": said_by(label, {}) for label in node.css("label[for]")}
    fields: list[FormField] = []
    buttons: list[tuple[str, str, str]] = []
    sending: list[Mapping[str, str]] = []
    circles: dict[str, list[tuple[str, str]]] = {}
    last: dict[str, int] = {}  # so many buttons stand before the last circle of a name
    for item in node.css("input, select, textarea, button"):
        attributes = {k: v or "" for k, v in item.attributes.items()}
        kind = (
            item.tag if item.tag in {"select", "textarea"} else attributes.get("type", "submit" if item.tag == "button" else "text").lower()
        )
        name, value, ident = attributes.get("name", ""), attributes.get("value", ""), attributes.get("id", "")
        if kind in {"submit", "image", "button", "reset"}:
            buttons.append((name, value, said_by(item, attributes)))
            sending.append(_sends(kind, name, value))
            continue
        if kind == "select":
            options = tuple((sent_by(option), option.text(strip=True)) for option in item.css("option"))
            chosen = item.css_first("option[selected]")
            value = sent_by(chosen) if chosen is not None else (options[0][0] if options else "")
            fields.append(FormField(name, value, kind, options, ident, len(buttons)))
        elif kind not in {"checkbox", "radio"} or "checked" in attributes:
            fields.append(FormField(name, value, kind or "text", (), ident, len(buttons)))
        if kind == "radio" and name:
            circles.setdefault(name, []).append((value, (labels.get(ident) if ident else "") or label_of(item)))
            last[name] = len(buttons)
    method = (node.attributes.get("method") or "get").lower()
    action = absolute(base, node.attributes.get("action") or "") or page_url
    called = node.attributes.get("id") or node.attributes.get("name") or ""
    chosen_from = tuple(FormField(name, "", "radio", tuple(options), "", last[name]) for name, options in circles.items())
    return Form(action, method, called, tuple(fields), tuple(buttons), chosen_from, tuple(sending))


def said_by(node: LexborNode, attributes: Mapping[str, str]) -> str:
    """The words of an element, or what it says instead where it shows none."""
    text = line_of(node)
    if not text:
        image = node.css_first("img[alt]")
        text = (
            attributes.get("title")
            or attributes.get("aria-label")
            or (attributes.get("alt", "") if node.tag in {"area", "input"} else "")
            or attributes.get("value")
            or ((image.attributes.get("alt") or "") if image else "")
        )
    return text[:300]


def _sends(kind: str, name: str, value: str) -> Mapping[str, str]:
    if not name or kind not in {"submit", "image"}:
        return {}
    return {f"{name}.x": "1", f"{name}.y": "1"} if kind == "image" else {name: value}


def sent_by(option: LexborNode) -> str:
    """What an option sends: its value, which is often empty for "all", and its words only where it has none."""
    return (option.attributes["value"] or "") if "value" in option.attributes else option.text(strip=True)


def label_of(circle: LexborNode) -> str:
    """The words of a radio button: those of the label around it, else what follows it."""
    around = circle.parent
    if around is not None and around.tag == "label":
        return said_by(around, {})[:_LONGEST_LABEL]
    behind, said = circle.next, ""
    while behind is not None and not said and behind.tag not in {"input", "br"}:
        said = line_of(behind)
        behind = behind.next
    return said[:_LONGEST_LABEL]
