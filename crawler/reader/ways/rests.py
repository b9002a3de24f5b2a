"""Ways to the rest of parts of which a page shows the first entries: "Xem tiếp", "Tất cả »" below the procedures of each field."""

from __future__ import annotations

import re
from collections import defaultdict

from crawler.fetching import Ask
from crawler.reader.page.addresses import canonical
from crawler.reader.page.view import View
from crawler.reader.page.words import fold, is_more, is_next, leads_elsewhere
from crawler.reader.ways.admitted import may_lead, row_addresses
from crawler.reader.ways.categories import make_of

_FEWEST = 2  # one alone is the pager of the page, or the way to something else
_MOST = 60
_LONGEST = 40  # characters of such a way's words
_ALL = re.compile(r"\W*(?:(?:xem|hien thi|hien|mo) )?(?:tat ca|toan bo|day du|het)\b.*")


def rests(view: View) -> list[Ask]:
    """Such ways of a page with a list, as they stand on it: several of one make at one place, each to a page of its own."""
    if view.is_data or not view.rows:
        return []
    own = row_addresses(view) | {canonical(view.url)}
    found: dict[tuple[str, str], dict[str, Ask]] = defaultdict(dict)
    for link in view.document.links:
        if link.chrome or not link.url or link.number is not None or not _goes_on(link.text) or canonical(link.url) in own:
            continue
        ask = Ask(link.url, referer=view.url)
        if may_lead(ask, view.url):
            found[link.place, make_of(link.url)].setdefault(canonical(link.url), ask)
    return [ask for ways in found.values() if len(ways) >= _FEWEST for ask in ways.values()][:_MOST]


def _goes_on(words: str) -> bool:
    if not 0 < len(words) <= _LONGEST or leads_elsewhere(words):
        return False
    return is_next(words) or is_more(words) or _ALL.fullmatch(fold(words)) is not None
