"""A scheduler's duties with the time given: nights queued once, caught up, ended; alarms and the weekly mail sent once."""

from __future__ import annotations

import threading
from collections.abc import Callable
from datetime import date, datetime, time, timedelta

import pytest
from sqlalchemy import func, select

from classifier.vocabulary import Outcome
from crawler.config import TIME_ZONE, Settings
from scheduler.clock import parse_schedule
from scheduler.duties import RETRY, Duties
from scheduler.finishing import finish
from scheduler.nightly import KIND, unfinished
from storage.engine import Store, open_store
from storage.models import Slot
from storage.queries.people import RecipientRecord, alarms, save_recipient
from storage.queries.portals import PortalEntry, enable_portal, save_portals
from storage.queries.runs import list_runs
from storage.runs import Run, claim_run
from storage.slots import release_run, unfinished_slots, waiting_runs
from tests.scheduler.mail.servers import Mailroom, free_port, smtp_server
from tests.storage.entries import crawl, entry, register, report

NIGHT = date(2026, 11, 22)  # a Sunday


class Time:
    """The time, as a test sets it: of the service and of the leases alike."""

    def __init__(self, now: datetime) -> None:
        self.now = now

    def __call__(self) -> datetime:
        return self.now

    def to(self, day: date, hour: int, minute: int = 0) -> None:
        self.now = at(day, hour, minute)


def at(day: date, hour: int, minute: int = 0) -> datetime:
    return datetime.combine(day, time(hour, minute), TIME_ZONE)


def duties_of(store: Store, now: Time, **settings: object) -> Duties:
    given = Settings(database_url=store.url, allow_networks="127.0.0.0/8", **settings)  # type: ignore[arg-type]
    return Duties(store, given, parse_schedule(given), now, now, sleep=lambda _: None)


def runs_of(store: Store) -> list[tuple[str, date, str]]:
    with store.read() as connection:
        return sorted((run.portal, run.night, run.state) for run in list_runs(connection))


def read_all(store: Store, now: Time, outcome: Callable[[Run], Outcome] = lambda run: Outcome.OK, count: int = 10) -> None:
    """Do what workers do with the runs that are due."""
    for run in waiting_runs(store, KIND, now()):
        leased = claim_run(store, run.id, "test:1:1", now(), now() + timedelta(minutes=1))
        assert leased is not None
        got = outcome(leased)
        entries = [entry(n) for n in range(1, count + 1)] if got is Outcome.OK else []
        crawl(store, leased, entries, report(len(entries), outcome=got, reason="" if entries else "HTTP 500"))
        finish(store, leased.id, leased.attempt, now())


def test_a_night_is_queued_at_its_hour_and_once(store: Store) -> None:
    register(store, "a", "b")
    now = Time(at(NIGHT, 0, 59))
    duties = duties_of(store, now)
    duties.night()
    yesterday = NIGHT - timedelta(days=1)
    assert runs_of(store) == [("a", yesterday, "queued"), ("b", yesterday, "queued")]
    read_all(store, now)
    now.to(NIGHT, 1)
    duties.night()
    duties.night()
    assert [run for run in runs_of(store) if run[1] == NIGHT] == [("a", NIGHT, "queued"), ("b", NIGHT, "queued")]
    # Each portal has its own minute: nothing is due at the hour itself, all of it half an hour later.
    assert waiting_runs(store, KIND, now()) == []
    now.to(NIGHT, 1, 30)
    assert {run.portal for run in waiting_runs(store, KIND, now())} == {"a", "b"}
    read_all(store, now)
    duties.night()
    with store.read() as connection:
        assert unfinished_slots(connection, KIND) == []


def test_a_machine_that_was_down_catches_up_with_the_latest_night_only(store: Store) -> None:
    register(store, "a", "b")
    now = Time(at(NIGHT, 1))
    duties_of(store, now).night()
    now.to(NIGHT, 1, 30)
    (first, _) = waiting_runs(store, KIND, now())
    claim_run(store, first.id, "elsewhere:1:1", now(), now() + timedelta(minutes=2))
    # Down for three days in the middle of it; then somebody switches it on in the afternoon.
    now.to(NIGHT + timedelta(days=3), 15)
    duties_of(store, now).night()
    wednesday = NIGHT + timedelta(days=3)
    assert runs_of(store) == [("a", NIGHT, "failed"), ("a", wednesday, "queued"), ("b", NIGHT, "failed"), ("b", wednesday, "queued")]
    assert {run.at for run in waiting_runs(store, KIND, now())} == {now()}  # read now, and dated now
    with store.read() as connection:
        assert [day for _, day in unfinished_slots(connection, KIND)] == [wednesday]
        assert alarms(connection) == []  # it was us, not the portals


