# ruff: noqa: E501 - the pages of the invented portals are easier to compare when each stands on one line
"""Trees that only a script opens, branch by branch: of two hands."""

from __future__ import annotations

import json
from dataclasses import replace

import pytest

from classifier.model import Outcome, Page
from classifier.reading import read_page
from crawler.fetching import Answer, Ask, Exchange
from crawler.reader.page.document import Document
from crawler.reader.page.learned import HOLE, template_between
from crawler.reader.page.nodes import nodes_in, request_values, written_by
from crawler.reader.page.templates import url_templates
from crawler.reader.page.view import View
from crawler.reader.paging.press import ask_of
from crawler.reader.trees.branches import alike
from tests.crawler.reader.asking.test_scripts import read_drawn
from tests.crawler.reader.made import NEWS, Answering, Asked, Reply, detail_dl, detail_table, shell
from tests.crawler.reader.paging.test_paging import BY_ID, MENU, PROCEDURES
from tests.crawler.reader.reading import assert_all, read_made
from tests.crawler.reader.ways.test_categories import AGENCIES, FIELDS


def front(asked: Asked) -> Reply | None:
    return shell(f"<h1>Chào mừng</h1><ul>{NEWS}</ul>", menu=MENU) if asked.path == "/" else None


def by_data(asked: Asked) -> Reply | None:
    """Two floors of elements with data attributes; procedures have data attributes, too, and their pages are fragments."""
    code = (
        "$('body').on('click', '[data-ma-muc]', function(){ var o = $(this);"
        " $.get('/tai/muc?nut=' + o.data('ma-muc'), h => o.append(h)); })"
        ".on('click', '.tt', function(){ $('#xem').load('/tai/tthc/' + $(this).data('so-tt') + '/noi-dung'); })"
        ".on('click', '.lam', function(){ location.href = '/khai/' + $(this).data('phieu') + '.html'; });"
    )
    if asked.path == "/thu-tuc-hanh-chinh":
        agencies = "".join(f'<details data-ma-muc="d{i}x"><summary>{a}</summary></details>' for i, a in enumerate(AGENCIES))
        return shell(f"<h2>Chọn đơn vị</h2>{agencies}<div id=xem></div>", menu=MENU, script=code)
    if asked.path == "/tai/muc":
        agency, _, field = asked.query["nut"].removeprefix("d").partition("x")
        here = [p for p in PROCEDURES if p.agency == AGENCIES[int(agency)]]
        if not field:
            return "".join(
                f'<details data-ma-muc="d{agency}x{i}"><summary>{f}</summary></details>'
                for i, f in enumerate(FIELDS)
                if any(p.field == f for p in here)
            )
        return "".join(f'<p><a class="tt" href="#" data-so-tt="{p.id}">{p.name}</a></p>' for p in here if p.field == FIELDS[int(field)])
    ident = asked.path.removeprefix("/tai/tthc/").removesuffix("/noi-dung")
    if ident.isdigit():
        return detail_dl(BY_ID[int(ident)], f'<button class="lam" data-phieu="p{ident}">Nộp hồ sơ trực tuyến</button>')
    if asked.path.startswith("/khai/p"):
        fields = "".join(f"<p>{words}: <input name='o{i}'></p>" for i, words in enumerate(ASKED))
        return shell(f'<h1>{BY_ID[int(asked.path[7:-5])].name}</h1><form method="post">{fields}<button>Gửi hồ sơ</button></form>')
    return front(asked)


ASKED = ("Họ và tên", "Ngày sinh", "Số căn cước", "Nơi cư trú", "Nội dung đề nghị", "Lý do đề nghị")


