"""a) Giới thiệu: structure, tasks, leaders; for committees also map and natural conditions."""

from __future__ import annotations

from dataclasses import replace

from classifier.sites.model import Finding, Item, SiteTier, State
from classifier.sites.section import judge_section
from classifier.sites.site import Site
from classifier.sites.why import Why, because
from classifier.words.text import Phrases

_PARTS: Phrases[str] = Phrases([
    ("co cau to chuc", "structure"), ("to chuc bo may", "structure"), ("bo may to chuc", "structure"), ("so do to chuc", "structure"),
    ("chuc nang", "tasks"), ("nhiem vu", "tasks"),
    ("lanh dao", "leaders"), ("giam doc", "leaders"), ("chu tich", "leaders"), ("truong ban", "leaders"),
    ("ban do", "map"), ("dia gioi", "map"), ("dieu kien tu nhien", "nature"), ("vi tri dia ly", "nature"),
])  # fmt: skip
_WANTED = {SiteTier.SO: ("structure", "tasks", "leaders"), SiteTier.NGANH: ("structure", "tasks", "leaders")}
_COMMITTEE = ("structure", "leaders", "map", "nature")


def judge(site: Site) -> Finding:
    """The section is there or not; which of its parts are named is told beside it and decides nothing."""
    found = judge_section(site, Item.INTRODUCTION)
    if found.state is not State.PRESENT:
        return found
    seen = {part for page in site.pages if page.document is not None for _, _, part in _PARTS.find(page.document.folded)}
    wanted = _WANTED.get(site.context.tier, _COMMITTEE)
    missing = [part for part in wanted if part not in seen]
    return replace(found, reason=because((Why.PARTS_MISSING, ", ".join(missing))) if missing else found.reason)
