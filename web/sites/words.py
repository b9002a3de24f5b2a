"""The texts of the pages of agency sites; items, states and causes come from the scheduler's table."""

from __future__ import annotations

SITE_PAGES: dict[str, tuple[str, str]] = {
    "nav.sites": ("Trang của cơ quan", "Agency sites"),
    "sites.found": ("{number} cơ quan, ngày {day}", "{number} agencies on {day}"),
    "sites.note": (
        "Chỉ xét mục thông tin có hay không, không xét nội dung đầy đủ, chính xác. Điểm tham khảo theo bộ chỉ báo kiểu LOSI,"
        " không phải chỉ số OSI của Liên hợp quốc.",
        "Presence of sections is judged, not whether their content is complete or correct. The score follows a list of indicators"
        " like LOSI; it is not the UN's OSI.",
    ),
    "target.sites": ("Trang của các cơ quan làm căn cứ", "The agency sites behind it"),
    "target.site_parts": ("Chi tiết", "In detail"),
    "target.agencies": ("{number} cơ quan", "{number} agencies"),
    "target.state.all": ("có", "yes"),
    "target.state.some": ("có một phần", "in part"),
    "target.state.none": ("không", "no"),
    "target.state.unknown": ("chưa rõ", "unknown"),
    "target.state.empty": ("không có đối tượng", "nothing in it"),
    "target.state.open": ("danh mục để mở", "left open by the list"),
    "sites.nothing": ("Không có cơ quan nào như vậy.", "No such agency."),
    "sites.visited": ("Thu thập ngày", "Visited on"),
    "sites.site": ("Trang", "Site"),
    "sites.score": ("Điểm", "Score"),
    "sites.required": ("bắt buộc", "required"),
    "sites.items": ("Các mục thông tin", "Sections"),
    "error.agency": ("Không có cơ quan này.", "There is no such agency."),
}
