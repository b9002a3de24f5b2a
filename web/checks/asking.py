"""Who may have what checked, and how often. The one door for the form and the API."""

from __future__ import annotations

import secrets
from dataclasses import dataclass
from datetime import timedelta
from hashlib import blake2b
from urllib.parse import urldefrag, urlsplit

from sqlalchemy import Connection

from crawler.guard.address import MAX_URL
from scheduler.runner import host_of
from storage.checks import Check, Wish, add_check, asked_since, count_open, load_check, open_check
from storage.queries.portals import list_portals
from web.accounts.people import User
from web.site import Site

PROCEDURES = 200  # that one check reads at most, unless it asks for fewer
QUEUE = 100  # checks that may wait
HOUR = timedelta(hours=1)
PER_HOUR = 10  # for everybody; who is logged in may ask for
PER_HOUR_KNOWN = 60


class CannotAskError(Exception):
    """Why no check was made. `why`: the key of the message; `status`: of HTTP."""

    def __init__(self, why: str, status: int) -> None:
        super().__init__(why)
        self.why = why
        self.status = status


@dataclass(frozen=True, slots=True)
class Question:
    """What somebody wants checked. `client`: the address that asks."""

    url: str
    user: User | None
    client: str
    procedures: int = PROCEDURES


def ask(site: Site, question: Question) -> Check:
    """Put a check into the queue, or find the same one there. Raises `CannotAskError`."""
    url = _address(question.url)
    host = host_of(url)
    now = site.now()
    client = blake2b(question.client.encode(), digest_size=12).hexdigest()
    with site.store.write() as connection:
        portal = _portal_of(connection, host)
        if portal is None and question.user is None:
            raise CannotAskError("check.not_registered", 403)
        waiting = open_check(connection, url, question.procedures)
        if waiting is not None and (portal is not None or waiting.asked_by == _name(question.user)):
            return waiting
        limit = PER_HOUR if question.user is None else PER_HOUR_KNOWN
        if asked_since(connection, client, now - HOUR) >= limit:
            raise CannotAskError("check.too_many", 429)
        if count_open(connection) >= QUEUE:
            raise CannotAskError("check.queue_full", 503)
        ident = secrets.token_urlsafe(15)
        wish = Wish(ident, url, host, portal, _name(question.user), client, now, question.procedures)
        add_check(connection, wish)
        made = load_check(connection, ident)
    assert made is not None  # noqa: S101 - the transaction has just made it
    return made


def _address(text: str) -> str:
    """The address as it will be asked for. Whether it may be is the guard's word; here only what is no web address is told."""
    url = urldefrag(text.strip())[0]
    try:
        parts = urlsplit(url)
        whole = parts.scheme in ("http", "https") and bool(parts.hostname) and parts.port != 0
    except ValueError:
        whole = False
    if not whole or len(url) > MAX_URL or not url.isprintable() or " " in url:
        raise CannotAskError("check.no_address", 422)
    return url


def _portal_of(connection: Connection, host: str) -> str | None:
    """The registered portal of a host; one that a person disabled does not count."""
    return next((portal.id for portal in list_portals(connection, enabled_only=True) if host_of(portal.url) == host), None)


def _name(user: User | None) -> str:
    return user.name if user else ""
