"""Which stored procedure a reading is about."""

from __future__ import annotations

from hypothesis import given, settings, strategies as st

from scheduler.identity import Naming, match, match_with_gone, naming


def one(
    code: str | None = "1.000948", key: str | None = "7", name: str = "Cấp giấy phép", agency: str | None = "Sở Y tế", url: str = "u"
) -> Naming:
    return naming(code, key, name, agency, url)


def test_code_and_agency_before_everything() -> None:
    stored = {1: one(key="a"), 2: one(key="b", agency="Ban quản lý khu công nghiệp")}
    assert match({0: one(key="b"), 1: one(key="a", agency="Ban Quản lý Khu công nghiệp")}, stored) == [(0, 1), (1, 2)]


def test_spelling_of_the_code_and_tones_do_not_matter() -> None:
    stored = {1: one("1.000948.000.00.00.H38", name="Thủ tục hoà giải")}
    assert match({0: one("1.000948.H38", key=None, name="Thủ tục hòa giải", url="v")}, stored) == [(0, 1)]


def test_internal_id_finds_what_was_renamed_but_not_what_took_its_number() -> None:
    stored = {1: one(None, "7", "Cấp giấy phép")}
    assert match({0: one(None, "7", "Cấp giấy phép xây dựng", url="u")}, stored) == [(0, 1)]
    other = {0: one("2.000111", "7", "Đăng ký khai sinh", url="v")}
    assert match(other, {1: one("1.000948", "7")}) == []


def test_amended_procedure_with_a_new_code_is_the_same() -> None:
    assert match({0: one("1.013463", key="9", url="v")}, {1: one("1.000948")}) == [(0, 1)]


def test_renamed_agency_is_found_by_the_code() -> None:
    assert match({0: one(agency="Sở Nông nghiệp và Môi trường", key="9", url="v")}, {1: one(agency="Sở Tài nguyên và Môi trường")}) == [
        (0, 1)
    ]


def test_what_is_present_goes_before_what_is_gone() -> None:
    present, gone = {1: one()}, {2: one()}
    assert match_with_gone({0: one()}, present, gone) == [(0, 1)]
    assert match_with_gone({0: one(), 1: one(key="8")}, present, gone) == [(0, 1), (1, 2)]


def test_nothing_in_common_is_nothing() -> None:
    assert match({0: one("2.000001", "8", "Đăng ký khai tử", "UBND xã", "v")}, {1: one()}) == []
    assert match({0: naming(None, None, "", None, "")}, {1: naming(None, None, "", None, "x")}) == []


NAMINGS = st.builds(
    naming,
    st.sampled_from([None, "1.000001", "1.000001.H30", "1.000002"]),
    st.sampled_from([None, "a", "b"]),
    st.sampled_from(["Cấp phép", "Khai sinh", "Khai tử"]),
    st.sampled_from([None, "Sở Y tế", "Sở Tư pháp"]),
    st.sampled_from(["u", "v", "w"]),
)


@settings(max_examples=150, deadline=None)
@given(st.lists(NAMINGS, max_size=7), st.lists(NAMINGS, max_size=7), st.randoms())
def test_order_of_rows_never_matters(new: list[Naming], old: list[Naming], random: object) -> None:
    stored = dict(enumerate(old))
    pairs = match(dict(enumerate(new)), stored)
    assert len({r for r, _ in pairs}) == len({s for _, s in pairs}) == len(pairs)
    turned = match(dict(enumerate(reversed(new))), stored)
    by_naming = sorted(((new[r], s) for r, s in pairs), key=repr)
    assert sorted(((new[len(new) - 1 - r], s) for r, s in turned), key=repr) == by_naming


def test_thousands_of_equal_rows_do_not_cost_their_square() -> None:
    rows = {n: naming(None, None, "Thủ tục", None, f"u{n}") for n in range(20_000)}
    assert match(rows, rows) == [(n, n) for n in rows]
