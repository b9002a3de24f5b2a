# ruff: noqa: E501 - a form is easier to read when it stands on one line
"""Forms and boxes that lead to lists: which button is pressed, what is chosen, and what is none of it."""

from __future__ import annotations

from dataclasses import replace
from html import escape
from urllib.parse import parse_qsl

import pytest

from classifier.model import Page
from classifier.reading import read_page
from crawler.fetching import Answer, Ask, Outcome
from crawler.reader.choosing.choices import chosen, empty_searches, moving
from crawler.reader.choosing.cuts import everything, others, shut, untold
from crawler.reader.page.view import View
from crawler.reader.page.words import shows
from tests.crawler.reader.made import Asked, Reply, detail_dl, made, shell
from tests.crawler.reader.reading import assert_all, read_made

PROCEDURES = made()
BY_ID = {p.id: p for p in PROCEDURES}
STATE = "<input type=hidden name=__VIEWSTATE value=dDw0><input type=hidden name=__EVENTTARGET><input type=hidden name=__EVENTARGUMENT>"
POSTS = "<script>function __doPostBack(t, a) { theForm.__EVENTTARGET.value = t; theForm.submit(); }</script>"


def view(body: str) -> View:
    page = Page("http://dvc.example/tc/quay.aspx", f"<html><body>{body}</body></html>", 200, "text/html")
    ask = Ask(page.url)
    return View(ask, Answer(ask, Outcome.OK, page), page, read_page(page))


def sent(ask: Ask) -> dict[str, str]:
    return dict(parse_qsl((ask.body or b"").decode() or ask.url.partition("?")[2], keep_blank_values=True))


@pytest.mark.parametrize(
    ("words", "only_shows"),
    [
        ("Xem", True),
        ("Liệt kê", True),
        ("Lọc danh sách", True),
        ("Tra cứu", True),
        ("Gửi", False),
        ("Bỏ phiếu", False),
        ("Xem kết quả bình chọn", False),
        ("Tra cứu hồ sơ", False),
        ("Đăng nhập", False),
        ("Đăng ký", False),
    ],
)
def test_buttons_that_only_show_something(words: str, only_shows: bool) -> None:
    assert shows(words) == only_shows


@pytest.mark.parametrize(
    ("form", "adds"),
    [
        ("<form method=post><input name=kw><button name=lam value=loc>Liệt kê</button></form>", {"lam": "loc"}),
        ("<form method=post><select name=dv><option value=1>A<option value=2>B</select><input type=image name=di alt='Xem'></form>", {"di.x": "1"}),
        (f"<form method=post>{STATE}<input name=kw><a href=\"javascript:__doPostBack('ct$hien','')\">Hiển thị</a></form>{POSTS}", {"__EVENTTARGET": "ct$hien"}),
        (f"<form method=post>{STATE}<input name=ten><input type=password name=mk><input type=submit name=vao value='Đăng nhập'><input name=kw><input type=submit name=xem value=Xem></form>", {"xem": "Xem", "mk": ""}),
    ],
)  # fmt: skip
def test_an_empty_search_presses_the_button_that_shows_something(form: str, adds: dict[str, str]) -> None:
    page = view(form)
    asks = [ask for _, ask in empty_searches(page, page.document.forms)]
    assert len(asks) == 1
    assert adds.items() <= sent(asks[0]).items()
    assert "vao" not in sent(asks[0])


@pytest.mark.parametrize(
    "form",
    [
        "<form method=post><input type=radio name=y value=1>Đẹp<input type=radio name=y value=2>Xấu<input type=submit name=v value='Bỏ phiếu'></form>",
        "<form method=post><input name=ten><textarea name=nd></textarea><button name=g value=1>Xem trước</button></form>",
        "<form method=post><input name=ten><input type=password name=mk><button name=g value=1>Xem</button></form>",
    ],
)
def test_forms_that_take_something_are_left_alone(form: str) -> None:
    page = view(form)
    assert not list(empty_searches(page, page.document.forms))
    assert not list(chosen(page, page.document.forms))


