"""One HTML page as the reader moves on it: links and what stands for links, forms, scripts. Parsed once, lazily."""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from functools import cached_property

from selectolax.lexbor import LexborHTMLParser, LexborNode

from classifier.model import Page
from classifier.page.around import holders
from classifier.page.encoding import decode
from crawler.reader.page import pointers, spans
from crawler.reader.page.addresses import absolute
from crawler.reader.page.forms import Form, form_of, said_by
from crawler.reader.page.said import line_of, words_of
from crawler.reader.page.words import fold, opens_only

_CHROME_TAGS = {"header", "footer", "nav", "aside"}
_NEVER_CHROME = {"body", "h1", "h2", "h3", "h4", "h5", "h6"}  # a heading may be called a header
_CHROME = re.compile(r"\b(?:menu|navbar|nav|header|footer|breadcrumb|sidebar|topbar|banner)\b", re.IGNORECASE)
_LINKISH = (
    "a, area[href], button, frame[src], iframe[src], option[data-gourl], [onclick], [data-url], [data-href], [data-link], "
    "input[type=button], input[type=submit], input[type=image]"
)
_ENDPOINTS = ", ".join(f"[data-{name}]" for name in "url href api endpoint source src next load remote ajax-url action feed".split())
_GONE = re.compile(r"\b(?:disabled|inactive)\b", re.IGNORECASE)
_CURRENT = re.compile(r"\b(?:active|current|selected)\b", re.IGNORECASE)
# Numbers of a pager that are no links: a listener on what holds them turns the page.
_NUMBERS = ", ".join(
    f"[{kind}*={word} i] {tag}" for kind in ("class", "id") for word in ("pag", "trang") for tag in ("li", "span", "td", "b", "div")
)
_PAGED = re.compile(r"""\b(?:class|id)\s*=\s*["']?[^"'<>]*(?:pag|trang)""", re.IGNORECASE)
_FLOORS = 4  # between a button and the row or card that it opens
_LONGEST_AROUND = 200  # characters
_LONGEST_PAGER, _LONGEST_ROW = 60, 2000  # letters of a pager, and characters of a row among which they are looked for
_LONGEST_BEHIND = 40
MAX_LINKS = 8000  # a page with more is a trap or a dump; the first ones are enough to go on


@dataclass(frozen=True, slots=True)
class Link:
    """Something to press: `url` when an address is readable, `script` for onclick or `javascript:` code, `data` for data attributes.

    `place` is the tag-and-class path of the nearest ancestors, equal for the members of one menu or pager.
    """

    text: str
    url: str | None
    script: str
    data: tuple[tuple[str, str], ...]
    place: str
    chrome: bool
    rel: str = ""
    classes: str = ""
    name: str = ""
    disabled: bool = False
    current: bool = False
    tag: str = "a"
    kind: str = ""  # the type of an input or button
    around: str = ""  # the words of what it stands in, where its own only say that something opens, or are a sign that says nothing
    behind: str = ""  # what stands right behind a link, where it has a figure: how much it leads to
    page: int | None = None  # where it names the records of a page: that page's number

    @property
    def number(self) -> int | None:
        """The page number that a pager link shows or stands for, None for anything else."""
        if self.page is not None:
            return self.page
        match = re.fullmatch(r"(?:trang |page )?\W*(\d{1,5})\W*", fold(self.text))
        return int(match[1]) if match else None


def data_of(attributes: Mapping[str, str | None]) -> dict[str, str]:
    """The data attributes of an element that say something."""
    return {name: value for name, value in attributes.items() if name.startswith("data-") and value}


def in_chrome(node: LexborNode) -> bool:
    """Whether an element stands in the frame of the portal: menus, head, foot, side bars."""
    return Document.place_of(node)[1]


def _is_heading(node: LexborNode) -> bool:
    """Whether what is called a header holds a heading and nothing else: that of an article or of an entry of a list."""
    called = f"{node.attributes.get('class') or ''} {node.attributes.get('id') or ''}".replace("-", " ").replace("_", " ")
    if node.tag in {"nav", "footer", "aside"} or {word.lower() for word in _CHROME.findall(called)} - {"header"}:
        return False
    head = node.css_first("h1, h2, h3, h4, h5, h6")
    return head is not None and head.text(strip=True) == node.text(strip=True)


def is_sign(text: str) -> bool:
    """Whether what an element shows holds no letter and no figure: a picture, "[+]"."""
    return not any(c.isalnum() for c in text)


def is_hidden(node: LexborNode) -> bool:
    """Whether an element says of itself that it is not shown."""
    return "hidden" in node.attributes or "display:none" in (node.attributes.get("style") or "").replace(" ", "").lower()


