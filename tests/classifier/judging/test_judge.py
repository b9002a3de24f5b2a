"""The entry as a whole: both labels, their comparison, the flags about the row, and where its words come from."""

from __future__ import annotations

from dataclasses import replace

import pytest

from classifier.judging.judge import judge
from classifier.model import Behind, Context, Control, ControlKind, FieldKey, Flag, Row, Tier
from tests.classifier.judging.building import behind, context, page, submit

E_FORM = context(behind=behind(Behind.E_FORM))
COMPARISON = {Flag.DECLARED_ABOVE_EVIDENCE, Flag.DECLARED_BELOW_EVIDENCE}


@pytest.mark.parametrize(
    ("label", "online", "expected"),
    [
        ("Mức độ 4", True, set()),
        ("Mức độ 4", False, {Flag.DECLARED_ABOVE_EVIDENCE}),
        ("Toàn trình", False, {Flag.DECLARED_ABOVE_EVIDENCE}),
        ("Một phần", False, {Flag.DECLARED_ABOVE_EVIDENCE}),
        ("Một phần", True, set()),  # một phần admits level 4
        ("Mức độ 3", True, {Flag.DECLARED_BELOW_EVIDENCE}),
        ("Mức độ 2", False, set()),
        ("Còn lại", False, set()),
        ("Còn lại", True, {Flag.DECLARED_BELOW_EVIDENCE}),
        ("Mức độ 1 và 2", False, set()),
        ("Dịch vụ công chủ động mức độ 4", False, set()),
        (None, True, set()),
    ],
)
def test_the_two_labels_side_by_side(label: str | None, online: bool, expected: set[Flag]) -> None:
    reading = page({FieldKey.LEVEL: label}, controls=(submit(),) if online else ())
    entry = judge(reading, E_FORM)
    assert entry.level == (4 if online else 2)
    assert COMPARISON & set(entry.flags) == expected


@pytest.mark.parametrize(("label", "above"), [("Còn lại", True), ("Mức độ 1-2", False), ("Mức độ 2", True), ("Mức độ 1", False)])
def test_above_is_judged_by_the_customary_lower_bound(label: str, above: bool) -> None:
    entry = judge(page({FieldKey.LEVEL: label, FieldKey.FORMS: "Mẫu số 01"}), context())
    assert (entry.level, entry.level_max) == (1, 1)
    assert (Flag.DECLARED_ABOVE_EVIDENCE in entry.flags) is above


@pytest.mark.parametrize(
    ("written", "name"),
    [
        ("Sở Xây dựng (Cấp tỉnh)", "Sở Xây dựng"),
        ("UBND xã Phú Lâm (cấp xã).", "UBND xã Phú Lâm"),
        ("Phòng Văn hóa (Cấp cơ sở)", "Phòng Văn hóa (Cấp cơ sở)"),
        ("(Cấp tỉnh)", "(Cấp tỉnh)"),
    ],
)
def test_the_agency_is_named_without_its_tier(written: str, name: str) -> None:
    assert judge(page({FieldKey.AGENCY: written}), context()).agency == name


def test_an_unknown_level_is_compared_with_nothing() -> None:
    entry = judge(page({FieldKey.LEVEL: "Mức độ 4"}), replace(context(), detail_read=False))
    assert (entry.level, COMPARISON & set(entry.flags)) == (None, set())


def test_the_row_fills_in_what_the_page_does_not_say() -> None:
    row = Row("Tên trong danh sách", "1.000001", key="k1", field="Hộ tịch", agency="UBND xã A", tier=Tier.COMMUNE)
    empty = replace(page({FieldKey.AGENCY: None}), name="", code=None)
    entry = judge(empty, context(row=row))
    assert (entry.name, entry.code, entry.key, entry.field, entry.agency, entry.tier) == (
        "Tên trong danh sách",
        "1.000001",
        "k1",
        "Hộ tịch",
        "UBND xã A",
        Tier.COMMUNE,
    )
    own = judge(page(key="k2"), context(row=row))
    assert (own.name, own.code, own.key, own.agency, own.tier) == ("Cấp giấy phép hoạt động", "1.004222", "k2", "Sở Y tế", Tier.PROVINCE)


