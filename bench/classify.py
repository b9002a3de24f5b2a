"""Classification of a page of 46 KB, from bytes to the judged entry, against a parse by lexbor and against the work in BeautifulSoup."""

from __future__ import annotations

from datetime import date

from bs4 import BeautifulSoup
from selectolax.lexbor import LexborHTMLParser

from bench.measure import Figure, Goal, alternate, cpu_of, figure, medians, ratios
from bench.portal_pages import FIRST, detail_page
from classifier.judging.judge import judge
from classifier.model import Context, Page
from classifier.reading import read_page
from classifier.words.text import fold

PAGES = 60
_AT = date(2026, 11, 22)
_SOUP_PAGES = 6


def run(rounds: int) -> list[Figure]:
    bodies = [detail_page(number) for number in range(PAGES)]
    pages = [
        Page(f"http://bench.vn/thu-tuc/chi-tiet?id={FIRST + n}", body, 200, "text/html; charset=utf-8") for n, body in enumerate(bodies)
    ]

    def lexbor() -> None:
        for body in bodies:
            LexborHTMLParser(body)

    def classify() -> None:
        for page in pages:
            for reading in read_page(page).procedures:
                judge(reading, Context(at=_AT))

    def soup() -> None:
        for body in bodies[:_SOUP_PAGES]:
            tree = BeautifulSoup(body, "lxml")
            fold(tree.get_text("\n"))
            for css in ("table tr", "td b", "a", "h1", "form", "[class*=menu]", "footer", "button"):
                tree.select(css)

    classify()
    work = {"mucdo": (classify, PAGES), "lexbor parse": (lexbor, PAGES), "BeautifulSoup": (soup, _SOUP_PAGES)}
    # Several rounds more than asked for: one takes a second.
    found = alternate({name: (lambda w=w, n=n: {"ms": 1000 * cpu_of(w) / n}) for name, (w, n) in work.items()}, max(rounds, 9))
    parts = {f"{name} ms": value for name, value in medians(found, "ms").items()}
    return [
        figure(
            "classification of a 46 KB page, all features, against a lexbor parse",
            "×",
            ratios(found, "mucdo", "lexbor parse", "ms"),
            Goal(3, 2),
            parts,
            "see the profile below",
        ),
        figure("a BeautifulSoup parse with 8 selectors, the text folded, costs", "× ours", ratios(found, "BeautifulSoup", "mucdo", "ms")),
    ]
