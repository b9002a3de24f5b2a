"""Pagers that are drawn on the page: numbers, "next", "Xem thêm", `rel=next`; as links, scripts, submit buttons or postbacks."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from urllib.parse import parse_qsl, urlsplit

from crawler.fetching import Ask
from crawler.reader.asking.slots import Role, role_of
from crawler.reader.page.addresses import absolute, canonical, is_file, same_site
from crawler.reader.page.document import Document, Link
from crawler.reader.page.words import is_more, is_next
from crawler.reader.paging.boxes import Chooser, boxes
from crawler.reader.paging.press import press

_PAGER_PLACE = re.compile(r"pag(?:e|ing|ination|er)|trang|lfr-|rgpage|rgnumpart|datapager|next|prev", re.IGNORECASE)
# Parameters whose numbers are ids of something: the kind of list, its field, its year.
_CHOOSES = re.compile(
    r"(?:.*[_-])?(?:view|tab|lang\w*|type|kind|cat\w*|group|mode|style|level|year|month|id\w*|\w*id"
    r"|loai\w*|kieu\w*|cap\w*|muc\w*|nhom\w*|nam|thang|quy|linh_?vuc|co_?quan|don_?vi|so|ma\w*|xem|in)",
    re.IGNORECASE,
)
_SHORT = 30  # characters that the way to a next page may have
_STATE = re.compile(r"__doPostBack|PostBackOptions")


@dataclass(frozen=True, slots=True)
class Move:
    """One way on. `group`: moves of one pager; `mark`: what it leads to, so that it is taken once; `rank`: lower is nearer."""

    ask: Ask
    group: str
    mark: str
    rank: float


def moves(document: Document, page: int) -> list[Move]:
    """What looks like a pager on the page that is number `page` of its list: the nearest page first, real pagers before look-alikes."""
    found = [*_rel_next(document, page), *_linked(document, page), *_options(document, page)]
    unique: dict[tuple[str, str], Move] = {}
    for move in found:
        unique.setdefault((move.group, move.mark), move)
    return sorted(unique.values(), key=lambda m: (0 if _PAGER_PLACE.search(m.group) else 1, m.rank))


def unknown(document: Document) -> bool:
    """Whether what looks like a pager calls code that the page itself does not hold."""
    called = any(
        (link.number is not None or is_next(link.text)) and (link.script or link.data) and not link.url and press(link, document) is None
        for link in document.links
    )
    return called or any(Chooser(box, document).choose(box.pages[-1][1]) is None for box in boxes(document))


def _rel_next(document: Document, page: int) -> Iterator[Move]:
    for node in document.tree.css('link[rel~="next"], a[rel~="next"]'):
        url = absolute(document.base, node.attributes.get("href") or "")
        if url and same_site(url, document.page.url):
            yield Move(Ask(url=url, referer=document.page.url), "rel=next", canonical(url), page + 1)


def _linked(document: Document, page: int) -> Iterator[Move]:
    links = [(link, link.number) for link in document.links]
    numbered = {link.place for link, number in links if number is not None}
    before: dict[str, int] = {}  # by place, the number that was offered last
    lone = _next_by_address(document, page)
    for link, number in links:
        if number is not None:
            before[link.place] = number
        # Dots stand for the pages after the number in front of them; before the present page they lead back.
        dots = link.text.strip() in {"...", "…"} and before.get(link.place, -1) >= page - 1
        onward = number is None and (is_next(link.text) or dots or _next_by_class(link) or link is lone)
        more = number is None and not onward and is_more(link.text)
        if not (number is not None or onward or more) or link.disabled:
            continue
        if number is not None and (number == page or link.current):
            continue
        if (
            onward
            and link.place not in numbered
            and not _PAGER_PLACE.search(f"{link.place} {link.classes} {link.rel}")
            and len(link.text) < 3
            and not _counts_on(link.url or "", document.page.url, page)
        ):
            continue  # a lone arrow: a carousel
        ask = press(link, document)
        if ask is None or not _plausible(ask, document):
            continue
        rank = float(number) if number is not None else page + 1.5
        if number is not None and number < page:
            rank = 1e6 + number  # earlier pages last: they matter only when the entry was in the middle
        mark = (
            f"{ask.method} {canonical(ask.url)}"
            if not ask.body or not _STATE.search(link.script)
            else f"page {number if number is not None else page + 1}"
        )
        if ask.body and not _STATE.search(link.script):
            mark += f" {ask.body!r}"
        kind = "more" if more else "pager"
        yield Move(ask, f"{kind} {_pattern(link)}", mark, rank)


def _counts_on(url: str, here: str, page: int) -> bool:
    """Whether an address is that of the present page with the number of the next one, or a further offset, in its query."""
    there, now = urlsplit(url), urlsplit(here)
    changed = set(parse_qsl(there.query)) - set(parse_qsl(now.query))
    if there.path != now.path or len(changed) != 1:
        return False
    name, value = changed.pop()
    before = dict(parse_qsl(now.query)).get(name, "")
    return value.isdecimal() and (int(value) == page + 1 or int(value) > int(before if before.isdecimal() else 0))


def _next_by_address(document: Document, page: int) -> Link | None:
    """The link that says by its address alone that it is the next page, whatever its words: the present one's with the next number in its
    query. None where several addresses differ in that parameter: those are parts of the list, or its rows.
    """
    here = urlsplit(document.page.url)
    now = set(parse_qsl(here.query))
    ahead: dict[str, dict[str, Link]] = {}  # by parameter, links by what they make of it
    for link in document.links:
        there = urlsplit(link.url or "")
        changed = set(parse_qsl(there.query)) - now if (there.netloc, there.path) == (here.netloc, here.path) else set()
        for name, value in changed if len(changed) == 1 else ():
            if not value.isdecimal() or int(value) > page:
                ahead.setdefault(name, {}).setdefault(value, link)
    alone = [(name, links[str(page + 1)]) for name, links in ahead.items() if links.keys() == {str(page + 1)}]
    if len(alone) != 1:
        return None
    [(name, link)] = alone
    counts = role_of(name) is Role.PAGE or (len(link.text) <= _SHORT and not _CHOOSES.fullmatch(name))
    return link if counts and not link.chrome else None


def _next_by_class(link: Link) -> bool:
    words = f"{link.classes} {link.name}".lower()
    return (
        len(link.text) <= 2 and bool(re.search(r"(?:^|[\s_-])next(?:$|[\s_-])|pagenext|nextpage|page-next", words)) and "prev" not in words
    )


def _pattern(link: Link) -> str:
    return re.sub(r"\d+", "#", f"{link.place} {link.tag}")


def _options(document: Document, page: int) -> Iterator[Move]:
    """Pages offered as options of a box, by addresses of their own or by what its script, its form or a postback makes of the choice."""
    for place, box in enumerate(boxes(document)):
        chooser = Chooser(box, document)
        for number, option in box.pages:
            ask = chooser.choose(option) if number not in {page, box.current} else None
            if ask is None:
                continue
            state = b"__VIEWSTATE" in (ask.body or b"")
            mark = f"page {number}" if state else canonical(ask.url) + (f" {ask.body!r}" if ask.body else "")
            yield Move(ask, f"page select {place}", mark, float(number) if number > page else 1e6 + number)


def _plausible(ask: Ask, document: Document) -> bool:
    """Whether a move stays with its list: the same site, no file, and an address of the same make (calendars go elsewhere)."""
    if not same_site(ask.url, document.page.url) or is_file(ask.url):
        return False
    if ask.method != "GET":
        return True
    here, there = urlsplit(document.page.url), urlsplit(ask.url)
    if re.search(r"(?i)\b(?:ngay|thang|nam|date|day|month|year)=\d", there.query):
        return False
    if canonical(ask.url) == canonical(document.page.url):
        return False
    return _stem(here.path) == _stem(there.path) or _shares(here.path, there.path) or bool(there.fragment)


def _stem(path: str) -> str:
    return re.sub(
        r"/+(?:index|default)?(?:\.\w+)?$", "", re.sub(r"(?:[/_-]?(?:page|trang|p))?[/_-]?\d+(?=\.\w+$|/?$)", "", path.lower())
    ).rstrip("/")


def _shares(one: str, other: str) -> bool:
    first, second = [s for s in one.lower().split("/") if s], [s for s in other.lower().split("/") if s]
    return bool(second) and (not first or first[0] == second[0] or first[-1:] == second[-1:])
