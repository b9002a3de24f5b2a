"""The periodic reports go out by themselves: due at the right day, to those who asked, once, readable."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta
from email.message import EmailMessage
from io import BytesIO

import pytest
from docx import Document
from openpyxl import load_workbook

from crawler.config import TIME_ZONE
from scheduler.duties import RETRY
from scheduler.reports.post import due_day, periods_before
from storage.engine import Store
from storage.queries.people import RecipientRecord, save_recipient
from tests.scheduler.mail.servers import Mailroom, smtp_server
from tests.scheduler.reports.quarters import fill
from tests.scheduler.test_duties import Time, duties_of, mail_settings
from tests.storage.entries import moment

DAY = date(2026, 10, 1)
SEVEN = time(7)


def at(day: date, hour: int) -> datetime:
    return datetime.combine(day, time(hour), TIME_ZONE)


@pytest.mark.parametrize(
    ("now", "day"),
    [
        (at(date(2026, 10, 1), 7), date(2026, 10, 1)),
        (at(date(2026, 10, 1), 6), date(2026, 7, 1)),
        (at(date(2026, 11, 29), 0), date(2026, 10, 1)),
        (at(date(2027, 1, 1), 6), date(2026, 10, 1)),
        (at(date(2027, 3, 31), 23), date(2027, 1, 1)),
    ],
)
def test_the_day_on_which_reports_are_due(now: datetime, day: date) -> None:
    assert due_day(now, SEVEN) == day


@pytest.mark.parametrize(
    ("day", "periods"),
    [
        (date(2026, 4, 1), ("2026-Q1",)),
        (date(2026, 7, 1), ("2026-Q2", "2026-H1")),
        (date(2026, 10, 1), ("2026-Q3",)),
        (date(2027, 1, 1), ("2026-Q4", "2026")),
    ],
)
def test_what_is_over_on_that_day(day: date, periods: tuple[str, ...]) -> None:
    assert periods_before(day) == periods


def ask(store: Store, email: str, province: str, *, reports: bool, lang: str = "vi") -> None:
    with store.write() as connection:
        save_recipient(connection, RecipientRecord(email, province, lang, reports), moment(date(2026, 9, 1)))


def reports_of(room: Mailroom) -> dict[str, EmailMessage]:
    return {to[0]: message for to, message in room.mails if "Báo cáo" in message["Subject"] or "Report" in message["Subject"]}


def test_those_who_asked_get_the_quarter_once(store: Store) -> None:
    fill(store)
    ask(store, "a@so.example", "Hà Tĩnh", reports=True)
    ask(store, "b@so.example", "Hà Tĩnh", reports=False)
    ask(store, "c@so.example", "", reports=True, lang="en")
    room = Mailroom()
    now = Time(at(DAY, 6))
    with smtp_server(room) as port:
        duties = duties_of(store, now, **mail_settings(port))
        duties.mails()  # the machine was away: what was due in July comes late, what is due at seven does not come yet
        assert all("Q2" in str(part.get_filename()) or "H1" in str(part.get_filename()) for part in attached(room))
        room.mails.clear()
        now.to(DAY, 7)
        for _ in range(3):
            duties.mails()
            now.now += RETRY
        duties_of(store, now, **mail_settings(port)).mails()
    found = reports_of(room)
    assert sorted(found) == ["a@so.example", "c@so.example"] and len([m for _, m in room.mails if m in found.values()]) == 2
    message = found["a@so.example"]
    assert message["Subject"] == "Báo cáo dịch vụ công trực tuyến, Quý III năm 2026: Hà Tĩnh"
    files = {part.get_filename(): part.get_content() for part in message.iter_attachments()}
    assert sorted(files) == ["bao-cao-2026-Q3-ha-tinh.docx", "bao-cao-2026-Q3-ha-tinh.xlsx"]
    assert "Theo cơ quan" in load_workbook(BytesIO(files["bao-cao-2026-Q3-ha-tinh.xlsx"])).sheetnames
    assert any("QUÝ III NĂM 2026" in p.text.upper() for p in Document(BytesIO(files["bao-cao-2026-Q3-ha-tinh.docx"])).paragraphs)
    body = message.get_body(("plain",))
    assert body is not None and "Báo cáo mức độ dịch vụ công trực tuyến, Quý III năm 2026" in body.get_content()


def attached(room: Mailroom) -> list[EmailMessage]:
    return [part for message in reports_of(room).values() for part in message.iter_attachments()]


@pytest.mark.parametrize("store_url", ["sqlite"], indirect=True)
def test_a_recipient_that_is_put_off_is_tried_again_and_a_province_without_portals_is_no_mail(store: Store) -> None:
    fill(store)
    ask(store, "a@so.example", "Hà Tĩnh", reports=True)
    ask(store, "z@so.example", "Sơn La", reports=True)
    room = Mailroom(answers={"a@so.example": ["451 later"] * 8})  # the digest and the report, four tries each
    now = Time(at(DAY, 7))
    with smtp_server(room) as port:
        duties = duties_of(store, now, **mail_settings(port))
        duties.mails()
        assert reports_of(room) == {}
        for _ in range(3):
            now.now += RETRY
            duties.mails()
    assert [to for to, message in room.mails if message in reports_of(room).values()] == [["a@so.example"]]


@pytest.mark.parametrize("store_url", ["sqlite"], indirect=True)
def test_who_asks_later_gets_the_next_one(store: Store) -> None:
    fill(store)
    room = Mailroom()
    now = Time(at(DAY, 8))
    with smtp_server(room) as port:
        duties = duties_of(store, now, **mail_settings(port))
        duties.mails()
        ask(store, "a@so.example", "Hà Tĩnh", reports=True)
        now.now += timedelta(days=1)
        duties.mails()
        assert reports_of(room) == {}
        now.to(date(2027, 1, 1), 7)
        duties.mails()
    names = [part.get_filename() for part in reports_of(room)["a@so.example"].iter_attachments()]
    assert names[::2] == ["bao-cao-2026-Q4-ha-tinh.docx", "bao-cao-2026-ha-tinh.docx"]
