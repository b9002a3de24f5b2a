"""Portals as CSV and YAML: what is written can be read again, and every fault has its line."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from scheduler.portal_file import PortalFileError, portal_id, read_portals, write_portals
from storage.engine import Store
from storage.queries.portals import PortalEntry, list_portals, save_portals
from tests.storage.entries import moment

ENTRIES = [
    PortalEntry(
        "ha-tinh",
        "https://dichvucong.hatinh.gov.vn/",
        "Cổng Hà Tĩnh; \"chính\", '=1+1'",
        "Hà Tĩnh",
        "igate",
        1.5,
        100,
        3000,
        {"entry": {"url": "/x"}},
    ),
    PortalEntry("son-la", "http://127.0.0.1:8001/"),
]


@pytest.mark.parametrize("form", ["csv", "yaml"])
def test_what_is_written_can_be_read_again(store: Store, tmp_path: Path, form: str) -> None:
    with store.write() as connection:
        save_portals(connection, ENTRIES, moment(date(2026, 1, 1)))
        stored = list_portals(connection)
    path = tmp_path / f"portals.{form}"
    path.write_text(write_portals(stored, form), encoding="utf-8")
    assert read_portals(path) == ENTRIES


def test_every_fault_is_told_with_its_line(tmp_path: Path) -> None:
    path = tmp_path / "portals.csv"
    path.write_text(
        "id,url,delay,expected_min,expected_max\nok,http://h/,,,\nBad Id,http://h/,,,\nb,ftp://h/,,,\nc,http://h/,x,,\nd,http://h/,,9,3\nok,http://h/,,,\n",
        "utf-8",
    )
    with pytest.raises(PortalFileError) as refused:
        read_portals(path)
    faults = str(refused.value).splitlines()
    assert [fault.split(": ")[1] for fault in faults] == ["line 3", "line 4", "line 5", "line 6", "line 7"]


@pytest.mark.parametrize(
    ("name", "text", "words"),
    [
        ("p.csv", "id,adress\nx,http://h/\n", "unknown column 'adress'"),
        ("p.csv", "", "no portals"),
        ("p.yaml", "a: [", "not a YAML file"),
        ("p.yaml", "portals: 3", "expected a list"),
        ("p.yaml", "- {id: a, url: 'http://h/', profile: 3}", "profile must be a mapping"),
    ],
)
def test_files_that_are_no_list_of_portals(tmp_path: Path, name: str, text: str, words: str) -> None:
    path = tmp_path / name
    path.write_text(text, encoding="utf-8")
    with pytest.raises(PortalFileError, match=words):
        read_portals(path)


def test_file_in_another_encoding(tmp_path: Path) -> None:
    path = tmp_path / "p.csv"
    path.write_bytes("id,url,name\na,http://h/,Hà Tĩnh\n".encode("utf-16"))
    with pytest.raises(PortalFileError, match="UTF-8"):
        read_portals(path)


def test_id_from_the_address() -> None:
    assert portal_id("https://dichvucong.hatinh.gov.vn/x", []) == "dichvucong-hatinh"
    assert portal_id("http://127.0.0.1:8001/", ["127-0-0-1-8001"]) == "127-0-0-1-8001-2"
