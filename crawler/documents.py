"""Does a form file exist, and is it a document? Judged by content: names and Content-Types of portals are often wrong."""

from __future__ import annotations

import asyncio
import html
import itertools
import re
import zlib
from dataclasses import dataclass, replace
from io import BytesIO
from pathlib import PurePosixPath
from typing import IO
from urllib.parse import unquote, urljoin, urlsplit
from zipfile import BadZipFile, ZipFile, ZipInfo

import filetype
from w3lib.url import canonicalize_url

from classifier.model import FileLink, FileStatus, FormFile, Outcome, Page
from classifier.page.refusals import only_offers_login, tells_gone
from classifier.words.text import fold, folded_words
from crawler.fetching import Answer, Ask, Fetcher, Purpose
from crawler.memory import MemoKind, Memory
from crawler.reader.page.doors import sends_back

_NAMES = frozenset(
    ("doc", "docx", "dot", "dotx", "docm", "xls", "xlsx", "xlsm", "pdf", "rtf", "odt", "ods", "zip", "rar", "7z", "ppt", "pptx")
)
_DOCUMENT_TYPES = ("msword", "officedocument", "ms-excel", "pdf", "rtf", "opendocument", "zip", "rar", "octet-stream", "force-download")
_OLE = bytes.fromhex("d0cf11e0a1b11ae1")
_OLE_STREAMS = (("doc", "WordDocument"), ("xls", "Workbook"), ("xls", "Book"), ("ppt", "PowerPoint Document"))
_PADDING = b"\0\xff "
_OLE_HEADER = 512  # bytes
_LEAST_OLE = 32  # bytes behind the header, from the first to the last that is no padding; less is a template that was saved empty
_LEAST_CONTENT = 32  # bytes that are no padding anywhere, some more than a header has: not every program writes sectors
_ZIP_MEMBERS = 5000
_ZIP_TOTAL = 200 * 1024**2  # bytes that the members claim together
_PART = 20 * 1024**2  # bytes read of one part
_PDF_INFLATED = 20 * 1024**2  # bytes of object streams that are looked through
_LEAST_IMAGE = 8 * 1024  # bytes; smaller ones are icons and placeholders
_HTML = re.compile(rb"<\s*(!doctype\s+html|html|head|body|title|script|meta|table|div|p|h\d|br)\b", re.I)
_OFFICE_HTML = re.compile(rb"urn:schemas-microsoft-com:office|ProgId\s+content=.?(Word|Excel)", re.I)
_FILE_LINK = re.compile(rb"""(href|src|data)\s*=\s*["'][^"']{1,500}\.(docx?|xlsx?|pdf|rtf|odt|zip|rar)["'?]""", re.I)
_HREF = re.compile(rb"""<a\b[^>]{0,1000}?\bhref\s*=\s*["']([^"'<>]{1,1000})["']""", re.I)
_PAGE_READ = 512 * 1024  # bytes of a page about a file that are looked through
# What an RTF says of itself, no text of it: fonts, colours, styles, who wrote it.
_RTF_TABLES = re.compile(rb"\{\\(?:\*|fonttbl|colortbl|stylesheet|listtable|info)[^{}]{0,4000}(?:\{[^{}]{0,4000}\}[^{}]{0,4000}){0,200}\}")
_LEAST_RTF = 3  # characters
_PASSWORD = re.compile(rb"""type\s*=\s*["']?password""", re.I)
_HEADS = re.compile(r"<(?:title|h[1-6])\b[^>]{0,500}>(.{1,300}?)</(?:title|h[1-6])\b", re.IGNORECASE | re.DOTALL)
_GONE = re.compile(r"\bkhong (?:tim thay|ton tai)\b|\bda bi (?:xoa|go)\b|\bkhong co (?:file|tep)\b|\bnot found\b|\b404\b")
_CALLED = re.compile(rb"<(?:title|h1|h2)\b[^>]*>(.{0,500}?)</", re.I | re.S)
_LOGIN = re.compile(r"dang nhap|login|log in|sign in|xac thuc|tai khoan")
_SITE_WAYS = 20  # other addresses that a page of a site leads to
_PDF_PAGE = re.compile(rb"/Type\s*/Page(?![A-Za-z])")
_PDF_OBJECTS = re.compile(rb"/ObjStm\b[^\0]{0,400}?>>\s*stream\r?\n", re.S)


