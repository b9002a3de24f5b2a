"""What stands around an element of a parsed tree."""

from __future__ import annotations

import math
from collections.abc import Iterator

from selectolax.lexbor import LexborNode


def holders(node: LexborNode, floors: float = math.inf) -> Iterator[LexborNode]:
    """The elements around one, the nearest first, so many `floors` up."""
    holder = node.parent
    while holder is not None and floors > 0:
        yield holder
        holder, floors = holder.parent, floors - 1
