"""Levels that a list gives as signs, read with the words of the page that draws it."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from classifier.findings.declared import declare
from classifier.model import Row
from crawler.profile import Profile
from crawler.reader.identity import Record
from crawler.reader.legend import Legend, learned, told_in, translate, unread_signs
from tests.crawler.reader.made import Asked, detail_dl, made, shell
from tests.crawler.reader.reading import read_made

DAY = date(2025, 3, 3)
NAMES = ("Cấp phép tàu cá", "Xóa nợ thuế", "Đăng ký giám hộ", "Thu hồi biển hiệu")
SIGNS = ("F", "P", "F", "N")
WORDS = {"F": "Toàn trình", "P": "Một phần", "N": "Cung cấp thông tin"}


def records(signs: tuple[object, ...] = SIGNS, **more: tuple[object, ...]) -> list[Record]:
    return [
        Record(Row(name), "/ds", data={"kenh": sign, "no": n, **{key: values[n] for key, values in more.items()}})
        for n, (name, sign) in enumerate(zip(NAMES, signs, strict=True))
    ]


def drawn(words: dict[str, str] = WORDS) -> list[Row]:
    return [Row(name.upper(), level_text=words[sign]) for name, sign in zip(NAMES, SIGNS, strict=True)]


def test_signs_take_the_words_that_the_page_draws_for_them() -> None:
    every = records()
    every.append(Record(Row("Cấp lại thẻ"), "/ds", data={"kenh": "P"}))
    every.append(Record(Row("Cấp đổi thẻ"), "/ds", data={"kenh": "X"}))
    legend = learned(every, drawn(), DAY)
    legend.apply(every)
    assert (legend.key, legend.words) == ("kenh", WORDS)
    assert [record.row.level_text for record in every] == [*(WORDS[sign] for sign in SIGNS), "Một phần", None]


def test_numbers_are_signs_too_and_a_learned_legend_serves_the_next_night() -> None:
    legend = learned(records((4, 3, 4, 2)), drawn(), DAY)
    profile = Profile.from_data(Profile(level_key=legend.key, level_words=legend.words).to_data())
    every = records((2, 2, 3, 4))
    Legend(profile.level_key, profile.level_words).apply(every)
    assert [record.row.level_text for record in every] == ["Cung cấp thông tin", "Cung cấp thông tin", "Một phần", "Toàn trình"]


@pytest.mark.parametrize(
    ("every", "rows"),
    [
        (records(("F", "F", "F", "F")), drawn()),  # one sign for three labels
        (records(("F", "P", "G", "N")), drawn()),  # two signs for one label
        (records(), []),  # nothing was drawn
        (records(), [*drawn(), Row(NAMES[0], level_text="Một phần"), Row(NAMES[1], level_text="Toàn trình")]),  # names with two labels
        (records(loai=(1, 2, 1, 3)), drawn()),  # two keys that fit: which one is the level?
        (records((True, False, True, False)), drawn()),
        ([*records(), Record(Row("Cấp thẻ", level_text="Một phần"), "/ds")], drawn()),  # the list has levels of its own
    ],
)
def test_what_does_not_decide_teaches_nothing(every: list[Record], rows: list[Row]) -> None:
    before = [record.row for record in every]
    legend = learned(every, rows, DAY)
    legend.apply(every)
    assert legend == Legend()
    assert [record.row for record in every] == before


def coded(*cells: str | None) -> list[Record]:
    return [Record(Row(f"Cấp giấy phép số {n}", level_text=cell), "/ds") for n, cell in enumerate(cells)]


MAP = "const TEN = {TT: 'Dịch vụ công toàn trình', \"QP\": \"Một phần\", CC: `Cung cấp thông tin`}, MAU = {TT: 'xanh', QP: 'cam'};"


def test_signs_in_level_cells_take_the_words_of_the_portals_code() -> None:
    every = coded("TT", " QP ", "Mức độ 4", None, "CC", "ZZ", "3")
    signs = unread_signs(every, DAY)
    assert signs == {"TT", "QP", "CC", "ZZ"}
    translate(every, told_in(MAP, signs, DAY))
    assert [record.row.level_text for record in every] == [
        "Dịch vụ công toàn trình",
        "Một phần",
        "Mức độ 4",
        None,
        "Cung cấp thông tin",
        "ZZ",
        "3",
    ]


@pytest.mark.parametrize(
    "code",
    [
        "",
        "var a = {TT: 'Trực tiếp', QP: 'Bưu chính'};",  # no levels
        "var a = {TT: 'Toàn trình'};",  # one sign alone
        "var a = {TT: 'Toàn trình', QP: 'Toàn trình'};",  # one level for two signs
        "var a = {TT: 'Toàn trình', QP: 'Một phần'}, b = {TT: 'Một phần', QP: 'Toàn trình'};",  # two maps that differ
    ],
)
def test_code_that_does_not_tell_leaves_signs_unread(code: str) -> None:
    assert told_in(code, {"TT", "QP"}, DAY) == {}


@pytest.mark.parametrize(
    "code",
    [
        "var NHAN = {TT: ['Toàn trình', 'xanh'], MP: ['Một phần', 'vang'], CC: ['Cung cấp thông tin', '']};",
        "const loai = { TT: { mau: '#0a0', ten: 'Toàn trình' }, MP: { mau: '#a60', ten: 'Một phần' } };",
    ],
)
def test_words_that_stand_among_other_things_of_a_sign(code: str) -> None:
    told = told_in(code, {"TT", "MP"}, DAY)
    assert told == {"TT": "Toàn trình", "MP": "Một phần"}


def test_signs_on_the_pages_of_procedures_are_read_by_the_legend_of_the_list() -> None:
    portal = {p.id: p for p in made(9)}
    signs = {level: f"({n})" for n, level in enumerate(dict.fromkeys(p.level for p in portal.values()), 1)}
    legend = "; ".join(f"{sign} {level}" for level, sign in signs.items())

    def answer(asked: Asked) -> str | None:
        if asked.path == "/":
            rows = "".join(f'<tr><td>{p.code}</td><td><a href="/tthc/{p.id}">{p.name}</a></td></tr>' for p in portal.values())
            return shell(f"<p>Quy ước: {legend}</p><table><tr><th>Mã</th><th>Tên thủ tục</th></tr>{rows}</table>")
        number = asked.path.rpartition("/")[2]
        p = portal.get(int(number)) if number.isdigit() else None
        return shell(detail_dl(replace(p, level=signs[p.level]))) if p else None

    found = read_made(answer)
    assert {e.name: e.declared.value for e in found.sink.entries} == {p.name: declare(p.level, DAY).value for p in portal.values()}
