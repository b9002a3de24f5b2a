"""Pages that come with an empty place in their content, which a script fetches the list for."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from selectolax.lexbor import LexborNode

from crawler.memory import mark_of
from crawler.reader.asking.own_code import own_code, own_files
from crawler.reader.asking.session import Session
from crawler.reader.page.addresses import canonical, is_root
from crawler.reader.page.document import Document, in_chrome, is_hidden
from crawler.reader.page.view import View, is_scripted
from crawler.reader.page.words import fold

_HOLDERS = "div[id], ul[id], ol[id], tbody[id], table[id], section[id], main[id], dl[id]"
_FETCHES = re.compile(
    r"\bfetch\s*\(|XMLHttpRequest|\$\.(?:get|post|ajax|getJSON)\b|jQuery\.(?:get|post|ajax|getJSON)\b|\baxios\b|\.load\s*\("
)
# "Đang tải dữ liệu, vui lòng chờ trong giây lát…"
_ON_ITS_WAY = re.compile(
    r"\W*(?:(?:he thong |du lieu |noi dung |trang |danh sach )?(?:dang|duoc) (?:duoc )?"
    r"(?:tai|nap|lay|mo|cap nhat|xu ly|ket noi|truy van|tim)|loading|please wait|(?:vui long|xin(?: vui long)?) (?:cho|doi)"
    r"|cho (?:mot |1 )?(?:chut|lat|giay))\b.{0,60}"
)
_LATER = re.compile(r"\bcap nhat\b")  # "Nội dung đang được cập nhật": clerks bring it some day, no script does now
# What is laid over a page while it works, and stands in it unseen for the rest of the time.
_OVERLAY = re.compile(r"load|spin|wait|overlay|progress|modal|mask|dialog|popup|toast|cho(?![a-z])|dang-?_?(?:tai|xu)", re.IGNORECASE)
_UNSHOWN = re.compile(r"\b(?:d-none|hid(?:e|den)|an|modal|overlay|loading|loader|spinner|sr-only|collapse)\b", re.IGNORECASE)
_NOTE = 80  # characters
MAX_IN_VAIN = 4  # pages that are drawn and show nothing
_FEW = 30  # places of a page that are looked at
_SHORTEST = 2  # characters of an id
_FEWEST_HEADS = 3  # columns of a list


async def waits(session: Session, view: View, drawn: Sequence[View]) -> bool:
    """Whether a page without rows has an empty place that its code fetches something for; none any more once enough of those that were
    `drawn` showed nothing.
    """
    if view.is_data or view.rendered or view.rows or is_root(view.ask.url) or not session.may_render:
        return False
    if sum(not (one.rows or one.reading.procedures) for one in drawn) >= MAX_IN_VAIN:
        return False
    if is_scripted(view) and lacks_rows(view.document):
        return True  # a library for tables asks for them, and nothing in the portal's own code looks like that
    empty = places(view.document)
    return bool(empty) and filled(await code(session, view), empty)


def lacks_rows(document: Document) -> bool:
    """Whether a table in the content of a page has the heads of its columns and no row."""
    return any(map(_has_heads_alone, document.tree.css("table")))


def _has_heads_alone(table: LexborNode) -> bool:
    heads = [cell for cell in table.css("th, thead td") if cell.text(strip=True)]
    known = {cell.mem_id for cell in table.css("thead td")}
    cells = [cell for cell in table.css("td") if cell.mem_id not in known]
    empty = not cells or (len(cells) == 1 and is_vacant(cells[0]))
    return len(heads) >= _FEWEST_HEADS and empty and not in_chrome(table) and not is_hidden(table)


def places(document: Document) -> list[str]:
    """The ids of the empty places in the content of a page."""
    empty = (node for node in document.tree.css(_HOLDERS) if is_vacant(node))
    found: list[str] = []
    for node in empty:
        ident = node.attributes.get("id") or ""
        if len(ident) >= _SHORTEST and not in_chrome(node):
            found.append(ident)
        if len(found) >= _FEW:
            break
    return found


def still_to_come(view: View) -> bool:
    """Whether a page without rows says at a place in its content that something is on its way, which scripts would bring."""
    if view.is_data or view.rows or not (view.document.scripts.strip() or view.document.script_files):
        return False
    return says_wait(view.document)


def says_wait(document: Document) -> bool:
    """Whether a place in the content of a page says that something is on its way."""
    said = (node for node in document.tree.css(_HOLDERS) if not _OVERLAY.search(node.attributes.get("id") or ""))
    return any(_says_wait(node) and not _hidden(node) and not in_chrome(node) for node in said)


def _says_wait(node: LexborNode) -> bool:
    words = node.text(strip=True)
    return bool(words) and is_vacant(node) and _LATER.search(fold(words)) is None


def _hidden(node: LexborNode) -> bool:
    return is_hidden(node) or _UNSHOWN.search(node.attributes.get("class") or "") is not None


def is_vacant(node: LexborNode) -> bool:
    """Whether a place has nothing in it, or only says that something is on its way, with a picture that turns at most."""
    said = node.text(strip=True)
    if said and (len(said) > _NOTE or not _ON_ITS_WAY.fullmatch(fold(said))):
        return False
    return node.css_first("input, a, iframe" if said else "img, input, a, iframe") is None


async def code(session: Session, view: View) -> str:
    """The code of a page with that of the portal's own files."""
    return f"{view.document.scripts}\n{await own_code(session, view)}" if own_files(view) else view.document.scripts


def filled(said: str, empty: list[str]) -> bool:
    """Whether code fetches something and speaks of an empty place of the page by its id."""
    return _FETCHES.search(said) is not None and any(re.search(rf"""['"`]#?{re.escape(ident)}['"`\s]""", said) for ident in empty)


@dataclass
class Shells:
    """Pages that several addresses were answered with."""

    _first: dict[str, str] = field(default_factory=dict)  # by page, the address that had it first

    def has(self, view: View) -> bool:
        """Whether another address was answered with the very same page: what stands there is a script's to show."""
        body = view.page.body if isinstance(view.page.body, bytes) else view.page.body.encode()
        first = self._first.setdefault(mark_of(body), canonical(view.url))
        return first != canonical(view.url) and bool(view.document.script_files)
