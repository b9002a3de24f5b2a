"""Labels, badges and papers in the wordings of portals, and what only looks like one."""

from __future__ import annotations

import pytest

from classifier.labelled.labels import find_labels
from classifier.model import FieldKey as K, Page, ProcedureReading
from classifier.page.document import open_document
from classifier.reading import read_page
from classifier.words.names import is_level_text
from classifier.words.wordings import exact_key, label_key

URL = "https://motcua.tinh.example.vn/tthc/xem?ma=40412"
NAME = "Cấp giấy phép hoạt động bãi tắm nước ngọt"
REST = (
    "<p><b>Trình tự thực hiện:</b> Chủ bãi tắm lập hồ sơ, phòng chuyên môn thẩm tra.</p><p><b>Thời hạn giải quyết:</b> 12 ngày</p>"
    "<p><b>Kết quả:</b> Giấy phép</p>"
)


def read(body: str, rest: str = REST) -> ProcedureReading:
    (found,) = read_page(Page(URL, f"<html><head><title>{NAME}</title></head><body><h1>{NAME}</h1>{body}{rest}</body></html>")).procedures
    return found


def texts(found: ProcedureReading, key: K) -> list[str]:
    return [field.text for field in found.fields if field.key is key]


@pytest.mark.parametrize(
    ("badge", "said"),
    [
        ("DVC: Mức độ 4", "DVC: Mức độ 4"),
        ("DVC: Cung cấp thông tin", "Cung cấp thông tin"),
        ("Dịch vụ công: Một phần", "Một phần"),
        ("DVCTT mức 3", "DVCTT mức 3"),
        ("Trực tuyến toàn trình", "Trực tuyến toàn trình"),
        ("Mức độ 02", "Mức độ 02"),
        ("Mức dịch vụ trên mạng: mức 3", "Mức dịch vụ trên mạng: mức 3"),
        ("Chưa cung cấp DVCTT", "Chưa cung cấp DVCTT"),
        ("Mức DVC trực tuyến 2-3", "Mức DVC trực tuyến 2-3"),
        ("Cấp độ dịch vụ công trực tuyến 4", "Cấp độ dịch vụ công trực tuyến 4"),
    ],
)
@pytest.mark.parametrize("tag", ["<span class=x>{}</span>", "<p><i>[{}]</i></p>", "<div><img src=b.png alt='{}'></div>"])
def test_a_badge_under_the_heading_is_the_level(badge: str, said: str, tag: str) -> None:
    found = texts(read(tag.format(badge)), K.LEVEL)
    assert [text.strip("[]") for text in found] == [said]


@pytest.mark.parametrize(
    "said", ["Mức dịch vụ: 2-3", "Cấp độ DVC: 4", "Mức độ dịch vụ hành chính công: 3", "Mức độ cung cấp trực tuyến: 3"]
)
def test_a_picture_that_says_whose_scale_a_number_is_of_is_the_level(said: str) -> None:
    badge = f"<figure><img src='/i/{len(said)}.webp' alt='{said}'></figure>"
    assert texts(read(badge), K.LEVEL) == [said]


@pytest.mark.parametrize("said", ["Mức phí dịch vụ: 3", "Mức độ hài lòng: 4", "Cấp độ an toàn thông tin: 3"])
def test_a_picture_of_another_scale_is_no_level(said: str) -> None:
    assert texts(read(f"<figure><img src='/i/a.webp' alt='{said}'></figure>"), K.LEVEL) == []


def test_a_level_that_ends_the_heading_counts_whatever_a_dead_button_says() -> None:
    dead = "<p><button disabled>Gửi hồ sơ</button> <small>Chưa cung cấp dịch vụ công trực tuyến</small></p>"
    page = f"<html><body><h2>{NAME} <mark>Một phần</mark></h2>{dead}{REST}</body></html>"
    (found,) = read_page(Page(URL, page)).procedures
    assert texts(found, K.LEVEL) == ["Một phần"]


LINE = "<center><b>{}</b><br><font color=red>({})</font></center>"


def test_the_last_line_above_the_table_is_a_badge_whatever_box_holds_both() -> None:
    rows = "".join(f"<tr><td>{line.split(':</b> ')[0]}</b></td><td>{line.split(':</b> ')[1]}</td></tr>" for line in REST.split("</p>")[:-1])
    table = f"<table>{rows}</table>"

    def above(head: str) -> list[str]:
        page = f"<html><body><center><h3>Trang thông tin</h3></center>{head}{table}</body></html>"
        (found,) = read_page(Page(URL, page)).procedures
        return [text.strip("()") for text in texts(found, K.LEVEL)]

    assert above(LINE.format(NAME, "DVC trực tuyến mức độ 3")) == ["DVC trực tuyến mức độ 3"]
    assert above(f"<i>DVC trực tuyến mức độ 3</i><p>Chào mừng đến với trang thông tin</p><center><b>{NAME}</b></center>") == []
    assert above(LINE.format(NAME, "cập nhật theo mức độ 3 từ năm 2015")) == []


