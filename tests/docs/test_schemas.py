"""Every published schema is a schema, and says its own version."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from jsonschema import Draft202012Validator

from tests.schemas import FOLDER


@pytest.mark.parametrize("path", sorted(FOLDER.glob("*.json")), ids=lambda path: path.name)
def test_is_a_schema(path: Path) -> None:
    schema = json.loads(path.read_text(encoding="utf-8"))
    Draft202012Validator.check_schema(schema)
    assert schema["$id"] == path.name


def test_every_document_of_the_contract_has_one() -> None:
    names = {path.name.removesuffix(".schema.json") for path in FOLDER.glob("*.json")}
    assert {"check", "changes", "levels", "crawl", "plan", "explain", "entry", "target"} <= names
