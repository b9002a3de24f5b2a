"""Every bound of the browser in one place: a portal's script can cost this much and no more."""

from __future__ import annotations

from dataclasses import dataclass

KIB = 1024
MIB = 1024 * KIB


@dataclass(frozen=True, slots=True)
class RenderLimits:
    """Times in seconds, sizes in bytes, counts per visit unless the name says otherwise."""

    pages: int = 2  # open at a time: two saturate two cores
    visit: float = 60.0  # one render, whatever happens
    navigation: float = 30.0
    settle: float = 10.0  # without a new answer, the page is taken as it stands
    quiet: float = 0.04  # nothing changed and nothing awaited for so long: settled
    patience: float = 0.5  # the same for a server that is slow to answer
    data: float = 20.0  # one data request, its body included
    body: int = 10 * MIB  # the serialised page, and any one data answer
    picture_width: int = 820  # pixels; the view port is drawn that much smaller
    picture_height: int = 2400  # pixels: what a page shows below is cut off
    picture: int = 150 * KIB  # a picture that stays larger is not kept
    exchanges: int = 60
    exchange_bytes: int = 20 * MIB  # all captured bodies together
    requests: int = 200  # documents and data requests
    navigations: int = 10  # of the main frame, redirects included
    tab_pages: int = 20  # a tab is renewed after so many pages
    browser_pages: int = 400  # and the browser after so many
    browser_memory: int = 700 * MIB  # or when its process tree weighs more


DEFAULT = RenderLimits()
