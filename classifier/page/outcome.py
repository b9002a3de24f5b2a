"""What became of a page: blocked, login, closed, error or readable, by status, size and words."""

from __future__ import annotations

import re
from urllib.parse import urlsplit

from classifier.model import Outcome, Page
from classifier.page.document import Document, open_document
from classifier.page.regions import Regions, find_regions, text_spans
from classifier.words.names import names_a_paper, names_a_way_on, names_an_agency, starts_like_name
from classifier.words.spans import covers, merged
from classifier.words.text import fold
from classifier.words.troubles import MARKED, MISSING, STOPPED, TROUBLES, WEAK

_SMALL = 1500  # characters of a page that says one thing
_NOTICE = 400  # characters outside menus and links that are a notice and nothing more
_LONG_NOTICE = 4000  # a farewell says more than an error
_LEADS_ON = 8  # addresses that make a page part of a site that works
_WORKS = 2  # pages of its own site to which a wall does not lead
_NAME = 15  # characters of the name of a procedure; what is shorter is the word on a button
_READ = 12_000
_HIDDEN = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden", re.IGNORECASE)
# With its marks: "đồng bộ" and "sử dụng" are other words. Within a line: a menu that ends with "Hệ thống văn bản" and the verb of a
# procedure below it say nothing together.
_ENDS = re.compile(
    r"\b(?:giao diện|cổng|trang|hệ thống|website|phần mềm|địa chỉ|tên miền)\b[^.;!?\n]{0,120}?\b(?:sẽ |đã |chính thức |được ){0,3}"
    r"(?:đóng|dừng|ngừng|ngưng|chấm dứt|kết thúc|thôi|không còn)\b(?! góp| dấu| phí| tiền| thuế| vai)"
)
_TITLE_PARTS = re.compile(r"\s[-–|»:]+\s")
_NAME_WORDS = 4  # "Cổng dịch vụ công" alone is the name of every portal
_TEMPORARY = re.compile(r"\b(?:tam|tam thoi)\s*$")  # what ends for a while has not ended
_PORTAL = re.compile(r"\b(?:dichvucong|dvc|motcua|hcc|tthc|hanhchinhcong)[\w-]*(?:\.[\w-]+)+\.vn\b")
_NATIONAL = re.compile(r"cong dich vu cong quoc gia|dichvucong\.gov\.vn|cong dvc quoc gia|dvcqg")


def outcome_of(doc: Document, status: int, holds_procedures: bool, regions: Regions) -> tuple[Outcome, str]:
    """(outcome, reason). Words of trouble count only on a page that holds no procedures and is about the trouble."""
    if status in (403, 429, 406):
        return Outcome.BLOCKED, f"status {status}"
    if status == 401:
        return Outcome.LOGIN, "status 401"
    if holds_procedures and status < 500:
        return Outcome.OK, ""
    said = _said(doc, regions)
    if Outcome.BLOCKED in said:
        return Outcome.BLOCKED, _quote(doc, said[Outcome.BLOCKED])
    stopped = None if Outcome.ERROR in said else _works(doc, regions)
    if Outcome.CLOSED in said and stopped is None and _leads_away(doc, regions):
        return Outcome.CLOSED, _quote(doc, said[Outcome.CLOSED])
    farewell = None if Outcome.ERROR in said or stopped is not None else _farewell(doc, regions)
    if farewell is not None:
        return Outcome.CLOSED, _quote(doc, farewell)
    if _captcha_only(doc):
        return Outcome.BLOCKED, "captcha"
    if status >= 400:
        return Outcome.ERROR, f"status {status}"
    if Outcome.ERROR in said or MISSING in said:
        return Outcome.ERROR, _quote(doc, said.get(Outcome.ERROR, said.get(MISSING, 0)))
    if stopped is not None:
        return Outcome.ERROR, _quote(doc, stopped)
    if Outcome.LOGIN in said and _asks_password(doc, regions):
        return Outcome.LOGIN, _quote(doc, said[Outcome.LOGIN])
    if doc.truncated and len(doc.nodes) > 5:
        return Outcome.ERROR, "the page ends in the middle"
    if not doc.folded.strip():
        return Outcome.EMPTY, "no text"
    return Outcome.OK, ""


