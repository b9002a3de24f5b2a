"""What stands behind a menu entry decides: content, nothing, or nothing that could be read; and near-misses for each section."""

from __future__ import annotations

from datetime import date

import pytest

from classifier.sites.behind import is_nothing
from classifier.sites.freshness import aged
from classifier.sites.model import Item, State
from classifier.words.text import fold
from tests.classifier.sites.made import AT, BODY, entry, finding, site

LABELS = {
    Item.INTRODUCTION: "Giới thiệu",
    Item.NEWS: "Tin tức",
    Item.DIRECTIVES: "Chỉ đạo điều hành",
    Item.LEGAL_EDUCATION: "Tuyên truyền pháp luật",
    Item.STRATEGY: "Quy hoạch, kế hoạch",
    Item.LEGAL_DOCUMENTS: "Văn bản pháp luật",
    Item.GAZETTE: "Công báo",
    Item.PROJECTS: "Dự án đầu tư",
    Item.CONSULTATION: "Lấy ý kiến góp ý",
    Item.QUESTIONS: "Hỏi đáp",
    Item.FEEDBACK: "Phản ánh, kiến nghị",
    Item.SCHEDULE: "Lịch công tác",
    Item.PROCUREMENT: "Mua sắm công",
    Item.OPEN_DATA: "Dữ liệu mở",
    Item.BUDGET: "Công khai ngân sách",
    Item.ENVIRONMENT: "Bảo vệ môi trường",
}
ROWS = "".join(f"<li><a href='/bai/{n}'>Mục thứ {n} với tên gọi đủ dài để nhận ra</a> <span>2{n}/12/2020</span></li>" for n in range(4))


@pytest.mark.parametrize("item", LABELS)
def test_content_behind_an_entry_is_present(item: Item) -> None:
    found = finding(item, entry(LABELS[item]), {"/muc": f"<h2>{LABELS[item]}</h2><ul>{ROWS}</ul>{BODY}"})
    assert found.state is State.PRESENT
    assert found.url.endswith("/muc") and LABELS[item] in found.quote


@pytest.mark.parametrize("item", LABELS)
@pytest.mark.parametrize(
    "behind",
    [
        "<h2>{label}</h2><p>Nội dung đang được cập nhật.</p>",
        "<h2>{label}</h2>",
        "<p>Trang chủ » {label}</p><p>Chưa có bài viết nào.</p>",
        404,
    ],
    ids=["updating", "heading", "none", "dead"],
)
def test_nothing_behind_an_entry_is_empty(item: Item, behind: str | int) -> None:
    body = behind if isinstance(behind, int) else behind.format(label=LABELS[item])
    assert finding(item, entry(LABELS[item]), {"/muc": body}).state is State.EMPTY


@pytest.mark.parametrize("item", LABELS)
def test_an_entry_that_leads_nowhere_is_empty_and_one_that_needs_a_script_unknown(item: Item) -> None:
    assert finding(item, entry(LABELS[item], "#")).state is State.EMPTY
    assert finding(item, entry(LABELS[item], "javascript:void(0)")).state is State.EMPTY
    assert finding(item, entry(LABELS[item], "/")).state is State.EMPTY
    assert finding(item, entry(LABELS[item], "javascript:__doPostBack('m','3')")).state is State.UNKNOWN
    assert finding(item, entry(LABELS[item], "/khong-doc")).state is State.UNKNOWN


@pytest.mark.parametrize("item", LABELS)
def test_a_headline_that_mentions_the_words_is_missing(item: Item) -> None:
    news = "".join(
        f"<li><a href='/bai/{n}'>{text}</a></li>"
        for n, text in enumerate(
            (
                f"Hội nghị bàn về {LABELS[item].lower()} tại huyện miền núi sáng nay",
                "Đoàn thanh niên ra quân làm sạch đường làng ngõ xóm đầu năm",
                "Nông dân phấn khởi vì vụ mùa được cả năng suất lẫn giá bán",
            )
        )
    )
    found = finding(item, "", {f"/bai/{n}": BODY for n in range(3)}, f"<h3>Đọc nhiều</h3><ul>{news}</ul>")
    assert found.state is State.MISSING


def test_a_page_that_lists_what_the_front_page_lists_is_its_own_when_it_bears_its_name() -> None:
    named = {"/muc": f"<h1>Tin tức</h1><ul>{ROWS}</ul>{BODY}"}
    assert finding(Item.NEWS, entry("Tin tức"), named, f"<ul>{ROWS}</ul>{BODY}").state is State.PRESENT
    assert finding(Item.NEWS, entry("Tin tức"), {"/muc": f"<ul>{ROWS}</ul>{BODY}"}, f"<ul>{ROWS}</ul>{BODY}").state is State.EMPTY


