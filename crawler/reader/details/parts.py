"""Procedures whose pages show only a part at a time: which other parts are worth a request is learned on two pages, then they are read."""

from __future__ import annotations

import contextlib
import heapq
import logging
import re
from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace

from classifier.behind.standingforms import standing_forms
from classifier.bounds.cutpages import NEXT_PAGE, next_page, read_all_pages, shows_all
from classifier.bounds.parts import read_part
from classifier.bounds.sitewide import FEWEST, Sitewide, find_sitewide
from classifier.forms.formpages import forms_on
from classifier.merge import merge
from classifier.model import ApplicationReading, Behind, FieldKey, Outcome, PartLink, ProcedureReading
from classifier.words.names import starts_like_name
from classifier.words.tabwords import announces_evidence, leads_to_applying
from classifier.words.text import without_count
from crawler.fetching import AJAX, Ask, Purpose
from crawler.reader.asking.scripts import same_procedure
from crawler.reader.asking.session import LimitReached, Session
from crawler.reader.details import form_lists
from crawler.reader.details.detail import Detail
from crawler.reader.details.form_lists import FORMS
from crawler.reader.details.hops import Case, Hops, cases_of
from crawler.reader.details.worth import SAMPLES, Adds, Worth, deciding
from crawler.reader.identity import code_key
from crawler.reader.page.view import View
from crawler.reader.page.words import fold

log = logging.getLogger(__name__)

MOST = 2.5  # requests per procedure that reading parts may bring a run to
FEW = 70  # requests that a small portal may be asked in any case: finding its lists costs as much as finding those of a large one
MOST_PAGES = 8  # of a page that is cut into several
ENOUGH = 2  # parts of a page that seldom leave its level open
_TOKEN = re.compile(r"[A-Za-z0-9]+")
_NOTHING_SAID = frozenset({Outcome.BLOCKED, Outcome.LOGIN, Outcome.CLOSED, Outcome.ROBOTS, Outcome.REFUSED})


