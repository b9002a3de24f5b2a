"""A person in a real Chromium: logs in, has a portal checked, watches it and reads the result; and the same without script."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page, expect, sync_playwright

from crawler.render.executable import NoChromiumError, find_chromium
from scheduler.checks import CheckDesk
from scheduler.clock import running_time
from scheduler.halting import Halt
from storage.engine import Store, open_store
from tests.scheduler.at_work import at_work
from tests.scheduler.sites import Site, pages_of, site
from tests.web.serving import PASSWORD, Served, served, settings_for
from web.accounts.people import Role

pytestmark = pytest.mark.browser
WAIT = 240_000  # milliseconds; a check takes a second or two where nothing else runs


@pytest.fixture(scope="module")
def portal() -> Iterator[Site]:
    with site(pages_of({1: "Mức độ 3", 2: "Mức độ 4"})) as running:
        yield running


@pytest.fixture(scope="module")
def dashboard(sqlite_template: object, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    """A dashboard with a desk at work, as in `mucdo serve`."""
    with open_store(f"sqlite:///{tmp_path_factory.mktemp('browser')}/mucdo.db") as store, served(store) as running:
        running.add_user("lan")
        halt = Halt()
        with at_work(halt, _desk(store, halt).run):
            yield running


@pytest.fixture(scope="module")
def chromium() -> Iterator[Browser]:
    try:
        executable = find_chromium()
    except NoChromiumError as error:
        pytest.skip(str(error))
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=str(executable), args=["--no-sandbox"])
        yield browser
        browser.close()


def test_from_login_to_result(chromium: Browser, dashboard: Served, portal: Site) -> None:
    portal.pages["/tthc/2"] = portal.pages["/tthc/2"].replace("Cấp giấy phép", "<b title='\"><script>alert(1)</script>'>Cấp</b> giấy phép")
    page = chromium.new_page()
    alarms: list[str] = []
    page.on("dialog", lambda dialog: alarms.append(dialog.message))
    page.on("console", lambda message: alarms.append(message.text) if message.type == "error" else None)
    page.goto(f"{dashboard.url}/checks")
    page.get_by_role("main").get_by_role("link", name="Đăng nhập").click()
    page.get_by_label("Tên đăng nhập").fill("lan")
    page.get_by_label("Mật khẩu").fill(PASSWORD)
    _accessible(page)
    page.get_by_role("button", name="Đăng nhập").click()
    expect(page).to_have_url(f"{dashboard.url}/checks")
    page.get_by_label("Địa chỉ").fill(portal.url)
    _accessible(page)
    # The page that follows the events reloads itself when the check is done: not while axe reads it.
    portal.open.clear()
    page.get_by_role("button", name="Kiểm tra").click()
    address = page.url
    assert "/checks/" in address
    _accessible(page)
    portal.open.set()
    expect(page.get_by_text("Đã đọc được cổng.")).to_be_visible(timeout=WAIT)
    expect(page.get_by_role("row", name="Cấp giấy phép hoạt động số 1")).to_be_visible()
    _accessible(page)
    _fits(page)
    page.goto(f"{dashboard.url}/account")
    _accessible(page)
    page.get_by_role("button", name="Đăng xuất").click()
    page.goto(address)
    expect(page.get_by_text("Đã đọc được cổng.")).to_be_visible()
    assert alarms == []
    page.close()


def test_without_script_by_reload(chromium: Browser, dashboard: Served, portal: Site) -> None:
    context = chromium.new_context(java_script_enabled=False, locale="en")
    page = context.new_page()
    page.goto(f"{dashboard.url}/en/login")
    page.get_by_label("User name").fill("lan")
    page.get_by_label("Password").fill(PASSWORD)
    page.get_by_role("button", name="Log in").click()
    page.goto(f"{dashboard.url}/en/checks")
    page.get_by_label("Address").fill(f"{portal.url}tthc/1")
    page.get_by_role("button", name="Check", exact=True).click()
    expect(page.get_by_text("The portal was read.")).to_be_visible(timeout=WAIT)
    context.close()


@pytest.mark.parametrize(("prefix", "scheme"), [("", "light"), ("/en", "dark")])
def test_pages_of_accounts_are_whole_in_both_languages(chromium: Browser, dashboard: Served, prefix: str, scheme: str) -> None:
    """Forms, their refusals and the administrator's list: axe finds nothing serious, light or dark, and a phone shows all of it."""
    name = f"mai{scheme}"
    dashboard.add_user(name, Role.ADMIN)
    context = chromium.new_context(color_scheme=scheme)  # type: ignore[arg-type]
    page = context.new_page()
    page.goto(f"{dashboard.url}{prefix}/login")
    page.locator("main [name=name]").fill(name)
    for password, refused in (("không phải mật khẩu", True), (PASSWORD, False)):
        page.locator("main [name=password]").fill(password)
        page.locator("main button").click()
        expect(page.locator("main [role=alert]")).to_have_count(int(refused))
        _accessible(page)
        _fits(page)
    page.goto(f"{dashboard.url}{prefix}/account")
    page.locator("main #label").fill("máy chủ báo cáo")
    page.locator("main form[action$='/keys'] button").click()
    _accessible(page)
    _fits(page)
    for path in ("/account", "/users", "/checks", "/checks/nothing", "/nothing"):
        page.goto(f"{dashboard.url}{prefix}{path}")
        assert page.locator("main h1").count() == 1 and page.locator("html").get_attribute("lang") == (prefix.strip("/") or "vi"), path
        _accessible(page)
        _fits(page)
    page.goto(f"{dashboard.url}{prefix}/users")
    page.locator("main [name=name]").fill("x")
    page.locator("main [name=password]").fill("ngắn")
    page.locator("main form.stacked").evaluate("form => { form.noValidate = true }")  # the server refuses by itself
    page.locator("main form.stacked button").click()
    expect(page.locator("main [role=alert]")).to_have_count(1)
    _accessible(page)
    context.close()


def _desk(store: Store, halt: Halt) -> CheckDesk:
    settings = settings_for(store, chromium="/nonexistent")
    return CheckDesk(store, settings, running_time(settings), halt)


def _accessible(page: Page) -> None:
    """No serious finding of axe. Its script is put in by the debugger, which the page's policy does not bind.

    A press returns as soon as the next page's address is there, when there may be no document yet for axe to read.
    """
    page.wait_for_load_state()
    found = Axe().run(page).response["violations"]
    serious = [(one["id"], [node["html"][:160] for node in one["nodes"]]) for one in found if one["impact"] in ("serious", "critical")]
    assert serious == []


def _fits(page: Page) -> None:
    for width in (1440, 1024, 390):
        page.set_viewport_size({"width": width, "height": 900})
        assert page.evaluate("document.documentElement.scrollWidth") <= width, width
