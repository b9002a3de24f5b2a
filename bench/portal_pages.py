"""Pages of a made-up portal of any size: server-drawn, about 46 KB each, no two alike, the same in every process.

The shape is that of common provincial portals: a long menu, a side column, inline style and script, a table of labelled values, a
table of papers with form files, a button. Nothing here is shared with the replicas of the tests.
"""

from __future__ import annotations

import random
from functools import cache

PER_PAGE = 50
FIRST = 10_000  # the internal id of procedure 0
_SYLLABLES = (
    "cấp lại giấy phép hoạt động đăng ký thay đổi nội dung chứng nhận đủ điều kiện kinh doanh hồ sơ tổ chức cá nhân doanh nghiệp cơ sở"
    " sản xuất thực phẩm quyền sử dụng đất xây dựng nhà ở lao động người nước ngoài khám bệnh chữa hành nghề dược môi trường tài nguyên"
    " khoáng sản thủy lợi chăn nuôi giống cây trồng quảng cáo du lịch lữ hành quốc tế hướng dẫn viên thẻ công chứng luật sư giám định tư"
    " pháp hộ tịch quốc gia kết hôn khai sinh nuôi con thẩm định phê duyệt dự án đầu tư báo cáo đánh giá tác động kiểm tra nghiệm thu công"
    " trình hạ tầng kỹ thuật vận tải hành khách phương tiện thủy nội địa bến cảng"
).split()
_AGENCIES = ("Sở Y tế", "Sở Xây dựng", "Sở Tư pháp", "Sở Công Thương", "Sở Nội vụ", "Sở Tài chính", "Sở Văn hóa, Thể thao và Du lịch")
_FIELDS = ("Khám bệnh, chữa bệnh", "Nhà ở", "Hộ tịch", "An toàn thực phẩm", "Việc làm", "Thành lập doanh nghiệp", "Lữ hành")
_LEVELS = ("Mức độ 2", "Mức độ 3", "Mức độ 4")
_TERMS = ("05 ngày làm việc", "10 ngày làm việc", "15 ngày kể từ ngày nhận đủ hồ sơ hợp lệ", "30 ngày")
_FILES = 40  # form files that the procedures of one portal share


def _chance(number: int, night: int = 0) -> random.Random:
    return random.Random(f"{number}/{night}")


def _words(chance: random.Random, count: int) -> str:
    return " ".join(chance.choices(_SYLLABLES, k=count))


def _sentences(chance: random.Random, count: int) -> str:
    return "</p><p>".join(f"- {_words(chance, 1).capitalize()} {_words(chance, chance.randint(18, 30))}." for _ in range(count))


def name_of(number: int) -> str:
    """The name of a procedure, unique by its number."""
    chance = _chance(number)
    return f"Cấp giấy phép {_words(chance, chance.randint(7, 14))} (mẫu {number})"


def code_of(number: int) -> str:
    return f"{1 + number % 2}.{number:06d}.000.00.00.H30"


@cache
def _frame() -> tuple[str, str]:
    """What stands around every page, before and after its content."""
    chance = _chance(-1)
    menu = "".join(
        f'<li class="nav-item dropdown" id="mnu_{i}"><a class="nav-link dropdown-toggle" href="/chuyen-muc/{i}" data-toggle="dropdown">'
        f"<span>{_words(chance, 3).capitalize()}</span></a></li>"
        for i in range(60)
    )
    side = "".join(
        f'<div class="box-item"><a href="/tin-tuc/{i}-{chance.randint(1000, 9999)}.html" title="{(t := _words(chance, 12).capitalize())}">'
        f'<img src="/images/anh-{i}.jpg" alt="{t}" class="img-responsive"/>{t}</a><span class="date">0{i % 9 + 1}/10/2026</span></div>'
        for i in range(24)
    )
    style = "".join(f".portlet-{i} .item-{i}{{margin:{i}px;padding:0 {i}px;background:#f{i % 10}f{i % 10}f0}}" for i in range(110))
    script = "".join(f"settings.modules['m{i}']={{id:{i},title:'module {i}',lazy:true,color:'#a{i % 10}b0c0'}};" for i in range(60))
    head = (
        '<!DOCTYPE html><html lang="vi"><head><meta charset="utf-8"/><meta name="viewport" content="width=device-width"/>'
        f"<title>%s - Cổng dịch vụ công tỉnh</title><style>{style}</style></head><body>"
        '<header class="header"><div class="topbar"><a href="/dang-nhap">Đăng nhập</a> <a href="/dang-ky">Đăng ký</a></div>'
        f'<nav class="navbar main-menu"><ul class="nav navbar-nav">{menu}</ul></nav></header>'
        '<ol class="breadcrumb"><li><a href="/">Trang chủ</a></li><li>Thủ tục hành chính</li></ol><div class="container"><div class="row">'
        '<div class="col-md-9 main-content">'
    )
    tail = (
        f'</div><aside class="col-md-3 sidebar"><h4>Tin mới</h4>{side}</aside></div></div><footer class="footer"><p>Cơ quan chủ quản:'
        " Ủy ban nhân dân tỉnh. Địa chỉ: số 1 đường Trần Phú. Điện thoại: 0239.1022</p>"
        "<p>Ghi rõ nguồn khi phát hành lại thông tin</p></footer>"
        f"<script>var settings={{modules:{{}}}};{script}</script></body></html>"
    )
    return head, tail


