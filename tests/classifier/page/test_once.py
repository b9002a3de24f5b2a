"""What is asked once a page is answered once for each page and each thing asked about."""

from __future__ import annotations

from classifier.page.document import Document, open_document
from classifier.page.once import once_a_page


def test_each_page_answers_once_for_each_element() -> None:
    asked: list[tuple[str, int]] = []

    @once_a_page
    def tag_of(doc: Document, element: int) -> str:
        asked.append((doc.url, element))
        return doc.tags[element]

    one, other = (open_document("<p>Lệ phí</p>", f"https://dvc.vn/{name}") for name in "ab")
    last = len(one.tags) - 1
    assert [tag_of(doc, element) for doc in (one, one, other) for element in (0, last, last)] == ["html", "p", "p"] * 3
    assert asked == [("https://dvc.vn/a", 0), ("https://dvc.vn/a", last), ("https://dvc.vn/b", 0), ("https://dvc.vn/b", last)]
