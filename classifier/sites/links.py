"""Every address that a page offers, by the words a reader sees: anchors, pictures, drop-down lists, and menu entries without an address."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache
from urllib.parse import unquote, urlsplit

from classifier.page.document import Document
from classifier.sites.model import Link
from classifier.words.text import collapse

_SCRIPT_ADDRESS = re.compile(r"""(?:location(?:\.href)?\s*=|location\.(?:assign|replace)\(|window\.open\()\s*['"]([^'"]+)['"]""")
_PLAIN_OPTION = re.compile(r"^(?:https?:)?//|^/[^/]")
_SUFFIX = re.compile(r"\.(?:html?|aspx?|php|jsp|do)$|^(?:index|default|home|view|pages?|web|guest|tabid|node|\d+)$", re.IGNORECASE)
_ENTRY = ("li", "td", "div", "dd")
_MAX_LABEL = 300


def links_of(doc: Document) -> list[Link]:
    """All links of a page in document order."""
    found = [*_anchors(doc), *_options(doc)]
    found.sort(key=lambda link: link.element)
    return found


def host_of(url: str) -> str:
    """Host name with port, without "www."; "" when the address has none."""
    return _host(url[:300])


@lru_cache(maxsize=4096)
def _host(url: str) -> str:
    try:
        parts = urlsplit(url)
        port = parts.port
    except ValueError:
        return ""
    name = (parts.hostname or "").removeprefix("www.")
    default = {"http": 80, "https": 443}.get(parts.scheme)
    return f"{name}:{port}" if name and port is not None and port != default else name


def page_address(url: str) -> str:
    """The address without its fragment, so that two links to one page are the same; a fragment that a script takes for a path stays."""
    return url if is_route(url) else url.split("#", 1)[0]


def is_route(url: str) -> bool:
    """Whether an address names a page that only a script can show: `/#/tin-tuc`, `/#!tin-tuc`."""
    return url.partition("#")[2].startswith(("/", "!"))


def words_of_address(url: str) -> str:
    """The words in the last telling part of an address: `/chi-dao-dieu-hanh.html` → "chi dao dieu hanh"."""
    try:
        path = unquote(urlsplit(url).path)
    except ValueError:
        return ""
    for part in reversed(path.split("/")):
        part = re.sub(r"\.(?:html?|aspx?|php|jsp|do)$", "", part, flags=re.IGNORECASE)
        if part and not _SUFFIX.search(part):
            return " ".join(re.findall(r"[^\W\d_]+", part))
    return ""


def _anchors(doc: Document) -> Iterator[Link]:
    for element in doc.select("a,area[href],[onclick]"):
        attributes = doc.attributes(element)
        href = attributes.get("href", "").strip()
        script = attributes.get("onclick", "")
        if doc.tags[element] not in ("a", "area") and not _SCRIPT_ADDRESS.search(script):
            continue
        label, spoken = _label(doc, element)
        url, action = _target(doc, element, href, script)
        if not label and url:
            label, spoken = words_of_address(url) or host_of(url), False
        if label:
            yield Link(label, url, element, spoken, action)


def _target(doc: Document, element: int, href: str, script: str) -> tuple[str, str]:
    """The absolute address, or "" with what stands in its place."""
    lowered = href.lower()
    in_script = _SCRIPT_ADDRESS.search(script) or (_SCRIPT_ADDRESS.search(href) if lowered.startswith("javascript:") else None)
    if href and not lowered.startswith(("javascript:", "#", "mailto:", "tel:", "data:", "about:")):
        url = doc.absolute(href)
        return (url, "") if url.startswith(("http://", "https://")) else ("", "nowhere")
    if is_route(href):
        return page_address(doc.url).split("#", 1)[0] + href, ""
    if in_script:
        url = doc.absolute(in_script[1])
        return (url, "") if url.startswith(("http://", "https://")) else ("", "script")
    if lowered.startswith(("mailto:", "tel:")):
        return "", lowered.partition(":")[0]
    if lowered.startswith("#") and len(href) > 1 and href[1:] in doc.by_id:
        return page_address(doc.url) + href, ""
    if _heads_a_list(doc, element):
        return "", "group"
    calls = lowered.startswith("javascript:") and lowered.removeprefix("javascript:").strip(" ;") not in (
        "",
        "void(0)",
        "void 0",
        "return false",
    )
    return "", "script" if calls or (script and "return false" not in script.strip().lower()[:13]) else "nowhere"


def _heads_a_list(doc: Document, element: int) -> bool:
    """Whether an entry without an address opens further entries: other links stand inside the same list item."""
    for holder in doc.ancestors(element)[1:4]:
        if doc.tags[holder] == "li" or (doc.tags[holder] in _ENTRY and doc.tags[doc.parents[holder]] not in ("body", "html")):
            inner = [e for e in range(element + 1, doc.ends[holder]) if doc.tags[e] == "a" and doc.attributes(e).get("href", "").strip("#")]
            if doc.tags[holder] == "li" or inner:
                return bool(inner)
    return False


def _label(doc: Document, element: int) -> tuple[str, bool]:
    shown = " ".join(doc.text_of(element).split())
    if shown:
        return shown[:_MAX_LABEL], True
    attributes = doc.attributes(element)
    for name in ("title", "aria-label", "alt"):
        if attributes.get(name, "").strip():
            return collapse(attributes[name])[:_MAX_LABEL], True
    for inner in range(element + 1, min(doc.ends[element], element + 12)):
        said = doc.attributes(inner).get("alt") or doc.attributes(inner).get("title")
        if said and said.strip():
            return collapse(said)[:_MAX_LABEL], True
    return "", False


def _options(doc: Document) -> Iterator[Link]:
    """Entries of drop-down lists that lead to other sites ("Liên kết website")."""
    for node in doc.tree.css("option[value]"):
        value = (node.attributes.get("value") or "").strip()
        if not _PLAIN_OPTION.match(value):
            continue
        url = doc.absolute(value)
        holder = node.parent
        while holder is not None and holder.mem_id not in doc.index_of:
            holder = holder.parent
        label = collapse(node.text())
        if url.startswith(("http://", "https://")):
            yield Link((label or host_of(url))[:_MAX_LABEL], url, doc.index_of[holder.mem_id] if holder is not None else 0)
