"""Pictures beside snapshots: stored once per content, gone with their page, and nothing but small WebP."""

from __future__ import annotations

from dataclasses import replace

import pytest
from sqlalchemy import delete, func, select, update

from crawler.fetching import Picture
from scheduler.finishing import finish
from storage.engine import Store
from storage.models import LevelSpan, PageVisit, Picture as Row
from storage.pictures import PictureSize, load_picture, picture_size
from storage.queries.levels import levels_at
from storage.sink import StoreSink
from storage.snapshots import prune_snapshots
from tests.scheduler.nights import night
from tests.storage.entries import entry, moment, order_of, page, register, report, start_run

PORTAL, URL = "ha-tinh", "http://127.0.0.1/#/tthc/1"


def webp(size: int = 400) -> Picture:
    return Picture((b"RIFF\x00\x00\x00\x00WEBPVP8 " + bytes(size))[:size], 820, 1200)


def read(store: Store, number: int, body: bytes, picture: Picture | None) -> bool:
    """A night that draws one page; whether the sink wished for a picture."""
    run = start_run(store, PORTAL, night(number))
    sink = StoreSink(order_of(store, run))
    wished = sink.wants_picture("words", body)
    drawn = replace(page(URL, body, moment(night(number)), content_hash="words"), rendered=True, picture=picture if wished else None)
    sink.visit(drawn)
    sink.entry(entry(1, url=URL))
    sink.close(report(1))
    finish(store, run.id, run.attempt, moment(night(number)))
    return wished


def kept(store: Store) -> int:
    with store.read() as connection:
        return connection.execute(select(func.count()).select_from(Row)).scalar_one()


def test_a_page_is_pictured_once_per_content(store: Store) -> None:
    register(store, PORTAL)
    body = b'<a href="/nop">Nop</a>'
    assert read(store, 1, body, webp())
    assert not read(store, 2, body, webp()), "the same page is pictured again"
    assert read(store, 3, b'<a href="/khac">Nop</a>', webp()), "the button leads elsewhere"
    assert kept(store) == 2
    with store.read() as connection:
        (row,) = levels_at(connection, night(3))
        assert picture_size(connection, row.span) == PictureSize(820, 1200)
        assert load_picture(connection, PORTAL, row.span) == webp().body
        assert load_picture(connection, "khac", row.span) is None


def test_a_picture_goes_with_its_page(store: Store) -> None:
    register(store, PORTAL)
    read(store, 1, b"<p>1</p>", webp())
    with store.write() as connection:
        assert prune_snapshots(connection) == 0
    assert kept(store) == 1
    with store.write() as connection:
        connection.execute(update(LevelSpan).values(snapshot=None))
        connection.execute(delete(PageVisit))
        assert prune_snapshots(connection) == 1
    assert kept(store) == 0


@pytest.mark.parametrize(
    "picture",
    [
        pytest.param(Picture(b"<svg onload=alert(1)>" + bytes(100), 820, 1200), id="no WebP"),
        pytest.param(webp(2 << 20), id="large"),
        pytest.param(replace(webp(), height=0), id="empty"),
        pytest.param(None, id="none"),
    ],
)
def test_what_is_no_small_picture_is_not_kept_and_costs_no_page(store: Store, picture: Picture | None) -> None:
    register(store, PORTAL)
    read(store, 1, b"<p>1</p>", picture)
    assert kept(store) == 0
    with store.read() as connection:
        (row,) = levels_at(connection, night(1))
        assert row.snapshot is not None and picture_size(connection, row.span) is None
