"""Which parts of a page belong to the site (menus, footers, dialogs) and not to what the page is about."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass

from classifier.page.document import Document
from classifier.page.recordids import record_ids
from classifier.words.memo import remembered
from classifier.words.spans import covers, holding, merged
from classifier.words.text import fold

_CHROME_CSS = (
    "nav,footer,aside,header,[role=navigation],[role=banner],[role=contentinfo],[role=complementary],[role=menu],[role=menubar],[role=search],"
    "[class*=menu i],[class*=foot i],[class*=head i],[class*=nav i],[class*=side i],"
    "[class*=breadcrumb i],[class*=topbar i],[class*=banner i],"
    "[id*=menu i],[id*=foot i],[id*=head i],[id*=nav i],[id*=side i],[id*=breadcrumb i],[id*=banner i]"
)
_DIALOG_CSS = (
    "[role=dialog],[role=alertdialog],dialog,[class*=modal i],[class*=popup i],[class*=dialog i],[class*=toast i],"
    "[id*=modal i],[id*=popup i],[id*=dialog i]"
)
_WRAPPERS = (
    r"(?:(?:site|main|top|page|web|portal|layout|global|app|the|master|default|wrap|wrapper|div|pnl|box|block|left|right"
    r"|primary|secondary)[-_]?){0,2}"
)
_CHROME_NAME = re.compile(
    _WRAPPERS
    + (
        r"(?:header|footer|nav|navbar|navigation|menu|mainmenu|topmenu|submenu|sidebar|side|sidemenu|topbar|breadcrumbs?"
        r"|banner|copyright|bottom)"
    )
    + (
        r"(?:[-_]?(?:top|bottom|main|left|right|wrapper|wrap|container|inner|area|menu|section|bar|content|box|nav|list"
        r"|links?|col|column|region|block|widget|alt|fixed|expand|default|light|dark|\d+))*"
    ),
    re.IGNORECASE,
)
_DIALOG_NAME = re.compile(
    r"(?:[\w-]*[-_])?(?:modal|popup|dialog|toast|lightbox|offcanvas)(?:[-_]?(?:box|wrapper|window|container|login|lg|sm|xl|[\w]+))?",
    re.IGNORECASE,
)
_DIALOG_PART = re.compile(r"modal-(?:trigger|open|link|btn|toggle|button)|(?:open|show|btn)[-_]?(?:modal|popup)", re.IGNORECASE)
_FILE = re.compile(r"\.(?:docx?|pdf|xlsx?|zip|rar|rtf|odt)(?:$|[?#])|download|taive|tai-ve", re.IGNORECASE)
_STEP = re.compile(r"\W*(?:buoc |step )?\d{1,2}\b")
_TABS = re.compile(r"\b(?:nav-tabs|nav-pills|tabs?|tab-nav|nav-item|nav-link|tablist)\b", re.IGNORECASE)


_BANNER = re.compile(r"(?:^|[\s_-])banner(?:$|[\s_\d-])", re.IGNORECASE)
_READERS = re.compile(
    r"\W*(?:(?:cac |nhung )?cau hoi (?:thuong gap|hay gap|pho bien|thuong xuyen)"
    r"|hoi dap|hoi - dap|hoi & dap|hoi va dap|giai dap(?: thac mac)?|faqs?)\W*"
)
_HEADINGS = ("h2", "h3", "h4", "h5", "h6")
_BESIDE = 400  # characters
_BAR = 80  # characters of the buttons below a procedure
_BESIDE_SHARE = 8


@dataclass(frozen=True, slots=True)
class Regions:
    """Ranges of elements. `chrome`: the site's own parts; `dialogs`: what opens over the page; `menus`: blocks of short links."""

    chrome: tuple[tuple[int, int], ...]
    dialogs: tuple[tuple[int, int], ...]
    menus: tuple[tuple[int, int], ...] = ()

    def in_chrome(self, element: int) -> bool:
        return covers(self.chrome, element)

    def beside(self, doc: Document, element: int) -> bool:
        """Whether an element stands in a column beside the content: the site's, but for what names this record."""
        holder = holding(self.chrome, element)
        return holder is not None and any(is_column(doc, around) for around in doc.ancestors(holder[0]))

    def in_menu(self, element: int) -> bool:
        return covers(self.menus, element)

    def in_dialog(self, element: int) -> bool:
        return covers(self.dialogs, element)


