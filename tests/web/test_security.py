"""What the security layer lets through and what it does not, over real HTTP. The table of threats is docs/security.md."""

from __future__ import annotations

import http.client
import re
import socket
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from fastapi.routing import APIRoute
from selectolax.lexbor import LexborHTMLParser
from starlette.routing import BaseRoute

from storage.checks import Check, Wish, add_check, claim_check, finish_check, load_check
from storage.engine import Store, open_store
from storage.queries.procedures import annotations_of, find_procedures
from tests.scheduler.nights import night, read_portal
from tests.storage.entries import entry, register
from tests.web.serving import PASSWORD, Browser, Served, served, served_app, settings_for
from web.app import create_app
from web.security import BODY_LIMIT, Cookies, SecurityLayer
from web.throttle import CLIENTS, Throttle, client_of

NOW = datetime(2026, 11, 22, 3, tzinfo=UTC)
TEMPLATES = Path(__file__).resolve().parents[2] / "web" / "templates"
HEADERS = {
    "x-content-type-options": "nosniff",
    "x-frame-options": "DENY",
    "referrer-policy": "same-origin",
    "cross-origin-opener-policy": "same-origin",
}
MARKUP = (
    "<script>alert(1)</script>",
    '"><img src=x onerror=alert(1)>',
    "'-alert(1)-'",
    "<svg/onload=alert(1)>",
    "</textarea><script>alert(1)</script>",
    "</title><script>alert(1)</script>",
    "<iframe srcdoc='<script>alert(1)</script>'>",
    "<a href=javascript:alert(1)>x</a>",
    "<style>@import 'http://evil.example/'</style>",
    "<meta http-equiv=refresh content='0;url=http://evil.example/'>",
    "<base href=http://evil.example/>",
    "\u202e\u0000<b>x",
)
CODE = ("{{7*191}}", "${7*191}", "{% if 1 %}{{ 7 * 191 }}{% endif %}", "#{7*191}", "<%= 7*191 %>", "%(name)s", "{0.__class__}")
QUERIES = ("' OR '1'='1", "'; DROP TABLE portal; --", "\\'; SELECT pg_sleep(9); --", "%' OR 1=1 --", 'x" OR ""="', "1) UNION SELECT 1 --")


@pytest.fixture(scope="module")
def store(sqlite_template: object, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Store]:
    with open_store(f"sqlite:///{tmp_path_factory.mktemp('security')}/mucdo.db") as opened:
        register(opened, "ha-tinh")
        texts = [*MARKUP, *CODE]
        rows = [entry(n, 3, name=f"Tên {n} {text}", agency=text, quote=text) for n, text in enumerate(texts, 1)]
        read_portal(opened, "ha-tinh", night(1), rows)
        yield opened


@pytest.fixture(scope="module")
def site(store: Store) -> Iterator[Served]:
    app = create_app(settings_for(store), store)

    def fails() -> None:
        raise RuntimeError("a defect that knows a secret")

    app.router.routes.insert(0, APIRoute("/fails", fails))
    with served_app(app) as running:
        running.add_user("lan")
        yield running


@pytest.fixture
def visitor(site: Served) -> Iterator[Browser]:
    with Browser(site.url) as browser:
        yield browser


@pytest.fixture
def lan(site: Served) -> Iterator[Browser]:
    with Browser(site.url) as browser:
        assert browser.log_in("lan").status_code == 303
        yield browser


@pytest.mark.parametrize(
    ("path", "status"),
    [("/", 200), ("/login", 200), ("/none", 404), ("/api/v1/portals", 200), ("/api/v1/none", 404), ("/healthz", 200), ("/metrics", 200),
     ("/static/site.css", 200), ("/static/none", 404), ("/checks/none", 404), ("/account", 303), ("/fails", 500)],
)  # fmt: skip
def test_every_answer_has_the_headers(visitor: Browser, path: str, status: int) -> None:
    answer = visitor.get(path)
    assert answer.status_code == status
    assert {name: answer.headers.get(name) for name in HEADERS} == HEADERS
    policy = answer.headers["content-security-policy"]
    assert "default-src 'none'" in policy and "frame-ancestors 'none'" in policy and "base-uri 'none'" in policy
    assert "unsafe" not in policy and "*" not in policy
    assert "secret" not in answer.text


def test_templates_need_no_inline_script_or_style() -> None:
    inline = re.compile(r"<script(?![^>]*\bsrc=)|<style|\sstyle=|\son[a-z]+=|javascript:", re.IGNORECASE)
    for path in TEMPLATES.rglob("*.j2"):
        found = inline.search(path.read_text(encoding="utf-8"))
        assert found is None, f"{path.name}: {found and found[0]!r}"
        assert "|safe" not in path.read_text(encoding="utf-8").replace(" ", ""), path.name