@pytest.mark.parametrize(
    ("name", "code", "test"),
    [
        ("Thủ tục test", None, True),
        ("Test nộp hồ sơ phi địa giới hành chính", None, True),
        ("Cấp giấy phép test 1", None, True),
        ("Cấp giấy phép", "TEST_MOT_CAP", True),
        ("(demo)", None, True),
        ("Cấp phép lưu hành test nhanh", None, False),
        ("Đăng ký thử nghiệm phương tiện", None, False),
        ("Chứng nhận khảo nghiệm", "1.004222", False),
        ("Cấp chứng chỉ Latest", None, False),
    ],
)
def test_entries_left_over_from_testing(name: str, code: str | None, test: bool) -> None:
    assert (Flag.TEST_ENTRY in judge(page(name=name, code=code), context()).flags) is test


def test_a_malformed_code_is_flagged() -> None:
    assert Flag.CODE_MALFORMED in judge(page(code_malformed=True), context()).flags
    assert Flag.CODE_MALFORMED not in judge(page(), context()).flags


def test_flags_stand_in_the_contracts_order_and_once() -> None:
    entry = judge(page({FieldKey.FEE: "", FieldKey.LEVEL: "Mức độ 4", FieldKey.STEPS: None}, url="http://a.gov.vn/1"), context())
    assert list(entry.flags) == [flag for flag in Flag if flag in entry.flags]
    assert len(entry.flags) == len(set(entry.flags))


def test_every_feature_that_is_known_has_evidence() -> None:
    lookup = Control(ControlKind.STATUS, "Tra cứu hồ sơ", "https://dichvucong.tinh.gov.vn/tra-cuu", "get", False, "s", in_chrome=True)
    numbers = Control(ControlKind.STATISTICS, "Thống kê", None, "script", False, "t")
    reading = page({FieldKey.LEVEL: "Mức độ 4", FieldKey.CHANNEL_OUT: "Bưu chính"}, controls=(submit(), lookup, numbers))
    entry = judge(reading, E_FORM)
    assert {seen.feature for seen in entry.evidence} == {
        "information",
        "forms",
        "submission",
        "payment",
        "result",
        "status_lookup",
        "statistics",
        "declared",
    }
    assert (entry.features.status_lookup, entry.features.statistics) == (True, True)
    assert all(seen.quote and len(seen.quote) <= 300 and seen.url for seen in entry.evidence)


def test_facilities_that_the_page_does_not_show_are_unknown() -> None:
    features = judge(page(), context()).features
    assert (features.status_lookup, features.statistics) == (None, None)


def test_hostile_lengths_stay_quotes() -> None:
    entry = judge(page({FieldKey.DOSSIER: "hồ sơ " * 4000, FieldKey.FEE: "nộp phí " * 2500}, name="x" * 9000), context())
    assert all(len(seen.quote) <= 300 for seen in entry.evidence)


@pytest.mark.parametrize("label", [None, "Mức độ 1", "Mức độ 4", "Toàn trình", "Còn lại", "Dịch vụ công chủ động mức độ 3"])
@pytest.mark.parametrize("where", [context(), E_FORM, context(behind=behind(Behind.GATE)), context(behind=behind(Behind.UPLOAD))])
def test_the_evidenced_level_never_depends_on_the_declared_one(label: str | None, where: Context) -> None:
    plain = judge(page(controls=(submit(),)), where)
    labelled = judge(page({FieldKey.LEVEL: label}, controls=(submit(),)), replace(where, row=Row("x", level_text=label)))
    assert (labelled.level, labelled.level_max, labelled.strict_level, labelled.features) == (
        plain.level,
        plain.level_max,
        plain.strict_level,
        plain.features,
    )
