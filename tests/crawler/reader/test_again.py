"""The next night and the next attempt: what was learned, what was fetched already, what no longer fits."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime
from typing import Any

import pytest
import yaml

from crawler.profile import Profile, ProfileError
from crawler.sink import CollectingSink, KnownPage, RunOrder
from tests.crawler.reader.made import Asked, Reply, served, shell
from tests.crawler.reader.paging.test_paging import MENU, PROCEDURES, anchor, get_one_based, portal, post_form, scroll, size_select, table
from tests.crawler.reader.reading import AT, assert_all, read
from tests.crawler.reader.rows.test_handles import CASES, TWENTY
from tests.crawler.reader.ways.test_categories import by_field


class Remembering(CollectingSink):
    """Keeps pages as a store would, for the next attempt of the same run."""

    def __init__(self, order: RunOrder, pages: dict[str, KnownPage]) -> None:
        super().__init__(order)
        self.pages = pages

    def known(self, url: str) -> KnownPage | None:
        return self.pages.get(url)

    def visit(self, visit: Any) -> None:
        super().visit(visit)
        if visit.body is not None and visit.status == 200:
            self.pages[visit.url] = KnownPage(None, None, visit.content_hash, visit.content_type, visit.rendered, visit.body, this_run=True)


@pytest.mark.parametrize("listing", [get_one_based, size_select, post_form, scroll], ids=lambda f: f.__name__)
def test_the_second_night_skips_the_search(listing: Any) -> None:
    with served(portal(listing)) as state:
        first = read(state.url, state)
        again = read(state.url, state, profile=yaml.safe_load(yaml.safe_dump(dict(first.report.profile))))
    assert_all(again, PROCEDURES)
    assert again.report.coverage.pages < first.report.coverage.pages
    assert sorted(e.key or "" for e in again.sink.entries) == sorted(e.key or "" for e in first.sink.entries)


def test_the_second_night_over_a_tree() -> None:
    with served(by_field) as state:
        first = read(state.url, state)
        again = read(state.url, state, profile=first.report.profile)
    assert_all(again, PROCEDURES)
    assert again.report.coverage.pages < first.report.coverage.pages


def test_the_template_of_a_page_is_remembered() -> None:
    with served(portal(CASES["delegated"])) as state:
        first = read(state.url, state)
        again = read(state.url, state, profile=first.report.profile)
    assert "{" in str(first.report.profile["detail"])
    assert_all(again, TWENTY)


def test_a_profile_that_stopped_fitting_is_learned_anew() -> None:
    def moved(asked: Asked) -> Reply | None:
        if asked.path == "/thu-tuc-hanh-chinh":
            return None
        if asked.path == "/bo-tthc":
            return shell(table(PROCEDURES, anchor), menu=MENU)
        page = portal(get_one_based)(asked)
        return page.replace('href="/thu-tuc-hanh-chinh"', 'href="/bo-tthc"') if isinstance(page, str) else page

    now = [portal(get_one_based)]
    with served(lambda asked: now[0](asked)) as state:
        first = read(state.url, state)
        now[0] = moved
        again = read(state.url, state, profile=first.report.profile)
    assert_all(again, PROCEDURES)
    assert "/bo-tthc" in str(again.report.profile["listings"])


def test_an_interrupted_run_goes_on_where_it_was() -> None:
    with served(portal(get_one_based)) as state:
        order = RunOrder(state.url, AT)
        pages: dict[str, KnownPage] = {}
        first = read(state.url, state, sink=Remembering(replace(order, max_pages=20), pages), max_pages=20)
        second = read(state.url, state, sink=Remembering(order, pages))
    assert_all(second, PROCEDURES)
    asked_twice = {a.url for a in first.fetcher.asked if a.purpose == "page"} & {a.url for a in second.fetcher.asked}
    assert not asked_twice


def test_a_profile_reads_as_a_person_writes_it() -> None:
    written = "entry: http://x.vn/\nlistings:\n- http://x.vn/ds\n- url: http://x.vn/api\n  method: POST\n  body: '{}'\n"
    profile = Profile.from_data(yaml.safe_load(written))
    assert [listing.url for listing in profile.listings] == ["http://x.vn/ds", "http://x.vn/api"]
    assert Profile.from_data(profile.to_data()) == profile


@pytest.mark.parametrize("data", [{"entri": "x"}, {"listings": [{"adress": "x"}]}, {"pages": [{"template": "x", "weg": "y"}]}])
def test_a_slip_in_a_profile_is_told(data: dict[str, Any]) -> None:
    with pytest.raises(ProfileError):
        Profile.from_data(data)


def test_progress_is_told() -> None:
    import asyncio

    from crawler.reader import read_portal
    from tests.crawler.reader.plain import PlainFetcher, plain_verify

    told: list[tuple[int, int]] = []
    with served(portal(get_one_based)) as state:
        order = RunOrder(state.url, datetime(2026, 1, 1, tzinfo=UTC))
        asyncio.run(
            read_portal(
                order, PlainFetcher(), None, CollectingSink(order), verify=plain_verify, progress=lambda c: told.append((c.pages, c.read))
            )
        )
    assert told[-1][0] >= 38
    assert told[-1][1] == 34
    assert told == sorted(told)