def _row(label: str, value: str) -> str:
    return (
        f'<tr class="row-item"><td class="col-md-3 label-cell" style="width:25%;vertical-align:top"><b>{label}</b></td>'
        f'<td class="col-md-9 value-cell" style="text-align:justify"><div class="content-text">{value}</div></td></tr>'
    )


def _papers(chance: random.Random, number: int, own_file: bool) -> str:
    rows = []
    for line in range(6):
        name = f"{_words(chance, 1).capitalize()} {_words(chance, 10)}"
        form = ""
        if line == 0:
            file = f"/tep/rieng-{number}.docx" if own_file else f"/tep/mau-{number % _FILES}.docx"
            name = f"Đơn đề nghị {_words(chance, 8)} theo mẫu"
            form = f'<a class="download-link" href="{file}" title="Tải về"><i class="fa fa-download"></i> Mau{number % _FILES}.docx</a>'
        rows.append(f"<tr><td>{line + 1}</td><td>{name}</td><td>{form}</td><td>Bản chính: 1<br/>Bản sao: {line % 3}</td></tr>")
    return (
        '<table class="table table-bordered"><thead><tr><th>STT</th><th>Tên giấy tờ</th><th>Mẫu đơn, tờ khai</th><th>Số lượng</th></tr>'
        f"</thead><tbody>{''.join(rows)}</tbody></table>"
    )


def detail_page(number: int, night: int = 0, *, own_file: bool = False) -> bytes:
    """The page of one procedure. `night` ≠ 0: a version in which the label and the text differ."""
    chance, name = _chance(number, night), name_of(number)
    laws = "".join(
        f'<tr><td>{chance.randint(10, 99)}/20{i + 10}/NĐ-CP</td><td><a href="/van-ban/{number}-{i}">Nghị định {_words(chance, 14)}</a></td>'
        f"<td>0{i + 1}/06/20{i + 10}</td><td>Chính phủ</td></tr>"
        for i in range(8)
    )
    level = _LEVELS[(number + night) % 3]
    apply = f'<a class="btn btn-primary" href="/nop-ho-so/{FIRST + number}">Nộp hồ sơ trực tuyến</a>' if level != _LEVELS[0] else ""
    free = number % 4 == 0
    rows = (
        _row("Mã thủ tục", code_of(number))
        + _row("Số quyết định", f"{number % 4000}/QĐ-UBND")
        + _row("Tên thủ tục", name)
        + _row("Cấp thực hiện", "Cấp Tỉnh")
        + _row("Lĩnh vực", _FIELDS[number % len(_FIELDS)])
        + _row("Mức độ cung cấp dịch vụ công trực tuyến", level)
        + _row("Trình tự thực hiện", f"<p>{_sentences(chance, 12)}</p>")
        + _row("Cách thức thực hiện", f"<p>Nộp hồ sơ trực tiếp hoặc qua dịch vụ bưu chính công ích.</p><p>{_sentences(chance, 2)}</p>")
        + _row("Thành phần hồ sơ", _papers(chance, number, own_file))
        + _row("Số lượng hồ sơ", "01 bộ")
        + _row("Thời hạn giải quyết", _TERMS[number % 4])
        + _row("Đối tượng thực hiện", "Cá nhân, tổ chức")
        + _row("Cơ quan thực hiện", _AGENCIES[number % len(_AGENCIES)])
        + _row("Kết quả thực hiện", f"Giấy phép {_words(chance, 6)}")
        + _row("Phí, lệ phí", "Không" if free else f"{chance.randint(1, 90)}0.000 đồng/hồ sơ, nộp tại bộ phận một cửa")
        + _row("Yêu cầu, điều kiện thực hiện", f"<p>{_sentences(chance, 14)}</p>")
        + _row("Căn cứ pháp lý", f'<table class="table"><tbody>{laws}</tbody></table>')
    )
    related = "".join(
        f'<li class="related-item"><a href="/thu-tuc/chi-tiet?id={FIRST + (number * 7 + i) % 4999}">{_words(chance, 12).capitalize()}</a>'
        "</li>"
        for i in range(10)
    )
    head, tail = _frame()
    body = (
        f'<h1 class="title-detail">{name}</h1><div class="actions">{apply}<a class="btn" href="javascript:window.print()">In</a></div>'
        f'<table class="table table-striped table-detail">{rows}</table>'
        f'<div class="related"><h3>Thủ tục liên quan</h3><ul class="list-unstyled">{related}</ul></div>'
    )
    return (head.replace("%s", name, 1) + body + tail).encode()


