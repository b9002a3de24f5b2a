"""Pages that would hang, flood or trick the browser cost bounded time, and the next page is drawn as if nothing had been."""

from __future__ import annotations

import asyncio
import os
import signal

import pytest

from classifier.model import Outcome
from crawler.render.memory import descendants
from tests.crawler.render.conftest import Bench
from tests.crawler.render.spa_server import SpaSite
from tests.crawler.render.test_drawing import html

pytestmark = pytest.mark.browser


@pytest.mark.parametrize(
    ("path", "text"),
    [
        ("/clock", "Thủ tục A"),
        ("/polling", "Thủ tục A"),
        ("/loop", "Thủ tục trước khi treo"),
        ("/loop-now", "Thủ tục trước khi treo"),
        ("/dialogs", "hỏi false null"),
        ("/popups", "Mở"),
        ("/storm", "Thủ tục A"),
        ("/endless", "Thủ tục A"),
        ("/prompts", "vị trí"),
        ("/deep?500", "đáy"),
        ("/frames-deep", "Thủ tục A"),
    ],
)
def test_a_troublesome_page_is_read_as_far_as_it_goes(bench: Bench, site: SpaSite, path: str, text: str) -> None:
    assert text in html(bench.run(bench.browser.render(site.url(path))))
    assert html(bench.run(bench.browser.render(site.url("/fetch")))).count("<li>") == 10


def test_windows_are_noted_and_never_opened(bench: Bench, site: SpaSite) -> None:
    rendered = bench.run(bench.browser.render(site.url("/popups")))
    assert rendered.opened == tuple(site.url(f"/fetch?popup={i}") for i in range(20))
    assert not site.asked("/fetch")


def test_a_flood_of_requests_is_cut(bench: Bench, site: SpaSite) -> None:
    bench.run(bench.browser.render(site.url("/storm")))
    assert 0 < len(site.hits) <= 200


def test_a_huge_page_is_cut(bench: Bench, site: SpaSite) -> None:
    body = html(bench.run(bench.browser.render(site.url("/huge"))))
    assert "đầu" in body
    assert len(body) == 10 * 1024 * 1024


@pytest.mark.parametrize("path", ["/download", "/redirect-loop", "/deep?200000"])
def test_what_cannot_be_drawn_is_an_error_with_its_reason(bench: Bench, site: SpaSite, path: str) -> None:
    answer = bench.run(bench.browser.render(site.url(path))).answer
    assert (answer.outcome, answer.page) == (Outcome.ERROR, None)
    assert answer.reason
    assert html(bench.run(bench.browser.render(site.url("/fetch")))).count("<li>") == 10


def test_text_that_never_ends_is_read_as_far_as_it_came(bench: Bench, site: SpaSite) -> None:
    assert "abcd" in html(bench.run(bench.browser.render(site.url("/stream"))))


def test_a_dead_host_is_an_error_with_its_reason(bench: Bench, site: SpaSite) -> None:
    with SpaSite("127.0.0.1") as gone:
        address = gone.url("/fetch")
    answer = bench.run(bench.browser.render(address)).answer
    assert answer.outcome is Outcome.ERROR
    assert answer.reason


def test_a_crash_of_the_page_or_of_the_browser_is_survived(bench: Bench, site: SpaSite) -> None:
    async def run() -> None:
        assert (await bench.browser.render(site.url("/fetch"))).answer.outcome is Outcome.OK
        for pid in bench.browser.engine.pids():
            os.kill(pid, signal.SIGKILL)
        await asyncio.sleep(0.2)
        assert html(await bench.browser.render(site.url("/fetch"))).count("<li>") == 10

    bench.run(run())


def test_a_render_that_is_given_up_leaves_a_usable_browser(bench: Bench, site: SpaSite) -> None:
    async def run() -> None:
        task = asyncio.create_task(bench.browser.render(site.url("/loop")))
        await asyncio.sleep(0.5)
        task.cancel()
        with pytest.raises(asyncio.CancelledError):
            await task
        assert html(await bench.browser.render(site.url("/fetch"))).count("<li>") == 10

    bench.run(run())


def test_two_pages_at_a_time_and_no_more(bench: Bench, site: SpaSite) -> None:
    async def run() -> int:
        most = 0

        async def watch() -> None:
            nonlocal most
            while True:
                most = max(most, sum(len(each.busy) for each in bench.browser.engine.generations))
                await asyncio.sleep(0.01)

        watcher = asyncio.create_task(watch())
        await asyncio.gather(*(bench.browser.render(site.url("/fetch")) for _ in range(6)))
        watcher.cancel()
        return most

    assert bench.run(run()) == 2


def test_the_weight_of_a_process_tree_counts_its_children() -> None:
    assert os.getpid() in descendants(os.getppid())
