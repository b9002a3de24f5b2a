"""Ways to a list through the forms and boxes of a page: the empty search, each choice of a box of agencies, fields or tiers, the other
choices of a box that has one part of a list chosen, and those of a box of levels.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from urllib.parse import parse_qsl, urlsplit

from selectolax.lexbor import LexborNode

from classifier.names import heading_level, names_an_agency
from crawler.fetching import Ask

from .addresses import canonical, same_site
from .document import Document, in_chrome
from .forms import Form, FormField, sent_by
from .paging.boxes import Box, Chooser, boxes
from .paging.press import send
from .paging.slots import role_of
from .postback import Postbacks, posts_back
from .view import View, is_scripted
from .words import FIELDS, TIER, category_score, fold, listing_score, shows

_SEARCH = re.compile(r"tim kiem|tra cuu|search|tim|loc", re.IGNORECASE)
_FORMS = 4  # of a page that are looked at
_LOOK = 2.5  # what a form promises that has a button to show something, whatever it is called
_PRESSES = 2  # such buttons of a form that are tried
_LEAST = 2.0  # what an empty search must promise
_MOST = 100  # choices of one box
_LEVELS = 2  # that a box must tell apart
_NAMED = 0.5  # part of the choices that must name an agency, a field or a tier
_EVERYTHING = re.compile(r"\W*(?:(?:xem|chon|hien thi) )?(?:tat ca|toan bo|all|any)\b.*|\W*(?:-+|chon\b.*)?\W*")
# What one chooses among, in the place of a choice.
_KINDS = re.compile(
    r"\W*(?:(?:theo|ten|cac|moi|ca) )?"
    r"(?:linh vuc|co quan|don vi|cap|muc|loai|nhom|nam|doi tuong|thu tuc|dich vu|trang thai|phan loai|noi)\b"
)
_ALL = re.compile(r"\b(?:tat ca|toan bo|all)\b")
# What is chosen orders the list, cuts it into pages or speaks another language: the same procedures again.
_SAME = re.compile(r"sort|order|sap ?xep|thu ?tu|lang|ngon ?ngu|locale|theme|font")


def forms_of(document: Document, fetched: View) -> tuple[Form, ...]:
    """The forms of a page, each with what it hides from sight as the page had it when it was fetched: a token of the browser's own session
    is no token of ours.
    """
    if fetched.is_data or fetched.document is document:
        return document.forms
    hidden = {(form.action, field.name): field.value for form in fetched.document.forms for field in form.fields if field.kind == "hidden"}

    def ours(form: Form, field: FormField) -> FormField:
        return replace(field, value=hidden.get((form.action, field.name), field.value)) if field.kind == "hidden" else field

    return tuple(replace(form, fields=tuple(ours(form, field) for field in form.fields)) for form in document.forms)


def empty_searches(view: View, forms: tuple[Form, ...]) -> Iterator[tuple[float, Ask]]:
    """What each search form of a page promises, and the request that it makes untouched, by each of its buttons that shows something."""
    for form in forms[:_FORMS]:
        words = fold(
            " ".join([*(text or value for _, value, text in form.buttons), form.name, *(f"{f.name} {f.kind}" for f in form.fields)])
        )
        promise = max(listing_score("", form.action), 0.0) + (3.0 if _SEARCH.search(words) else 0.0)
        looks = _looks(form, view.document)
        asked = any(field.kind in {"text", "search", "select"} for field in form.fields) or form.circles
        promise = max(promise, _LOOK if looks and asked else 0.0)
        for _, pressed in looks[:_PRESSES] or [(0, dict[str, str]())]:
            ask = send(form, pressed, view.document, looks=bool(pressed)) if promise >= _LEAST else None
            if ask is not None and (ask.body or canonical(ask.url) != canonical(view.url)):
                yield promise, ask


def chosen(view: View, forms: tuple[Form, ...]) -> Iterator[list[tuple[Ask, str]]]:
    """For each box or row of circles that divides the portal into parts, the request of every choice and its words."""
    for form in forms[:_FORMS]:
        looks = _looks(form, view.document)
        for field, options in _boxes(form):
            pressed = next((what for place, what in looks if place >= field.before), looks[-1][1] if looks else {})
            asks = [(send(form, {**pressed, field.name: value}, view.document, looks=bool(pressed)), words) for value, words in options]
            members = [(ask, words) for ask, words in asks if ask is not None]
            if members:
                yield members


def moving(view: View, forms: tuple[Form, ...]) -> Iterator[tuple[bool, list[tuple[Ask, str]]]]:
    """For each box of the page's content whose script moves on to what one chooses, whether its choices are named like parts of the portal,
    and where each leads. Boxes that the page's forms send are looked at as such.
    """
    document = view.document
    sent = {field.name for form in forms for field in form.fields if field.kind == "select"}
    for node in [node for node in _selects(document) if (node.attributes.get("name") or "") not in sent][:_FORMS]:
        options = [option for option in node.css("option")[:_MOST] if option.attributes.get("value") != "" and option.text(strip=True)]
        chooser = Chooser(Box(node, (), 0), document)
        asks = [(chooser.choose(option), option.text(strip=True)) for option in options]
        members = [(ask, words) for ask, words in asks if ask is not None and canonical(ask.url) != canonical(view.url)]
        if len(members) > 1 and not all(words.isdecimal() for _, words in members):  # years, numbers of pages
            yield divide([words for _, words in members]), members


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
    return _sent(form, changes, view.document) if form is not None and len(changes) > 1 else None


def others(view: View, *, counted: bool = False) -> Iterator[list[tuple[Ask, str]]]:
    """For each box of the content that has one part of the list chosen (the year of a decision, an agency), what asks for the others and
    their words; what asks for everything alone where a choice says so. A box that has everything chosen cuts nothing off.

    `counted`: the boxes that can have everything chosen were all asked so at once.
    """
    for cut in _cuts(view):
        if not (counted and cut.whole is not None) and (members := cut.asks(view)):
            yield members


def circled(view: View) -> Iterator[tuple[str, list[tuple[Ask, str]]]]:
    """For each row of circles that has one part of the list chosen, its name and what asks for the others by the button of its form."""
    for form in view.document.forms[:_FORMS]:
        for row in form.circles:
            now = next((field.value for field in form.fields if field.kind == "radio" and field.name == row.name), None)
            words = [said for _, said in row.options]
            if now is None or not divide(words) or any(map(says_everything, words)):
                continue
            asks = [(_sent(form, {row.name: value}, view.document), said) for value, said in row.options if value != now]
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
            hides = _ALL.search(fold(cut.whole.text(strip=True))) is not None and not (now.isdecimal() or _names_part(now))
        else:
            hides = cut.names_parts and _names_part(now) and (cut.chooser.followed or cut.chooser.overheard)
        if hides and cut.chooser.box.name not in asked and not cut.asks(view):
            found[cut.called] = now
    return found


def of_levels(view: View) -> Iterator[list[tuple[Ask | None, str]]]:
    """For each box over a list that tells levels of services apart, what asks for each choice, and its level; None for the one that the box
    has chosen. A box without a button, and without a script that follows the choice, asks for nothing.
    """
    document = view.document
    for node in _selects(document):
        named = [(option, level) for option in node.css("option")[:_MOST] if (level := heading_level(option.text(strip=True)))]
        if len(named) < _LEVELS:
            continue
        chooser = Chooser(Box(node, (), 0), document)
        asks = [(None if "selected" in option.attributes else _of_box(chooser, option), option, level) for option, level in named]
        members = [(ask, level) for ask, option, level in asks if ask is not None or "selected" in option.attributes]
        if len(members) == len(named):
            yield members


def _of_box(chooser: Chooser, option: LexborNode) -> Ask | None:
    """What a box asks for with another choice, by its script or by the button of its form, where that is this very list again."""
    form = chooser.form if chooser.box.name else None
    ask = chooser.choose(option) or (_sent(form, {chooser.box.name: sent_by(option)}, chooser.document) if form is not None else None)
    here = urlsplit(chooser.document.page.url)
    return ask if ask is not None and urlsplit(ask.url)[:3] == here[:3] else None


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

    def asks(self, view: View) -> list[tuple[Ask, str]]:
        """What asks for the rest of the list of a page, and the words of the choices. What is asked for with what is chosen already, too,
        was misread: the choice is not in it.
        """
        again = self._ask(self.now)
        found = [(ask, option.text(strip=True)) for option in self.wanted if (ask := self._ask(option)) is not None]
        told = [(ask, words) for ask, words in found if again is None or (ask.url, ask.body) != (again.url, again.body)]
        return [(ask, words) for ask, words in told if ask.body or canonical(ask.url) != canonical(view.ask.url)]

    def _ask(self, option: LexborNode) -> Ask | None:
        return self.chooser.choose(option) or _posted(self.chooser, option)


def _cuts(view: View, *, chosen: bool = True) -> Iterator[Cut]:
    """The boxes that have a part chosen, or with `chosen` false those that have everything or nothing chosen."""
    document = view.document
    paging = {box.node.mem_id for box in boxes(document)}
    for node in [node for node in _selects(document) if node.mem_id not in paging][:_FORMS]:
        options = node.css("option")[:_MOST]
        now = _chosen(options, node.attributes.get("name") or "", view.ask.url)
        if now is None or _is_everything(now) == chosen or _divides_nothing(node) or "multiple" in node.attributes:
            continue
        if any(_leads_away(option, document) for option in options):
            continue
        whole = next((option for option in options if chosen and _is_everything(option) and option.text(strip=True)), None)
        rest = [option for option in options if option.mem_id != now.mem_id and option.text(strip=True)]
        yield Cut(Chooser(Box(node, (), 0), document), now, whole, rest)


def _selects(document: Document) -> Iterator[LexborNode]:
    return (node for node in document.tree.css("select") if not in_chrome(node))


def _leads_away(option: LexborNode, document: Document) -> bool:
    """Whether a choice is the address of another site, as in boxes of links."""
    value = option.attributes.get("value") or ""
    return "://" in value and not same_site(value, document.page.url)


def _divides_nothing(node: LexborNode) -> bool:
    names = [node.attributes.get(key) or "" for key in ("name", "id")]
    return _SAME.search(re.sub(r"[^a-z]+", " ", fold(" ".join(names)))) is not None or any(map(role_of, filter(None, names)))


def _posted(chooser: Chooser, option: LexborNode) -> Ask | None:
    """What the form around a box posts with another choice."""
    form = chooser.form if chooser.box.name else None
    return _sent(form, {chooser.box.name: sent_by(option)}, chooser.document) if form is not None and form.method == "post" else None


def _sent(form: Form, changes: Mapping[str, str], document: Document) -> Ask | None:
    """What a form sends with other choices; where it posts, by its button that shows something."""
    if form.method == "get":
        return send(form, dict(changes), document) if form.buttons else None
    looks = _looks(form, document)
    return send(form, {**looks[0][1], **changes}, document, looks=True) if looks else None


def _chosen(options: list[LexborNode], name: str, url: str) -> LexborNode | None:
    """The option that a box shows: the one it marks, else the one that the page's address names, else the first."""
    asked = dict(parse_qsl(urlsplit(url).query)).get(name)
    marked = next((option for option in options if "selected" in option.attributes), None)
    named = next((option for option in options if asked and option.attributes.get("value") == asked), None)
    return marked or named or next(iter(options), None)


