"""What a drawn page looks like, small enough to be kept: its text in its own layout, without the images that are never loaded."""

from __future__ import annotations

import base64

from playwright.async_api import CDPSession

from crawler.fetching import Picture
from crawler.render.limits import RenderLimits

_LAID_OUT = 20_000  # pixels: beyond the view port the browser lays out all of a page, whatever part is wanted
_QUALITIES = (55, 30)  # of WebP, tried in turn until the picture is small enough


async def take_picture(session: CDPSession, limits: RenderLimits) -> Picture | None:
    """The upper part of the page; None when it shows nothing, or would not be small enough. Raises `PlaywrightError`."""
    metrics = await session.send("Page.getLayoutMetrics")
    size, shown = metrics["cssContentSize"], metrics["cssLayoutViewport"]
    width = min(float(size["width"]), 4.0 * limits.picture_width)  # a table may be wider than the view port
    if width < 1 or float(size["height"]) < 1:
        return None
    scale = min(1.0, limits.picture_width / width)
    beyond = float(size["height"]) <= _LAID_OUT
    height = min(float(size["height"]) if beyond else float(shown["clientHeight"]), limits.picture_height / scale)
    clip = {"x": 0, "y": 0, "width": width, "height": height, "scale": scale}
    for quality in _QUALITIES:
        wish = {"format": "webp", "quality": quality, "clip": clip, "captureBeyondViewport": beyond}
        body = base64.b64decode((await session.send("Page.captureScreenshot", wish))["data"])
        if len(body) <= limits.picture:
            return Picture(body, round(width * scale), round(height * scale))
    return None