def test_each_circle_is_chosen_and_the_button_behind_it_pressed() -> None:
    circles = (
        "<label><input type=radio name=c value=a> Sở Y tế</label> <input type=radio name=c id=k value=b><label for=k>Sở Tư pháp</label>"
        "<input type=radio name=c value=d>UBND xã Lam<br>"
    )
    page = view(f"<form method=post><input type=submit name=tim value='Tìm'>{circles}<input type=submit name=ke value='Liệt kê'></form>")
    ((*members,),) = chosen(page, page.document.forms)
    assert [(words, sent(ask)) for ask, words in members] == [
        ("Sở Y tế", {"c": "a", "ke": "Liệt kê"}),
        ("Sở Tư pháp", {"c": "b", "ke": "Liệt kê"}),
        ("UBND xã Lam", {"c": "d", "ke": "Liệt kê"}),
    ]


def test_a_box_outside_every_form_moves_to_what_is_chosen() -> None:
    options = "<option value=''>Chọn nơi<option value=an>Xã An<option value=lam>Phường Lam"
    page = view(
        f"<p><select id=noi>{options}</select></p><script>noi.onchange = x; $('#noi').change(function(){{ location.href = '/noi/' + $(this).val(); }});</script>"
    )
    ((named, members),) = moving(page, page.document.forms)
    assert named
    assert [(ask.url, words) for ask, words in members] == [
        ("http://dvc.example/noi/an", "Xã An"),
        ("http://dvc.example/noi/lam", "Phường Lam"),
    ]


def test_a_box_of_years_is_none_of_parts() -> None:
    options = "".join(f"<option value={year}>{year}" for year in range(2011, 2027))
    page = view(f"<select onchange=\"location.href='/tin/' + this.value\">{options}</select>")
    assert not list(moving(page, page.document.forms))


def by_button_and_circle(asked: Asked) -> Reply | None:
    """Lists that come only when the button is pressed, agency by agency; nothing in the menu names them."""
    agencies = sorted({p.agency for p in PROCEDURES})
    if asked.path == "/goc":
        circles = "".join(
            f"<p><input type=radio name=noi value={i} id=n{i}> <label for=n{i}>{a}</label></p>" for i, a in enumerate(agencies)
        )
        form = f"<form method=post action=/goc><input name=chu>{circles}<button name=lam value=ke>Liệt kê</button></form>"
        if asked.form.get("lam") != "ke" or not asked.form.get("noi"):
            return shell(form)
        mine = [p for p in PROCEDURES if p.agency == agencies[int(asked.form["noi"])]]
        return shell(form + "<ol>" + "".join(f"<li><a href='/v/{p.id}'>{escape(p.name)}</a> {p.code}</li>" for p in mine) + "</ol>")
    if asked.path.startswith("/v/"):
        return shell(detail_dl(BY_ID[int(asked.path[3:])]))
    return shell("<h1>Chào mừng</h1>", menu="<a href='/goc'>Góc tự xem</a> ") if asked.path == "/" else None


