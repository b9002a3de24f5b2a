"""A page that was put away is there when it is asked for again, and was not asked for twice."""

from __future__ import annotations

import asyncio

from classifier.model import PageReading
from crawler.fetching import Ask, Purpose
from crawler.reader.asking.session import Session
from crawler.sink import CollectingSink, RunOrder
from tests.crawler.reader.made import served, shell
from tests.crawler.reader.plain import PlainFetcher
from tests.crawler.reader.reading import AT


def test_a_page_put_away_is_read_again_and_not_fetched_again() -> None:
    async def read(url: str) -> tuple[PlainFetcher, list[PageReading]]:
        order, fetcher = RunOrder(url, AT), PlainFetcher()
        session = Session(order, fetcher, None, CollectingSink(order))
        readings = []
        for _ in range(3):
            view = await session.ask(Ask(f"{url}nop/1", Purpose.HOP))
            assert view is not None and "Đăng nhập" in view.page.body.decode()  # type: ignore[union-attr]
            readings.append(view.reading)
            session.shelve(view)
        return fetcher, readings

    with served(lambda asked: shell("<h1>Đăng nhập</h1>") if asked.path == "/nop/1" else None) as state:
        fetcher, readings = asyncio.run(read(state.url.rstrip("/") + "/"))
    assert len(fetcher.asked) == 1
    assert readings[0] == readings[1] == readings[2] and readings[0] is not readings[1]
