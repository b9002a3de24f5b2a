"""What content systems put into headings for their writers ("[sửa | sửa mã nguồn]", "¶"): no part of what a heading says."""

from __future__ import annotations

import re

from selectolax.lexbor import LexborHTMLParser

from classifier.words.text import collapse

_HEADING = re.compile("h[1-6]")
_LINKS = ",".join(f"h{rank} a" for rank in range(1, 7))
_LONGEST = 40  # characters
_WORDS = (
    r"sửa(?: đổi)?(?: mã nguồn| đoạn| bài)?|chỉnh sửa|edit(?: source| section| this)?|permalink|copy link"
    r"|sao chép liên kết|[¶#§🔗]"
)
_TOOL = re.compile(rf"[\[(|\s]*(?:{_WORDS})(?:[\s|,/·]*(?:{_WORDS}))*[\s\])|]*", re.IGNORECASE)


def drop_heading_tools(tree: LexborHTMLParser) -> None:
    """Take such links out of the headings of a page, with the brackets around them."""
    for link in tree.css(_LINKS):
        if not _TOOL.fullmatch(collapse(link.text())[:_LONGEST]):
            continue
        tool = link
        while (around := tool.parent) is not None and not _HEADING.fullmatch(around.tag or "") and _TOOL.fullmatch(collapse(around.text())):
            tool = around
        tool.decompose()
