"""Provinces before and after the merger of 01/07/2025."""

from __future__ import annotations

from datetime import date

import pytest

from storage.engine import Store
from storage.queries.registry import find_province, province_portals, provinces
from tests.storage.entries import register

BEFORE, AFTER = date(2025, 6, 30), date(2025, 7, 1)


def test_63_became_34(store: Store) -> None:
    with store.read() as connection:
        before, after = provinces(connection, BEFORE), provinces(connection, AFTER)
    assert (len(before), len(after)) == (63, 34)
    assert len({r.code for r in before}) == 63
    current = {r.code for r in after}
    assert all(r.successor in current for r in before if r.valid_to is not None)
    assert sum(r.kind == "city" for r in after) == 6
    unchanged = {r.code for r in before if r.valid_to is None}
    assert len(unchanged) == 11 and {"ha-tinh", "son-la", "ha-noi", "hue"} <= unchanged


@pytest.mark.parametrize(
    ("old", "new"),
    [("Hải Dương", "hai-phong"), ("Quảng Bình", "quang-tri"), ("Bạc Liêu", "ca-mau"), ("Bình Thuận", "lam-dong"), ("Yên Bái", "lao-cai")],
)
def test_successors(store: Store, old: str, new: str) -> None:
    with store.read() as connection:
        record = find_province(connection, old)
    assert record is not None and record.valid_to == AFTER and record.successor == new


@pytest.mark.parametrize("words", ["ha-tinh", "Hà Tĩnh", "tỉnh Hà Tĩnh", "HA TINH", "hatinh", "Ha\u0300 Ti\u0303nh"])
def test_a_province_by_any_of_its_names(store: Store, words: str) -> None:
    register(store, "one", province="Hà Tĩnh")
    register(store, "two", province="ha-tinh")
    register(store, "other", province="Sơn La")
    with store.read() as connection:
        found = find_province(connection, words)
        assert found is not None and found.code == "ha-tinh"
        assert province_portals(connection, words) == ["one", "two"]
        assert province_portals(connection, "Atlantis") == []
        assert province_portals(connection, None) is None


@pytest.mark.parametrize("words", ["TP.HCM", "TP. Hồ Chí Minh", "Thành phố Hồ Chí Minh", "tphcm"])
def test_the_city_of_many_names(store: Store, words: str) -> None:
    with store.read() as connection:
        found = find_province(connection, words)
    assert found is not None and found.code == "ho-chi-minh"