def _is_everything(option: LexborNode) -> bool:
    """Whether a choice stands for all of a list: it says so, or it sends nothing. What sends 0 may be the first of the parts, too, unless
    its words only say what one chooses among.
    """
    words = " ".join(fold(option.text(strip=True)).split())
    value = option.attributes.get("value", words)
    if value in {"", "-1", None} or says_everything(words):
        return True
    return value == "0" and not (names_an_agency(words) or FIELDS.search(words) or TIER.match(words)) and _KINDS.match(words) is not None


def says_everything(words: str) -> bool:
    """Whether a choice says that it is for everything, or that nothing was chosen yet."""
    return _EVERYTHING.fullmatch(" ".join(fold(words).split())) is not None


def divide(words: Sequence[str]) -> bool:
    """Whether choices are named like parts of the portal."""
    return sum(map(_names_part, words)) >= _NAMED * len(words)


def _names_part(words: str) -> bool:
    return category_score(words, "") > 0 or names_an_agency(fold(words))


def _looks(form: Form, document: Document) -> list[tuple[int, dict[str, str]]]:
    """The buttons of a form that show something, by their place among its buttons, and what each adds to what is sent; at the end what
    posts the form around the page back without being a button of it.
    """
    found = [
        (place, dict(sent))
        for place, ((_, value, text), sent) in enumerate(zip(form.buttons, form.sending, strict=True))
        if sent and shows(text or value)
    ]
    if form.around_page:
        links = [link for link in document.links if posts_back(link.script) and shows(link.text)]
        presses = [press for link in links[:_PRESSES] if (press := Postbacks(document).of(link.script)) is not None]
        found += [(len(form.buttons), {"__EVENTTARGET": press.target, "__EVENTARGUMENT": press.argument}) for press in presses]
    return found


def _boxes(form: Form) -> Iterator[tuple[FormField, list[tuple[str, str]]]]:
    for field in (*form.fields, *form.circles):
        options = [(value, words) for value, words in field.options if value and words]
        named = sum(_names_part(words) for _, words in options)
        if field.kind in {"select", "radio"} and field.name and 1 < len(options) <= _MOST and named >= _NAMED * len(options):
            yield field, options