def by_call(asked: Asked) -> Reply | None:
    """One floor, opened by a function of a file that posts; the answer is HTML within JSON, its procedures are plain links."""
    if asked.path == "/ma/cay.js":
        code = (
            "function bung(o, so){ $.ajax({url: '/lay-nhanh', type: 'POST', data: {linhvuc: so}, success: r => $(o).after(r.content)}); }"
        )
        return (200, "application/javascript", code)
    if asked.path == "/thu-tuc-hanh-chinh":
        items = "".join(f'<li><span onclick="bung(this, {i})">Lĩnh vực {f}</span></li>' for i, f in enumerate(FIELDS))
        return shell(f'<ul class="cay">{items}</ul><script src="/ma/cay.js"></script>', menu=MENU)
    if asked.path == "/lay-nhanh" and asked.method == "POST":
        rows = "".join(
            f'<li><a href="/thu-tuc/{p.id}">{p.name}</a></li>' for p in PROCEDURES if p.field == FIELDS[asked.number("linhvuc", 0)]
        )
        return (200, "application/json", json.dumps({"ok": True, "content": f"<ul>{rows}</ul>"}))
    ident = asked.path.removeprefix("/thu-tuc/")
    return shell(detail_table(BY_ID[int(ident)]), menu=MENU) if ident.isdigit() else front(asked)


@pytest.mark.parametrize("portal", [by_data, by_call])
def test_every_branch_is_opened_once(portal: Answering) -> None:
    found = read_made(portal)
    assert_all(found, PROCEDURES, most=1.8)
    opened = [(a.path, a.query.get("nut"), a.body) for a in found.served.asked if a.path in {"/tai/muc", "/lay-nhanh"}]
    assert len(opened) == len(set(opened))


def test_a_button_of_a_fragment_leads_where_the_page_around_it_says() -> None:
    assert {entry.features.submission for entry in read_made(by_data).sink.entries} == {"yes"}


def by_nodes(asked: Asked) -> Reply | None:
    """Agencies open fields, and these procedures, by data of one kind: the script writes them into elements, rows have no links."""
    code = (
        "$(document).on('click', '.nut', function(){ var o = $(this); $.getJSON('/dm/con', {goc: o.data('goc')}, function(ds){"
        " ds.items.forEach(function(x){ o.after('<p class=\"' + (x.leaf ? 'tt' : 'nut') + '\" data-goc=\"' + x.key + '\">' + x.text + '</p>'); }); }); })"
        ".on('click', '.tt', function(){ location.href = '/thu-tuc/' + $(this).data('goc'); });"
    )
    if asked.path == "/thu-tuc-hanh-chinh":
        agencies = "".join(f'<p class="nut" data-goc="a{i}">{a}</p>' for i, a in enumerate(AGENCIES))
        return shell(f"<h2>Chọn đơn vị</h2>{agencies}", menu=MENU, script=code)
    if asked.path == "/dm/con":
        agency, _, field = asked.query["goc"].removeprefix("a").partition(".")
        here = [p for p in PROCEDURES if p.agency == AGENCIES[int(agency)]]
        fields = [f for f in FIELDS if any(p.field == f for p in here)]
        if not field:
            items = [{"key": f"a{agency}.{FIELDS.index(f)}", "text": f"{f} (TTHC)", "leaf": False, "icon": "/i.png"} for f in fields]
        else:
            items = [{"key": p.id, "text": p.name, "leaf": True, "icon": "/i.png"} for p in here if p.field == FIELDS[int(field)]]
        return (200, "application/json", json.dumps({"items": items, "n": len(items)}))
    ident = asked.path.removeprefix("/thu-tuc/")
    return shell(detail_table(BY_ID[int(ident)]), menu=MENU) if ident.isdigit() else front(asked)


def by_nested_nodes(asked: Asked) -> Reply | None:
    """One request brings all that hangs on a tier: fields, and in them the procedures with their addresses."""
    if asked.path == "/ma/cay.js":
        return (
            200,
            "application/javascript",
            "function mo(o, so){ fetch('/api/tree', {method: 'POST', body: new URLSearchParams({node: so})}).then(r => r.json()).then(ve); }",
        )
    if asked.path == "/thu-tuc-hanh-chinh":
        items = "".join(f'<li><a href="#" onclick="mo(this, {i + 1}); return false">{a}</a></li>' for i, a in enumerate(AGENCIES))
        return shell(f'<ul class="c">{items}</ul><script src="/ma/cay.js"></script>', menu=MENU)
    if asked.path == "/api/tree" and asked.method == "POST":
        here = [p for p in PROCEDURES if p.agency == AGENCIES[asked.number("node", 1) - 1]]
        fields = [
            {"id": f"f{i}", "title": f, "nodes": [{"id": p.id, "title": p.name, "path": f"/tt/{p.id}.html"} for p in here if p.field == f]}
            for i, f in enumerate(FIELDS)
        ]
        return (200, "application/json", json.dumps({"success": True, "result": [f for f in fields if f["nodes"]]}))
    ident = asked.path.removeprefix("/tt/").removesuffix(".html")
    return shell(detail_table(BY_ID[int(ident)]), menu=MENU) if ident.isdigit() else front(asked)


