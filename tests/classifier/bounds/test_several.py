# ruff: noqa: E501 - mark-up is easier to read on one line
"""Pages that describe several procedures, by the hands of different makers; and pages that only look like them."""

from __future__ import annotations

import pytest

from classifier.model import ControlKind, FieldKey as K, Page, PageReading
from classifier.reading import read_page
from classifier.words.questions import asked_key
from classifier.words.text import fold

URL = "https://camnang.tinh.example.vn/viec/gia-dinh"
# name, code, agency, papers, steps, days, fee, basis
PROCEDURES = (
    ("Đăng ký kết hôn", "1.000894", "Ủy ban nhân dân cấp xã", "Tờ khai đăng ký kết hôn; căn cước của hai bên", "Hai bên nộp tờ khai tại bộ phận một cửa và ký vào sổ hộ tịch.", "Ngay trong ngày làm việc", "Miễn phí", "Luật Hộ tịch số 60/2014/QH13"),
    ("Cấp bản sao trích lục hộ tịch", "2.000635", "Phòng Tư pháp", "Tờ khai cấp bản sao trích lục", "Người yêu cầu gửi tờ khai, cán bộ tra sổ gốc rồi cấp bản sao.", "02 ngày làm việc", "8.000 đồng", "Thông tư số 04/2020/TT-BTP"),
    ("Thay đổi, cải chính hộ tịch", None, "Ủy ban nhân dân cấp xã", "Tờ khai; giấy tờ làm căn cứ thay đổi", "Nộp hồ sơ, chờ xác minh rồi nhận kết quả tại nơi nộp.", "05 ngày làm việc", "20.000 đồng", "Nghị định số 123/2015/NĐ-CP"),
    ("Giám hộ cho người cao tuổi không nơi nương tựa", "1.004837", "Ủy ban nhân dân cấp xã", "Văn bản cử người giám hộ", "Người được cử nộp giấy tờ và ký nhận quyết định.", "03 ngày làm việc", "Miễn phí", "Bộ luật Dân sự số 91/2015/QH13"),
)  # fmt: skip


def read(body: str, url: str = URL, title: str = "Việc gia đình") -> PageReading:
    menu = "<nav><a href='/'>Trang đầu</a> <a href='/tin'>Tin tức</a></nav>"
    return read_page(Page(url, f"<!doctype html><html><head><title>{title}</title></head><body>{menu}<main>{body}</main></body></html>"))


def test_a_bold_name_of_the_portal_over_one_procedure_heads_no_second_one() -> None:
    case = "<details open><summary><b>{}</b></summary><p>Nộp ở đâu: {}</p><p>Giấy tờ cần nộp: Đơn</p><p>Lệ phí: Không</p></details>"
    cases = case.format("Cấp lần đầu", "Trên mạng hoặc tại xã") + case.format("Cấp lại do bị mất", "Tại xã")
    head = "<p><a href='/'><b>Sổ tay việc xã Đồng Lâm</b></a> <a href='/tat-ca'>Mọi việc</a></p><h2>Cấp thẻ bến bãi</h2>"
    facts = "<p>Các bước thực hiện: Gửi đơn, nhận thẻ.</p><p>Thời hạn giải quyết: 3 ngày</p><p>Cơ quan giải quyết: UBND xã</p>"
    page = Page("https://xa.example.vn/viec/6", f"<html><body>{head}{facts}{cases}</body></html>")
    (found,) = read_page(page).procedures
    assert found.name == "Cấp thẻ bến bãi"
    assert [one.name for one in found.cases] == ["Cấp lần đầu", "Cấp lại do bị mất"]


def told(reading: PageReading) -> list[tuple[object, ...]]:
    wanted = (K.AGENCY, K.DOSSIER, K.STEPS, K.DURATION, K.FEE, K.LEGAL_BASIS)
    return [
        (p.name, p.code, *(next((f.text.rstrip(".") for f in p.fields if f.key is key), None) for key in wanted))
        for p in reading.procedures
    ]


