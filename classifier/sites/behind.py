"""What stands behind a menu entry: content, or nothing. An entry that leads nowhere is no information."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from classifier.sites.dates import stamp_of
from classifier.sites.lines import Line, lines_of, text_length
from classifier.sites.links import host_of, links_of, page_address
from classifier.sites.model import MAX_QUOTE, Link, SitePage, State
from classifier.sites.site import Site
from classifier.sites.why import Why, because
from classifier.vocabulary import Outcome
from classifier.words.lexicon import NOTHING
from classifier.words.text import fold

_SOME_TEXT = 60  # characters that are content and not only a heading
_ENTRY = 15  # characters of an entry's name
_NOTHING = re.compile(
    r"(?:noi dung |thong tin |chuyen muc |trang |muc |du lieu |bai viet |danh sach )*(?:nay |hien )*"
    r"(?:dang (?:duoc )?(?:cap nhat|xay dung|hoan thien)|sap (?:ra mat|co|hoan thanh)"
    r"|chua (?:co|duoc cap nhat|cap nhat)|khong (?:co|tim thay)|under construction"
    r"|coming soon|no (?:data|records|items|posts)|nothing (?:here|found))"
    r"(?: noi dung| du lieu| bai viet| ban ghi| thong tin| ket qua| van ban| tin tuc| tin bai| cau hoi| bai| nao"
    r"| trong chuyen muc nay| trong muc nay| to display| de hien thi| them| found| nay| hoac| va|[ .!…])*"
)
_NONE_OF_THEM = re.compile(r"(?:hien nay |hien tai |hien |tam thoi )?(?:chua|khong) co (?:\w+ ){1,5}nao(?: \w+){0,6}")
_COME_BACK = re.compile(r"[,.;:!]+ (?:moi|vui long|xin|kinh mong|mong|quy vi|ban|please)\b.{0,80}$")
_FURNITURE = re.compile(
    r"(?:trang chu|home|in trang|in|gui email|chia se|share|quay lai|ve dau trang|len dau trang|xem tiep|tim kiem|search|dau|truoc|sau"
    r"|cuoi|trang|tiep theo|[\W\d]+|stt|page|print|tweet|like|facebook|zalo|luot xem|lan xem|tac gia|nguon|back|next|previous|chon"
    r"|chon nam|nam|tat ca|dang nhap|so ky hieu|trich yeu|ngay ban hanh|co quan ban hanh|linh vuc|loai van ban|nguoi ky|tai ve|ten"
    r"|noi dung|ngay)"
)


_CHOICES = "input[type=radio],input[type=checkbox]"
BOXES = "textarea,input[type=text],input[type=search],input[type=number],input:not([type])"


@dataclass(frozen=True, slots=True)
class Behind:
    """What a link leads to. `page` is None where nothing was fetched; `own`: the page's own lines; `entries`: how many links they hold."""

    state: State
    reason: str
    url: str
    quote: str = ""
    page: SitePage | None = None
    own: tuple[Line, ...] = ()
    entries: int = 0
    latest: date | None = None


def look_behind(site: Site, link: Link, on: SitePage) -> Behind:
    """What a link of a menu leads to."""
    if link.action == "group":
        return _best(site, link, on)
    if not link.url:
        if link.action == "script":
            return Behind(State.UNKNOWN, Why.BY_SCRIPT, on.url, link.label)
        return Behind(State.EMPTY, Why.LEADS_NOWHERE, on.url, link.label)
    page = site.page_behind(link)
    if page is None:
        return Behind(State.UNKNOWN, Why.NOT_READ, link.url, link.label)
    if page.gone:
        return Behind(State.EMPTY, Why.DEAD_LINK, link.url, link.label)
    if page.outcome not in (Outcome.OK, Outcome.EMPTY):
        return Behind(State.UNKNOWN, because((Why.NOT_ANSWERED, f"{page.outcome}: {page.reason}")), link.url, link.label)
    if page.document is None:
        return Behind(State.PRESENT, page.reason, link.url, link.label, page)
    if host_of(page.url) != site.host:
        return Behind(State.PRESENT, because((Why.OTHER_SYSTEM, host_of(page.url))), page.url, link.label, page)
    if page is site.home and "#" in link.url:
        return _in_page(site, link)
    again = page_address(page.url) == page_address(site.home.url)
    if page is not site.home and (again or (site.shared.same_page(page, site.home) and not _headed(site, page, link.label))):
        return Behind(State.EMPTY, Why.TO_FRONT_PAGE, link.url, link.label)
    if page is site.home:
        return Behind(State.EMPTY, Why.TO_ITSELF, link.url, link.label)
    return content_of(site, page, link.label)