def parts_of_three_makes(asked: Asked) -> Reply | None:
    """One part behind a box, one behind a search of its own, one behind an address of another make; only their page leads to them."""
    box, search, plain = PROCEDURES[:12], PROCEDURES[12:20], PROCEDURES[20:]
    places = ("Xã An", "Xã Lam", "Phường Bến")

    def listed(some: list) -> str:  # type: ignore[type-arg]
        return "<ul>" + "".join(f"<li><a href='/v/{p.id}'>{escape(p.name)}</a> – {p.code}</li>" for p in some) + "</ul>"

    if asked.path == "/":
        return shell("<h1>Chào mừng</h1>", menu="<a href='/chon'>Bà con chọn</a> ")
    if asked.path == "/chon":
        return shell(
            "<p><a href='/chon/lang'>Dưới làng</a></p><p><a href='/chon/pho'>Ngoài phố</a></p><p><a href='/chon/thanh/q/1'>Trên thành</a></p>"
        )
    if asked.path == "/chon/lang":
        options = "".join(f"<option value={i}>{a}</option>" for i, a in enumerate(places, 1))
        return shell(
            f"<p>Nhà ở đâu? <select onchange=\"if(this.value)location.href='/chon/lang/'+this.value\"><option value=''>…</option>{options}</select></p>"
        )
    if asked.path.startswith("/chon/lang/"):
        return shell(listed(box[int(asked.path[11:]) * 4 - 4 : int(asked.path[11:]) * 4]))
    if asked.path == "/chon/pho":
        form = "<form action=/chon/pho><input name=chu> <button>Tìm</button></form>"
        return shell(form + (listed(search) if "chu" in asked.query else "<p>Gõ vài chữ.</p>"))
    if asked.path.startswith("/chon/thanh/q/"):
        quire = int(asked.path[14:])
        options = "".join(f"<option value='/chon/thanh/q/{k}'{' selected' if k == quire else ''}>Quyển {k}</option>" for k in (1, 2, 3))
        return shell(listed(plain[quire * 5 - 5 : quire * 5]) + f"<p><select onchange='location.href=this.value'>{options}</select></p>")
    return shell(detail_dl(BY_ID[int(asked.path[3:])])) if asked.path.startswith("/v/") else None


def by_volume(asked: Asked, how: str) -> Reply | None:
    """Volumes of a gazette; a box over the list has one of them chosen. The fourth has nothing, the sixth only what stood in another."""
    volumes = [PROCEDURES[:6], PROCEDURES[6:9], PROCEDURES[9:16], [], PROCEDURES[16:17], PROCEDURES[2:4], PROCEDURES[17:]]
    if asked.path.startswith("/v/"):
        return shell(detail_dl(BY_ID[int(asked.path[3:])]))
    if asked.path != "/tap":
        return shell("<h1>Chào mừng</h1>", menu="<a href='/tap'>Thủ tục theo tập công báo</a> ") if asked.path == "/" else None
    now = int((asked.form if how == "post" else asked.query).get("quyen", "1"))
    options = "".join(f"<option value={i}{' selected' if i == now else ''}>Tập {'I' * i}</option>" for i in range(1, 8))
    box = f"<select name=quyen id=quyen>{options}</select>"
    over = {
        "get": f"<form><label>Xem tập {box}</label><input type=submit value=Mở></form>",
        "post": f"<form method=post>{box}<button name=xem value=co>Xem</button></form>",
        "script": f"<p>{box}</p><script>document.getElementById('quyen').onchange = function () {{ location.href = '/tap?quyen=' + this.value; }};</script>",
    }[how]
    rows = "".join(f"<dt>{p.code}</dt><dd><a href='/v/{p.id}'>{escape(p.name)}</a></dd>" for p in volumes[now - 1])
    return shell(over + (f"<dl>{rows}</dl>" if rows else "<p>Tập này không đăng thủ tục nào.</p>"))


@pytest.mark.parametrize("how", ["get", "post", "script"])
@pytest.mark.parametrize("path", ["", "/tap"])
def test_a_box_that_has_one_part_chosen_hides_the_others(how: str, path: str) -> None:
    assert_all(read_made(lambda asked: by_volume(asked, how), path), PROCEDURES, most=2.0)