def as_told() -> list[tuple[object, ...]]:
    return [
        (name, code, agency, papers, steps.rstrip("."), days, fee, basis)
        for name, code, agency, papers, steps, days, fee, basis in PROCEDURES
    ]


def accordion_of_questions() -> str:
    """A handbook: questions as labels, two ways of writing them, the code in small print at the end."""
    out = []
    for number, (name, code, agency, papers, steps, days, fee, basis) in enumerate(PROCEDURES):
        asked = (("Cơ quan nào giải quyết?", agency), ("Cần mang theo giấy tờ gì?", papers), ("Các bước làm ra sao?", steps), ("Bao lâu thì có kết quả?", days), ("Hết bao nhiêu tiền?", fee), ("Theo quy định nào?", basis))  # fmt: skip
        mark = "<h5>{}</h5><div>{}</div>" if number % 2 else "<p><b>{}</b> {}</p>"
        end = f"<small>Mã số thủ tục: {code}</small>" if code else ""
        out.append(
            f"<li class='muc{number}'><div role='button' aria-expanded='false'>{name} <i>+</i></div><div hidden>{''.join(mark.format(*pair) for pair in asked)}{end}</div></li>"
        )
    return f"<h1>Việc gia đình</h1><ul>{''.join(out)}</ul>"


def lists_under_headings() -> str:
    """A heading, then a definition list, one after another without a box around them; the code somewhere in the middle."""
    out = []
    for name, code, agency, papers, steps, days, fee, basis in PROCEDURES:
        pairs = [
            ("Trình tự thực hiện", steps),
            ("Thành phần hồ sơ", papers),
            ("Thời hạn giải quyết", days),
            ("Lệ phí", fee),
            ("Căn cứ pháp lý", basis),
            ("Cơ quan thực hiện", agency),
        ]
        if code:
            pairs.insert(3, ("Mã thủ tục", code))
        out.append(f"<h3>{name}</h3><dl>{''.join(f'<dt>{a}</dt><dd>{b}</dd>' for a, b in pairs)}</dl>")
    return f"<h1>Lĩnh vực hộ tịch</h1><p>Trang này có 4 thủ tục.</p>{''.join(out)}"


def running_text() -> str:
    """Nothing but bold names and paragraphs, as a text processor leaves them."""
    out = []
    for number, (name, code, agency, papers, steps, days, fee, basis) in enumerate(PROCEDURES, 1):
        pairs = [("Cách làm", ""), ("Nơi giải quyết", agency), ("Hồ sơ gồm", papers), ("Trình tự", steps), ("Thời gian giải quyết", days), ("Phí, lệ phí", fee), ("Căn cứ pháp lý", basis), *([("Mã TTHC", code)] if code else [])]  # fmt: skip
        out.append(f"<p class='t'><strong>{number}. {name}</strong></p>" + "".join(f"<p>- {a}: {b}</p>" for a, b in pairs if b))
    return f"<h2>Hướng dẫn</h2><div>{''.join(out)}</div>"


def tab_panels() -> str:
    """Names in a strip of tabs, each opening a panel by its id."""
    tabs = "".join(f"<li><a data-toggle='tab' href='#pn{n}'>{p[0]}</a></li>" for n, p in enumerate(PROCEDURES))
    panels = ""
    for number, (_, code, agency, papers, steps, days, fee, basis) in enumerate(PROCEDURES):
        pairs = (("Cơ quan giải quyết", agency), ("Giấy tờ phải nộp", papers), ("Quy trình", steps), ("Thời hạn", days), ("Mức thu", fee), ("Văn bản quy định", basis), *([("Ký hiệu", code)] if code else []))  # fmt: skip
        rows = "".join(f"<tr><th>{a}</th><td>{b}</td></tr>" for a, b in pairs)
        panels += f"<div class='pane{' active' if not number else ''}' id='pn{number}'><table>{rows}</table></div>"
    return f"<h1>Hộ tịch tại xã</h1><ul class='tabs'>{tabs}</ul><div class='panes'>{panels}</div>"


