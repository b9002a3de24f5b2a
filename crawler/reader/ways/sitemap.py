"""The portal's own list of its addresses, for when nothing on its pages leads to a list of procedures."""

from __future__ import annotations

import re
from urllib.parse import urlsplit

from crawler.fetching import Ask, Purpose
from crawler.reader.asking.session import Session
from crawler.reader.page.addresses import absolute, is_file, same_site
from crawler.reader.page.document import Document
from crawler.reader.page.traps import endless
from crawler.reader.page.words import listing_score


async def sitemap_leads(session: Session, root: str) -> list[str]:
    """Addresses of lists that the portal's sitemap names; the last resort."""
    parts = urlsplit(root)
    view = await session.ask(Ask(url=f"{parts.scheme}://{parts.netloc}/sitemap.xml", purpose=Purpose.DATA), quiet=True)
    if view is None:
        return []
    text = Document(view.page).source
    found = [absolute(root, m) for m in re.findall(r"<loc>\s*([^<\s]+)\s*</loc>", text)[:5000]]
    good = [url for url in found if url and same_site(url, root) and not is_file(url) and not endless(url)]
    return sorted(good, key=lambda url: -listing_score("", url))[:10]
