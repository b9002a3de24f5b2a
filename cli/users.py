"""`mucdo users`: who may log in to the dashboard."""

from __future__ import annotations

import sys
from typing import Annotated

import typer

from cli.exits import fail
from cli.output import print_table, say
from cli.store import store_of
from storage.queries.people import list_users, remove_user
from web.accounts.people import Role, valid_name

app = typer.Typer(no_args_is_help=True, help="Who may log in to the dashboard.")


@app.command()
def add(
    context: typer.Context,
    name: str,
    role: Annotated[Role, typer.Option(help="An officer checks any address and writes notes; admin manages users too.")] = Role.OFFICER,
) -> None:
    """Add a user, or give one a new password. The password is asked for, or read from a pipe; never given as an argument."""
    try:
        from web.accounts.passwords import LONGEST, SHORTEST, PasswordRefusedError
        from web.accounts.service import Accounts
    except ModuleNotFoundError as error:
        fail(f"users need the extra [web]: pip install 'mucdo[web]' ({error.name} is missing)")
    known = valid_name(name)
    if known is None:
        fail(f"{name!r} cannot be a user's name: use lower-case letters without accents, digits and . _ @ -")
    asked = sys.stdin.isatty()
    password = typer.prompt("Password", hide_input=True, confirmation_prompt=True) if asked else sys.stdin.readline().rstrip("\n")
    with store_of(context) as store:
        try:
            Accounts(store).set_password(known, password, role)
        except PasswordRefusedError:
            fail(f"the password must have {SHORTEST} to {LONGEST} characters")
    say(f"{known} may log in as {role}")


@app.command("list")
def list_them(context: typer.Context) -> None:
    """Every user with the role."""
    with store_of(context) as store, store.read() as connection:
        found = list_users(connection)
    print_table(["name", "role"], [[user.name, user.role] for user in found])


@app.command()
def remove(context: typer.Context, name: str) -> None:
    """Remove a user with all sessions and keys."""
    with store_of(context) as store, store.write() as connection:
        removed = remove_user(connection, valid_name(name) or name)
    if not removed:
        fail(f"no user {name}: see `mucdo users list`")
    say(f"{name} removed")
