# ruff: noqa: E501 - the pages of the invented portals are easier to compare when each stands on one line
"""Lists that a portal gives only to its own page: each visit has a key of its own, which the page sends along with what it asks for."""

from __future__ import annotations

import asyncio
import json
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field
from hashlib import sha256
from urllib.parse import quote

import pytest

from tests.crawler.reader.asking.test_scripts import read_drawn
from tests.crawler.reader.made import Asked, Reply, detail_dl, made, served, shell
from tests.crawler.reader.reading import assert_all, read_made
from tests.crawler.reader.rows.test_pressed_data import night
from tests.crawler.test_second_night import Kept

PROCEDURES = made(23)
SIZE = 5
MENU = '<a href="/dich-vu">Dịch vụ công</a>'


@dataclass
class Keyed:
    """`page`: the list's page with a key; `told`: the key that a request carries; `good_for`: questions that one key answers, 0 = all."""

    page: Callable[[str], Reply]
    told: Callable[[Asked], str]
    status: int = 419
    good_for: int = 0
    more: Callable[[Asked, str], Reply | None] = lambda asked, key: None
    used: Counter[str] = field(default_factory=Counter)
    visits: int = 0
    refused: int = 0

    def __call__(self, asked: Asked) -> Reply | None:
        if asked.path == "/":
            return shell("<h3>Thông báo</h3><p>Chào mừng công dân đến với hệ thống.</p>", menu=MENU)
        visit = asked.cookies.get("luot", "")
        reply: Reply | None = None
        if asked.path == "/dich-vu":
            visit = visit or f"v{self.visits}"
            self.visits += 1
            reply = self.page(self.key(visit))
        elif asked.path == "/kho/tim-kiem":
            return self._list(asked, visit)
        elif asked.path.startswith("/dich-vu/") and (p := next((p for p in PROCEDURES if str(p.id) == asked.path[9:]), None)):
            return shell(detail_dl(p), menu=MENU)
        else:
            visit = visit or f"w{self.visits}"
            reply = self.more(asked, self.key(visit))
        if reply is None:
            return None
        status, kind, body, *cookies = reply if isinstance(reply, tuple) else (200, "text/html; charset=utf-8", reply)
        return (
            status,
            kind,
            body if isinstance(body, str) else body.decode(),
            [f"luot={visit}; Path=/; HttpOnly", *(cookies[0] if cookies else ())],
        )

    def key(self, visit: str) -> str:
        turn = self.used[visit] // self.good_for if self.good_for else 0
        return sha256(f"{visit} {turn}".encode()).hexdigest()[:40]

    def _list(self, asked: Asked, visit: str) -> Reply:
        if not visit or self.told(asked) != self.key(visit):
            self.refused += 1
            return self.status, "application/json", '{"message": "The page has expired."}'
        self.used[visit] += 1
        sent = json.loads(asked.body) if asked.body[:1] == "{" else {**asked.query, **asked.form}
        start = (int(sent["trang"]) - 1) * SIZE
        rows = [
            {"maSo": p.code, "tieuDe": p.name, "donVi": p.agency, "lienKet": f"/dich-vu/{p.id}"} for p in PROCEDURES[start : start + SIZE]
        ]
        return 200, "application/json; charset=utf-8", json.dumps({"tongSo": len(PROCEDURES), "muc": rows}, ensure_ascii=False)


SHOW = (
    "const cho = document.getElementById('cho'), nut = document.getElementById('tiep'); let t = 0;"
    " const them = d => { d.muc.forEach(m => { const k = document.createElement('article'); k.innerHTML = `<a href=\"${m.lienKet}\">${m.tieuDe}</a> <i>${m.maSo}</i>`; cho.append(k); }); nut.hidden = cho.children.length >= d.tongSo; };"
    " async function hoi() { t += 1; const r = await goi(t); if (!r.ok) { cho.textContent = 'Phiên đã hết'; return; } them(await r.json()); } nut.addEventListener('click', hoi); hoi();"
)
BOX = '<h1>Danh mục thủ tục hành chính</h1><div id="cho"></div><button id="tiep" type="button">Xem thêm</button>'