@pytest.mark.parametrize(
    "box",
    [
        "<select name=nam><option value=''>Năm<option value=2020>2020<option value=2019>2019</select>",
        "<select name=nam><option value=2020>2020<option value=2019>2019<option value=all selected>Tất cả các năm</select>",
        "<select name=sapXep><option value=ten>Tên A-Z<option value=ngay>Mới nhất</select>",
        "<select name=ngon_ngu><option value=vi>Tiếng Việt<option value=en>English</select>",
        "<select name=trang><option value=1>1<option value=2>2</select>",
        "<select name=soDong><option value=10>10<option value=20>20</select>",
        "<select name=lv><option value=0>Lĩnh vực<option value=1>Hộ tịch<option value=2>Đất đai</select>",
        "<select name=coquan><option value=-1>Đơn vị<option value=1>Sở Y tế<option value=2>Sở Tư pháp</select>",
        "<select name=lk><option value='https://ditich.example.org/'>Sở Y tế<option value='https://dat.example.org/'>Sở Tư pháp</select>",
        "<select name=lv multiple><option value=1>Hộ tịch<option value=2>Đất đai</select>",
    ],
)
def test_boxes_that_hide_nothing_are_left_alone(box: str) -> None:
    assert not list(others(view(f"<main><form>{box}<button>Xem</button></form></main>")))


def test_everything_is_asked_for_at_once_where_a_choice_says_so() -> None:
    box = "<select name=nam><option value=0>- Toàn bộ -<option value=2020 selected>2020<option value=2019>2019</select>"
    ((*members,),) = others(view(f"<main><form>{box}<button>Xem</button></form></main>"))
    assert [(sent(ask), words) for ask, words in members] == [({"nam": "0"}, "- Toàn bộ -")]


@pytest.mark.parametrize("words", [("Hộ tịch", "Đất đai"), ("Sở Y tế", "Sở Tư pháp"), ("Cấp tỉnh", "Cấp xã")])
def test_the_first_part_may_be_number_nought(words: tuple[str, str]) -> None:
    box = f"<select name=k><option value=0>{words[0]}<option value=1>{words[1]}</select>"
    ((*members,),) = others(view(f"<main><form>{box}<button>Xem</button></form></main>"))
    assert [(sent(ask), said) for ask, said in members] == [({"k": "1"}, words[1])]


KEPT = "function lay() { $.post('/tc/ds', {nganh: giu, trang: 1}, ve); } function doi(s) { giu = s.value; lay(); } let giu = 1; giu += 0;"


@pytest.mark.parametrize("more", ["", "<option value=3>Y tế"])
@pytest.mark.parametrize(
    ("handler", "asked"), [("doi(this)", []), ("$.post('/tc/ds', {nganh: this.value, trang: 1}, ve)", [{"nganh": "2", "trang": "1"}])]
)
def test_what_is_asked_for_alike_with_every_choice_was_misread(handler: str, asked: list[dict[str, str]], more: str) -> None:
    page = view(
        f'<main><select id=n onchange="{handler}"><option value=1>Hộ tịch<option value=2>Đất đai{more}</select></main><script>{KEPT}</script>'
    )
    assert [sent(ask) for members in others(page) for ask, _ in members][:1] == asked
    assert [cut.called for cut in untold(page)] == ([] if asked else ["n"])
    assert shut(page) == ({} if asked else {"n": "Hộ tịch"})


def two_boxes_chosen(asked: Asked) -> Reply | None:
    """The menu leads to the list of each hamlet, and each shows of its own only what is in force; two boxes say so."""
    agencies = sorted({p.agency for p in PROCEDURES})
    if asked.path.startswith("/v/"):
        return shell(detail_dl(BY_ID[int(asked.path[3:])]))
    if asked.path == "/":
        links = "".join(f"<p><a href='/so-tay?ap={i}'>{a}</a></p>" for i, a in enumerate(agencies, 1))
        return shell(f"<h1>Thủ tục hành chính theo cơ quan</h1>{links}")
    if asked.path != "/so-tay":
        return None
    place, state = asked.number("ap", 0), asked.query.get("con", "hieu-luc")
    options = "".join(
        f"<option value={i}{' selected' if i == place else ''}>{a}</option>" for i, a in enumerate(("Tất cả các ấp", *agencies))
    )
    states = "".join(
        f"<option value={v}{' selected' if v == state else ''}>{w}</option>"
        for v, w in (("hieu-luc", "Áp dụng từ 2024"), ("moi", "Toàn bộ"))
    )
    rows = [p for p in PROCEDURES if (not place or p.agency == agencies[place - 1]) and (state == "moi" or p.id % 3)]
    form = f"<form action=/so-tay><select name=ap>{options}</select> <select name=con>{states}</select> <button>Đổi</button></form>"
    return shell(form + "<ol>" + "".join(f"<li><a href='/v/{p.id}'>{escape(p.name)}</a> {p.code}</li>" for p in rows) + "</ol>")


