"""Small made sites for the tests of single items: a front page, pages behind it, and the finding of one item."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from classifier.model import Page
from classifier.sites.items import RULES
from classifier.sites.judge import wanted
from classifier.sites.model import Finding, Item, SiteContext, SitePage, SiteTier
from classifier.sites.site import Site, open_site_page

HOST = "http://so.example.gov.vn"
AT = date(2020, 12, 30)
MENU = "".join(
    f"<li><a href='/m{n}'>{label}</a></li>" for n, label in enumerate(("Trang chủ", "Thư viện ảnh", "Video", "Thời tiết", "Tuyển dụng"))
)
BODY = "<p>Cơ quan thực hiện chức năng quản lý nhà nước trên địa bàn, theo quy định của pháp luật và phân công của Ủy ban nhân dân.</p>"


def page(body: str, path: str = "/", status: int = 200, menu: str = "") -> Page:
    """A page with the menu of the site around it."""
    html = (
        f"<html><head><title>Sở</title></head><body><ul class='x1'>{MENU}{menu}</ul><div>{body}</div><p>Bản quyền của Sở</p></body></html>"
    )
    return Page(HOST + path, html, status, "text/html", HOST + path, AT)


def context(**other: object) -> SiteContext:
    values: dict[str, object] = {"url": HOST, "tier": SiteTier.SO, "at": AT, "name": "Sở Nội vụ tỉnh Hà Tĩnh", "province": "Hà Tĩnh"}
    return SiteContext(**(values | other))  # type: ignore[arg-type]


def site(menu: str, behind: Mapping[str, str | int] | None = None, front: str = "", **other: object) -> Site:
    """`menu`: entries besides the usual ones; `behind`: path → what stands there, or a status."""
    pages: list[SitePage] = [open_site_page(page(front, "/", menu=menu), front=True)]
    filler = {f"/m{n}": f"<p>Trang số {n} với đôi lời giới thiệu riêng của mình để đọc.</p>" for n in range(5)}
    for path, body in {**filler, **(behind or {})}.items():
        fetched = page("<h1>Không tìm thấy trang</h1>", path, body, menu) if isinstance(body, int) else page(body, path, menu=menu)
        pages.append(open_site_page(fetched))
    return Site(context(**other), pages)


def finding(item: Item, menu: str, behind: Mapping[str, str | int] | None = None, front: str = "", **other: object) -> Finding:
    """What one rule says of a made site."""
    return RULES[item](site(menu, behind, front, **other))


def entry(label: str, href: str = "/muc") -> str:
    return f"<li><a href='{href}'>{label}</a></li>"


__all__ = ["AT", "BODY", "HOST", "context", "entry", "finding", "page", "site", "wanted"]
