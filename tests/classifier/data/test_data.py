# ruff: noqa: E501 - mark-up is easier to read on one line
"""The same from JSON."""

from __future__ import annotations

import json
from typing import Any

import pytest

from classifier.data.datakeys import key_of, words_of
from classifier.data.listings import read_data
from classifier.model import FieldKey as K, Outcome, Page, PageKind, Tier
from classifier.reading import read_page
from tests.classifier.vendors.listings import ITEMS

URL = "https://dvc.tinh.example.vn/api/thu-tuc"


def rows(shape: dict[str, str]) -> list[dict[str, Any]]:
    return [{key: getattr(item, value) for key, value in shape.items()} for item in ITEMS]


PLAIN = {"id": "id", "maTTHC": "code", "tenTTHC": "name", "tenLinhVuc": "field", "tenCoQuan": "agency", "mucDo": "level"}
SHAPES: dict[str, Any] = {
    "array": rows(PLAIN),
    "upper": {"data": rows({"ID": "id", "PROCEDURE_CODE": "code", "PROCEDURE_NAME": "name", "FIELD_NAME": "field", "IMPLEMENTATION_AGENCY": "agency", "LEVEL_NAME": "level"}), "total": 6},
    "spring": {"content": rows({"id": "id", "code": "code", "name": "name", "sectorName": "field", "agencyName": "agency", "levelName": "level"}), "totalElements": 6},
    "snake": {"result": {"items": rows({"thu_tuc_id": "id", "ma_thu_tuc": "code", "ten_thu_tuc": "name", "linh_vuc": "field", "don_vi": "agency", "muc_do_dvc": "level"}), "total_count": 6}},
    "opencps": {"total": 6, "data": rows({"serviceInfoId": "id", "serviceCode": "code", "serviceName": "name", "domainName": "field", "govAgencyName": "agency", "maxLevelName": "level"})},
    "unheard of": {"d": {"results": rows({"Id": "id", "x1": "code", "Title": "name", "x2": "level", "LinhVucTitle": "field", "CoQuanTitle": "agency"})}},
    "edges of a graph": {"data": {"list": {"totalCount": 6, "edges": [{"cursor": f"c{i.id}", "node": {"id": i.id, "nationalCode": i.code, "title": i.name, "sector": i.field, "agency": i.agency, "level": i.level}} for i in ITEMS]}}},
    "resources": {"data": [{"type": "formality", "id": i.id, "attributes": {"ma_tthc": i.code, "ten_tthc": i.name, "linh_vuc": i.field, "co_quan": i.agency, "muc_do": i.level}} for i in ITEMS]},
    "json in json": {"d": json.dumps(rows(PLAIN))},
    "nested parts": [{"id": i.id, "code": i.code, "name": i.name, "sector": {"id": 9, "name": i.field}, "agency": [{"id": 1, "name": i.agency}], "level": {"name": i.level}} for i in ITEMS],
}  # fmt: skip


@pytest.mark.parametrize("data", SHAPES.values(), ids=SHAPES.keys())
def test_rows_by_any_keys(data: Any) -> None:
    reading = read_data(json.dumps(data), URL)
    assert (reading.outcome, reading.kind) == (Outcome.OK, PageKind.LISTING)
    told = [(r.key, r.code, r.name, r.field, r.agency, r.level_text) for r in reading.rows]
    assert told == [(i.id, i.code, i.name, i.field, i.agency, i.level) for i in ITEMS]
    assert reading.rows[0].tier is Tier.COMMUNE
    assert reading.rows[0].handle == ITEMS[0].id


def test_counts_numbers_and_links() -> None:
    data = {
        "recordsTotal": "1299",
        "rows": [
            {"uuid": f"a{n}", "tenThuTuc": i.name, "maThuTuc": i.code, "implementLevel": n % 4 + 1, "url": f"/ct/{i.id}"}
            for n, i in enumerate(ITEMS)
        ],
    }
    reading = read_data(json.dumps(data).encode(), URL)
    assert reading.total == 1299
    assert [r.level_text for r in reading.rows] == ["Mức độ 1", "Mức độ 2", "Mức độ 3", "Mức độ 4", "Mức độ 1", "Mức độ 2"]
    assert reading.rows[0].url == "https://dvc.tinh.example.vn/ct/5101" and reading.rows[0].handle is None
    full = read_data(json.dumps([{"id": n, "name": i.name, "isFullProcess": n == 0} for n, i in enumerate(ITEMS)]), URL)
    assert [r.level_text for r in full.rows][:2] == ["toàn trình", ""]


