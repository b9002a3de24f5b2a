"""How a section is judged: every link that names it is looked behind, and the best of them counts."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from classifier.sites.behind import Behind, look_behind
from classifier.sites.blocks import blocks_of
from classifier.sites.lexicon import ROOTS
from classifier.sites.model import MAX_QUOTE, Finding, Item, State
from classifier.sites.site import Site
from classifier.sites.why import Why
from classifier.words.text import Phrases

_ROOTS: dict[Item, Phrases[Item]] = {item: Phrases([(words, item) for words in known]) for item, known in ROOTS.items()}
LOOKED_AT = 3  # links per item; the best named first
_MENU = 5  # links that a front page must show, before what it does not name is missing

Check = Callable[[Site, Behind], Behind]
_ORDER = (State.PRESENT, State.UNKNOWN, State.EMPTY)


def judge_section(site: Site, item: Item, check: Check | None = None, *, blocks: bool = False) -> Finding:
    """The finding of an item that a site shows as a section of its own. `blocks`: a list on the front page counts too."""
    looked: list[Behind] = []
    for candidate in site.candidates.get(item, [])[:LOOKED_AT]:
        behind = look_behind(site, candidate.link, candidate.page)
        if check is not None and behind.state is State.PRESENT:
            behind = check(site, behind)
        looked.append(replace(behind, quote=_quote(candidate.link.label, behind)))
    for block in blocks_of(site, item) if blocks else ():
        quote = f"{block.heading}: {block.entries[0]}"[:MAX_QUOTE]
        looked.append(Behind(State.PRESENT, Why.ON_FRONT_PAGE, site.home.url, quote, site.home, latest=block.latest))
    for state in _ORDER:
        chosen = [behind for behind in looked if behind.state is state]
        if chosen:
            best = chosen[0]
            latest = max((b.latest for b in chosen if b.latest is not None), default=None)
            return Finding(item, state, best.url, best.quote[:MAX_QUOTE], best.reason, latest)
    return not_named(site, item)


def not_named(site: Site, item: Item, reason: str = "") -> Finding:
    """The finding for what nothing on the site names: missing, where a menu was there to be read."""
    if len({link.url for link in site.home_links if link.url}) < _MENU:
        return Finding(item, State.UNKNOWN, site.home.url, "", Why.NO_MENU)
    perhaps = next((link for link, words in site.unexplained if _ROOTS[item].any(words)), None) if item in _ROOTS else None
    if perhaps is not None:
        return Finding(item, State.UNKNOWN, perhaps.url or site.home.url, perhaps.label, Why.PERHAPS_NAMED)
    return Finding(item, State.MISSING, site.home.url, "", reason or Why.NOT_NAMED)


def _quote(label: str, behind: Behind) -> str:
    return label if not behind.quote or behind.quote == label else f"{label}: {behind.quote}"
