"""The argument behind a label, in both languages, and the rule book that is printed from the rules."""

from __future__ import annotations

import itertools
import json
import re
import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import pytest
from jsonschema import Draft202012Validator
from referencing import Registry, Resource

from classifier.findings.declared import NOT_PUBLISHED
from classifier.findings.messages import LANGUAGES, MESSAGES, message
from classifier.judging.explain import as_json, as_text, explain
from classifier.judging.judge import judge, judge_row
from classifier.judging.rulebook import rulebook
from classifier.judging.rules import RULES, RULES_VERSION
from classifier.judging.value_words import VALUES
from classifier.model import (
    ApplicationReading,
    Behind,
    Control,
    ControlKind,
    Entry,
    FieldKey,
    FileLink,
    Flag,
    FormMention,
    Forms,
    Payment,
    ProcedureReading,
    Result,
    Row,
    Submission,
)
from tests.classifier.judging.building import SUBMIT_URL, behind, context, page, submit

ROOT = Path(__file__).parents[3]
DOCS = ROOT / "docs"

FEES = ["Không", "", "1", "20.000 đồng", "20.000 đồng, thanh toán trực tuyến", "20.000 đồng, số tài khoản 1", "20.000 đồng bằng tiền mặt"]
FORMS: list[tuple[str | None, tuple[FormMention, ...]]] = [
    ("Không", ()),
    (None, ()),
    ("Mẫu số 01", ()),
    (None, (FormMention("A mẫu 1", "1", FileLink("A", "https://a.gov.vn/1")), FormMention("B mẫu 2", "2"))),
    (None, (FormMention("A mẫu 1", "1", FileLink("A", "https://a.gov.vn/1")),)),
]
WAYS = [
    (),
    (submit(),),
    (submit(disabled=True),),
    (submit(own=False, url="https://dichvucong.gov.vn/"),),
    (submit(own=False, url=None, action="script"),),
    (submit(url=None, action="none"),),
    (submit(url=None, action="modal", modal_text="Thủ tục này không hỗ trợ nộp trực tuyến"),),
    (Control(ControlKind.EMAIL, "Nộp hồ sơ qua email", "mailto:a@b.vn", "get", False, "e"),),
]


def variety() -> list[Entry]:
    """Entries that between them make every rule say everything it can say."""
    wheres = (context(), context(behind=behind(Behind.UPLOAD)), context(behind=behind(Behind.E_FORM, payment=False, result=Result.ONLINE)))
    found = [
        judge(page({FieldKey.FEE: fee, FieldKey.FORMS: cell, FieldKey.LEVEL: "Mức độ 3"}, forms=named, controls=way), where)
        for fee, (cell, named), way, where in itertools.product(FEES, FORMS, WAYS, wheres)
    ]
    same_form = context(behind=behind(Behind.E_FORM), common_controls=frozenset({submit().signature}))
    special = [
        judge(page({FieldKey.CHANNEL_OUT: text, FieldKey.LEVEL: "Toàn trình"}, controls=(submit(),)), context(duplicate_code=True))
        for text in ("Trực tiếp", "Bưu chính")
    ]
    special += [
        judge(page({FieldKey.FEE: "9.000 đ"}, controls=(submit(),)), context(behind=behind(Behind.E_FORM, payment=True))),
        judge(page(controls=(submit(own=False),)), same_form),
        judge(page(controls=(submit(),)), context(behind=behind(Behind.GATE))),
        judge(page(controls=(submit(),)), context(behind=behind(Behind.OUTAGE))),
        judge(page(controls=(submit(),)), context(behind={SUBMIT_URL: ApplicationReading(Behind.PROCEDURE, provided_via="x.gov.vn")})),
        judge(page({FieldKey.STEPS: None, FieldKey.FORMS: None}, url="http://a.gov.vn/1"), context()),
        judge(page({FieldKey.STEPS: None, FieldKey.DOSSIER: "", FieldKey.FORMS: None}, sure=0.1), context()),
        judge(page({FieldKey.DOSSIER: None, FieldKey.FORMS: None}), context()),
        judge(page(unread=("Mẫu đơn và nộp hồ sơ",)), context()),
        judge(page({FieldKey.MANNER: "Nộp trực tiếp hoặc qua Cổng dịch vụ công"}), context()),
        judge(page({FieldKey.MANNER: "Xem quyết định công bố"}), context()),
        judge(page({FieldKey.MANNER: "Nộp trực tuyến qua ứng dụng VssID, không nộp qua cổng của tỉnh"}), context()),
        judge(
            page({FieldKey.FORMS: None}, forms=(FormMention("Tờ khai", None, FileLink("Tờ khai", None, "form", handle="mo('7f01')")),)),
            context(),
        ),
        judge(page({FieldKey.STATUS: "Hết hiệu lực"}), context()),
        judge(page({FieldKey.STATUS: "Tạm dừng"}, controls_seen=False), context()),
        judge(page(cases=(page(name="Cấp mới"), page(name="Cấp lại"))), context()),
        judge(ProcedureReading("https://a.gov.vn", "Cấp giấy phép", None), context()),
        judge_row(Row("Cấp giấy phép"), "https://a.gov.vn/ds", context()),
    ]
    return [*found, *special]