def test_a_restart_in_the_middle_of_the_night_goes_on(store: Store) -> None:
    register(store, "a", "b", "c")
    now = Time(at(NIGHT, 1))
    duties_of(store, now).night()
    now.to(NIGHT, 1, 40)
    taken = waiting_runs(store, KIND, now())[0]
    claim_run(store, taken.id, "elsewhere:1:1", now(), now() + timedelta(minutes=2))
    now.to(NIGHT, 3)
    duties_of(store, now).night()
    assert len(runs_of(store)) == 3 and len(unfinished(store, NIGHT)) == 3
    read_all(store, now)  # the lease of the machine that died has run out
    duties_of(store, now).night()
    assert runs_of(store) == [("a", NIGHT, "ok"), ("b", NIGHT, "ok"), ("c", NIGHT, "ok")]
    assert unfinished(store, NIGHT) == []


def test_a_night_that_is_still_read_when_the_next_begins_is_left_to_end(store: Store) -> None:
    register(store, "slow", "reported")
    now = Time(at(NIGHT, 1))
    duties_of(store, now).night()
    now.to(NIGHT + timedelta(days=1), 0, 59)
    runs = {run.portal: run for run in waiting_runs(store, KIND, now())}
    for run in runs.values():
        leased = claim_run(store, run.id, "elsewhere:1:1", now(), now() + timedelta(minutes=2))
        assert leased is not None
        if run.portal == "reported":
            crawl(store, leased, [entry(1)])
    now.to(NIGHT + timedelta(days=1), 1)
    duties_of(store, now).night()
    assert ("slow", NIGHT, "running") in runs_of(store)
    now.to(NIGHT + timedelta(days=1), 1, 10)
    duties_of(store, now).night()
    # Its lease is over, so it is given up; what has told all it saw waits to be judged.
    assert ("slow", NIGHT, "failed") in runs_of(store) and ("reported", NIGHT, "running") in runs_of(store)


def test_a_portal_that_is_added_is_read_at_the_next_look_and_a_disabled_one_is_not(store: Store) -> None:
    register(store, "a")
    now = Time(at(NIGHT, 9))
    duties = duties_of(store, now)
    duties.night()
    register(store, "b", "off")
    with store.write() as connection:
        enable_portal(connection, "off", False)
    duties.night()
    assert runs_of(store) == [("a", NIGHT, "queued"), ("b", NIGHT, "queued")]


def test_a_public_portal_without_a_contact_waits_and_stops_nobody(store: Store) -> None:
    register(store, "a")
    with store.write() as connection:
        save_portals(connection, [PortalEntry("public", "https://192.0.1.1/")], at(NIGHT, 0))
    duties_of(store, Time(at(NIGHT, 9))).night()
    assert runs_of(store) == [("a", NIGHT, "queued")]


