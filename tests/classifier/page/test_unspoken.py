"""Pages whose labels are an icon's title or stand in small letters under what they label."""

from __future__ import annotations

import pytest

from classifier.model import ControlKind, FieldKey, Page, PageReading
from classifier.page.document import open_document
from classifier.reading import read_page

URL = "https://hcc.tinh.example.vn/dich-vu/7718"
NAME = "Cấp biển số nhà trong ngõ"
ITEMS = (
    ("Ký hiệu thủ tục", "1.000884", FieldKey.CODE),
    ("Lĩnh vực", "Quy hoạch xây dựng", FieldKey.FIELD),
    ("Thời hạn", "12 ngày làm việc", FieldKey.DURATION),
    ("Lệ phí", "Lệ phí 45.000 đồng một biển", FieldKey.FEE),
    ("Kết quả", "Biển số nhà", FieldKey.RESULT),
    ("Thành phần hồ sơ", "Đơn xin cấp biển; ảnh chụp mặt nhà", FieldKey.DOSSIER),
    ("Trình tự thực hiện", "Chủ nhà nộp đơn, đội đo đạc đến xem, phòng ký biển", FieldKey.STEPS),
)


def read(body: str, head: str = f"<h1>{NAME}</h1>") -> PageReading:
    return read_page(Page(URL, f"<html><body><section>{head}{body}</section></body></html>"))


def told(page: PageReading) -> dict[FieldKey, str]:
    (found,) = page.procedures
    return {field.key: field.text for field in found.fields}


def assert_items(body: str) -> None:
    """Each item has its own value, and no other's."""
    found = told(read(body))
    assert {key: found.get(key) for _, _, key in ITEMS} == {key: value for _, value, key in ITEMS}


ICONS = {
    "a font's pictures": "<li><span class='material-icons' title='{0}'>schedule</span><span>{1}</span></li>",
    "drawings with a title": "<p><svg role=img><g><title>{0}</title><path d='M0 0'/></g></svg> {1}</p>",
    "labels for readers aloud": "<div class=o><em class='bi bi-x' aria-label='{0}'></em><section>{1}</section></div>",
    "pictures in a box": "<div class=row><div class=pic><img src=a.png alt='{0}'></div><div class=say>{1}</div></div>",
    "tips of a library": "<div><i class=fa data-bs-original-title='{0}:'></i>{1}</div>",
}


@pytest.mark.parametrize("make", ICONS.values(), ids=ICONS)
def test_the_titles_of_icons_are_labels(make: str) -> None:
    assert_items("".join(make.format(label, value) for label, value, _ in ITEMS))


CAPTIONS = {
    "behind the value": "<div class=fact><strong>{1}</strong><span class=k>{0}</span></div>",
    "a paragraph below": "<li><p>{1}</p><p class=nho>{0}</p></li>",
    "a caption of a figure": "<figure><div>{1}</div><figcaption>{0}</figcaption></figure>",
    "in a box of its own": "<article class='tile big'><div>{1}<small>{0}</small></div></article>",
}


@pytest.mark.parametrize("make", CAPTIONS.values(), ids=CAPTIONS)
def test_captions_below_their_values_are_labels(make: str) -> None:
    assert_items("".join(make.format(label.lower(), value) for label, value, _ in ITEMS))


def test_both_on_one_page() -> None:
    made = (ICONS["labels for readers aloud"], CAPTIONS["behind the value"].replace("fact", "o"))
    assert_items("".join(made[at % 2].format(label, value) for at, (label, value, _) in enumerate(ITEMS)))


UNMOVED = {
    "an icon beside a label in words": "<p><i class=fa title='{0}'></i> <b>{0}:</b> {1}</p>",
    "a picture's name before the label": "<div class=row><div class=c><i>schedule</i><span>{0}</span></div><div class=c>{1}</div></div>",
    "a number before the label": "<div class=row><div class=c>01<span>{0}</span></div><div class=c>{1}</div></div>",
    "labels above their values": "<div><p>{0}</p><p>{1}</p></div>",
}