@pytest.mark.parametrize(
    ("sentence", "said"),
    [
        ("Dịch vụ này hiện được thực hiện ở mức độ 4.", "mức độ 4"),
        ("Thủ tục do Hạt Kiểm lâm liên huyện thụ lý, hiện được tỉnh cung cấp ở mức độ 3.", "mức độ 3"),
        ("Đây là dịch vụ công trực tuyến một phần", "dịch vụ công trực tuyến một phần"),
        ("Thủ tục hành chính này thuộc loại dịch vụ công trực tuyến toàn trình.", "dịch vụ công trực tuyến toàn trình"),
        ("TTHC này triển khai với hình thức DVC mức 2", "DVC mức 2"),
    ],
)
@pytest.mark.parametrize("tag", ["<blockquote>{}</blockquote>", "<div><em>{}</em></div>"])
def test_a_sentence_of_its_own_states_the_level_of_its_procedure(sentence: str, said: str, tag: str) -> None:
    assert texts(read(tag.format(sentence)), K.LEVEL) == [said]


@pytest.mark.parametrize(
    "sentence",
    [
        "Dịch vụ này chưa được thực hiện ở mức độ 4.",
        "Dịch vụ này sẽ được thực hiện ở mức độ 4 từ năm sau.",
        "Phường có nhiều dịch vụ công trực tuyến mức độ 4.",
        "Thủ tục này được cung cấp trực tuyến một phần diện tích đất",
        "Đây là dịch vụ công mức độ 3. Đây là cách nộp:",  # more than the level
        "Thủ tục này ở mức độ 3.</p><p>Thủ tục này ở mức độ 4.",
    ],
)
def test_sentences_that_state_no_level(sentence: str) -> None:
    assert texts(read(f"<p>{sentence}</p>"), K.LEVEL) == []


@pytest.mark.parametrize(
    ("label", "value", "said"),
    [
        ("MĐ DVCTT", "MĐ3", ["MĐ3"]),
        ("Dịch vụ công mức", "IV", ["IV"]),
        ("Trực tuyến đạt cấp độ", "2", ["2"]),
        (
            "Thủ tục này làm trực tuyến đến mức nào?",
            "Làm được toàn trình, kể cả khi nhận giấy",
            ["Làm được toàn trình, kể cả khi nhận giấy"],
        ),
        ("Nhóm dịch vụ", "Mới chỉ cung cấp thông tin, chưa tiếp nhận trên mạng", ["Mới chỉ cung cấp thông tin, chưa tiếp nhận trên mạng"]),
        ("Nhóm dịch vụ", "Toàn trình, một phần", []),
        ("Nhóm dịch vụ", "Hộ tịch, chứng thực", []),
        ("Dịch vụ công", "<span class=k4 title='DVC trực tuyến mức độ 4'><i class=sao></i></span>", ["DVC trực tuyến mức độ 4"]),
        ("Dịch vụ công", "<span class=k4 title='Xem thống kê'><i class=sao></i></span>", []),
        ("Mức độ khẩn", "Mức 2", []),  # nor is it a badge: it is labelled
        ("Mức độ bảo mật", "<span class=nhan>Mức độ 3</span>", []),
    ],
)
@pytest.mark.parametrize("line", ["<p><b>{}:</b> {}</p>", "<div class=d><div class=t>{}</div><div class=g>{}</div></div>"])
def test_labels_of_levels_and_of_other_scales(label: str, value: str, said: list[str], line: str) -> None:
    facts = (("Trình tự thực hiện", "Chủ bãi tắm lập hồ sơ, phòng thẩm tra."), ("Thời hạn giải quyết", "12 ngày"), ("Kết quả", "Giấy phép"))
    before, *rest = (line.format(*fact) for fact in facts)
    asked = line.replace(":</b>", "</b>") if label.endswith("?") else line
    assert texts(read(before + asked.format(label, value), "".join(rest)), K.LEVEL) == said


@pytest.mark.parametrize(
    "beside",
    [
        "<p>Thủ tục được cung cấp một phần qua mạng từ năm 2024</p>",
        "<a href='/dvc?muc=4'>DVC mức độ 4</a>",
        "<button>Toàn trình</button>",
        "<span>Toàn trình</span><span>Một phần</span>",
        "<span>Mức độ hài lòng</span>",
        "<span>Mức thu: mức 3</span>",
        "<nav><span>DVC: Toàn trình</span></nav>",
    ],
)
def test_words_of_levels_that_are_no_badge(beside: str) -> None:
    assert texts(read(beside), K.LEVEL) == []


@pytest.mark.parametrize(
    "text", ["Thủ tục", "Dịch vụ công trực tuyến", "Cung cấp", "DVC: tra cứu", "Mức thu 4", "Một phần diện tích đất", "Toàn trình 9.120"]
)
def test_other_short_texts_are_no_level(text: str) -> None:
    assert not is_level_text(text)


@pytest.mark.parametrize("between", [" - ", " – ", " | ", "; ", " • "])
def test_facts_on_one_line_are_told_apart(between: str) -> None:
    line = between.join(("Mã TTHC: 2.001734.000.00.00.H61", "Lĩnh vực: Thể thao - giải trí", "Đơn vị thực hiện: Phòng Văn hóa - Xã hội"))
    found = read(f"<p><em>{line}</em></p>")
    assert found.code == "2.001734.000.00.00.H61"
    assert (texts(found, K.FIELD), texts(found, K.AGENCY)) == (["Thể thao - giải trí"], ["Phòng Văn hóa - Xã hội"])


