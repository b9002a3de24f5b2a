"""Addresses that a portal makes up without end: repeated segments, growing paths, calendars, sort and filter combinations."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass, field
from urllib.parse import parse_qsl, unquote, urlsplit

from crawler.reader.page.addresses import canonical, parent_template, template_of

MAX_DEPTH = 14
MAX_REPEATS = 2  # of one path segment; real paths hardly repeat one even twice
MAX_LENGTH = 900
# "lich" within other words is tourism (du-lich) or a record of one's life (ly-lich), not a calendar; "day" and "ngay" among the words of a
# title are "dạy" and "ngay".
_CALENDAR = re.compile(
    r"(?:^|[?&/_-])(?:calendar|lich-cong-tac)(?:[=/_-]|$)"
    r"|(?:^|[?&/])lich(?:[=/_-]|$)"
    r"|(?:^|[?&/])(?:ngay|thang|date|month|day)(?:[/?]|$)"
    r"|(?:^|[?&/_-])(?:ngay|thang|date|month|day)(?:[_-]?\d|=)",
    re.IGNORECASE,
)
# The same in another order, for the printer, in another language or dress. A `view` or `lang` of every address says nothing by its name:
# Joomla names all its pages so.
_BESIDE = re.compile(
    r"(?:sort|order|orderby|sortby|sapxep|sap|xep|sap_theo|thu_?tu|chieu|co_?chu|dir|asc|desc|sortorder|share)=.*"
    r"|(?:view|layout|tmpl|format)=(?:grid|cards?|tiles?|thumb\w*|gallery|compact|print\w*|pdf|rss|feed|mobile)"
    r"|print=(?!0$|false$).+|(?:lang|language|hl|locale)=(?!v[in]).+",
    re.IGNORECASE,
)


def endless(url: str) -> bool:
    """Whether the address looks like one of an endless family, from its spelling alone."""
    parts = urlsplit(url)
    segments = [s for s in unquote(parts.path).lower().split("/") if s]
    stems = [re.sub(r"\.\w+$", "", s) for s in segments]
    if len(url) > MAX_LENGTH or len(segments) > MAX_DEPTH:
        return True
    if any(count > MAX_REPEATS for segment, count in Counter(stems).items() if len(segment) > 1):
        return True
    return _language_tail(stems) or _cycle(stems)


def _language_tail(stems: list[str]) -> bool:
    """`…/vi/en`, `…html/vi`: a language below a page or below another language is a relative link gone wrong."""
    languages = {"vi", "en", "vn", "vi-vn", "en-us"}
    if any(s in languages and i and stems[i - 1] in languages for i, s in enumerate(stems)):
        return True
    return len(stems) > 2 and sum(s in languages for s in stems) >= 2


def _cycle(stems: list[str]) -> bool:
    """A run of segments that follows itself: `a/b/a/b`."""
    return any(
        stems[i : i + n] == stems[i + n : i + 2 * n] for n in range(1, len(stems) // 2 + 1) for i in range(len(stems) - 2 * n + 1) if n > 1
    )


def beside_the_point(url: str) -> bool:
    """Whether the address is a calendar page or the same list in another order or dress."""
    parts = urlsplit(url)
    return bool(_CALENDAR.search(f"{parts.path}?{parts.query}")) or any(_BESIDE.fullmatch(f"{k}={v}") for k, v in parse_qsl(parts.query))


@dataclass
class Watch:
    """How often one kind of address was followed without bringing anything; a kind that disappoints is left alone."""

    patience: int = 3
    _fruitless: Counter[str] = field(default_factory=Counter)
    _seen: set[str] = field(default_factory=set)

    def admits(self, url: str, times: float = 1) -> bool:
        """Whether the address is new, not endless, and of no kind that disappointed. `times`: so much more patience than usual."""
        if canonical(url) in self._seen or endless(url):
            return False
        patience = self.patience * times
        return self._fruitless[template_of(url)] < patience and self._fruitless[parent_template(url)] < patience * 3

    def taken(self, url: str) -> None:
        self._seen.add(canonical(url))

    def result(self, url: str, fruitful: bool) -> None:
        for kind in {template_of(url), parent_template(url)}:
            self._fruitless[kind] = 0 if fruitful else self._fruitless[kind] + 1
