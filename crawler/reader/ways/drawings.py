"""Pages that only the browser shows, on the way to the lists: which are worth it, and what is read in their place."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from classifier.model import PageKind
from crawler.reader.asking import scripts, vacant
from crawler.reader.asking.session import Session
from crawler.reader.page.addresses import same_site
from crawler.reader.page.view import View, is_scripted
from crawler.reader.page.walls import is_wall

FLOOR = 5.0  # what must have been promised by the way that led to a page, so that it is drawn
MOST = 4


@dataclass
class Drawings:
    """The pages that were drawn."""

    session: Session
    pages: list[View] = field(default_factory=list)
    pressable: list[View] = field(default_factory=list)  # pages with menus that only a script may know
    _shells: vacant.Shells = field(default_factory=vacant.Shells)

    def worth(self, view: View, score: float) -> bool:
        """Whether a page that promised a list and shows none may be left to a script."""
        if view.is_data or view.rendered or view.reading.rows or view.reading.procedures or len(self.pages) >= MOST:
            return False
        notice = bool(self.pages) and is_wall(view)  # what was drawn behind such a one was the notice
        scripted = bool(view.document.script_files or len(view.document.scripts) > 100)
        return not notice and ((self._shells.has(view) and score > 0) or (score >= FLOOR and scripted))

    def may_show_more(self, page: View) -> bool:
        """Whether code of the portal's own may add to a page that nobody drew yet."""
        if page.is_data or page.rendered or not self.session.may_render or any(view.ask.url == page.ask.url for view in self.pages):
            return False
        return any(same_site(address, page.url) for address in page.document.script_files)

    async def draw(self, view: View, *, alone: bool) -> View | None:
        """Render a shell; prefer the data behind it when that holds the list. `alone`: it may be the one procedure asked for."""
        drawn = await self.session.render(view.ask.url)
        if drawn is None:
            return await scripts.guessed(self.session, view)
        self.pages.append(drawn)
        self.pressable.append(drawn)
        if alone and drawn.reading.kind is PageKind.PROCEDURE and len(drawn.reading.procedures) == 1:
            return drawn  # the data of a box of other procedures beside it are not what was asked for
        return scripts.listing_behind(self.session, drawn) or drawn

    def shown(self, view: View) -> View:
        """The drawn page in place of its shell."""
        return next((drawn for drawn in self.pages if drawn.ask.url == view.ask.url), view)

    def scripted(self, barren: Sequence[View]) -> list[View]:
        """Each page once that may show a list when it is pressed. `barren`: those that were tried for a list, the best first."""
        every = (*self.pages, *self.pressable, *map(self.shown, barren))
        return list({page.ask.url: page for page in reversed(every) if not page.is_data and is_scripted(page)}.values())[::-1]
