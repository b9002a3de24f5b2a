"""Lists whose procedures have a document each and no page."""

from __future__ import annotations

from html import escape

from classifier.model import Outcome
from tests.crawler.reader.made import Asked, Reply, made, shell
from tests.crawler.reader.reading import read_made

PROCEDURES = made()


def documents_alone(asked: Asked) -> Reply | None:
    """A list whose procedures have a scan each and no page."""
    if asked.path != "/":
        return 200, "application/pdf", "%PDF-1.4"
    rows = "".join(
        f"<tr><td>{p.code}</td><td><a href='/quet/{p.id}.pdf'>{escape(p.name)}</a></td><td>{p.agency}</td></tr>" for p in PROCEDURES
    )
    return shell(f"<table><tr><th>Mã số</th><th>Tên thủ tục</th><th>Cơ quan thực hiện</th></tr>{rows}</table>")


def test_procedures_with_a_document_and_no_page_are_listed_and_unknown() -> None:
    found = read_made(documents_alone)
    assert found.report.outcome is Outcome.OK
    assert {entry.name for entry in found.sink.entries} == {p.name for p in PROCEDURES}
    assert {entry.level for entry in found.sink.entries} == {None}
    assert any(warning.startswith("documents: ") for warning in found.report.warnings)
    assert not any(asked.path.endswith(".pdf") for asked in found.served.asked)


def test_a_document_that_is_called_like_a_procedure_is_no_procedure_that_the_list_lacks() -> None:
    def with_forms(asked: Asked) -> Reply | None:
        if asked.path == "/":
            return shell("<a href='/bang'>Thủ tục hành chính</a><p><a href='/quet/99.pdf'>Đăng ký tham gia chợ phiên nông sản</a></p>")
        if asked.path == "/quet/99.pdf":
            return None
        return documents_alone(Asked(asked.method, "/", {}, "", {}) if asked.path == "/bang" else asked)

    found = read_made(with_forms)
    assert len(found.sink.entries) == len(PROCEDURES)
    assert found.report.coverage.complete
    assert not any(warning.startswith("unlisted: ") for warning in found.report.warnings)
