"""A digest as a mail: text twin, HTML for Outlook and Gmail, charts as inline PNG, the full list as .xlsx."""

from __future__ import annotations

import base64
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from email.message import EmailMessage
from email.utils import format_datetime
from functools import cache
from pathlib import Path
from typing import Generic, TypeVar

import css_inline
from jinja2 import Environment, FileSystemLoader, StrictUndefined, select_autoescape

from scheduler.charts import LEVEL_COLOURS
from scheduler.label_words import both_names
from scheduler.mail.chart import share_bar, stacked_bar
from scheduler.mail.model import ChangeLine, Digest, SiteLine, TargetLine
from scheduler.mail.policy import MAIL_POLICY
from scheduler.mail.sheet import full_list, needs, outcome, site_change
from scheduler.messages import say, shown
from scheduler.plan.report import threshold_words

WIDTH = 640
SHOWN = 12
"""Rows of a section in the mail itself; the rest is in the attachment."""

ORDER = ("downgrade", "evidence_lost", "upgrade", "declared", "new", "gone", "back", "rescoped", "reclassified")
_TILES = ("upgrade", "downgrade", "new", "gone")
_XLSX = ("application", "vnd.openxmlformats-officedocument.spreadsheetml.sheet")
_Line = TypeVar("_Line")


@dataclass(frozen=True, slots=True)
class _Section(Generic[_Line]):
    kind: str
    lines: tuple[_Line, ...]
    number: int

    @property
    def more(self) -> int:
        return self.number - len(self.lines)


@dataclass(frozen=True, slots=True)
class _Image:
    cid: str
    data: bytes
    width: int
    height: int
    alt: str


@dataclass(frozen=True, slots=True)
class _Bar:
    when: str
    counts: str
    image: _Image


def compose(digest: Digest, lang: str = "vi") -> EmailMessage:
    """The mail of one digest, without sender, recipient and Message-ID: `scheduler.mail.send` adds those for each recipient."""
    writer = _Writer(digest, lang)
    message = EmailMessage(policy=MAIL_POLICY)
    message["Subject"] = writer.subject
    message["Date"] = format_datetime(digest.composed_at)
    message["Auto-Submitted"] = "auto-generated"
    message.set_content(writer.text(), cte="quoted-printable")
    message.add_alternative(writer.html(), subtype="html", cte="quoted-printable")
    page = message.get_payload(1)
    assert isinstance(page, EmailMessage)  # noqa: S101 - add_alternative has just made it
    for image in writer.images:
        page.add_related(image.data, "image", "png", cid=f"<{image.cid}>", disposition="inline", filename=f"{image.cid.split('@')[0]}.png")
    if not digest.quiet:
        message.add_attachment(full_list(digest, lang), *_XLSX, filename=f"mucdo-{digest.week}.xlsx")
    return message


def summary(digest: Digest, lang: str = "vi") -> tuple[str, str]:
    """The digest in a few lines, as title and body, for channels that carry no mail."""
    writer = _Writer(digest, lang)
    return writer.subject, writer.brief()


def write(message: EmailMessage, folder: Path, name: str) -> tuple[Path, Path]:
    """The same mail as `NAME.eml` and as `NAME.html` with its pictures inside. The folder is made when it is not there."""
    folder.mkdir(parents=True, exist_ok=True)
    mail, page = folder / f"{name}.eml", folder / f"{name}.html"
    mail.write_bytes(message.as_bytes())
    body = message.get_body(("html",))
    html = body.get_content() if body is not None else ""
    for part in message.walk():
        if part.get_content_type() == "image/png":
            data = part.get_payload(decode=True)
            encoded = base64.b64encode(data if isinstance(data, bytes) else b"").decode()
            html = html.replace(f"cid:{str(part['Content-ID']).strip('<>')}", f"data:image/png;base64,{encoded}")
    page.write_text(html, encoding="utf-8")
    return mail, page


@dataclass(frozen=True, slots=True)
class _Key:
    colour: str
    words: str


