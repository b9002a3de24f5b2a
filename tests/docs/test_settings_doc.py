"""docs/settings.md lists exactly the settings that exist, and an unknown one is refused by name."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from crawler.config import UnknownSettingError, known_names, load_settings

DOC = Path(__file__).resolve().parents[2] / "docs" / "settings.md"


def test_every_setting_is_documented_and_no_other() -> None:
    documented = set(re.findall(r"^\| `(MUCDO_\w+)`", DOC.read_text(encoding="utf-8"), re.M))
    assert documented == set(known_names())


def test_unknown_setting_is_refused_with_the_known_ones(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("MUCDO_DOWNLOAD_DELAYS", "0")
    with pytest.raises(UnknownSettingError, match=r"unknown setting MUCDO_DOWNLOAD_DELAYS.*MUCDO_DOWNLOAD_DELAY"):
        load_settings()


def test_now_without_a_zone_is_vietnamese_time(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("MUCDO_NOW", "2020-12-31T01:00:00")
    assert load_settings().current_time().isoformat() == "2020-12-31T01:00:00+07:00"
