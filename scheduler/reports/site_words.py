"""What a report says of agency sites: a part of the table `report.*`."""

from __future__ import annotations

REPORTED_SITES: dict[str, tuple[str, str]] = {
    "table.sites": (
        "Trang thông tin điện tử của cơ quan: các mục phải có theo NĐ 43/2011",
        "Agency sites: the sections that NĐ 43/2011 demands",
    ),
    "sheet.sites": ("Trang của cơ quan", "Agency sites"),
    "column.site_tier": ("Cấp", "Tier"),
    "column.site_state": ("Tình trạng trang", "State of the site"),
    "column.visited_on": ("Thu thập ngày", "Visited on"),
    "column.required": ("Số mục phải có", "Sections required"),
    "column.site_present": ("Có", "Present"),
    "column.site_stale": ("Có nhưng cũ", "Stale"),
    "column.site_empty": ("Không có nội dung", "Empty"),
    "column.site_missing": ("Không có", "Missing"),
    "column.site_unknown": ("Chưa rõ", "Unknown"),
    "column.lacking": ("Mục không có hoặc không có nội dung", "Missing or empty sections"),
    "column.score_low": ("Điểm tham khảo, chắc chắn", "Score, known"),
    "column.score_high": ("Điểm tham khảo, không loại trừ", "Score, not ruled out"),
    "unit.sites": ("trang", "sites"),
    "unit.points": ("điểm", "points"),
    "note.sites": (
        "Chỉ xét mục thông tin có hay không, không xét nội dung đầy đủ, chính xác. Điểm tham khảo theo bộ chỉ báo kiểu LOSI, không phải"
        " chỉ số OSI của Liên hợp quốc.",
        "Presence of sections is judged, not whether their content is complete or correct. The score follows a list of indicators like"
        " LOSI; it is not the UN's OSI.",
    ),
    "note.no_sites": ("Chưa đăng ký cơ quan nào: mucdo sites import.", "No agency is registered: mucdo sites import."),
    "summary.sites": (
        "Trang của cơ quan: {number} cơ quan đã đăng ký, đọc được {read} trang, {whole} trang có đủ các mục theo NĐ 43/2011"
        " (chỉ xét có hay không).",
        "Agency sites: {number} agencies registered, {read} sites read, {whole} with all sections of NĐ 43/2011 (presence only).",
    ),
}
