"""Đ18 k2: a section of online services, on the site itself or on the province's portal."""

from __future__ import annotations

import re
from dataclasses import replace

from classifier.sites.behind import Behind
from classifier.sites.links import host_of
from classifier.sites.model import Finding, Item, State
from classifier.sites.section import judge_section
from classifier.sites.site import Site
from classifier.sites.why import Why, because

_LEVEL = re.compile(r"\bmuc do\s*(?:[1-4]|i{1,3}v?\b)|toan trinh|mot phan")
_SERVICES = re.compile(r"thu tuc|dich vu cong|ho so|\btthc\b|\bdvc(?:tt)?\b")


def judge(site: Site) -> Finding:
    """A section that lists services, or a link to the portal that does; whether levels are stated is told beside it."""
    found = judge_section(site, Item.SERVICES, _lists)
    if found.state is State.PRESENT:
        return found
    for link, page in site.all_links:
        if link.url and host_of(link.url) in site.context.portal_hosts:
            behind = site.page_behind(link)
            if behind is not None and behind.readable:
                return Finding(Item.SERVICES, State.PRESENT, behind.url, link.label, Why.ON_PORTAL)
            if found.state is not State.UNKNOWN and (behind is None or not behind.gone):
                return Finding(Item.SERVICES, State.UNKNOWN, page.url, link.label, Why.PORTAL_NOT_READ)
    return found


def _lists(site: Site, behind: Behind) -> Behind:
    page = behind.page
    if page is None or page.document is None:
        return behind
    if host_of(page.url) in site.context.portal_hosts:
        return replace(behind, reason=Why.ON_PORTAL)
    folded = page.document.folded
    if host_of(page.url) == site.host:
        folded = " | ".join(line.folded for line in site.shared.own(page) if not _is_name(site, line.text))
    if not _SERVICES.search(folded):
        return replace(behind, state=State.EMPTY, reason=Why.NO_SERVICE)
    stated = Why.LEVELS_STATED if _LEVEL.search(folded) else Why.LEVELS_NOT_STATED
    return replace(behind, reason=because(behind.reason, stated))


def _is_name(site: Site, text: str) -> bool:
    """Whether a line is the section's name and nothing else."""
    return any(named.item is Item.SERVICES and named.share == 1 for named in site.namer.named(text))
