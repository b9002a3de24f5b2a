"""Trees whose entries send the form around their page (`__doPostBack`): each shows a part of a list, told by what it hands on."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator

from classifier.model import PageKind
from crawler.fetching import Ask
from crawler.reader.choosing.choices import MOST, divide
from crawler.reader.page.document import Link
from crawler.reader.page.postback import Postback, Postbacks, posts_back
from crawler.reader.page.view import View
from crawler.reader.page.words import is_more, is_next, leads_elsewhere, sends

_FEWEST = 2
_SHORTEST, _LONGEST = 3, 80  # characters of the name of a part
_NUMBERED = re.compile(r"\w*\d\w*")  # a part of a control's name that counts: "ctl03"
_TURNS = re.compile(r"(?:page|sort)\$", re.IGNORECASE)  # what a grid is told to show its rows otherwise


def parts(view: View) -> Iterator[tuple[bool, list[tuple[Ask, str]]]]:
    """For each row of such entries in the content of a page without a list, whether they are named like parts of the portal, and what each
    asks for, with its words. One control stands behind a row, or several that differ in a number, with one floor of its tree.
    """
    if view.reading.rows or view.reading.kind is PageKind.PROCEDURE:
        return
    presses = Postbacks(view.document)
    rows: dict[tuple[str, str, int], dict[tuple[str, str], tuple[Ask, str]]] = defaultdict(dict)
    for link in view.document.links:
        pressed = presses.of(link.script) if _may_be_entry(link) else None
        if pressed is not None and not _TURNS.match(pressed.argument):
            rows[(link.place, *_control(pressed))].setdefault((pressed.target, pressed.argument), (pressed.ask(), link.text))
    for entries in rows.values():
        if len(entries) >= _FEWEST:
            members = list(entries.values())[:MOST]
            yield divide([words for _, words in members]), members


def _may_be_entry(link: Link) -> bool:
    """Whether an element that sends the form may be an entry of a tree: it only shows something, and is no pager."""
    called = _SHORTEST <= len(link.text) <= _LONGEST and any(map(str.isalpha, link.text)) and link.number is None
    shows = not (link.chrome or link.disabled or is_next(link.text) or is_more(link.text))
    return called and shows and posts_back(link.script) and not (sends(link.text) or leads_elsewhere(link.text))


def _control(pressed: Postback) -> tuple[str, int]:
    """The control that is pressed, without what counts in its name, and the floor of its tree that it is told."""
    return _NUMBERED.sub("0", pressed.target), pressed.argument.count("\\")
