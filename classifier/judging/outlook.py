"""What is missing for the next level, as message ids: the question an officer asks after seeing a level."""

from __future__ import annotations

from classifier.judging.level import Level
from classifier.model import Features, Forms, Payment, Result, Submission


def next_level(features: Features, level: Level) -> tuple[str, ...]:
    """Message ids of what is missing, most important first; empty at level 4 and when nothing was read."""
    if level.level is None or level.level == 4:
        return ()
    if level.level == 0:
        return tuple(f"need_item_{item}" for item in ("b", "d") if item not in features.information.present)
    if level.level == 3:
        return _for_level_4(features)
    if features.submission is Submission.UPLOAD_ONLY:
        return ("need_e_form_instead_of_upload",)
    if level.level == 2:
        return (_sending(features),)
    return (_form_links(features),)


def _for_level_4(features: Features) -> tuple[str, ...]:
    needs = []
    if features.payment is Payment.UNKNOWN:
        needs.append("need_fee_or_payment_stated")
    elif features.payment is Payment.NO:
        needs.append("need_payment_function")
    # A form seen to its end needs no word about the result, unless paying online is only said in words.
    if features.result is Result.UNKNOWN and (features.submission is Submission.GATE or features.payment is Payment.STATED):
        needs.append("need_result_channel")
    return tuple(needs)


def _sending(features: Features) -> str:
    return {
        Submission.EMAIL: "need_e_form_instead_of_email",
        Submission.EXTERNAL: "need_link_to_this_procedure",
        Submission.UNKNOWN: "need_visible_submission",
    }.get(features.submission, "need_online_submission")


def _form_links(features: Features) -> str:
    return {Forms.SOME: "need_all_forms_linked", Forms.UNKNOWN: "need_forms_stated"}.get(features.forms, "need_forms_linked")
