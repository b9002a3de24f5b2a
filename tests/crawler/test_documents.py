"""Form files judged by their content: real documents made here, and everything that only looks like one."""

from __future__ import annotations

import json
import zlib
from io import BytesIO
from pathlib import Path
from typing import Any
from zipfile import ZIP_DEFLATED, ZipFile

import docx
import pypdf
import pytest
import xlsxwriter

from classifier.model import FileStatus
from crawler.documents import file_on_its_page, judge_document
from tests.crawler.crawling import crawl
from tests.portal_server import portal_server

OLE = bytes.fromhex("d0cf11e0a1b11ae1")
BESIDE_A_LOGIN = b"<html><body><h4>T&#7879;p &#273;&#227; b&#7883; x&#243;a</h4><form><input type=password></form></body></html>"
HTML_ERROR = "<!DOCTYPE html><html><body><h1>Không tìm thấy tệp</h1></body></html>".encode()


def word(text: str = "Đơn đề nghị") -> bytes:
    document = docx.Document()
    if text:
        document.add_paragraph(text)
    out = BytesIO()
    document.save(out)
    return out.getvalue()


def sheet(filled: bool) -> bytes:
    out = BytesIO()
    book = xlsxwriter.Workbook(out, {"in_memory": True})
    page = book.add_worksheet()
    if filled:
        page.write(0, 0, "Họ và tên")
    book.close()
    return out.getvalue()


def pdf(pages: int, compressed: bool = False) -> bytes:
    writer = pypdf.PdfWriter()
    for _ in range(pages):
        writer.add_blank_page(100, 100)
    out = BytesIO()
    writer.write(out)
    if not compressed:
        return out.getvalue()
    # As programs write it since PDF 1.5: the page object stands in a compressed stream.
    stream = zlib.compress(b"1 0 << /Type /Page /Parent 2 0 R >>")
    head = b"%%PDF-1.5\n3 0 obj << /Type /ObjStm /N 1 /First 4 /Length %d /Filter /FlateDecode >>\nstream\n" % len(stream)
    return head + stream + b"\nendstream endobj\nstartxref\n0\n%%EOF\n"


WORD_SITE = b"<html xmlns:o='urn:schemas-microsoft-com:office:office'><head><title>UBND</title></head><body>@</body></html>"


def archive(*members: tuple[str, bytes]) -> bytes:
    out = BytesIO()
    with ZipFile(out, "w", ZIP_DEFLATED) as file:
        for name, content in members:
            file.writestr(name, content)
    return out.getvalue()


def odt(text: str) -> bytes:
    content = f"<office:text><text:p>{text}</text:p></office:text>".encode()
    return archive(("mimetype", b"application/vnd.oasis.opendocument.text"), ("content.xml", content))


def test_an_error_within_a_site_with_a_box_to_log_in_is_no_file() -> None:
    box = "<form><input type='password'></form>"
    ways = "".join(f"<a href='/muc-{n}'>Mục</a>" for n in range(30))
    page = f"<html><title>{{}} - Cổng</title><body>{ways}{box}</body></html>"
    url = "https://dvc.example.vn/tep/mau-01.doc"
    assert judge_document(page.format("Không có tệp").encode(), "text/html", url).status is FileStatus.DEAD
    assert judge_document(page.format("Đăng nhập").encode(), "text/html", url).status is FileStatus.UNKNOWN
    assert judge_document(page.format("Cổng").encode(), "text/html", "https://dvc.example.vn/vao").status is FileStatus.UNKNOWN


@pytest.mark.parametrize(
    ("body", "media"),
    [
        (word(), "docx"),
        (sheet(filled=True), "xlsx"),
        (odt("Tờ khai"), "odt"),
        (pdf(2), "pdf"),
        (pdf(0, compressed=True), "pdf"),
        (b"\n\n" + pdf(1), "pdf"),
        (OLE + b"\0" * 600 + "WordDocument".encode("utf-16-le") + b"\0" * 900, "doc"),
        (OLE + b"\0" * 600 + "Workbook".encode("utf-16-le") + b"\0" * 900, "xls"),
        (rb"{\rtf1\ansi MAU DON}", "rtf"),
        (rb"{\rtf1\ansi{\fonttbl\f0 Times;}\f0 \u272 ?\u417 ?n xin c\u7845 ?p gi\u7845 ?y ph\u233 ?p xay dung}", "rtf"),
        (archive(("mau/CT01.docx", word()), ("doc.txt", b"x")), "zip"),
        (b"Rar!\x1a\x07\x01\x00" + b"\1" * 100, "rar"),
        (b"<html xmlns:w='urn:schemas-microsoft-com:office:word'><body>TO KHAI</body></html>", "doc"),
        (b"\xff\xd8\xff\xe0\x00\x10JFIF\x00" + b"\1" * 20_000, "jpg"),
    ],
)
def test_documents(body: bytes, media: str) -> None:
    verdict = judge_document(body, "application/octet-stream", "http://x.example/tai-ve?id=1")
    assert (verdict.status, verdict.media, verdict.reason) == (FileStatus.DOCUMENT, media, "")


