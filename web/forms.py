"""Tokens that prove a form came from our own page, bound to the browser and to the session it is in."""

from __future__ import annotations

import hmac
import secrets
from hashlib import sha256
from urllib.parse import parse_qs

from fastapi import Request

FIELD = "csrf"  # the hidden field of every form
FORM_TYPE = "application/x-www-form-urlencoded"


class FormSigner:
    """Makes and checks tokens with the secret of the installation."""

    def __init__(self, secret: str) -> None:
        self._key = sha256(b"mucdo form\0" + secret.encode()).digest()

    def sign(self, browser: str, session: str) -> str:
        return hmac.new(self._key, f"{browser}\0{session}".encode(), sha256).hexdigest()

    def holds(self, token: str, browser: str, session: str) -> bool:
        return bool(browser) and hmac.compare_digest(token.encode(), self.sign(browser, session).encode())


def form_token(request: Request) -> str:
    """The token for a form on the page that answers `request`; a browser without a cookie is given one with the answer."""
    state = request.scope["state"]
    if not state.get("browser"):
        state["browser"] = state["new_browser"] = secrets.token_urlsafe(24)
    signer: FormSigner = request.app.state.signer
    return signer.sign(state["browser"], state.get("session", ""))


def token_in(body: bytes) -> str:
    """The token in a posted form, "" when there is none."""
    try:
        return parse_qs(body.decode("ascii"), max_num_fields=200).get(FIELD, [""])[0]
    except ValueError:
        return ""
