"""e) Văn bản quy phạm pháp luật: the list, a tool to search it, and files to take away."""

from __future__ import annotations

import re
from dataclasses import replace

from classifier.page.document import Document
from classifier.sites.behind import look_behind
from classifier.sites.model import Finding, Item, SitePage, State
from classifier.sites.section import LOOKED_AT, judge_section, not_named
from classifier.sites.site import Site
from classifier.sites.why import Why, because
from classifier.words.text import collapse, fold

_NUMBER = re.compile(r"\b\d{1,5}(?:/(?:19|20)\d\d)?/(?:qd|nq|ct|kh|tb|cv|tt|nd|bc|hd|ubnd|hdnd|vbhn|l|lct|pl)\b[\w/-]*")
_FILE = re.compile(r"\.(?:pdf|docx?|xlsx?|zip|rar|odt|rtf|tiff?)(?:$|[?#])|download|taive|tai-ve|getfile|attachment", re.IGNORECASE)
_SEARCH = re.compile(r"tim|search|tra cuu|so ky hieu|so hieu|trich yeu|tu khoa|keyword|\bloc\b|ap dung")


def judge(site: Site) -> Finding:
    """The section itself."""
    return judge_section(site, Item.LEGAL_DOCUMENTS, blocks=True)


def judge_search(site: Site) -> Finding:
    """A search form in the section of documents, with documents listed by number."""
    pages = _pages(site)
    if not pages:
        return _like_the_section(site, Item.DOCUMENT_SEARCH)
    for page in pages:
        doc = page.document
        words = _form_words(doc) if doc is not None else ""
        if words and _SEARCH.search(_bare(words)):
            listed = _NUMBER.search(doc.folded) if doc is not None else None
            shown = (Why.DOCUMENT_LISTED, doc.text[listed.start() : listed.end()]) if listed and doc is not None else Why.NO_DOCUMENT_LISTED
            return Finding(Item.DOCUMENT_SEARCH, State.PRESENT, page.url, words[:200], because(Why.SEARCH_FORM, shown))
    return Finding(Item.DOCUMENT_SEARCH, State.MISSING, pages[0].url, "", Why.NO_SEARCH_FORM)


def judge_files(site: Site) -> Finding:
    """A document of the section can be taken away as a file."""
    pages = _pages(site)
    if not pages:
        return _like_the_section(site, Item.DOCUMENT_FILES)
    for page in pages:
        for element in page.document.select("a[href]") if page.document is not None else ():
            href = page.document.attributes(element)["href"] if page.document is not None else ""
            if _FILE.search(href):
                return Finding(Item.DOCUMENT_FILES, State.PRESENT, page.url, href[:200], "")
    return Finding(Item.DOCUMENT_FILES, State.UNKNOWN, pages[0].url, "", Why.NO_FILE)


def _pages(site: Site) -> list[SitePage]:
    """The pages behind links to documents that were read and hold something."""
    found = []
    for candidate in site.candidates.get(Item.LEGAL_DOCUMENTS, [])[:LOOKED_AT]:
        behind = look_behind(site, candidate.link, candidate.page)
        if behind.state is State.PRESENT and behind.page is not None and behind.page.document is not None:
            found.append(behind.page)
    return found


def _like_the_section(site: Site, item: Item) -> Finding:
    section = judge(site)
    if section.state is State.PRESENT:
        return Finding(item, State.UNKNOWN, section.url, "", Why.NOT_OPENED)
    return replace(section, item=item, latest=None) if section.state is not State.MISSING else not_named(site, item)


def _bare(words: str) -> str:
    """Folded words without what joins them: "Số/ký hiệu"."""
    return " ".join(re.findall(r"\w+", fold(words)))


def _form_words(doc: Document) -> str:
    """The words of a form of the page's own that searches: its boxes' names and hints, and its buttons. The site's search box is not it."""
    best = ""
    for form in doc.tree.css("form"):
        boxes = form.css("input[type=text],input[type=search],input:not([type]),select")
        said = [form.text(separator=" ")[:300]]
        for node in [*boxes, *form.css("input[type=submit],button")]:
            said += [node.attributes.get(name) or "" for name in ("placeholder", "value", "title", "name", "id")]
        words = collapse(" ".join(said))
        specific = re.search(
            r"so ky hieu|so hieu|trich yeu|van ban|loai|linh vuc|co quan ban hanh|nam ban hanh|sokyhieu|trichyeu|sohieu", _bare(words)
        )
        if boxes and specific and len(words) > len(best):
            best = words
    return best