@pytest.mark.parametrize("key", ["id_tthc", "idThuTuc", "procedureId", "thu_tuc_hanh_chinh_id", "uuid_tthc", "_id"])
def test_the_own_id_is_told_from_those_of_agency_and_field(key: str) -> None:
    data = [{"id_don_vi": 5, "idLinhVuc": 7, key: f"k{n}", "tenThuTuc": i.name, "maThuTuc": i.code} for n, i in enumerate(ITEMS)]
    assert [r.key for r in read_data(json.dumps(data), URL).rows] == [f"k{n}" for n in range(len(ITEMS))]


@pytest.mark.parametrize(
    "data",
    [
        [],
        {},
        None,
        3,
        "chữ",
        [{"id": 1, "name": "Sở Công Thương"}, {"id": 2, "name": "Sở Tư pháp"}],
        [{"id": 1, "title": "Hội nghị tổng kết", "date": "2025-01-01"}, {"id": 2, "title": "Khai mạc giải bóng đá", "date": "2025-01-01"}],
        {"cap": [{"id": 1, "ten": "Cấp tỉnh"}, {"id": 2, "ten": "Cấp huyện"}, {"id": 3, "ten": "Cấp xã"}]},
        [{"id": 1, "code": "LV1", "name": "Hộ tịch"}, {"id": 2, "code": "LV2", "name": "Đất đai"}],
        [
            {"ma": 4, "ten": "Giáo dục Trung học", "coCon": True, "hasChildren": True},
            {"ma": 5, "ten": "Hỗ trợ người nghèo", "hasChildren": False},
        ],
        {"nodes": [{"key": 7, "title": "Đăng ký đất đai", "leaf": True}, {"key": 8, "title": "Quản lý công sản", "leaf": True}]},
        {"message": "Token expired", "status": 401},
        [[1, 2], [3]],
        [{"name": ""}, {"name": "ab"}],
        [{"id": 1}],
    ],
)
def test_other_data_hold_no_procedure(data: Any) -> None:
    reading = read_data(json.dumps(data), URL)
    assert (reading.outcome, reading.rows, reading.procedures) == (Outcome.EMPTY, (), ())
    assert reading.reason


FOR_ALL = (
    "Cấp đổi bằng lái thuận tiện hơn",
    "Đăng ký thi hộ chiếu tại nhà",
    "Đăng ký kết hôn ngày đẹp",
    "Chợ phiên vùng cao vào mùa",
)


@pytest.mark.parametrize(
    "news",
    [
        [{"id": 1, "headline": n} for n in ("Thông báo lịch tiếp công dân", "Đăng ký xe tại xã", "Khai mạc hội thi", "Cấp thẻ căn cước")],
        [{"ID": n, "post_date": "2025-03-02", "post_excerpt": "…", "title": name} for n, name in enumerate(FOR_ALL)],
        [{"key": n, "ten": name, "tacGia": "Minh An", "anhDaiDien": "/u/1.jpg"} for n, name in enumerate(FOR_ALL)],
        [{"uuid": f"a{n}", "name": name, "thumbnail": "/t.png", "viewCount": 31} for n, name in enumerate(FOR_ALL)],
    ],
    ids=["by their names", "by day and summary", "by author and picture", "by picture and views"],
)
def test_articles_that_begin_like_procedures_are_none(news: list[dict[str, Any]]) -> None:
    assert read_data(json.dumps({"items": news, "total": 40}), URL).rows == ()


def test_procedures_kept_as_articles_are_still_procedures() -> None:
    posts = [{"id": n, "title": i.name, "publishedAt": "2025-01-02", "thumbnail": "/t.png", "excerpt": ""} for n, i in enumerate(ITEMS)]
    assert [row.name for row in read_data(json.dumps(posts), URL).rows] == [i.name for i in ITEMS]
    dated = [{"id": n, "maTTHC": i.code, "tenTTHC": i.name, "ngayDang": "2025-01-02", "luotXem": 5} for n, i in enumerate(ITEMS)]
    assert len(read_data(json.dumps(dated), URL).rows) == len(ITEMS)


