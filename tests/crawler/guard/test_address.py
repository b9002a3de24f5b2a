"""The address guard, judged without a network."""

from __future__ import annotations

import socket
from ipaddress import ip_network
from typing import Any

import pytest

from crawler.config import Settings
from crawler.guard.address import CONTACT_REQUIRED, MAX_URL, AddressPolicy, AddressRefusedError, check_url, resolve_permitted
from crawler.settings import ContactRequiredError, require_contact, user_agent
from tests.crawler.guard.ways_in import WAYS_IN

LOOPBACK = AddressPolicy(allow=(ip_network("127.0.0.0/8"),))


@pytest.mark.parametrize("way", WAYS_IN)
def test_no_way_in(way: str) -> None:
    with pytest.raises(AddressRefusedError):
        check_url(way.format(port=8080), AddressPolicy())


@pytest.mark.parametrize(
    ("url", "slot"),
    [
        ("https://dichvucong.gov.vn/p/home?a=1", "dichvucong.gov.vn:443"),
        ("http://DichVuCong.LangSon.gov.vn./x", "dichvucong.langson.gov.vn:80"),
        ("http://motcua.example.gov.vn:8080/", "motcua.example.gov.vn:8080"),
        ("http://113.160.0.1/", "113.160.0.1:80"),
        ("https://[2405:4800::1]/", "2405:4800::1:443"),
        ("https://cổng.example.vn/", "xn--cng-qmz.example.vn:443"),
        ("http://dvc_cu.example.gov.vn/", "dvc_cu.example.gov.vn:80"),
    ],
)
def test_public_addresses_pass(url: str, slot: str) -> None:
    assert check_url(url, AddressPolicy()).slot == slot


def test_allowed_networks_open_their_addresses_only() -> None:
    assert check_url("http://127.0.0.1:8080/", LOOPBACK).literal is not None
    for refused in ("http://10.0.0.1/", "http://[::1]/", "http://[::ffff:127.0.0.1]/", "http://2130706433/"):
        with pytest.raises(AddressRefusedError):
            check_url(refused, LOOPBACK)


def test_an_endless_address_is_refused() -> None:
    with pytest.raises(AddressRefusedError):
        check_url("http://example.com/" + "a" * MAX_URL, AddressPolicy())


def test_a_name_with_several_addresses_keeps_the_permitted_ones(monkeypatch: pytest.MonkeyPatch) -> None:
    def answer(*_: Any, **__: Any) -> list[Any]:
        addresses = ("10.0.0.1", "113.160.0.1", "127.0.0.1")
        return [(socket.AF_INET, socket.SOCK_STREAM, 6, "", (address, 80)) for address in addresses]

    monkeypatch.setattr(socket, "getaddrinfo", answer)
    assert resolve_permitted("portal.example", 80, AddressPolicy()) == ("113.160.0.1",)


def test_a_name_that_leads_inside_is_refused() -> None:
    with pytest.raises(AddressRefusedError, match="not a public address"):
        resolve_permitted("localhost", 80, AddressPolicy())


def test_without_a_contact_only_allowed_networks_are_asked() -> None:
    settings = Settings(allow_networks="127.0.0.0/8")  # type: ignore[arg-type]
    require_contact("http://127.0.0.1:8080/", settings)
    with pytest.raises(ContactRequiredError, match="MUCDO_CONTACT"):
        require_contact("http://113.160.0.1/", settings)
    require_contact("http://113.160.0.1/", Settings(contact="mailto:theo-doi@example.vn"))
    assert AddressPolicy(contact=False).refusal("113.160.0.1") == CONTACT_REQUIRED


def test_the_user_agent_names_version_and_contact() -> None:
    name = user_agent(Settings(contact="https://example.vn/mucdo\r\nX-Evil: 1"))
    assert name.startswith("mucdo/")
    assert name.endswith("(+https://example.vn/mucdoX-Evil: 1)")
    assert "+" not in user_agent(Settings())
