"""Lists that show only when several choices were made one after the other: a tier, then an agency, then a field, in whatever controls.

The choices are pressed in the browser until a list shows, on two ways that differ as early as possible. What both asked for tells what all
other choices would; where it does not, they are pressed one after the other.
"""

from __future__ import annotations

from collections.abc import AsyncGenerator, Iterator, Sequence
from dataclasses import dataclass, field, replace

from classifier.model import Page, PageKind
from classifier.reading import read_page
from crawler.fetching import Ask, Click, Effect, Exchange, Followed
from crawler.reader.asking.scripts import lists_in
from crawler.reader.asking.session import Session
from crawler.reader.asking.tokens import TO_THE_PAGE_ALONE
from crawler.reader.choosing.choosers import in_record, list_of, names_of
from crawler.reader.choosing.step_choices import Choice, Group, askers, groups, make_of, uncounted, unnamed
from crawler.reader.choosing.step_requests import Question, Values, answered, carried_by, learned, records_in, told_by, values_of
from crawler.reader.page.document import Document
from crawler.reader.page.view import View, believable
from crawler.reader.ways import menus
from crawler.reader.ways.categories import named_agency

MOST_ASKED = 600  # lists of one page
MOST_PRESSED = 80  # choices that are pressed, where two ways told no question
MOST_TRIED = 24  # those pressed to find one way
DEEPEST = 5  # choices one after the other
FIRST = 3  # choices of a step that are tried
_MENUS = 2  # entries of a page that are pressed
_GROUPS = 2  # groups of choices that are tried, of one page


@dataclass(frozen=True, slots=True)
class Step:
    """A choice that was made, those beside it, and what had been asked for to show them."""

    choice: Choice
    beside: Group
    behind: tuple[Exchange, ...]

    @property
    def values(self) -> Values:
        return values_of(self.choice, self.behind)[0]


@dataclass(frozen=True, slots=True)
class Way:
    """What was pressed until a list showed, and the request that brought the list."""

    opened: tuple[Click, ...]
    steps: tuple[Step, ...]
    view: View
    exchange: Exchange | None

    @property
    def words(self) -> str:
        return _words([step.choice.words for step in self.steps])


@dataclass(frozen=True, slots=True)
class _Place:
    """A page somewhere on a way: what was pressed, and the choices that showed with it."""

    opened: tuple[Click, ...]  # what had to be pressed before there was anything to choose
    steps: tuple[Step, ...]
    offered: tuple[Group, ...]
    behind: tuple[Exchange, ...]
    askers: tuple[Click, ...] = ()

    @property
    def pressed(self) -> tuple[Click, ...]:
        return (*self.opened, *(step.choice.click for step in self.steps))


