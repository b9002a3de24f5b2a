"""The codes of the closed vocabularies as words for people: what `mucdo explain` shows in place of `submission=gate`."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from classifier.vocabulary import Scheme

_Words = dict[str, tuple[str, str]]

FEATURES: _Words = {
    "information": ("nội dung thông tin", "information items"),
    "forms": ("mẫu đơn, tờ khai", "forms"),
    "submission": ("nộp hồ sơ", "submission"),
    "payment": ("thanh toán", "payment"),
    "result": ("trả kết quả", "result"),
    "level": ("mức", "level"),
    "level_max": ("mức cao nhất", "highest level"),
    "declared": ("mức công bố", "declared"),
    "flag": ("lưu ý", "note"),
}
_UNKNOWN = ("chưa rõ", "unknown")
VALUES: dict[str, _Words] = {
    "forms": {
        "yes": ("tải được đủ", "all can be downloaded"),
        "some": ("chỉ tải được một số", "only some can be downloaded"),
        "no": ("không tải được", "none can be downloaded"),
        "not_applicable": ("không cần mẫu", "none needed"),
        "unknown": _UNKNOWN,
    },
    "submission": {
        "yes": ("biểu mẫu điện tử", "interactive form"),
        "upload_only": ("chỉ tải tệp lên", "upload only"),
        "gate": ("sau khi đăng nhập", "behind a login"),
        "external": ("ở hệ thống khác", "on another system"),
        "email": ("qua thư điện tử hoặc mạng xã hội", "by e-mail or a chat"),
        "no": ("không nộp trực tuyến được", "not possible online"),
        "unknown": _UNKNOWN,
    },
    "payment": {
        "yes": ("có chức năng thanh toán trực tuyến", "payment function"),
        "stated": ("trang nêu có thể thanh toán trực tuyến", "said to be possible online"),
        "no": ("không thanh toán trực tuyến được", "not possible online"),
        "not_applicable": ("không thu phí", "no fee"),
        "unknown": _UNKNOWN,
    },
    "result": {
        "online": ("trực tuyến", "online"),
        "post": ("qua bưu chính", "by post"),
        "in_person": ("trực tiếp", "in person"),
        "unknown": _UNKNOWN,
    },
    "level": {"null": _UNKNOWN, "0": ("dưới mức 1", "below level 1")},
    "declared": {
        "toan-trinh": ("toàn trình", "toàn trình (whole process online)"),
        "mot-phan": ("một phần", "một phần (partly online)"),
        "cung-cap-thong-tin": ("cung cấp thông tin", "cung cấp thông tin (information only)"),
        "1-2": ("1 hoặc 2", "1 or 2"),
        "2-3": ("2 hoặc 3", "2 or 3"),
    },
    "flag": {
        "declared_above_evidence": ("công bố cao hơn bằng chứng", "declared above the evidence"),
        "declared_below_evidence": ("công bố thấp hơn bằng chứng", "declared below the evidence"),
        "eligible_for_4": ("đủ điều kiện công bố mức 4", "eligible for level 4"),
        "information_incomplete": ("thông tin chưa đủ", "information incomplete"),
        "forms_unlinked": ("mẫu đơn không có tệp", "forms without a file"),
        "forms_dead": ("tệp mẫu đơn hỏng", "dead form files"),
        "upload_only": ("chỉ tải tệp lên, không có biểu mẫu điện tử", "upload only, no e-form"),
        "submission_email": ("nộp qua thư điện tử", "submission by e-mail"),
        "submission_dead_end": ("nút nộp không dẫn tới đâu", "the submit control leads nowhere"),
        "bank_account_only": ("chỉ có số tài khoản", "bank account only"),
        "fee_unknown": ("chưa rõ phí, lệ phí", "fee unknown"),
        "no_declared_label": ("không công bố mức độ", "no declared label"),
        "code_malformed": ("mã thủ tục sai dạng", "malformed code"),
        "duplicate_code": ("mã trùng", "duplicate code"),
        "suspended": ("tạm dừng", "suspended"),
        "abolished": ("đã bãi bỏ", "abolished"),
        "test_entry": ("mục thử nghiệm", "test entry"),
        "http_only": ("chỉ có HTTP, không mã hóa", "plain HTTP only"),
    },
}
ITEMS: _Words = {
    "a": ("tên thủ tục", "name"),
    "b": ("trình tự thực hiện", "steps"),
    "c": ("cách thức thực hiện", "manner"),
    "d": ("thành phần, số lượng hồ sơ", "dossier"),
    "đ": ("thời hạn giải quyết", "time limit"),
    "e": ("đối tượng thực hiện", "who may apply"),
    "g": ("cơ quan giải quyết", "agency"),
    "h": ("kết quả thực hiện", "result"),
    "i": ("mẫu đơn, yêu cầu điều kiện, phí và lệ phí", "forms, conditions, fee"),
    "k": ("hình thức nhận hồ sơ, trả kết quả", "how dossiers are taken and results returned"),
    "l": ("văn bản quy phạm pháp luật", "legal basis"),
}
SCHEMES: dict[str, str] = {
    Scheme.ND43_2011: "NĐ 43/2011/NĐ-CP",
    Scheme.ND42_2022: "NĐ 42/2022/NĐ-CP",
    Scheme.ND224_2026: "NĐ 224/2026/NĐ-CP",
    Scheme.CD_2026: "NĐ 224/2026/NĐ-CP Điều 16",
}
_THIS_PORTAL = ("một trang khác của chính cổng này", "another page of this portal")


def effect_words(effect: str, language: str) -> str:
    """A finding's effect ("submission=gate") as words; a name or value that no vocabulary holds stays as it is."""
    name, _, value = effect.partition("=")
    return f"{_say(FEATURES.get(name), name, language)}: {_value(name, value, language)}"


