"""`python -m tests.scheduler.dying serve [module:function[!]]`: a service that is killed at an exact point of its own code.

Without a point it is the plain command. The process dies by SIGKILL when the function is called, with "!" when it has returned.
"""

from __future__ import annotations

import importlib
import os
import signal
import sys
from typing import Any

from cli.main import execute


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
    if len(sys.argv) > 2:
        arm(sys.argv[2])
    sys.exit(execute([sys.argv[1]]))
