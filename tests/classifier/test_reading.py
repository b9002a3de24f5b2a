# ruff: noqa: E501 - mark-up is easier to read on one line
"""What must not change a reading, what must, and pages that are unlike the usual ones."""

from __future__ import annotations

import html as entities
import re
import unicodedata
from datetime import date

import pytest
from hypothesis import given, settings, strategies as st

from classifier.judging.judge import judge, judge_row
from classifier.model import Context, ControlKind, FieldKey as K, Outcome, Page, PageKind, PageReading, ProcedureReading
from classifier.reading import read_page
from tests.classifier.vendors.details import DETAILS, Procedure, bootstrap_rows, glued_text, page, table_th_td
from tests.classifier.vendors.listings import ITEMS, LISTINGS

URL = "https://dvc.tinh.example.vn/thu-tuc/chi-tiet?id=11724"


def told(reading: PageReading) -> object:
    procedures = [
        (p.name, p.code, [(f.key, " ".join(f.text.split())) for f in p.fields if f.text], [m.symbol for m in p.forms])
        for p in reading.procedures
    ]
    labels = [judge(p, Context(date(2026, 11, 22))) for p in reading.procedures] + [
        judge_row(r, URL, Context(date(2026, 11, 22))) for r in reading.rows
    ]
    judged = [(e.level, e.level_max, e.declared.value, e.features.forms, e.features.payment, e.features.result, e.flags) for e in labels]
    return (
        reading.outcome,
        reading.kind,
        procedures,
        judged,
        [(r.name, r.code, r.url, r.level_text, r.field, r.agency) for r in reading.rows],
    )


def decomposed(html: str) -> str:
    return unicodedata.normalize("NFD", html)


def coded(html: str) -> str:
    return re.sub(r"[^\x00-\x7f]", lambda m: f"&#{ord(m[0])};", html)


def spaced(html: str) -> str:
    return re.sub(r">(?=[^<\s])", ">\n\t  ", re.sub(r"(?<=[^\s>])</", "\n </", html))


def wrapped(html: str) -> str:
    return html.replace("<body>", "<body><div class=outer><div class=inner>", 1).replace("</body>", "</div></div></body>")


def noisy(html: str) -> str:
    menu = "".join(
        f"<li><a href='/m/{n}.html'>{w}</a></li>"
        for n, w in enumerate(("Mức độ 4", "Lĩnh vực", "Phí, lệ phí", "Đăng ký", "Cơ quan thực hiện", "Hỏi đáp"))
    )
    return html.replace(
        "<body>", f"<body><nav><ul>{menu}</ul></nav><!-- Mã thủ tục: 9.999999 --><script>var a='<b>Mã thủ tục:</b> 9.999999'</script>", 1
    )


def attributed(html: str) -> str:
    return re.sub(r"<(div|p|td|th|li|span|dt|dd)(?=[\s>])", r'<\1 style="margin:0" data-v-7ba5bd90=""', html)


def commented(html: str) -> str:
    return html.replace("</", "<!-- x --></")


def reordered(html: str) -> str:
    """Attributes in the other order."""
    pair = r"[\w-]+=(?:'[^'<>]*'|\"[^\"<>]*\"|[^\s'\"<>]+)"
    return re.sub(rf"<(\w+)((?:\s+{pair}){{2,}})\s*>", lambda m: f"<{m[1]} {' '.join(reversed(re.findall(pair, m[2])))}>", html)


CHANGES = (decomposed, coded, spaced, wrapped, noisy, attributed, commented, reordered)
PAGES = [draw(Procedure()) for draw in DETAILS if draw is not glued_text] + [draw(ITEMS) for draw in LISTINGS[:-1]]


@given(st.sampled_from(PAGES), st.lists(st.sampled_from(CHANGES), min_size=1, max_size=3, unique=True))
@settings(max_examples=120, deadline=None)
def test_what_means_nothing_changes_nothing(html: str, changes: list[object]) -> None:
    changed = html
    for change in changes:
        changed = change(changed)  # type: ignore[operator]
    assert told(read_page(Page(URL, changed))) == told(read_page(Page(URL, html)))


