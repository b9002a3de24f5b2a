# ruff: noqa: E501 - the pages of the invented portals are easier to compare when each stands on one line
"""Trees in data whose requests tell a kind beside the id, which keep a part of their nodes back, and whose last nodes only a press leads on."""

from __future__ import annotations

import json
from collections.abc import Sequence
from functools import partial
from typing import Any

import pytest

from crawler.fetching import Exchange
from crawler.reader.page.learned import template_between, template_for
from crawler.reader.page.nodes import nodes_in, request_values, rows_of
from crawler.reader.trees.withheld import withholds
from tests.crawler.reader.asking.test_scripts import data, js, read_drawn
from tests.crawler.reader.made import Asked, Reply, detail_dl, shell
from tests.crawler.reader.paging.test_paging import BY_ID, MENU, PROCEDURES
from tests.crawler.reader.reading import assert_all
from tests.crawler.reader.ways.test_categories import AGENCIES, FIELDS

SIZE = 3
DIRECT = PROCEDURES[:2]  # stand beside the fields of their agencies
EMPTY = "Ban Dân vận và Tôn giáo"  # nothing in its name tells that it is an agency
BARE = "Bán đấu giá tài sản"  # nor that this is a field
ASKS = {
    "GET": "fetch([g, 'con'].join('/') + '?cap=' + n.cap + '&so=' + n.so + (n.bo ? '&bo=' + n.bo : '') + '&luc=' + Date.now())",
    "POST": "fetch([g, 'con'].join('/'), {method: 'POST', headers: {'Content-Type': 'application/json'}, body: JSON.stringify(n.bo ? {cap: n.cap, so: n.so, bo: n.bo} : {cap: n.cap, so: n.so})})",
}
CODE = """
const g = ['', 'm'].join('/'), o = document.getElementById('muc');
const bay = (ds, vao) => ds.forEach(n => { const d = document.createElement('dd'), s = document.createElement('span'); s.textContent = n.label; d.append(s); vao.append(d);
  s.addEventListener('click', async () => {
    if (n.cap == 'viec') { location.assign([['', 'xem', n.so].join('/'), 'htm'].join('.')); return; }
    const ds = (await (await ASK).json()).muc;
    if (n.cap == 'tiep') { d.remove(); bay(ds, vao); } else { const u = document.createElement('dl'); d.append(u); bay(ds, u); } }); });
fetch(g + '/dau').then(r => r.json()).then(d => bay(d.muc, o));
"""


def nodes(cap: str, so: str, bo: int, repeats: bool) -> list[dict[str, Any]]:
    """What hangs on a node; of procedures three at a time, with a node for the next ones. `repeats`: that one shows the first ones again."""
    if cap == "dv":
        fields = [f for f in FIELDS if any(p.field == f and p.agency == AGENCIES[int(so) - 1] for p in PROCEDURES)] if so != "9" else []
        below = [{"cap": "lv", "so": f"{so}{FIELDS.index(f)}", "label": f} for f in fields]
        below += [{"cap": "lv", "so": f"{so}8", "label": BARE}] if so == "2" else []
        return below + [{"cap": "viec", "so": p.id, "label": p.name} for p in DIRECT if so != "9" and p.agency == AGENCIES[int(so) - 1]]
    if cap not in {"lv", "tiep"} or so[1] == "8":
        return []
    held = [p for p in PROCEDURES if p not in DIRECT and p.agency == AGENCIES[int(so[0]) - 1] and p.field == FIELDS[int(so[1])]]
    start = 0 if repeats else bo
    shown: list[dict[str, Any]] = [{"cap": "viec", "so": p.id, "label": p.name} for p in held[start : start + SIZE]]
    return shown + ([{"cap": "tiep", "so": so, "label": "Hiện thêm 3 mục", "bo": bo + SIZE}] if len(held) > bo + SIZE else [])


def portal(asked: Asked, way: str = "GET", repeats: bool = False) -> Reply | None:
    if asked.path == "/m.js":
        return js(CODE.replace("ASK", ASKS[way]))
    if asked.path == "/thu-tuc-hanh-chinh":
        return shell("<h2>Chọn cơ quan</h2><dl id=muc></dl><script src=/m.js></script>", menu=MENU)
    if asked.path == "/m/dau":
        return data(
            {
                "muc": [
                    *({"cap": "dv", "so": str(i), "label": a} for i, a in enumerate(AGENCIES, 1)),
                    {"cap": "dv", "so": "9", "label": EMPTY},
                ]
            }
        )
    if asked.path == "/m/con":
        told = json.loads(asked.body) if asked.body else asked.query
        return data({"muc": nodes(told["cap"], str(told["so"]), int(told.get("bo", 0)), repeats)})
    ident = asked.path.removeprefix("/xem/").removesuffix(".htm")
    return shell(detail_dl(BY_ID[int(ident)]), menu=MENU) if ident.isdigit() and asked.path.endswith(".htm") else shell("", menu=MENU)