def test_what_one_box_kept_back_another_may_keep_back_a_part_of() -> None:
    assert_all(read_made(two_boxes_chosen), PROCEDURES, most=1.6)


TWO = (
    "<select name=noi><option value=''>Mọi nơi<option value=3 selected>Sở Y tế</select>"
    "<select name=loai><option value=mang selected>Làm qua mạng<option value=het>Toàn bộ thủ tục</select>"
)


@pytest.mark.parametrize(("method", "press"), [("get", {}), ("post", {"lam": "xem"})])
def test_all_boxes_are_set_to_everything_at_once(method: str, press: dict[str, str]) -> None:
    boxes = TWO.replace("Mọi nơi", "Tất cả")
    page = view(f"<main><form method={method}>{boxes}<button name=lam value=xem>Xem</button></form></main>")
    ask = everything(page)
    assert ask is not None
    assert press.items() | {"noi": "", "loai": "het"}.items() <= sent(ask).items()
    assert not list(others(page, counted=True))


@pytest.mark.parametrize(
    "boxes",
    [
        TWO.replace("value=3 selected", "value=3"),
        TWO.replace("value=mang selected", "value=mang").replace("value=het", "value=het selected"),
        TWO.replace("</select>", "</select></form><form>", 1),
    ],
    ids=["one cuts", "one has all", "two forms"],
)
def test_one_box_is_set_by_itself(boxes: str) -> None:
    assert everything(view(f"<main><form>{boxes}<button>Xem</button></form></main>")) is None


@pytest.mark.parametrize(
    ("box", "hides"),
    [
        ("<select><option>Trực tuyến<option>Tất cả thủ tục</select>", 1),
        ("<select><option>Tất cả thủ tục<option>Trực tuyến</select>", 0),
        ("<select><option>Mới nhất<option>Cũ nhất</select>", 0),
        ("<select><option>Sở Tư pháp<option>Tất cả</select>", 0),
        ("<select onchange=doi(this)><option>Sở Tư pháp<option>Sở Y tế</select>", 1),
        ("<select disabled onchange=doi(this)><option>Sở Tư pháp<option>Sở Y tế</select>", 0),
        ("<select onchange='return false'><option>Sở Tư pháp<option>Sở Y tế</select>", 0),
        ("<select><option>Sở Tư pháp<option>Sở Y tế</select>", 0),
        ("<select><option>Sở Tư pháp<option>Sở Y tế</select><script>addEventListener('change', doi)</script>", 1),
        ("<select onchange=doi(this)><option>Chữ to<option>Chữ nhỏ</select>", 0),
        ("<select><option>10<option>25<option>Tất cả</select>", 0),
        ("<form><select name=loai><option>Trực tuyến<option>Tất cả thủ tục</select><button>Xem</button></form>", 0),
    ],
)
def test_a_box_that_does_not_tell_how_the_rest_is_asked_for_is_counted(box: str, hides: int) -> None:
    assert len(shut(view(f"<main>{box}</main>"))) == hides


