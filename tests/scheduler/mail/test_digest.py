"""From crawled nights to delivered mails, on both databases."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from classifier.model import Entry
from classifier.vocabulary import Outcome, Scheme
from crawler.config import Settings
from scheduler.changes import changes
from scheduler.mail.gather import gather, last_week, parse_week
from scheduler.mail.posting import recipient_groups
from scheduler.mail.send import MailError
from scheduler.mail.service import send_digest, slot_day, write_digest
from storage.engine import Store
from storage.outbox import mails_of
from storage.queries.people import RecipientRecord, save_recipient
from storage.queries.portals import PortalEntry, save_portals
from storage.runs import claim_slot
from tests.scheduler.mail.servers import Mailroom, smtp_server
from tests.scheduler.nights import read_portal
from tests.storage.entries import entry, moment, register, report

WEEK = "2020-W52"  # 21 to 27 December
BEFORE, INSIDE, SUNDAY = date(2020, 12, 18), date(2020, 12, 22), date(2020, 12, 27)
AT = moment(date(2020, 12, 28))


@pytest.fixture(autouse=True)
def _portal(store: Store) -> None:
    register(store, "ha-tinh")


def shown(*levels: int) -> list[Entry]:
    """Entries as they stand on the portal, each lacking one thing for the next level."""
    made = [entry(n, level, str(level), scheme=Scheme.ND43_2011, level_max=level) for n, level in enumerate(levels, 1)]
    return [replace(one, next_level=("need_payment_function",) if one.level == 3 else ("need_online_submission",)) for one in made]


def test_weeks() -> None:
    assert parse_week("2026-W47") == (date(2026, 11, 16), date(2026, 11, 22)) and slot_day("2026-W47") == date(2026, 11, 23)
    assert parse_week("2020-W53") == (date(2020, 12, 28), date(2021, 1, 3))
    assert last_week(date(2026, 11, 23)) == "2026-W47" and last_week(date(2021, 1, 4)) == "2020-W53"
    for bad in ("2026-47", "2026-W54", "W47", ""):
        with pytest.raises(ValueError, match="2026-W47"):
            parse_week(bad)


def test_the_digest_lists_what_mucdo_changes_lists(store: Store) -> None:
    read_portal(store, "ha-tinh", BEFORE, shown(2, 2, 3, 1))
    read_portal(store, "ha-tinh", INSIDE, shown(3, 2, 3, 1, 2))
    digest = gather(store, WEEK, ("Hà Tĩnh",), "vi", AT)
    listed = changes(store, digest.since, digest.until, "Hà Tĩnh").changes
    assert [(c.kind, c.code) for c in digest.changes] == [(c.kind, c.code) for c in listed]
    assert {(c.kind, c.level_from, c.level_to) for c in digest.changes} == {("upgrade", 2, 3), ("new", None, 2)}
    assert digest.levels_before == {"1": 1, "2": 2, "3": 1} and digest.levels_now == {"1": 1, "2": 2, "3": 2}
    moved = next(t for t in digest.targets if t.id == "HT-02")
    assert (moved.compare, moved.threshold, moved.unit) == (">", 90, "percent")
    assert (moved.before, moved.after) == ((25, 25), (40, 40)) and moved.verdict_after == "chưa đạt"


def test_another_province_is_another_digest(store: Store) -> None:
    register(store, "son-la", province="Sơn La")
    for portal in ("ha-tinh", "son-la"):
        read_portal(store, portal, BEFORE, shown(2))
    read_portal(store, "son-la", INSIDE, shown(3))
    assert gather(store, WEEK, ("Hà Tĩnh",), "vi", AT).quiet
    assert len(gather(store, WEEK, (), "vi", AT).changes) == len(gather(store, WEEK, ("son-la",), "vi", AT).changes) == 1
    assert gather(store, WEEK, ("son-la",), "vi", AT).provinces == ("Sơn La",)


def test_the_digest_names_portals_and_links_the_dashboard(store: Store) -> None:
    with store.write() as connection:
        save_portals(connection, [PortalEntry("ha-tinh", "http://127.0.0.1/", name="Cổng Hà Tĩnh", province="Hà Tĩnh")], AT)
    read_portal(store, "ha-tinh", BEFORE, shown(2))
    read_portal(store, "ha-tinh", INSIDE, shown(3))
    digest = gather(store, WEEK, ("Hà Tĩnh",), "vi", AT, "https://mucdo.example")
    assert {line.place for line in (*digest.changes, *digest.nearest)} == {"Cổng Hà Tĩnh"}
    assert digest.dashboard == "https://mucdo.example/changes?since=2020-12-21&until=2020-12-27&province=ha-tinh"
    assert "province" not in str(gather(store, WEEK, ("Hà Tĩnh", "Sơn La"), "vi", AT, "https://mucdo.example").dashboard)
    assert gather(store, WEEK, ("Hà Tĩnh",), "vi", AT).dashboard is None


def test_a_portal_that_joins_is_no_change_of_the_others(store: Store) -> None:
    register(store, "ha-tinh-2")
    read_portal(store, "ha-tinh", BEFORE, shown(2, 3))
    read_portal(store, "ha-tinh-2", INSIDE, shown(1, 1, 1))
    digest = gather(store, WEEK, ("Hà Tĩnh",), "vi", AT)
    assert (digest.levels_before, digest.levels_now, digest.joined) == ({"2": 1, "3": 1}, {"2": 1, "3": 1}, 3)
    first = gather(store, "2020-W51", ("Hà Tĩnh",), "vi", AT)
    assert (first.levels_before, first.levels_now, first.joined) == ({}, {"2": 1, "3": 1}, 0)


def test_portals_that_were_not_read_are_named(store: Store) -> None:
    read_portal(store, "ha-tinh", BEFORE, shown(2, 2))
    read_portal(store, "ha-tinh", INSIDE, [], report(0, outcome=Outcome.BLOCKED, complete=False, reason="WAF"))
    digest = gather(store, WEEK, ("Hà Tĩnh",), "vi", AT)
    assert [(u.portal, u.since, u.outcome) for u in digest.unread] == [("ha-tinh", INSIDE, "blocked")]
    assert digest.changes == () and not digest.quiet


def test_a_rise_that_was_mailed_and_taken_back_is_corrected(store: Store) -> None:
    read_portal(store, "ha-tinh", date(2020, 12, 10), shown(2, 2))
    read_portal(store, "ha-tinh", BEFORE, shown(3, 2))
    assert [c.kind for c in gather(store, "2020-W51", ("Hà Tĩnh",), "vi", AT).changes] == ["upgrade"]
    read_portal(store, "ha-tinh", INSIDE, shown(2, 2))
    digest = gather(store, WEEK, ("Hà Tĩnh",), "vi", AT)
    assert digest.changes == () and [(c.code, c.level_to) for c in digest.corrections] == [("1.000001", 3)]


def test_a_rise_that_nobody_was_told_of_needs_no_correction(store: Store) -> None:
    read_portal(store, "ha-tinh", BEFORE, shown(2, 2))
    read_portal(store, "ha-tinh", INSIDE, shown(3, 2))
    read_portal(store, "ha-tinh", date(2020, 12, 23), shown(2, 2))
    digest = gather(store, WEEK, ("Hà Tĩnh",), "vi", AT)
    assert digest.changes == digest.corrections == ()


def test_the_five_nearest_lack_least_and_stand_highest(store: Store) -> None:
    rows = shown(3, 2, 3, 2, 2, 2, 4)
    rows[2] = replace(rows[2], next_level=("need_payment_function", "need_result_channel"))
    read_portal(store, "ha-tinh", BEFORE, rows)
    nearest = gather(store, WEEK, ("Hà Tĩnh",), "vi", AT).nearest
    assert [(line.code, line.level) for line in nearest] == [("1.000001", 3), *((f"1.00000{n}", 2) for n in (2, 4, 5, 6))]


def subscribe(store: Store, *rows: tuple[str, str, str]) -> None:
    with store.write() as connection:
        for email, province, lang in rows:
            save_recipient(connection, RecipientRecord(email, province, lang), AT)


def test_recipients_are_grouped_and_nobody_is_in_two_groups(store: Store) -> None:
    subscribe(
        store, ("a@x", "Hà Tĩnh", "vi"), ("b@x", "Hà Tĩnh", "vi"), ("c@x", "Hà Tĩnh", "en"), ("a@x", "Sơn La", "vi"), ("d@x", "", "vi")
    )
    groups = {(g.provinces, g.lang): g.emails for g in recipient_groups(store)}
    assert groups == {
        ((), "vi"): ("d@x",),
        (("Hà Tĩnh",), "vi"): ("b@x",),
        (("Hà Tĩnh",), "en"): ("c@x",),
        (("Hà Tĩnh", "Sơn La"), "vi"): ("a@x",),
    }


def test_files_are_written_with_and_without_recipients(store: Store, tmp_path: Path) -> None:
    read_portal(store, "ha-tinh", BEFORE, shown(2))
    assert [p.name for p in write_digest(store, WEEK, tmp_path, AT)] == [f"digest-{WEEK}-all-vi.eml", f"digest-{WEEK}-all-vi.html"]
    subscribe(store, ("a@x", "Hà Tĩnh", "vi"))
    names = [path.name for path in write_digest(store, WEEK, tmp_path / "b", AT)]
    assert names == [f"digest-{WEEK}-ha-tinh-vi.eml", f"digest-{WEEK}-ha-tinh-vi.html"]


def test_files_are_written_in_the_languages_that_are_asked_for(store: Store, tmp_path: Path) -> None:
    read_portal(store, "ha-tinh", BEFORE, shown(2))
    read_portal(store, "ha-tinh", INSIDE, shown(3))
    subscribe(store, ("a@x", "Hà Tĩnh", "vi"))
    paths = write_digest(store, WEEK, tmp_path, AT, ("en", "vi"))
    assert [path.name for path in paths[::2]] == [f"digest-{WEEK}-ha-tinh-{lang}.eml" for lang in ("en", "vi")]
    assert "Level rose" in paths[1].read_text("utf-8") and "Tăng mức độ" in paths[3].read_text("utf-8")


@pytest.fixture
def room() -> Mailroom:
    return Mailroom()


@pytest.fixture
def settings(room: Mailroom) -> Iterator[Settings]:
    with smtp_server(room) as port:
        yield Settings(smtp_url=f"smtp://127.0.0.1:{port}", mail_from="mucdo@so.example", admin_email="admin@so.example")


def test_a_week_is_mailed_once_and_recorded(store: Store, room: Mailroom, settings: Settings) -> None:
    read_portal(store, "ha-tinh", BEFORE, shown(2, 2))
    read_portal(store, "ha-tinh", INSIDE, shown(3, 2))
    subscribe(store, ("a@so.example", "Hà Tĩnh", "vi"), ("b@so.example", "Hà Tĩnh", "en"), ("c@so.example", "Sơn La", "vi"))
    done = send_digest(store, WEEK, settings, AT, "test:1:1")
    assert sorted(done.sent) == ["a@so.example", "b@so.example", "c@so.example"]
    subjects = {to[0]: str(mail["Subject"]) for to, mail in room.mails}
    assert "1 tăng" in subjects["a@so.example"] and "1 rose" in subjects["b@so.example"]
    assert "không có thay đổi" in subjects["c@so.example"]
    assert send_digest(store, WEEK, settings, AT, "test:2:2").sent == () and len(room.mails) == 3
    slot, made = claim_slot(store, "digest", slot_day(WEEK), "x", AT)
    with store.read() as connection:
        rows = mails_of(connection, slot)
    assert not made and {(r.state, r.tries) for r in rows} == {("sent", 1)} and all(r.sent_at for r in rows)
    assert {r.message_id for r in rows} == {str(mail["Message-ID"]) for _, mail in room.mails}


def test_refusals_are_recorded_and_told_once(store: Store, room: Mailroom, settings: Settings) -> None:
    subscribe(store, ("a@so.example", "", "vi"), ("gone@so.example", "", "vi"))
    room.answers["gone@so.example"] = ["550 no such user"]
    done = send_digest(store, WEEK, settings, AT, "test:1:1", sleep=lambda seconds: None)
    assert done.failed == (("gone@so.example", "550 no such user"),)
    send_digest(store, WEEK, settings, AT, "test:1:1")
    assert room.recipients == ["a@so.example", "admin@so.example"]


def test_sending_without_settings_names_them(store: Store) -> None:
    with pytest.raises(MailError, match="MUCDO_SMTP_URL"):
        send_digest(store, WEEK, Settings(), AT, "test:1:1")
