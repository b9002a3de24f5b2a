"""A JSON object that describes one procedure in detail."""

from __future__ import annotations

import re
from collections import deque
from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any
from urllib.parse import urljoin

from classifier.data.datacolumns import columns_of, is_national_code, scalars
from classifier.data.datakeys import DETAIL, ID_KEYS, key_of, level_text, objects_in, plain, words_of
from classifier.forms.matching import forms_in_dossier, made_to_a_form
from classifier.model import Field, FieldKey, FileLink, FormMention, ProcedureReading
from classifier.words.codes import Code, parse_code
from classifier.words.formsymbols import symbol_of
from classifier.words.wordings import label_key

_MAX_STEPS = 20_000
_FEWEST = 3  # items by which an object describes a procedure
_PAPER_NAME = re.compile(r"^(?:ten|name|title|noi dung)\b(?! (?:tep|file))")
_FILE = re.compile(r"\.(?:docx?|pdf|xlsx?|zip|rar|rtf|odt)(?:$|[?#])", re.IGNORECASE)


def _texts(value: Any) -> str:
    """All the words of a nested value, a line each, without ids and addresses."""
    lines: list[str] = []
    queue: deque[Any] = deque([value])
    steps = 0
    while queue and len(lines) < 2000 and steps < _MAX_STEPS:
        steps += 1
        item = queue.popleft()
        if isinstance(item, Mapping):
            queue.extendleft(reversed([v for k, v in list(item.items())[:1000] if not ID_KEYS.match(words_of(str(k)))]))
        elif isinstance(item, list):
            queue.extendleft(reversed(item[:2000]))
        elif isinstance(item, str) and not re.match(r"https?://|/[\w/]+\.\w+$|[0-9a-f-]{24,}$", item):
            text = plain(item)
            if text:
                lines.append(text)
        elif isinstance(item, int | float) and not isinstance(item, bool):
            lines.append(str(item))
    return "\n".join(lines)[:20_000]


def _files(value: Any, url: str) -> list[FileLink]:
    found: list[FileLink] = []
    queue: deque[Any] = deque([value])
    steps = 0
    while queue and len(found) < 200 and steps < _MAX_STEPS:
        steps += 1
        item = queue.popleft()
        if isinstance(item, Mapping):
            links = [v for v in item.values() if isinstance(v, str) and _is_file(v)]
            named = next(
                (
                    v
                    for k, v in item.items()
                    if isinstance(v, str) and v and v not in links and re.search(r"\b(ten|name|title)\b", words_of(str(k)))
                ),
                None,
            )
            found += [FileLink(named or v.rsplit("/", 1)[-1], urljoin(url, v)) for v in links]
            queue.extend(v for v in item.values() if isinstance(v, list | Mapping))
        elif isinstance(item, list):
            queue.extend(item[:2000])
        elif isinstance(item, str) and _is_file(item):
            found.append(FileLink(item.rsplit("/", 1)[-1], urljoin(url, item)))
    return found


def _is_file(text: str) -> bool:
    return bool(re.match(r"(?:https?://|/)\S+$", text) and (_FILE.search(text) or re.search(r"download|file", text)))


def _mentions(value: Any, url: str, links: Sequence[FileLink]) -> list[FormMention]:
    """The forms of a list of papers: those with a file, by the name of their paper, and those without that a symbol names or, beside papers
    with files, that follow a form.
    """
    papers = [(name, _files(paper, url)) for paper in (value if isinstance(value, list) else ()) if (name := _paper_name(paper))]
    if not any(own for _, own in papers):
        return [FormMention(link.named, symbol_of(link.named), link) for link in links] + [
            mention for name, _ in papers for mention in forms_in_dossier(name, frozenset())
        ]
    found: list[FormMention] = []
    for name, own in papers:
        found += [FormMention(name, symbol_of(name) or symbol_of(link.named), link) for link in own]
        if not own:
            found += [FormMention(name, symbol_of(name))] if made_to_a_form(name) else forms_in_dossier(name, frozenset())
    return found


def _paper_name(paper: Any) -> str:
    """What an object of a list of papers calls its paper; "" when it does not say."""
    if not isinstance(paper, Mapping):
        return ""
    named = (plain(v) for k, v in paper.items() if isinstance(v, str) and not _is_file(v) and _PAPER_NAME.search(words_of(str(k))))
    return next((name for name in named if name and not _FILE.search(name)), "")


def describes_one(item: Mapping[str, Any]) -> bool:
    """Whether an object describes a procedure that it names and gives the code of."""
    told = [(meaning, value) for key, value in item.items() if (meaning := key_of(str(key))) is not None]
    keys = {meaning for meaning, _ in told}
    coded = any(meaning is FieldKey.CODE and isinstance(value, str) and parse_code(value) is not None for meaning, value in told)
    coded = coded or any(isinstance(value, str) and is_national_code(value) for value in item.values())
    return coded and FieldKey.NAME in keys and len(keys & DETAIL) >= _FEWEST


def read_detail(data: Any, url: str, at: date | None) -> tuple[ProcedureReading, ...]:
    """The object that describes one procedure in detail, if there is one."""
    best: tuple[int, Mapping[str, Any]] | None = None
    for item in objects_in(data):
        keys = {meaning for key in item if (meaning := key_of(str(key))) is not None}
        weight = len(keys & DETAIL)
        if weight >= _FEWEST and FieldKey.NAME in keys and (best is None or weight > best[0]):
            best = (weight, item)
    if best is None:
        return ()
    return (_procedure(best[1], url, at),)


def _procedure(item: Mapping[str, Any], url: str, at: date | None) -> ProcedureReading:
    values = scalars(item)
    columns = columns_of([values])
    name = plain(values.get(columns.get(FieldKey.NAME, ""), ""))
    code: Code | None = parse_code(plain(values.get(columns.get(FieldKey.CODE, ""), "")))
    fields: list[Field] = []
    forms: list[FormMention] = []
    for key, value in item.items():
        meaning = key_of(str(key))
        if meaning is None:
            label = label_key(words_of(str(key)))
            meaning = label if label is not FieldKey.OTHER else None
        if meaning is None or (isinstance(value, str | int) and ID_KEYS.match(words_of(str(key))) and meaning is not FieldKey.CODE):
            continue
        text = level_text(value) if meaning is FieldKey.LEVEL and not isinstance(value, list | Mapping) else _texts(value)
        links = tuple(_files(value, url)) if meaning in (FieldKey.FORMS, FieldKey.DOSSIER) else ()
        fields.append(Field(meaning, str(key), text, links))
        forms += _mentions(value, url, links)
    filled = {f.key for f in fields if f.text}
    kept = tuple(f for f in fields if f.text or f.links or f.key not in filled)
    identity = next(
        (str(v) for k, v in item.items() if words_of(str(k)) in ("id", "uuid", "procedure id") and isinstance(v, str | int)), None
    )
    glued = "\n".join(f.text for f in kept)
    return ProcedureReading(
        url=url, name=name, code=code.text if code else None, code_malformed=bool(code and code.malformed), fields=kept, forms=tuple(forms),
        key=identity, at=at, sure=0.9, why="an object with a name and the parts of a procedure", glued=glued[:200_000],
    )  # fmt: skip
