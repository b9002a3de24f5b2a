"""Two years of the whole country in a database: 63 provinces, a portal each, the same bytes for the same size.

Rows are written in bulk through the tables' own models; what they say is made up, how many there are and how they hang together is
what a service of two years leaves behind.
"""

from __future__ import annotations

import json
import random
import sys
from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date, datetime, time, timedelta
from hashlib import blake2b
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, insert

from classifier.model import Declared, Entry, Evidence, Features, Finding, Information
from classifier.version import RULES_VERSION
from classifier.vocabulary import Forms, Payment, Result, Scheme, Submission, Tier
from crawler.config import TIME_ZONE
from storage.collation import search_key, sort_key
from storage.engine import Store, learn_sizes, open_store, open_unchecked, upgrade
from storage.entry_codec import compress, digest, encode
from storage.models import Base, CrawlRun, LevelSpan, PageVisit, Portal, Procedure, Slot, Snapshot
from storage.queries.registry import provinces
from storage.snapshots import pack
from storage.tallying import tally_again

UNTIL = date(2020, 12, 31)
NIGHTS = 730
PROCEDURES = 2_000
BATCH = 10_000
_VERBS = (
    "Cấp|Cấp lại|Cấp đổi|Gia hạn|Điều chỉnh|Thẩm định|Phê duyệt|Công nhận|Đăng ký|Xác nhận|Thu hồi|Bổ nhiệm|Chuyển nhượng|Thông báo"
).split("|")
_THINGS = (
    "giấy phép xây dựng|giấy chứng nhận đủ điều kiện kinh doanh dược|chứng chỉ hành nghề hoạt động xây dựng|giấy phép lái xe"
    "|quyền sử dụng đất|giấy phép môi trường|hộ kinh doanh|giấy phép bán lẻ rượu|thẻ hướng dẫn viên du lịch|khai sinh"
    "|giấy phép lao động cho người nước ngoài|chứng nhận an toàn thực phẩm|phương án phòng cháy|đề án khai thác nước dưới đất"
    "|dự án đầu tư|hồ sơ hưởng trợ cấp xã hội|giấy phép thăm dò|quyết định chủ trương đầu tư|phiếu lý lịch tư pháp"
).split("|")
_FIELDS = (
    "Đất đai|Xây dựng|Y tế|Giáo dục|Hộ tịch|Lao động|Đường bộ|Môi trường|Du lịch|Công thương|Dược|Thủy lợi|Đầu tư|Điện|Tư pháp"
).split("|")
_AGENCIES = (
    "Sở Y tế|Sở Xây dựng|Sở Giao thông vận tải|Sở Tư pháp|Sở Công Thương|Sở Kế hoạch và Đầu tư|Sở Tài nguyên và Môi trường|Sở Nội vụ"
    "|Sở Lao động - Thương binh và Xã hội|Sở Nông nghiệp và Phát triển nông thôn|Sở Giáo dục và Đào tạo|Ủy ban nhân dân cấp huyện"
    "|Ủy ban nhân dân cấp xã"
).split("|")
_BY_LEVEL = {
    0: (Forms.NO, Submission.NO, Payment.UNKNOWN),
    1: (Forms.SOME, Submission.NO, Payment.UNKNOWN),
    2: (Forms.YES, Submission.NO, Payment.NO),
    3: (Forms.YES, Submission.GATE, Payment.UNKNOWN),
    4: (Forms.YES, Submission.YES, Payment.NOT_APPLICABLE),
}


def make(path: Path, procedures: int = PROCEDURES, nights: int = NIGHTS) -> None:
    """Write the database unless it is there; an older one is brought to the present schema."""
    if path.exists():
        with open_unchecked(f"sqlite:///{path}") as older:
            upgrade(older)
        return
    path.parent.mkdir(parents=True, exist_ok=True)
    draft = path.with_suffix(".draft")
    draft.unlink(missing_ok=True)
    with open_store(f"sqlite:///{draft}") as store:
        _fill(store, procedures, nights)
        learn_sizes(store)
    for leftover in (f"{draft}-wal", f"{draft}-shm"):
        Path(leftover).unlink(missing_ok=True)
    draft.rename(path)


def _fill(store: Store, procedures: int, nights: int) -> None:
    rng = random.Random(2020)
    days = [UNTIL - timedelta(days=nights - 1 - n) for n in range(nights)]
    with store.read() as connection:
        names = [(record.code, record.name) for record in provinces(connection, UNTIL)]
    details = _details()
    with store.write() as connection:
        _slots_and_portals(connection, names, days)
        _runs(connection, names, days, procedures, rng)
        _snapshots(connection)
    for number, (code, _) in enumerate(names):
        with store.write() as connection:
            first = number * procedures + 1
            _write(connection, Procedure, _procedures(code, first, procedures, number + 1, rng))
            _write(connection, LevelSpan, _spans(first, procedures, days, len(names), number, details, rng))
            tally_again(connection, code)
            _write(connection, PageVisit, _visits(code, first, procedures, (nights - 1) * len(names) + number + 1, days[-1]))
        sys.stderr.write(f"\r{number + 1} of {len(names)} provinces")
    sys.stderr.write("\n")