def online_only(asked: Asked, told: bool, boxed: bool) -> Reply | None:
    """Lists by agency that show what can be done online; a box over each has the rest. `boxed`: whether it has a choice of agencies, too."""
    if asked.path.startswith("/v/"):
        return shell(detail_dl(BY_ID[int(asked.path[3:])]))
    agencies = sorted({p.agency for p in PROCEDURES})
    head, _, tail = asked.path.strip("/").partition("/")
    if head != "viec":
        links = "".join(f"<li><a href='/viec/{i}'>{agency}</a></li>" for i, agency in enumerate(agencies)) if not boxed else ""
        links = links or "".join(f"<li><a href='/viec?noi={i}'>{agency}</a></li>" for i, agency in enumerate(agencies))
        return shell(f"<h1>Chào mừng</h1><ul>{links}</ul>") if asked.path == "/" else None
    now, kind = asked.query.get("noi", "") or tail, asked.query.get("loai", "mang")
    rows = [p for p in PROCEDURES if (not now or p.agency == agencies[int(now)]) and (kind == "het" or p.level == "Toàn trình")]
    kinds = [("mang", "Làm qua mạng"), ("het", "Tất cả thủ tục")]
    box = "".join(f"<option value={value}{' selected' if value == kind else ''}>{words}</option>" for value, words in kinds)
    box = f"<select name=loai>{box}</select>"
    if boxed:
        places = "".join(f"<option value={i}{' selected' if str(i) == now else ''}>{agency}</option>" for i, agency in enumerate(agencies))
        box += f"<select name=noi><option value=''>Tất cả các nơi</option>{places}</select>"
    form = f"<form action='{asked.path}'>{box}<button>Áp dụng</button></form>" if told else box.replace("name=", "data-ten=")
    return shell(
        f"<main>{form}<ul>" + "".join(f"<li><a href='/v/{p.id}'>{escape(p.name)}</a> {p.code}</li>" for p in rows) + "</ul></main>"
    )


def test_a_box_that_shows_what_was_asked_for_hides_nothing() -> None:
    box = "<select name=loai><option>Qua mạng<option selected>Tại chỗ<option>Tất cả</select>"
    page = view(box)
    asked = replace(page, ask=replace(page.ask, method="POST", body=b"ma=&loai=T%E1%BA%A1i+ch%E1%BB%97"))
    assert (len(shut(page)), len(shut(asked))) == (1, 0)


@pytest.mark.parametrize("boxed", [True, False])
def test_what_a_list_leaves_out_at_first_is_asked_for(boxed: bool) -> None:
    found = read_made(lambda asked: online_only(asked, told=True, boxed=boxed))
    assert_all(found, PROCEDURES, most=1.6)
    assert found.report.coverage.complete


@pytest.mark.parametrize("path", ["", "/viec"])
def test_what_a_list_leaves_out_and_nobody_can_ask_for_is_told(path: str) -> None:
    found = read_made(lambda asked: online_only(asked, told=False, boxed=False), path)
    assert 0 < len(found.names) < len(PROCEDURES)
    assert not found.report.coverage.complete


def by_matter(asked: Asked) -> Reply | None:
    """A list for each matter; the box over it, which only a script knows, shows which matter it is."""
    if asked.path.startswith("/v/"):
        return shell(detail_dl(BY_ID[int(asked.path[3:])]))
    matters = sorted({p.field for p in PROCEDURES})
    if asked.path == "/":
        links = "".join(f"<li><a href='/linh-vuc/{i}'>{matter}</a></li>" for i, matter in enumerate(matters))
        return shell(f"<h1>Chào mừng</h1><ul>{links}</ul>")
    if not asked.path.startswith("/linh-vuc/"):
        return None
    now = matters[int(asked.path.rpartition("/")[2])]
    options = "".join(f"<option{' selected' if matter == now else ''}>{matter}</option>" for matter in matters)
    rows = "".join(f"<li><a href='/v/{p.id}'>{escape(p.name)}</a> {p.code}</li>" for p in PROCEDURES if p.field == now)
    return shell(f"<main><select id=loc>{options}<option>Tất cả</select><ul>{rows}</ul></main>")


