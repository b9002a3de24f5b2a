"""One example of each document of the contract, for the API's description. A test holds them to the published schemas."""

from __future__ import annotations

from typing import Any

_ENTRY: dict[str, Any] = {
    "code": "1.004227.000.00.00.H27",
    "name": "Đăng ký biến động về sử dụng đất, tài sản gắn liền với đất",
    "field": "Đất đai",
    "agency": "Sở Nông nghiệp và Môi trường",
    "tier": "province",
    "url": "https://dichvucong.example.gov.vn/tthc/1.004227",
    "level": 3,
    "level_max": 3,
    "strict_level": 1,
    "declared": {"scheme": "ND224-2026", "value": "toan-trinh"},
    "features": {
        "information": {"present": 11, "required": 11, "missing": []},
        "forms": "yes",
        "forms_linked": 2,
        "forms_named": 2,
        "provided_via": None,
        "submission": "yes",
        "payment": "no",
        "result": "online",
    },
    "flags": ["bank_account_only"],
    "evidence": [
        {"feature": "submission", "url": "https://dichvucong.example.gov.vn/tthc/1.004227", "quote": "Nộp hồ sơ trực tuyến"},
    ],
}
_COUNTS = {"0": 0, "1": 3, "2": 9, "3": 12, "4": 6, "unknown": 0}

LEVELS: dict[str, Any] = {
    "schema": "mucdo.levels/1",
    "at": "2026-11-22T23:59:59+07:00",
    "procedures": [{**_ENTRY, "portal": "ha-tinh", "province": "Hà Tĩnh", "since": "2026-11-03", "run": 412}],
    "summary": _COUNTS,
}

EXPLAIN: dict[str, Any] = {
    "schema": "mucdo.explain/1",
    **_ENTRY,
    "rules": [],
    "next_level": [],
    "history": [],
    "annotations": [{"text": "Đã bổ sung thanh toán từ 01/12.", "author": "lan", "link": None, "at": "2026-11-21T09:00:00+07:00"}],
}

CHANGES: dict[str, Any] = {
    "schema": "mucdo.changes/1",
    "since": "2026-11-16T00:00:00+07:00",
    "until": "2026-11-22T23:59:59+07:00",
    "changes": [
        {
            "kind": "upgrade",
            "portal": "ha-tinh",
            "url": _ENTRY["url"],
            "code": _ENTRY["code"],
            "name": _ENTRY["name"],
            "agency": _ENTRY["agency"],
            "from": 2,
            "to": 3,
            "declared_from": "mot-phan",
            "declared_to": "toan-trinh",
            "first_seen": "2026-11-19",
            "confirmed": "2026-11-20",
            "evidence": _ENTRY["evidence"],
        }
    ],
    "portals_not_read": [{"portal": "ca-mau", "since": "2026-11-18", "outcome": "blocked"}],
}

PLAN: dict[str, Any] = {
    "schema": "mucdo.plan/1",
    "at": "2026-11-22",
    "documents": [],
    "targets": [],
    "summary": {"at_due": {"met": 41, "missed": 12}, "current": {"met": 44, "missed": 9}},
}

CHECK: dict[str, Any] = {
    "schema": "mucdo.check/1",
    "url": "https://dichvucong.example.gov.vn/",
    "at": "2026-11-22T01:00:00+07:00",
    "outcome": "ok",
    "reason": "",
    "portal": {"platform": "igate", "title": "Cổng dịch vụ công"},
    "coverage": {"listed": 30, "read": 30, "failed": 0, "pages": 42, "rendered": 3, "complete": True},
    "procedures": [_ENTRY],
    "summary": _COUNTS,
    "warnings": [],
}
