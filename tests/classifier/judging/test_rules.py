"""Each edge rule of levels.md §6 on whole entries: the case it decides, and the near misses that it must leave alone."""

from __future__ import annotations

import inspect
from dataclasses import replace
from datetime import date

import pytest

from classifier.findings.rules_text import RuleId
from classifier.judging.judge import declared_of, judge, judge_row
from classifier.judging.rules import RULES, rule
from classifier.model import (
    ApplicationReading,
    Behind,
    Context,
    Control,
    ControlKind,
    Entry,
    FieldKey,
    FileStatus,
    Flag,
    FormFile,
    FormMention,
    Forms,
    Payment,
    ProcedureReading,
    Result,
    Row,
    Submission,
)
from tests.classifier.judging.building import SUBMIT_URL, bare, behind, cell, context, form, page, submit

E_FORM = context(behind=behind(Behind.E_FORM, quote="Thông tin người nộp"))
GATE = context(behind=behind(Behind.GATE, quote="Đăng nhập"))


def online(cells: dict[FieldKey, str | None] | None = None, where: Context = E_FORM, **more: object) -> Entry:
    """A complete page with its own submit button."""
    return judge(page(cells, controls=(submit(),), **more), where)


def levels(entry: Entry) -> tuple[int | None, int | None]:
    return entry.level, entry.level_max


def rules_of(entry: Entry) -> list[str]:
    return [said.rule for said in entry.findings]


def test_every_rule_has_its_words_and_a_function_of_its_own() -> None:
    assert [r.id for r in RULES] == list(RuleId)
    assert len(RULES) == 19
    for r in RULES:
        text = r.text
        assert all([text.source, text.title_vi, text.title_en, text.vi, text.en, text.example_vi, text.example_en]), r.id
        assert text.basis in ("T", "R", "T+R")
        assert inspect.getdoc(r.decide), r.id
        assert rule(r.id.value) is r
    functions = [r.decide for r in RULES]
    assert len(set(functions)) == len(functions)


# 6.1 ----------------------------------------------------------------------------------------------------------------


def test_6_1_no_fee_makes_level_4_without_a_payment_function() -> None:
    entry = online({FieldKey.FEE: "Không", FieldKey.LEVEL: "Mức độ 3"})
    assert levels(entry) == (4, 4)
    assert entry.features.payment is Payment.NOT_APPLICABLE
    assert Flag.ELIGIBLE_FOR_4 in entry.flags
    assert RuleId.NO_FEE.value in rules_of(entry)


def test_6_1_an_empty_fee_is_unknown_and_caps_at_3() -> None:
    entry = online({FieldKey.FEE: "", FieldKey.LEVEL: "Mức độ 3"})
    assert levels(entry) == (3, 4)
    assert Flag.FEE_UNKNOWN in entry.flags
    assert Flag.ELIGIBLE_FOR_4 not in entry.flags


@pytest.mark.parametrize("label", ["Mức độ 4", "Mức độ 2", "Một phần", "Toàn trình", None])
def test_6_1_eligible_is_said_of_a_declared_3_only(label: str | None) -> None:
    assert Flag.ELIGIBLE_FOR_4 not in online({FieldKey.LEVEL: label}).flags


# 6.2 ----------------------------------------------------------------------------------------------------------------


def test_6_2_a_bank_account_is_level_3() -> None:
    entry = online({FieldKey.FEE: "20.000 đồng, chuyển khoản vào số tài khoản 3511"})
    assert levels(entry) == (3, 3)
    assert Flag.BANK_ACCOUNT_ONLY in entry.flags
    assert entry.next_level == ("need_payment_function",)


def test_6_2_near_miss_a_payment_function_beside_the_account() -> None:
    pays = Control(ControlKind.PAYMENT, "Thanh toán", SUBMIT_URL + "&tt=1", "get", True, "payment")
    reading = page({FieldKey.FEE: "20.000 đồng, chuyển khoản hoặc thanh toán ngay"}, controls=(submit(), pays))
    assert levels(judge(reading, E_FORM)) == (4, 4)


