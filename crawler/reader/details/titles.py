"""Names that pages give to many procedures at once: a heading of the site, not the procedure's."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import replace

from crawler.reader.details.detail import Detail
from crawler.reader.page.words import folded_words

_FEWEST = 3  # procedures that their lists tell apart and their pages do not


def give_listed_names(details: Iterable[Detail]) -> None:
    """Where the pages of procedures that the lists name differently all show one name, each takes the name that its list gives."""
    alike: dict[str, list[Detail]] = defaultdict(list)
    for detail in details:
        if detail.failure is None and detail.record is not None and len(detail.readings) == 1:
            alike[folded_words(detail.readings[0].name)].append(detail)
    for shown, members in alike.items():
        listed = {folded_words(detail.record.row.name) for detail in members if detail.record is not None} - {"", shown}
        if len(listed) < _FEWEST:
            continue
        for detail in members:
            name = detail.record.row.name if detail.record is not None else ""
            if folded_words(name) in listed:
                detail.readings = (replace(detail.readings[0], name=name),)
