"""The one settings object. Every room above takes it as an argument; nothing reads it at import time."""

from __future__ import annotations

import os
import sys
from datetime import datetime
from ipaddress import IPv4Network, IPv6Network, ip_network
from typing import Annotated, Literal
from urllib.parse import urlsplit
from zoneinfo import ZoneInfo

from pydantic import Field, field_validator
from pydantic_settings import BaseSettings, NoDecode, SettingsConfigDict

PREFIX = "MUCDO_"
TIME_ZONE = ZoneInfo("Asia/Ho_Chi_Minh")
SECRET = frozenset({"database_url", "secret_key", "smtp_url", "channels"})  # settings whose values are never shown


class UnknownSettingError(ValueError):
    """A `MUCDO_*` variable that no setting answers to: most often a typing slip that would silently do nothing."""


class Settings(BaseSettings):
    """Settings from `MUCDO_*` variables; the defaults are the ones of the contract."""

    # An empty variable, as compose files and unit files leave them, is one that is not set.
    model_config = SettingsConfigDict(env_prefix=PREFIX, extra="forbid", frozen=True, env_ignore_empty=True)

    database_url: str = "sqlite:///mucdo.db"
    allow_networks: Annotated[tuple[IPv4Network | IPv6Network, ...], NoDecode] = ()
    download_delay: float = Field(default=1.0, ge=0)  # seconds between requests to one host
    concurrency_per_host: int = Field(default=1, ge=1, le=16)
    crawls_at_once: int = Field(default=2, ge=1, le=64)  # portals that one machine reads at a time; two that draw pages saturate two cores
    confirmations: int = Field(default=2, ge=1, le=14)  # agreeing healthy runs on different dates before a loss or removal counts
    chromium: str | None = None
    pictures: bool = True  # whether pages that the browser drew are kept as pictures beside their text
    contact: str | None = None
    mail_from: str | None = None
    admin_email: str | None = None
    nightly_at: str = "01:00"
    digest_at: str = "Mon 07:00"
    sites_at: str = "Sun 03:00"  # or "never"
    digest_lang: Annotated[tuple[Literal["vi", "en"], ...], NoDecode] = ()  # of `mucdo digest --out`; empty = as the recipients read
    web_bind: str = "127.0.0.1:8000"
    web_public: bool = True  # whether everybody may read, or only who is logged in
    web_url: str | None = None  # the address at which people reach the dashboard, when it is not `web_bind`
    secret_key: str | None = Field(default=None, min_length=16)
    smtp_url: str | None = None
    channels: str | None = None
    now: datetime | None = None

    @field_validator("allow_networks", mode="before")
    @classmethod
    def _split_networks(cls, value: object) -> object:
        if not isinstance(value, str):
            return value
        return tuple(ip_network(part.strip()) for part in value.split(",") if part.strip())

    @field_validator("digest_lang", mode="before")
    @classmethod
    def _split_languages(cls, value: object) -> object:
        if not isinstance(value, str):
            return value
        languages = tuple(dict.fromkeys(part.strip() for part in value.split(",") if part.strip()))
        if not set(languages) <= {"vi", "en"}:
            raise ValueError("write vi, en or vi,en")
        return languages

    @field_validator("web_url")
    @classmethod
    def _whole_origin(cls, value: str | None) -> str | None:
        if not value:
            return None
        parts = urlsplit(value)
        if parts.scheme not in ("http", "https") or not parts.hostname or parts.path not in ("", "/") or parts.query or parts.username:
            raise ValueError("write scheme and host only, such as https://mucdo.example.gov.vn")
        return value.rstrip("/")

    @field_validator("now")
    @classmethod
    def _local_now(cls, value: datetime | None) -> datetime | None:
        # A date without a zone means the customer's zone, never the machine's.
        return value.replace(tzinfo=TIME_ZONE) if value is not None and value.tzinfo is None else value

    def current_time(self) -> datetime:
        """Now, or the instant that `MUCDO_NOW` puts in its place; always in Asia/Ho_Chi_Minh."""
        return (self.now or datetime.now(TIME_ZONE)).astimezone(TIME_ZONE)


def known_names() -> tuple[str, ...]:
    """The environment names that are understood, sorted."""
    return tuple(sorted(PREFIX + name.upper() for name in Settings.model_fields))


def load_settings() -> Settings:
    """Read the environment. Raises `UnknownSettingError` for an unknown `MUCDO_*` name, `pydantic.ValidationError` for a bad value."""
    known = set(known_names())
    unknown = sorted(name for name in os.environ if name.upper().startswith(PREFIX) and name.upper() not in known)
    if unknown:
        raise UnknownSettingError(f"unknown setting {', '.join(unknown)}; known settings: {', '.join(sorted(known))}")
    return Settings()


if __name__ == "__main__":
    sys.stdout.write("\n".join(known_names()) + "\n")