def test_6_2_stated_online_needs_a_known_result() -> None:
    stated = {FieldKey.FEE: "20.000 đồng, thanh toán trực tuyến"}
    assert levels(online(stated, GATE)) == (3, 4)
    assert online(stated, GATE).next_level == ("need_result_channel",)
    assert levels(online({**stated, FieldKey.CHANNEL_OUT: "Bưu chính"}, GATE)) == (4, 4)


# 6.3 ----------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "result"), [("Bưu chính công ích", Result.POST), ("Trực tuyến", Result.ONLINE), ("Trực tiếp", Result.IN_PERSON)]
)
def test_6_3_every_channel_is_legal_at_level_4(text: str, result: Result) -> None:
    entry = online({FieldKey.CHANNEL_OUT: text}, GATE)
    assert entry.features.result is result
    assert levels(entry) == (4, 4)


def test_6_3_near_miss_sending_by_post_is_not_returning_by_post() -> None:
    entry = online({FieldKey.MANNER: "Nộp hồ sơ qua bưu chính"}, GATE)
    assert entry.features.result is Result.UNKNOWN
    assert levels(entry) == (3, 4)


# 6.4, 6.5 -----------------------------------------------------------------------------------------------------------


def test_6_4_no_form_stated_meets_the_download_test() -> None:
    entry = judge(page({FieldKey.FORMS: "Không có mẫu đơn, tờ khai"}), context())
    assert entry.features.forms is Forms.NOT_APPLICABLE
    assert levels(entry) == (2, 2)


def test_6_4_forms_named_without_a_file_fail_level_2() -> None:
    entry = judge(page({FieldKey.FORMS: None}, forms=(FormMention("Mẫu số 01"),)), context())
    assert levels(entry) == (1, 1)
    assert Flag.FORMS_UNLINKED in entry.flags
    assert entry.next_level == ("need_forms_linked",)


def test_6_4_near_miss_no_word_about_forms_is_unknown() -> None:
    entry = judge(page({FieldKey.FORMS: None}), context())
    assert entry.features.forms is Forms.UNKNOWN
    assert levels(entry) == (1, 2)
    assert entry.next_level == ("need_forms_stated",)


def test_6_5_n_of_m_forms() -> None:
    reading = page({FieldKey.FORMS: None}, forms=(form("Mẫu CT01", symbol="ct01"), FormMention("Mẫu CT02", "ct02")))
    entry = judge(reading, context())
    assert (entry.features.forms, entry.features.forms_linked, entry.features.forms_named) == (Forms.SOME, 1, 2)
    assert levels(entry) == (1, 1)
    assert entry.next_level == ("need_all_forms_linked",)
    whole = judge(replace(reading, forms=reading.forms[:1]), context())
    assert levels(whole) == (2, 2)


def test_6_5_a_dead_file_does_not_count() -> None:
    address = "https://dichvucong.tinh.gov.vn/tep/ct01.docx"
    reading = page({FieldKey.FORMS: None}, forms=(form(url=address),))
    entry = judge(reading, context(files={address: FormFile(address, FileStatus.DEAD, reason="404")}))
    assert levels(entry) == (1, 1)
    assert Flag.FORMS_DEAD in entry.flags


# 6.6, 6.7 -----------------------------------------------------------------------------------------------------------


def test_6_6_upload_only_is_level_2() -> None:
    entry = online({FieldKey.LEVEL: "Mức độ 3"}, context(behind=behind(Behind.UPLOAD, quote="Tải tệp lên")))
    assert entry.features.submission is Submission.UPLOAD_ONLY
    assert levels(entry) == (2, 2)
    assert {Flag.UPLOAD_ONLY, Flag.DECLARED_ABOVE_EVIDENCE} <= set(entry.flags)
    assert entry.next_level == ("need_e_form_instead_of_upload",)


