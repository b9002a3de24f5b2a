"""How the reading algorithms ask for pages: one small protocol, so that they know neither Scrapy nor Chromium.

The implementation goes through Scrapy's downloader (robots.txt, guard, delay, back-off, budgets) and, for `Browser`, through
a guarded Chromium. Nothing in `crawler.reader` fetches in any other way.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from enum import StrEnum
from typing import Protocol

from classifier.model import Outcome, Page


class Purpose(StrEnum):
    """Why a request is made; each is counted apart, and each has its own limit."""

    PAGE = "page"  # entry, listing and procedure pages
    DATA = "data"  # JSON or fragments behind pages
    FILE = "file"  # a form file, bounded and once
    HOP = "hop"  # the target of a submit control: one GET


AJAX: Mapping[str, str] = {"X-Requested-With": "XMLHttpRequest"}
"""What a page's script says of itself when it asks for a part; some portals answer nothing else with one."""


_SESSION = re.compile(r";[a-z]*session[a-z]*=[^/?#]*|/\([A-Z]\([0-9a-z]{20,}\)\)", re.IGNORECASE)


def place_of(url: str) -> str:
    """An address without its query and the session that some servers write into its path: where it leads, whoever asks."""
    return _SESSION.sub("", url.partition("?")[0])


_MOST_COOKIES = 50
_LONGEST_COOKIE = 4096  # characters


def readable_cookies(lines: Sequence[str]) -> dict[str, str]:
    """The cookies of "name=value; attribute…" lines that scripts may read."""
    found: dict[str, str] = {}
    for line in lines[:_MOST_COOKIES]:
        pair, _, attributes = line.partition(";")
        name, _, value = pair.strip().partition("=")
        if name and len(value) <= _LONGEST_COOKIE and "httponly" not in attributes.lower():
            found[name] = value.strip('"')
    return found


@dataclass(frozen=True, slots=True)
class Ask:
    """One request. POST is only for searching and paging: it must never carry dossier or personal data.

    `etag`, `last_modified`: of a copy that the asker has; a 304 then comes back as an answer without a page, `unchanged`.
    `into`: the page whose script puts the answer into itself: relative addresses in a fragment start there.
    `stop_at`: places (`place_of`) to which a redirect is not followed, since what answers there is known.
    `fresh`: only the portal's own answer of this moment will do, none that was kept.
    `cookies`: what the portal's own script set, beside those that its answers do.
    """

    url: str
    purpose: Purpose = Purpose.PAGE
    method: str = "GET"
    body: bytes | None = None
    headers: Mapping[str, str] = field(default_factory=dict)
    referer: str | None = None
    etag: str | None = None
    last_modified: str | None = None
    stop_at: frozenset[str] = frozenset()
    into: str | None = None
    fresh: bool = False
    cookies: Mapping[str, str] = field(default_factory=dict, repr=False, compare=False)

    @property
    def question(self) -> str:
        """What its answer is known by: the address; with what is sent along, where the address alone asks for something else."""
        return self.url if self.method == "GET" else f"{self.method} {self.url}\n{(self.body or b'').decode('utf-8', 'replace')}"


@dataclass(frozen=True, slots=True)
class Answer:
    """What came back: a page, or the reason why there is none. `page` is set whenever bytes arrived, whatever the status.

    `outcome` is OK when the transport succeeded with a status below 400; the words of the page are judged by the classifier.
    `content_type` decides whether the body is HTML, JSON or a file. `unchanged`: the server said 304 and `page` is the stored copy,
    None where the asker has it. `stopped_at`: the redirect that was not followed, by the asker's wish; `page` is then empty.
    `cookies`: those that it sets and that scripts of the portal may read. `led_to`: where a redirect led that brought no answer.
    """

    ask: Ask
    outcome: Outcome
    page: Page | None = None
    reason: str = ""
    content_type: str = ""
    etag: str | None = None
    last_modified: str | None = None
    unchanged: bool = False
    redirects: tuple[str, ...] = ()
    stopped_at: str = ""
    led_to: str = ""
    cookies: Mapping[str, str] = field(default_factory=dict, repr=False)


class Fetcher(Protocol):
    """Fetches over HTTP, politely. Never raises for what a portal does: that is an `Answer` with an outcome."""

    async def fetch(self, ask: Ask) -> Answer: ...

    def allowed_by_budget(self, purpose: Purpose) -> bool: ...


