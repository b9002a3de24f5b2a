# ruff: noqa: E501 - one line of markup is one way out
"""Ways out of the browser: none of them leads to an address that the guard forbids, nor to anything but reading."""

from __future__ import annotations

import asyncio
import dataclasses
import socket
from ipaddress import ip_network
from typing import Any

import pytest

from classifier.model import Outcome
from crawler.config import Settings
from crawler.guard.address import AddressPolicy
from crawler.guard.proxy import GuardProxy
from crawler.render.browser import ChromiumBrowser
from tests.crawler.render.conftest import LIMITS, Bench
from tests.crawler.render.spa_server import Secret, SpaSite

pytestmark = pytest.mark.browser

# {s}: http://secret, {w}: the same as ws:, {h}: host:port. "/hop" of the site redirects there.
FROM_A_PAGE = {
    "fetch": "<script>fetch('{s}/',{{mode:'no-cors'}}).catch(()=>0)</script>",
    "xhr": "<script>const x=new XMLHttpRequest();x.open('GET','{s}/');x.send()</script>",
    "fetch-redirected": "<script>fetch('/hop',{{mode:'no-cors'}}).catch(()=>0)</script>",
    "script": "<script src='{s}/a.js'></script>",
    "script-redirected": "<script src='/hop'></script>",
    "module": "<script type=module>import '{s}/a.js'</script>",
    "stylesheet": "<link rel=stylesheet href='{s}/a.css'>",
    "css-import": "<style>@import url('{s}/a.css');body{{background:url({s}/b.png)}}@font-face{{font-family:x;src:url({s}/f.woff)}}body{{font-family:x}}</style>x",
    "image": "<img src='{s}/a.png'><script>new Image().src='{s}/b.png'</script>",
    "frame": "<iframe src='{s}/'></iframe>",
    "frame-redirected": "<iframe src='/hop'></iframe>",
    "sandboxed-frame": "<iframe sandbox='allow-scripts' srcdoc=\"<script>fetch('{s}/')</script>\"></iframe>",
    "object": "<object data='{s}/a.html'></object><embed src='{s}/b.html'>",
    "media": "<video src='{s}/a.mp4' autoplay muted></video><audio src='{s}/b.mp3' autoplay></audio>",
    "hints": "<link rel=prefetch href='{s}/a'><link rel=preconnect href='{s}'><link rel=dns-prefetch href='{s}'><link rel=preload as=script href='{s}/b'>",
    "manifest": "<link rel=manifest href='{s}/m.json'><link rel=icon href='{s}/f.ico'>",
    "web-socket": "<script>try{{new WebSocket('{w}/')}}catch(e){{}}</script>",
    "web-socket-of-a-worker": "<script>new Worker(URL.createObjectURL(new Blob([\"new WebSocket('{w}/')\"])))</script>",
    "event-source": "<script>try{{new EventSource('{s}/')}}catch(e){{}}</script>",
    "web-transport": "<script>try{{new WebTransport('https://{h}/')}}catch(e){{}}</script>",
    "web-rtc": """<iframe></iframe><script>for(const w of [window,frames[0]])try{{const p=new w.RTCPeerConnection({{iceServers:[{{urls:'stun:{h}'}},
        {{urls:'turn:{h}?transport=tcp',username:'a',credential:'b'}},{{urls:'turn:{h}',username:'a',credential:'b'}}]}});
        p.createDataChannel('x');p.createOffer().then(o=>p.setLocalDescription(o))}}catch(e){{}}</script>""",
    "beacon": "<script>navigator.sendBeacon('{s}/','x')</script><a id=a ping='{s}/p' href='#x'>a</a><script>a.click()</script>",
    "worker-fetch": "<script>new Worker(URL.createObjectURL(new Blob([\"fetch('{s}/');try{{importScripts('{s}/a.js')}}catch(e){{}}\"])))</script>",
    "shared-worker": "<iframe></iframe><script>for(const w of [window,frames[0]])try{{new w.SharedWorker('/shared.js')}}catch(e){{}}</script>",
    "form": "<form id=f method=post action='{s}/'></form><script>f.submit()</script>",
    "window": "<script>window.open('{s}/');const a=document.createElement('a');a.href='{s}/';a.target='_blank';document.body.append(a);a.click()</script>",
    "location": "<script>location.href='{s}/'</script>",
    "meta-refresh": "<meta http-equiv=refresh content='0;url={s}/'>",
    "service-worker": "<script>navigator.serviceWorker&&navigator.serviceWorker.register('/shared.js').catch(()=>0)</script>",
    "policy-report": "<meta http-equiv=Content-Security-Policy content=\"img-src 'none'; report-uri {s}/r\"><img src='/x.png'>",
    "svg": "<svg><use href='{s}/a.svg#x'/><image href='{s}/b.png'/></svg>",
}
PLAIN = (
    "http://127.0.0.2:{p}/",
    "http://2130706434:{p}/",
    "http://0x7f.0.0.2:{p}/",
    "http://127.2:{p}/",
    "http://[::ffff:127.0.0.2]:{p}/",
    "http://user@127.0.0.2:{p}/",
)
NO_PAGES = (
    "file:///etc/passwd",
    "chrome://version/",
    "view-source:http://127.0.0.1/",
    "data:text/html,x",
    "javascript:1",
    "about:blank",
    "ftp://127.0.0.1/",
    "no address",
)


