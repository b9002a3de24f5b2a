"""Procedure pages that show another page in a frame: what the frame says belongs to the procedure around it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from hashlib import sha256

from classifier.behind.standingforms import standing_forms
from classifier.bounds.parts import read_part
from classifier.merge import merge
from classifier.model import ApplicationReading, ControlKind, FieldKey, Outcome, PageKind, ProcedureReading, Row
from classifier.page.recordids import titles_in
from crawler.fetching import Ask
from crawler.reader.asking.scripts import same_procedure
from crawler.reader.asking.session import Session
from crawler.reader.page.addresses import canonical, is_file, same_site
from crawler.reader.page.document import Link
from crawler.reader.page.view import View

_FRAMES = frozenset(("iframe", "frame"))
_FRAME_TAG = re.compile(rb"<i?frame\s", re.IGNORECASE)
_TOKEN = re.compile(r"[A-Za-z0-9]*\d[A-Za-z0-9]*")
MOST = 2  # frames of one page
_FUNCTIONS = frozenset({ControlKind.SUBMIT, ControlKind.PAYMENT})
# What stands in frames beside the content, by its address.
_BESIDE = re.compile(
    r"binh-?_?luan|danh-?_?gia|comment|rating|feedback|gop-?_?y|hoi-?_?dap|y-?kien|khao-?_?sat|survey|chat|/map|ban-?do|weather|thoi-?tiet"
    r"|video|captcha|quang-?cao|banner|counter|thong-?ke|login|dang-?nhap",
    re.IGNORECASE,
)
_FEWEST = 2  # items of a procedure that a frame of its own must give


@dataclass
class FrameReader:
    """Completes pages by the frames in them that are about the same record."""

    session: Session
    _around: dict[str, str] = field(default_factory=dict)  # the page that each frame was first met on

    async def completed(self, view: View, row: Row) -> View:
        """The page with what its own frames say of the procedure; the page itself where no frame does."""
        if view.is_data or view.reading.outcome is not Outcome.OK or not _holds_frames(view):
            return view
        base = _base(view, row)
        if base is None:
            return view
        found: list[ProcedureReading] = []
        standing: dict[str, ApplicationReading] = {}
        hashes = [view.reading.content_hash]
        whole = view.reading.kind is PageKind.PROCEDURE
        for link in self._own(view, row):
            framed = await self.session.ask(Ask(link.url or "", referer=view.url), quiet=True, keep=True)
            if framed is None or framed.reading.outcome not in {Outcome.OK, Outcome.EMPTY} or framed.is_data:
                continue
            told = framed.reading.procedures
            if len(told) > 1 or not _may_be(told, row, named=_names_record(link.url or "", view.url, row)):
                continue
            part = read_part(framed.page, link.text, base)
            if _items(part) < _FEWEST:  # a list of forms or a button at most, and nothing that the page around it lacks to be one
                part = replace(part, controls=tuple(c for c in part.controls if c.kind in _FUNCTIONS))
                if not whole or not (part.forms or part.controls):
                    continue
            found.append(part)
            standing |= standing_forms(framed.page, part)
            hashes.append(framed.reading.content_hash)
            self.session.forget(framed)
            whole |= bool(told) or framed.reading.kind is PageKind.PROCEDURE
        if not found:
            return view
        self.session.forget(view)
        view = replace(view, standing={**view.standing, **standing})
        merged = merge([base, *found])
        reading = replace(view.reading, content_hash=sha256("".join(hashes).encode()).hexdigest(), rows=())
        if whole:
            return replace(view, reading=replace(reading, kind=PageKind.PROCEDURE, procedures=(merged,)))
        return replace(view, reading=replace(reading, sparse=merged))

    def _own(self, view: View, row: Row) -> Iterator[Link]:
        """The frames that no other record's page was seen to show; of a page that says enough by itself those whose address names it."""
        taken: set[str] = set()
        for link in view.document.links:
            if link.tag not in _FRAMES or not link.url or link.chrome or is_file(link.url) or _BESIDE.search(link.url):
                continue
            if not same_site(link.url, view.url):
                continue
            address = canonical(link.url)
            if address in taken or address == canonical(view.url):
                continue
            first = self._around.setdefault(address, canonical(view.url))
            wanted = _names_record(link.url, view.url, row) or view.reading.kind is not PageKind.PROCEDURE
            if first == canonical(view.url) and wanted and len(taken) < MOST:
                taken.add(address)
                yield link


def _holds_frames(view: View) -> bool:
    body = view.page.body
    return _FRAME_TAG.search(body if isinstance(body, bytes) else body.encode()) is not None


def _base(view: View, row: Row) -> ProcedureReading | None:
    """What the page around the frames says by itself: little, or nothing but where it is."""
    told = view.reading.procedures
    if len(told) > 1:
        return None
    if told:
        return told[0] if same_procedure(told[0].name, told[0].code, row.name, row.code) else None
    sparse = view.reading.sparse
    if sparse is None:
        return ProcedureReading(view.url, row.name, row.code, key=row.key, at=view.page.at)
    if sparse.code and row.code and not same_procedure("", sparse.code, "", row.code):
        return None
    return replace(sparse, name=row.name)


def _may_be(told: Sequence[ProcedureReading], row: Row, *, named: bool) -> bool:
    """Whether a frame is about this record: it says so, or its address does (`named`) and it says nothing else."""
    if told and ((told[0].code and row.code) or not named):
        return same_procedure(told[0].name, told[0].code, row.name, row.code)
    return named


def _names_record(frame: str, page: str, row: Row) -> bool:
    """Whether an address has a number or a title in common with that of the page around it, or holds the record's code or key."""
    own = {*_TOKEN.findall(page), *_TOKEN.findall(row.code or ""), *([row.key] if row.key else [])}
    own -= set(_TOKEN.findall(page.partition("//")[2].partition("/")[0]))
    return bool(own.intersection(_TOKEN.findall(frame.partition("//")[2].partition("/")[2]))) or bool(titles_in(page) & titles_in(frame))


def _items(reading: ProcedureReading) -> int:
    return len({cell.key for cell in reading.fields if cell.text} - {FieldKey.OTHER, FieldKey.NAME, FieldKey.CODE})