def button_and_panel() -> str:
    """Buttons and the panels they open stand side by side, with the level beside the name."""
    out = ""
    for name, code, agency, papers, steps, days, fee, basis in PROCEDURES:
        lines = (("Ai xử lý", agency), ("Hồ sơ gồm những gì", papers), ("Làm như thế nào", steps), ("Mất bao lâu", days), ("Lệ phí bao nhiêu", fee), ("Căn cứ vào đâu", basis), *([("Mã thủ tục", code)] if code else []))  # fmt: skip
        out += f"<button class='bung'>{name}</button><div class='panel'>{''.join(f'<div><span class=q>{a}:</span> <span>{b}</span></div>' for a, b in lines)}</div>"
    return f"<h1>Tra cứu nhanh</h1><section>{out}</section>"


def labelled(mark: str, values: tuple[str | None, ...], ask: bool = True) -> str:
    """The values of one procedure under official labels, each pair in the given mark-up."""
    _, code, agency, papers, steps, days, fee, basis = values
    pairs = (("Trình tự thực hiện", steps), ("Thành phần hồ sơ", papers), ("Thời hạn giải quyết", days), ("Lệ phí", fee), ("Cơ quan thực hiện", agency), ("Căn cứ pháp lý", basis), *([("Mã thủ tục", code)] if code and ask else []))  # fmt: skip
    return "".join(mark.format(*pair) for pair in pairs)


def tables_under_headings_with_the_code() -> str:
    return "".join(
        f"<h2>{f'{p[1]} - ' if p[1] else ''}{p[0]}</h2><figure><table>{labelled('<tr><td>{}</td><td>{}</td></tr>', p, ask=False)}</table></figure>"
        for p in PROCEDURES
    )


def numbered_article() -> str:
    """Roman numbers before the names, and paragraphs that stand beside each other."""
    return "".join(
        f"<h3>{roman}. {p[0]}</h3>{labelled('<p>{}: {}</p>', p)}" for roman, p in zip(("I", "II", "III", "IV"), PROCEDURES, strict=True)
    )


def lists_within_a_list() -> str:
    inner = [labelled("<dt>{}</dt><dd>{}</dd>", p) for p in PROCEDURES]
    return f"<dl>{''.join(f'<dt>{p[0]}</dt><dd><dl>{pairs}</dl></dd>' for p, pairs in zip(PROCEDURES, inner, strict=True))}</dl>"


def windows_over_the_page() -> str:
    """A list whose entries open dialogs that stand in the page already."""
    entries = "".join(f"<li><a href='#' data-toggle='modal' data-target='#w{n}'>{p[0]}</a></li>" for n, p in enumerate(PROCEDURES))
    windows = "".join(f"<div class='modal' id='w{n}'><div class='modal-header'><h5>{p[0]}</h5></div><div class='modal-body'>{labelled('<p><b>{}:</b> {}</p>', p)}</div></div>" for n, p in enumerate(PROCEDURES))  # fmt: skip
    return f"<ul>{entries}</ul>{windows}"


def tabs_in_order() -> str:
    """Nothing but their order says which tab opens which panel."""
    panels = "".join(f"<div class='pn'>{labelled('<div><div class=l>{}</div><div class=v>{}</div></div>', p)}</div>" for p in PROCEDURES)
    return f"<div><ul>{''.join(f'<li>{p[0]}</li>' for p in PROCEDURES)}</ul><div>{panels}</div></div>"


OFFICIAL = (tables_under_headings_with_the_code, numbered_article, lists_within_a_list, windows_over_the_page, tabs_in_order)


@pytest.mark.parametrize("layout", [*OFFICIAL, accordion_of_questions, lists_under_headings, running_text, tab_panels, button_and_panel])
def test_each_procedure_of_a_page_is_read_whole(layout) -> None:  # type: ignore[no-untyped-def]
    assert told(read(layout())) == as_told()


