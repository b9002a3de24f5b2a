"""Digests for the mail tests: a busy week of a province, and a quiet one."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime
from typing import Any
from zoneinfo import ZoneInfo

from scheduler.mail.model import ChangeLine, Digest, NearLine, SiteLine, TargetLine, UnreadLine

HCM = ZoneInfo("Asia/Ho_Chi_Minh")
LONG = "Cấp giấy phép xây dựng mới đối với công trình không theo tuyến"
DUE = date(2020, 12, 31)
QUIET = Digest("2026-W47", date(2026, 11, 16), date(2026, 11, 22), datetime(2026, 11, 23, 7, 0, tzinfo=HCM), ("Hà Tĩnh",))


def change(kind: str, number: int = 1, before: int | None = 2, after: int | None = 3, **other: Any) -> ChangeLine:
    values: dict[str, Any] = {
        "kind": kind,
        "portal": "ha-tinh",
        "url": f"https://dichvucong.hatinh.example/thu-tuc/{number}",
        "code": f"1.{number:06d}.000.00.00.H27",
        "name": "Đăng ký khai sinh có yếu tố nước ngoài"
        if number % 2
        else "Cấp giấy phép xây dựng mới đối với công trình không theo tuyến",
        "agency": "Sở Tư pháp" if number % 2 else "Sở Xây dựng",
        "level_from": before,
        "level_to": after,
        "declared_from": "3",
        "declared_to": "3",
        "confirmed": date(2026, 11, 18),
        "evidence": "Nộp hồ sơ trực tuyến",
    }
    return ChangeLine(**(values | other))


BUSY = replace(
    QUIET,
    changes=(
        *(change("upgrade", n, declared_to="4" if n == 1 else "3") for n in range(1, 4)),
        change("downgrade", 4, 4, 2),
        change("new", 5, None, 2, declared_from=None, declared_to="2"),
        change("gone", 6, 3, None, declared_to=None),
        change("declared", 7, 3, 3, declared_from="2", declared_to="3"),
    ),
    corrections=(change("upgrade", 8),),
    unread=(UnreadLine("huong-khe", "Một cửa huyện Hương Khê", date(2026, 11, 12), "blocked"),),
    targets=(
        TargetLine("HT-02", "Hà Tĩnh", "Tỷ lệ dịch vụ hành chính công trực tuyến mức độ 3", DUE, 90.0, "percent", (61.2, 80.0),
                   (62.5, 81.25), "không đạt", "không đạt", "theo nhãn công bố", compare=">="),
        TargetLine("HT-03", "Hà Tĩnh", "Tỷ lệ mức độ 4 trong các lĩnh vực quan trọng", DUE, 30.0, "percent", (28.0, 28.0),
                   (31.0, 31.0), "không đạt", "đạt", "theo nhãn công bố", compare=">="),
    ),
    sites=(
        SiteLine("Hà Tĩnh", "Sở Nội vụ tỉnh Hà Tĩnh", "http://sonoivu.hatinh.example/", "lost", date(2026, 11, 21), ("Hỏi đáp (Điều 15)",)),
        SiteLine("Hà Tĩnh", "UBND huyện Đức Thọ", "http://ductho.hatinh.example/", "went", date(2026, 11, 20)),
    ),
    nearest=tuple(
        NearLine("ha-tinh", f"https://dichvucong.hatinh.example/thu-tuc/{n}", f"1.00{n}", "Cấp bản sao trích lục hộ tịch", "Sở Tư pháp", 3,
                 ("need_payment_function",))
        for n in range(100, 105)
    ),
    levels_before={"0": 2, "1": 40, "2": 310, "3": 402, "4": 120, "unknown": 12},
    levels_now={"0": 2, "1": 38, "2": 301, "3": 411, "4": 124, "unknown": 10},
    joined=1204,
    dashboard="https://mucdo.hatinh.example/changes?since=2026-11-16&until=2026-11-22&province=ha-tinh",
)  # fmt: skip
