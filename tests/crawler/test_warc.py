"""Archives and folders of saved pages: read within bounds, never outside the folder, and written so that they read back."""

from __future__ import annotations

import gzip
from datetime import UTC, date, datetime
from io import BytesIO
from pathlib import Path

import pytest
from warcio.statusandheaders import StatusAndHeaders
from warcio.warcwriter import WARCWriter

from classifier.model import Page
from crawler.warc import PAGE_LIMIT, ArchiveError, read_saved, write_warc

REAL = Path(__file__).parents[2] / ".." / "shared" / "real"
TAKEN = datetime(2017, 5, 3, 20, 30, tzinfo=UTC)


def archive(path: Path, *records: tuple[str, str, str, bytes, dict[str, str]]) -> Path:
    """A WARC file of (type, url, status, body, headers) records."""
    with path.open("wb") as out:
        writer = WARCWriter(out, gzip=path.suffix == ".gz")
        for kind, url, status, body, headers in records:
            http = StatusAndHeaders(f"{status} X", list({"Content-Type": "text/html", **headers}.items()), "HTTP/1.1")
            record = writer.create_warc_record(url, kind, payload=BytesIO(body), http_headers=http)
            writer.write_record(record)
            record.raw_stream.close()
    return path


def test_what_is_written_reads_back(tmp_path: Path) -> None:
    pages = [
        Page("https://dvc.example.vn/tt/1", "<html>Thủ tục</html>".encode(), 200, "text/html; charset=utf-8"),
        Page("https://dvc.example.vn/tt/2", "<html>vẽ bằng script</html>", rendered=True),
    ]
    path = tmp_path / "evidence.warc.gz"
    with path.open("wb") as out:
        assert write_warc(out, [(page, TAKEN) for page in pages]) == 2
    back = list(read_saved(path))
    assert [saved.page.url for saved in back] == [page.url for page in pages]
    assert back[0].page.body == pages[0].body
    assert back[0].page.content_type == "text/html; charset=utf-8"
    assert [saved.page.rendered for saved in back] == [False, True]
    # 20:30 UTC is already the next morning in Việt Nam.
    assert back[0].page.at == date(2017, 5, 4)


@pytest.mark.parametrize("name", ["a.warc", "a.warc.gz"])
def test_only_pages_are_taken_from_an_archive(tmp_path: Path, name: str) -> None:
    path = archive(
        tmp_path / name,
        ("response", "http://x.example/", "200", b"<html>page</html>", {}),
        ("response", "http://x.example/a.css", "200", b"body{}", {"Content-Type": "text/css"}),
        ("response", "http://x.example/moved", "301", b"", {"Location": "/"}),
        ("response", "http://x.example/api", "200", b"[1]", {"Content-Type": "application/json; charset=utf-8"}),
        ("response", "file:///etc/passwd", "200", b"root", {}),
        ("response", "http://x.example/gone", "404", b"<html>404</html>", {}),
    )
    assert [(saved.page.url, saved.page.status) for saved in read_saved(path)] == [
        ("http://x.example/", 200),
        ("http://x.example/api", 200),
        ("http://x.example/gone", 404),
    ]


def test_a_record_that_inflates_beyond_the_limit_is_left_out(tmp_path: Path) -> None:
    bomb = gzip.compress(b"\0" * (PAGE_LIMIT * 10))
    path = archive(
        tmp_path / "bomb.warc.gz",
        ("response", "http://x.example/bomb", "200", bomb, {"Content-Encoding": "gzip"}),
        ("response", "http://x.example/", "200", b"<html>page</html>", {}),
    )
    assert [saved.page.url for saved in read_saved(path)] == ["http://x.example/"]


def test_a_broken_archive_is_named(tmp_path: Path) -> None:
    path = tmp_path / "broken.warc.gz"
    path.write_bytes(b"\x1f\x8b\x08 no archive at all")
    with pytest.raises(ArchiveError, match=r"broken\.warc\.gz"):
        list(read_saved(path))
    with pytest.raises(ArchiveError):
        list(read_saved(tmp_path / "missing"))


def test_a_folder_does_not_lead_out_of_itself(tmp_path: Path) -> None:
    outside = tmp_path / "outside"
    outside.mkdir()
    (outside / "secret.html").write_text("<html>secret</html>")
    inside = tmp_path / "inside"
    inside.mkdir()
    (inside / "page.html").write_text("<html>page</html>")
    (inside / "link.html").symlink_to(outside / "secret.html")
    (inside / "folder").symlink_to(outside)
    (inside / "notes.txt").write_text("no page")
    (inside / "big.html").write_bytes(b"x" * (PAGE_LIMIT + 1))
    assert [saved.source for saved in read_saved(inside)] == ["page.html"]


def test_names_in_an_archive_are_no_paths(tmp_path: Path) -> None:
    """Path traversal: what an archive calls its records is never opened nor written on this machine."""
    (tmp_path / "secret.html").write_text("<html>secret</html>")
    folder = tmp_path / "in"
    folder.mkdir()
    secret = (tmp_path / "secret.html").as_uri()
    names = ("../secret.html", "/etc/passwd", "file:///etc/passwd", secret, "https://dvc.example.vn/../../secret.html")
    path = archive(folder / "a.warc", *(("response", name, "200", b"<html>record</html>", {}) for name in names))
    before = sorted(tmp_path.rglob("*"))
    bodies = {saved.page.body for saved in read_saved(path)}
    assert bodies == {b"<html>record</html>"}
    assert sorted(tmp_path.rglob("*")) == before


def test_pages_tell_where_they_come_from(tmp_path: Path) -> None:
    mirrored = "<!-- Mirrored from dvc.example.vn/tt?id=1 by HTTrack Website Copier/3.x [XR&CO'2014], Sat, 27 Aug 2022 20:38:18 GMT -->"
    (tmp_path / "a.html").write_text(f"<html>{mirrored}</html>")
    (tmp_path / "b.html").write_text("<!-- saved from url=(0030)https://dvc.example.vn/tt?id=2 --><html></html>")
    (tmp_path / "c.html").write_text('<html><link rel="canonical" href="https://dvc.example.vn/tt/3"></html>')
    (tmp_path / "dvc.example.vn").mkdir()
    (tmp_path / "dvc.example.vn" / "d d.html").write_text("<html>d</html>")
    (tmp_path / "e.html").write_text("<html>e</html>")
    pages = {saved.source: saved.page for saved in read_saved(tmp_path)}
    assert {name: page.url for name, page in pages.items()} == {
        "a.html": "http://dvc.example.vn/tt?id=1",
        "b.html": "https://dvc.example.vn/tt?id=2",
        "c.html": "https://dvc.example.vn/tt/3",
        "dvc.example.vn/d d.html": "http://dvc.example.vn/d%20d.html",
        "e.html": "http://saved.invalid/e.html",
    }
    assert pages["a.html"].at == date(2022, 8, 28)
    assert pages["b.html"].at is None
    based = {saved.source: saved.page for saved in read_saved(tmp_path, at=date(2015, 1, 2), base="https://cu.example.vn/x")}
    assert based["e.html"].url == "https://cu.example.vn/x/e.html"
    assert {page.at for page in based.values()} == {date(2015, 1, 2)}


@pytest.mark.real
@pytest.mark.skipif(not REAL.exists(), reason="the real pages are not beside the project")
def test_a_real_mirror_tells_its_addresses() -> None:
    pages = {saved.source: saved.page for saved in read_saved(REAL / "hanoi-mirror")}
    assert pages["index.html"].url == "http://sotttt.hanoi.gov.vn/"
    assert pages["index.html"].at == date(2022, 8, 27)
