"""Links that divide a portal into parts: fields, agencies, tiers. Found as groups of one make at one place of a page."""

from __future__ import annotations

import itertools
import re
from collections import defaultdict
from collections.abc import Mapping, Sequence, Set
from dataclasses import dataclass, replace
from functools import partial
from urllib.parse import unquote, urlsplit

from classifier.words.names import names_an_agency
from crawler.reader.page.addresses import canonical, is_file, is_root, one_word_apart, parent_template, same_site, template_of, untitled
from crawler.reader.page.document import Document, Link
from crawler.reader.page.postback import posts_back
from crawler.reader.page.traps import beside_the_point, endless
from crawler.reader.page.words import category_score, fold, folded_words, leads_elsewhere, listing_score
from crawler.reader.paging.alike import without_a_word
from crawler.reader.paging.press import press
from crawler.reader.ways.called import moved_by_data

_NAMED = 6.0  # the score of a link whose words and address both name a category
_PARTS = 3.0  # the least score of what is made like the parts of another page, whatever its words say
TITLE_LENGTH = 60  # links longer than this on average are titles of articles or procedures, not parts of a list
# A parameter that chooses among the parts of a list by a word (`cap=xa`), not the kind of page (`view=article`) or its language.
_CHOICE = re.compile(
    r"(?<=[?&])((?!(?:view|option|task|act|action|do|mod|module|op|page|p|controller|layout|tab\w*|lang\w*|site|portal|app|func\w*|cmd)=)"
    r"[\w.\[\]-]+)=[^&=#{}/]+(?=[&#]|$)",
    re.IGNORECASE,
)
_FEWEST_COUNTED = 2  # links that tell that numbers behind them are counts
_COUNT = re.compile(r"\s*[(\[]\s*\d+[^()]{0,20}[)\]]\s*$")

_SAID = re.compile(r"\W*(\d{1,4})\s*(?:thu tuc|dich vu|tthc|dvc)\b[\w ]{0,20}\W*")  # how many a part has, in words that say of what
_BARE = re.compile(r"\W*[(\[]?\s*(\d{1,3})\s*[)\]]?\W*")
_SAID_LAST = re.compile(r"\W(\d{1,4})\s*(?:thu tuc|dich vu|tthc|dvc)\b[\w ]{0,20}\W*$")
_BARE_LAST = re.compile(r"[(\[]\s*(\d{1,3})\s*[)\]]\W*$")


@dataclass(frozen=True, slots=True)
class Group:
    """Links of one make (the shape of their addresses). `score`: how much they look like parts of a list; about 2 is worth trying."""

    key: str
    make: str
    links: tuple[Link, ...]
    score: float


def _with_owners(made: Mapping[tuple[str, str], list[Link]]) -> dict[tuple[str, str], list[Link]]:
    """The same, links that stand alone with their make put together where each names a part of the list and its address differs from the
    others' in one word alone: the part's own ("/so-y-te/thu-tuc", "/so-cong-thuong/thu-tuc").
    """
    shapes: dict[tuple[str, str], list[Link]] = defaultdict(list)
    for (place, _), links in made.items():
        if len({link.url for link in links}) == 1 and category_score(links[0].text, "") >= _PARTS:
            for shape in one_word_apart(links[0].url or ""):
                shapes[(place, shape)].append(links[0])
    together = {key: links for key, links in shapes.items() if len(links) > 1}
    taken = {id(link) for links in together.values() for link in links}
    return {key: links for key, links in made.items() if id(links[0]) not in taken} | together


def counts_of(links: Sequence[Link]) -> dict[str, int]:
    """How many procedures parts are said to have, by address ("Sở Y tế - 12 thủ tục"). A bare number counts where each link has one, and
    for what is named like a part: alone it may be a level or a year, and news are counted, too.
    """
    said = {link.url: found for link in links if link.url and (found := _counted(link, _SAID, _SAID_LAST))}
    bare = {link.url: found for link in links if link.url and (found := _counted(link, _BARE, _BARE_LAST))}
    if not said and 1 < len(links) == len(bare):
        said = {link.url: bare[link.url] for link in links if link.url and category_score(link.text, "") > 0}
    return {url: int(found[1]) for url, found in said.items()}


def _counted(link: Link, behind: re.Pattern[str], last: re.Pattern[str]) -> re.Match[str] | None:
    return behind.fullmatch(fold(link.behind)) or last.search(fold(link.text))


def make_of(url: str) -> str:
    """The shape of an address, blank where its ids, what its query chooses and the titles beside ids stand; else without its last part."""
    make = _CHOICE.sub(r"\1={}", template_of(url))
    return untitled(make) if "{}" in make else parent_template(url)


def _count_at(link: Link) -> re.Match[str] | None:
    """The number of procedures, or of whatever it may be, that stands with a link."""
    return _counted(link, _SAID, _SAID_LAST) or _counted(link, _BARE, _BARE_LAST)


def agency_of(words: str, headings: str) -> str:
    """The agency whose list a category is, when its words name one and the page behind it says so in a heading; else ""."""
    named = named_agency(words)
    return named if named and folded_words(named) in folded_words(headings) else ""


def named_agency(words: str) -> str:
    """The agency that the words of a category name, without the count behind it; "" when they name something else."""
    named = _COUNT.sub("", " ".join(words.split()))
    return named if names_an_agency(folded_words(named)) else ""