@pytest.mark.parametrize("host", ["evil.example", "127.0.0.1.evil.example", "localhost.evil.example", "", "[::1", "a b"])
def test_a_foreign_host_name_is_refused(site: Served, host: str) -> None:
    """DNS rebinding: the browser believes that it talks to its own page."""
    address = urlsplit(site.url)
    connection = http.client.HTTPConnection(address.hostname or "", address.port, timeout=30)
    try:
        connection.putrequest("GET", "/", skip_host=True)
        connection.putheader("Host", host)
        connection.endheaders()
        assert connection.getresponse().status == 400
    finally:
        connection.close()


def test_own_names_are_accepted(visitor: Browser, site: Served) -> None:
    port = urlsplit(site.url).port
    for host in (f"127.0.0.1:{port}", f"localhost:{port}", "[::1]", "192.0.2.7"):
        assert visitor.get("/login", headers={"Host": host}).status_code == 200


def _posts(routes: list[BaseRoute], prefix: str = "") -> Iterator[str]:
    """The paths that take POST, however the routers are nested."""
    for route in routes:
        inner = getattr(route, "original_router", None) or getattr(route, "app", None)
        if "POST" in (getattr(route, "methods", None) or ()):
            yield prefix + str(getattr(route, "path", ""))
        elif inner is not None and getattr(inner, "routes", None):
            yield from _posts(
                inner.routes,
                prefix + str(getattr(route, "prefix", "") or getattr(getattr(route, "include_context", None), "prefix", "") or ""),
            )


def test_nothing_is_changed_without_the_forms_token(site: Served, lan: Browser) -> None:
    """CSRF: every path that takes a form, whoever wrote it."""
    paths = sorted({re.sub(r"\{[^}]*\}", "1", path) for path in _posts(site.app.router.routes)})
    forms = [path for path in paths if not path.startswith("/api/")]
    assert {"/login", "/logout", "/checks", "/notes", "/users", "/account/keys", "/account/password"} <= set(forms)
    for path in forms:
        for fields in ({}, {"csrf": ""}, {"csrf": "0" * 64}):
            answer = lan.post(path, data={"name": "x", "url": "http://127.0.0.1/", **fields})
            assert answer.status_code in (403, 415), (path, fields, answer.status_code)
    assert lan.get("/account").status_code == 200  # not even logged out


def test_a_token_is_of_one_browser_and_one_session(site: Served, visitor: Browser, lan: Browser) -> None:
    token = _token(visitor, "/login")
    assert lan.post("/account/keys", data={"csrf": token, "label": "x"}).status_code == 403
    before = _token(visitor, "/login")
    visitor.log_in("lan")
    assert visitor.post("/account/keys", data={"csrf": before, "label": "x"}).status_code == 403
    assert visitor.post("/account/keys", data={"csrf": _token(visitor, "/account"), "label": "x"}).status_code == 200


@pytest.mark.parametrize(
    "headers",
    [{"Sec-Fetch-Site": "cross-site"}, {"Sec-Fetch-Site": "same-site"}, {"Origin": "https://evil.example"}, {"Origin": "null"}],
)
def test_a_foreign_page_is_refused_even_with_a_token(lan: Browser, headers: dict[str, str]) -> None:
    token = _token(lan, "/account")
    assert lan.post("/account/keys", data={"csrf": token, "label": "x"}, headers=headers).status_code == 403
    assert lan.post("/api/v1/checks", json={"url": "http://127.0.0.1/"}, headers=headers).status_code == 403


def test_forms_are_forms(lan: Browser) -> None:
    token = _token(lan, "/account")
    assert lan.post("/account/keys", json={"csrf": token, "label": "x"}).status_code == 415
    assert lan.post("/account/keys", files={"csrf": (None, token), "label": (None, "x")}).status_code == 415


def test_large_and_endless_bodies_are_refused(site: Served, visitor: Browser) -> None:
    assert visitor.post("/login", data={"name": "x" * BODY_LIMIT}).status_code == 413
    assert visitor.post("/api/v1/checks", json={"url": "x" * BODY_LIMIT}).status_code == 413
    assert visitor.get("/login", headers={"Content-Length": "99999999"}).status_code == 413

    def endless() -> Iterator[bytes]:
        for _ in range(200):
            yield b"x" * 1024

    try:
        assert visitor.post("/login", data=endless(), headers={"Content-Type": "application/x-www-form-urlencoded"}).status_code == 413
    except ConnectionError:
        pass  # refused in the middle of it, which is as good


