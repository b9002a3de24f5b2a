# ruff: noqa: E501 - the pages of the invented portal are easier to read when each stands on one line
"""Files whose addresses a script asks for when a button is pressed."""

from __future__ import annotations

import json

import pytest

from classifier.model import FormMention, Forms, Page
from crawler.reader.details.pressed_files import _form_beside
from crawler.reader.page.document import Document
from crawler.reader.page.file_buttons import any_buttons
from tests.crawler.reader.asking.test_scripts import data, js, read_drawn
from tests.crawler.reader.details.test_form_lists import forms_of
from tests.crawler.reader.details.test_parts import STEPS, facts
from tests.crawler.reader.made import Asked, Reply, shell
from tests.crawler.reader.paging.test_paging import BY_ID, MENU, PROCEDURES, anchor, portal, table
from tests.crawler.reader.reading import Found, read_made

FIVE = PROCEDURES[:5]
CODE = """
document.querySelectorAll('li b[role=button]').forEach((nut, i) => { const giay = nut.closest('li').querySelector('u').textContent.trim();
  if (giay === 'Tờ khai nhân sự') return;
  nut.addEventListener('click', () => giay === 'Phiếu kín' ? fetch('/luu/mo-khoa', {method: 'PUT'}) : fetch('/khoa-tep?giay=' + btoa(encodeURIComponent(giay))).then(r => r.json()).then(k => window.open('/tep-mo/' + k.khoa + '?het=9'))); });
"""
# Its forms, and what the buttons beside them do: those of the second do nothing, one of the third's does what nobody may.
KINDS = [
    ("Đơn đề nghị cấp mới", "Bản kê khai"),
    ("Tờ khai nhân sự",),
    ("Phiếu kín", "Đơn đề nghị"),
    (),
    ("Tờ khai nhân sự", "Đơn xin gia hạn"),
]


def behind_buttons(asked: Asked) -> Reply | None:
    head, _, ident = asked.path.rpartition("/")
    p = BY_ID.get(int(ident)) if ident.isdigit() else None
    if asked.path == "/ma/tep.js":
        return js(CODE)
    if asked.path == "/khoa-tep":
        return data({"khoa": asked.query["giay"].lower()[:12]})
    if head == "/thu-tuc" and p:
        rows = "".join(f"<li><u>{form}</u> <b role=button>Tải về</b></li>" for form in KINDS[FIVE.index(p)])
        forms = f"<ol>{rows}</ol>" if rows else "Không có mẫu"
        return shell(
            f"<h1>{p.name}</h1><dl>{facts(p)}{STEPS}<dt>Mẫu đơn, tờ khai</dt><dd>{forms}</dd></dl><script src=/ma/tep.js></script>"
        )
    return portal(lambda _: shell(table(FIVE, anchor), menu=MENU))(asked)


def read_states(found: Found) -> list[Forms]:
    states = forms_of(found)
    return [states[p.name][0] for p in FIVE]


@pytest.mark.browser
def test_a_button_is_pressed_for_the_address_of_its_file() -> None:
    found = read_drawn(behind_buttons)
    assert read_states(found) == [Forms.YES, Forms.NO, Forms.UNKNOWN, Forms.NOT_APPLICABLE, Forms.SOME], json.dumps(forms_of(found))
    assert not any(asked.path.startswith(("/tep-mo/", "/luu/")) for asked in found.served.asked), "pressed, and held back"


STRIP = """
const o = document.getElementById('phan'), mo = { 'Trình tự': () => { o.innerHTML = '<p>Nộp đơn, chờ.</p>'; }, 'Biểu mẫu': () => fetch('/phan/mau/' + o.dataset.so).then(r => r.text()).then(t => { o.innerHTML = t;
  o.querySelectorAll('.lay').forEach(n => n.addEventListener('click', () => { if (n.dataset.m) location.assign('/lay/' + n.dataset.m); })); }) };
document.querySelectorAll('menu li').forEach(n => n.addEventListener('click', mo[n.textContent]));
"""


def behind_a_tab(asked: Asked) -> Reply | None:
    """The forms of a page stand under a tab, each with the name of its file, which a press fetches; one has none."""
    head, _, ident = asked.path.rpartition("/")
    p = BY_ID.get(int(ident)) if ident.isdigit() else None
    if head == "/phan/mau" and p:
        rows = "".join(
            f"<li>{form} <span class=lay data-m='{len(form)}{p.id}'>⬇ mau-{len(form)}.doc</span></li>" for form in KINDS[FIVE.index(p)]
        )
        return f"<h4>Mẫu đơn, tờ khai</h4><ol>{rows}</ol>" if rows else "<h4>Mẫu đơn, tờ khai</h4><p>Không có mẫu</p>"
    if head == "/thu-tuc" and p:
        strip = f"<menu><li>Trình tự</li><li>Biểu mẫu</li></menu><section id=phan data-so={p.id}><p>Nộp đơn, chờ.</p></section>"
        return shell(f"<h1>{p.name}</h1><dl>{facts(p)}{STEPS}</dl>{strip}<script>{STRIP}</script>")
    return portal(lambda _: shell(table(FIVE, anchor), menu=MENU))(asked)


@pytest.mark.browser
def test_a_button_behind_a_tab_is_pressed_after_the_tab() -> None:
    found = read_drawn(behind_a_tab)
    assert read_states(found) == [Forms.YES, Forms.YES, Forms.YES, Forms.NOT_APPLICABLE, Forms.YES], json.dumps(forms_of(found))
    assert not any(asked.path.startswith("/lay/") for asked in found.served.asked)


