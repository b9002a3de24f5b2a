"""Đ15: questions and answers, and ways to send remarks or complaints."""

from __future__ import annotations

from dataclasses import replace

from classifier.sites.behind import BOXES, Behind
from classifier.sites.links import host_of
from classifier.sites.model import Finding, Item, State
from classifier.sites.section import judge_section
from classifier.sites.site import Site
from classifier.sites.why import Why


def judge(site: Site) -> Finding:
    """Questions with answers, or a form to ask by."""
    return judge_section(site, Item.QUESTIONS, blocks=True)


def judge_feedback(site: Site) -> Finding:
    """A form or instructions for remarks and complaints."""
    return judge_section(site, Item.FEEDBACK)


def judge_survey(site: Site) -> Finding:
    """A poll on the front page, or a page of surveys."""
    found = judge_section(site, Item.SURVEY)
    if found.state is State.PRESENT:
        return found
    for form in site.document.tree.css("form,div,td"):
        choices = form.css("input[type=radio]")
        if 2 <= len(choices) <= 12:
            return Finding(Item.SURVEY, State.PRESENT, site.home.url, " ".join(form.text(separator=" ").split())[:200], Why.POLL)
    return found


def judge_one_stop(site: Site) -> Finding:
    """A public look-up of dossiers: a box for a number, or the province's own look-up."""
    return judge_section(site, Item.ONE_STOP, _look_up)


def _look_up(site: Site, behind: Behind) -> Behind:
    if behind.page is None or behind.page.document is None:
        return behind
    if host_of(behind.page.url) in site.context.portal_hosts:
        return replace(behind, reason=Why.ON_PORTAL)
    own = [line.folded for line in behind.own if not any(n.item is Item.ONE_STOP for n in site.namer.named(line.text))]
    box = len(behind.page.document.tree.css(BOXES)) > len(site.document.tree.css(BOXES))
    if box or any("ho so" in words for words in own):
        return replace(behind, reason=behind.reason or Why.LOOK_UP)
    return replace(behind, state=State.EMPTY, reason=Why.NO_LOOK_UP)