def prepare(site: SpaSite, secret: Secret, attack: str) -> str:
    host = f"{secret.host}:{secret.port}"
    site.extra["/attack"] = "<!DOCTYPE html><body>" + attack.format(s=f"http://{host}", w=f"ws://{host}", h=host)
    site.extra["/hop"] = f">http://{host}/"
    site.extra["/shared.js"] = f"fetch('http://{host}/',{{mode:'no-cors'}})"
    return site.url("/attack")


@pytest.mark.parametrize("name", FROM_A_PAGE)
def test_a_page_reaches_no_forbidden_address(bench: Bench, site: SpaSite, secret: Secret, name: str) -> None:
    rendered = bench.run(bench.browser.render(prepare(site, secret, FROM_A_PAGE[name])))
    assert site.asked("/attack"), "the attack itself was not loaded"
    assert secret.reached == []
    assert b"SECRET" not in b"".join(exchange.body for exchange in rendered.exchanges)
    if page := rendered.answer.page:
        assert "SECRET" not in page.body


@pytest.mark.parametrize("name", ["fetch", "script", "frame", "fetch-redirected", "location", "worker-fetch", "meta-refresh"])
def test_the_same_ways_are_open_where_the_operator_allows_the_address(site: SpaSite, secret: Secret, name: str) -> None:
    """Otherwise the refusals above would prove nothing."""

    async def run() -> None:
        async def allowed(url: str) -> bool:
            return True

        async with GuardProxy(AddressPolicy(allow=(ip_network("127.0.0.0/8"),))) as proxy:
            browser = ChromiumBrowser(Settings(), allowed=allowed, proxy=proxy.url, limits=LIMITS)
            try:
                await browser.render(prepare(site, secret, FROM_A_PAGE[name]))
            finally:
                await browser.close()

    asyncio.run(run())
    assert "tcp" in secret.reached


@pytest.mark.parametrize("address", PLAIN)
def test_a_forbidden_address_is_refused_however_it_is_written(bench: Bench, secret: Secret, address: str) -> None:
    answer = bench.run(bench.browser.render(address.format(p=secret.port))).answer
    assert (answer.outcome, answer.page) == (Outcome.REFUSED, None), answer.reason
    assert answer.reason
    assert secret.reached == []


@pytest.mark.parametrize("address", NO_PAGES)
def test_what_is_not_the_web_is_refused(bench: Bench, address: str) -> None:
    answer = bench.run(bench.browser.render(address)).answer
    assert (answer.outcome, answer.page) == (Outcome.REFUSED, None), answer.reason


@pytest.mark.parametrize(
    "target", ["file:///etc/passwd", "chrome://version", "chrome-error://chromewebdata/", "devtools://devtools/bundled/x.html"]
)
def test_a_page_cannot_go_to_the_machine_or_the_browser(bench: Bench, site: SpaSite, target: str) -> None:
    site.extra["/attack"] = f"<!DOCTYPE html><body>trang<iframe src='{target}'></iframe><script>location.href='{target}'</script>"
    rendered = bench.run(bench.browser.render(site.url("/attack")))
    page = rendered.answer.page
    assert page is not None
    assert page.url == site.url("/attack")
    assert "trang" in page.body
    assert "root:" not in page.body


def test_a_redirect_to_a_forbidden_address_is_refused_with_its_reason(bench: Bench, site: SpaSite, secret: Secret) -> None:
    prepare(site, secret, "")
    answer = bench.run(bench.browser.render(site.url("/hop"))).answer
    assert (answer.outcome, answer.page) == (Outcome.REFUSED, None)
    assert "127.0.0.2" in answer.reason
    assert secret.reached == []


def test_a_name_that_turns_inward_is_refused(bench: Bench, site: SpaSite, secret: Secret, monkeypatch: pytest.MonkeyPatch) -> None:
    """Rebinding: the name leads to the site at first, then to the secret. The proxy judges what it dials, each time."""
    answers = iter([site.host])
    resolve = socket.getaddrinfo

    def rebinding(host: Any, *rest: Any, **named: Any) -> Any:
        return resolve(next(answers, secret.host) if host == "rebind.example" else host, *rest, **named)

    monkeypatch.setattr(socket, "getaddrinfo", rebinding)
    site.extra["/attack"] = (
        f"<p id=r>chờ</p><script>fetch('http://rebind.example:{secret.port}/').then(x=>x.text()).then(t=>r.textContent=t)</script>"
    )
    rendered = bench.run(bench.browser.render(f"http://rebind.example:{site.port}/attack"))
    assert rendered.answer.outcome is Outcome.OK, rendered.answer.reason
    assert "SECRET" not in str(rendered)
    assert secret.reached == []


def test_nothing_is_written_and_nothing_personal_is_sent(bench: Bench, site: SpaSite) -> None:
    rendered = bench.run(bench.browser.render(site.url("/writes")))
    assert rendered.answer.outcome is Outcome.OK
    assert {method for method, _, _ in site.hits} == {"GET"}, site.hits


def test_a_post_to_another_site_is_not_made(bench: Bench, site: SpaSite, secret: Secret) -> None:
    async def run() -> None:
        async def allowed(url: str) -> bool:
            return True

        async with GuardProxy(AddressPolicy(allow=(ip_network("127.0.0.0/8"),))) as proxy:
            browser = ChromiumBrowser(Settings(), allowed=allowed, proxy=proxy.url, limits=dataclasses.replace(LIMITS, settle=1.0))
            attack = "<script>fetch('{s}/api/search',{{method:'POST',mode:'no-cors',body:'page=1'}}).catch(()=>0)</script>"
            try:
                await browser.render(prepare(site, secret, attack))
            finally:
                await browser.close()

    asyncio.run(run())
    assert secret.reached == []