def values_in_words(found: str, values: Sequence[str], language: str) -> tuple[str, ...]:
    """The values of a finding as its message says them: codes become words, numbers and quotes stay."""
    speak = _SPOKEN.get(found, ())
    return tuple(speak[place](value, language) if place < len(speak) else value for place, value in enumerate(values))


def _say(pair: tuple[str, str] | None, otherwise: str, language: str) -> str:
    return otherwise if pair is None else pair[language != "vi"]


def _value(name: str, value: str, language: str) -> str:
    return _say(VALUES.get(name, {}).get(value), value, language)


def _of(name: str) -> Callable[[str, str], str]:
    return lambda value, language: _value(name, value, language)


def _as_it_is(value: str, language: str) -> str:
    return value


def items_in_words(letters: str, language: str) -> str:
    """ "b, l" with the name of each item behind its letter."""
    return "; ".join(f"{letter} ({_say(ITEMS[letter], letter, language)})" if letter in ITEMS else letter for letter in letters.split(", "))


def scheme_words(value: str, language: str = "vi") -> str:
    """The act that a label belongs to."""
    return SCHEMES.get(value, value)


def _host(value: str, language: str) -> str:
    return _say(_THIS_PORTAL, value, language) if value in ("", "?") else value


def _cases(listed: str, language: str) -> str:
    """ "Cấp mới: 3; Cấp lại: ?", where a level may be unknown."""
    return "; ".join(one[:-1] + _say(_UNKNOWN, "?", language) if one.endswith(": ?") else one for one in listed.split("; "))


_SPOKEN: dict[str, tuple[Callable[[str, str], str], ...]] = {
    "information_incomplete": (_as_it_is, _as_it_is, items_in_words),
    "below_level_one": (items_in_words,),
    "label_read": (_as_it_is, scheme_words, _of("declared")),
    "eligible_for_4": (_of("declared"),),
    "submission_other_system": (_host,),
    "cases_lowest": (_as_it_is, _cases),
    "table_line": (_of("submission"), _of("payment"), _of("result"), _of("forms")),
}
