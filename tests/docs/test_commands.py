"""What the documentation tells people to type exists, and every command is told of."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import pytest
from typer.main import get_command

from cli.main import application

ROOT = Path(__file__).resolve().parents[2]
DOCS = [ROOT / "README.md", *sorted((ROOT / "docs").glob("*.md"))]
COMMAND = re.compile(r"(?:^|`)mucdo ([a-z]+(?: [a-z]+)?)((?: (?:--?[\w-]+))*)", re.M)


def commands() -> dict[str, Any]:
    """Every command and subcommand by what one types."""
    found: dict[str, Any] = {}
    for name, command in get_command(application()).commands.items():  # type: ignore[attr-defined]
        found[name] = command
        found |= {f"{name} {inner}": one for inner, one in getattr(command, "commands", {}).items()}
    return found


@pytest.mark.parametrize("path", DOCS, ids=lambda path: path.name)
def test_documented_commands_exist(path: Path) -> None:
    known = commands()
    for match in COMMAND.finditer(path.read_text(encoding="utf-8")):
        words = match[1].split()
        command = known.get(" ".join(words)) or known.get(words[0])
        assert command is not None, f"{path.name}: no command `mucdo {match[1]}`"


def test_every_command_has_help() -> None:
    silent = [name for name, command in commands().items() if not (command.help or "").strip()]
    assert silent == []


def test_every_command_is_in_a_document() -> None:
    told = " ".join(path.read_text(encoding="utf-8") for path in [*DOCS, ROOT / "docs" / "commands.md"])
    missing = [name for name in commands() if f"mucdo {name}" not in told]
    assert missing == []


def test_links_of_the_readme_lead_somewhere() -> None:
    for target in re.findall(r"\]\(([^)#]+)\)", (ROOT / "README.md").read_text(encoding="utf-8")):
        assert (ROOT / target).exists(), target
