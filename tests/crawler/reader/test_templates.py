"""Addresses that a page's scripts put together."""

from __future__ import annotations

import pytest

from crawler.reader.templates import url_templates


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
