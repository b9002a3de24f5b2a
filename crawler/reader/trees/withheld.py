"""Nodes of a tree that stand for others which are not shown yet ("Xem thêm…"), as the last of the nodes beside them.

They are pressed where they stand. What two of them in different places asked for tells what the others would.
"""

from __future__ import annotations

from dataclasses import dataclass, field, replace

from classifier.model import Page
from classifier.words.names import starts_like_name
from crawler.fetching import Click, Exchange
from crawler.reader.asking.scripts import ask_again
from crawler.reader.asking.session import Session
from crawler.reader.page.addresses import same_site
from crawler.reader.page.document import Document
from crawler.reader.page.learned import template_for
from crawler.reader.page.nodes import Node, nodes_in, request_values
from crawler.reader.page.view import View, parse_data
from crawler.reader.page.words import fold, is_more
from crawler.reader.paging.press import ask_of
from crawler.reader.trees import leaves
from crawler.reader.trees.toggles import saying

_SAMPLES = 2


def withholds(node: Node) -> bool:
    """Whether a node is none itself and only shows more of those beside it."""
    return not node.address and not node.inside and is_more(node.name) and not starts_like_name(fold(node.name))


@dataclass
class Withheld:
    """Finds what such nodes of the tree on a page show."""

    session: Session
    view: View
    _told: dict[tuple[str, ...], tuple[Node, Exchange]] = field(default_factory=dict)  # what the first of each place asked for
    _open: dict[tuple[str, ...], tuple[tuple[Click, ...], str]] = field(default_factory=dict)  # what was pressed there, and the page then

    async def behind(self, node: Node) -> list[Node]:
        """The nodes that pressing a node would show; none where it is not to be found."""
        return await self._asked(node) if len(self._told) >= _SAMPLES else await self._pressed(node)

    async def _asked(self, node: Node) -> list[Node]:
        samples = list(self._told.values())
        template = template_for([(sample.values, exchange) for sample, exchange in samples])
        values = request_values(node, template, {}) if template is not None else None
        address = template.fill(values) if template is not None and values is not None else None
        ask = ask_of(template, address, values, self.view.document) if template is not None and address and values is not None else None
        if ask is None:
            return await self._pressed(node)
        answer = await self.session.ask(replace(ask_again(samples[0][1], self.view.url), url=ask.url, body=ask.body), quiet=True)
        return list(nodes_in(answer.payload, node.above)) if answer is not None and answer.readable and answer.is_data else []

    async def _pressed(self, node: Node) -> list[Node]:
        way = self._open.get(node.above) or await leaves.opened_above(self.session, self.view, node)
        target = saying(Document(Page(self.view.url, way[1])), node.name) if way is not None else None
        if way is None or target is None:
            return []
        for followed in await self.session.follow(self.view.ask.url, [replace(target, after=way[0])]):
            self._open[node.above] = ((*way[0], target), followed.html)
            for exchange in followed.exchanges:
                payload = parse_data(exchange.body, exchange.content_type) if same_site(exchange.url, self.view.url) else None
                if found := list(nodes_in(payload, node.above)):
                    self._told.setdefault(node.above, (node, exchange))
                    return found
        return []
