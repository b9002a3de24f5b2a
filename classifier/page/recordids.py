"""What in an address names one record: ids, pairs of a name and an id, words of a title; and the address without them."""

from __future__ import annotations

import re
from urllib.parse import unquote, urlsplit

from classifier.words.memo import remembered
from classifier.words.text import fold

_SESSION = re.compile(r";[a-z_]+=[^/;]*", re.IGNORECASE)  # `;jsessionid=…` at the end of a path: the visitor's, not the record's


# A part of a path that is a title: four words and more, or words beside an id that is blank already. Titles are cut off anywhere.
# One with its marks ("Đăng_ký_khai_sinh") is written in percents; a colon in it is no part of a title but ends the name of a space.
_TITLE = re.compile(
    r"(?<=/)(?:0(?:-[\w%]+)+|[\w%]+(?:-[\w%]+)*[-_]0|[a-z0-9]+(?:-[a-z0-9]+){3,})-*(?=[/.]|$)"
    r"|(?<=/)(?=[^/]*%)[\w%.,()]+(?:[-_+][\w%.,()]+){3,}(?=/|$)"
)


@remembered
def blank_ids(url: str) -> str:
    """The address with everything that differs from record to record blanked: digits, long hex, query values."""
    try:
        parts = urlsplit(url)
    except ValueError:
        return url[:60]
    path = re.sub(r"[0-9a-fA-F]{8,}(?:-[0-9a-fA-F]{4,})*|\d+(?:[._]\d+)*", "0", _SESSION.sub("", parts.path).replace("%3A", ":"))
    path = _TITLE.sub("s", path)
    query = "&".join(sorted({pair.split("=", 1)[0] for pair in parts.query.split("&") if pair}))
    fragment = re.sub(r"[0-9a-fA-F]{8,}(?:-[0-9a-fA-F]{4,})*|\d+", "0", parts.fragment)
    return f"{parts.netloc}{path}?{query}#{fragment}"


_ID_VALUE = re.compile(
    r"(?:\d{2,12}|(?=[A-Z]*\d+[A-Z]+\d)(?=(?:[A-Z]*\d){4})[0-9A-Z]{12,32}"  # an opaque one mixes letters and digits
    r"|[0-9a-f]{16,40}|[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}|\d{1,6}-\d{1,6}|[1-9]\.\d{6}[\w.]*)",
    re.IGNORECASE,
)
_SHORT_HEX = re.compile(
    r"(?=[a-f]*\d)(?=\d*[a-f])[0-9a-f]{5,15}"
)  # at the end of a path, where a word has no digits, or under a name for ids
_SHORT_ID = re.compile(r"[A-Z]{1,6}[-_.]?\d{1,6}", re.IGNORECASE)  # "GD03": an id only under a name that says so, where nothing else is one
_DATED = re.compile(r"/(?:19|20)\d\d/(?:0[1-9]|1[0-2])/(?:(?:0[1-9]|[12]\d|3[01])/)?(?=[^/])")  # the day of an article, which many share
_LEADING_ID = re.compile(r"(?!(?:19|20)\d\d-)(\d{3,12})-[a-z]+-[a-z]", re.IGNORECASE)  # "40006-kham-giam-dinh"; a year is none
_ID_NAME = re.compile(r"(?:ma|id|code|matt|tt|procedure|item|key|uuid|tthc|dvc|thutuc)", re.IGNORECASE)
_PROCEDURE_NAME = re.compile(
    r"(?:id|ma)?[_-]?(?:tthc|thu_?tuc(?:_?hanh_?chinh)?|dvc|dich_?vu_?cong|procedure)[_-]?(?:id|code)?", re.IGNORECASE
)
_LEAST_ID = 3  # characters: a shorter one may be a level
_MOST_PAIRS = 50
_PAGING_NAME = re.compile(
    r"(?:page|per_?page|size|cur|delta|limit|offset|count|tab|sort|lang|year|nam|start|end|idx)$|^(?:pageindex|pagesize"
    r"|tabid|moduleid|mid|pageid)$",
    re.IGNORECASE,
)


_ID_NAMED = re.compile(r"(?:.*[_.-])?(?:ma|id|code|matt|key|tthc|dvc|thutuc|ma_?(?:tt|tthc|thu_?tuc))|.*[a-z](?:Id|ID)")


_PAGE_ENDING = re.compile(r"\.(?:html?|aspx?|jsp|php|cpx)$", re.IGNORECASE)
_WORDS_AS_ID = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+){3,}(?:_\d{1,2})?")


