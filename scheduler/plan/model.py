"""A plan as data: the document and its targets with their quotes.

These models are also the schema of the YAML files (`mucdo.plan-file/1`): unknown keys are refused, every value is checked.
`scheduler.plan.load` turns what pydantic says into a line of the file and a remedy.
"""

from __future__ import annotations

from datetime import date as Day
from decimal import Decimal
from enum import StrEnum
from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field, model_validator

from classifier.sites.model import Item
from classifier.vocabulary import Result


class TierWord(StrEnum):
    """The tiers as the plans name them; `tinh` includes `so` and `nganh`."""

    TINH = "tinh"
    SO = "so"
    NGANH = "nganh"
    HUYEN = "huyen"
    XA = "xa"


class Kind(StrEnum):
    LEVEL_SHARE = "level_share"
    PRIORITY_LIST = "priority_list"
    COUNT = "count"
    TREND = "trend"
    SHARE = "share"
    MILESTONE = "milestone"
    RANK = "rank"
    QUALITATIVE = "qualitative"
    PROCESS = "process"
    SITE_COVERAGE = "site_coverage"
    SITE_QUALITY = "site_quality"
    INFO_COMPLETENESS = "info_completeness"
    INTEGRATION = "integration"
    CHANNEL = "channel"
    REPORTING_CYCLE = "reporting_cycle"
    BUDGET = "budget"


class Observable(StrEnum):
    """Who can decide the target: a crawler alone, a crawler in part, a published ranking, nobody outside the province."""

    PUBLIC = "public"
    PARTIAL = "partial"
    EXTERNAL = "external"
    INTERNAL = "internal"


class Cause(StrEnum):
    """Why the public pages of a procedure portal do not decide a target (texts: `plan.cause.*` in the message table)."""

    INTERNAL_OPERATION = "internal_operation"
    INTERNAL_DOCUMENT = "internal_document"
    INFRASTRUCTURE = "infrastructure"
    INVENTORY = "inventory"
    TRAINING = "training"
    STAFFING = "staffing"
    BUDGET = "budget"
    SURVEY = "survey"
    TRANSACTION_LOGS = "transaction_logs"
    SECURITY_NEVER_PROBED = "security_never_probed"
    EXTERNAL_RANKING = "external_ranking"
    NO_THRESHOLD = "no_threshold"
    NO_TEST = "no_test"
    DENOMINATOR_NOT_PUBLIC = "denominator_not_public"
    ABSENCE_IS_NO_PROOF = "absence_is_no_proof"
    COVERED_ELSEWHERE = "covered_elsewhere"
    REPORTS_NOT_PUBLIC = "reports_not_public"
    ANACHRONISM = "anachronism"
    SITES_NOT_COLLECTED = "sites_not_collected"


class ReadingId(StrEnum):
    """How a sentence of a plan can be understood; the first of a target is its default."""

    AT_LEAST = "at_least"
    EXACTLY = "exactly"
    STACKED = "stacked"
    MINIMAL = "minimal"
    PLURAL = "plural"
    INCREASE = "increase"
    SHARE_OF_PLANNED_LEVEL3 = "share_of_planned_level3"
    TYPO = "typo"
    CUSTOMARY = "customary"  # computed for every share: the labels of 2022 and 2026 taken as 4 / 3 / 2 ("theo thông lệ")
    SITES = "sites"  # computed from the agencies' own sites (`Target.sites`)
    AS_WORDED = "as_worded"  # computed when the plan's own words are stricter than the law (`wording`)


class SiteTest(StrEnum):
    """What the agencies' own sites can say about a target; each is a measure in `scheduler.sites.measures`."""

    JOINT = "joint"  # a site that answers, with the information of Đ10 k1, linked with the provincial portal both ways
    COMPLETE = "complete"  # all information duties of NĐ 43/2011
    COUNT = "count"  # how many agencies have a site
    ITEMS = "items"  # named items on the sites in scope
    REFUTES = "refutes"  # named items whose absence refutes a share that their presence cannot prove
    SCORE = "score"  # the LOSI-like score
    ONE_STOP = "one_stop"  # a public look-up of dossiers proves a one-stop system; absence proves nothing
    DISTRICT_PORTAL = "district_portal"  # a missing district site refutes, the back office is unseen
    TIERS = "tiers"  # services of all tiers on the portal, agencies linked from it
    LEVELS_BY_TIER = "levels_by_tier"  # procedures at the level, tier by tier
    CHANNEL = "channel"  # procedures at the level reachable from the agency's own site
    NATIONAL = "national"  # codes listed on the national portal


class Certainty(StrEnum):
    CERTAIN = "certain"
    PROBABLE = "probable"
    AMBIGUOUS = "ambiguous"
    INDIFFERENT = "indifferent"  # the readings cannot differ


class Checked(BaseModel):
    """A part of a file: frozen, and unknown keys are refused."""

    model_config = ConfigDict(frozen=True, extra="forbid", strict=False, str_strip_whitespace=True)


Words = Annotated[str, Field(min_length=1, max_length=4000)]
Id = Annotated[str, Field(pattern=r"^[\w][\w.-]{0,63}$")]


class Text(Checked):
    """One text in the two languages of the product."""

    vi: Words
    en: Words

    def in_(self, lang: str) -> str:
        return self.en if lang == "en" else self.vi


class Reading(Checked):
    """`threshold` replaces the target's own where the reading asks for another number (stacked, plural)."""

    id: ReadingId
    threshold: Decimal | None = None