def _led(document: Document, link: Link) -> Link:
    """A button or a row with the address to which its script moves on, where that is all it does."""
    if link.url or not link.script or posts_back(link.script):
        return link
    ask = press(link, document)
    return replace(link, url=ask.url) if ask is not None and ask.method == "GET" else link


def ways_on(document: Document) -> list[Link]:
    """What of a page leads to other pages of this site that may be parts of a list: links, and what a script makes move on."""
    led = itertools.chain(map(partial(_led, document), document.links), moved_by_data(document))
    return [link for link in led if link.number is None and link.text and link.url and _may_be_part(link.url, document.page.url)]


def _may_be_part(url: str, here: str) -> bool:
    return same_site(url, here) and not is_file(url) and not endless(url) and not beside_the_point(url)


def kin_of(group: Group, ways: Sequence[Link], here: str, elsewhere: Set[str]) -> list[Link]:
    """The other branches of the tree, or the other boxes, among which the links of a group stand: where addresses tell them apart by one
    more word ("/nong-nghiep/giong", "/dat-dai/thu-hoi"), where they lie below the page as those do, or where something else than a link is
    pressed for them. What one of a group brings speaks for these as well: one of them may be the only one of its make.

    `ways`: those of the page with the address `here`; `elsewhere`: addresses that are none of these, such as those in menus.
    """
    own, places = {canonical(link.url or "") for link in group.links}, {link.place for link in group.links if not link.chrome}
    branches, below = set(without_a_word(group.make)), _folder(here)
    inside = bool(below) and all(_path(link.url).startswith(below) for link in group.links)
    found: dict[str, Link] = {}
    for link in ways if places else ():
        address = canonical(link.url or "")
        if link.chrome or len(link.text) > TITLE_LENGTH or address in own or address in elsewhere or listing_score(link.text, "") < 0:
            continue
        make = make_of(link.url or "")
        branch = link.place in places and not branches.isdisjoint(without_a_word(make))
        if branch or (link.tag != "a" and make == group.make) or (inside and _path(link.url).startswith(below)):
            found.setdefault(address, link)
    return list(found.values())


def counted_with(group: Group, ways: Sequence[Link], elsewhere: Set[str]) -> list[Link]:
    """What stands where the links of a group stand and is said to have some, as each link there is ("Đất đai (5)", "Giấy phép (6)"),
    unless its words surely name something else: where one of the group has procedures, they count these.
    """
    places = {link.place for link in group.links if not link.chrome}
    links = [link for link in ways if link.place in places and not link.chrome and canonical(link.url or "") not in elsewhere]
    links = [link for link in links if not leads_elsewhere(link.text)]  # news are counted, too
    counts = [_count_at(link) for link in links]
    if len(links) < _FEWEST_COUNTED or not all(counts):
        return []
    return [link for link, count in zip(links, counts, strict=True) if count is not None and int(count[1]) > 0]


def _path(url: str | None) -> str:
    return unquote(urlsplit(url or "").path)


def _folder(url: str) -> str:
    """Where what lies below a page begins ("/nhom.html": "/nhom/"); "" below a portal's front door, where everything lies."""
    path = re.sub(r"\.\w{2,5}$", "", _path(url)).rstrip("/")
    return f"{path}/" if path and not is_root(url) else ""


def _named_like_a_part(link: Link, below: str) -> float:
    """How much a link promises a part of a list. What lies below its page ("/thu-tuc/van-hoa": `below` is "/thu-tuc/van-hoa/") is no guide
    or handbook because its words sound like one ("Thư viện", "Tài liệu lưu trữ"), and nothing else whatever they say where it is counted.
    """
    score = category_score(link.around or link.text, link.url or "")
    if score >= 0 or link.chrome or not below or not _path(link.url).startswith(below) or category_score("", link.url or "") < 0:
        return score
    return 0.0 if _count_at(link) is not None or not leads_elsewhere(link.text) else score


def groups_of(
    document: Document, rows: frozenset[str] = frozenset(), known: Set[str] = frozenset(), ways: Sequence[Link] | None = None
) -> list[Group]:
    """The groups of a page that may be categories, the best first; `rows` are the page's own records, which are none.

    `known`: makes of categories seen on other pages; of these, or named like one, a single link is a group, too. `ways`: those on the page,
    where they are known already.
    """
    made: dict[tuple[str, str], list[Link]] = defaultdict(list)
    below = _folder(document.page.url)
    for link in ways_on(document) if ways is None else ways:
        made[(link.place, make_of(link.url or ""))].append(link)
    groups = []
    for (place, make), links in _with_owners(made).items():
        distinct = list({link.url: link for link in links if canonical(link.url or "") not in rows}.values())
        if not 1 <= len(distinct) <= 400:
            continue
        scores = [_named_like_a_part(link, below) for link in distinct]
        score = sum(scores) / len(scores)
        if len(distinct) == 1 and not (make in known or (scores[0] >= _NAMED and not distinct[0].chrome)):
            continue
        chrome = sum(link.chrome for link in distinct) * 2 > len(distinct)
        # Outside the menus a group of one make is the content of its page, whatever its words say.
        score += -1.0 if chrome else 2.0 if score >= -0.5 else 0.0
        if sum(len(link.text) for link in distinct) / len(distinct) > TITLE_LENGTH:
            score -= 3.0
        if make in known and not chrome:
            score = max(score, _PARTS)
        groups.append(Group(f"{place} {make}", make, tuple(distinct), score))
    return sorted(groups, key=lambda group: -group.score)