def test_a_client_that_asks_too_often_must_wait(store: Store) -> None:
    app = create_app(settings_for(store), store)
    layer = SecurityLayer(
        app,
        settings=settings_for(store),
        cookies=Cookies(secure=False),
        accounts=app.state.accounts,
        signer=app.state.signer,
        throttle=Throttle(0.001, 3, lambda: 0.0),
    )
    with served_app(layer) as site, Browser(site.url) as visitor:  # type: ignore[arg-type]
        assert [visitor.get("/healthz").status_code for _ in range(4)] == [200, 200, 200, 429]
        assert int(visitor.get("/").headers["retry-after"]) > 1
        assert visitor.get("/static/site.css").status_code == 200


def test_permits_come_back_with_time_and_clients_are_forgotten() -> None:
    time = [0.0]
    throttle = Throttle(2.0, 2, lambda: time[0])
    assert [throttle.wait("a") for _ in range(3)] == [0, 0, 0.5]
    assert throttle.wait("b") == 0
    time[0] = 0.5
    assert throttle.wait("a") == 0 and throttle.wait("a") == 0.5
    for number in range(CLIENTS):
        throttle.wait(f"c{number}")
    assert throttle.wait("a") == 0


def test_an_ipv6_customer_is_one_client() -> None:
    assert client_of("2001:db8:1:2:a::1") == client_of("2001:db8:1:2:b::9") != client_of("2001:db8:1:3::1")
    assert client_of("::ffff:192.0.2.1") == client_of("192.0.2.1") == "192.0.2.1"
    assert client_of("") == client_of("/run/socket") == "unknown"


@pytest.mark.parametrize("words", QUERIES)
def test_sql_in_what_is_asked_stays_text(visitor: Browser, words: str) -> None:
    """SQL injection."""
    everything = visitor.get("/api/v1/procedures").json()["total"]
    assert visitor.get("/api/v1/procedures", params={"q": words}).json()["total"] == 0
    assert visitor.get("/api/v1/procedures", params={"portal": words}).status_code == 404
    assert visitor.get("/api/v1/procedures", params={"agency": words}).json()["total"] == 0
    assert visitor.get("/api/v1/levels", params={"province": words}).status_code == 404
    assert visitor.get(f"/api/v1/checks/{words}").status_code in (404, 422)
    assert visitor.get("/api/v1/procedures").json()["total"] == everything


def test_sql_in_names_and_passwords_logs_nobody_in(visitor: Browser) -> None:
    for words in QUERIES[:3]:
        assert visitor.log_in(words, words).status_code in (401, 429)


def _without_tokens(text: str) -> str:
    """A page without what is random in it, where any four digits may come together."""
    return re.sub(r"\b[0-9a-f]{32,}\b", "", text)


@pytest.mark.parametrize("path", ["/procedures?portal=ha-tinh&limit=100", "/checks"])
def test_code_in_portal_text_is_not_run_by_templates(visitor: Browser, path: str) -> None:
    """Template injection."""
    text = _without_tokens(visitor.get(path).text)
    assert "1337" not in text


def test_hostile_results_of_checks_are_shown_as_text(store: Store, visitor: Browser) -> None:
    """XSS and template injection on the page of a check."""
    hostile = [*MARKUP, *CODE, "javascript:alert(1)", "data:text/html,x"]
    ident = _done(store, hostile)
    for path in (f"/checks/{ident}", f"/en/checks/{ident}", "/checks"):
        page = visitor.get(path)
        _harmless(page.text)
        assert "1337" not in _without_tokens(page.text)
    shown = LexborHTMLParser(visitor.get(f"/checks/{ident}").text).text()
    assert all(text.replace("\u0000", "") in shown.replace("\ufffd", "") for text in (MARKUP[0], MARKUP[3], *CODE))


def test_hostile_pages_about_procedures_and_notes(store: Store, lan: Browser) -> None:
    name = "ha-tinh:1.000001"
    page = "/procedures/ha-tinh/1.000001"
    for text in MARKUP:
        answer = lan.submit(page, "/notes", procedure=name, text=text, next=page)
        assert (answer.status_code, answer.headers["location"]) == (303, page), text
    _harmless(lan.get(page).text)
    assert "lan" in lan.get(page).text
    with store.read() as connection:
        kept = annotations_of(connection, find_procedures(connection, name)[0].id)
    assert [note.author for note in kept] == ["lan"] * len(MARKUP)
    for link in ("javascript:alert(1)", "data:text/html,x", "//evil.example"):
        refused = lan.submit("/account", "/notes", procedure=name, text=MARKUP[0], link=link, next=MARKUP[1])
        assert refused.status_code == 422
        _harmless(refused.text)
    assert lan.submit("/account", "/notes", procedure="none", text="x").status_code == 404
    assert lan.submit("/account", "/notes", procedure=name, text="x" * 4001).status_code == 422


