# ruff: noqa: E501 - the pages of the invented portals are easier to compare when each stands on one line
"""Procedures whose pages show a part at a time: the useful parts are learned on two pages and read within the requests allowed."""

from __future__ import annotations

import re
import time
from urllib.parse import urlsplit
from zlib import crc32

from classifier.model import Forms, Payment, Result, Submission
from classifier.words.text import fold
from crawler.reader.details.parts import MOST
from tests.crawler.reader.made import Answering, Asked, Made, Reply, shell
from tests.crawler.reader.paging.test_paging import BY_ID, MENU, PROCEDURES, anchor, portal, table
from tests.crawler.reader.reading import Found, assert_all, read_made

STEPS = "<dt>Trình tự thực hiện</dt><dd>Bước 1: chuẩn bị hồ sơ. Bước 2: nộp hồ sơ tại bộ phận một cửa.</dd><dt>Thành phần hồ sơ</dt><dd>Bản sao giấy tờ</dd><dt>Thời hạn giải quyết</dt><dd>5 ngày</dd>"


def facts(p: Made) -> str:
    return f"<dt>Mã thủ tục</dt><dd>{p.code}</dd><dt>Lĩnh vực</dt><dd>{p.field}</dd><dt>Cơ quan thực hiện</dt><dd>{p.agency}</dd><dt>Mức độ</dt><dd>{p.level}</dd>"


def listing(asked: Asked) -> Reply:
    return shell(table(PROCEDURES, anchor), menu=MENU)


def parts_asked(found: Found, word: str) -> int:
    return sum(word in ask.url for ask in found.fetcher.asked)


def loaded(asked: Asked) -> Reply | None:
    """Two tabs whose content a script loads: one with the form and the button of some procedures, one that is always empty."""
    head, _, ident = asked.path.rpartition("/")
    if head == "/thu-tuc":
        p = BY_ID[int(ident)]
        tabs = f"<button role=tab data-noi-dung='/manh/{ident}/mau' aria-controls=k>Mẫu đơn và nộp hồ sơ</button><button role=tab data-noi-dung='/manh/{ident}/khac' aria-controls=k>Ghi chú thêm</button>"
        return shell(f"<h1>{p.name}</h1><div>{tabs}</div><dl>{facts(p)}{STEPS}</dl><div id=k></div>", menu=MENU)
    if head.startswith("/manh/"):
        number = int(head.rpartition("/")[2])
        button = f"<a href='/nop?ho={number}'>Nộp trực tuyến</a>" if number % 2 else ""
        return f"<p>Đơn đề nghị <a href='/tep/{number}.docx'>Tải về</a></p>{button}" if ident == "mau" else "<p></p>"
    return shell("<h2>Đăng nhập</h2><form><input type=password name=p></form>") if asked.path == "/nop" else portal(listing)(asked)


def test_tabs_that_a_script_loads_are_read() -> None:
    found = read_made(loaded)
    assert_all(found, PROCEDURES)
    got = {entry.name: entry.features for entry in found.sink.entries}
    assert {name: f.submission for name, f in got.items()} == {p.name: Submission.GATE if p.id % 2 else Submission.NO for p in PROCEDURES}
    assert {f.forms for f in got.values()} == {Forms.YES}
    assert parts_asked(found, "/mau") == len(PROCEDURES)
    assert parts_asked(found, "/khac") == 2 * len({p.level for p in PROCEDURES})  # empty on two pages of a level: not asked for again
    assert found.per_procedure <= MOST


def seldom(asked: Asked) -> Reply | None:
    """Two tabs that a script loads, empty for most procedures: one announces forms, the other something that only one level has."""
    head, _, ident = asked.path.rpartition("/")
    if head == "/thu-tuc":
        p = BY_ID[int(ident)]
        tabs = "".join(
            f"<li role=tab data-lay='/doan/{ident}/{part}' aria-controls=doan>{words}</li>"
            for part, words in (("td", "Tệp điện tử"), ("bs", "Bổ sung"))
        )
        return shell(f"<h1>{p.name}</h1><ul>{tabs}</ul><dl>{facts(p)}{STEPS}</dl><div id=doan></div>", menu=MENU)
    if head.startswith("/doan/"):
        p = BY_ID[int(head.rpartition("/")[2])]
        if ident == "td":
            return f"<p>Đơn đề nghị <a href='/tep/{p.id}.docx'>Tải về</a></p>" if p in WITH_FILE else "<ul></ul>"
        return "<dl><dt>Phí, lệ phí</dt><dd>Không thu</dd></dl>" if p.level == WITH_FEE else "<p></p>"
    return portal(listing)(asked)