def one(html: str, title: str = "x") -> ProcedureReading:
    (found,) = read_page(Page(URL, page(html, title))).procedures
    return found


def text(procedure: ProcedureReading, key: K) -> list[str]:
    return [f.text for f in procedure.fields if f.key is key]


def rows(**changed: str) -> str:
    return "".join(f"<tr><td>{label}</td><td>{changed.get(key.value, html)}</td></tr>" for key, label, html, _ in Procedure().items)


@pytest.mark.parametrize(
    "empty",
    ["", "-", "...", "Đang cập nhật", "Không có thông tin", "Chưa có thông tin về phí", "Nội dung đang được cập nhật.", "null", "&nbsp;"],
)
def test_a_label_without_a_value_is_seen_as_empty(empty: str) -> None:
    assert text(one(f"<table>{rows(fee=empty)}</table>"), K.FEE) == [""]


@pytest.mark.parametrize("stated", ["Không", "Không có", "Không thu phí", "0 đồng", "Miễn phí", "Không quy định"])
def test_no_is_a_stated_value(stated: str) -> None:
    assert text(one(f"<table>{rows(fee=stated)}</table>"), K.FEE) == [stated]


def test_buttons_behind_an_empty_label_are_not_its_value() -> None:
    body = "".join(f"<h4>{label}</h4><p>{'' if key is K.LEGAL_BASIS else value}</p>" for key, label, _, value in Procedure().items)
    found = one(f"<div>{body}<p><a href='/nop?id=1'>Nộp hồ sơ trực tuyến</a> | <a href='/tt'>Thanh toán</a></p></div>")
    assert text(found, K.LEGAL_BASIS) == [""]


def test_a_badge_says_the_level() -> None:
    badge = "<img src=a.png alt='Mức độ 3'>"
    assert text(one(f"<table>{rows(level=badge)}</table>"), K.LEVEL) == ["Mức độ 3"]


def test_words_for_services_are_no_level() -> None:
    found = one(f"<h3>Dịch vụ công</h3><p>{'Tin về dịch vụ. ' * 30}</p><table>{rows()}</table>")
    assert text(found, K.LEVEL) == ["Một phần"]


def test_cells_that_span_rows_and_rows_without_a_label_belong_to_the_label_above() -> None:
    found = one(
        "<table><tr><td>Mã thủ tục</td><td>1.000948</td></tr><tr><td rowspan=3>Trình tự thực hiện</td><td>Bước 1</td></tr><tr><td>Bước 2</td></tr><tr><td>Bước 3</td></tr>"
        "<tr><td>Thành phần hồ sơ</td><td>Đơn</td></tr><tr><td></td><td>Bản sao</td></tr><tr><td>Phí</td><td>Không</td></tr><tr><td>Kết quả</td><td>Giấy phép</td></tr></table>"
    )
    assert [text(found, key) for key in (K.STEPS, K.DOSSIER, K.FEE)] == [["Bước 1\nBước 2\nBước 3"], ["Đơn\nBản sao"], ["Không"]]


def test_a_table_inside_a_value_does_not_end_it_and_fills_what_is_missing() -> None:
    inner = "<table><tr><th>Hình thức nộp</th><th>Thời hạn giải quyết</th><th>Phí, lệ phí</th><th>Mô tả</th></tr><tr><td>Trực tiếp</td><td>5 ngày</td><td>10.000 đồng</td><td>Tại quầy</td></tr><tr><td>Trực tuyến</td><td>4 ngày</td><td>5.000 đồng</td><td></td></tr></table>"
    items = [i for i in Procedure().items if i[0] not in (K.DURATION, K.FEE)]
    body = "".join(
        f"<div class=item><div class=title>{label}</div><div class=content>{inner if key is K.MANNER else html}</div></div>"
        for key, label, html, _ in items
    )
    found = one(f"<section>{body}</section>")
    assert "Trực tiếp\n5 ngày" in text(found, K.MANNER)[0] and "Tại quầy" in text(found, K.MANNER)[0]
    assert (text(found, K.DURATION), text(found, K.FEE), text(found, K.CHANNEL_IN)) == (
        ["5 ngày\n4 ngày"],
        ["10.000 đồng\n5.000 đồng"],
        ["Trực tiếp\nTrực tuyến"],
    )
    assert text(found, K.DOSSIER) == ["Đơn đề nghị theo Mẫu số 01\nBản sao giấy chứng nhận hiện có"]


