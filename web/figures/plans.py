"""The plans held against the store, as `mucdo plan` does; dear to compute, so remembered until a night has changed something."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from scheduler.mail.gather import province_name
from scheduler.plan.model import Plan
from scheduler.plan.readings import Verdict
from scheduler.plan.service import PlanReport, plan_document, plan_verdicts
from scheduler.plan.stored import StoredPlans, known_plans
from scheduler.plan.verdict import TargetVerdict, Value
from web.site import Site


@dataclass(frozen=True, slots=True)
class Tested:
    """How many targets of a plan stand how. A target is judged on its own date once that has come, as things are before."""

    met: int
    missed: int
    depends: int
    other: int


def plans(site: Site) -> tuple[Plan, ...]:
    return site.remembered.get("plans", lambda: known_plans(site.store))


def plans_of(site: Site, name: str) -> tuple[Plan, ...]:
    """The plans of the province with this name."""
    named = site.remembered.get("plans by province", lambda: [(province_name(site.store, p.document.province), p) for p in plans(site)])
    return tuple(plan for province, plan in named if province == name)


def judged(site: Site, plan: Plan, day: date) -> Tested:
    """How a plan's targets stand on a day; the verdicts alone, not the lists behind them."""

    def make() -> Tested:
        line = None if day >= site.now().date() else site.remembered.held(("timeline", plan.document.province))
        return tested(plan_verdicts(_standings(site), plan, day, line))

    return site.remembered.get(("plan judged", plan.document.id, day), make)


def look_back(site: Site, plan: Plan) -> None:
    """Walk through the history of a plan's province once, so that it is judged on any past day at once."""
    province = plan.document.province
    line = site.remembered.get(("timeline", province), lambda: _standings(site).timeline(province))
    plan_verdicts(_standings(site), plan, site.now().date() - timedelta(days=1), line)


def held(site: Site, plan: Plan, day: date) -> PlanReport:
    """One plan held against the store on a day, with projections."""
    return site.remembered.get(("plan", plan.document.id, day), lambda: plan_document(_standings(site), plan, day))


def _standings(site: Site) -> StoredPlans:
    """One reader for all plans and days as long as the store stays as it is: most spans hold on many days."""
    return site.remembered.get("standings", lambda: StoredPlans(site.store))


def shown_value(verdict: TargetVerdict, at: date) -> Value:
    """The value that counts on a day: at the target's own date once it has come."""
    return verdict.at_due if verdict.due <= at else verdict.current


def tested(verdicts: Sequence[Verdict]) -> Tested:
    met, missed, depends = (verdicts.count(one) for one in (Verdict.MET, Verdict.MISSED, Verdict.DEPENDS))
    return Tested(met, missed, depends, len(verdicts) - met - missed - depends)
