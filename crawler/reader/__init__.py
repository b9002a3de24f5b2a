"""Reads a portal that nobody configured: its lists, its procedure pages, what stands behind its controls."""

from __future__ import annotations

from crawler.reader.portal import read_portal

__all__ = ["read_portal"]
