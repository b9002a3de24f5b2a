"""`python -m crawler.start MODULE`: a child process whose collector of cycles rests until `crawler.run.lighten` wakes it.

Nothing of what is imported ever goes, and looking through it again and again takes a fifth of the start. Nor does a child draw tables and
colours: the library for that, which structlog imports where it finds it, is a twentieth.
"""

from __future__ import annotations

import gc
import runpy
import sys

if __name__ == "__main__":
    gc.disable()
    sys.modules["rich"] = None  # type: ignore[assignment] # as if it were not installed
    runpy.run_module(sys.argv.pop(1), run_name="__main__", alter_sys=True)