@dataclass(frozen=True, slots=True)
class Verdict:
    """What a body is."""

    status: FileStatus
    media: str = ""
    reason: str = ""


class FormVerifier:
    """Fetches each distinct form file once and remembers the verdict; links that are asked for at the same time wait for one fetch.

    With a memory, a file that was a document on an earlier night is asked for conditionally where its server gives validators, and
    else again only when its turn comes. A file that was none is fetched every night.
    """

    def __init__(self, fetcher: Fetcher, memory: Memory | None = None) -> None:
        self._fetcher = fetcher
        self._memory = memory
        self._files: dict[tuple[str, str | None], asyncio.Task[FormFile]] = {}

    async def __call__(self, link: FileLink) -> FormFile:
        """The verdict on the file behind a link. Never raises for what the portal does."""
        if link.url is None:
            return FormFile("", FileStatus.UNKNOWN, reason="the page gives no address")
        if not link.url.lower().startswith(("http:", "https:")):
            return FormFile(link.url, FileStatus.UNKNOWN, reason="not an http address")
        key = (canonicalize_url(link.url), link.post)
        if key not in self._files:
            self._files[key] = asyncio.ensure_future(self._verified(link.url, link.post))
        return await asyncio.shield(self._files[key])

    async def _verified(self, url: str, post: str | None) -> FormFile:
        memory = self._memory
        if memory is None:
            return await verify_form(self._fetcher, url, post)
        key = canonicalize_url(url) if post is None else f"{canonicalize_url(url)}\n{post}"
        memo = memory.memo(MemoKind.FILE, key)
        found = memory.value(memo, FormFile) if memo is not None else None
        if memory.offline:
            return found or FormFile(url, FileStatus.UNKNOWN, reason="nothing is remembered of it")
        if memo is None or found is None or found.status is FileStatus.DEAD:
            answer = await _fetched(self._fetcher, Ask(url, Purpose.FILE), post)
        elif not (memo.etag or memo.last_modified or memory.due(memo)):
            return found
        else:
            ask = Ask(url, Purpose.FILE, etag=memo.etag, last_modified=memo.last_modified)
            answer = await _fetched(self._fetcher, ask, post)
            if answer is not None and answer.unchanged:
                if memory.due(memo):
                    memory.confirm(memo)
                return found
        verdict = await _verdict(self._fetcher, url, answer)
        if answer is not None and verdict.status is not FileStatus.UNKNOWN:
            memory.remember(MemoKind.FILE, key, verdict, answer.etag, answer.last_modified)
        return verdict


async def verify_form(fetcher: Fetcher, url: str, post: str | None = None) -> FormFile:
    """Fetch one form file and judge it. `post`: the url-encoded body of a download that is a form post."""
    return await _verdict(fetcher, url, await _fetched(fetcher, Ask(url, Purpose.FILE), post))


async def _verdict(fetcher: Fetcher, url: str, answer: Answer | None) -> FormFile:
    return await _behind_its_page(fetcher, url, answer) or await _judged(url, answer)


async def _behind_its_page(fetcher: Fetcher, url: str, answer: Answer | None) -> FormFile | None:
    """The file itself where its address shows a page about it, from which it is fetched; None where the answer is anything else."""
    page = answer.page if answer is not None and answer.outcome is Outcome.OK else None
    if page is None or not isinstance(page.body, bytes) or not (inner := file_on_its_page(page.body, page.url)):
        return None
    found = await _judged(inner, await _fetched(fetcher, Ask(inner, Purpose.FILE, referer=page.url), None))
    return replace(found, url=url)


