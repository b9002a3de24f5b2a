"""Lists that a page carries whole for its own script and shows in part."""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any

import pytest

from classifier.data.indexed import spelled_out
from classifier.model import Page, PageReading
from classifier.reading import read_page

URL = "https://mot-cua.tinh.example.vn/cong-viec"
ACTS = ("Cấp giấy phép", "Gia hạn giấy phép", "Thu hồi giấy phép", "Cấp lại giấy phép")
THINGS = ("khai thác khoáng sản", "hoạt động karaoke", "nuôi chim yến")
NAMES = [f"{act} {thing}" for thing in THINGS for act in ACTS]
SHOWN = 4
RECORDS: list[dict[str, Any]] = [
    {"so": 500 + 7 * place, "alias": f"viec-{place}", "tieuDe": name, "nhom": {"ten": "Đất đai"}, "hien": 1}
    for place, name in enumerate(NAMES)
]


def flat(value: Any) -> str:
    """The data as one array whose values name each other."""
    values: list[Any] = []

    def put(one: Any) -> int:
        place = len(values)
        values.append(None)
        if isinstance(one, dict):
            values[place] = {key: put(inner) for key, inner in one.items()}
        else:
            values[place] = [put(inner) for inner in one] if isinstance(one, list) else one
        return place

    put(value)
    return json.dumps(values, ensure_ascii=False)


def in_script(value: Any) -> str:
    return f"<script type=application/json>{json.dumps(value, ensure_ascii=False)}</script>"


def in_flat_script(value: Any) -> str:
    return f"<script type=application/json id=du-lieu>{flat(value)}</script>"


def in_code(value: Any) -> str:
    return f"<script>var a = 1; window.kho = {json.dumps(value, ensure_ascii=False)}; ve(kho);</script>"


def in_attribute(value: Any) -> str:
    return f"<div id=goc data-props='{json.dumps(value, ensure_ascii=False)}'></div>"


def listing(carrier: str, link: str = "/cong-viec/{so}", said: str = "") -> PageReading:
    rows = "".join(f"<li><a href='{link.format(**each)}'>{each['tieuDe']}</a> <span>Đất đai</span></li>" for each in RECORDS[:SHOWN])
    body = f"<h2>Các thủ tục</h2><p>{said}</p><ul>{rows}</ul><button>2</button>{carrier}"
    return read_page(Page(URL, f"<html><body>{body}</body></html>"))


@pytest.mark.parametrize("carrier", [in_script, in_flat_script, in_code, in_attribute])
def test_the_rows_that_only_the_data_name_are_rows_of_the_list(carrier: Callable[[Any], str]) -> None:
    found = listing(carrier({"trang": {"muc": RECORDS}, "nguoi": None}), said="Có 12 thủ tục")
    assert [row.name for row in found.rows] == NAMES
    assert found.rows[-1].url == f"{URL}/{RECORDS[-1]['so']}"
    assert found.total == len(NAMES)


@pytest.mark.parametrize("link", ["/xem/{alias}.{so}", "/xem?viec={so}&hien=1", "/cong-viec/xem-{so}"])
def test_addresses_are_made_as_those_of_the_shown_rows_are(link: str) -> None:
    found = listing(in_script(RECORDS), link)
    assert found.rows[-1].url == f"https://mot-cua.tinh.example.vn{link.format(**RECORDS[-1])}"


def test_the_addresses_of_another_interface_are_not_taken() -> None:
    inner = [{**each, "url": f"/api/v1/{each['alias']}"} for each in RECORDS]
    found = listing(in_script(inner), link="/xem/{tieuDe}")
    assert len(found.rows) == len(NAMES)
    assert {row.url for row in found.rows[SHOWN:]} == {None}


@pytest.mark.parametrize(
    ("data", "said"),
    [
        ([{**each, "tieuDe": f"Công nhận giống cây trồng {each['so']}"} for each in RECORDS], ""),
        (RECORDS, "Có 4 thủ tục"),
        (RECORDS[:SHOWN], "Có 12 thủ tục"),
        ([{"so": 3, "tieuDe": "Đất đai"}, {"so": 4, "tieuDe": "Du lịch"}], ""),
    ],
    ids=["another list", "more than it wants to show", "no more than it shows", "no procedures"],
)
def test_data_that_are_not_those_of_the_list_add_nothing(data: Any, said: str) -> None:
    assert len(listing(in_script(data), said=said).rows) == SHOWN


