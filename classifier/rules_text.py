"""The names of the edge rules (levels.md §6)."""

from __future__ import annotations

from enum import StrEnum


class RuleId(StrEnum):
    """One id per rule of levels.md §6, in its order; the table of §6.19 comes last."""

    NO_FEE = "6.1-no-fee"
    PAY_LATER = "6.2-pay-later"
    RESULT_BY_POST = "6.3-result-by-post"
    NO_FORM = "6.4-no-form"
    SOME_FORMS = "6.5-some-forms"
    UPLOAD_ONLY = "6.6-upload-only"
    EMAIL = "6.7-email"
    OTHER_SYSTEM = "6.8-other-system"
    LOGIN_GATE = "6.9-login-gate"
    LEVEL_HIDDEN = "6.10-level-hidden"
    DECLARED_4_IN_PERSON = "6.11-declared-4-in-person"
    INFORMATION = "6.12-information"
    BELOW_ONE = "6.13-below-one"
    WITHDRAWN = "6.14-withdrawn"
    MANY_AGENCIES = "6.15-many-agencies"
    CASES = "6.16-cases"
    TRANSPORT = "6.17-transport"
    LABEL_FORMS = "6.18-label-forms"
    TABLE = "6.19-table"
