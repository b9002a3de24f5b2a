"""What is said about agency sites, once, in Vietnamese and English: notes of verdicts, names of items and states."""

from __future__ import annotations

NOTES: dict[str, tuple[str, str]] = {
    "sites.not_visited": ("chưa thu thập trang của cơ quan nào đến {at}", "no agency's site had been visited by {at}"),
    "sites.no_agency": ("chưa đăng ký cơ quan nào trong phạm vi", "no agency in scope is registered"),
    "sites.joint": (
        "{proven}/{total} cơ quan có trang hoạt động, đủ mục theo khoản 1 Điều 10 NĐ 43/2011 và liên kết hai chiều với Cổng của tỉnh;"
        " chỉ xét mục có hay không, không xét nội dung đầy đủ, chính xác",
        "{proven} of {total} agencies have a site that answers, with all sections of NĐ 43/2011 Đ10 k1, linked both ways with the"
        " provincial portal; presence is judged, not completeness of content",
    ),
    "sites.complete": (
        "{proven}/{total} cơ quan có đủ các mục bắt buộc theo NĐ 43/2011 (Điều 10, 13, 15, 18); chỉ xét mục có hay không, không xét"
        " nội dung đầy đủ, chính xác",
        "{proven} of {total} agencies have all sections that NĐ 43/2011 demands (Đ10, 13, 15, 18); presence is judged, not completeness of"
        " content",
    ),
    "sites.count": (
        "{proven} cơ quan có trang thông tin điện tử hoạt động trong {total} cơ quan đã đăng ký",
        "{proven} of {total} registered agencies have a site that answers",
    ),
    "sites.items": (
        "bằng chứng một phần: {proven}/{total} mục cần có được thấy trên trang",
        "partial evidence: {proven} of {total} wanted sections were found on the sites",
    ),
    "sites.refutes": (
        "bằng chứng một phần: mục có trên Cổng nhưng mẫu số không công khai, không kết luận được tỷ lệ",
        "partial evidence: the section is on the portal, but the denominator is not public, so no share can be concluded",
    ),
    "sites.refuted": (
        "bằng chứng một phần: Cổng không có mục này hoặc mục không có nội dung, nên không thể đã công bố đủ",
        "partial evidence: the portal lacks the section or shows nothing in it, so not everything can have been published",
    ),
    "sites.score": (
        "bằng chứng một phần: điểm trung bình {score}/100 theo bộ chỉ báo tham khảo kiểu LOSI (không phải chỉ số OSI của Liên hợp quốc)",
        "partial evidence: mean score {score} of 100 by a list of indicators after LOSI (not the UN's OSI)",
    ),
    "sites.one_stop": (
        "bằng chứng một phần: {proven}/{total} cơ quan có tra cứu hồ sơ công khai; không thấy chưa chứng minh là không có",
        "partial evidence: {proven} of {total} agencies show a public look-up of dossiers; absence proves nothing",
    ),
    "sites.district_portal": (
        "bằng chứng một phần: {proven}/{total} huyện có trang hoạt động; phần mềm nội bộ không quan sát được",
        "partial evidence: {proven} of {total} districts have a site that answers; back-office software is not visible",
    ),
    "sites.tiers": (
        "bằng chứng một phần: Cổng dịch vụ công có thủ tục của {tiers}/3 cấp; {proven}/{total} trang cơ quan được Cổng của tỉnh liên kết",
        "partial evidence: the service portal lists procedures of {tiers} of 3 tiers; {proven} of {total} agency sites are linked from the"
        " provincial portal",
    ),
    "sites.levels_by_tier": (
        "bằng chứng một phần: {proven}/{total} thủ tục đạt mức này trở lên, chi tiết theo cấp",
        "partial evidence: {proven} of {total} procedures reach the level; by tier in the parts",
    ),
    "sites.channel": (
        "{proven}/{total} thủ tục từ mức này trở lên đi tới được từ trang của chính cơ quan; kế hoạch không nêu ngưỡng",
        "{proven} of {total} procedures of this level can be reached from the agency's own site; the plan names no threshold",
    ),
    "sites.national": (
        "{proven}/{total} mã thủ tục của tỉnh có trên Cổng Dịch vụ công quốc gia (đếm ngày {on})",
        "{proven} of {total} procedure codes of the province are on the national portal (counted on {on})",
    ),
    "sites.group_missing": ("chưa có danh mục {group}: tính trên mọi thủ tục", "the list {group} is missing: all procedures are counted"),
    "sites.unread": ("{number} trang chưa đọc được, chưa rõ", "{number} sites could not be read and stay unknown"),
    "sites.stale": (
        "{number} mục có nhưng đã cũ, chưa tính là đạt cũng chưa tính là thiếu",
        "{number} sections are there but stale, counted neither way",
    ),
}