def test_a_tree_whose_leaves_are_procedures_holds_them() -> None:
    names = ("Cấp lại giấy phép hoạt động dịch vụ karaoke", "Đăng ký biến động quyền sử dụng đất do tách hộ")
    tree = [{"id": n, "text": name, "children": []} for n, name in enumerate(names)]
    assert [row.name for row in read_data(json.dumps(tree), URL).rows] == list(names)


@pytest.mark.parametrize("text", ["<html>", "", "{", "[" * 100_000, "\ufeff{,}"])
def test_what_is_no_json_is_an_error(text: str) -> None:
    assert read_data(text, URL).outcome is Outcome.ERROR


DETAIL = {
    "id": "6543210fedcba9876543210f",
    "tenThuTuc": ITEMS[1].name,
    "maThuTuc": ITEMS[1].code,
    "linhVuc": {"ten": ITEMS[1].field},
    "mucDo": 3,
    "trinhTuThucHien": "<p>Bước 1: Nộp</p><p>Bước 2: Nhận &amp; ký</p>",
    "cachThucThucHien": [{"kenh": "Trực tuyến", "thoiHan": "5 ngày", "phi": 0}],
    "thanhPhanHoSo": [{"tenGiayTo": "Đơn đề nghị", "soBanChinh": 1, "fileMau": {"tenFile": "Mẫu số 01", "duongDan": "/files/mau01.docx"}}],
    "canCuPhapLy": ["Luật số 1", "Nghị định số 2"],
    "lePhi": "",
    "doiTuong": None,
    "capPhepSo": {"x": 1},
}


def test_a_detail_object_is_a_procedure() -> None:
    reading = read_data(json.dumps({"code": 200, "data": DETAIL}), URL)
    assert (reading.outcome, reading.kind) == (Outcome.OK, PageKind.PROCEDURE)
    (found,) = reading.procedures
    assert (found.name, found.code, found.key) == (ITEMS[1].name, ITEMS[1].code, DETAIL["id"])
    texts = {f.key: f.text for f in found.fields}
    assert texts[K.STEPS] == "Bước 1: Nộp\nBước 2: Nhận & ký"
    assert texts[K.LEVEL] == "Mức độ 3"
    assert texts[K.FIELD] == ITEMS[1].field
    assert texts[K.LEGAL_BASIS] == "Luật số 1\nNghị định số 2"
    assert "Đơn đề nghị" in texts[K.DOSSIER] and "Trực tuyến" in texts[K.MANNER]
    assert (texts[K.FEE], texts[K.SUBJECT]) == ("", "")
    assert [(m.named, m.symbol, m.file.url if m.file else None) for m in found.forms] == [
        ("Đơn đề nghị", "mau so 01", "https://dvc.tinh.example.vn/files/mau01.docx")
    ]


PAPERS = [
    {"ten": name, "soLuong": "01"}
    for name in ("Đăng ký kinh doanh (bản sao)", "Giấy phép xây dựng đã được cấp", "Xác nhận của cơ quan quản lý", "Cấp phép lần đầu")
]


def test_papers_of_a_procedure_are_no_list_whatever_they_are_called() -> None:
    reading = read_data(json.dumps({"ketQua": {**DETAIL, "thanhPhanHoSo": PAPERS}}), URL)
    assert (reading.kind, reading.rows) == (PageKind.PROCEDURE, ())
    (found,) = reading.procedures
    assert (found.name, found.code) == (ITEMS[1].name, ITEMS[1].code)
    assert all(paper["ten"] in next(f.text for f in found.fields if f.key is K.DOSSIER) for paper in PAPERS)


@pytest.mark.parametrize(
    "around", [{"ten": "Sở Y tế", "trinhTu": "", "ketQua": "", "thoiHan": ""}, {"maThuTuc": ITEMS[1].code, "tenThuTuc": "Các thủ tục"}]
)
def test_a_list_in_what_describes_no_procedure_stays_one(around: dict[str, str]) -> None:
    reading = read_data(json.dumps({**around, "muc": PAPERS}), URL)
    assert (reading.kind, len(reading.rows)) == (PageKind.LISTING, len(PAPERS))