def _said(doc: Document, regions: Regions) -> dict[Outcome | str, int]:
    """The troubles that the page is about, and where each is said first.

    A news item or a notice on a page that leads on speaks of something else: what a link is called counts for nothing, and beside
    menus and lists only the title, the headings and a page that says nothing else count. Words that small pages which work say as well
    count only where a page leads to no others of its site; those of an end or of works above a list, however short, only in a heading.
    """
    links, aside = _beside_content(doc, regions)
    own = len(doc.folded) - sum(b - a for a, b in aside)
    few = _ways_on(doc) < _LEADS_ON
    lists: bool | None = None
    works = len({doc.absolute(doc.attributes(e)["href"]) for e in doc.select("a[href]") if _leads_home(doc, e)}) >= _WORKS
    said: dict[Outcome | str, int] = {}
    for start, end, what in TROUBLES.find(doc.folded[:_READ]):
        if (works and doc.folded[start:end] in WEAK) or _is_other_word(doc.text[start:end], doc.folded[start:end]):
            continue
        if what is STOPPED or covers(links, start) or (covers(aside, start) and (works or not few)):
            continue
        if what is Outcome.CLOSED and _TEMPORARY.search(doc.folded[max(start - 12, 0) : start]):
            continue
        limit = _LONG_NOTICE if what is Outcome.CLOSED else _SMALL
        notice = _SMALL if what is Outcome.CLOSED and _sends_away(doc, regions) else _NOTICE
        small = (few and len(doc.folded) < limit) or (own < notice and what is not Outcome.LOGIN)
        if small and what in (Outcome.CLOSED, Outcome.ERROR):
            lists = _lists_few(doc, regions) if lists is None else lists
            small = not lists
        if small or _in_heading(doc, start):
            said.setdefault(what, start)
    if few or own < _SMALL:
        for _, _, what in TROUBLES.find(fold(doc.title)):
            said.setdefault(what, 0)
    return said


def _is_other_word(words: str, folded: str) -> bool:
    """Whether words that fold like those of a trouble are others by their marks: "nhận kết quả tại nhà" is no "quá tải"."""
    return folded in MARKED and words.lower() not in (folded, MARKED[folded])


def _works(doc: Document, regions: Regions) -> int | None:
    """Where the content says that the system stands still for works, whatever menus still stand around it.

    The content says little else and leads to nothing of this site: a portal that works announces such hours above its lists.
    """
    return None if _content_leads_home(doc, regions) else _notice_of_works(doc, _beside_content(doc, regions)[1])


def _notice_of_works(doc: Document, aside: list[tuple[int, int]]) -> int | None:
    if len(doc.folded) - sum(b - a for a, b in aside) > _SMALL:
        return None
    found = [(a, doc.folded[a:b]) for a, b, what in TROUBLES.find(doc.folded[:_READ]) if what is STOPPED and not covers(aside, a)]
    # One phrase may be anything ("chuyển đổi dữ liệu"); two of them, or one in a heading, are what the page is about.
    if len({words for _, words in found}) >= 2 or any(_in_heading(doc, a) for a, _ in found):
        return found[0][0]
    return None


def _farewell(doc: Document, regions: Regions) -> int | None:
    """Where a page sends everybody to the national portal because this one has ended; None for any other page."""
    if not _NATIONAL.search(doc.folded):
        return None  # nearly every page: nothing else need be looked at
    alone = _farewell_alone(doc)
    return alone if alone is not None else _parting_words(doc, regions)


def _farewell_alone(doc: Document) -> int | None:
    """Where a page that leads nowhere but to the national portal says that this portal has ended."""
    if len(doc.folded) > _LONG_NOTICE or any(_leads_home(doc, e) for e in doc.select("a[href]")):
        return None
    said = _ENDS.search(doc.text.lower())
    return said.start() if said is not None else None


def _parting_words(doc: Document, regions: Regions) -> int | None:
    """Where the content says that this portal has ended and sends everybody to the national one, whatever menus still stand around it.

    The content says little else and leads to nothing of this site: an article, or a front page that works, may tell of such a closing, too.
    """
    _, aside = _beside_content(doc, regions)
    if len(doc.folded) - sum(b - a for a, b in aside) > _SMALL:
        return None
    if _content_leads_home(doc, regions):
        return None
    frame = _frame(doc, regions)
    if all(covers(frame, found.start()) for found in _NATIONAL.finditer(doc.folded[:_READ])):
        return None
    return next((found.start() for found in _ENDS.finditer(doc.text[:_READ].lower()) if not covers(aside, found.start())), None)


def own_works(page: Page) -> str:
    """The line in which a page says that the system stands still for works, whatever links stand around it; "" when it does not.

    For a portal in which nothing was found: one that works may say so above its lists.
    """
    doc = open_document(page.body, page.url, page.content_type)
    regions = find_regions(doc)
    _, aside = _beside_content(doc, regions)
    said = _said(doc, regions).get(Outcome.ERROR)
    found = said if said is not None else _notice_of_works(doc, aside)
    return _quote(doc, found) if found is not None else ""


def own_farewell(page: Page) -> str:
    """The line in which a page says that the portal of its own title has ended and names the national one; "" when it does not. A page
    that says little else speaks of its own portal.

    For the first page of a portal in which nothing else was found: an article may tell of another portal's end, and a portal that works
    of its own.
    """
    doc = open_document(page.body, page.url, page.content_type)
    frame = _frame(doc, find_regions(doc))
    names = [name for part in _TITLE_PARTS.split(fold(doc.title)) if len((name := part.strip()).split()) >= _NAME_WORDS]
    if not _NATIONAL.search(doc.folded[:_READ]):
        return ""
    for found in _ENDS.finditer(doc.text[:_READ].lower()):
        start, end = doc.text.rfind("\n", 0, found.start()) + 1, doc.text.find("\n", found.end())
        line = doc.folded[start : end if end >= 0 else None]
        own = len(doc.folded) < _SMALL or any(name in line for name in names)
        if own and not covers(frame, found.start()) and not _TEMPORARY.search(fold(found[0]).rsplit(" ", 1)[0]):
            return _quote(doc, found.end() - 1)
    return ""