WITH_FILE = PROCEDURES[7:20:4]  # none of them among the first or the last of their level
WITH_FEE = PROCEDURES[1].level  # of neither the first nor the last page


def test_what_the_first_pages_lack_is_still_found_on_others() -> None:
    assert WITH_FEE not in {PROCEDURES[0].level, PROCEDURES[-1].level}
    found = read_made(seldom)
    assert_all(found, PROCEDURES)
    got = {entry.name: entry.features for entry in found.sink.entries}
    assert {name for name, f in got.items() if f.forms is Forms.YES} == {p.name for p in WITH_FILE}
    assert parts_asked(found, "/td") == len(PROCEDURES)
    fees = {name for name, f in got.items() if f.payment is Payment.NOT_APPLICABLE}
    assert fees and fees <= {p.name for p in PROCEDURES if p.level == WITH_FEE}


TABS = {"": "Chung", "2": "Hồ sơ, trình tự", "3": "Phí và kết quả", "4": "Mẫu đơn"}


def linked(asked: Asked) -> Reply | None:
    """Four pages for each procedure, one link of the strip for each, with the same box beside all of them."""
    if not asked.path.startswith("/thu-tuc/"):
        return portal(listing)(asked)
    p = BY_ID[int(asked.path.rpartition("/")[2])]
    strip = " ".join(f"<a href='{asked.path}{f'?muc={n}' if n else ''}'>{words}</a>" for n, words in TABS.items())
    body = {
        "": f"<dl>{facts(p)}<dt>Thời hạn giải quyết</dt><dd>3 ngày</dd><dt>Đối tượng thực hiện</dt><dd>Cá nhân</dd><dt>Cách thức thực hiện</dt><dd>Tại bộ phận một cửa</dd></dl>",
        "2": f"<dl>{STEPS}</dl>",
        "3": "<dl><dt>Phí, lệ phí</dt><dd>Không thu</dd><dt>Hình thức trả kết quả</dt><dd>Qua bưu điện</dd></dl>",
        "4": f"<p>Tờ khai <a href='/tep/{p.id}.doc'>Tải về</a></p>",
    }[asked.query.get("muc", "")]
    box = "<table><tr><td width=150><b>Biểu mẫu</b><br><a href='/tep/chung.pdf'>Tải bộ mẫu chung</a></td>"
    return shell(f"{box}<td><h1>{p.name}</h1><p>{strip}</p><div>{body}</div></td></tr></table>", menu=MENU)


def test_parts_under_addresses_of_their_own_are_read_as_far_as_requests_allow() -> None:
    found = read_made(linked)
    assert any("parts_unread" in warning for warning in found.report.warnings)
    assert_all(found, PROCEDURES)
    assert found.per_procedure <= MOST
    got = [entry.features for entry in found.sink.entries]
    assert {f.submission for f in got} == {Submission.NO}
    read_forms = [f for f in got if f.forms is Forms.YES]
    assert len(read_forms) >= len(PROCEDURES) * 0.9  # without a button the forms decide the level
    assert all(f.forms in (Forms.YES, Forms.UNKNOWN) and f.forms_linked <= 1 for f in got)
    both = [f for f in got if f.payment is not Payment.UNKNOWN]
    assert both and all((f.payment, f.result) == (Payment.NOT_APPLICABLE, Result.POST) for f in both)
    assert all(entry.level != 0 for entry in found.sink.entries)