@pytest.mark.parametrize(
    ("body", "content_type", "url"),
    [
        (b"", "application/msword", "http://x.example/a.doc"),
        (b" \r\n\0\0", "application/msword", "http://x.example/a.doc"),
        (HTML_ERROR, "application/msword", "http://x.example/a.doc"),
        (HTML_ERROR, "text/html", "http://x.example/tai-ve?id=1"),
        (b"\xef\xbb\xbf  " + HTML_ERROR, "", "http://x.example/a.docx"),
        (WORD_SITE.replace(b"@", "<h3>Không tìm thấy trang</h3>".encode()), "text/html", "http://x.example/a.doc"),
        (WORD_SITE.replace(b"@", b"".join(b"<a href='/muc/%d'>x</a>" % n for n in range(30))), "text/html", "http://x.example/a.doc"),
        (b"<html><a href='/b.docx'>x</a></html>", "text/html", "http://x.example/a.docx"),
        (BESIDE_A_LOGIN, "text/html", "http://x.example/tai-ve?id=1"),
        (word(""), "", "http://x.example/a.docx"),
        (sheet(filled=False), "", "http://x.example/a.xlsx"),
        (odt(""), "", "http://x.example/a.odt"),
        (pdf(3)[:300], "application/pdf", "http://x.example/a.pdf"),
        (OLE + b"\0" * 2000, "", "http://x.example/a.doc"),
        (rb"{\rtf1\ansi }", "", "http://x.example/a.rtf"),
        (
            rb"{\rtf1\ansi{\fonttbl{\f0\froman Times New Roman;}{\f1 Arial;}}{\colortbl;\red0;}{\*\generator Riched20;}\pard\par}",
            "",
            "http://x.example/a.rtf",
        ),
        (archive(("readme.txt", b"x")), "", "http://x.example/a.zip"),
        (word()[:500], "", "http://x.example/a.docx"),
        (b"File not found", "text/plain", "http://x.example/tai-ve?id=1"),
        (b'{"error": "not found"}', "application/json", "http://x.example/api/file/1"),
        (b"\x89PNG\r\n\x1a\n" + b"\0" * 200, "image/png", "http://x.example/a.doc"),
    ],
)
def test_what_is_no_document(body: bytes, content_type: str, url: str) -> None:
    verdict = judge_document(body, content_type, url)
    assert verdict.status is FileStatus.DEAD
    assert verdict.reason


def test_an_empty_word_document_is_dead() -> None:
    empty = archive(("word/document.xml", b"<w:document><w:body><w:p><w:r><w:t> </w:t></w:r></w:p></w:body></w:document>"))
    assert judge_document(empty, "", "http://x.example/a.docx").reason == "a document without any content"


@pytest.mark.parametrize(
    "body",
    [b"<html><form><input type='password'></form></html>", b"<html><a href='/files/CT01.docx'>T\xe1\xba\xa3i v\xe1\xbb\x81</a></html>"],
)
def test_pages_that_stand_before_a_file_are_unknown(body: bytes) -> None:
    assert judge_document(body, "text/html", "http://x.example/tai-ve?id=1").status is FileStatus.UNKNOWN


@pytest.mark.parametrize(
    ("page", "status"),
    [
        ("<title>Thông báo</title><p>Biểu mẫu này đang được soạn lại.</p><div role=dialog hidden>{}</div>", FileStatus.DEAD),
        ("<title>Thông báo</title><p>Biểu mẫu này đang được soạn lại.</p><dialog>{}</dialog>", FileStatus.DEAD),
        ("<title>Thông báo</title><p>Mời đăng nhập để lấy biểu mẫu.</p><dialog>{}</dialog>", FileStatus.UNKNOWN),
        ("<title>Thông báo</title><p>Biểu mẫu này đang được soạn lại.</p><main>{}</main>", FileStatus.UNKNOWN),
        ("<dialog open>{}</dialog>", FileStatus.UNKNOWN),
    ],
)
def test_a_log_in_that_opens_over_every_page_keeps_no_file(page: str, status: FileStatus) -> None:
    box = "<form method=post action=/vao><p>Đăng nhập</p><input name=u><input type=password name=p></form>"
    body = f"<html><body>{page.format(box)}</body></html>".encode()
    assert judge_document(body, "text/html; charset=utf-8", "http://x.example/lay?so=7").status is status


