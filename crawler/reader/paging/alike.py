"""Rows on pages whose list is too short to be known as one: a single procedure on the last page, or in a category."""

from __future__ import annotations

import itertools
import re
from collections import Counter
from collections.abc import Awaitable, Callable, Mapping, Sequence, Set
from dataclasses import replace
from html import escape
from urllib.parse import unquote, urlsplit

from selectolax.lexbor import LexborHTMLParser, LexborNode

from classifier.listing.lonerows import rows_around
from classifier.model import Row
from classifier.page.around import holders
from classifier.page.rowparts import clean_name, name_line
from classifier.reading import read_page
from classifier.words.names import names_a_list, starts_like_name
from crawler.reader.asking.session import Session
from crawler.reader.identity import Record, RecordBook
from crawler.reader.page.addresses import kind_of
from crawler.reader.page.document import Document, Link
from crawler.reader.page.said import line_of
from crawler.reader.page.view import View
from crawler.reader.page.words import fold, folded_words, names_no_record
from crawler.reader.paging.pager import moves

MAX_ALIKE = 50  # links of one page that look alike
_TITLE = re.compile(r"(?:article|entry|post|item)[^>]*>(?:[^>]*>)?h[1-6]\b", re.IGNORECASE)
_ENDING = re.compile(r"\.\w{2,5}$")
_MARK = re.compile(r"(data-[a-z][\w-]*)=[\w.-]+")  # all that is known of where a record leads
_MARKS = 3  # names of such marks
_SAMPLES = 3  # rows that show how the rows of a list are built
_LOOKED_AT = 300  # elements among which such rows are looked for
_LONGEST_ROW = 1500  # characters
_LONGEST_PART = 100_000  # characters of a part of a list that has a row or two
_ROWS_OF = {"tr": "<table>{}</table>", "li": "<ul>{}</ul>", "option": "<select>{}</select>"}
_BLOCKS = ("article", "section", "div", "p")  # which rows may be where there are no lists and no tables
_BARE_ROWS = re.compile(r"\s*(?:<base\b[^<>]{0,2000}>\s*)?<(?:tr|tbody)\b", re.IGNORECASE)
_SHORTEST = 6  # characters; what is shorter names no procedure


def _in_content(link: Link) -> bool:
    """Whether a link stands outside the portal's frame; a title in the head of an article is its content."""
    return not link.chrome or _TITLE.search(link.place) is not None


def _names_none(text: str) -> bool:
    """Whether words name a part of the site, or several procedures."""
    return names_no_record(text) or names_a_list(fold(text))


def _below(page: str, links: Mapping[str, Link], kinds: Set[str]) -> dict[str, Link]:
    """The links to what lies below a page ("/mang/y-te.html" lists "/mang/y-te/cap-giay-phep.html"), where they are like the known ones but
    for the page's own part of the path, and most of their words read like names of procedures: news have parts, too.
    """
    path = _ENDING.sub("", unquote(urlsplit(page).path)).rstrip("/")
    if not path:
        return {}
    part = f"/{path.rpartition('/')[2]}/"
    of_parts = {blanked for kind in kinds for blanked in (kind, *without_a_word(kind))}
    below = {url: link for url, link in links.items() if unquote(urlsplit(url).path).startswith(f"{path}/")}
    below = {url: link for url, link in below.items() if kind_of(url).replace(part, "/{}/", 1) in of_parts}
    named = sum(starts_like_name(fold(link.text)) for link in below.values())
    return below if 2 * named >= len(below) else {}


def without_a_word(kind: str) -> list[str]:
    """The kind with each word of its path but the last blanked in turn."""
    head, mark, query = kind.partition("?")
    words = head.split("/")
    return ["/".join((*words[:place], "{}", *words[place + 1 :])) + mark + query for place in range(1, len(words) - 1)]


def add_alike(view: View, book: RecordBook, known: Set[str] = frozenset()) -> list[Record]:
    """Take links whose addresses look like those of procedures already found, whatever their words; none where the page shows a list.

    They are guesses: one whose page turns out to be no procedure's is dropped without a word. `known`: kinds of addresses of procedures'
    pages that were met on the way.
    """
    if view.is_data or not view.readable or view.reading.rows or view.reading.procedures:
        return []
    return _linked_alike(view, book, known) or _marked_alike(view, book)


def _linked_alike(view: View, book: RecordBook, known: Set[str]) -> list[Record]:
    kinds = {kind_of(record.address) for record in book.records if record.address} | known
    shown = {link.url: link for link in view.document.links if link.url and _in_content(link)}
    links = {url: link for url, link in shown.items() if kind_of(url) in kinds} or _below(view.url, shown, kinds)
    names = {
        url: link.text
        for url, link in links.items()
        if url and len(link.text) > _SHORTEST and not _names_none(link.text) and not book.has(url)
    }
    around = rows_around(view.page, list(names)) if names else {}
    rows = [replace(around.get(url, Row(name)), name=clean_name(name), url=url) for url, name in names.items()]
    return _added(rows, view, book)


def _marked_alike(view: View, book: RecordBook) -> list[Record]:
    """The elements that carry an id under the name under which those of other lists carry theirs, for a script that listens to them."""
    marks = Counter(mark[1] for record in book.records if (mark := _MARK.fullmatch(record.row.handle or "")))
    rows: list[Row] = []
    for name in [name for name, count in marks.most_common(_MARKS) if count > 1]:
        for node in itertools.islice(view.document.tree.css(f"[{name}]"), MAX_ALIKE):
            value, words = node.attributes.get(name) or "", clean_name(name_line(node.text(separator="\n")))
            if value and len(words) > _SHORTEST and not _names_none(words):
                rows.append(Row(words, handle=f"{name}={value}", key=value))
    added = _added(rows, view, book)
    for record in added:
        record.guessed = not starts_like_name(fold(record.row.name))  # a page that is still to be written shows no procedure
    return added


