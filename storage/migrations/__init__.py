"""The schema's versions (Alembic). `KNOWN` is read from the file names, so that opening a database needs no Alembic."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from sqlalchemy import Connection

if TYPE_CHECKING:
    from alembic.config import Config

_FOLDER = Path(__file__).parent
KNOWN: tuple[str, ...] = tuple(sorted(path.name.split("_", 1)[0] for path in (_FOLDER / "versions").glob("[0-9]*.py")))
HEAD = KNOWN[-1] if KNOWN else ""


def run_upgrade(connection: Connection, revision: str = "head") -> None:
    """Bring the schema forward inside the caller's transaction."""
    from alembic import command

    command.upgrade(_config(connection), revision)


def run_downgrade(connection: Connection, revision: str) -> None:
    """Take the schema back to `revision` ("base" = nothing) inside the caller's transaction."""
    from alembic import command

    command.downgrade(_config(connection), revision)


def _config(connection: Connection) -> Config:
    from alembic.config import Config

    config = Config()
    config.set_main_option("script_location", str(_FOLDER))
    config.set_main_option("path_separator", "os")
    config.attributes["connection"] = connection
    return config
