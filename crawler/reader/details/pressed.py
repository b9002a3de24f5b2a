"""Controls to apply or to pay that only a script can follow: pressed in the browser on two pages of each kind, which are left unsent.

The browser tells where a press would lead (an address, a dialog) and holds it back; nothing is ever submitted.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Awaitable, Callable, Iterator
from dataclasses import dataclass, field, replace
from urllib.parse import urlsplit

from selectolax.lexbor import LexborNode

from classifier.behind.casechoice import asks_to_choose, lowest
from classifier.behind.standingforms import opened_form
from classifier.controls.ownaddress import at_address
from classifier.model import ApplicationReading, Behind, Control, ControlKind, Page, ProcedureReading
from crawler.fetching import Click, Effect, Followed, Purpose
from crawler.memory import MemoKind, digest_of_record
from crawler.reader.asking.session import LimitReached, Session
from crawler.reader.details import dialog_choices
from crawler.reader.details.hops import EXTENDED, few_manners, spread
from crawler.reader.identity import Panel
from crawler.reader.page.addresses import absolute, kind_of
from crawler.reader.page.changed import changed_part
from crawler.reader.page.document import Document, in_chrome
from crawler.reader.page.words import fold, folded_words
from crawler.reader.rows import panels
from crawler.sink import Memo

SAMPLES = 2
MOST_PRESSES = 40  # pages of a kind that are pressed one by one; a larger kind stays unknown
FEW_MOVED, SHARE_MOVED = 3, 0.2  # records that read otherwise than when they were pressed; where more do, it is a counter or a new dress
_LOGIN = re.compile(r"sso|login|sign-?in|dang-?nhap|oauth|openid|/auth\b|/cas\b", re.IGNORECASE)
_UNSURE = frozenset({Effect.ROUTE, Effect.DATA, Effect.CHANGE, Effect.NOTHING})  # what a page does that was not answered
_TAGS = ("a", "button", "input", "span", "div", "li", "td")
_PRESSED = {ControlKind.SUBMIT: ("script", "none"), ControlKind.PAYMENT: ("none",)}  # what is pressed of each kind, by action


@dataclass(frozen=True, slots=True)
class Press:
    """A control that nobody can read, on one procedure's page. `mark`: of all that the page or its record says."""

    reading: ProcedureReading
    control: Control
    declared: str
    mark: str = ""

    @property
    def place(self) -> tuple[str, str]:
        return self.reading.url, self.control.signature

    @property
    def key(self) -> str:
        """What its effect depends on, as far as it can be seen without a browser."""
        reading = self.reading
        return f"{reading.url}\n{self.control.signature}\n{digest_of_record(reading)}"


@dataclass(frozen=True, slots=True)
class Answered:
    """What a press brought: a page behind it, at an address that may name the procedure, or the words of a dialog. `pays`: a button to
    pay leads to a page; which one, no more than the address of a link that pays, need not be read.
    """

    application: ApplicationReading | None = None
    dialog: str = ""
    address: str = ""
    pays: bool = False

    @property
    def extends(self) -> bool:
        """Whether it is the same for others of its kind: a dialog or a gate says nothing of its own about a procedure."""
        return bool(self.dialog) or self.pays or (self.application is not None and self.application.behind in EXTENDED)

    def for_another(self) -> Answered:
        """The same for another procedure: the address is its own."""
        return replace(self, address="")

    def kind(self) -> tuple[object, ...]:
        return (self.application and self.application.behind, fold(self.dialog)[:80], self.pays)


