"""Logging in as people and as attackers do it, over real HTTP."""

from __future__ import annotations

import logging
import unicodedata
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime, timedelta

import pytest
import structlog

from storage.engine import Store, open_store
from tests.web.serving import PASSWORD, Browser, Served, served, served_app, settings_for
from web.accounts.doorman import Doorman
from web.accounts.passwords import PasswordRefusedError, hash_password, password_fits
from web.accounts.people import Role
from web.accounts.service import IDLE, Accounts, LoginRefusedError, TooManyTriesError, secret_of
from web.app import create_app

NOW = datetime(2026, 11, 22, 3, tzinfo=UTC)
SESSION = "mucdo_session"


@pytest.fixture
def site(sqlite_url: str) -> Iterator[Served]:
    with open_store(sqlite_url) as store, served(store) as running:
        running.add_user("lan")
        yield running


def test_login_and_logout(site: Served) -> None:
    with Browser(site.url) as lan:
        assert lan.get("/account").headers["location"] == "/login?next=/account"
        assert lan.log_in("Lan ", next="/account").headers["location"] == "/account"
        page = lan.get("/account")
        assert "lan" in page.text and page.headers["cache-control"] == "no-store"
        old = lan.cookies[SESSION]
        assert lan.submit("/account", "/logout").headers["location"] == "/login"
        assert lan.get("/account").status_code == 303
        assert lan.get("/account", cookies={SESSION: old}).status_code == 303  # ended on the server, not only forgotten here


def test_cookie_is_out_of_reach_for_scripts_and_foreign_pages(site: Served) -> None:
    with Browser(site.url) as lan:
        line = next(line for line in lan.log_in("lan").raw.headers.getlist("set-cookie") if line.startswith(SESSION))
    assert {"HttpOnly", "SameSite=Lax", "Path=/"} <= set(line.split("; "))


def test_over_https_cookies_are_bound_to_it(sqlite_url: str) -> None:
    with open_store(sqlite_url) as store, served(store, web_url="https://mucdo.example.gov.vn") as site, Browser(site.url) as lan:
        answer = lan.get("/login", headers={"Host": "mucdo.example.gov.vn"})
        [line] = answer.raw.headers.getlist("set-cookie")
        assert line.startswith("__Host-mucdo_form=") and line.endswith("; Secure")
        assert "max-age" in answer.headers["strict-transport-security"]


@pytest.mark.parametrize("next_page", ["https://evil.example/", "//evil.example", "/\\evil.example", "javascript:alert(1)", "/a\nb"])
def test_login_leads_nowhere_else(site: Served, next_page: str) -> None:
    with Browser(site.url) as lan:
        assert lan.log_in("lan", next=next_page).headers["location"] == "/account"


def test_a_session_planted_before_the_login_is_worth_nothing(site: Served) -> None:
    """Session fixation."""
    with Browser(site.url) as attacker, Browser(site.url) as lan:
        attacker.log_in("lan")
        planted = attacker.cookies[SESSION]
        for token in (planted, "chosen-by-the-attacker"):
            lan.cookies.clear()
            lan.cookies.set(SESSION, token, domain="127.0.0.1", path="/")
            form = lan.submit("/en/login" if token != planted else "/account", "/login", name="lan", password=PASSWORD)
            assert form.status_code == 303
            assert lan.cookies[SESSION] != token
            with Browser(site.url) as thief:
                thief.cookies.set(SESSION, token)
                assert thief.get("/account").status_code == 303


def test_wrong_password_and_unknown_name_look_the_same(site: Served) -> None:
    with Browser(site.url) as one, Browser(site.url) as other:
        wrong, unknown = one.log_in("lan", "không phải mật khẩu"), other.log_in("nobody", "không phải mật khẩu")
    assert wrong.status_code == unknown.status_code == 401
    assert _without_tokens(wrong.text).replace("lan", "nobody") == _without_tokens(unknown.text).replace("lan", "nobody")


