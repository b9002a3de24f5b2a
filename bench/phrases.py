"""Phrase matching: the phrases of the lexicon in one pass, overlaps included, against a plain `in` loop and one that finds places."""

from __future__ import annotations

from bench.measure import Figure, Goal, alternate, cpu_of, figure, medians, ratios
from bench.portal_pages import detail_page
from classifier.page.document import open_document
from classifier.words.lexicon import LABELS
from classifier.words.text import Phrases, folded_words

PAGES = 40
PHRASES = 200


def run(rounds: int) -> list[Figure]:
    words = sorted({folded_words(w) for wordings in LABELS.values() for w in wordings}, key=lambda w: (len(w), w))
    chosen = words[:: max(1, len(words) // PHRASES)][:PHRASES]
    texts = [open_document(detail_page(n), "http://bench.vn/").folded for n in range(PAGES)]
    matcher = Phrases([(word, word) for word in chosen])

    def loop(text: str) -> set[str]:
        return {word for word in chosen if word in text}

    def places(text: str) -> set[tuple[int, str]]:
        found = set()
        for word in chosen:
            at = text.find(word)
            while at >= 0:
                found.add((at, word))
                at = text.find(word, at + 1)
        return found

    for text in texts:
        assert {word for _, _, word in matcher.find_glued(text)} == loop(text), "the hits differ"
        assert {(start, word) for start, _, word in matcher.find_glued(text)} == places(text), "the places differ"
    ways = {
        "mucdo": lambda: [matcher.find_glued(text) for text in texts],
        "in loop": lambda: [loop(text) for text in texts],
        "find loop": lambda: [places(text) for text in texts],
    }
    found = alternate({name: (lambda work=work: {"us": 1e6 * cpu_of(work) / PAGES}) for name, work in ways.items()}, max(rounds, 9))
    parts = {f"{name} us/page": value for name, value in medians(found, "us").items()} | {"phrases": float(len(chosen))}
    return [
        figure(
            "phrase matching, same hits as an `in` loop, overlaps included: the loop costs",
            "× ours",
            ratios(found, "in loop", "mucdo", "us"),
            Goal(9, None, True),
            parts,
        ),
        figure("a loop that also tells every place, as ours does, costs", "× ours", ratios(found, "find loop", "mucdo", "us")),
    ]