@dataclass
class PartReader:
    """Completes what the pages of the procedures say by their other parts."""

    session: Session
    sitewide: Sitewide = field(default_factory=Sitewide)
    _short: int = 0  # procedures of which requests did not suffice for all parts
    _behind: dict[str, ApplicationReading] = field(default_factory=dict)  # what controls lead to, where that had to be known ahead

    async def complete(self, details: Sequence[Detail]) -> None:
        """Read the parts of all procedures, as far as the requests allow; what stays unread is said in the reading."""
        whole = [d for d in details if d.failure is None and len(d.readings) == 1]
        self._clean(whole)
        groups: dict[tuple[str, ...], list[Detail]] = defaultdict(list)
        for detail in whole:
            if heads := tuple(_head(part) for part in detail.readings[0].parts):
                groups[heads].append(detail)
        later = sum(len(members) for members in groups.values())
        for heads, members in groups.items():
            later -= len(members)
            await self._group(heads, members, len(whole), later)
        await self._form_pages([detail for detail in whole if detail.readings[0].forms_at], len(whole))
        await form_lists.complete(self.session, whole, _allowed(len(whole)))
        if self._short:
            self.session.warnings.append(f"parts_unread: not all tabs or pages of {self._short} procedures were asked for")
        if groups:
            self._clean(whole)  # what the parts brought along

    def _clean(self, details: Sequence[Detail]) -> None:
        held = Counter(detail.address for detail in details)
        alone = [detail for detail in details if held[detail.address] == 1]  # a page of several has no box for each of them
        self.sitewide = find_sitewide([detail.readings[0] for detail in (alone if len(alone) >= FEWEST else details)])
        for detail in details:
            detail.readings = (self.sitewide.without(detail.readings[0]),)

    async def _form_pages(self, members: list[Detail], procedures: int) -> None:
        """Pages of forms for many procedures: each asked for once, its files given to the procedures that it names."""
        pages: dict[str, list[Detail]] = defaultdict(list)
        for detail in members:
            pages[detail.readings[0].forms_at.partition("#")[0]].append(detail)
        for url, served in pages.items():
            view = None
            if self.session.counters.pages < _allowed(procedures):
                with contextlib.suppress(LimitReached):
                    view = await self.session.ask(Ask(url, referer=served[0].address), quiet=True, keep=True)
            readings = [detail.readings[0] for detail in served]
            if view is None or view.page.status >= 400 or view.reading.outcome in _NOTHING_SAID:
                for detail, reading in zip(served, readings, strict=True):
                    detail.readings = (replace(reading, unread=(*reading.unread, FORMS)),)
                continue
            for detail, reading, forms in zip(served, readings, forms_on(view.page, readings), strict=True):
                detail.readings = (replace(reading, forms=(*reading.forms, *forms)),)
            self.session.forget(view)

    async def _group(self, heads: tuple[str, ...], members: list[Detail], procedures: int, later: int) -> None:
        """Pages with the same tabs: what two of them hold decides what is asked for of the others. `later`: pages with other tabs."""
        samples = _unlike(members)
        known = {words: Worth(promising=announces_evidence(words)) for words in heads if _follows_record(words, samples)}
        try:
            for detail in samples:
                await self._read(detail, list(known), known)
            if every := _holds_all(known):
                known = {every: known[every]}
            else:
                known = {words: worth for words, worth in known.items() if not shows_all(words)}
            log.info("parts=%s pages=%d", list(known), len(members))
            rest = [detail for detail in members if detail not in samples]
            if len(rest) * len(known) > _allowed(procedures) - self.session.counters.pages:
                await self._look_behind(members)
            await self._in_turns(rest, known, procedures, later)
        except LimitReached:
            for detail in members:
                detail.readings = (replace(detail.readings[0], unread=tuple(p.words for p in detail.readings[0].parts)),)

    async def _look_behind(self, members: Sequence[Detail]) -> None:
        """Where requests do not suffice for all parts, what stands behind the controls of their pages says which of them count."""
        hops = Hops(self.session)
        cases = [case for detail in members for case in _cases(detail) if case.control.action != "post"]
        await hops.follow(cases, ahead=True)
        self._behind |= hops.behind

    def _wanted(self, detail: Detail) -> tuple[Adds, ...]:
        """What the level of a procedure depends on, by what stands behind its controls."""
        found = (self._behind.get(case.url) for case in _cases(detail))
        return deciding(Behind.NOT_FOLLOWED if behind is None else behind.behind for behind in found)

    def _turn(self, detail: Detail, read: Sequence[str], place: int, known: Mapping[str, Worth]) -> tuple[bool, bool, int, int]:
        """When the next part of a page is asked for, of which some were `read`: after `ENOUGH` parts a page waits until all others had as
        many.
        """
        wanted, left = self._wanted(detail), [worth for words, worth in known.items() if words not in read]
        has_form = wanted == (Adds.FORMS,) and any(form.file is not None for form in detail.readings[0].forms)
        settled = has_form or not any(worth.may_decide(wanted) for worth in left)
        return len(read) >= ENOUGH, settled, len(read), place

    async def _in_turns(self, rest: list[Detail], known: dict[str, Worth], procedures: int, later: int) -> None:
        """The parts of each page, best first, as far as requests allow: first those on which a level depends. One is kept for each page
        that comes `later`.
        """
        queue = [self._turn(detail, [], place, known) for place, detail in enumerate(rest)]
        heapq.heapify(queue)
        done: dict[int, list[str]] = defaultdict(list)
        while queue:
            *_, asked, place = heapq.heappop(queue)
            detail, read = rest[place], done[place]
            useful = [words for words in known if words not in read and known[words].may_add(_declared(detail))]
            wanted = self._wanted(detail)
            free = {_head(part) for part in detail.readings[0].parts if leads_to_applying(part)}
            left = _allowed(procedures) - self.session.counters.pages - (later if asked else 0)
            chosen = sorted((w for w in useful if w not in free), key=lambda words: known[words].rank(wanted), reverse=True)
            chosen = chosen[: 1 if left > 0 or any(map(shows_all, chosen)) else 0]  # all pages at once are the procedure's own page
            answered = await self._read(detail, [*chosen, *(() if asked else free.intersection(useful))], known, useful)
            read += answered
            if chosen and chosen[0] in answered:
                heapq.heappush(queue, self._turn(detail, read, place, known))
            elif not chosen:
                self._short += any(words not in free for words in useful)

    async def _read(self, detail: Detail, wanted: Sequence[str], known: dict[str, Worth], useful: Sequence[str] = ()) -> list[str]:
        """Ask for some parts of one procedure, and note what each added; those that answered."""
        base = detail.readings[0]
        read: list[ProcedureReading] = []
        unread: list[str] = []
        answered: list[str] = []
        for part in base.parts:
            words = _head(part)
            if words not in wanted:
                unread += [part.words] if words in useful else []
                continue
            found = await self._part(detail, part)
            if found is None:
                unread.append(part.words)
                continue
            answered.append(words)
            known[words].tried[_declared(detail)] += 1
            known[words].note(base, found)
            read.append(found)
            unread += found.unread
        detail.readings = (replace(merge([base, *read]), unread=tuple(unread)),)
        return answered

    async def _part(self, detail: Detail, part: PartLink, depth: int = 1) -> ProcedureReading | None:
        """What a part says; of a page that is cut into several, whose pages each lead to the next one, those that follow, too."""
        headers = AJAX if part.fragment else {}
        purpose = Purpose.DATA if part.fragment else Purpose.HOP if leads_to_applying(part) else Purpose.PAGE
        post = detail.posts.get(part.words)
        ask = post.ask() if post is not None else Ask(part.url, purpose, referer=detail.address, headers=headers)
        view = await self.session.ask(ask, quiet=True, keep=True)
        # An empty fragment says that there is nothing under its tab; a page that failed says nothing.
        if view is None or view.page.status >= 400 or view.reading.outcome in _NOTHING_SAID:
            return None
        if is_about_another(view, detail.readings[0]):
            return ProcedureReading(part.url, "", None, controls_seen=False)  # whatever led there: nothing of it is this procedure's
        found = self._said_by(detail, part, view)
        following = next_page(view.page) if part.words == NEXT_PAGE and depth < MOST_PAGES else None
        self.session.forget(view)
        if following is not None and following != part.url:
            further = await self._part(detail, replace(part, url=following), depth + 1)
            return merge([found, further]) if further is not None else replace(found, unread=(NEXT_PAGE,))
        return found

    def _said_by(self, detail: Detail, part: PartLink, view: View) -> ProcedureReading:
        base = detail.readings[0]
        others = [other for other in base.parts if other is not part]
        told = read_all_pages(view.page, others, base) if shows_all(part.words) else read_part(view.page, part.words, base)
        found = self.sitewide.without(told)
        detail.standing |= standing_forms(view.page, found) if not view.is_data else {}
        return found