def test_6_7_email_is_at_most_level_2() -> None:
    mail = Control(ControlKind.EMAIL, "Nộp hồ sơ qua email", "mailto:motcua@tinh.gov.vn", "get", False, "email")
    entry = judge(page({FieldKey.LEVEL: "Mức độ 3"}, controls=(mail,)), context())
    assert levels(entry) == (2, 2)
    assert Flag.SUBMISSION_EMAIL in entry.flags
    assert entry.next_level == ("need_e_form_instead_of_email",)


def test_6_7_near_miss_a_contact_address() -> None:
    contact = Control(ControlKind.EMAIL, "motcua@tinh.gov.vn", "mailto:motcua@tinh.gov.vn", "get", False, "email")
    entry = judge(page(controls=(contact,)), context())
    assert entry.features.submission is Submission.NO
    assert Flag.SUBMISSION_EMAIL not in entry.flags


# 6.8 ----------------------------------------------------------------------------------------------------------------


def elsewhere(procedure: ProcedureReading | None, same: bool = True) -> Context:
    application = ApplicationReading(
        Behind.PROCEDURE, "Cấp giấy phép", same_procedure=same, provided_via="dichvucong.moh.gov.vn", procedure=procedure
    )
    return context(behind={SUBMIT_URL: application})


def test_6_8_the_same_procedure_elsewhere_is_judged_there() -> None:
    there = replace(
        page({FieldKey.FEE: "Không", FieldKey.CHANNEL_OUT: "Bưu chính"}, controls=(submit(url="https://dichvucong.moh.gov.vn/nop?ma=9"),)),
        url="https://dichvucong.moh.gov.vn/tt/9",
    )
    entry = online({FieldKey.FEE: "", FieldKey.FORMS: None}, elsewhere(there))
    assert entry.features.provided_via == "dichvucong.moh.gov.vn"
    assert entry.features.submission is Submission.GATE
    assert entry.features.payment is Payment.NOT_APPLICABLE
    assert entry.features.result is Result.POST
    assert levels(entry) == (4, 4)


def test_6_8_what_the_other_page_does_not_know_stays_with_this_one() -> None:
    there = replace(page({FieldKey.FEE: None}, controls=()), url="https://dichvucong.moh.gov.vn/tt/9")
    entry = online({FieldKey.CHANNEL_OUT: "Trực tiếp"}, elsewhere(there))
    assert entry.features.submission is Submission.NO
    assert entry.features.payment is Payment.NOT_APPLICABLE
    assert entry.features.result is Result.IN_PERSON
    assert entry.features.provided_via == "dichvucong.moh.gov.vn"


def test_6_8_forms_of_the_other_page_help() -> None:
    there = page({FieldKey.FORMS: None}, forms=(form(),))
    entry = judge(page({FieldKey.FORMS: None}, forms=(FormMention("Tờ khai"),), controls=(submit(),)), elsewhere(there))
    assert entry.features.forms is Forms.YES


def test_6_8_an_unread_page_or_another_procedure_is_unresolved() -> None:
    for where in (elsewhere(None), elsewhere(page(controls=(submit(),)), same=False)):
        entry = online(where=where)
        assert entry.features.submission is Submission.EXTERNAL
        assert levels(entry) == (2, 4)
        assert entry.next_level == ("need_link_to_this_procedure",)


def test_6_8_a_home_page_is_unresolved_and_an_own_link_that_may_not_be_followed_is_a_gate() -> None:
    home = submit(own=False, url="https://dichvucong.bocongan.gov.vn/?home=1")
    entry = judge(page(controls=(home,)), context())
    assert (entry.features.submission, entry.features.provided_via) == (Submission.EXTERNAL, None)
    assert levels(entry) == (2, 4)
    forbidden = context(behind=behind(Behind.NOT_FOLLOWED, quote="robots"))
    assert online(where=forbidden).features.submission is Submission.GATE


# 6.9, 6.10, 6.11 ----------------------------------------------------------------------------------------------------


def test_6_9_a_gate_is_at_least_3_and_payment_unseen_leaves_4_open() -> None:
    entry = online({FieldKey.FEE: "20.000 đồng", FieldKey.LEVEL: "Mức độ 4"}, GATE)
    assert levels(entry) == (3, 4)
    assert entry.declared.value == "4"
    assert Flag.DECLARED_ABOVE_EVIDENCE not in entry.flags
    assert entry.next_level == ("need_fee_or_payment_stated", "need_result_channel")


