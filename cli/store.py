"""Opening the database for a command."""

from __future__ import annotations

from datetime import date, datetime, time

import typer

from cli.exits import fail
from crawler.config import TIME_ZONE, Settings
from storage.engine import Store, open_store


def settings_of(context: typer.Context) -> Settings:
    settings: Settings = context.obj
    return settings


def store_of(context: typer.Context) -> Store:
    """The store that the settings name; an empty database is made ready first."""
    return open_store(settings_of(context).database_url)


def day_of(text: str | None, default: date, option: str) -> date:
    """A day given as 2026-11-22 or 22/11/2026; a date-time counts as its day in Vietnam."""
    if text is None:
        return default
    try:
        if "/" in text:
            return datetime.strptime(text, "%d/%m/%Y").replace(tzinfo=TIME_ZONE).date()
        moment = datetime.fromisoformat(text)
    except ValueError:
        fail(f"{option} {text!r} is not a date; write 2026-11-22")
    return moment.date() if moment.tzinfo is None else moment.astimezone(TIME_ZONE).date()


def start_of_day(day: date) -> datetime:
    return datetime.combine(day, time(), TIME_ZONE)