# What a button for a file is given to work with, and the notice in a corner of the page where that is nothing.
NOTICES = [("ToTrinh", "Chưa có tập tin cho biểu mẫu này"), ("", "Chưa có tập tin cho biểu mẫu này"), ("", "Cảm ơn quý khách")]
CORNER = """
document.querySelectorAll('dd em').forEach(nut => nut.addEventListener('click', () => { const k = nut.dataset.k;
  if (k) return void open(['/kho', k].join('/')); const o = document.getElementById('goc'); o.hidden = false; o.textContent = nut.dataset.loi; }));
"""


def with_a_notice(asked: Asked) -> Reply | None:
    head, _, ident = asked.path.rpartition("/")
    p = BY_ID.get(int(ident)) if ident.isdigit() else None
    if asked.path == "/ma/goc.js":
        return js(CORNER)
    if head == "/thu-tuc" and p and p in FIVE[: len(NOTICES)]:
        key, notice = NOTICES[FIVE.index(p)]
        forms = f"Đơn đề nghị <em role=button data-k='{key}' data-loi='{notice}'>Tải mẫu</em>"
        facts_of = f"<dl>{facts(p)}{STEPS}<dt>Mẫu đơn, tờ khai</dt><dd>{forms}</dd></dl>"
        return shell(f"<p id=goc hidden></p><h1>{p.name}</h1>{facts_of}<script src=/ma/goc.js></script>")
    return portal(lambda _: shell(table(FIVE[: len(NOTICES)], anchor), menu=MENU))(asked)


@pytest.mark.browser
def test_a_button_that_only_says_that_there_is_no_file_has_none() -> None:
    states = forms_of(read_drawn(with_a_notice))
    assert [states[p.name][0] for p in FIVE[: len(NOTICES)]] == [Forms.YES, Forms.NO, Forms.UNKNOWN], json.dumps(states)


def in_a_window(asked: Asked) -> Reply | None:
    """Procedures that show on the page of their list alone, with the names of files that a closure listens to."""
    if asked.path == "/ma/viec.js":
        fields = {
            p.name: [f"<h3>{p.name}</h3><dl>{facts(p)}{STEPS}<dt>Mẫu đơn, tờ khai</dt><dd><p>{{}}</p></dd></dl>", f"Don_{p.id}.docx"]
            for p in FIVE
        }
        return js(
            f"const viec = new Map(Object.entries({json.dumps(fields)})), ke = [];"
            "document.querySelectorAll('main em, em').forEach(e => e.addEventListener('click', () => { const [h, t] = viec.get(e.textContent);"
            " cua.innerHTML = h.replace('{}', `Đơn đề nghị: <i title='Tải về máy'>${t}</i>`); cua.querySelector('i').addEventListener('click', () => open('/kho/' + ['tep', t].join('/'))); }));"
        )
    if asked.path == "/thu-tuc-hanh-chinh":
        rows = "".join(f"<tr><td>{p.code}</td><td><em>{p.name}</em></td></tr>" for p in FIVE)
        return shell(
            f"<table><tr><th>Mã</th><th>Tên thủ tục</th></tr>{rows}</table><section id=cua></section><script src=/ma/viec.js></script>",
            menu=MENU,
        )
    return portal(lambda _: shell("", menu=MENU))(asked)


@pytest.mark.browser
def test_a_button_of_a_procedure_in_a_window_is_pressed_behind_its_row() -> None:
    assert read_states(read_drawn(in_a_window)) == [Forms.YES] * len(FIVE)


def test_what_nobody_could_press_is_unread() -> None:
    found = read_made(behind_buttons)
    assert read_states(found) == [Forms.UNKNOWN, Forms.UNKNOWN, Forms.UNKNOWN, Forms.NOT_APPLICABLE, Forms.UNKNOWN]
    assert any(warning.startswith("files_unread: the files of the forms of 4 ") for warning in found.report.warnings)


@pytest.mark.parametrize(
    ("button", "found"),
    [
        ("<button>Tải mẫu</button>", True),
        ("<i tabindex=0 title='Tải xuống'></i>", True),
        ("<button disabled>Tải mẫu</button>", False),
        ("<b role=button>+ Sở Giao thông vận tải</b>", False),
        ("<span>Xe quá tải trọng cầu đường</span>", False),
        ("<span>Giấy phép vận tải: tải về</span>", True),
        ("<a href='/mau/7.doc'>Tải mẫu</a>", False),
        ("<a href='/mau/7.doc'><span>Tải mẫu</span></a>", False),
        ("<button>⬇ Mẫu số 02</button>", True),
        ("<span tabindex=0>don-de-nghi.docx</span>", True),
        ("<button>Mẫu số 02 ↓ xem dưới</button>", False),
        ("<button>Tại quầy</button>", False),
        ("<p>Tải mẫu đơn ở thư viện</p>", False),
    ],
)
def test_buttons_for_files_that_lead_nowhere_by_themselves(button: str, found: bool) -> None:
    document = Document(Page("http://xa.example/7", f"<html><body><main><p>Đơn xin {button}</p></main></body></html>"))
    assert any_buttons(document) is found


@pytest.mark.parametrize(
    ("around", "place"),
    [
        (["tai ve", "don xin tai ve", "don xin tai ve to khai"], 0),
        (["tai ve", "don xin tai ve to khai"], None),  # of one of them, and nobody knows of which
        (["tai ve", "huong dan tai ve"], None),
    ],
)
def test_a_button_is_for_the_form_that_is_named_nearest_to_it(around: list[str], place: int | None) -> None:
    assert _form_beside(around, [FormMention("Đơn xin"), FormMention("Tờ khai")]) == place
