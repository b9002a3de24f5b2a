"""What several steps ask of one page, and what is asked of it again without what turned out to be others': found out once."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import TypeVar, TypeVarTuple

from classifier.page.document import Document

_Asked = TypeVarTuple("_Asked")
_T = TypeVar("_T")


def once_a_page(answer: Callable[[Document, *_Asked], _T]) -> Callable[[Document, *_Asked], _T]:
    """The same function of a page, and of numbers or words, which the page remembers: no caller may change what it gives."""

    @wraps(answer)
    def asked(doc: Document, *about: *_Asked) -> _T:
        key = (answer, about)
        if key not in doc.answers:
            doc.answers[key] = answer(doc, *about)
        found: _T = doc.answers[key]
        return found

    return asked
