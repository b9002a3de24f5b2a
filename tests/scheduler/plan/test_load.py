"""A plan file that is wrong says where, what and how to put it right, in one line."""

from __future__ import annotations

from pathlib import Path

import pytest

from scheduler.plan.load import MAX_BYTES, PlanFileError, load_groups, load_plan

GOOD = """\
schema: mucdo.plan-file/1
document:
  id: XX
  province: Tỉnh X
  type: Kế hoạch
  title: Kế hoạch chuyển đổi số
  source: {kind: primary}
targets:
- id: XX-01
  title: {vi: Mức độ 3, en: Level 3}
  kind: level_share
  level: 3
  compare: '>='
  threshold: 40
  unit: percent
  horizon: '2027'
  due: [2027-12-31]
  observable: public
  scope: {tiers: [tinh, xa]}
  readings: [{id: at_least}]
  quote: 40% dịch vụ công mức độ 3
"""


def written(tmp_path: Path, text: str) -> Path:
    path = tmp_path / "plan.yaml"
    path.write_text(text, encoding="utf-8")
    return path


def test_a_new_plan_is_one_file(tmp_path: Path) -> None:
    plan = load_plan(written(tmp_path, GOOD))
    assert plan.document.province == "Tỉnh X" and plan.targets[0].threshold == 40


@pytest.mark.parametrize(
    ("old", "new", "line", "field", "words"),
    [
        ("level: 3\n", "level: 5\n", 12, "targets[1].level", "less than or equal to 4"),
        ("  compare: '>='", "  compare: '=>'", 13, "targets[1].compare", "Use one of"),
        ("threshold: 40", "threshold: 140", 9, "targets[1]", "between 0 and 100"),
        ("threshold: 40", "treshold: 40", 14, "targets[1].treshold", "Did you mean `threshold`?"),
        ("  horizon: '2027'\n", "", 9, "targets[1].horizon", "is missing"),
        ("tiers: [tinh, xa]", "tiers: [tinh, xã]", 19, "targets[1].scope.tiers[2]", "Use one of 'tinh'"),
        ("due: [2027-12-31]", "due: [31/12/2027]", 17, "targets[1].due[1]", "date"),
        ("due: [2027-12-31]", "due: [2027-02-31]", 17, "targets[1].due[1]", "write dates as 2020-12-31"),
        ("  readings: [{id: at_least}]\n", "", 9, "targets[1]", "at least one of `readings`"),
        ("  level: 3\n", "  level: 3\n  level: 4\n", 13, "targets[1].level", "is given twice"),
        ("kind: level_share", "kind: budget", 9, "targets[1]", "set `observable` and `reason`"),
        ("observable: public", "observable: internal", 9, "targets[1]", "needs `reason`"),
        ("schema: mucdo.plan-file/1", "schema: mucdo.plan-file/9", 1, "schema", "Use one of"),
        ("scope: {", "scope: [", 19, "", "is not YAML"),
    ],
)
def test_faults_name_line_field_and_remedy(tmp_path: Path, old: str, new: str, line: int, field: str, words: str) -> None:
    assert old in GOOD
    path = written(tmp_path, GOOD.replace(old, new))
    with pytest.raises(PlanFileError) as caught:
        load_plan(path)
    first = caught.value.problems[0]
    assert (first.line, first.field) == (line, field)
    assert words in str(caught.value) and "\n" not in str(caught.value)


def test_the_same_id_twice_is_refused(tmp_path: Path) -> None:
    with pytest.raises(PlanFileError, match="used twice"):
        load_plan(written(tmp_path, GOOD + GOOD.split("targets:\n")[1]))


@pytest.mark.parametrize(
    "text", ["", "just words", "[1, 2", "- a\n- b\n", "a: !!python/object:os.system {}", "x: " + "[" * 5000, "a: \x07"]
)
def test_what_is_no_plan_is_refused_without_a_traceback(tmp_path: Path, text: str) -> None:
    with pytest.raises(PlanFileError):
        load_plan(written(tmp_path, text))


def test_unreadable_files(tmp_path: Path) -> None:
    big = tmp_path / "big.yaml"
    big.write_bytes(b"#" * (MAX_BYTES + 1))
    latin = tmp_path / "latin.yaml"
    latin.write_bytes(b"schema: \xff\xfe\xe9")
    for path, words in ((tmp_path / "none.yaml", "No such file"), (big, "larger"), (latin, "UTF-8"), (tmp_path, "cannot be read")):
        with pytest.raises(PlanFileError, match=words):
            load_plan(path)


def test_a_group_list_names_who_confirmed_it(tmp_path: Path) -> None:
    head = "schema: mucdo.group-file/1\nid: G\ntitle: {vi: a, en: b}\nsource: s\ndate: 2020-01-01\n"
    text = head + "status: confirmed\ngroups: [{id: g, name: G}]\n"
    with pytest.raises(PlanFileError, match="confirmed_by"):
        load_groups(written(tmp_path, text))
    assert load_groups(written(tmp_path, text + "confirmed_by: Nguyễn Văn A\nconfirmed_on: 2026-01-05\n")).status == "confirmed"