def test_a_box_that_says_what_each_list_is_about_hides_nothing() -> None:
    found = read_made(by_matter)
    assert_all(found, PROCEDURES)
    assert found.report.coverage.complete


def order_of(asked: Asked) -> Reply | None:
    """A box that says the same list in another order, under a name that does not tell."""
    if asked.path.startswith("/v/"):
        return shell(detail_dl(BY_ID[int(asked.path[3:])]))
    box = "<form><select name=k><option value=a>Theo vần<option value=b>Theo ngày<option value=c>Theo mã<option value=d>Theo nơi</select><button>Xem</button></form>"
    rows = PROCEDURES if asked.query.get("k", "a") == "a" else PROCEDURES[::-1]
    return shell(box + "<ul>" + "".join(f"<li><a href='/v/{p.id}'>{escape(p.name)}</a> {p.code}</li>" for p in rows) + "</ul>")


def test_the_same_list_again_ends_the_choosing() -> None:
    found = read_made(order_of, "/ds")
    assert_all(found, PROCEDURES, most=1.2)
    assert sum("k" in asked.query for asked in found.served.asked) == 1


def test_lists_behind_a_button_and_a_circle() -> None:
    assert_all(read_made(by_button_and_circle), PROCEDURES, most=1.7)


def test_a_part_that_was_found_calls_those_beside_it_whatever_leads_to_them() -> None:
    assert_all(read_made(parts_of_three_makes), PROCEDURES, most=1.9)


SHARED = PROCEDURES[:5]
WARDS = ("Phường Đông", "Xã Tây")


def of_wards(asked: Asked, cuts: bool) -> Reply | None:
    """A ward does all of it, a commune the first three; rows are buttons that name no record. `cuts`: whether the page as it comes is the
    ward's; else it has everything, whatever its box shows, of which the ward does the first four and the commune the last.
    """
    held = [SHARED, SHARED[:3]] if cuts else [SHARED[:4], SHARED[4:]]
    if asked.path == "/muc":
        p = replace(SHARED[asked.number("so", 0)], agency=WARDS[asked.number("noi", 0)])
        return shell(detail_dl(p), title=p.name)
    if asked.path != "/viec":
        return shell("<h1>Chào mừng</h1>", menu="<a href='/viec'>Danh sách thủ tục</a> ") if asked.path == "/" else None
    now, target = int(asked.form.get("noi") or 0), asked.form.get("__EVENTTARGET", "")
    if target.startswith("ds$"):
        return (302, f"/muc?noi={now}&so={int(target[4:])}", "")
    rows = held[now] if cuts or target else SHARED
    options = "".join(f"<option value={i}{' selected' if i == now else ''}>UBND {w}</option>" for i, w in enumerate(WARDS))
    box = f"<select name=noi onchange=\"__doPostBack('noi','')\">{options}</select>"
    listed = "".join(f"<li><a href=\"javascript:__doPostBack('ds$h{SHARED.index(p)}','')\">{escape(p.name)}</a></li>" for p in rows)
    return shell(f"<form method=post>{STATE}{box}<ol>{listed}</ol></form>{POSTS}")


def test_rows_without_marks_are_those_of_the_agency_that_the_box_shows() -> None:
    found = read_made(lambda asked: of_wards(asked, cuts=True))
    told = sorted((entry.name, entry.agency) for entry in found.sink.entries)
    assert told == sorted([(p.name, WARDS[0]) for p in SHARED] + [(p.name, WARDS[1]) for p in SHARED[:3]])
    assert found.report.coverage.complete


def test_a_box_that_did_not_choose_the_rows_tells_nothing_of_them() -> None:
    found = read_made(lambda asked: of_wards(asked, cuts=False))
    assert sorted(entry.name for entry in found.sink.entries) == sorted(p.name for p in SHARED)