def _write(connection: Connection, table: type[Base], rows: Iterator[dict[str, Any]]) -> None:
    batch: list[dict[str, Any]] = []
    for row in rows:
        batch.append(row)
        if len(batch) == BATCH:
            connection.execute(insert(table), batch)
            batch = []
    if batch:
        connection.execute(insert(table), batch)


def _moment(day: date) -> datetime:
    return datetime.combine(day, time(1), TIME_ZONE)


def _slots_and_portals(connection: Connection, names: Sequence[tuple[str, str]], days: Sequence[date]) -> None:
    at = [_moment(day) for day in days]
    slots = [
        {"id": n + 1, "kind": "nightly", "scheduled_for": day, "claimed_at": at[n], "claimed_by": "bench", "finished_at": at[n]}
        for n, day in enumerate(days)
    ]
    _write(connection, Slot, iter(slots))
    portals = [
        {
            "id": code, "url": f"https://dichvucong.{code}.example/", "name": f"Cổng dịch vụ công {name}", "province": name,
            "enabled": True, "state": "ok", "state_since": days[0], "state_outcome": "ok", "added_at": at[0],
        }
        for code, name in names
    ]  # fmt: skip
    _write(connection, Portal, iter(portals))


def _runs(connection: Connection, names: Sequence[tuple[str, str]], days: Sequence[date], procedures: int, rng: random.Random) -> None:
    stats = json.dumps({f"requests/{name}": 100 + n for n, name in enumerate(("page", "file", "control", "render", "robots", "retry"))})
    facts = json.dumps({"seen": procedures, "shares": {"code": 1.0, "level": 0.99}, "fell": 0, "rose": 1, "compared": procedures})

    def rows() -> Iterator[dict[str, Any]]:
        for n, day in enumerate(days):
            for portal, (code, _) in enumerate(names):
                state = rng.choices(("ok", "suspect", "failed"), (94, 3, 3))[0] if 0 < n < len(days) - 1 else "ok"
                yield {
                    "id": n * len(names) + portal + 1,
                    "slot_id": n + 1,
                    "portal_id": code,
                    "night": day,
                    "at": _moment(day),
                    "kind": "nightly",
                    "state": state,
                    "attempt": 1,
                    "reported_attempt": 1,
                    "outcome": "error" if state == "failed" else "ok",
                    "reason": "503 Service Unavailable" if state == "failed" else "",
                    "suspect": "",
                    "health": "count_fell: 1200 procedures, usually 2000" if state == "suspect" else "",
                    "listed": procedures,
                    "read": procedures,
                    "failed": 0,
                    "pages": procedures + 50,
                    "rendered": 12,
                    "complete": True,
                    "written": 9,
                    "platform": "generic",
                    "title": "Cổng dịch vụ công",
                    "rules_version": RULES_VERSION,
                    "warnings": "[]",
                    "stats": stats,
                    "facts": facts,
                    "applied": state == "ok",
                    "finished_at": _moment(day) + timedelta(minutes=40),
                }

    _write(connection, CrawlRun, rows())


def _snapshots(connection: Connection) -> None:
    rows = []
    for number in range(40):
        body = "".join(f"<tr><th>Mục {n}</th><td>Trình tự thực hiện bước {n} của thủ tục {number}</td></tr>" for n in range(300))
        page = f"<html><body><h1>Thủ tục {number}</h1><table>{body}</table></body></html>".encode()
        rows.append(
            {
                "hash": _page(number), "url": f"https://dichvucong.example/{number}", "content_type": "text/html; charset=utf-8",
                "rendered": number % 5 == 0, "taken_at": _moment(UNTIL), "size": len(page), "body": pack(page),
            }
        )  # fmt: skip
    connection.execute(insert(Snapshot), rows)


def _page(number: int) -> bytes:
    return blake2b(b"page %d" % number, digest_size=16).digest()


def _procedures(code: str, first: int, count: int, run: int, rng: random.Random) -> Iterator[dict[str, Any]]:
    for number in range(count):
        name = f"{rng.choice(_VERBS)} {rng.choice(_THINGS)} đối với trường hợp {rng.randrange(1, 400)}"
        agency = rng.choice(_AGENCIES)
        national = f"{rng.randrange(1, 3)}.{number:06d}.000.00.00.H{first % 63:02d}"
        tier = Tier.COMMUNE if agency.endswith("xã") else Tier.DISTRICT if agency.endswith("huyện") else Tier.PROVINCE
        key = sort_key(name, national)
        yield {
            "id": first + number, "portal_id": code, "handle": national, "code": national, "key": str(number), "name": name,
            "field": rng.choice(_FIELDS), "agency": agency, "tier": tier, "url": f"https://dichvucong.{code}.example/tthc/{number}",
            "first_run_id": run, "gone_since": None, "sort_key": key,
            "search_key": search_key(key),
        }  # fmt: skip


