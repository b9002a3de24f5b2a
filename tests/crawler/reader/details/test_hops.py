# ruff: noqa: E501 - the pages of the invented portals are easier to compare when each stands on one line
"""What stands behind submit controls: few requests, never a submission."""

from __future__ import annotations

from collections import Counter

import pytest

from classifier.model import Payment, Submission
from crawler.fetching import place_of
from tests.crawler.reader.made import Asked, Made, Reply, detail_dl, detail_table, shell
from tests.crawler.reader.paging.test_paging import BY_ID, MENU, PROCEDURES, anchor, get_one_based, portal, table
from tests.crawler.reader.reading import Found, assert_all, read_made

LOGIN = shell(
    "<h2>Đăng nhập</h2><p>Vui lòng đăng nhập để nộp hồ sơ trực tuyến</p><form method=post><input name=u><input type=password name=p><button>Đăng nhập</button></form>"
)


def e_form(p: Made) -> str:
    inputs = "".join(
        f"<label>{name}</label><input name='f{i}'>"
        for i, name in enumerate(("Tên cơ sở", "Địa điểm kinh doanh", "Quy mô", "Số phòng", "Ngày bắt đầu", "Vốn"))
    )
    return shell(
        f"<h2>Nộp hồ sơ trực tuyến</h2><h3>{p.name}</h3><p>Mã thủ tục: {p.code}</p><form method=post action=/gui>{inputs}<button>Tiếp tục</button></form>"
    )


def detail(p: Made, button: str) -> str:
    return shell(detail_table(p, extra=button), menu=MENU)


def listing(asked: Asked) -> Reply:
    return shell(table(PROCEDURES, anchor), menu=MENU)


def hops(found: Found) -> list[str]:
    return [ask.url for ask in found.fetcher.asked if ask.purpose == "hop"]


def by_name(found: Found) -> dict[str, Submission]:
    return {entry.name: entry.features.submission for entry in found.sink.entries}


def one_gate(asked: Asked) -> Reply | None:
    head, _, ident = asked.path.rpartition("/")
    if head == "/thu-tuc":
        p = BY_ID[int(ident)]
        return detail(p, "" if p.level == "Còn lại" else f'<a class="btn" href="/nop-ho-so?ma={p.id}">Nộp hồ sơ trực tuyến</a>')
    return LOGIN if asked.path == "/nop-ho-so" else portal(listing)(asked)


def by_procedure(asked: Asked) -> Reply | None:
    """One address for all; for some it is a form, for others a refusal."""
    head, _, ident = asked.path.rpartition("/")
    if head == "/thu-tuc":
        return detail(BY_ID[int(ident)], f'<a href="/nop/{ident}.html">Nộp trực tuyến</a>')
    if head == "/nop":
        p = BY_ID[int(ident.removesuffix(".html"))]
        return shell("<p>Không tìm thấy quy trình xử lý online</p>") if p.id % 2 else e_form(p)
    return portal(listing)(asked)


def test_each_gate_is_followed_where_that_asks_little() -> None:
    found = read_made(one_gate)
    assert_all(found, PROCEDURES)
    buttons = sum(p.level != "Còn lại" for p in PROCEDURES)
    assert len(hops(found)) == len(set(hops(found))) == buttons
    assert found.per_procedure + buttons / len(PROCEDURES) <= 2.5
    assert by_name(found) == {p.name: Submission.NO if p.level == "Còn lại" else Submission.GATE for p in PROCEDURES}


def gates_but_one(asked: Asked) -> Reply | None:
    """The same button everywhere, an address of one shape; a login behind all but the last, which has a form."""
    last = max((p for p in PROCEDURES if p.level == "Một phần"), key=lambda p: p.id)
    if asked.path == "/nop-ho-so" and asked.query.get("ma") == str(last.id):
        return e_form(last)
    return one_gate(asked)


def test_a_form_among_gates_is_found() -> None:
    found = read_made(gates_but_one)
    assert sorted(s for s in by_name(found).values() if s is not Submission.NO).count(Submission.YES) == 1


