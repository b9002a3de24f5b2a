"""Trees that grow branch by branch: agencies that open fields that open procedures, each asked for by a script of the page.

The answers are fragments. Put together they are the page as it stands with every branch open, and are read as one. Of answers that are
data the nodes on which nothing hangs are the list.
"""

from __future__ import annotations

import itertools
import re
from collections import Counter, defaultdict, deque
from collections.abc import AsyncIterator, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from http import HTTPStatus
from urllib.parse import urlsplit

from selectolax.lexbor import LexborNode

from classifier.model import Outcome, PageKind
from classifier.reading import read_page
from classifier.words.names import names_an_agency, starts_like_name
from classifier.words.wordings import exact_key
from crawler.fetching import AJAX, Ask, Click, Exchange, Purpose
from crawler.reader.asking.own_code import own_code
from crawler.reader.asking.scripts import ask_again
from crawler.reader.asking.session import Session
from crawler.reader.choosing.choosers import choices
from crawler.reader.page.addresses import canonical, kind_of, same_site
from crawler.reader.page.document import Document, Link, data_of, in_chrome, is_sign
from crawler.reader.page.learned import template_between, template_for
from crawler.reader.page.nodes import Node, nodes_in, request_values, rows_of, written_by
from crawler.reader.page.said import line_of, without_signs
from crawler.reader.page.templates import UrlTemplate, data_names, resolve_call, url_templates
from crawler.reader.page.view import View, html_in, parse_data
from crawler.reader.page.words import FIELDS, TIER, category_score, fold, folded_words, names_part
from crawler.reader.paging.press import ask_of
from crawler.reader.trees.toggles import beside as beside_name, each_once
from crawler.reader.trees.withheld import Withheld, withholds

MOST = 300  # requests that opening one tree may cost
FEWEST = 2  # branches that make a tree
MOST_PRESSED = 60  # branches that are pressed: each costs a drawn page
PATIENCE = 3  # branches that may answer nothing before the tree is left alone
_NO_BRANCH = re.compile(
    r"log-?in|dang-?nhap|captcha|thong-?ke|comment|chat|upload|delete|remove|rating|danh-?gia|nop-?|gui-?|luu\b|save|tai-?ve|download",
    re.IGNORECASE,
)
_CARRIERS = "span, i, b, li, div, button, a:not([href]), a[href='#'], summary, details, td, tr, p, dt, label"
_MOST_CARRIERS = 3000  # elements that are looked at
_NAME = 70  # characters of the name of a field
_WHOLE = re.compile(r"<(?:html|body|head)\b", re.IGNORECASE)


@dataclass
class Grown:
    """What the branches of a tree brought: fragments of the page, and the last nodes of data. `more`: nodes that withhold others, and what
    opens the branches among these; `left`: branches that stayed closed.
    """

    fragments: list[str] = field(default_factory=list)
    leaves: list[Node] = field(default_factory=list)
    more: list[tuple[Node, UrlTemplate]] = field(default_factory=list)
    left: int = 0


@dataclass(frozen=True, slots=True)
class Tree:
    """What the branches of a page's tree held. `view`: the page with all of them open, None where only `leaves` came of it: last nodes that
    are no procedures and may have lists of their own. `left`: branches that stayed closed.
    """

    view: View | None
    left: int
    leaves: tuple[Node, ...] = ()


@dataclass(frozen=True, slots=True)
class _Twig:
    """A branch to open: what asks for it, by which template, the names above it and itself, and the node that it is in data."""

    ask: Ask
    template: UrlTemplate
    above: tuple[str, ...]
    node: Node | None = None

    @property
    def floor(self) -> tuple[UrlTemplate, int]:
        """Branches of one floor that one template opens are alike."""
        return self.template, len(self.above)


async def opened(session: Session, view: View) -> Tree | None:
    """The tree of a page; None when it has none, or when its branches hold nothing."""
    code, branches = await _first_floor(session, view)
    return await _with_branches(session, view, code, branches)


async def pressed(session: Session, view: View) -> Tree | None:
    """The same for a tree whose script alone knows what opens it: its branches are pressed, and what two of them ask for tells the rest."""
    found = each_once(choices(view.document))[:MOST_PRESSED] if session.may_render else []
    if len(found) < FEWEST:
        return None
    first = await _pressed(session, view, found[:FEWEST])
    if not first:  # the name of a branch may only mark it: what opens it stands beside
        found = [(words, click) for words, named in found for click in beside_name(view.document, named, words)]
        first = await _pressed(session, view, found[:FEWEST])
    if len(first) == 1:  # the other one may be empty
        first = (first + await _pressed(session, view, found[FEWEST : FEWEST + PATIENCE]))[:FEWEST]
    template = _template(view, first) if len(first) == FEWEST else None
    if template is None:
        return None
    known = {words for words, _ in first}
    branches = [*first, *await _pressed(session, view, [one for one in found if one[0] not in known], like=first[0][1])]
    asks = [(without_signs(words), _asking(ask_again(exchange, view.url), view), template) for words, exchange in branches]
    told = await _with_branches(session, view, "", asks)
    asked = {words for words, _ in branches}
    shut = sum(names_part(words) and exact_key(words) is None for words, _ in found if words not in asked)  # heads of columns open none
    return None if told is None else replace(told, left=told.left + shut)


