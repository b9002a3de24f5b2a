"""Names under which files lie ("don-de-nghi-cap-lai-giay-phep-2.docx"): which of the forms that a page names is meant."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from urllib.parse import parse_qsl, unquote, urlsplit

from classifier.model import FormMention
from classifier.words.text import fold

_FILE = re.compile(r"(?:\d{1,2}[.)]\s*)?(?P<stem>[^\n/]{3,200})\.(?:docx?|dotx?|pdf|xlsx?|zip|rar|rtf|odt)", re.IGNORECASE)
_NO_WORD = re.compile(r"[\W_]+")
_COUNTER = re.compile(r" (?:\d{1,14}|v\d|copy|final|moi|chuan)$")  # what systems and people append to a name
_FIRST = re.compile(r"^(?:\d{1,2} )+(?=[a-z]{2})")
_OPEN_END = re.compile(r"\b(?:mau|so|bieu|luc|mau (?:don|so))$")  # a number belongs behind it: without that the name is no name
# "mau 01 cap lai giay phep"
_LED = re.compile(r"^(?:(?:mau|bieu mau|bm|phu luc|pl)(?: (?:don|so|to khai))? )?[a-z]{0,2}\d{1,3}[a-z]? (?=[a-z]{2,} )")
# What stands before the words of a name that a stored file goes by: "Đơn đề nghị | cấp lại giấy phép".
_FORM_LEAD = re.compile(r"(?:don|to khai|giay|van ban|phieu|ban|mau|bieu)(?: (?!cap|thong bao)\w+){0,3} ")
_NO_NAME = re.compile(r"(?:bieu )?(?:mau|phu luc|file|tep)(?: (?:so|bieu))?(?: [a-z]{0,3}\d{1,3}[a-z]?| [ivx]{1,5})?")
_SYSTEMS = re.compile(r"^\d+ (?=\w)")
_SHORTEST_STEM = 4  # letters and digits; "1.doc" may be the end of any name
_TELLING, _FEWEST = 12, 3  # characters and words of a name that was cut off, by which it is still known


def with_stored_files(mentions: Sequence[FormMention]) -> list[FormMention]:
    """The mentions, a file whose stored name spells a form that is named without a link being that form's file; a stored name without a
    link under which a linked file lies is that file once more, and no form of its own.
    """
    mentions = _without_stored_twice(mentions)
    open_names = {place: _plain(m.named) for place, m in enumerate(mentions) if m.file is None}
    stored = {p: found["stem"] for p, m in enumerate(mentions) if m.file is not None and (found := _FILE.fullmatch(m.named.strip()))}
    if not open_names or not stored:
        return list(mentions)
    numbered = _are_numbered(list(stored.values()))
    given: dict[int, FormMention] = {}
    taken: set[int] = set()
    for place, stem in stored.items():
        stems = _stems(stem)
        pairs = ((s, p, named) for s in stems for p, named in open_names.items() if p not in given)
        meant = next((p for s, p, named in pairs if _spells(s, named, numbered=numbered and s == stems[-1])), None)
        if meant is not None and not _is_anothers(mentions, place, meant):
            given[meant] = replace(mentions[meant], file=mentions[place].file)
            taken.add(place)
    given |= _in_order(mentions, [p for p in open_names if p not in given], [p for p in stored if p not in taken], taken)
    return [given.get(place, mention) for place, mention in enumerate(mentions) if place not in taken]


def _is_anothers(mentions: Sequence[FormMention], file: int, meant: int) -> bool:
    """Whether a file with a number of its own is another form's than the one whose name it seems to spell: stored names may all be that of
    the procedure ("Mẫu 01 - cap-lai-giay-phep.doc", "Mẫu 02 - cap-lai-giay-phep.doc"), and a form may be named in two places.
    """
    symbol = mentions[file].symbol
    return symbol is not None and symbol != mentions[meant].symbol and any(m.file is None and m.symbol == symbol for m in mentions)


def _without_stored_twice(mentions: Sequence[FormMention]) -> Sequence[FormMention]:
    """The mentions without bare file names ("1698204115.doc" in a table of papers) that are in the address of a file that is linked."""
    linked = {name for m in mentions if m.file is not None for name in _stored_in(m.file.url or "")}
    return [m for m in mentions if m.file is not None or not _FILE.fullmatch(m.named.strip()) or _words(m.named) not in linked]


def _stored_in(url: str) -> Iterator[str]:
    """The names of files in an address, each also without the number that the system put before it ("0110_giay-de-nghi.doc")."""
    parts = urlsplit(url)
    for said in (unquote(parts.path), *(value for _, value in parse_qsl(parts.query))):
        name = _words(said.rpartition("/")[2])
        yield name
        shorter = _SYSTEMS.sub("", name)
        if sum(map(str.isalnum, shorter.rpartition(" ")[0])) >= _SHORTEST_STEM:
            yield shorter


def _words(name: str) -> str:
    return _NO_WORD.sub(" ", fold(name)).strip()


def _in_order(mentions: Sequence[FormMention], named: list[int], stored: list[int], taken: set[int]) -> dict[int, FormMention]:
    """Named forms with the files in their order, where the files have no names but a number ("Mau so 01.docx") and are as many."""
    symbols = {mentions[place].symbol for place in named}
    bare = [p for p in named if mentions[p].symbol is None]
    files = [
        p
        for p in stored
        if mentions[p].symbol not in symbols - {None} and _NO_NAME.fullmatch(_stems(mentions[p].named.rpartition(".")[0])[0])
    ]
    if not bare or len(bare) != len(files):
        return {}
    taken.update(files)
    return {place: replace(mentions[place], file=mentions[file].file) for place, file in zip(bare, files, strict=True)}


def _plain(named: str) -> str:
    return _FIRST.sub("", _words(named))


def _stems(stem: str) -> list[str]:
    """The words of a stored name, the whole first, then without the counters at its end."""
    found = [_plain(stem)]
    if (bare := _LED.sub("", found[0])) != found[0]:
        found.append(bare)
    while (shorter := _COUNTER.sub("", found[-1])) != found[-1]:
        found.append(shorter)
    return found


def _are_numbered(stems: Sequence[str]) -> bool:
    """Whether the names end in counters that a system gave: one number for all files of the page, and another for each of them."""
    ends = [re.search(r" (\d+) (\d+)$", _plain(stem)) for stem in stems]
    pairs = [end.groups() for end in ends if end]
    return 1 < len(pairs) == len(stems) == len({each for _, each in pairs}) and len({page for page, _ in pairs}) == 1


def _spells(stem: str, named: str, *, numbered: bool) -> bool:
    """Whether a stored name is the name of a form, or as much of it as was kept. `numbered`: its numbers are the system's, and gone."""
    if stem == named:
        return True
    if _OPEN_END.search(stem) and not numbered:
        return False
    if len(stem) < _TELLING or stem.count(" ") < _FEWEST - 1:
        return False
    place = named.find(stem)
    return place == 0 or (place > 0 and _FORM_LEAD.fullmatch(named[:place]) is not None)
