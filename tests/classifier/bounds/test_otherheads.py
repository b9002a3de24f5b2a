"""A page on which a clerk dressed the names of procedures in several ways, with a list of all forms behind them."""

from __future__ import annotations

import pytest

from classifier.model import FieldKey as K, Page, PageReading
from classifier.reading import read_page

NAMES = (
    "Cấp giấy phép sử dụng vỉa hè",
    "Gia hạn giấy phép đào đường",
    "Chấp thuận đấu nối vào đường huyện",
    "Cấp lại phù hiệu xe tải",
    "Thu hồi biển số xe máy chuyên dùng",
)
CODES = ("1.003621", "2.001955", "1.010204", "2.002286", "1.005077")


def described(number: int, extra: str = "") -> str:
    return (
        f"<div><u>Trình tự</u>: Người dân gửi đơn lần {number} rồi đợi phòng xem xét.</div>"
        f"<div><u>Hồ sơ gồm</u>: Đơn đề nghị số {number} và bản vẽ.</div>"
        f"<div><u>Thời hạn giải quyết</u>: {number + 4} ngày</div>{extra}"
        f"<div><u>Căn cứ pháp lý</u>: Luật Đường bộ số 35/2024/QH15</div>"
    )


def read(*parts: str, end: str = "") -> PageReading:
    return read_page(
        Page("https://qlđt.example.vn/so-tay.htm", f"<!doctype html><title>Sổ tay</title><body><h1>Sổ tay</h1>{''.join(parts)}{end}")
    )


def numbered(number: int) -> str:
    return f"Thủ tục {number}: {NAMES[number - 1]}"


@pytest.mark.parametrize("odd", [{1}, {2}, {5}, {2, 3}, {1, 5}])
def test_names_in_bold_go_on_with_the_numbers_of_headings(odd: set[int]) -> None:
    parts = [
        (f"<div class=o><b>{numbered(n)}</b></div>" if n in odd else f"<h4>{numbered(n)}</h4>") + described(n)
        for n in range(1, len(NAMES) + 1)
    ]
    found = read(*parts)
    assert [p.name.rpartition(": ")[2] for p in found.procedures] == list(NAMES)
    assert [next(f.text for f in p.fields if f.key is K.DURATION) for p in found.procedures] == [f"{n + 4} ngày" for n in range(1, 6)]


@pytest.mark.parametrize("odd", [{0}, {3}, {1, 2}])
def test_names_in_bold_with_codes_of_their_own(odd: set[int]) -> None:
    parts = [
        (f"<p><strong>{name}</strong></p>" if place in odd else f"<h2>{name}</h2>")
        + f"<div>Mã số: {CODES[place]}</div>"
        + described(place + 1)
        for place, name in enumerate(NAMES)
    ]
    found = read(*parts)
    assert [(p.name, p.code) for p in found.procedures] == list(zip(NAMES, CODES, strict=True))


def test_cases_in_bold_are_no_procedures() -> None:
    cases = "<p><strong>Cấp lần đầu</strong></p>" + described(7) + "<p><strong>Cấp lại do bị mất</strong></p>" + described(8)
    parts = [f"<h2>{name}</h2><div>Mã số: {code}</div>" + described(1) for name, code in zip(NAMES, CODES, strict=True)]
    assert [p.name for p in read(*parts[:4], parts[4] + cases).procedures] == list(NAMES)


def test_the_title_of_a_group_is_no_procedure() -> None:
    parts = [f"<h3>{n}. {name}</h3>" + described(n) for n, name in enumerate(NAMES[:3], 1)]
    group = "<p><b>4. Cấp giấy tờ xe các loại</b></p>"
    rest = [f"<p><b>{n}. {name}</b></p>" + described(n) for n, name in enumerate(NAMES[3:], 4)]
    assert [p.name for p in read(*parts, group, *rest).procedures] == list(NAMES)


def listed(*entries: str) -> str:
    return "<h2>Phụ lục 1. Các mẫu đơn</h2><table>" + "".join(f"<tr><td>{entry}</td></tr>" for entry in entries) + "</table>"


