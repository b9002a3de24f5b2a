"""Links in cells under a head that says how one applies: each is where one does, whatever it is called ("Nộp", "Cổng tỉnh", a picture)."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import replace
from functools import cached_property

from classifier.controls.controls import control_at
from classifier.controls.orders import NO_ORDER, is_guide, leads_to_file, path_of
from classifier.controls.ownaddress import carries, has_id
from classifier.model import Control, ControlKind, FieldKey
from classifier.page.document import Document
from classifier.page.regions import Regions
from classifier.page.targets import same_page
from classifier.words.text import collapse, fold
from classifier.words.values import Value


class WayCells:
    """The ways to apply of the rows of one page, asked row by row."""

    def __init__(self, doc: Document, regions: Regions, own_ids: Sequence[str]) -> None:
        self._doc, self._regions, self._own_ids = doc, regions, own_ids

    @cached_property
    def _times(self) -> Counter[str]:
        """How often the page has each address: what several rows have is no row's own."""
        return Counter(self._doc.attributes(e).get("href", "") for e in self._doc.select("a[href]"))

    def beside(self, values: Sequence[Value], known: Sequence[tuple[int, Control]]) -> list[tuple[int, Control]]:
        """The controls of one row, those of its cells of ways among them, in document order. `values`: its cells; `known`: its controls."""
        found = dict(known)
        for value in values:
            if value.key is not FieldKey.CHANNEL_IN:
                continue
            for element in range(value.element, self._doc.ends[value.element]):
                kind = found[element].kind if element in found else ControlKind.OTHER
                plain = self._doc.tags[element] == "a" and kind in (ControlKind.OTHER, ControlKind.EMAIL)
                if plain and (way := self._way(element, value.label)) is not None:
                    found[element] = way
        return sorted(found.items())

    def _way(self, element: int, head: str) -> Control | None:
        attributes = self._doc.attributes(element)
        address = attributes.get("href", "").strip()
        text = collapse(self._doc.text_of(element) or attributes.get("title") or attributes.get("aria-label") or "") or head
        if not address or address.startswith(("#", "javascript:", "tel:")) or leads_to_file(address):
            return None
        if (NO_ORDER.match(fold(text)) and not address.startswith("mailto:")) or is_guide(fold(text)):
            return None
        control = control_at(self._doc, self._regions, element, text, {ControlKind.SUBMIT}, self._own_ids)
        if control is None or control.url is None or same_page(control.url, self._doc.url):
            return None
        own = carries(path_of(address), self._own_ids) or (has_id(control.url) and self._times[attributes.get("href", "")] == 1)
        return replace(control, kind=ControlKind.SUBMIT, own=own)
