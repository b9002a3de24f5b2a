"""The row of a list that is too short to be known as one, told by the one link that is known to lead to a procedure."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from itertools import groupby
from operator import itemgetter

from classifier.labelled.labels import find_labels
from classifier.listing.anchors import name_inside
from classifier.listing.groups import Record, row_of
from classifier.listing.headings import level_over
from classifier.model import Page, Row
from classifier.page.document import Document, open_document
from classifier.page.regions import find_regions
from classifier.page.targets import target_of

_BESIDE = 250  # characters that a row has beside the name
_UP = 6  # elements around a link


def rows_around(page: Page, wanted: Sequence[str]) -> Mapping[str, Row]:
    """What the parts of a page that hold just one of these addresses say of it, by address; beside a picture stands its name."""
    doc = open_document(page.body, page.url, page.content_type)
    known = set(wanted)
    links: dict[int, str] = {}
    for element in doc.select("a"):
        url = target_of(doc, element).url
        if url in known:
            links[element] = url
    labels = find_labels(doc) if links else []
    starts = [label.start for label in labels]
    regions = find_regions(doc)
    rows: dict[str, Row] = {}
    over: str | None = None
    for (link, url), others in zip(links.items(), _neighbours(links), strict=True):
        holder = _holder(doc, link, others)
        record = Record(
            holder,
            doc.ends[holder],
            doc.text_from[holder],
            doc.text_to[holder],
            link,
            " ".join(doc.text_of(link).split()) or name_inside(doc, holder, doc.text_from[holder], doc.text_to[holder]),
            target_of(doc, link),
        )
        if not record.name:
            continue
        row = row_of(doc, record, labels, starts, ())
        if not rows:
            over = level_over(doc, regions, holder)
        rows.setdefault(url, row)
    silent = over is not None and all(row.level_text is None for row in rows.values())
    return {url: replace(row, level_text=over) for url, row in rows.items()} if silent else rows


def _neighbours(links: Mapping[int, str]) -> Iterator[tuple[int, ...]]:
    """The next link to another address before and after each: what holds any other one around it holds one of these."""
    runs = [[], *([link for link, _ in run] for _, run in groupby(links.items(), key=itemgetter(1))), []]
    for before, run, after in zip(runs, runs[1:], runs[2:], strict=False):
        yield from ((*before[-1:], *after[:1]) for _ in run)


def _holder(doc: Document, link: int, others: Sequence[int]) -> int:
    """The outermost small part around a link that holds no other row's link."""
    holder = link
    for outer in doc.ancestors(link)[1:_UP]:
        longer = doc.text_to[outer] - doc.text_from[outer] > doc.text_to[link] - doc.text_from[link] + _BESIDE
        if longer or doc.tags[outer] in ("main", "body", "html", "table", "ul", "ol", "form") or any(doc.within(o, outer) for o in others):
            break
        holder = outer
    return holder
