"""Addresses with titles whose marks are written in several ways: precomposed, or apart, as some editors save them."""

from __future__ import annotations

import unicodedata
from html import escape
from urllib.parse import unquote

import pytest

from tests.crawler.reader.made import Asked, Made, Reply, detail_heads, made, shell
from tests.crawler.reader.reading import assert_all, read_made

SOME = made(9)


def slug(one: Made, form: str) -> str:
    return unicodedata.normalize(form, one.name.replace(" ", "-")) + f"-{one.id}"  # type: ignore[arg-type]


def portal(listed: str, beside: str, known: tuple[str, ...]) -> object:
    """A list that links in one Unicode form, and pages that name others of the list in another; `known`: the forms that are served."""

    def answer(asked: Asked) -> Reply | None:
        if asked.path == "/":
            items = "".join(f'<li><a href="/viec/{slug(p, listed)}">{escape(p.name)}</a></li>' for p in SOME)
            return shell(f"<h1>Danh mục thủ tục hành chính</h1><ol>{items}</ol>")
        asked_for = unquote(asked.path).removeprefix("/viec/")
        one = next((p for p in SOME for form in known if slug(p, form) == asked_for), None)
        if one is None:
            return None
        next_one = SOME[(SOME.index(one) + 1) % len(SOME)]
        return shell(detail_heads(one) + f'<p>Xem cả <a href="/viec/{slug(next_one, beside)}">{escape(next_one.name)}</a></p>')

    return answer


@pytest.mark.parametrize(("listed", "beside"), [("NFC", "NFD"), ("NFD", "NFC"), ("NFD", "NFD")])
def test_one_procedure_under_two_spellings_is_one(listed: str, beside: str) -> None:
    found = read_made(portal(listed, beside, ("NFC", "NFD")))  # type: ignore[arg-type]
    assert_all(found, SOME)
    assert found.report.coverage.complete, found.report.warnings


def test_a_link_is_followed_as_it_is_written() -> None:
    found = read_made(portal("NFD", "NFD", ("NFD",)))  # type: ignore[arg-type]
    assert_all(found, SOME)
    assert found.report.coverage.read == len(SOME)