@pytest.mark.parametrize("make", UNMOVED.values(), ids=UNMOVED)
def test_what_stands_where_labels_stand_is_left_there(make: str) -> None:
    body = "".join(make.format(label, value) for label, value, _ in ITEMS)
    plain = " ".join(open_document(body, URL).text.split())
    assert [plain.find(value) > plain.find(label) for label, value, _ in ITEMS] == [True] * len(ITEMS)
    assert plain.count("Thời hạn") == 1


def test_a_strip_of_parts_and_counters_label_nothing() -> None:
    strip = "".join(f"<div class=tab><i>list</i><span>{label}</span></div>" for label, _, _ in ITEMS)
    counters = "".join(
        f"<div class=so><b>{count}</b><span>{label}</span></div>"
        for label, count in (("Lĩnh vực", "41"), ("Cơ quan", "1.024"), ("Kết quả", "98"))
    )
    for body in (strip, counters):
        assert ":" not in open_document(body, URL).text
        assert read(body).procedures == ()


def test_buttons_with_such_titles_are_no_labels() -> None:
    buttons = "".join(f"<a href='#{at}'><i class=fa title='{label}'></i></a> {value}" for at, (label, value, _) in enumerate(ITEMS))
    assert "Lĩnh vực" not in open_document(buttons, URL).text


LIST = "".join(ICONS["drawings with a title"].format(label, value) for label, value, _ in ITEMS)


def test_the_level_of_a_mark_in_the_heading() -> None:
    page = read(LIST, f"<h1>{NAME} <span class=cham title='Mức độ dịch vụ: Toàn trình'>●</span></h1>")
    assert (told(page)[FieldKey.LEVEL], page.procedures[0].name) == ("Toàn trình", NAME)


def test_marks_in_several_headings_are_of_other_procedures_too() -> None:
    others = "".join(f"<h2>Việc {at} <i title='Mức độ dịch vụ: Một phần'>●</i></h2>" for at in "AB")
    assert FieldKey.LEVEL not in told(read(LIST + others))


def test_a_button_that_is_a_picture_says_what_its_title_says() -> None:
    (found,) = (
        c for c in read(f"{LIST}<p><a href='/lam/7718' title='Gửi hồ sơ qua mạng'>✉</a></p>").procedures[0].controls if not c.in_chrome
    )
    assert (found.kind, found.text, found.own) == (ControlKind.SUBMIT, "Gửi hồ sơ qua mạng", True)


def test_a_file_on_a_line_about_other_procedures_is_no_form_of_this_one() -> None:
    line = "<p>Biểu mẫu hay dùng cho các thủ tục khác: <a href='/tep/don-tach-thua.docx'>Đơn đề nghị tách thửa</a></p>"
    assert [form.named for form in read(LIST + line).procedures[0].forms if form.file] == []
    own = line.replace("các thủ tục khác", "việc này")
    assert [form.named for form in read(LIST + own).procedures[0].forms if form.file] == ["Đơn đề nghị tách thửa"]


@pytest.mark.parametrize(
    ("icons", "key", "value"),
    [
        ("<svg><title>Việc này trả kết quả tại nhà</title></svg>", FieldKey.CHANNEL_OUT, "Việc này trả kết quả tại nhà"),
        ("<em class=o title='Có thanh toán phí trực tuyến'></em>", FieldKey.PAYMENT, "Có thanh toán phí trực tuyến"),
        ("<em class=o title='Trả kết quả'></em>", FieldKey.CHANNEL_OUT, None),  # a word of a legend states nothing
    ],
)
def test_an_icon_in_the_title_states_a_fact_in_its_sentence(icons: str, key: FieldKey, value: str | None) -> None:
    items = "".join(f"<p><b>{label}:</b> {said}</p>" for label, said, _ in ITEMS)
    assert told(read(items, f"<h1>{NAME} {icons}</h1>")).get(key) == value
    # On a page with such icons in several titles nobody knows whose they are.
    others = f"<h2>Cấp số nhà mới {icons}</h2><h2>Đổi số nhà cũ {icons}</h2>"
    assert key not in told(read(f"{items}{others}", f"<h1>{NAME} {icons}</h1>"))
