"""`mucdo sites`: agencies and what their own sites show of the information duties."""

from __future__ import annotations

import sys
from collections import Counter
from collections.abc import Sequence
from enum import StrEnum
from pathlib import Path
from typing import Annotated, Any

import typer

from classifier.sites.model import Item, State
from classifier.vocabulary import Outcome
from cli.check import web_address
from cli.exits import Exit, exit_for, fail, leave
from cli.output import print_json, print_table, say
from cli.store import day_of, settings_of, store_of
from scheduler.messages import say as words
from scheduler.sites.agency_file import AgencyFileError, read_agencies, write_agencies
from scheduler.sites.documents import site_document, survey_document
from scheduler.sites.measures import required_of
from scheduler.sites.national import DEFAULT_DELAY, MIN_DELAY, NotConfirmedError, beside_ours, confirm, count_national
from scheduler.sites.reasons import why_words
from scheduler.sites.score import score_of
from scheduler.sites.standing import AgencyStanding
from scheduler.sites.survey import candidates, due_agencies, survey_at, visit_sites
from storage.queries.registry import find_province
from storage.queries.sites import AgencyRecord, list_agencies, load_agency, save_agencies

app = typer.Typer(no_args_is_help=True, help="Agencies with their own sites: register, visit, show what was found.")


class Format(StrEnum):
    TABLE = "table"
    JSON = "json"


@app.command()
def crawl(
    context: typer.Context,
    agency: Annotated[list[str] | None, typer.Option(help="Visit this agency's site; may be given several times.")] = None,
    province: Annotated[str | None, typer.Option(help="All agencies of this province.")] = None,
    everything: Annotated[bool, typer.Option("--all", help="All registered agencies.")] = False,
    due: Annotated[bool, typer.Option(help="Only those not visited for a week, or not readable when last visited.")] = False,
    as_json: Annotated[bool, typer.Option("--json", help="One JSON document (mucdo.sites/1).")] = False,
) -> None:
    """Look round agency sites now: a few pages of each, politely; what is found is kept with its evidence."""
    if bool(agency) + (province is not None) + everything != 1:
        fail("say which sites: --agency ID (several times if need be), --province P or --all")
    settings = settings_of(context)
    now = settings.current_time()
    with store_of(context) as store:
        with store.read() as connection:
            known = list_agencies(connection, province, now.date())
        chosen = [one for one in known if agency is None or one.id in agency]
        missing = sorted(set(agency or ()) - {one.id for one in chosen})
        if missing:
            fail(f"no agency {', '.join(missing)} on {now.date()}: see `mucdo sites list`")
        wanted = due_agencies(store, chosen, now.date()) if due else chosen
        done = visit_sites(store, settings, wanted, now, on_visit=lambda visit: say(f"{visit.agency}: {visit.reading.state}"))
        visited = {visit.agency for visit in done.visits}
        standings = [
            one
            for place in sorted({a.province for a in wanted})
            for one in survey_at(store, place, now.date()).standings
            if one.agency.id in visited
        ]
    if as_json:
        print_json(survey_document(standings, now.date()))
    else:
        print_standings(standings)
    for ident in done.not_reached:
        say(f"{ident}: not reached before the end ({done.ended})")
    leave(Exit.DONE if not done.not_reached else Exit.NOT_READ)


@app.command("list")
def list_them(
    context: typer.Context,
    province: Annotated[str | None, typer.Option(help="Only this province.")] = None,
    at: Annotated[str | None, typer.Option(help="The day, by default today.")] = None,
    form: Annotated[Format, typer.Option("--format")] = Format.TABLE,
) -> None:
    """Every agency with its site's state, the items of NĐ 43/2011 found, and the LOSI-like score."""
    day = day_of(at, settings_of(context).current_time().date(), "--at")
    with store_of(context) as store:
        with store.read() as connection:
            places = sorted({one.province for one in list_agencies(connection, province, day)})
        standings = [one for place in places for one in survey_at(store, place, day).standings]
    if form is Format.JSON:
        print_json(survey_document(standings, day))
    else:
        print_standings(standings)