@dataclass
class Steps:
    """The lists behind the choices of one page. `left`: choices that nobody followed, though others like them brought lists."""

    session: Session
    page: View
    left: int = 0
    _tries: int = 0
    _met: set[tuple[str, ...]] = field(default_factory=set)  # ways that were pressed to their end
    _given: list[Ask] = field(default_factory=list)  # what was asked for lists
    _makes: tuple[tuple[str, str], ...] = ()  # of the choices on a way that brought a list
    _refused: bool = False  # whether a question was answered to nobody but the page
    _carried: tuple[Exchange, ...] = ()  # the data that the page carries, as if it had asked for them

    def __post_init__(self) -> None:
        self._carried = carried_by(self.page)

    async def shown(self) -> AsyncGenerator[tuple[str, View]]:
        """The words of the choices, and the list that they bring."""
        for start in await self._starts():
            self._tries = 0
            one = await self._first(start, ())
            if one is None:
                continue
            yield one.words, one.view
            self._tries = 0
            other = await self._first(start, [step.choice.words for step in one.steps])
            if other is not None:
                yield other.words, other.view
            self.left, questions = 0, _questions(one, other) if other is not None else None
            if questions is not None:
                async for words, listed in self._asked(one, questions, (), ()):
                    yield words, listed
            if questions is None or self._refused:
                self._tries = self.left = 0
                async for words, listed in self._pressed(start, one):
                    yield words, listed
            return

    async def _starts(self) -> list[_Place]:
        """Where one begins to choose: behind an entry of the menu that leads nowhere, or on the page as it stands."""
        if not self.session.may_render:
            return []
        places = []
        document = self.page.document
        names = names_of(self.page)
        standing = [group for group in groups(document) if not _are_records(group, document, names)][:_GROUPS]
        for _, click in menus.unreadable(document, names)[:_MENUS]:
            for way in await self.session.follow(self.page.ask.url, [click]):
                offered = _offered(way)
                if offered:
                    places.append(_Place((click,), (), offered, way.exchanges))
        return [*places, *([_Place((), (), tuple(standing), self.page.exchanges)] if standing else [])]

    async def _first(self, place: _Place, avoid: Sequence[str]) -> Way | None:
        """The first way to a list from a place. `avoid`: choices of the way that is known, which come last."""
        for group in place.offered:
            for choice in sorted(group, key=lambda choice: choice.words in avoid)[:FIRST]:
                if self._tries >= MOST_TRIED:
                    return None
                found = await self._press(place, choice, group)
                if isinstance(found, Way):
                    return found
                way = await self._first(found, avoid) if found is not None else None
                if way is not None:
                    return way
        return None

    async def _press(self, place: _Place, choice: Choice, group: Group) -> Way | _Place | None:
        """What a choice brings: a list, or a place with further choices; None for neither."""
        step = Step(choice, group, (*place.behind, *self._carried))
        told = await self._follow(replace(choice.click, after=place.pressed))
        for followed in told:
            makes = frozenset(self._makes[len(place.steps) + 1 :])
            next_place = _Place(place.opened, (*place.steps, step), _offered(followed, makes), followed.exchanges)
            way = self._listed(next_place, followed)
            if way is not None:
                return way
            if next_place.offered and len(next_place.steps) < DEEPEST:
                return next_place
            # Boxes and circles are read by a button that stands beside them.
            for click in _askers(followed) if choice.value else ():
                for asked in await self._follow(replace(click, after=next_place.pressed)):
                    way = self._listed(next_place, asked)
                    if way is not None:
                        return way
                    told = (*told, asked)
        # Nothing to see where nothing was kept back is an empty part of the portal, unless something showed that others chose from.
        ended = len(place.steps) + 1 < len(self._makes) and any(map(_unnamed, told))
        self.left += not told or ended or any(followed.withheld or followed.effect is Effect.MISSING for followed in told)
        return None

    async def _follow(self, click: Click) -> tuple[Followed, ...]:
        self._tries += 1
        return await self.session.follow(self.page.ask.url, [click])

    def _listed(self, place: _Place, followed: Followed) -> Way | None:
        listed = list_of(self.session, followed, self.page)
        if listed is None or not believable(listed):
            return None
        behind = (e for e in followed.exchanges if any(_same(v, listed) for v in lists_in(self.session, (e,), listed.ask.referer or "")))
        self._met.add(tuple(uncounted(step.choice.words) for step in place.steps))
        self._makes = tuple(make_of((step.choice,)) for step in place.steps)
        return Way(place.opened, place.steps, listed, next(behind, None))

    # -- all others -----------------------------------------------------------------------------------------------------

    async def _asked(
        self, model: Way, questions: Sequence[Question | None], chosen: tuple[Values, ...], said: tuple[str, ...]
    ) -> AsyncGenerator[tuple[str, View]]:
        """The lists of all choices that follow those that are made, asked for as the page asked, until the portal refuses one."""
        if self._refused:
            return
        question = questions[len(chosen)]
        view = await self._answer(question, chosen, model) if question is not None else None
        if question is not None and view is None:
            self.left += 1
        elif len(chosen) == len(model.steps):
            new = view is not None and view.ask not in self._given  # a choice that no question tells has the same lists behind it
            if view is not None and new and view.reading.rows and tuple(map(uncounted, said)) not in self._met:
                self._given.append(view.ask)
                yield _words(said), replace(view, opened=_path(model, said))
        else:
            for words, values in _choices(model.steps[len(chosen)], view, _read_at(len(chosen), questions)):
                async for found in self._asked(model, questions, (*chosen, values), (*said, words)):
                    yield found

    async def _answer(self, question: Question, chosen: tuple[Values, ...], model: Way) -> View | None:
        """What the portal answers to a question about these choices; None where that is nothing to read, or was asked too often."""
        ask = question.ask(chosen, model.view.ask.referer or self.page.url)
        self._tries += 1
        view = await self.session.ask(ask, quiet=True) if ask is not None and self._tries <= MOST_ASKED else None
        self._refused |= view is not None and view.page.status in TO_THE_PAGE_ALONE
        return view if view is not None and view.readable and not self._refused else None

    async def _pressed(self, place: _Place, model: Way) -> AsyncGenerator[tuple[str, View]]:
        """The lists of all choices like those of a way that is known, each pressed where it stands."""
        made = model.steps[len(place.steps)].choice if len(place.steps) < len(model.steps) else None
        for group in sorted(place.offered, key=lambda group: made is None or make_of(group) != make_of((made,)))[:1]:
            for choice in group:
                if (*(uncounted(step.choice.words) for step in place.steps), uncounted(choice.words)) in self._met:
                    continue
                if self._tries >= MOST_PRESSED:
                    self.left += 1
                    continue
                found = await self._press(place, choice, group)
                if isinstance(found, Way):
                    yield found.words, found.view
                elif found is not None:
                    async for words, listed in self._pressed(found, model):
                        yield words, listed