def test_forms_controls_and_levels_stay_with_their_own_block() -> None:
    out = ""
    for number, (name, code, _, papers, steps, days, fee, _) in enumerate(PROCEDURES, 1):
        level = ("Toàn trình", "Một phần")[number % 2]
        out += (
            f"<details><summary>{name} <img src='/i.png' alt='{level}'></summary><h4>Phải nộp gì?</h4><div>{papers}</div><h4>Tải mẫu đơn ở đâu?</h4>"
            f"<div><a href='/tep/mau-{number}.docx'>Tờ khai số {number}</a></div><h4>Làm thế nào?</h4><div>{steps}</div><h4>Mấy ngày thì xong?</h4><div>{days}</div>"
            f"<h4>Có mất tiền không?</h4><div>{fee}</div><a href='/ke-khai/h{number}'>Nộp hồ sơ trực tuyến</a>{f'<p>Mã thủ tục: {code}</p>' if code else ''}</details>"
        )
    found = read(f"<h1>Việc gia đình</h1>{out}").procedures
    assert [p.name for p in found] == [p[0] for p in PROCEDURES]
    assert [[f.file.url.rpartition("/")[2] for f in p.forms if f.file and f.file.url] for p in found] == [
        [f"mau-{n}.docx"] for n in range(1, 5)
    ]
    submits = [[c for c in p.controls if c.kind is ControlKind.SUBMIT] for p in found]
    assert [[(c.url or "")[-2:] for c in each] for each in submits] == [["h1"], ["h2"], ["h3"], ["h4"]]
    assert all(c.own for each in submits for c in each)
    assert [next(f.text for f in p.fields if f.key is K.LEVEL) for p in found] == ["Một phần", "Toàn trình", "Một phần", "Toàn trình"]


@pytest.mark.parametrize("after", ["<a href='/ke-khai/h{}'>Nộp hồ sơ trực tuyến</a>", "<div><button>Nộp hồ sơ {}</button> <a href='/hd'>Xem hướng dẫn</a></div>"])  # fmt: skip
def test_a_button_at_the_end_of_a_block_is_no_part_of_its_last_value(after: str) -> None:
    out = ""
    for number, (name, code, agency, papers, steps, days, fee, basis) in enumerate(PROCEDURES):
        pairs = (("Mã thủ tục", code or "1.002755"), ("Cơ quan thực hiện", agency), ("Thành phần hồ sơ", papers), ("Trình tự thực hiện", steps), ("Thời hạn giải quyết", days), ("Căn cứ pháp lý", basis), ("Phí, lệ phí", fee))  # fmt: skip
        lines = "".join(f"<h4>{label}</h4><p>{value}</p>" for label, value in pairs)
        out += f"<section><h3>{name}</h3>{lines}{after.format(number)}</section>"
    found = read(f"<h1>Việc gia đình</h1>{out}").procedures
    assert [next(f.text for f in p.fields if f.key is K.FEE) for p in found] == [one[6] for one in PROCEDURES]
    assert [[c.kind for c in p.controls if not c.in_chrome][:1] for p in found] == [[ControlKind.SUBMIT]] * 4


def test_a_block_that_lacks_an_item_stays_between_the_others() -> None:
    body = accordion_of_questions().replace(f"<p><b>Bao lâu thì có kết quả?</b> {PROCEDURES[2][5]}</p>", "")
    found = read(body).procedures
    assert [p.name for p in found] == [p[0] for p in PROCEDURES]
    assert [any(f.key is K.DURATION for f in p.fields) for p in found] == [True, True, False, True]


FAQ = (
    ("Nộp hồ sơ ở đâu?", "Bạn nộp tại bộ phận một cửa hoặc trên cổng dịch vụ công."),
    ("Cần giấy tờ gì?", "Tùy từng việc, xem trong trang của thủ tục."),
    ("Mất bao lâu?", "Thời hạn ghi trên giấy hẹn."),
    ("Có mất phí không?", "Nhiều thủ tục được miễn phí."),
    ("Nhận kết quả ở đâu?", "Tại nơi nộp hoặc qua bưu điện."),
    ("Làm thế nào?", "Đăng nhập, chọn thủ tục rồi điền thông tin."),
)