def test_6_10_no_label_is_a_finding_and_no_level() -> None:
    entry = online({FieldKey.LEVEL: None})
    assert (entry.declared.scheme, entry.declared.value) == (None, None)
    assert Flag.NO_DECLARED_LABEL in entry.flags
    assert levels(entry) == (4, 4)
    assert Flag.NO_DECLARED_LABEL not in online({FieldKey.LEVEL: "Còn lại"}).flags


def test_6_10_an_unreadable_label_keeps_its_words() -> None:
    entry = online({FieldKey.LEVEL: "Xem tại quầy"})
    assert entry.declared.text == "Xem tại quầy"
    hidden = next(said for said in entry.findings if said.rule == RuleId.LEVEL_HIDDEN)
    assert hidden.evidence[0].quote == "Xem tại quầy"


def test_6_11_in_person_return_keeps_level_4() -> None:
    entry = online({FieldKey.LEVEL: "Mức độ 4", FieldKey.CHANNEL_OUT: "Tại Bộ phận một cửa"})
    assert levels(entry) == (4, 4)
    assert RuleId.DECLARED_4_IN_PERSON.value in rules_of(entry)
    by_post = online({FieldKey.LEVEL: "Mức độ 4", FieldKey.CHANNEL_OUT: "Bưu chính"})
    assert RuleId.DECLARED_4_IN_PERSON.value not in rules_of(by_post)


# 6.12, 6.13 ---------------------------------------------------------------------------------------------------------


def test_6_12_one_missing_item_zeroes_the_strict_level_only() -> None:
    entry = online({FieldKey.LEGAL_BASIS: None})
    assert levels(entry) == (4, 4)
    assert entry.strict_level == 0
    assert Flag.INFORMATION_INCOMPLETE in entry.flags
    assert online().strict_level == 4


def test_6_12_missing_forms_stop_the_strict_level_at_1() -> None:
    entry = online({FieldKey.FORMS: "Mẫu số 01"})
    assert (entry.level, entry.strict_level) == (4, 1)


@pytest.mark.parametrize("lacking", [FieldKey.STEPS, FieldKey.DOSSIER])
def test_6_13_a_page_without_steps_or_dossier_that_offers_nothing_is_0(lacking: FieldKey) -> None:
    entry = judge(page({lacking: None, FieldKey.FORMS: None}), context())
    assert levels(entry) == (0, 2)  # nothing is said about forms
    assert entry.strict_level == 0
    assert RuleId.BELOW_ONE.value in rules_of(entry)
    assert entry.next_level == ({FieldKey.STEPS: "need_item_b", FieldKey.DOSSIER: "need_item_d"}[lacking],)
    named = judge(page({lacking: None, FieldKey.FORMS: "Mẫu số 01"}), context())
    assert levels(named) == (0, 0)


def test_6_13_near_misses() -> None:
    assert levels(judge(page({FieldKey.STEPS: None, FieldKey.FORMS: None}, forms=(form(),)), context())) == (2, 2)
    assert levels(online({FieldKey.STEPS: None, FieldKey.FORMS: None}, GATE))[0] == 3
    assert levels(judge(page({FieldKey.SUBJECT: None, FieldKey.FORMS: None}), context())) == (1, 2)


def test_6_13_an_unread_page_is_unknown() -> None:
    unsure = judge(page({FieldKey.STEPS: None, FieldKey.FORMS: None}, sure=0.3), context())
    assert (unsure.level, unsure.level_max, unsure.strict_level, unsure.reason) == (None, None, None, "not_read_whole")
    nothing = judge(ProcedureReading("https://a.gov.vn/1", "Cấp giấy phép", "1.004222"), context())
    assert (nothing.level, nothing.reason) == (None, "not_read")
    assert nothing.next_level == ()


