"""Forms: named, linked, dead, dispensed with, or not mentioned."""

from __future__ import annotations

from dataclasses import replace

import pytest

from classifier.features.forms import FormCount, forms
from classifier.model import FieldKey, FileLink, FileStatus, Flag, FormFile, FormMention, Forms, ProcedureReading
from classifier.words.formsymbols import symbol_of
from tests.classifier.judging.building import bare, cell, context, form

CT01 = "https://dichvucong.tinh.gov.vn/tep/ct01.docx"
CT02 = "https://dichvucong.tinh.gov.vn/tep/ct02.docx"


def count(reading: ProcedureReading, **more: object) -> FormCount:
    return forms(reading, context(**more)).value


def test_every_form_linked() -> None:
    reading = bare(forms=(form("Tờ khai", CT01, "ct01"), form("Bản khai", CT02, "ct02")))
    assert count(reading) == FormCount(Forms.YES, 2, 2)


def test_some_forms_linked_is_not_all() -> None:
    judged = forms(bare(forms=(form("Tờ khai", CT01, "ct01"), FormMention("Mẫu CT02", "ct02"))), context())
    assert judged.value == FormCount(Forms.SOME, 1, 2)
    assert judged.flags == (Flag.FORMS_UNLINKED,)


def test_a_form_named_in_the_dossier_and_linked_elsewhere_is_one_form() -> None:
    reading = bare(
        forms=(FormMention("Tờ khai thay đổi thông tin cư trú (mẫu CT01 theo TT 66/2023)", "ct01"), form("Mẫu CT01", CT01, "ct01"))
    )
    assert count(reading) == FormCount(Forms.YES, 1, 1)


def test_names_without_a_symbol_match_when_one_holds_the_other() -> None:
    reading = bare(forms=(FormMention("Đơn đề nghị cấp phép"), form("1. Đơn đề nghị cấp phép (bản Word)", CT01)))
    assert count(reading) == FormCount(Forms.YES, 1, 1)
    apart = bare(forms=(FormMention("Đơn"), form("Đơn đề nghị cấp phép", CT01)))
    assert count(apart) == FormCount(Forms.SOME, 1, 2)


@pytest.mark.parametrize(
    ("paper", "file"),
    [
        ("Giấy đề nghị hỗ trợ chi phí mai táng (Mẫu số 04)", "2. Giấy đề nghị hỗ trợ chi phí mai táng"),
        ("b) Giấy đề nghị hỗ trợ chi phí mai táng theo Mẫu số 04 Phụ lục I", "Giấy đề nghị hỗ trợ chi phí mai táng.doc (DOC, 41,5 KB)"),
        ("Giấy đề nghị hỗ trợ chi phí, mai táng (theo mẫu)", "giay-de-nghi-ho-tro-chi-phi-mai-tang.pdf"),
        ("Giấy đề nghị hỗ trợ chi phí mai táng (Mẫu số 04)", "giay_de_nghi_ho_tro_chi_phi_mai_t_20931_2.docx"),
    ],
)
def test_what_stands_around_a_name_in_one_place_only_makes_no_second_form(paper: str, file: str) -> None:
    assert count(bare(forms=(form(file, CT01), FormMention(paper, "mau so 04")))) == FormCount(Forms.YES, 1, 1)
    other = FormMention("Giấy đề nghị hỗ trợ chi phí hỏa táng (Mẫu số 05)", "mau so 05")
    assert count(bare(forms=(form(file, CT01), FormMention(paper, "mau so 04"), other))) == FormCount(Forms.SOME, 1, 2)


def test_a_dead_file_is_no_link_and_an_unverified_one_is() -> None:
    reading = bare(forms=(form("Tờ khai", CT01, "ct01"),))
    dead = forms(reading, context(files={CT01: FormFile(CT01, FileStatus.DEAD)}))
    assert dead.value == FormCount(Forms.NO, 0, 1)
    assert dead.flags == (Flag.FORMS_DEAD,)
    assert count(reading, files={CT01: FormFile(CT01, FileStatus.UNKNOWN)}).value is Forms.YES
    assert count(reading, files={CT01: FormFile(CT01, FileStatus.DOCUMENT)}).value is Forms.YES


