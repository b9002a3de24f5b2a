"""The map of the rooms holds: imports go one way, and nothing stands in the repository that must not."""

from __future__ import annotations

import ast
import re
import subprocess
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
# From the top down: a room may import the rooms after it, never one before it.
ROOMS = ["cli", "web", "scheduler", "storage", "crawler", "classifier"]
# Inside the two largest rooms likewise, from the ground up: a part may import the parts before it. What stands in the room itself
# is either the words all parts speak or what puts the parts together.
PARTS = {
    "classifier": "words findings page controls forms features labelled listing data bounds sites behind judging".split(),
    "crawler/reader": "page asking paging choosing trees rows details ways".split(),
}
# Only the demo may know the replicas; everything else must work on portals it has never seen.
MAY_IMPORT_FIXTURES = {"cli/demo.py", "cli/demo_tables.py", "cli/demo_sites.py"}
PURE_FORBIDDEN = {
    "requests",
    "urllib.request",
    "socket",
    "sqlalchemy",
    "scrapy",
    "playwright",
    "asyncio",
    "os",
    "subprocess",
    "time",
    "random",
}


def modules(room: str) -> list[Path]:
    return sorted((ROOT / room).rglob("*.py"))


def imports(path: Path) -> set[str]:
    found: set[str] = set()
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            found.update(alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module and node.level == 0:
            found.add(node.module)
    return found


@pytest.mark.parametrize("room", ROOMS)
def test_imports_go_one_way(room: str) -> None:
    higher = set(ROOMS[: ROOMS.index(room)])
    for path in modules(room):
        wrong = sorted(name for name in imports(path) if name.split(".")[0] in higher)
        assert not wrong, f"{path.relative_to(ROOT)} imports from a higher room: {wrong}"


@pytest.mark.parametrize("room", PARTS)
def test_parts_of_a_room_import_one_way(room: str) -> None:
    parts = PARTS[room]
    assert {p.parent.name for p in (ROOT / room).glob("*/__init__.py")} == set(parts), "a part that the map does not name"
    for place, part in enumerate(parts):
        later = tuple(f"{room.replace('/', '.')}.{name}." for name in parts[place + 1 :])
        for path in modules(f"{room}/{part}"):
            wrong = sorted(name for name in imports(path) if f"{name}.".startswith(later))
            assert not wrong, f"{path.relative_to(ROOT)} imports from a later part: {wrong}"


def test_product_code_does_not_know_the_replicas() -> None:
    for room in ROOMS:
        for path in modules(room):
            name = str(path.relative_to(ROOT))
            if name not in MAY_IMPORT_FIXTURES:
                wrong = [i for i in imports(path) if i.split(".")[0] in ("fixtures", "tests")]
                assert not wrong, f"{name} imports {wrong}"


def test_scheduler_never_imports_scrapy() -> None:
    for path in modules("scheduler"):
        assert not [i for i in imports(path) if i.split(".")[0] == "scrapy"], path


def test_classifier_is_pure() -> None:
    for path in modules("classifier"):
        wrong = imports(path) & PURE_FORBIDDEN
        assert not wrong, f"{path.relative_to(ROOT)} imports {sorted(wrong)}: the classifier has no I/O and no clock"


def tracked_files() -> list[Path]:
    listing = subprocess.run(["git", "ls-files", "-z"], cwd=ROOT, capture_output=True, check=True).stdout
    return [ROOT / name for name in listing.decode().split("\0") if name]


def test_no_registry_hosts_or_machine_paths() -> None:
    # Spelled in parts, so that this file does not name them either.
    forbidden = re.compile("|".join(["py" + r"pi\.org", "python" + "hosted", r"registry\." + "npmjs", r"deb\." + "debian", "/wo" + "rk/"]))
    for path in tracked_files():
        try:
            text = path.read_text(encoding="utf-8")
        except UnicodeDecodeError:
            continue
        hit = forbidden.search(text)
        assert not hit, f"{path.relative_to(ROOT)} names {hit.group(0)!r}"


def test_modules_stay_small() -> None:
    large = {str(p.relative_to(ROOT)): n for room in ROOMS for p in modules(room) if (n := len(p.read_text().splitlines())) > 400}
    assert not large, f"two ideas in one module? {large}"
