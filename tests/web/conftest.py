"""What the tests of a module share: the made history as a store, and one browser."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, sync_playwright

from crawler.render.executable import find_chromium
from storage.engine import Store, open_store
from tests.web.history import build


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("web")


@pytest.fixture(scope="module")
def stored(folder: Path) -> Iterator[Store]:
    with open_store(f"sqlite:///{folder / 'mucdo.db'}") as opened:
        build(opened)
        yield opened


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    with sync_playwright() as playwright, playwright.chromium.launch(executable_path=str(find_chromium())) as opened:
        yield opened
