"""Pages that only hand out the document in which their procedure is described: an article with a title and an attached Word file."""

from __future__ import annotations

from classifier.model import Row
from classifier.page.document import open_document
from classifier.page.regions import find_regions, outside_frame
from crawler.reader.page.addresses import is_paper
from crawler.reader.page.view import View
from crawler.reader.page.words import folded_words

_SAYS = 500  # characters that such a page has beside its title: what the file is called, when it was put there, the entries beside it


def hands_out_paper(view: View, row: Row) -> bool:
    """Whether a page is titled as a row of a list and has nothing but documents to tell of it."""
    name = folded_words(row.name)
    if view.is_data or not name or not any(link.url and is_paper(link.url) and not link.chrome for link in view.document.links):
        return False
    if name not in folded_words(view.document.headings):
        return False
    doc = open_document(view.page.body, view.page.url, view.page.content_type)
    said = " ".join(" ".join(doc.folded[a:b].split()) for a, b in outside_frame(doc, find_regions(doc)))
    return len(said.replace(name, " ")) <= _SAYS
