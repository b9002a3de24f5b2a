# ruff: noqa: E501 - the pages of the invented portal are easier to read when each stands on one line
"""Parts of a portal that count their procedures, show the first of them and bring the others at the press of an input."""

from __future__ import annotations

import json

import pytest

from tests.crawler.reader.asking.test_scripts import read_drawn
from tests.crawler.reader.made import Asked, Reply, shell
from tests.crawler.reader.paging.test_paging import PROCEDURES, anchor, portal
from tests.crawler.reader.reading import assert_all, read_made

PARTS = {"ho-tich": PROCEDURES[:7], "dat-dai": PROCEDURES[7:12], "du-lich": PROCEDURES[12:18]}
FIRST = 3
GROW = "function nua(n){var k=document.getElementById('k'),x=new XMLHttpRequest();x.onload=function(){k.insertAdjacentHTML('beforeend',x.responseText);if(x.responseText.indexOf('xong')>0)document.getElementById('nut').remove();};x.open('GET',['','doan',n,k.children.length].join('/'));x.send();}"


def growing_parts(asked: Asked) -> Reply | None:
    pieces = asked.path.strip("/").split("/")
    if pieces[0] == "doan":
        rest = PARTS[pieces[1]][int(pieces[2]) :]
        return "".join(f"<li>{anchor(p)}</li>" for p in rest[:FIRST]) + ("<!-- xong -->" if len(rest) <= FIRST else "")
    if pieces[0] == "nhom" and pieces[1] in PARTS:
        members = PARTS[pieces[1]]
        rows = "".join(f"<li>{anchor(p)}</li>" for p in members[:FIRST])
        poll = "<p>Trang này có ích không? <input type=radio name=y>Có <input type=radio name=y>Không</p>"
        more = f"<input id=nut type=button value='Xem thêm' onclick=\"nua('{pieces[1]}')\">"
        return shell(f"{poll}<h2>Lĩnh vực {pieces[1]}</h2><p>({len(members)} thủ tục)</p><ul id=k>{rows}</ul>{more}<script>{GROW}</script>")
    if pieces[0] in ("", "thu-tuc-hanh-chinh"):
        ways = "".join(f"<li><a href='/nhom/{part}'>Lĩnh vực {part}</a></li>" for part in PARTS)
        return shell(f"<h1>Thủ tục hành chính theo lĩnh vực</h1><ul>{ways}</ul>")
    return portal(lambda _: "")(asked)


@pytest.mark.browser
def test_the_input_for_more_is_pressed_and_none_beside_it() -> None:
    found = read_drawn(growing_parts)
    assert_all(found, PROCEDURES[:18], most=4)
    assert found.report.coverage.complete


def counted_alone(asked: Asked) -> Reply | None:
    """The same where nothing on a part leads to the rest of it."""
    reply = growing_parts(asked)
    return reply.partition("<input id=nut")[0] + "</body></html>" if isinstance(reply, str) and "<input id=nut" in reply else reply


def test_what_no_other_list_has_is_missing_where_a_part_counts_more() -> None:
    found = read_made(counted_alone)
    assert len(found.names) == FIRST * len(PARTS)
    assert not found.report.coverage.complete


def numbers_of_others(asked: Asked) -> Reply | None:
    """Parts that are shown whole, each over the numbers of the others."""
    pieces = asked.path.strip("/").split("/")
    if pieces[0] == "nhom" and pieces[1] in PARTS:
        rows = "".join(f"<li>{anchor(p)}</li>" for p in PARTS[pieces[1]])
        others = "".join(f"<p>Lĩnh vực {part} ({len(members)} thủ tục)</p>" for part, members in PARTS.items() if part != pieces[1])
        return shell(f"<h2>Lĩnh vực {pieces[1]}</h2><ul>{rows}</ul><h4>Lĩnh vực khác</h4>{others}")
    return growing_parts(asked)


def test_the_number_of_another_part_says_nothing_of_this_one() -> None:
    found = read_made(numbers_of_others)
    assert_all(found, PROCEDURES[:18], most=4)
    assert found.report.coverage.complete


def cut_beside_favourites(asked: Asked) -> Reply | None:
    """One part counts more than it shows; another shows the same ones as well, as what is asked for most, and little else."""
    favourites = [*PROCEDURES[:FIRST], PROCEDURES[20]]
    ways = "".join(f"<li><a href='/nhom/{part}'>Lĩnh vực {part}</a></li>" for part in (*PARTS, "quan-tam"))
    part = asked.path.rpartition("/nhom/")[2]
    members = favourites if part == "quan-tam" else PARTS.get(part)
    if members is None or "/nhom/" not in asked.path:
        return shell(f"<h1>Thủ tục hành chính theo lĩnh vực</h1><ul>{ways}</ul>") if asked.path == "/" else growing_parts(asked)
    shown = members[:FIRST] if part == "ho-tich" else members
    rows = "".join(f"<li>{anchor(p)}</li>" for p in shown)
    return shell(f"<h2>Lĩnh vực {part}</h2><p>({len(members)} thủ tục)</p><ul>{rows}</ul>")


def test_a_list_that_shares_records_with_another_is_whole_only_where_that_has_as_many_more() -> None:
    found = read_made(cut_beside_favourites)
    assert len(found.names) == 18 - (len(PARTS["ho-tich"]) - FIRST) + 1
    assert not found.report.coverage.complete
    assert "3 of 7" in found.report.suspect


def by_pieces(asked: Asked, wrapped: bool) -> Reply | None:
    """A button whose script puts in what the portal answers record by record, each as HTML: `{"the": ["<li>…", …], "sau": 16}`."""
    if asked.path == "/nua/thu-tuc":
        start = asked.number("tu", 0)
        pieces = [
            f"<div class=muc><a href='/thu-tuc/{p.id}'>{p.name}</a><p>{p.code} · {p.field}</p></div>" for p in PROCEDURES[start : start + 8]
        ]
        more = start + 8 if start + 8 < len(PROCEDURES) else None
        given = [{"so": start + place, "ma_nguon": piece} for place, piece in enumerate(pieces)] if wrapped else pieces
        return (200, "application/json", json.dumps({"cong": len(PROCEDURES), "the": given, "sau": more}))
    if asked.path in ("/", "/thu-tuc-hanh-chinh"):
        items = "".join(f"<div class=muc><a href='/thu-tuc/{p.id}'>{p.name}</a><p>{p.code} · {p.field}</p></div>" for p in PROCEDURES[:8])
        code = "document.getElementById('nua').onclick=async e=>{const b=e.target,d=await (await fetch('/nua/thu-tuc?tu='+b.dataset.tu)).json();d.the.forEach(h=>document.getElementById('k').insertAdjacentHTML('beforeend',h));b.dataset.tu=d.sau}"
        return shell(
            f"<h2>Thủ tục hành chính</h2><p>Có {len(PROCEDURES)} thủ tục</p><div id=k>{items}</div><button id=nua data-tu=8>Xem thêm</button><script>{code}</script>"
        )
    return portal(lambda _: "")(asked)


@pytest.mark.parametrize("wrapped", [False, True])
def test_records_that_come_as_html_piece_by_piece_are_read_to_the_end_without_a_browser(wrapped: bool) -> None:
    found = read_made(lambda asked: by_pieces(asked, wrapped))
    assert_all(found, PROCEDURES, most=1.5)
    assert found.report.coverage.complete
    assert sum(one.path == "/nua/thu-tuc" for one in found.served.asked) == 4