def test_a_part_of_the_front_page_counts_with_its_entries() -> None:
    tabs = f"<div id='moi'><ul>{ROWS}</ul></div>"
    assert finding(Item.NEWS, entry("Tin mới", "#moi"), {}, tabs).state is State.PRESENT
    assert finding(Item.NEWS, entry("Tin mới", "#moi"), {}, "<div id='moi'></div>").state is State.EMPTY


def test_what_could_not_be_listed_is_unknown_not_missing() -> None:
    from classifier.model import Page
    from classifier.sites.items import RULES
    from classifier.sites.site import Site, open_site_page
    from tests.classifier.sites.made import HOST, context

    drawn = Page(HOST, "<html><body><div id='root'></div><p>Đang tải</p><script src='/app.js'></script></body></html>", requested_url=HOST)
    bare = Site(context(), [open_site_page(drawn, front=True)])
    assert RULES[Item.NEWS](bare).state is State.UNKNOWN


def test_a_group_is_as_good_as_what_it_opens() -> None:
    group = "<li><a href='#'>Giới thiệu</a><ul><li><a href='/cc'>Cơ cấu tổ chức</a></li><li><a href='/cn'>Chức năng</a></li></ul></li>"
    assert finding(Item.INTRODUCTION, group, {"/cc": BODY, "/cn": BODY}).state is State.PRESENT
    assert finding(Item.INTRODUCTION, group, {"/cc": "<p>Đang cập nhật</p>", "/cn": 404}).state is State.EMPTY


def test_a_list_on_the_front_page_counts_and_its_heading_alone_does_not() -> None:
    box = f"<table><tr><td><b>Tin tức</b></td></tr><tr><td><ul>{ROWS}</ul></td></tr></table>"
    found = finding(Item.NEWS, "", {}, box + BODY * 8)
    assert (found.state, found.latest) == (State.PRESENT, date(2020, 12, 23))
    alone = "<table><tr><td><b>Tin tức</b></td></tr><tr><td></td></tr></table>"
    assert finding(Item.NEWS, "", {}, alone + BODY * 8).state is State.MISSING


def test_dates_of_entries_count_and_those_of_the_site_do_not() -> None:
    clock = "<p>Thứ Tư, ngày 30/12/2020</p>"
    old = "".join(f"<li><a href='/b/{n}'>Bản tin cũ số {n} còn lưu trên trang</a><i>0{n}/05/2019</i></li>" for n in range(1, 4))
    pages = {"/muc": f"{clock}<ul>{old}</ul>", **{f"/m{n}": clock + BODY + str(n) for n in range(5)}}
    found = finding(Item.NEWS, entry("Tin tức"), pages, clock)
    assert found.latest == date(2019, 5, 3)
    assert aged(found, AT).state is State.STALE
    assert aged(found, date(2019, 5, 20)).state is State.PRESENT


def test_age_says_nothing_without_dates_or_limits() -> None:
    undated = finding(Item.NEWS, entry("Tin tức"), {"/muc": f"<ul>{ROWS.replace('/12/2020', '')}</ul>"})
    assert undated.latest is None and aged(undated, date(2030, 1, 1)).state is State.PRESENT
    budget = finding(Item.BUDGET, entry("Công khai ngân sách"), {"/muc": f"<ul>{ROWS}</ul>"})
    assert aged(budget, date(2030, 1, 1)).state is State.PRESENT


@pytest.mark.parametrize(
    "words",
    [
        "Đang cập nhật...",
        "Nội dung đang được cập nhật.",
        "Không có dữ liệu",
        "Chưa có bài viết nào",
        "No data",
        "Coming soon",
        "Hiện nay chưa có văn bản dự thảo nào",
        "Trang đang được xây dựng, vui lòng ghé lại sau",
    ],
)
def test_words_for_nothing(words: str) -> None:
    assert is_nothing(fold(words))


@pytest.mark.parametrize(
    "words",
    [
        "Chưa có tiền lệ trong tỉnh",
        "Không có gì quý hơn độc lập tự do",
        "Không có hộ nghèo nào trong số 45 hộ được khảo sát ở hai thôn vùng cao",
        "Đang cập nhật danh sách 25 xã",
    ],
)
def test_words_that_say_something(words: str) -> None:
    assert not is_nothing(fold(words))


def test_another_system_counts_when_it_answers() -> None:
    from classifier.model import Page
    from classifier.sites.items import RULES
    from classifier.sites.site import Site, open_site_page

    made = site(entry("Tuyên truyền pháp luật", "http://pbgdpl.example.gov.vn/"))
    abroad = open_site_page(Page("http://pbgdpl.example.gov.vn/", f"<html><body>{BODY}</body></html>"))
    assert RULES[Item.LEGAL_EDUCATION](Site(made.context, [*made.pages, abroad])).state is State.PRESENT
    assert RULES[Item.LEGAL_EDUCATION](made).state is State.UNKNOWN