def test_several_procedures_on_one_page_are_told_apart() -> None:
    second = Procedure(name="Đăng ký tạm trú", code="1.004194")
    for draw in (table_th_td, bootstrap_rows):
        body = "".join(re.search(r"</nav></div>(.*)<footer>", draw(p), re.DOTALL)[1] for p in (Procedure(), second))  # type: ignore[index]
        reading = read_page(Page(URL, page(body)))
        assert [(p.name, p.code) for p in reading.procedures] == [(Procedure().name, Procedure().code), (second.name, second.code)]
        assert all(len(text(p, K.STEPS)) == 1 for p in reading.procedures)


def test_group_heads_hold_no_value() -> None:
    body = "".join(
        f"<div class=panel><a data-toggle=collapse href='#c{n}'>{head}</a><div id=c{n}><dl>{''.join(f'<dt>{label}</dt><dd>{html}</dd>' for key, label, html, _ in Procedure().items if key in keys)}</dl></div></div>"
        for n, (head, keys) in enumerate(
            (
                ("Thông tin chung", (K.CODE, K.NAME, K.LEVEL, K.AGENCY)),
                ("Trình tự thực hiện", (K.MANNER, K.RESULT)),
                ("Thành phần hồ sơ", (K.DOSSIER, K.COPIES, K.FEE)),
                ("Căn cứ pháp lý", (K.LEGAL_BASIS, K.CONDITIONS)),
            )
        )
    )
    found = one(body)
    assert text(found, K.STEPS) in ([], [""])
    assert text(found, K.DOSSIER) == ["Đơn đề nghị theo Mẫu số 01\nBản sao giấy chứng nhận hiện có"]
    assert text(found, K.LEGAL_BASIS) == ["Luật số 09/2012/QH13\nNghị định số 67/2013/NĐ-CP"]


def test_unknown_labels_end_the_value_before_them() -> None:
    body = "".join(
        f"<div class=r><div class=l>{label}</div><div class=v>{html}</div></div>"
        for _, label, html, _ in [*Procedure().items, (K.OTHER, "Số lần sửa đổi", "02", "02"), (K.OTHER, "Cán bộ phụ trách", "A", "A")]
    )
    found = one(f"<div>{body}</div>")
    assert [f.text for f in found.fields if f.key is K.OTHER] == ["02", "A"]


def test_other_wordings_are_known_by_their_words_and_place() -> None:
    wordings = {
        K.STEPS: "Các bước tiến hành thực hiện thủ tục",
        K.DOSSIER: "Danh mục giấy tờ người dân phải chuẩn bị",
        K.FEE: "Khoản phí phải nộp",
        K.LEVEL: "Mức độ cung cấp DVC của thủ tục",
    }
    found = one(
        "<table>"
        + "".join(f"<tr><th>{wordings.get(key, label)}</th><td>{html}</td></tr>" for key, label, html, _ in Procedure().items)
        + "</table>"
    )
    assert text(found, K.STEPS) and text(found, K.DOSSIER) and text(found, K.LEVEL) == ["Một phần"]
    assert text(found, K.FEE) == ["1.200.000 đồng/lần thẩm định"]


