# ruff: noqa: E501 - the pages of the invented portals are easier to compare when each stands on one line
"""Boxes that ask for an agency or a case before one applies: chosen in the browser, never sent."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from classifier.model import Page, Submission
from crawler.reader.details.dialog_choices import asked
from crawler.reader.page.document import Document
from tests.crawler.reader.asking.test_scripts import data, read_drawn
from tests.crawler.reader.made import Asked, Made, Reply, detail_dl, shell
from tests.crawler.reader.paging.test_paging import BY_ID, MENU, PROCEDURES, anchor, table

FOUR = PROCEDURES[:4]
LOGIN = "<h3>Đăng nhập để nộp hồ sơ</h3><form><input name=u><input type=password name=p><button>Đăng nhập</button></form>"
FIELDS = "".join(
    f"<p>{words} <input name=o{n}></p>" for n, words in enumerate(("Họ và tên", "Số căn cước", "Nơi cư trú", "Nội dung đề nghị"))
)


def box_after_box(p: Made) -> str:
    """A dialog of the page's own making: a province's district is chosen, then one of the communes that a request brings."""
    code = f"""
const hop = document.createElement('section');
const dien = (hop, o) => {{ hop.innerHTML = '<option value="">-- Chọn --</option>' + o.map(x => `<option value="${{x[0]}}">${{x[1]}}</option>`).join(''); }};
document.querySelector('.gui').addEventListener('click', () => {{
  hop.innerHTML = '<h4>Lựa chọn nơi tiếp nhận</h4><select class=v1></select><select class=v2></select><button class=huy>Huỷ bỏ</button><button class=di>Đi tới kê khai</button>';
  document.body.append(hop);
  const [a, b] = hop.querySelectorAll('select');
  dien(a, [['k1', 'Khu vực Bắc'], ['k2', 'Khu vực Nam']]); dien(b, []);
  a.onchange = () => fetch('/noi?khu=' + a.value).then(r => r.json()).then(d => dien(b, d));
  hop.querySelector('.di').onclick = () => {{ if (a.value && b.value) window.open('/ke-khai/buoc-1?ho-so={p.id}&noi=' + b.value); }};
}});"""
    return shell(detail_dl(p, extra="<p><span class=gui role=button>Nộp hồ sơ trực tuyến</span></p>"), menu=MENU, script=code)


def things_to_press(p: Made) -> str:
    """A dialog that stands hidden on the page, whose choices are no fields: pressing one leads on."""
    code = f"""function moHop() {{ document.getElementById('chon').showModal(); }}
document.querySelectorAll('#chon li').forEach(li => li.addEventListener('click', () => {{ location.assign('/ke-khai/buoc-1?ho-so={p.id}&noi=' + li.dataset.ma); }}));"""
    dialog = "<dialog id=chon><h4>Chọn cơ quan giải quyết</h4><ul><li role=option data-ma=7>UBND xã Hòa An</li><li role=option data-ma=8>UBND xã Bình Minh</li></ul><button>Đóng</button></dialog>"
    return shell(detail_dl(p, extra=f"<button type=button onclick=moHop()>Nộp hồ sơ trực tuyến</button>{dialog}"), menu=MENU, script=code)


def circles(p: Made) -> str:
    """A panel of the page with a circle for each case; the second of them leads to a form that stands open to everybody."""
    code = f"""function mo() {{ document.getElementById('khung').className = 'hien'; }}
function tiep() {{ const c = document.querySelector('[name=th]:checked'); if (!c) return; location.href = (c.value === '2' ? '/mau-khai/' : '/ke-khai/') + '{p.id}?th=' + c.value; }}"""
    panel = "<div id=khung class=an><p>Hồ sơ của quý vị thuộc trường hợp nào?</p><label><input type=radio name=th value=1>Cấp lần đầu</label><label><input type=radio name=th value=2>Cấp lại do mất</label><input type=button value='Tiếp tục' onclick=tiep()></div>"
    return shell(
        "<style>.an{display:none}</style>" + detail_dl(p, extra=f"<button type=button onclick=mo()>Nộp hồ sơ trực tuyến</button>{panel}"),
        menu=MENU,
        script=code,
    )


def portal(page: Callable[[Made], str]) -> Callable[[Asked], Reply | None]:
    def answer(asked: Asked) -> Reply | None:
        if asked.path in ("/", "/thu-tuc-hanh-chinh"):
            return shell(table(FOUR, anchor) if asked.path != "/" else "<h1>Chào mừng</h1>", menu=MENU)
        if asked.path == "/noi":
            return data([[f"{asked.query['khu']}-{n}", f"Xã {n}"] for n in (1, 2)])
        head, _, ident = asked.path.rpartition("/")
        if head == "/mau-khai":
            return shell(f"<h2>{BY_ID[int(ident)].name}</h2><form method=post>{FIELDS}<button>Gửi tờ khai</button></form>")
        if head == "/ke-khai":
            return shell(LOGIN)
        return page(BY_ID[int(ident)]) if head == "/thu-tuc" else None

    return answer


@pytest.mark.browser
@pytest.mark.parametrize("page", [box_after_box, things_to_press, circles])
def test_the_way_behind_a_box_that_asks_is_followed(page: Callable[[Made], str]) -> None:
    found = read_drawn(portal(page))
    assert {e.name: e.features.submission for e in found.sink.entries} == {p.name: Submission.GATE for p in FOUR}
    assert {one.method for one in found.served.asked} == {"GET"}
    assert any(one.path.startswith("/ke-khai/") for one in found.served.asked)


BEFORE = "<main><h1>Cấp phép</h1><select name=co><option value=1>Cỡ chữ nhỏ<option value=2>To</select></main>"


@pytest.mark.parametrize(
    ("opened", "choices", "on", "cases"),
    [
        ("<div>Chọn trường hợp <select><option value=''>Chọn<option value=a>Mới<option value=b>Cũ</select><a>Tiếp</a></div>", 2, True, True),
        ("<div>Nơi nộp <input type=radio name=n value=1> A <input type=radio name=n value=2> B <button>Quay lại</button></div>", 2, False, False),
        ("<div>Chọn đơn vị <select><option value=''>Chọn đơn vị</select><button>Đồng ý</button></div>", None, False, False),
        ("<div>Xin cảm ơn <button>Đóng</button></div>", None, False, False),
        ("<div>Lựa chọn nơi nộp <a>Xã Đông</a> <a>Xã Tây</a> <button disabled>Xã Nam</button> <button>Hủy</button></div>", 2, False, False),
    ],
    ids=["a box", "circles", "an empty box", "nothing", "things to press"],
)  # fmt: skip
def test_what_a_box_asks(opened: str, choices: int | None, on: bool, cases: bool) -> None:
    before, after = (Document(Page("http://127.0.0.1/tt/1", body)) for body in (BEFORE, BEFORE.replace("</main>", f"</main>{opened}")))
    told = asked(before, after)
    assert (None if told is None else len(told.choices)) == choices
    assert told is None or ((told.on is not None) == on and told.cases == cases)
