# ruff: noqa: E501 - mark-up is easier to read on one line
"""A list of procedures drawn by invented vendors. Every function takes the items and returns a whole page."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from tests.classifier.vendors.details import page


@dataclass(frozen=True)
class Item:
    id: str
    code: str
    name: str
    field: str
    agency: str
    level: str


ITEMS = (
    Item("5101", "1.004194.000.00.00.H38", "Đăng ký tạm trú", "Cư trú", "Công an cấp xã", "Toàn trình"),
    Item("5102", "1.000948.000.00.00.H38", "Cấp lại giấy phép chế biến nguyên liệu thuốc lá", "Lưu thông hàng hóa", "Sở Công Thương", "Một phần"),
    Item("5107", "2.000063.000.00.00.H38", "Cấp giấy phép thành lập văn phòng đại diện của thương nhân nước ngoài", "Thương mại quốc tế", "Sở Công Thương", "Còn lại"),
    Item("5112", "1.013463.000.00.00.H38", "Đăng ký biến động đất đai do chuyển nhượng một phần dự án", "Đất đai", "Sở Nông nghiệp và Môi trường", "Một phần"),
    Item("5120", "1.012427.000.00.00.H38", "Thành lập/mở rộng cụm công nghiệp", "Cụm công nghiệp", "Sở Công Thương", "Còn lại"),
    Item("5123", "1.002600.000.00.00.H38", "Thủ tục công nhận tổ dân phố văn hóa", "Văn hóa", "UBND cấp xã", "Toàn trình"),
)  # fmt: skip


def _url(item: Item) -> str:
    return f"/thu-tuc/chi-tiet?id={item.id}"


def table_with_heads(items: tuple[Item, ...]) -> str:
    rows = "".join(
        f"<tr><td>{n}</td><td>{i.code}</td><td><a href='{_url(i)}'>{i.name}</a></td><td>{i.field}</td><td>{i.agency}</td><td>{i.level}</td><td><a href='/nop?id={i.id}'>Nộp hồ sơ</a></td></tr>"
        for n, i in enumerate(items, 1)
    )
    return page(
        f"<main><h2>Danh sách thủ tục hành chính</h2><table><thead><tr><th>STT</th><th>Mã chuẩn</th><th>Tên thủ tục</th><th>Lĩnh vực</th><th>Cơ quan thực hiện</th><th>Mức độ</th><th>Thao tác</th></tr></thead><tbody>{rows}</tbody></table><p>Tổng số: 6 thủ tục</p></main>"
    )


def table_td_heads(items: tuple[Item, ...]) -> str:
    rows = "".join(
        f"<tr class='{'odd' if n % 2 else 'even'}'><td>{n}</td><td>{i.code}</td><td class=lv>{i.level}</td><td><a href='{_url(i)}'>{i.name}</a></td><td>{i.field}</td></tr>"
        for n, i in enumerate(items, 1)
    )
    return page(
        f"<div><table class=grid><tr class=hd><td>STT</td><td>Mã TTHC</td><td>Mức độ DVC</td><td>Tên</td><td>Lĩnh vực</td></tr>{rows}</table><div>Hiển thị 1 - 6 / 6 bản ghi</div></div>"
    )


def table_clickable_rows(items: tuple[Item, ...]) -> str:
    rows = "".join(
        f"<tr onclick=\"location.href='{_url(i)}'\"><td>{n}</td><td>{i.name}</td><td>{i.agency}</td></tr>" for n, i in enumerate(items, 1)
    )
    return page(
        f"<table><thead><tr><th>#</th><th>Tên thủ tục hành chính</th><th>Đơn vị thực hiện</th></tr></thead><tbody>{rows}</tbody></table>"
    )


def table_without_heads(items: tuple[Item, ...]) -> str:
    rows = "".join(
        f"<tr><td>{n}.</td><td><a href='{_url(i)}'>{i.name}</a><br><i>Mức độ: {i.level}</i></td><td>{i.code}</td></tr>"
        for n, i in enumerate(items, 1)
    )
    return page(f"<div class=ds><table>{rows}</table></div>")


def table_grouped_by_field(items: tuple[Item, ...]) -> str:
    rows = "".join(
        f"<tr><td colspan=4>{i.field}</td></tr><tr><td>{n}</td><td>{i.code}</td><td><a href='{_url(i)}'>{i.name}</a></td><td>{i.level}</td></tr>"
        for n, i in enumerate(items, 1)
    )
    return page(f"<table><tr><th>STT</th><th>Mã số</th><th>Thủ tục hành chính</th><th>Mức độ</th></tr>{rows}</table>")


def plain_list(items: tuple[Item, ...]) -> str:
    return page("<h3>Bộ thủ tục hành chính</h3><ul>" + "".join(f"<li><a href='{_url(i)}'>{i.name}</a></li>" for i in items) + "</ul>")


def ordered_list_codes(items: tuple[Item, ...]) -> str:
    return page(
        "<div><ol>"
        + "".join(f"<li><a href='{_url(i)}'>{i.code} - {i.name}</a> <span class=badge>{i.level}</span></li>" for i in items)
        + "</ol></div>"
    )


def cards(items: tuple[Item, ...]) -> str:
    body = "".join(
        f"<div class=col-md-4><div class=card><div class=card-body><h5><a href='{_url(i)}'>{i.name}</a></h5><p>Mã thủ tục: <b>{i.code}</b></p><p>Lĩnh vực: {i.field}</p><p>Cơ quan thực hiện: {i.agency}</p><span class='badge bg-1'>{i.level}</span>"
        f"</div><div class=card-footer><a href='{_url(i)}'>Xem chi tiết</a> <a href='/nop-ho-so?id={i.id}'>Nộp trực tuyến</a></div></div></div>"
        for i in items
    )
    return page(f"<div class=container><div class=row>{body}</div><p>Tìm thấy 6 kết quả</p></div>")


def cards_three_a_row(items: tuple[Item, ...]) -> str:
    def card(i: Item) -> str:
        return f"<div class=box><a href='{_url(i)}' class=name>{i.name}</a><div class=meta><span>Mã số: {i.code}</span><span>Mức độ: {i.level}</span></div></div>"

    rows = "".join("<div class=line>" + "".join(card(i) for i in items[n : n + 3]) + "</div>" for n in range(0, len(items), 3))
    return page(f"<div class=wrap>{rows}</div>")


def div_grid(items: tuple[Item, ...]) -> str:
    head = "<div class='tr th'><div>STT</div><div>Tên dịch vụ công</div><div>Lĩnh vực</div><div>Mức độ</div></div>"
    rows = "".join(
        f"<div class=tr><div>{n}</div><div><a href='{_url(i)}'>{i.name}</a></div><div>{i.field}</div><div>{i.level}</div></div>"
        for n, i in enumerate(items, 1)
    )
    return page(f"<div class=grid>{head}{rows}</div>")


def flat_headings(items: tuple[Item, ...]) -> str:
    return page(
        "<div class=results>"
        + "".join(f"<h4><a href='{_url(i)}'>{i.name}</a></h4><p>Mã: {i.code}</p><p>Mức độ: {i.level}</p><hr>" for i in items)
        + "</div>"
    )


def buttons_onclick(items: tuple[Item, ...]) -> str:
    rows = "".join(
        f"<div class=item><button type=button onclick='location.href = \"{_url(i)}\"'>{i.name}</button><small>{i.code}</small><em>{i.level}</em></div>"
        for i in items
    )
    return page(f"<div class=lst>{rows}</div>")


def script_only(items: tuple[Item, ...]) -> str:
    rows = "".join(
        f"<div class=tthc onclick='openDetail({i.id})'><p class=n>{i.name}</p><p class=c>{i.code}</p><p class=l>{i.level}</p></div>"
        for i in items
    )
    return page(f"<div id=list>{rows}</div>")


def data_attributes(items: tuple[Item, ...]) -> str:
    rows = "".join(f"<li class=row-item data-id='{i.id}'><div class=txt>{i.name}</div><div class=cd>{i.code}</div></li>" for i in items)
    return page(f"<ul class=rows>{rows}</ul>")


def router_links(items: tuple[Item, ...]) -> str:
    rows = "".join(
        f"<a class=line to='' routerlink='/procedure/detail/6543210fedcba98765432{i.id[1:]}'><div>{i.name}</div><div>{i.agency}</div><div>{i.level}</div></a>"
        for i in items
    )
    return page(f"<app-list>{rows}</app-list>")


def hash_routes(items: tuple[Item, ...]) -> str:
    rows = "".join(
        f"<div class=v-list-item><a href='#/thu-tuc-hanh-chinh/{i.id}'>{i.name}</a><span class=chip>{i.level}</span></div>" for i in items
    )
    return page(f"<div id=app>{rows}</div>")


def definition_pairs(items: tuple[Item, ...]) -> str:
    rows = "".join(f"<dt><a href='{_url(i)}'>{i.name}</a></dt><dd>{i.code} | {i.field} | {i.agency}</dd>" for i in items)
    return page(f"<dl>{rows}</dl>")


def nested_tables(items: tuple[Item, ...]) -> str:
    rows = "".join(
        f"<tr><td><table><tr><td rowspan=2>{n}</td><td><a href='{_url(i)}'>{i.name}</a></td></tr><tr><td>Mã số: {i.code}</td></tr></table></td></tr>"
        for n, i in enumerate(items, 1)
    )
    return page(f"<table id=outer>{rows}</table>")


def postback_links(items: tuple[Item, ...]) -> str:
    rows = "".join(
        f"<tr><td>{n}</td><td>{i.code}</td><td><a href=\"javascript:__doPostBack('ctl00$grd$ctl0{n}$lnk','')\">{i.name}</a></td><td>{i.field}</td></tr>"
        for n, i in enumerate(items, 1)
    )
    return page(
        f"<form method=post action='./ds.aspx'><table><tr><th>STT</th><th>Mã TTHC</th><th>Tên thủ tục</th><th>Lĩnh vực</th></tr>{rows}</table></form>"
    )


def slugs(items: tuple[Item, ...]) -> str:
    from classifier.words.text import fold

    rows = "".join(
        f"<article class=entry><h3 class=entry-title><a href='/thu-tuc-hanh-chinh/{fold(i.name).replace(' ', '-').replace('/', '-')}-{i.id}'>{i.name}</a></h3><div class=entry-meta>{i.agency}</div></article>"
        for i in items
    )
    return page(f"<section>{rows}</section>")


def accordion_by_field(items: tuple[Item, ...]) -> str:
    rows = "".join(
        f"<div class=grp><div class=grp-h>{i.field} (1)</div><div class=grp-b><a href='{_url(i)}'><i class=ic></i><span>{i.name}</span></a></div></div>"
        for i in items
    )
    return page(f"<div class=groups>{rows}</div>")


def links_and_details(items: tuple[Item, ...]) -> str:
    rows = "".join(
        f"<div class=rec><p class=nm>{i.name}</p><p><span>Mã hồ sơ thủ tục:</span> <span>{i.code}</span></p><a class=btn href='{_url(i)}'>Xem chi tiết</a></div>"
        for i in items
    )
    return page(f"<div class=recs>{rows}</div>")


def level_images(items: tuple[Item, ...]) -> str:
    rows = "".join(
        f"<tr><td>{n}</td><td><a href='{_url(i)}'>{i.name}</a></td><td><img src='/img/l.png' alt='{i.level}'></td></tr>"
        for n, i in enumerate(items, 1)
    )
    return page(f"<table><thead><tr><th>TT</th><th>Tên thủ tục</th><th>Mức độ</th></tr></thead><tbody>{rows}</tbody></table>")


def mobile_twins(items: tuple[Item, ...]) -> str:
    rows = "".join(
        f"<div class=p-item><a class=d-none href='{_url(i)}'>{i.name}</a><a class=d-md href='{_url(i)}'>{i.name}</a><span>{i.code}</span></div>"
        for i in items
    )
    return page(f"<div>{rows}</div>")


def fragment_rows(items: tuple[Item, ...]) -> str:
    return "".join(
        f"<tr><td>{n}</td><td>{i.code}</td><td><a href='{_url(i)}'>{i.name}</a></td><td>{i.level}</td></tr>" for n, i in enumerate(items, 1)
    )


LISTINGS: tuple[Callable[[tuple[Item, ...]], str], ...] = (
    table_with_heads, table_td_heads, table_clickable_rows, table_without_heads, table_grouped_by_field, plain_list, ordered_list_codes, cards, cards_three_a_row,
    div_grid, flat_headings, buttons_onclick, script_only, data_attributes, router_links, hash_routes, definition_pairs, nested_tables, postback_links, slugs,
    accordion_by_field, links_and_details, level_images, mobile_twins, fragment_rows,
)  # fmt: skip
