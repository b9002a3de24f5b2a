"""`mucdo`: the console script. Commands stand in modules of their own; this one binds them and turns failures into exit codes."""

from __future__ import annotations

import logging
import sys
from collections.abc import Sequence
from importlib import import_module

import structlog
import typer
from pydantic import ValidationError

from cli.exits import Exit, Failure
from cli.output import say
from crawler.config import SECRET, UnknownSettingError, load_settings
from crawler.log import configure_logging
from crawler.settings import ContactRequiredError
from scheduler.clock import ScheduleError
from scheduler.plan.load import PlanFileError
from storage.engine import StoreError

# The word of a command, and where it is. Only what is asked for is imported: all of it takes two seconds.
_COMMANDS = {
    "check": "check:check",
    "classify": "classify:classify",
    "crawl": "crawl:crawl",
    "levels": "levels:levels",
    "changes": "changes:changes",
    "explain": "explain:explain",
    "annotate": "explain:annotate",
    "import": "archive:import_pages",
    "relabel": "archive:relabel",
    "digest": "mail:digest",
    "channels": "mail:channels",
    "report": "report:report",
    "serve": "serve:serve",
    "web": "web:web",
    "scheduler": "serve:scheduler",
    "worker": "serve:worker",
    "demo": "demo:demo",
    "portals": "portals:app",
    "runs": "runs:app",
    "sites": "sites:app",
    "plan": "plan:app",
    "groups": "plan:groups_app",
    "recipients": "mail:recipients_app",
    "db": "db:app",
    "users": "users:app",
}


def application(only: str | None = None) -> typer.Typer:
    """The console script with one command or group of commands, or with all of them."""
    app = typer.Typer(no_args_is_help=True, add_completion=False, pretty_exceptions_enable=False, rich_markup_mode=None)
    app.callback()(main)
    for name, place in _COMMANDS.items():
        if only in (None, name):
            module, _, attribute = place.partition(":")
            found = getattr(import_module(f"cli.{module}"), attribute)
            if isinstance(found, typer.Typer):
                app.add_typer(found, name=name)
            else:
                app.command(name)(found)
    return app


def main(context: typer.Context) -> None:
    """Crawl and monitor how mature the online public services of Vietnamese provinces are."""
    configure_logging(json=False, level=logging.WARNING)
    context.obj = load_settings()


def run(arguments: Sequence[str] | None = None) -> None:
    """Entry point: runs one command and ends the process with a code of the contract."""
    sys.exit(int(execute(arguments)))


def execute(arguments: Sequence[str] | None = None) -> int:
    """Run one command. Every expected failure is one line on stderr; only a defect of ours shows a traceback, in the log."""
    words = sys.argv[1:] if arguments is None else list(arguments)
    word = next(iter(words), "")
    try:
        application(word if word in _COMMANDS else None)(args=words, prog_name="mucdo")
    except SystemExit as stop:  # typer's own word on usage errors and interrupts, and `leave`
        return stop.code if isinstance(stop.code, int) else int(Exit.DONE)
    except Failure as failure:
        say(f"mucdo: {failure}")
        return int(failure.code)
    except (UnknownSettingError, ContactRequiredError, StoreError, PlanFileError, ScheduleError) as error:
        say(f"mucdo: {error}")
        return int(Exit.USAGE)
    except ValidationError as error:
        first = error.errors()[0]
        name = "_".join(str(part) for part in first["loc"])
        given = "" if name in SECRET else f" (given: {first['input']!r})"
        say(f"mucdo: setting MUCDO_{name.upper()}: {first['msg']}{given}")
        return int(Exit.USAGE)
    except BrokenPipeError:
        return int(Exit.DONE)
    except Exception as error:
        structlog.get_logger().exception("internal error")
        say(f"mucdo: internal error: {type(error).__name__}: {error}")
        return int(Exit.INTERNAL)
    return int(Exit.DONE)


if __name__ == "__main__":
    run()