def file_on_its_page(body: bytes, url: str) -> str:
    """The address under which a page that is called like a file keeps the file of that very name; "" when it is no such page."""
    own = _file_name(url)
    if PurePosixPath(own).suffix.lstrip(".") not in _NAMES or not _HTML.search(body[:4096]):
        return ""
    for link in _HREF.finditer(body[:_PAGE_READ]):
        address = urljoin(url, html.unescape(link[1].decode("utf-8", "replace")).strip())
        inner, here = urlsplit(address), urlsplit(url)
        if _file_name(address) == own and inner.netloc == here.netloc and unquote(inner.path) != unquote(here.path) and not inner.query:
            return address.partition("#")[0]
    return ""


def _file_name(url: str) -> str:
    """The name of a file in an address, without the name of the space before it ("Tập_tin:Mau_01.doc")."""
    return unquote(urlsplit(url).path).rpartition("/")[2].rpartition(":")[2].casefold().replace(" ", "_")


async def _fetched(fetcher: Fetcher, ask: Ask, post: str | None) -> Answer | None:
    """The answer, None when the budget is spent."""
    if not fetcher.allowed_by_budget(Purpose.FILE):
        return None
    return await fetcher.fetch(ask if post is None else replace(ask, method="POST", body=post.encode()))


async def _judged(url: str, answer: Answer | None) -> FormFile:
    if answer is None:
        return FormFile(url, FileStatus.UNKNOWN, reason="budget spent")
    page = answer.page
    if page is None or answer.outcome is not Outcome.OK:
        return _without_file(url, answer)
    raw = page.body if isinstance(page.body, bytes) else page.body.encode()
    # Inflating parts takes up to a second; the loop has other requests to serve.
    verdict = await asyncio.to_thread(judge_document, raw, answer.content_type, page.url)
    return FormFile(url, verdict.status, verdict.media, verdict.reason, len(raw))


def judge_document(body: bytes, content_type: str, url: str) -> Verdict:
    """What a body that was served with status 200 is. Bounded in time and memory, whatever the body."""
    if not body.strip(b" \t\r\n\0"):
        return Verdict(FileStatus.DEAD, reason="empty file")
    if body.startswith(b"PK"):
        return _judge_zip(body)
    if body.startswith(_OLE):
        return _judge_ole(body, _named_document(content_type, url))
    start = body.find(b"%PDF-", 0, 1024)
    if start >= 0:
        return _judge_pdf(body)
    if body.lstrip()[:5] == rb"{\rtf":
        return _judge_rtf(body)
    head = body[:4096].removeprefix(b"\xef\xbb\xbf")
    if _HTML.search(head) or "html" in content_type.lower():
        return _judge_html(body, content_type, url)
    return _judge_other(body, content_type, url)


def _without_file(url: str, answer: Answer) -> FormFile:
    status = answer.page.status if answer.page is not None else 0
    if status in (404, 410):
        return FormFile(url, FileStatus.DEAD, reason=f"answered {status}")
    return FormFile(url, FileStatus.UNKNOWN, reason=answer.reason or f"answered {status}")


def _judge_zip(body: bytes) -> Verdict:
    try:
        with ZipFile(BytesIO(body)) as archive:
            members = archive.infolist()
            if len(members) > _ZIP_MEMBERS or sum(member.file_size for member in members) > _ZIP_TOTAL:
                return Verdict(FileStatus.UNKNOWN, "zip", "archive claims to be larger than is opened")
            return _judge_members(archive, {member.filename: member for member in members})
    except (BadZipFile, OSError, ValueError, NotImplementedError, RuntimeError, zlib.error, EOFError) as error:
        return Verdict(FileStatus.DEAD, "zip", f"damaged archive: {error}"[:200])


