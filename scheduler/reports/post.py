"""The periodic reports by mail: when a quarter is over, and with it perhaps the half-year or the year, to the officers who asked."""

from __future__ import annotations

import ssl
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date, datetime, time as Hour, timedelta
from email.message import EmailMessage
from email.utils import format_datetime

import structlog

from classifier.words.text import fold
from crawler.config import TIME_ZONE, Settings
from scheduler.mail.policy import MAIL_POLICY
from scheduler.mail.posting import Mailing, RecipientGroup, post, recipient_groups
from scheduler.mail.send import Delivery
from scheduler.messages import say
from scheduler.reports.gather import ReportError, gather
from scheduler.reports.model import Report
from scheduler.reports.period import Period, parse_period
from scheduler.reports.sections import cautions, headings, sections
from scheduler.reports.service import render
from storage.engine import Store

KIND = "report"
_ATTACHED = {
    ".docx": ("application", "vnd.openxmlformats-officedocument.wordprocessingml.document"),
    ".xlsx": ("application", "vnd.openxmlformats-officedocument.spreadsheetml.sheet"),
}

log = structlog.get_logger(__name__)


def due_day(now: datetime, hour: Hour) -> date:
    """The last first day of a quarter whose `hour` has come: on it the reports of what ended the day before are due."""
    local = now.astimezone(TIME_ZONE)
    day = date(local.year, (local.month - 1) // 3 * 3 + 1, 1)
    if local >= datetime.combine(day, hour, TIME_ZONE):
        return day
    before = day - timedelta(days=1)
    return date(before.year, before.month - 2, 1)


def periods_before(day: date) -> tuple[str, ...]:
    """What ended on the eve of a quarter: the quarter, after June the half-year (6 months), after December the year."""
    last = day - timedelta(days=1)
    longer = {6: f"{last.year}-H1", 12: f"{last.year}"}.get(last.month)
    return (f"{last.year}-Q{last.month // 3}", *((longer,) if longer else ()))


def send_reports(
    store: Store,
    settings: Settings,
    day: date,
    at: datetime,
    worker: str,
    *,
    context: ssl.SSLContext | None = None,
    sleep: Callable[[float], None] = time.sleep,
) -> Delivery:
    """Mail the reports due on `day`, once to each recipient however often this is called. Raises `MailError` for the settings."""
    groups = recipient_groups(store, reports=True)
    mailing = Mailing(KIND, day, day.isoformat(), groups, lambda group: _composed(store, group, day, at))
    return post(store, settings, mailing, at, worker, context=context, sleep=sleep)


@dataclass(frozen=True, slots=True)
class _Part:
    """One report of a mail. `name`: of its files."""

    name: str
    report: Report


def _composed(store: Store, group: RecipientGroup, day: date, at: datetime) -> EmailMessage | None:
    """The mail of a group; None when there is no portal to report on."""
    parts = list(_parts(store, group, day, at))
    if not parts:
        return None
    lang = group.lang
    period = headings(parts[-1].report)[1]
    message = EmailMessage(policy=MAIL_POLICY)
    message["Subject"] = " ".join(say("report.mail.subject", lang, period=period, scope=_scopes(parts)).split())[:200]
    message["Date"] = format_datetime(at)
    message["Auto-Submitted"] = "auto-generated"
    message.set_content("\n\n".join([*(_summary(part.report) for part in parts), say("report.mail.attached", lang)]) + "\n")
    for part in parts:
        for suffix, kind in _ATTACHED.items():
            message.add_attachment(render(part.report, suffix), *kind, filename=part.name + suffix)
    return message


def _parts(store: Store, group: RecipientGroup, day: date, at: datetime) -> Iterator[_Part]:
    for province in group.provinces or (None,):
        for words in periods_before(day):
            period: Period = parse_period(words)
            try:
                report = gather(store, period, province, group.lang, at)
            except ReportError as error:
                log.warning("report.none", province=province, period=words, error=str(error))
                continue
            place = f"-{'-'.join(fold(province).split())}" if province else ""
            yield _Part(f"bao-cao-{words}{place}".replace("/", "-"), report)


def _scopes(parts: list[_Part]) -> str:
    return ", ".join(dict.fromkeys(headings(part.report)[2] for part in parts))


def _summary(report: Report) -> str:
    """The first figures of a report as plain lines."""
    title, period, scope = headings(report)
    sentences = [sentence for found in sections(report).values() for sentence in found]
    return "\n".join([f"{title}, {period}", scope, *cautions(report), *sentences])
