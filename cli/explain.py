"""`mucdo explain` and `mucdo annotate`: why a procedure has its label, and an officer's word beside it."""

from __future__ import annotations

from typing import Annotated

import typer

from classifier.judging.explain import as_text, explain as explain_entry
from cli.exits import Exit, fail, leave
from cli.output import print_json, printable, say
from cli.store import day_of, settings_of, store_of
from scheduler.documents import explain_document
from storage.engine import Store
from storage.queries.levels import levels_at
from storage.queries.procedures import ProcedureRef, annotate as write_note, annotations_of, find_procedures, history_of

Which = Annotated[str, typer.Argument(help="PORTAL:ID, an address or a code.")]


def explain(
    context: typer.Context,
    procedure: Which,
    at: Annotated[str | None, typer.Option(help="The day, by default today.")] = None,
    as_json: Annotated[bool, typer.Option("--json", help="One JSON document (mucdo.explain/1).")] = False,
    language: Annotated[str, typer.Option("--lang", help="vi or en.")] = "vi",
) -> None:
    """Every rule with what it found, the words and the address; and what is missing for the next level."""
    if language not in ("vi", "en"):
        fail(f"--lang {language!r}: give vi or en")
    day = day_of(at, settings_of(context).current_time().date(), "--at")
    with store_of(context) as store:
        found = _one(store, procedure)
        with store.read() as connection:
            rows = levels_at(connection, day, procedures=[found.id])
            history, notes = history_of(connection, found.id), annotations_of(connection, found.id)
    if not rows:
        gone = f", gone since {found.gone_since}" if found.gone_since else ""
        fail(f"{found.public_id} has no label on {day}{gone}; its first is of {history[0].valid_from if history else 'no day'}")
    entry = rows[0].entry
    if as_json:
        print_json(explain_document(entry, history, notes, language))
        return
    for line in as_text(explain_entry(entry, language), language).splitlines():
        typer.echo(printable(line))
    for note in notes:
        typer.echo(printable(f"{note.written_at:%d/%m/%Y} {note.author}: {note.text}" + (f" ({note.link})" if note.link else "")))


def annotate(
    context: typer.Context,
    procedure: Which,
    text: Annotated[str, typer.Option(help="What should be known beside the label.")],
    author: Annotated[str, typer.Option(help="Who says so.")],
    link: Annotated[str | None, typer.Option(help="Where it can be read.")] = None,
) -> None:
    """Put a person's correction beside a label; the evidence stays as it is."""
    if not text.strip() or not author.strip():
        fail("--text and --author must not be empty")
    if link is not None and not link.startswith(("http://", "https://")):
        fail(f"--link {link!r} is not a web address")
    with store_of(context) as store:
        found = _one(store, procedure)
        with store.write() as connection:
            write_note(connection, found.id, text.strip(), author.strip(), link, settings_of(context).current_time())
    say(f"written beside {found.public_id}")


def _one(store: Store, words: str) -> ProcedureRef:
    """The procedure that `words` name; of several the list, and the end."""
    with store.read() as connection:
        found = find_procedures(connection, words)
    if not found:
        fail(f"no procedure {words!r}: give PORTAL:ID, an address or a code as `mucdo levels` shows them")
    if len(found) > 1:
        say(f"mucdo: {words!r} names {len(found)} procedures; say which:")
        for one in found:
            say(printable(f"  {one.public_id}  {one.code or '-'}  {one.agency or '-'}  {one.name}"))
        leave(Exit.USAGE)
    return found[0]