def listing_page(page: int, count: int) -> bytes:
    """Page `page` (from 1) of the list of `count` procedures."""
    last = (count + PER_PAGE - 1) // PER_PAGE
    rows = "".join(
        f'<tr><td>{n + 1}</td><td>{code_of(n)}</td><td><a href="/thu-tuc/chi-tiet?id={FIRST + n}">{name_of(n)}</a></td>'
        f"<td>{_FIELDS[n % len(_FIELDS)]}</td><td>{_AGENCIES[n % len(_AGENCIES)]}</td></tr>"
        for n in range((page - 1) * PER_PAGE, min(page * PER_PAGE, count))
    )
    near = [n for n in range(page - 3, page + 4) if 1 <= n <= last]
    pager = "".join(
        f'<li class="active"><a href="#">{n}</a></li>' if n == page else f'<li><a href="/thu-tuc?trang={n}">{n}</a></li>' for n in near
    )
    if page < last:
        pager += f'<li><a class="next" rel="next" href="/thu-tuc?trang={page + 1}">Trang sau</a></li>'
    head, tail = _frame()
    body = (
        f"<h1>Danh sách thủ tục hành chính</h1><p>Tìm thấy {count} thủ tục</p>"
        '<table class="table table-list"><thead><tr><th>STT</th><th>Mã thủ tục</th><th>Tên thủ tục</th><th>Lĩnh vực</th>'
        f'<th>Cơ quan thực hiện</th></tr></thead><tbody>{rows}</tbody></table><ul class="pagination">{pager}</ul>'
    )
    return (head.replace("%s", "Danh sách thủ tục", 1) + body + tail).encode()


def apply_page(number: int) -> bytes:
    """What stands behind every button: the portal asks to log in, as nearly all do."""
    head, tail = _frame()
    body = (
        '<h1>Đăng nhập</h1><p>Vui lòng đăng nhập bằng tài khoản định danh điện tử để nộp hồ sơ trực tuyến.</p><form method="post" '
        f'action="/dang-nhap?tro-ve=/nop-ho-so/{FIRST + number}"><label>Tên đăng nhập <input type="text" name="user"/></label>'
        '<label>Mật khẩu <input type="password" name="pass"/></label><button type="submit">Đăng nhập</button></form>'
    )
    return (head.replace("%s", "Đăng nhập", 1) + body + tail).encode()


@cache
def form_file() -> bytes:
    """A small form that is a document by its content."""
    import io
    import zipfile

    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("[Content_Types].xml", "<Types/>")
        archive.writestr("word/document.xml", "<w:document><w:body><w:p><w:r><w:t>Đơn đề nghị</w:t></w:r></w:p></w:body></w:document>")
    return out.getvalue()
