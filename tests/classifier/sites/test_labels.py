"""What names a section, and what only mentions the words."""

from __future__ import annotations

import pytest

from classifier.sites.labels import Namer
from classifier.sites.lexicon import PHRASES, WHOLE
from classifier.sites.model import Item

NAMER = Namer(PHRASES, ("Sở Nội vụ tỉnh Hà Tĩnh", "Hà Tĩnh"), WHOLE)


@pytest.mark.parametrize(
    ("label", "item"),
    [
        ("Giới thiệu", Item.INTRODUCTION),
        ("GIỚI THIỆU SỞ NỘI VỤ", Item.INTRODUCTION),
        ("Tin tức - Sự kiện", Item.NEWS),
        ("» Thông tin chỉ đạo, điều hành", Item.DIRECTIVES),
        ("Phổ biến, giáo dục pháp luật", Item.LEGAL_EDUCATION),
        ("Chiến lược, quy hoạch, kế hoạch phát triển", Item.STRATEGY),
        ("Văn bản quy phạm pháp luật của tỉnh", Item.LEGAL_DOCUMENTS),
        ("Công báo tỉnh Hà Tĩnh", Item.GAZETTE),
        ("Dự án, hạng mục đầu tư, đấu thầu, mua sắm công", Item.PROJECTS),
        ("Lấy ý kiến góp ý dự thảo văn bản", Item.CONSULTATION),
        ("Danh bạ cán bộ, công chức", Item.CONTACTS),
        ("Hỏi & đáp", Item.QUESTIONS),
        ("Dịch vụ công trực tuyến", Item.SERVICES),
        ("Lịch công tác tuần 52", Item.SCHEDULE),
        ("Tra cứu tình trạng hồ sơ", Item.ONE_STOP),
        ("Dữ liệu mở", Item.OPEN_DATA),
        ("gioi thieu", Item.INTRODUCTION),
        ("Về Sở Nội vụ", Item.INTRODUCTION),
        ("Tuyên truyền PBGDPL", Item.LEGAL_EDUCATION),
        ("CSDL VB QPPL", Item.LEGAL_DOCUMENTS),
        ("Người dân hỏi / Cơ quan trả lời", Item.QUESTIONS),
        ("Tham gia ý kiến văn bản", Item.CONSULTATION),
        ("Tin trong xã", Item.NEWS),
        ("Hoạt động", Item.NEWS),
        ("Hoạt động, tin tức", Item.NEWS),
        ("Danh bạ - Hộp thư góp ý", Item.CONTACTS),
        ("Văn bản và dự án", Item.PROJECTS),
        ("Pháp luật nội vụ", Item.LEGAL_EDUCATION),
        ("Kết quả lựa chọn nhà thầu", Item.PROCUREMENT),
        ("Tiến độ dự án", Item.PROJECTS),
        ("Khảo sát sự hài lòng của khách hàng", Item.SURVEY),
        ("Hướng dẫn TTHC cấp huyện", Item.SERVICES),
        ("Kế hoạch KT-XH", Item.STRATEGY),
        ("Thông báo mời thầu", Item.PROCUREMENT),
        ("Công tác điều hành", Item.DIRECTIVES),
    ],
)
def test_names(label: str, item: Item) -> None:
    assert item in {named.item for named in NAMER.named(label)}


@pytest.mark.parametrize(
    "label",
    [
        "Hội nghị lấy ý kiến góp ý dự thảo Luật Đất đai tại huyện Kỳ Anh",
        "Công báo tỉnh đăng quyết định về giá đất",
        "Tập huấn nghiệp vụ đấu thầu qua mạng",
        "Chủ tịch UBND tỉnh chỉ đạo điều hành ứng phó mưa lũ",
        "Kế hoạch tài chính",
        "Ra mắt dữ liệu mở ngành giao thông",
        "Trang chủ",
        "Tuyển dụng",
        "Về quê ăn Tết",
        "Lịch hoạt động hè",
        "Giới thiệu, quảng bá sản phẩm",
        "Ngân sách và cuộc sống",
        "Ảnh hoạt động",
        "Pháp luật đại cương",
        "Thông tin",
        "Phần mềm quản lý, điều hành nội bộ",
        "Ý kiến bác sĩ",
        "Cử tri xã Cẩm Lạc hỏi về đường liên thôn",
        "Văn phòng Sở",
        "2020",
        "",
    ],
)
def test_near_misses_name_nothing(label: str) -> None:
    assert NAMER.named(label) == []