@pytest.mark.parametrize("portal", [by_nodes, by_nested_nodes])
def test_trees_of_data_are_opened_to_their_last_nodes(portal: Answering) -> None:
    found = read_made(portal)
    assert_all(found, PROCEDURES, most=1.8)
    assert found.report.coverage.complete


def by_closures(asked: Asked, *, posts: bool = False) -> Reply | None:
    """A tree that a script draws from data: what opens a branch stands neither in its element nor in code that can be read."""
    if asked.path == "/ung-dung.js":
        ask = (
            "fetch(D + 'nhanh', {method: 'POST', headers: {'Content-Type': 'application/json'}, body: JSON.stringify({loai: 'TTHC', cha: n.ma, trang: 1})})"
            if posts
            else "fetch([D + 'nhanh', n.ma, 'con'].join('/'))"
        )
        return (
            200,
            "application/javascript",
            "const D = ['', 'dm', ''].join('/'); const o = document.getElementById('cay');"
            "const ve = (ds, vao) => ds.forEach(n => { const p = document.createElement('li'); const b = document.createElement(n.cuoi ? 'a' : 'b'); b.textContent = n.ten; if (n.cuoi) b.href = '/tt/' + n.ma;\n p.append(b); vao.append(p);"
            f" if (!n.cuoi) b.addEventListener('click', async () => {{ const u = document.createElement('ul'); p.append(u); ve((await (await {ask}).json()).ds, u); }}); }});"
            "fetch(D + 'goc').then(r => r.json()).then(d => ve(d.ds, o));",
        )
    if asked.path == "/thu-tuc-hanh-chinh":
        return shell("<h2>Chọn đơn vị</h2><ul id=cay></ul><script src=/ung-dung.js></script>", menu=MENU)
    if asked.path == "/dm/goc":
        return (200, "application/json", json.dumps({"ds": [{"ma": f"a{i}", "ten": a} for i, a in enumerate(AGENCIES)]}))
    if asked.path.startswith("/dm/nhanh"):
        ident = str(json.loads(asked.body)["cha"]) if posts and asked.body else asked.path.removeprefix("/dm/nhanh/").removesuffix("/con")
        agency, _, field = ident.removeprefix("a").partition("-")
        here = [p for p in PROCEDURES if agency.isdigit() and int(agency) < len(AGENCIES) and p.agency == AGENCIES[int(agency)]]
        if not field:
            return (
                200,
                "application/json",
                json.dumps({"ds": [{"ma": f"a{agency}-{i}", "ten": f} for i, f in enumerate(FIELDS) if any(p.field == f for p in here)]}),
            )
        return (
            200,
            "application/json",
            json.dumps({"ds": [{"ma": p.id, "ten": p.name, "cuoi": True} for p in here if p.field == FIELDS[int(field)]]}),
        )
    ident = asked.path.removeprefix("/tt/")
    return shell(detail_table(BY_ID[int(ident)]), menu=MENU) if ident.isdigit() else front(asked)


@pytest.mark.browser
@pytest.mark.parametrize("posts", [False, True])
def test_branches_that_only_a_press_opens_tell_how_the_others_are_opened(posts: bool) -> None:
    found = read_drawn(lambda asked: by_closures(asked, posts=posts))
    assert_all(found, PROCEDURES, most=2.5)
    assert found.report.coverage.complete


def exchange(url: str, body: str | None = None) -> Exchange:
    return Exchange("POST" if body else "GET", f"https://dvc.example.vn{url}", {}, body, 200, "application/json", b"[]")


