"""Vietnamese text made comparable: NFC, `fold`, white space, and a matcher that finds every phrase in one pass."""

from __future__ import annotations

import codecs
import html
import re
import unicodedata
from collections.abc import Iterable, Iterator, Mapping
from typing import Generic, TypeVar

from ahocorasick_rs import AhoCorasick

from classifier.words.memo import remembered

_T = TypeVar("_T")

_VOWELS = "AĂÂEÊIOÔƠUƯY"
_TONES = ("\u0300", "\u0309", "\u0303", "\u0301", "\u0323")


def _vietnamese_letters() -> str:
    marked = [unicodedata.normalize("NFC", vowel + tone) for vowel in _VOWELS for tone in _TONES]
    capitals = "".join(marked) + "ĂÂÊÔƠƯĐ"
    return capitals + capitals.lower()


def _fold_char(char: str) -> str:
    if char in "đĐ":
        return "d"
    bare = "".join(c for c in unicodedata.normalize("NFD", char) if unicodedata.category(c) != "Mn")
    return "".join(c for c in unicodedata.normalize("NFD", bare.casefold()) if unicodedata.category(c) != "Mn")


def _tables() -> tuple[str, str]:
    """Two 256-character tables: what a byte stands for, and what it folds to; Vietnamese and ASCII fit together."""
    known = "".join(chr(c) for c in range(32, 127)) + "\n\t\r" + _vietnamese_letters() + "–—“”‘’…•·°«»"
    known += "".join(chr(0xE000 + i) for i in range(256 - len(known)))
    folded = "".join(_fold_char(c) if len(_fold_char(c)) == 1 else c for c in known)
    return known, folded


_KNOWN, _FOLDED = _tables()
_ENCODE = codecs.charmap_build(_KNOWN)


class _SameLength(dict[int, str]):
    """Folding character by character, never changing the length, so that offsets stay valid."""

    def __missing__(self, code: int) -> str:
        folded = _fold_char(chr(code))[:1] or "\x00"
        if code < 0x3000:
            self[code] = folded
        return folded


_SAME_LENGTH = _SameLength()

_INVISIBLE = re.compile("[\u00ad\u034f\u061c\u115f\u180e\u200b-\u200f\u202a-\u202e\u2060-\u2064\ufeff\ue000-\uf8ff\ufff0-\ufffb]")
# One look at a text that has nothing to be cleaned of, as nearly all have.
_SUSPECT = re.compile(_INVISIBLE.pattern[:-1] + "\u0300-\u036f_&<]")
_TAG_SHOWN = re.compile(r"</?(?:[a-zA-Z][a-zA-Z0-9]{0,9})(?:\s[^<>]{0,400})?/?>")
_BLOCK_SHOWN = re.compile(r"<(?:/(?:p|div|li|tr|h[1-6]|td|table)|br\s*/?)\b[^<>]{0,400}>", re.IGNORECASE)
_LINE_ENDS = re.compile(r"\s*\n\s*")
_ENTITY = re.compile(r"&(?:#\d{1,7}|#[xX][0-9a-fA-F]{1,6}|[a-zA-Z]{2,8});")

# Names of icon glyphs that icon fonts write as words; they leak into the text of rendered pages.
_LIGATURE = re.compile(
    r"(?:keyboard_arrow_(?:right|left|up|down)|keyboard_double_arrow_(?:right|left)|navigate_(?:next|before)|chevron_(?:right|left)"
    r"|arrow_(?:drop_down|drop_up|forward|back|right|left|upward|downward|forward_ios|back_ios)|expand_(?:more|less)"
    r"|first_page|last_page|more_(?:vert|horiz)"
    r"|account_(?:circle|balance|box)|file_download|get_app|cloud_download|attach_file|insert_drive_file|help_outline"
    r"|check_circle(?:_outline)?"
    r"|radio_button_(?:un)?checked|check_box(?:_outline_blank)?|error_outline|date_range|calendar_today|picture_as_pdf"
    r"|open_in_new|add_circle(?:_outline)?"
    r"|remove_circle(?:_outline)?|visibility_off|location_on|phone_in_talk|double_arrow)"
)


def nfc(text: str) -> str:
    """The text in Unicode NFC."""
    return text if unicodedata.is_normalized("NFC", text) else unicodedata.normalize("NFC", text)


@remembered
def fold(text: str) -> str:
    """NFD without marks, đ → d, casefolded: two spellings that fold alike are the same words to a reader."""
    if text.isascii():
        return text.lower()
    try:
        data = codecs.charmap_encode(text, "strict", _ENCODE)[0]
    except UnicodeEncodeError:
        return "".join(_fold_char(c) for c in text)
    return codecs.charmap_decode(data, "strict", _FOLDED)[0]