def _details() -> dict[int | None, list[tuple[bytes, bytes]]]:
    """Entries as they are stored, twenty of each level: hash and bytes."""
    found: dict[int | None, list[tuple[bytes, bytes]]] = {}
    for level in (*_BY_LEVEL, None):
        found[level] = []
        for number in range(20):
            encoded = encode(_entry(level, number))
            found[level].append((digest(encoded), compress(encoded)))
    return found


def _entry(level: int | None, number: int) -> Entry:
    url = f"https://dichvucong.example/tthc/{number}"
    forms, submission, payment = _BY_LEVEL[level] if level is not None else (Forms.UNKNOWN, Submission.UNKNOWN, Payment.UNKNOWN)
    features = Features(Information(present=tuple("abcdđeghikl")), forms, 2, 2, submission, payment, Result.IN_PERSON)
    said = tuple(Evidence("information", url, f"Nội dung {item}: căn cứ quy định tại điểm {number}") for item in "abcdđeghikl")
    seen = (*said, Evidence("submission", url, "Nộp hồ sơ trực tuyến"), Evidence("result", url, "Trả kết quả tại Bộ phận một cửa"))
    findings = (
        Finding("6.12-information", "information_complete", "information=11/11"),
        Finding("6.9-login-gate", "submission_gate", f"submission={submission}", seen[-2:-1]),
        Finding("6.19-table", "table_line", f"level={level}", (), (submission, payment, "in_person", forms, "6", str(level), "4")),
    )
    entry = Entry(
        code="1.000948.000.00.00.H38", name=f"Cấp giấy phép số {number}", field="Đất đai", agency="Sở Y tế", tier=Tier.PROVINCE, url=url,
        level=level, level_max=None if level is None else min(4, level + number % 2), strict_level=0,
        declared=Declared(Scheme.ND43_2011, "3", "Mức độ 3"), features=features, flags=(), evidence=seen, findings=findings,
    )  # fmt: skip
    if level is None:
        return replace(entry, strict_level=None, reason="detail_not_read")
    return replace(entry, next_level=("need_fee_or_payment_stated",) if level == 3 else ("need_online_submission",) if level == 2 else ())


def _spans(
    first: int,
    count: int,
    days: Sequence[date],
    portals: int,
    portal: int,
    details: dict[int | None, list[tuple[bytes, bytes]]],
    rng: random.Random,
) -> Iterator[dict[str, Any]]:
    """For each procedure a first span and up to six more, in the order of their days; numbers are given by hand, so that they refer."""
    step = 8
    for number in range(count):
        starts = sorted(rng.sample(range(1, len(days)), min(rng.choice((0, 1, 2, 3, 4, 6)), len(days) - 1)))
        level: int | None = rng.choices((0, 1, 2, 3, 4, None), (1, 10, 45, 28, 12, 4))[0]
        declared = rng.choice(("2", "3", "3", "4", None))
        for place, start in enumerate((0, *starts)):
            before = level
            if place:
                level = rng.choices((1, 2, 3, 4, None), (8, 30, 36, 22, 4))[0]
            hashed, detail = details[level][number % 20]
            kind = None if not place else _kind(before, level)
            yield {
                "id": (first + number) * step + place, "procedure_id": first + number,
                "previous_id": (first + number) * step + place - 1 if place else None, "valid_from": days[start],
                "valid_to": days[starts[place]] if place < len(starts) else None, "confirmed_on": days[start], "withdrawn_on": None,
                "run_id": start * portals + portal + 1, "change": kind, "provisional": False, "present": True,
                "scheme": Scheme.ND43_2011 if declared else None, "declared": declared, "level": level,
                "level_max": None if level is None else min(4, level + number % 2), "strict_level": None if level is None else 0,
                "rules_version": RULES_VERSION, "detail_hash": hashed, "detail": detail, "snapshot": _page(number % 40),
            }  # fmt: skip


def _kind(before: int | None, after: int | None) -> str:
    if after is None:
        return "evidence_lost"
    if before is None or before == after:
        return "declared"
    return "upgrade" if after > before else "downgrade"


def _visits(code: str, first: int, count: int, run: int, day: date) -> Iterator[dict[str, Any]]:
    for number in range(count):
        url = f"https://dichvucong.{code}.example/tthc/{number}"
        yield {
            "portal_id": code, "url_hash": blake2b(url.encode(), digest_size=16).digest(), "run_id": run, "attempt": 1, "url": url,
            "kind": "procedure", "status": 200, "fetched_at": _moment(day), "rendered": False, "unchanged": True, "etag": None,
            "last_modified": None, "content_type": "text/html", "content_hash": str(number), "snapshot": _page(number % 40),
            "procedure_key": str(first + number),
        }  # fmt: skip
