"""The API against its own description: schemathesis makes requests from it, right ones and wrong ones, and judges the answers."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
import schemathesis
from hypothesis import HealthCheck, Phase, given, settings
from schemathesis import BaseSchema, GenerationMode

from storage.engine import open_store
from tests.scheduler.nights import night, read_portal
from tests.storage.entries import entry, register
from tests.web.serving import Served, served

QUICK, LONG = 5, 300  # requests of each kind for an operation
_CALM = list(HealthCheck)


@pytest.fixture(scope="module")
def described(sqlite_template: object, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    with open_store(f"sqlite:///{tmp_path_factory.mktemp('described')}/mucdo.db") as store:
        register(store, "ha-tinh")
        read_portal(store, "ha-tinh", night(1), [entry(1), entry(2, 3)])
        with served(store) as site:
            yield site


def description_of(site: Served) -> BaseSchema:
    """The description that the site publishes. A body that is too large is refused unread, whatever else is wrong with it."""
    schema = schemathesis.openapi.from_url(f"{site.url}/api/v1/openapi.json")
    rejected = schema.config.checks.negative_data_rejection
    rejected.expected_statuses = [*rejected.expected_statuses, "413"]
    return schema


def ask_everything(site: Served, requests: int, mode: GenerationMode, **how: Any) -> list[str]:
    """Every operation of the description; which were asked."""
    schema = description_of(site)
    asked = []
    for found in schema.get_all_operations():
        operation = found.ok()

        @given(case=operation.as_strategy(generation_mode=mode))
        @settings(max_examples=requests, deadline=None, database=None, phases=[Phase.generate], suppress_health_check=_CALM, **how)
        def keeps_its_word(case: schemathesis.Case) -> None:
            case.call_and_validate()

        keeps_its_word()
        asked.append(operation.label)
    return asked


@pytest.mark.parametrize("mode", [GenerationMode.POSITIVE, GenerationMode.NEGATIVE], ids=["right", "wrong"])
def test_every_operation_keeps_its_description(described: Served, mode: GenerationMode) -> None:
    asked = ask_everything(described, QUICK, mode, derandomize=True)
    assert {"GET /api/v1/levels", "POST /api/v1/checks", "GET /api/v1/exports/levels.{form}"} <= set(asked)


def test_a_body_that_is_too_large_is_refused_as_described(described: Served) -> None:
    case = description_of(described)["/api/v1/checks"]["POST"].Case(
        body={"url": "http://127.0.0.1/" + "a" * 70_000}, media_type="application/json"
    )
    assert case.call_and_validate().status_code == 413


@pytest.mark.soak
@pytest.mark.parametrize("mode", [GenerationMode.POSITIVE, GenerationMode.NEGATIVE], ids=["right", "wrong"])
def test_every_operation_keeps_its_description_for_long(described: Served, mode: GenerationMode) -> None:
    ask_everything(described, LONG, mode)