@remembered
def title_in(url: str) -> str:
    """The words of a title that end an address ("dang-ky-lai-khai-sinh"); "" when it ends otherwise."""
    try:
        last = urlsplit(url).path.rstrip("/").rpartition("/")[2]
    except ValueError:
        return ""
    return _title_stem(last)


@remembered
def titles_in(url: str) -> frozenset[str]:
    """All parts of an address's path that are the words of a title."""
    try:
        parts = urlsplit(url).path.split("/")
    except ValueError:
        return frozenset()
    return frozenset(stem for part in parts if (stem := _title_stem(part)))


def _title_stem(part: str) -> str:
    """A part of a path when it is the words of a title; one that keeps their marks ("Đăng_ký_kết_hôn") is told by the bare letters."""
    stem = _PAGE_ENDING.sub("", part)
    stem = re.sub(r"[^a-z0-9:]+", "-", fold(unquote(stem))).strip("-") if "%" in stem else stem.lower()
    return stem if _WORDS_AS_ID.fullmatch(stem) else ""


@remembered
def record_pairs(url: str) -> tuple[str, ...]:
    """`name=value` of each part of an address that names one record: tells also ids too short to be recognised by themselves."""
    try:
        query = urlsplit(url).query
    except ValueError:
        return ()
    pairs = (pair.partition("=") for pair in query.split("&"))
    return tuple(
        f"{name}={value}"
        for name, _, value in pairs
        if value.isdigit() and _ID_NAMED.fullmatch(name) and not _PAGING_NAME.search(name) and not name.startswith("p_p_")
    )


_PROCEDURE_NAMES = (
    "tthc",
    "TTHC",
    "thutuc",
    "thuTuc",
    "ThuTuc",
    "thu_tuc",
    "dvc",
    "DVC",
    "MaTTHC",
    "maTTHC",
    "matthc",
    "ma_tthc",
    "idTTHC",
    "IDTTHC",
)


def procedure_pairs(url: str) -> tuple[str, ...]:
    """The record of an address under other names that can only mean a procedure: `ID=2` here is `TTHC=2` on the way to its form."""
    try:
        query = urlsplit(url).query
    except ValueError:
        return ()
    named = {pair.rpartition("=")[2] for pair in query.split("&") if pair.upper().startswith("ID=") and pair[3:].isdigit()}
    values = named | {pair.rpartition("=")[2] for pair in record_pairs(url)}
    return tuple(f"{name}={value}" for value in values for name in _PROCEDURE_NAMES) if len(values) == 1 else ()


@remembered
def procedure_id(url: str) -> str:
    """The id that an address hands over under a name that can only mean a procedure ("idTTHC=117240"); "" without one."""
    try:
        query = urlsplit(url).query
    except ValueError:
        return ""
    pairs = ((name, unquote(value)) for name, _, value in (pair.partition("=") for pair in query.split("&")[:_MOST_PAIRS]))
    found = {value for name, value in pairs if len(value) >= _LEAST_ID and _PROCEDURE_NAME.fullmatch(name) and _ID_VALUE.fullmatch(value)}
    return found.pop() if len(found) == 1 else ""


@remembered
def record_ids(url: str) -> tuple[str, ...]:
    """What in an address looks like the id of one record, best first."""
    try:
        parts = urlsplit(url)
    except ValueError:
        return ()
    query = "&".join((parts.query, parts.fragment.partition("?")[2]))
    named: list[str] = []
    loose: list[str] = []
    short: list[str] = []
    for pair in query.split("&"):
        name, _, value = pair.partition("=")
        value = unquote(value)
        if value and not _PAGING_NAME.search(name) and _ID_VALUE.fullmatch(value):
            (named if _ID_NAME.search(name) else loose).append(value)
        elif _ID_NAMED.fullmatch(name) and _SHORT_HEX.fullmatch(value):
            named.append(value)
        elif _ID_NAMED.fullmatch(name) and _SHORT_ID.fullmatch(value):
            short.append(value)
    path = f"{_SESSION.sub('', parts.path)}/{parts.fragment.partition('?')[0]}"
    segments = [s for s in re.split(r"/", _DATED.sub("/", unquote(path))) if s]
    for segment in reversed(segments):
        stem = _PAGE_ENDING.sub("", segment)
        tail = re.search(
            r"(?:^|[-_.])((?:\d{1,6}-)?\d{2,12}|[0-9a-f]{24}|[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})$", stem, re.IGNORECASE
        )
        if _ID_VALUE.fullmatch(stem) or (segment is segments[-1] and _SHORT_HEX.fullmatch(stem)):
            named.append(stem)
        elif tail:
            loose.append(tail[1])
        elif lead := _LEADING_ID.match(stem):
            loose.append(lead[1])
    return tuple(dict.fromkeys(named + loose or short))