def test_a_sentence_with_a_labels_words_is_no_line_of_facts() -> None:
    found = read("<p><b>Điều kiện:</b> Hồ sơ hợp lệ - Cơ quan thực hiện: theo phân cấp - ghi rõ Lĩnh vực: thể thao</p>")
    assert (texts(found, K.FIELD), texts(found, K.AGENCY)) == ([], [])


@pytest.mark.parametrize(
    ("label", "key"),
    [
        ("11. Căn cứ pháp lý của thủ tục hành chính:", K.LEGAL_BASIS),
        ("Yêu cầu, điều kiện của TTHC", K.CONDITIONS),
        ("d) Thời hạn giải quyết thủ tục", K.DURATION),
        ("Kết quả giải quyết của thủ tục hành chính", K.RESULT),
        ("Mã hồ sơ TTHC", K.CODE),
        ("Cơ quan chủ trì", K.AGENCY),
        ("Tệp tin kèm theo:", K.FORMS),
        ("Mức độ của thủ tục", None),
        ("Cấp thủ tục hành chính", None),
    ],
)
def test_items_named_in_full(label: str, key: K | None) -> None:
    assert exact_key(label) is key


def test_a_paper_of_a_dossier_is_no_label() -> None:
    papers = ["Bản vẽ bãi tắm", "Tờ khai (Mẫu số 04)", "Tờ khai", "Giấy xác nhận nguồn nước"]
    found = read(f"<div><b>Thành phần hồ sơ</b><ul>{''.join(f'<li>{p}</li>' for p in papers)}</ul></div>")
    assert texts(found, K.DOSSIER) == ["\n".join(papers)]
    assert texts(found, K.FORMS) == []


def test_a_tab_named_after_a_paper_is_a_label() -> None:
    heads = "<ul class=strip><li>Thành phần hồ sơ</li><li>Tờ khai</li><li>Căn cứ pháp lý</li></ul>"
    panes = "<div class=pane>Bản vẽ</div><div class=pane>Đơn xin mở bãi tắm</div><div class=pane>Luật số 9</div>"
    found = read(f"{heads}<div>{panes}</div>")
    assert texts(found, K.FORMS) == ["Đơn xin mở bãi tắm"]


@pytest.mark.parametrize(
    ("line", "symbol"),
    [
        ("Bản kê khai nhân sự cứu hộ - Phụ lục số 03", "phu luc 03"),
        ("Phụ lục 2: Đơn xin mở bãi tắm", "phu luc 02"),
        ("Tờ khai vệ sinh theo Phụ lục IV", "phu luc iv"),
    ],
)
def test_a_dossier_names_forms_by_annex(line: str, symbol: str) -> None:
    (form,) = read(f"<p><b>Thành phần hồ sơ:</b> {line}</p>").forms
    assert (form.symbol, form.file) == (symbol, None)


@pytest.mark.parametrize(
    "line", ["Bản vẽ theo Phụ lục quy hoạch", "Ảnh hiện trạng (phụ lục ảnh)", "Bản sao giấy phép", "Kết quả đo tại Phụ lục 2"]
)
def test_papers_that_are_no_forms(line: str) -> None:
    assert read(f"<p><b>Thành phần hồ sơ:</b> {line}</p>").forms == ()


def test_a_dossier_names_forms_by_number_first() -> None:
    assert [f.symbol for f in read("<p><b>Thành phần hồ sơ:</b> c) Mẫu 07 - Đơn xin mở bãi tắm</p>").forms] == ["mau so 07"]
    assert read("<p><b>Thành phần hồ sơ:</b> Mẫu 2 lít nước tắm</p>").forms == ()


@pytest.mark.parametrize("kind", ["[docx]", "⬇ .docx", "PDF", "Bản Word (24 KB)"])
def test_a_link_that_only_names_the_kind_of_its_file_is_one_where_forms_are_listed(kind: str) -> None:
    forms = read(f"<dl><dt>Mẫu đơn</dt><dd><ul><li>Đơn xin mở bãi tắm <a href='/lay/7/1'>{kind}</a></li></ul></dd></dl>").forms
    assert [(form.named, form.file is not None) for form in forms] == [("Đơn xin mở bãi tắm", True)]
    assert read(f"<p><b>Lệ phí:</b> Không</p><p><a href='/in/7'>{kind}</a></p>").forms == ()


def test_a_paper_without_a_file_among_forms_that_have_theirs_is_a_form() -> None:
    cell = "<li>Đơn xin mở bãi tắm <a href='/f/1.doc'>Tải về</a></li><li>Bản kê phao cứu sinh</li><li>Xem thêm tại quầy</li>"
    forms = read(f"<dl><dt>Mẫu đơn</dt><dd><ul>{cell}</ul></dd></dl>").forms
    assert [(form.named, form.file is not None) for form in forms] == [("Đơn xin mở bãi tắm", True), ("Bản kê phao cứu sinh", False)]


