"""Bad input: one clear line that names the input and the remedy, the documented exit code, no traceback, nothing lost."""

from __future__ import annotations

import json
import socket
import sqlite3
from pathlib import Path

import pytest

from tests.cli.running import Ran, mucdo


def assert_one_clear_line(ran: Ran, code: int, *words: str) -> None:
    assert ran.code == code, ran
    assert "Traceback" not in ran.err + ran.out
    lines = [line for line in ran.err.splitlines() if line.strip()]
    assert len(lines) == 1, ran.err
    for word in words:
        assert word in lines[0]


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


@pytest.mark.parametrize("url", ["dichvucong", "http://", "http://127.0.0.1:99999/", "http://[::1/", ""])
def test_malformed_address(tmp_path: Path, url: str) -> None:
    assert_one_clear_line(mucdo("check", url, cwd=tmp_path), 2, "not a web address")


def test_unknown_host_is_an_error_outcome(tmp_path: Path) -> None:
    ran = mucdo("check", "http://khong-co.invalid/", "--json", cwd=tmp_path, contact="test@example.vn")
    assert ran.code in (3, 4)
    document = ran.json
    assert document["outcome"] in ("error", "refused") and document["procedures"] == []
    assert "resolve" in document["reason"]
    assert "Traceback" not in ran.err


def test_unreachable_port(tmp_path: Path) -> None:
    url = f"http://127.0.0.1:{free_port()}/"
    ran = mucdo("check", url, "--json", cwd=tmp_path)
    assert (ran.code, ran.json["outcome"]) == (3, "error")
    assert_one_clear_line(mucdo("check", url, cwd=tmp_path), 3, url, "error")


@pytest.mark.parametrize("url", ["ftp://127.0.0.1/", "http://10.0.0.1/", "http://169.254.169.254/latest/", "http://[::1]:8000/"])
def test_forbidden_address_is_refused(tmp_path: Path, url: str) -> None:
    ran = mucdo("check", url, "--json", cwd=tmp_path, contact="test@example.vn")
    assert (ran.code, ran.json["outcome"]) == (4, "refused"), ran


def test_public_host_needs_a_contact(tmp_path: Path) -> None:
    assert_one_clear_line(mucdo("check", "http://1.1.1.1/", cwd=tmp_path), 2, "MUCDO_CONTACT")


def test_unknown_setting(tmp_path: Path) -> None:
    assert_one_clear_line(mucdo("levels", cwd=tmp_path, speed="9"), 2, "MUCDO_SPEED", "MUCDO_DATABASE_URL")


def test_bad_setting_value(tmp_path: Path) -> None:
    assert_one_clear_line(mucdo("levels", cwd=tmp_path, download_delay="fast"), 2, "MUCDO_DOWNLOAD_DELAY", "fast")


def test_database_of_a_newer_version(tmp_path: Path) -> None:
    assert mucdo("db", "upgrade", cwd=tmp_path).code == 0
    with sqlite3.connect(tmp_path / "mucdo.db") as connection:
        connection.execute("UPDATE alembic_version SET version_num = 'ffffffffffff'")
    connection.close()
    before = (tmp_path / "mucdo.db").read_bytes()
    assert_one_clear_line(mucdo("levels", cwd=tmp_path), 2, "newer", "mucdo.db")
    assert (tmp_path / "mucdo.db").read_bytes() == before


def test_file_that_is_no_database(tmp_path: Path) -> None:
    (tmp_path / "mucdo.db").write_text("một trang văn bản, không phải cơ sở dữ liệu" * 50, encoding="utf-8")
    assert_one_clear_line(mucdo("levels", cwd=tmp_path), 2, "mucdo.db")


def test_unreadable_plan_file(tmp_path: Path) -> None:
    assert_one_clear_line(mucdo("plan", "import", str(tmp_path / "none.yaml"), cwd=tmp_path), 2, "none.yaml")
    (tmp_path / "bad.yaml").write_text("document:\n  id: [unclosed\n", encoding="utf-8")
    assert_one_clear_line(mucdo("plan", "import", str(tmp_path / "bad.yaml"), cwd=tmp_path), 2, "bad.yaml")


def test_unreadable_saved_page(tmp_path: Path) -> None:
    assert_one_clear_line(mucdo("classify", str(tmp_path / "none.html"), cwd=tmp_path), 2, "none.html")


def test_unknown_portal(tmp_path: Path) -> None:
    assert_one_clear_line(mucdo("crawl", "--portal", "nowhere", cwd=tmp_path), 2, "nowhere", "mucdo portals")


def test_json_errors_keep_stdout_clean(tmp_path: Path) -> None:
    ran = mucdo("check", f"http://127.0.0.1:{free_port()}/", "--json", cwd=tmp_path)
    assert json.loads(ran.out)["schema"] == "mucdo.check/1"


@pytest.mark.parametrize("arguments", [("check",), ("chek", "http://127.0.0.1/"), ("check", "--speed"), ("levels", "--format", "xml"), ()])
def test_usage_errors_end_with_two(tmp_path: Path, arguments: tuple[str, ...]) -> None:
    ran = mucdo(*arguments, cwd=tmp_path)
    assert ran.code == 2, ran
    assert "Traceback" not in ran.err + ran.out
    assert "Usage" in ran.err + ran.out