@pytest.mark.parametrize(
    ("one", "other", "filled"),
    [
        (("/cay?nut=12&k=1",), ("/cay?nut=13&k=1",), "/cay?nut=X&k=1"),
        (("/nhanh/a12/con",), ("/nhanh/b2/con",), "/nhanh/X/con"),
        (("/nhanh/101",), ("/nhanh/1012",), "/nhanh/X"),
        (("/nhanh/1/con?t=2",), ("/nhanh/2/con?t=3",), None),
        (("/cay?nut=12",), ("/cay?nut=12",), None),
        (("/cay", "nut=12&k=v"), ("/cay", "nut=13&k=v"), "/cay nut=X&k=v"),
        (("/cay", '{"nut": 12, "k": "v"}'), ("/cay", '{"nut": 13, "k": "v"}'), '/cay {"nut": "X", "k": "v"}'),
        (("/cay", '{"nut": {"a": 1}}'), ("/cay", '{"nut": {"a": 2}}'), None),
    ],
)
def test_two_requests_that_differ_in_one_value(one: tuple[str, ...], other: tuple[str, ...], filled: str | None) -> None:
    template = template_between(exchange(*one), exchange(*other))
    if template is None:
        assert filled is None
        return
    document = Document(Page("https://dvc.example.vn/", "<p></p>"))
    ask = ask_of(template, template.fill({HOLE: "X"}) or "", {HOLE: "X"}, document)
    assert ask is not None
    assert " ".join(filter(None, [ask.url.removeprefix("https://dvc.example.vn"), (ask.body or b"").decode()])) == filled


def test_a_branch_that_does_not_open_is_counted_as_left() -> None:
    def failing(asked: Asked) -> Reply | None:
        return (500, "text/plain", "") if asked.path == "/dm/con" and asked.query["goc"] == "a1" else by_nodes(asked)

    found = read_made(failing)
    assert 0 < len(found.names) < len(PROCEDURES)
    assert not found.report.coverage.complete


@pytest.mark.parametrize(
    ("item", "below", "address"),
    [
        ({"ma": 3, "ten": "Hộ tịch", "soCon": 4}, True, ""),
        ({"ma": 3, "ten": "Hộ tịch", "soCon": 0}, False, ""),
        ({"id": "x", "text": "Hộ tịch", "children": True}, True, ""),
        ({"id": "x", "text": "Hộ tịch", "children": []}, False, ""),
        ({"id": "x", "text": "Hộ tịch", "state": "closed"}, True, ""),
        ({"id": "x", "name": "Hộ tịch", "isParent": "true", "pId": 7}, True, ""),
        ({"key": "x", "title": "Hộ tịch", "isLeaf": True}, False, ""),
        ({"key": "x", "title": "Hộ tịch", "parentId": 4, "img": "/a.png", "a_attr": {"href": "/tt/5"}}, None, "/tt/5"),
    ],
)
def test_what_a_node_says_of_itself(item: dict[str, object], below: bool | None, address: str) -> None:
    (node,) = nodes_in({"r": [item]})
    assert (node.name, node.below, node.address, node.inside) == ("Hộ tịch", below, address, False)


@pytest.mark.parametrize(
    ("code", "values"),
    [
        ("s.dataset.nhanh = n.key; fetch('/mo?b=' + el.dataset.nhanh)", "/mo?b=k9"),
        ("h += '<li data-nhanh=\"' + n.key + '\">'; $.get('/mo?b=' + $(this).data('nhanh'))", "/mo?b=k9"),
        ('h += `<li data-nhanh="${n.key}">`; fetch(`/mo?b=${e.target.dataset.nhanh}`)', "/mo?b=k9"),
        ("li.setAttribute('data-nhanh', n.key); fetch('/mo?b=' + li.getAttribute('data-nhanh'))", "/mo?b=k9"),
        ("function mo(so){ fetch('/mo?b=' + so) }", "/mo?b=7"),
        ("function mo(so, kieu){ fetch('/mo?b=' + so + '&k=' + kieu) }", None),
    ],
)
def test_what_opens_a_node(code: str, values: str | None) -> None:
    (node,) = nodes_in([{"id": 7, "key": "k9", "text": "Hộ tịch"}])
    template = next(t for t in url_templates(code) if t.skeleton.startswith("/mo"))
    filled = request_values(node, template, written_by(code))
    assert (template.fill(filled) if filled is not None else None) == values


