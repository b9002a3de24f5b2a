"""Readings and contexts for tests, in few words."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from typing import Any

from classifier.model import (
    ApplicationReading,
    Behind,
    Context,
    Control,
    ControlKind,
    Field,
    FieldKey,
    FileLink,
    FormMention,
    ProcedureReading,
)

URL = "https://dichvucong.tinh.gov.vn/thu-tuc/117241"
SUBMIT_URL = "https://dichvucong.tinh.gov.vn/nop-ho-so?ma=117241"
AT = date(2026, 11, 22)

# One value for each of the 11 items, as a complete page gives them.
COMPLETE: dict[FieldKey, str] = {
    FieldKey.STEPS: "Bước 1: nộp hồ sơ. Bước 2: nhận kết quả.",
    FieldKey.MANNER: "Trực tiếp, bưu chính",
    FieldKey.DOSSIER: "Đơn đề nghị; bản sao giấy tờ. Số lượng: 01 bộ",
    FieldKey.DURATION: "05 ngày làm việc",
    FieldKey.SUBJECT: "Cá nhân, tổ chức",
    FieldKey.AGENCY: "Sở Y tế",
    FieldKey.RESULT: "Giấy phép",
    FieldKey.FEE: "Không",
    FieldKey.FORMS: "Không có mẫu đơn, tờ khai",
    FieldKey.LEGAL_BASIS: "Luật số 40/2009/QH12",
}

LABELS: dict[FieldKey, str] = {
    FieldKey.STEPS: "Trình tự thực hiện",
    FieldKey.MANNER: "Cách thức thực hiện",
    FieldKey.DOSSIER: "Thành phần hồ sơ",
    FieldKey.DURATION: "Thời hạn giải quyết",
    FieldKey.SUBJECT: "Đối tượng thực hiện",
    FieldKey.AGENCY: "Cơ quan thực hiện",
    FieldKey.RESULT: "Kết quả thực hiện",
    FieldKey.FEE: "Lệ phí",
    FieldKey.FORMS: "Mẫu đơn, tờ khai",
    FieldKey.CONDITIONS: "Yêu cầu, điều kiện",
    FieldKey.LEGAL_BASIS: "Căn cứ pháp lý",
    FieldKey.CHANNEL_IN: "Hình thức nộp",
    FieldKey.CHANNEL_OUT: "Hình thức nhận kết quả",
    FieldKey.PAYMENT: "Hình thức thanh toán",
    FieldKey.LEVEL: "Mức độ",
    FieldKey.STATUS: "Tình trạng hiệu lực",
    FieldKey.ADDRESS: "Địa chỉ tiếp nhận và trả kết quả",
}


def cell(key: FieldKey, text: str, label: str | None = None, links: tuple[FileLink, ...] = ()) -> Field:
    return Field(key, LABELS.get(key, "") if label is None else label, text, links)


def page(cells: Mapping[FieldKey, str | None] | None = None, /, **more: Any) -> ProcedureReading:
    """A complete procedure page; `cells` changes values, None removes a cell."""
    texts: dict[FieldKey, str | None] = {**COMPLETE, **(cells or {})}
    fields = tuple(cell(key, text) for key, text in texts.items() if text is not None)
    base = ProcedureReading(url=URL, name="Cấp giấy phép hoạt động", code="1.004222", fields=fields)
    return replace(base, **more)


def bare(*cells: Field, **more: Any) -> ProcedureReading:
    """A page with just these cells."""
    return replace(ProcedureReading(url=URL, name="Cấp giấy phép hoạt động", code="1.004222", fields=cells), **more)


def submit(**changes: Any) -> Control:
    """The procedure's own submit button."""
    base = Control(ControlKind.SUBMIT, "Nộp hồ sơ trực tuyến", SUBMIT_URL, "get", True, "submit|nop ho so truc tuyen|main")
    return replace(base, **changes)


def form(
    named: str = "Tờ khai mẫu CT01", url: str | None = "https://dichvucong.tinh.gov.vn/tep/ct01.docx", symbol: str | None = None
) -> FormMention:
    return FormMention(named, symbol, FileLink(named, url))


def context(**changes: Any) -> Context:
    return replace(Context(at=AT), **changes)


def behind(kind: Behind, url: str = SUBMIT_URL, **details: Any) -> dict[str, ApplicationReading]:
    return {url: ApplicationReading(kind, **details)}