def page(key: str, call: str, head: str = "", box: str = "") -> str:
    body = shell(f"{BOX}{box}<script>{call} {SHOW}</script>", menu=MENU)
    return body.replace("</head>", f"{head}</head>")


def hidden_field() -> Keyed:
    """ASP.NET: a hidden field of a form, sent as a header, and another key after every two questions."""
    call = "const goi = t => fetch('/kho/tim-kiem', {method: 'POST', headers: {'Content-Type': 'application/json', RequestVerificationToken: document.querySelector('[name=__RequestVerificationToken]').value}, body: JSON.stringify({trang: t})});"
    return Keyed(
        lambda key: page(key, call, box=f'<form><input type="hidden" name="__RequestVerificationToken" value="{key}"></form>'),
        lambda asked: asked.headers.get("requestverificationtoken", ""),
        status=400,
        good_for=2,
    )


def cookie() -> Keyed:
    """Angular and its like: a cookie that the script sends back as a header, decoded."""
    call = "const goi = t => fetch('/kho/tim-kiem?trang=' + t, {headers: {'X-XSRF-TOKEN': decodeURIComponent(document.cookie.match(/XSRF-TOKEN=([^;]+)/)[1])}});"
    return Keyed(
        lambda key: (200, "text/html; charset=utf-8", page(key, call), [f"XSRF-TOKEN={quote(key + '==')}; Path=/"]),
        lambda asked: asked.headers.get("x-xsrf-token", "").removesuffix("=="),
        status=403,
    )


def inline_code() -> Keyed:
    """A home-made portal: a variable of the page's code, under a name and a header of its own."""
    call = "const goi = t => fetch('/kho/tim-kiem', {method: 'POST', headers: {'Content-Type': 'application/json', 'X-Phien-Lam-Viec': window.cauHinh.maPhien}, body: JSON.stringify({trang: t})});"
    return Keyed(
        lambda key: page(key, call, head=f"<script>window.cauHinh = {{ngonNgu: 'vi', maPhien: '{key}'}};</script>"),
        lambda asked: asked.headers.get("x-phien-lam-viec", ""),
    )


def parameter() -> Keyed:
    """The key as one more parameter of the form that is sent."""
    call = "const goi = t => fetch('/kho/tim-kiem', {method: 'POST', body: new URLSearchParams({trang: t, _token: document.body.dataset.khoa})});"
    return Keyed(
        lambda key: page(key, call).replace("<body>", f'<body data-khoa="{key}">'),
        lambda asked: asked.form.get("_token", ""),
    )


def asked_for() -> Keyed:
    """The key is an answer of its own."""
    call = "let k; const goi = async t => { k = k || (await (await fetch('/kho/khoa')).json()).giaTri; return fetch('/kho/tim-kiem?trang=' + t, {headers: {'X-Csrf-Key-Token': k}}); };"
    return Keyed(
        lambda key: page(key, call),
        lambda asked: asked.headers.get("x-csrf-key-token", ""),
        more=lambda asked, key: (200, "application/json", json.dumps({"giaTri": key})) if asked.path == "/kho/khoa" else None,
    )


def in_a_frame() -> Keyed:
    """The list stands in a frame, whose head alone has the key."""
    call = "const goi = t => fetch('/kho/tim-kiem', {method: 'POST', headers: {'Content-Type': 'application/json', 'X-CSRF-TOKEN': document.querySelector('meta[property=khoa-trang]').content}, body: JSON.stringify({trang: t})});"
    return Keyed(
        lambda key: shell('<h1>Danh mục</h1><iframe src="/khung/ds" title="Danh mục"></iframe>', menu=MENU),
        lambda asked: asked.headers.get("x-csrf-token", ""),
        more=lambda asked, key: (
            page(key, call, head=f'<meta property="khoa-trang" content="{key}">') if asked.path == "/khung/ds" else None
        ),
    )