@pytest.mark.parametrize(
    "url", [None, "", "javascript:void(0)", "https://csdl.dichvucong.gov.vn/web/jsp/download_file.jsp?ma=", "#", "mailto:a@b.vn"]
)
def test_a_link_that_cannot_be_a_file_is_none(url: str | None) -> None:
    judged = forms(bare(forms=(form("Tờ khai", url, "ct01"),)), context())
    assert judged.value == FormCount(Forms.NO, 0, 1)
    assert judged.flags == (Flag.FORMS_UNLINKED,)


def test_a_postback_download_is_a_link() -> None:
    mention = FormMention("Tờ khai", "ct01", FileLink("Tờ khai", "https://dvc.tinh.gov.vn/Detail.aspx", post="__EVENTTARGET=tai"))
    assert count(bare(forms=(mention,))).value is Forms.YES


def test_postbacks_of_one_address_are_told_apart() -> None:
    address = "https://dvc.tinh.gov.vn/Detail.aspx"
    one, two = (FileLink(f"Mẫu số {n}", address, post=f"__EVENTTARGET=f{n}") for n in (1, 2))
    reading = bare(forms=(FormMention("Mẫu số 1", "mau so 1", one), FormMention("Mẫu số 2", "mau so 2", two)))
    assert count(reading, files={one.key: FormFile(address, FileStatus.DEAD)}) == FormCount(Forms.SOME, 1, 2)
    assert one.key != two.key
    assert FileLink("x", address).key == address
    assert FileLink("x", None).key == ""


def test_samples_and_legal_texts_are_no_forms() -> None:
    sample = FormMention("Mẫu đã điền", None, FileLink("Mẫu đã điền", CT02, "sample"))
    assert count(bare(forms=(form("Tờ khai", CT01, "ct01"), sample))) == FormCount(Forms.YES, 1, 1)
    law = FileLink("Luật", CT02, "legal")
    assert count(bare(cell(FieldKey.DOSSIER, "Giấy tờ", links=(law,)))).value is Forms.UNKNOWN


def test_files_in_the_cells_count_when_the_reader_listed_no_form() -> None:
    assert count(bare(cell(FieldKey.FORMS, "Tải về", links=(FileLink("Tờ khai", CT01),)))) == FormCount(Forms.YES, 1, 1)


@pytest.mark.parametrize(
    "text",
    [
        "Không",
        "Không có",
        "Không quy định",
        "Không có mẫu đơn, tờ khai",
        "Không có mẫu",
        "Không yêu cầu mẫu đơn",
        "Không sử dụng biểu mẫu",
        "Người dân không phải viết đơn",
        "Không cần điền mẫu đơn",
        "Hồ sơ không kèm theo tờ khai",
        "Thủ tục này không ban hành mẫu đơn",
        "Không bắt buộc hộ gia đình viết đơn xin theo mẫu, trình bày bằng lời cũng được",
        "Ko quy định",
        "Biểu mẫu: Không.",
        "Mẫu đơn: không có\nTờ khai: không có",
    ],
)
def test_stated_none(text: str) -> None:
    judged = forms(bare(cell(FieldKey.FORMS, text)), context())
    assert judged.value == FormCount(Forms.NOT_APPLICABLE)
    assert judged.evidence[0].quote.endswith(" ".join(text.split()))


@pytest.mark.parametrize("text", ["Biểu mẫu điện tử: Không có", "Mẫu đơn: không\nTờ khai: Mẫu số 04"])
def test_that_one_kind_of_form_is_missing_states_nothing_of_the_others(text: str) -> None:
    assert count(bare(cell(FieldKey.FORMS, text))).value is not Forms.NOT_APPLICABLE


