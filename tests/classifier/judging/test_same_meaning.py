# ruff: noqa: E501 - mark-up is easier to read on one line
"""Mark-up that means the same gives the same label: on pages with forms, a submit button, payment and result words, in many mark-ups."""

from __future__ import annotations

import html as entities
import random
import re
import unicodedata
from collections.abc import Callable
from datetime import date
from functools import lru_cache

import pytest
from hypothesis import given, settings, strategies as st

from classifier.judging.judge import judge
from classifier.model import ApplicationReading, Behind, Context, FieldKey as K, Page
from classifier.reading import read_page
from tests.classifier.test_reading import CHANGES
from tests.classifier.vendors import details as vendors
from tests.classifier.vendors.details import DETAILS, Procedure

URL = "https://dvc.tinh.example.vn/thu-tuc/chi-tiet?id=11724"
SUBMIT = "https://dvc.tinh.example.vn/dang-ky-truc-tuyen/11724"
TEXT_ONLY = (vendors.plain_lines, vendors.line_breaks, vendors.list_items, vendors.label_value_spans, vendors.glued_text)


class WholeProcedure(Procedure):
    """One that offers everything: files for its forms, a button of its own, words about paying and getting the result."""

    @property
    def items(self) -> list[tuple[K, str, str, str]]:
        files = "".join(
            f"<li><span>{name}</span> <a class=tai href='/tep/{file}'>Tải về</a></li>"
            for name, file in (("Đơn đề nghị theo Mẫu số 01", "mau-01.docx"), ("Tờ khai theo Mẫu số 02", "mau-02.doc"))
        )
        return [
            *super().items,
            (K.FORMS, "Mẫu đơn, tờ khai", f"<ul>{files}</ul>", ""),
            (
                K.CHANNEL_IN,
                "Hình thức nộp hồ sơ",
                f"<p>Trực tuyến</p><a class='btn btn-primary' href='{SUBMIT}'>Nộp hồ sơ trực tuyến</a>",
                "",
            ),
            (K.PAYMENT, "Hình thức thanh toán", "<p>Thanh toán trực tuyến qua Cổng dịch vụ công</p>", ""),
            (K.CHANNEL_OUT, "Hình thức nhận kết quả", "<p>Trực tiếp</p><p>Qua dịch vụ bưu chính công ích</p>", ""),
        ]


PAGES = {draw.__name__: draw(WholeProcedure()) for draw in DETAILS if draw not in TEXT_ONLY}


@lru_cache(maxsize=64)
def label(html: str) -> list[object]:
    """The whole judgement of every procedure on a page."""
    where = Context(date(2026, 11, 22), behind={SUBMIT: ApplicationReading(Behind.GATE, quote="Đăng nhập")})
    entries = [judge(found, where) for found in read_page(Page(URL, html)).procedures]
    return [(e.code, e.name, e.level, e.level_max, e.strict_level, e.declared, e.features, e.flags, e.next_level) for e in entries]


def named_entities(html: str) -> str:
    """Letters as named entities where HTML has one, as hexadecimal numbers where it has none."""
    return re.sub(
        r"[^\x00-\x7f]", lambda m: f"&{name};" if (name := entities.entities.codepoint2name.get(ord(m[0]))) else f"&#x{ord(m[0]):X};", html
    )


def upper_tags(html: str) -> str:
    return re.sub(r"<(/?)(\w[\w-]*)", lambda m: f"<{m[1]}{m[2].upper()}", html)


def double_quotes(html: str) -> str:
    return re.sub(r"=([^\s'\"<>=]+)(?=[\s>])", r'="\1"', re.sub(r"='([^'\"<>]*)'", r'="\1"', html))


def broken_lines(html: str) -> str:
    """Line breaks and indentation instead of spaces between words, as an editor wraps them."""
    return re.sub(r"(?<=[^\W\d_]) (?=[^\W\d_][^<>]*<)", "\n      ", html)


def hard_spaces(html: str) -> str:
    return re.sub(r"(?<=[^\W\d_]) (?=[^\W\d_]+\s*<)", "&nbsp;", html)


def soft_wrapped(html: str) -> str:
    """Every text of the content in a wrapper of its own, as word processors leave it."""
    return re.sub(
        r"(<(?:td|th|dd|dt|p|li)\b[^>]*>)([^<>]*\w[^<>]*)(?=</(?:td|th|dd|dt|p|li))",
        r"\1<span style='font-size:14px'><font face=Arial>\2</font></span>",
        html,
    )


def site_wide_button(html: str) -> str:
    """Menus and footers of a real portal: buttons, level words, a form of their own; none of it is about this procedure."""
    top = "<header><a class=btn href='/'>Nộp hồ sơ trực tuyến</a><form action=/tim><input name=q><button>Tìm kiếm</button></form><a href=/dang-nhap>Đăng nhập</a></header>"
    foot = "<footer><a href='/thanh-toan'>Thanh toán trực tuyến</a><a href='/mau.docx'>Tải về</a><p>Dịch vụ công mức độ 4: 812</p></footer>"
    return html.replace("<body>", f"<body>{top}", 1).replace("</body>", f"{foot}</body>")


def with_ids(html: str) -> str:
    count = iter(range(10_000))
    return re.sub(
        r"<(div|td|th|tr|p|ul|dl|dt|dd|section|h\d)(?=[\s>])", lambda m: f"<{m[1]} data-id={next(count)} data-v-{next(count)}", html
    )


MORE: tuple[Callable[[str], str], ...] = (
    named_entities, upper_tags, double_quotes, broken_lines, hard_spaces, soft_wrapped, site_wide_button, with_ids,
)  # fmt: skip


@pytest.mark.parametrize("name", PAGES)
def test_the_page_says_what_it_offers(name: str) -> None:
    [(code, _, level, level_max, _, declared, features, _, _)] = label(PAGES[name])  # type: ignore[misc]
    assert (code, level, level_max, declared.value) == ("1.000948.000.00.00.H38", 4, 4, "mot-phan"), features
    assert (features.forms, features.forms_linked, features.submission, features.payment) == ("yes", 2, "gate", "stated")


@pytest.mark.parametrize("change", [*CHANGES, *MORE], ids=lambda change: change.__name__)
@pytest.mark.parametrize("name", PAGES)
def test_one_change_that_means_nothing(name: str, change: Callable[[str], str]) -> None:
    changed = change(PAGES[name])
    assert changed != PAGES[name] or change.__name__ in ("reordered", "soft_wrapped")
    assert label(changed) == label(PAGES[name])


@given(st.sampled_from(sorted(PAGES)), st.permutations([*CHANGES, *MORE]), st.integers(2, 6))
@settings(max_examples=40, deadline=None)
def test_several_changes_that_mean_nothing(name: str, changes: list[Callable[[str], str]], count: int) -> None:
    changed = PAGES[name]
    for change in changes[:count]:
        changed = change(changed)
    assert label(changed) == label(PAGES[name])


@given(st.sampled_from(sorted(PAGES)), st.integers(0, 2**32))
@settings(max_examples=30, deadline=None)
def test_every_letter_may_be_written_in_its_own_way(name: str, seed: int) -> None:
    """Composed, decomposed or as an entity, from letter to letter."""
    dice = random.Random(seed)  # noqa: S311

    def written(match: re.Match[str]) -> str:
        letter = match[0]
        ways = (letter, unicodedata.normalize("NFD", letter), f"&#{ord(letter)};", f"&#x{ord(letter):x};")
        return dice.choice(ways)

    assert label(re.sub(r"[^\x00-\x7f]", written, PAGES[name])) == label(PAGES[name])
