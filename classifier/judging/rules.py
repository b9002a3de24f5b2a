"""The rule book: every edge rule with the function that does its work."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from classifier.features import forms, payment, result, submission
from classifier.findings import declared
from classifier.findings.rules_text import RULE_TEXTS, RuleId, RuleText
from classifier.judging import level, standing
from classifier.judging.assess import assess
from classifier.version import RULES_VERSION

__all__ = ["RULES", "RULES_VERSION", "Rule", "rule"]


@dataclass(frozen=True, slots=True)
class Rule:
    """One rule: its words, and the function that decides it whenever a procedure is judged."""

    id: RuleId
    text: RuleText
    decide: Callable[..., object]


_DECIDED_BY: dict[RuleId, Callable[..., object]] = {
    RuleId.NO_FEE: payment.no_fee,
    RuleId.PAY_LATER: payment.pay_later,
    RuleId.RESULT_BY_POST: result.result,
    RuleId.NO_FORM: forms.no_form,
    RuleId.SOME_FORMS: forms.some_forms,
    RuleId.UPLOAD_ONLY: submission.upload_only,
    RuleId.EMAIL: submission.email,
    RuleId.OTHER_SYSTEM: submission.other_system,
    RuleId.LOGIN_GATE: submission.login_gate,
    RuleId.LEVEL_HIDDEN: standing.hidden_label_rule,
    RuleId.DECLARED_4_IN_PERSON: standing.declared_in_person_rule,
    RuleId.INFORMATION: level.strict_level,
    RuleId.BELOW_ONE: level.below_level_one,
    RuleId.WITHDRAWN: standing.withdrawn_rule,
    RuleId.MANY_AGENCIES: standing.agencies_rule,
    RuleId.CASES: assess,
    RuleId.TRANSPORT: standing.transport_rule,
    RuleId.LABEL_FORMS: declared.declare,
    RuleId.TABLE: level.level_of,
}

RULES: tuple[Rule, ...] = tuple(Rule(id_, RULE_TEXTS[id_], _DECIDED_BY[id_]) for id_ in RuleId)

_BY_ID = {rule.id.value: rule for rule in RULES}


def rule(id_: str) -> Rule:
    """The rule with this id. Raises KeyError for an id that no rule has."""
    return _BY_ID[id_]