def _cases(detail: Detail) -> list[Case]:
    """The ways to send the dossier of a procedure that its page and its row have."""
    return cases_of(detail.readings[0], detail.record.row if detail.record else None, _declared(detail))


def _allowed(procedures: int) -> int:
    return max(int(MOST * procedures), FEW)


def is_about_another(view: View, base: ProcedureReading) -> bool:
    """Whether a page names another procedure, by its code or, where a code is missing, by its name."""
    told = view.reading.procedures
    if base.code and any(one.code for one in told):
        return not any(one.code is None or code_key(one.code) == code_key(base.code) for one in told)
    return bool(told) and all(
        starts_like_name(fold(one.name)) and not same_procedure(one.name, one.code, base.name, base.code) for one in told
    )


def _unlike(members: Sequence[Detail]) -> list[Detail]:
    """Two pages of a kind: the first, and the last of another declared level, which may hold other parts."""
    first, others = members[0], members[1:]
    unlike = [detail for detail in others if _declared(detail) != _declared(first)] or others
    return [first, *unlike[-1:]]


def _holds_all(known: Mapping[str, Worth]) -> str:
    """The words of the part that shows all others at once, where it was seen to add at least as much as each of these; "" without one."""
    for words, worth in known.items():
        others = [other for said, other in known.items() if said != words and not shows_all(said)]
        if shows_all(words) and all(worth.adds_as_much(other) for other in others):
            return words
    return ""


def _declared(detail: Detail) -> str:
    """The level that a page or its row states, as written; "" where neither does."""
    told = [cell.text for cell in detail.readings[0].fields if cell.key is FieldKey.LEVEL and cell.text]
    return fold(told[0] if told else (detail.record and detail.record.row.level_text) or "")


def _follows_record(words: str, samples: Sequence[Detail]) -> bool:
    """Whether a tab leads to the record's own part on both samples: the addresses differ, and only in what tells the records apart."""
    if len(samples) < SAMPLES:
        return True
    one, other = (_part_of(detail, words) for detail in samples)
    if one is not None and one.words in samples[0].posts:
        return True  # whatever is sent is the form of the record's own page
    if one is None or other is None or one.url == other.url:
        return False
    own = {*_TOKEN.findall(samples[0].address), *_TOKEN.findall(samples[0].readings[0].code or ""), samples[0].readings[0].key or ""}
    fragments = [set(_TOKEN.findall(part.url)) for part in samples[0].readings[0].parts if part.fragment]
    own |= set.intersection(*fragments) if len(fragments) > 1 else set()  # what a script asks for all tabs with
    return {*_TOKEN.findall(one.url)} - {*_TOKEN.findall(other.url)} <= own


def _part_of(detail: Detail, words: str) -> PartLink | None:
    return next((part for part in detail.readings[0].parts if _head(part) == words), None)


def _head(part: PartLink) -> str:
    """The words of a tab as other pages have them, too: without the count of what it holds ("Giấy tờ (3)")."""
    return without_count(fold(part.words)).strip()
