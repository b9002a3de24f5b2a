"""What several steps ask of one page, and what is asked of it again without what turned out to be others': found out once."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Concatenate, ParamSpec, TypeVar

from classifier.page.document import Document

_P = ParamSpec("_P")
_T = TypeVar("_T")


def once_a_page(answer: Callable[Concatenate[Document, _P], _T]) -> Callable[Concatenate[Document, _P], _T]:
    """The same function of a page, and of numbers or words, which the page remembers: no caller may change what it gives."""

    @wraps(answer)
    def asked(doc: Document, /, *args: _P.args, **kwargs: _P.kwargs) -> _T:
        key = (answer, args)
        if key not in doc.answers:
            doc.answers[key] = answer(doc, *args, **kwargs)
        found: _T = doc.answers[key]
        return found

    return asked
