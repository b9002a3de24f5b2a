"""Whether a change of the classifier changes what it reads: `python -m bench.readings fetch FILE ADDRESS…|FOLDER…`, then `read FILE OUT`
before the change and after it, then `compare OUT OUT`.

`fetch` walks the replicas and the portals at the given addresses by their links, and takes the pages saved in folders. `read` keeps every
reading, the application that a page would be if a button led to it, and the label of each procedure, field by field.
"""

from __future__ import annotations

import json
import pickle
import re
import sys
import urllib.request
from collections import deque
from collections.abc import Iterator
from dataclasses import asdict
from datetime import date
from pathlib import Path
from urllib.error import HTTPError
from urllib.parse import urljoin, urlsplit

from classifier.behind.application import read_application
from classifier.judging.judge import judge
from classifier.model import Context, Page, ProcedureReading
from classifier.reading import read_page
from fixtures.portals.loading import portal_ids
from fixtures.portals.serving import serve

AT = date(2020, 12, 30)
MOST = 150  # pages of one portal
_LINK = re.compile(r"""(?:href|action|src|data-[a-z-]+)\s*=\s*["']([^"'#]+)|location(?:\.href)?\s*=\s*["']([^"']+)""", re.IGNORECASE)
_HTML = re.compile(r"html|json|^$")


def fetch(target: Path, sources: list[str]) -> None:
    """The pages of the replicas, of the portals and of the folders, in one file."""
    pages: list[Page] = []
    with serve(portal_ids(), AT) as portals:
        for portal in portals:
            pages += walk(portal.url)
    for source in sources:
        pages += walk(source) if "://" in source else saved(Path(source))
    target.write_bytes(pickle.dumps(pages))
    sys.stdout.write(f"{len(pages)} pages\n")


def walk(start: str) -> Iterator[Page]:
    """Pages of one host by their links, breadth first."""
    queue, seen = deque([start]), {start}
    read = 0
    while queue and read < MOST:
        page = _page(queue.popleft())
        if page is None:
            continue
        read += 1
        yield page
        text = page.body if isinstance(page.body, str) else page.body.decode("utf-8", "replace")
        for match in _LINK.finditer(text):
            try:
                address = urljoin(page.url, (match[1] or match[2]).replace("&amp;", "&").strip())
                near = urlsplit(address).netloc == urlsplit(start).netloc
            except ValueError:
                continue
            if near and address not in seen:
                seen.add(address)
                queue.append(address)


def _page(address: str) -> Page | None:
    try:
        with urllib.request.urlopen(address, timeout=20) as reply:  # noqa: S310 - loopback addresses of whoever runs this
            kind, body, status = reply.headers.get("Content-Type", ""), reply.read(4_000_000), reply.status
    except HTTPError as error:
        kind, body, status = error.headers.get("Content-Type", ""), error.read(4_000_000), error.code
    except (OSError, ValueError):
        return None
    return Page(address, body, status, kind) if _HTML.search(kind) else None


def saved(folder: Path) -> Iterator[Page]:
    """The HTML and JSON files below a folder."""
    for path in sorted(folder.rglob("*")):
        if path.suffix in (".html", ".htm", ".json"):
            yield Page(f"http://saved.example/{path.name}", path.read_bytes(), 200, "application/json" if path.suffix == ".json" else "")


def read(source: Path, target: Path) -> None:
    """What the classifier makes of every page, a line of JSON each."""
    asked = ProcedureReading(url="http://elsewhere.example/", name="", code=None)
    with target.open("w", encoding="utf-8") as out:
        for page in pickle.loads(source.read_bytes()):  # noqa: S301 - our own file
            reading = read_page(page)
            asked = next(iter(reading.procedures), asked)
            labels = [asdict(judge(each, Context(at=AT))) for each in reading.procedures]
            found = {"reading": asdict(reading), "application": asdict(read_application(page, asked)), "labels": labels}
            out.write(json.dumps([page.url, found], ensure_ascii=False, default=str) + "\n")


def compare(one: Path, other: Path) -> int:
    """The pages that are read differently, with the first places where they differ."""
    differing = 0
    with one.open(encoding="utf-8") as before, other.open(encoding="utf-8") as after:
        for first, second in zip(before, after, strict=True):
            if first != second:
                differing += 1
                (address, was), (_, now) = json.loads(first), json.loads(second)
                places = list(_differences(was, now, ""))
                sys.stdout.write(f"{address}: {len(places)} places\n" + "".join(f"  {place}\n" for place in places[:5]))
    sys.stdout.write(f"{differing} pages are read differently\n")
    return differing


def _differences(was: object, now: object, path: str) -> Iterator[str]:
    if isinstance(was, dict) and isinstance(now, dict):
        for key in was | now:
            yield from _differences(was.get(key), now.get(key), f"{path}.{key}")
    elif isinstance(was, list) and isinstance(now, list) and len(was) == len(now):
        for place, (a, b) in enumerate(zip(was, now, strict=True)):
            yield from _differences(a, b, f"{path}[{place}]")
    elif was != now:
        yield f"{path}: {str(was)[:200]!r} -> {str(now)[:200]!r}"


def main(how: str, first: str, *rest: str) -> int:
    if how == "fetch":
        fetch(Path(first), list(rest))
    elif how == "read":
        read(Path(first), Path(rest[0]))
    else:
        return compare(Path(first), Path(rest[0])) > 0
    return 0


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
