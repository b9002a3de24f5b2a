"""The files of an installation name only what exists: commands, settings, files; and the image holds every room."""

from __future__ import annotations

import re
import shutil
import subprocess
from pathlib import Path
from typing import Any

import pytest
import yaml

from crawler.config import known_names
from tests.docs.test_commands import commands
from tests.docs.test_rooms import ROOMS, ROOT

DEPLOY = ROOT / "deploy"
UNITS = sorted((DEPLOY / "systemd").iterdir())


@pytest.mark.parametrize("path", [path for path in sorted(DEPLOY.rglob("*")) if path.is_file()], ids=lambda path: path.name)
def test_settings_exist(path: Path) -> None:
    named = set(re.findall(r"\bMUCDO_[A-Z_]+\b", path.read_text(encoding="utf-8"))) - {"MUCDO_DB_PASSWORD"}
    assert named <= set(known_names())


@pytest.mark.parametrize("path", [path for path in UNITS if path.suffix == ".service"], ids=lambda path: path.name)
def test_units_call_commands_that_exist(path: Path) -> None:
    called = re.findall(r"/bin/mucdo ((?:db )?[a-z]+)", path.read_text(encoding="utf-8"))
    assert called and set(called) <= set(commands())


@pytest.mark.skipif(shutil.which("systemd-analyze") is None, reason="no systemd here")
def test_units_are_understood_by_systemd() -> None:
    told = subprocess.run(["systemd-analyze", "verify", *UNITS], capture_output=True, text=True, timeout=60).stderr
    complaints = [line for line in told.splitlines() if not line.endswith("/mucdo is not executable: No such file or directory")]
    assert complaints == []


def test_services_of_the_compose_file_call_commands_that_exist() -> None:
    composed: dict[str, Any] = yaml.safe_load((DEPLOY / "compose.yaml").read_text(encoding="utf-8"))
    ours = {name: service for name, service in composed["services"].items() if "build" in service}
    assert {"scheduler", "worker", "web", "ready"} == set(ours)
    assert {" ".join(service["command"]) for service in ours.values()} <= set(commands())
    for service in ours.values():
        assert (DEPLOY / service["build"]["context"] / service["build"]["dockerfile"]).exists()
        assert set(service["depends_on"]) <= set(composed["services"])


def test_the_image_holds_every_room_and_nothing_that_is_not_there() -> None:
    copied = re.findall(r"^COPY (.+) \S+$", (DEPLOY / "Dockerfile").read_text(encoding="utf-8"), re.M)
    names = {name for line in copied for name in line.split()}
    assert names >= {*ROOMS, "fixtures", "pyproject.toml", "requirements.txt"}
    assert all((ROOT / name).exists() for name in names)
