"""The full list of a digest as .xlsx: numbers as numbers, days as days, and text that stays text."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date
from io import BytesIO

from xlsxwriter.format import Format
from xlsxwriter.workbook import Workbook

from classifier.findings.messages import message
from scheduler.label_words import both_names
from scheduler.mail.model import ChangeLine, Digest, SiteLine
from scheduler.messages import say
from scheduler.workbook import Cell, open_workbook, write_cell


def full_list(digest: Digest, lang: str) -> bytes:
    """The workbook: changes, corrections, unread portals, targets, agency sites, nearest ones. Text from portals is never a formula."""
    output = BytesIO()
    book = open_workbook(output, digest.composed_at)
    styles = (book.add_format({"bold": True, "bottom": 1}), book.add_format({"num_format": "dd/mm/yyyy"}))
    change = ["kind", "portal", "code", "procedure", "agency", "from", "to", "declared_from", "declared_to", "confirmed", "evidence", "url"]
    _sheet(book, styles, lang, "column.change", change, _changes(digest, lang))
    unread = ["portal", "outcome", "since"]
    _sheet(book, styles, lang, "section.unread", unread, ([u.name or u.portal, outcome(u.outcome, lang), u.since] for u in digest.unread))
    target = ["target", "province", "procedure", "due", "threshold", "before_low", "before_high"]
    target += ["after_low", "after_high", "verdict", "reason"]
    _sheet(book, styles, lang, "column.target", target, _targets(digest, lang))
    site = ["province", "agency", "site_change", "confirmed", "url"]
    _sheet(book, styles, lang, "section.sites", site, ([s.province, s.agency, site_change(s, lang), s.on, s.url] for s in digest.sites))
    near = ["portal", "code", "procedure", "agency", "level", "missing", "url"]
    rows = ([n.portal, n.code, n.name, n.agency, n.level, needs(n.missing, lang), n.url] for n in digest.nearest)
    _sheet(book, styles, lang, "column.missing", near, rows)
    book.close()
    return output.getvalue()


def outcome(word: str, lang: str) -> str:
    return say(f"mail.outcome.{word}", lang)


def site_change(line: SiteLine, lang: str) -> str:
    """What became of an agency's site, with the sections it is about."""
    return say(f"mail.site.{line.kind}", lang, items="; ".join(line.items))


def needs(missing: Iterable[str], lang: str) -> str:
    """What a procedure lacks, in words."""
    return " ".join(message(ident, lang) for ident in missing)


def _changes(digest: Digest, lang: str) -> Iterable[list[Cell]]:
    for line in digest.changes:
        yield _change(line, say(f"mail.section.{line.kind}", lang), lang)
    for line in digest.corrections:
        yield _change(line, say("mail.section.corrections", lang), lang)


def _change(line: ChangeLine, kind: str, lang: str) -> list[Cell]:
    levels: list[Cell] = [line.level_from, line.level_to, *both_names(*line.labels, lang)]
    return [kind, line.portal, line.code, line.name, line.agency, *levels, line.confirmed, line.evidence, line.url]


def _targets(digest: Digest, lang: str) -> Iterable[list[Cell]]:
    for line in digest.targets:
        ends = [end for share in (line.before, line.after) for end in (share or (None, None))]
        verdict = f"{line.verdict_after} ({say('plan.late', lang)})" if line.late else line.verdict_after
        yield [line.id, line.province, line.title, line.due, line.threshold, *ends, verdict, line.reason]


def _sheet(
    book: Workbook, styles: tuple[Format, Format], lang: str, title: str, columns: Sequence[str], rows: Iterable[Sequence[Cell]]
) -> None:
    head, day = styles
    sheet = book.add_worksheet(say(f"mail.{title}", lang)[:31])
    last = 0
    for number, row in enumerate(rows, start=1):
        last = number
        for column, value in enumerate(row):
            write_cell(sheet, number, column, value, day if isinstance(value, date) else None)
    for column, name in enumerate(columns):
        sheet.write_string(0, column, say(f"mail.column.{name}", lang), head)
        wide = 60 if name in ("procedure", "reason", "missing", "site_change") else 36 if name in ("url", "evidence", "agency") else 16
        sheet.set_column(column, column, wide)
    sheet.freeze_panes(1, 0)
    sheet.autofilter(0, 0, last, len(columns) - 1)
