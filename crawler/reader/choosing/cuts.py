"""Boxes and circles that cut a list down to a part of it: what asks for the rest, and which of them keep that to themselves."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from urllib.parse import parse_qsl, urlsplit

from selectolax.lexbor import LexborNode

from classifier.words.names import names_an_agency
from crawler.fetching import Ask
from crawler.reader.asking.slots import role_of
from crawler.reader.choosing.choices import FORMS, MOST, divide, posted, selects, sent_with
from crawler.reader.page.addresses import canonical, same_site
from crawler.reader.page.document import Document
from crawler.reader.page.forms import Form, sent_by
from crawler.reader.page.view import View, is_scripted
from crawler.reader.page.words import FIELDS, TIER, fold, folded_words, names_part
from crawler.reader.paging.boxes import Box, Chooser, boxes

_EVERYTHING = re.compile(
    r"\W*(?:(?:xem|chon|hien thi) )?(?:tat ca|toan bo|all|any)\b.*"
    r"|\W*(?:-+|(?:(?:vui long|moi|hay|xin) )*(?:chon|select|choose)\b.*)?\W*"
)
# What one chooses among, in the place of a choice.
_KINDS = re.compile(
    r"\W*(?:(?:theo|ten|cac|moi|ca) )?"
    r"(?:linh vuc|co quan|don vi|cap|muc|loai|nhom|nam|doi tuong|thu tuc|dich vu|trang thai|phan loai|noi)\b"
)
_ALL = re.compile(r"\b(?:tat ca|toan bo|all)\b")
# What is chosen orders the list, cuts it into pages or speaks another language: the same procedures again.
_SAME = re.compile(r"sort|order|sap ?xep|thu ?tu|lang|ngon ?ngu|locale|theme|font")


def everything(view: View) -> Ask | None:
    """What the form over a list sends when each of its boxes that has a part chosen has everything chosen instead, where several have.

    One of them alone brings all agencies of the services that are online, and the services of all kinds of one agency.
    """
    changes: dict[str, str] = {}
    form: Form | None = None
    for cut in _cuts(view):
        own, name = cut.chooser.form, cut.chooser.box.name
        if cut.whole is not None and own is not None and name and (form is None or form.fields == own.fields):
            form, changes[name] = own, sent_by(cut.whole)
    return sent_with(form, changes, view.document) if form is not None and len(changes) > 1 else None


def others(view: View, *, counted: bool = False) -> Iterator[list[tuple[Ask, str]]]:
    """For each box of the content that has one part of the list chosen (the year of a decision, an agency), what asks for the others and
    their words; what asks for everything alone where a choice says so. A box that has everything chosen cuts nothing off.

    `counted`: the boxes that can have everything chosen were all asked so at once.
    """
    for cut in _cuts(view):
        if not (counted and cut.whole is not None) and (members := cut.asks(view)):
            yield members


def shown_agency(view: View) -> tuple[str, Ask] | None:
    """The agency that a box of agencies over a list has chosen, and what asks for it once more; None where no box tells."""
    for cut in _cuts(view):
        now, others = cut.now.text(strip=True), [fold(option.text(strip=True)) for option in cut.rest]
        if cut.whole is None and names_an_agency(fold(now)) and any(map(names_an_agency, others)) and (again := cut.again) is not None:
            return now, again
    return None


def circled(view: View) -> Iterator[tuple[str, list[tuple[Ask, str]]]]:
    """For each row of circles that has one part of the list chosen, its name and what asks for the others by the button of its form."""
    for form in view.document.forms[:FORMS]:
        for row in form.circles:
            now = next((field.value for field in form.fields if field.kind == "radio" and field.name == row.name), None)
            words = [said for _, said in row.options]
            if now is None or not divide(words) or any(map(says_everything, words)):
                continue
            asks = [(sent_with(form, {row.name: value}, view.document), said) for value, said in row.options if value != now]
            if members := [(ask, said) for ask, said in asks if ask is not None]:
                yield row.name, members


def divided(view: View) -> frozenset[str]:
    """The names of the boxes of a page that have a part of its list chosen."""
    return frozenset(cut.called for cut in _cuts(view))


def untold(view: View) -> list[Cut]:
    """The boxes of the content that have one part of the list chosen and keep to themselves how another is asked for, while a script may
    know: one that is told of the choice, or one of the page where the choices are named like parts of the portal.
    """
    scripted = is_scripted(view)
    return [cut for cut in _cuts(view) if (cut.chooser.followed or (scripted and cut.names_parts)) and not cut.asks(view)]


def unchosen(view: View) -> list[Cut]:
    """The boxes of a page that wait for a choice among parts of the portal and keep to themselves what it asks for."""
    boxes = list(_cuts(view, chosen=False)) if is_scripted(view) else []
    return [cut for cut in boxes if cut.rest and cut.names_parts and not cut.asks(view)]


def shut(view: View) -> dict[str, str]:
    """Boxes of a list that have a part of it chosen by themselves and keep to themselves how the rest is asked for; by name, with the words
    of what is chosen. What was asked for hides nothing: the list of one agency is one of several.

    Either a choice for everything says that there is more, or none does, a script may be told of the choice, and what is chosen is one part
    of the portal among others.
    """
    asked = dict(parse_qsl(f"{urlsplit(view.ask.url).query}&{(view.ask.body or b'').decode('utf-8', 'replace')}"))
    found: dict[str, str] = {}
    for cut in _cuts(view):
        now = cut.now.text(strip=True)
        if cut.whole is not None:
            hides = _ALL.search(fold(cut.whole.text(strip=True))) is not None and not (now.isdecimal() or names_part(now))
        else:
            hides = cut.names_parts and names_part(now) and (cut.chooser.followed or cut.chooser.overheard)
        if hides and cut.chooser.box.name not in asked and not cut.asks(view):
            found[cut.called] = now
    return found


@dataclass(frozen=True)
class Cut:
    """A box that cuts a list down to what it has chosen, `now`. `whole`: its choice for everything; `rest`: what is not chosen."""

    chooser: Chooser
    now: LexborNode
    whole: LexborNode | None
    rest: list[LexborNode]

    @property
    def called(self) -> str:
        return self.chooser.box.name or self.chooser.box.node.attributes.get("id") or ""

    @property
    def names_parts(self) -> bool:
        """Whether the choices are named like parts of the portal."""
        return divide([option.text(strip=True) for option in (self.now, *self.rest)])

    @property
    def wanted(self) -> list[LexborNode]:
        """What brings the rest of the list: everything at once where a choice says so, else each part that is not chosen."""
        return [self.whole] if self.whole is not None else self.rest

    @property
    def again(self) -> Ask | None:
        """What asks for the list with what is chosen already."""
        return self._ask(self.now)

    def asks(self, view: View) -> list[tuple[Ask, str]]:
        """What asks for the rest of the list of a page, and the words of the choices. What is asked for with what is chosen already, too,
        was misread: the choice is not in it.
        """
        again = self.again
        found = [(ask, option.text(strip=True)) for option in self.wanted if (ask := self._ask(option)) is not None]
        told = [(ask, words) for ask, words in found if again is None or (ask.url, ask.body) != (again.url, again.body)]
        return [(ask, words) for ask, words in told if ask.body or canonical(ask.url) != canonical(view.ask.url)]

    def _ask(self, option: LexborNode) -> Ask | None:
        return self.chooser.choose(option) or posted(self.chooser, option)


def _cuts(view: View, *, chosen: bool = True) -> Iterator[Cut]:
    """The boxes that have a part chosen, or with `chosen` false those that have everything or nothing chosen."""
    document = view.document
    paging = {box.node.mem_id for box in boxes(document)}
    for node in [node for node in selects(document) if node.mem_id not in paging][:FORMS]:
        options = node.css("option")[:MOST]
        now = _chosen(options, node.attributes.get("name") or "", view.ask.url)
        if now is None or is_everything(now) == chosen or _divides_nothing(node) or {"multiple", "disabled"} & node.attributes.keys():
            continue
        if any(_leads_away(option, document) for option in options):
            continue
        whole = next((option for option in options if chosen and is_everything(option) and option.text(strip=True)), None)
        rest = [
            option for option in options if option.mem_id != now.mem_id and option.text(strip=True) and "disabled" not in option.attributes
        ]
        yield Cut(Chooser(Box(node, (), 0), document), now, whole, rest)


def _leads_away(option: LexborNode, document: Document) -> bool:
    """Whether a choice is the address of another site, as in boxes of links."""
    value = option.attributes.get("value") or ""
    return "://" in value and not same_site(value, document.page.url)


def _divides_nothing(node: LexborNode) -> bool:
    names = [node.attributes.get(key) or "" for key in ("name", "id")]
    return _SAME.search(re.sub(r"[^a-z]+", " ", fold(" ".join(names)))) is not None or any(map(role_of, filter(None, names)))


def _chosen(options: list[LexborNode], name: str, url: str) -> LexborNode | None:
    """The option that a box shows: the one it marks, else the one that the page's address names, else the first."""
    asked = dict(parse_qsl(urlsplit(url).query)).get(name)
    marked = next((option for option in options if "selected" in option.attributes), None)
    named = next((option for option in options if asked and option.attributes.get("value") == asked), None)
    return marked or named or next(iter(options), None)


def is_everything(option: LexborNode) -> bool:
    """Whether a choice stands for all of a list: it says so, or it sends nothing. What sends 0 may be the first of the parts, too, unless
    its words only say what one chooses among.
    """
    words = folded_words(option.text(strip=True))
    value = option.attributes.get("value", words)
    if value in {"", "-1", None} or says_everything(words):
        return True
    return value == "0" and not (names_an_agency(words) or FIELDS.search(words) or TIER.match(words)) and _KINDS.match(words) is not None


def says_everything(words: str) -> bool:
    """Whether a choice says that it is for everything, or that nothing was chosen yet."""
    return _EVERYTHING.fullmatch(folded_words(words)) is not None