@pytest.mark.parametrize(
    ("head", "title", "name"),
    [
        ("<h1>Chi tiết thủ tục hành chính</h1><h2>Cấp lại giấy phép</h2>", "x", "Cấp lại giấy phép"),
        ("<div class=tieude>Cấp lại giấy phép</div>", "x", "Cấp lại giấy phép"),
        ("", "Cổng dịch vụ công - Cấp lại giấy phép", "Cấp lại giấy phép"),
        ("<p>Chào</p>", "Việc gì đó", "Việc gì đó"),
        ("<h3>Vay vốn quỹ quốc gia</h3>", "x", "Vay vốn quỹ quốc gia"),
    ],
)
def test_the_name_without_a_label(head: str, title: str, name: str) -> None:
    body = "".join(f"<tr><th>{label}</th><td>{html}</td></tr>" for key, label, html, _ in Procedure().without(K.NAME))
    assert one(f"{head}<table>{body}</table>", title).name == name


def test_the_code_from_the_address_or_title_when_no_label_gives_it() -> None:
    body = "".join(f"<tr><th>{label}</th><td>{html}</td></tr>" for key, label, html, _ in Procedure().without(K.CODE))
    (found,) = read_page(Page("https://x.vn/tt/1.000948.000.00.00.H38?id=77", page(f"<table>{body}</table>"))).procedures
    assert (found.code, found.key) == ("1.000948.000.00.00.H38", "77")
    malformed = one(f"<table>{rows(code='2000027.000.00.00.H37')}</table>")
    assert (malformed.code, malformed.code_malformed) == ("2000027.000.00.00.H37", True)


def test_the_hash_is_blind_to_what_changes_by_itself() -> None:
    def hashed(extra: str, fee: str = "5.000 đồng") -> str:
        return read_page(Page(URL, page(f"<table>{rows(fee=fee)}</table>{extra}"))).content_hash

    base = hashed("<p>Lượt xem: 10 - 08:15 22/11/2026 token 0123456789abcdef0123 - 12 lượt</p>")
    assert base == hashed("<p>Lượt xem: 11 - 09:16 23/11/2026 token fedcba98765432100123 - 13 lượt</p>")
    assert base != hashed("<p>Lượt xem: 10</p>", fee="6.000 đồng")


def test_dialogs_do_not_speak_for_the_procedure() -> None:
    dialog = "<div class=modal id=m><b>Mã thủ tục:</b> <span>9.999999</span><b>Mức độ:</b> <span>Toàn trình</span></div>"
    found = one(f"{dialog}<table>{rows()}</table>")
    assert (found.code, text(found, K.LEVEL)) == (Procedure().code, ["Một phần"])


def test_entities_shown_as_text_are_read() -> None:
    shown = entities.escape('<div class="row"><b>Trực tiếp</b></div><div>Trực tuy&ecirc;́n</div>')
    assert text(one(f"<table>{rows(manner=shown)}</table>"), K.MANNER) == ["Trực tiếp\nTrực tuyến"]


def test_cards_with_labels_are_a_list_and_no_procedures() -> None:
    cards = "".join(
        f"<div class=card><p><b>Tên thủ tục:</b> <a href='/tt?id={i.id}'>{i.name}</a></p><p><b>Mã thủ tục:</b> {i.code}</p><p><b>Lĩnh vực:</b> {i.field}</p></div>"
        for i in ITEMS
    )
    reading = read_page(Page(URL, page(cards)))
    assert (reading.outcome, reading.kind, [r.name for r in reading.rows]) == (Outcome.OK, PageKind.LISTING, [i.name for i in ITEMS])
    assert [r.field for r in reading.rows] == [i.field for i in ITEMS]


def test_heads_that_no_list_knows_are_found_by_content() -> None:
    body = "".join(
        f"<tr><td>{n}</td><td><span onclick='xem({i.id})'>{i.name}</span></td><td>{i.agency}</td><td><a href='/nop?id={i.id}'>Nộp hồ sơ</a></td></tr>"
        for n, i in enumerate(ITEMS, 1)
    )
    reading = read_page(
        Page(URL, page(f"<table><tr><th>STT</th><th>Việc cần làm</th><th>Đơn vị thực hiện</th><th>Thao tác</th></tr>{body}</table>"))
    )
    assert [(r.name, r.agency, r.key, r.url) for r in reading.rows] == [(i.name, i.agency, i.id, None) for i in ITEMS]
    assert [[c.url for c in r.controls if c.kind is ControlKind.SUBMIT] for r in reading.rows] == [
        [f"https://dvc.tinh.example.vn/nop?id={i.id}"] for i in ITEMS
    ]