class Scope(Checked):
    """Which procedures a target speaks of. An empty value does not narrow. `inferred`: the text names no tier.

    `group`: id of a list of procedure groups; `outside_group`: those that are not in it. `fields`, `agencies`: words that the
    field or the agency of a procedure must contain.
    """

    tiers: tuple[TierWord, ...] = ()
    inferred: bool = False
    group: Id | None = None
    outside_group: bool = False
    fields: tuple[Words, ...] = ()
    agencies: tuple[Words, ...] = ()


class Alternative(Checked):
    """Another scope that the sentence allows: the same test with another group (None = no group)."""

    id: Id
    group: Id | None = None
    why: Text


class SiteEvidence(Checked):
    """How agency sites speak to a target. `items`: which items, for the tests that name some."""

    test: SiteTest
    items: tuple[Item, ...] = ()

    @property
    def reads_agencies(self) -> bool:
        """Whether what is measured stands on the agencies' own sites, not on the service portal or the national one."""
        return self.test not in (SiteTest.LEVELS_BY_TIER, SiteTest.NATIONAL)

    @model_validator(mode="after")
    def _items(self) -> SiteEvidence:
        if self.test in (SiteTest.ITEMS, SiteTest.REFUTES) and not self.items:
            raise ValueError(f"the test `{self.test}` needs `items`: name those that count")
        return self


class Target(Checked):
    """One promise of a plan, with the words it was made in.

    `threshold` is in `unit` (percent unless named otherwise). `due`: the day or days on which the promise falls due; where the text
    names only a year, 31 December. `parts`: names of the figures that a manual entry must give, all of which count. `wording`:
    ways of handing over the result that the plan's own words demand where they are stricter than the law.
    """

    id: Id
    title: Text
    kind: Kind
    level: Annotated[int, Field(ge=1, le=4)] | None = None
    compare: Literal[">=", ">", "<=", "=", "~"] | None = None
    threshold: Decimal | None = None
    threshold_upper: Decimal | None = None
    unit: Words | None = None
    horizon: Words
    due: Annotated[tuple[Day, ...], Field(min_length=1)]
    baseline: Day | None = None
    observable: Observable
    reason: Cause | None = None
    scope: Scope
    alternatives: tuple[Alternative, ...] = ()
    readings: tuple[Reading, ...] = ()
    certainty: Certainty | None = None
    parts: tuple[Words, ...] = ()
    wording: tuple[Result, ...] = ()
    definition: Words | None = None
    sites: SiteEvidence | None = None
    ambiguity: Text | None = None
    quote: Words

    @model_validator(mode="after")
    def _complete(self) -> Target:
        if (self.threshold is None) != (self.compare is None):
            raise ValueError("`threshold` and `compare` belong together: give both or neither")
        if list(self.due) != sorted(set(self.due)):
            raise ValueError("`due` must list different days, earliest first")
        if self.unit == "percent" and self.threshold is not None and not 0 <= self.threshold <= 100:
            raise ValueError("a `threshold` in percent lies between 0 and 100")
        if self.observable is not Observable.PUBLIC and self.reason is None:
            raise ValueError("a target that a crawler alone cannot decide needs `reason`")
        if self.observable is Observable.PUBLIC and self.reason is None:
            self._decidable()
        return self

    def _decidable(self) -> None:
        if self.kind not in (Kind.LEVEL_SHARE, Kind.PRIORITY_LIST, Kind.COUNT, Kind.TREND):
            raise ValueError(f"no crawler can decide a target of kind `{self.kind}`: set `observable` and `reason`")
        if self.level is None:
            raise ValueError("a target about levels needs `level`")
        if self.kind in (Kind.LEVEL_SHARE, Kind.COUNT, Kind.TREND) and self.threshold is None:
            raise ValueError(f"a target of kind `{self.kind}` needs `threshold` and `compare`")
        if self.kind is Kind.TREND and self.baseline is None:
            raise ValueError("a target of kind `trend` needs `baseline`")
        if self.kind is Kind.PRIORITY_LIST and self.scope.group is None:
            raise ValueError("a target of kind `priority_list` needs `scope.group`")
        if self.kind is not Kind.TREND and not self.readings:
            raise ValueError("a target that a crawler decides needs at least one of `readings`")


class Source(Checked):
    kind: Literal["primary", "secondary"]
    file: Words | None = None
    note: Text | None = None


class Merged(Checked):
    """The province that took this one over: from `on` the old unit is frozen and the new one is never scored against its plan."""

    into: Words
    code: Words | None = None
    on: Day


class Document(Checked):
    id: Id
    province: Words
    number: Words | None = None
    date: Day | None = None
    type: Words
    title: Words
    source: Source
    regime: Words | None = None
    merged: Merged | None = None


class Plan(Checked):
    """One plan file."""

    schema_: Literal["mucdo.plan-file/1"] = Field(alias="schema")
    document: Document
    targets: Annotated[tuple[Target, ...], Field(min_length=1)]

    @model_validator(mode="after")
    def _ids(self) -> Plan:
        seen: set[str] = set()
        for target in self.targets:
            prefix, _, number = target.id.rpartition("-")
            if prefix != self.document.id or not number:
                raise ValueError(f"the target id `{target.id}` does not belong to the document: write {self.document.id}-01 and so on")
            if target.id in seen:
                raise ValueError(f"the target id `{target.id}` is used twice")
            seen.add(target.id)
        return self
