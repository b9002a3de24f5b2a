"""Where the quotes of a label stand in the stored page, so that a reader sees them in their place."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

_SHORTEST = 4  # letters: a shorter quote stands anywhere
_LABEL = re.compile(r"^[^:]{1,60}: ")


@dataclass(frozen=True, slots=True)
class Stretch:
    """A part of a text; `quote`: the number of the quote it is, None between them."""

    text: str
    quote: int | None = None


def stretches(text: str, quotes: Iterable[str]) -> list[Stretch]:
    """The text in parts, each quote marked where it first stands; one that cannot be found is left out, and so is one inside another."""
    found = sorted((place, number) for number, quote in enumerate(quotes) if (place := _place(text, quote)) is not None)
    parts: list[Stretch] = []
    reached = 0
    for (begins, ends), number in found:
        if begins < reached:
            continue
        parts += [Stretch(text[reached:begins]), Stretch(text[begins:ends], number)]
        reached = ends
    return [part for part in (*parts, Stretch(text[reached:])) if part.text]


def _place(text: str, quote: str) -> tuple[int, int] | None:
    """Words in their order, however they are spaced. A quote of a labelled value is found by the value where the label stands apart."""
    for words in _wordings(quote):
        if len("".join(words)) >= _SHORTEST:
            found = re.search(r"\s+".join(map(re.escape, words)), text)
            if found is not None:
                return found.span()
    return None


def _wordings(quote: str) -> Iterator[list[str]]:
    whole = quote.strip().removesuffix("…").removesuffix("...").strip()
    yield whole.split()
    if _LABEL.match(whole):
        yield _LABEL.sub("", whole).split()
