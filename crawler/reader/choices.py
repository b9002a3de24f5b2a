"""Ways to a list through the forms of a page: the empty search, and each choice of a box of agencies, fields or tiers."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from classifier.names import names_an_agency
from crawler.fetching import Ask

from .addresses import canonical
from .document import Document, Form, FormField
from .paging.press import send
from .view import View
from .words import category_score, fold, listing_score

_SEARCH = re.compile(r"tim kiem|tra cuu|search|tim|loc", re.IGNORECASE)
_FORMS = 4  # of a page that are looked at
_LEAST = 2.0  # what an empty search must promise
_MOST = 100  # choices of one box
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
    """What each search form of a page promises, and the request that it makes untouched."""
    for form in forms[:_FORMS]:
        words = fold(
            " ".join([*(text or value for _, value, text in form.buttons), form.name, *(f"{f.name} {f.kind}" for f in form.fields)])
        )
        promise = max(listing_score("", form.action), 0.0) + (3.0 if _SEARCH.search(words) else 0.0)
        ask = send(form, {}, view.document) if promise >= _LEAST else None
        if ask is not None and (ask.body or canonical(ask.url) != canonical(view.url)):
            yield promise, ask


def chosen(view: View, forms: tuple[Form, ...]) -> Iterator[list[tuple[Ask, str]]]:
    """For each box that divides the portal into parts, the request of every choice and its words."""
    for form in forms[:_FORMS]:
        for name, options in _boxes(form):
            asks = [(send(form, {name: value}, view.document), words) for value, words in options]
            members = [(ask, words) for ask, words in asks if ask is not None]
            if members:
                yield members


def _boxes(form: Form) -> Iterator[tuple[str, list[tuple[str, str]]]]:
    for field in form.fields:
        options = [(value, words) for value, words in field.options if value and words]
        named = sum(category_score(words, "") > 0 or names_an_agency(fold(words)) for _, words in options)
        if field.kind == "select" and field.name and 1 < len(options) <= _MOST and named >= _NAMED * len(options):
            yield field.name, options