def test_a_page_that_sets_a_cookie_and_comes_again_is_no_dead_file() -> None:
    body = b"<html><script>document.cookie='q='+7+';path=/';location.reload()</script></html>"
    found = judge_document(body, "text/html", "http://x.example/m/1.docx")
    assert (found.status, found.reason) == (FileStatus.UNKNOWN, "a page that sets a cookie and comes again")


LOGIN_BOX = "<div class=hop id=vao><form><h4>Đăng nhập</h4><input name=u><input type=password name=p></form></div>"


@pytest.mark.parametrize(
    ("said", "status"),
    [
        ("<h3>Lỗi</h3><p>Tệp tin không tồn tại hoặc đã bị xóa khỏi hệ thống.</p>", FileStatus.DEAD),
        ("<h1>404</h1><p>Xin thử lại.</p>", FileStatus.DEAD),
        ("<div class='alert alert-danger'>Biểu mẫu chưa được cập nhật</div>", FileStatus.DEAD),
        ("<h2>Thông báo</h2><p>Không tìm thấy tài liệu</p>", FileStatus.DEAD),
        ("<h2>Rất tiếc</h2><p>Đường dẫn không hợp lệ</p>", FileStatus.DEAD),
        ("<h2>Yêu cầu đăng nhập</h2><p>Đăng nhập để tải biểu mẫu này.</p>", FileStatus.UNKNOWN),
    ],
)
def test_a_box_for_logging_in_that_every_page_has_hides_no_error(said: str, status: FileStatus) -> None:
    news = "".join(f"<li><a href='/tin/{n}'>Tin không tìm thấy ở đâu khác số {n}</a></li>" for n in range(9))
    body = f"<html><head><title>Cổng tỉnh</title></head><body>{LOGIN_BOX}<div><div class=o>{said}</div><ul>{news}</ul></div></body></html>"
    assert judge_document(body.encode(), "text/html; charset=utf-8", "http://x.example/m/1.docx").status is status


def test_archives_that_inflate_are_not_opened() -> None:
    bomb = archive(("word/document.xml", b"\0" * (210 * 1024 * 1024)))
    assert judge_document(bomb, "", "http://x.example/a.docx").status is FileStatus.UNKNOWN
    many = archive(*((f"{n}.txt", b"") for n in range(6000)))
    assert judge_document(many, "", "http://x.example/a.zip").status is FileStatus.UNKNOWN