def test_6_13_a_listing_row_has_a_label_but_no_level() -> None:
    row = Row("Cấp giấy phép", "1.004222", "https://a.gov.vn/1", key="7", agency="Sở Y tế", field="Y tế", level_text="Toàn trình")
    entry = judge_row(row, "https://a.gov.vn/ds", context())
    assert levels(entry) == (None, None)
    assert entry.reason == "detail_not_read"
    assert entry.declared.value == "toan-trinh"
    assert (entry.url, entry.key, entry.code, entry.agency, entry.field) == ("https://a.gov.vn/1", "7", "1.004222", "Sở Y tế", "Y tế")
    assert entry.flags == ()
    nowhere = judge_row(replace(row, url=None, level_text=None), "https://a.gov.vn/ds", context())
    assert nowhere.url == "https://a.gov.vn/ds"
    assert nowhere.flags == (Flag.NO_DECLARED_LABEL,)


# 6.14, 6.15, 6.16 ---------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("status", "flag"),
    [
        ("Hết hiệu lực", Flag.ABOLISHED),
        ("Đã bãi bỏ theo Quyết định 12/QĐ-UBND", Flag.ABOLISHED),
        ("Tạm dừng", Flag.SUSPENDED),
        ("Ngừng cung cấp", Flag.SUSPENDED),
        ("Dừng tiếp nhận", Flag.SUSPENDED),
        ("Đang áp dụng thực hiện", None),
        ("Còn hiệu lực", None),
        ("Chưa hết hiệu lực", None),
        ("Hết hiệu lực một phần", None),
        ("Hết hiệu lực kể từ ngày 01/7/2025", Flag.ABOLISHED),
        ("Hết hiệu lực từ ngày 01/3/2027", None),
        ("Được thay thế bởi thủ tục 2.001234", Flag.ABOLISHED),
        ("Thay thế", None),  # one that is new replaces another
        ("Tạm dừng đến hết ngày 31/12/2026", Flag.SUSPENDED),
        ("Tạm dừng đến hết ngày 30/9/2026", None),
        ("Tạm ngừng tiếp nhận hồ sơ trực tuyến", None),  # the counter is open
        ("Tạm ngừng tiếp nhận hồ sơ trực tuyến và trực tiếp", Flag.SUSPENDED),
        ("Tạm dừng để nâng cấp phần mềm", None),
        ("Đang áp dụng", None),
    ],
)
def test_6_14_the_status_cell(status: str, flag: Flag | None) -> None:
    flags = judge(page({FieldKey.STATUS: status}), context()).flags
    assert {f for f in flags if f in (Flag.ABOLISHED, Flag.SUSPENDED)} == ({flag} if flag else set())


@pytest.mark.parametrize(
    ("name", "flag"),
    [
        ("Cấp giấy phép (đã bãi bỏ)", Flag.ABOLISHED),
        ("[Tạm dừng] Cấp giấy phép", Flag.SUSPENDED),
        ("Thông báo tạm ngừng kinh doanh", None),
        ("Đề nghị bãi bỏ quyết định kỷ luật", None),
        ("Cấp giấy phép (cấp tỉnh)", None),
    ],
)
def test_6_14_the_name_counts_in_brackets_only(name: str, flag: Flag | None) -> None:
    flags = judge(page(name=name), context()).flags
    assert {f for f in flags if f in (Flag.ABOLISHED, Flag.SUSPENDED)} == ({flag} if flag else set())


def test_6_14_a_notice_on_the_page_about_this_procedure() -> None:
    assert Flag.ABOLISHED in judge(page(glued="Lưu ý: Thủ tục hành chính này đã bị bãi bỏ."), context()).flags
    assert Flag.SUSPENDED in judge(page(glued="Dịch vụ này hiện tạm ngừng"), context()).flags
    others = judge(page(glued="Quyết định này bãi bỏ Quyết định số 5; thủ tục khác đã hết hiệu lực"), context())
    assert not {Flag.ABOLISHED, Flag.SUSPENDED} & set(others.flags)


