# ruff: noqa: E501 - mark-up is easier to read on one line
"""Lists that nothing on their own page tells: what stands behind a few of their entries says what they are."""

from __future__ import annotations

from zlib import crc32

from tests.crawler.reader.made import Asked, Made, Reply, detail_dl, detail_heads, made, shell
from tests.crawler.reader.reading import assert_all, read_made

PROCEDURES = made(26)
FIELDS = {"tu-phap": PROCEDURES[:11], "van-xa": PROCEDURES[11:20], "dia-chinh": PROCEDURES[20:]}
WORDS = {"tu-phap": "Tư pháp", "van-xa": "Văn hóa, xã hội", "dia-chinh": "Đất đai"}
STORIES = [f"Đoàn công tác thăm các hộ nghèo đợt {n}" for n in range(5)]


def notes(shown: list[tuple[str, str]]) -> str:
    """Entries of a blog, each with the day on which it was written."""
    return "".join(
        f"<article><time>1{n % 9}/04/2024</time><h5><a href='{at}'>{said}</a></h5><em>Lượt đọc: {n * 17}</em></article>"
        for n, (at, said) in enumerate(shown)
    )


def blog(asked: Asked) -> Reply | None:
    """A blog that keeps its procedures under "Sổ tay", by field, four a page, and its stories under the same kind of address."""
    if asked.path == "/":
        return shell(
            notes([(f"/doc/{900 + n}", story) for n, story in enumerate(STORIES)]), menu="<a href='/so-tay'>Thủ tục hành chính</a> "
        )
    if asked.path == "/so-tay":
        return shell(
            "<h1>Sổ tay công dân</h1>" + "".join(f"<dd><a href='/so-tay/{key}'>Lĩnh vực {said}</a></dd>" for key, said in WORDS.items())
        )
    head, _, key = asked.path.rpartition("/")
    if head == "/so-tay" and key in FIELDS:
        page, held = asked.number("to", 1), FIELDS[key]
        turn = "".join(f"<a class=to href='{asked.path}?to={n}'>{n}</a> " for n in range(1, -(-len(held) // 4) + 1))
        return shell(f"<h3>{WORDS[key]}</h3>{notes([(f'/doc/{p.id}', p.name) for p in held[page * 4 - 4 : page * 4]])}<p>{turn}</p>")
    if head == "/doc":
        one = next((p for p in PROCEDURES if str(p.id) == key), None)
        return shell(detail_heads(one)) if one else shell(f"<h1>{STORIES[0]}</h1><p>Buổi thăm đã diễn ra trong không khí ấm áp.</p>")
    return None


def test_dated_articles_are_a_list_when_their_pages_are_those_of_procedures() -> None:
    found = read_made(blog)
    assert_all(found, PROCEDURES, most=2.0)
    assert found.report.coverage.complete and not found.report.warnings


def test_the_stories_of_a_blog_are_none() -> None:
    def only_stories(asked: Asked) -> Reply | None:
        return (
            shell("<h3>Tư pháp</h3>" + notes([(f"/doc/{900 + n}", s) for n, s in enumerate(STORIES)]))
            if asked.path.startswith("/so-tay/")
            else None
            if asked.path.startswith("/doc/7")
            else blog(asked)
        )

    found = read_made(only_stories)
    assert not found.sink.entries
    assert sum("/doc/" in ask.url for ask in found.fetcher.asked) <= 16


def opaque(p: Made) -> str:
    """A name that says nothing, of letters and figures."""
    number = crc32(p.name.encode())
    return "".join("abcdefghkmnp23456789"[number // 20**place % 20] for place in range(5))


def wall(shown: list[Made]) -> str:
    """Pictures that lead on, with the beginning of a name below each."""
    cells = "".join(f"<td><a href='/go/{opaque(p)}'><img src='/anh/{p.id}.gif'></a><br><small>{p.name[:18]}...</small></td>" for p in shown)
    return f"<table class=tranh><tr>{cells}</tr></table>"


def gallery(asked: Asked) -> Reply | None:
    """A board of pictures; each leads by a short address to the page of its procedure, others beside it to something else."""
    if asked.path == "/":
        return shell("<p>Chào mừng</p>", menu="<a href='/bang'>Thủ tục hành chính</a> ")
    if asked.path == "/bang":
        other = "<div class=khac><a href='/go/mxh'><img src='/anh/x.gif'></a><small>Trang của xã</small><a href='/go/gop'><img src='/anh/y.gif'></a><small>Hộp thư góp ý</small></div>"
        return shell("".join(wall(PROCEDURES[n : n + 4]) for n in range(0, len(PROCEDURES), 4)) + other)
    if asked.path.startswith("/go/"):
        one = next((p for p in PROCEDURES if opaque(p) == asked.path[4:]), None)
        return (302, f"/{one.id}-xem", "") if one else shell("<p>Cảm ơn bạn đã ghé thăm.</p>")
    return next((shell(detail_dl(p)) for p in PROCEDURES if asked.path == f"/{p.id}-xem"), None)


def test_pictures_with_names_that_are_cut_off_lead_to_procedures() -> None:
    assert len({opaque(p) for p in PROCEDURES}) == len(PROCEDURES)
    found = read_made(gallery)
    assert_all(found, PROCEDURES, most=2.5)


def test_what_is_known_from_one_night_is_found_again() -> None:
    first = read_made(blog)
    again = read_made(blog, profile=first.report.profile)
    assert {e.name for e in again.sink.entries} == {p.name for p in PROCEDURES}


def test_a_box_of_favourites_is_no_list() -> None:
    def boxes(asked: Asked) -> Reply | None:
        box = f"<div class=hop><h4>Thủ tục được quan tâm</h4>{notes([(f'/doc/{p.id}', p.name) for p in PROCEDURES[:7]])}</div>"
        return shell(box) if asked.path == "/" else blog(asked) if asked.path.startswith("/doc/") else None

    assert not read_made(boxes).sink.entries
