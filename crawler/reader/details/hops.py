"""What stands behind submit controls: one GET per address; fewer where they lead to gates and the portal is large."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Hashable, Sequence
from dataclasses import dataclass, field, replace
from typing import TypeVar
from urllib.parse import urlsplit

from classifier.behind.application import read_application
from classifier.behind.casechoice import lowest
from classifier.behind.formsteps import with_step
from classifier.model import ApplicationReading, Behind, Control, ControlKind, FieldKey, Outcome, ProcedureReading, Row
from classifier.page.addresses import is_route
from crawler.fetching import Ask, Purpose, place_of
from crawler.memory import MemoKind, digest_of_record
from crawler.reader.asking.session import TABS, LimitReached, Session
from crawler.reader.page.addresses import canonical, host_of, is_root, kind_of, same_site
from crawler.reader.page.view import View, is_scripted
from crawler.reader.page.words import fold
from crawler.sink import Memo

T = TypeVar("T")
QUESTIONS = 2  # pages behind one another that ask which case one has
STEPS = 3  # pages of one form that are asked for after its first
MANNERS = 3  # ways of applying that divide a kind of control into kinds of their own; more of them are prose
MOST = 2.4  # requests per procedure that following every gate by itself may bring a run to
FEW = 100  # requests that a small portal may be asked in any case
WHOLE = 300  # gates of one kind that are followed one by one; of more, and of drawn ones beyond DRAWN, a part spread over all
DRAWN = 40
PART = 30
IN_VAIN = 2  # pages of a kind that are drawn in vain; the others are what HTTP shows
# A gate looks the same for every procedure behind it; what a form asks for, or whether anything answers at all, does not.
EXTENDED = frozenset({Behind.GATE, Behind.EMAIL})
# What a control that goes on may lead to; anything else says no more than the page before it.
REACHED = frozenset({Behind.E_FORM, Behind.UPLOAD, Behind.GATE, Behind.EMAIL, Behind.DEAD})
# What a page asks of its visitor says more than a page behind it that does not answer.
ASKING = frozenset({Behind.GATE, Behind.UPLOAD, Behind.E_FORM})
_FORMS_AND_CHATS = ("forms.gle", "docs.google.com", "zalo.me", "m.me", "facebook.com", "forms.office.com")


@dataclass(frozen=True, slots=True)
class Case:
    """One submit control of one procedure, with the level that the portal declares for it."""

    reading: ProcedureReading
    control: Control
    declared: str

    @property
    def url(self) -> str:
        return self.control.url or ""

    @property
    def may_be_asked(self) -> bool:
        """Whether a GET shows what the control leads to; of forms only one that stands on the procedure's own page."""
        return bool(self.url) and (self.control.action != "post" or _is_own(self.url, self.reading))


