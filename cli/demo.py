"""`mucdo demo`: the whole product in small, on replica portals, held against their truth."""

from __future__ import annotations

import shutil
import sys
from collections.abc import Iterable, Sequence
from datetime import date, datetime, time, timedelta
from pathlib import Path
from typing import Annotated

import typer

from cli.demo_sites import visit_replicas
from cli.demo_tables import print_changes, print_levels, print_verdicts
from cli.exits import Exit, fail, leave
from cli.output import say
from cli.progress import crawl_progress
from crawler.config import TIME_ZONE, Settings
from fixtures.portals.captures import write_captures
from fixtures.portals.changes_truth import believed_entries, expected_changes
from fixtures.portals.loading import portal_ids
from fixtures.portals.scoring import compare
from fixtures.portals.serving import Portals, serve
from fixtures.portals.spec import PortalSpec
from scheduler.changes import changes
from scheduler.documents import levels_document
from scheduler.importing import import_paths
from scheduler.mail.gather import last_week
from scheduler.mail.service import write_digest
from scheduler.nightly import crawl_portals
from scheduler.reports.period import parse_period
from scheduler.reports.print import photograph
from scheduler.reports.service import FORMATS, write_report
from storage.engine import Store, open_store
from storage.queries.levels import levels_at
from storage.queries.portals import PortalEntry, save_portals
from web.picture import picture
from web.serving import serving

MARK = ".mucdo-demo"  # shows that the folder is the demo's own and may be made anew
NIGHT_HOUR = time(1)
# Portals that a script draws are drawn page by page; all their nights would take the demo past its five minutes.
DRAWN = frozenset({"igate-v2", "national-new", "national-old", "opencps", "portaldvc"})
DRAWN_NIGHTS = 2
REPORTED = ("Quảng Bình", "2020-Q4")


def demo(
    out: Annotated[Path, typer.Option(help="Folder for the database, the mail and the reports; made anew.")] = Path("demo-out"),
    portal: Annotated[list[str] | None, typer.Option(help="Only these replicas; may be given several times.")] = None,
) -> None:
    """Crawl replica portals on two simulated weeks of nights; print levels, changes and verdicts, and compare them with the truth."""
    ids = tuple(portal or portal_ids())
    unknown = set(ids) - set(portal_ids())
    if unknown:
        fail(f"no replica {', '.join(sorted(unknown))}; there are {', '.join(portal_ids())}")
    _clear(out)
    url = f"sqlite:///{(out / 'mucdo.db').resolve()}"
    settings = Settings(allow_networks="127.0.0.0/8", download_delay=0, database_url=url)  # type: ignore[arg-type]  # parsed
    with open_store(url) as store, serve(ids, date.min) as portals:
        _register(store, portals)
        _import_past(store, settings, out / "captures", ids)
        _crawl_nights(store, settings, portals)
        sites_right = visit_replicas(store, settings, portals)
        print_levels(store, portals)
        print_verdicts(store, min(p.spec.nights[-1] for p in portals))
        right = _compare(store, portals) and sites_right
        last_nights = sorted({p.spec.nights[-1] for p in portals})
        _write_papers(store, settings, out, last_nights)
        _show_dashboard(store, settings, out, last_nights[0])
    say("the mail, the reports and a picture of the dashboard are in " + str(out))
    say(f"the dashboard: MUCDO_DATABASE_URL={url} MUCDO_NOW={last_nights[0]}T12:00 mucdo web, then http://127.0.0.1:8000/")
    leave(Exit.DONE if right else Exit.INTERNAL)


def _clear(out: Path) -> None:
    if out.exists() and any(out.iterdir()) and not (out / MARK).exists():
        fail(f"{out} is not empty and was not made by the demo; name another folder with --out")
    shutil.rmtree(out, ignore_errors=True)
    out.mkdir(parents=True)
    (out / MARK).touch()


def _register(store: Store, portals: Portals) -> None:
    entries = [PortalEntry(id=p.id, url=p.url, name=p.spec.name, province=p.spec.province) for p in portals]
    with store.write() as connection:
        save_portals(connection, entries, datetime.now(TIME_ZONE))