def test_a_page_of_json_is_read_as_data() -> None:
    body = json.dumps(rows(PLAIN))
    assert len(read_page(Page(URL, body)).rows) == len(ITEMS)
    assert len(read_page(Page(URL, body.encode("utf-8-sig"))).rows) == len(ITEMS)
    assert read_page(Page(URL, "x", content_type="application/json")).outcome is Outcome.ERROR


def test_the_hash_is_blind_to_tokens() -> None:
    one = read_data(json.dumps({"data": DETAIL, "timestamp": 1}), URL)
    two = read_data(json.dumps({"data": DETAIL, "timestamp": 2}), URL)
    other = read_data(json.dumps({"data": {**DETAIL, "mucDo": 4}, "timestamp": 2}), URL)
    assert one.content_hash == two.content_hash != other.content_hash


@pytest.mark.parametrize(
    ("key", "words", "meaning"),
    [
        ("tenThuTuc", "ten thu tuc", K.NAME),
        ("TEN_TTHC", "ten tthc", K.NAME),
        ("maTTHC", "ma tthc", K.CODE),
        ("serviceCode", "service code", K.CODE),
        ("implementLevel", "implement level", K.LEVEL),
        ("HTTPStatusText", "http status text", K.STATUS),
        ("thời_hạn", "thoi han", K.DURATION),
        ("requiredDocs", "required docs", K.DOSSIER),
        ("lyDoChuaToanTrinh", "ly do chua toan trinh", K.REASON_PARTIAL),
        ("qwerty", "qwerty", None),
    ],
)
def test_keys_are_words(key: str, words: str, meaning: K | None) -> None:
    assert (words_of(key), key_of(key)) == (words, meaning)


def test_a_path_of_its_own_in_every_record_leads_to_its_page_whatever_its_key_is_called() -> None:
    rows = [
        {"so": f"1.00{n}000", "goi": f"Cấp giấy phép khai thác loại {n}", "duong": f"/xem/{n}", "anh": f"/a/{n}.png"} for n in (1, 2, 3)
    ]
    found = read_data(json.dumps({"dong": rows}), "https://dvc.tinh.example.vn/kho/tim").rows
    assert [row.url for row in found] == [f"https://dvc.tinh.example.vn/xem/{n}" for n in (1, 2, 3)]
    same = read_data(json.dumps({"dong": [row | {"duong": "/xem"} for row in rows]}), "https://dvc.tinh.example.vn/kho/tim").rows
    assert [row.url for row in same] == [None] * 3


LEAVES = [{"label": "Tra cứu tình trạng hồ sơ", "to": "/tra-cuu"}, {"label": "Đánh giá sự hài lòng của người dân", "to": "/danh-gia"}]


@pytest.mark.parametrize(
    "data",
    [
        LEAVES,
        {"menu": [{"label": "Trang chủ", "to": "/"}, {"label": "Liên hệ", "to": "/lien-he"}, {"label": "Tiện ích", "items": [*LEAVES, {"label": "Đăng ký lịch tiếp công dân", "to": "/lich"}, {"label": "Cấp mã đặt chỗ", "to": "/cho"}]}]},
        [{"id": 1, "parent": 0, "title": "Hỏi đáp", "href": "/hoi-dap"}, {"id": 2, "parent": 0, "title": "Giới thiệu chung", "href": "/gt"}, {"id": 3, "parent": 2, "title": "Công bố quy hoạch", "href": "/qh"}, {"id": 4, "parent": 2, "title": "Kiểm tra văn bằng", "href": "/vb"}],
    ],
    ids=["its leaves", "a tree", "flat"],
)  # fmt: skip
def test_the_entries_of_a_menu_are_no_procedures(data: Any) -> None:
    assert read_data(json.dumps(data), URL).rows == ()


def test_a_menu_may_hold_the_procedures_themselves() -> None:
    menu = [{"label": "Trang chủ", "to": "/"}, {"label": "Đăng nhập", "to": "/vao"}, {"label": "Dịch vụ", "items": [{"label": i.name, "to": f"/dv/{i.id}"} for i in ITEMS]}]  # fmt: skip
    assert {row.name for row in read_data(json.dumps(menu), URL).rows} == {i.name for i in ITEMS}
