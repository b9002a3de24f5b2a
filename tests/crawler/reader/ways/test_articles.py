"""Small sites that keep their procedures as articles of a news system, and news that only look like such a site."""

from __future__ import annotations

from html import escape

from classifier.model import Outcome
from tests.crawler.reader.made import Asked, Made, Reply, made, shell
from tests.crawler.reader.reading import assert_all, read_made

PROCEDURES = made(20)
PER_PAGE = 6
NOTICES = {901: "Lịch tiếp công dân của lãnh đạo phường tháng này", 902: "Thông báo về việc thu gom rác thải cồng kềnh"}


def address(number: int) -> str:
    return f"/article/view/{number}.html"


def entries(notices: bool = True) -> list[tuple[int, str]]:
    found = [(p.id, p.name) for p in PROCEDURES]
    for place, (number, title) in enumerate(NOTICES.items() if notices else ()):
        found.insert(3 + 7 * place, (number, title))
    return found


def article(p: Made) -> str:
    """Facts run together in paragraphs, each a sentence, the labels in bold."""
    bold = lambda label, said: f"<b>{label}:</b> {said}."  # noqa: E731
    return shell(
        f"<h1>{escape(p.name)}</h1><p><i>Ngày đăng 02/03/2026</i></p>"
        f"<p>{bold('Mã thủ tục', p.code)}{bold('Lĩnh vực', p.field)} {bold('Cơ quan thực hiện', p.agency)}</p>"
        f"<p>{bold('Trình tự thực hiện', 'Nộp đủ hồ sơ, chờ kết quả')}{bold('Thành phần hồ sơ', 'Đơn theo Mẫu số 01; bản sao giấy tờ')}</p>"
        f"<p>{bold('Thời hạn giải quyết', '5 ngày')}{bold('Lệ phí', 'Không')}{bold('Kết quả', 'Giấy phép')}</p>"
        f"<p>{bold('Căn cứ pháp lý', 'Luật số 1/2020/QH14')}</p>"
    )


def section(asked: Asked, items: list[tuple[int, str]], heading: str) -> str:
    page = asked.number("trang", 1)
    shown = items[(page - 1) * PER_PAGE : page * PER_PAGE]
    rows = "".join(
        f'<div class="bai"><h4><a href="{address(n)}">{escape(t)}</a></h4><p>Trích yếu của bài</p><span>1{n % 10}/03/2026</span></div>'
        for n, t in shown
    )
    older = f'<a href="?trang={page + 1}">Bài cũ hơn</a>' if page * PER_PAGE < len(items) else ""
    return shell(f"<h2>{heading}</h2>{rows}<p>{older}</p>")


def commune(asked: Asked) -> Reply | None:
    by_id = {p.id: p for p in PROCEDURES}
    if asked.path == "/":
        return shell('<a href="/muc/thu-tuc">Thủ tục hành chính</a> <a href="/muc/tin">Tin tức</a>')
    if asked.path == "/muc/thu-tuc":
        return section(asked, entries(), "Thủ tục hành chính")
    number = int("".join(c for c in asked.path if c.isdigit()) or 0)
    if asked.path.startswith("/article/view/"):
        return article(by_id[number]) if number in by_id else shell(f"<h1>{NOTICES[number]}</h1><p>Kính mời bà con theo dõi.</p>")
    return None


def test_procedures_kept_as_articles_are_read_and_notices_among_them_are_not() -> None:
    found = read_made(commune)
    assert_all(found, PROCEDURES, most=1.6)
    assert {entry.code for entry in found.sink.entries} == {p.code for p in PROCEDURES}
    assert found.report.coverage.complete
    assert (found.report.coverage.listed, found.report.coverage.failed) == (len(PROCEDURES), 0)


def newspaper(asked: Asked) -> Reply | None:
    """The same words above a list, and not one procedure below it."""
    stories = [
        (300 + n, f"{act} cho người dân trong đợt cao điểm thứ {n}")
        for n in range(24)
        for act in [("Cấp căn cước", "Hỗ trợ làm hồ sơ", "Đăng ký khai sinh")[n % 3]]
    ]
    if asked.path == "/":
        return shell('<a href="/muc/thu-tuc">Thủ tục hành chính</a> <a href="/muc/tin">Tin tức</a>')
    if asked.path == "/muc/thu-tuc":
        return section(asked, stories, "Thủ tục hành chính")
    if asked.path.startswith("/article/view/"):
        return shell("<h1>Cấp căn cước cho người dân</h1><p>Sáng nay, công an phường đã ra quân đến từng tổ dân phố.</p>")
    return None


def test_news_below_such_a_heading_are_given_up_after_a_few_pages() -> None:
    found = read_made(newspaper)
    assert found.report.outcome is Outcome.EMPTY
    assert not found.sink.entries
    assert found.report.coverage.listed == found.report.coverage.failed == 0
    assert sum(asked.path.startswith("/article/") for asked in found.served.asked) <= 5


HEADLINES = (
    "Thủ tục hành chính: bước đột phá của năm",
    "Sở tổ chức hội nghị tổng kết công tác tư pháp",
    "Thủ tục đơn giản hơn, người dân hài lòng hơn",
    "Khai mạc giải cầu lông ngành",
)


def bulletin(asked: Asked) -> Reply | None:
    """A news site: the titles of some of its articles announce procedures; the box on the front page leads on to the whole section."""
    titled = [(p.id, f"[TTHC] {p.name}") for p in PROCEDURES]
    items = [each for n, pair in enumerate(titled) for each in (pair, *([(900 + n // 2, HEADLINES[n // 2 % 4])] if n % 2 else []))]
    page = asked.number("p", 1)

    def posts(shown: list[tuple[int, str]]) -> str:
        return "".join(f'<div class="post"><a href="/bai/{n}">{escape(t)}</a> <small>0{1 + n % 9}/03/2024</small></div>' for n, t in shown)

    if asked.path == "/":
        return shell(f'<h3>Tin mới</h3>{posts(items[:5])}<p>Trang <b>1</b></p><p><a href="/nghiep-vu">Xem thêm tin nghiệp vụ »</a></p>')
    if asked.path == "/nghiep-vu":
        count = -(-len(items) // 7)
        pager = " ".join(f"<b>{n}</b>" if n == page else f'<a href="/nghiep-vu?p={n}">{n}</a>' for n in range(1, count + 1))
        return shell(f"<h2>Nghiệp vụ</h2>{posts(items[(page - 1) * 7 : page * 7])}<p>Trang {pager}</p>")
    by_id = {p.id: p for p in PROCEDURES}
    ident = asked.path.removeprefix("/bai/")
    if ident.isdigit():
        return article(by_id[int(ident)]) if int(ident) in by_id else shell("<h1>Tin</h1><p>Sáng nay hội nghị đã diễn ra.</p>")
    return None


def test_articles_whose_titles_announce_procedures_are_read_among_the_news() -> None:
    found = read_made(bulletin)
    assert_all(found, PROCEDURES, most=2.0)
    assert {entry.code for entry in found.sink.entries} == {p.code for p in PROCEDURES}
    assert found.report.coverage.complete
