"""Runs the console script as its users do: a process of its own, its streams and its exit code."""

from __future__ import annotations

import contextlib
import json
import os
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[2]


@dataclass(frozen=True)
class Ran:
    code: int
    out: str
    err: str

    @property
    def json(self) -> Any:
        return json.loads(self.out)


def mucdo(*arguments: str, cwd: Path, timeout: float = 300, **environment: str) -> Ran:
    """One command against loopback portals, with a database in `cwd`; `environment` adds `MUCDO_*` settings without the prefix."""
    env = {name: value for name, value in os.environ.items() if not name.startswith("MUCDO_")}
    env |= {"MUCDO_ALLOW_NETWORKS": "127.0.0.0/8", "MUCDO_DOWNLOAD_DELAY": "0", "PYTHONPATH": str(ROOT), "MUCDO_WEB_BIND": "127.0.0.1:0"}
    env |= {f"MUCDO_{name.upper()}": value for name, value in environment.items()}
    done = subprocess.run(
        [sys.executable, "-m", "cli.main", *arguments], cwd=cwd, env=env, capture_output=True, text=True, timeout=timeout, check=False
    )
    return Ran(done.returncode, done.stdout, done.stderr)


def read_until_closed(terminal: int) -> bytes:
    """All that the other end of a pseudo-terminal writes."""
    drawn = b""
    with contextlib.suppress(OSError):  # how a terminal says that its other end is gone
        while part := os.read(terminal, 4096):
            drawn += part
    return drawn
