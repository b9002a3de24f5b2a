"""Pages that describe several procedures: what stands below each belongs to it, and none that the page names is lost unsaid."""

from __future__ import annotations

from collections.abc import Sequence

import pytest

from classifier.model import Control, ControlKind, FieldKey as K, Page, PageReading
from classifier.reading import read_page

NAMES = ("Cấp phép nuôi chim yến", "Công nhận nghề truyền thống", "Hỗ trợ tiền mua máy cày", "Xác nhận hộ nuôi ong")
FACTS = (
    ("Các bước tiến hành", "Người dân gửi đơn, cán bộ đi xem rồi trả lời."),
    ("Giấy tờ phải có", "Đơn; bản vẽ chuồng trại"),
    ("Hạn trả kết quả", "07 ngày"),
    ("Lệ phí", "Không"),
    ("Căn cứ pháp lý", "Nghị quyết số 12/2024/NQ-HĐND"),
)
WAYS = (
    "<a href='/khai/mo?so=501'>Khai hồ sơ qua mạng</a>",
    "Gửi về hộp thư <a href='mailto:khuyennong@xa.example.vn'>khuyennong@xa.example.vn</a> để nộp hồ sơ",
    "",
    "<a href='https://dichvucong.gov.vn/'>Nộp hồ sơ trực tuyến trên Cổng Dịch vụ công quốc gia</a>",
)


def read(body: str) -> PageReading:
    return read_page(Page("https://xa.example.vn/so-tay/nong-nghiep.html", f"<!doctype html><html><body>{body}</body></html>"))


def rows(facts: Sequence[tuple[str, str]] = FACTS) -> str:
    return "".join(f"<tr><th>{label}</th><td>{value}</td></tr>" for label, value in facts)


def own(reading: PageReading) -> list[list[Control]]:
    return [
        [c for c in each.controls if not c.in_chrome and c.kind in (ControlKind.SUBMIT, ControlKind.EMAIL)] for each in reading.procedures
    ]


def tables(name: str, way: str, facts: Sequence[tuple[str, str]] = FACTS) -> str:
    return f"<p class=ten><big>{name}</big></p><table class=bang>{rows(facts)}</table>{f'<div class=nop>{way}</div>' if way else ''}<hr>"


def lists(name: str, way: str, facts: Sequence[tuple[str, str]] = FACTS) -> str:
    told = "".join(f"<dt>{label}</dt><dd>{value}</dd>" for label, value in facts)
    return f"<h4>{name}</h4><dl>{told}</dl>{f'<p>{way}</p>' if way else ''}<p><a href='#dau'>Lên đầu trang</a></p>"


@pytest.mark.parametrize("draw", [tables, lists])
def test_what_stands_below_a_procedure_is_its_own(draw) -> None:  # type: ignore[no-untyped-def]
    reading = read("<h1>Nông nghiệp</h1>" + "".join(map(draw, NAMES, WAYS)))
    assert [each.name for each in reading.procedures] == [*NAMES]
    assert [[c.kind for c in each] for each in own(reading)] == [[ControlKind.SUBMIT], [ControlKind.EMAIL], [], [ControlKind.SUBMIT]]
    assert own(reading)[0][0].url == "https://xa.example.vn/khai/mo?so=501"
    assert own(reading)[0][0].own
    last = next(f.text for f in reading.procedures[0].fields if f.key is K.LEGAL_BASIS)
    assert last == FACTS[-1][1]  # the button is no part of it


def test_what_stands_below_all_of_them_is_the_sites() -> None:
    below = "<div class=chan><p>Bà con có thể <a href='/khai/mo?so=1'>nộp hồ sơ trực tuyến</a> mọi lúc.</p></div>"
    reading = read("<h1>Nông nghiệp</h1>" + "".join(map(tables, NAMES, ["", WAYS[0], "", ""])) + below)
    assert [len(each) for each in own(reading)] == [0, 1, 0, 0]


def test_the_title_of_a_group_ends_what_stands_before_it() -> None:
    group = "<h2>Chăn nuôi</h2><div class=nop><a href='/khai/mo?so=9'>Nộp hồ sơ trực tuyến</a></div>"
    reading = read("<h1>Nông nghiệp</h1>" + tables(NAMES[0], WAYS[0]) + group + "".join(map(tables, NAMES[1:], ["", "", ""])))
    assert [[(c.url or "")[-3:] for c in each] for each in own(reading)] == [["501"], [], [], []]


def test_buttons_above_the_heads_belong_to_what_follows_them() -> None:
    button = "<div class=nop><a href='/khai/mo?so={}'>Nộp hồ sơ {}</a></div>"
    reading = read("<h1>Nông nghiệp</h1>" + "".join(button.format(n, "trực tuyến") + tables(name, "") for n, name in enumerate(NAMES, 501)))
    assert [each.name for each in reading.procedures] == [*NAMES]
    assert [[(c.url or "")[-3:] for c in each] for each in own(reading)] == [["501"], ["502"], ["503"], ["504"]]


def test_nobody_can_tell_whose_buttons_are_that_stand_above_some_heads() -> None:
    button = "<div class=nop><a href='/khai/mo?so={}'>Nộp hồ sơ trực tuyến</a></div>"
    parts = [(button.format(n) if n != 503 else "") + tables(name, "") for n, name in enumerate(NAMES, 501)]
    assert not any(own(read("<h1>Nông nghiệp</h1>" + "".join(parts))))


def test_the_path_of_the_page_above_the_heads_is_no_button_of_theirs() -> None:
    path = "<p><a href='/'>Trang đầu</a> » <a href='/so-tay'>Sổ tay</a></p>"
    plain = [
        lists(name, way).replace("<p><a href='#dau'>Lên đầu trang</a></p>", "")
        for name, way in zip(NAMES, [*[WAYS[0]] * 3, ""], strict=True)
    ]
    assert [len(each) for each in own(read(f"<h1>Nông nghiệp</h1>{path}{''.join(plain)}"))] == [1, 1, 1, 0]