def test_notes_need_a_login(visitor: Browser) -> None:
    answer = visitor.submit("/login", "/notes", procedure="ha-tinh:1.000001", text="x")
    assert answer.status_code == 303 and answer.headers["location"].startswith("/login")


@pytest.mark.parametrize("text", MARKUP)
def test_hostile_words_in_forms_come_back_as_text(visitor: Browser, text: str) -> None:
    _harmless(visitor.log_in(text, PASSWORD, next=text).text)
    _harmless(visitor.submit("/checks", "/checks", url=text).text)
    _harmless(visitor.get("/checks", params={"url": text}).text)
    _harmless(visitor.get("/login", params={"next": text}).text)


@pytest.mark.parametrize(
    "path", ["/static/../app.py", "/static/%2e%2e/app.py", "/static/..%2fapp.py", "/static//etc/passwd", "/static/%2fetc/passwd"]
)
def test_no_way_out_of_the_static_files(site: Served, path: str) -> None:
    """Path traversal; asked without a client that tidies the path."""
    address = urlsplit(site.url)
    with socket.create_connection((address.hostname, address.port), 30) as wire:
        wire.sendall(f"GET {path} HTTP/1.1\r\nHost: 127.0.0.1\r\nConnection: close\r\n\r\n".encode())
        answer = b"".join(iter(lambda: wire.recv(65536), b""))
    assert answer.split(b" ", 2)[1] in (b"404", b"405") and b"create_app" not in answer and b"root:" not in answer


def test_a_database_of_another_release_is_not_ready(sqlite_url: str) -> None:
    with open_store(sqlite_url) as store, served(store) as site, Browser(site.url) as visitor:
        with store.write() as connection:
            connection.exec_driver_sql("UPDATE alembic_version SET version_num = '9999'")
        answer = visitor.get("/readyz")
        assert answer.status_code == 503 and "9999" in answer.text
        assert visitor.get("/healthz").status_code == 200


def _token(browser: Browser, page: str) -> str:
    found = re.search(r'name="csrf" value="([0-9a-f]+)"', browser.get(page).text)
    assert found is not None
    return found[1]


def _harmless(page: str) -> None:
    """No element, attribute or address of the page runs anything but our own files."""
    tree = LexborHTMLParser(page)
    for script in tree.css("script"):
        assert (script.attributes.get("src") or "").startswith("/static/"), script.html
    assert tree.css("iframe, object, embed, base, style, img[onerror]") == []
    for node in tree.css("*"):
        for name, value in node.attributes.items():
            assert not name.startswith("on") and name != "style" and name != "srcdoc", node.html
            assert not re.match(r"\s*(javascript|data|vbscript):", value or "", re.IGNORECASE) or name not in ("href", "src", "action"), (
                node.html
            )
    for meta in tree.css("meta[http-equiv]"):
        assert meta.attributes.get("content") == "5"


def _done(store: Store, texts: list[str]) -> str:
    """A check that is done, and whose every text is hostile."""
    wish = Wish("hostile", "http://127.0.0.1/<b>", "127.0.0.1:80", "ha-tinh", "", "client", NOW, 5)
    with store.write() as connection:
        add_check(connection, wish)
    check = claim_check(store, wish.id, "test:1:1", NOW, NOW, NOW, None)
    assert isinstance(check, Check)
    row = {"level": None, "level_max": None, "flags": [], "strict_level": None, "tier": None, "features": {}, "field": None}
    entries = [
        {**row, "code": text, "name": text, "agency": text, "url": text, "declared": {"scheme": None, "value": text},
         "evidence": [{"feature": "submission", "url": text, "quote": text}]}
        for text in texts
    ]  # fmt: skip
    coverage = {"listed": 1, "read": 1, "failed": 0, "pages": 1, "rendered": 0, "complete": False}
    document = {"outcome": "ok", "reason": texts[0], "portal": {"title": texts[1]}, "coverage": coverage, "warnings": texts}
    assert finish_check(store, check, {**document, "procedures": entries, "summary": {"0": 0, "unknown": len(entries)}}, NOW)
    with store.read() as connection:
        assert load_check(connection, wish.id) is not None
    return wish.id
