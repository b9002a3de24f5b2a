"""The browser of a crawl as the spider wires it: guarded, obeying robots.txt, at the pace of the host, and gone at the end."""

from __future__ import annotations

import pytest

from crawler.child import ChildResult, run_child
from crawler.config import Settings
from crawler.sink import RunOrder
from tests.crawler.crawling import AT, LOOPBACK, QUICK
from tests.portal_server import portal_server

pytestmark = pytest.mark.browser

SCRIPT = """<html><body><div id=a>trống</div><script>
fetch('/api/list?page=1').then(r => r.text()).then(t => document.getElementById('a').textContent = t)
</script></body></html>"""


def draw(url: str, **settings: object) -> ChildResult:
    overrides = {**QUICK, "READER": "tests.crawler.reading.draw"}
    return run_child(RunOrder(url=url, at=AT), Settings(**{**LOOPBACK, **settings}), timeout=60, overrides=overrides)


def test_a_page_is_drawn_through_the_proxy() -> None:
    with portal_server(pages={"/": {"body": SCRIPT}, "/api/list": {"body": '["thủ tục"]', "type": "application/json"}}) as server:
        result = draw(f"{server.url}/")
        answer = result.report.profile["answers"][0]
        assert answer["outcome"] == "ok", answer
        assert "thủ tục" in answer["text"]
        assert ["GET", f"{server.url}/api/list?page=1", 200] in answer["seen"]
        assert result.report.stats["requests/page"] >= 1
        assert max(seen.together for seen in server.log()) == 1


def test_robots_txt_holds_for_the_browser() -> None:
    with portal_server(robots="User-agent: *\nDisallow: /\n", pages={"/": {"body": SCRIPT}}) as server:
        answer = draw(f"{server.url}/").report.profile["answers"][0]
        assert answer["outcome"] == "robots", answer
        assert server.targets() == ["/robots.txt"]


def test_the_guard_holds_for_the_browser() -> None:
    with portal_server(pages={"/": {"body": "inside"}}) as inner:
        for target in (f"http://127.0.0.2:{inner.port}/", f"http://localhost:{inner.port}/", "http://169.254.169.254/"):
            with portal_server(pages={"/": {"status": 302, "headers": {"Location": target}}}) as outer:
                answer = draw(f"{outer.url}/", allow_networks=["127.0.0.1/32"]).report.profile["answers"][0]
                if "localhost" not in target:
                    assert answer["outcome"] == "refused", answer
        # Only "localhost" leads to the one address that is allowed.
        assert inner.targets() in ([], ["/robots.txt", "/"])