def test_answers_to_readers_questions_say_nothing_of_one_procedure() -> None:
    asked = "<details><summary>Tôi có thể thanh toán bằng cách nào?</summary><p>Thẻ, ví điện tử hoặc mã QR trên cổng.</p></details>"
    for heading in ("Câu hỏi thường gặp", "Hỏi - đáp"):
        found = read("<p><b>Lệ phí:</b> 5.000 đồng</p>", f"{REST}<section><h3>{heading}</h3>{asked}</section>")
        assert texts(found, K.PAYMENT) == []
    assert texts(read(f"<p><b>Lệ phí:</b> 5.000 đồng</p>{asked}"), K.PAYMENT) != []


def test_readers_questions_end_at_a_higher_heading_and_may_be_all_that_a_page_says() -> None:
    asked = "<h4>Câu hỏi thường gặp</h4><p>Có phải nộp bản gốc không? Không.</p>"
    parts = "<h2>Trình tự thực hiện</h2><p>Nộp, chờ, nhận.</p><h2>Lệ phí</h2><p>7.000 đồng</p><h2>Thời hạn giải quyết</h2><p>4 ngày</p>"
    assert texts(read(f"<main>{asked}{parts}</main>", ""), K.FEE) == ["7.000 đồng"]
    told = "<h4>Cần giấy tờ gì?</h4><p>Đơn xin phép.</p><h4>Mất bao lâu?</h4><p>4 ngày</p><h4>Làm thế nào?</h4><p>Nộp, chờ, nhận.</p>"
    assert texts(read(f"<main><h3>Hỏi - đáp</h3>{told}</main>", ""), K.DURATION) == ["4 ngày"]


def test_terms_and_heads_that_open_are_labels_by_their_words() -> None:
    terms = "<dl><dt>Ai lo việc này</dt><dd>Đội bãi tắm</dd></dl><details><summary>Tiền phải trả</summary><p>Không mất tiền</p></details>"
    fields = {field.key: field.text for field in read(f"<p><b>Thời hạn:</b> 3 ngày</p>{terms}").fields}
    assert (fields.get(K.AGENCY), fields.get(K.FEE)) == ("Đội bãi tắm", "Không mất tiền")


def test_one_known_label_vouches_for_no_row_with_its_value() -> None:
    rows = "".join(
        f"<div class=row><span>{label}</span><span>{text}</span></div>"
        for label, text in (
            ("Lệ phí", ""),
            ("Sản phẩm", "Giấy phép"),
            ("Cách trả kết quả", "Qua bưu điện"),
            ("Trình tự", "Nộp"),
            ("Hồ sơ", "Đơn"),
        )
    )
    found = read(f"<div>{rows}</div>", "")
    assert texts(found, K.RESULT) == ["Giấy phép"] and texts(found, K.CHANNEL_OUT) == ["Qua bưu điện"]


BROUGHT = "Bưu tá giao tận nhà"


def test_one_known_label_vouches_for_others_of_its_dress_that_mean_an_item() -> None:
    def boxes(*facts: tuple[str, str]) -> str:
        return "".join(f"<li class=o><em class=ten>{label}</em> <b>{text}</b></li>" for label, text in facts)

    rest = "<p><b>Trình tự thực hiện:</b> Chủ bãi tắm lập hồ sơ.</p><p><b>Thành phần hồ sơ:</b> Đơn xin</p>"
    found = read(f"<ul>{boxes(('Sản phẩm', 'Giấy phép'), ('Cách lấy kết quả về', BROUGHT))}</ul>", rest)
    assert (texts(found, K.RESULT), texts(found, K.CHANNEL_OUT)) == (["Giấy phép"], [BROUGHT])
    # Names of procedures have the words of items, too.
    cards = boxes(("Biểu mẫu", "Xem"), ("Cấp giấy chứng nhận đủ điều kiện nuôi yến", "Mức 3"), ("Miễn, giảm phí bãi tắm", "Mức 4"))
    assert not {field.key for field in read(f"<ul>{cards}</ul>", rest).fields} & {K.CONDITIONS, K.FEE}


def test_one_known_heading_vouches_for_another_that_means_an_item() -> None:
    parts = "".join(
        f"<div class=o><h4>{label}</h4><p>{text}</p></div>" for label, text in (("Thành phần hồ sơ", "Đơn"), ("Mẫu tải về", "Đơn xin"))
    )
    assert {field.key for field in read(parts).fields} >= {K.DOSSIER, K.FORMS}


def test_a_line_of_papers_names_each_form() -> None:
    line = "Đơn xin mở bãi tắm (Mẫu số 07) <a href='/f/9.docx'>(tải)</a>; Báo cáo an toàn (Mẫu số 08); Bản sao thẻ"
    forms = read(f"<p><b>Thành phần hồ sơ:</b> {line}</p>").forms
    assert [(form.symbol, form.file is not None) for form in forms] == [("mau so 07", True), ("mau so 08", False)]


@pytest.mark.parametrize("order", ["Tải về (.docx)", "Tải xuống [PDF, 48 KB]", "Download file Word", "Tải về", "(bản trắng)", "Đơn trống"])
def test_a_link_that_only_says_download_is_named_by_what_stands_before_it(order: str) -> None:
    (form,) = read(
        f"<div><b>Biểu mẫu</b><ul><li><span>Đơn xin mở bãi tắm (Mẫu số 07)</span> <a href='/f/9.docx'>{order}</a></li></ul></div>"
    ).forms
    assert (form.named, form.symbol, form.file is not None) == ("Đơn xin mở bãi tắm (Mẫu số 07)", "mau so 07", True)


