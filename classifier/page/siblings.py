"""Whether two addresses of one kind are those of two records, or of two pages of one; the title by which an address names its record."""

from __future__ import annotations

import re
from urllib.parse import parse_qsl, urlsplit

from classifier.model import Control
from classifier.page.document import Document
from classifier.page.recordids import blank_ids, title_in
from classifier.words.text import fold

NUMBER = re.compile(r"\d{2,}|[0-9a-f]{8,}", re.IGNORECASE)
_A_NAME = 6  # words; a button has fewer
_BESIDE, _JOINS = re.compile(r"^\d{1,6}-|-\d{1,6}$"), 3  # the number of a record beside its title; joins of a title's words
_ID_NAME = re.compile(r"id$|^ma|code|key", re.IGNORECASE)


def of_another(url: str, here: str) -> bool:
    """Whether an address of the same kind is that of another record, and not of another part of this one: its path differs, or an id."""
    if (title := title_in(url)) and title == title_in(here):
        return False
    there, now = urlsplit(url), urlsplit(here)
    known = dict(parse_qsl(now.query))
    changed = [
        (name, _last_parts(value)) for name, value in parse_qsl(there.query) if _last_parts(known.get(name, "")) != _last_parts(value)
    ]
    return there.path != now.path or any(
        NUMBER.search(value) or (_ID_NAME.search(name) and any(c.isdigit() for c in value)) for name, value in changed
    )


def names_another(control: Control, here: str) -> bool:
    """Whether a link is the name of another procedure, at an address like the page's own: "Đề nghị thanh toán kinh phí hỗ trợ cho thôn" is
    what the state pays, "Dừng thực hiện thủ tục đăng ký tổ hợp tác" nothing that one does here.
    """
    if control.own or not control.url or len(control.text.split()) < _A_NAME:
        return False
    return blank_ids(control.url) == blank_ids(here) and of_another(control.url, here)


def _last_parts(value: str) -> str:
    """What names the record in a parameter: of one that is a path of its own (Oracle's `app:page:session:…`), what follows these three."""
    parts = value.split(":")
    return ":".join(parts[3:]) if len(parts) > 3 else value


def own_title(doc: Document, url: str) -> list[str]:
    """The title in a procedure page's address, where a heading of the page says the same: it names the record like an id. A number of the
    record before or behind it ("dang-ky-lai-khai-sinh-71") belongs to it: by itself, one so short may be anybody's. An editor may have
    shortened it by words ("cap-phep-co-so-tro-giup" of "Cấp giấy phép hoạt động đối với cơ sở trợ giúp").
    """
    title = title_in(url)
    said = [doc.title, *(doc.text_of(e) for e in doc.select("h1,h2,h3,h4")[:20])] if title else []
    bare = _BESIDE.sub("", title)
    words = bare if bare.count("-") >= _JOINS else title
    headings = [re.sub(r"[^a-z0-9]+", "-", fold(heading)) for heading in said]
    return [title] if any(words in heading or _shortens(words, heading) for heading in headings) else []


def _shortens(title: str, heading: str) -> bool:
    """Whether a title is made of words of a heading in their order, and of most of them."""
    words, left = title.split("-"), iter(heading.strip("-").split("-"))
    return len(words) > _JOINS and 2 * len(words) >= heading.count("-") + 1 and all(word in left for word in words)