@pytest.mark.parametrize(
    ("words", "total"),
    [
        ("Tìm thấy 1299 kết quả", 1299), ("Hiển thị 50 trên 1.299 bản ghi", 1299), ("Tổng số: 157 thủ tục", 157), ("trên <span>11</span> bản ghi", 11), ("1 - 20 / 63 bản ghi", 63),
        ("<td>Bảo hộ giống cây trồng</td><td>2.001834</td><td>Mức 2</td>", None), ("Kiểm dịch cây trồng 15 mục", None), ("trong 1.234.567 mục", 1234567),
        ("<td>Sở Y tế</td><td>4 TTHC</td></tr><tr><td>Sở Nội vụ</td><td>7 TTHC</td>", None), ("<div>31 dịch vụ</div><div>Y tế (12 dịch vụ)</div><div>Đất đai (19 dịch vụ)</div>", 31),
        ("Có 42 thủ tục", 42), ("Bộ thủ tục (88 thủ tục)", 88), ("Showing 1 to 10 of 57 entries", 57), ("Tổng số truy cập: 12345", None), ("Tổng số hồ sơ: 99", None), ("Tổng số lượt xem 5", None), ("<span>21/09/2026</span><h4>Thủ tục cấp thẻ</h4>", None), ("", None),
        ("<li>Báo cáo tháng 9/2025</li><li>Thủ tục liên thông</li>", None), ("Quý 3/2026 dịch vụ công", None), ("<b>Trang này:</b> 12/2026 thủ tục", 2026),
        ("<button>Xem thêm (13 thủ tục)</button>", None), ("<a href='#'>Còn 13 kết quả</a>", None), ("Tổng số: 24 thủ tục <button>Tải thêm (16 thủ tục)</button>", 24),
        ("<h2>Danh mục TTHC cấp xã (1.045)</h2>", 1045), ("<h3>Thủ tục y tế (12)</h3><h3>Dịch vụ công về đất đai (19)</h3>", None), ("<p>Dịch vụ công (45)</p>", None), ("<h4>Mục lục (45)</h4>", None), ("<h2>Danh mục thủ tục hành chính (2026)</h2>", None), ("<h2>Thủ tục hành chính (2026)</h2> <p>Có 42 thủ tục</p>", 42),
    ],
)  # fmt: skip
def test_the_pages_own_counter(words: str, total: int | None) -> None:
    html = LISTINGS[5](ITEMS).replace(
        "</ul><footer>", f"</ul><p>{words}</p><select><option>10</option><option>50</option></select><footer>"
    )
    assert read_page(Page(URL, html)).total == total


@pytest.mark.parametrize("start", ["\ud800", "<p>\udfff", "\ufeff\ud800{"])
def test_half_a_character_at_the_start_of_a_page_breaks_nothing(start: str) -> None:
    assert one(f"{start}<table>{rows()}</table>").code == Procedure().code
    assert read_page(Page(URL, start)).kind is PageKind.OTHER


def test_a_page_of_several_procedures_counts_them_too() -> None:
    names = ("Cấp lại thẻ hướng dẫn viên", "Đăng ký thường trú", "Xác nhận thông tin về cư trú")
    blocks = "".join(f"<h2>{name}</h2><table>{rows(name=name, code=f'1.00{n}222.H38')}</table>" for n, name in enumerate(names, 1))
    assert read_page(Page(URL, page(f"<p>Có 12 thủ tục</p>{blocks}"))).total == 12
    assert read_page(Page(URL, page(f"<p>Lĩnh vực (12 thủ tục)</p>{blocks}"))).total is None