@pytest.mark.parametrize(
    "body",
    [
        "<h1>Câu hỏi thường gặp</h1>" + "".join(f"<details><summary>{q}</summary><p>{a}</p></details>" for q, a in FAQ),
        "<h1>Hỏi đáp về dịch vụ công</h1><dl>" + "".join(f"<dt>{q}</dt><dd>{a}</dd>" for q, a in FAQ) + "</dl>",
        "<h2>Người dân hỏi</h2>" + "".join(f"<h3>{q}</h3><p>{a}</p>" for q, a in FAQ * 2),
        "<h1>Xã tổ chức ngày hội chuyển đổi số</h1><p>Sáng nay, xã mở gian hướng dẫn nộp hồ sơ. Người dân hỏi: Cần giấy tờ gì? Mất bao lâu?</p>"
        "<p><b>Làm thế nào?</b> Đoàn viên hướng dẫn tận nơi.</p><p>Có mất phí không? Không, ban tổ chức cho biết.</p>",
    ],
)
def test_questions_of_readers_make_no_procedure(body: str) -> None:
    reading = read(body, "https://camnang.tinh.example.vn/hoi-dap", "Hỏi đáp")
    assert not reading.procedures and not reading.rows


def test_cards_whose_names_lead_to_their_own_pages_are_a_list() -> None:
    cards = "".join(
        f"<div class='card'><h3><a href='/tt/{1000 + n}'>{name}</a></h3><p>Thời hạn giải quyết: {days}</p><p>Kết quả: Giấy chứng nhận</p><p>Lệ phí: {fee}</p></div>"
        for n, (name, _, _, _, _, days, fee, _) in enumerate(PROCEDURES)
    )
    reading = read(f"<h1>Danh sách thủ tục</h1>{cards}")
    assert not reading.procedures and [row.name for row in reading.rows] == [p[0] for p in PROCEDURES]


HEADS = (
    "STT",
    "Tên thủ tục",
    "Mã thủ tục",
    "Hồ sơ gồm",
    "Trình tự",
    "Thời hạn giải quyết",
    "Phí, lệ phí",
    "Căn cứ pháp lý",
    "Cơ quan giải quyết",
    "Biểu mẫu",
)


def columns(named: str = "{}", without: tuple[str, ...] = ()) -> str:
    """A row for each procedure, a column for each item."""
    lines = ""
    for number, (name, code, agency, papers, steps, days, fee, basis) in enumerate(PROCEDURES, 1):
        cells = (
            number,
            named.format(name),
            code or "",
            papers,
            steps,
            days,
            fee,
            basis,
            agency,
            f"<a href='/tep/mau-{number}.doc'>Tải về</a>",
        )
        lines += f"<tr>{''.join(f'<td>{c}</td>' for h, c in zip(HEADS, cells, strict=True) if h not in without)}</tr>"
    heads = "".join(f"<td><b>{h}</b></td>" for h in HEADS if h not in without)
    return f"<h1>Thủ tục hành chính của xã</h1><table border=1><tr>{heads}</tr>{lines}</table>"


def test_rows_with_a_column_for_each_item_describe_their_procedures() -> None:
    reading = read(columns())
    assert not reading.procedures and reading.total is None  # "8.000 đồng" counts nothing
    found = [row.detail for row in reading.rows if row.detail is not None and row.url is None]
    assert told(PageReading(reading.url, reading.outcome, reading.kind, procedures=tuple(found))) == as_told()
    assert [[f.file.url[-5:] for f in p.forms if f.file and f.file.url] for p in found] == [[f"{n}.doc"] for n in range(1, 5)]


