"""Which stored procedure a reading is about, when the reading differs from what is stored.

A procedure is known by code and agency, then by the portal's internal id, then by name and agency, then by its code alone (its
agency was renamed or merged). Never by a row number. The portal's software may be replaced with all its ids and addresses, so
an id says nothing against a code or a name. Twins (one code, one agency, several rows) are told apart by id, address and name.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Hashable, Iterable, Mapping, Sequence
from dataclasses import dataclass

from classifier.words.codes import parse_code
from classifier.words.text import fold


@dataclass(frozen=True, slots=True)
class Naming:
    """What names a procedure, folded and ready to compare. `code` keeps its suffix, `base` is the national part (or the local code)."""

    code: str
    base: str
    key: str
    name: str
    agency: str
    url: str

    def contradicts(self, other: Naming) -> bool:
        """Both carry a code, and the codes are of different procedures."""
        return bool(self.base and other.base and self.base != other.base)


def naming(code: str | None, key: str | None, name: str, agency: str | None, url: str) -> Naming:
    parsed = parse_code(code) if code else None
    text = fold(parsed.text if parsed else code or "")
    return Naming(text, (parsed.base if parsed and parsed.base else text), key or "", fold(name), fold(agency or ""), url)


_FEW = 4096  # comparisons; a page with thousands of equal rows must not cost their square

Pair = tuple[int, int]
"""(index of a reading, id of a stored procedure)"""


def match(readings: Mapping[int, Naming], stored: Mapping[int, Naming]) -> list[Pair]:
    """Pair readings with stored procedures, each at most once. The result does not depend on the order of the readings.

    Readings without a pair are new; stored procedures without one were not seen.
    """
    left = _Left(dict(readings), dict(stored))
    for shared, allowed in _PASSES:
        left.pair(shared, allowed)
    return sorted(left.pairs)


def match_with_gone(readings: Mapping[int, Naming], present: Mapping[int, Naming], gone: Mapping[int, Naming]) -> list[Pair]:
    """Like `match`; those that had gone are considered only for readings that nothing present answers to."""
    pairs = match(readings, present)
    paired = {reading for reading, _ in pairs}
    return pairs + match({i: n for i, n in readings.items() if i not in paired}, gone)


class _Left:
    """What is not paired yet."""

    def __init__(self, readings: dict[int, Naming], stored: dict[int, Naming]) -> None:
        self.readings = readings
        self.stored = stored
        self.pairs: list[Pair] = []

    def pair(self, shared: Callable[[Naming], Hashable | None], allowed: Callable[[Naming, Naming], bool]) -> None:
        for new, old in _groups(self.readings, self.stored, shared):
            for reading, procedure in _within(new, old, self.readings, self.stored):
                if allowed(self.readings[reading], self.stored[procedure]):
                    self.pairs.append((reading, procedure))
                    del self.readings[reading], self.stored[procedure]


def _groups(
    readings: Mapping[int, Naming], stored: Mapping[int, Naming], shared: Callable[[Naming], Hashable | None]
) -> list[tuple[list[int], list[int]]]:
    """Readings and stored procedures that share something, where both sides have some."""
    new, old = _by(readings, shared), _by(stored, shared)
    return [(new[value], old[value]) for value in new if value in old]


def _by(namings: Mapping[int, Naming], shared: Callable[[Naming], Hashable | None]) -> dict[Hashable, list[int]]:
    groups: dict[Hashable, list[int]] = defaultdict(list)
    for number, one in namings.items():
        value = shared(one)
        if value is not None:
            groups[value].append(number)
    return groups


def _within(new: Sequence[int], old: Sequence[int], readings: Mapping[int, Naming], stored: Mapping[int, Naming]) -> Iterable[Pair]:
    """Pairs inside one group: the best agreement first; what is left pairs by name order, so that swapped rows change nothing."""
    if len(new) == 1 and len(old) == 1:
        return [(new[0], old[0])]
    if len(new) * len(old) > _FEW:
        return zip(sorted(new, key=lambda r: _order(readings[r])), sorted(old, key=lambda s: _order(stored[s])), strict=False)
    ranked = sorted((-_agreement(readings[r], stored[s]), _order(readings[r]), _order(stored[s]), r, s) for r in new for s in old)
    pairs: list[Pair] = []
    used_new: set[int] = set()
    used_old: set[int] = set()
    for *_, reading, procedure in ranked:
        if reading not in used_new and procedure not in used_old:
            used_new.add(reading)
            used_old.add(procedure)
            pairs.append((reading, procedure))
    return pairs


def _agreement(one: Naming, other: Naming) -> int:
    return (
        16 * (bool(one.key) and one.key == other.key)
        + 8 * (one.url == other.url)
        + 4 * (one.name == other.name)
        + 2 * (one.code == other.code)
        + (one.agency == other.agency)
    )


def _order(one: Naming) -> tuple[str, ...]:
    return (one.key, one.url, one.name, one.code, one.agency)


def _always(_: Naming, __: Naming) -> bool:
    return True


def _same_procedure(one: Naming, other: Naming) -> bool:
    """An id that stayed is believed unless the codes differ, or neither code nor name stayed with it."""
    if one.contradicts(other):
        return False
    return bool(one.base and one.base == other.base) or one.name == other.name or one.url == other.url


def _not_contradicting(one: Naming, other: Naming) -> bool:
    return not one.contradicts(other)


_PASSES: tuple[tuple[Callable[[Naming], Hashable | None], Callable[[Naming, Naming], bool]], ...] = (
    (lambda n: (n.code, n.agency) if n.code else None, _always),
    (lambda n: n.key or None, _same_procedure),
    (lambda n: (n.base, n.agency) if n.base else None, _always),
    (lambda n: (n.name, n.agency) if n.name else None, _not_contradicting),
    # The code was replaced (an amended procedure gets a new one) while name and agency stayed.
    (lambda n: (n.name, n.agency) if n.name else None, _always),
    # The agency was renamed or merged, or is not stated on one side.
    (lambda n: (n.base, n.name) if n.base else None, _always),
    (lambda n: n.base or None, _always),
    (lambda n: n.name or None, lambda one, other: not one.contradicts(other) and not (one.agency and other.agency)),
    (lambda n: n.url, _not_contradicting),
)