def _import_past(store: Store, settings: Settings, folder: Path, ids: Iterable[str]) -> None:
    """The states of 2015 to 2017 come from archives, as they would for real portals."""
    for capture in write_captures(folder, ids):
        import_paths(store, settings, [capture.path], capture.portal, capture.at)
        say(f"imported {capture.pages} saved pages of {capture.portal} as of {capture.at}")


def _crawl_nights(store: Store, settings: Settings, portals: Portals) -> None:
    nights = sorted({night for p in portals for night in _nights(p.spec)})
    for night in nights:
        portals.set_night(night)
        now = datetime.combine(night, NIGHT_HOUR, TIME_ZONE)
        due = [p.id for p in portals if night in _nights(p.spec)]
        with crawl_progress() as report:
            results = crawl_portals(store, settings.model_copy(update={"now": now}), due, now=now, on_progress=report)
        states = ", ".join(f"{r.run.portal} {r.run.read}" if not r.reasons else f"{r.run.portal} {r.health}" for r in results)
        sys.stdout.write(f"{night:%d/%m/%Y}  {states}\n")
        print_changes(changes(store, night, night), {r.run.portal: r for r in results if r.reasons})


def _write_papers(store: Store, settings: Settings, out: Path, last_nights: Sequence[date]) -> None:
    """The Monday digest after each fortnight, and the report of one province's last quarter in every format."""
    for night in last_nights:
        monday = night + timedelta(days=7 - night.weekday())
        write_digest(store, last_week(monday), out / "digest", datetime.combine(monday, time(7), TIME_ZONE))
    (out / "reports").mkdir()
    as_of = settings.model_copy(update={"now": datetime.combine(last_nights[0], time(12), TIME_ZONE)})
    for suffix in FORMATS:
        write_report(store, as_of, parse_period(REPORTED[1]), REPORTED[0], out / "reports" / f"quang-binh-2020-q4{suffix}")
    page = (out / "reports" / "quang-binh-2020-q4.html").read_text(encoding="utf-8")
    (out / "report.png").write_bytes(photograph(page, settings.chromium))


def _show_dashboard(store: Store, settings: Settings, out: Path, day: date) -> None:
    """A picture of the dashboard's first page as it stood at noon of a day."""
    as_of = settings.model_copy(update={"now": datetime.combine(day, time(12), TIME_ZONE), "web_bind": "127.0.0.1:0"})
    with serving(as_of, store) as url:
        (out / "dashboard.png").write_bytes(picture(f"{url}/", settings.chromium))


def _nights(spec: PortalSpec) -> tuple[date, ...]:
    """The nights on which the demo crawls a replica."""
    return spec.nights[-DRAWN_NIGHTS:] if spec.platform in DRAWN else spec.nights


def _compare(store: Store, portals: Portals) -> bool:
    """Levels on the last night and the changes of all nights, against the replicas' truth."""
    right = total = listed = expected_lines = 0
    false_lines: list[str] = []
    for p in portals:
        night = p.spec.nights[-1]
        with store.read() as connection:
            rows = levels_at(connection, night, portal=p.id)
        reported = levels_document(rows, datetime.combine(night, NIGHT_HOUR, TIME_ZONE))["procedures"]
        score = compare(believed_entries(p.spec, _nights(p.spec), portals.origins), reported)
        wrong = {d.procedure for d in score.differences if d.attribute in ("level", "level_max", "declared", "scheme")}
        total += score.expected
        right += score.found - len(wrong)
        false_lines += [f"{p.id}: {name}" for name in sorted(wrong | set(score.missed) | set(score.invented))]
        wanted = {(c.kind, c.code, c.name, c.from_level, c.to_level, c.confirmed) for c in expected_changes(p.spec, _nights(p.spec))}
        found = changes(store, _nights(p.spec)[0], night).changes
        got = {(c.kind, c.code, c.name, c.level_from, c.level_to, c.confirmed) for c in found if c.portal == p.id}
        expected_lines += len(wanted)
        listed += len(wanted & got)
        false_lines += [f"{p.id}: change {line}" for line in sorted(wanted ^ got, key=str)]
    sys.stdout.write(f"\nlevels equal to the truth of the replicas: {right} of {total}\n")
    sys.stdout.write(f"changes equal to the truth of the replicas: {listed} of {expected_lines}\n")
    for line in false_lines[:20]:
        say(f"differs: {line}")
    return not false_lines
