"""What the tabs of a kind of page ask for when they are pressed: learned on two pages, then asked for over HTTP, which spares the portal a
page and its script each time.

Only answers that the script puts into the page as they are. How it draws data nobody knows but itself: such tabs are pressed everywhere.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from html import escape

from classifier.model import Page
from classifier.page.document import open_document
from crawler.fetching import Ask, Exchange, Followed, Purpose
from crawler.reader.asking.scripts import ask_again
from crawler.reader.asking.session import Session
from crawler.reader.details.detail import Detail
from crawler.reader.details.parts import is_about_another
from crawler.reader.page.learned import HOLE, template_between
from crawler.reader.page.templates import UrlTemplate
from crawler.reader.page.view import is_part

_ENDS = re.compile(r"[/?&=#:.,;]+")  # what a value in an address stands between
_MOST_SEEN = 4  # pages whose tabs are compared; where two of them tell nothing no more will
_SHORTEST = 12  # characters of an answer that are found again on no page by chance

Slot = tuple[str, str]


@dataclass(frozen=True, slots=True)
class Asking:
    """How a tab asks: its address with a hole, and what of a procedure fills it. `base`: where relative addresses on its page start, "" for
    the page itself.
    """

    template: UrlTemplate
    slot: Slot
    headers: Mapping[str, str]
    base: str

    def of(self, detail: Detail) -> Ask | None:
        """The request for the part of another procedure, counted like the press that it spares; None where it has no such value."""
        value = dict(_values(detail)).get(self.slot)
        url = self.template.fill({HOLE: value}) if value else None
        return Ask(url, Purpose.HOP, headers=self.headers, referer=detail.address) if url else None


@dataclass
class Askings:
    """What was learned of the tabs of one kind of page, by their words."""

    _known: dict[str, Asking] = field(default_factory=dict)
    _seen: dict[str, list[tuple[Detail, list[Exchange]]]] = field(default_factory=lambda: defaultdict(list))

    def note(self, words: str, detail: Detail, way: Followed) -> None:
        """Learn from a press, if an earlier one of this tab was answered alike."""
        seen = self._seen[words]
        if words in self._known or len(seen) >= _MOST_SEEN:
            return
        page = open_document(way.html, detail.address)
        shown = list(_shown_as_it_is(way, " ".join(page.text.split())))
        for other, exchanges in seen:
            if (found := _between(other, exchanges, detail, shown, page.base if page.base != detail.address else "")) is not None:
                self._known[words] = found
        seen.append((detail, shown))

    async def part(self, session: Session, detail: Detail, words: str) -> str | None:
        """What a tab shows, as a part of its page; None where it has to be pressed."""
        asking = self._known.get(words)
        ask = asking.of(detail) if asking is not None else None
        view = await session.ask(ask, quiet=True, keep=True) if ask is not None else None
        if (
            asking is None
            or view is None
            or view.is_data
            or view.page.status >= 400
            or not is_part(view.page)
            or is_about_another(view, detail.readings[0])
        ):
            return None
        session.forget(view)
        base = f'<base href="{escape(asking.base)}">' if asking.base else ""
        return f"{base}{view.document.source}"


def _between(one: Detail, asked: Sequence[Exchange], other: Detail, also: Sequence[Exchange], base: str) -> Asking | None:
    """What two presses of a tab asked for, where it differs in a value of the two procedures."""
    for first in asked:
        for second in also:
            template = template_between(first, second)
            if template is None or template.method != "GET" or template.body:
                continue
            headers = ask_again(first, one.address).headers
            for slot, _ in _values(one):
                asking = Asking(template, slot, headers, base)
                if all((ask := asking.of(d)) is not None and ask.url == e.url for d, e in ((one, first), (other, second))):
                    return asking
    return None


def _shown_as_it_is(way: Followed, words: str) -> Iterator[Exchange]:
    """The answers to a press that are parts of a page and stand on the page afterwards, which then says these words."""
    for exchange in way.exchanges:
        if exchange.status >= 400 or "html" not in exchange.content_type.lower():
            continue
        page = Page(exchange.url, exchange.body, exchange.status, exchange.content_type)
        told = " ".join(open_document(page.body, page.url, page.content_type).text.split())
        if is_part(page) and len(told) >= _SHORTEST and told in words:
            yield exchange


def _values(detail: Detail) -> Iterator[tuple[Slot, str]]:
    """What names a procedure, by where it stands: in its address, in its reading, in the data of its record."""
    for place, part in enumerate(_ENDS.split(detail.address.partition("//")[2])):
        yield ("address", str(place)), part
    reading = detail.readings[0]
    yield ("key", ""), reading.key or ""
    yield ("code", ""), reading.code or ""
    if detail.record is not None:
        yield from ((("data", name), str(value)) for name, value in detail.record.data.items() if isinstance(value, str | int))
