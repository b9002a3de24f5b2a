"""What stands behind submit controls: one GET per kind of control, extended where the answers agree."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field, replace
from urllib.parse import urlsplit

from classifier.application import read_application
from classifier.model import ApplicationReading, Behind, Control, ControlKind, Outcome, ProcedureReading
from crawler.fetching import Ask, Purpose

from .addresses import canonical, host_of
from .details import kind_of
from .session import LimitReached, Session

SAMPLES = 2
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


@dataclass
class Hops:
    """Answers by target address. `disagreed`: kinds of control whose samples differ and were followed one by one."""

    session: Session
    behind: dict[str, ApplicationReading] = field(default_factory=dict)
    disagreed: set[str] = field(default_factory=set)
    _by_page: dict[str, ApplicationReading] = field(default_factory=dict)

    async def follow(self, cases: list[Case]) -> None:
        """Follow two of each kind of control (spread over declared levels); extend or go on by what they answer."""
        kinds: dict[tuple[str, str], list[Case]] = defaultdict(list)
        for case in cases:
            if case.control.action != "post" and case.url:
                kinds[(kind_of(case.url), case.declared)].append(case)
        try:
            for (template, _), members in kinds.items():
                await self._kind(template, members)
        except LimitReached:
            self.session.warnings.append("hops_unfinished")

    async def _kind(self, template: str, members: list[Case]) -> None:
        distinct = list({canonical(case.url): case for case in members}.values())
        answers = [await self._one(case) for case in distinct[:SAMPLES]]
        rest = distinct[SAMPLES:]
        if not rest:
            return
        if all(_alike(answer, answers[0]) for answer in answers):
            for case in rest:
                self.behind[case.url] = replace(answers[0], quote=answers[0].quote)
            return
        self.disagreed.add(template)
        for case in rest:
            if not self.session.fetcher.allowed_by_budget(Purpose.HOP):
                self.session.warnings.append("hop_budget")
                return
            await self._one(case)

    async def _one(self, case: Case) -> ApplicationReading:
        if case.url in self.behind:
            return self.behind[case.url]
        answer = await self._fetched(case)
        self.behind[case.url] = answer
        return answer

    async def _fetched(self, case: Case) -> ApplicationReading:
        if host_of(case.url).endswith(_FORMS_AND_CHATS):
            return ApplicationReading(Behind.EMAIL, quote=case.control.text)
        view = await self.session.ask(Ask(case.url, Purpose.HOP, referer=case.reading.url), quiet=True, keep=True)
        if view is None:
            return ApplicationReading(Behind.NOT_FOLLOWED)
        if view.answer.outcome in {Outcome.ROBOTS, Outcome.REFUSED}:
            return ApplicationReading(Behind.NOT_FOLLOWED, quote=str(view.answer.outcome))
        page = view.page
        if view.hollow:
            drawn = await self.session.render(case.url, kind=Purpose.HOP)
            page = drawn.page if drawn is not None else page
        return read_application(page, case.reading)


def _alike(one: ApplicationReading, other: ApplicationReading) -> bool:
    return (one.behind, one.payment, one.result, one.provided_via, one.same_procedure) == (
        other.behind,
        other.payment,
        other.result,
        other.provided_via,
        other.same_procedure,
    )


def cases_of(reading: ProcedureReading, declared: str, common: frozenset[str]) -> list[Case]:
    """The submit controls of a procedure that are worth following: with a target, not the site's own."""
    own = [
        c
        for c in _controls(reading)
        if c.kind is ControlKind.SUBMIT and c.url and not c.disabled and urlsplit(c.url).scheme in {"http", "https"}
    ]
    return [Case(reading, control, declared) for control in own if control.own or control.signature not in common or not control.in_chrome]


def _controls(reading: ProcedureReading) -> list[Control]:
    return [*reading.controls, *(c for case in reading.cases for c in case.controls)]