@dataclass(frozen=True, slots=True)
class Exchange:
    """One request that a page made in the browser, with its answer: how script portals give away their JSON.

    `tokens`: request headers that belong to the browser's visit and to no other: only their names are of use elsewhere.
    `answer_headers`: those of the answer that the page's script may read, such as a counter or a key of its visit.
    """

    method: str
    url: str
    request_headers: Mapping[str, str]
    request_body: str | None
    status: int
    content_type: str
    body: bytes
    tokens: Mapping[str, str] = field(default_factory=dict, repr=False)
    answer_headers: Mapping[str, str] = field(default_factory=dict, repr=False)


@dataclass(frozen=True, slots=True)
class Picture:
    """What a drawn page looked like: a WebP of at most the size that the browser's limits allow."""

    body: bytes
    width: int
    height: int


@dataclass(frozen=True, slots=True)
class Rendered:
    """A page drawn by Chromium. `navigated` is the address after scripts ran (hash routes included).

    `opened`: addresses that the page wanted to open in other windows; none of them was opened. `picture`: taken when it was wished for.
    `token`: the address of an access token that the page wanted and that was not asked for; "" when it wanted none. `heads`: the heads of
    the frames in the page, `cookies`: what its scripts may read of them.
    """

    answer: Answer
    exchanges: tuple[Exchange, ...] = ()
    navigated: str = ""
    opened: tuple[str, ...] = ()
    picture: Picture | None = None
    token: str = ""
    heads: str = ""
    cookies: Mapping[str, str] = field(default_factory=dict, repr=False)


Worth = Callable[[Page, str], bool]
"""Whether a drawn page, with the address that it shows in the end, should be kept as a picture."""


@dataclass(frozen=True, slots=True)
class Click:
    """A click to try in an open page: `selector` (CSS) and `index` among its matches.

    `words`: what the element must show, single spaces between words; where it shows something else, the first match that shows them is
    pressed, and none where no match does. "" for any: the place alone decides. `after`: what is pressed before, in this order, so that the
    element shows; places are counted on the page as it is then. `goes_on`: it is pressed where the click before it left the page, as a
    visitor goes from tab to tab, and not on the page as it was. `twice`: it is pressed twice in a moment, as what opens a file is.
    """

    selector: str
    index: int = 0
    words: str = ""
    after: tuple[Click, ...] = ()
    goes_on: bool = False
    twice: bool = False

    @property
    def path(self) -> tuple[Click, ...]:
        """All that is pressed up to this click, this one at the end: what comes before another one on the page that it leaves."""
        return (*self.after, replace(self, after=()))


Clicks = Sequence[Click] | Callable[[str], Sequence[Click]]
"""Elements to press, or what picks them from the HTML of the page as it was drawn."""


class Effect(StrEnum):
    """What pressing an element would do to the page."""

    ADDRESS = "address"  # go to another document: held back
    FORM = "form"  # post a form: never done
    WINDOW = "window"  # open another window: never done
    ROUTE = "route"  # the same document under another address (hash, history)
    DATA = "data"  # data were asked for and the page stayed where it was
    CHANGE = "change"  # the page changed without asking for anything
    NOTHING = "nothing"
    MISSING = "missing"  # there is no such element


@dataclass(frozen=True, slots=True)
class Followed:
    """Where one click leads.

    `url`, `method`, `body`: of the address, form or first data request. `html`: the page afterwards, and `before` the page as it was; both
    "" if unchanged. `withheld`: whether a data request was not made because nobody can tell what it does: a visitor may see something else.
    `refused`: the addresses of all data requests that were not made, for whatever reason.
    """

    click: Click
    effect: Effect
    url: str | None = None
    method: str = "GET"
    body: str | None = None
    exchanges: tuple[Exchange, ...] = ()
    html: str = ""
    withheld: bool = False
    before: str = ""
    refused: tuple[str, ...] = ()


class Remembered(Protocol):
    """Answers of this run that need not be asked for again."""

    def data(self, method: str, url: str, body: str | None) -> Exchange | None: ...

    def frame(self, url: str) -> Exchange | None: ...


class Browser(Protocol):
    """A guarded Chromium. Non-GET requests of a page pass only when they list records; see `crawler.render`.

    `recall`: what pages are answered from before the portal is asked; None = nothing.
    """

    recall: Remembered | None

    async def render(self, url: str, clicks: Sequence[Click] = (), scrolls: int = 0, worth: Worth | None = None) -> Rendered: ...

    async def follow(self, url: str, clicks: Clicks, sent: Exchange | None = None) -> tuple[Followed, ...]:
        """Press each element on the page as it stands at `url`, without leaving it, and tell where each would lead.

        `sent`: the page that the portal sent from there in answer to a form; it takes the place of what the address alone shows.
        """

    async def close(self) -> None: ...