def test_few_of_many_gates_are_followed(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("crawler.reader.details.hops.WHOLE", 5)
    monkeypatch.setattr("crawler.reader.details.hops.PART", 3)
    found = read_made(one_gate)
    assert len(hops(found)) == 2 * (2 + 3)  # two levels have the button: two samples and a part of each
    assert by_name(found) == {p.name: Submission.NO if p.level == "Còn lại" else Submission.GATE for p in PROCEDURES}


def test_all_are_followed_where_answers_differ() -> None:
    found = read_made(by_procedure)
    assert len(hops(found)) == len(set(hops(found))) <= 34
    assert by_name(found) == {p.name: Submission.NO if p.id % 2 else Submission.YES for p in PROCEDURES}


def sent_out(asked: Asked) -> Reply | None:
    """One button for all, which sends to another system that does not answer: to its front door, or with what the procedure is known by."""
    head, _, ident = asked.path.rpartition("/")
    if head == "/thu-tuc":
        return detail(BY_ID[int(ident)], f'<a href="/sang-cong-khac/{ident}">Nộp trực tuyến</a>')
    if head == "/sang-cong-khac":
        p = BY_ID[int(ident)]
        return (302, f"http://127.0.0.1:9/{'' if p.level == 'Một phần' else f'tiep-nhan?thuTuc={p.code}'}", "")
    return portal(listing)(asked)


def test_a_redirect_to_the_front_door_of_a_system_that_does_not_answer_is_no_gate() -> None:
    told = by_name(read_made(sent_out))
    expected = {p.name: Submission.EXTERNAL if p.level == "Một phần" else Submission.GATE for p in PROCEDURES}
    assert told == expected


def test_a_hop_is_never_a_post() -> None:
    found = read_made(by_procedure)
    assert Counter(asked.method for asked in found.served.asked) == {"GET": len(found.served.asked)}


def test_mail_and_chat_are_not_asked() -> None:
    def answer(asked: Asked) -> Reply | None:
        head, _, ident = asked.path.rpartition("/")
        if head == "/thu-tuc":
            return shell(
                detail_dl(BY_ID[int(ident)], extra='<a href="https://docs.google.com/forms/d/abc">Nộp hồ sơ trực tuyến</a>'), menu=MENU
            )
        return portal(lambda asked: shell(table(PROCEDURES[:4], anchor), menu=MENU))(asked)

    found = read_made(answer)
    assert hops(found) == []
    assert set(by_name(found).values()) == {Submission.EMAIL}


def promise(asked: Asked) -> Reply | None:
    """Before the form stands a page that names nothing; its button hands the number on, with one of another way out beside it."""
    head, _, ident = asked.path.rpartition("/")
    if head == "/thu-tuc":
        return detail(BY_ID[int(ident)], f"<button onclick=\"location.href='/loi-hua?hs_id={ident}'\">Nộp trực tuyến</button>")
    if asked.path == "/loi-hua":
        ident = asked.query["hs_id"]
        return shell(
            "<h3>Lời hứa</h3><p>Người khai chịu trách nhiệm về những điều đã khai.</p>"
            f"<a href='/nop/{ident}.html'>Tôi đã đọc và đồng ý</a> <a href='/thu-tuc/{ident}'>Thôi</a>"
        )
    return by_procedure(asked)


def test_a_page_before_the_form_is_passed() -> None:
    found = read_made(promise)
    assert by_name(found) == {p.name: Submission.NO if p.id % 2 else Submission.YES for p in PROCEDURES}
    assert len(hops(found)) == len(set(hops(found))) == 2 * len(PROCEDURES)


def test_no_second_page_is_passed() -> None:
    def answer(asked: Asked) -> Reply | None:
        if asked.path.startswith("/nop/"):
            return shell(f"<p>Xin chờ.</p><a href='/them{asked.path}'>Tiếp tục</a>")
        return promise(asked)

    found = read_made(answer)
    assert not any("/them" in url for url in hops(found))
    assert set(by_name(found).values()) == {Submission.EXTERNAL}


def who_applies(asked: Asked) -> Reply | None:
    """Before the form one says who applies; the frame of that page says where to log in."""
    if asked.path.startswith("/nop/") and asked.path.endswith(".html"):
        ident = asked.path.removeprefix("/nop/").removesuffix(".html")
        choice = "<label><input type=radio name=ai value=dan checked> Người dân</label><label><input type=radio name=ai value=dn> Doanh nghiệp</label>"
        name = BY_ID[int(ident)].name
        return f"<html><body><p><a href='/sso'>Đăng nhập</a></p><h1>{name}</h1><form action='/khai/{ident}'>{choice}<button>Tiếp theo</button></form></body></html>"
    if asked.path.startswith("/khai/"):
        assert asked.query["ai"] == "dan"
        ident = int(asked.path.removeprefix("/khai/"))
        return (404, "text/html", "<h1>404</h1>") if ident % 2 else shell(e_form(BY_ID[ident]))
    return promise(asked) if asked.path != "/loi-hua" else None


def test_the_form_behind_a_choice_of_applicants_is_found_and_a_dead_one_leaves_the_gate() -> None:
    def answer(asked: Asked) -> Reply | None:
        head, _, ident = asked.path.rpartition("/")
        if head == "/thu-tuc":
            return detail(BY_ID[int(ident)], f"<a href='/nop/{ident}.html'>Nộp trực tuyến</a>")
        return who_applies(asked)

    assert by_name(read_made(answer)) == {p.name: Submission.GATE if p.id % 2 else Submission.YES for p in PROCEDURES}


def test_an_address_that_several_procedures_share_is_none_of_theirs() -> None:
    def answer(asked: Asked) -> Reply | None:
        head, _, ident = asked.path.rpartition("/")
        if head == "/thu-tuc":  # a number in the site's own log-in is the id of one procedure
            return detail(BY_ID[int(ident)], f"<a href='/he/{PROCEDURES[4].id}/vao'>Đăng nhập</a>")
        return portal(listing)(asked)

    assert len(set(by_name(read_made(answer)).values())) == 1


def on_the_page(asked: Asked) -> Reply | None:
    """The form to send stands on the procedure's own page: boxes for files for some, a button alone for others."""
    head, _, ident = asked.path.rpartition("/")
    if head != "/thu-tuc":
        return portal(listing)(asked)
    boxes = "<label>Tệp hồ sơ</label><input type=file name=tep><label>Ảnh chụp</label><input type=file name=anh>" if int(ident) % 2 else ""
    return detail(
        BY_ID[int(ident)],
        f'<form method=post action="/thu-tuc/{ident}#gui" enctype="multipart/form-data">{boxes}<button>Gửi hồ sơ</button></form>',
    )


def test_a_form_on_the_procedures_own_page_is_seen_and_never_sent() -> None:
    found = read_made(on_the_page)
    assert {p.name: Submission.UPLOAD_ONLY if p.id % 2 else Submission.UNKNOWN for p in PROCEDURES} == by_name(found)
    assert {ask.method for ask in found.fetcher.asked} == {"GET"}


@pytest.mark.parametrize(("beside_lists", "expected"), [(True, Submission.NO), (False, Submission.EXTERNAL)])
def test_a_way_to_another_portal_beside_lists_too_is_the_sites(beside_lists: bool, expected: Submission) -> None:
    """The same words and target on every procedure's page: a banner beside all pages, or a button below each procedure."""
    way = "<div class=cot><p><a href='http://127.0.0.9:9/'><img src='/nop.png' alt='Nộp hồ sơ qua mạng'></a></p></div>"

    def answer(asked: Asked) -> Reply | None:
        if asked.path.startswith("/thu-tuc-hanh-chinh"):
            body, extra = table(PROCEDURES, anchor), way if beside_lists else f"<p>Hướng dẫn</p>{way}<p>Góp ý</p>"
            return shell(f"<div class=khung><div>{body}</div>{extra}</div>", menu=MENU)
        head, _, ident = asked.path.rpartition("/")
        if head == "/thu-tuc":
            return shell(f"<div class=khung><div>{detail_dl(BY_ID[int(ident)])}</div>{way}</div>", menu=MENU)
        return portal(listing)(asked)

    assert set(by_name(read_made(answer)).values()) == {expected}


def test_a_way_to_another_portal_in_the_frame_of_one_page_alone_is_that_procedures() -> None:
    """A side column holds the same on every page but one, where it leads to another portal."""
    way = "<p><a href='http://127.0.0.9:9/'>Nộp trên hệ thống của ngành</a></p>"

    def answer(asked: Asked) -> Reply | None:
        head, _, ident = asked.path.rpartition("/")
        if head == "/thu-tuc":
            beside = f"<aside><h4>Hỗ trợ</h4>{way if int(ident) == PROCEDURES[2].id else ''}<p>Gọi 1022</p></aside>"
            return shell(f"{detail_dl(BY_ID[int(ident)])}{beside}", menu=MENU)
        return portal(listing)(asked)

    ways = by_name(read_made(answer))
    assert ways.pop(PROCEDURES[2].name) is Submission.EXTERNAL
    assert set(ways.values()) == {Submission.NO}


def sent_elsewhere(asked: Asked) -> Reply | None:
    """Half of the pages hold the form itself, which is sent to one address for all; the others hand their number to it."""
    head, _, ident = asked.path.rpartition("/")
    if head == "/thu-tuc":
        p = BY_ID[int(ident)]
        rows = "".join(
            f"<tr><td>{words}</td><td><input name=c{i}></td></tr>" for i, words in enumerate(("Tên cơ sở", "Quy mô", "Số phòng", "Vốn"))
        )
        fields = f"<table>{rows}</table>" if p.id % 2 else ""
        return detail(
            p,
            f'<form method=post action="/tiep-nhan.do"><input type=hidden name=so value={p.id}>{fields}<input type=submit value="Nộp hồ sơ"></form>',
        )
    return LOGIN if asked.path == "/tiep-nhan.do" else portal(listing)(asked)


def test_a_form_on_the_page_is_judged_as_it_stands_and_never_sent() -> None:
    found = read_made(sent_elsewhere)
    assert by_name(found) == {p.name: Submission.YES if p.id % 2 else Submission.GATE for p in PROCEDURES}
    assert not [ask for ask in found.fetcher.asked if ask.method == "POST" or "tiep-nhan" in ask.url]


def test_a_button_that_nobody_could_press_is_unknown_and_not_dead() -> None:
    """Without a browser: what listens to the button leaves no mark on it."""

    def answer(asked: Asked) -> Reply | None:
        page = portal(get_one_based)(asked)
        button = '<button class="nop">Nộp hồ sơ trực tuyến</button><script src="/ung-dung.js"></script>'
        return page.replace("</h1>", f"</h1>{button}") if isinstance(page, str) and asked.path.startswith("/thu-tuc/") else page

    found = read_made(answer, "thu-tuc-hanh-chinh", max_procedures=4)
    assert {entry.features.submission for entry in found.sink.entries} == {"unknown"}


def test_the_lowest_of_the_cases_behind_a_button_counts_and_its_steps_are_read() -> None:
    """One case is paid for on a page of its own, the other by cash: the fee of the whole cannot be paid online."""

    def answer(asked: Asked) -> Reply | None:
        head, _, ident = asked.path.rpartition("/")
        if head == "/thu-tuc":
            p = BY_ID[int(ident)]
            return shell(detail_dl(p).replace("Không", "Lệ phí 20.000 đồng") + f'<a href="/khai/{p.id}">Nộp trực tuyến</a>', menu=MENU)
        if head == "/khai":
            p = BY_ID[int(ident)]
            cases = "".join(f"<li><a href='/to/{p.id}?th={n}&b=1'>Trường hợp thứ {n}</a></li>" for n in (1, 2))
            return shell(f"<h3>{p.name}</h3><p>Bạn thuộc trường hợp nào?</p><ul>{cases}</ul>")
        if head == "/to":
            p, case, place = BY_ID[int(ident)], asked.query["th"], asked.query["b"]
            names = ("Khai đơn", "Gửi giấy tờ", "Phí", "Xem lại và gửi đi")
            steps = "".join(f"<li><a href='/to/{p.id}?th={case}&b={n}'>{n}. {name}</a></li>" for n, name in enumerate(names, 1))
            ways = "<p>Chọn</p><select name=k><option>VietQR</option></select>" if case == "1" else "<p>20.000 đồng, bằng tiền mặt</p>"
            form = f"<form method=post>{ways}<button>Tiếp</button></form>" if place == "3" else e_form(p).partition("</h3>")[2]
            return shell(f"<h3>{p.name}</h3><ol class=cac-buoc>{steps}</ol>{form}")
        return shell(table(PROCEDURES[:2], anchor), menu=MENU) if asked.path in {"/", "/thu-tuc-hanh-chinh"} else None

    found = read_made(answer, "/thu-tuc-hanh-chinh")
    assert [entry.features.submission for entry in found.sink.entries] == [Submission.YES] * 2
    assert [entry.features.payment for entry in found.sink.entries] == [Payment.NO] * 2
    assert len(hops(found)) == 2 * (1 + 2 + 2)


def test_a_login_is_one_place_whatever_session_its_address_carries() -> None:
    assert place_of("https://a.vn/dn.do;jsessionid=A1.n2?ve=%2F9") == place_of("https://a.vn/dn.do?ve=%2F8") == "https://a.vn/dn.do"
    assert place_of("https://a.vn/(S(abcdefghij0123456789abcd))/vao.aspx") == "https://a.vn/vao.aspx"


def test_what_stands_at_the_end_of_lists_and_procedures_alike_is_the_sites() -> None:
    """A button that floats over every page stands behind its content, which is as long as it is."""
    floating = "<a class=noi href='/vao-cong'>Nộp hồ sơ trực tuyến</a>"

    def answer(asked: Asked) -> Reply | None:
        if asked.path == "/vao-cong":
            return shell("<h2>Đăng nhập</h2><form><input name=ten><input type=password name=mk><button>Vào</button></form>")
        if asked.path.startswith("/thu-tuc-hanh-chinh"):
            return shell(f"<h1>Danh mục</h1>{table(PROCEDURES, anchor)}{floating}", menu=MENU)
        head, _, ident = asked.path.rpartition("/")
        if head == "/thu-tuc":
            return shell(f"<p>Chi tiết</p><p>Xem kỹ trước khi nộp</p>{detail_dl(BY_ID[int(ident)])}{floating}", menu=MENU)
        return portal(listing)(asked)

    assert set(by_name(read_made(answer)).values()) == {Submission.NO}