def test_wordings_of_lines_that_say_the_usual_in_other_words() -> None:
    body = (
        "<div>Mã số: 2.001734<br>Ngành: Du lịch<br>Phương thức nộp: Gửi đơn qua hộp thư điện tử của xã<br>Hồ sơ gồm có: Đơn xin phép, ảnh"
        "<br>Nơi nhận kết quả: Tại quầy số 2</div>"
    )
    found = read(body)
    assert [texts(found, key) for key in (K.FIELD, K.CHANNEL_IN, K.DOSSIER, K.CHANNEL_OUT)] == [
        ["Du lịch"],
        ["Gửi đơn qua hộp thư điện tử của xã"],
        ["Đơn xin phép, ảnh"],
        ["Tại quầy số 2"],
    ]


def test_a_label_that_is_said_again_in_another_language_is_one() -> None:
    """In one run or in an element of its own; a value behind a stroke is none."""
    heads = (
        ("Lệ phí", "Fee", "50.000 đồng"),
        ("Thời hạn giải quyết", "Processing time", "5 ngày"),
        ("Căn cứ pháp lý", "Legal basis", "Luật"),
    )
    rows = "".join(f"<section><h5>{vi} / <i>{en}</i></h5><div>{said}</div></section>" for vi, en, said in heads[:2])
    rows += "".join(f"<section><h5>{vi}/ {en}:</h5><div>{said}</div></section>" for vi, en, said in heads[2:])
    found = find_labels(open_document(f"<main>{rows}<p>Lĩnh vực / Hộ tịch</p></main>", "https://a.example/"))
    assert [label.key for label in found] == [K.FEE, K.DURATION, K.LEGAL_BASIS]


def test_a_menu_entry_that_says_a_level_is_no_badge() -> None:
    """The list item around the link says a level and nothing else, too; the picture below the heading is the badge."""
    menu = "<table><tr><td><ul><li><a href='/tin'>Tin</a></li><li><a href='/dvc'>Dịch vụ công mức độ 3, 4</a></li></ul></td></tr></table>"
    html = f"<body><div>{menu}<h2>{NAME}</h2><p><img src=/2.gif alt='Dịch vụ công mức độ 2'></p>{REST}</div></body>"
    (found,) = read_page(Page(URL, html)).procedures
    assert texts(found, K.LEVEL) == ["Dịch vụ công mức độ 2"]


def test_a_value_ends_before_the_button_in_the_paragraph_behind_it() -> None:
    button = "<p class=doc-tiep><a class=nut href='/tiep-nhan/t11.html'>Lập hồ sơ trực tuyến</a></p>"
    assert texts(read(f"<p><b>Cơ quan giải quyết:</b> Sở Tư pháp</p>{button}"), K.AGENCY) == ["Sở Tư pháp"]


@pytest.mark.parametrize(
    ("short", "key"),
    [
        ("TG giải quyết", K.DURATION),
        ("Th/hạn g/quyết", K.DURATION),
        ("T/phần HS", K.DOSSIER),
        ("CQ giải quyết", K.AGENCY),
        ("Đ/tượng th/hiện", K.SUBJECT),
        ("Trả KQ", K.CHANNEL_OUT),
        ("Kết quả TT", K.RESULT),
        ("L/vực", K.FIELD),
        ("ĐT", None),
        ("KQ", None),
    ],
)
def test_labels_may_be_cut_down_as_clerks_do(short: str, key: K | None) -> None:
    assert exact_key(short) is key


def test_bold_lines_among_known_labels_are_labels_whatever_they_say() -> None:
    """As a word processor writes them: no list knows "Giao nhận", but it stands as the others do; a bold sentence does not."""
    lines = {"Trình tự": "Nộp đơn", "Thời hạn": "3 ngày", "Lệ phí": "Không", "Giao nhận giấy tờ": "Qua bưu điện", "Mẫu": "Không có mẫu"}
    body = "".join(
        f'<p class="c"><b><span>{letter}, {label}:</span></b></p><p class="c"><span>{said}</span></p>'
        for letter, (label, said) in zip("abcđl", lines.items(), strict=True)
    )
    found = read(body + '<p class="c"><b>Lưu ý khi đi nộp</b></p>', "")
    assert texts(found, K.FEE) == ["Không"] and texts(found, K.CHANNEL_OUT) == ["Qua bưu điện"]
    assert texts(found, K.FORMS) == ["Không có mẫu\nLưu ý khi đi nộp"]


def test_columns_of_figures_are_no_levels_and_hide_none() -> None:
    heads = "<tr><th>Đơn vị</th><th>Mức độ 3</th><th>Mức độ 4</th></tr>"
    figures = f"<table>{heads}<tr><td>Phường 1</td><td>12</td><td>30</td></tr><tr><td>Phường 2</td><td>8</td><td>9,5</td></tr></table>"
    badge = "<p><img src=/md2.png alt='Dịch vụ công mức độ 2'></p>"
    assert texts(read(badge, REST + figures), K.LEVEL) == ["Dịch vụ công mức độ 2"]
    assert texts(read("", REST + figures), K.LEVEL) == []


