"""Links that are not links: press an element, see which address or request follows, and stay on the page."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace

from crawler.fetching import Click, Effect, Followed
from crawler.render.tab import Drawn, Tab
from crawler.render.visit import Refusal, Visit


async def press_each(
    tab: Tab, visit: Visit, url: str, clicks: Sequence[Click] | Callable[[str], Sequence[Click]], followed: list[Followed]
) -> None:
    """Press one element after the other, each on the page as it was unless it goes on from the one before; the answers are added to
    `followed`. Raises what the tab raises.

    `clicks`: the elements, or what picks them from the page as it was drawn.
    """
    before: Drawn | None = None
    if callable(clicks):
        before = await _drawn(tab, visit, url)
        clicks = clicks(before.html) if before is not None else ()
    changed = False  # the page is not what it was
    for click in clicks:
        if click.after or (changed and not click.goes_on):  # on a page where nothing was opened yet
            await tab.blank()
            before, changed = None, False
        before = before or await _drawn(tab, visit, url)
        if before is None:
            return
        visit.holding = True
        visit.asked.clear()
        for first in click.after:
            await tab.click(visit, first)
        before = await tab.draw() if click.after else before
        result, before = await _press(tab, visit, click, before)
        followed.append(result)
        changed |= result.effect in (Effect.DATA, Effect.CHANGE)
        if result.effect is Effect.ROUTE:
            before = None  # whatever comes next stood at another address
            await tab.blank()


async def _drawn(tab: Tab, visit: Visit, url: str) -> Drawn | None:
    """The page anew, drawn to its end; None when there is none."""
    visit.holding = False
    if await tab.goto(url) is None:
        return None
    await tab.settle_unfolded(visit)
    return await tab.draw()


async def _press(tab: Tab, visit: Visit, click: Click, before: Drawn) -> tuple[Followed, Drawn]:
    """What the click did, and the page after it."""
    refused, exchanged, withheld = len(visit.refused), len(visit.exchanges), visit.withheld
    if not await tab.click(visit, click):
        return Followed(click, Effect.MISSING), before
    after = await tab.draw()
    told = _told(visit, click, before, after, refused, exchanged)
    kept_back = tuple(entry.url for entry in visit.refused[refused:] if not entry.main)
    return replace(told, withheld=visit.withheld > withheld, refused=kept_back), after


def _told(visit: Visit, click: Click, before: Drawn, after: Drawn, refused: int, exchanged: int) -> Followed:
    """The effect of a click by what was refused and exchanged since, and by how the page changed."""
    asked = tuple(visit.exchanges[exchanged:])
    for entry in visit.refused[refused:]:
        if entry.main and entry.reason in (Refusal.HELD, Refusal.METHOD):
            effect = Effect.ADDRESS if entry.method == "GET" else Effect.FORM
            return Followed(click, effect, entry.url, entry.method, entry.body, asked)
    if opened := after.opened[len(before.opened) :]:
        return Followed(click, Effect.WINDOW, opened[0], exchanges=asked)
    html, was = (after.html, before.html) if after.html != before.html else ("", "")
    if after.url != before.url:
        return Followed(click, Effect.ROUTE, after.url, exchanges=asked, html=html, before=was)
    if asked:
        return Followed(click, Effect.DATA, asked[0].url, asked[0].method, asked[0].request_body, asked, html, before=was)
    return Followed(click, Effect.CHANGE if html else Effect.NOTHING, html=html, before=was)
