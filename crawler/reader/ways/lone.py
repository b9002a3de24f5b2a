"""Parts of a portal that answer with the page of their only procedure, in place of a list of it."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field

from crawler.reader.identity import RecordBook
from crawler.reader.page.addresses import canonical, kind_of
from crawler.reader.page.view import View
from crawler.reader.page.words import fold, opens_only
from crawler.reader.paging.among import only_row
from crawler.reader.ways.leads import ALIKE, Lead

_CUT = 20  # characters; a name cut off in a box has more, and what is shorter may name a field
_FEWEST_MET = 3  # pages of procedures that are no guides among the news
_SURE = 0.7  # of a page under an address of its own that it is a procedure's, where it shows no code


@dataclass
class Lone:
    """Pages of one procedure each to which ways of a group led; what the others of the group brought says what they are."""

    _met: list[tuple[str, View]] = field(default_factory=list)

    def note(self, lead: Lead, view: View) -> bool:
        """Keep the page of one procedure to which the name of a part led; whether it was one. Where the procedure's own name led there, it
        was a box of some of them, which does not stand for a list.
        """
        if not lead.group or lead.group.startswith(ALIKE) or view.is_data or view.reading.rows or len(view.reading.procedures) != 1:
            return False
        if opens_only(lead.words) or _names(lead.words, view.reading.procedures[0].name):
            return False
        self._met.append((lead.group, view))
        return True

    def add_to(self, book: RecordBook, credited: Callable[[str], bool], held_already: Sequence[View]) -> None:
        """Take the procedures of parts whose neighbours brought lists. A guide in the same menu has no code and is less sure."""
        kinds = {kind_of(record.address) for record in book.records if record.address}
        known = {id(view) for view in held_already}
        for view in [view for group, view in self._met if credited(group) and id(view) not in known]:
            row = only_row(view, view.url)
            if row is not None and (is_sure(view) or kind_of(view.url) in kinds):
                book.add(row, view.ask.url)
        self._met.clear()


def met_alone(met: Iterable[View]) -> list[str]:
    """The addresses of procedures whose pages were met where no list shows. A box of favourites leads to such pages, too, so that they are
    no list; but a portal with several is not empty for sure, and whoever reads that nothing was found is to know.
    """
    sure = list(dict.fromkeys(canonical(view.url) for view in met if not view.is_data and is_sure(view)))
    return sure if len(sure) >= _FEWEST_MET else []


def is_sure(view: View) -> bool:
    """Whether the page of one procedure is surely that; a guide has no code and is less sure."""
    held = view.reading.procedures[0]
    return bool(held.code) or held.sure >= _SURE


def _names(words: str, name: str) -> bool:
    """Whether words are the name of a procedure, cut off or without its first words maybe."""
    said, whole = (" ".join(re.findall(r"[a-z0-9]+", fold(text))) for text in (words, name))
    return said == whole or (len(said) >= _CUT and said in whole)