@pytest.mark.parametrize(
    "body", [columns("<a href='/tt/{0}'>{0}</a>"), columns(without=("Hồ sơ gồm", "Trình tự")), columns(without=HEADS[5:9])]
)
def test_rows_that_lead_on_or_sum_up_are_only_listed(body: str) -> None:
    rows = read(body).rows
    assert [row.name for row in rows] == [p[0] for p in PROCEDURES] and not any(row.detail for row in rows)


def test_cases_of_one_procedure_are_not_procedures() -> None:
    cases = "".join(
        f"<div class='th'><h4>{case}</h4><p>Thành phần hồ sơ: {papers}</p><p>Thời hạn giải quyết: {days}</p><p>Lệ phí: Không</p></div>"
        for case, papers, days in (
            ("Trường hợp đăng ký lần đầu", "Tờ khai", "03 ngày"),
            ("Trường hợp đăng ký lại", "Tờ khai; bản cũ", "05 ngày"),
        )
    )
    reading = read(f"<h1>Đăng ký khai sinh</h1><p>Mã thủ tục: 1.001193</p><p>Trình tự thực hiện: Nộp hồ sơ tại xã.</p>{cases}")
    assert [p.code for p in reading.procedures] == ["1.001193"]


@pytest.mark.parametrize(
    ("words", "key"),
    [
        ("Ai được làm", K.SUBJECT),
        ("Dành cho đối tượng nào", K.SUBJECT),
        ("Ai có thẩm quyền giải quyết", K.AGENCY),
        ("Tôi cần mang theo giấy tờ gì", K.DOSSIER),
        ("Hồ sơ bao gồm những gì", K.DOSSIER),
        ("Phải nộp mấy bộ", K.COPIES),
        ("Lấy mẫu đơn ở đâu", K.FORMS),
        ("Phải qua mấy bước", K.STEPS),
        ("Bao lâu có", K.DURATION),
        ("Khi nào nhận được kết quả", K.DURATION),
        ("Mất bao nhiêu tiền", K.FEE),
        ("Có phải nộp lệ phí không", K.FEE),
        ("Đóng tiền ở đâu", K.PAYMENT),
        ("Làm xong được gì", K.RESULT),
        ("Rốt cuộc có gì trong tay", K.RESULT),
        ("Làm sao", K.STEPS),
        ("Đi lại ra sao", K.MANNER),
        ("Nộp ở đâu, bằng cách nào", K.MANNER),
        ("Bà con được mang về giấy tờ gì", K.RESULT),
        ("Tôi được cầm về cái gì", K.RESULT),
        ("Gửi hồ sơ xong thì sao", K.STEPS),
        ("Nộp rồi thì làm gì tiếp", K.STEPS),
        ("Hồ sơ của tôi đi những đâu", K.STEPS),
        ("Nhận giấy như thế nào", K.CHANNEL_OUT),
        ("Nộp ở đâu", K.CHANNEL_IN),
        ("Có làm qua mạng được không", K.CHANNEL_IN),
        ("Đến đâu để làm", K.ADDRESS),
        ("Phải đủ điều kiện gì", K.CONDITIONS),
        ("Văn bản nào quy định", K.LEGAL_BASIS),
        ("Luật nào điều chỉnh thủ tục này", K.LEGAL_BASIS),
        ("Việc này dựa vào nghị định nào", K.LEGAL_BASIS),
        ("Công việc tiến hành ra sao", K.STEPS),
        ("Sau cùng bà con cầm được gì", K.RESULT),
        ("Xong việc thì lấy giấy ở đâu", K.CHANNEL_OUT),
        ("Luật nào nói về nghĩa vụ quân sự", None),
        ("Cuối cùng ai thắng", None),
        ("Quên mật khẩu thì làm sao", None),
        ("Làm hộ chiếu ở đâu", None),
        ("Giấy phép có hiệu lực bao lâu", None),
        ("Khi nào phải đi đổi", None),
        ("Bạn đang cần làm gì", None),
        ("Vì sao cần có", None),
    ],
)
def test_questions_ask_for_one_item(words: str, key: K | None) -> None:
    assert asked_key(fold(words)) is key
