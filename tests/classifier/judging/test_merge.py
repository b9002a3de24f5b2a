"""Several readings of one procedure, and what the pages of one portal share."""

from __future__ import annotations

from dataclasses import replace

import pytest

from classifier.judging.judge import judge
from classifier.merge import common_controls, merge
from classifier.model import Control, FieldKey, FileLink, FormMention, Forms, Submission
from tests.classifier.judging.building import bare, cell, context, form, submit

FROM_DATA = bare(cell(FieldKey.STEPS, "Bước 1"), cell(FieldKey.FEE, ""), cell(FieldKey.LEVEL, "PARTIAL"), controls_seen=False)


def test_the_first_reading_leads_and_the_others_fill_in() -> None:
    drawn = bare(
        cell(FieldKey.STEPS, "Bước 1 khác"),
        cell(FieldKey.FEE, "Không"),
        cell(FieldKey.LEVEL, "Toàn trình"),
        cell(FieldKey.CONDITIONS, ""),
        controls=(submit(),),
        key="117241",
        glued="…",
    )
    merged = merge([replace(FROM_DATA, name="", code=None), drawn])
    texts = {field.key: field.text for field in merged.fields}
    assert texts == {FieldKey.STEPS: "Bước 1", FieldKey.FEE: "Không", FieldKey.LEVEL: "PARTIAL", FieldKey.CONDITIONS: ""}
    assert (merged.name, merged.code, merged.key, merged.controls_seen) == ("Cấp giấy phép hoạt động", "1.004222", "117241", True)
    assert judge(merged, context()).features.submission is Submission.GATE


def test_data_alone_leave_submission_unknown() -> None:
    assert judge(merge([FROM_DATA, FROM_DATA]), context()).features.submission is Submission.UNKNOWN


def test_both_of_two_cells_of_one_meaning_are_kept() -> None:
    fees = (cell(FieldKey.FEE, "Không", "Phí"), cell(FieldKey.FEE, "", "Lệ phí"))
    assert merge([bare(*fees), bare(cell(FieldKey.FEE, "5.000 đồng"))]).fields == fees


def test_a_control_is_kept_once_with_what_is_known_about_it() -> None:
    blind = submit(url=None, action="script", own=False)
    sighted = submit()
    assert merge([bare(controls=(blind,)), bare(controls=(sighted,))]).controls == (sighted,)
    assert merge([bare(controls=(sighted,)), bare(controls=(blind,))]).controls == (sighted,)
    other = submit(url="https://dichvucong.gov.vn/nop-ho-so?ma=1")
    assert merge([bare(controls=(sighted,)), bare(controls=(other,))]).controls == (sighted, other)


def test_the_sites_own_button_of_the_same_name_does_not_stand_for_the_procedures() -> None:
    dialog = submit(url=None, action="modal", modal_text="Đăng nhập để gửi hồ sơ")
    sites = replace(submit(url="https://dvc.tinh.gov.vn/ds", own=False), in_chrome=True)
    assert merge([bare(controls=(dialog, sites)), bare()]).controls == (dialog, sites)


def test_forms_of_both_count_once() -> None:
    named = bare(forms=(FormMention("Tờ khai mẫu CT01", "ct01"),))
    linked = bare(forms=(form(symbol="ct01"),))
    entry = judge(merge([named, linked]), context())
    assert (entry.features.forms, entry.features.forms_named) == (Forms.YES, 1)


def test_a_cell_that_holds_only_a_file_is_not_blank() -> None:
    files = cell(FieldKey.FORMS, "", links=(FileLink("Tờ khai", "https://dvc.tinh.gov.vn/a.doc"),))
    assert merge([bare(files), bare(cell(FieldKey.FORMS, "Không"))]).fields == (files,)


def test_a_malformed_code_stays_with_its_code() -> None:
    assert merge([bare(code="x", code_malformed=True), bare()]).code_malformed
    assert not merge([bare(code=None, code_malformed=True), bare()]).code_malformed


def test_nothing_cannot_be_merged() -> None:
    with pytest.raises(ValueError, match="nothing to merge"):
        merge([])


def test_common_controls_are_those_of_every_page() -> None:
    site, one, two = (replace(submit(), signature=name) for name in ("site", "one", "two"))

    def with_controls(*controls: Control) -> frozenset[str]:
        return frozenset(control.signature for control in controls)

    pages = [bare(controls=(site, one)), bare(controls=(site, two)), bare(controls=(site,))]
    assert common_controls(pages) == with_controls(site)
    assert common_controls(pages[:1]) == frozenset()
    assert common_controls([*pages[:1], FROM_DATA]) == frozenset()  # data have no controls and prove nothing


def test_the_sites_way_to_apply_is_not_the_procedures_own_button() -> None:
    site = replace(submit(url="https://dvc.tinh.gov.vn/nop", own=False), in_chrome=True)
    blind = submit(url=None, action="none", own=False)
    assert merge([bare(controls=(site, blind)), bare(controls=(site,))]).controls == (site, blind)
