"""Lists in files, or under addresses, of which the last part of the path holds the number."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from tests.crawler.reader.asking.test_scripts import data
from tests.crawler.reader.made import Asked, Made, Reply, detail_heads, shell
from tests.crawler.reader.paging.test_paging import MENU, PROCEDURES, anchor, portal, table
from tests.crawler.reader.reading import assert_all, read_made


def item(p: Made) -> dict[str, Any]:
    return {"tenThuTuc": p.name, "maThuTuc": p.code, "linhVuc": p.field, "duongDan": f"/thu-tuc/{p.id}"}


def files(keep: Callable[[str], Any | None]) -> Callable[[Asked], Reply | None]:
    """A portal of static files: whatever `keep` has under a name."""

    def answer(asked: Asked) -> Reply | None:
        if asked.path.startswith("/kho/"):
            kept = keep(asked.path.removeprefix("/kho/"))
            return None if kept is None else data(kept)
        return portal(lambda _: shell("<p>Đang cập nhật</p>", menu=MENU), draw=detail_heads)(asked)

    return answer


def part(name: str, before: str, after: str, size: int, *, first: int = 0, offset: bool = False) -> list[Made] | None:
    """The records of the file of this name: `before` + number + `after`."""
    number = name.removeprefix(before).removesuffix(after)
    if not name.startswith(before) or not name.endswith(after) or not number.isdigit() or int(number) < first:
        return None
    start = int(number) - first if offset else (int(number) - first) * size
    return None if start % size or start >= len(PROCEDURES) else PROCEDURES[start : start + size]


def counted_pages(name: str) -> Any | None:
    rows = part(name, "bo_", ".json", 9, first=1)
    return rows and {"tongSo": len(PROCEDURES), "banGhi": [item(p) for p in rows]}


def counted_offsets(name: str) -> Any | None:
    rows = part(name, "kem-v2-", "", 7, offset=True)
    return rows and {"meta": {"total": len(PROCEDURES)}, "items": [item(p) for p in rows]}


def padded(name: str) -> Any | None:
    """No counter, and the word before the number says what it counts."""
    rows = part(name, "trang0", ".json", 12, first=1)
    return rows and [item(p) for p in rows]


def next_number(name: str) -> Any | None:
    rows = part(name, "khoi", ".json", 10, offset=True)
    at = int("".join(c for c in name if c.isdigit()) or 0) + 10
    return rows and {"dl": [item(p) for p in rows], "tiepTheo": at if at < len(PROCEDURES) else None}


def next_address(name: str) -> Any | None:
    """Names that say nothing: each answer names the file that follows."""
    names = ["dau", "giua", "sau-do", "cuoi"]
    if name.removesuffix(".json") not in names:
        return None
    at = names.index(name.removesuffix(".json"))
    onward = f"/kho/{names[at + 1]}.json" if at < 3 else None
    return {"next": onward, "results": [item(p) for p in PROCEDURES[at * 9 : at * 9 + 9]]}


@pytest.mark.parametrize(
    ("keep", "first"),
    [
        (counted_pages, "bo_1.json"),
        (counted_offsets, "kem-v2-0"),
        (padded, "trang01.json"),
        (next_number, "khoi0.json"),
        (next_address, "dau.json"),
    ],
)
def test_a_number_in_the_name_of_a_file_goes_on(keep: Callable[[str], Any | None], first: str) -> None:
    found = read_made(files(keep), f"kho/{first}")
    assert_all(found, PROCEDURES, most=1.4)
    assert found.report.coverage.complete


def of_another_list(name: str) -> Any | None:
    """Two lists of their own under numbers; the first lacks what its counter promises."""
    rows = {"nganh-1.json": PROCEDURES[:9], "nganh-2.json": PROCEDURES[9:20]}.get(name)
    return rows and {"tongSo": len(rows) + 3, "banGhi": [item(p) for p in rows]}


def without_a_sign(name: str) -> Any | None:
    rows = part(name, "nganh-", ".json", 9, first=1)
    return rows and [item(p) for p in rows]


def by_id(name: str) -> Any | None:
    rows = {"35": PROCEDURES[:9], "36": PROCEDURES[9:18]}.get(name)
    return rows and {"tongSo": 12, "banGhi": [item(p) for p in rows]}


@pytest.mark.parametrize(
    ("keep", "first", "whole"), [(of_another_list, "nganh-1.json", False), (without_a_sign, "nganh-1.json", True), (by_id, "35", False)]
)
def test_the_number_of_another_list_is_left_alone(keep: Callable[[str], Any | None], first: str, whole: bool) -> None:
    found = read_made(files(keep), f"kho/{first}")
    assert len(found.names) == 9
    assert found.report.coverage.complete is whole


def counted_page(asked: Asked) -> Reply:
    """A page counts its list, and its pager is a script's that nobody sees: the address has the number."""
    tail = asked.path.removeprefix("/thu-tuc-hanh-chinh").strip("/") or "1"
    rows = part(tail, "", "", 9, first=1)
    if rows is None:
        return (404, "text/html", "<p>Không có trang này</p>")
    head = f"<p>Tìm thấy {len(PROCEDURES)} thủ tục</p>"
    return shell(head + table(rows, anchor), menu=MENU)


def test_a_page_whose_counter_promises_more_goes_on_by_the_number_in_its_path() -> None:
    found = read_made(portal(counted_page), "thu-tuc-hanh-chinh/1")
    assert_all(found, PROCEDURES, most=1.6)
