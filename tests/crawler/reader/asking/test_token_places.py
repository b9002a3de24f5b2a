"""Where pages keep the tokens that their scripts send along."""

from __future__ import annotations

import time

import pytest

from crawler.reader.asking.token_places import Place, cookie_places, headers_for, is_likely, likeliest, places_in

KEY = "q8Zr1-Vb_0Kx7tYw3nPd"


@pytest.mark.parametrize(
    ("text", "place"),
    [
        (f'<meta name="csrf-token" content="{KEY}">', Place("meta", "csrf-token")),
        (f"<form><input type=hidden name=csrfmiddlewaretoken value={KEY}></form>", Place("field", "csrfmiddlewaretoken")),
        (f'<div data-ng-token="{KEY}"></div>', Place("attribute", "div data-ng-token")),
        (f'<script>var Portal = {{"authToken": "{KEY}", lang: "vi"}};</script>', Place("script", "authToken")),
        (f"<script>$.ajaxSetup({{headers: {{'X-Csrf': '{KEY}'}}}});</script>", Place("script", "X-Csrf")),
        (f"<script>xhr.setRequestHeader('X-Key', '{KEY}')</script>", Place("script", "X-Key")),
        (f'{{"data": {{"antiForgery": "{KEY}", "expires": "soon"}}}}', Place("json", "antiForgery")),
    ],
)
def test_where_a_token_stands(text: str, place: Place) -> None:
    assert places_in(text) == {place: KEY}


def test_a_cookie_is_sent_decoded() -> None:
    assert cookie_places({"XSRF-TOKEN": f"{KEY}%3D%3D", "lang": "vi"}) == {Place("cookie", "XSRF-TOKEN"): f"{KEY}=="}


@pytest.mark.parametrize(
    "value", ["XMLHttpRequest", "application/json", "123456789012", "/api/v1/danh-sach", "https://tinh.gov.vn/a1", "", None, 7]
)
def test_what_is_no_token(value: object) -> None:
    assert not is_likely(value)


@pytest.mark.parametrize(
    ("text", "headers"),
    [
        (f'<meta name="csrf-token" content="{KEY}">', {"X-CSRF-TOKEN"}),
        (f'<meta name="_csrf" content="{KEY}"><meta name="_csrf_header" content="X-My-Csrf-Token">', {"X-My-Csrf-Token"}),
        (f'<input type="hidden" name="__RequestVerificationToken" value="{KEY}">', {"RequestVerificationToken"}),
        (f"<script>var xsrfToken = '{KEY}'; h['X-Xsrf-Token'] = xsrfToken;</script>", {"X-Xsrf-Token"}),
        (f'<div data-id="{KEY}"></div>', set()),
    ],
)
def test_the_headers_of_frameworks(text: str, headers: set[str]) -> None:
    assert set(headers_for(places_in(text), text)) == headers


def test_the_token_is_told_from_other_values() -> None:
    found = places_in(
        f'<input name="Session" value="a1b2c3d4e5f6g7"><div data-token-map="zz11yy22xx33"></div><meta name="_csrf" content="{KEY}">'
    )
    assert likeliest(found) == Place("meta", "_csrf")


def test_a_long_page_is_looked_through_quickly() -> None:
    start = time.process_time()
    places_in("<script>" + "a" * 300_000 + "['" * 100_000 + "</script>")
    assert time.process_time() - start < 5
