"""From the address that was given to the lists of procedures: best leads first, lists believed by the rows they bring."""

from __future__ import annotations

import heapq
import itertools
import math
from collections import Counter
from dataclasses import dataclass, field

from classifier.model import Outcome, PageKind, Row
from crawler.fetching import Ask, Click, Effect

from . import branches, choices, scripts
from .addresses import absolute, canonical, is_file, is_root, kind_of, parent_template, same_site, template_of
from .categories import agency_of, groups_of, make_of
from .document import Document
from .identity import RecordBook
from .paging.pager import moves
from .paging.press import press
from .paging.state import Walk
from .paging.walk import describes_many, walk
from .session import Session
from .traps import Watch, beside_the_point, endless
from .view import View
from .words import fold, listing_score, names_no_record

FLOOR = 2.0  # a lead below this is not worth a request while nothing is found
SECOND_FLOOR = 8.0  # nor one below this once a list was read to its end
FORM = 4.0  # what a choice of a form promises
FRAME = 6.0  # the least that a frame of a page promises
PATIENCE = 3  # leads in a row that may bring nothing new once something was found
DRAWN_FLOOR = 5.0  # nor drawing a page that a weaker one led to
MAX_DRAWN = 4
MAX_PRESSES = 4
MAX_DEPTH = 5
MAX_TREES = 3
MAX_ALIKE = 50
ALIKE = "alike "  # begins the names of groups of pages beside one that holds procedures
PROMOTED = 20.0
FIRST_BUDGET = 30  # requests that finding the first list may cost
LAST_BUDGET = 15  # requests after which entries of the menu whose words say nothing are no longer tried
ENTRY = 40  # characters; what is longer is a headline, no entry of a menu


@dataclass(order=True)
class Lead:
    """A way to follow. `group`: the category links it is one of; what one member brings speaks for the others."""

    rank: float
    order: int
    ask: Ask = field(compare=False)
    depth: int = field(compare=False)
    group: str = field(compare=False, default="")
    score: float = field(compare=False, default=0.0)
    words: str = field(compare=False, default="")  # of the link of a category
    form: bool = field(compare=False, default=False)  # an empty search; its address may be that of a page already seen