@app.command()
def show(
    context: typer.Context,
    agency: str,
    at: Annotated[str | None, typer.Option(help="The day, by default today.")] = None,
    language: Annotated[str, typer.Option("--lang", help="vi or en.")] = "vi",
    as_json: Annotated[bool, typer.Option("--json", help="One JSON document.")] = False,
) -> None:
    """One agency's site: every item with its state, the words that say so, and the address."""
    if language not in ("vi", "en"):
        fail(f"--lang {language!r}: give vi or en")
    day = day_of(at, settings_of(context).current_time().date(), "--at")
    with store_of(context) as store:
        with store.read() as connection:
            record = load_agency(connection, agency)
        if record is None:
            fail(f"no agency {agency}: see `mucdo sites list`")
        found = next((one for one in survey_at(store, record.province, day).standings if one.agency.id == agency), None)
    if found is None:
        fail(f"{agency} was no agency on {day}")
    document = site_document(found, day, "en" if as_json else language)
    if as_json:
        print_json(document)
        return
    state = document["state"]
    say(f"{record.name}: {words(f'sites.site.{state}', language) if state else '–'} {document['why']}")
    rows = [
        [
            words(f"sites.item.{item}", language),
            words(f"sites.state.{one.state}", language),
            one.latest,
            one.quote[:70],
            why_words(one.reason, language)[:90],
            one.url,
        ]
        for item in Item
        if (one := found.findings.get(item)) is not None
    ]
    print_table([words(f"sites.column.{name}", language) for name in ("item", "state", "newest", "words", "why", "address")], rows)


@app.command("import")
def import_file(context: typer.Context, file: Path) -> None:
    """Take agencies with their sites from a CSV file; those with a known id are changed, their visits stay."""
    try:
        agencies = read_agencies(file)
    except AgencyFileError as error:
        fail(str(error))
    except OSError as error:
        fail(f"{file}: cannot be read ({error.strerror}); give a .csv file")
    with store_of(context) as store, store.write() as connection:
        for place in sorted({one.province for one in agencies}):
            if find_province(connection, place) is None:
                say(f"warning: {place!r} is not in the registry of provinces; it is kept under that name")
        save_agencies(connection, agencies, settings_of(context).current_time())
    say(f"{len(agencies)} agencies imported")


@app.command()
def export(context: typer.Context, province: Annotated[str | None, typer.Option(help="Only this province.")] = None) -> None:
    """The registry of agencies as a CSV file that `mucdo sites import` takes again."""
    with store_of(context) as store, store.read() as connection:
        agencies: list[AgencyRecord] = list_agencies(connection, province)
    sys.stdout.write(write_agencies(agencies))


@app.command("candidates")
def list_candidates(
    context: typer.Context,
    province: Annotated[str | None, typer.Option(help="Only this province.")] = None,
) -> None:
    """Addresses on the provincial portal that may be the site of an agency whose site is not known; a person decides."""
    day = settings_of(context).current_time().date()
    with store_of(context) as store:
        with store.read() as connection:
            places = sorted({one.province for one in list_agencies(connection, province, day)})
        found = [one for place in places for one in candidates(survey_at(store, place, day))]
    print_table(["agency", "name", "words", "address"], [[one.agency.id, one.agency.name, one.label, one.url] for one in found])


@app.command()
def national(
    context: typer.Context,
    province: Annotated[str, typer.Option(help="The province whose procedures are counted.")],
    url: Annotated[str, typer.Option(help="Public page of the national portal that lists this province's procedures.")],
    confirm_terms: Annotated[str | None, typer.Option(help="Your name: you have read the portal's terms and they allow this.")] = None,
    delay: Annotated[float, typer.Option(min=MIN_DELAY, help="Seconds between requests.")] = DEFAULT_DELAY,
) -> None:
    """Count what the national portal lists for a province, slowly and on public pages only. Off until a person confirms its terms once."""
    settings = settings_of(context)
    with store_of(context) as store:
        if confirm_terms:
            confirm(store, confirm_terms, settings.current_time())
        try:
            counted = count_national(store, settings, province, web_address(url), settings.current_time(), delay)
        except NotConfirmedError as error:
            fail(str(error))
        beside = beside_ours(store, counted)
    print_table(
        ["province", "day", "outcome", "complete", "listed", "codes there", "codes on our portals", "on both"],
        [[counted.province, counted.on, counted.outcome, counted.complete, counted.listed, beside.theirs, beside.ours, beside.both]],
    )
    leave(exit_for(Outcome(counted.outcome)))


def print_standings(standings: Sequence[AgencyStanding]) -> None:
    """Agencies with the state of their site, how many of the required items are in which state, and the score."""
    print_table(
        ["province", "agency", "name", "tier", "visited", "site", "required", "present", "stale", "empty", "missing", "unknown", "score"],
        [_row(one) for one in standings],
    )


def _row(one: AgencyStanding) -> list[Any]:
    required = required_of(one, further=True)
    states = Counter(found.state for item in required if (found := one.findings.get(item)) is not None)
    score = score_of(one)
    low, high = float(score.low), float(score.high)
    shown = None if one.answers is None else f"{low:.0f}" if low == high else f"{low:.0f}–{high:.0f}"
    state = one.reading.state if one.reading is not None else one.why
    counts = [states[s] if one.findings else None for s in (State.PRESENT, State.STALE, State.EMPTY, State.MISSING, State.UNKNOWN)]
    return [one.agency.province, one.agency.id, one.agency.name, one.agency.tier, one.visited_on, state, len(required), *counts, shown]