def _template(view: View, first: Sequence[tuple[str, Exchange]]) -> UrlTemplate | None:
    """What the requests of two branches have in common: what the data of the page tell of each of them, else the one value that differs."""
    told = [payload for e in view.exchanges if (payload := parse_data(e.body, e.content_type)) is not None]
    nodes = {fold(node.name): node for payload in told for node in nodes_in(payload)}
    samples = [
        (nodes[name].values, exchange) for words, exchange in first if (name := fold(without_signs(" ".join(words.split())))) in nodes
    ]
    by_keys = template_for(samples) if len(samples) == len(first) else None
    return by_keys or template_between(first[0][1], first[1][1])


async def _pressed(
    session: Session, view: View, found: Sequence[tuple[str, Click]], like: Exchange | None = None
) -> list[tuple[str, Exchange]]:
    """The words of the branches that ask for nodes when they are pressed, and what they ask for. `like`: what brought some; the answer to
    such a request may have none.
    """
    words = {click: said for said, click in found}
    place = urlsplit(like.url)[:3] if like is not None else None
    asked: list[tuple[str, Exchange]] = []
    for way in await session.follow(view.ask.url, [click for _, click in found]):
        for exchange in way.exchanges:
            payload = parse_data(exchange.body, exchange.content_type) if same_site(exchange.url, view.url) else None
            alike = exchange.status < HTTPStatus.BAD_REQUEST and urlsplit(exchange.url)[:3] == place
            if payload is not None and (alike or next(nodes_in(payload), None) is not None):
                session.recall.keep(exchange)
                asked.append((words[way.click], exchange))
                break
    return asked


async def _with_branches(session: Session, view: View, code: str, branches: list[tuple[str, Ask, UrlTemplate]]) -> Tree | None:
    if len(branches) < FEWEST:
        return None
    grown = await _grow(session, view, code, branches)
    rows = rows_of(grown.leaves, view.url, written_by(code))
    if rows:
        reading = replace(view.reading, outcome=Outcome.OK, kind=PageKind.LISTING, reason="", rows=rows, procedures=(), total=None)
        return Tree(replace(view, reading=reading, tree=tuple(grown.leaves)), grown.left)
    if not grown.fragments:
        return Tree(None, grown.left, tuple(grown.leaves)) if grown.leaves else None
    source = view.document.source
    end = source.lower().rfind("</body")
    whole = f"{source[:end]}{''.join(grown.fragments)}{source[end:]}" if end >= 0 else source + "".join(grown.fragments)
    page = replace(view.page, body=whole)
    return Tree(replace(view, page=page, reading=read_page(page)), grown.left)


def alike(one: View, other: View) -> bool:
    """Whether two pages are one page for two parts of the portal: named like parts, under addresses of one kind, with the same code."""
    if one.is_data or other.is_data or kind_of(one.url) != kind_of(other.url):
        return False
    if canonical(one.url) == canonical(other.url) and one.document.lines == other.document.lines:
        return False  # its form sent as it stands brings a page again
    named = all(category_score(view.reading.title, "") > 0 for view in (one, other))
    return named and (one.document.scripts, one.document.script_files) == (other.document.scripts, other.document.script_files)


async def beside(session: Session, view: View) -> AsyncIterator[tuple[str, View]]:
    """What stands under the tabs over a list, each with the tab's words: a script fetches the lists of the others."""
    _, branches = await _first_floor(session, view)
    misses = 0
    for words, ask, _ in branches[:MOST]:
        answer = await session.ask(ask, quiet=True)
        if answer is not None and answer.readable and answer.reading.rows:
            misses = 0
            yield words, answer
        elif (misses := misses + 1) >= PATIENCE:
            return


async def _first_floor(session: Session, view: View) -> tuple[str, list[tuple[str, Ask, UrlTemplate]]]:
    """The code of a page and the branches that stand on it; with the code that it loads where it seems to have a tree without its own."""
    code = view.document.scripts
    branches = list(_branches(view.document, view, code))
    if len(branches) < FEWEST and view.document.script_files and _categories(view.document) >= FEWEST:
        code = f"{code}\n{await own_code(session, view)}"
        branches = list(_branches(view.document, view, code))
    return code, branches


