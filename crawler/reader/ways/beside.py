"""The other lists that the page of one list can show: under its tabs, by what its form sends, behind its buttons, by
another choice of a box; and those that a page shows only when several choices are made.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Hashable, Sequence
from contextlib import aclosing
from dataclasses import dataclass, field, replace

from crawler.fetching import Ask
from crawler.reader.asking.own_code import own_code, own_files
from crawler.reader.asking.session import Session
from crawler.reader.choosing import choosers, cuts, picked
from crawler.reader.identity import RecordBook
from crawler.reader.page.addresses import canonical, template_of
from crawler.reader.page.postback import question_of
from crawler.reader.page.view import View, believable, is_scripted
from crawler.reader.paging.state import Walk
from crawler.reader.paging.walk import walk
from crawler.reader.trees import branches
from crawler.reader.ways.categories import named_agency
from crawler.reader.ways.steps import Steps

_PAGES = 3  # whose tabs are opened
_LOOKED_AT = 30  # lists whose boxes are compared
_KINDS = 6  # kinds of lists whose boxes are chosen from
_IDLE = 2  # of those with the same boxes that may bring nothing
_PATIENCE = 3  # choices in a row that may bring nothing new, as long as none did


@dataclass
class Beside:
    """Reads what stands beside a list; its walks join those of the caller."""

    session: Session
    book: RecordBook
    walks: list[Walk]
    sent: set[Hashable] = field(default_factory=set)  # what was asked for by forms
    _tabbed: int = 0  # pages whose tabs were opened
    opened: set[str] = field(default_factory=set)  # pages whose tabs or buttons brought lists
    shut: int = 0  # boxes that hide a part of a list and do not tell how the rest is asked for
    _chosen: dict[str, int] = field(default_factory=dict)  # kinds of lists whose boxes were looked at, and the patience left with them
    _code: dict[str, str] = field(default_factory=dict)  # by kind of list: code of files of the page, where its boxes needed it
    _idle: Counter[frozenset[str]] = field(
        default_factory=Counter
    )  # by the names of their boxes: kinds of lists whose choices brought nothing
    _barred: set[tuple[str, str]] = field(default_factory=set)  # boxes each choice of which met a bar, each with its kind of list
    _opened: set[tuple[str, str]] = field(default_factory=set)  # boxes whose choices nothing barred, each with its kind of list

    async def take(self, listed: View, words: str) -> bool:
        """Read what something called by these words led to, where it can be a list; whether it can."""
        if believable(listed):
            self.walks.append(await walk(self.session, self.book, listed, named_agency(words)))
            return True
        return False

    def closed(self, url: str, shown: View) -> int:
        """How many parts a page names that a script alone opens, where none of them was opened. `shown`: the page as it was drawn."""
        return 0 if shown.is_data or canonical(url) in self.opened else branches.shut(shown.document)

    async def open_from(self, view: View) -> None:
        """The lists under the other tabs of a page that shows the first one's, as the portal sent it or from data."""
        page = view.shown if view.is_data else view
        if page is None or self._tabbed >= _PAGES:
            return
        view = page
        before = len(self.walks)
        async for words, listed in branches.beside(self.session, view):
            await self.take(listed, words)
        await self._send(view)
        if len(self.walks) == before and is_scripted(view):
            await self.press(view)
        self._tabbed += len(self.walks) > before
        self.opened |= {canonical(view.url)} if len(self.walks) > before else set()

    async def _send(self, view: View) -> None:
        """The lists behind tabs that send the page's form, as long as they show more than what is known."""
        fruitless = 0
        for words, ask in choosers.sent(view.document):
            if (question := question_of(ask)) in self.sent:
                continue  # a tree stands beside each of its lists
            self.sent.add(question)
            before = len(self.book)
            listed = await self.session.ask(ask, quiet=True)
            if listed is not None and listed.readable:
                await self.take(listed, words)
            fruitless = 0 if len(self.book) > before else fruitless + 1
            if fruitless >= _PATIENCE:
                return

    async def press(self, view: View) -> None:
        """The lists that buttons on a page show, which name parts of a list; where they show none, those that a box waits to be told of."""
        before, tried, barred = len(self.book), 0, False
        async with aclosing(choosers.shown(self.session, view)) as made:
            async for pick in made:
                barred |= pick.barred
                tried += pick.listed is not None and await self.take(pick.listed, pick.words)
                if tried >= choosers.FIRST and len(self.book) == before:
                    return  # they only show parts of what the list showed already
        if view.rows and not tried and (barred or (not self.session.may_render and choosers.offered(view))):
            self._barred.add((template_of(view.url), "buttons"))
        if len(self.book) == before and not view.rows:
            for cut in cuts.unchosen(view):
                await self._pick(view, picked.of_box(cut, view.document), again=False)

    async def choose_step_by_step(self, pages: Sequence[View]) -> int:
        """The lists of the first of some pages that shows any when several choices are made; how many of its lists stayed unread
        or unfinished."""
        before, fruitless, unfinished = len(self.book), 0, 0
        for page in pages:
            steps = Steps(self.session, page)
            async with aclosing(steps.shown()) as lists:
                async for words, listed in lists:
                    known = len(self.book)
                    if await self.take(listed, words) and self.walks[-1].left:
                        unfinished += 1  # no other list has the rest of this one, however long it is
                    fruitless = 0 if len(self.book) > known else fruitless + 1
                    if fruitless > _PATIENCE:
                        break  # whatever is chosen, the list is the same
            if len(self.book) > before:
                return steps.left + unfinished
        return 0

    async def choose(self) -> None:
        """The lists of the other choices of boxes over the lists that were read: of other years, other agencies, of services that are not
        online. What such a box hid over one list it hides over the others of its kind, where it cannot be asked for everything at once.
        """
        plain: Counter[str] = Counter()  # by kind: lists without boxes
        for found in tuple(self.walks):
            page = _page_of(found)
            mark = template_of(page.url) if page is not None else ""
            if page is None or plain[mark] >= _PATIENCE or not self._chosen.get(mark, len(self._chosen) < _KINDS):
                continue
            rows = [*picked.circles(page.document)]
            boxes = cuts.divided(page) | {row.called for row in rows}
            if not boxes or self._idle[boxes] >= _IDLE:
                plain[mark] += not boxes
                continue
            before = len(self.book)
            counted = not found.first.is_data and await self._choose_over(page, found)
            for cut in cuts.untold(page):
                again = not found.mechanic and cut.whole is None
                await self._pick(page, picked.of_box(cut, page.document), again=again)
            for row in rows if is_scripted(page) else ():
                if (mark, row.called) not in self._opened:
                    await self._pick(page, row, again=not found.mechanic)
            left, gained = self._chosen.get(mark), len(self.book) > before
            self._idle[boxes] += not gained
            self._chosen[mark] = 0 if counted or (left is None and not gained) else _PATIENCE if gained else (left or 1) - 1
        self._count_shut()

    async def _choose_over(self, page: View, found: Walk) -> bool:
        """Ask for what the boxes over a list tell how to ask for; whether everything was asked for at once."""
        if any(cut.names_parts for cut in cuts.untold(page)) and own_files(page):
            self._code[template_of(page.url)] = code = await own_code(self.session, page)
            page.document.learn(code)
        whole = cuts.everything(page)
        counted = whole is not None and await self._all_of([(whole, "")], page)
        for members in cuts.others(page, counted=counted):
            await self._all_of(members, page, found)
        for name, members in cuts.circled(page):
            if await self._all_of(members, page):
                self._opened.add((template_of(page.url), name))
        return counted

    async def _pick(self, page: View, parts: picked.Parts, *, again: bool) -> None:
        """Make the choices of which a script alone knows what they ask for, as long as they show more than what is known.

        `again`: what is chosen already comes last: where the others go on over several pages, what asks for them goes on with it, too.
        """
        before, first = len(self.book), len(self.walks)
        async with aclosing(picked.picks(self.session, page, parts, again=again)) as made:
            tried, barred = 0, False
            async for pick in made:
                tried, barred = tried + 1, barred or pick.barred
                if pick.listed is not None or not barred:
                    self._opened.add((template_of(page.url), parts.called))
                more = tried > len(parts.wanted) and any(one.mechanic for one in self.walks[first:])
                if pick.listed is not None and (more or self._is_new(pick.listed)):
                    await self.take(pick.listed, pick.words)
                if (tried >= picked.AT_ONCE and len(self.book) == before) or self._enough():
                    break
        if barred and (template_of(page.url), parts.called) not in self._opened:
            self._barred.add((template_of(page.url), parts.called))

    def _is_new(self, listed: View, agency: str = "") -> bool:
        """Whether a list has procedures that are not known. `agency`: that of the rows that tell none."""
        return any(self.book.find(replace(row, agency=row.agency or agency or None), listed.url) is None for row in listed.rows)

    async def _tell_apart(self, listed: View, agency: str, page: View, found: Walk) -> None:
        """Give the rows of a list the agency that the box over it has chosen, where those of another agency's list bear the same names and
        nothing else tells them apart. The box must hold for the page as it came: asked for once more, its choice brings the same rows.
        """
        known = {id(record) for record in found.members if not (record.row.agency or record.row.url)}
        alike = any(not (row.agency or row.url or row.key) and id(self.book.find(row, listed.url)) in known for row in listed.rows)
        own = cuts.shown_agency(page) if agency and alike else None
        if own is None or own[0] == agency:
            return
        again = await self.session.ask(own[1], quiet=True)
        if again is not None and again.readable and [row.name for row in again.rows] == [row.name for row in page.rows]:
            found.belong_to(own[0])

    def _enough(self) -> bool:
        limit = self.session.order.max_procedures
        return limit is not None and len(self.book) >= limit

    def _count_shut(self) -> None:
        """Count the boxes that hide a part of a list for good; one with another choice over another list says what that is a list of."""
        shown: dict[tuple[str, str], set[str]] = {}
        for page in [page for found in self.walks if (page := _page_of(found)) is not None][:_LOOKED_AT]:
            mark = template_of(page.url)
            page.document.learn(self._code.get(mark, ""))
            rows = {row.called: row.words[row.now] for row in picked.circles(page.document) if picked.may_be_told(row, page.document)}
            for box, now in (cuts.shut(page) | rows).items():
                shown.setdefault((mark, box), set()).add(now)
        kept = {box for box, nows in shown.items() if len(nows) == 1} | (self._barred - shown.keys())
        self.shut = len(kept - self._opened)

    async def _all_of(self, members: list[tuple[Ask, str]], view: View, found: Walk | None = None) -> bool:
        """Ask for each choice; leave them when the first ones bring nothing, or the same list again. One without procedures is no end.

        Whether any of them brought a list. `found`: the list over which the choices stand, where a box of agencies may tell whose it is.
        """
        before, shown, listed_any = len(self.book), {row.name for row in view.rows}, False
        for tried, (ask, words) in enumerate(members):
            gained = len(self.book) > before
            if (tried >= _PATIENCE and not gained) or self._enough():
                break
            listed = await self.session.ask(ask, quiet=not gained)
            if listed is None or not listed.readable or not believable(listed):
                continue
            listed_any = True
            if {row.name for row in listed.rows} == shown:
                break
            agency = named_agency(words)
            if found is not None:
                await self._tell_apart(listed, agency, view, found)
            if self._is_new(listed, agency):
                await self.take(listed, words)
        return listed_any


def _page_of(found: Walk) -> View | None:
    """The page that shows a list: of data the one that was drawn with them; None where nobody saw it."""
    return found.first.shown if found.first.is_data else found.first