def shelf(asked: Asked) -> Reply | None:
    """The cell of forms names them and sends to a page of forms, one for each field; half of the procedures have a file there."""
    if asked.path == "/kho":
        kept = [p for p in PROCEDURES if p.field == asked.query.get("nganh") and p.id % 2]
        return shell(
            "".join(f"<div><h4>{p.name}</h4><ul><li><a href='/tep/{p.id}.doc'>Tờ khai</a></li></ul></div>" for p in kept), menu=MENU
        )
    if not asked.path.startswith("/thu-tuc/"):
        return portal(listing)(asked)
    p = BY_ID[int(asked.path.rpartition("/")[2])]
    link = f"Tờ khai; Đơn cam kết (xem tại mục <a href='/kho?nganh={p.field}#m{p.id}'>Biểu mẫu</a>)"
    return shell(f"<h1>{p.name}</h1><dl>{facts(p)}{STEPS}<dt>Mẫu đơn, tờ khai</dt><dd>{link}</dd></dl>", menu=MENU)


def test_a_page_of_forms_for_many_procedures_is_asked_for_once() -> None:
    found = read_made(shelf)
    assert_all(found, PROCEDURES)
    got = {entry.name: (entry.features.forms, entry.features.forms_linked, entry.features.forms_named) for entry in found.sink.entries}
    assert got == {p.name: (Forms.SOME, 1, 2) if p.id % 2 else (Forms.NO, 0, 2) for p in PROCEDURES}
    assert parts_asked(found, "/kho") == len({p.field for p in PROCEDURES})


def test_a_page_of_forms_that_does_not_answer_leaves_them_unknown() -> None:
    found = read_made(lambda asked: (500, "text/html", "") if asked.path == "/kho" else shelf(asked))
    assert {entry.features.forms for entry in found.sink.entries} == {Forms.UNKNOWN}


def title(p: Made) -> str:
    return "-".join(re.findall(r"[a-z0-9]+", fold(p.name)))


BY_TITLE = {title(p): p for p in PROCEDURES}
SIDES = {"quy-trinh": "Quy trình", "giay-to": "Giấy tờ, mẫu biểu", "kenh-dien-tu": "Kênh trực tuyến"}


def titled(asked: Asked) -> Reply | None:
    """Three pages for each procedure, its title at the end of their addresses; one of them is the form itself, or says that there is none."""
    if asked.path == "/thu-tuc-hanh-chinh":
        return shell(table(PROCEDURES, lambda p: f"<a href='/quy-trinh/{title(p)}.html'>{p.name}</a>"), menu=MENU)
    side, _, named = asked.path.removesuffix(".html").strip("/").partition("/")
    if side not in SIDES or named not in BY_TITLE:
        return portal(listing)(asked)
    p = BY_TITLE[named]
    strip = "".join(f"<li><a href='/{s}/{named}.html'>{words}</a></li>" for s, words in SIDES.items())
    asks = "".join(f"<p>{words}<br><input name=o{i}></p>" for i, words in enumerate(("Tên cơ sở", "Quy mô", "Số phòng", "Ngày mở cửa")))
    body = {
        "quy-trinh": f"<dl>{facts(p)}{STEPS}<dt>Phí, lệ phí</dt><dd>90.000 đồng</dd></dl>",
        "giay-to": f"<h4>Mẫu đơn, tờ khai</h4><p><a href='/tep/{p.id}.docx'>Đơn đề nghị</a></p>",
        "kenh-dien-tu": f"<form method=post>{asks}<h4>Thanh toán</h4><p><input type=radio name=vi> Ví điện tử</p><button>Gửi hồ sơ</button></form>"
        if p.id % 2
        else "<p>Hồ sơ nhận tại quầy.</p>",
    }[side]
    return shell(f"<h1>{p.name}</h1><ul class=muc>{strip}</ul><section>{body}</section>", menu=MENU)


def test_pages_that_share_a_title_in_their_addresses_are_one_procedure() -> None:
    found = read_made(titled)
    assert_all(found, PROCEDURES)
    got = {entry.name: entry.features for entry in found.sink.entries}
    assert {f.forms for f in got.values()} == {Forms.YES}
    assert {name: f.submission for name, f in got.items()} == {p.name: Submission.YES if p.id % 2 else Submission.NO for p in PROCEDURES}
    assert {name: f.payment for name, f in got.items() if f.submission is Submission.YES} == {
        p.name: Payment.YES for p in PROCEDURES if p.id % 2
    }
    asked = [ask for ask in found.fetcher.asked if "kenh-dien-tu" in ask.url]
    assert len(asked) == len(PROCEDURES) and {ask.purpose for ask in asked} == {"hop"}  # what stands behind a submit control


