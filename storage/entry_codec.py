"""A judged entry as a few hundred bytes, and back.

The format is a list of the fields in their declared order, as JSON, compressed with a fixed dictionary. It says every field of
the types by hand: twice as fast as a generic walk, and a test fails when a type gets a field that is not stored.
"""

from __future__ import annotations

import json
import threading
from hashlib import blake2b
from typing import Any

import zstandard
from pydantic_core import PydanticSerializationError, to_json

from classifier.model import Declared, Entry, Evidence, Features, Finding, Information
from classifier.vocabulary import Flag, Forms, Payment, Result, Scheme, Submission, Tier

HASH_SIZE = 16
_LEVEL = 6
_MAX_SIZE = 4 << 20  # bytes; an entry is far smaller, a damaged row must not fill the memory

# What most entries have in common. Fixed for ever: stored rows cannot be read without it.
_COMMON = (
    '["1.000948.000.00.00.H38","Cấp lại giấy chứng nhận đăng ký","Sở Nông nghiệp và Môi trường","Sở Tài chính","Sở Y tế","Sở Xây d'
    'ựng","Ủy ban nhân dân cấp xã","Phòng Kinh tế","Lĩnh vực","province","district","commune","https://dichvucong.tinh.gov.vn/thu-'
    'tuc-hanh-chinh/chi-tiet?ma-thu-tuc=",["ND43-2011","3","Mức độ 3"],["ND42-2022","toan-trinh","Toàn trình"],["ND224-2026","mot-'
    'phan","Một phần"],["ND42-2022","cung-cap-thong-tin","Còn lại"],[["a","b","c","d","đ","e","g","h","i","k","l"],[],[],11],"not_'
    'applicable","upload_only","external","in_person","online","unknown","stated",["declared_above_evidence","information_incomple'
    'te","no_declared_label","forms_unlinked","fee_unknown","http_only","declared_below_evidence"],[["information","https://","Trì'
    'nh tự thực hiện"],["forms","https://","Mẫu đơn, tờ khai"],["submission","https://","Nộp hồ sơ trực tuyến"],["payment","https:'
    '//","Thanh toán trực tuyến"],["result","https://","Trả kết quả"],["declared","https://","Mức độ"]],"level=","level_max=","str'
    'ict_level=","payment=","submission=yes","submission=no","submission=unknown","forms=yes","forms=no","result=in_person","flag='
).encode()
_local = threading.local()


def encode(entry: Entry) -> bytes:
    """The entry as canonical JSON: the same entry gives the same bytes."""
    plain = _plain(entry)
    try:
        return to_json(plain)  # the bytes of the line below, in half its time
    except PydanticSerializationError:  # half of a surrogate pair
        return json.dumps(plain, ensure_ascii=False, separators=(",", ":")).encode("utf-8", "replace")


def digest(data: bytes) -> bytes:
    """The identity of some stored bytes."""
    return blake2b(data, digest_size=HASH_SIZE).digest()


def compress(encoded: bytes) -> bytes:
    compressor = getattr(_local, "compressor", None)
    if compressor is None:
        compressor = _local.compressor = zstandard.ZstdCompressor(level=_LEVEL, dict_data=_dictionary(), write_content_size=True)
    return bytes(compressor.compress(encoded))


def decode(packed: bytes) -> Entry:
    """The entry of a stored `detail`. Raises `ValueError` for bytes that are none."""
    decompressor = getattr(_local, "decompressor", None)
    if decompressor is None:
        decompressor = _local.decompressor = zstandard.ZstdDecompressor(dict_data=_dictionary())
    try:
        return _entry(json.loads(decompressor.decompress(packed, max_output_size=_MAX_SIZE)))
    except zstandard.ZstdError as error:
        raise ValueError(f"a stored entry is damaged: {error}") from None


def _dictionary() -> zstandard.ZstdCompressionDict:
    return zstandard.ZstdCompressionDict(_COMMON, dict_type=zstandard.DICT_TYPE_RAWCONTENT)


def _plain(entry: Entry) -> list[Any]:
    information, features, declared = entry.features.information, entry.features, entry.declared
    return [
        entry.code,
        entry.name,
        entry.field,
        entry.agency,
        entry.tier,
        entry.url,
        entry.level,
        entry.level_max,
        entry.strict_level,
        [declared.scheme, declared.value, declared.text],
        [
            [information.present, information.empty, information.missing, information.required],
            features.forms,
            features.forms_linked,
            features.forms_named,
            features.submission,
            features.payment,
            features.result,
            features.provided_via,
            features.status_lookup,
            features.statistics,
        ],
        entry.flags,
        [_evidence_plain(e) for e in entry.evidence],
        [[f.rule, f.found, f.effect, [_evidence_plain(e) for e in f.evidence], f.values] for f in entry.findings],
        entry.reason,
        entry.key,
        entry.next_level,
    ]


def _evidence_plain(evidence: Evidence) -> list[str]:
    return [evidence.feature, evidence.url, evidence.quote]


def _entry(plain: list[Any]) -> Entry:
    (
        code,
        name,
        field,
        agency,
        tier,
        url,
        level,
        level_max,
        strict,
        declared,
        features,
        flags,
        evidence,
        findings,
        reason,
        key,
        next_level,
    ) = plain
    return Entry(
        code=code,
        name=name,
        field=field,
        agency=agency,
        tier=None if tier is None else Tier(tier),
        url=url,
        level=level,
        level_max=level_max,
        strict_level=strict,
        declared=Declared(None if declared[0] is None else Scheme(declared[0]), declared[1], declared[2]),
        features=_features(features),
        flags=tuple(Flag(flag) for flag in flags),
        evidence=tuple(Evidence(*e) for e in evidence),
        findings=tuple(
            Finding(rule, found, effect, tuple(Evidence(*e) for e in seen), tuple(values)) for rule, found, effect, seen, values in findings
        ),
        reason=reason,
        key=key,
        next_level=tuple(next_level),
    )


def _features(plain: list[Any]) -> Features:
    information, forms, linked, named, submission, payment, result, via, lookup, statistics = plain
    present, empty, missing, required = information
    return Features(
        information=Information(tuple(present), tuple(empty), tuple(missing), required),
        forms=Forms(forms),
        forms_linked=linked,
        forms_named=named,
        submission=Submission(submission),
        payment=Payment(payment),
        result=Result(result),
        provided_via=via,
        status_lookup=lookup,
        statistics=statistics,
    )
