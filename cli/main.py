"""`mucdo`: the console script. Every command is a module of its own; this one binds them and turns failures into exit codes."""

from __future__ import annotations

import logging
import sys
from collections.abc import Sequence

import structlog
import typer
from pydantic import ValidationError

from cli import (
    archive,
    changes,
    check,
    classify,
    crawl,
    db,
    demo,
    explain,
    levels,
    mail,
    plan,
    portals,
    report,
    runs,
    serve,
    sites,
    users,
    web,
)
from cli.exits import Exit, Failure
from cli.output import say
from crawler.config import SECRET, UnknownSettingError, load_settings
from crawler.log import configure_logging
from crawler.settings import ContactRequiredError
from scheduler.clock import ScheduleError
from scheduler.plan.load import PlanFileError
from storage.engine import StoreError

app = typer.Typer(no_args_is_help=True, add_completion=False, pretty_exceptions_enable=False, rich_markup_mode=None)

app.command()(check.check)
app.command()(classify.classify)
app.command()(crawl.crawl)
app.command()(levels.levels)
app.command()(changes.changes)
app.command()(explain.explain)
app.command()(explain.annotate)
app.command("import")(archive.import_pages)
app.command()(archive.relabel)
app.command()(mail.digest)
app.command()(mail.channels)
app.command()(report.report)
app.command()(serve.serve)
app.command()(web.web)
app.command()(serve.scheduler)
app.command()(serve.worker)
app.command()(demo.demo)
app.add_typer(portals.app, name="portals")
app.add_typer(runs.app, name="runs")
app.add_typer(sites.app, name="sites")
app.add_typer(plan.app, name="plan")
app.add_typer(plan.groups_app, name="groups")
app.add_typer(mail.recipients_app, name="recipients")
app.add_typer(db.app, name="db")
app.add_typer(users.app, name="users")


@app.callback()
def main(context: typer.Context) -> None:
    """Crawl and monitor how mature the online public services of Vietnamese provinces are."""
    configure_logging(json=False, level=logging.WARNING)
    context.obj = load_settings()


def run(arguments: Sequence[str] | None = None) -> None:
    """Entry point: runs one command and ends the process with a code of the contract."""
    sys.exit(int(execute(arguments)))


def execute(arguments: Sequence[str] | None = None) -> int:
    """Run one command. Every expected failure is one line on stderr; only a defect of ours shows a traceback, in the log."""
    try:
        app(args=None if arguments is None else list(arguments), prog_name="mucdo")
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
