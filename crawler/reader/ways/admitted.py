"""Which requests of a page may be made for a list."""

from __future__ import annotations

from crawler.fetching import Ask, Purpose
from crawler.reader.page.addresses import canonical, is_file, same_site
from crawler.reader.page.document import Link
from crawler.reader.page.traps import beside_the_point, endless
from crawler.reader.page.view import View
from crawler.reader.page.words import leads_elsewhere, sends

ENTRY = 40  # characters; what is longer is a headline, no entry of a menu


def may_lead(ask: Ask, here: str) -> bool:
    """Whether a request may lead to a list: a page of this site, another than `here`, no file and no trap."""
    return (
        ask.method == "GET"
        and same_site(ask.url, here)
        and not is_file(ask.url)
        and not endless(ask.url)
        and not beside_the_point(ask.url)
        and canonical(ask.url) != canonical(here)
    )


def may_be_sent(ask: Ask, link: Link, here: str) -> bool:
    """Whether an entry that sends the form around its page, in place of an address, may be followed for a list: it is no pager, promises
    nothing but to show, and the form asks this site.
    """
    called = 3 <= len(link.text) <= ENTRY and link.number is None and not link.disabled and ask.purpose is Purpose.PAGE
    return called and not sends(link.text) and not leads_elsewhere(link.text) and same_site(ask.url, here)


def row_addresses(view: View) -> frozenset[str]:
    """The addresses of a page's own records, canonical: no categories, whatever they look like."""
    return frozenset(canonical(row.url) for row in view.reading.rows if row.url)
