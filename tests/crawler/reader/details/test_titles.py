"""A heading that the pages of many procedures share is none of their names."""

from __future__ import annotations

from classifier.model import Outcome, ProcedureReading, Row
from crawler.reader.details.detail import Detail
from crawler.reader.details.titles import give_listed_names
from crawler.reader.identity import Record

LISTED = ("Cấp thẻ bảo vệ", "Thu hồi biển hiệu", "Đăng ký thuyền")


def details(shown: str, listed: tuple[str, ...]) -> list[Detail]:
    return [Detail(Record(Row(name), "/ds"), f"/{n}", (ProcedureReading(f"/{n}", shown, None),)) for n, name in enumerate(listed)]


def names(found: list[Detail]) -> list[str]:
    return [reading.name for detail in found for reading in detail.readings]


def test_pages_with_one_heading_take_the_names_of_their_list() -> None:
    found = [*details("Thanh toán tiện lợi", LISTED), *details("Cấp thẻ nhà báo", ("Cấp thẻ nhà báo (cấp tỉnh)",))]
    found += [
        Detail(Record(Row("Cấp lại thẻ"), "/ds"), "/9", failure=Outcome.ERROR),
        Detail(None, "/8", (ProcedureReading("/8", "Cấp phép", None),)),
    ]
    give_listed_names(found)
    assert names(found) == [*LISTED, "Cấp thẻ nhà báo", "Cấp phép"]


def test_few_or_one_name_in_the_list_leave_the_pages_theirs() -> None:
    for listed in (LISTED[:2], ("Cấp thẻ",) * 5, ("Cấp thẻ bảo vệ", "Cấp  THẺ bảo vệ", "Đăng ký thuyền")):
        found = details("Cấp thẻ bảo vệ nghiệp vụ", listed)
        give_listed_names(found)
        assert set(names(found)) == {"Cấp thẻ bảo vệ nghiệp vụ"}
