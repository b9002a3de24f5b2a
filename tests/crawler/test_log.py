"""Log lines of a process: one JSON object each, with what was bound, whoever wrote them."""

from __future__ import annotations

import json
import subprocess
import sys

SCRIPT = """
import logging, structlog
from crawler.log import configure_logging
configure_logging(json={json}, run=7, portal="langson")
structlog.get_logger("ours").warning("tạm dừng", seconds=3)
logging.getLogger("scrapy.downloadermiddlewares").info("from %s", "a library")
logging.getLogger("scrapy.core.engine").info("not worth a line")
try:
    1 / 0
except ZeroDivisionError:
    logging.getLogger("x").exception("failed")
"""


def lines(json_: bool) -> list[str]:
    done = subprocess.run([sys.executable, "-c", SCRIPT.format(json=json_)], capture_output=True, text=True, check=True)
    assert done.stdout == ""
    return done.stderr.splitlines()


def test_json_lines_carry_what_was_bound() -> None:
    records = [json.loads(line) for line in lines(True)]
    assert [record["event"] for record in records] == ["tạm dừng", "from a library", "failed"]
    assert all((record["run"], record["portal"]) == (7, "langson") for record in records)
    assert records[0]["seconds"] == 3
    assert "ZeroDivisionError" in records[2]["exception"]


def test_people_get_plain_lines() -> None:
    text = "\n".join(lines(False))
    assert "tạm dừng" in text
    assert "langson" in text
    assert "not worth a line" not in text
