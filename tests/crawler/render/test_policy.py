"""Which requests of a page are reading, told by address and body alone."""

from __future__ import annotations

import json
from urllib.parse import quote

import pytest

from crawler.render.policy import asks_for_token, is_reading, kept_headers, page_tokens, site, why_not_posted

PAGE = "https://dichvucong.hanoi.gov.vn/thu-tuc"
JSON = "application/json;charset=UTF-8"
FORM = "application/x-www-form-urlencoded"

READING = [
    ("https://dichvucong.hanoi.gov.vn/api/thutuc/search", JSON, '{"keyword":"","page":1}'),
    ("https://api.hanoi.gov.vn/v1/tthc/danh-sach", JSON, '{"linhVuc":null,"trang":0}'),
    ("https://dichvucong.hanoi.gov.vn/jsp/rest.jsp", FORM, 'params={"pageIndex":1}&pageSize=10'),
    ("https://dichvucong.hanoi.gov.vn/Default.aspx/GetListTTHC", JSON, "{}"),
    ("https://dichvucong.hanoi.gov.vn/nop-ho-so/danh-sach-thu-tuc", JSON, '{"cap":"1"}'),
    ("https://dichvucong.hanoi.gov.vn/graphql", JSON, json.dumps({"query": "query { procedures { code } }"})),
    (
        "https://dichvucong.hanoi.gov.vn/graphql",
        JSON,
        '{"operationName":"TimViec","extensions":{"persistedQuery":{"sha256Hash":"ab"}}}',
    ),
    ("https://dichvucong.hanoi.gov.vn/web/guest?p_p_id=tthc&p_p_lifecycle=2", FORM, "_tthc_delta=20&_tthc_cur=2"),
    ("https://dichvucong.hanoi.gov.vn/x/y", JSON, '{"draw":1,"start":0,"length":10}'),
    ("https://dichvucong.hanoi.gov.vn/getdsthutuc", "", None),
    ("https://dichvucong.hanoi.gov.vn/svc/muc/chi_tiet", FORM, "ma=81f0"),
    ("https://dichvucong.hanoi.gov.vn/svc/Muc/ChiTiet/81", JSON, "{}"),
    ("https://dichvucong.hanoi.gov.vn/v2/ho-tro/thong-tin", JSON, '{"ma":"81f0"}'),
    ("https://dichvucong.hanoi.gov.vn/v2/muc/byId", JSON, '{"id":81}'),
    ("https://dichvucong.hanoi.gov.vn/rpc", JSON, '{"fn":"dsHoatDong","a":{}}'),
    ("https://dichvucong.hanoi.gov.vn/rpc", JSON, '{"fn":"ctTTHC","a":{"k":"x81"}}'),
    ("https://dichvucong.hanoi.gov.vn/rpc", JSON, '{"rpc":"tuDienDungChung"}'),
    ("https://dichvucong.hanoi.gov.vn/dv/truy_van", JSON, '{"ten":"donVi"}'),
    ("https://dichvucong.hanoi.gov.vn/cong", JSON, '{"yeuCau":"dsDonVi","thamSo":{}}'),
    ("https://dichvucong.hanoi.gov.vn/cong", JSON, '{"chucNang":"chiTietThuTuc","ma":"81f0"}'),
    ("https://dichvucong.hanoi.gov.vn/jsp/call.jsp", FORM, "q=" + quote('{"op":"service_v2","recordPerPage":"10","pageIndex":1}')),
]
NOT_READING = [
    ("https://dichvucong.hanoi.gov.vn/api/hits", JSON, "{}"),
    ("https://dichvucong.hanoi.gov.vn/services/view/5", JSON, "{}"),
    ("https://dichvucong.hanoi.gov.vn/api/counter", JSON, '{"page":"/"}'),
    ("https://dichvucong.hanoi.gov.vn/api/luot-truy-cap/list", JSON, "{}"),
    ("https://dichvucong.hanoi.gov.vn/api/saveSearch", JSON, '{"keyword":"x"}'),
    ("https://dichvucong.hanoi.gov.vn/auth/token", FORM, "grant_type=client_credentials"),
    ("https://dichvucong.hanoi.gov.vn/thu-tuc/nop-ho-so", JSON, '{"thuTuc":1}'),
    ("https://dichvucong.hanoi.gov.vn/thu-tuc/danh-gia/5", JSON, '{"thuTuc":1}'),
    ("https://dichvucong.hanoi.gov.vn/api/search", JSON, '{"page":1,"filter":{"soCCCD":"012345678901"}}'),
    ("https://dichvucong.hanoi.gov.vn/api/search", JSON, '{"page":1,"user":{"password":"x"}}'),
    ("https://dichvucong.hanoi.gov.vn/api/search", "multipart/form-data; boundary=x", '--x\r\nname="file"; filename="a.txt"\r\n\r\nx'),
    ("https://dichvucong.hanoi.gov.vn/api/search", "application/octet-stream", "abc"),
    ("https://dichvucong.hanoi.gov.vn/api/search", "", "\x00\x01"),
    ("https://dichvucong.hanoi.gov.vn/api/search", JSON, '{"page":1,"x":"' + "y" * 40_000 + '"}'),
    ("https://dichvucong.hanoi.gov.vn/graphql", JSON, json.dumps({"query": "mutation { rate(id: 1) }"})),
    (
        "https://dichvucong.hanoi.gov.vn/graphql",
        JSON,
        '{"operationName":"GuiHoSo","extensions":{"persistedQuery":{"sha256Hash":"ab"}}}',
    ),
    ("https://dichvucong.hanoi.gov.vn/graphql", JSON, json.dumps({"operationName": "createDossier", "variables": {}})),
    ("https://dichvucong.hanoi.gov.vn/api/abc", JSON, '{"x":1}'),
    ("https://dichvucong.hanoi.gov.vn/svc/muc/ghi-chi-tiet", JSON, '{"ma":"81f0"}'),
    ("https://dichvucong.hanoi.gov.vn/svc/muc/cap-nhat-thong-tin", JSON, '{"ma":"81f0"}'),
    ("https://dichvucong.hanoi.gov.vn/svc/chi-tiet/doi", JSON, '{"ma":"81f0"}'),
    ("https://dichvucong.hanoi.gov.vn/rpc", JSON, '{"fn":"q7","a":{"k":"x81"}}'),
    ("https://dichvucong.hanoi.gov.vn/rpc", JSON, '{"fn":"ctNop","a":{"k":"x81"}}'),
    ("https://dichvucong.hanoi.gov.vn/rpc", JSON, '{"fn":"dsCapNhat","page":1}'),
    ("https://dichvucong.hanoi.gov.vn/dv/truy-van", JSON, '{"truyVan":"guiHoSo","bien":{"ma":"81f0"}}'),
    ("https://dichvucong.hanoi.gov.vn/dv/truy-van", JSON, '{"truyVan":"taoHoSo","bien":{"ma":"81f0"}}'),
    ("https://dichvucong.hanoi.gov.vn/truyvan", JSON, '{"chucNang":"huyHoSo","ma":"81f0"}'),
    ("https://dichvucong.hanoi.gov.vn/cong/danh-sach", JSON, '{"yeuCau":"capNhatThuTuc","ma":"81f0"}'),
    ("https://dichvucong.danang.gov.vn/api/search", JSON, '{"page":1}'),
    ("https://dichvucong.hanoi.gov.vn/jsp/rest.jsp", FORM, "q=" + quote('{"service":"save_dossier_v2","pageIndex":1}')),
    ("https://dichvucong.hanoi.gov.vn/jsp/rest.jsp", FORM, "q=" + quote('{"soCCCD":"012345678901","pageIndex":1}')),
    ("https://www.google-analytics.com/collect", "text/plain", "page=1"),
]