def _judge_members(archive: ZipFile, members: dict[str, ZipInfo]) -> Verdict:
    if "word/document.xml" in members:
        return _judge_parts(
            archive, "docx", ("word/document.xml",), rb">[^<]*[^<\s]|<w:sdt|<w:ffData|<w:fldChar|<w:drawing|<w:pict|<w:object"
        )
    if "xl/workbook.xml" in members:
        parts = tuple(name for name in members if name.startswith("xl/worksheets/") or name == "xl/sharedStrings.xml")
        return _judge_parts(archive, "xlsx", parts, rb"<(x:)?(v|t|is)[ >][^<]*[^<\s]|<(x:)?drawing")
    if "ppt/presentation.xml" in members:
        return Verdict(FileStatus.DOCUMENT, "pptx")
    if "content.xml" in members and "mimetype" in members:
        media = "ods" if b"spreadsheet" in _read(archive, members["mimetype"], 200) else "odt"
        return _judge_parts(archive, media, ("content.xml",), rb"<text:(p|h|span|list)\b[^>]*>[^<]*[^<\s]|<draw:|<form:")
    inside = [m for m in members.values() if PurePosixPath(m.filename).suffix.lower().lstrip(".") in _NAMES and m.file_size > 0]
    if inside:
        return Verdict(FileStatus.DOCUMENT, "zip")
    return Verdict(FileStatus.DEAD, "zip", "an archive without a document")


def _judge_parts(archive: ZipFile, media: str, parts: tuple[str, ...], content: bytes) -> Verdict:
    pattern = re.compile(content)
    for part in parts[:50]:
        if pattern.search(_read(archive, archive.getinfo(part), _PART)):
            return Verdict(FileStatus.DOCUMENT, media)
    return Verdict(FileStatus.DEAD, media, "a document without any content")


def _read(archive: ZipFile, member: ZipInfo, limit: int) -> bytes:
    # Sizes in the directory are claims; reading stops at the limit whatever they say.
    source: IO[bytes]
    with archive.open(member) as source:
        return source.read(limit)


def _judge_ole(body: bytes, named: bool) -> Verdict:
    media = next((media for media, name in _OLE_STREAMS if name.encode("utf-16-le") in body), None)
    if media is not None:
        return Verdict(FileStatus.DOCUMENT, media)
    behind, anywhere = body[_OLE_HEADER:].strip(_PADDING), body[len(_OLE) :].translate(None, _PADDING)
    if len(behind) < _LEAST_OLE and len(anywhere) < _LEAST_CONTENT:
        return Verdict(FileStatus.DEAD, "ole", "an OLE container without a document")
    if named:
        return Verdict(FileStatus.DOCUMENT, "ole")  # of a program not known here, or its directory stands in a part that was cut off
    return Verdict(FileStatus.UNKNOWN, "ole", "an OLE container whose directory was not found")


def _judge_pdf(body: bytes) -> Verdict:
    if b"%%EOF" not in body[-2048:] and b"startxref" not in body[-4096:]:
        return Verdict(FileStatus.DEAD, "pdf", "cut off: no end of file")
    # Encrypted object streams cannot be looked into; such a file opens in any reader, so it counts.
    if _PDF_PAGE.search(body) or b"/Encrypt" in body or _page_in_object_streams(body):
        return Verdict(FileStatus.DOCUMENT, "pdf")
    return Verdict(FileStatus.UNKNOWN, "pdf", "no page was found in it")  # it opens, or stands in a stream of a kind not known here


def _page_in_object_streams(body: bytes) -> bool:
    """Since PDF 1.5 the page objects may stand in compressed streams. Looked through here because a whole PDF parser has no bounds."""
    left = _PDF_INFLATED
    for match in _PDF_OBJECTS.finditer(body):
        inflater = zlib.decompressobj()
        try:
            objects = inflater.decompress(memoryview(body)[match.end() :], left)
        except zlib.error:
            continue
        if _PDF_PAGE.search(objects):
            return True
        left -= len(objects)
        if left <= 0:
            break
    return False