def with_forms(number: int, form: str) -> str:
    return f"<h3>{number}. {NAMES[number - 1]}</h3>" + described(number, f"<div><u>Mẫu đơn, tờ khai</u>: {form}</div>")


def files(found: PageReading) -> list[list[str | None]]:
    return [[form.file.url.rpartition("/")[2] if form.file and form.file.url else None for form in p.forms] for p in found.procedures]


def test_forms_behind_all_procedures_are_found_by_their_numbers() -> None:
    parts = [with_forms(n, f"Đơn xin phép (Mẫu số 0{n})") for n in range(1, 4)]
    end = listed("Mẫu số 01 - <a href='/f/a.doc'>Đơn xin phép</a>", "Mẫu số 02 - Đơn xin phép", "Mẫu số 03: <a href='/f/c.doc'>tải về</a>")
    assert files(read(*parts, end=end)) == [["a.doc"], [None], ["c.doc"]]


def test_a_number_that_is_given_twice_tells_nothing() -> None:
    parts = [with_forms(n, "Đơn xin phép (Mẫu số 01)") for n in range(1, 4)]
    end = listed("Mẫu số 01 - <a href='/f/a.doc'>Đơn xin phép</a>", "Mẫu số 01 - <a href='/f/b.doc'>Đơn xin cấp phù hiệu</a>")
    assert files(read(*parts, end=end)) == [[None], [None], [None]]


def test_forms_without_numbers_are_found_by_names_of_their_own() -> None:
    said = ("Đơn xin sử dụng tạm vỉa hè", "Tờ khai xin gia hạn đào đường", "Đơn")
    parts = [with_forms(n, form) for n, form in enumerate(said, 1)]
    end = listed("<a href='/f/v.doc'>Đơn xin sử dụng tạm vỉa hè</a>", "<a href='/f/d.doc'>Đơn</a>")
    assert files(read(*parts, end=end))[:2] == [["v.doc"], [None]]


def test_facts_of_a_line_set_apart_by_wide_gaps() -> None:
    line = "<p>Mã TTHC: {} &nbsp;&nbsp; Lĩnh vực: Đường bộ&emsp;Cấp độ: <b>Mức độ {}</b></p>"
    parts = [f"<h3>{name}</h3>" + line.format(code, n) + described(n) for n, (name, code) in enumerate(zip(NAMES, CODES, strict=True), 1)]
    for number, each in enumerate(read(*parts[:4]).procedures, 1):
        told = {field.key: field.text for field in each.fields}
        assert (each.code, told[K.FIELD], told[K.LEVEL]) == (CODES[number - 1], "Đường bộ", f"Mức độ {number}")


def test_words_of_a_sentence_are_no_fact() -> None:
    line = "<p>Mã TTHC: 1.003621 theo Quyết định: số 12 và Lĩnh vực: Đường bộ</p>"
    one = read(f"<h3>{NAMES[0]}</h3>", line, described(1)).procedures[0]
    assert K.FIELD not in {field.key for field in one.fields}


def test_a_label_that_is_split_over_runs_of_bold_text_heads_nothing() -> None:
    """Word cuts a label wherever its writer stopped; a part of it may begin as names do ("Giải quyết hồ sơ")."""

    def told(number: int) -> str:
        return (
            f"<p><b>{number}. {NAMES[number - 1]}</b></p><p><b>Trình tự</b><b> thực hiện:</b> Người dân gửi đơn lần {number}.</p>"
            f"<p><b>Thành phần</b><b> hồ sơ:</b> Đơn số {number}</p><p><b>Cách thức </b><b>thực hiện:</b> Gửi bưu điện</p>"
            f"<p><b>Thời hạn </b><b>giải quyết hồ sơ:</b> {number} ngày</p><p><b>Căn cứ pháp lý:</b> Luật số {number}</p>"
        )

    found = read(*(told(number) for number in range(1, 6))).procedures
    assert [one.name for one in found] == list(NAMES)
    for number, one in enumerate(found, 1):
        said = {cell.text for cell in one.fields if cell.key in {K.DURATION, K.LEGAL_BASIS}}
        assert said == {f"{number} ngày", f"Luật số {number}"}
