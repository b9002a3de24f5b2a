"""Parts of a portal that show the first few of theirs, and a way to the rest in words of their own."""

from __future__ import annotations

from dataclasses import replace

import pytest

from crawler.reader.page.words import is_next, is_whole
from tests.crawler.reader.made import NEWS, Answering, Asked, Made, Reply, detail_dl, shell
from tests.crawler.reader.paging.test_paging import PROCEDURES
from tests.crawler.reader.reading import assert_all, read_made

TOPICS = {"dat": "Đất đai", "thuoc": "Y tế", "di-choi": "Du lịch", "ve-gia": "Khi tuổi đã cao", "lop-mot": "Con vào lớp một"}
SHOWN = 3
# No list is known by names such as these, of which most begin as no others do.
PLAIN = ("Miễn tiền học đợt {}", "Xin về một cửa lần {}", "Giấy khen học trò lần {}", "Đăng ký nhập học lần {}", "Bữa trưa ở trường kỳ {}")


def filled() -> dict[str, list[Made]]:
    """The procedures of each topic; those of the last two have names like nobody else's."""
    rest = iter(PROCEDURES)
    parts = {topic: [next(rest) for _ in range(5)] for topic in TOPICS}
    for place, topic in enumerate(("ve-gia", "lop-mot")):
        parts[topic] = [replace(p, name=name.format(place + 1)) for p, name in zip(parts[topic], PLAIN, strict=True)]
    return parts


PARTS = filled()
ALL = [p for part in PARTS.values() for p in part]


def entries(rows: list[Made]) -> str:
    return "".join(f'<div class="dong"><b><a href="/m/{p.id}.htm">{p.name}</a></b> <i>trong tuần</i></div>' for p in rows)


def by_topic(way: str) -> Answering:
    def answer(asked: Asked) -> Reply | None:
        if asked.path == "/":
            tiles = "".join(f'<a class="o" href="/goc/{topic}/dau">{words}</a>' for topic, words in TOPICS.items())
            return shell(f'<h1>Cẩm nang</h1><div class="luoi">{tiles}</div><ul>{NEWS}</ul>')
        head, _, tail = asked.path.rpartition("/")
        topic = head.removeprefix("/goc/")
        if topic in PARTS and tail == "dau":
            left = len(PARTS[topic]) - SHOWN
            return shell(f'<h1>{TOPICS[topic]}</h1>{entries(PARTS[topic][:SHOWN])}<p><a href="/goc/{topic}/du">{way.format(left)}</a></p>')
        if topic in PARTS and tail == "du":
            return shell(f"<h1>{TOPICS[topic]}</h1>{entries(PARTS[topic])}")
        one = next((p for p in ALL if asked.path == f"/m/{p.id}.htm"), None)
        return shell(detail_dl(one)) if one else None

    return answer


def test_parts_beside_those_that_brought_lists_are_read_like_them_and_all_of_them_whole() -> None:
    found = read_made(by_topic("Còn {} đầu việc nữa, mở trọn bộ"))
    assert_all(found, ALL, most=1.7)
    assert found.report.coverage.complete


@pytest.mark.parametrize("text", ["Còn 4 việc nữa", "Vẫn còn 12 công việc khác nữa", "Còn 3 đầu mục nữa - xem hết", "còn 2 thủ tục"])
def test_as_many_as_are_left_of_whatever_they_are_called(text: str) -> None:
    assert is_next(text)


@pytest.mark.parametrize(
    "text", ["Còn 3 ngày nữa", "Còn 2 lần nữa", "Còn 4 việc", "Còn 15 phút làm việc nữa", "Còn 3 việc nữa chưa ai nhận giải quyết"]
)
def test_what_else_is_left(text: str) -> None:
    assert not is_next(text)


@pytest.mark.parametrize(
    ("text", "whole"), [("Xem trọn bộ", True), ("Hiện hết (9)", True), ("Xem hết hạn", False), ("Trọn bộ tài liệu", False)]
)
def test_words_for_the_whole_of_a_part(text: str, whole: bool) -> None:
    assert is_whole(text) is whole