VARIETY = variety()


def test_every_message_is_said_by_some_entry_and_every_finding_has_one() -> None:
    said = {finding.found for entry in VARIETY for finding in entry.findings} | {id_ for entry in VARIETY for id_ in entry.next_level}
    assert said - set(MESSAGES) == set()
    assert set(MESSAGES) - said == set()


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_entry_can_be_explained_in_both_languages(language: str) -> None:
    for entry in VARIETY:
        explanation = explain(entry, language)
        assert len(explanation.steps) == len(entry.findings)
        text = as_text(explanation, language)
        assert entry.name in text
        assert not re.search(r"\{\d\}", text)


def test_people_read_words_and_programs_codes() -> None:
    vocabularies = {"forms": Forms, "submission": Submission, "payment": Payment, "result": Result, "flag": Flag}
    for name, members in vocabularies.items():
        assert VALUES[name].keys() == set(members), name
        assert all(vietnamese != english for vietnamese, english in VALUES[name].values()), name
    codes = {"null", *(code for members in vocabularies.values() for code in members)}
    for entry in VARIETY:
        for step in explain(entry, "vi").steps:
            said = re.findall(r"[\w-]+", re.sub("“[^”]*”", "", f"{step.found} {step.effect_words}"))
            assert codes.isdisjoint(said), step
            assert "?" not in step.found, step
    steps = explain(judge(page(controls=(submit(),)), context(behind=behind(Behind.GATE)))).steps
    line = next(step.found for step in steps if step.id == "6.19-table")
    assert line.startswith("Nộp: sau khi đăng nhập; thanh toán: không thu phí;"), line


def test_the_same_procedure_on_another_page_of_the_portal_is_said_so() -> None:
    found = judge(page(controls=(submit(),)), context(behind={SUBMIT_URL: ApplicationReading(Behind.PROCEDURE)}))
    said = [step.found for step in explain(found).steps]
    assert "Nút nộp hồ sơ dẫn tới chính thủ tục này tại một trang khác của chính cổng này." in said


def test_effects_are_closed_phrases() -> None:
    names = {"information", "forms", "submission", "payment", "result", "level", "declared", "flag"}
    for entry in VARIETY:
        for finding in entry.findings:
            name, _, value = finding.effect.partition("=")
            assert name in names, finding
            assert re.fullmatch(r"[a-z0-9_/-]+", value), finding


def test_languages_differ_and_know_their_values() -> None:
    for id_, (vietnamese, english) in MESSAGES.items():
        assert vietnamese != english, id_
        assert set(re.findall(r"\{\d\}", vietnamese)) == set(re.findall(r"\{\d\}", english)), id_
    assert message("cases_lowest", "en", ("2", "A: 1; B: 2")) == "2 cases, the lowest counts: A: 1; B: 2."
    with pytest.raises(ValueError):
        message("not_read", "fr")
    with pytest.raises(KeyError):
        message("unheard_of", "vi")