@pytest.mark.browser
@pytest.mark.parametrize("way", ["GET", "POST"])
def test_a_tree_is_read_whose_code_tells_nothing(way: str) -> None:
    found = read_drawn(partial(portal, way=way))
    assert_all(found, PROCEDURES)
    assert found.report.coverage.complete
    assert all(entry.code for entry in found.sink.entries)  # their own pages say it, the tree does not


@pytest.mark.browser
def test_nodes_that_stay_back_are_told() -> None:
    found = read_drawn(partial(portal, repeats=True))
    assert 0 < len(found.names) < len(PROCEDURES)
    assert not found.report.coverage.complete


HOST = "https://mc.example.vn"
TWO = [{"cap": "a", "stt": 1, "id": 7}, {"cap": "a", "stt": 2, "id": 8}]


@pytest.mark.parametrize(
    ("objects", "requests", "template"),
    [
        (TWO, ["/c?cap=a&so=7", "/c?cap=a&so=8"], "/c?cap=data-cap&so=data-id"),
        (TWO, ["/c?cap=a&so=7&t=1796040459533", "/c?cap=a&so=8&t=1796040459999"], "/c?cap=data-cap&so=data-id&t=1"),
        (TWO, ["/c?loai=a&n=1", "/c?loai=a&n=2"], "/c?loai=a&n=data-stt"),
        (TWO, ["/c/7/con", "/c/8/con"], "/c/data-id/con"),
        (TWO, ["/c?so=7&k=x", "/c?so=8&k=y"], None),
        (TWO, ["/c?k=v", "/c?k=v"], None),
        (TWO, ["/c?so=7", "/d/c?so=8"], None),
        (TWO[:1], ["/c?id=7&muc=1"], "/c?id=data-id&muc=1"),
        ([{"id": 1, "stt": 1}, {"id": 2, "stt": 2}], ["/c?n=1", "/c?n=2"], "/c?n=data-id"),
    ],
)
def test_what_requests_tell_of_the_objects_that_they_are_for(
    objects: Sequence[dict[str, Any]], requests: Sequence[str], template: str | None
) -> None:
    samples = [(o, Exchange("GET", HOST + r, {}, None, 200, "application/json", b"[]")) for o, r in zip(objects, requests, strict=True)]
    found = template_for(samples)
    text = "".join(part if isinstance(part, str) else part[0] for part in found.parts) if found is not None else None
    assert text == (HOST + template if template else None)


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [("t=1796040459533", "t=1796040459999", True), ("t=0.83719202", "t=0.1120938", True), ("t=12", "t=13", False)],
)
def test_when_a_request_was_made_is_no_difference(one: str, other: str, same: bool) -> None:
    asked = [Exchange("GET", f"{HOST}/c?m={m}&{t}", {}, None, 200, "application/json", b"[]") for m, t in (("a", one), ("b", other))]
    assert (template_between(*asked) is not None) is same


def test_the_kind_of_a_node_goes_into_its_request() -> None:
    samples = [(o, Exchange("GET", f"{HOST}/c?cap={o['cap']}&id={o['id']}", {}, None, 200, "application/json", b"[]")) for o in TWO]
    template = template_for(samples)
    (node,) = nodes_in([{"cap": "b", "id": 3, "ten": "Hộ tịch"}])
    values = request_values(node, template, {}) if template is not None else None
    assert template is not None and values is not None and template.fill(values) == f"{HOST}/c?cap=b&id=3"


@pytest.mark.parametrize(
    ("node", "held"),
    [
        ({"id": 1, "ten": "Xem thêm…"}, True),
        ({"id": 1, "ten": "Tải thêm 20 thủ tục"}, True),
        ({"id": 1, "ten": "Xem thêm", "url": "/tat-ca"}, False),
        ({"id": 1, "ten": "Cấp thêm bản sao trích lục"}, False),
        ({"id": 1, "ten": "Sở Y tế"}, False),
    ],
)
def test_which_nodes_stand_for_others(node: dict[str, Any], held: bool) -> None:
    (found,) = nodes_in([node])
    assert withholds(found) is held


def test_the_agency_of_a_last_node_is_the_nearest_above_it() -> None:
    payload = [
        {"id": 1, "ten": "UBND cấp huyện", "con": [{"id": 2, "ten": "UBND huyện An", "con": [{"id": 3, "ten": "Đăng ký khai sinh"}]}]}
    ]
    leaves = [node for node in nodes_in(payload) if not node.inside]
    assert [row.agency for row in rows_of(leaves, HOST, {})] == ["UBND huyện An"]