def test_guessing_is_slowed_down(sqlite_url: str) -> None:
    """Brute force: five wrong guesses, and then even the right password must wait, but not for ever."""
    time = [NOW]
    with open_store(sqlite_url) as store, served_app(create_app(settings_for(store), store, lambda: time[0])) as site:
        site.add_user("lan")
        with Browser(site.url) as attacker:
            codes = [attacker.log_in("lan", f"guess number {n}").status_code for n in range(8)]
            assert codes == [401] * 5 + [429] * 3
            answer = attacker.log_in("lan")
            assert answer.status_code == 429 and int(answer.headers["retry-after"]) >= 1
            time[0] += timedelta(seconds=int(answer.headers["retry-after"]))
            assert attacker.log_in("lan").headers["location"] == "/account"


def test_guesses_at_once_do_not_slip_through(store: Store) -> None:
    doorman = Doorman(store, lambda: NOW)
    doorman.admit("lan", "192.0.2.1")
    with ThreadPoolExecutor(8) as pool:
        waits = list(pool.map(lambda _: doorman.admit("lan", "192.0.2.1"), range(16)))
    assert sum(wait == 0 for wait in waits) == 4


def test_waits_double_end_and_shut_nobody_out(store: Store) -> None:
    time = [NOW]
    doorman = Doorman(store, lambda: time[0])
    waits = []
    for _ in range(30):
        wait = doorman.admit("lan", "192.0.2.1")
        waits.append(wait)
        time[0] += timedelta(seconds=wait)
        if wait:
            assert doorman.admit("lan", "192.0.2.1") == 0
    asked = [wait for wait in waits if wait]
    assert asked == sorted(asked) and asked[-1] == 15 * 60
    assert doorman.admit("lan", "198.51.100.7") <= 30  # the officer at her own desk
    doorman.succeeded("lan", "198.51.100.7")
    assert doorman.admit("lan", "198.51.100.7") <= 30


def test_sessions_end_when_idle_when_the_password_changes_and_with_the_user(store: Store) -> None:
    time = [NOW]
    accounts = Accounts(store, lambda: time[0])
    accounts.set_password("lan", PASSWORD, Role.OFFICER)
    first, second = (accounts.log_in("lan", PASSWORD, "192.0.2.1") for _ in range(2))
    time[0] += IDLE - timedelta(minutes=1)
    assert accounts.user_of_session(second) is not None
    time[0] += timedelta(minutes=2)
    assert accounts.user_of_session(first) is None and accounts.user_of_session(second) is not None
    key = accounts.make_key("lan", "báo cáo")
    accounts.set_password("lan", PASSWORD + "!")
    assert accounts.user_of_session(second) is None
    assert key is not None and accounts.user_of_key(key) is not None
    with pytest.raises(LoginRefusedError):
        accounts.log_in("lan", PASSWORD, "192.0.2.1")


def test_a_password_typed_on_another_keyboard_is_the_same() -> None:
    kept = hash_password(unicodedata.normalize("NFC", PASSWORD))
    assert password_fits(unicodedata.normalize("NFD", PASSWORD), kept)
    assert not password_fits(PASSWORD + " ", kept)
    assert kept.startswith("$argon2id$")
    with pytest.raises(PasswordRefusedError):
        hash_password("ngắn")


def test_secret_is_made_once_for_all_processes(store: Store) -> None:
    with ThreadPoolExecutor(4) as pool:
        made = set(pool.map(lambda _: secret_of(settings_for(store), store, NOW), range(4)))
    assert len(made) == 1 and len(made.pop()) >= 32
    assert secret_of(settings_for(store, secret_key="k" * 20), store, NOW) == "k" * 20