def test_what_is_missing_for_the_next_level() -> None:
    entry = judge(page({FieldKey.FEE: "20.000 đồng bằng tiền mặt"}, controls=(submit(),)), context())
    explanation = explain(entry, "en")
    assert explanation.to_reach == 4
    assert explanation.missing == ("Offer a function to pay online at once.", "State how the result is returned.")
    assert "To reach level 4:\n  - Offer a function to pay online at once." in as_text(explanation, "en")
    assert "Để đạt mức 4:" in as_text(explain(entry), "vi")
    done = explain(judge(page(controls=(submit(),)), context(behind=behind(Behind.E_FORM))))
    assert (done.to_reach, done.missing) == (None, ())


def test_information_cites_the_items_of_the_entry() -> None:
    explanation = explain(judge(page(), context()))
    step = next(step for step in explanation.steps if step.id == "6.12-information")
    assert len(step.evidence) == 11
    assert step.source.startswith("TT 32/2017 Đ5")


def test_an_unknown_level_is_explained_by_its_reason() -> None:
    text = as_text(explain(judge_row(Row("Cấp giấy phép"), "https://a.gov.vn/ds", context()), "en"), "en")
    assert "Only the listing row was read: level unknown." in text


def test_the_argument_begins_with_what_is_declared_and_what_is_proved() -> None:
    reading = page({FieldKey.LEVEL: "Mức độ 4", FieldKey.FEE: "20.000 đồng", FieldKey.SUBJECT: ""}, controls=(submit(),))
    entry = judge(reading, context(behind=behind(Behind.E_FORM)))
    assert as_text(explain(entry)).splitlines()[2:5] == [
        "Cổng công bố: mức 4 (NĐ 43/2011/NĐ-CP)",
        "Theo bằng chứng: mức 3; trang không loại trừ mức 4",
        "Mức chặt (cộng dồn): 0; thiếu nội dung: e (đối tượng thực hiện)",
    ]
    above = replace(entry, flags=(Flag.DECLARED_ABOVE_EVIDENCE,), declared=NOT_PUBLISHED, level=0, level_max=0, strict_level=0)
    assert as_text(explain(above)).splitlines()[2:5] == [
        "Cổng công bố: không công bố mức độ",
        "Theo bằng chứng: dưới mức 1",
        "Công bố cao hơn bằng chứng",
    ]
    assert as_text(explain(entry, "en"), "en").splitlines()[2:5] == [
        "Declared by the portal: level 4 (NĐ 43/2011/NĐ-CP)",
        "By evidence: level 3; level 4 is not ruled out",
        "Strict (cumulative) level: 0; missing items: e (who may apply)",
    ]


def test_the_json_document() -> None:
    entry_schema, schema = (
        json.loads((DOCS / "schemas" / name).read_text("utf-8")) for name in ("entry.schema.json", "explain.schema.json")
    )
    registry: Registry[object] = Registry().with_resource("entry.schema.json", Resource.from_contents(entry_schema))
    validator = Draft202012Validator(schema, registry=registry)
    for entry in VARIETY[::7]:
        document = as_json(explain(entry))
        validator.validate(json.loads(json.dumps(document)))
        assert document["next_level"] == list(explain(entry).missing)


def test_the_rule_book_is_current() -> None:
    # By the very command that the page names.
    printed = subprocess.run([sys.executable, "-m", "classifier.judging.rulebook"], cwd=ROOT, capture_output=True, check=True).stdout
    assert (DOCS / "rules.md").read_text(encoding="utf-8") == printed.decode(), "run: python -m classifier.judging.rulebook > docs/rules.md"


def test_the_rule_book_holds_every_rule_and_the_table() -> None:
    text = rulebook()
    assert f"**{RULES_VERSION}**" in text
    for rule in RULES:
        assert f"## {rule.id} · {rule.text.title_vi}" in text
    assert "| `gate` | `not_applicable`, `yes` | known | 4 | 4 |" in text
    assert "| `email`, `no` | any | any | F | F |" in text
