"""`mucdo digest` and `mucdo recipients`: the weekly mail and who gets it."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from cli.exits import fail
from cli.output import print_table, say
from cli.store import settings_of, store_of
from scheduler.channels import ChannelError, channels_of
from scheduler.mail.gather import last_week, parse_week
from scheduler.mail.send import MailError
from scheduler.mail.service import announce_digest, send_digest, write_digest
from scheduler.messages import say as message
from scheduler.runner import worker_name
from storage.queries.people import RecipientRecord, list_recipients, remove_recipient, save_recipient

recipients_app = typer.Typer(no_args_is_help=True, help="Who gets the weekly mail.")


def digest(
    context: typer.Context,
    week: Annotated[str | None, typer.Option(help="Such as 2026-W47; by default the last whole week.")] = None,
    send: Annotated[bool, typer.Option("--send", help="Mail it to the recipients.")] = False,
    out: Annotated[Path | None, typer.Option(help="Write it as .eml and .html into this folder.")] = None,
) -> None:
    """What changed in a week, as the mail that officers get on Monday."""
    if send == (out is not None):
        fail("say what to do with it: --send, or --out FOLDER")
    settings = settings_of(context)
    now = settings.current_time()
    chosen = week or last_week(now.date())
    try:
        parse_week(chosen)
    except ValueError as error:
        fail(str(error))
    with store_of(context) as store:
        if out is not None:
            for path in write_digest(store, chosen, out, now, settings.digest_lang, web_url=settings.web_url):
                say(f"written: {path}")
            return
        try:
            waiting = announce_digest(store, chosen, settings, now, worker_name())
            if settings.channels and settings.smtp_url is None:
                say("channels: not told" if waiting else "channels: told")
                return
            delivery = send_digest(store, chosen, settings, now, worker_name(), last=not waiting)
        except (MailError, ChannelError) as error:
            fail(str(error))
    say(f"sent to {len(delivery.sent)}, refused or failed for {len(delivery.failed)}")


def channels(context: typer.Context, test: Annotated[bool, typer.Option("--test", help="Send each a test message now.")] = False) -> None:
    """The channels of MUCDO_CHANNELS that alarms and the weekly summary go to besides mail; addresses are not shown."""
    try:
        found = channels_of(settings_of(context))
    except ChannelError as error:
        fail(str(error))
    title, body = message("channel.test_title"), message("channel.test_body")
    print_table(["channel", "test"], [[c.name, ("taken" if c.say(title, body) else "not taken") if test else None] for c in found])


@recipients_app.command("add")
def add(
    context: typer.Context,
    email: str,
    province: Annotated[str | None, typer.Option(help="Only this province; by default all.")] = None,
    lang: Annotated[str, typer.Option(help="vi or en.")] = "vi",
    reports: Annotated[bool, typer.Option("--reports", help="Mail the quarterly, half-year and yearly reports too.")] = False,
) -> None:
    """Add a recipient of the weekly mail, and of the periodic reports if wanted."""
    if lang not in ("vi", "en"):
        fail(f"--lang {lang!r}: give vi or en")
    if email.count("@") != 1 or email.startswith("@") or email.endswith("@") or not email.isprintable() or " " in email:
        fail(f"{email!r} is not a mail address")
    with store_of(context) as store, store.write() as connection:
        save_recipient(connection, RecipientRecord(email, province or "", lang, reports), settings_of(context).current_time())
    say(f"{email} added")


@recipients_app.command("list")
def list_them(context: typer.Context) -> None:
    """Every recipient."""
    with store_of(context) as store, store.read() as connection:
        found = list_recipients(connection)
    print_table(["email", "province", "lang", "reports"], [[r.email, r.province, r.lang, "yes" if r.reports else ""] for r in found])


@recipients_app.command("remove")
def remove(context: typer.Context, email: str, province: Annotated[str | None, typer.Option()] = None) -> None:
    """Take a recipient off the list."""
    with store_of(context) as store, store.write() as connection:
        removed = remove_recipient(connection, email, province)
    if not removed:
        fail(f"{email} is no recipient: see `mucdo recipients list`")
    say(f"{email} removed")
