"""What a part of one kind of page was seen to add, and whether the level of a procedure depends on that."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from enum import StrEnum

from classifier.model import Behind, ControlKind, FieldKey, ProcedureReading

SAMPLES = 2  # pages of a level that say whether a part holds anything for it
_WAYS = frozenset({ControlKind.SUBMIT, ControlKind.EMAIL, ControlKind.LOGIN})
_MONEY = frozenset({FieldKey.FEE, FieldKey.PAYMENT})
# Where the way back may stand, and how surely: what the result is ("Giấy phép") and the last of the steps tell it on some pages.
_RESULTS = {FieldKey.CHANNEL_OUT: 2, FieldKey.RESULT: 1, FieldKey.STEPS: 1}
_SHOWN = frozenset({FieldKey.OTHER, FieldKey.NAME, FieldKey.CODE})


class Adds(StrEnum):
    """Kinds of evidence that a part may add to its page."""

    WAYS = "ways"  # to apply
    FORMS = "forms"
    MONEY = "money"  # the fee, and how it is paid
    RESULTS = "results"  # how the result comes back
    FACTS = "facts"  # any value


# What decides the level of a procedure (levels.md §6.19), the first first: of one whose dossier can be sent, and by what stands behind its
# control; nothing more of one that only takes files; the forms of all others.
_SENT = (Adds.MONEY, Adds.RESULTS)
_DECIDING = {
    Behind.E_FORM: (Adds.MONEY,),
    Behind.UPLOAD: (),
    Behind.GATE: _SENT,
    Behind.NOT_FOLLOWED: _SENT,
    Behind.OUTAGE: _SENT,
    Behind.PROCEDURE: _SENT,
}


def deciding(behind: Iterable[Behind]) -> tuple[Adds, ...]:
    """What the level of a procedure depends on, the first first. `behind`: what stands behind each of its controls to apply."""
    told = [_DECIDING[one] for one in behind if one in _DECIDING]
    return max(told, key=len) if told else (Adds.FORMS,)


@dataclass
class Worth:
    """What a part of one kind of page was seen to add. The kinds of evidence decide which part comes first."""

    promising: bool = False  # whether its words announce forms or the way to apply
    added: Counter[Adds] = field(default_factory=Counter)
    tried: Counter[str] = field(default_factory=Counter)  # pages that it was read for, by their declared level

    def note(self, base: ProcedureReading, found: ProcedureReading) -> None:
        """Count what a part says that its page does not."""
        filled = {cell.key for cell in base.fields if cell.text}
        new = {cell.key for cell in found.fields if cell.text} - filled - _SHOWN
        named = {form.named for form in base.forms}
        controls = {control.signature for control in base.controls}
        files = any(form.file is not None for form in found.forms if form.named not in named)
        ways = sum(c.kind in _WAYS and not c.in_chrome and c.signature not in controls for c in found.controls)
        self.added[Adds.FORMS] += files or FieldKey.FORMS in new
        self.added[Adds.WAYS] += ways
        self.added[Adds.MONEY] += len(new & _MONEY)
        self.added[Adds.RESULTS] += sum(_RESULTS.get(key, 0) for key in new)
        self.added[Adds.FACTS] += len(new)

    def may_add(self, level: str) -> bool:
        """Whether it may hold something for a page of this level. Announced forms are not written off because a few pages have none."""
        return any(self.added.values()) or self.promising or self.tried[level] < SAMPLES

    def adds_as_much(self, other: Worth) -> bool:
        """Whether it added at least as much of everything as another part did."""
        return any(self.added.values()) and all(self.added[kind] >= other.added[kind] for kind in Adds)

    def rank(self, wanted: Sequence[Adds]) -> tuple[int, ...]:
        """The order of parts for a procedure whose level depends on what is `wanted`."""
        others = (kind for kind in (Adds.FORMS, Adds.MONEY, Adds.RESULTS) if kind not in wanted)
        return tuple(self.added[kind] for kind in (Adds.WAYS, *wanted, *others))

    def may_decide(self, wanted: Sequence[Adds]) -> bool:
        """Whether it may hold what the level of a procedure depends on."""
        return any(self.added[kind] for kind in (Adds.WAYS, *wanted)) or (self.promising and Adds.FORMS in wanted)
