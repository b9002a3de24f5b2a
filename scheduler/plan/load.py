"""Read plan and group files: YAML with line numbers, every fault told with file, line, field and remedy."""

from __future__ import annotations

import difflib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from types import MappingProxyType
from typing import Any, TypeVar

import yaml
from pydantic import BaseModel, ValidationError

import scheduler
from scheduler.plan.groups import GroupList
from scheduler.plan.model import Plan

MAX_BYTES = 1 << 20
_BUNDLED = Path(scheduler.__file__).parents[1] / "fixtures" / "plans"
_Place = tuple[str | int, ...]
_Read = TypeVar("_Read", bound=BaseModel)


@dataclass(frozen=True, slots=True)
class Problem:
    """One fault of a file. `field` is a path such as `targets[3].level`, "" for the whole file."""

    line: int
    field: str
    what: str
    remedy: str


class PlanFileError(ValueError):
    """The file cannot be used. `str()` is one line: the first fault, and how many more there are."""

    def __init__(self, path: Path, problems: Sequence[Problem]) -> None:
        self.path = path
        self.problems = tuple(problems)
        first = self.problems[0]
        field = f"{first.field}: " if first.field else ""
        more = f" (+{len(self.problems) - 1} more)" if len(self.problems) > 1 else ""
        super().__init__(f"{path}:{first.line}: {field}{first.what}. {first.remedy}{more}")


def load_plan(path: Path) -> Plan:
    """One plan file (`mucdo.plan-file/1`). Raises `PlanFileError`."""
    return _load(path, Plan)


def load_groups(path: Path) -> GroupList:
    """One list of procedure groups (`mucdo.group-file/1`). Raises `PlanFileError`."""
    return _load(path, GroupList)


@cache
def bundled_plans() -> tuple[Plan, ...]:
    """The five plans that come with the product, in the order of their files; read once."""
    return tuple(load_plan(path) for path in sorted(_BUNDLED.glob("*.yaml")))


@cache
def bundled_groups() -> Mapping[str, GroupList]:
    """The group lists that come with the product, by id; read once."""
    lists = (load_groups(path) for path in sorted((_BUNDLED / "groups").glob("*.yaml")))
    return MappingProxyType({groups.id: groups for groups in lists})


def _load(path: Path, model: type[_Read]) -> _Read:
    lines: dict[_Place, int] = {}
    data = _plain(path, _compose(path), (), lines)
    try:
        return model.model_validate(data)
    except ValidationError as error:
        raise PlanFileError(path, [_problem(dict(detail), data, lines, model) for detail in error.errors()]) from None


def _compose(path: Path) -> yaml.Node:
    try:
        size = path.stat().st_size
        text = path.read_text("utf-8-sig") if size <= MAX_BYTES else ""
    except OSError as error:
        raise PlanFileError(path, [Problem(1, "", f"cannot be read: {error.strerror}", "Check the name and the permissions.")]) from None
    except UnicodeDecodeError:
        raise PlanFileError(path, [Problem(1, "", "is not UTF-8 text", "Save it as UTF-8.")]) from None
    if size > MAX_BYTES:
        raise PlanFileError(path, [Problem(1, "", f"is larger than {MAX_BYTES} bytes", "Split it: one document per file.")])
    try:
        node = yaml.compose(text, Loader=yaml.SafeLoader)
    except yaml.MarkedYAMLError as error:
        line = error.problem_mark.line + 1 if error.problem_mark else 1
        problem = Problem(line, "", f"is not YAML: {error.problem}", "Check indentation, quotes and colons there.")
        raise PlanFileError(path, [problem]) from None
    except (yaml.YAMLError, RecursionError):
        raise PlanFileError(path, [Problem(1, "", "is not YAML that can be read", "Write it like the bundled plan files.")]) from None
    if node is None:
        raise PlanFileError(path, [Problem(1, "", "is empty", "Write it like the bundled plan files.")])
    return node


def _plain(path: Path, node: yaml.Node, place: _Place, lines: dict[_Place, int]) -> Any:
    """The node as plain data; `lines` learns where each value stands. A key that is given twice is a fault, not a choice."""
    line = node.start_mark.line + 1
    if place in lines:
        raise PlanFileError(path, [Problem(line, _field(place), "is given twice", "Keep one of them.")])
    lines[place] = line
    if len(place) > 20 or len(lines) > 100_000:
        raise PlanFileError(path, [Problem(line, "", "is nested too deeply or too long", "Write it without aliases.")])
    if isinstance(node, yaml.MappingNode):
        return {str(key.value): _plain(path, value, (*place, str(key.value)), lines) for key, value in node.value}
    if isinstance(node, yaml.SequenceNode):
        return [_plain(path, item, (*place, index), lines) for index, item in enumerate(node.value)]
    try:
        return yaml.constructor.SafeConstructor().construct_object(node)
    except (yaml.YAMLError, ValueError):
        remedy = "Put quotes around text; write dates as 2020-12-31."
        problem = Problem(line, _field(place), f"cannot be understood: {str(node.value)[:60]!r}", remedy)
        raise PlanFileError(path, [problem]) from None


def _problem(detail: Mapping[str, Any], data: Any, lines: Mapping[_Place, int], model: type[BaseModel]) -> Problem:
    place: _Place = tuple(part for part in detail["loc"] if not str(part).startswith("function-"))
    line = next((lines[place[:size]] for size in range(len(place), -1, -1) if place[:size] in lines), 1)
    what, remedy = _words(detail, place, data, model)
    return Problem(line, _field(place), what, remedy)


def _words(detail: Mapping[str, Any], place: _Place, data: Any, model: type[BaseModel]) -> tuple[str, str]:
    kind, context = str(detail["type"]), detail.get("ctx") or {}
    if kind == "missing":
        return "is missing", "Add it."
    if kind == "extra_forbidden":
        near = difflib.get_close_matches(str(place[-1]), sorted(_keys(model)), n=1)
        return "is not a known key", f"Did you mean `{near[0]}`?" if near else "Remove it."
    if kind in ("literal_error", "enum"):
        return f"has no such value: {str(detail['input'])[:60]!r}", f"Use one of {context.get('expected')}."
    if kind == "value_error":
        words, _, remedy = str(context.get("error", "")).partition(": ")
        return words, f"Remedy: {remedy}." if remedy else "Correct the entry."
    message = str(detail["msg"])
    return f"{message[:1].lower()}{message[1:]}, found {str(detail['input'])[:60]!r}", "Correct the value; put quotes around text."


def _keys(model: type[BaseModel]) -> set[str]:
    """Every key that some part of the file may have."""
    found: set[str] = set()
    for definition in [schema := model.model_json_schema(), *schema.get("$defs", {}).values()]:
        found.update(definition.get("properties", {}))
    return found


def _field(place: _Place) -> str:
    return "".join(f"[{part + 1}]" if isinstance(part, int) else f".{part}" for part in place).removeprefix(".")