@pytest.mark.parametrize(("url", "kind", "body"), READING)
def test_a_search_is_reading(url: str, kind: str, body: str | None) -> None:
    assert why_not_posted(PAGE, url, "POST", kind, body) == ""


@pytest.mark.parametrize(("url", "kind", "body"), NOT_READING)
def test_what_writes_watches_or_carries_a_person_is_not(url: str, kind: str, body: str) -> None:
    assert why_not_posted(PAGE, url, "POST", kind, body)


@pytest.mark.parametrize("method", ["PUT", "DELETE", "PATCH", "TRACE", "X"])
def test_other_methods_are_never_made(method: str) -> None:
    assert not is_reading(method)
    assert why_not_posted(PAGE, READING[0][0], method, JSON, READING[0][2])


def test_the_site_is_what_was_registered() -> None:
    assert site("https://dichvucong.hanoi.gov.vn/x") == "hanoi.gov.vn"
    assert site("http://127.0.0.1:80/") == "127.0.0.1"
    assert site("https://hanoi.gov.vn") != site("https://danang.gov.vn")


def test_headers_that_carry_a_session_are_not_kept() -> None:
    sent = {"Accept": "a", "Cookie": "b", "Authorization": "c", "X-CSRF-Token": "d", "apikey": "e", "sec-ch-ua": "f", "X-Tenant": "g"}
    assert kept_headers(sent) == {"Accept": "a", "X-Tenant": "g"}
    assert page_tokens(sent) == {"X-CSRF-Token": "d", "apikey": "e"}


@pytest.mark.parametrize(
    ("url", "body", "wants"),
    [
        ("https://sso.tinh.gov.vn/oauth2/v1", "client=cong", True),
        ("https://tinh.gov.vn/cap/access-token", "{}", True),
        ("https://tinh.gov.vn/khach", "grant_type=client_credentials&client_id=khach", True),
        ("https://tinh.gov.vn/api/hits", "{}", False),
        ("https://tinh.gov.vn/api/search", "tu_khoa=token", False),
    ],
)
def test_a_wish_for_a_token_is_known_and_not_granted(url: str, body: str, wants: bool) -> None:
    assert asks_for_token(url, FORM, body) is wants
    assert not wants or why_not_posted("https://tinh.gov.vn/", url, "POST", FORM, body)