def test_three_schedulers_at_once_claim_once(store: Store) -> None:
    register(store, "a", "b", "c")
    now = Time(at(NIGHT, 2))
    barrier = threading.Barrier(3)

    def one() -> None:
        with open_store(store.url) as own:
            duties = duties_of(own, now)
            barrier.wait()
            duties.night()

    threads = [threading.Thread(target=one) for _ in range(3)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert runs_of(store) == [("a", NIGHT, "queued"), ("b", NIGHT, "queued"), ("c", NIGHT, "queued")]
    with store.read() as connection:
        assert connection.execute(select(func.count()).select_from(Slot)).scalar() == 1


def test_a_run_that_is_given_back_is_free_at_once(store: Store) -> None:
    register(store, "a")
    now = Time(at(NIGHT, 2))
    duties_of(store, now).night()
    (run,) = waiting_runs(store, KIND, now())
    leased = claim_run(store, run.id, "one:1:1", now(), now() + timedelta(minutes=1))
    assert leased is not None and release_run(store, leased)
    again = claim_run(store, run.id, "two:1:1", now(), now() + timedelta(minutes=1))
    assert again is not None and again.attempt == leased.attempt + 1
    assert not release_run(store, leased)


def test_a_machine_has_its_number_of_seats(store: Store) -> None:
    register(store, "a", "b", "c", "d")
    now = Time(at(NIGHT, 2))
    duties_of(store, now).night()
    until = now() + timedelta(minutes=1)
    runs = waiting_runs(store, KIND, now())
    here = [claim_run(store, run.id, f"here:{n}:1", now(), until, seats=2) for n, run in enumerate(runs[:3])]
    assert [run is not None for run in here] == [True, True, False]
    assert claim_run(store, runs[2].id, "there:1:1", now(), until, seats=2) is not None
    now.to(NIGHT, 2, 2)  # the leases have run out: their own runs and others are free again
    assert claim_run(store, runs[3].id, "here:9:1", now(), now() + timedelta(minutes=1), seats=2) is not None


def mail_settings(port: int) -> dict[str, object]:
    return {"smtp_url": f"smtp://127.0.0.1:{port}", "mail_from": "mucdo@example.vn", "admin_email": "admin@example.vn"}


def fail_b(run: Run) -> Outcome:
    return Outcome.ERROR if run.portal == "b" else Outcome.OK


def test_one_alarm_for_a_portal_that_turns_bad_and_none_for_each_night(store: Store) -> None:
    register(store, "a", "b", "c")
    room = Mailroom()
    now = Time(at(NIGHT, 2))
    with smtp_server(room) as port:
        duties = duties_of(store, now, **mail_settings(port))
        for number, outcome in enumerate([lambda run: Outcome.OK, fail_b, fail_b, fail_b, lambda run: Outcome.OK, fail_b]):
            now.to(NIGHT + timedelta(days=number), 2)
            duties.night()
            duties.mails()  # the night is not over: nothing is told yet
            read_all(store, now, outcome)
            duties.night()
            duties.mails()
            duties.mails()
        subjects = [message["Subject"] for _, message in room.mails]
        assert subjects == ["mucdo: 1 cổng cần xem, 23/11/2026", "mucdo: 1 cổng cần xem, 27/11/2026"]
        words = room.mails[0][1].get_content()
        assert "b (b)" in words and "HTTP 500" in words and "không truy cập được" in words
        with store.read() as connection:
            assert all(alarm.sent_at is not None for alarm in alarms(connection))


def test_a_suspect_state_of_three_nights_is_offered_once(store: Store) -> None:
    register(store, "a")
    room = Mailroom()
    now = Time(at(NIGHT, 2))
    with smtp_server(room) as port:
        duties = duties_of(store, now, **mail_settings(port))
        for number, count in enumerate([40, 40, 20, 20, 20, 20]):
            now.to(NIGHT + timedelta(days=number), 2)
            duties.night()
            read_all(store, now, count=count)
            duties.night()
            duties.mails()
    assert [message["Subject"] for _, message in room.mails] == [
        "mucdo: 1 cổng cần xem, 24/11/2026",
        "mucdo: a: đáng ngờ ba đêm liền",
    ]
    with store.read() as connection:
        fifth = next(run for run in list_runs(connection) if run.night == NIGHT + timedelta(days=4))
    words = room.mails[1][1].get_content()
    assert f"mucdo runs accept {fifth.id}" in words and "count_fell: 20 procedures, usually 40" in words


def test_alarms_wait_for_a_server_that_is_away(store: Store) -> None:
    register(store, "a", "b")
    now = Time(at(NIGHT, 2))
    port = free_port()
    duties = duties_of(store, now, **mail_settings(port))
    duties.night()
    read_all(store, now, fail_b)
    duties.mails()
    with store.read() as connection:
        assert [alarm.sent_at for alarm in alarms(connection)] == [None]
    room = Mailroom()
    with smtp_server(room) as there:
        again = duties_of(store, now, **mail_settings(there))
        again.mails()
        again.mails()
    assert len(room.mails) == 1


MONDAY = date(2026, 11, 23)


def watched(store: Store, now: Time) -> None:
    """A portal that was read in the week that ends on Sunday."""
    register(store, "a")
    now.to(NIGHT, 2)
    duties_of(store, now).night()
    read_all(store, now)
    duties_of(store, now).night()


def subscribe(store: Store, *emails: str) -> None:
    with store.write() as connection:
        for email in emails:
            save_recipient(connection, RecipientRecord(email, "", "vi"), at(NIGHT, 0))


def test_the_weekly_mail_goes_out_on_monday_and_once(store: Store) -> None:
    now = Time(at(NIGHT, 2))
    watched(store, now)
    subscribe(store, "one@example.vn", "two@example.vn")
    room = Mailroom()
    with smtp_server(room) as port:
        duties = duties_of(store, now, **mail_settings(port))
        now.to(MONDAY, 6, 59)
        duties.mails()
        assert room.recipients == []
        now.to(MONDAY, 7)
        duties.mails()
        duties.mails()
        duties_of(store, now, **mail_settings(port)).mails()
    assert sorted(room.recipients) == ["one@example.vn", "two@example.vn"]


@pytest.mark.parametrize("recipients", [(), ("late@example.vn",)])
def test_a_week_without_recipients_or_without_a_night_is_quiet(store: Store, recipients: tuple[str, ...]) -> None:
    now = Time(at(NIGHT, 2))
    if recipients:
        subscribe(store, *recipients)  # and nothing was ever read
    else:
        watched(store, now)
    room = Mailroom()
    with smtp_server(room) as port:
        duties = duties_of(store, now, **mail_settings(port))
        now.to(MONDAY, 8)
        duties.mails()
        subscribe(store, "late@example.vn")  # on Monday at noon: last week is over, the next mail is theirs
        duties.mails()
    assert room.recipients == []


def test_who_waits_for_a_digest_is_tried_again(store: Store) -> None:
    now = Time(at(NIGHT, 2))
    watched(store, now)
    subscribe(store, "one@example.vn", "two@example.vn")
    room = Mailroom(answers={"two@example.vn": ["451 later"] * 4})
    with smtp_server(room) as port:
        duties = duties_of(store, now, **mail_settings(port))
        now.to(MONDAY, 7)
        duties.mails()
        duties.mails()  # not at once again
        assert room.recipients.count("two@example.vn") == 0
        now.now += RETRY
        duties.mails()
        now.now += RETRY
        duties.mails()
    assert [r for r in room.recipients if r != "admin@example.vn"] == ["one@example.vn", "two@example.vn"]