def late(answer: Answering, seed: int) -> Answering:
    """The same portal, its answers held back by some ms each, so that they come in another order."""

    def answering(asked: Asked) -> Reply | None:
        time.sleep(0.03 * (crc32(f"{seed}{asked.path}".encode()) % 3 == 0))
        return answer(asked)

    return answering


def test_which_answer_comes_first_decides_nothing() -> None:
    def some(asked: Asked) -> Reply | None:
        """As above, but only each seventh procedure can be applied for."""
        reply = titled(asked)
        return reply.replace("Gửi hồ sơ", "Xem lại") if isinstance(reply, str) and asked.path.endswith("i.html") else reply

    runs = [read_made(late(some, seed)) for seed in (1, 2)]
    one, two = ([(e.name, e.level, e.level_max, e.features) for e in found.sink.entries] for found in runs)
    assert one == two
    one_asked, two_asked = ([urlsplit(ask.url).path for ask in found.fetcher.asked if "giay-to" in ask.url] for found in runs)
    assert one_asked == two_asked


def apart(asked: Asked) -> Reply | None:
    """A page that says how, and for some procedures a link below it to another page with the level and the way to apply."""
    head, _, ident = asked.path.rpartition("/")
    if head == "/thu-tuc":
        p = BY_ID[int(ident)]
        links = f"<p>Xem thêm: <a href='/ban-in/{ident}'>Bản in</a></p>" + (
            f"<p><a href='/kenh/{ident}'>Mở trang phục vụ</a></p>" if p.id % 2 else ""
        )
        return shell(
            f"<h1>{p.name}</h1><dl><dt>Mã thủ tục</dt><dd>{p.code}</dd><dt>Phí, lệ phí</dt><dd>50.000 đồng</dd>{STEPS}</dl>{links}",
            menu=MENU,
        )
    if head == "/kenh":
        picture = "<img src='/anh/b1.png' alt='Dịch vụ công trực tuyến toàn trình'>"
        ways = f"<p><a href='/vao?ho={ident}'>Nộp trực tuyến</a></p><p><a href='/vi/{ident}'>Thanh toán lệ phí trực tuyến</a></p>"
        return shell(f"<h2>{BY_ID[int(ident)].name}</h2>{picture}{ways}", menu=MENU)
    if asked.path == "/vao":
        return shell("<h2>Đăng nhập</h2><form><input type=password name=p></form>")
    return portal(lambda _: shell(table(PROCEDURES, lambda p: f"<a href='/thu-tuc/{p.id}'>{p.name}</a>"), menu=MENU))(asked)


def test_a_further_page_of_a_procedure_is_read_with_it() -> None:
    found = read_made(apart)
    assert_all(found, PROCEDURES)
    got = {entry.name: (entry.features.submission, entry.features.payment) for entry in found.sink.entries}
    served = {p.name for p in PROCEDURES if p.id % 2}
    assert got == {p.name: (Submission.GATE, Payment.YES) if p.name in served else (Submission.NO, Payment.UNKNOWN) for p in PROCEDURES}
    assert parts_asked(found, "/kenh/") == len(served)
    assert parts_asked(found, "/ban-in/") == 0


def crossed(asked: Asked) -> Reply | None:
    """The link behind the text leads, by the very number of this procedure, to the page of another one."""
    head, _, ident = asked.path.rpartition("/")
    if head == "/thu-tuc":
        p = BY_ID[int(ident)]
        return shell(
            f"<h1>{p.name}</h1><dl><dt>Mã thủ tục</dt><dd>{p.code}</dd>{STEPS}</dl><p><a href='/goi-y/{ident}'>Gợi ý</a></p>", menu=MENU
        )
    if head == "/goi-y":
        other = PROCEDURES[(int(ident) + 7) % len(PROCEDURES)]
        facts = f"<dt>Mã thủ tục</dt><dd>{other.code}</dd><dt>Phí, lệ phí</dt><dd>Không</dd><dt>Căn cứ pháp lý</dt><dd>Luật</dd>"
        return shell(f"<h1>{other.name}</h1><dl>{facts}{STEPS}</dl>", menu=MENU)
    return portal(lambda _: shell(table(PROCEDURES[:6], lambda p: f"<a href='/thu-tuc/{p.id}'>{p.name}</a>"), menu=MENU))(asked)


