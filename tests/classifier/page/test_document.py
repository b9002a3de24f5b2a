"""Bytes to one flat document, whatever the bytes."""

from __future__ import annotations

import codecs
import unicodedata

import pytest
from hypothesis import given, settings, strategies as st

from classifier.page.document import open_document
from classifier.page.encoding import decode

URL = "https://dvc.example.vn/thu-tuc/chi-tiet?id=1"
TEXT = "Cấp lại giấy phép; lệ phí đường bộ"


def _old(text: str) -> bytes:
    """Vietnamese Windows writes tone marks apart."""
    out = []
    for char in unicodedata.normalize("NFC", text):
        try:
            out.append(char.encode("cp1258"))
        except UnicodeEncodeError:
            base, mark = unicodedata.normalize("NFD", char)[0], unicodedata.normalize("NFD", char)[1:]
            joined = unicodedata.normalize("NFC", base + "".join(m for m in mark if m in "\u0302\u0306\u031b"))
            out.append((joined + "".join(m for m in mark if m not in "\u0302\u0306\u031b")).encode("cp1258"))
    return b"".join(out)


@pytest.mark.parametrize(
    ("body", "content_type"),
    [
        (TEXT.encode(), ""),
        (codecs.BOM_UTF8 + TEXT.encode(), "text/html; charset=iso-8859-1"),
        (codecs.BOM_UTF16_LE + TEXT.encode("utf-16-le"), ""),
        (codecs.BOM_UTF16_BE + TEXT.encode("utf-16-be"), ""),
        (("x" * 50 + TEXT).encode("utf-16-le"), ""),
        (("x" * 50 + TEXT).encode("utf-16-be"), ""),
        (_old(TEXT), "text/html; charset=windows-1258"),
        (b"<meta charset=windows-1258>" + _old(TEXT), ""),
        (b"<meta http-equiv=Content-Type content='text/html; charset=x-cp1258'>" + _old(TEXT), "text/html"),
        (TEXT.encode() * 40 + b"\xff" + TEXT.encode(), "text/html; charset=utf-8"),
        (TEXT.encode() * 40 + b"\xff" + TEXT.encode(), ""),
        (TEXT.encode() + "ộ".encode()[:2], ""),
        (TEXT.encode(), "text/html; charset=no-such-thing"),
    ],
)
def test_text_survives_its_encoding(body: bytes, content_type: str) -> None:
    assert TEXT in open_document(body, URL, content_type).text


def test_undeclared_legacy_text_is_still_read() -> None:
    assert decode(b"<p>caf\xe9 cr\xe8me br\xfbl\xe9e d\xe9j\xe0 \xe9t\xe9</p>") != ""
    assert decode(bytes(range(128, 256)) * 3, "text/html; charset=utf-8") != ""


@given(st.binary(max_size=3000), st.sampled_from(["", "text/html; charset=utf-8", "text/html; charset=windows-1258"]))
@settings(max_examples=60, deadline=None)
def test_no_bytes_are_too_strange(body: bytes, content_type: str) -> None:
    document = open_document(body, URL, content_type)
    assert len(document.text) == len(document.folded)


@given(st.text(alphabet="<>/abdiprtu \"'=&;ộ\n", max_size=400))
@settings(max_examples=150, deadline=None)
def test_the_arrays_agree_with_each_other(html: str) -> None:
    document = open_document(html, URL)
    size = len(document.nodes)
    assert size == len(document.tags) == len(document.parents) == len(document.ends)
    for element in range(size):
        assert document.parents[element] < element < document.ends[element] <= size
        assert document.text_from[element] <= document.text_to[element] <= len(document.text)
        for child in document.children(element):
            assert document.parents[child] == element
    assert all(document.text[start:end] for start, end in zip(document.piece_starts, document.piece_ends, strict=True))


@pytest.mark.parametrize(
    ("html", "text"),
    [
        ("<b>N</b>ộp hồ sơ", "Nộp hồ sơ"),
        ("<b>Mã</b> <i>số</i>", "Mã số"),
        ("<span>Mã số</span><span>1.004194</span>", "Mã số 1.004194"),
        ("<p>a</p><p>b</p>", "a\nb"),
        ("a<br>b", "a\nb"),
        ("<p>a<script>var x</script><style>p{}</style><noscript>bật</noscript></p>", "a"),
        ("<select><option>Mức độ 3</select><textarea>x</textarea>", ""),
        ("<input type=submit value='Nộp hồ sơ'><input value=ẩn><input readonly value='Sở Y tế'>", "Nộp hồ sơ\nSở Y tế"),
        ("<div>Phí <textarea readonly rows=2>Hộ: 50.000\n\n  Tổ chức: 100.000</textarea></div>", "Phí\nHộ: 50.000\nTổ chức: 100.000"),
        ("<pre>PHÍ:\n   không\n\nHẠN: 5 ngày</pre>", "PHÍ:\nkhông\nHẠN: 5 ngày"),
        ("&lt;p&gt;C&amp;ocirc;ng&lt;/p&gt;", "Công"),
        ("<html><body><p>a</body></html><html><body><p>b</body></html>", "a\nb"),
        ("<table><tr><td><html><body><p>a</p></body></html></td></tr></table>", "a"),
        ("<tr><td>a</td><td>b</td></tr>", "a\nb"),
    ],
)
def test_visible_text(html: str, text: str) -> None:
    found = open_document(html, URL).text.strip()
    assert found.replace("\n", " ").split() == text.replace("\n", " ").split()
    assert ("\n" in found) == ("\n" in text) or "<input" in html or "html" in html


@pytest.mark.parametrize(
    "html",
    ["<div>" * 5000 + "x", "<table><tr><td>" * 2000 + "x", "<b>" * 9000 + "x", "x" * 2_000_000, "<p>" + "á " * 900_000, "<a>" * 200_000],
)
def test_hostile_shapes_end(html: str) -> None:
    assert len(open_document(html, URL).nodes) <= 150_001


def test_addresses_are_made_absolute() -> None:
    document = open_document("<base href='/goc/trang/'><a href=x>", URL)
    assert document.base == "https://dvc.example.vn/goc/trang/"
    assert document.absolute("a?b=1") == "https://dvc.example.vn/goc/trang/a?b=1"
    assert document.absolute("/a") == "https://dvc.example.vn/a"
    assert document.absolute("/a/../b") == "https://dvc.example.vn/b"
    assert document.absolute("//khac.vn/a") == "https://khac.vn/a"
    assert document.absolute("http://[hỏng") == ""
    assert document.absolute("https://khac.vn/a") == "https://khac.vn/a"


@pytest.mark.parametrize(
    ("html", "cut"),
    [("<html><body><p>a</p></body></html>", False), ("<html><body><p>a", True), ("<p>a", False), ("<html><head><title>a", True)],
)
def test_a_page_cut_in_the_middle_is_known(html: str, cut: bool) -> None:
    assert open_document(html, URL).truncated is cut


def test_ids_given_twice_mean_the_first() -> None:
    document = open_document("<p id=a>1</p><p id=a>2</p>", URL)
    assert document.text_of(document.by_id["a"]) == "1"
    assert document.folded_of(document.by_id["a"]) == "1"
    assert document.element_at(0) == document.by_id["a"]
    assert open_document("", URL).element_at(0) == 0