PARTS = [RECORDS[:SHOWN], RECORDS[SHOWN : SHOWN + 2], RECORDS[SHOWN + 2 :]]


def in_tabs(parts: list[Any]) -> str:
    return "".join(f"<li role=tab data-viec='{json.dumps(part, ensure_ascii=False)}'>Nhóm {n}</li>" for n, part in enumerate(parts))


def in_named_arrays(parts: list[Any]) -> str:
    return in_code({f"nhom{n}": part for n, part in enumerate(parts)})


@pytest.mark.parametrize("said", ["", "Có 4 thủ tục", "Có 12 thủ tục"])
@pytest.mark.parametrize("carrier", [in_tabs, in_named_arrays, in_script])
def test_parts_of_a_list_are_one_list_where_one_of_them_is_shown(carrier: Callable[[Any], str], said: str) -> None:
    found = listing(carrier(PARTS), said=said)
    assert sorted(row.name for row in found.rows) == sorted(NAMES)
    assert {row.url for row in found.rows} == {f"{URL}/{each['so']}" for each in RECORDS}


def test_what_is_kept_beside_the_parts_and_is_no_list_adds_nothing() -> None:
    menu = [{**RECORDS[0], "tieuDe": name} for name in ("Đất đai", "Du lịch", "Hộ tịch")]
    assert len(listing(in_tabs([RECORDS[:SHOWN], menu])).rows) == SHOWN


def test_shown_rows_by_which_nothing_leads_on_have_the_keys_of_their_data() -> None:
    told = [{"id": f"a{each['so']}", "ten": each["tieuDe"]} for each in RECORDS]
    rows = "".join(f"<li><q>{each['ten']}</q> <span>Mã: 1.00{n}234</span></li>" for n, each in enumerate(told[:SHOWN]))
    found = read_page(Page(URL, f"<html><body><h2>Các thủ tục</h2><ul>{rows}</ul>{in_tabs([told[:SHOWN], told[SHOWN:]])}</body></html>"))
    assert [row.key for row in found.rows] == [each["id"] for each in told]


def test_two_of_one_name_are_two() -> None:
    twins = [*RECORDS, {**RECORDS[0], "so": 999}]
    found = listing(in_script(twins))
    assert [row.url for row in found.rows if row.name == NAMES[0]] == [f"{URL}/500", f"{URL}/999"]


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ([{"a": 1, "b": 2}, "x", [3, 1], 7], {"a": "x", "b": [7, "x"]}),
        ([["Reactive", 1], {"ngay": 2, "tap": 4, "o": -1}, ["Date", 3], "2024", ["Set", 3]], {"ngay": "2024", "tap": ["2024"], "o": None}),
        ([["ShallowReactive", 1], {"ngay": 2}, ["Date", "2024-03-02"]], {"ngay": "2024-03-02"}),
        ([{"a": 1, "tu": 0}, "x", 7, 8], None),
        ([{"a": 1, "tu": 0}, "x"], None),
        ([{"a": 1, "tu": 0, "b": 2}, "x", "y"], {"a": "x", "tu": None, "b": "y"}),
        ([1, 2, 3], None),
        ([[0, 1], [1, 2], [2, 0]], None),
        ([{"id": 1, "ten": "x"}, {"id": 2, "ten": "y"}, {"id": 3, "ten": "z"}], None),
    ],
    ids=["plain", "types", "a type of a word", "unnamed values", "too short", "a circle", "numbers", "pairs", "records"],
)  # fmt: skip
def test_a_flat_array_is_spelled_out_and_nothing_else(written: Any, meant: Any) -> None:
    assert spelled_out(written) == (written if meant is None else meant)


def test_a_flat_array_that_would_be_endless_stays_as_it_is() -> None:
    bomb: list[Any] = [{"a": 1, "b": 1}, *([place + 2] * 20 for place in range(12)), "x"]
    assert spelled_out(bomb) is bomb
