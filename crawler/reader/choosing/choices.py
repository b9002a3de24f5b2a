"""Ways to a list through the forms and boxes of a page: the empty search, each choice of a box of agencies, fields or tiers, and those of a
box of levels.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from urllib.parse import urlsplit

from selectolax.lexbor import LexborNode

from classifier.words.names import heading_level
from crawler.fetching import Ask
from crawler.reader.page.addresses import canonical
from crawler.reader.page.document import Document, in_chrome
from crawler.reader.page.forms import Form, FormField, sent_by
from crawler.reader.page.postback import Postbacks, posts_back
from crawler.reader.page.view import View
from crawler.reader.page.words import fold, listing_score, names_part, shows
from crawler.reader.paging.boxes import Box, Chooser
from crawler.reader.paging.press import send

_SEARCH = re.compile(r"tim kiem|tra cuu|search|tim|loc", re.IGNORECASE)
FORMS = 4  # of a page that are looked at
_LOOK = 2.5  # what a form promises that has a button to show something, whatever it is called
_PRESSES = 2  # such buttons of a form that are tried
_LEAST = 2.0  # what an empty search must promise
MOST = 100  # choices of one box
_LEVELS = 2  # that a box must tell apart
_NAMED = 0.5  # part of the choices that must name an agency, a field or a tier


def forms_of(document: Document, fetched: View) -> tuple[Form, ...]:
    """The forms of a page, each with what it hides from sight as the page had it when it was fetched: a token of the browser's own session
    is no token of ours.
    """
    if fetched.is_data or fetched.document is document:
        return document.forms
    hidden = {(form.action, field.name): field.value for form in fetched.document.forms for field in form.fields if field.kind == "hidden"}

    def ours(form: Form, field: FormField) -> FormField:
        return replace(field, value=hidden.get((form.action, field.name), field.value)) if field.kind == "hidden" else field

    return tuple(replace(form, fields=tuple(ours(form, field) for field in form.fields)) for form in document.forms)


def empty_searches(view: View, forms: tuple[Form, ...]) -> Iterator[tuple[float, Ask]]:
    """What each search form of a page promises, and the request that it makes untouched, by each of its buttons that shows something."""
    for form in forms[:FORMS]:
        words = fold(
            " ".join([*(text or value for _, value, text in form.buttons), form.name, *(f"{f.name} {f.kind}" for f in form.fields)])
        )
        promise = max(listing_score("", form.action), 0.0) + (3.0 if _SEARCH.search(words) else 0.0)
        looks = _looks(form, view.document)
        asked = any(field.kind in {"text", "search", "select"} for field in form.fields) or form.circles
        promise = max(promise, _LOOK if looks and asked else 0.0)
        for _, pressed in looks[:_PRESSES] or [(0, dict[str, str]())]:
            ask = send(form, pressed, view.document, looks=bool(pressed)) if promise >= _LEAST else None
            if ask is not None and (ask.body or canonical(ask.url) != canonical(view.url)):
                yield promise, ask


def chosen(view: View, forms: tuple[Form, ...]) -> Iterator[list[tuple[Ask, str]]]:
    """For each box or row of circles that divides the portal into parts, the request of every choice and its words."""
    for form in forms[:FORMS]:
        looks = _looks(form, view.document)
        for field, options in _boxes(form):
            pressed = next((what for place, what in looks if place >= field.before), looks[-1][1] if looks else {})
            asks = [(send(form, {**pressed, field.name: value}, view.document, looks=bool(pressed)), words) for value, words in options]
            members = [(ask, words) for ask, words in asks if ask is not None]
            if members:
                yield members


def moving(view: View, forms: tuple[Form, ...]) -> Iterator[tuple[bool, list[tuple[Ask, str]]]]:
    """For each box of the page's content whose script moves on to what one chooses, whether its choices are named like parts of the portal,
    and where each leads. Boxes that the page's forms send are looked at as such.
    """
    document = view.document
    sent = {field.name for form in forms for field in form.fields if field.kind == "select"}
    for node in [node for node in selects(document) if (node.attributes.get("name") or "") not in sent][:FORMS]:
        options = [option for option in node.css("option")[:MOST] if option.attributes.get("value") != "" and option.text(strip=True)]
        chooser = Chooser(Box(node, (), 0), document)
        asks = [(chooser.choose(option), option.text(strip=True)) for option in options]
        members = [(ask, words) for ask, words in asks if ask is not None and canonical(ask.url) != canonical(view.url)]
        if len(members) > 1 and not all(words.isdecimal() for _, words in members):  # years, numbers of pages
            yield divide([words for _, words in members]), members


def of_levels(view: View) -> Iterator[list[tuple[Ask | None, str]]]:
    """For each box over a list that tells levels of services apart, what asks for each choice, and its level; None for the one that the box
    has chosen. A box without a button, and without a script that follows the choice, asks for nothing.
    """
    document = view.document
    for node in selects(document):
        named = [(option, level) for option in node.css("option")[:MOST] if (level := heading_level(option.text(strip=True)))]
        if len(named) < _LEVELS:
            continue
        chooser = Chooser(Box(node, (), 0), document)
        asks = [(None if "selected" in option.attributes else _of_box(chooser, option), option, level) for option, level in named]
        members = [(ask, level) for ask, option, level in asks if ask is not None or "selected" in option.attributes]
        if len(members) == len(named):
            yield members


def _of_box(chooser: Chooser, option: LexborNode) -> Ask | None:
    """What a box asks for with another choice, by its script or by the button of its form, where that is this very list again."""
    ask = chooser.choose(option) or _of_form(chooser, option)
    here = urlsplit(chooser.document.page.url)
    return ask if ask is not None and urlsplit(ask.url)[:3] == here[:3] else None


def selects(document: Document) -> Iterator[LexborNode]:
    """The boxes in the content of a page."""
    return (node for node in document.tree.css("select") if not in_chrome(node))


def posted(chooser: Chooser, option: LexborNode) -> Ask | None:
    """What the form around a box posts with another choice."""
    return _of_form(chooser, option) if chooser.form is not None and chooser.form.method == "post" else None


def _of_form(chooser: Chooser, option: LexborNode) -> Ask | None:
    """What the form around a box sends with another choice; None for a box without a name or a form."""
    form = chooser.form if chooser.box.name else None
    return sent_with(form, {chooser.box.name: sent_by(option)}, chooser.document) if form is not None else None


def sent_with(form: Form, changes: Mapping[str, str], document: Document) -> Ask | None:
    """What a form sends with other choices; where it posts, by its button that shows something."""
    if form.method == "get":
        return send(form, dict(changes), document) if form.buttons else None
    looks = _looks(form, document)
    return send(form, {**looks[0][1], **changes}, document, looks=True) if looks else None


def divide(words: Sequence[str]) -> bool:
    """Whether choices are named like parts of the portal."""
    return sum(map(names_part, words)) >= _NAMED * len(words)


def _looks(form: Form, document: Document) -> list[tuple[int, dict[str, str]]]:
    """The buttons of a form that show something, by their place among its buttons, and what each adds to what is sent; at the end what
    posts the form around the page back without being a button of it.
    """
    found = [
        (place, dict(sent))
        for place, ((_, value, text), sent) in enumerate(zip(form.buttons, form.sending, strict=True))
        if sent and shows(text or value)
    ]
    if form.around_page:
        links = [link for link in document.links if posts_back(link.script) and shows(link.text)]
        presses = [press for link in links[:_PRESSES] if (press := Postbacks(document).of(link.script)) is not None]
        found += [(len(form.buttons), {"__EVENTTARGET": press.target, "__EVENTARGUMENT": press.argument}) for press in presses]
    return found


def _boxes(form: Form) -> Iterator[tuple[FormField, list[tuple[str, str]]]]:
    for field in (*form.fields, *form.circles):
        options = [(value, words) for value, words in field.options if value and words]
        divided = 1 < len(options) <= MOST and divide([words for _, words in options])
        if field.kind in {"select", "radio"} and field.name and divided:
            yield field, options