@dataclass
class Presses:
    """What was found, by procedure address and control signature."""

    session: Session
    follow: Callable[[str, ProcedureReading, str], Awaitable[ApplicationReading]]
    answers: dict[tuple[str, str], Answered] = field(default_factory=dict)
    _logins: dict[str, ApplicationReading] = field(default_factory=dict)  # by kind of address: a place called a login is one for all

    async def press(self, presses: list[Press]) -> None:
        """Press two of each kind, spread over declared levels; extend what they agree on, press the others of a small kind."""
        if not self.session.may_render:
            await self._as_pressed(presses)
            return
        kinds: dict[tuple[str, str, str], list[Press]] = defaultdict(list)
        ways = few_manners([((one.control.signature, one.declared), one.reading) for one in presses])
        for one, way in zip(presses, ways, strict=True):
            kinds[(one.control.signature, one.declared, way)].append(one)
        try:
            for members in kinds.values():
                await self._kind(members)
        except LimitReached:
            self.session.warnings.append("presses_unfinished")

    async def _as_pressed(self, presses: list[Press]) -> None:
        """Take what was remembered of each; the page behind is read again where it was kept. What was never pressed is unknown."""
        memory = self.session.memory
        for one in presses:
            memo = memory.memo(MemoKind.PRESS, one.key)
            found = memory.value(memo, Answered) if memo is not None else None
            if found is not None and found.application is not None and self.session.order.offline and self.session.has(found.address):
                found = replace(found, application=await self.follow(found.address, one.reading, one.control.text))
            self.answers[one.place] = found or Answered(ApplicationReading(Behind.NOT_FOLLOWED))

    async def _kind(self, members: list[Press]) -> None:
        known = await self._recall(members)
        found = [await self._one(one) for one in members[:SAMPLES]]
        rest = members[SAMPLES:]
        first = found[0]
        if first is not None and first.extends and all(other is not None and other.kind() == first.kind() for other in found):
            await self._alike(rest, first, known)
        elif len(members) <= MOST_PRESSES:
            for one in rest:
                await self._one(one)

    async def _alike(self, rest: list[Press], first: Answered, known: dict[tuple[str, str], Answered]) -> None:
        """Extend what two presses agree on to the others of their kind, as far as these are not better tried.

        A script decides from the record what a press does. Where drawing the page costs the portal nothing, each one that a dialog
        refused so far is tried, and of gates a part; all of them once one is no gate. So is what was known to bring something of its own.
        """
        at_hand = [one for one in rest if self._at_hand(one)]
        part = at_hand if first.dialog else spread(at_hand, MOST_PRESSES)
        for one in part:
            if one.place not in self.answers and (await self._one(one) or first).kind() != first.kind():
                part = at_hand
                break
        tried = {one.place for one in part}
        for one in rest:
            if one.place in self.answers:
                continue
            apart = known.get(one.place, first).kind() != first.kind()
            if not (apart or one.place in tried) or await self._one(one) is None:
                self.answers[one.place] = first.for_another()

    def _at_hand(self, one: Press) -> bool:
        """Whether the browser is given the page from memory."""
        return self.session.recall.frame(one.reading.url) is not None

    async def _recall(self, members: list[Press]) -> dict[tuple[str, str], Answered]:
        """Take what earlier nights' presses brought, unless one whose turn it is tonight brings something else; what they brought."""
        memory = self.session.memory
        remembered: list[tuple[Press, Memo, Answered]] = []
        for one in members:
            memo = memory.memo(MemoKind.PRESS, one.key)
            found = memory.value(memo, Answered) if memo is not None else None
            if memo is not None and found is not None and memory.believed(memo):
                remembered.append((one, memo, found))
        moved = {one.place for one, memo, _ in remembered if one.mark and memo.last_modified not in (None, one.mark)}
        telling = len(moved) <= max(FEW_MOVED, SHARE_MOVED * len(remembered))
        trusted: list[tuple[Press, Answered]] = []
        changed = False
        for one, memo, found in remembered:
            if memory.due(memo):
                changed |= (await self._one(one)) != found
            elif one.place in moved and telling:
                await self._one(one)  # its own record tells why it may differ: that says nothing of the others
            else:
                if one.place in moved:
                    memory.note(memo, one.mark)
                trusted.append((one, found))
        if not changed:
            self.answers.update({one.place: found for one, found in trusted})
        return {one.place: found for one, found in trusted}

    async def _one(self, one: Press) -> Answered | None:
        """What a press brings, tried once; remembered when it brought something."""
        if one.place in self.answers:
            return self.answers[one.place]
        answered = await self._pressed(one)
        if answered is not None:
            self.answers[one.place] = answered
        application = answered.application if answered is not None else None
        if answered is None or (application is not None and application.behind is Behind.DEAD):
            self.session.memory.remember_poor(MemoKind.PRESS, one.key, answered or Answered(), one.mark)
        elif application is not None and application.behind in (Behind.NOT_FOLLOWED, Behind.OUTAGE):
            self.session.memory.remember_doubted(MemoKind.PRESS, one.key, answered)
        else:
            self.session.memory.remember(MemoKind.PRESS, one.key, answered, last_modified=one.mark or None)
        return answered

    async def _pressed(self, one: Press) -> Answered | None:
        if one.reading.url in self.session.fragments:
            return Answered(ApplicationReading(Behind.NOT_FOLLOWED, quote=one.control.text))  # its script is on another page
        if (path := self._path(one)) is not None:
            return await self._pressed_behind(one, *path)
        drawn: list[Document] = []

        def place(html: str) -> list[Click]:
            drawn.append(_drawn(one, html))
            click = _place(drawn[0], one.control.text)
            return [] if click is None else [click]

        ways = await self.session.follow(one.reading.url, place, kind=Purpose.HOP)
        if not ways:
            return None
        return await self._answered(one, ways[0], drawn[0])

    def _path(self, one: Press) -> tuple[Panel, tuple[Click, ...]] | None:
        """Where a control stands that shows only when its procedure was opened on the page of its list, or a tab: the page, and what is
        pressed there before it; None for one on a page as it stands.
        """
        panel, tab = self.session.opened.get(one.reading.url), self.session.tabs.get(one.place)
        opened = () if panel is None else panel.click.path
        path = (*opened, *([] if tab is None else [replace(tab, after=(), goes_on=False)]))
        return (panel or Panel(one.reading.url, path[-1]), path) if path else None

    async def _pressed_behind(self, one: Press, panel: Panel, path: tuple[Click, ...]) -> Answered | None:
        told = await panels.follow(self.session, panel, [replace(path[-1], after=path[:-1])], Purpose.HOP)
        if not told or not told[0].html:
            return None
        before = _drawn(one, told[0].html)
        click = _place(before, one.control.text)
        ways = await panels.follow(self.session, panel, [replace(click, after=path)], Purpose.HOP) if click is not None else ()
        return await self._answered(one, ways[0], before) if ways else None

    async def _answered(self, one: Press, way: Followed, before: Document) -> Answered | None:
        if way.withheld and way.effect in _UNSURE:
            return Answered(ApplicationReading(Behind.NOT_FOLLOWED, quote=one.control.text))
        stays = _same_page(way.url or "", one.reading.url)
        leads = way.effect in {Effect.ADDRESS, Effect.WINDOW, Effect.ROUTE} and way.method == "GET" and not stays
        if one.control.kind is ControlKind.PAYMENT:
            return Answered(address=way.url, pays=True) if leads and way.url else None
        if leads and way.url:
            return await self._led(one, way)
        if way.effect is Effect.NOTHING or (stays and not way.html and not urlsplit(way.url or "").fragment):
            return Answered(ApplicationReading(Behind.DEAD, quote=one.control.text))
        if not way.html:
            return None
        after = Document(Page(one.reading.url, way.html))
        words = _new_words(before, after)
        shown, part = ("", changed_part(way.before, way.html, one.reading.url)) if words else _shown(before, after)
        form = opened_form(part, one.reading) if part and part != way.html else None  # a page that is new all over may have others
        if form is not None:
            return Answered(form)
        if (chosen := await self._chosen(one, way, before, after)) is not None:
            return chosen
        return Answered(dialog=words or shown) if words or shown else None

    async def _led(self, one: Press, way: Followed) -> Answered:
        """What answers where a press leads."""
        url = way.url or ""
        if way.effect is Effect.ROUTE:
            self.session.recall.keep_route(url, one.reading.url)
        kind = kind_of(url)
        if kind not in self._logins:
            application = await self.follow(url, one.reading, one.control.text)
            if application.behind is not Behind.GATE or not _LOGIN.search(urlsplit(url).path):
                return Answered(application, address=url)
            self._logins[kind] = application
        return Answered(self._logins[kind], address=url)

    async def _chosen(self, one: Press, way: Followed, before: Document, after: Document) -> Answered | None:
        """What stands behind a box that asks for one's case, of which the lowest counts (levels.md §6.16), or for an agency; None where it
        asks for none, or does not lead on.
        """

        async def press(click: Click) -> Followed | None:
            panel = self.session.opened.get(one.reading.url)
            if panel is not None:
                told = await panels.follow(self.session, panel, [click], Purpose.HOP)
            else:
                told = await self.session.follow(one.reading.url, [click], kind=Purpose.HOP)
            return told[0] if told else None

        found = [await self._led(one, led) for led in await dialog_choices.ways_on(press, way.click.path, before, after) if led.url]
        if not found:
            return None
        least = lowest([answer.application for answer in found if answer.application is not None])
        counts = next((answer for answer in found if answer.application == least), None)
        return counts or next(a for a in found if a.application is None or lowest([a.application]) is None)

    def applied(self, reading: ProcedureReading) -> ProcedureReading:
        """The reading with the dialogs that its controls open and the addresses that they lead to."""
        controls = tuple(self._known(control, reading) for control in reading.controls)
        if controls == reading.controls:
            return reading
        cases = tuple(replace(case, controls=tuple(self._known(c, reading) for c in case.controls)) for case in reading.cases)
        return replace(reading, controls=controls, cases=cases)

    def _known(self, control: Control, reading: ProcedureReading) -> Control:
        answer = self.answers.get((reading.url, control.signature))
        if answer is None:
            return control
        if answer.dialog:
            return replace(control, action="modal", modal_text=answer.dialog)
        if answer.address:
            return at_address(replace(control, modal_text=""), answer.address, reading)
        return replace(control, action="script") if answer.pays else control

    def behind(self, reading: ProcedureReading) -> dict[str, ApplicationReading]:
        """What stands behind its script controls, by signature, and by address where a press told one."""
        found: dict[str, ApplicationReading] = {}
        for control in reading.controls:
            answer = self.answers.get((reading.url, control.signature))
            if answer is not None and answer.application is not None:
                found |= dict.fromkeys((control.signature, answer.address) if answer.address else (control.signature,), answer.application)
        return found


