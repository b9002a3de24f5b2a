"""A small province over one quarter, as nights of crawling leave it in the store, with everything a portal should not write."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from classifier.model import Entry
from classifier.sites.model import Finding, Item, SiteReading, SiteState, State
from classifier.vocabulary import Flag, Outcome, Scheme, Tier
from storage.engine import Store
from storage.queries.portals import PortalEntry, save_portals
from storage.queries.sites import AgencyRecord, VisitRecord, save_agencies, save_visit
from tests.scheduler.nights import read_portal
from tests.storage.entries import entry, moment, register, report

BEFORE, FIRST, SECOND, LAST = date(2026, 6, 30), date(2026, 7, 6), date(2026, 8, 3), date(2026, 9, 28)
AT = moment(date(2026, 10, 2))
OLD = Scheme.ND43_2011

HOSTILE = (
    '=HYPERLINK("http://evil.example/","bấm vào đây")',
    "<script>alert(1)</script> & <b>đậm</b>",
    "+84 gọi ngay\u202e\u0007",
    "{{ 7 * 7 }} {% raw %}",
    "@SUM(1;2)",
    "-1+cmd|' /C calc'!A0",
)
"""What a portal might call its procedures."""


def placed(one: Entry, agency: str | None, tier: Tier | None, field: str | None, **other: object) -> Entry:
    return replace(one, agency=agency, tier=tier, field=field, **other)  # type: ignore[arg-type]


def shown(third: int = 2) -> list[Entry]:
    """What the portal shows; `third`: the level of procedure 3."""
    health = ("Sở Y tế", Tier.PROVINCE, "Y tế")
    land = ("Sở Nông nghiệp và Môi trường", Tier.PROVINCE, "Đất đai")
    return [
        placed(entry(1, 4, "toan-trinh"), *health),
        placed(entry(2, 3, "toan-trinh", level_max=3), *health, flags=(Flag.DECLARED_ABOVE_EVIDENCE,)),
        placed(entry(3, third, "mot-phan"), *health),
        placed(entry(4, 2, "3", scheme=OLD), *land),
        placed(entry(5, 1, "2-3", scheme=OLD), *land),
        placed(entry(6, 0, None), "Ủy ban nhân dân xã Đức Thọ", Tier.COMMUNE, "Hộ tịch"),
        placed(entry(7, None, "cung-cap-thong-tin"), "Ủy ban nhân dân xã Can Lộc", Tier.COMMUNE, None),
        placed(entry(8, 2, "mot-phan"), None, None, "Âm nhạc"),
        placed(entry(9, 2, "mot-phan"), *health, flags=(Flag.SUSPENDED,)),
        *(placed(entry(20 + n, 1, None, name=name, quote=name), name, Tier.PROVINCE, name) for n, name in enumerate(HOSTILE)),
        # The same TTHC at a second agency, one level lower: in the total it counts once.
        placed(entry(10, 1, "toan-trinh", code="1.000001", key="10"), "Sở Tư pháp", Tier.PROVINCE, "Tư pháp"),
    ]


def fill(store: Store) -> None:
    """Two portals of Hà Tĩnh: one read before and during the quarter, one blocked all the time."""
    register(store, "ha-tinh")
    with store.write() as connection:
        blocked = PortalEntry("mot-cua", "http://127.0.0.1/mot-cua", name="=Một cửa huyện <Hương Khê>", province="Hà Tĩnh")
        save_portals(connection, [blocked], moment(date(2026, 1, 1)))
    read_portal(store, "ha-tinh", BEFORE, shown())
    read_portal(store, "ha-tinh", FIRST, shown())
    read_portal(store, "ha-tinh", SECOND, shown(third=3))
    read_portal(store, "ha-tinh", LAST, shown(third=3))
    _visit_sites(store)
    for night in (FIRST, LAST):
        read_portal(store, "mot-cua", night, [], report(0, outcome=Outcome.BLOCKED, complete=False, reason="WAF"))


def _visit_sites(store: Store) -> None:
    """Three agencies: one site that lacks a section and has an old one, one that is for sale, one that nobody knows."""
    states = dict.fromkeys(Item, State.PRESENT) | {Item.QUESTIONS: State.EMPTY, Item.DIRECTIVES: State.STALE, Item.SURVEY: State.MISSING}
    whole = SiteReading(SiteState.OK, "", "http://syt.example/", findings=tuple(Finding(item, state) for item, state in states.items()))
    agencies = [
        AgencyRecord("syt", "Hà Tĩnh", "Sở Y tế", "so", "http://syt.example/"),
        AgencyRecord("xa", "Hà Tĩnh", HOSTILE[0], "xa", "http://xa.example/"),
        AgencyRecord("la", "Hà Tĩnh", "Ủy ban nhân dân xã Lạ", "xa", None),
    ]
    parked = SiteReading(SiteState.PARKED, "", "http://xa.example/")
    with store.write() as connection:
        save_agencies(connection, agencies, moment(FIRST))
        for agency, reading in (("syt", whole), ("xa", parked)):
            save_visit(connection, VisitRecord(agency, LAST, moment(LAST), "ok", reading, "1"))
