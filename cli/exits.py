"""The exit codes of the contract, and the one place where failures become one clear line and a code."""

from __future__ import annotations

import sys
from enum import IntEnum
from typing import NoReturn

from classifier.model import Outcome


class Exit(IntEnum):
    DONE = 0
    INTERNAL = 1
    USAGE = 2
    NOT_READ = 3  # outcome blocked, login, closed, error, empty
    REFUSED = 4  # outcome robots, refused
    SUSPECT = 5
    MISSED = 6  # only with --fail-on-missed


class Failure(Exception):
    """Ends a command with one line for the user and an exit code; the line names the input and the remedy."""

    def __init__(self, message: str, code: Exit = Exit.USAGE) -> None:
        super().__init__(message)
        self.code = code


def exit_for(outcome: Outcome) -> Exit:
    """The exit code of a read that ended with `outcome`."""
    if outcome is Outcome.OK:
        return Exit.DONE
    return Exit.REFUSED if outcome in (Outcome.ROBOTS, Outcome.REFUSED) else Exit.NOT_READ


def fail(message: str, code: Exit = Exit.USAGE) -> NoReturn:
    """Raise a `Failure`; reads better than `raise` in argument checks."""
    raise Failure(message, code)


def leave(code: Exit) -> NoReturn:
    """End the process with a code of the contract."""
    sys.exit(int(code))