def _judge_rtf(body: bytes) -> Verdict:
    shown = _RTF_TABLES.sub(b"", body[: 1024 * 1024])
    text = re.sub(rb"\\'[0-9a-f]{2}|\\[a-z]+-?\d* ?|[{}\s;]", b"", shown)
    if len(text) < _LEAST_RTF and b"\\pict" not in body:
        return Verdict(FileStatus.DEAD, "rtf", "a document without any content")
    return Verdict(FileStatus.DOCUMENT, "rtf")


def _judge_html(body: bytes, content_type: str, url: str) -> Verdict:
    if _says_gone(body):
        return Verdict(FileStatus.DEAD, "html", "a web page that says the file is not there")
    if _OFFICE_HTML.search(body[:8192]) and not _is_site_page(body):  # some sites write all their pages with Word
        return Verdict(FileStatus.DOCUMENT, "doc")  # Word's own "web page" format under a .doc name
    if sends_back(Page(url, body, content_type=content_type)):
        return Verdict(FileStatus.UNKNOWN, "html", "a page that sets a cookie and comes again")
    behind_login = _PASSWORD.search(body) is not None and (_suffix(url) not in _NAMES or not _is_site_page(body))
    behind_login = behind_login and not only_offers_login(body[:_PAGE_READ], url, content_type)
    if behind_login and not tells_gone(body, url, content_type):
        return Verdict(FileStatus.UNKNOWN, "html", "stands behind a login")
    if not _named_document(content_type, url) and _FILE_LINK.search(body):
        return Verdict(FileStatus.UNKNOWN, "html", "a page that links to files, not a file")
    return Verdict(FileStatus.DEAD, "html", "a web page instead of a document")


def _says_gone(body: bytes) -> bool:
    """Whether the title or a heading of a page says that something was not found, whatever boxes stand around it, a log-in among them."""
    heads = " ".join(_HEADS.findall(body[:_PAGE_READ].decode("utf-8", "replace")))
    return _GONE.search(folded_words(html.unescape(heads))) is not None


def _is_site_page(body: bytes) -> bool:
    """Whether a page leads on like any of its site and is not called a login: a box to log in with stands beside everything there."""
    called = b" ".join(match[1] for match in _CALLED.finditer(body[:_PAGE_READ]))
    words = fold(re.sub(r"<[^>]*>", " ", html.unescape(called.decode("utf-8", "replace"))))
    ways = {match[1] for match in itertools.islice(_HREF.finditer(body[:_PAGE_READ]), _SITE_WAYS * 4)}
    return len(ways) >= _SITE_WAYS and not _LOGIN.search(words)


def _judge_other(body: bytes, content_type: str, url: str) -> Verdict:
    kind = filetype.guess(body)
    if kind is not None and kind.mime.startswith("image/"):
        if len(body) < _LEAST_IMAGE:
            return Verdict(FileStatus.DEAD, kind.extension, "a placeholder image instead of a document")
        return Verdict(FileStatus.DOCUMENT, kind.extension)
    if kind is not None and kind.extension in ("rar", "7z", "gz", "tar"):
        return Verdict(FileStatus.DOCUMENT, kind.extension)
    if body.lstrip()[:1] in (b"{", b"["):
        return Verdict(FileStatus.DEAD, "json", "a data message instead of a document")
    if _suffix(url) in ("txt", "csv") and b"\0" not in body[:4096]:
        return Verdict(FileStatus.DOCUMENT, _suffix(url))
    return Verdict(FileStatus.DEAD, kind.extension if kind else "", "not a document by its content")


def _named_document(content_type: str, url: str) -> bool:
    return _suffix(url) in _NAMES or any(word in content_type.lower() for word in _DOCUMENT_TYPES)


def _suffix(url: str) -> str:
    return PurePosixPath(unquote(urlsplit(url).path)).suffix.lower().lstrip(".")
