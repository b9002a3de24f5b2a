"""mucdo as a Scrapy project: what a Scrapy user types at the root works."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

from scrapy.settings import Settings as ScrapySettings

from crawler.config import Settings
from crawler.settings import scrapy_settings
from crawler.sink import RunOrder
from tests.crawler.crawling import AT
from tests.portal_server import portal_server

ROOT = Path(__file__).parents[2]
ENVIRONMENT = {**os.environ, "MUCDO_ALLOW_NETWORKS": "127.0.0.0/8", "MUCDO_DOWNLOAD_DELAY": "0"}


def scrapy(*arguments: str, environment: dict[str, str] = ENVIRONMENT) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "scrapy", *arguments]
    return subprocess.run(command, cwd=ROOT, env=environment, capture_output=True, text=True, timeout=60, check=False)


def test_the_spider_is_listed() -> None:
    assert scrapy("list").stdout.split() == ["portal"]


def test_items_are_procedure_entries(tmp_path: Path) -> None:
    out = tmp_path / "out.jsonl"
    with portal_server(pages={"/": {"body": "<html>trang</html>"}}) as server:
        done = scrapy(
            "crawl", "portal", "-a", f"url={server.url}/", "-a", "render=never", "-O", str(out), "-s", "READER=tests.crawler.reading.find"
        )
    assert done.returncode == 0, done.stderr
    entries = [json.loads(line) for line in out.read_text(encoding="utf-8").splitlines()]
    assert [entry["name"] for entry in entries] == ["Thủ tục 1", "Thủ tục 2"]
    assert set(entries[0]) >= {"code", "level", "level_max", "strict_level", "declared", "features", "flags", "evidence"}


def test_a_missing_url_and_an_unknown_setting_are_told() -> None:
    assert "give -a url=URL" in scrapy("crawl", "portal").stderr
    assert "MUCDO_TYPO" in scrapy("list", environment={**ENVIRONMENT, "MUCDO_TYPO": "1"}).stderr


def test_settings_follow_ours_and_nothing_listens() -> None:
    settings = Settings(download_delay=2.0, contact="mailto:theo-doi@example.vn")
    built = ScrapySettings(scrapy_settings(settings))
    assert built.getfloat("DOWNLOAD_DELAY") * (1 - built.getfloat("DOWNLOAD_DELAY_JITTER")) == 2.0
    assert not built.getbool("TELNETCONSOLE_ENABLED")
    assert not built.getbool("REMOTE_CONTROL_ENABLED")
    assert not built.getbool("HTTPPROXY_ENABLED")
    slower = scrapy_settings(settings, RunOrder(url="http://x.example/", at=AT, delay=5.0, timeout=60.0, max_pages=7))
    assert slower["DOWNLOAD_DELAY"] > 5.0
    assert (slower["BUDGETS"].seconds, slower["BUDGETS"].max_pages) == (60.0, 7)
