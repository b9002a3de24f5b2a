"""Entries as JSON: the contract's form validates, the stored form loses nothing."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings, strategies as st
from jsonschema import Draft202012Validator, ValidationError

from classifier.judging.entry_json import entry_from_json, entry_to_json, entry_to_stored, summary
from classifier.judging.judge import judge, judge_row
from classifier.model import (
    Behind,
    Declared,
    Entry,
    Evidence,
    Features,
    FieldKey,
    Finding,
    Flag,
    FormMention,
    Forms,
    Information,
    Payment,
    Result,
    Row,
    Scheme,
    Submission,
    Tier,
)
from tests.classifier.judging.building import behind, context, page, submit

SCHEMA = json.loads((Path(__file__).parents[3] / "docs/schemas/entry.schema.json").read_text(encoding="utf-8"))
VALIDATOR = Draft202012Validator(SCHEMA)

ENTRIES = [
    judge(page({FieldKey.LEVEL: "Mức độ 3"}, controls=(submit(),)), context(behind=behind(Behind.E_FORM))),
    judge(page({FieldKey.LEVEL: "Một phần", FieldKey.FORMS: None, FieldKey.SUBJECT: ""}, forms=(FormMention("Mẫu 1"),)), context()),
    judge(page({FieldKey.LEVEL: "Dịch vụ công chủ động mức độ 2"}), context(duplicate_code=True)),
    judge_row(Row("Cấp giấy phép", level_text="Mức độ 1 và 2"), "http://a.gov.vn/ds", context()),
]


@pytest.mark.parametrize("entry", ENTRIES)
def test_the_contracts_form(entry: Entry) -> None:
    data = json.loads(json.dumps(entry_to_json(entry)))
    VALIDATOR.validate(data)
    assert list(data) == list(SCHEMA["required"])
    again = entry_from_json(data)
    assert entry_to_json(again) == data


@pytest.mark.parametrize("entry", ENTRIES)
def test_the_stored_form_loses_nothing(entry: Entry) -> None:
    stored = json.loads(json.dumps(entry_to_stored(entry)))
    assert entry_from_json(stored) == entry
    assert {key: value for key, value in stored.items() if key != "stored"} == entry_to_json(entry)


def test_missing_items_stand_in_the_order_of_the_law() -> None:
    reading = page({FieldKey.LEGAL_BASIS: None, FieldKey.STEPS: "", FieldKey.DURATION: None})
    features = entry_to_json(judge(reading, context()))["features"]
    assert features["information"] == {"present": 8, "required": 11, "missing": ["b", "đ", "l"]}


def test_an_unread_entry_knows_no_items_either_way() -> None:
    data = entry_to_json(ENTRIES[-1])
    assert data["features"]["information"] == {"present": 0, "required": 11, "missing": []}
    assert entry_from_json(data).features.information.present == ()


texts = st.text(max_size=12)
evidence = st.builds(Evidence, texts, texts, texts)
letters = st.lists(st.sampled_from("abcdđeghikl"), unique=True).map(tuple)
anything = st.builds(
    Entry,
    code=st.none() | texts,
    name=texts,
    field=st.none() | texts,
    agency=st.none() | texts,
    tier=st.none() | st.sampled_from(Tier),
    url=texts,
    level=st.none() | st.integers(0, 4),
    level_max=st.none() | st.integers(0, 4),
    strict_level=st.none() | st.integers(0, 4),
    declared=st.builds(Declared, st.none() | st.sampled_from(Scheme), st.none() | texts, texts),
    features=st.builds(
        Features,
        information=st.builds(Information, letters, letters, letters),
        forms=st.sampled_from(Forms),
        forms_linked=st.integers(0, 9),
        forms_named=st.integers(0, 9),
        submission=st.sampled_from(Submission),
        payment=st.sampled_from(Payment),
        result=st.sampled_from(Result),
        provided_via=st.none() | texts,
        status_lookup=st.none() | st.booleans(),
        statistics=st.none() | st.booleans(),
    ),
    flags=st.lists(st.sampled_from(Flag), unique=True).map(tuple),
    evidence=st.lists(evidence, max_size=3).map(tuple),
    findings=st.lists(
        st.builds(Finding, texts, texts, texts, st.lists(evidence, max_size=2).map(tuple), st.lists(texts, max_size=3).map(tuple)),
        max_size=3,
    ).map(tuple),
    reason=texts,
    key=st.none() | texts,
    next_level=st.lists(texts, max_size=2).map(tuple),
)


@settings(max_examples=100, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(anything)
def test_any_entry_survives_storage(entry: Entry) -> None:
    assert entry_from_json(json.loads(json.dumps(entry_to_stored(entry)))) == entry


@pytest.mark.parametrize(
    ("path", "value"),
    [
        (("level",), 5),
        (("declared",), {"scheme": None, "value": "3"}),
        (("declared",), {"scheme": "ND42-2022", "value": "3"}),
        (("flags",), ["unheard_of"]),
        (("features", "submission"), "maybe"),
        (("evidence",), [{"feature": "forms", "url": "x"}]),
        (("surprise",), 1),
    ],
)
def test_the_schema_refuses_what_the_contract_does_not_promise(path: tuple[str, ...], value: object) -> None:
    data = entry_to_json(ENTRIES[0])
    place = data
    for step in path[:-1]:
        place = place[step]
    place[path[-1]] = value
    with pytest.raises(ValidationError):
        VALIDATOR.validate(data)


def test_the_schemas_vocabularies_are_the_types() -> None:
    definitions = SCHEMA["$defs"]
    features = definitions["features"]["properties"]
    assert definitions["flag"]["enum"] == [flag.value for flag in Flag]
    assert features["forms"]["enum"] == [value.value for value in Forms]
    assert features["submission"]["enum"] == [value.value for value in Submission]
    assert features["payment"]["enum"] == [value.value for value in Payment]
    assert features["result"]["enum"] == [value.value for value in Result]
    assert definitions["declared"]["properties"]["scheme"]["enum"] == [*(scheme.value for scheme in Scheme), None]


def test_summary_counts_every_level_and_unknown() -> None:
    zero = replace(ENTRIES[0], level=0)
    assert summary([*ENTRIES, zero]) == {"0": 1, "1": 1, "2": 1, "3": 0, "4": 1, "unknown": 1}
    assert list(summary([])) == ["0", "1", "2", "3", "4", "unknown"]