def presses_of(reading: ProcedureReading, declared: str, mark: str = "") -> list[Press]:
    """The procedure's controls to apply or to pay without a readable target."""
    return [
        Press(reading, control, declared, mark)
        for control in reading.controls
        # A listener leaves no mark on the element; a button to pay with a mark is one that pays, wherever it leads.
        if ((control.action in _PRESSED.get(control.kind, ()) and not control.modal_text) or _asks_first(control))
        and control.url is None
        and not control.disabled
        and not control.in_chrome
    ]


def _asks_first(control: Control) -> bool:
    """Whether a button to apply opens a dialog that stands on its page and asks for a choice, behind which the way goes on."""
    return control.kind is ControlKind.SUBMIT and bool(control.modal_text) and asks_to_choose(fold(control.modal_text))


def _same_page(url: str, page: str) -> bool:
    """Whether an address is the page that it stands on: a link to "#" or to a heading. A fragment with a path is a page of its own."""
    target, here = urlsplit(url), urlsplit(page)
    return bool(url) and target[:4] == here[:4] and (target.fragment == here.fragment or not re.search(r"[/!=]", target.fragment))


def _drawn(one: Press, html: str) -> Document:
    return Document(Page(one.reading.url, html, content_type="text/html; charset=utf-8", rendered=True))


