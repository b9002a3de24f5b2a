"""Plain selectors find what the parser's own engine finds."""

from __future__ import annotations

import pytest
from hypothesis import given, settings, strategies as st

from classifier.page.document import open_document
from classifier.page.selectors import plain_selector

PLAIN = (
    "a",
    "h1,h2,h3,h4,h5,h6",
    "[id]",
    "a[href]",
    "input[type=submit],input[type=image]",
    "nav,[role=menu],[class*=menu i],[id*=menu i]",
    "[class*=menu],[role=button]",
    "[href^='#'],[data-target],[rel]",
    'a[href^="#"],label[for],[class*=head]',
)
_NAMES = ("id", "class", "role", "href", "type", "data-target", "rel", "for", "CLASS", "HREF")
_VALUES = ("", "menu", "MENU", "main-Menu x", "#", "#a", "/a#b", "submit", "SUBMIT", "Image", "button", "BUTTON", "ſide", "K", "đầu-head")
_ELEMENTS = st.tuples(
    st.sampled_from(("a", "nav", "div", "h1", "h6", "input", "label", "svg", "td", "form", "A", "template")),
    st.dictionaries(st.sampled_from(_NAMES), st.none() | st.sampled_from(_VALUES), max_size=4),
    st.booleans(),
)


def _markup(elements: list[tuple[str, dict[str, str | None], bool]]) -> str:
    def one(tag: str, attributes: dict[str, str | None], closed: bool) -> str:
        said = "".join(f" {name}" if value is None else f' {name}="{value}"' for name, value in attributes.items())
        # In a picture left open all that follows is no HTML, where the engine heeds the case of values and pages have nothing to say.
        return f"<{tag}{said}>x{f'</{tag}>' if closed or tag == 'svg' else ''}"

    return "".join(one(*element) for element in elements)


@given(st.lists(_ELEMENTS, max_size=12))
@settings(max_examples=60, deadline=None)
def test_plain_selectors_find_what_the_engine_finds(elements: list[tuple[str, dict[str, str | None], bool]]) -> None:
    doc = open_document(_markup(elements), "http://dvc.example.vn/")
    for css in PLAIN:
        assert plain_selector(css) is not None
        # The engine names an element once for each alternative that it matches.
        found = sorted({doc.index_of[node.mem_id] for node in doc.tree.css(css) if node.mem_id in doc.index_of})
        assert doc.select(css) == found, css


@pytest.mark.parametrize("css", ["div a", "tr:first-child", "a.menu", "#main", "a[href$=pdf]", "*", "", "a,", "a[href][id]"])
def test_other_selectors_are_left_to_the_engine(css: str) -> None:
    assert plain_selector(css) is None


def test_a_selector_that_is_not_plain_is_answered_too() -> None:
    doc = open_document("<div><a class=x>1</a></div><a>2</a>", "http://dvc.example.vn/")
    assert [doc.text_of(e) for e in doc.select("div > a.x")] == ["1"]