def test_secrets_are_in_no_log(site: Served, caplog: pytest.LogCaptureFixture, capfd: pytest.CaptureFixture[str]) -> None:
    caplog.set_level(logging.DEBUG)
    with structlog.testing.capture_logs() as records, Browser(site.url) as lan:
        wrong = lan.log_in("lan", "nearly the password")
        lan.log_in(PASSWORD, "typed into the wrong field")
        lan.log_in("lan")
        key = site.key_of("lan")["Authorization"].split()[1]
        lan.get("/api/v1/portals", headers={"Authorization": f"Bearer {key}x"})
        secrets = [PASSWORD, "nearly the password", "typed into the wrong field", key, *lan.cookies.values()]
    told = "\n".join([str(records), caplog.text, *capfd.readouterr()])
    assert wrong.status_code == 401 and "login.refused" in str(records)
    assert [secret for secret in secrets if secret in told] == []


def test_nothing_secret_is_kept_in_plain(site: Served, store: Store) -> None:
    accounts = Accounts(store, lambda: NOW)
    accounts.set_password("lan", PASSWORD, Role.OFFICER)
    token, key = accounts.log_in("lan", PASSWORD, "192.0.2.1"), accounts.make_key("lan", "x")
    with store.read() as connection:
        tables = connection.exec_driver_sql("SELECT * FROM web_session").all(), connection.exec_driver_sql("SELECT * FROM api_key").all()
        users = connection.exec_driver_sql("SELECT * FROM user_account").all()
    text = str([tables, users])
    assert "lan" in text
    assert not any(secret in text for secret in (PASSWORD, token, str(key)))


def test_own_password_and_keys(site: Served) -> None:
    with Browser(site.url) as lan:
        lan.log_in("lan")
        assert lan.submit("/account", "/account/password", old="sai", new="mật khẩu mới dài").status_code == 403
        assert lan.submit("/account", "/account/password", old=PASSWORD, new="ngắn").status_code == 422
        assert lan.submit("/account", "/account/password", old=PASSWORD, new="mật khẩu mới dài").status_code == 200
        made = lan.submit("/account", "/account/keys", label="<b>báo cáo</b>").text
        assert "&lt;b&gt;báo cáo&lt;/b&gt;" in made
        key = made.split('<code class="key">')[1].split("<")[0]
        assert key not in lan.get("/account").text
        assert site.app.state.accounts.user_of_key(key).name == "lan"
        lan.submit("/account", "/account/keys/1/remove")
        assert site.app.state.accounts.user_of_key(key) is None


def test_only_administrators_manage_users_and_one_always_stays(site: Served) -> None:
    site.add_user("quang", Role.ADMIN)
    with Browser(site.url) as lan, Browser(site.url) as quang:
        lan.log_in("lan")
        assert lan.get("/users").status_code == 403
        assert lan.submit("/account", "/users", name="x", password=PASSWORD, role="admin").status_code == 403
        assert lan.submit("/account", "/users/quang/remove").status_code == 403
        quang.log_in("quang")
        assert quang.submit("/users", "/users", name="Hoa", password=PASSWORD, role="officer").status_code == 303
        assert "hoa" in quang.get("/en/users").text
        assert quang.submit("/users", "/users", name="quang", password=PASSWORD, role="officer").status_code == 409
        assert quang.submit("/users", "/users/quang/remove").status_code == 409
        assert quang.submit("/users", "/users/lan/remove").status_code == 303
        assert lan.get("/account").status_code == 303  # a removed user's session is gone at once


def test_too_many_tries_at_ones_own_password(store: Store) -> None:
    accounts = Accounts(store, lambda: NOW)
    accounts.set_password("lan", PASSWORD, Role.OFFICER)
    for _ in range(6):
        accounts.password_is("lan", "guess", "192.0.2.1") if _ < 5 else None
    with pytest.raises(TooManyTriesError):
        accounts.password_is("lan", "guess", "192.0.2.1")
        accounts.password_is("lan", "guess", "192.0.2.1")


def _without_tokens(page: str) -> str:
    return "\n".join(line for line in page.splitlines() if "csrf" not in line)
