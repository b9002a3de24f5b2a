"""From the address that was given to the lists of procedures: best leads first, lists believed by the rows they bring."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import partial

from classifier.model import Outcome, PageKind
from crawler.fetching import Ask
from crawler.reader.asking import vacant
from crawler.reader.asking.session import Session
from crawler.reader.choosing.choosers import names_of
from crawler.reader.details.splits import halves
from crawler.reader.identity import RecordBook
from crawler.reader.page.addresses import canonical, is_root
from crawler.reader.page.traps import Watch
from crawler.reader.page.view import View, arrived, believable, is_scripted, says_the_same
from crawler.reader.page.walls import SHUT, Troubles, is_wall, said_at_the_door
from crawler.reader.paging.alike import take_alike
from crawler.reader.paging.among import only_row, opened
from crawler.reader.paging.more import grows
from crawler.reader.paging.pager import moves
from crawler.reader.paging.state import Walk
from crawler.reader.paging.walk import describes_many, walk
from crawler.reader.trees import branches, leaves
from crawler.reader.ways import menus
from crawler.reader.ways.banners import Banners
from crawler.reader.ways.beside import Beside
from crawler.reader.ways.called import learn_ways
from crawler.reader.ways.categories import agency_of
from crawler.reader.ways.drawings import Drawings
from crawler.reader.ways.leads import FLOOR, Lead, Leads
from crawler.reader.ways.lone import Lone, met_alone
from crawler.reader.ways.named import Named
from crawler.reader.ways.passed import Passed, stayed_unread
from crawler.reader.ways.rests import rests
from crawler.reader.ways.sampled import learn_makes
from crawler.reader.ways.tastes import on_front_pages, one_of_a_portal, only_tastes, suffices

SECOND_FLOOR = 8.0  # nor one below this once a list was read to its end
OTHER_LIST = 20.0  # what another list promises, so that the forms of its page are followed as well
PATIENCE = 3  # leads in a row that may bring nothing new once something was found
NAMED_PART = 5.0  # what the links of a group promise that are named like parts of a portal, in the content of a page
MAX_DEPTH = 5
MAX_TREES = 3
MAX_BESIDE = 4  # procedures that no list had whose pages are asked for the way to theirs
FIRST_BUDGET = 30  # requests that finding the first list may cost
MAX_WALLS = 4  # ways that a notice about the whole portal may answer before the others are not tried
LAST_BUDGET = 15  # requests after which entries of the menu whose words say nothing are no longer tried


@dataclass
class Explorer:
    """What was found on the way: lists read, and pages that hold procedures themselves."""

    session: Session
    book: RecordBook
    walks: list[Walk] = field(default_factory=list)
    holders: list[View] = field(default_factory=list)
    single: list[View] = field(default_factory=list)  # pages of one procedure: holders too where their siblings hold several
    unopened: int = 0  # ways to more procedures that were left
    watch: Watch = field(default_factory=Watch)
    fruitless: int = 0
    unlisted: list[str] = field(default_factory=list)  # addresses of procedures that pages on the way named and no list had
    troubles: Troubles = field(default_factory=Troubles)
    _barren: list[tuple[float, View]] = field(default_factory=list)  # pages without rows, by what they had promised
    _in_vain: list[Lead] = field(default_factory=list)  # the ways to them
    _leads: Leads = field(default_factory=Leads)
    _floor: float = FLOOR
    _spent: int = 0
    _trees_left: int = 0  # pages like one whose tree brought the lists, and choices of some that were not followed
    _stepped: bool = False  # whether the lists came from choices behind the entries of a menu
    _counts_none: bool = False  # the search for everything said that there is nothing
    _empty_among: int = 0  # entries that seemed to hold several procedures and held none
    _walls: int = 0  # ways in a row that one notice answered
    _open_door: bool = False  # something else answered one
    _named: Named = field(init=False)
    _beside: Beside = field(init=False)
    _drawings: Drawings = field(init=False)
    _lone: Lone = field(default_factory=Lone)
    _passed: Passed = field(default_factory=Passed)
    _banners: Banners = field(default_factory=Banners)
    of_levels: list[tuple[str, Walk]] = field(default_factory=list)  # lists to which the name of a level led, each with it

    def __post_init__(self) -> None:
        self._named = Named(self.book)
        self._beside = Beside(self.session, self.book, self.walks, self._leads.sent)
        self._drawings = Drawings(self.session)

    @property
    def drawn(self) -> list[View]:
        """The pages that only the browser could show."""
        return self._drawings.pages

    async def explore(self, entry: View) -> None:
        """Read every list that the entry leads to. Raises `LimitReached` through; what was found stays."""
        self.watch.taken(entry.url)
        if not entry.is_data and not entry.hollow:
            self._drawings.pressable.append(entry)
        failures = self.session.failures.copy()
        found = await self._read(entry, 0)
        self.troubles.weigh(self.session.failures - failures, math.inf)
        if found and one_of_a_portal(self.session.order, self.walks, self.holders):
            return await self._from_one(entry)
        if found and (self.holders or self._suffices(entry)):
            await self._beside.choose()
            self.unopened = self._beside.shut
            return
        if not entry.is_data:
            self._barren.append((FLOOR, entry))
        await self._open(entry, 0)
        await self._work_off()
        none = not len(self.book) and not self.holders
        if none and not await self._sample_entries(entry) and await self._draw_entry(entry):
            return
        if not self.holders and (not len(self.book) or self._listed_a_taste()):
            await self._open_branches()
        for press in (self._press_menus, self._choose_step_by_step):
            if not self.holders and (not len(self.book) or self._only_a_front_page()):
                await press()
        for floor in (0.0, -math.inf):
            if not len(self.book) and not self.holders:
                self._floor = floor
                self._leads.push_unsaid(unlikely=floor < 0 and not self.session.failures.keys() & SHUT)
                await self._work_off()
                if floor == 0.0 and not len(self.book) and not self.holders:
                    await self._press_menus(unsaid=True)
        await self._read_below_banners()
        self.holders += await halves(self.session, self.single, self.holders, listed=len(self.book) > 0)
        await self._look_for_other_lists()
        self._lone.add_to(self.book, self._leads.among_parts, self.holders)
        pages = [*self.single, *(found.first for found in self.walks[:MAX_TREES])]
        await self._passed.add_to(self.session, self.book, self._leads.among_parts, partial(self._read, depth=MAX_DEPTH), pages)
        await self._look_beside_the_lists()
        await self._beside.choose()
        self.unopened = self._parts_unopened() + self._beside.shut

    def _parts_unopened(self) -> int:
        """How many ways to more procedures were left: parts like those that brought some, or menus that nobody could read."""
        if any(found.total is not None and found.complete and found.seen >= len(self.book) for found in self.walks):
            return 0
        left = len(self._leads.unopened) + self._trees_left + self._passed.silent
        if left or self._stepped or not self._listed_a_taste():
            return left
        shut = sum(self._beside.closed(page.url, self._drawings.shown(page)) for _, page in self._barren)
        if shut or not self._only_a_front_page():
            return shut
        lists = {canonical(found.first.url) for found in self.walks}
        entries = sum(len(menus.unreadable(page.document, names_of(page))) for page in self._drawings.pressable)
        return self._passed.empty_promises(self.book, lists) + entries

    async def _from_one(self, entry: View) -> None:
        """The lists to which the page of one procedure leads; it stays all that was found where it leads to none."""
        alone = self.holders.pop()
        await self._open(entry, 0)
        await self._work_off()
        if not len(self.book) and not self.holders:
            self.holders = [alone]
        elif len(self.book) and (one := only_row(alone, alone.ask.url)):
            self.book.add(one, alone.url)

    async def _read_below_banners(self) -> None:
        """Parts that seemed to be nothing but a notice, where pages with lists carry it, too."""
        for lead, view in self._banners.lifted((found.first for found in self.walks), self._leads.among_parts):
            self._leads.unread(lead, after_all=True)
            await self._take(lead, view, self.session.failures.copy())
        await self._work_off()

    async def _look_for_other_lists(self) -> None:
        """Follow what else is called a list, until some bring nothing: tiers of a portal, or its systems, may have a list each."""
        in_vain = 0
        for lead in self._leads.other_lists({canonical(found.first.url) for found in self.walks}) if len(self.book) or self.holders else ():
            before = len(self.book) + len(self.holders)
            self.fruitless = 1
            self._leads.push(lead.ask, OTHER_LIST, lead.depth).another = True
            await self._work_off()
            in_vain = 0 if len(self.book) + len(self.holders) > before else in_vain + 1
            if in_vain >= PATIENCE:
                return

    async def _look_beside_the_lists(self) -> None:
        """Follow procedures that no list had: their own pages often say in which list they stand."""
        tried = self._named.tried
        while (left := [address for address in self._named.unlisted() if address not in tried]) and len(tried) < MAX_BESIDE:
            tried.add(left[0])
            self.fruitless = 0
            self._leads.push(Ask(left[0]), SECOND_FLOOR, 1)
            await self._work_off()
        self.unlisted = self._named.unlisted() if len(self.book) or self.holders else met_alone(self.single)

    async def _open(self, fetched: View, depth: int, group: str = "", score: float = 0.0, *, another: bool = False) -> int:
        """Note the ways that a page offers, its forms too where at most a few were listed; how many of them look like categories."""
        view = self._drawings.shown(fetched)
        await learn_ways(self.session, view)
        search = not view.reading.rows and (not len(self.book) or bool(self._named.unlisted()))
        return self._leads.open(view, depth, group, score, search=search or another or self._listed_a_taste(), fetched=fetched)

    async def _work_off(self) -> None:
        while self._leads and not self._satisfied():
            lead = self._leads.take()
            if lead is not None and (lead.form or self.watch.admits(lead.ask.url, self._patience(lead))):
                await self._follow(lead)

    def _patience(self, lead: Lead) -> float:
        """How much more patience than usual a way deserves: empty parts say little of others, nothing of those whose like brought lists."""
        # What else has such an address, as every article of a site does, says nothing of a procedure that no list had.
        if self._leads.credited(lead.group) or lead.ask.url in self._named.tried:
            return math.inf
        return PATIENCE if lead.group and lead.score >= NAMED_PART else 1

    async def _draw_entry(self, entry: View) -> bool:
        """The page that was given as its script leaves it, where nothing that HTTP shows led anywhere; whether that is what was meant."""
        drawn = await self._drawings.draw(entry, alone=False) if self._drawings.may_show_more(entry) else None
        if drawn is None:
            return False
        if await self._read(drawn, 0) and self._suffices(drawn):
            return True
        await self._open(entry, 0)
        await self._work_off()
        return False

    async def _sample_entries(self, entry: View) -> bool:
        """Lists that nothing on their page tells, by what is behind a few of their entries: the pages that were passed are read again."""
        if await learn_makes(self.session, self._barren):
            again, self._in_vain, self._barren = self._in_vain, [], [(FLOOR, entry)]
            await self._read(await self.session.ask(entry.ask, quiet=True) or entry, 0)
            for lead in sorted(again):
                await self._follow(lead)
            self.fruitless = 0
            await self._work_off()
        return len(self.book) > 0

    async def _open_branches(self) -> None:
        """Trees whose branches only a script fetches, on the pages that were tried for a list; the most promising first."""
        before, presses = len(self.book), not len(self.book) or self._only_a_front_page()
        for _, page in sorted(self._barren, key=lambda pair: -pair[0])[:MAX_TREES]:
            shown = self._drawings.shown(page)
            tree = await branches.opened(self.session, shown)
            if presses and not (tree and tree.view) and is_scripted(page):
                await self._beside.press(shown)
                tree = (await branches.pressed(self.session, shown) or tree) if len(self.book) == before else None
            if tree and tree.view and believable(tree.view):
                self.walks.append(await walk(self.session, self.book, tree.view))
            elif tree and tree.view:
                self.fruitless = 0
                self._leads.open(tree.view, 1, search=False, fetched=page)
                await self._work_off()
            elif tree and len(self.book) == before:
                async for words, listed in leaves.shown(self.session, shown, tree.leaves):
                    await self._beside.take(listed, words)
            if len(self.book) > before:
                self._beside.opened.add(canonical(page.url))
                others = sum(branches.alike(page, other) for _, other in self._barren if other is not page)
                self._trees_left = (tree.left if tree else 0) + others
                return

    async def _press_menus(self, *, unsaid: bool = False) -> None:
        """Menu entries whose way only a script knows: an address to follow, or a list that appears. `unsaid`: those that promise little."""
        before = len(self.book)
        for page in self._drawings.pressable:
            ways, lists = await menus.pressed(self.session, page, unsaid=unsaid)
            self._leads.push_alike(f"pressed {canonical(page.url)}", ways, 1)
            await self._work_off()
            self.walks += [await walk(self.session, self.book, view) for view in lists if believable(view)]
            if ways or len(self.book) > before:
                break

    async def _choose_step_by_step(self) -> None:
        """Lists that show when several choices were made, on pages with menus that only a script knows and on those tried for a list."""
        before, barren = len(self.book), [page for _, page in sorted(self._barren, key=lambda pair: -pair[0])]
        self._trees_left += await self._beside.choose_step_by_step(self._drawings.scripted(barren)[:MAX_TREES])
        self._stepped = len(self.book) > before

    def _suffices(self, entry: View) -> bool:
        """Whether the list that was given is what was meant."""
        shut = self._listed_a_taste() and not entry.is_data and self._beside.closed(entry.url, self._drawings.shown(entry))
        if self._named.unlisted() or shut:
            return False
        return suffices(entry, self.walks[-1])

    def _satisfied(self) -> bool:
        limit = self.session.order.max_procedures
        found = len(self.book) + sum(len(view.reading.procedures) for view in self.holders)
        best = self._leads.best
        if (limit is not None and len(self.book) >= limit) or (not found and self._walls >= MAX_WALLS and not self._open_door):
            return True
        if not found:
            return best < self._floor or self._spent >= (FIRST_BUDGET if best >= FLOOR else LAST_BUDGET)
        if self._spent >= FIRST_BUDGET + found * 0.6:
            return True
        if any(w.lacks(self.walks) for w in self.walks) or only_tastes(self.walks) or self._only_of_levels() or self._named.unlisted():
            return best < FLOOR or self.fruitless >= 2 * PATIENCE
        return best < SECOND_FLOOR or self.fruitless >= PATIENCE

    def _only_of_levels(self) -> bool:
        """Whether each list was one of some level: menus name the levels of which a portal is proud, the other services stand elsewhere."""
        return not self.holders and 0 < len(self.of_levels) == len(self.walks)

    def _listed_a_taste(self) -> bool:
        """Whether lists were read, and all of them were only a taste."""
        return bool(self.walks) and not self.holders and only_tastes(self.walks)

    def _only_a_front_page(self) -> bool:
        """Whether all that was listed stood on a front page as a taste of more."""
        return self._listed_a_taste() and on_front_pages(self.walks)

    async def _follow(self, lead: Lead) -> None:
        self.watch.taken(lead.ask.url)
        self._spent += 1
        failures = self.session.failures.copy()
        view = arrived(await self.session.ask(lead.ask, quiet=bool(self.walks) or lead.score < 0))
        if view is not None and not self._open_door:
            self._walls, self._open_door = (self._walls + 1, False) if is_wall(view) else (self._walls, True)
        if view is not None:
            self._banners.keep(lead, view)
        await self._take(lead, view, failures)

    async def _take(self, lead: Lead, view: View | None, failures: Counter[Outcome]) -> None:
        """Read what answered a way, and hold what it brought for or against its like. `failures`: of the run before it was asked for."""
        before, lists, found = len(self.book) + len(self.holders), len(self.walks), False
        if view is not None and view.readable:
            self.troubles.answered = max(self.troubles.answered, lead.score)
            named = not lead.level and (lead.listed or lead.another or bool(lead.group) or self._leads.credited(lead.within))
            found = await self._read(view, lead.depth + 1, lead.score, lead.words, lead.another, named)
        self.of_levels += [(lead.level, one) for one in self.walks[lists:] if lead.level]
        self.troubles.weigh(self.session.failures - failures, lead.score)
        if view is not None and not found and view.readable and (lead.group or self._leads.credited(lead.within)):
            found = await take_alike(self.session, view, self.book, partial(self._read, depth=lead.depth + 1))
        gained = len(self.book) + len(self.holders) > before
        if gained and found:
            self._leads.promote(lead.ask.url)
        self._leads.judge(lead, gained, bool(found))
        shut = lead.ask.url in self.session.closed and self._leads.among_named(lead)
        if shut if view is None else stayed_unread(lead, view, self._drawings.shown(view), bool(found)):
            self._leads.unread(lead)
        if lead.form and view is not None and not view.rows and view.reading.total == 0:
            self._counts_none |= not lead.group
            self._leads.doubt(lead, self._counts_none)
        self.fruitless = 0 if gained else self.fruitless + bool(self.walks and not lead.group)
        parts = int(view is not None and not found and self._lone.note(lead, view))
        if view is not None and view.readable and lead.depth < MAX_DEPTH and (not found or self._listed_a_taste()):
            parts += await self._open(view, lead.depth + 1, lead.group or lead.within, lead.score, another=lead.another)
        if view is not None and not found and view.readable and not view.is_data:
            self._barren.append((lead.score, view))
            self._in_vain.append(lead)
            self._passed.promised(lead, view)
            self._passed.note(lead, view, 0 if parts else self._leads.counted(lead))
        # A page of categories has brought something; a tree of nothing but categories is cut off by the budget.
        self.watch.result(lead.ask.url, gained or bool(found) or parts > 0)

    def said_at_the_door(self, entry: View | None) -> Iterator[tuple[Outcome, str]]:
        """What the entry says of the whole portal, drawn or not, where nothing else was found."""
        return iter(()) if entry is None or entry.is_data else said_at_the_door(entry, self._drawings.shown(entry))

    async def _read(self, view: View, depth: int, score: float = 0.0, words: str = "", another: bool = False, named: bool = False) -> bool:
        """Take what a page holds; whether it was a list or held procedures. `named`: what led there calls it a list, or a part of one."""
        least = SECOND_FLOOR if len(self.book) else FLOOR * bool(depth)
        if (
            view.hollow
            or ((another or not len(self.book) or self._listed_a_taste()) and self._drawings.worth(view, score))
            or (score >= least and await vacant.waits(self.session, view, self.drawn))
        ):
            view = await self._drawings.draw(view, alone=depth == 0 and not is_root(view.ask.url)) or view
        self._named.note(view)
        if view.reading.kind is PageKind.PROCEDURE and view.reading.procedures:
            if describes_many(view) and (
                len(self.book) or moves(view.document, 1) or grows(view) or (view.reading.total or 0) > len(view.rows)
            ):
                self.walks.append(await walk(self.session, self.book, view))
                self._leads.open_alike(view, depth)
                return True
            if len(view.reading.procedures) > 1 or depth == 0:
                if not any(says_the_same(view, other) for other in self.holders):
                    self.holders.append(view)
                    self._leads.open_alike(view, depth)
                return True
            self.single.append(view)
            return False
        if believable(view, catalogue=named):
            agency = agency_of(words, view.document.headings) if words and not view.is_data else ""
            self.walks.append(await walk(self.session, self.book, view, agency))
            await self._read_several(self.walks[-1], depth)
            await self._beside.open_from(view)
            self._leads.open_tiers(view, depth)
            self._leads.open_lists(view)
            if not self.walks[-1].mechanic:
                self._leads.push_alike(f"rest {canonical(view.url)}", [(ask, OTHER_LIST) for ask in rests(view)], depth)
            return True
        return False

    async def _read_several(self, found: Walk, depth: int) -> None:
        """Entries of a list that seem to hold several procedures each; left alone once a few held none."""
        async for address, view in opened(self.session, self.watch, found.several if depth < MAX_DEPTH else ()):
            row = only_row(view, address)
            self._empty_among += not (await self._read(view, depth + 1) or (row and self.book.add(row, found.first.url)))
            if self._empty_among >= PATIENCE:
                return
