"""`mucdo classify` on saved files whose address nobody gives."""

from __future__ import annotations

from pathlib import Path

import pytest

from classifier.saved import NOWHERE, address_of
from tests.cli.running import mucdo

REAL = Path(__file__).resolve().parents[2].parent / "shared" / "real"
real = [pytest.mark.real, pytest.mark.skipif(not REAL.is_dir(), reason="the real pages are not here")]


@pytest.mark.parametrize(
    ("head", "address"),
    [
        (b"<!-- saved from url=(0033)https://dvc.tinh.gov.vn/tthc?id=7 --><html>", "https://dvc.tinh.gov.vn/tthc?id=7"),
        (b'<html><head><link href="https://dvc.tinh.gov.vn/a" rel="canonical">', "https://dvc.tinh.gov.vn/a"),
        (b"<html><head><meta property='og:url' content='http://dvc.tinh.gov.vn/b'>", "http://dvc.tinh.gov.vn/b"),
        (b"<html><head><link rel=canonical href=/c>", f"{NOWHERE}trang%201.html"),
        (b"", f"{NOWHERE}trang%201.html"),
    ],
)
def test_a_saved_page_says_where_it_came_from(head: bytes, address: str) -> None:
    assert address_of(head, "trang 1.html") == address


@pytest.mark.parametrize(
    ("page", "code", "forms"),
    [
        pytest.param("26052", "2.000200", "some", marks=real),
        pytest.param("26356", "1.004194", "yes", marks=real),
        pytest.param("26360", "1.004222", "some", marks=real),
    ],
)
def test_real_procedures(tmp_path: Path, page: str, code: str, forms: str) -> None:
    ran = mucdo("classify", str(REAL / "bocongan" / f"tthc_{page}.html"), "--json", cwd=tmp_path)
    (entry,) = ran.json
    assert (entry["code"], entry["declared"]["value"], entry["features"]["forms"]) == (code, "mot-phan", forms)
    assert entry["features"]["payment"] not in {"yes", "stated"}
    assert "http_only" not in entry["flags"]


@pytest.mark.parametrize(
    ("page", "count"),
    [
        pytest.param("bocongan/list_QL_CU_TRU.html", 11, marks=real),
        pytest.param("national-home/index.html", 0, marks=real),
        pytest.param("hanoi-mirror/index.html", 0, marks=real),
        pytest.param("hanoi-mirror/cong-nghe-thong-tin01ad.html", 0, marks=real),
        pytest.param("hanoi-mirror/so-do-websitedff6.html", 0, marks=real),
    ],
)
def test_real_lists_and_home_pages(tmp_path: Path, page: str, count: int) -> None:
    ran = mucdo("classify", str(REAL / page), "--json", cwd=tmp_path)
    assert len(ran.json) == count
