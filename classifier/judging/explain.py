"""Why an entry has its level: the rules in order, what each found, in whose words, and what is missing for the next level."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from classifier.findings.messages import message
from classifier.judging.entry_json import entry_to_json
from classifier.judging.rules import RULES_VERSION, rule
from classifier.judging.value_words import effect_words, items_in_words, scheme_words, values_in_words
from classifier.model import Entry, Evidence, Finding
from classifier.vocabulary import Flag


@dataclass(frozen=True, slots=True)
class Step:
    """One rule's part in the label, in one language. `effect`: the code for programs, `effect_words` the same for people."""

    id: str
    title: str
    source: str
    found: str
    effect: str
    effect_words: str
    evidence: tuple[Evidence, ...]


@dataclass(frozen=True, slots=True)
class Explanation:
    """The whole argument. `to_reach`: the next level, None at level 4 and when the level is unknown."""

    entry: Entry
    steps: tuple[Step, ...]
    to_reach: int | None
    missing: tuple[str, ...]
    rules_version: str


def explain(entry: Entry, language: str = "vi") -> Explanation:
    """Put an entry's findings into words. Raises KeyError when a stored finding names a rule or message that is no longer known."""
    steps = tuple(_step(entry, said, language) for said in entry.findings)
    to_reach = entry.level + 1 if entry.level is not None and entry.next_level else None
    return Explanation(entry, steps, to_reach, tuple(message(id_, language) for id_ in entry.next_level), RULES_VERSION)


def _step(entry: Entry, said: Finding, language: str) -> Step:
    applied = rule(said.rule)
    feature = said.effect.partition("=")[0]
    # The items of information are cited once, with the entry; repeating them in the finding would double what is stored.
    seen = said.evidence or tuple(one for one in entry.evidence if one.feature == feature)
    title = applied.text.title_vi if language == "vi" else applied.text.title_en
    found = message(said.found, language, values_in_words(said.found, said.values, language))
    return Step(said.rule, title, applied.text.source, found, said.effect, effect_words(said.effect, language), seen)


def as_text(explanation: Explanation, language: str = "vi") -> str:
    """The argument as lines for a terminal: rule, finding, quote, address."""
    entry = explanation.entry
    lines = [f"{entry.name}" + (f" ({entry.code})" if entry.code else ""), entry.url, *verdict_words(entry, language)]
    for step in explanation.steps:
        lines.append(f"[{step.id}] {step.title}: {step.found} ({step.effect_words}; {step.source})")
        lines.extend(f"    “{seen.quote}” {seen.url}" for seen in step.evidence)
    if explanation.to_reach is not None:
        lines.append(f"Để đạt mức {explanation.to_reach}:" if language == "vi" else f"To reach level {explanation.to_reach}:")
        lines.extend(f"  - {missing}" for missing in explanation.missing)
    return "\n".join(lines)


def verdict_words(entry: Entry, language: str) -> list[str]:
    """What the portal declares, what the page proves, and how the two differ: a line each."""
    vietnamese = language == "vi"
    lines = [f"{'Cổng công bố' if vietnamese else 'Declared by the portal'}: {_declared(entry, language)}"]
    proved = "Theo bằng chứng" if vietnamese else "By evidence"
    if entry.level is None:
        return [*lines, f"{proved}: {message(entry.reason, language) if entry.reason else '?'}"]
    level = effect_words(f"level={entry.level}", language).partition(": ")[2]
    level = level if entry.level == 0 else f"{'mức' if vietnamese else 'level'} {level}"
    if entry.level_max is not None and entry.level_max > entry.level:
        level += f"; trang không loại trừ mức {entry.level_max}" if vietnamese else f"; level {entry.level_max} is not ruled out"
    lines.append(f"{proved}: {level}")
    if entry.strict_level is not None and entry.strict_level < entry.level:
        lines.append(_strict(entry, language))
    compared = (f for f in entry.flags if f in {Flag.DECLARED_ABOVE_EVIDENCE, Flag.DECLARED_BELOW_EVIDENCE})
    lines += [effect_words(f"flag={flag}", language).partition(": ")[2].capitalize() for flag in compared]
    return lines


def _declared(entry: Entry, language: str) -> str:
    declared = entry.declared
    if declared.value is None:
        return effect_words("flag=no_declared_label", language).partition(": ")[2]
    value = effect_words(f"declared={declared.value}", language).partition(": ")[2]
    value = f"{'mức' if language == 'vi' else 'level'} {value}" if declared.value[:1].isdigit() else value
    return f"{value} ({scheme_words(declared.scheme)})" if declared.scheme else value


def _strict(entry: Entry, language: str) -> str:
    """The level to the letter of the cumulative definitions, and which items are missing."""
    information = entry.features.information
    lacking = items_in_words(", ".join((*information.missing, *information.empty)), language)
    if language == "vi":
        return f"Mức chặt (cộng dồn): {entry.strict_level}" + (f"; thiếu nội dung: {lacking}" if lacking else "")
    return f"Strict (cumulative) level: {entry.strict_level}" + (f"; missing items: {lacking}" if lacking else "")


def as_json(explanation: Explanation) -> dict[str, Any]:
    """`mucdo.explain/1` without what only the database knows: `history` and `annotations` are empty and filled in by the caller."""
    return {
        "schema": "mucdo.explain/1",
        **entry_to_json(explanation.entry),
        "rules": [
            {
                "id": step.id,
                "source": step.source,
                "found": step.found,
                "effect": step.effect,
                "evidence": [{"feature": seen.feature, "url": seen.url, "quote": seen.quote} for seen in step.evidence],
            }
            for step in explanation.steps
        ],
        "next_level": list(explanation.missing),
        "history": [],
        "annotations": [],
    }