def test_names_in_a_form_archive_are_no_paths(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Path traversal (zip slip): form files are judged in memory, whatever their members are called."""
    (tmp_path / "in").mkdir()
    monkeypatch.chdir(tmp_path / "in")
    names = ("../escaped.docx", "..\\escaped.docx", str(tmp_path / "escaped.docx"), "word/../../escaped.docx")
    for name in names:
        judge_document(archive((name, word())), "", "http://x.example/../../escaped.zip")
    assert [path for path in tmp_path.rglob("*") if path.is_file()] == []


def test_a_member_that_lies_about_its_size_is_read_to_the_limit_only() -> None:
    honest = bytearray(archive(("word/document.xml", b" " * (60 * 1024 * 1024) + b"<w:t>x</w:t>")))
    size = (60 * 1024 * 1024 + 12).to_bytes(4, "little")
    lying = bytes(honest).replace(size, (10).to_bytes(4, "little"))
    assert judge_document(lying, "", "http://x.example/a.docx").status is FileStatus.DEAD


def test_a_pdf_of_bombs_costs_bounded_memory() -> None:
    bomb = zlib.compress(b"\0" * (100 * 1024 * 1024))
    stream = b"/Type /ObjStm /Filter /FlateDecode >>\nstream\n" + bomb + b"\nendstream\n"
    assert judge_document(b"%PDF-1.5\n" + stream * 20 + b"startxref\n0\n%%EOF", "", "http://x.example/a.pdf").status is FileStatus.UNKNOWN


@pytest.mark.parametrize("body", [pdf(0), b"%PDF-1.4\n%%EOF"])
def test_a_pdf_whose_pages_are_not_found_is_no_dead_one(body: bytes) -> None:
    assert judge_document(body, "application/pdf", "http://x.example/a.pdf").status is FileStatus.UNKNOWN


def test_each_file_is_fetched_once_and_posts_are_taken() -> None:
    pages: dict[str, Any] = {
        "/mau.rtf": {"body": r"{\rtf1 Don xin cap giay phep xay dung}", "type": "application/rtf"},
        "/het.doc": {"body": "gone", "status": 404},
        "/loi.doc": {"body": HTML_ERROR.decode(), "type": "application/msword"},
        "/sap.doc": {"body": "busy", "status": 500},
        "/cam.doc": {"body": "x"},
        "/xem/don.rtf": {"body": "<html><body><h1>don.rtf</h1><a href='/kho/7/don.rtf'>don.rtf</a></body></html>", "type": "text/html"},
        "/kho/7/don.rtf": {"body": r"{\rtf1 Don xin cap lai giay phep}", "type": "application/rtf"},
    }
    with portal_server(robots="User-agent: *\nDisallow: /cam.doc\n", pages=pages) as server:
        links = [
            *(
                {"url": f"{server.url}{path}"}
                for path in ("/mau.rtf", "/mau.rtf#x", "/het.doc", "/loi.doc", "/sap.doc", "/cam.doc", "/xem/don.rtf")
            ),
            {"url": f"{server.url}/mau.rtf", "post": "__EVENTTARGET=btnTaiVe"},
            {"url": "mailto:x@example.vn"},
        ]
        result = crawl({"files": links}, order={"url": f"{server.url}/"})
        expected = ["document", "document", "dead", "dead", "unknown", "unknown", "document", "document", "unknown"]
        assert [f["status"] for f in result.files] == expected, json.dumps(result.files)
        log = [(seen.method, seen.target) for seen in server.log()]
        assert log.count(("GET", "/mau.rtf")) == 1
        assert log.count(("POST", "/mau.rtf")) == 1
        assert ("GET", "/cam.doc") not in log


@pytest.mark.parametrize(
    ("inside", "kind", "status"),
    [
        (b"\1" * 8000, "application/msword", FileStatus.DOCUMENT),
        (
            b"\0" * 600 + "Đơn đề nghị cấp lại giấy phép hoạt động khuyến công của tổ chức".encode("utf-16-le"),
            "application/msword",
            FileStatus.DOCUMENT,
        ),
        (bytes(24) + bytes(range(1, 120)) + bytes(4000), "application/vnd.ms-excel", FileStatus.DOCUMENT),
        (bytes(600) + b"Don" + bytes(900) + b"de nghi" + bytes(900), "application/msword", FileStatus.DOCUMENT),
        (b"\1" * 8000, "text/plain", FileStatus.UNKNOWN),
        (b"\0" * 900 + b"\xff" * 5000, "application/msword", FileStatus.DEAD),
    ],
)
def test_a_container_without_a_known_directory_counts_by_what_it_holds_and_how_it_is_named(
    inside: bytes, kind: str, status: FileStatus
) -> None:
    assert judge_document(OLE + inside, kind, "http://x.example/tai-ve?id=1").status is status


@pytest.mark.parametrize(
    ("url", "links", "inner"),
    [
        ("http://x.vn/tep/Don_01.docx/view", "<a href='../Don_01.docx'>", ""),  # the address names no file
        ("http://x.vn/File:Don%2001.docx", "<a href='/kho/a/Don_01.docx'>", "http://x.vn/kho/a/Don_01.docx"),
        ("http://x.vn/xem/Don_01.docx", "<a class=b href='/kho/Don_01.docx#t'>", "http://x.vn/kho/Don_01.docx"),
        ("http://x.vn/xem/Don_01.docx", "<a href='/kho/Don_02.docx'>", ""),
        ("http://x.vn/xem/Don_01.docx", "<a href='/xem/Don_01.docx'>", ""),
        ("http://x.vn/xem/Don_01.docx", "<a href='http://y.vn/Don_01.docx'>", ""),
    ],
)
def test_a_page_about_a_file_leads_to_the_file_of_its_name(url: str, links: str, inner: str) -> None:
    assert file_on_its_page(f"<!doctype html><html><body>{links}tệp</a>".encode(), url) == inner