@dataclass
class Hops:
    """Answers by target address."""

    session: Session
    behind: dict[str, ApplicationReading] = field(default_factory=dict)
    _gates: dict[str, ApplicationReading] = field(default_factory=dict)  # by the place that a redirect led to
    _posted: set[str] = field(default_factory=set)  # addresses of procedures' own pages to which a form on them posts
    _drawn: int = 0
    _in_vain: Counter[str] = field(default_factory=Counter)  # pages of a kind that were drawn and showed no way to apply

    async def follow(self, cases: list[Case], *, ahead: bool = False) -> None:
        """Follow the two least alike of each kind of control, then the others as far as `_part` allows; extend gates that all agree.

        `ahead`: before all of their pages was read, nothing but what is followed in any case.
        """
        kinds: dict[tuple[str, str, str], list[Case]] = defaultdict(list)
        wanted = [case for case in cases if case.may_be_asked]
        self._posted |= {case.url for case in wanted if case.control.action == "post"}
        ways = few_manners([((kind_of(case.url), case.declared), case.reading) for case in wanted])
        for case, way in zip(wanted, ways, strict=True):
            kinds[(kind_of(case.url), case.declared, way)].append(case)
        alike: dict[str, dict[str, list[Case]]] = defaultdict(lambda: defaultdict(list))
        for case in wanted:
            alike[kind_of(case.url)][canonical(case.url)].append(case)
        try:
            for addresses in alike.values():
                await self._recall(list(addresses.values()))
            for members in kinds.values():
                await self._kind(members, ahead)
        except LimitReached:
            self.session.warnings.append("hops_unfinished")

    async def _kind(self, members: list[Case], ahead: bool) -> None:
        distinct: dict[str, list[Case]] = defaultdict(list)
        for case in members:
            distinct[canonical(case.url)].append(case)
        followed = [same for same in distinct.values() if self.session.has(same[0].url)] if self.session.order.offline else []
        samples = unlike(followed or list(distinct.values()))
        rest = [same for same in distinct.values() if same not in samples]
        drawn = self._drawn
        answers = [await self._one(same) for same in samples]
        agreed = answers[0].behind in EXTENDED and all(answer.behind is answers[0].behind for answer in answers)
        if agreed and rest and not ahead:
            part = [same for same in rest if same in followed] if followed else self._part(rest, drawn=self._drawn > drawn)
            for same in part:
                agreed &= self.session.fetcher.allowed_by_budget(Purpose.HOP) and (await self._one(same)).behind is answers[0].behind
            rest = [same for same in rest if same not in part]
        if agreed:
            self.behind.update({case.url: answers[0] for same in rest for case in same})
            return
        if ahead and self._drawn > drawn:
            return  # each of the others would be drawn twice
        for same in rest:
            if not self.session.fetcher.allowed_by_budget(Purpose.HOP):
                self.session.warnings.append("hop_budget")
                return
            await self._one(same)

    def _part(self, rest: list[list[Case]], drawn: bool) -> list[list[Case]]:
        """Those of one kind that are followed although the first ones agree: all, as long as that asks little of the portal.

        The same button may lead to a form for one procedure and to a login for the next.
        """
        session = self.session
        asked = session.counters.pages + session.requests[str(Purpose.HOP)] - session.requests[TABS]
        allowed = int(max(MOST * session.counters.read, FEW) - asked)
        wanted = len(rest) if len(rest) <= (DRAWN if drawn else WHOLE) else PART
        return spread(rest, max(min(wanted, allowed), 0))

    async def _one(self, same: list[Case]) -> ApplicationReading:
        """Follow one address, which several controls may share."""
        first = same[0]
        answer = self.behind.get(first.url) or await self.target(first.url, first.reading, first.control.text)
        self.behind.update({case.url: answer for case in same})
        return answer

    async def _recall(self, addresses: list[list[Case]]) -> None:
        """Take what earlier nights found at the addresses of one kind, unless one whose turn it is tonight answers otherwise."""
        memory = self.session.memory
        trusted: list[tuple[list[Case], Memo, ApplicationReading]] = []
        changed = False
        for same in addresses:
            key = _key(same[0].url, same[0].reading, same[0].control.text)
            memo = memory.memo(MemoKind.HOP, key)
            found = memory.value(memo, ApplicationReading) if memo is not None else None
            if memo is None or found is None or not memory.believed(memo):
                continue
            if memory.due(memo):
                changed |= (await self._one(same)) != found
            else:
                trusted.append((same, memo, found))
        if not changed:
            for same, memo, found in trusted:
                if self.session.visit_again(same[0].url, memo.on):
                    self.behind.update({case.url: found for case in same})

    async def target(self, url: str, reading: ProcedureReading, words: str) -> ApplicationReading:
        """What answers at the target of a submit control of this procedure, by one GET."""
        found = await self._asked(url, reading, words)
        key = _key(url, reading, words)
        if found.behind is Behind.DEAD:
            self.session.memory.remember_poor(MemoKind.HOP, key, found)
        elif found.behind in (Behind.NOT_FOLLOWED, Behind.OUTAGE):
            self.session.memory.forget(MemoKind.HOP, key)
        else:
            self.session.memory.remember(MemoKind.HOP, key, found)
        return found

    async def _asked(self, url: str, reading: ProcedureReading, words: str) -> ApplicationReading:
        """What stands behind an address; where that only leads to the form, behind the controls that go on."""
        return await self._beyond(await self._answer(url, reading, words), reading, words)

    async def _beyond(
        self, found: ApplicationReading, reading: ProcedureReading, words: str, *, asked: int = 0, passed: bool = False
    ) -> ApplicationReading:
        """What a page comes to with those that it leads on to: a choice of one's case, then of an agency, then the form.

        `asked`: so many pages before it asked which case one has; `passed`: one before it led on by its one button.
        """
        if found.choices and asked < QUESTIONS:
            answers = [await self._answer(url, reading, words, shared=True) for url in found.choices]
            cases = [await self._beyond(case, reading, words, asked=asked + 1, passed=passed) for case in answers]
            return lowest(cases) or replace(found, choices=())  # the page itself where a case is not known
        if not found.onward or passed:
            return await self._with_steps(found, reading)
        further = await self._answer(found.onward, reading, words, shared=True)
        further = await self._beyond(further, reading, words, asked=asked, passed=True)
        if found.behind in ASKING and further.behind is Behind.DEAD:
            return found
        return further if further.behind in REACHED else found

    async def _with_steps(self, found: ApplicationReading, reading: ProcedureReading) -> ApplicationReading:
        """A form with what the pages of those of its steps say that tell how one pays and how one gets the result."""
        for address in found.steps[:STEPS]:
            if not self.session.fetcher.allowed_by_budget(Purpose.HOP):
                break
            view = await self.session.ask(Ask(address, Purpose.HOP, referer=reading.url), quiet=True)
            if view is not None and not view.is_data and view.answer.outcome is Outcome.OK:
                found = with_step(found, view.page)
        return replace(found, steps=())

    def _may_hide(self, view: View, url: str, reading: ProcedureReading) -> bool:
        """Whether a page of the portal that shows no way to apply may have left that to a script."""
        drawn = self.session.may_render and is_scripted(view) and same_site(url, reading.url)
        return drawn and view.readable and not is_root(view.url) and self._in_vain[kind_of(url)] < IN_VAIN

    def _same_frame(self, view: View, url: str, reading: ProcedureReading) -> bool:
        """Whether HTTP gives for a target what it gave for the procedure's page, which a script fills: what is there, the script knows."""
        frame = self.session.recall.frame(reading.url)
        same = frame is not None and view.answer.page is not None and view.answer.page.body == frame.body
        return is_scripted(view) and (same or is_route(urlsplit(url).fragment))

    async def _answer(self, url: str, reading: ProcedureReading, words: str, *, shared: bool = False) -> ApplicationReading:
        """What answers at an address. `shared`: other procedures may lead to it, too."""
        if host_of(url).endswith(_FORMS_AND_CHATS):
            return ApplicationReading(Behind.EMAIL, quote=words)
        ask = Ask(url, Purpose.HOP, referer=reading.url, stop_at=frozenset(self._gates))
        routed = self.session.recall.holds(url)  # HTTP would only give the frame again
        drawn = await self.session.render(url, kind=Purpose.HOP) if routed else None
        view = drawn or await self.session.ask(ask, quiet=True, keep=True)
        if view is None:
            return _sent_away(self.session.led.get(ask.url, ""))
        if view.answer.outcome in {Outcome.ROBOTS, Outcome.REFUSED}:
            return ApplicationReading(Behind.NOT_FOLLOWED, quote=str(view.answer.outcome))
        if view.answer.stopped_at:
            return self._gates[place_of(view.answer.stopped_at)]
        if drawn is None and (view.hollow or self._same_frame(view, url, reading)):
            drawn = await self.session.render(url, kind=Purpose.HOP)
        self._drawn += drawn is not None
        found = _found(drawn or view, reading)
        if drawn is None and not _leads_on(found) and self._may_hide(view, url, reading):
            drawn = await self.session.render(url, kind=Purpose.HOP)
            self._drawn += drawn is not None
            told = _found(drawn, reading) if drawn is not None else found
            self._in_vain[kind_of(url)] += told.behind not in REACHED
            found = told if told.behind in REACHED else found
        if not shared:
            self.session.shelve(view)
        if url in self._posted and found.behind not in {Behind.E_FORM, Behind.UPLOAD}:
            return ApplicationReading(Behind.NOT_FOLLOWED)  # the page says of itself what it is; only its form counts
        if found.behind is Behind.GATE and view.answer.redirects and place_of(view.page.url) != place_of(url):
            self._gates[place_of(view.page.url)] = found
        return found


