"""Any sequence of nights keeps the spans whole: no overlap, one open span each, and a replay gives the same."""

from __future__ import annotations

import itertools
import shutil
import tempfile
from collections import defaultdict
from datetime import date, timedelta
from pathlib import Path
from typing import Any

from hypothesis import HealthCheck, settings, strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule
from sqlalchemy import select

from classifier.model import Entry
from classifier.vocabulary import Outcome
from storage.engine import Store, open_store
from storage.models import LevelSpan, Procedure
from storage.queries.tallies import counted_labels, label_tallies
from tests.scheduler.nights import FIRST, read_portal
from tests.storage.entries import entry, register, report

PORTAL = "ha-tinh"
NUMBERS = range(1, 9)
LEVELS = st.sampled_from([None, 1, 2, 3, 4])
DECLARED = st.sampled_from([None, "cung-cap-thong-tin", "mot-phan", "toan-trinh"])
AGENCIES = st.sampled_from(["Sở Y tế", "Sở Y tế và Dân số"])

Night = tuple[date, tuple[Entry, ...], Outcome]

_template: list[Path] = []


def empty_store(folder: Path) -> Store:
    if not _template:
        path = Path(tempfile.mkdtemp(prefix="mucdo-machine-")) / "template.db"
        open_store(f"sqlite:///{path}").close()
        _template.append(path)
    path = folder / "mucdo.db"
    shutil.copyfile(_template[0], path)
    store = open_store(f"sqlite:///{path}")
    register(store, PORTAL)
    return store


def all_spans(store: Store) -> list[tuple[Any, ...]]:
    s = LevelSpan
    columns = (
        Procedure.handle, s.valid_from, s.valid_to, s.confirmed_on, s.withdrawn_on, s.change, s.provisional, s.present,
        s.scheme, s.declared, s.level, s.id, s.previous_id,
    )  # fmt: skip
    query = select(*columns).join(Procedure, Procedure.id == s.procedure_id).order_by(Procedure.handle, s.valid_from, s.id)
    with store.read() as connection:
        return [tuple(row) for row in connection.execute(query)]


class Nights(RuleBasedStateMachine):
    def __init__(self) -> None:
        super().__init__()
        self.folder = Path(tempfile.mkdtemp(prefix="mucdo-nights-"))
        self.store = empty_store(self.folder)
        self.shown: dict[int, Entry] = {}
        self.today = FIRST
        self.past: list[Night] = []

    def teardown(self) -> None:
        self.store.close()
        shutil.rmtree(self.folder)

    @initialize(levels=st.lists(LEVELS, min_size=len(NUMBERS), max_size=len(NUMBERS)))
    def first_night(self, levels: list[int | None]) -> None:
        self.shown = {number: entry(number, level) for number, level in zip(NUMBERS, levels, strict=True)}
        self.pass_night()

    @rule(number=st.sampled_from(NUMBERS), level=LEVELS, declared=DECLARED, agency=AGENCIES, again=st.booleans())
    def relabel(self, number: int, level: int | None, declared: str | None, agency: str, again: bool) -> None:
        self.shown[number] = entry(number, level, declared, agency=agency)
        self.pass_night()
        if again:
            self.pass_night()

    @rule(number=st.sampled_from(NUMBERS), nights=st.integers(1, 3))
    def hide(self, number: int, nights: int) -> None:
        self.shown.pop(number, None)
        for _ in range(nights):
            self.pass_night()

    @rule()
    def new_software(self) -> None:
        self.shown = {
            n: entry(n, e.level, e.declared.value, agency=e.agency, key=f"x{n}", url=f"http://127.0.0.1/x/{n}")
            for n, e in self.shown.items()
        }
        self.pass_night()

    @rule(outcome=st.sampled_from([Outcome.BLOCKED, Outcome.ERROR]))
    def unreadable_night(self, outcome: Outcome) -> None:
        self.pass_night(outcome)

    def pass_night(self, outcome: Outcome = Outcome.OK) -> None:
        entries = tuple(self.shown.values()) if outcome is Outcome.OK else ()
        night = (self.today, entries, outcome)
        self.past.append(night)
        one_night(self.store, night)
        self.today += timedelta(days=1)

    @invariant()
    def spans_are_whole(self) -> None:
        by_procedure: dict[str, list[tuple[Any, ...]]] = defaultdict(list)
        for span in all_spans(self.store):
            if span[4] is None:
                by_procedure[span[0]].append(span)
        for spans in by_procedure.values():
            # Consecutive spans touch: every day since the first is told once.
            for before, after in itertools.pairwise(spans):
                assert before[2] == after[1], (before, after)
            assert spans[-1][2] is None
            assert [span[12] for span in spans[1:]] == [span[11] for span in spans[:-1]]

    @invariant()
    def kept_tallies_are_what_the_spans_say(self) -> None:
        with self.store.read() as connection:
            for back in range(6):
                day = self.today - timedelta(days=back)
                assert set(label_tallies(connection, day)) == set(counted_labels(connection, day)), day
            assert set(label_tallies(connection, None)) == set(counted_labels(connection, None))

    @invariant()
    def a_replay_gives_the_same(self) -> None:
        if len(self.past) % 5:
            return
        folder = Path(tempfile.mkdtemp(prefix="mucdo-replay-"))
        try:
            with empty_store(folder) as other:
                for date_, entries, outcome in self.past:
                    one_night(other, (date_, tuple(reversed(entries)), outcome))
                assert [span[:11] for span in all_spans(other)] == [span[:11] for span in all_spans(self.store)]
        finally:
            shutil.rmtree(folder)


def one_night(store: Store, night: Night) -> None:
    at, entries, outcome = night
    read_portal(store, PORTAL, at, entries, report(len(entries), outcome=outcome))


TestNights = Nights.TestCase
TestNights.settings = settings(
    max_examples=12, stateful_step_count=10, deadline=None, derandomize=True, suppress_health_check=[HealthCheck.too_slow]
)
