"""Pages that stand between a submit control and its form: a promise to sign, advice to read, a choice to confirm."""

from __future__ import annotations

import re

from classifier.document import Document
from classifier.model import Page
from classifier.regions import Regions
from classifier.targets import record_ids, record_pairs, target_of
from classifier.text import fold

_CSS = "a,button,input[type=button],input[type=submit],input[type=image],[onclick]"
_LONGEST = 60  # characters of a button's words
_LEAD = r"\W*(?:(?:toi|ban) )?(?:(?:da (?:doc|hieu|xem)(?: va)?|xac nhan va|chap nhan va) )*"
_GOES_ON = re.compile(
    rf"{_LEAD}(?:dong y|tiep tuc|tiep theo|tiep$|buoc (?:tiep|ke|sau)|ke tiep|bat dau|di (?:den|toi)|chuyen (?:den|toi|sang)|sang buoc"
    r"|vao (?:trang|to khai|phan|buoc)|(?:mo|dien|lap|nhap|khai) (?:to khai|bieu mau|don|mau|thong tin)"
    r"|i agree|agree|accept|continue|proceed|next)\b"
)
# Words of the site's menus as well: they count where the address names the record.
_FILES = re.compile(rf"{_LEAD}(?:ke khai|khai ho so|lap ho so|nop (?:ho so|truc tuyen|ngay|don))\b")


def goes_on(doc: Document, regions: Regions, page: Page, named: bool) -> str:
    """The address to which the page's one button goes on; "" when there is none, or several that differ.

    `named`: the page names the procedure. On one that does not, the button must hand the record's id on.
    """
    asked = page.requested_url or page.url
    ids = {*record_ids(asked), *record_pairs(asked), *record_ids(page.url), *record_pairs(page.url)}
    found: dict[str, None] = {}
    for element in doc.select(_CSS):
        if regions.in_chrome(element) or regions.in_menu(element):
            continue
        attributes = doc.attributes(element)
        text = doc.text_of(element) or attributes.get("value") or attributes.get("alt") or attributes.get("title") or ""
        said = fold(" ".join(text.split()))
        plain = _GOES_ON.match(said) is not None
        if not 0 < len(text) <= _LONGEST or not (plain or _FILES.match(said)):
            continue
        target = target_of(doc, element)
        if target.action != "get" or not target.url or target.url.partition("#")[0] in (asked, page.url):
            continue
        if (named and plain) or ids & {*record_ids(target.url), *record_pairs(target.url)}:
            found.setdefault(target.url)
    return next(iter(found)) if len(found) == 1 else ""