@pytest.mark.parametrize(
    ("notice", "flag"),
    [
        ("Sở tạm ngừng tiếp nhận và giải quyết hồ sơ đối với thủ tục này kể từ 15/8/2026 theo Thông báo số 40/TB-SYT.", Flag.SUSPENDED),
        ("Tạm ngưng thực hiện dịch vụ công này cho đến khi có văn bản mới.", Flag.SUSPENDED),
        ("Ngừng tiếp nhận hồ sơ thủ tục này từ ngày 01/01/2027.", None),  # the day has not come
        ("Thủ tục này tạm dừng từ 01/8/2026 đến ngày 20/8/2026.", None),
        ("Thủ tục này tạm ngừng từ 18h00 ngày 05/11 đến 8h00 ngày 06/11.", None),
        ("Tạm ngừng tiếp nhận hồ sơ trực tuyến đối với thủ tục này.", None),
        ("Dịch vụ này tạm ngừng để bảo trì hệ thống.", None),
        ("Thủ tục này được thay thế bởi thủ tục 2.001234 từ ngày 01/7/2025.", Flag.ABOLISHED),
        ("Thủ tục này thay thế thủ tục 1.000123.", None),
        ("Nếu thủ tục này bị bãi bỏ, Sở sẽ gỡ khỏi trang.", None),
        ("Thủ tục này chưa bị bãi bỏ.", None),
        ("Hiện nay thủ tục này không còn áp dụng.", Flag.ABOLISHED),
        ("Thủ tục này không còn áp dụng đối với hộ gia đình.", None),
        ("Văn bản quy định về thủ tục này hết hiệu lực từ năm 2024.", None),
        ("Giấy phép cấp theo thủ tục này bị hủy bỏ khi chủ cơ sở vi phạm.", None),
        ("Người làm thủ tục này tạm ngừng kinh doanh.", None),
        ("Nội dung giải quyết thủ tục này gồm ba phần, người dân áp dụng thực hiện thủ tục này tại nhà.", None),
        ("Xã đã dừng tiếp nhận hồ sơ của thủ tục này.", Flag.SUSPENDED),
    ],
)
def test_6_14_a_notice_counts_while_it_holds(notice: str, flag: Flag | None) -> None:
    flags = judge(page(glued=f"Lĩnh vực: Dược\n{notice}\nLiên hệ phòng 4"), context()).flags
    assert {f for f in flags if f in (Flag.ABOLISHED, Flag.SUSPENDED)} == ({flag} if flag else set())


def test_6_15_a_code_listed_twice_is_flagged_and_keeps_its_level() -> None:
    once, twice = online(), online(where=replace(E_FORM, duplicate_code=True))
    assert Flag.DUPLICATE_CODE in twice.flags
    assert Flag.DUPLICATE_CODE not in once.flags
    assert levels(once) == levels(twice)


def test_6_16_the_weakest_case_gives_the_level() -> None:
    new = page({FieldKey.CHANNEL_OUT: "Bưu chính"}, name="Cấp mới", controls=(submit(),))
    again = replace(page(name="Cấp lại"), controls=(submit(url=None, action="none", own=False),))
    entry = judge(page(cases=(new, again)), GATE)
    assert levels(entry) == (2, 2)
    assert entry.name == "Cấp giấy phép hoạt động"
    said = next(said for said in entry.findings if said.rule == RuleId.CASES)
    assert said.values == ("2", "Cấp mới: 4; Cấp lại: 2")
    assert levels(judge(page(cases=(new,)), GATE)) == (4, 4)


def test_6_16_a_case_takes_over_what_it_does_not_say() -> None:
    case = ProcedureReading("", "Cấp lại", None)
    entry = judge(page(cases=(case,), controls=(submit(),)), GATE)
    assert entry.features.information.missing == ()
    assert entry.features.submission is Submission.GATE


def test_6_16_the_ceiling_is_the_lowest_too() -> None:
    open_end = page({FieldKey.FORMS: None}, name="A")  # 1..2
    fixed = page({FieldKey.FORMS: "Mẫu số 01"}, name="B")  # 1..1
    assert levels(judge(page(cases=(open_end, fixed)), context())) == (1, 1)