def _place(document: Document, text: str) -> Click | None:
    """The element that shows the control's words and leads nowhere by itself; one in the content before one in the frame."""
    wanted = folded_words(text)
    in_frame: Click | None = None
    for tag in _TAGS:
        for index, node in enumerate(document.tree.css(tag)):
            if folded_words(_words_on(node)) != wanted or (
                tag == "a" and absolute(document.base, node.attributes.get("href") or "") not in (None, document.page.url)
            ):
                continue
            if not in_chrome(node):
                return Click(tag, index)
            in_frame = in_frame or Click(tag, index)
    return in_frame


def _words_on(node: LexborNode) -> str:
    """What a control says; one without words, by a picture alone, says what it shows when it is pointed at."""
    own = node.attributes
    shown = own.get("value") or "" if node.tag == "input" else node.text(separator=" ")
    return shown if any(map(str.isalnum, shown)) else own.get("title") or own.get("aria-label") or ""


def _new_words(before: Document, after: Document) -> str:
    """The lines of text that a press added to the page; counters and clocks change by themselves."""
    old = {_line(line) for line in before.lines}
    return " ".join(" ".join(line.split()) for line in after.lines if _line(line) not in old)[:2000]


def _shown(before: Document, after: Document) -> tuple[str, str]:
    """The words and the HTML of what was there already, hidden: the elements whose dress changed while their text did not."""
    old = {mark: dress for mark, dress, _ in _dressed(before)}
    changed = [(mark[1], node) for mark, dress, node in _dressed(after) if old.get(mark, dress) != dress and len(mark[1]) > 8]
    words, node = min(changed, key=lambda one: len(one[0]), default=("", None))
    return words, (node.html or "" if node is not None else "")


def _dressed(document: Document) -> Iterator[tuple[tuple[str, str], str, LexborNode]]:
    for node in document.tree.css("div, section, dialog, form, p, span, aside, td"):
        text = _line(node.text(separator=" ")[:4000])
        if text:
            dress = "|".join(
                f"{name}={node.attributes[name]}" for name in ("class", "style", "hidden", "aria-hidden", "open") if name in node.attributes
            )
            yield (f"{node.tag}#{node.attributes.get('id') or ''}", text[:2000]), dress, node


def _line(text: str) -> str:
    return re.sub(r"\d+", "0", " ".join(text.split()))
