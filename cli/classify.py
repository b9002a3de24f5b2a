"""`mucdo classify FILE…`: saved HTML, no network."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from classifier.judging.entry_json import entry_to_json
from classifier.model import Page
from classifier.saved import address_of, classify_pages
from cli.exits import fail
from cli.output import print_json, print_table
from crawler.config import Settings

MAX_FILE = 10 * 1024 * 1024  # bytes, the limit of a fetched page


def classify(
    context: typer.Context,
    files: Annotated[list[Path], typer.Argument(help="Saved HTML pages of one portal.")],
    url: Annotated[str | None, typer.Option(help="Address the page was saved from, to resolve its links.")] = None,
    as_json: Annotated[bool, typer.Option("--json", help="One JSON document: the list of procedure entries.")] = False,
) -> None:
    """Label the procedures on saved pages, without any network."""
    settings: Settings = context.obj
    at = settings.current_time().date()
    bodies = [(path, _read(path)) for path in files]
    pages = [Page(url=url or address_of(body, path.name), body=body, content_type="text/html", at=at) for path, body in bodies]
    entries = classify_pages(pages, at)
    if as_json:
        print_json([entry_to_json(entry) for entry in entries])
        return
    print_table(
        ["code", "name", "level", "max", "declared", "forms", "submission", "payment", "result"],
        [
            [
                e.code,
                e.name,
                e.level,
                e.level_max,
                e.declared.value,
                e.features.forms,
                e.features.submission,
                e.features.payment,
                e.features.result,
            ]
            for e in entries
        ],
    )


def _read(path: Path) -> bytes:
    try:
        if path.stat().st_size > MAX_FILE:
            fail(f"{path}: larger than {MAX_FILE // 1024 // 1024} MiB; save the page without its embedded media")
        return path.read_bytes()
    except OSError as error:
        fail(f"{path}: cannot be read ({error.strerror}); give the path of a saved HTML page")
