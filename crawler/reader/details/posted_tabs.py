"""Tabs that send the form around their page, as ASP.NET's do: the server answers with the page, another part of it open.

Such a part is one like those whose address stands at the tab, but for how it is asked for. A tab that promises the way to apply is
never sent.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from selectolax.lexbor import LexborNode

from classifier.model import PartLink, ProcedureReading
from classifier.words.tabwords import is_no_part, promises_applying
from crawler.reader.choosing.strips import closed_tabs
from crawler.reader.page.postback import Postback, Postbacks, posts_back
from crawler.reader.page.view import View

LARGEST = 100_000  # characters of a form that are kept until the parts are asked for


def posted_parts(view: View) -> dict[str, Postback]:
    """What asks for each part of a page of one procedure that its tabs send its form for, by the words of the tab."""
    if view.is_data or view.rendered or not posts_back(view.document.source):
        return {}
    presses = Postbacks(view.document)
    found = {}
    for words, _, tab in closed_tabs(view.document):
        post = next((post for code in _codes(tab) if (post := presses.of(code)) is not None), None)
        if post is not None and not promises_applying(words) and not is_no_part(words):
            found[words] = post
    held = sum(len(value) for value in next(iter(found.values())).values.values()) if found else 0
    return found if held <= LARGEST else {}


def with_posted_parts(reading: ProcedureReading, posts: Mapping[str, Postback]) -> ProcedureReading:
    """A reading with such parts among those that stand elsewhere."""
    known = {part.words for part in reading.parts}
    return replace(reading, parts=(*reading.parts, *(PartLink(words, reading.url) for words in posts if words not in known)))


def _codes(tab: LexborNode) -> list[str]:
    """The scripts of a tab and of what it holds."""
    return [code for node in (tab, *tab.css("a")) for name in ("href", "onclick") if posts_back(code := node.attributes.get(name) or "")]