@pytest.mark.browser
@pytest.mark.parametrize("make", [hidden_field, cookie, inline_code, parameter, asked_for, in_a_frame])
def test_the_key_of_the_readers_own_copy_goes_with_its_questions(make: Callable[[], Keyed]) -> None:
    portal = make()
    found = read_drawn(portal)
    assert_all(found, PROCEDURES)
    assert found.report.coverage.complete
    assert portal.refused <= (0 if not portal.good_for else 6)


@pytest.mark.browser
def test_the_next_night_asks_with_a_key_of_its_own() -> None:
    portal, kept = in_a_frame(), Kept()
    with served(portal) as state:
        _, first = asyncio.run(night(state.url, kept, 0))
        told = {"header X-CSRF-TOKEN": f"{state.url}khung/ds meta khoa-trang"}
        assert [listing["tokens"] for listing in first.profile["listings"]] == [told]  # type: ignore[attr-defined]
        assert not any(portal.key(visit) in repr(first.profile) for visit in portal.used)
        visits = portal.visits
        entries, second = asyncio.run(night(state.url, kept, 1))
    assert set(entries) == {p.name for p in PROCEDURES} and second.coverage.complete
    assert portal.visits == visits and not portal.refused  # the page around the frame was not looked for again


def no_browser() -> Keyed:
    """Rows that the server wrote, and a button whose script asks for more with the key of a meta tag."""
    rows = "".join(f'<li><a href="/dich-vu/{p.id}">{p.name}</a> <span>{p.code}</span></li>' for p in PROCEDURES[:SIZE])
    code = "function tai(trang) { fetch('/kho/tim-kiem?trang=' + trang, {headers: {'X-CSRF-TOKEN': document.querySelector('meta[name=csrf-token]').content}}).then(r => r.json()).then(ve); } let trang = 1; document.getElementById('tiep').onclick = () => tai(++trang);"
    return Keyed(
        lambda key: shell(
            f'<p>Có {len(PROCEDURES)} thủ tục</p><ul>{rows}</ul><button id="tiep" data-trang="2" onclick="tai(2)">Xem thêm</button><script>{code}</script>',
            menu=MENU,
        ).replace("</head>", f'<meta name="csrf-token" content="{key}"></head>'),
        lambda asked: asked.headers.get("x-csrf-token", ""),
    )


def test_a_refused_question_is_asked_once_more_as_frameworks_would() -> None:
    portal = no_browser()
    found = read_made(portal)
    assert_all(found, PROCEDURES)
    assert portal.refused == 1


def signed(asked: Asked) -> str:
    """What only the page's code can make: a mark of the question, in a way that no page shows."""
    total = 7
    for letter in asked.body:
        total = (total * 31 + ord(letter)) % 1000003
    return str(total)


@pytest.mark.browser
def test_what_only_the_page_can_ask_is_pressed_for_inside_its_frame() -> None:
    call = "const goi = t => { const b = JSON.stringify({trang: t}); let s = 7; for (const c of b) s = (s * 31 + c.charCodeAt(0)) % 1000003; return fetch('/kho/tim-kiem', {method: 'POST', headers: {'Content-Type': 'application/json', 'X-Sign-Token': String(s)}, body: b}); };"
    portal = Keyed(
        lambda key: shell(
            '<h1>Danh mục</h1><p><button type="button">In trang</button></p><iframe src="/khung/ds" title="Danh mục"></iframe>', menu=MENU
        ),
        lambda asked: portal.key(asked.cookies.get("luot", "")) if asked.headers.get("x-sign-token") == signed(asked) else "",
        more=lambda asked, key: page(key, call) if asked.path == "/khung/ds" else None,
        status=403,
    )
    found = read_drawn(portal)
    assert_all(found, PROCEDURES)
    assert found.report.coverage.complete


def test_a_portal_that_refuses_everybody_is_asked_once_more_only() -> None:
    portal = no_browser()
    portal.told = lambda asked: ""
    found = read_made(portal)
    assert len(found.names) == SIZE and not found.report.coverage.complete
    assert all(count <= 3 for count in Counter(a.url for a in found.fetcher.asked if "/kho/" in a.url).values())
