"""The published JSON Schemas, ready to validate a document with."""

from __future__ import annotations

import json
from functools import cache
from pathlib import Path
from typing import Any

from jsonschema import Draft202012Validator, FormatChecker
from referencing import Registry, Resource

FOLDER = Path(__file__).resolve().parents[1] / "docs" / "schemas"


@cache
def _registry() -> Registry[Any]:
    registry: Registry[Any] = Registry()
    for path in FOLDER.glob("*.schema.json"):
        registry = registry.with_resource(path.name, Resource.from_contents(json.loads(path.read_text(encoding="utf-8"))))
    return registry


def faults(name: str, document: Any) -> list[str]:
    """What in a document breaks the schema `name` (check, changes, levels …), at most ten; empty when it conforms."""
    schema = json.loads((FOLDER / f"{name}.schema.json").read_text(encoding="utf-8"))
    validator = Draft202012Validator(schema, registry=_registry(), format_checker=FormatChecker())
    found = (f"{'/'.join(map(str, error.absolute_path))}: {error.message[:200]}" for error in validator.iter_errors(document))
    return [fault for _, fault in zip(range(10), found, strict=False)]