def test_6_18_a_label_that_no_longer_holds_counts_only_where_no_other_is_read() -> None:
    old = cell(FieldKey.LEVEL, "Mức độ 4", "Phân loại trước đây")
    now = cell(FieldKey.LEVEL, "Dịch vụ công trực tuyến một phần", "Hình thức")
    assert declared_of(bare(old, now), context()).value == declared_of(bare(now, old), context()).value == "mot-phan"
    assert declared_of(bare(old, replace(now, text="đang rà soát")), context()).value == "4"


def test_6_16_one_unread_case_leaves_the_level_unknown() -> None:
    unread = ProcedureReading("", "Cấp lại", None)
    whole = ProcedureReading("https://a.gov.vn/1", "Cấp giấy phép", None, cases=(unread, page(name="Cấp mới")))
    entry = judge(whole, context())
    assert levels(entry) == (None, None)


def test_6_16_the_label_of_cases_is_the_lowest() -> None:
    cases = tuple(page({FieldKey.LEVEL: label}, name=label) for label in ("Mức độ 4", "Mức độ 2", "không rõ"))
    whole = page(cases=cases)
    assert declared_of(whole, context()).value == "2"
    assert declared_of(page({FieldKey.LEVEL: "Mức độ 3"}, cases=cases), context()).value == "3"


# 6.17, 6.18, 6.19 ---------------------------------------------------------------------------------------------------


def test_6_17_plain_http_is_a_flag_and_lowers_nothing() -> None:
    entry = online(url="http://dichvucong.tinh.gov.vn/1")
    assert Flag.HTTP_ONLY in entry.flags
    assert levels(entry) == levels(online())
    assert Flag.HTTP_ONLY not in online().flags


def test_6_18_the_page_speaks_before_the_row_and_the_first_readable_cell_counts() -> None:
    row = Row("x", level_text="Một phần")
    assert online({FieldKey.LEVEL: "Mức độ 4"}, replace(E_FORM, row=row)).declared.value == "4"
    assert online(where=replace(E_FORM, row=row)).declared.value == "mot-phan"
    assert online({FieldKey.LEVEL: "Hình ảnh"}, replace(E_FORM, row=replace(row, level_text=None))).declared.text == "Hình ảnh"
    two = page()
    two = replace(two, fields=(*two.fields, cell(FieldKey.LEVEL, "?"), cell(FieldKey.LEVEL, "Mức độ 2")))
    assert judge(two, context()).declared.value == "2"


def test_6_18_level_words_in_names_and_text_are_no_label() -> None:
    entry = judge(page({FieldKey.STEPS: "Nộp dịch vụ công trực tuyến mức độ 4"}, name="Cấp tài khoản định danh mức độ 2"), context())
    assert entry.declared.value is None


def test_6_18_the_capture_date_of_the_page_decides_the_regime() -> None:
    then = page({FieldKey.LEVEL: "Toàn trình"}, at=date(2025, 1, 1))
    assert judge(then, context()).declared.scheme == "ND42-2022"
    assert judge(replace(then, at=None), context()).declared.scheme == "ND224-2026"


def test_6_19_the_finding_names_the_line() -> None:
    said = next(said for said in online().findings if said.rule == RuleId.TABLE)
    assert said.effect == "level=4"
    assert said.values[4] == "1"


def test_6_8_a_row_without_a_page_applies_by_its_own_button() -> None:
    def listed(address: str, url: str | None = None) -> Submission:
        button = Control(ControlKind.SUBMIT, "Nộp", address, "get", own=False, signature="nop")
        return judge_row(Row("Cấp thẻ", "1.004222", url, controls=(button,)), "https://a.gov.vn/ds", context()).features.submission

    assert listed("https://dvc.example.gov.vn/nop?tt=1.004222") is Submission.GATE
    assert listed("https://dvc.example.gov.vn/") is Submission.UNKNOWN
    assert listed("https://dvc.example.gov.vn/nop?tt=1.004222", "https://a.gov.vn/1") is Submission.UNKNOWN
