"""The pages of accounts: log in and out, one's own password and keys, and for administrators the list of users."""

from __future__ import annotations

import re
from typing import Annotated, Any
from urllib.parse import quote

from fastapi import APIRouter, Form, Request, Response
from fastapi.responses import RedirectResponse

from storage.queries.people import find_user, list_users, remove_user
from web.accounts.passwords import PasswordRefusedError
from web.accounts.people import Role, User, valid_name
from web.accounts.service import LoginRefusedError, TooManyTriesError
from web.language import in_lang, lang_of
from web.rendering import render
from web.security import Cookies, accounts_of, user_of
from web.site import site_of

router = APIRouter()

Field = Annotated[str, Form(max_length=1000)]
_LOCAL = re.compile(r"/(?![/\\])[^\\\x00-\x20\x7f]*")


def local_path(text: str, otherwise: str) -> str:
    """`text` when it is a path on this site, else `otherwise`: nobody is sent elsewhere after logging in."""
    return text if _LOCAL.fullmatch(text) else otherwise


def login_needed(request: Request) -> Response:
    """The way to the login and back again."""
    here = request.url.path + (f"?{request.url.query}" if request.url.query else "")
    return _go(request, f"/login?next={quote(here, safe='/')}")


@router.get("/login")
def login_form(request: Request, next: str = "") -> Response:
    if user_of(request) is not None:
        return _go(request, "/account")
    return _login(request, next, "account.must_login" if next else "")


@router.post("/login")
def log_in(request: Request, name: Field = "", password: Field = "", next: Field = "") -> Response:
    cookies: Cookies = request.app.state.cookies
    old = request.cookies.get(cookies.session, "")
    try:
        token = accounts_of(request).log_in(name, password, request.state.client, old)
    except LoginRefusedError:
        return _login(request, next, "account.refused", 401, name=name)
    except TooManyTriesError as error:
        return _too_many(_login(request, next, "account.too_many", 429, name=name, seconds=int(error.seconds) + 1), error)
    target = local_path(next, in_lang("/account", lang_of(request)))
    answer = RedirectResponse(target, 303)
    answer.headers.append("set-cookie", cookies.line(cookies.session, token))
    answer.headers.append("cache-control", "no-store")
    return answer


@router.post("/logout")
def log_out(request: Request) -> Response:
    cookies: Cookies = request.app.state.cookies
    accounts_of(request).log_out(request.cookies.get(cookies.session, ""))
    answer = _go(request, "/login")
    answer.headers.append("set-cookie", cookies.line(cookies.session, "", 0))
    return answer


@router.get("/account")
def account(request: Request) -> Response:
    user = user_of(request)
    return login_needed(request) if user is None else _account(request, user)


@router.post("/account/password")
def change_password(request: Request, old: Field = "", new: Field = "") -> Response:
    user, accounts = user_of(request), accounts_of(request)
    if user is None:
        return login_needed(request)
    try:
        if not accounts.password_is(user.name, old, request.state.client):
            return _account(request, user, 403, problem="account.refused")
        accounts.set_password(user.name, new, keep=request.state.session)
    except PasswordRefusedError as error:
        return _account(request, user, 422, problem=str(error))
    except TooManyTriesError as error:
        return _too_many(_account(request, user, 429, problem="account.too_many", seconds=int(error.seconds) + 1), error)
    return _account(request, user, done="account.changed")


@router.post("/account/keys")
def make_key(request: Request, label: Field = "") -> Response:
    user = user_of(request)
    if user is None:
        return login_needed(request)
    key = accounts_of(request).make_key(user.name, label)
    return _account(request, user, 422, problem="account.too_many_keys") if key is None else _account(request, user, new_key=key)


@router.post("/account/keys/{key}/remove")
def remove_key(request: Request, key: int) -> Response:
    user = user_of(request)
    if user is None:
        return login_needed(request)
    accounts_of(request).remove_key(user.name, key)
    return _go(request, "/account")


@router.get("/users")
def users(request: Request) -> Response:
    user = user_of(request)
    if user is None:
        return login_needed(request)
    return _users(request) if user.admin else _account(request, user, 403, problem="account.admins_only")


@router.post("/users")
def save_user(request: Request, name: Field = "", password: Field = "", role: Field = "") -> Response:
    user = user_of(request)
    if user is None or not user.admin:
        return login_needed(request) if user is None else _account(request, user, 403, problem="account.admins_only")
    known = valid_name(name)
    if known is None or role not in set(Role):
        return _users(request, 422, problem="account.bad_name")
    if role != Role.ADMIN and _last_admin(request, known):
        return _users(request, 409, problem="account.last_admin")
    try:
        accounts_of(request).set_password(known, password, Role(role), keep=request.state.session if known == user.name else "")
    except PasswordRefusedError as error:
        return _users(request, 422, problem=str(error))
    return _go(request, "/users")


@router.post("/users/{name}/remove")
def delete_user(request: Request, name: str) -> Response:
    user = user_of(request)
    if user is None or not user.admin:
        return login_needed(request) if user is None else _account(request, user, 403, problem="account.admins_only")
    if _last_admin(request, name):
        return _users(request, 409, problem="account.last_admin")
    with site_of(request).store.write() as connection:
        remove_user(connection, name)
    return _go(request, "/users")


def _last_admin(request: Request, name: str) -> bool:
    with site_of(request).store.read() as connection:
        found = find_user(connection, name)
        admins = [user.name for user in list_users(connection) if user.role == Role.ADMIN]
    return found is not None and admins == [name]


def _login(request: Request, next: str, problem: str, status: int = 200, *, name: str = "", **values: Any) -> Response:
    return render(request, "accounts/login.html.j2", status, next=local_path(next, ""), problem=problem, name=name, values=values)


def _account(
    request: Request, user: User, status: int = 200, *, problem: str = "", done: str = "", new_key: str = "", **values: Any
) -> Response:
    shown = {"problem": problem, "done": done, "new_key": new_key, "values": values, "keys": accounts_of(request).keys_of(user.name)}
    return render(request, "accounts/account.html.j2", status, **shown)


def _users(request: Request, status: int = 200, *, problem: str = "") -> Response:
    with site_of(request).store.read() as connection:
        found = list_users(connection)
    return render(request, "accounts/users.html.j2", status, users=found, problem=problem, roles=list(Role))


def _go(request: Request, path: str) -> Response:
    return RedirectResponse(in_lang(path, lang_of(request)), 303)


def _too_many(answer: Response, error: TooManyTriesError) -> Response:
    answer.headers["retry-after"] = str(int(error.seconds) + 1)
    return answer