@pytest.mark.parametrize(
    ("label", "key"),
    [
        ("Mã nhận diện", K.CODE), ("Ký số thủ tục", K.CODE), ("Hạng dịch vụ", K.LEVEL), ("Phân hạng dịch vụ", K.LEVEL),
        ("Giao trả đầu ra", K.CHANNEL_OUT), ("Cách nhận đầu ra", K.CHANNEL_OUT), ("Nhận sản phẩm bằng cách", K.CHANNEL_OUT),
        ("Hình thức giao sản phẩm", K.CHANNEL_OUT), ("Đầu ra", K.RESULT), ("Sản phẩm nhận về", K.RESULT), ("Được nhận gì", K.RESULT),
        ("Cách gửi giấy tờ", K.CHANNEL_IN), ("Cách đưa hồ sơ", K.CHANNEL_IN), ("Làm bằng cách nào?", K.MANNER), ("Làm thế nào?", K.STEPS),
        ("Tài liệu mẫu", K.FORMS), ("Mẫu giấy để điền", K.FORMS), ("Giấy tờ phải có", K.DOSSIER), ("Giấy tờ kèm theo", K.DOSSIER),
        ("Điều kiện ràng buộc", K.CONDITIONS), ("Ràng buộc", K.CONDITIONS), ("Căn cứ ban hành", K.LEGAL_BASIS),
        ("Theo văn bản nào", K.LEGAL_BASIS), ("Căn cứ để tính phí", K.FEE),
    ],
)  # fmt: skip
def test_items_in_other_words_where_labels_stand(label: str, key: K) -> None:
    assert label_key(label) is key


@pytest.mark.parametrize(
    ("line", "symbols"),
    [
        ("Bản khai bổ sung, mẫu K2", ["k02"]),
        ("Tờ khai của người đại diện, Biểu mẫu 03.", ["mau so 03"]),
        ("Kết quả thử nước, mẫu 2 lít", []),
        ("Lấy tại giếng, mẫu 12", []),
    ],
)
def test_a_form_named_with_its_number_last(line: str, symbols: list[str]) -> None:
    assert [form.symbol for form in read(f"<p><b>Thành phần hồ sơ:</b></p><ul><li>Bản chụp bằng</li><li>{line}</li></ul>").forms] == symbols


@pytest.mark.parametrize(
    "kind", ["DOCX", "Bản Word", "[PDF - 48 KB]", "Tải tài liệu", "Tải bản mẫu", "tờ in sẵn", "file Excel chưa điền", "bản PDF để in ra"]
)
def test_a_link_that_only_says_what_kind_of_file_it_is(kind: str) -> None:
    (form,) = read(
        f"<p><b>Thành phần hồ sơ:</b></p><ul><li>Đơn xin mở bãi tắm - mẫu 1 <a href=/kho/8812/x?download=true>{kind}</a></li></ul>"
    ).forms
    assert form.file is not None
    assert form.named == "Đơn xin mở bãi tắm - mẫu 1"


@pytest.mark.parametrize("order", ["tại đây", "bấm để lấy", "bản trắng", "mở tệp", "nhận ở đây"])
def test_a_link_that_only_tells_to_take_a_form_is_that_forms_file(order: str) -> None:
    link = f"(<a href=/?so=88{{}}>{order}</a>)"
    papers = (
        f"<li>Đơn xin mở bãi tắm {link.format(1)};</li><li>Phiếu đăng ký phao {link.format(2)};</li><li>Sơ đồ bãi tắm {link.format(3)}</li>"
    )
    found = read(f"<p><b>Thành phần hồ sơ:</b></p><ul>{papers}</ul>").forms
    assert {form.named: form.file.url if form.file else None for form in found} == {
        "Đơn xin mở bãi tắm": "https://motcua.tinh.example.vn/?so=881",
        "Phiếu đăng ký phao": "https://motcua.tinh.example.vn/?so=882",
    }


@pytest.mark.parametrize("item", ["Đơn xin phép (<a href=/x?so=9>xem chi tiết</a>)", "Tờ khai điện tử (<a href=/x?so=9>tại đây</a>)"])
def test_a_link_that_tells_more_of_a_paper_or_opens_it_to_be_filled_in_is_no_file(item: str) -> None:
    assert [form.file for form in read(f"<p><b>Thành phần hồ sơ:</b></p><ul><li>{item}</li><li>Sơ đồ</li></ul>").forms if form.file] == []


def test_the_headline_of_a_list_is_not_told_by_the_next_ones() -> None:
    news = "<ul><li>Thanh toán trực tuyến: nhiều lợi ích</li><li>Tuyển dụng viên chức</li><li>Dịch vụ công trực tuyến</li></ul>"
    assert texts(read(REST, f"<div>{news}</div>"), K.PAYMENT) == ["nhiều lợi ích"]
    ways = "<ul><li>Thanh toán: tại quầy</li><li>Hoặc nộp qua ví điện tử</li><li>Tin khác</li></ul>"
    assert texts(read(REST, f"<div>{ways}</div>"), K.PAYMENT) == ["tại quầy\nHoặc nộp qua ví điện tử"]


