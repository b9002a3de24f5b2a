"""A virtual environment of their own for the peers, made when a row first asks for one."""

from __future__ import annotations

import subprocess
import sys
import venv
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
FOLDER = ROOT / ".venv-bench"


class PeerMissingError(RuntimeError):
    """The peers cannot be installed here; the message says why."""


def peer(name: str) -> Path:
    """The path of a peer's command. Raises `PeerMissingError`."""
    command = FOLDER / "bin" / name
    if not command.exists():
        venv.create(FOLDER, with_pip=True)
        wanted = Path(__file__).with_name("requirements.txt")
        install = [FOLDER / "bin" / "python", "-m", "pip", "install", "--quiet", "--disable-pip-version-check", "-r", wanted]
        try:
            subprocess.run(install, check=True, stdout=sys.stderr, timeout=600)
        except (subprocess.SubprocessError, OSError) as error:
            raise PeerMissingError(f"{name} cannot be installed: {error}") from None
    if not command.exists():
        raise PeerMissingError(f"{name} is not among what bench/requirements.txt installs")
    return command
