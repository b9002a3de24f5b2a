"""Forms of one procedure on a page of its own: the link to it is no form, what it lists is."""

from __future__ import annotations

from classifier.model import Forms
from tests.crawler.reader.details.test_parts import STEPS, facts, listing
from tests.crawler.reader.made import Asked, Made, Reply, shell
from tests.crawler.reader.paging.test_paging import BY_ID, PROCEDURES, portal
from tests.crawler.reader.reading import Found, assert_all, read_made

CALL = "function layTep(so) { window.open('/kho-tep/' + so); }"


def papers(p: Made) -> str:
    """What the page of a procedure's forms says: one in four has none, one in four lacks a file."""
    kind = PROCEDURES.index(p) % 4
    if kind == 3:
        return "<p>Việc này không phải nộp đơn theo mẫu: thủ tục không quy định mẫu đơn, tờ khai.</p>"
    second = "" if kind == 2 else f"<i onclick='layTep({p.id * 10 + 1})'>Tải mẫu</i>"
    return f"<ol><li>Đơn đề nghị {p.name.lower()} <i onclick='layTep({p.id * 10})'>Tải mẫu</i></li><li>Tờ khai nhân sự {second}</li></ol>"


def on_its_own(asked: Asked) -> Reply | None:
    head, _, ident = asked.path.rpartition("/")
    p = BY_ID.get(int(ident)) if ident.isdigit() else None
    if head == "/thu-tuc" and p:
        link = f"<a href='/giay-in-san/{ident}'>Bấm vào đây xem mẫu đơn, tờ khai</a>"
        return shell(f"<h1>{p.name}</h1><dl>{facts(p)}{STEPS}<dt>Mẫu đơn, tờ khai</dt><dd>{link}</dd></dl>")
    if head == "/giay-in-san" and p:
        return shell(f"<h3>Giấy in sẵn</h3><blockquote>{p.name}</blockquote>{papers(p)}", script=CALL)
    return portal(listing)(asked)


def forms_of(found: Found) -> dict[str, tuple[Forms, int, int]]:
    return {e.name: (e.features.forms, e.features.forms_linked, e.features.forms_named) for e in found.sink.entries}


def test_the_page_that_lists_the_forms_is_read_in_place_of_the_link_to_it() -> None:
    found = read_made(on_its_own)
    assert_all(found, PROCEDURES)
    said = {0: (Forms.YES, 2, 2), 1: (Forms.YES, 2, 2), 2: (Forms.SOME, 1, 2), 3: (Forms.NOT_APPLICABLE, 0, 0)}
    got = forms_of(found)
    assert {p.name: got[p.name] for p in PROCEDURES} == {p.name: said[place % 4] for place, p in enumerate(PROCEDURES)}


def test_a_list_that_does_not_answer_leaves_the_forms_unknown() -> None:
    lost = PROCEDURES[5]
    found = read_made(lambda asked: (500, "text/html", "") if asked.path == f"/giay-in-san/{lost.id}" else on_its_own(asked))
    got = forms_of(found)
    assert got[lost.name][0] is Forms.UNKNOWN
    assert got[PROCEDURES[4].name][0] is Forms.YES


def test_a_link_that_answers_with_a_file_or_with_something_else_stays_what_it_is() -> None:
    def answer(asked: Asked) -> Reply | None:
        if asked.path.startswith("/giay-in-san/"):
            file = int(asked.path.rpartition("/")[2]) % 2
            return (200, "application/msword", "\xd0\xcf\x11\xe0 don") if file else shell("<h3>Kho giấy</h3><p>Mời chọn phòng.</p>")
        return on_its_own(asked)

    found = read_made(answer)
    assert {said for said in forms_of(found).values()} == {(Forms.YES, 1, 1)}
    assert sum("/giay-in-san/" in ask.url and ask.purpose == "page" for ask in found.fetcher.asked) == 2
