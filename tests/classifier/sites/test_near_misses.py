"""Every item that a site may show: a menu entry with nothing behind it, and a news item that only mentions its words, are not it."""

from __future__ import annotations

import pytest

from classifier.sites.model import Item, State
from classifier.sites.why import Why
from tests.classifier.sites.made import BODY, entry, finding
from tests.classifier.sites.test_sections import LABELS

WORDS = LABELS | {
    Item.CONTACTS: "Danh bạ cơ quan",
    Item.TRANSACTION: "Thông tin giao dịch",
    Item.ENGLISH: "English",
    Item.SEARCH: "Tìm kiếm",
    Item.LINKS: "Liên kết website",
    Item.SERVICES: "Dịch vụ công trực tuyến",
    Item.PORTAL_LINK: "Cổng thông tin điện tử tỉnh",
    Item.DOCUMENT_SEARCH: "Tìm kiếm văn bản",
    Item.DOCUMENT_FILES: "Văn bản pháp luật",
    Item.ONE_STOP: "Tra cứu hồ sơ",
    Item.SURVEY: "Khảo sát ý kiến",
    Item.SITEMAP: "Sơ đồ cổng",
    Item.SOCIAL: "Facebook",
    Item.MOBILE: "Phiên bản di động",
    Item.ACCESSIBILITY: "Trợ năng",
    Item.HTTPS: "Kết nối an toàn HTTPS",
}
KNOWN = {"province_hosts": frozenset({"tinh.example"}), "portal_hosts": frozenset({"dvc.example"}), "secure": False}
HOLLOW = ("<h2>{words}</h2><p>Nội dung đang được cập nhật</p>", "<h2>{words}</h2>", 404)
ELSEWHERE = {Item.ACCESSIBILITY}  # read from how the page is made: the made pages have three of its four basics


def test_every_item_is_here() -> None:
    assert set(WORDS) == set(Item)


@pytest.mark.parametrize("item", [item for item in Item if item not in ELSEWHERE])
def test_an_entry_with_nothing_behind_it_is_not_the_section(item: Item) -> None:
    words = WORDS[item]
    for behind in HOLLOW:
        body = behind if isinstance(behind, int) else behind.format(words=words)
        found = finding(item, entry(words), {"/muc": body}, **KNOWN)
        assert found.state in (State.EMPTY, State.MISSING), (behind, found)
    assert finding(item, entry(words, "#"), **KNOWN).state in (State.EMPTY, State.MISSING)


@pytest.mark.parametrize("item", [item for item in Item if item not in ELSEWHERE])
def test_news_that_mention_the_words_are_not_the_section(item: Item) -> None:
    words = WORDS[item]
    headlines = (
        f"{words}: hội nghị sơ kết sáu tháng đầu năm tại trung tâm huyện",
        f"Tập huấn kỹ năng sử dụng {words.lower()} cho đoàn viên thanh niên xã",
        "Nông dân phấn khởi vì vụ mùa được cả năng suất lẫn giá bán",
    )
    news = "".join(f"<li><a href='/bai/{n}'>{text}</a></li>" for n, text in enumerate(headlines))
    article = f"<h1>{headlines[0]}</h1><p>{words} là chủ đề của buổi làm việc do huyện tổ chức sáng nay.</p>{BODY}"
    found = finding(item, "", {f"/bai/{n}": article for n in range(3)}, f"<h3>Đọc nhiều</h3><ul>{news}</ul>", **KNOWN)
    assert found.state is State.MISSING, found


def test_an_entry_of_every_page_that_may_mean_the_section_leaves_it_unknown() -> None:
    menu = entry("Tài chính, ngân sách và tài sản", "/tc")
    found = finding(Item.BUDGET, menu, {"/tc": BODY})
    assert (found.state, found.reason, found.quote) == (State.UNKNOWN, Why.PERHAPS_NAMED, "Tài chính, ngân sách và tài sản")
    once = "<p><a href='/tc'>Tài chính, ngân sách và tài sản</a></p>"
    assert finding(Item.BUDGET, "", {"/tc": BODY}, once).state is State.MISSING
    long = entry("Quốc hội thảo luận tại tổ về ngân sách nhà nước năm tới", "/tc")
    assert finding(Item.BUDGET, long, {"/tc": BODY}).state is State.MISSING
    assert finding(Item.ENVIRONMENT, menu, {"/tc": BODY}).state is State.MISSING