async def _grow(session: Session, view: View, code: str, first: list[tuple[str, Ask, UrlTemplate]]) -> Grown:
    """What all branches hold, those that other branches hold included."""
    queue = deque(_Twig(ask, template, (words,)) for words, ask, template in first)
    seen, templates = {(twig.ask.url, twig.ask.body) for twig in queue}, {template for _, _, template in first}
    written = written_by(code)
    grown = Grown()
    barren: Counter[tuple[UrlTemplate, int]] = Counter()  # branches of a floor that brought nothing
    closed: Counter[UrlTemplate] = Counter()  # branches that could not be opened
    fruitful: defaultdict[tuple[UrlTemplate, int], list[_Twig]] = defaultdict(list)  # and those that brought some
    emptied: list[tuple[_Twig, Node, bool]] = []  # nodes that brought none and do not say what they are; whether they answered
    withheld, met = Withheld(session, view), set[tuple[str, ...]]()
    asked = 0

    def note(twigs: Iterable[_Twig]) -> None:
        for twig in twigs:
            if (mark := (twig.ask.url, twig.ask.body)) not in seen:
                seen.add(mark)
                queue.append(twig)

    while (queue or grown.more) and asked < MOST:
        if not queue:
            node, template = grown.more.pop(0)
            asked += 1
            shown = _unmet(await withheld.behind(node), met)
            if all(map(withholds, shown)):
                grown.left += 1
                continue
            note(_twigs(shown, template, view, written, grown))
            continue
        twig = queue.popleft()
        if twig.floor not in fruitful and barren[twig.floor] >= PATIENCE:
            grown.leaves += [twig.node] if twig.node is not None else []
            continue
        answer = await session.ask(twig.ask, quiet=True)
        asked += 1
        data = answer is not None and answer.is_data and html_in(answer.payload) is None
        nodes = list(nodes_in(answer.payload, twig.above)) if answer is not None and answer.readable and data else []
        if nodes:
            fruitful[twig.floor].append(twig)
            note(_twigs(_unmet(nodes, met), twig.template, view, written, grown))
        elif answer is None or not answer.readable or data or _WHOLE.search(answer.document.source[:2000]):
            barren[twig.floor] += 1
            answered = answer is not None and answer.readable
            if twig.node is not None and twig.node.below is None:
                emptied.append((twig, twig.node, answered))
            elif twig.node is not None and answered:
                grown.leaves.append(twig.node)
            else:
                closed[twig.template] += not answered
        else:
            fruitful[twig.floor].append(twig)
            grown.fragments.append(f"<div>{answer.document.source}</div>")
            further = _branches(answer.document, view, code, templates)
            note(_Twig(ask, template, (*twig.above, words)) for words, ask, template in further)
    # What one template never opened is no branch of it: the code may make a page's address of the same values.
    for twig, node, answered in emptied:
        if not _is_branch(twig, node, fruitful.get(twig.floor, ())):
            grown.leaves.append(node)
        else:
            grown.left += not answered
    grown.left += (
        len(queue) + len(grown.more) + sum(count for template, count in closed.items() if any(template == opener for opener, _ in fruitful))
    )
    return grown


def _is_branch(twig: _Twig, node: Node, fruitful: Sequence[_Twig]) -> bool:
    """Whether a node that brought none is an empty branch and no last node, by the branches of its floor that brought some: what asks for
    it tells a kind that theirs tell, or it is named like a part.
    """
    told = [_told(other.node, twig.template) for other in fruitful if other.node is not None]
    own = _told(node, twig.template)
    if len(told) >= FEWEST and any(all(other.get(key) == value for other in told) for key, value in own.items()):
        return True
    return bool(fruitful) and _is_part(fold(node.name))


def _told(node: Node, template: UrlTemplate) -> dict[str, str]:
    """The values of a node that a request by a template tells."""
    values = request_values(node, template, {}) or {}
    return {expression: values[expression] for expression in (*template.holes, *(e for _, e in template.body)) if expression in values}


def _unmet(nodes: Iterable[Node], met: set[tuple[str, ...]]) -> list[Node]:
    """The nodes that no answer had before, which are `met` from now on."""
    marks = {(*node.above, *map(str, itertools.chain(*node.values.items()))): node for node in nodes}
    fresh = [node for mark, node in marks.items() if mark not in met]
    met.update(marks)
    return fresh