def test_a_page_that_names_another_procedure_is_no_part_of_this_one() -> None:
    found = read_made(crossed)
    assert {entry.features.payment for entry in found.sink.entries} == {Payment.UNKNOWN}
    assert len(found.sink.entries) == 6


def cut(asked: Asked) -> Reply | None:
    """Articles of three pages each: the first with the facts, each leads to the next alone; the last has the form and the button."""
    head, _, ident = asked.path.rpartition("/")
    if head == "/thu-tuc":
        p, page = BY_ID[int(ident)], asked.number("trang", 1)
        on = f"<p><a href='{asked.path}?trang={page + 1}'>Đọc tiếp »</a></p>" if page < 3 else ""
        button = f"<p>Tờ khai <a href='/tep/{p.id}.docx'>Tải về</a></p><p><a href='/nop?ho={p.id}'>Nộp trực tuyến</a></p>"
        said = {1: f"<dl>{facts(p)}{STEPS}</dl>", 2: "<p><b>Lệ phí:</b> Không</p>", 3: f"<p><b>Mẫu đơn:</b></p>{button}"}[page]
        return shell(f"<h1>{p.name}</h1><p>Trang {page}/3</p>{said}{on}", menu=MENU)
    return shell("<h2>Đăng nhập</h2><form><input type=password name=p></form>") if asked.path == "/nop" else portal(few)(asked)


def few(asked: Asked) -> Reply:
    return shell(table(PROCEDURES[:12], anchor), menu=MENU)


def test_pages_of_an_article_that_lead_to_each_other_are_read_to_the_last() -> None:
    found = read_made(cut)
    assert_all(found, PROCEDURES[:12], most=4.0)
    got = {entry.name: entry.features for entry in found.sink.entries}
    assert {f.forms for f in got.values()} == {Forms.YES}
    assert {f.submission for f in got.values()} == {Submission.GATE}
    assert {f.payment for f in got.values()} == {Payment.NOT_APPLICABLE}


def at_once(asked: Asked) -> Reply | None:
    """The same in two pages that a strip leads to, beside the way to all pages at once, which is all that is worth asking for."""
    head, _, ident = asked.path.rpartition("/")
    if head == "/thu-tuc":
        p = BY_ID[int(ident)]
        words = {"1": "Trình tự thực hiện", "2": "Mẫu đơn, tờ khai", "het": "Xem trên một trang"}
        strip = "".join(f"<a href='{asked.path}?phan={key}'>{said}</a>" for key, said in words.items())
        steps = f"<h3>Trình tự thực hiện</h3><dl>{STEPS}</dl>"
        form = f"<h3>Mẫu đơn, tờ khai</h3><p>Tờ khai <a href='/tep/{p.id}.docx'>Tải về</a></p><p><a href='/nop?ho={p.id}'>Nộp trực tuyến</a></p>"
        said = {"1": steps, "2": form, "het": steps + form}.get(
            asked.query.get("phan", ""),
            f"<dl>{facts(p)}<dt>Thời hạn giải quyết</dt><dd>3 ngày</dd><dt>Lệ phí</dt><dd>Không</dd><dt>Kết quả</dt><dd>Giấy phép</dd></dl>",
        )
        return shell(f"<h1>{p.name}</h1><nav>{strip}</nav><div class=muc>{strip}</div>{said}", menu=MENU)
    return shell("<h2>Đăng nhập</h2><form><input type=password name=p></form>") if asked.path == "/nop" else portal(listing)(asked)


def test_all_pages_at_once_are_asked_for_in_place_of_each() -> None:
    found = read_made(at_once)
    assert_all(found, PROCEDURES)
    assert {entry.features.forms for entry in found.sink.entries} == {Forms.YES}
    assert parts_asked(found, "phan=het") == len(PROCEDURES)
    assert parts_asked(found, "phan=2") == 2
