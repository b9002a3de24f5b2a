"""Pages from archives and folders as past captures, and pages that carry evidence written out as WARC.

Archives are as hostile as portals: names may point out of the folder, records may claim or inflate to any size.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime
from email.utils import parsedate_to_datetime
from io import BytesIO
from pathlib import Path
from typing import IO, Any
from urllib.parse import quote, urljoin, urlsplit

from warcio.archiveiterator import ArchiveIterator
from warcio.exceptions import ArchiveLoadFailed
from warcio.statusandheaders import StatusAndHeaders
from warcio.warcwriter import WARCWriter

from classifier.model import Page
from crawler.config import TIME_ZONE

PAGE_LIMIT = 10 * 1024**2  # bytes of one page, as in a crawl
MOST_PAGES = 200_000
_PAGE_TYPES = ("text/html", "application/xhtml+xml", "application/json", "text/json")
_SUFFIXES = frozenset((".html", ".htm", ".xhtml", ".shtml", ".aspx", ".jsp", ".php", ".json"))
_ARCHIVES = (".warc", ".warc.gz")
_HEAD = 4096  # bytes of a saved page in which its origin is looked for
_HTTRACK = re.compile(rb"<!--\s*Mirrored from (\S+) by HTTrack[^>]*?(?:\],\s*([^>]+?))?\s*-->")
_BROWSER = re.compile(rb"<!--\s*saved from url=\(\d+\)(\S+?)\s*-->")
_BASE = re.compile(rb"""<base\s[^>]*href\s*=\s*["'](https?://[^"']+)["']""", re.I)
_CANONICAL = re.compile(rb"""<link\s[^>]*rel\s*=\s*["']canonical["'][^>]*href\s*=\s*["'](https?://[^"']+)["']""", re.I)
_HOST_FOLDER = re.compile(r"[a-z0-9-]+(\.[a-z0-9-]+)+", re.I)


class ArchiveError(ValueError):
    """An archive or folder that cannot be read; the text names it."""


@dataclass(frozen=True, slots=True)
class SavedPage:
    """One page of an archive. `page.at` is the capture date, None when nothing tells it; `source` names file and record."""

    page: Page
    source: str
    captured: datetime | None = None


def read_saved(path: Path, *, at: date | None = None, base: str | None = None) -> Iterator[SavedPage]:
    """Pages of a WARC file, a saved page, or a folder of either. `at` goes before what the pages say about their date; `base`: the address
    of a folder whose pages do not tell theirs. Raises `ArchiveError` when `path` cannot be read."""
    if path.is_dir():
        yield from _read_folder(path, at, base)
    elif path.name.lower().endswith(_ARCHIVES):
        yield from read_warc(path, at=at)
    elif path.is_file():
        saved = _read_file(path, path.parent, at, base)
        if saved is not None:
            yield saved
    else:
        raise ArchiveError(f"{path}: no such file or folder")


def read_warc(path: Path, *, at: date | None = None) -> Iterator[SavedPage]:
    """The HTML and JSON answers of a WARC file, plain or gzip. Larger records than `PAGE_LIMIT` are left out."""
    try:
        with path.open("rb") as file:
            readable = False
            for number, record in enumerate(ArchiveIterator(file, check_digests=False)):
                if number >= MOST_PAGES:
                    raise ArchiveError(f"{path}: more than {MOST_PAGES} records")
                readable |= record.format == "warc"
                saved = _read_record(record, f"{path.name}#{number}", at)
                if saved is not None:
                    yield saved
            if not readable:
                raise ArchiveError(f"{path}: not a readable WARC file: no record in it")
    except (ArchiveLoadFailed, OSError, EOFError, UnicodeError) as error:
        raise ArchiveError(f"{path}: not a readable WARC file: {error}") from None


def write_warc(out: IO[bytes], pages: Iterable[tuple[Page, datetime]]) -> int:
    """Write pages with the moments of their capture as a gzip WARC; returns how many. A rendered page is a `resource`, not a `response`."""
    writer = WARCWriter(out, gzip=True)
    writer.write_record(writer.create_warcinfo_record("mucdo.warc.gz", {"software": "mucdo", "format": "WARC File Format 1.0"}))
    count = 0
    for page, captured in pages:
        body = page.body if isinstance(page.body, bytes) else page.body.encode("utf-8")
        content_type = page.content_type or "text/html"
        stamp = captured.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
        headers = {"WARC-Date": stamp}
        if page.rendered:
            record = writer.create_warc_record(
                page.url, "resource", payload=BytesIO(body), warc_content_type="text/html; charset=utf-8", warc_headers_dict=headers
            )
        else:
            http = StatusAndHeaders(f"{page.status} OK", [("Content-Type", content_type), ("Content-Length", str(len(body)))], "HTTP/1.1")
            record = writer.create_warc_record(page.url, "response", payload=BytesIO(body), http_headers=http, warc_headers_dict=headers)
        writer.write_record(record)
        record.raw_stream.close()  # warcio may have put the body into a temporary file
        count += 1
    return count


def _read_record(record: Any, source: str, at: date | None) -> SavedPage | None:
    if record.rec_type not in ("response", "resource"):
        return None
    url = record.rec_headers.get_header("WARC-Target-URI") or ""
    if not url.startswith(("http://", "https://")):
        return None
    http = record.http_headers
    status = int(http.get_statuscode() or 0) if http is not None and str(http.get_statuscode()).isdigit() else 200
    content_type = (http.get_header("Content-Type") if http is not None else record.rec_headers.get_header("Content-Type")) or ""
    if not content_type.lower().startswith(_PAGE_TYPES) or 300 <= status < 400:
        return None
    body = record.content_stream().read(PAGE_LIMIT + 1)
    if len(body) > PAGE_LIMIT:
        return None
    captured = _warc_date(record.rec_headers.get_header("WARC-Date"))
    day = at or (captured.date() if captured else None)
    rendered = record.rec_type == "resource"
    return SavedPage(Page(url, body, status, content_type, url, day, rendered), source, captured)


def _read_folder(root: Path, at: date | None, base: str | None) -> Iterator[SavedPage]:
    inside = root.resolve()
    count = 0
    for path in sorted(root.rglob("*")):
        # A link may lead anywhere on this machine.
        if path.is_symlink() or not path.is_file() or not path.resolve().is_relative_to(inside):
            continue
        if path.name.lower().endswith(_ARCHIVES):
            yield from read_warc(path, at=at)
            continue
        saved = _read_file(path, root, at, base) if path.suffix.lower() in _SUFFIXES else None
        if saved is None:
            continue
        count += 1
        if count > MOST_PAGES:
            raise ArchiveError(f"{root}: more than {MOST_PAGES} pages")
        yield saved


def _read_file(path: Path, root: Path, at: date | None, base: str | None) -> SavedPage | None:
    try:
        with path.open("rb") as file:
            body = file.read(PAGE_LIMIT + 1)
    except OSError as error:
        raise ArchiveError(f"{path}: {error.strerror}") from None
    if len(body) > PAGE_LIMIT or not body.strip():
        return None
    told, captured = _origin(body[:_HEAD])
    name = path.relative_to(root).as_posix()
    url = told or _url_of(name, base)
    day = at or (captured.astimezone(TIME_ZONE).date() if captured else None)
    content_type = "application/json" if path.suffix.lower() == ".json" else "text/html"
    return SavedPage(Page(url, body, 200, content_type, url, day), name, captured)


def _origin(head: bytes) -> tuple[str | None, datetime | None]:
    """What the saving program wrote into the page about where and when it was taken."""
    mirrored = _HTTRACK.search(head)
    if mirrored:
        return _http_url(f"http://{mirrored[1].decode('utf-8', 'replace')}"), _mail_date(mirrored[2])
    for pattern in (_BROWSER, _CANONICAL, _BASE):
        found = pattern.search(head)
        if found:
            return _http_url(found[1].decode("utf-8", "replace")), None
    return None, None


def _url_of(name: str, base: str | None) -> str:
    """The address of a page by its place: below `base`, or below a folder named like a host, as wget and HTTrack make them."""
    if base is not None:
        return urljoin(base if base.endswith("/") else f"{base}/", quote(name))
    host, _, rest = name.partition("/")
    if rest and _HOST_FOLDER.fullmatch(host):
        return f"http://{host}/{quote(rest)}"
    return f"http://saved.invalid/{quote(name)}"


def _http_url(text: str) -> str | None:
    try:
        parts = urlsplit(text)
    except ValueError:
        return None
    return text if parts.scheme in ("http", "https") and parts.hostname else None


def _warc_date(text: str | None) -> datetime | None:
    try:
        return datetime.fromisoformat(text).astimezone(TIME_ZONE) if text else None
    except ValueError:
        return None


def _mail_date(text: bytes | None) -> datetime | None:
    try:
        return parsedate_to_datetime(text.decode("ascii", "replace")) if text else None
    except ValueError:
        return None