def folded_words(text: str) -> str:
    """The folded words of a text, one space apart: by which names and what is written on a button are compared."""
    return " ".join(fold(text).split())


def fold_same_length(text: str) -> str:
    """`fold`, one character for each character, so that a place in the folded text is the same place in the text."""
    if text.isascii():
        return text.lower()
    try:
        data = codecs.charmap_encode(text, "strict", _ENCODE)[0]
    except UnicodeEncodeError:
        return text.translate(_SAME_LENGTH)
    return codecs.charmap_decode(data, "strict", _FOLDED)[0]


@remembered
def collapse(text: str) -> str:
    """NFC on one line: white space collapsed, invisible and private-use characters and icon words removed."""
    return " ".join(clean(text).split())


def clean(text: str) -> str:
    """NFC without invisible and private-use characters, icon words, and mark-up or entities that are shown as text."""
    if text.isascii() and "_" not in text and "&" not in text and "<" not in text:
        return text
    text = nfc(text)
    if _SUSPECT.search(text) is None:
        return text
    if _INVISIBLE.search(text):
        text = _INVISIBLE.sub("", text)
    if "_" in text:
        text = _LIGATURE.sub(" ", text)
    if "&" in text and _ENTITY.search(text):
        text = nfc(html.unescape(text))
    if "<" in text and _TAG_SHOWN.search(text):
        text = _LINE_ENDS.sub("\n", _TAG_SHOWN.sub(" ", _BLOCK_SHOWN.sub("\n", text))).strip()
        if "&" in text:
            text = nfc(html.unescape(text))
    return "".join(c for c in text if unicodedata.category(c) != "Mn") if _MARK.search(text) else text


_COUNT = re.compile(r"\s*[(\[]?\d+[)\]]?\s*$")


def without_count(words: str) -> str:
    """The words of a link or a tab without the count of what is behind it: "Giấy tờ (3)" -> "Giấy tờ"."""
    return _COUNT.sub("", words)


_MARK = re.compile("[\u0300-\u036f]")


def needs_cleaning(text: str) -> bool:
    """Whether `clean` would change any of it."""
    if text.isascii() and "_" not in text and "&" not in text and "<" not in text:
        return False
    if not unicodedata.is_normalized("NFC", text):
        return True
    return _SUSPECT.search(text) is not None and bool(
        _INVISIBLE.search(text)
        or _MARK.search(text)
        or ("_" in text and _LIGATURE.search(text))
        or ("&" in text and _ENTITY.search(text))
        or ("<" in text and _TAG_SHOWN.search(text))
    )


_THIS = re.compile("n[aàảãáạăằẳẵắặâầẩẫấậ][yỳỷỹýỵ]", re.IGNORECASE)


def speaks_of_itself(text: str) -> bool:
    """Whether a text may say something of the page it stands on: nothing does without "này". Cheap, so that most need not be folded."""
    return _THIS.search(nfc(text)) is not None


_HALF = re.compile("[\ud800-\udfff]")


class Phrases(Generic[_T]):
    """Finds all phrases of a table in folded text in one pass, overlapping ones included, at word boundaries only."""

    def __init__(self, table: Mapping[str, _T] | Iterable[tuple[str, _T]]) -> None:
        pairs = table.items() if isinstance(table, Mapping) else table
        by_phrase = {folded_words(phrase): value for phrase, value in pairs}
        self._values = list(by_phrase.values())
        self._automaton = AhoCorasick(by_phrase, store_patterns=False)

    def find(self, folded: str) -> Iterator[tuple[int, int, _T]]:
        """(start, end, value) of every phrase that stands as whole words in `folded`."""
        size = len(folded)
        for which, start, end in self._hits(folded):
            if (start == 0 or not folded[start - 1].isalnum()) and (end == size or not folded[end].isalnum()):
                yield start, end, self._values[which]

    def find_glued(self, folded: str) -> list[tuple[int, int, _T]]:
        """The same without regard to word boundaries, for text whose labels and values run together."""
        return [(start, end, self._values[which]) for which, start, end in self._hits(folded)]

    def any(self, folded: str) -> bool:
        return next(self.find(folded), None) is not None

    def _hits(self, folded: str) -> list[tuple[int, int, int]]:
        try:
            return self._automaton.find_matches_as_indexes(folded, overlapping=True)
        except UnicodeEncodeError:  # half of a pair, as JSON of a portal may hold: no character of its own, and no end of the reading
            return self._automaton.find_matches_as_indexes(_HALF.sub("\ufffd", folded), overlapping=True)
