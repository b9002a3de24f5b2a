"""What opens a branch of a tree that a script draws: the sign beside its name, or the name itself."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from selectolax.lexbor import LexborNode

from classifier.page.around import holders
from crawler.fetching import Click
from crawler.reader.page.document import Document
from crawler.reader.page.row_clicks import click_on
from crawler.reader.page.said import line_of, without_signs
from crawler.reader.page.words import fold, folded_words

_SAYS = "a, button, span, li, div, p, td"
_TOGGLES = "button, [role=button], a, i, img, svg, span, input[type=checkbox]"
_FLOORS = 3  # from the name of a branch to what holds its sign
_LONGEST = 200  # characters of a line


def each_once(found: Sequence[tuple[str, Click]]) -> list[tuple[str, Click]]:
    """Branches, each once: what holds a name and its sign says the same as the name."""
    named: dict[str, tuple[str, Click]] = {}
    for words, click in found:
        named.setdefault(fold(without_signs(words)), (words, click))
    return list(named.values())


def openers(document: Document, name: str) -> list[Click]:
    """What may open the branch of that name: what stands beside the name in its line, then the name itself."""
    target = saying(document, name)
    return [*beside(document, target, name), target] if target is not None else []


def saying(document: Document, name: str) -> Click | None:
    """The innermost element that says a name and nothing else but the sign of a branch, the first of those."""
    wanted = _folded(name)
    found: tuple[Click, LexborNode] | None = None
    for index, node in enumerate(document.tree.css(_SAYS)):
        if found is not None and not _holds(found[1], node):
            break  # elements come in the order of the page
        if _folded(node.text(separator=" ")) == wanted:
            found = Click(_SAYS, index, line_of(node)), node
    return found[0] if found is not None else None


def beside(document: Document, named: Click, name: str) -> Iterator[Click]:
    """The control in the line of a name that says nothing itself, or no more than what a sign is called ("chevron_right")."""
    node = document.tree.css(named.selector)[named.index]
    for line in holders(node, _FLOORS):
        said = line_of(line)
        if line.tag in {"body", "html"} or len(said) > _LONGEST:
            return
        for control in line.css(_TOGGLES):
            own = line_of(control)
            signs = not own or (own != name and " " not in own and fold(own) == own)
            if signs and _without(said, own) == " ".join(name.split()) and not _holds(control, node) and not document.leads(control):
                yield click_on(document, control)
                return


def _folded(words: str) -> str:
    return without_signs(folded_words(words))


def _without(said: str, own: str) -> str:
    """What a line says beside a control."""
    return " ".join(said.replace(own, " ", 1).split() if own else said.split())


def _holds(outer: LexborNode, inner: LexborNode) -> bool:
    return any(node.mem_id == outer.mem_id for node in (inner, *holders(inner)))