def by_tabs(asked: Asked) -> Reply | None:
    """The list of the first agency stands on the page; buttons bring those of the others in its place, which name no agency."""

    def cards(agency: str) -> str:
        here = [p for p in PROCEDURES if p.agency == agency]
        return "".join(f'<div class="o"><b><a href="/xem/{p.id}">{p.name}</a></b><br><i>Mã: {p.code}</i></div>' for p in here)

    if asked.path == "/":
        buttons = "".join(f'<button type="button" data-phong="{i}-p">{a}</button>' for i, a in enumerate(AGENCIES))
        code = "$('button[data-phong]').click(function(){ $('#bang').load(`/phan/${this.dataset.phong}.html`); })"
        return shell(f"<h3>Thủ tục của các cơ quan</h3><div>{buttons}</div><section id=bang>{cards(AGENCIES[0])}</section>", script=code)
    if asked.path.startswith("/phan/"):
        return cards(AGENCIES[int(asked.path[6])])
    ident = asked.path.removeprefix("/xem/")
    return shell(detail_table(replace(BY_ID[int(ident)], agency=""))) if ident.isdigit() else None


def test_tabs_over_a_list_are_opened() -> None:
    found = read_made(by_tabs)
    assert_all(found, PROCEDURES, most=1.2)
    assert {entry.name: entry.agency for entry in found.sink.entries} == {p.name: p.agency for p in PROCEDURES}


@pytest.mark.parametrize(
    ("path", "title", "code", "same"),
    [
        ("/xa-tan-an", "Xã Tân An", "mo('cay')", True),
        ("/xa-tan-an", "Xã Tân An", "mo('khac')", False),
        ("/bieu-do", "Biểu đồ tháng này", "mo('cay')", False),
        ("/tin/xa-tan-an", "Xã Tân An", "mo('cay')", False),
    ],
)
def test_pages_of_two_agencies_that_open_their_trees_alike(path: str, title: str, code: str, same: bool) -> None:
    def view(path: str, title: str, code: str) -> View:
        page = Page(f"https://mc.example.vn{path}", f"<title>{title}</title><h1>{title}</h1><div id=c></div><script>{code}</script>")
        return View(Ask(page.url), Answer(Ask(page.url), Outcome.OK, page), page, read_page(page))

    assert alike(view("/phuong-ha-ly", "Phường Hạ Lý", "mo('cay')"), view(path, title, code)) is same


def folded(asked: Asked) -> Reply | None:
    """A view that opens one field at a time by the picture before its name; its pages count the fields as rows and go on by pictures, too."""
    if asked.path == "/":
        return shell(f"<ul>{NEWS}</ul>", menu="<a href='/so.nsf/xem'>Phân theo lĩnh vực</a> <a href='/hoso'>Tình trạng hồ sơ</a> ")
    one = next((p for p in PROCEDURES if asked.path == f"/so.nsf/0/{p.id * 7919:016x}"), None)
    if one is not None:
        return shell(detail_dl(one))
    if asked.path != "/so.nsf/xem":
        return None
    mo, size, lines = asked.number("mo", 0), 6, list[tuple[str, str]]()
    for place, name in enumerate(sorted({p.field for p in PROCEDURES}), 1):
        sign = f"<a href='/so.nsf/xem?mo={place}#{place}'><img src='/cong.gif' alt='Mở mục {name}'></a> <b>{name}</b>"
        lines.append((str(place), f"<tr><td colspan=2>{sign}</td></tr>"))
        held = [p for p in PROCEDURES if p.field == name] if mo == place else []
        lines += [
            (f"{place}.{n}", f"<tr><td></td><td><a href='/so.nsf/0/{p.id * 7919:016x}'>{p.name}</a></td></tr>")
            for n, p in enumerate(held, 1)
        ]
    start = next((n for n, (at, _) in enumerate(lines) if at == asked.query.get("tu")), 0)
    on = (
        f"<a href='/so.nsf/xem?mo={mo}&tu={lines[start + size][0]}'><img src='/sau.gif' alt='Trang sau'></a>"
        if start + size < len(lines)
        else ""
    )
    return shell(f"<b>Phân theo lĩnh vực</b><table>{''.join(line for _, line in lines[start : start + size])}</table>{on}")


def test_a_view_that_opens_one_field_at_a_time_is_read_to_its_end() -> None:
    found = read_made(folded)
    assert_all(found, PROCEDURES, most=3.0)
    assert found.report.coverage.complete
