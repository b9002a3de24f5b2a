"""Declared labels in words, for every document: "Mức 3", "Toàn trình"; with the decree where two regimes stand side by side."""

from __future__ import annotations

from classifier.vocabulary import Scheme
from scheduler.messages import say

_SCHEMES = {
    Scheme.ND43_2011: "NĐ 43/2011/NĐ-CP",
    Scheme.ND42_2022: "NĐ 42/2022/NĐ-CP",
    Scheme.ND224_2026: "NĐ 224/2026/NĐ-CP",
    Scheme.CD_2026: "NĐ 224/2026/NĐ-CP Điều 16",
}


def scheme_name(scheme: str) -> str:
    """The decree of a scheme as officers cite it."""
    return _SCHEMES[Scheme(scheme)]


def value_name(scheme: str | None, value: str, lang: str) -> str:
    """A label without its decree. The proactive scale of 2026 uses the numbers 1 to 4 for something else, and says so."""
    if value in ("toan-trinh", "mot-phan", "cung-cap-thong-tin"):
        return say(f"report.label.{value}", lang)
    return say("report.label.proactive" if scheme == Scheme.CD_2026 else "report.label.level", lang, value=value)


def label_name(scheme: str | None, value: str | None, lang: str) -> str:
    """A label with the decree whose scale it belongs to."""
    if scheme is None or value is None:
        return say("report.label.none", lang)
    return say("report.label.of", lang, label=value_name(scheme, value, lang), scheme=scheme_name(scheme))


def both_names(before: tuple[str | None, str | None], after: tuple[str | None, str | None], lang: str) -> tuple[str | None, str | None]:
    """The two labels of a change, None where none is published; with their decrees when these differ: they do not compare."""
    across = None not in (*before, *after) and before[0] != after[0]
    names = [
        None if value is None else label_name(scheme, value, lang) if across else value_name(scheme, value, lang)
        for scheme, value in (before, after)
    ]
    return names[0], names[1]
