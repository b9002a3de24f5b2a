"""The ways on from the pages that were seen, the most promising first; what one category brings speaks for its siblings."""

from __future__ import annotations

import heapq
import itertools
import math
from collections import Counter
from collections.abc import Hashable, Iterable, Iterator, Mapping, Set
from dataclasses import dataclass, field
from urllib.parse import urlsplit

from classifier.words.names import heading_level, starts_like_name
from crawler.fetching import Ask
from crawler.reader.choosing import choices
from crawler.reader.page.addresses import canonical, is_root
from crawler.reader.page.document import Link
from crawler.reader.page.forms import Form
from crawler.reader.page.postback import question_of
from crawler.reader.page.view import View
from crawler.reader.page.words import LISTS, TIER, category_score, fold, folded_words, leads_elsewhere, listing_score, speaks_of_list
from crawler.reader.paging.alike import MAX_ALIKE
from crawler.reader.paging.press import press
from crawler.reader.trees import sent
from crawler.reader.ways.admitted import ENTRY, may_be_sent, may_lead, row_addresses
from crawler.reader.ways.categories import counted_with, counts_of, groups_of, kin_of, make_of, ways_on

FLOOR = 2.0  # a lead below this is not worth a request while nothing is found
_FORM = 4.0  # what a choice of a form promises
_FRAME = 6.0  # the least that a frame of a page promises
ALIKE = "alike "  # begins the names of groups of pages beside one that holds procedures
_PROMOTED = 20.0  # for categories of a kind that has brought something
_SUB_PROMOTED = 12.0  # for categories inside one of that kind
_SAMPLES = 3  # choices that are tried of a box whose words name no parts of the portal
_FEW = 6  # ways beside those of a group
_FIRST_PAGES = 1  # floors below the entry whose words for lists are believed once one was read
_SENT = "sent "  # begins the names of groups of entries that send the form around their page


@dataclass(order=True)
class Lead:
    """A way to follow. `group`: the category links it is one of; what one member brings speaks for the others. `within`: the group by which
    the page was found that offers it.
    """

    rank: float
    order: int
    ask: Ask = field(compare=False)
    depth: int = field(compare=False)
    group: str = field(compare=False, default="")
    score: float = field(compare=False, default=0.0)
    words: str = field(compare=False, default="")  # of the link of a category
    form: bool = field(compare=False, default=False)  # an empty search; its address may be that of a page already seen
    within: str = field(compare=False, default="")
    level: str = field(compare=False, default="")  # of the services, that its words name: a part of them at most
    listed: bool = field(compare=False, default=False)  # its words call it a list of procedures, or of those of a tier
    another: bool = field(compare=False, default=False)  # it is followed for a list beside those that were read


