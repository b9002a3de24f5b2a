"""Entries and runs as tests make them: short, and complete where it matters."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime, time

from classifier.model import Declared, Entry, Evidence, Features, Information
from classifier.vocabulary import Flag, Forms, Outcome, Payment, Result, Scheme, Submission, Tier
from crawler.config import TIME_ZONE
from crawler.sink import Coverage, CrawlReport, PageVisit, RunOrder
from storage.engine import Store
from storage.queries.portals import PortalEntry, save_portals
from storage.runs import Run, claim_run, claim_slot, queue_runs
from storage.sink import StoreSink

UNKNOWN = Features(Information(), Forms.UNKNOWN, 0, 0, Submission.UNKNOWN, Payment.UNKNOWN, Result.UNKNOWN)


def entry(
    number: int,
    level: int | None = 2,
    declared: str | None = "mot-phan",
    *,
    scheme: Scheme | None = Scheme.ND224_2026,
    agency: str | None = "Sở Y tế",
    name: str | None = None,
    code: str | None = "",
    key: str | None = "",
    url: str | None = None,
    level_max: int | None = 4,
    quote: str = "Nộp hồ sơ trực tuyến",
) -> Entry:
    """Procedure `number`; `code` and `key` "" = made from the number."""
    url = url or f"http://127.0.0.1/tthc/{number}"
    return Entry(
        code=f"1.{number:06d}" if code == "" else code,
        name=name or f"Cấp giấy chứng nhận số {number}",
        field="Y tế",
        agency=agency,
        tier=Tier.PROVINCE,
        url=url,
        level=level,
        level_max=level_max,
        strict_level=0,
        declared=Declared(scheme if declared else None, declared, declared or ""),
        features=UNKNOWN,
        flags=(Flag.HTTP_ONLY,),
        evidence=(Evidence("submission", url, quote),),
        key=str(number) if key == "" else key,
    )


def moment(night: date) -> datetime:
    return datetime.combine(night, time(1), TIME_ZONE)


def register(store: Store, *portals: str, province: str = "Hà Tĩnh") -> None:
    with store.write() as connection:
        entries = [PortalEntry(portal, f"http://127.0.0.1/{portal}", province=province) for portal in portals]
        save_portals(connection, entries, moment(date(2026, 1, 1)))


def start_run(store: Store, portal: str, night: date, worker: str = "test:1:1") -> Run:
    """A leased run, as the runner would hand it to the crawler."""
    at = moment(night)
    slot, _ = claim_slot(store, "nightly", night, worker, at)
    (run,) = queue_runs(store, slot, "nightly", night, at, [portal])
    leased = claim_run(store, run.id, worker, at, at)
    assert leased is not None
    return leased


def order_of(store: Store, run: Run) -> RunOrder:
    return RunOrder(
        url=f"http://127.0.0.1/{run.portal}", at=run.at, portal=run.portal, run=run.id, attempt=run.attempt, database_url=store.url
    )


def report(
    entries: int, *, outcome: Outcome = Outcome.OK, complete: bool = True, failed: int = 0, suspect: str = "", reason: str = ""
) -> CrawlReport:
    return CrawlReport(
        outcome=outcome,
        reason=reason,
        coverage=Coverage(listed=entries, read=entries - failed, failed=failed, pages=entries + 1, complete=complete),
        platform="generic",
        title="Cổng dịch vụ công",
        suspect=suspect,
        stats={"requests/page": entries + 1},
    )


def page(url: str, body: bytes, at: datetime, *, content_hash: str = "") -> PageVisit:
    return PageVisit(
        url=url, kind="procedure", status=200, fetched_at=at, content_type="text/html", content_hash=content_hash, body=body, keep=True
    )


def crawl(store: Store, run: Run, entries: Iterable[Entry], closing: CrawlReport | None = None) -> None:
    """What a crawler does with its sink."""
    found = list(entries)
    sink = StoreSink(order_of(store, run))
    for one in found:
        sink.entry(one)
    sink.close(closing or report(len(found)))