def named(name: str, way: str) -> str:
    return f"<table>{rows((('Tên thủ tục', name), *FACTS))}</table>{f'<p>{way}</p>' if way else ''}"


def test_what_stands_below_a_procedure_whose_name_has_a_label_is_its_own() -> None:
    reading = read(
        "<h1>Nông nghiệp</h1>" + "".join(map(named, NAMES, WAYS)) + "<p>Xã giữ bản quyền.</p><p><a href='/nop'>Nộp hồ sơ</a></p>"
    )
    assert [each.name for each in reading.procedures] == [*NAMES]
    assert [[c.kind for c in each] for each in own(reading)] == [[ControlKind.SUBMIT], [ControlKind.EMAIL], [], [ControlKind.SUBMIT]]


def in_one_table(name: str, way: str) -> str:
    return f"<tr><th colspan=2>{name}</th></tr>{rows()}" + (f"<tr><th colspan=2>{way}</th></tr>" if way else "")


def test_rows_that_name_procedures_part_a_table_that_describes_them_below_each_other() -> None:
    reading = read("<h1>Nông nghiệp</h1><table>" + "".join(map(in_one_table, NAMES, WAYS)) + "</table>")
    assert [each.name for each in reading.procedures] == [*NAMES]
    assert [[c.kind for c in each] for each in own(reading)] == [[ControlKind.SUBMIT], [ControlKind.EMAIL], [], [ControlKind.SUBMIT]]


@pytest.mark.parametrize("draw", [tables, lists])
def test_a_procedure_of_which_little_is_told_is_one_among_others(draw) -> None:  # type: ignore[no-untyped-def]
    told = [FACTS, FACTS, (("Nơi giải quyết", "Ủy ban nhân dân xã"), ("Lệ phí", "Không")), FACTS]
    reading = read("<h1>Nông nghiệp</h1>" + "".join(map(draw, NAMES, WAYS, told)))
    assert [each.name for each in reading.procedures] == [*NAMES]
    assert {f.key for f in reading.procedures[2].fields} == {K.AGENCY, K.FEE}


def contents(names: Sequence[str]) -> str:
    return "<ul>" + "".join(f"<li><a href='#viec-{n}'>{n + 1}. {name}</a></li>" for n, name in enumerate(names)) + "</ul>"


@pytest.mark.parametrize("mark", ["<a name=viec-{}></a>{}", "<div id=viec-{}></div>{}"])
def test_what_the_contents_list_names_and_nobody_could_read_is_told(mark: str) -> None:
    parts = [tables(name, way) for name, way in zip(NAMES, WAYS, strict=True)]
    parts[2] = f"<p><i>{NAMES[2]}</i></p><p>Nội dung đang được phòng kinh tế soạn lại.</p>"
    body = "".join(mark.format(n, part) for n, part in enumerate(parts))
    reading = read(f"<h1>Nông nghiệp</h1>{contents(NAMES)}{body}")
    assert [each.name for each in reading.procedures] == [NAMES[0], NAMES[1], NAMES[3]]
    assert reading.unread == (NAMES[2],)


@pytest.mark.parametrize("draw", [tables, lists])
def test_a_head_among_the_others_under_which_nothing_could_be_read_is_told(draw) -> None:  # type: ignore[no-untyped-def]
    head = draw(f"3. {NAMES[2]}", "").partition("<table" if draw is tables else "<dl")[0]
    parts = [draw(f"{n}. {name}", way) for n, (name, way) in enumerate(zip(NAMES, WAYS, strict=True), 1)]
    parts[2] = f"{head}<p>Nội dung đang được phòng kinh tế soạn lại.</p>"
    reading = read("<h1>Nông nghiệp</h1>" + "".join(parts))
    assert [each.name for each in reading.procedures] == [NAMES[0], NAMES[1], NAMES[3]]
    assert reading.unread == (NAMES[2],)


@pytest.mark.parametrize("draw", [tables, lists])
def test_the_title_of_a_group_among_the_heads_is_not_told(draw) -> None:  # type: ignore[no-untyped-def]
    title = draw("Thủ tục về chăn nuôi", "").partition("<table" if draw is tables else "<dl")[0]
    parts = [draw(name, way) for name, way in zip(NAMES, WAYS, strict=True)]
    reading = read("<h1>Nông nghiệp</h1>" + "".join([*parts[:2], title, *parts[2:]]))
    assert (len(reading.procedures), reading.unread) == (4, ())


def test_titles_of_groups_in_the_contents_list_are_not_told() -> None:
    names = (NAMES[0], NAMES[1], "Thủ tục về chăn nuôi", NAMES[2], NAMES[3])
    parts = [f"<a name=viec-{n}></a>" + (f"<h2>{name}</h2>" if n == 2 else tables(name, "")) for n, name in enumerate(names)]
    reading = read(f"<h1>Nông nghiệp</h1>{contents(names)}{''.join(parts)}")
    assert (len(reading.procedures), reading.unread) == (4, ())


def test_steps_in_the_contents_list_of_one_procedure_are_not_told() -> None:
    marks = "<ul><li><a href='#a'>Nộp hồ sơ và đăng ký</a></li><li><a href='#b'>Cấp giấy phép</a></li></ul>"
    parts = f"<div id=a><table>{rows()}</table></div><div id=b>Giấy phép được trao tại trụ sở xã.</div>"
    assert read(f"<h1>{NAMES[0]}</h1>{marks}{parts}").unread == ()