@pytest.mark.parametrize("text", ["", "Không có thông tin", "Đang cập nhật", "-", "Xem tại thành phần hồ sơ"])
def test_an_empty_or_evasive_cell_is_unknown(text: str) -> None:
    assert count(bare(cell(FieldKey.FORMS, text))).value is Forms.UNKNOWN


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("Xin tại quầy văn thư xã", Forms.NO),
        ("Phát miễn phí tại nhà văn hóa thôn", Forms.NO),
        ("Vướng mắc về đơn từ thì gọi 0255.111.222", Forms.UNKNOWN),
        ("Đường dây nóng giải đáp về mẫu: 1900 0000", Forms.UNKNOWN),
        ("Cách mở tờ khai bằng điện thoại", Forms.UNKNOWN),
        ("Đơn xin phép; nếu cần thì liên hệ quầy 1", Forms.NO),
        ("Đơn đề nghị hỗ trợ chi phí, liên hệ thôn", Forms.NO),
    ],
)
def test_where_forms_are_to_be_had_says_that_none_is_here_and_a_number_to_call_says_nothing(text: str, value: Forms) -> None:
    assert count(bare(cell(FieldKey.FORMS, text))).value is value


def test_no_form_section_at_all_is_unknown() -> None:
    assert count(bare(cell(FieldKey.DOSSIER, "Bản sao chứng minh nhân dân"))) == FormCount(Forms.UNKNOWN)


def test_a_form_named_in_words_only_is_not_linked() -> None:
    judged = forms(bare(cell(FieldKey.FORMS, "Đơn đề nghị theo Mẫu số 01")), context())
    assert judged.value == FormCount(Forms.NO, 0, 1)
    assert judged.flags == (Flag.FORMS_UNLINKED,)


def test_a_statement_against_named_forms() -> None:
    none = cell(FieldKey.FORMS, "Không")
    assert count(bare(none, forms=(FormMention("Đơn viết tay"),))).value is Forms.NOT_APPLICABLE
    assert count(bare(none, forms=(FormMention("Mẫu số 02", "mau so 02"),))).value is Forms.NO
    assert count(bare(none, forms=(form("Tờ khai", CT01),))).value is Forms.YES


def test_the_dossier_may_say_that_there_is_no_form() -> None:
    assert count(bare(cell(FieldKey.DOSSIER, "Giấy tờ tùy thân. Không có mẫu đơn, tờ khai."))).value is Forms.NOT_APPLICABLE
    assert count(bare(cell(FieldKey.DOSSIER, "Không có đơn xác nhận của xã thì nộp bản sao"))).value is not Forms.YES


def test_a_second_link_to_a_file_lends_its_words_to_no_other_form() -> None:
    """The pictures beside two names say the same but for a number; one of the files is dead."""
    first = (form("Tờ khai", CT01, "ct01"), form("Tải tệp này (to-01.doc)", CT01))
    second = (form("Bản khai", CT02, "ct02"), form("Tải tệp này (to-02.doc)", CT02))
    files = {CT02: FormFile(CT02, FileStatus.DEAD)}
    assert count(bare(forms=(*first, *second)), files=files) == FormCount(Forms.SOME, 1, 2)


def test_one_archive_holds_the_forms_that_have_no_link_of_their_own() -> None:
    named = (FormMention("Mẫu CT01", "ct01"), FormMention("Mẫu CT02", "ct02"))
    archive = form("Tải trọn bộ biểu mẫu", "https://dichvucong.tinh.gov.vn/tep/bo-mau.zip")
    assert count(bare(forms=(*named, archive))) == FormCount(Forms.YES, 2, 2)
    assert count(bare(forms=(named[0], form("Bản khai", CT02, "ct02"), archive))).value is Forms.SOME  # then it is one form of several
    dead = {archive.file.key: FormFile(archive.file.key, FileStatus.DEAD)} if archive.file else {}
    assert count(bare(forms=(*named, archive)), files=dead).value is Forms.NO
    numbered = form("Tờ khai - Mẫu TP-3", "https://dichvucong.tinh.gov.vn/tep/mau-tp3.zip", "tp03")
    assert count(bare(forms=(*named, numbered))) == FormCount(Forms.SOME, 1, 3)  # one form, packed