def _headed(site: Site, page: SitePage, label: str) -> bool:
    """Whether a page bears the name of its menu entry once more than the front page does: it lists the same, but as a page of its own."""
    told = fold(label)
    there, home = (sum(_is_heading(line, told) for line in site.shared.lines(one)) for one in (page, site.home))
    return there > home


def content_of(site: Site, page: SitePage, label: str) -> Behind:
    """What a page of the site holds of its own, below the heading that repeats the menu entry."""
    told = fold(label)
    shown = site.shared.own(page)
    own = tuple(line for line in shown if not _is_furniture(line.folded) and line.folded not in told and not _is_heading(line, told))
    said = [line for line in own if not is_nothing(line.folded)]
    if (not said and not _says_something(site, page)) or (text_length(said) < _SOME_TEXT and len(said) < len(own)):
        words = next((line.text for line in own if is_nothing(line.folded)), "")
        return Behind(State.EMPTY, Why.NO_CONTENT, page.url, words or label, page, own)
    entries = _entries(page, said)
    if text_length(said) < _SOME_TEXT and entries == 0 and not _says_something(site, page):
        return Behind(State.EMPTY, Why.NO_CONTENT, page.url, said[0].text[:MAX_QUOTE] if said else label, page, own)
    first = said[0].text[:MAX_QUOTE] if said else label
    return Behind(State.PRESENT, "", page.url, first, page, own, entries, latest_of(shown, site.context.at))


def _entries(page: SitePage, lines: Sequence[Line]) -> int:
    """How many links with a name stand in some lines of a page."""
    doc = page.document
    if doc is None:
        return 0
    named = {link.element for link in links_of(doc) if link.url and len(link.label) >= _ENTRY}
    places = sorted(doc.text_from[element] for element in named)
    return sum(bisect_left(places, line.start + len(line.text) + 1) > bisect_left(places, line.start - 1) for line in lines)


def latest_of(lines: tuple[Line, ...] | list[Line], at: date) -> date | None:
    """The newest stamp among lines, days to come left out."""
    days = [day for line in lines for words in {line.folded, line.aside} if (day := stamp_of(words, at)) is not None and day <= at]
    return max(days, default=None)


def is_nothing(folded: str) -> bool:
    """Whether a line says that there is nothing."""
    words = _COME_BACK.sub("", folded.strip(" .…!:*-\"'()[]"))
    return words in NOTHING or bool(_NOTHING.fullmatch(words)) or bool(_NONE_OF_THEM.fullmatch(words))


def _best(site: Site, link: Link, on: SitePage) -> Behind:
    """A menu entry that only opens others is as good as the best of them."""
    looked = [look_behind(site, child, on) for child in site.children_of(link, on)[:4]]
    for state in (State.PRESENT, State.UNKNOWN, State.EMPTY):
        for behind in looked:
            if behind.state is state:
                return behind
    return Behind(State.EMPTY, Why.LEADS_NOWHERE, on.url, link.label)


def _in_page(site: Site, link: Link) -> Behind:
    doc, name = site.document, link.url.partition("#")[2]
    element = doc.by_id.get(name)
    if element is None or len(doc.text_of(element)) < _SOME_TEXT:
        return Behind(State.EMPTY, Why.NO_CONTENT_PART, link.url, link.label)
    lines = lines_of(doc, element)
    entries, latest = _entries(site.home, lines), latest_of(lines, site.context.at)
    return Behind(State.PRESENT, "", link.url, lines[-1].text[:MAX_QUOTE], site.home, tuple(lines), entries, latest)


def _is_furniture(folded: str) -> bool:
    return bool(_FURNITURE.fullmatch(folded.strip(" :>»/|«<.-")))


def _is_heading(line: Line, told: str) -> bool:
    """Whether a line only repeats the name of the entry, with the site's name or breadcrumbs around it."""
    return told in line.folded and len(line.folded) <= len(told) + 40


def _says_something(site: Site, page: SitePage) -> bool:
    """Whether a page without text holds a map, a picture, an embedded document or a form to write by, which are content too."""
    if page.document is None:
        return True
    tree, home = page.document.tree, site.document.tree
    if tree.css_first("main img,article img,iframe[src],embed[src],object[data]") is not None:
        return True
    return any(len(tree.css(kind)) > len(home.css(kind)) for kind in (BOXES, _CHOICES))