@dataclass
class Leads:
    """Every way that was noted and not yet followed."""

    _heap: list[Lead] = field(default_factory=list)
    _ticket: Iterator[int] = field(default_factory=itertools.count)
    _groups: dict[str, list[Lead]] = field(default_factory=dict)
    _parents: dict[str, str] = field(default_factory=dict)
    _at_home: dict[str, str] = field(default_factory=dict)  # by address, for ways followed by their words: its group in a page's content
    _credit: Counter[str] = field(default_factory=Counter)
    _makes: set[str] = field(default_factory=set)  # what addresses of categories look like here
    _followed: set[str] = field(default_factory=set)
    _unread: dict[str, str] = field(default_factory=dict)  # parts that could not be read, with their groups
    sent: set[Hashable] = field(default_factory=set)  # what was asked for by forms
    _counts: dict[str, int] = field(default_factory=dict)  # how many procedures parts are said to have
    _beside: dict[str, list[tuple[Ask, int]]] = field(default_factory=dict)  # by group: what stands among its links and says nothing
    _kin: dict[str, list[tuple[Ask, int, str]]] = field(default_factory=dict)  # by group, whatever its depth: its other branches
    # By group, then by address: what stands with it and is said to have procedures.
    _counted_with: dict[str, dict[str, tuple[Ask, int, str]]] = field(default_factory=dict)
    _shown: set[str] = field(default_factory=set)  # the addresses that the pages so far have
    _unsaid: list[tuple[float, Ask, int]] = field(default_factory=list)  # entries of menus whose words say nothing
    _unlikely: list[tuple[float, Ask, int]] = field(default_factory=list)  # those whose words seem to say something else

    def __bool__(self) -> bool:
        return bool(self._heap)

    @property
    def best(self) -> float:
        """What the most promising lead promises. Only where there is one."""
        return self._heap[0].score

    def take(self) -> Lead | None:
        """The most promising lead; none when its group has brought nothing so often that it is not worth a request."""
        lead = heapq.heappop(self._heap)
        self._followed.add(canonical(lead.ask.url))
        if lead.form:
            if (question := question_of(lead.ask)) in self.sent:
                return None  # it was promoted, and followed then
            self.sent.add(question)
        return None if self._credit[lead.group] < -1 else lead

    @property
    def unopened(self) -> set[str]:
        """Parts of the portal that were never opened, or that could not be read, though others of their kind brought procedures."""
        left = {canonical(lead.ask.url) for lead in self._heap if lead.group and self._credit[lead.group] > 0 and not lead.form}
        sent_on = (lead for lead in self._heap if lead.group.startswith(_SENT) and self._credit[lead.group] > 0)
        left |= {f"{lead.ask.url} {lead.ask.body!r}" for lead in sent_on if question_of(lead.ask) not in self.sent}
        left |= {address for group, counted in self._counted_with.items() if self._credit[group] > 0 for address in counted}
        return left - self._followed | {address for address, group in self._unread.items() if self._credit[group] > 0}

    def unread(self, lead: Lead, *, after_all: bool = False) -> None:
        """Note a part of the portal that is there and could not be read; `after_all`: that it could."""
        if after_all:
            self._unread.pop(canonical(lead.ask.url), None)
        elif lead.group:
            self._unread[canonical(lead.ask.url)] = lead.group

    def counted(self, lead: Lead) -> int:
        """How many procedures the part to which a way leads is said to have; 0 where nothing says so."""
        return self._counts.get(canonical(lead.ask.url), 0)

    def among_named(self, lead: Lead) -> bool:
        """Whether a way is one of a group whose links are named like parts of the portal, and no entry of some menu."""
        named = [category_score(other.words, "") > 0 for other in self._groups.get(lead.group, ())]
        return 2 * sum(named) > len(named) > 1

    def push(self, ask: Ask, score: float, depth: int, group: str = "", words: str = "", *, form: bool = False, within: str = "") -> Lead:
        """Note one way."""
        lead = self._lead(ask, score, depth, group, words, form=form, within=within)
        heapq.heappush(self._heap, lead)
        return lead

    def _lead(self, ask: Ask, score: float, depth: int, group: str, words: str, *, form: bool, within: str = "") -> Lead:
        of_level = heading_level(words) or ""
        return Lead(-score + depth * 0.5, next(self._ticket), ask, depth, group, score, words, form, within, of_level)

    def push_alike(self, name: str, ways: Iterable[tuple[Ask, float]], depth: int) -> None:
        """Note ways that stand side by side on a page, whoever found them: what one brings speaks for the others."""
        for ask, score in ways:
            self._groups.setdefault(name, []).append(self.push(ask, score, depth, name))

    def credited(self, group: str) -> bool:
        """Whether links of a group, or what they led to, brought procedures."""
        return self._credit[group] > 0

    def among_parts(self, group: str) -> bool:
        """Whether links of a group, or of one whose links led to it, brought procedures."""
        while group and self._credit[group] <= 0:
            group = self._parents.get(group, "")
        return bool(group)

    def other_lists(self, known: Set[str]) -> list[Lead]:
        """The ways that were left, of those that the first pages call lists of procedures, the most promising first. `known`: the addresses
        of lists that were read.
        """
        left = {canonical(lead.ask.url): lead for lead in sorted(self._heap, reverse=True) if lead.listed and lead.depth <= _FIRST_PAGES}
        return sorted(lead for address, lead in left.items() if address not in self._followed | known)

    def push_unsaid(self, *, unlikely: bool) -> None:
        """Note the entries of menus whose words promised nothing, too, to be tried last; one that brings something calls its like.

        `unlikely`: also those whose words seem to say something else: a portal may call its list a handbook.
        """
        for promise, ask, depth in [*self._unsaid, *(self._unlikely if unlikely else ())]:
            name = f"unsaid {make_of(ask.url)}"
            self._groups.setdefault(name, []).append(self.push(ask, promise, depth, name))
        self._unsaid.clear()

    # -- what a followed lead says of others ----------------------------------------------------------------------------

    def promote(self, url: str) -> None:
        """Categories whose addresses look like that of a list that was found, or that stand beside it, come next, whatever led to it."""
        make, here = make_of(url), canonical(url)
        beside = {lead.group for lead in self._heap if lead.group and canonical(lead.ask.url) == here}
        for other in [
            lead for lead in self._heap if lead.group and lead.score < _PROMOTED and (lead.group in beside or make_of(lead.ask.url) == make)
        ]:
            self.push(other.ask, other.score + _PROMOTED, other.depth, other.group, other.words, form=other.form)

    def judge(self, lead: Lead, gained: bool, listed: bool) -> None:
        """Hold what a way brought for or against its group, and for the groups in which it was found."""
        if not gained:
            # A list of what is known already speaks against its group; an empty category says nothing, a neighbour without procedures does.
            self._credit[lead.group] -= int(bool(lead.group) and (listed or lead.group.startswith(ALIKE)))
            return
        group = lead.group or ("" if lead.form else self._at_home.get(canonical(lead.ask.url), "")) or lead.within
        while group:
            self._credit[group] = max(self._credit[group], 0) + 1
            if self._credit[group] == 1:
                for other in self._groups.get(group, ()):
                    self.push(other.ask, other.score + _PROMOTED, other.depth, group, other.words, form=other.form)
                for other in [lead for lead in self._heap if lead.form and not lead.group and lead.within == group]:
                    self.push(other.ask, other.score + _SUB_PROMOTED, other.depth, form=True, within=group)
                for ask, depth in self._beside.pop(group, ())[:_FEW]:
                    self.push(ask, _SUB_PROMOTED, depth, within=group)
                members = self._groups.setdefault(group, [])
                kin = self._kin.pop(group.rpartition("@")[0], [])
                own = self._followed | {canonical(ask.url) for ask in (*(other.ask for other in members), *(ask for ask, _, _ in kin))}
                kin += [way for address, way in self._counted_with.get(group, {}).items() if address not in own]
                members += [self.push(ask, _PROMOTED, depth, group, words) for ask, depth, words in kin]
            group = self._parents.get(group, "")

    def doubt(self, lead: Lead, nothing: bool) -> None:
        """Hold it against the other choices of a box that one brought a count of 0, where the search for everything did so before."""
        self._credit[lead.group] -= int(bool(lead.group) and nothing)

    # -- what a page offers ---------------------------------------------------------------------------------------------

    def open(self, view: View, depth: int, group: str = "", score: float = 0.0, *, search: bool, fetched: View) -> int:
        """Note every way that a page offers: words that promise a list, and groups that look like categories; how many of the latter.

        `group`, `score`: of the lead that came to the page. `search`: whether the page's forms are ways, too. `fetched`: the page before it
        was drawn.
        """
        if view.is_data:
            return 0
        if search or (self.credited(group) and not view.reading.rows):
            forms = choices.forms_of(view.document, fetched)
            # Beside parts that show their lists, a part may show its own only when it is asked for.
            own = forms if search else tuple(form for form in forms if urlsplit(form.action).path == urlsplit(view.url).path)
            self._open_forms(view, depth, score, group, own)
        for place, (named, members) in enumerate(sent.parts(view)):
            promise = (_FORM if named else FLOOR) + self._bonus(group, score)
            most = len(members) if named else _SAMPLES
            self._open_choices(f"{_SENT}{place} {canonical(view.url)}@{depth}", members, promise, depth, group, most)
        known = {canonical(row.url) for row in view.reading.rows if row.url and (row.code or starts_like_name(fold(row.name)))}
        parts, places = self._open_groups(view, depth, group, known)
        self._open_links(view, depth, group, known, places)
        return parts

    def _open_groups(self, view: View, depth: int, group: str, known: set[str]) -> tuple[int, dict[str, str]]:
        """How many ways the groups of a page hold, and which group stands where in its content."""
        parts, places, ways = 0, dict[str, str](), ways_on(view.document)
        elsewhere = known | row_addresses(view) | {canonical(view.url)} | self._shown
        self._shown |= {canonical(link.url or "") for link in ways}
        for found in groups_of(view.document, row_addresses(view), self._makes, ways):
            if found.score < FLOOR:
                continue
            if len(found.links) > 1:
                self._makes.add(found.make)
            name = f"{found.key}@{depth}"
            if name != group:
                self._parents.setdefault(name, group)
            bonus = _PROMOTED if self._credit[name] > 0 else _SUB_PROMOTED if self._credit[group] > 0 else 0
            members = []
            self._counts |= {canonical(url): count for url, count in counts_of(found.links).items()}
            for link in found.links:
                ask = press(link, view.document)
                if ask is None or not may_lead(ask, view.url):
                    continue
                known.add(canonical(ask.url))
                said = max(listing_score(link.text, ask.url), 0.0)
                members.append(self.push(ask, max(found.score + said * 0.2, said) + bonus, depth, name, link.text))
            self._groups.setdefault(name, []).extend(members)
            if kin := kin_of(found, ways, view.url, elsewhere):
                self._kin.setdefault(found.key, [_to_ask(link, view, depth) for link in kin])
            counted = {canonical(link.url or ""): _to_ask(link, view, depth) for link in counted_with(found, ways, elsewhere)}
            self._counted_with.setdefault(name, {}).update(counted)
            parts += len(members)
            if len(members) > 1:
                places |= {link.place: name for link in found.links if not link.chrome and link.place not in places}
                self._at_home = {canonical(link.url or ""): name for link in found.links if not link.chrome} | self._at_home
        return parts, places

    def open_tiers(self, view: View, depth: int) -> None:
        """Note the tiers, or levels, over a list of which one is shown as chosen: the others have lists of their own. Where none is chosen
        they only narrow down a list that has everything.
        """
        for found in [] if view.is_data else groups_of(view.document, row_addresses(view)):
            named = [link for link in found.links if TIER.match(folded_words(link.text)) or heading_level(link.text)]
            if len(named) < 2 or not any(link.current or canonical(link.url or "") == canonical(view.url) for link in named):
                continue
            name = f"{found.key}@{depth}"
            for link in named:
                ask = press(link, view.document)
                if not link.current and ask is not None and may_lead(ask, view.url):
                    self._groups.setdefault(name, []).append(self.push(ask, _PROMOTED, depth, name, link.text))

    def open_lists(self, view: View) -> None:
        """Note what the page of a list calls other lists by their full name: a catalogue of a tier, that of another system. Tiers and
        levels alone are tabs of this one.
        """
        rows = row_addresses(view)
        for link in [] if view.is_data else view.document.links:
            if not (0 < len(link.text) <= ENTRY) or link.number or heading_level(link.text) or listing_score(link.text, "") < LISTS:
                continue
            ask = press(link, view.document)
            if ask is not None and may_lead(ask, view.url) and canonical(ask.url) not in rows | {canonical(view.url)}:
                self.push(ask, listing_score(link.text, ""), _FIRST_PAGES).listed = True

    def _open_links(self, view: View, depth: int, group: str, known: set[str], places: Mapping[str, str]) -> None:
        best = _promises(view.document.links)
        for link in view.document.links:
            promise = best.get(link.url, 0.0) if link.url else listing_score(link.text, "")
            if link.tag == "frame" or (link.tag == "iframe" and not view.reading.rows):
                promise = max(promise, _FRAME)  # a part of this very page
            # A way to other parts of the portal, where its neighbours lead to some.
            beside = places.get(link.place, "") if 0 < len(link.text) <= ENTRY and not starts_like_name(fold(link.text)) else ""
            entry = (depth <= 1 or beside) and len(link.text) <= ENTRY and not link.number
            tried = entry and (promise >= 0 or not leads_elsewhere(link.text))
            if promise < FLOOR and not tried and not speaks_of_list(link.text):
                continue
            ask = press(link, view.document)
            if ask is not None and ask.method == "POST":
                if (
                    promise >= FLOOR
                    and depth <= 1
                    and may_be_sent(ask, link, view.url)
                    and (sent := f"{ask.url} {ask.body!r}") not in known
                ):
                    known.add(sent)
                    self.push(ask, promise, depth, form=True, within=group, words=link.text)
                continue
            if ask is None or canonical(ask.url) in known or not may_lead(ask, view.url):
                continue
            known.add(canonical(ask.url))
            if 0 <= promise < _SUB_PROMOTED and beside:
                self._beside.setdefault(beside, []).append((ask, depth))
            if promise < 0:
                self._unlikely.append((promise, ask, depth))
            elif promise < FLOOR:
                self._unsaid.append((promise, ask, depth))
            else:
                lead = self.push(ask, promise, depth, within=group)
                lead.level = heading_level(link.text) or ""
                lead.listed = not lead.level and len(link.text) <= ENTRY and (promise >= LISTS or _is_called_list(link.text))

    def _open_forms(self, view: View, depth: int, score: float, group: str, forms: tuple[Form, ...]) -> None:
        """Forms of a page without rows: the empty search is a way on, and so is each choice of a box that divides the portal."""
        bonus = self._bonus(group, score)
        for promise, ask in choices.empty_searches(view, forms):
            self.push(ask, min(promise, _FORM) + bonus, depth, form=True, within=group)
        for place, members in enumerate(choices.chosen(view, forms)):
            self._open_choices(f"choice {place} {canonical(view.url)}@{depth}", members, _FORM + bonus, depth, group)
        for place, (named, members) in enumerate(choices.moving(view, forms)):
            name, promise = f"box {place} {canonical(view.url)}@{depth}", (_FORM if named else FLOOR) + bonus
            self._open_choices(name, members, promise, depth, group, len(members) if named else _SAMPLES)

    def _bonus(self, group: str, score: float) -> float:
        """What the page on which a choice stands adds to what that promises."""
        return score * 0.3 + (_SUB_PROMOTED if self.credited(group) else 0.0)

    def _open_choices(
        self, name: str, members: list[tuple[Ask, str]], promise: float, depth: int, group: str, most: int | None = None
    ) -> None:
        """Note choices as one group, the first `most` of them at once: those call the others when they bring something."""
        self._parents.setdefault(name, group)
        self._groups[name] = [self._lead(ask, promise, depth, name, words, form=True) for ask, words in members]
        for lead in self._groups[name][:most]:
            heapq.heappush(self._heap, lead)

    def open_alike(self, holder: View, depth: int) -> None:
        """Note the neighbours of a page that holds procedures, in whatever menu leads to it: they may hold others, whatever their words."""
        here = canonical(holder.url)
        for found in [] if holder.is_data or is_root(holder.url) else groups_of(holder.document):
            if not any(canonical(link.url or "") == here for link in found.links) or len(found.links) > MAX_ALIKE:
                continue
            name = f"{ALIKE}{found.make}"
            self._credit[name] += 1
            for link in found.links:
                ask = press(link, holder.document)
                if ask is not None and listing_score(link.text, "") >= 0 and may_lead(ask, holder.url):
                    self.push(ask, _PROMOTED, depth, name, link.text)


def _promises(links: Iterable[Link]) -> dict[str, float]:
    """What each address promises by the best words that lead there: a menu may call "Cấp xã" what the page calls procedures of communes."""
    best: dict[str, float] = {}
    for link in links:
        if link.url:
            best[link.url] = max(best.get(link.url, -math.inf), listing_score(link.text, link.url))
    return best


def _is_called_list(words: str) -> bool:
    """Whether words call something a list of procedures, or those of a tier."""
    return listing_score(words, "") >= LISTS or TIER.match(folded_words(words)) is not None


def _to_ask(link: Link, view: View, depth: int) -> tuple[Ask, int, str]:
    """A link of a page as it is kept until its group shows what it brings: the request, how deep it lies, and its words."""
    return Ask(link.url or "", referer=view.url), depth, link.text


def names_lists(lead: Lead) -> bool:
    """Whether a way is called a list of procedures, by words or an address that name nothing else; what its group brought says nothing."""
    return (listing_score(lead.words, lead.ask.url) if lead.group else lead.score) >= LISTS