def _choices(step: Step, view: View | None, wanted: set[str]) -> list[tuple[str, Values]]:
    """The words and values of what there is to choose from: by the answer of its question, else as it was on the way that was pressed."""
    values, name, told = values_of(step.choice, step.behind)
    if view is None and told is not None and not told.method:  # whatever is chosen before, the page has them all
        alike = [record for record in records_in(told) if record.get(name) and record.keys() == values.keys()]
        return [(record[name], record) for place, record in enumerate(alike) if record not in alike[:place]]
    if view is None:
        return [(choice.words, values_of(choice, step.behind)[0]) for choice in step.beside]
    return [(record[name], record) for record in answered(view) if record.get(name) and wanted <= record.keys()]


def _path(model: Way, said: Sequence[str]) -> tuple[Click, ...]:
    """What would be pressed on the page for choices that were asked for: what shows their words, where the model's choices stand."""
    chosen = zip(model.steps, said, strict=True)
    return (*model.opened, *(replace(step.choice.click, words=words) for step, words in chosen))


def _read_at(step: int, questions: Sequence[Question | None]) -> set[str]:
    """The names of the values of a step's choices that go into the questions."""
    return {hole.name for question in questions if question is not None for hole in question.holes if hole.step == step}


def _questions(one: Way, other: Way) -> list[Question | None] | None:
    """For each step what asks for its choices, and at the end what asks for the list; None where something was asked that nobody can tell.

    A step without a question of its own has the same choices on every way.
    """
    if len(one.steps) != len(other.steps) or one.exchange is None or other.exchange is None:
        return None
    first, second = [step.values for step in one.steps], [step.values for step in other.steps]
    found: list[Question | None] = []
    for at, (step, twin) in enumerate(zip(one.steps, other.steps, strict=True)):
        asked, its = values_of(step.choice, step.behind)[2], values_of(twin.choice, twin.behind)[2]
        if asked is None or its is None:
            if [c.words for c in step.beside] != [c.words for c in twin.beside]:
                return None
            found.append(None)
            continue
        question = learned(asked, its, first[:at], second[:at])
        if question is None:
            return None
        found.append(question if question.holes else None)
    last = learned(one.exchange, other.exchange, first, second)
    if last is None or not last.holes:
        return None
    # What only boxes say of their choices, no answer tells.
    boxed = any(question is not None and "" in _read_at(at, [*found, last]) for at, question in enumerate(found))
    return None if boxed else [*found, last]


def _offered(way: Followed, makes: frozenset[tuple[str, str]] = frozenset()) -> tuple[Group, ...]:
    """What there is to choose from since something was pressed. `makes`: of such choices on another way."""
    if not way.html or read_page(Page("", way.html)).kind is PageKind.PROCEDURE:
        return ()  # what was chosen is a procedure, or one that another recommends
    before = Document(Page("", way.before)) if way.before else None
    return tuple(groups(Document(Page("", way.html)), before, told_by(way.exchanges), makes)[:_GROUPS])


def _are_records(group: Group, document: Document, names: frozenset[str]) -> bool:
    """Whether choices are parts of the records that a page shows, whose names may be called like parts of a list."""
    nodes = [document.tree.css(choice.click.selector)[choice.click.index] for choice in group if choice.click.selector != "option"]
    return 2 * sum(in_record(node, names) for node in nodes) > len(group)


def _unnamed(way: Followed) -> bool:
    """Whether there is something new to choose from, called like nothing that is known."""
    return bool(way.html and way.before) and unnamed(Document(Page("", way.html)), Document(Page("", way.before)))


def _askers(way: Followed) -> Iterator[Click]:
    yield from askers(Document(Page("", way.html)))[:_GROUPS] if way.html else ()


def _same(one: View, other: View) -> bool:
    return one.url == other.url and one.reading.rows == other.reading.rows


def _words(words: Sequence[str]) -> str:
    """Of the choices that led to a list the one that names an agency, else the last."""
    return next((said for said in reversed(words) if named_agency(said)), words[-1] if words else "")
