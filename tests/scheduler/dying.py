"""`python -m tests.scheduler.dying serve [module:function[!]] [module:NAME=number]…`: a service that is killed at a point of its own code.

Without a point it is the plain command. The process dies by SIGKILL when the function is called, with "!" when it has returned. A name
with a number sets a constant, so that a test need not wait as long as people do.
"""

from __future__ import annotations

import importlib
import os
import signal
import sys
from typing import Any

from cli.main import execute


def hasten(setting: str) -> None:
    """Set a constant of a module."""
    name, _, value = setting.partition("=")
    module_name, _, constant = name.partition(":")
    module = importlib.import_module(module_name)
    assert isinstance(getattr(module, constant), float)
    setattr(module, constant, float(value))


def arm(point: str) -> None:
    """Replace the function by one that kills this process."""
    module_name, _, function = point.rstrip("!").partition(":")
    module = importlib.import_module(module_name)
    real = getattr(module, function)

    def dying(*arguments: Any, **named: Any) -> Any:
        if point.endswith("!"):
            real(*arguments, **named)
        os.kill(os.getpid(), signal.SIGKILL)

    setattr(module, function, dying)


if __name__ == "__main__":
    for order in sys.argv[2:]:
        hasten(order) if "=" in order else arm(order)
    sys.exit(execute([sys.argv[1]]))
