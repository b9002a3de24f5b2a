"""Addresses that a page's scripts put together."""

from __future__ import annotations

import pytest

from crawler.reader.page.templates import url_templates


@pytest.mark.parametrize(
    "script",
    [
        'const lay = u => fetch("/api/mot-cua/" + u).then(r => r.json()); function xem(ma) { return lay("tthc?ma=" + ma); }',
        'function goi(duong){ return $.getJSON("/api/mot-cua/" + duong) } function mo(ma){ goi("tthc?ma=" + ma, ve) }',
        'var http = { nhan(d) { return axios.get("/api/mot-cua/" + d) } }; function mo(ma) { http.nhan("tthc?ma=" + ma) }',
        "const lay = async (d) => { const r = await fetch(`/api/mot-cua/${d}`); return r.json() }; const mo = ma => lay(`tthc?ma=${ma}`)",
    ],
)
def test_what_a_function_puts_before_addresses_is_put_before_those_it_is_called_with(script: str) -> None:
    made = ["".join(p if isinstance(p, str) else "{}" for p in t.parts) for t in url_templates(script)]
    assert "/api/mot-cua/tthc?ma={}" in made


def test_a_whole_address_is_left_as_it_is() -> None:
    script = 'const tai = u => fetch("/proxy/" + u); function mo(ma) { tai("https://kho.example.vn/tep?ma=" + ma) }'
    made = ["".join(p if isinstance(p, str) else "{}" for p in t.parts) for t in url_templates(script)]
    assert "https://kho.example.vn/tep?ma={}" in made


@pytest.mark.parametrize(
    "script",
    [
        "var an = t => t.replace(/[\"'<>]/g, k => '&#' + k.charCodeAt(0) + ';');"
        " ve.push('<li><a href=\"/muc/' + m.ten + '/xem\">' + an(m.nhan) + '</a></li>')",
        'hop.innerHTML += `<article data-url="/muc/${m.ten}/xem"><b>${m.nhan}</b></article>`;',
    ],
)
def test_links_in_html_that_code_puts_together_are_addresses(script: str) -> None:
    found = {"".join(p if isinstance(p, str) else f"{{{p[0]}}}" for p in t.parts) for t in url_templates(script)}
    assert "/muc/{m.ten}/xem" in found


def test_a_slash_after_a_name_divides() -> None:
    script = "var so = tong / 2; var ten = 'k'; var kia = so / 3; goi('/tinh?so=' + so + '&ten=' + kia)"
    assert ["".join(p if isinstance(p, str) else "{}" for p in t.parts) for t in url_templates(script)] == ["/tinh?so={}&ten={}"]


@pytest.mark.parametrize(
    "script",
    [
        "$.get('/tthc/ds', {trang: so, co: 10}, ve);",
        "jQuery.getJSON('/tthc/ds', { trang: so, co: 10 }).done(ve)",
        "axios.get('/tthc/ds', {params: {trang: so, co: 10}}).then(ve)",
        "$.ajax({url: '/tthc/ds', dataType: 'html', data: {trang: so, co: 10}, success: ve})",
        "fetch('/tthc/ds?' + new URLSearchParams({trang: so, co: 10})).then(ve)",
        "fetch(`/tthc/ds?${new URLSearchParams({trang: so, co: 10})}`).then(ve)",
    ],
)
def test_parameters_beside_an_address_are_part_of_it(script: str) -> None:
    (template,) = url_templates(script)
    assert (template.method, template.skeleton, template.holes) == ("GET", "/tthc/ds?trang={}&co=10", ("so",))


@pytest.mark.parametrize(
    "script",
    [
        "fetch('/tthc/ds', {headers: {'X-Requested-With': 'fetch'}})",
        "$.get('/tthc/ds', function (d) { var o = {trang: 2}; ve(o) })",
        "axios.get('/tthc/ds', {timeout: 900})",
    ],
)
def test_options_beside_an_address_are_no_part_of_it(script: str) -> None:
    assert [t.skeleton for t in url_templates(script)] == ["/tthc/ds"]
