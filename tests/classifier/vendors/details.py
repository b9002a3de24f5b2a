# ruff: noqa: E501 - mark-up is easier to read on one line
"""One procedure drawn by invented vendors. Every function takes the procedure and returns a whole page."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field

from classifier.model import FieldKey as K

STEPS = "<p>Bước 1: Người có yêu cầu nộp hồ sơ tại bộ phận một cửa.</p><ul><li>Cán bộ kiểm tra hồ sơ;</li><li>Hồ sơ thiếu thì hướng dẫn bổ sung.</li></ul><p>Bước 2: Nhận kết quả theo giấy hẹn.</p>"
STEPS_TEXT = "Bước 1: Người có yêu cầu nộp hồ sơ tại bộ phận một cửa. Cán bộ kiểm tra hồ sơ; Hồ sơ thiếu thì hướng dẫn bổ sung. Bước 2: Nhận kết quả theo giấy hẹn."
DOSSIER = "<ul><li>Đơn đề nghị theo Mẫu số 01</li><li>Bản sao giấy chứng nhận hiện có</li></ul>"
DOSSIER_TEXT = "Đơn đề nghị theo Mẫu số 01 Bản sao giấy chứng nhận hiện có"


@dataclass(frozen=True)
class Procedure:
    name: str = "Cấp lại giấy phép chế biến nguyên liệu thuốc lá"
    code: str = "1.000948.000.00.00.H38"
    labels: dict[K, str] = field(default_factory=dict)

    @property
    def items(self) -> list[tuple[K, str, str, str]]:
        """(key, label, value as mark-up, value as text)"""
        given = [
            (K.CODE, "Mã thủ tục", self.code, self.code),
            (K.NAME, "Tên thủ tục", self.name, self.name),
            (K.FIELD, "Lĩnh vực", "Lưu thông hàng hóa trong nước", "Lưu thông hàng hóa trong nước"),
            (K.LEVEL, "Mức độ dịch vụ công", "Một phần", "Một phần"),
            (K.AGENCY, "Cơ quan thực hiện", "Sở Công Thương", "Sở Công Thương"),
            (K.STEPS, "Trình tự thực hiện", STEPS, STEPS_TEXT),
            (K.MANNER, "Cách thức thực hiện", "<p>Trực tiếp</p><p>Trực tuyến</p><p>Qua bưu chính công ích</p>", "Trực tiếp Trực tuyến Qua bưu chính công ích"),
            (K.DOSSIER, "Thành phần hồ sơ", DOSSIER, DOSSIER_TEXT),
            (K.COPIES, "Số lượng hồ sơ", "01 bộ", "01 bộ"),
            (K.DURATION, "Thời hạn giải quyết", "15 ngày làm việc", "15 ngày làm việc"),
            (K.SUBJECT, "Đối tượng thực hiện", "Doanh nghiệp; Hợp tác xã", "Doanh nghiệp; Hợp tác xã"),
            (K.RESULT, "Kết quả thực hiện", "Giấy phép", "Giấy phép"),
            (K.FEE, "Phí, lệ phí", "1.200.000 đồng/lần thẩm định", "1.200.000 đồng/lần thẩm định"),
            (K.CONDITIONS, "Yêu cầu, điều kiện", "Không", "Không"),
            (K.LEGAL_BASIS, "Căn cứ pháp lý", "<p>Luật số 09/2012/QH13</p><p>Nghị định số 67/2013/NĐ-CP</p>", "Luật số 09/2012/QH13 Nghị định số 67/2013/NĐ-CP"),
        ]  # fmt: skip
        return [(key, self.labels.get(key, label), html, text) for key, label, html, text in given]

    def without(self, *keys: K) -> list[tuple[K, str, str, str]]:
        return [item for item in self.items if item[0] not in keys]


MENU = "".join(
    f"<li><a href='/chuyen-muc/{i}'>{w}</a></li>"
    for i, w in enumerate(
        ("Trang chủ", "Giới thiệu", "Dịch vụ công trực tuyến", "Thanh toán trực tuyến", "Tra cứu hồ sơ", "Hỏi đáp", "Thống kê")
    )
)


def page(body: str, title: str = "Cổng dịch vụ công", head: str = "") -> str:
    return (
        f"<!doctype html><html lang=vi><head><meta charset=utf-8><title>{title}</title>{head}</head><body>"
        f"<div id=header class=site-header><div class=logo>Cổng dịch vụ công tỉnh</div><nav><ul>{MENU}</ul></nav></div>{body}"
        "<footer><p>Cơ quan chủ quản: Ủy ban nhân dân tỉnh</p><p>Địa chỉ: Số 1 đường Lê Lợi</p><p>Tổng số truy cập: 1.234.567</p></footer></body></html>"
    )


def table_th_td(p: Procedure) -> str:
    rows = "".join(f"<tr><th>{label}</th><td>{html}</td></tr>" for _, label, html, _ in p.items)
    return page(f"<main><h1>Chi tiết thủ tục hành chính</h1><table class=tbl>{rows}</table></main>")


def table_bold_first_cell(p: Procedure) -> str:
    rows = "".join(f"<tr><td width=30%><strong>{label}:</strong></td><td>{html}</td></tr>" for _, label, html, _ in p.items)
    return page(f"<div class=content><table border=1><tbody>{rows}</tbody></table></div>")


def table_numbered(p: Procedure) -> str:
    rows = "".join(f"<tr><td>{i}</td><td>{label}</td><td>{html}</td></tr>" for i, (_, label, html, _) in enumerate(p.items, 1))
    return page(f"<div class=content><table><tr><td>STT</td><td>Thông tin</td><td>Nội dung</td></tr>{rows}</table></div>")


def table_two_pairs(p: Procedure) -> str:
    short = [i for i in p.items if "<" not in i[2]]
    long = [i for i in p.items if "<" in i[2]]
    pairs = "".join(
        "<tr>" + "".join(f"<td class=k>{label}</td><td class=v>{html}</td>" for _, label, html, _ in short[n : n + 2]) + "</tr>"
        for n in range(0, len(short), 2)
    )
    rest = "".join(f"<tr><td class=k>{label}</td><td class=v colspan=3>{html}</td></tr>" for _, label, html, _ in long)
    return page(f"<section><table>{pairs}{rest}</table></section>")


def table_label_above_value(p: Procedure) -> str:
    rows = "".join(f"<tr><td class=head>{label}</td></tr><tr><td class=body>{html}</td></tr>" for _, label, html, _ in p.items)
    return page(f"<div><table>{rows}</table></div>")


def definition_list(p: Procedure) -> str:
    rows = "".join(f"<dt>{label}</dt><dd>{html}</dd>" for _, label, html, _ in p.items)
    return page(f"<main><h2>Thông tin thủ tục</h2><dl>{rows}</dl></main>")


def definition_list_grouped(p: Procedure) -> str:
    rows = "".join(
        f"<div class='flex py-2'><dt class='w-1/3'>{label}</dt><dd class='w-2/3'>{html}</dd></div>" for _, label, html, _ in p.items
    )
    return page(f"<main><dl class=divide-y>{rows}</dl></main>")


def bootstrap_rows(p: Procedure) -> str:
    rows = "".join(
        f"<div class=row><div class='col-md-3 fw-bold'>{label}:</div><div class=col-md-9>{html}</div></div>"
        for _, label, html, _ in p.items
    )
    return page(f"<div class=container><h3>{p.name}</h3>{rows}</div>")


def headings_and_sections(p: Procedure) -> str:
    rows = "".join(f"<h3>{label}</h3><div class=text>{html}</div>" for _, label, html, _ in p.without(K.NAME))
    return page(f"<article><h1>{p.name}</h1>{rows}</article>", title=p.name)


def numbered_headings(p: Procedure) -> str:
    rows = "".join(
        f"<h4>{i}. {label}</h4>{html if '<' in html else f'<p>{html}</p>'}" for i, (_, label, html, _) in enumerate(p.without(K.NAME), 1)
    )
    return page(f"<div class=detail><h2>{p.name}</h2>{rows}</div>")


def strong_in_paragraphs(p: Procedure) -> str:
    rows = "".join(
        f"<p><strong>{label}:</strong></p>{html}" if "<" in html else f"<p><strong>{label}:</strong> {html}</p>"
        for _, label, html, _ in p.items
    )
    return page(f"<div class=article-content>{rows}</div>")


def plain_lines(p: Procedure) -> str:
    rows = "".join(f"<p>{label}: {text}</p>" for _, label, _, text in p.items)
    return page(f"<div class=noidung>{rows}</div>")


def line_breaks(p: Procedure) -> str:
    rows = "<br>".join(f"<b>{label}</b>: {text}" for _, label, _, text in p.items)
    return page(f"<div class=noidung>{rows}</div>")


def list_items(p: Procedure) -> str:
    rows = "".join(f"<li><span class=lbl>{label}</span><span class=val>{text}</span></li>" for _, label, _, text in p.items)
    return page(f"<ul class=info>{rows}</ul>")


def accordion(p: Procedure) -> str:
    rows = "".join(
        f"<div class=card><div class=card-header><h5><button data-bs-toggle=collapse data-bs-target='#c{i}'><i class='bi bi-plus'></i> {label}</button></h5></div>"
        f"<div id=c{i} class=collapse><div class=card-body>{html}</div></div></div>"
        for i, (_, label, html, _) in enumerate(p.without(K.NAME))
    )
    return page(f"<div><h4 class=ttl>{p.name}</h4><div class=accordion>{rows}</div></div>")


def details_summary(p: Procedure) -> str:
    rows = "".join(f"<details><summary>{label}</summary>{html}</details>" for _, label, html, _ in p.without(K.NAME))
    return page(f"<main><h1>{p.name}</h1>{rows}</main>")


def opened_by_its_head(p: Procedure) -> str:
    """Head and part are elements of one kind, the head says that it is a tab, and an icon is the button that opens it."""
    rows = "".join(
        f"<section class=muc><div role=tab aria-controls=ph{i}><b>{label}</b> <i class=mui-ten></i></div><div role=tabpanel id=ph{i}>{html}</div></section>"
        for i, (_, label, html, _) in enumerate(p.without(K.NAME))
    )
    return page(f"<div><h3>{p.name}</h3>{rows}</div>")


def opened_by_aria(p: Procedure) -> str:
    """Headings whose buttons say to those who cannot see it that they open what follows."""
    rows = "".join(
        f"<div class=phan><h3><button type=button aria-expanded=false><span>{label}</span></button></h3><div class=than>{html}</div></div>"
        for _, label, html, _ in p.without(K.NAME)
    )
    return page(f"<main><h2>{p.name}</h2>{rows}</main>")


def tabs_by_id(p: Procedure) -> str:
    items = p.without(K.NAME, K.CODE)
    heads = "".join(f"<li class=nav-item><a class=nav-link href='#tab-{i}'>{label}</a></li>" for i, (_, label, _, _) in enumerate(items))
    panels = "".join(f"<div class=tab-pane id=tab-{i}>{html}</div>" for i, (_, _, html, _) in enumerate(items))
    return page(
        f"<main><h1>{p.name}</h1><p>Mã thủ tục: {p.code}</p><ul class='nav nav-tabs'>{heads}</ul><div class=tab-content>{panels}</div></main>"
    )


def tabs_by_place(p: Procedure) -> str:
    items = p.without(K.NAME, K.CODE)
    heads = "".join(f"<li>{label}</li>" for _, label, _, _ in items)
    panels = "".join(f"<div>{html}</div>" for _, _, html, _ in items)
    return page(
        f"<main><h1>{p.name}</h1><p><b>Mã thủ tục:</b> {p.code}</p><div class=tabs><ul>{heads}</ul><div class=panes>{panels}</div></div></main>"
    )


def label_value_spans(p: Procedure) -> str:
    rows = "".join(f"<span class=t>{label}</span><span class=d>{text}</span>" for _, label, _, text in p.items)
    return page(f"<div class=box>{rows}</div>")


def flat_divs(p: Procedure) -> str:
    rows = "".join(f"<div class=label>{label}</div><div class=value>{html}</div>" for _, label, html, _ in p.items)
    return page(f"<section class=proc>{rows}</section>")


def angular_material(p: Procedure) -> str:
    rows = "".join(
        f"<mat-expansion-panel><mat-expansion-panel-header><span><mat-panel-title><mat-icon>keyboard_arrow_right</mat-icon>{label}</mat-panel-title></span></mat-expansion-panel-header>"
        f"<div class=mat-expansion-panel-content><div class=mat-expansion-panel-body>{html}</div></div></mat-expansion-panel>"
        for _, label, html, _ in p.without(K.NAME)
    )
    return page(f"<app-root><div class=mat-title>{p.name}</div><mat-accordion>{rows}</mat-accordion></app-root>")


def definition_with_icons(p: Procedure) -> str:
    rows = "".join(
        f"<div class=item><div class=ic><svg><title>icon</title><path d=''/></svg></div><div class=in><p class=h>{label}</p><div class=b>{html}</div></div></div>"
        for _, label, html, _ in p.items
    )
    return page(f"<div class=list>{rows}</div>")


def fieldsets(p: Procedure) -> str:
    rows = "".join(f"<fieldset><legend>{label}</legend>{html}</fieldset>" for _, label, html, _ in p.without(K.NAME))
    return page(f"<form action=/x method=post><h2>{p.name}</h2>{rows}</form>")


def readonly_inputs(p: Procedure) -> str:
    short = "".join(
        f"<div class=form-group><label>{label}</label><input type=text readonly value='{text}'></div>"
        for _, label, html, text in p.items
        if "<" not in html
    )
    long = "".join(
        f"<div class=form-group><label>{label}</label><div class=ta>{html}</div></div>" for _, label, html, text in p.items if "<" in html
    )
    return page(f"<div class=form>{short}{long}</div>")


def data_title_cells(p: Procedure) -> str:
    cells = "".join(f"<div class=cell data-title='{label}'>{html}</div>" for _, label, html, _ in p.without(K.NAME))
    return page(f"<main><h1>{p.name}</h1><div class=grid>{cells}</div></main>")


def head_row_and_value_row(p: Procedure) -> str:
    short = [i for i in p.items if "<" not in i[2]]
    long = [i for i in p.items if "<" in i[2]]
    heads = "".join(f"<th>{label}</th>" for _, label, _, _ in short)
    cells = "".join(f"<td>{html}</td>" for _, _, html, _ in short)
    rest = "".join(f"<h3>{label}</h3><div>{html}</div>" for _, label, html, _ in long)
    return page(f"<main><table><thead><tr>{heads}</tr></thead><tbody><tr>{cells}</tr></tbody></table>{rest}</main>")


def nested_documents(p: Procedure) -> str:
    rows = "".join(
        f"<div class=k-item><div role=button href='#x' class=k-title>{label}<i></i></div><div id=x class=k-panel><html><body>{html}</body></html></div></div>"
        for _, label, html, _ in p.items
    )
    return page(f"<div class=k-list>{rows}</div>") + page("<p>Bản quyền</p>")


def semantic_paragraph_classes(p: Procedure) -> str:
    rows = "".join(f"<p class=tieude>{label}</p><div class=noidung>{html}</div>" for _, label, html, _ in p.without(K.NAME))
    return page(f"<div class=main-content><div class=tentt>{p.name}</div>{rows}</div>", title=f"{p.name} - Cổng dịch vụ công")


def glued_text(p: Procedure) -> str:
    return page(f"<div>{''.join(f'{label}{text}' for _, label, _, text in p.items)}</div>")


DETAILS: tuple[Callable[[Procedure], str], ...] = (
    table_th_td, table_bold_first_cell, table_numbered, table_two_pairs, table_label_above_value, definition_list, definition_list_grouped, bootstrap_rows,
    headings_and_sections, numbered_headings, strong_in_paragraphs, plain_lines, line_breaks, list_items, accordion, opened_by_its_head, opened_by_aria, details_summary, tabs_by_id,
    tabs_by_place,
    label_value_spans, flat_divs, angular_material, definition_with_icons, fieldsets, readonly_inputs, data_title_cells, head_row_and_value_row,
    nested_documents, semantic_paragraph_classes, glued_text,
)  # fmt: skip
