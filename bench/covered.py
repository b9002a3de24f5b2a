"""`python -m bench.covered REPORT SHARE`: fails unless more than SHARE % of the lines *and* of the branches of a JSON report were run.

The coverage tool's own threshold mixes the two, so that well covered lines hide branches that no test takes.
"""

from __future__ import annotations

import json
import sys
from pathlib import Path


def main(report: str, share: str) -> int:
    """Prints both shares; the exit code is 1 when either is too low."""
    totals = json.loads(Path(report).read_text(encoding="utf-8"))["totals"]
    lines, branches = totals["percent_statements_covered"], totals["percent_branches_covered"]
    print(f"lines {lines:.2f} %, branches {branches:.2f} %, asked for: more than {share} % of each")
    return int(min(lines, branches) <= float(share))


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:3]))
