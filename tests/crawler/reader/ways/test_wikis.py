"""Handbooks whose addresses are titles: a page under two names, links made like those of procedures, pages that robots.txt keeps shut."""

from __future__ import annotations

from urllib.parse import quote, unquote

from classifier.model import Outcome
from crawler.fetching import Answer, Ask
from tests.crawler.reader.made import NEWS, Asked, Made, Reply, detail_heads, served, shell
from tests.crawler.reader.paging.test_paging import PROCEDURES
from tests.crawler.reader.plain import PlainFetcher
from tests.crawler.reader.reading import assert_all, read

NINE = PROCEDURES[:9]
BOTH = NINE[7:]  # two procedures on one page, which has the names of both


def to(title: str) -> str:
    return "/doc/" + quote(title.replace(" ", "_"))


def listed(one: Made) -> str:
    return f"<li><a href='{to(one.name)}'>{one.name}</a></li>"


def handbook(asked: Asked) -> Reply | None:
    """Two fields, of which one holds a single name: too short for a list; each page links to pages that robots.txt keeps shut."""
    title = unquote(asked.path.removeprefix("/doc/")).replace("_", " ")
    random = (
        f"<p><a href='{to('Riêng:Một bài bất kỳ của sổ tay')}'>Một bài bất kỳ</a> <a href='{to('Bài bất kỳ')}'>Bài bất kỳ trong sổ</a></p>"
    )
    if asked.path == "/":
        fields = "".join(f"<li><a href='{to(f'Mục:Lĩnh vực {field}')}'>Lĩnh vực {field}</a></li>" for field in ("Văn hóa", "Y tế"))
        return shell(f"<h1>Sổ tay</h1><ul>{fields}</ul><h2>Tin</h2><ul>{NEWS}</ul>")
    if title.startswith("Mục:"):
        part = NINE[1:] if title.endswith("Văn hóa") else NINE[:1]
        return shell(f"<h1>{title}</h1><div>{''.join(f'<h4>{p.name[0]}</h4><ul>{listed(p)}</ul>' for p in part)}</div>{random}")
    one = next((p for p in NINE if p.name == title), None)
    if one is None:
        return None
    if one in BOTH:
        moved = f"<p>(Đổi hướng từ {one.name})</p>"
        return shell(
            f"<h1>Hai việc hay nhầm</h1>{moved}"
            + "".join(f"<h2>{p.name}</h2>{detail_heads(p).replace('<h2', '<h3').replace('</h2', '</h3')}" for p in BOTH)
            + random
        )
    return shell(detail_heads(one) + random)


class Guarded(PlainFetcher):
    """Keeps shut what robots.txt would."""

    async def fetch(self, ask: Ask) -> Answer:
        if any(word in unquote(ask.url) for word in ("Riêng:", "bất_kỳ")):
            self.asked.append(ask)
            return Answer(ask, Outcome.ROBOTS, reason="robots.txt forbids it")
        return await super().fetch(ask)


def test_a_handbook_of_titled_pages_is_read_and_its_shut_pages_are_none() -> None:
    with served(handbook) as state:
        found = read(state.url, state, fetcher=Guarded())
    assert_all(found, NINE)
    assert found.report.coverage.failed == 0 and found.report.coverage.complete
