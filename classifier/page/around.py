"""What stands around an element of a parsed tree."""

from __future__ import annotations

import math
from collections.abc import Container, Iterator

from selectolax.lexbor import LexborNode


def holders(node: LexborNode, floors: float = math.inf) -> Iterator[LexborNode]:
    """The elements around one, the nearest first, so many `floors` up."""
    holder = node.parent
    while holder is not None and floors > 0:
        yield holder
        holder, floors = holder.parent, floors - 1


def is_pressed(node: LexborNode, tags: Container[str], floors: float) -> bool:
    """Whether an element or one around it, so many `floors` up, is one of these `tags` or hears a press."""
    return any(part.tag in tags or "onclick" in part.attributes for part in (node, *holders(node, floors)))
