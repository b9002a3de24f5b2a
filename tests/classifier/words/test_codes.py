"""Codes: normalised, flagged, never invented."""

from __future__ import annotations

import pytest

from classifier.words.codes import Code, code_in_address, find_code, find_codes, parse_code


@pytest.mark.parametrize(
    "text", ["1.000045.000.00.00.H37", "1.013463.H36", "1.013463", "2.000063.000.00.00.H38", "3.000412", "1.004194.H44.22", "1.115835.G09"]
)
def test_well_formed_codes_stay_as_they_are(text: str) -> None:
    code = parse_code(f" {text}\n")
    assert code is not None
    assert (code.text, code.malformed, code.local) == (text, False, False)
    assert code.base == text[:8]
    assert find_code(f"Thủ tục ({text}) cấp lại") == code


@pytest.mark.parametrize(
    "text",
    [
        "2000027.000.00.00.H37",
        "1.010804000.00.00.H37",
        "2.00223.000.00.00.H37",
        "1.000414.000.00.00.H23.",
        "1. 000414.000.00.00.H23",
        "1.000414 .000.00.00.H23",
        "1.000414..000.00.00.H23",
        "1.000414.000..00.00.H23",
        "1.000414.000.00.00..H23",
        "1.000414.H23_2",
        "1.000414,000.00.00.H23",
        "1.000414.000.0.00.H23",
        "1.000414.000.00.00.H23..",
        "2.001711.000.00.00H09",
    ],
)
def test_malformed_codes_are_kept_as_written_and_flagged(text: str) -> None:
    code = parse_code(text)
    assert code is not None
    assert (code.text, code.malformed) == (text, True)


def test_lower_case_is_no_fault() -> None:
    code = parse_code("1.000414.000.00.00.h23")
    assert code is not None and (code.text, code.malformed) == ("1.000414.000.00.00.H23", False)


@pytest.mark.parametrize("text", ["1.000414.H23 (cấp xã)", "1.000414.H23 - Cấp tỉnh", "1.000414.H23; cấp tỉnh", "Mã: 1.000414.H23"])
def test_words_beside_a_code_are_no_part_of_it(text: str) -> None:
    code = parse_code(text)
    assert code is not None and (code.text, code.malformed) == ("1.000414.H23", False)


@pytest.mark.parametrize("text", ["DBXH_01", "QTH-KH-01", "SNV_NCC_03", "TEST_MOT_CAP", "BCA-2021/05"])
def test_local_codes_are_codes_in_a_code_cell_only(text: str) -> None:
    code = parse_code(text)
    assert code is not None
    assert (code.text, code.local, code.base) == (text, True, None)
    assert find_code(f"Mã {text}") is None


@pytest.mark.parametrize(
    "text", ["", "Không", "12", "2.500.000 đồng", "Đang cập nhật", "1.250.000", "x" * 80, "12/QĐ-UBND ngày 01/02/2025 của tỉnh"]
)
def test_nothing_becomes_a_code(text: str) -> None:
    assert parse_code(text) is None
    assert find_code(text) is None


def test_the_first_of_two_codes_in_a_cell_counts() -> None:
    code = parse_code("1.004194 1.004222")
    assert code is not None and code.text == "1.004194"
    assert [c.text for *_, c in find_codes("1.004194, 1.004222.H38; 11.0041945")] == ["1.004194", "1.004222.H38"]


@pytest.mark.parametrize(
    ("url", "code"),
    [
        ("https://x.vn/p?ma_thu_tuc=1.004194", "1.004194"),
        ("https://x.vn/thu-tuc/1.000045.000.00.00.H37", "1.000045.000.00.00.H37"),
        ("https://x.vn/#/tt/1.000045.h37", None),
        ("https://x.vn/p?v=1.0041", None),
    ],
)
def test_a_code_in_an_address(url: str, code: str | None) -> None:
    found = code_in_address(url)
    assert (found.text if found else None) == code


@pytest.mark.parametrize("text", ["T-QBI-184022-TT", "B-BXD-263411-TT", "T-ĐNA-00812-TT-SD"])
def test_codes_of_the_former_numbering_are_local(text: str) -> None:
    assert find_code(f"Mã: {text} - Cấp lại giấy phép") == Code(text, local=True)
    assert find_code(f"Mã: {text}, nay là 1.004194") == Code("1.004194")


@pytest.mark.parametrize("text", ["T-SHIRT-2020-TT", "QT-ABC-123456-TT", "T-QBI-184022-TTX"])
def test_other_symbols_are_no_former_codes(text: str) -> None:
    assert find_code(f"Theo {text}") is None


@pytest.mark.parametrize("text", ["1004321.H17", "2000027.000.00.00.H37"])
def test_a_code_without_its_first_dot_is_known_by_the_agency_behind_it(text: str) -> None:
    assert find_code(f"Cấp lại thẻ - {text} - Sở Y tế") == Code(text, malformed=True)
    assert find_code(f"Tổng đài {text[:7]}") is None
    assert find_code(f"{text}, nay là 1.004321") == Code("1.004321")
