"""Patterns that are looked for only where one of their words stands: whatever they match holds one."""

from __future__ import annotations

import importlib
import pkgutil

import pytest
from hypothesis import HealthCheck, given, settings, strategies as st

import classifier
from classifier.words.patterns import Sifted

SIFTED = {
    f"{module.name}.{name}": value
    for module in pkgutil.walk_packages(classifier.__path__, "classifier.")
    for name, value in vars(importlib.import_module(module.name)).items()
    if isinstance(value, Sifted)
}


@pytest.mark.parametrize("sifted", SIFTED.values(), ids=SIFTED)
@settings(deadline=None, max_examples=60, suppress_health_check=[HealthCheck.too_slow, HealthCheck.filter_too_much])
@given(chosen=st.data())
def test_what_matches_holds_one_of_the_words(sifted: Sifted, chosen: st.DataObject) -> None:
    said = chosen.draw(st.from_regex(sifted.pattern, fullmatch=False, alphabet=st.characters(codec="ascii")))
    if sifted.pattern.search(said):
        assert sifted.search(said)


def test_nothing_is_looked_for_without_its_words() -> None:
    assert SIFTED
    for sifted in SIFTED.values():
        assert sifted.search("ho so hop le") is None
        assert sifted.without("ho so hop le") == "ho so hop le"