def _content_leads_home(doc: Document, regions: Regions) -> bool:
    """Whether what stands inside the frame leads to another page of the same site."""
    frame = _frame(doc, regions)
    return any(_leads_home(doc, e) and not covers(frame, doc.text_from[e]) for e in doc.select("a[href]"))


def _lists_few(doc: Document, regions: Regions) -> bool:
    """Whether the content leads to a procedure of the same site or to the list of an agency: a single one is too short to be known as a
    list, and no page leads to one that is only a notice.
    """
    frame = _frame(doc, regions)
    links = (e for e in doc.select("a[href]") if not covers(frame, doc.text_from[e]) and _leads_home(doc, e))
    return any(_names_a_record(" ".join(doc.folded_of(e).split())) for e in links)


def _names_a_record(folded: str) -> bool:
    if names_an_agency(folded):
        return True
    return len(folded) >= _NAME and starts_like_name(folded) and not (names_a_way_on(folded) or names_a_paper(folded))


def _leads_home(doc: Document, link: int) -> bool:
    """Whether a link leads to another page of the same site, its front page apart."""
    way = urlsplit(doc.absolute(doc.attributes(link)["href"]))
    return way.scheme in ("http", "https") and way.netloc == urlsplit(doc.url).netloc and bool(way.path.strip("/"))


def _beside_content(doc: Document, regions: Regions) -> tuple[list[tuple[int, int]], list[tuple[int, int]]]:
    """What a page's links say; and that with its menus, frame and dialogs."""
    links = [(doc.text_from[e], doc.text_to[e]) for e in doc.select("a[href]")]
    return links, merged([*links, *_frame(doc, regions)])


def _frame(doc: Document, regions: Regions) -> list[tuple[int, int]]:
    """What stands around the content of every page: menus, header and footer, dialogs."""
    return merged(text_spans(doc, (*regions.chrome, *regions.menus, *regions.dialogs)))


def _sends_away(doc: Document, regions: Regions) -> bool:
    """Whether the content links to the national portal: a notice sends its readers on, an article about another portal's end does not."""
    frame = _frame(doc, regions)
    return any(_NATIONAL.search(doc.folded_of(e)) and not covers(frame, doc.text_from[e]) for e in doc.select("a[href]"))


def _leads_away(doc: Document, regions: Regions) -> bool:
    """Whether a page names the national portal, or its content another portal of services."""
    if _NATIONAL.search(doc.folded[:_READ]):
        return True
    frame, own = _frame(doc, regions), urlsplit(doc.url).netloc.lower()
    named = [m for m in _PORTAL.finditer(doc.folded[:_READ]) if not covers(frame, m.start())]
    hrefs = [doc.attributes(e)["href"] for e in doc.select("a[href]") if not covers(frame, doc.text_from[e])]
    return any(found[0] != own for found in [*named, *(m for href in hrefs for m in _PORTAL.finditer(href.lower()))])


def _ways_on(doc: Document) -> int:
    """How many other addresses the page leads to."""
    found = {doc.attributes(e)["href"].split("#")[0] for e in doc.select("a[href]")}
    return sum(1 for href in found if href and not href.lower().startswith(("mailto:", "tel:", "javascript:history")))


def _in_heading(doc: Document, start: int) -> bool:
    return any(doc.tags[e] in ("h1", "h2") for e in doc.ancestors(doc.element_at(start))[:4])


def _asks_password(doc: Document, regions: Regions) -> bool:
    """Whether a password is asked for on the page itself, not in a box that opens over it."""
    return any(not regions.in_dialog(element) and not _is_hidden(doc, element) for element in doc.select("input[type=password]"))


def _is_hidden(doc: Document, element: int) -> bool:
    marks = (doc.attributes(a) for a in doc.ancestors(element))
    return any("hidden" in mark or _HIDDEN.search(mark.get("style", "")) for mark in marks)


def _captcha_only(doc: Document) -> bool:
    if len(doc.folded) >= 500 or len(doc.tree.css("a[href]")) >= 5:
        return False
    found = doc.tree.css_first(
        ".g-recaptcha,.h-captcha,[name*=captcha i],[id*=captcha i],#challenge-form,#cf-wrapper,iframe[src*=captcha i]"
    )
    return found is not None


def _quote(doc: Document, start: int) -> str:
    first = doc.text.rfind("\n", 0, start) + 1
    return (doc.text[first : first + 200].split("\n")[0] or doc.title)[:200]
