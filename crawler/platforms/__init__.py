"""Families of portal software, recognised by their pages. A platform is a name and a head start, never a precondition."""

from __future__ import annotations

from crawler.platforms.families import FAMILIES, Family, platform_of

__all__ = ["FAMILIES", "Family", "platform_of"]
