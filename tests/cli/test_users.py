"""Users on the command line; and no secret in what a command says."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

from storage.engine import open_store
from storage.queries.people import list_users
from tests.cli.running import ROOT, mucdo


def add(folder: Path, name: str, password: str, *options: str) -> subprocess.CompletedProcess[str]:
    env = {key: value for key, value in os.environ.items() if not key.startswith("MUCDO_")} | {"PYTHONPATH": str(ROOT)}
    call = [sys.executable, "-m", "cli.main", "users", "add", name, *options]
    return subprocess.run(call, cwd=folder, env=env, input=password + "\n", capture_output=True, text=True, check=False)


def test_add_list_and_remove(tmp_path: Path) -> None:
    assert add(tmp_path, "Lan", "mật khẩu đủ dài", "--role", "admin").returncode == 0
    short, odd = add(tmp_path, "hoa", "ngắn"), add(tmp_path, "tên lạ", "mật khẩu đủ dài")
    assert (short.returncode, odd.returncode) == (2, 2) and "10 to 200" in short.stderr and "lower-case" in odd.stderr
    assert mucdo("users", "list", cwd=tmp_path).out.split() == ["name", "role", "lan", "admin"]
    with open_store(f"sqlite:///{tmp_path}/mucdo.db") as store, store.read() as connection:
        [user] = list_users(connection)
    assert user.password_hash.startswith("$argon2id$")
    assert mucdo("users", "remove", "lan", cwd=tmp_path).code == 0
    assert mucdo("users", "remove", "lan", cwd=tmp_path).code == 2


def test_a_bad_secret_setting_is_not_shown(tmp_path: Path) -> None:
    ran = mucdo("users", "list", cwd=tmp_path, secret_key="hush-hush")
    assert ran.code == 2 and "MUCDO_SECRET_KEY" in ran.err and "hush" not in ran.err
    ran = mucdo("users", "list", cwd=tmp_path, web_url="not an address")
    assert ran.code == 2 and "MUCDO_WEB_URL" in ran.err and "not an address" in ran.err
