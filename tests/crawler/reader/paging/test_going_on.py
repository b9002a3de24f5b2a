"""What leads on through a list under names that nobody foresaw, and what only shows the same list again."""

from __future__ import annotations

import pytest

from classifier.model import Page
from crawler.reader.page.document import Document
from crawler.reader.page.traps import beside_the_point
from crawler.reader.paging.boxes import boxes
from crawler.reader.paging.cursors import cursor_values


@pytest.mark.parametrize(
    ("payload", "first"),
    [
        ({"items": [{"t": "Cấp giấy phép"}], "tiep": "aWQ6MzE="}, "aWQ6MzE="),
        ({"hits": [{"t": "Cấp giấy phép"}], "mark": "ZZ9007"}, "ZZ9007"),
        ({"hits": [{"id": 5, "t": "Cấp giấy phép"}], "mark": "ZZ9007"}, 5),
        ({"hits": [{"t": "Cấp giấy phép"}], "at": "Hà Nội, 12/3"}, None),
    ],
)
def test_what_an_answer_gives_for_going_on(payload: dict, first: object) -> None:  # type: ignore[type-arg]
    assert next(cursor_values(payload), None) == first


@pytest.mark.parametrize(
    ("options", "last"),
    [
        ("<option value='/s/1' selected>Tờ 1<option value='/s/2'>Tờ 2<option value='/s/3'>Tờ 3", 3),
        ("<option value='?q=1' selected>Quyển số 1<option value='?q=2'>Quyển số 2", 2),
        ("<option value='/lich/1' selected>Tháng 1<option value='/lich/2'>Tháng 2", None),
        ("<option value='/khu/a' selected>Khu 1<option value='/khu/b'>Khu 2", None),
        ("<option value=1 selected>Tầng 1<option value=2>Tầng 2", None),
    ],
)
def test_boxes_of_pages_under_any_word(options: str, last: int | None) -> None:
    document = Document(Page("http://xa.example/s/1", f"<select onchange='location.href=this.value'>{options}</select>", 200, "text/html"))
    assert next((box.last for box in boxes(document)), None) == last


def test_the_same_list_in_another_order_is_no_part_of_it() -> None:
    assert beside_the_point("http://xa.example/ds?lv=2&sap=moi")
    assert beside_the_point("http://xa.example/ds?chieu=len")
    assert not beside_the_point("http://xa.example/ds?lv=2&sapa=1")