@dataclass
class Explorer:
    """What was found on the way: lists read, and pages that hold procedures themselves."""

    session: Session
    book: RecordBook
    walks: list[Walk] = field(default_factory=list)
    holders: list[View] = field(default_factory=list)
    single: list[View] = field(default_factory=list)  # pages of one procedure: holders too where their siblings hold several
    watch: Watch = field(default_factory=Watch)
    fruitless: int = 0
    drawn: list[View] = field(default_factory=list)  # pages that only the browser could show
    pressable: list[View] = field(default_factory=list)  # pages with menus that only a script may know
    _barren: list[tuple[float, View]] = field(default_factory=list)  # pages without rows, by what they had promised
    _heap: list[Lead] = field(default_factory=list)
    _ticket: itertools.count[int] = field(default_factory=itertools.count)
    _groups: dict[str, list[Lead]] = field(default_factory=dict)
    _parents: dict[str, str] = field(default_factory=dict)
    _credit: Counter[str] = field(default_factory=Counter)
    _makes: set[str] = field(default_factory=set)  # what addresses of categories look like here
    _unsaid: list[tuple[float, Ask, int]] = field(default_factory=list)  # entries whose words say nothing: the last that are tried
    _floor: float = FLOOR
    _spent: int = 0
    _troubles: dict[Outcome, float] = field(default_factory=dict)  # the most that a way promised which met this trouble
    _answered: float = 0.0  # and one that was read

    async def explore(self, entry: View) -> None:
        """Read every list that the entry leads to. Raises `LimitReached` through; what was found stays."""
        self.watch.taken(entry.url)
        if not entry.is_data and not entry.hollow:
            self.pressable.append(entry)
        failures = self.session.failures.copy()
        found = await self._read(entry, 0)
        self._weigh(failures, math.inf)
        if found:
            if self.holders or self._suffices(entry):
                return
        if not entry.is_data:
            self._barren.append((FLOOR, entry))
        self._open(self._shown(entry), 0)
        await self._work_off()
        if not len(self.book) and not self.holders:
            await self._open_branches()
        if not len(self.book) and not self.holders:
            await self._press_menus()
            await self._work_off()
        if not len(self.book) and not self.holders:
            self._floor = 0.0
            for promise, ask, depth in self._unsaid:
                self._push(ask, promise, depth)
            await self._work_off()
        shapes = {kind_of(view.url) for view in self.holders if len(view.reading.procedures) > 1}
        self.holders += [view for view in self.single if kind_of(view.url) in shapes]

    async def _work_off(self) -> None:
        while self._heap and not self._satisfied():
            lead = heapq.heappop(self._heap)
            if self._credit[lead.group] < -1 or not (lead.form or self.watch.admits(lead.ask.url)):
                continue
            await self._follow(lead)

    async def _open_branches(self) -> None:
        """Trees whose branches only a script fetches, on the pages that were tried for a list; the most promising first."""
        for _, page in sorted(self._barren, key=lambda pair: -pair[0])[:MAX_TREES]:
            view = await branches.opened(self.session, self._shown(page))
            if view is not None and _believable(view):
                self.walks.append(await walk(self.session, self.book, view))
                return

    async def _press_menus(self) -> None:
        """Menu entries whose way only a script knows, pressed in the browser: an address to follow, or a list that appears."""
        for page, found in [(page, _unreadable(page.document)) for page in self.pressable if self.session.may_render]:
            for way in await self.session.follow(page.ask.url, [click for _, click in found[:MAX_PRESSES]]):
                score = next(score for score, click in found if click == way.click)
                if way.url and way.method == "GET" and way.effect in {Effect.ADDRESS, Effect.ROUTE, Effect.WINDOW}:
                    ask = Ask(way.url)
                    if self._may_lead(ask, page.url):
                        self._push(ask, score, 1)
                for view in scripts.views_in(self.session, way.exchanges, page.url):
                    if not len(self.book) and _believable(view):
                        self.walks.append(await walk(self.session, self.book, view))
            if self._heap or len(self.book):
                return

    def _suffices(self, entry: View) -> bool:
        """Whether the list that was given is what was meant: no home page, and with a pager, a counter or sibling categories."""
        done = self.walks[-1]
        if is_root(entry.ask.url) or is_root(entry.url):
            return False
        if done.total is not None or done.mechanic or len(entry.reading.rows) > 12:
            return True
        here = {template_of(entry.url), parent_template(entry.url)}
        groups = groups_of(entry.document, _row_addresses(entry)) if not entry.is_data else []
        if any(canonical(entry.url) in {canonical(link.url or "") for link in group.links} for group in groups):
            return True
        siblings = [g for g in groups if g.score >= 3 and {template_of(link.url or "") for link in g.links} & here]
        return bool(siblings) or not groups or max(g.score for g in groups) < 3

    def _satisfied(self) -> bool:
        limit = self.session.order.max_procedures
        found = len(self.book) + sum(len(view.reading.procedures) for view in self.holders)
        if limit is not None and len(self.book) >= limit:
            return True
        best = self._heap[0].score
        if not found:
            return best < self._floor or self._spent >= (FIRST_BUDGET if best >= FLOOR else LAST_BUDGET)
        if self._spent >= FIRST_BUDGET + found * 0.6:
            return True
        if self._only_a_taste():
            return best < FLOOR or self.fruitless >= 2 * PATIENCE
        return best < SECOND_FLOOR or self.fruitless >= PATIENCE

    def _only_a_taste(self) -> bool:
        """Whether all that was found stood on a front page without a pager or a counter: a few procedures of many."""
        return all(is_root(found.first.url) and not found.mechanic and found.total is None for found in self.walks)

    async def _follow(self, lead: Lead) -> None:
        self.watch.taken(lead.ask.url)
        self._spent += 1
        failures = self.session.failures.copy()
        view = await self.session.ask(lead.ask, quiet=bool(self.walks))
        if view is not None and view.readable:
            self._answered = max(self._answered, lead.score)
        before = len(self.book) + len(self.holders)
        found = view is not None and view.readable and await self._read(view, lead.depth + 1, lead.score, lead.words)
        self._weigh(failures, lead.score)
        if view is not None and not found and lead.group and view.readable:
            found = self._take_alike(view)
        gained = len(self.book) + len(self.holders) > before
        if gained and found:
            self._promote(lead.ask.url)
        if lead.group:
            self._judge_group(lead, gained, bool(found))
        elif self.walks:
            self.fruitless = 0 if gained else self.fruitless + 1
        parts = 0
        if view is not None and not found and view.readable and not view.is_data:
            self._barren.append((lead.score, view))
        if view is not None and not found and view.readable and lead.depth < MAX_DEPTH:
            parts = self._open(self._shown(view), lead.depth + 1, lead.group, lead.score)
        # A page of categories has brought something; a tree of nothing but categories is cut off by the budget.
        self.watch.result(lead.ask.url, gained or bool(found) or parts > 0)

    def _weigh(self, before: Counter[Outcome], promise: float) -> None:
        """Note the troubles met since `before` on a way that promised so much."""
        for outcome in self.session.failures - before:
            self._troubles[outcome] = max(self._troubles.get(outcome, 0.0), promise)

    def stopped_by(self, outcome: Outcome) -> bool:
        """Whether this trouble explains that there is no list: it met what promised the most. A dead link to something else does not."""
        return outcome in self._troubles and self._troubles[outcome] >= self._answered

    def _promote(self, url: str) -> None:
        """Categories whose addresses look like that of a list that was found come next, whatever led to it."""
        make = make_of(url)
        for other in [lead for lead in self._heap if lead.group and lead.score < PROMOTED and make_of(lead.ask.url) == make]:
            self._push(other.ask, other.score + PROMOTED, other.depth, other.group, other.words)

    def _take_alike(self, view: View) -> bool:
        """On a page of a list that shows no list: links that look like those of procedures already found, whatever their words."""
        if view.is_data or view.reading.procedures:
            return False
        kinds = {kind_of(record.address) for record in self.book.records if record.address}
        links = {link.url: link for link in view.document.links if link.url and not link.chrome and kind_of(link.url) in kinds}
        fresh = [
            link for link in links.values() if len(link.text) > 6 and not names_no_record(link.text) and not self.book.has(link.url or "")
        ]
        for link in fresh[:MAX_ALIKE]:
            self.book.add(Row(link.text, url=link.url), view.url)
        return bool(fresh)

    def _judge_group(self, lead: Lead, gained: bool, listed: bool) -> None:
        if not gained:
            # A list of what is known already speaks against its group; an empty category says nothing, a neighbour without procedures does.
            self._credit[lead.group] -= int(listed or lead.group.startswith(ALIKE))
            return
        self.fruitless = 0
        group = lead.group
        while group:
            self._credit[group] = max(self._credit[group], 0) + 1
            if self._credit[group] == 1:
                for other in self._groups.get(group, ()):
                    self._push(other.ask, other.score + 20, other.depth, group, other.words)
            group = self._parents.get(group, "")

    async def _read(self, view: View, depth: int, score: float = 0.0, words: str = "") -> bool:
        """Take what a page holds; whether it was a list or held procedures."""
        if view.hollow or self._worth_drawing(view, score):
            view = await self._draw(view, alone=depth == 0 and not is_root(view.ask.url)) or view
        if view.reading.kind is PageKind.PROCEDURE and view.reading.procedures:
            if describes_many(view) and moves(view.document, 1):
                self.walks.append(await walk(self.session, self.book, view))
                self._open_alike(view, depth)
                return True
            if len(view.reading.procedures) > 1 or depth == 0:
                self.holders.append(view)
                self._open_alike(view, depth)
                return True
            self.single.append(view)
            return False
        if _believable(view):
            agency = agency_of(words, view.document.headings) if words and not view.is_data else ""
            found = await walk(self.session, self.book, view, agency)
            self.walks.append(found)
            return True
        return False

    def _worth_drawing(self, view: View, score: float) -> bool:
        """Whether a page that promised a list and shows none may have left it to a script."""
        if len(self.book) or view.is_data or view.rendered or view.reading.rows or view.reading.procedures or len(self.drawn) >= MAX_DRAWN:
            return False
        return score >= DRAWN_FLOOR and bool(view.document.script_files or len(view.document.scripts) > 100)

    async def _draw(self, view: View, *, alone: bool) -> View | None:
        """Render a shell; prefer the data behind it when that holds the list. `alone`: it may be the one procedure asked for."""
        drawn = await self.session.render(view.ask.url)
        if drawn is None:
            return await scripts.guessed(self.session, view)
        self.drawn.append(drawn)
        self.pressable.append(drawn)
        if alone and drawn.reading.kind is PageKind.PROCEDURE and len(drawn.reading.procedures) == 1:
            return drawn  # the data of a box of other procedures beside it are not what was asked for
        return scripts.listing_behind(self.session, drawn) or drawn

    def _shown(self, view: View) -> View:
        """The drawn page in place of its shell."""
        return next((drawn for drawn in self.drawn if drawn.ask.url == view.ask.url), view)

    # -- leads --------------------------------------------------------------------------------------------------------

    def _push(self, ask: Ask, score: float, depth: int, group: str = "", words: str = "", form: bool = False) -> Lead:
        lead = Lead(-score + depth * 0.5, next(self._ticket), ask, depth, group, score, words, form)
        heapq.heappush(self._heap, lead)
        return lead

    def _open(self, view: View, depth: int, group: str = "", score: float = 0.0) -> int:
        """Note every way that a page offers: words that promise a list, and groups that look like categories; how many of the latter."""
        if view.is_data:
            return 0
        document, known = view.document, set[str]()
        if not view.reading.rows and not len(self.book):
            self._open_forms(view, depth, score)
        parts = 0
        for found in groups_of(document, _row_addresses(view), self._makes):
            if found.score < 2:
                continue
            if len(found.links) > 1:
                self._makes.add(found.make)
            name = f"{found.key}@{depth}"
            if name != group:
                self._parents.setdefault(name, group)
            members = []
            for link in found.links:
                ask = press(link, document)
                if ask is None or not self._may_lead(ask, view.url):
                    continue
                known.add(canonical(ask.url))
                said = max(listing_score(link.text, ask.url), 0.0)
                bonus = 20 if self._credit[name] > 0 else 12 if self._credit[group] > 0 else 0
                promise = max(found.score + said * 0.2, said) + bonus
                members.append(self._push(ask, promise, depth, name, link.text))
            self._groups.setdefault(name, []).extend(members)
            parts += len(members)
        for link in document.links:
            promise = listing_score(link.text, link.url or "")
            if link.tag == "frame" or (link.tag == "iframe" and not view.reading.rows):
                promise = max(promise, FRAME)  # a part of this very page
            if promise < FLOOR and not (0 <= promise and depth <= 1 and len(link.text) <= ENTRY and not link.number):
                continue
            ask = press(link, document)
            if ask is None or canonical(ask.url) in known or not self._may_lead(ask, view.url):
                continue
            known.add(canonical(ask.url))
            if promise < FLOOR:
                self._unsaid.append((promise, ask, depth))
            else:
                self._push(ask, promise, depth)
        return parts

    def _open_alike(self, holder: View, depth: int) -> None:
        """Note the neighbours of a page that holds procedures, in whatever menu leads to it: they may hold others, whatever their words."""
        here = canonical(holder.url)
        for found in [] if holder.is_data or is_root(holder.url) else groups_of(holder.document):
            if not any(canonical(link.url or "") == here for link in found.links) or len(found.links) > MAX_ALIKE:
                continue
            name = f"{ALIKE}{found.make}"
            self._credit[name] += 1
            for link in found.links:
                ask = press(link, holder.document)
                if ask is not None and listing_score(link.text, "") >= 0 and self._may_lead(ask, holder.url):
                    self._push(ask, PROMOTED, depth, name, link.text)

    def _may_lead(self, ask: Ask, here: str) -> bool:
        return (
            ask.method == "GET"
            and same_site(ask.url, here)
            and not is_file(ask.url)
            and not endless(ask.url)
            and not beside_the_point(ask.url)
            and canonical(ask.url) != canonical(here)
        )

    def _open_forms(self, view: View, depth: int, score: float) -> None:
        """Forms of a page without rows: the empty search is a way on, and so is each choice of a box that divides the portal."""
        for promise, ask in choices.empty_searches(view):
            self._push(ask, min(promise, 4.0) + score * 0.3, depth, form=True)
        for place, members in enumerate(choices.chosen(view)):
            name = f"choice {place} {canonical(view.url)}@{depth}"
            self._groups[name] = [self._push(ask, FORM + score * 0.3, depth, name, words, form=True) for ask, words in members]


def _row_addresses(view: View) -> frozenset[str]:
    return frozenset(canonical(row.url) for row in view.reading.rows if row.url)


def _believable(view: View) -> bool:
    """Whether the rows of a page are a list of procedures: they name several, or one that leads on, has a code or says it all."""
    rows = view.reading.rows
    usable = sum(1 for row in rows if row.name and (row.url or row.handle or row.code or row.key or row.detail))
    return usable >= 1 and usable * 2 >= len(rows)


def _unreadable(document: Document) -> list[tuple[float, Click]]:
    """Elements that promise a list and lead nowhere by themselves, the best first."""
    found: dict[str, tuple[float, Click]] = {}
    for tag in ("a", "button", "li", "span", "div"):
        for index, node in enumerate(document.tree.css(tag)):
            text = " ".join(node.text(separator=" ").split())
            score = listing_score(text, "") if 3 <= len(text) <= 60 else 0.0
            href = node.attributes.get("href") or ""
            if score >= DRAWN_FLOOR and (tag != "a" or absolute(document.base, href) is None):
                found.setdefault(fold(text), (score, Click(tag, index)))
    return sorted(found.values(), key=lambda pair: -pair[0])