class _Writer:
    """The words and pictures of one digest in one language."""

    def __init__(self, digest: Digest, lang: str) -> None:
        self.digest = digest
        self.lang = lang
        self.scope = ", ".join(digest.provinces) or self._say("mail.all_provinces")
        self.summary = self._summary()
        self.week = self._week()
        names = {"week": self.week, "scope": self.scope, "summary": self.summary}
        self.subject = " ".join(self._say("mail.subject", **names).split())[:200]
        self.bars = () if digest.quiet else tuple(self._bars())
        self.target_images = {} if digest.quiet else dict(self._target_images(digest.targets[:SHOWN]))

    @property
    def images(self) -> tuple[_Image, ...]:
        return (*(bar.image for bar in self.bars), *self.target_images.values())

    def text(self) -> str:
        return _environment().get_template("digest.txt.j2").render(self._values()).strip() + "\n"

    def brief(self) -> str:
        return _environment().get_template("summary.txt.j2").render(self._values()).strip()

    def html(self) -> str:
        drawn = _environment().get_template("digest.html.j2").render(self._values())
        return _inliner().inline(drawn)

    def _say(self, key: str, **values: object) -> str:
        return say(key, self.lang, **values)

    def _week(self) -> str:
        """ "2026-W47" as Vietnamese readers write it: 47/2026."""
        year, _, number = self.digest.week.partition("-W")
        return f"{int(number)}/{year}" if self.lang == "vi" and number.isdigit() else self.digest.week

    def _summary(self) -> str:
        if self.digest.quiet:
            return self._say("mail.quiet_summary")
        kinds = Counter(line.kind for line in self.digest.changes)
        counts = {kind: kinds.pop(kind, 0) for kind in _TILES}
        counts |= {"other": sum(kinds.values()), "corrections": len(self.digest.corrections)}
        counts |= {"unread": len(self.digest.unread), "targets": len(self.digest.targets)}
        counts |= {"sites": len(self.digest.sites)}
        return ", ".join(self._say(f"mail.count.{kind}", number=number) for kind, number in counts.items() if number)

    def _values(self) -> dict[str, object]:
        digest = self.digest
        kinds = Counter(line.kind for line in digest.changes)
        period = {"week": self.week, "since": digest.since, "until": digest.until}
        return {
            "digest": digest,
            "lang": self.lang,
            "week": self.week,
            "subject": self.subject,
            "scope": self.scope,
            "summary": self.summary,
            "quiet": (self._say("mail.quiet", **period), self._say("mail.quiet_read")),
            "tiles": [(kind, kinds[kind]) for kind in _TILES],
            "sections": self._sections(),
            "unread": _cut("unread", digest.unread),
            "targets": _cut("targets", digest.targets),
            "sites": _cut("sites", digest.sites),
            "nearest": digest.nearest[:5],
            "levels": self.bars,
            "legend": self._legend(),
            "images": self.target_images,
            "several_portals": len({line.portal for line in digest.changes}) > 1,
            "say": self._say,
            "linked": lambda url: url.startswith(("http://", "https://")),
            "shown": lambda value: shown(value, self.lang),
            "outcome": lambda word: outcome(word, self.lang),
            "missing": lambda line: needs(line.missing, self.lang),
            "step": self._step,
            "label": self._label,
            "share": self._share,
            "asked": self._asked,
            "place": lambda line: line.place or line.portal,
            "site_change": self._site_change,
            "tone": lambda kind: {"upgrade": "rose", "downgrade": "fell", "evidence_lost": "fell", "corrections": "small"}.get(
                kind, "strong"
            ),
        }

    def _sections(self) -> list[_Section[ChangeLine]]:
        found = [_cut(kind, [line for line in self.digest.changes if line.kind == kind]) for kind in ORDER]
        found.insert(2, _cut("corrections", self.digest.corrections))
        return [section for section in found if section.lines]

    def _step(self, line: ChangeLine, kind: str) -> str:
        """The change in a few characters: "2 → 3"; a correction says what it takes back."""
        if kind == "corrections":
            return self._say("mail.withdrawn", level=line.level_to)
        if line.level_from is None and line.level_to is None:
            return self._level(None)
        if kind == "declared":
            return self._names(line) or self._level(line.level_to)
        if kind in ("new", "back") or (line.level_from is None and kind != "evidence_lost"):
            return self._level(line.level_to)
        if kind == "gone":
            return self._level(line.level_from)
        if line.level_from == line.level_to:
            return self._level(line.level_to)
        return f"{'?' if line.level_from is None else line.level_from} → {'?' if line.level_to is None else line.level_to}"

    def _level(self, level: int | None) -> str:
        return self._say("mail.level_unknown") if level is None else self._say("mail.level", level=level)

    def _label(self, line: ChangeLine) -> str:
        """The other of the two labels: what the portal declares, where it changed; beside a declared change, what the pages show."""
        if line.kind == "declared":  # the label is the change itself: what the pages show stands beside it
            return self._say("mail.evidenced", level=self._level(line.level_to))
        names = self._names(line)
        return self._say("mail.label", names=names) if names and line.kind != "gone" else ""

    def _names(self, line: ChangeLine) -> str:
        """ "Mức 3 → Mức 4"; nothing where the label is the same."""
        before, after = both_names(*line.labels, self.lang)
        if before == after:
            return ""
        if before is None:
            return after or ""
        pair = f"{before} → {after or self._say('mail.no_label')}"
        return self._say("mail.label_apart", names=pair) if line.across_schemes else pair

    def _asked(self, line: TargetLine) -> str:
        words = threshold_words(line.compare, line.threshold, line.unit, self.lang)
        return self._say("mail.asked", threshold=words) if words else ""

    def _share(self, line: TargetLine, ends: tuple[float, float] | None) -> str:
        """The figure of a target in its own unit; without a threshold it is a share unless the unit says otherwise."""
        if ends is None:
            return "–"
        low, high = (shown(value, self.lang) for value in ends)
        unit = " %" if line.unit is None or line.unit.startswith("percent") else ""
        return f"{low}{unit}" if low == high else f"{low}–{high}{unit}"

    def _site_change(self, line: SiteLine) -> str:
        """What became of a site, with the sections it is about."""
        return site_change(line, self.lang)

    def _bars(self) -> Iterable[_Bar]:
        for ident, counts in (("levels_before", self.digest.levels_before), ("levels_now", self.digest.levels_now)):
            if sum(counts.values()):
                words = " · ".join(
                    f"{self._named(level)}: {shown(counts[level], self.lang)}" for level in LEVEL_COLOURS if counts.get(level)
                )
                when, width = self._say(f"mail.{ident}"), WIDTH - 48
                image = _Image(f"{ident}@mucdo", stacked_bar(counts, width, 18), width, 18, f"{when}: {words}")
                yield _Bar(when, words, image)

    def _legend(self) -> list[_Key]:
        """Each level with its colour, and its number before and now where they differ: "mức 3: 402 → 411"."""
        keys = []
        for level, colour in LEVEL_COLOURS.items():
            numbers = [counts.get(level, 0) for counts in (self.digest.levels_before, self.digest.levels_now) if counts]
            if any(numbers):
                words = " → ".join(shown(number, self.lang) for number in dict.fromkeys(numbers))
                keys.append(_Key(colour, f"{self._named(level)}: {words}"))
        return keys

    def _named(self, level: str) -> str:
        return self._level(None if level == "unknown" else int(level))

    def _target_images(self, targets: Sequence[TargetLine]) -> Iterable[tuple[str, _Image]]:
        for line in targets:
            if line.after is not None and (line.unit is None or line.unit.startswith("percent")):
                alt = ", ".join(filter(None, (self._share(line, line.after), self._asked(line))))
                yield line.id, _Image(f"{line.id}@mucdo", share_bar(*line.after, line.threshold, 140, 16), 140, 16, alt)


def _cut(kind: str, lines: Sequence[_Line]) -> _Section[_Line]:
    return _Section(kind, tuple(lines[:SHOWN]), len(lines))


@cache
def _environment() -> Environment:
    """Templates that escape what they are given; a name that is not there is a fault, not an empty place."""
    return Environment(
        loader=FileSystemLoader(Path(__file__).parent / "templates"),
        autoescape=select_autoescape(("html.j2",)),
        undefined=StrictUndefined,
    )


@cache
def _inliner() -> css_inline.CSSInliner:
    return css_inline.CSSInliner(load_remote_stylesheets=False, keep_style_tags=False)
