"""What leaves the dashboard: reports fetched by a person in a real Chromium and opened again; mail and report that obey no portal."""

from __future__ import annotations

import csv
import io
from datetime import date, datetime
from pathlib import Path

import pytest
from docx import Document
from openpyxl import load_workbook
from playwright.sync_api import Browser
from pypdf import PdfReader
from selectolax.lexbor import LexborHTMLParser

from crawler.config import load_settings
from scheduler.cells import safe_cell
from scheduler.mail.service import write_digest
from scheduler.reports.period import parse_period
from scheduler.reports.service import write_report
from storage.engine import Store
from tests.web.history import HOSTILE, NOW
from web.serving import serving

pytestmark = pytest.mark.browser


def words_of(file: Path) -> str:
    """All text of a file, by a reader that knows nothing of its writer."""
    if file.suffix == ".docx":
        document = Document(str(file))
        cells = [cell.text for table in document.tables for row in table.rows for cell in row.cells]
        return "\n".join([*(paragraph.text for paragraph in document.paragraphs), *cells])
    if file.suffix == ".xlsx":
        return "\n".join(str(value) for sheet in load_workbook(file) for row in sheet.iter_rows(values_only=True) for value in row)
    if file.suffix == ".pdf":
        return "\n".join(page.extract_text() for page in PdfReader(file).pages)
    if file.suffix == ".html":
        return LexborHTMLParser(file.read_text(encoding="utf-8")).text()
    return "\n".join(" ".join(row) for row in csv.reader(io.StringIO(file.read_text(encoding="utf-8-sig"))))


@pytest.mark.timeout(600)
@pytest.mark.parametrize("prefix", ["", "/en"])
def test_reports_are_chosen_downloaded_and_opened_again(stored: Store, folder: Path, browser: Browser, prefix: str) -> None:
    settings = load_settings().model_copy(update={"database_url": stored.url, "now": datetime.fromisoformat(NOW)})
    with serving(settings, stored) as base, browser.new_page(accept_downloads=True) as page:
        page.goto(f"{base}{prefix}/reports")
        page.locator("select[name=province]").select_option("ha-tinh")
        page.locator("select[name=period]").select_option("2020-Q4")
        for form in ("docx", "xlsx", "html", "csv", *(("pdf",) if not prefix else ())):
            page.locator(f"input[name=format][value={form}]").check()
            with page.expect_download(timeout=240_000) as awaited:
                page.locator("main form button").click()
            file = folder / f"{prefix.strip('/')}{awaited.value.suggested_filename}"
            awaited.value.save_as(file)
            assert file.suffix == f".{form}"
            said = " ".join(words_of(file).split())
            assert "Hà Tĩnh" in said and "Sơn La" not in said, form
            assert ("Sở Y tế" in said) and "2020" in said, form


def test_no_words_of_a_portal_run_in_mail_or_report(stored: Store, folder: Path, browser: Browser) -> None:
    """Mail programs and files from a disk have no policy that would stop a script: the text itself must be harmless."""
    week = "{}-W{:02d}".format(*date(2020, 12, 21).isocalendar()[:2])
    settings = load_settings().model_copy(update={"database_url": stored.url, "now": datetime.fromisoformat(NOW)})
    write_digest(stored, week, folder / "digest", settings.current_time())
    write_report(stored, settings, parse_period("2020-Q4"), "Sơn La", folder / "son-la.html")
    files = [*(folder / "digest").glob("*.html"), folder / "son-la.html"]
    assert len(files) >= 2
    with browser.new_page() as page:
        asked: list[str] = []
        alarms: list[str] = []
        page.on("request", lambda request: asked.append(request.url))
        page.on("dialog", lambda dialog: alarms.append(dialog.message))
        shown = ""
        for file in files:
            page.goto(file.as_uri())
            page.mouse.move(100, 100)
            assert page.evaluate("window.fired") is None, file.name
            assert page.locator("script, iframe, object, embed, form, [onerror], [onload], [onfocus]").count() == 0, file.name
            assert page.locator("a[href^='javascript:'], img:not([src^='data:'], [src^='cid:'])").count() == 0, file.name
            shown += page.locator("body").inner_text()
        assert alarms == [] and all(address.startswith(("file:", "data:", "cid:")) for address in asked), "something was loaded"
        for words in HOSTILE[:3]:
            assert safe_cell(words)[:20] in shown or words[:20] in shown, f"{words} is not shown, so nothing was tested"