def _is_number(node: LexborNode) -> bool:
    """Whether an element of a pager is a page number by itself, and neither holds a link nor stands in one."""
    text = node.text(strip=True)
    if not text.isdecimal() or len(text) > 4 or node.css_first("a, button, input, [onclick]") is not None:
        return False
    held = all(holder.tag not in {"a", "button"} and "onclick" not in holder.attributes for holder in holders(node, 2))
    return held and not _counts_its_row(node)


def _counts_its_row(node: LexborNode) -> bool:
    """Whether a number is all of a cell and the row of that cell says more than a pager does: it is the order of a list, in an article that
    is called a page maybe.
    """
    cell = next((holder for holder in (node, *holders(node, _FLOORS)) if holder.tag == "td"), None)
    if cell is None or cell.parent is None or cell.text(strip=True) != node.text(strip=True):
        return False
    return sum(map(str.isalpha, cell.parent.text()[:_LONGEST_ROW])) > _LONGEST_PAGER


def _chosen(attributes: Mapping[str, str]) -> bool:
    return "aria-current" in attributes or attributes.get("aria-selected") == "true"


class Document:
    """The parsed page. `base` is where relative addresses start."""

    def __init__(self, page: Page) -> None:
        self.page = page
        self.source = page.body if isinstance(page.body, str) else decode(page.body, page.content_type)
        self.tree = LexborHTMLParser(self.source)
        node = self.tree.css_first("base[href]")
        self.base = (absolute(page.url, node.attributes.get("href") or "") if node else None) or page.url
        self.loaded = ""  # code of the page's own files, where it was needed

    def learn(self, code: str) -> None:
        """Take the code of the page's own files for its own, so that its calls can be followed."""
        if code and code != self.loaded:
            self.loaded = code
            self.__dict__.pop("scripts", None)

    @cached_property
    def links(self) -> tuple[Link, ...]:
        # The parser tells a node once for each alternative of the selector that it matches.
        selector = ", ".join([_LINKISH, *(f"[{name}]" for name in pointers.names_in(self.source, self._told))])
        nodes = {node.mem_id: node for node in self.tree.css(selector)}
        if _PAGED.search(self.source):
            nodes |= {node.mem_id: node for node in self.tree.css(_NUMBERS) if _is_number(node)}
        links = tuple(self._link(node) for node in itertools.islice(nodes.values(), MAX_LINKS))
        pages = spans.pages_of(links)
        return tuple(replace(link, page=pages[index]) if index in pages else link for index, link in enumerate(links)) if pages else links

    @cached_property
    def _told(self) -> frozenset[str]:
        return pointers.told_in(self.scripts)

    def _link(self, node: LexborNode) -> Link:
        attributes = {k: v or "" for k, v in node.attributes.items()}
        href = attributes.get("href", attributes.get("src", "")) if node.tag in {"a", "area", "frame", "iframe"} else ""
        script = attributes.get("onclick", "")
        if href.strip().lower().startswith("javascript:"):
            script = f"{script};{href.strip()[11:]}"
        data = tuple((k[5:], v) for k, v in attributes.items() if k.startswith("data-") and v)
        url = absolute(self.base, href) if href else None
        if url is None:
            pointer = next((v for k, v in data if k in {"url", "href", "link", "gourl", "target-url", "src"}), "") or attributes.get(
                "formaction", ""
            )
            pointer = pointer or pointers.pointer_of(attributes, self._told)
            url = absolute(self.base, pointer) if pointer and not re.search(r"\s|[{<]", pointer) else None
        classes = attributes.get("class", "")
        place, chrome, flags = self.place_of(node)
        text = said_by(node, attributes)
        return Link(
            text=text,
            url=url,
            script=script,
            data=data,
            place=place,
            chrome=chrome,
            rel=attributes.get("rel", ""),
            classes=f"{classes} {attributes.get('id', '')}".strip(),
            name=attributes.get("name", ""),
            disabled="disabled" in attributes or bool(_GONE.search(f"{classes} {flags}")),
            current=_chosen(attributes) or bool(_CURRENT.search(f"{classes} {flags}")),
            tag=node.tag or "",
            kind=attributes.get("type", "").lower(),
            around=self._around(node) if opens_only(text) else self.beside_sign(node) if url is None and is_sign(text) else "",
            behind=self._behind(node) if node.tag == "a" else "",
        )

    @staticmethod
    def _behind(node: LexborNode) -> str:
        """The words right behind an element, up to the end of the next one beside it: "Nội vụ <b>12</b>", "Sở Y tế - 12 thủ tục"."""
        words, beside = "", node.next
        while beside is not None and beside.tag != "a" and not words and len(words) <= _LONGEST_BEHIND:
            words = words_of(beside)
            beside = beside.next
        return words if len(words) <= _LONGEST_BEHIND and any(c.isdigit() for c in words) else ""

    @staticmethod
    def _around(node: LexborNode) -> str:
        """The words of the row, card or item around an element that only says that something opens."""
        current = node.parent
        for _ in range(_FLOORS):
            if current is None or current.tag in {"body", "html", "-document"}:
                break
            text = line_of(current)
            if len(text) > _LONGEST_AROUND:
                break
            if len(text) > len(node.text(strip=True)) + 3:
                return text
            current = current.parent
        return ""

    @staticmethod
    def beside_sign(node: LexborNode) -> str:
        """What a sign opens or closes: the words of the line in which it stands, its own left out ("[+] Sở Y tế", "▸ Hộ tịch")."""
        own = line_of(node)
        return " ".join(Document._around(node).replace(own, " ", 1).split())

    @staticmethod
    def place_of(node: LexborNode) -> tuple[str, bool, str]:
        """The path of the nearest ancestors, whether they are the portal's frame, and the classes of the nearest."""
        path, chrome, flags, current, depth = [], False, "", node.parent, 0
        while current is not None and current.tag not in {"html", "-document", None} and depth < 14:
            classes = f"{current.attributes.get('class') or ''} {current.attributes.get('id') or ''}".strip()
            if depth == 0:
                flags = current.attributes.get("class") or ""
            if depth < 3:
                path.append(
                    f"{current.tag}.{re.sub(r'[0-9]+', '', _CURRENT.sub('', _GONE.sub('', current.attributes.get('class') or '')))}".strip(
                        ". "
                    )
                )
            if current.tag in _CHROME_TAGS or (
                current.tag not in _NEVER_CHROME and _CHROME.search(classes.replace("-", " ").replace("_", " "))
            ):
                chrome = chrome or not _is_heading(current)
            current, depth = current.parent, depth + 1
        return ">".join(reversed(path)), chrome, flags

    def leads(self, node: LexborNode) -> bool:
        """Whether an element, or what it holds, leads somewhere without a script."""
        links = [node, *node.css("a[href]")] if node.tag == "a" else node.css("a[href]")
        return any(absolute(self.base, link.attributes.get("href") or "") is not None for link in links)

    @cached_property
    def forms(self) -> tuple[Form, ...]:
        return tuple(form_of(node, self.base, self.page.url) for node in self.tree.css("form"))

    @cached_property
    def presses(self) -> bool:
        """Whether the page has buttons to press beside that of a search, outside the portal's frame."""
        buttons = (link for link in self.links if link.tag in {"button", "input"} or (link.script and not link.url))
        return sum(not link.chrome for link in buttons) > 1

    @cached_property
    def scripts(self) -> str:
        """All inline code of the page, one after another."""
        inline = (node.text() for node in self.tree.css("script:not([src])") if "json" not in (node.attributes.get("type") or ""))
        return "\n".join([*inline, self.loaded])

    @cached_property
    def script_files(self) -> tuple[str, ...]:
        addresses = (absolute(self.base, node.attributes.get("src") or "") for node in self.tree.css("script[src]"))
        return tuple(address for address in addresses if address)

    @cached_property
    def lines(self) -> tuple[str, ...]:
        """The runs of text between tags, code left out."""
        body = LexborHTMLParser(self.source).body
        if body is None:
            return ()
        for node in body.css("script, style, noscript, template"):
            node.decompose()
        return tuple(line for line in body.text(separator="\n").split("\n") if line.strip())

    @cached_property
    def by_id(self) -> dict[str, LexborNode]:
        """The elements that have an id."""
        return {ident: node for node in self.tree.css("[id]") if (ident := node.attributes.get("id"))}

    @cached_property
    def text(self) -> str:
        """The visible words, white space collapsed."""
        return " ".join(" ".join(self.lines).split())

    @cached_property
    def headings(self) -> str:
        """What the page calls itself: its title and its larger headings, a line each."""
        return "\n".join(line_of(node) for node in self.tree.css("title, h1, h2, h3"))

    @cached_property
    def shell(self) -> bool:
        """Whether the page is little more than a frame that a script fills: code, but hardly a word or a way on."""
        scripted = bool(self.script_files) or len(self.scripts) > 40
        if not scripted or len(self.text) >= 800:
            return False
        return len(self.text) < 250 or sum(1 for link in self.links if link.url and not link.chrome) < 3

    def data_elements(self) -> Iterator[dict[str, str]]:
        """The data attributes of every element that has an address among them: load-more buttons, scroll lists, grids."""
        for node in self.tree.css(_ENDPOINTS):
            if node.tag not in {"img", "iframe", "video", "script", "source"}:
                yield {k: v or "" for k, v in node.attributes.items() if k.startswith("data-") or k in {"id", "class"}}
