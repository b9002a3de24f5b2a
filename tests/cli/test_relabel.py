"""`mucdo relabel` at a terminal and in a script: what differs is shown first, and a person is asked."""

from __future__ import annotations

import os
import pty
import subprocess
import sys
from pathlib import Path

from storage.engine import open_store, upgrade
from tests.cli.running import ROOT, mucdo, read_until_closed
from tests.scheduler.nights import night
from tests.scheduler.test_nightly import COUNT
from tests.scheduler.test_relabel import as_if_judged_by_older_rules, crawled

NOW = f"{night(2)}T01:00:00+07:00"


def test_what_differs_is_shown_and_asked_about_before_it_is_written(tmp_path: Path) -> None:
    with open_store(f"sqlite:///{tmp_path / 'mucdo.db'}") as store:
        upgrade(store)
        crawled(store)
        as_if_judged_by_older_rules(store)

    def levels() -> str:
        return mucdo("levels", "--format", "csv", cwd=tmp_path, now=NOW).out

    before = levels()
    dry = mucdo("relabel", "--dry-run", cwd=tmp_path, now=NOW)
    assert (dry.code, dry.out.count("1.0000"), "nothing was written" in dry.err) == (0, COUNT, True), dry
    main, other = pty.openpty()
    env = {name: value for name, value in os.environ.items() if not name.startswith("MUCDO_")}
    env |= {"MUCDO_NOW": NOW, "PYTHONPATH": str(ROOT), "TERM": "dumb", "COLUMNS": "200"}
    command = [sys.executable, "-m", "cli.main", "relabel"]
    with subprocess.Popen(command, cwd=tmp_path, env=env, stdin=other, stdout=other, stderr=other) as child:
        os.close(other)
        os.write(main, b"n\n")
        drawn = read_until_closed(main).decode()
    os.close(main)
    assert child.returncode == 0
    assert drawn.index("1.000012") < drawn.index(f"Write these {COUNT} labels?") < drawn.index("nothing was written")
    assert levels() == before
    ran = mucdo("relabel", cwd=tmp_path, now=NOW)
    assert (ran.code, ran.out) == (0, dry.out)
    assert f"{COUNT} labels of 1 portals changed" in ran.err
    assert levels() != before