def _twigs(nodes: Sequence[Node], template: UrlTemplate, view: View, written: Mapping[str, str], grown: Grown) -> Iterator[_Twig]:
    """What opens the nodes of an answer; those that nothing opens are leaves."""
    for node in nodes:
        if node.inside:
            continue
        if withholds(node):
            grown.more.append((node, template))
            continue
        opens = node.below or (node.below is None and not node.address)
        ask = _ask_for(node, template, view, written) if opens else None
        if ask is not None:
            yield _Twig(ask, template, (*node.above, node.name), node)
        elif not node.below or node.address:
            grown.leaves.append(node)
        else:
            grown.left += 1


def _ask_for(node: Node, template: UrlTemplate, view: View, written: Mapping[str, str]) -> Ask | None:
    values = request_values(node, template, written)
    address = template.fill(values) if values is not None else None
    ask = ask_of(template, address, values, view.document) if address and values is not None else None
    return _asking(ask, view) if ask is not None else None


def _asking(ask: Ask, view: View) -> Ask:
    """A request as the script of a page makes it, for a part of that page."""
    return Ask(ask.url, Purpose.DATA, ask.method, ask.body, {**AJAX, **ask.headers}, view.url, into=view.url)


def shut(document: Document) -> int:
    """How many elements of a page that a script alone opens name a part of a list, where there are several; heads of columns name none."""
    closed = (link for link in document.links if link.script and not link.url and not (link.chrome or link.disabled or link.tag == "th"))
    found = {words for link in closed if _is_part(words := folded_words(link.around or link.text))}
    return len(found) if len(found) >= FEWEST else 0


def _is_part(folded: str) -> bool:
    """Whether words are the name of an agency, a tier or a field, and no procedure's."""
    field = len(folded) <= _NAME and FIELDS.search(folded) is not None and not starts_like_name(folded)
    return field or names_an_agency(folded) or TIER.match(folded) is not None


def _named(link: Link) -> bool:
    """Whether an element is named like a part of a list, or stands before such a name as the sign that opens it."""
    return category_score(link.around or link.text, "") > 0


def _categories(document: Document) -> int:
    """How many elements that lead nowhere by themselves are named like parts of a list: links, or whatever carries data for a script."""
    links = sum(not link.url and not link.chrome and _named(link) for link in document.links)
    return links if links >= FEWEST else links + sum(category_score(_label(node), "") > 0 for node in _carriers(document))


def _carriers(document: Document) -> Iterator[LexborNode]:
    """Elements with data attributes in the content of a page."""
    for node in itertools.islice(document.tree.css(_CARRIERS), _MOST_CARRIERS):
        if any(name.startswith("data-") for name in node.attributes) and not in_chrome(node):
            yield node


def _branches(document: Document, view: View, code: str, known: set[UrlTemplate] | None = None) -> Iterator[tuple[str, Ask, UrlTemplate]]:
    """What would open the branches of a page or a fragment; on the page they are named like categories, below them like anything."""
    by_template: dict[UrlTemplate, list[tuple[str, Ask]]] = {}
    for words, template, address, values in (*_by_data(document, code), *_by_call(document, code)):
        ask = ask_of(template, address, values, view.document)
        if ask is None or _NO_BRANCH.search(template.skeleton) or (known is not None and template not in known):
            continue
        by_template.setdefault(template, []).append((words, _asking(ask, view)))
    for template, found in by_template.items():
        if len({words for words, _ in found}) > 1 and len({(ask.url, ask.body) for _, ask in found}) == 1:
            continue  # which of them is pressed is kept elsewhere
        named = sum(category_score(words, "") > 0 for words, _ in found)
        if known is not None or (len(found) >= FEWEST and named * 2 >= len(found)):
            yield from ((words, ask, template) for words, ask in found)


def _by_data(document: Document, code: str) -> Iterator[tuple[str, UrlTemplate, str, dict[str, str]]]:
    """Elements whose data attributes fill the holes of an address in the code."""
    for template in url_templates(code):
        names = data_names(template)
        if not names:
            continue
        for node in document.tree.css(f"[data-{names[0]}]"):
            values = data_of(node.attributes)
            address = template.fill(values)
            if address:
                yield _label(node), template, address, values


def _by_call(document: Document, code: str) -> Iterator[tuple[str, UrlTemplate, str, dict[str, str]]]:
    """Links whose script calls a function that asks for an address."""
    for link in document.links:
        if link.url is None and "(" in link.script and not link.chrome:
            for template, address, values in resolve_call(link.script, code):
                yield link.around or link.text, template, address, values


def _label(node: LexborNode) -> str:
    """The words of an element itself, or of the first thing in it that shows any; of a sign, those beside it."""
    first = node.css_first("a, button, span, summary, label") or node
    words = next((said for one in (first, node) if not is_sign(said := line_of(one))), "")
    return (words or Document.beside_sign(node))[:100]
