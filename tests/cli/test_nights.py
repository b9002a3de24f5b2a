"""The commands over several nights of one replica: register, crawl, look, explain, hold against the plan."""

from __future__ import annotations

import os
import pty
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path

import pytest

from fixtures.portals.changes_truth import expected_changes
from fixtures.portals.loading import load_portal
from fixtures.portals.serving import serve
from fixtures.portals.truth import expected_entries
from tests.cli.running import ROOT, Ran, mucdo, read_until_closed
from tests.schemas import faults

pytestmark = pytest.mark.browser
PORTAL = "quangbinh"
NIGHTS = load_portal(PORTAL).nights[:5]


def at(night: date) -> str:
    return f"{night}T01:00:00+07:00"


@dataclass(frozen=True)
class Nights:
    """A folder with the database after some nights, and what each crawl said."""

    folder: Path
    url: str
    crawls: list[Ran]
    again: Ran
    origins: dict[str, str]

    def run(self, *arguments: str) -> Ran:
        return mucdo(*arguments, cwd=self.folder, now=at(NIGHTS[-1]))


@pytest.fixture(scope="module")
def nights(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Nights]:
    folder = tmp_path_factory.mktemp("nights")
    with serve([PORTAL], NIGHTS[0]) as portals:
        url = portals[PORTAL].url
        added = mucdo("portals", "add", url, "--id", PORTAL, "--province", "Quảng Bình", cwd=folder, now=at(NIGHTS[0]))
        assert added.code == 0, added.err
        crawls = []
        for night in NIGHTS:
            portals.set_night(night)
            crawls.append(mucdo("crawl", "--all", "--json", cwd=folder, now=at(night)))
        portals.forget()
        again = mucdo("crawl", "--all", "--json", cwd=folder, now=at(NIGHTS[-1]))
        assert portals.requests(PORTAL) == []
        yield Nights(folder, url, crawls, again, portals.origins)


def test_crawls_conform_and_the_bad_night_is_told(nights: Nights) -> None:
    weather = load_portal(PORTAL)
    for night, ran in zip(NIGHTS, nights.crawls, strict=True):
        assert faults("crawl", ran.json) == []
        assert "Traceback" not in ran.err
        [entry] = ran.json["portals"]
        assert (entry["health"] == "ok") == (weather.weather_on(night) in (None, "slow")), (night, entry)
        assert ran.code == (0 if entry["health"] == "ok" else 3 if entry["outcome"] != "ok" else 5)


def test_the_same_night_again_does_nothing(nights: Nights) -> None:
    assert nights.again.json["portals"][0]["run"] == nights.crawls[-1].json["portals"][0]["run"]


def test_levels_are_the_truth_of_the_night(nights: Nights) -> None:
    ran = nights.run("levels", "--portal", PORTAL, "--format", "json")
    assert faults("levels", ran.json) == []
    wanted = expected_entries(load_portal(PORTAL), NIGHTS[-1], nights.origins)
    assert sorted((e["code"] or "", e["name"], e["level"]) for e in ran.json["procedures"]) == sorted(
        (e.code or "", e.name, e.level) for e in wanted
    )
    past = nights.run("levels", "--portal", PORTAL, "--at", NIGHTS[0].isoformat(), "--format", "csv")
    assert len(past.out.splitlines()) == 1 + len(expected_entries(load_portal(PORTAL), NIGHTS[0]))


def test_changes_are_exactly_those_of_the_timeline(nights: Nights) -> None:
    ran = nights.run("changes", "--since", NIGHTS[0].isoformat(), "--format", "json")
    assert faults("changes", ran.json) == []
    found = {(c["kind"], c["code"], c["from"], c["to"], c["first_seen"], c["confirmed"]) for c in ran.json["changes"]}
    wanted = {
        (c.kind, c.code, c.from_level, c.to_level, c.first_seen.isoformat(), c.confirmed.isoformat())
        for c in expected_changes(load_portal(PORTAL), NIGHTS)
    }
    assert found == wanted


def test_explain_names_the_rules_and_keeps_a_persons_word(nights: Nights) -> None:
    entry = nights.run("levels", "--portal", PORTAL, "--format", "json").json["procedures"][0]
    noted = nights.run("annotate", entry["url"], "--text", "Đã kiểm tra tại chỗ", "--author", "Nguyễn Văn A")
    assert noted.code == 0, noted.err
    ran = nights.run("explain", entry["url"], "--json")
    assert faults("explain", ran.json) == []
    assert ran.json["level"] == entry["level"]
    assert [note["text"] for note in ran.json["annotations"]] == ["Đã kiểm tra tại chỗ"]
    assert "Đã kiểm tra tại chỗ" in nights.run("explain", entry["url"]).out


def test_an_ambiguous_code_lists_the_candidates(nights: Nights) -> None:
    rows = nights.run("levels", "--portal", PORTAL, "--format", "json").json["procedures"]
    codes = [row["code"] for row in rows if row["code"]]
    twice = next(code for code in codes if codes.count(code) > 1)
    ran = nights.run("explain", twice)
    assert ran.code == 2
    assert ran.err.count(twice) >= 1 + codes.count(twice)


def test_plan_gives_every_target_a_verdict(nights: Nights) -> None:
    ran = nights.run("plan", "--format", "json")
    assert faults("plan", ran.json) == []
    assert len(ran.json["targets"]) == 81
    assert nights.run("plan", "--document", "none").code == 2
    behind = nights.run("plan", "procedures", "QB-02", "--format", "json")
    assert faults("target", behind.json) == [] and behind.json["target"] == "QB-02"
    assert nights.run("plan", "procedures", "QB-02", "--format", "csv").out.startswith("place,certain,code,name")
    assert nights.run("plan", "procedures", "XX-01").code == 2


def test_portals_go_out_and_come_back(nights: Nights, tmp_path: Path) -> None:
    for form in ("csv", "yaml"):
        exported = nights.run("portals", "export", "--format", form)
        (tmp_path / f"portals.{form}").write_text(exported.out, encoding="utf-8")
        assert mucdo("portals", "import", f"portals.{form}", cwd=tmp_path).code == 0
        assert mucdo("portals", "export", "--format", form, cwd=tmp_path).out == exported.out
    shown = nights.run("portals", "show", PORTAL)
    assert shown.json["learned_profile"]


def test_progress_is_drawn_on_a_terminal_only(nights: Nights, tmp_path: Path) -> None:
    assert all(ran.err.strip() == "" or "pages" not in ran.err for ran in nights.crawls)
    main, other = pty.openpty()
    env = {name: value for name, value in os.environ.items() if not name.startswith("MUCDO_")}
    env |= {"MUCDO_ALLOW_NETWORKS": "127.0.0.0/8", "MUCDO_DOWNLOAD_DELAY": "0", "PYTHONPATH": str(ROOT), "TERM": "xterm", "COLUMNS": "160"}
    command = [sys.executable, "-m", "cli.main", "check", nights.url, "--max-procedures", "5"]
    with subprocess.Popen(command, cwd=tmp_path, env=env, stderr=other, stdout=subprocess.DEVNULL) as child:
        os.close(other)
        drawn = read_until_closed(main)
    os.close(main)
    assert child.returncode == 0
    for words in (b"pages", b"procedures", b"rendered", b"failures"):
        assert words in drawn
