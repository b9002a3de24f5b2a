"""Real labels, names and cells: a listing of 1,299 rows and 157 full procedures (skipped where they are not at hand)."""

from __future__ import annotations

import csv
import json
from collections import Counter
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from classifier.features.fee import Fee, read_fee
from classifier.findings.declared import declare
from classifier.findings.tier import tier_in
from classifier.judging.judge import judge, judge_row
from classifier.merge import common_controls
from classifier.model import (
    Context,
    Control,
    ControlKind,
    Field,
    FieldKey,
    FileLink,
    Flag,
    FormMention,
    ProcedureReading,
    Row,
    Scheme,
    Tier,
)

REAL = Path(__file__).resolve().parents[4] / "shared" / "real"
pytestmark = [pytest.mark.real, pytest.mark.skipif(not REAL.is_dir(), reason="the real pages are not at hand")]

CELLS = {
    "steps": FieldKey.STEPS,
    "documents": FieldKey.DOSSIER,
    "processing_time": FieldKey.DURATION,
    "target_audience": FieldKey.SUBJECT,
    "agency": FieldKey.AGENCY,
    "result": FieldKey.RESULT,
    "fee": FieldKey.FEE,
    "requirements": FieldKey.CONDITIONS,
    "legal_basis": FieldKey.LEGAL_BASIS,
    "service_level": FieldKey.LEVEL,
    "level": FieldKey.TIER,
}


def listing() -> list[dict[str, str]]:
    with (REAL / "lamdong" / "listing_2025-03-27.csv").open(encoding="utf-8") as file:
        return list(csv.DictReader(file))


def procedures() -> list[dict[str, Any]]:
    data = json.loads((REAL / "phutho" / "tthc-phutho-source.json").read_text(encoding="utf-8"))
    return next(value for value in data.values() if isinstance(value, list) and value and isinstance(value[0], dict))


def reading(item: dict[str, Any]) -> ProcedureReading:
    # The same submission link stands on every page of this site.
    generic = Control(ControlKind.SUBMIT, "Nộp hồ sơ trực tuyến", item["online_submission_url"], "get", False, "submit|home")
    forms = tuple(
        FormMention(file.get("name") or "mẫu", None, FileLink(file.get("name") or "mẫu", file.get("url"))) for file in item["attachments"]
    )
    fields = tuple(Field(key, name, item[name]) for name, key in CELLS.items())
    return ProcedureReading(item["source_url"], item["title"], None, fields=fields, controls=(generic,), forms=forms, key=item["site_id"])


def test_the_listings_labels() -> None:
    found = Counter(declare(row["muc_do"], date(2025, 3, 27)).value for row in listing())
    assert found == {"toan-trinh": 559, "mot-phan": 555, "cung-cap-thong-tin": 181, "4": 3, "2": 1}


def test_listing_rows_are_unknown_but_declared() -> None:
    where = Context(at=date(2025, 3, 27))
    entries = [
        judge_row(Row(row["ten"], row["ma_tthc"], agency=row["co_quan"], level_text=row["muc_do"]), "https://a.vn", where)
        for row in listing()
    ]
    assert {entry.level for entry in entries} == {None}
    assert {entry.declared.scheme for entry in entries} == {Scheme.ND42_2022, Scheme.ND43_2011}
    tiers = Counter(entry.tier for entry in entries)
    assert tiers[Tier.PROVINCE] >= 930
    assert tiers[Tier.DISTRICT] >= 196
    assert tiers[Tier.COMMUNE] >= 105
    assert tiers[None] >= 39  # several tiers in one cell


def test_no_name_of_a_real_procedure_is_taken_for_withdrawn() -> None:
    where = Context(at=date(2025, 3, 27))
    flagged = [
        row["ten"]
        for row in listing()
        if {Flag.SUSPENDED, Flag.ABOLISHED, Flag.TEST_ENTRY} & set(judge_row(Row(row["ten"]), "https://a.vn", where).flags)
    ]
    assert flagged == []


def test_the_real_fee_cells() -> None:
    found = Counter(read_fee(item["fee"]) for item in procedures())
    assert found[Fee.NONE] == 87
    assert found[Fee.DUE] == 56
    assert found[Fee.UNKNOWN] == 14
    for item in procedures():
        if read_fee(item["fee"]) is Fee.NONE:
            assert len(item["fee"]) < 60, item["fee"]


def test_a_generic_link_and_legal_words_give_nobody_level_3() -> None:
    readings = [reading(item) for item in procedures()]
    where = Context(at=date(2026, 7, 15), common_controls=common_controls(readings))
    entries = [judge(one, where) for one in readings]
    assert len(entries) == 157
    assert Counter(entry.level for entry in entries) == {2: 87, 1: 66, 0: 4}  # four pages have neither steps nor duration nor forms
    assert {entry.level_max for entry in entries} == {4}
    assert Counter(entry.declared.value for entry in entries) == {"toan-trinh": 43, "mot-phan": 35, None: 79}
    assert not [entry for entry in entries if Flag.DECLARED_ABOVE_EVIDENCE in entry.flags]
    assert Counter(entry.tier for entry in entries) == {Tier.PROVINCE: 114, Tier.COMMUNE: 43}


def test_real_agency_names() -> None:
    assert tier_in("Phòng Cảnh sát quản lý hành chính về trật tự xã hội, Công an tỉnh Phú Thọ.") is Tier.PROVINCE
    assert tier_in("Công an xã, phường, thị trấn") is Tier.COMMUNE
    assert tier_in("Phòng Cảnh sát PCCC và CNCH") is None