def _sent_away(led: str) -> ApplicationReading:
    """A target that did not answer, by where its redirect `led`: a front door hands no procedure on, whoever stands behind it (§6.8)."""
    if led and is_root(led):
        return ApplicationReading(Behind.HOME, quote=led, provided_via=host_of(led))
    return ApplicationReading(Behind.NOT_FOLLOWED)


def _found(shown: View, reading: ProcedureReading) -> ApplicationReading:
    """What a page is. What was read already is not read again, unless the answer itself, by its status, said more than the page does."""
    return read_application(shown.page, reading, shown.reading if shown.answer.outcome is Outcome.OK else None)


def _leads_on(found: ApplicationReading) -> bool:
    return found.behind in REACHED or bool(found.onward or found.choices)


def _is_own(url: str, reading: ProcedureReading) -> bool:
    return canonical(url) == canonical(reading.url)


def spread(members: Sequence[T], count: int) -> list[T]:
    """At most so many of a row, taken from all over it."""
    few = min(count, len(members))
    return [members[place * len(members) // few] for place in range(few)]


def few_manners(cases: Sequence[tuple[Hashable, ProcedureReading]]) -> list[str]:
    """How each procedure says that one applies, where those of one kind of control say it in a few ways; else ""."""
    said = [_said(reading, FieldKey.MANNER, FieldKey.CHANNEL_IN)[:300] for _, reading in cases]
    ways: dict[Hashable, set[str]] = defaultdict(set)
    for (kind, _), words in zip(cases, said, strict=True):
        ways[kind].add(words)
    return [words if len(ways[kind]) <= MANNERS else "" for (kind, _), words in zip(cases, said, strict=True)]


def unlike(addresses: list[list[Case]]) -> list[list[Case]]:
    """Two addresses of one kind whose procedures differ the most: what stands behind a control goes with how and where one applies."""
    first = addresses[0]
    rest = addresses[1:]
    if not rest:
        return [first]
    marks = _marks(first[0].reading)

    def distance(same: list[Case]) -> int:
        pairs = zip((4, 2, 1), marks, _marks(same[0].reading), strict=True)
        return sum(weight for weight, one, other in pairs if one != other)

    return [first, max(rest, key=distance)]


def _marks(reading: ProcedureReading) -> tuple[str, str, str]:
    return (
        _said(reading, FieldKey.MANNER, FieldKey.CHANNEL_IN)[:300],
        _said(reading, FieldKey.TIER, FieldKey.AGENCY),
        _said(reading, FieldKey.FIELD),
    )


def _said(reading: ProcedureReading, *keys: FieldKey) -> str:
    return " ".join(fold(cell.text) for cell in reading.fields if cell.key in keys)


def _key(url: str, reading: ProcedureReading, words: str) -> str:
    """What an answer depends on: the address, and what the procedure's own page says; when that changes, its control is followed anew."""
    return f"{canonical(url)}\n{words}\n{digest_of_record(reading)}"


def cases_of(reading: ProcedureReading, row: Row | None, declared: str) -> list[Case]:
    """The submit controls of a procedure that are worth following: with a target, and not the site's own."""
    controls = [*reading.controls, *(c for case in reading.cases for c in case.controls), *(row.controls if row else ())]
    return [
        Case(reading, control, declared)
        for control in controls
        if control.kind is ControlKind.SUBMIT
        and control.url
        and not control.disabled
        and urlsplit(control.url).scheme in {"http", "https"}
        and (control.own or not control.in_chrome)
    ]
