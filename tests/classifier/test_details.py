"""One procedure, many mark-ups: the same reading."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from classifier.model import FieldKey as K, Outcome, Page, PageKind
from classifier.reading import read_page
from tests.classifier.vendors.details import DETAILS, Procedure

URL = "https://dvc.tinh.example.vn/thu-tuc/chi-tiet?id=11724"


def plain(text: str) -> str:
    return " ".join(text.replace("\n", " ").split())


@pytest.mark.parametrize("draw", DETAILS, ids=lambda draw: draw.__name__)
def test_every_markup_gives_the_same_fields(draw: Callable[[Procedure], str]) -> None:
    procedure = Procedure()
    reading = read_page(Page(URL, draw(procedure)))
    assert (reading.outcome, reading.kind, len(reading.procedures)) == (Outcome.OK, PageKind.PROCEDURE, 1)
    (found,) = reading.procedures
    assert (found.name, found.code, found.key) == (procedure.name, procedure.code, "11724")
    texts: dict[K, list[str]] = {}
    for field in found.fields:
        texts.setdefault(field.key, []).append(plain(field.text))
    wrong = {key: texts.get(key) for key, _, _, text in procedure.items if key is not K.NAME and texts.get(key) != [text]}
    assert not wrong
