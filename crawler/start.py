"""`python -m crawler.start MODULE`: a child process whose collector of cycles rests until `crawler.run.lighten` wakes it.

Nothing of what is imported ever goes, and looking through it again and again takes a fifth of the start.
"""

from __future__ import annotations

import gc
import runpy
import sys

if __name__ == "__main__":
    gc.disable()
    runpy.run_module(sys.argv.pop(1), run_name="__main__", alter_sys=True)