SITES: dict[str, tuple[str, str]] = {
    "state.present": ("có", "present"),
    "state.stale": ("có nhưng cũ", "stale"),
    "state.empty": ("có mục, không có nội dung", "empty section"),
    "state.missing": ("không có", "missing"),
    "state.unknown": ("chưa rõ", "unknown"),
    "column.item": ("mục", "item"),
    "column.state": ("trạng thái", "state"),
    "column.newest": ("mới nhất", "newest"),
    "column.words": ("lời trên trang", "words"),
    "column.why": ("vì sao", "why"),
    "column.address": ("địa chỉ", "address"),
    "site.ok": ("hoạt động", "answers"),
    "site.bare": ("chưa có nội dung", "no content yet"),
    "site.parked": ("tên miền không còn là của cơ quan", "parked name"),
    "site.moved": ("chuyển sang trang của cơ quan khác", "leads to another agency's site"),
    "site.unread": ("chưa đọc được", "not read"),
    "part.sites": ("Có trang hoạt động", "A site that answers"),
    "part.information": ("Đủ các mục thông tin", "All sections of information"),
    "part.linked": ("Liên kết hai chiều với Cổng của tỉnh", "Linked both ways with the provincial portal"),
    "part.tinh": ("Cấp tỉnh", "Province"),
    "part.so": ("Sở", "Departments"),
    "part.nganh": ("Ban, ngành", "Boards and agencies"),
    "part.huyen": ("Cấp huyện", "Districts"),
    "part.xa": ("Cấp xã", "Communes"),
    "group.institutional": ("Khung thể chế", "Institutional framework"),
    "group.content": ("Cung cấp nội dung", "Content"),
    "group.services": ("Cung cấp dịch vụ", "Services"),
    "group.participation": ("Tham gia của người dân", "Participation"),
    "group.technology": ("Công nghệ", "Technology"),
    "part.one_stop": ("Có tra cứu hồ sơ công khai", "A public look-up of dossiers"),
    "item.introduction": ("Giới thiệu (điểm a)", "Introduction (a)"),
    "item.news": ("Tin tức, sự kiện (điểm b)", "News (b)"),
    "item.directives": ("Chỉ đạo, điều hành (điểm c)", "Directives (c)"),
    "item.legal_education": ("Tuyên truyền, phổ biến pháp luật (điểm d)", "Legal education (d)"),
    "item.strategy": ("Chiến lược, quy hoạch, kế hoạch (điểm đ)", "Strategies and plans (đ)"),
    "item.legal_documents": ("Văn bản quy phạm pháp luật (điểm e)", "Legal documents (e)"),
    "item.gazette": ("Công báo (điểm g)", "Official gazette (g)"),
    "item.projects": ("Dự án, đấu thầu, mua sắm công (điểm h)", "Projects and procurement (h)"),
    "item.consultation": ("Lấy ý kiến góp ý (điểm i)", "Consultation (i)"),
    "item.contacts": ("Liên hệ của cán bộ, công chức (điểm k)", "Contacts of officials (k)"),
    "item.transaction": ("Thông tin giao dịch (điểm l)", "Address and contact of the agency (l)"),
    "item.english": ("Thông tin tiếng nước ngoài (Điều 13)", "English version (Đ13)"),
    "item.search": ("Tìm kiếm (Điều 15)", "Search (Đ15)"),
    "item.links": ("Liên kết (Điều 15)", "Links (Đ15)"),
    "item.questions": ("Hỏi đáp (Điều 15)", "Questions and answers (Đ15)"),
    "item.services": ("Dịch vụ công trực tuyến (khoản 2 Điều 18)", "Online services (Đ18 k2)"),
    "item.portal_link": ("Liên kết với Cổng của tỉnh", "Link with the provincial portal"),
    "item.schedule": ("Lịch làm việc của lãnh đạo", "Leaders' calendar"),
    "item.document_search": ("Công cụ tìm văn bản", "Search of documents"),
    "item.document_files": ("Tải được văn bản", "Documents as files"),
    "item.procurement": ("Đấu thầu, mua sắm công", "Procurement"),
    "item.feedback": ("Phản ánh, kiến nghị, góp ý", "Feedback"),
    "item.one_stop": ("Tra cứu hồ sơ một cửa", "Look-up of dossiers"),
    "item.open_data": ("Dữ liệu mở", "Open data"),
    "item.budget": ("Công khai ngân sách", "Budget"),
    "item.environment": ("Môi trường", "Environment"),
    "item.survey": ("Khảo sát, thăm dò ý kiến", "Surveys"),
    "item.sitemap": ("Sơ đồ trang", "Site map"),
    "item.social": ("Mạng xã hội", "Social networks"),
    "item.mobile": ("Hiển thị trên thiết bị di động", "Small screens"),
    "item.accessibility": ("Tiếp cận (cơ bản)", "Accessibility basics"),
    "item.https": ("HTTPS", "HTTPS"),
}
