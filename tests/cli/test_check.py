"""`mucdo check` on every replica: the document conforms, the truth is met, robots.txt is obeyed, the pipe stays clean."""

from __future__ import annotations

from pathlib import Path

import pytest

from fixtures.portals.loading import load_portal, portal_ids
from fixtures.portals.scoring import compare
from fixtures.portals.serving import serve
from fixtures.portals.truth import expected_entries
from tests.cli.running import mucdo
from tests.schemas import faults


@pytest.mark.browser
@pytest.mark.parametrize("ident", portal_ids())
def test_check_of_a_replica(ident: str, tmp_path: Path) -> None:
    night = load_portal(ident).nights[0]
    with serve([ident], night) as portals:
        portal = portals[ident]
        ran = mucdo("check", portal.url, "--json", cwd=tmp_path, now=f"{night}T01:00:00+07:00")
        expected = expected_entries(portal.spec, night, portals.origins)
        asked = [seen.target for seen in portals.requests(ident)]
    assert ran.code == 0, ran.err[-2000:]
    document = ran.json
    assert faults("check", document) == []
    assert document["outcome"] == "ok" and document["coverage"]["complete"]
    score = compare(expected, document["procedures"])
    assert score.missed == [] and score.invented == []
    assert score.wrong("declared") == score.wrong("scheme") == 0
    # The goal for pages of makers never seen is the floor here: what is still wrong stands in the score, not in a list of exceptions.
    assert score.wrong("level") <= 0.03 * score.expected
    assert asked[0] == "/robots.txt"


@pytest.mark.browser
def test_one_procedure_page_gives_one_entry(tmp_path: Path) -> None:
    night = load_portal("quangbinh").nights[0]
    with serve(["quangbinh"], night) as portals:
        wanted = expected_entries(portals["quangbinh"].spec, night, portals.origins)[0]
        ran = mucdo("check", wanted.url, "--json", cwd=tmp_path, now=f"{night}T01:00:00+07:00")
    assert ran.code == 0
    assert [(e["code"], e["name"]) for e in ran.json["procedures"]] == [(wanted.code, wanted.name)]


@pytest.mark.browser
def test_limits_end_a_check_as_not_complete(tmp_path: Path) -> None:
    night = load_portal("quangbinh").nights[0]
    with serve(["quangbinh"], night) as portals:
        ran = mucdo("check", portals["quangbinh"].url, "--json", "--max-procedures", "3", cwd=tmp_path, now=f"{night}T01:00:00+07:00")
    assert ran.code == 0
    assert len(ran.json["procedures"]) == 3
    assert not ran.json["coverage"]["complete"]