@pytest.mark.parametrize(
    ("called", "expected"),
    [
        ("Gói mẫu (có Mẫu CT01 và Mẫu CT02)", FormCount(Forms.YES, 2, 2)),
        ("Toàn bộ đơn: Mẫu CT01, CT02", FormCount(Forms.YES, 2, 2)),
        ("Tệp nén các mẫu từ số 1 đến 2", FormCount(Forms.YES, 2, 2)),
        ("Trọn bộ, gồm Mẫu CT02, Mẫu CT03", FormCount(Forms.SOME, 1, 2)),  # it says that the other is not in it
        ("Mẫu CT02 nén", FormCount(Forms.SOME, 1, 2)),
    ],
)
def test_an_archive_that_names_its_forms_holds_those(called: str, expected: FormCount) -> None:
    named = (FormMention("Mẫu CT01", "ct01"), FormMention("Mẫu CT02", "ct02"))
    archive = form(called, "https://dichvucong.tinh.gov.vn/tep/1.rar", symbol_of(called))
    assert count(bare(forms=(archive, *named))) == expected
    own = form("Đơn", CT01, "ct03")
    assert count(bare(forms=(own, archive, *named))).value is (Forms.SOME if "nén" in called or "CT03" in called else Forms.YES)


@pytest.mark.parametrize(
    ("line", "value"),
    [
        ("Thủ tục này không quy định mẫu đơn, mẫu tờ khai.", Forms.NOT_APPLICABLE),
        ("- Hồ sơ của dịch vụ công này không cần biểu mẫu", Forms.NOT_APPLICABLE),
        ("Việc này không có đơn", Forms.NOT_APPLICABLE),
        ("Thủ tục này không cần mẫu đơn khi nộp tại xã", Forms.UNKNOWN),
        ("Thủ tục kia không cần mẫu đơn; thủ tục này thì có", Forms.UNKNOWN),
        ("Dịch vụ này không cần đơn vị xác nhận", Forms.UNKNOWN),
        ("Thủ tục này có mẫu đơn", Forms.UNKNOWN),
    ],
)
def test_a_sentence_by_itself_says_that_this_procedure_has_no_form(line: str, value: Forms) -> None:
    reading = bare(cell(FieldKey.DOSSIER, "Bản sao sổ"))
    assert count(replace(reading, glued=f"Thành phần hồ sơ\nBản sao sổ\n{line}\nSố lượng: 01 bộ")).value is value
    named = replace(bare(forms=(form("Tờ khai", CT01, "ct01"),)), glued=line)
    assert count(named).value is Forms.YES


@pytest.mark.parametrize(
    ("call", "expected"),
    [
        ("layMau('3fa94b2e7c1d0a68')", Forms.UNKNOWN),
        ("return App.tai(20931, 'doc');", Forms.UNKNOWN),
        ("data-id=20931", Forms.UNKNOWN),
        ("moMau()", Forms.NO),
        ("thongBao('Biểu mẫu 2 đang cập nhật')", Forms.NO),
        ("alert('404')", Forms.NO),
    ],
)
def test_a_form_that_a_script_opens_by_its_id_is_not_missing(call: str, expected: Forms) -> None:
    script = FormMention("Tờ khai", None, FileLink("Tờ khai", None, "form", handle=call))
    assert count(bare(forms=(script,))).value is expected
    surely = bare(forms=(script, FormMention("Bản cam kết về nội dung quảng cáo")))
    assert count(surely).value in (Forms.SOME, Forms.NO)  # whatever the script opens, one lacks


def test_a_form_that_goes_with_another_is_not_that_one() -> None:
    first, second = "Giấy đề nghị cho thuê lại đất", "Bản khai kèm Giấy đề nghị cho thuê lại đất"
    linked = (form(first, CT01), form(second, CT02))
    named = (FormMention(f"{first} (biểu 01 - NĐ 43)", "bieu 01"), FormMention(f"{second} (biểu 02 - NĐ 43)", "bieu 02"))
    assert count(bare(forms=(*linked, *named))) == FormCount(Forms.YES, 2, 2)
    assert count(bare(forms=(linked[0], *named))) == FormCount(Forms.SOME, 1, 2)
    # The very name goes before one that only holds it, whichever comes first.
    assert count(bare(forms=(FormMention(f"1) {second} theo biểu 02"), form(first, CT01), FormMention(second)))) == FormCount(
        Forms.SOME, 1, 2
    )