def _added(rows: Sequence[Row], view: View, book: RecordBook) -> list[Record]:
    added = [record for row in rows[:MAX_ALIKE] if (record := book.add(row, view.url)) is not None]
    for record in added:
        record.guessed = True
    return added


async def take_alike(
    session: Session, view: View, book: RecordBook, read: Callable[[View], Awaitable[bool]], known: Set[str] = frozenset()
) -> bool:
    """Take what is like the procedures of other lists from a page whose list is not known as one, and from where its pager leads.

    `read`: takes a page whose list is known as one; `known`: as for `add_alike`.
    """
    if not add_alike(view, book, known):
        return False
    for move in moves(view.document, 1):
        answer = await session.ask(move.ask, quiet=True)
        if answer is None or not answer.readable or not (await read(answer) or add_alike(answer, book, known)):
            break
    return True


def rows_behind(part: View, before: View) -> tuple[Row, ...]:
    """The rows of the last part of a list that grows, which is too short to be known as a list: read behind rows of the page, or part,
    `before` it that are built as its elements are. None where nothing there is built so, as a note that there is no more.
    """
    source = part.document.source
    if part.reading.rows or part.reading.procedures or "<" not in source[:200] or len(source) > _LONGEST_PART or before.page is part.page:
        return ()
    body = _tree(part).body
    elements = [node for node in _tops(body) if line_of(node)] if body is not None else []
    return _read_behind(part, before, elements, _samples(before, elements))


def rows_like(page: View, before: View) -> tuple[Row, ...]:
    """The same of a whole page to which the pager of `before` led: of what stands in the same place there and is built as its rows are."""
    if page.is_data or before.is_data or page.reading.rows or page.reading.procedures or before.page is page.page:
        return ()
    return _rows_like(page, before, tuple(_ROWS_OF)) or _rows_like(page, before, _BLOCKS)


def _rows_like(page: View, before: View, tags: Sequence[str]) -> tuple[Row, ...]:
    named = [node for tag in tags for node in page.document.tree.css(tag)[:_LOOKED_AT] if line_of(node)]
    samples = _outer(_samples(before, named))
    places = {(_build(node), Document.place_of(node)[0]) for node in samples}
    return _read_behind(page, before, _outer([node for node in named if (_build(node), Document.place_of(node)[0]) in places]), samples)


def _outer(nodes: Sequence[LexborNode]) -> list[LexborNode]:
    """The elements that stand in no other of them: a card, and not the lines of a card."""
    own = {node.mem_id for node in nodes}
    return [node for node in nodes if not any(holder.mem_id in own for holder in holders(node))]


def _samples(before: View, elements: Sequence[LexborNode]) -> list[LexborNode]:
    """A few rows of a page that are built as some of these elements are."""
    names, built, tree = {folded_words(row.name) for row in before.rows}, {_build(node) for node in elements}, _tree(before)
    like = (node for tag in sorted({node.tag or "" for node in elements} - {""}) for node in tree.css(tag) if _build(node) in built)
    return list(itertools.islice((node for node in itertools.islice(like, _LOOKED_AT) if _is_row(line_of(node), names)), _SAMPLES))


def _read_behind(part: View, before: View, elements: Sequence[LexborNode], samples: Sequence[LexborNode]) -> tuple[Row, ...]:
    """The rows that elements of a page are, read behind rows of the page before it."""
    if not samples:
        return ()
    names, built = {folded_words(row.name) for row in before.rows}, {_build(one) for one in samples}
    rows = "".join(node.html or "" for node in [*samples, *(node for node in elements if _build(node) in built)])
    joined = _ROWS_OF.get(samples[0].tag or "", "{}").format(rows)
    code = "".join(node.html or "" for node in part.document.tree.css("script:not([src])"))
    base = f'<base href="{escape(part.document.base)}">'
    reading = read_page(replace(part.page, body=f"{base}{code}{joined}", content_type="text/html"))
    return tuple(row for row in reading.rows if folded_words(row.name) not in names)


def _is_row(said: str, names: Set[str]) -> bool:
    """Whether an element says the name of one row, and not those of several or all the page."""
    words = folded_words(said) if len(said) <= _LONGEST_ROW else ""
    return bool(words) and sum(name in words for name in names) == 1


def _tree(view: View) -> LexborHTMLParser:
    """The parsed page; rows of a table that come without it would be lost."""
    source = view.document.source
    return LexborHTMLParser(f"<table>{source}") if _BARE_ROWS.match(source) else view.document.tree


def _tops(body: LexborNode) -> list[LexborNode]:
    """The elements that a part of a page consists of, those of its table, if it is one, in place of the table."""
    tops = [node for node in body.iter() if node.tag not in {"script", "style", "base"}]
    while len(tops) == 1 and tops[0].tag in {"table", "tbody", "ul", "ol"}:
        tops = list(tops[0].iter())
    return tops


def _build(node: LexborNode) -> tuple[str, ...]:
    """What rows of one make have in common."""
    return node.tag or "", " ".join((node.attributes.get("class") or "").split()), *sorted(name or "" for name in node.attributes)
