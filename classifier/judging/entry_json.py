"""An entry as JSON: the contract's form, and a stored form that loses nothing."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from classifier.model import (
    Declared,
    Entry,
    Evidence,
    Features,
    Finding,
    Flag,
    Forms,
    Information,
    Payment,
    Result,
    Scheme,
    Submission,
    Tier,
)


def entry_to_json(entry: Entry) -> dict[str, Any]:
    """The `procedures[]` entry of `mucdo.check/1`, exactly."""
    return {
        "code": entry.code,
        "name": entry.name,
        "field": entry.field,
        "agency": entry.agency,
        "tier": _plain(entry.tier),
        "url": entry.url,
        "level": entry.level,
        "level_max": entry.level_max,
        "strict_level": entry.strict_level,
        "declared": {"scheme": _plain(entry.declared.scheme), "value": entry.declared.value},
        "features": _features_to_json(entry.features),
        "flags": [flag.value for flag in entry.flags],
        "evidence": [_evidence_to_json(seen) for seen in entry.evidence],
    }


def entry_to_stored(entry: Entry) -> dict[str, Any]:
    """The contract's form and, under `stored`, what it leaves out; `entry_from_json` gives back an equal entry."""
    information = entry.features.information
    return entry_to_json(entry) | {
        "stored": {
            "label": entry.declared.text,
            "information": {"present": list(information.present), "empty": list(information.empty), "missing": list(information.missing)},
            "status_lookup": entry.features.status_lookup,
            "statistics": entry.features.statistics,
            "findings": [
                {
                    "rule": said.rule,
                    "found": said.found,
                    "effect": said.effect,
                    "evidence": [_evidence_to_json(seen) for seen in said.evidence],
                    "values": list(said.values),
                }
                for said in entry.findings
            ],
            "reason": entry.reason,
            "key": entry.key,
            "next_level": list(entry.next_level),
        }
    }


def entry_from_json(data: Mapping[str, Any]) -> Entry:
    """Either form back. From the contract's form alone, what it does not carry is empty. Raises KeyError/ValueError on other JSON."""
    stored: Mapping[str, Any] = data.get("stored", {})
    declared = data["declared"]
    return Entry(
        code=data["code"],
        name=data["name"],
        field=data["field"],
        agency=data["agency"],
        tier=Tier(data["tier"]) if data["tier"] is not None else None,
        url=data["url"],
        level=data["level"],
        level_max=data["level_max"],
        strict_level=data["strict_level"],
        declared=Declared(
            Scheme(declared["scheme"]) if declared["scheme"] is not None else None, declared["value"], stored.get("label", "")
        ),
        features=_features_from_json(data["features"], stored),
        flags=tuple(Flag(flag) for flag in data["flags"]),
        evidence=_evidence_from_json(data["evidence"]),
        findings=tuple(
            Finding(said["rule"], said["found"], said["effect"], _evidence_from_json(said["evidence"]), tuple(said["values"]))
            for said in stored.get("findings", ())
        ),
        reason=stored.get("reason", ""),
        key=stored.get("key"),
        next_level=tuple(stored.get("next_level", ())),
    )


def summary(entries: Iterable[Entry]) -> dict[str, int]:
    """How many entries stand at each evidenced level; every key is there, "unknown" last."""
    counts = dict.fromkeys(("0", "1", "2", "3", "4", "unknown"), 0)
    for entry in entries:
        counts["unknown" if entry.level is None else str(entry.level)] += 1
    return counts


def _plain(value: Tier | Scheme | None) -> str | None:
    return None if value is None else value.value


def _features_to_json(features: Features) -> dict[str, Any]:
    information = features.information
    lacking = {*information.empty, *information.missing}
    return {
        "information": {
            "present": len(information.present),
            "required": information.required,
            "missing": [item for item in "abcdđeghikl" if item in lacking],
        },
        "forms": features.forms.value,
        "forms_linked": features.forms_linked,
        "forms_named": features.forms_named,
        "provided_via": features.provided_via,
        "submission": features.submission.value,
        "payment": features.payment.value,
        "result": features.result.value,
    }


def _features_from_json(data: Mapping[str, Any], stored: Mapping[str, Any]) -> Features:
    items = stored.get("information")
    missing = data["information"]["missing"]
    if items is None:  # the contract's form does not tell an empty item from a missing one
        items = {"present": [item for item in "abcdđeghikl" if item not in missing], "empty": [], "missing": missing}
        if not data["information"]["present"]:
            items["present"] = []
    return Features(
        information=Information(tuple(items["present"]), tuple(items["empty"]), tuple(items["missing"]), data["information"]["required"]),
        forms=Forms(data["forms"]),
        forms_linked=data["forms_linked"],
        forms_named=data["forms_named"],
        submission=Submission(data["submission"]),
        payment=Payment(data["payment"]),
        result=Result(data["result"]),
        provided_via=data["provided_via"],
        status_lookup=stored.get("status_lookup"),
        statistics=stored.get("statistics"),
    )


def _evidence_to_json(seen: Evidence) -> dict[str, str]:
    return {"feature": seen.feature, "url": seen.url, "quote": seen.quote}


def _evidence_from_json(data: Iterable[Mapping[str, str]]) -> tuple[Evidence, ...]:
    return tuple(Evidence(seen["feature"], seen["url"], seen["quote"]) for seen in data)
