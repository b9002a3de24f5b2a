"""Whose task: from the tier cell or the agency's words."""

from __future__ import annotations

from datetime import date

import pytest

from classifier.findings.tier import are_of_district, tier_in, tier_of
from classifier.model import FieldKey, Row, Tier
from tests.classifier.judging.building import bare, cell

PROVINCE, DISTRICT, COMMUNE = Tier.PROVINCE, Tier.DISTRICT, Tier.COMMUNE


@pytest.mark.parametrize(
    ("text", "tier"),
    [
        ("Sở Y tế", PROVINCE),
        ("Sở Khoa học và Công nghệ tỉnh Lâm Đồng", PROVINCE),
        ("Sở, ban ngành", PROVINCE),
        ("Sở Lao động - Thương binh và Xã hội", PROVINCE),
        ("Bảo hiểm xã hội tỉnh", PROVINCE),
        ("Ban Quản lý các khu công nghiệp", PROVINCE),
        ("Ban quản lý các khu Công nghiệp tỉnh Lâm Đồng", PROVINCE),
        ("UBND Tỉnh/ Thành phố", PROVINCE),
        ("UBND thành phố Hải Phòng", PROVINCE),
        ("Ủy ban nhân dân TP. Hồ Chí Minh", PROVINCE),
        ("Công an tỉnh Phú Thọ", PROVINCE),
        ("Phòng Cảnh sát giao thông, Công an tỉnh Phú Thọ", PROVINCE),
        ("Cấp Tỉnh", PROVINCE),
        ("Chi cục Bảo vệ thực vật", PROVINCE),
        ("Chi cục Dân số - Kế hoạch hóa gia đình", PROVINCE),
        ("Chi cục Kiểm lâm vùng II", None),
        ("Chi cục Hải quan khu vực IX", None),
        ("Chi cục Thú y huyện Bắc Hà", DISTRICT),
        ("UBND Huyện/Thành phố", DISTRICT),
        ("UBND thành phố Hải Dương", DISTRICT),
        ("UBND thị xã Kỳ Anh", DISTRICT),
        ("Phòng Tư pháp huyện Cẩm Xuyên, tỉnh Hà Tĩnh", DISTRICT),
        ("UBND cấp huyện", DISTRICT),
        ("Công an quận 1", DISTRICT),
        ("Công an xã, phường, thị trấn", COMMUNE),
        ("UBND Xã/Phường/Thị Trấn", COMMUNE),
        ("UBND xã Thạch Hà, huyện Thạch Hà, tỉnh Hà Tĩnh", COMMUNE),
        ("Công an cấp xã", COMMUNE),
        ("Cấp Xã", COMMUNE),
        ("UBND đặc khu Phú Quý", COMMUNE),
        ("Sở, ban ngành; UBND Huyện/Thành phố", None),
        ("UBND cấp huyện, cấp xã", None),
        ("Cấp tỉnh, cấp huyện, cấp xã", None),
        ("UBND huyện, xã", None),
        ("Bộ Công an", None),
        ("Cơ sở khám bệnh", None),
        ("Hợp tác xã", None),
        ("Trụ sở tiếp dân", None),
        ("Phương tiện giao thông", None),
        ("Cục Quản lý thị trường", None),
        ("UBND phường An Thạnh", COMMUNE),
        ("UBND phường Phương An", COMMUNE),
        ("UBND quận Quân Khu", DISTRICT),
        ("UBND quận Lý Sơn", DISTRICT),
        ("Ban phương án bồi thường", None),
        ("Bộ Tư lệnh Quân khu 4", None),
        ("Trung tâm phân tích tình hình", None),
        ("UBND phuong Tan Lap", COMMUNE),
        ("Ban phuong an", None),
        ("", None),
    ],
)
def test_agencies(text: str, tier: Tier | None) -> None:
    assert tier_in(text) is tier


def test_the_tier_cell_comes_first_then_the_agency_then_the_row() -> None:
    reading = bare(cell(FieldKey.AGENCY, "Sở Y tế"), cell(FieldKey.TIER, "Cấp xã"))
    assert tier_of(reading) is COMMUNE
    assert tier_of(bare(cell(FieldKey.AGENCY, "Sở Y tế"), cell(FieldKey.TIER, "Khác"))) is PROVINCE
    assert tier_of(bare(), Row("x", tier=DISTRICT)) is DISTRICT
    assert tier_of(bare(), Row("x", agency="UBND xã A")) is COMMUNE
    assert tier_of(bare()) is None


@pytest.mark.parametrize(
    ("agency", "tier"),
    [
        ("Phòng Kinh tế và Hạ tầng", DISTRICT),
        ("Phòng Lao động - Thương binh và Xã hội", DISTRICT),
        ("Phòng Tài chính - Kế hoạch", DISTRICT),
        ("Phòng Quản lý đầu tư", None),  # a department has rooms as well
        ("Phòng Cảnh sát giao thông", None),
        ("Phòng Tư pháp xã Hòa Thắng", COMMUNE),
    ],
)
def test_rooms_of_districts_while_there_were_districts(agency: str, tier: Tier | None) -> None:
    reading = bare(cell(FieldKey.AGENCY, agency))
    assert tier_of(reading, at=date(2019, 3, 1)) is tier
    assert tier_of(bare(), Row("x", agency=agency), at=date(2019, 3, 1)) is tier
    if tier is DISTRICT:  # since 01/07/2025 there are none
        assert tier_of(reading, at=date(2025, 7, 1)) is None


def test_a_portal_that_names_its_rooms_as_a_districts_keeps_them_when_districts_are_gone() -> None:
    assert are_of_district(["Phòng Nội vụ huyện", "Phòng Tư pháp", "UBND các xã, thị trấn"])
    assert are_of_district(["Văn phòng HĐND và UBND quận Hải Châu"])
    assert not are_of_district(["Phòng Tư pháp", "UBND huyện Mai Sơn"])
    assert not are_of_district(["Phòng Nội vụ huyện", "Phòng Kinh tế phường Bến Ngự"])
    assert not are_of_district(["Phòng Nội vụ huyện", "Trung tâm Phục vụ hành chính công tỉnh"])
    room = bare(cell(FieldKey.AGENCY, "Phòng Tư pháp"))
    assert tier_of(room, at=date(2026, 11, 22), of_district=True) is DISTRICT
    assert tier_of(room, at=date(2026, 11, 22)) is None
    assert tier_of(bare(cell(FieldKey.AGENCY, "Phòng Cảnh sát giao thông")), of_district=True) is None