def test_a_question_with_its_item_in_brackets_is_one_label() -> None:
    body = "<div><h4>Cần những giấy tờ gì? (thành phần hồ sơ)</h4><div>Đơn xin mở bãi tắm</div></div>"
    assert texts(read(body), K.DOSSIER) == ["Đơn xin mở bãi tắm"]


@pytest.mark.parametrize(
    ("label", "key"),
    [
        ("Mẫu có sẵn", K.FORMS),
        ("Mẫu", K.FORMS),
        ("Tiền phải đóng", K.FEE),
        ("Làm xong sẽ được", K.RESULT),
        ("Đòi hỏi riêng", K.CONDITIONS),
        ("Dựa theo luật", K.LEGAL_BASIS),
        ("Mã niêm yết", K.CODE),
        ("Nộp hồ sơ", K.CHANNEL_IN),
        ("Hình thức giao trả", K.CHANNEL_OUT),
        ("Các thành phần và số bộ", K.DOSSIER),
        ("Xếp hạng", K.LEVEL),
    ],
)
def test_labels_by_their_place_are_known_by_their_words(label: str, key: K) -> None:
    assert label_key(label) is key


def test_figures_of_a_box_below_a_heading_without_words_are_no_level() -> None:
    beside = (
        "<div class=hop><div class=dau>Dịch vụ công trực tuyến</div><div><a href=/dv4><img src=/4.png></a></div></div>"
        "<div class=hop><div class=dau>Số liệu tháng này</div><p>Nhận: 1.204</p><p>Qua mạng mức độ 3, 4: 318</p></div>"
    )
    assert texts(read("", REST + beside), K.LEVEL) == []


def test_levels_below_one_another_under_a_head_that_names_none_are_a_menu() -> None:
    menu = "<td><b>DỊCH VỤ CÔNG</b><br><a href='/hd'>Dịch vụ công mức độ 3</a><br><a href='/hd'>Dịch vụ công mức độ 4</a><br></td>"
    html = f"<body><table><tr>{menu}<td><h2>{NAME}</h2><p>Mức độ dịch vụ công: <b>Mức độ 2</b></p>{REST}</td></tr></table></body>"
    [read] = read_page(Page(URL, html)).procedures
    assert {field.text for field in read.fields if field.key is K.LEVEL} == {"Mức độ 2"}


@pytest.mark.parametrize(
    ("item", "level"),
    [
        ("<p><b>Cung cấp trực tuyến:</b> mức độ 2</p>", ["mức độ 2"]),
        ("<dl><dt>Triển khai ở</dt><dd>Mức độ 3</dd></dl>", ["Mức độ 3"]),
        ("<p><b>Mức độ an toàn hệ thống:</b> Mức độ 3</p>", []),
        ("<p><b>Tài khoản định danh cần có:</b> Mức độ 2</p>", []),
        ("<p><b>Trực tuyến:</b> 3</p>", []),
    ],
)
def test_a_level_under_a_label_that_nobody_foresaw(item: str, level: list[str]) -> None:
    assert texts(read(item), K.LEVEL) == level


def test_the_head_of_a_part_that_opens_is_a_label_by_what_it_says_of_itself() -> None:
    head = "<h4><span role=button aria-expanded=true>{}</span></h4><div><p>{}</p></div>"
    parts = {"Các bước và cách làm": "Chủ bãi tắm lập hồ sơ.", "Tin mới": "Mưa to.", "Giấy tờ phải chuẩn bị": "Bản vẽ."}
    found = read("".join(head.format(*part) for part in parts.items()), REST.partition("</p>")[2])
    assert texts(found, K.STEPS) == ["Chủ bãi tắm lập hồ sơ."]
    assert texts(found, K.DOSSIER) == ["Bản vẽ."]
    menu = "<div><b role=treeitem aria-expanded=false>Các bước và cách làm</b><p>Chủ bãi tắm lập.</p></div><p>Mã thủ tục: 1.000718</p>"
    assert texts(read(menu, REST.partition("</p>")[2] + "<p><b>Lệ phí:</b> Không</p>"), K.STEPS) == []


def test_a_link_to_a_page_that_a_script_draws_is_no_label() -> None:
    links = "<p><a href='#/phi'>Lệ phí</a></p><p>Xem mục khác</p>"
    assert texts(read(links), K.FEE) == []
    assert texts(read(links.replace("#/phi", "#phi")), K.FEE) == ["Xem mục khác"]


_STEPS_ROW = "<tr><td>Trình tự thực hiện</td><td>Phòng chuyên môn thẩm tra.</td></tr>"
_LAW_ROW = "<tr><td>Căn cứ pháp lý</td><td>Luật Đường thủy</td></tr>"


