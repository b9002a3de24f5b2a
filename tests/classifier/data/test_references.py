# ruff: noqa: E501 - data are easier to read on one line
"""Data behind a guard, and data that name their objects."""

from __future__ import annotations

import json
from typing import Any

import pytest

from classifier.data.envelopes import opened, unguarded
from classifier.data.listings import read_data
from classifier.data.references import joined
from classifier.model import PageKind
from crawler.reader.page.view import parse_data

URL = "https://mc.example.vn/kho"
ONE = {"id": 7, "tenThuTuc": "Cấp lại giấy phép hành nghề", "maThuTuc": "1.004599"}
TWO = {"id": 9, "tenThuTuc": "Công nhận hòa giải viên", "maThuTuc": "2.000930"}


@pytest.mark.parametrize(
    "guard", [")]}'\n", ")]}',\n", ")]}", "while(1);", "for (;;);", "if(0) ", "throw 'no';", "throw 1; < no scripts >", "{}&& ", "&&&START&&&"]
)  # fmt: skip
def test_a_guard_before_the_data_is_left_out(guard: str) -> None:
    text = guard + json.dumps({"muc": [ONE, TWO]})
    if guard == "throw 1; < no scripts >":
        assert parse_data(text, "application/json") is None  # nobody's guard
        return
    assert [row.key for row in read_data(text, URL).rows] == ["7", "9"]
    assert parse_data(text.encode(), "application/json; charset=utf-8") == {"muc": [ONE, TWO]}


def test_a_guard_that_makes_a_remark_of_the_data_ends_behind_them() -> None:
    assert opened('/* {"muc": [1]} */') == {"muc": [1]}


@pytest.mark.parametrize(
    "text", ["for(var i=0;;){}", "while(true){a=1}", "if(window.x){[1]}", "/* lời */ var a = {}", "{}", "wow [1]", "fetch('/')", ")"]
)
def test_code_and_plain_data_have_none(text: str) -> None:
    assert unguarded(text) == text or parse_data(text, "text/javascript") is None


STORES: dict[str, Any] = {
    "a graph": {"data": {"ds": {"edges": [{"node": {"__ref": "TT:7"}}, {"node": {"__ref": "TT:9"}}]}}, "objects": {"TT:7": {**ONE, "coQuan": {"__ref": "CQ:1"}}, "TT:9": {**TWO, "coQuan": {"__ref": "CQ:1"}}, "CQ:1": {"ten": "Sở Y tế"}}},
    "several at once": {"root": {"ds": {"__refs": ["a", "b"]}}, "a": {**ONE, "coQuan": {"__ref": "c"}}, "b": {**TWO, "coQuan": {"__ref": "c"}}, "c": {"ten": "Sở Y tế"}},
    "an older cache": {"ROOT_QUERY": {"ds": [{"type": "id", "id": "T7", "generated": False}, {"type": "id", "id": "T9", "generated": False}]}, "T7": {**ONE, "coQuan": "Sở Y tế"}, "T9": {**TWO, "coQuan": "Sở Y tế"}},
    "bare ids": {"result": [9, 7], "entities": {"thuTuc": {"7": {**ONE, "coQuan": "Sở Y tế"}, "9": {**TWO, "coQuan": "Sở Y tế"}}}},
}  # fmt: skip


@pytest.mark.parametrize("data", STORES.values(), ids=STORES.keys())
def test_what_is_named_stands_where_it_is_named(data: Any) -> None:
    found = read_data(json.dumps(data), URL)
    assert sorted((row.name, row.key, row.agency) for row in found.rows) == [
        (one["tenThuTuc"], str(one["id"]), "Sở Y tế") for one in (TWO, ONE)
    ]


def test_what_names_itself_or_nothing_ends() -> None:
    circle = {"x": {"__ref": "A"}, "kho": {"A": {"b": {"__ref": "B"}, "n": 1}, "B": {"a": {"__ref": "A"}, "z": {"__ref": "không có"}}}}
    assert joined(circle) == {"x": {"b": {"a": None, "z": None}, "n": 1}, "kho": {}}
    plain = {"a": {"__ref": "x"}, "b": [1]}
    assert joined(plain) == plain
    wide = {
        "r": [{"__ref": "A"}] * 50,
        "kho": {"A": {"l": [{"__ref": "B"}] * 1000}, "B": {"l": [{"__ref": "C"}] * 1000}, "C": {"n": list(range(1000))}},
    }
    assert joined(wide) == wide  # too large when it is written out


def test_what_a_procedure_recommends_is_no_list_though_it_has_codes() -> None:
    others = [
        {"id": 8, "ten": "Thu hồi giấy phép hành nghề", "quocGia": "1.004600"},
        {"id": 9, "ten": "Cấp giấy phép hành nghề", "quocGia": "1.004601"},
    ]
    one = {
        "id": 7,
        "ten": "Cấp lại giấy phép hành nghề",
        "quocGia": "1.004599",
        "trinhTu": "Bước 1",
        "thoiHan": "10 ngày",
        "ketQua": "Giấy phép",
        "goiY": others,
    }
    found = read_data(json.dumps({"d": one}), URL)
    assert (found.kind, [each.name for each in found.procedures]) == (PageKind.PROCEDURE, [one["ten"]])
