"""The registry of agencies as a file: there and back, and every fault with its line and remedy."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from scheduler.sites.agency_file import AgencyFileError, read_agencies, write_agencies
from storage.queries.sites import AgencyRecord

AGENCIES = [
    AgencyRecord("hd-snv", "Hải Dương", "Sở Nội vụ tỉnh Hải Dương", "so", "http://snv.example.gov.vn/", None, date(2025, 7, 1)),
    AgencyRecord("hd-a", "Hải Dương", "Ủy ban nhân dân huyện A, B", "huyen", ""),
    AgencyRecord("hd-b", "Hải Dương", "Ủy ban nhân dân xã B", "xa", None, date(2011, 1, 1)),
]


def test_what_is_written_is_read_again(tmp_path: Path) -> None:
    file = tmp_path / "agencies.csv"
    file.write_text("\ufeff" + write_agencies(AGENCIES), encoding="utf-8")
    assert read_agencies(file) == AGENCIES


@pytest.mark.parametrize(
    ("row", "fault"),
    [
        ("Ä,P,N,so,,,", "small letters"),
        ("a,P,,so,,,", "name and province"),
        ("a,P,N,bo,,,", "write one of tinh"),
        ("a,P,N,so,javascript:1,,", ":2: "),
        ("a,P,N,so,,2025-13-01,", "write a day as"),
        ("a,P,N,so,,2025-07-01,2025-07-01", "after valid_from"),
        ("a,P,N,so,,,\na,P,M,so,,,", ":3: the id a is used twice"),
    ],
)
def test_faults_name_line_and_remedy(tmp_path: Path, row: str, fault: str) -> None:
    file = tmp_path / "agencies.csv"
    file.write_text(f"id,province,name,tier,url,valid_from,valid_to\n{row}\n", encoding="utf-8")
    with pytest.raises(AgencyFileError) as refused:
        read_agencies(file)
    assert fault in str(refused.value)


def test_unknown_and_missing_columns_are_named(tmp_path: Path) -> None:
    file = tmp_path / "agencies.csv"
    for head, fault in (("id,province,name,tier,site", "unknown columns site"), ("id,name", "missing columns province, tier")):
        file.write_text(head + "\n", encoding="utf-8")
        with pytest.raises(AgencyFileError, match=fault):
            read_agencies(file)
