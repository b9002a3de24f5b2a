"""The dashboard by keyboard alone, in a real Chromium: what Tab reaches in which order, what is seen and named of it, and the forms."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise
from typing import Any

import pytest
from playwright.sync_api import Browser, Page

from storage.engine import Store
from storage.queries.levels import levels_at
from tests.web.history import NIGHTS, NOW, TODAY
from tests.web.serving import PASSWORD, Served, served

pytestmark = pytest.mark.browser

# What the keyboard should reach, in the order of the document, and what it reached.
_WATCH = """() => {
  const usual = 'a[href], button, input:not([type=hidden]), select, textarea, summary, [tabindex]:not([tabindex="-1"])'
  const first = one => one === (document.querySelector(`input[type=radio][name="${one.name}"]:checked`)
    || document.querySelector(`input[type=radio][name="${one.name}"]`))  // the arrows do the rest
  window.wanted = [...document.querySelectorAll(usual)].filter(
    one => !one.disabled && one.checkVisibility({visibilityProperty: true}) && (one.type !== 'radio' || first(one)))
  window.reached = []
  document.addEventListener('focusin', event => {
    const one = event.target, style = getComputedStyle(one), box = one.getBoundingClientRect()
    const clear = style.outlineStyle !== 'none' && parseFloat(style.outlineWidth) >= 2 && !/, 0\\)$/.test(style.outlineColor)
    const x = Math.max(0, Math.min(innerWidth - 1, box.x + box.width / 2)), y = box.y + Math.min(box.height / 2, 10)
    const above = document.elementFromPoint(x, y)
    const shown = box.bottom > 0 && box.top < innerHeight && above !== null && (one.contains(above) || above.contains(one))
    window.reached.push({
      place: window.wanted.indexOf(one), html: one.outerHTML.slice(0, 160), clear, shown,
      left: box.left + scrollX, right: box.right + scrollX, top: box.top + scrollY, bottom: box.bottom + scrollY,
    })
  })
}"""


@pytest.fixture(scope="module")
def site(stored: Store) -> Iterator[Served]:
    with served(stored, now=NOW, contact="mailto:it@example.org") as running:
        running.add_user("lan")
        yield running


@pytest.fixture(scope="module")
def page(browser: Browser) -> Iterator[Page]:
    context = browser.new_context(viewport={"width": 1280, "height": 900})
    yield context.new_page()
    context.close()


def walk(page: Page, key: str = "Tab") -> list[dict[str, Any]]:
    """Everything that a key reaches until it leaves the page or comes round."""
    page.evaluate(_WATCH)
    # A field of a day has several stops of its own.
    most = page.evaluate("window.wanted.length + 5 * document.querySelectorAll('input[type=date]').length") + 3
    for _ in range(most):
        page.keyboard.press(key)
    reached: list[dict[str, Any]] = page.evaluate("window.reached")
    seen: set[str] = set()
    once = []
    for one in reached:
        mark = f"{one['place']} {one['html']}"
        if mark in seen:
            break
        seen.add(mark)
        once.append(one)
    return once


def addresses(store: Store) -> list[str]:
    with store.read() as connection:
        row = next(row for row in levels_at(connection, TODAY, portal="ha-tinh") if row.snapshot is not None)
    changes = f"/changes?province=ha-tinh&since={NIGHTS[0]}&until={TODAY}"
    own = ["/provinces/ha-tinh", "/procedures/ha-tinh/1.000004", f"/evidence/ha-tinh/{row.span}", "/targets/HT-01", changes]
    return ["/", *own, "/procedures?province=ha-tinh", "/runs", "/runs/1", "/rules", "/reports", "/checks", "/sites", "/login", "/nothing"]


@pytest.mark.timeout(600)
def test_tab_reaches_everything_in_the_order_it_is_seen_and_shows_where_it_is(stored: Store, site: Served, page: Page) -> None:
    faults = []
    for path in addresses(stored):
        page.goto(site.url + path)
        reached = walk(page)
        wanted = page.evaluate("window.wanted.length")
        if [one["place"] for one in reached if one["place"] >= 0] != list(range(wanted)):
            faults.append((path, "is not reached in the order of the document", len(reached), wanted))
        faults += [(path, "does not show that it has the focus", one["html"]) for one in reached if not one["clear"]]
        faults += [(path, "is not in sight", one["html"]) for one in reached if not one["shown"]]
        for one, following in pairwise(reached):
            if following["bottom"] <= one["top"] and following["left"] < one["right"] - 1:
                faults.append((path, "comes before what is above it", one["html"] + following["html"]))
        faults += [(path, "has no name", name) for name in _unnamed(page)]
    assert faults == [], "\n".join(map(str, faults))


def _unnamed(page: Page) -> list[str]:
    """What can have the focus and has no accessible name, as Chromium tells a screen reader."""
    session = page.context.new_cdp_session(page)
    nodes = session.send("Accessibility.getFullAXTree")["nodes"]
    session.detach()
    found = []
    for node in nodes:
        focusable = any(one["name"] == "focusable" and one["value"].get("value") for one in node.get("properties", ()))
        role = node.get("role", {}).get("value")
        if (
            focusable
            and not node.get("ignored")
            and role not in ("RootWebArea", "main")
            and not node.get("name", {}).get("value", "").strip()
        ):
            found.append(role)
    return found


def test_shift_and_tab_lead_back_the_same_way(site: Served, page: Page) -> None:
    page.goto(f"{site.url}/checks")
    there = [one["place"] for one in walk(page)]
    page.goto(f"{site.url}/checks")
    back = [one["place"] for one in walk(page, "Shift+Tab")]
    assert len(there) > 10 and back == there[::-1]


def go_to(page: Page, selector: str) -> None:
    """Press Tab until something that the selector names has the focus."""
    for _ in range(400):
        page.keyboard.press("Tab")
        if page.evaluate("wanted => document.activeElement.matches(wanted)", selector):
            return
    raise AssertionError(f"Tab does not reach {selector}")


def test_a_person_without_a_mouse_reads_sorts_filters_and_changes_the_language(site: Served, page: Page) -> None:
    page.goto(f"{site.url}/")
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.className") == "skip"
    page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement.id") == "main"
    go_to(page, "th[aria-sort] a, th a")
    heading = page.evaluate("document.activeElement.textContent.replace(/[▴▾]/, '').trim()")
    page.keyboard.press("Enter")
    page.wait_for_url("**/?*sort=*")
    assert heading in page.locator("th[aria-sort=ascending], th[aria-sort=descending]").inner_text()

    page.goto(f"{site.url}/procedures?province=ha-tinh")
    go_to(page, "main form input[name=q]")
    page.keyboard.type("hoạt động")
    go_to(page, "main form select[name=level], main form input[name=level]")
    page.keyboard.press("ArrowDown" if page.evaluate("document.activeElement.tagName") == "SELECT" else "Space")
    page.keyboard.press("Enter")
    if "level=" not in page.url:
        go_to(page, "main form button")
        page.keyboard.press("Space")
    page.wait_for_url("**/procedures?*level=*")
    assert "province=ha-tinh" in page.url

    go_to(page, "a.language")
    page.keyboard.press("Enter")
    page.wait_for_url("**/en/procedures?*level=*")
    assert page.locator("html").get_attribute("lang") == "en"


def test_folded_parts_open_and_choices_are_made_with_keys(site: Served, page: Page) -> None:
    page.goto(f"{site.url}/provinces/ha-tinh")
    go_to(page, "main summary")
    was = page.evaluate("document.activeElement.parentElement.open")
    page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement.parentElement.open") is not was
    page.keyboard.press("Space")
    assert page.evaluate("document.activeElement.parentElement.open") is was

    page.goto(f"{site.url}/reports")
    go_to(page, "main input[type=radio]")
    was = page.evaluate("document.activeElement.value")
    page.keyboard.press("ArrowDown")
    assert page.evaluate("[document.activeElement.checked, document.activeElement.type]") == [True, "radio"]
    assert page.evaluate("document.activeElement.value") != was


def test_a_person_without_a_mouse_logs_in_writes_a_note_and_has_a_portal_checked(site: Served, browser: Browser) -> None:
    context = browser.new_context()
    page = context.new_page()
    page.goto(f"{site.url}/login?next=/procedures/ha-tinh/1.000004")
    go_to(page, "input[name=name]")
    page.keyboard.type("lan")
    page.keyboard.press("Tab")
    page.keyboard.type(PASSWORD)
    page.keyboard.press("Enter")
    page.wait_for_url(f"{site.url}/procedures/ha-tinh/1.000004")
    go_to(page, "textarea[name=text]")
    page.keyboard.type("Sở Y tế đã sửa trang này")
    go_to(page, "main form button")
    page.keyboard.press("Enter")
    page.get_by_text("Sở Y tế đã sửa trang này").first.wait_for()
    page.goto(f"{site.url}/checks")
    go_to(page, "input[name=url]")
    page.keyboard.type("https://dichvucong.example.org/")
    page.keyboard.press("Enter")
    page.wait_for_url("**/checks/*")
    assert page.locator("main h1").count() == 1 and "dichvucong.example.org" in page.inner_text("main")
    context.close()