def is_column(doc: Document, element: int) -> bool:
    """Whether an element is called a column beside the content."""
    attributes = doc.attributes(element)
    names = f"{attributes.get('class', '')} {attributes.get('id', '')}".lower()
    return doc.tags[element] == "aside" or attributes.get("role") == "complementary" or "side" in names


def find_regions(doc: Document) -> Regions:
    """The regions of a page. A part that holds most of the page's text is never chrome, whatever it is called."""
    limit = max(len(doc.text) * 6 // 10, 600)
    chrome: list[tuple[int, int]] = []
    named = doc.select(_CHROME_CSS)
    dressed = Counter(_dress(doc, element) for element in named)
    for element in named:
        if chrome and element < chrome[-1][1]:
            continue
        length = doc.text_to[element] - doc.text_from[element]
        if length <= limit and _is_chrome(doc, element) and not (length and _heads_content(doc, element, dressed)):
            chrome.append((element, doc.ends[element]))
    return Regions(tuple(chrome), tuple(_dialogs(doc)), _menus(doc, chrome))


def _dialogs(doc: Document) -> list[tuple[int, int]]:
    """What opens over the page. One that holds all there is to read opens over nothing: a part of a page that a press or a request
    brought is its content, and so is what is named after it inside ("modal-body").
    """
    found: list[tuple[int, int]] = []
    whole = range(0)
    for element in doc.select(_DIALOG_CSS):
        if (found and element < found[-1][1]) or not _is_dialog(doc, element) or (element in whole and not _says_dialog(doc, element)):
            continue
        if _holds_all(doc, element):
            whole = range(element, doc.ends[element])
        else:
            found.append((element, doc.ends[element]))
    return found


def own_part(doc: Document, first: int, last: int) -> int:
    """The element that holds a procedure's values (text offsets `first` to `last`) with what stands close around them.

    A heading above and a bar of buttons below add little text; a column beside them, with its lists and banners, adds much and
    is the site's, whatever its name. A procedure's name may be long: the nearest heading above is not counted.
    """
    headings = [e for e in doc.select("h1,h2,h3,h4,h5,h6") if doc.text_to[e] <= first][-1:]
    element = doc.element_at(first)
    while doc.text_to[element] < last and doc.parents[element] > 0:
        element = doc.parents[element]
    while (parent := doc.parents[element]) > 0 and doc.tags[parent] not in ("body", "html"):
        own = doc.text_to[element] - doc.text_from[element]
        added = doc.text_to[parent] - doc.text_from[parent] - own
        added -= sum(doc.text_to[h] - doc.text_from[h] for h in headings if parent < h < element)
        if added > max(_BESIDE, own // _BESIDE_SHARE):
            break
        element = parent
    return element


def close_before(doc: Document, element: int, part: int) -> bool:
    """Whether an element stands just above a procedure's own part, in the box that holds both: the bar with its heading and buttons.

    What follows the part in that box (lists of related procedures) may be the site's; what leads into it is the procedure's.
    """
    box = doc.parents[part]
    if box <= 0 or doc.tags[box] in ("body", "html") or not doc.within(element, box) or element >= part:
        return False
    return 0 <= doc.text_from[part] - doc.text_to[element] <= _BESIDE


def close_behind(doc: Document, element: int, part: int) -> bool:
    """Whether an element stands in a bar of buttons right behind a procedure's own part, in the box that holds both: nothing is said
    between the two, and the bar says little else. Lists of other procedures have a heading, or more to say.
    """
    box = doc.parents[part]
    if box <= 0 or doc.tags[box] in ("body", "html") or not doc.within(element, box) or element < doc.ends[part]:
        return False
    bar = element
    while doc.parents[bar] != box:
        bar = doc.parents[bar]
    said = doc.text[doc.text_to[part] : doc.text_from[bar]].strip()
    return not said and doc.tags[bar] not in ("ul", "ol", "table") and doc.text_to[bar] - doc.text_from[bar] <= _BAR


def text_spans(doc: Document, ranges: tuple[tuple[int, int], ...]) -> list[tuple[int, int]]:
    """The parts of the text that the regions cover."""
    return [(doc.text_from[a], doc.text_to[a]) for a, _ in ranges if doc.text_to[a] > doc.text_from[a]]


def outside_frame(doc: Document, regions: Regions, without: tuple[tuple[int, int], ...] = ()) -> list[tuple[int, int]]:
    """The parts of the text outside the site's own parts, and outside the elements `without`."""
    spans = merged(text_spans(doc, (*regions.chrome, *regions.menus, *without)))
    bounds = [0, *(place for span in spans for place in span), len(doc.text)]
    return [(a, b) for a, b in zip(bounds[::2], bounds[1::2], strict=True) if a < b]


def readers_questions(doc: Document) -> list[tuple[int, int]]:
    """The parts of the text that answer readers' questions in general: under "Câu hỏi thường gặp" nothing is said of one procedure."""
    found: list[tuple[int, int]] = []
    begun: list[int] = []  # the headings of such parts that no heading of their rank or a higher one has ended yet
    for heading in doc.select("h1,h2,h3,h4,h5,h6"):
        while begun and doc.tags[begun[-1]] >= doc.tags[heading]:
            found.append(_until(doc, begun.pop(), doc.text_from[heading]))
        if _READERS.fullmatch(doc.folded_of(heading)):
            begun.append(heading)
    return [*found, *(_until(doc, heading, len(doc.text)) for heading in begun)]


def _until(doc: Document, heading: int, end: int) -> tuple[int, int]:
    """The part of the text from a heading on, to the end of the element that holds the heading at the most."""
    return doc.text_from[heading], min(doc.text_to[doc.parents[heading]], end)


def _menus(doc: Document, chrome: list[tuple[int, int]]) -> tuple[tuple[int, int], ...]:
    """Blocks that are little else than short links to pages without ids: menus, whatever they are called."""
    links: dict[int, list[int]] = {}
    for element in doc.select("a"):
        length = doc.text_to[element] - doc.text_from[element]
        if not 1 < length <= 80 or covers(chrome, element):
            continue
        holder = doc.parents[element]
        for _ in range(5):
            if holder <= 0 or doc.tags[holder] in ("body", "main", "form"):
                break
            links.setdefault(holder, []).append(element)
            holder = doc.parents[holder]
    found: list[tuple[int, int]] = []
    for holder, inner in sorted(links.items()):
        if len(inner) < 4 or (found and holder < found[-1][1]) or not _dense(doc, holder, inner) or _are_steps(doc, inner):
            continue
        addresses = [doc.attributes(e).get("href", "") for e in inner]
        plain = sum(
            not address.strip().lower().startswith(("#", "javascript:")) and not _FILE.search(address) and not record_ids(address)
            for address in addresses
        )
        if plain * 10 >= len(inner) * 8 and not any("tải" in doc.text_of(e).lower() for e in inner):
            found.append((holder, doc.ends[holder]))
    return tuple(found)


def _are_steps(doc: Document, inner: list[int]) -> bool:
    """Whether the links are the numbered steps of a form, most of which lead nowhere yet."""
    return sum(_STEP.match(doc.folded_of(e)) is not None and not doc.attributes(e).get("href") for e in inner) * 2 > len(inner)


def _dense(doc: Document, holder: int, inner: list[int]) -> bool:
    """Whether the text of a block is nearly all short link text."""
    linked = sum(doc.text_to[e] - doc.text_from[e] for e in inner)
    return linked * 100 >= (doc.text_to[holder] - doc.text_from[holder]) * 72 and linked <= 45 * len(inner)


def _is_chrome(doc: Document, element: int) -> bool:
    tag = doc.tags[element]
    if tag == "a":
        return _is_banner(doc, element)
    if tag in (
        "body",
        "html",
        "main",
        "button",
        "input",
        "td",
        "tr",
        "th",
        "thead",
        "tbody",
        "table",
        "i",
        "h1",
        "h2",
        "h3",
        "h4",
        "option",
        "form",
    ):
        return False
    attributes = doc.attributes(element)
    role = attributes.get("role", "").lower()
    names = [*attributes.get("class", "").split(), attributes.get("id", "")]
    if role == "tablist" or any(_TABS.fullmatch(name) for name in names):
        return False
    if role in ("navigation", "banner", "contentinfo", "complementary", "menu", "menubar", "search") or tag in ("nav", "footer", "aside"):
        return True
    if tag == "header":
        return doc.parents[element] <= 0 or not _inside(doc, element, ("main", "article", "section"))
    return any(_names_chrome(name) for name in names) and not (_holds_heading(doc, element) or _is_title_bar(doc, element))


def _is_banner(doc: Document, link: int) -> bool:
    """Whether a link is a picture that the site hangs up on its pages: called a banner, without words, and naming no record."""
    attributes = doc.attributes(link)
    named = any(_BANNER.search(name) for name in (attributes.get("class", ""), attributes.get("id", "")))
    return named and not doc.text_of(link) and not record_ids(doc.absolute(attributes.get("href", "").strip()))


def _is_dialog(doc: Document, element: int) -> bool:
    if doc.tags[element] in ("body", "html", "a", "button", "main", "form", "i", "input"):
        return False
    attributes = doc.attributes(element)
    names = [*attributes.get("class", "").split(), attributes.get("id", "")]
    return _says_dialog(doc, element) or any(_names_dialog(name) for name in names)


def _says_dialog(doc: Document, element: int) -> bool:
    """Whether an element is a dialog by its tag or role, whatever it is called."""
    return doc.tags[element] == "dialog" or doc.attributes(element).get("role", "").lower() in ("dialog", "alertdialog")


def _holds_all(doc: Document, element: int) -> bool:
    start, end = doc.text_from[element], doc.text_to[element]
    return bool(doc.text[start:end].strip()) and not (doc.text[:start].strip() or doc.text[end:].strip())


@remembered
def _names_chrome(name: str) -> bool:
    return bool(name) and _CHROME_NAME.fullmatch(name) is not None


@remembered
def _names_dialog(name: str) -> bool:
    return bool(name) and _DIALOG_NAME.fullmatch(name) is not None and _DIALOG_PART.fullmatch(name) is None


def _holds_heading(doc: Document, element: int) -> bool:
    return any(doc.tags[inner] in ("h1", "main") for inner in range(element, min(doc.ends[element], element + 400)))


def _is_title_bar(doc: Document, element: int) -> bool:
    """Whether a part is nothing but the heading that is the title of the page, such as "page-header" around the name of an article."""
    return _is_one_heading(doc, element) and fold(doc.title).startswith(doc.folded_of(element))


def _heads_content(doc: Document, element: int, dressed: Mapping[tuple[str, str], int]) -> bool:
    """Whether a part is nothing but a heading of what the page says: above each entry of a list, or in the content. A site has one head.

    `dressed`: how many parts of the page are called the same.
    """
    if doc.tags[element] in ("nav", "footer", "aside") or not _is_one_heading(doc, element):
        return False
    return dressed[_dress(doc, element)] > 1 or _inside(doc, element, ("main", "article", "section"))


def _dress(doc: Document, element: int) -> tuple[str, str]:
    return doc.tags[element], doc.attributes(element).get("class", "")


def _is_one_heading(doc: Document, element: int) -> bool:
    head = next((e for e in range(element + 1, min(doc.ends[element], element + 6)) if doc.tags[e] in _HEADINGS), None)
    return head is not None and bool(doc.text_of(head)) and doc.text_of(head) == doc.text_of(element)


def _inside(doc: Document, element: int, tags: tuple[str, ...]) -> bool:
    return any(doc.tags[a] in tags for a in doc.ancestors(doc.parents[element]))
