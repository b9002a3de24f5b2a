"""Whether a group of rows is a list of procedures and not of news, documents, agencies or menu entries."""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence

from classifier.model import Page, Row
from classifier.page.document import Document, open_document
from classifier.page.targets import target_of
from classifier.words.names import (
    ARTICLE_ADDRESS,
    NEWS_ADDRESS,
    NEWS_HEADING,
    PROCEDURE_ADDRESS,
    has_date,
    heads_procedures,
    names_a_paper,
    starts_like_name,
)
from classifier.words.text import fold

_ENTRIES = frozenset(("li", "tr", "dd"))
_A_NAME = 3  # words that most names of procedures have at least
_MANY, _NEARLY_ALL = 5, 0.8
# Headlines begin with these as well.
_ALSO_NEWS = re.compile(
    r"\W*(?:thong bao|tam (?:dung|ngung)|bao cao|cong bo|hop|tiep tuc|tang|danh gia|kiem tra|thuc hien|trien khai|huong dan|gioi thieu"
    r"|lay y kien|ho tro|cung cap|mo|tiep nhan|giao|bo tri|cap nhat|tuyen sinh)\b"
)
# The part of a site that is called after procedures, before the entry's own part of its address, which may be a headline's.
_KEPT_BELOW = re.compile(r"(?:^|/)(?:cac-|bo-|danh-muc-)?(?:thu-?tuc|tthc|dich-?vu-?cong|dvc|procedures?)[\w-]{0,40}/(?!$)", re.IGNORECASE)
_MOSTLY = 0.6  # part of the rows of a list under such a heading that must read like names of procedures


def is_believable(doc: Document, rows: Sequence[Row], container: int, first: int, *, heads: bool) -> bool:
    """Signs for (codes, names, levels, addresses) against signs for other lists (news addresses, dates, headings above)."""
    count = len(rows)
    coded = sum(row.code[:1].isdigit() for row in rows if row.code) / count
    words = [fold(row.name) for row in rows]
    named = sum(starts_like_name(name) and not names_a_paper(name) for name in words) / count
    if named < 0.25 and coded < 0.4:
        return False
    if count == 1 and not heads and (not named or len(words[0].split()) < _A_NAME or not (rows[0].url or rows[0].handle)):
        return False  # a code somewhere on a page makes no record of the first entry of its menu
    levels = sum(bool(row.level_text) for row in rows) / count
    here = _path(doc.url).rpartition("/")[0]
    paths = [_path(row.url or row.handle or "") for row in rows]
    tails = [_without_title(path.removeprefix(here), name) for path, name in zip(paths, words, strict=True)]
    announced = not coded and named >= _MOSTLY and _announced(doc, first)
    if announced:
        tails = [ARTICLE_ADDRESS.sub(" ", tail.rpartition("/")[0]) for tail in tails]
    news = sum(bool(NEWS_ADDRESS.search(tail)) and not PROCEDURE_ADDRESS.search(tail) for tail in tails) / count
    about = sum(bool(PROCEDURE_ADDRESS.search(path)) for path in paths) / count
    linked = sum(bool(row.url or row.handle) for row in rows) / count
    ids = sum(row.key is not None for row in rows) / count
    dated = has_date(doc.text[doc.text_from[first] : doc.text_to[first]])
    long_enough = sum(len(row.name.split()) >= _A_NAME for row in rows) / count
    score = 3 * coded + 2.2 * named + 1.5 * levels + 0.8 * about * linked + 0.4 * ids + (0.8 if heads else 0) - 3 * news
    titles = sum(len(row.name.split()) > _A_NAME and not _ALSO_NEWS.match(name) for row, name in zip(rows, words, strict=True)) / count
    score += 1 if announced else -_doubt_of_dates(paths, min(named, titles)) if dated and not coded else 0
    if not (coded > 0.5 and heads) and NEWS_HEADING.search(heading_above(doc, container, _first_alike(doc, container, first))):
        score -= 3
    # Many long names of which nearly all read like procedures' are a list, though nothing else tells so.
    score += 0.5 if count >= _MANY and named >= _NEARLY_ALL and titles >= _NEARLY_ALL and not dated and not news else 0
    score -= 1.5 if long_enough < 0.5 and coded < 0.5 else 0
    return score >= (2.2 if count >= 3 or heads else 2.9)


def _without_title(path: str, name: str) -> str:
    """An address without the folded name itself in its last part: "cap-lai-van-ban-xac-nhan-thong-bao…" is no part with documents."""
    head, mark, last = path.rpartition("/")
    title = re.findall(r"[a-z]+", re.sub(r"\.\w{2,5}$", "", fold(last)))
    cut_off = "".join(re.findall(r"[a-z]+", name)).startswith("".join(title))
    return head + mark if len(title) >= _A_NAME and cut_off else path


def _doubt_of_dates(paths: Sequence[str], named: float) -> float:
    """What dates beside the entries say against a list: they are those of articles. Little where a site keeps its procedures as articles
    below a part that is called so, and nearly all (`named`) have names of procedures.
    """
    return 0.7 if named >= _NEARLY_ALL and all(map(_KEPT_BELOW.search, paths)) else 2


def _first_alike(doc: Document, container: int, first: int) -> int:
    """The first entry of the list that a group is a part of: the entries before it hide the heading from the group."""
    if container < 0:
        return first
    leading = next((e for e in doc.children(container) if doc.text_of(e)), first)
    return leading if doc.tags[leading] == doc.tags[first] in _ENTRIES else first


def heading_above(doc: Document, container: int, first: int) -> str:
    """The folded words that stand directly above a group."""
    start = doc.text_from[container] if container >= 0 else 0
    before = doc.folded[max(0, start - 160) : max(doc.text_from[first], 0)].rstrip()
    lines = [line.strip() for line in before.splitlines() if line.strip()]
    return lines[-1] if lines and len(lines[-1]) <= 80 and not lines[-1].endswith(".") else ""  # a sentence heads nothing


def stands_among_others(page: Page, urls: Collection[str]) -> bool:
    """Whether links of a page stand under a heading of news, or of a box of a few procedures: they are no list of the portal's."""
    doc = open_document(page.body, page.url, page.content_type)
    links = [element for element in doc.select("a") if target_of(doc, element).url in urls]
    if not links:
        return False
    holder, first = doc.parents[links[0]], links[0]
    while holder > 0 and doc.ends[holder] <= links[-1]:
        holder, first = doc.parents[holder], holder
    return NEWS_HEADING.search(heading_above(doc, holder, first)) is not None


def _announced(doc: Document, first: int) -> bool:
    """Whether the heading under which a group stands says that it lists procedures."""
    above = [e for e in doc.select("h1,h2,h3,h4") if doc.text_to[e] <= doc.text_from[first] and doc.text_to[e] > doc.text_from[e]]
    return bool(above) and heads_procedures(doc.folded_of(above[-1]))


def _path(url: str) -> str:
    return re.sub(r"^https?://[^/]+", "", url)
