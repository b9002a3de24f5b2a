"""Answers that hold data in other spellings than JSON: as code writes them, handed to a function, as XML, escaped."""

from __future__ import annotations

import json
import time
from base64 import b64encode
from typing import Any

import pytest

from classifier.data.envelopes import may_be_data, opened
from classifier.data.listings import read_data

TWO = [{"id": 7, "ten": "Cấp bản sao trích lục hộ tịch"}, {"id": 9, "ten": "Đăng ký kết hôn"}]
PLAIN = json.dumps(TWO)


@pytest.mark.parametrize(
    "text",
    [
        PLAIN,
        "[{id: 7, ten: 'Cấp bản sao trích lục hộ tịch'}, {id: 9, 'ten': \"Đăng ký kết hôn\"},]",
        "([{id:7,ten:'C\\u1ea5p bản sao trích lục hộ tịch'},\n// và\n{id:9,/* hai */ten:'Đăng k\\xfd kết hôn'}]);",
        f"nhan_ve_12({PLAIN});",
        f"/**/typeof App.nhan === 'function' && App.nhan({PLAIN})",
        f'window.parent.ve["a1"]({json.dumps(PLAIN)})',
        "dat([{id: 7, ten: 'Cấp bản sao trích lục hộ tịch'}, {id: 9, ten: 'Đăng ký kết hôn'}])",
    ],
)
def test_the_same_data_in_several_spellings(text: str) -> None:
    assert may_be_data(text, "text/javascript")
    assert opened(text) == TWO


@pytest.mark.parametrize(
    ("text", "data"),
    [
        (
            '<?xml version="1.0"?><ds tong="2"><tt ma="7"><Ten><![CDATA[Cấp <phép> & gia hạn]]></Ten><Muc/></tt></ds>',
            {"tong": "2", "tt": [{"ma": "7", "Ten": "Cấp <phép> & gia hạn", "Muc": ""}]},
        ),
        (
            '<s:Envelope xmlns:s="urn:s"><s:Body><Kq><Ten>Gia&#7879;t &amp; t&#7849;y</Ten></Kq></s:Body></s:Envelope>',
            {"Body": {"Kq": {"Ten": "Giaệt & tẩy"}}},
        ),
        ("<r><!-- hai --><a x='1'>một</a><a x='2'/></r>", {"a": [{"x": "1", "text": "một"}, {"x": "2"}]}),
    ],
)
def test_xml_is_data(text: str, data: Any) -> None:
    assert may_be_data(text, "application/xml; charset=utf-8")
    assert opened(text) == data


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("<!doctype html><html><body></body></html>", "text/html"),
        ("<html><head></head></html>", "text/xml"),
        ("<?xml version='1.0'?><urlset><url><loc>https://a.vn/</loc></url></urlset>", "application/xml"),
        ("<div>một phần của trang</div>", "text/html"),
        ("<table><tr><td>một phần nữa</td></tr></table>", ""),
        ("$(function () { nap(); });", "text/javascript"),
        ("nap(1, 2);", "application/javascript"),
    ],
)
def test_pages_and_code_are_no_data(text: str, kind: str) -> None:
    assert not may_be_data(text, kind)


@pytest.mark.parametrize(
    "text",
    [
        "{a: goi()}",
        "{a: 'x' + y}",
        "{,}",
        "{}{}",
        "f({}) + g({})",
        '<!DOCTYPE a [<!ENTITY b "c">]><a>&b;</a>',
        "<a><b></a>",
        "<a>",
        "<a></a><b></b>",
    ],
)
def test_what_is_more_or_less_than_data_is_none(text: str) -> None:
    with pytest.raises(ValueError, match=r".*"):
        opened(text)


def test_texts_that_code_would_unescape_are_read() -> None:
    told = opened(
        '{"d": "{\\"ten\\": \\"C%u1EA5p%20gi%u1EA5y\\", \\"ty_le\\": \\"100%\\"}", "l": [{"t": "%u0110%E1"}, {"t": "giảm 5%u1EA5"}]}'
    )
    assert told == {"d": {"ten": "Cấp giấy", "ty_le": "100%"}, "l": [{"t": "Đá"}, {"t": "giảm 5%u1EA5"}]}
    assert opened(json.dumps({"d": b64encode(b'{"a": 1}').decode()})) == {"d": {"a": 1}}


def test_a_list_in_xml_is_read_with_its_total() -> None:
    rows = "".join(f"<muc khoa='k{i}'><TenThuTuc>Cấp giấy phép xây dựng loại {i}</TenThuTuc></muc>" for i in range(4))
    reading = read_data(f"<kq tongSo='9'>{rows}</kq>", "http://a.vn/ds")
    assert [row.name for row in reading.rows] == [f"Cấp giấy phép xây dựng loại {i}" for i in range(4)]
    assert reading.total == 9


@pytest.mark.parametrize(
    "text", ["{" * 100_000, "<a>" * 100_000, "['" * 100_000, "cb(/*" * 50_000, "<a " + "b='c' " * 50_000, "/*" + "*" * 200_000]
)
def test_a_hostile_answer_costs_no_time(text: str) -> None:
    start = time.perf_counter()
    may_be_data(text, "text/javascript")
    with pytest.raises((ValueError, RecursionError)):
        opened(text)
    assert time.perf_counter() - start < 3