@pytest.mark.parametrize(
    "body",
    [
        "<h4>Kết quả</h4><p>Quyết định.</p><p>Lấy ở Chi cục.</p><h4>Căn cứ pháp lý</h4><p>Luật Đường thủy</p>",
        "<dl><dt>Kết quả</dt><dd><div>Quyết định</div><div>Lấy ở Chi cục.</div></dd><dt>Căn cứ pháp lý</dt><dd>Luật Đường thủy</dd></dl>",
        f"<table>{_STEPS_ROW}<tr><td>Kết quả</td><td>Quyết định</td></tr>{_LAW_ROW}</table>",
        "<div><i class=a>Kết quả</i><i class=b>Quyết định</i></div><div><i class=a>Căn cứ pháp lý</i><i class=b>Luật Đường thủy</i></div>",
    ],
)
def test_a_decision_is_what_the_result_is(body: str) -> None:
    found = read(body, "<p><b>Trình tự thực hiện:</b> Chủ bãi tắm lập hồ sơ, phòng chuyên môn thẩm tra.</p>")
    assert [text.split("\n")[0].rstrip(".") for text in texts(found, K.RESULT)] == ["Quyết định"]
    assert texts(found, K.DECISION) == []
    assert texts(found, K.LEGAL_BASIS) == ["Luật Đường thủy"]


@pytest.mark.parametrize(
    "body",
    [
        "<h4>Kết quả</h4><h4>Quyết định</h4><p>12/QĐ-UBND</p>",
        "<p><b>Kết quả:</b></p><p><i>Quyết định:</i> 12/QĐ-UBND</p>",
        f"<table>{_STEPS_ROW}<tr><td>Kết quả</td><td></td></tr><tr><td>Quyết định</td><td>12/QĐ-UBND</td></tr>{_LAW_ROW}</table>",
        f"<table>{_STEPS_ROW}<tr><td>Kết quả</td><td>Giấy phép</td></tr><tr><td>Quyết định</td><td>12/QĐ-UBND</td></tr>{_LAW_ROW}</table>",
    ],
)
def test_a_decision_under_a_result_without_words_is_an_item_of_its_own(body: str) -> None:
    found = read(body, REST.partition("<p><b>Kết quả")[0])
    assert texts(found, K.DECISION) == ["12/QĐ-UBND"]


ICON = "<div class=hop><p class=dau><i class=h>{}</i> {}</p><p>{}</p></div>"


@pytest.mark.parametrize("picture", ["📜", "⚖️", "\ue88e", "✔"])
def test_a_picture_that_is_a_letter_stands_before_a_label(picture: str) -> None:
    cards = (("Căn cứ pháp lý", "Luật số 09"), ("Lệ phí", "Không thu"), ("Thành phần hồ sơ", "Đơn đề nghị"))
    found = read("".join(ICON.format(picture, label, text) for label, text in cards))
    assert [texts(found, key) for key in (K.LEGAL_BASIS, K.FEE, K.DOSSIER)] == [["Luật số 09"], ["Không thu"], ["Đơn đề nghị"]]


def test_a_sentence_behind_a_picture_is_no_label() -> None:
    assert not texts(read(ICON.format("📜", "Lệ phí của việc này do hội đồng đặt ra", "Không thu")), K.FEE)


GLUED = "<li class=muc>{}<b>{}</b></li>"


def test_a_value_that_only_its_mark_up_parts_from_its_label() -> None:
    facts = (
        ("Lệ phí", "Không thu"),
        ("Cơ quan thực hiện", "Sở Du lịch"),
        ("Căn cứ pháp lý", "Luật số 09"),
        ("Đối tượng thực hiện", "Chủ bãi"),
    )
    found = read("<ul>" + "".join(GLUED.format(label, text) for label, text in facts) + "</ul>")
    assert [texts(found, key) for key in (K.FEE, K.AGENCY, K.LEGAL_BASIS, K.SUBJECT)] == [[text] for _, text in facts]


@pytest.mark.parametrize(
    "items",
    [
        (("Lĩnh vực", "12"), ("Cơ quan thực hiện", "7"), ("Biểu mẫu", "(40)")),  # what a page counts
        (("Lệ phí", "không"), ("Hồ sơ", "01 bộ")),  # too few to be a habit of the page
    ],
)
def test_words_beside_a_mark_are_no_labels(items: tuple[tuple[str, str], ...]) -> None:
    found = read("<ul>" + "".join(GLUED.format(label, text) for label, text in items) + "</ul>")
    assert not texts(found, K.FEE) + texts(found, K.FIELD) + texts(found, K.AGENCY)


def test_a_table_for_every_item_has_its_label_in_front() -> None:
    row = "<table><tbody><tr><td class=o1>{}</td><td>{}</td></tr></tbody></table>"
    rows = {"Mã thủ tục": "1.009222", "Diễn giải từng việc": "Làm đơn, nộp tại phòng 3", "Thành phần hồ sơ": "Đơn", "Ghi thêm": "Gọi số 4"}
    found = read("<div>" + "".join(row.format(*item) for item in rows.items()) + "</div>", rest=REST.replace("<p>", "<div>"))
    assert texts(found, K.OTHER) == ["Làm đơn, nộp tại phòng 3", "Gọi số 4"] and texts(found, K.DOSSIER) == ["Đơn"]


def test_a_table_of_one_row_without_the_dress_of_labels_has_none() -> None:
    row = "<table><tbody><tr><td class={}>{}</td><td>{}</td></tr></tbody></table>"
    rows = [("o1", "Mã thủ tục", "1.009222"), ("o2", "Tin mới", "Hội nghị"), ("o1", "Thành phần hồ sơ", "Đơn")]
    found = read("<div>" + "".join(row.format(*item) for item in rows) + "</div>")
    assert texts(found, K.OTHER) == []
