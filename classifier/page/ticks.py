"""What a page says without words, put into its text or taken out of it: boxes ticked and left open as ☑ and ☐ (an icon says "no", an empty
cell beside an X as well, and of a set of disabled radio buttons only one is chosen), pictures that alone tell a way, words struck out.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from functools import cache, lru_cache
from itertools import islice

from selectolax.lexbor import LexborHTMLParser, LexborNode

from classifier.page.around import holders, is_pressed
from classifier.page.unspoken import titled_pictures
from classifier.words.text import collapse, fold

TICKED, OPEN = "☑", "☐"
_ICON = r"(?:fa|fas|far|bi|glyphicon|icon|ti|la|mdi|ri|feather)"
_YES_CLASS = re.compile(rf"\b{_ICON}-(?:check|ok|tick)(?:-\w+)*\b|\b(?:icon-)?(?:tick|checked|yes)\b")
_NO_CLASS = re.compile(
    rf"\b{_ICON}-(?:times|close|xmark|x|remove|ban|cross|uncheck(?:ed)?|square-o|minus-circle)(?:-\w+)*\b|\b(?:cross|unchecked|untick(?:ed)?)\b"
)
_YES_WORDS = re.compile(r"(?:co|yes|ok|tick|check(?:ed)?|co ap dung|dung|da chon|duoc)")
_NO_WORDS = re.compile(r"(?:khong|no|cross|uncheck(?:ed)?|(?:khong|chua) (?:ap dung|co|ho tro|chon)|chua|sai)")
# Looked for in the bytes of a page in small letters, and only where an icon says "no": seven searches of a page take as long as its parse.
_MAY_SAY_NO = (b"-times", b"-close", b"-xmark", b"-remove", b"-ban", b"cross", b"uncheck")
_ALT_MAY_SAY_NO = re.compile(rb"alt\s*=\s*[\"']?\s*(?:kh(?:o|\xc3[\x94\xb4])ng|ch(?:u|\xc6[\xaf\xb0])a|no\b|sai\b)")
_MAY_STRIKE = (b"<s>", b"<s ", b"<strike", b"<del")
_TELLS = re.compile(r"\b(?:truc tuyen|buu (?:dien|chinh)|bcci|tai (?:quay|nha|cho)|truc tiep|mot cua|ban dien tu|ket qua|thanh toan)\b")
_ICONS = "i[class],span[class],em[class],img[alt],svg[class]"
_SET = "input[type=radio][disabled],input[type=checkbox][disabled]"
_PRESSED = frozenset(("a", "button", "nav", "header", "footer", "select", "summary"))
_MARK = re.compile(r"[xX✓✔☑☒✅v]|có|Có|CÓ")
_MOST_STRUCK, _MOST_ICONS, _MOST_ROWS, _MOST_COLUMNS, _LONGEST, _DEPTH = 10, 600, 8, 6, 100, 4


def speak_ticks(tree: LexborHTMLParser, source: str, pictures: Sequence[tuple[LexborNode, str]]) -> None:
    """Put ☑ and ☐ into the text where a page draws them. Ticks alone are bullets: icons speak only on a page that also says "no" by one.
    `pictures`: what `titled_pictures` finds in the tree.
    """
    marks = cache(lambda: source.encode("utf-8", "surrogatepass").lower())
    struck = tree.css("s,strike,del")
    if struck and any(tag in marks() for tag in _MAY_STRIKE) and _drop_struck_out(struck):
        pictures = titled_pictures(tree)
    _speak_pictures(pictures)
    for box in tree.css(_SET):
        box.insert_before(f" {TICKED if 'checked' in box.attributes else OPEN} ")
    _speak_icons(tree.css(_ICONS), marks)
    for table in tree.css("table"):
        _fill_open_cells(table, marks)


def _drop_struck_out(struck: list[LexborNode]) -> bool:
    """Take out what a page has struck out, a few words here and there: a tag that nobody closed strikes out the rest of the page.
    Returns whether anything was taken out.
    """
    if len(struck) > _MOST_STRUCK or any(len(node.text()) > _LONGEST for node in struck):
        return False
    for node in struck:
        node.decompose()
    return True


def _speak_pictures(pictures: Sequence[tuple[LexborNode, str]]) -> None:
    """Put what pictures say of a way of paying or of return into cells and items in which nothing else stands. `pictures`: each with its
    words.
    """
    telling = [(picture, said) for picture, said in pictures if _TELLS.search(fold(said))]
    cells: dict[int, tuple[LexborNode, list[str]]] = {}
    for picture, said in telling:
        cell = next((holder for holder in holders(picture, _DEPTH) if holder.tag in ("td", "dd", "li")), None)
        if cell is not None:
            cells.setdefault(cell.mem_id, (cell, []))[1].append(said)
    for cell, told in cells.values():
        if _is_silent(cell):
            cell.insert_child("; ".join(told))


def _is_silent(cell: LexborNode) -> bool:
    return not _said(cell) and cell.css_first("a,button,input,select,table") is None


def _speak_icons(icons: list[LexborNode], marks: Callable[[], bytes]) -> None:
    """Put ☑ and ☐ before the icons of a page that say yes and no. `marks`: the page in small letters."""
    told = [(icon, answer) for icon in icons[:_MOST_ICONS] if (answer := _answer(icon)) is not None]
    answers = [(icon, answer) for icon, answer in told if not is_pressed(icon, _PRESSED, _DEPTH)]
    if all(ticked for _, ticked in answers) or not _may_say_no(marks()):
        return
    for icon, ticked in answers:
        icon.insert_before(f" {TICKED if ticked else OPEN} ")


def _answer(icon: LexborNode) -> bool | None:
    """Whether an icon without words says yes or no; None where it says neither."""
    attributes = icon.attributes
    said = _said_by(attributes.get("alt") or attributes.get("title") or "", attributes.get("class") or "")
    return None if said is None or (icon.text() or "").strip() else said


@lru_cache(maxsize=4096)  # the icons of a portal are the same on all its pages
def _said_by(title: str, drawn: str) -> bool | None:
    """Whether an icon's title, or without one its class, says yes or no; None where they say neither."""
    told = fold(collapse(title[:_LONGEST]))
    if _NO_WORDS.fullmatch(told) or (not told and _NO_CLASS.search(drawn)):
        return False
    return True if _YES_WORDS.fullmatch(told) or (not told and _YES_CLASS.search(drawn)) else None


def _may_say_no(marks: bytes) -> bool:
    return any(word in marks for word in _MAY_SAY_NO) or _ALT_MAY_SAY_NO.search(marks) is not None


def _fill_open_cells(table: LexborNode, marks: Callable[[], bytes]) -> None:
    """Put ☐ into the empty cells of a small table of ways or levels of which some are marked: rows of two, or a head and one row below.
    `marks`: the page in small letters; one without any plain cell has only heads.
    """
    rows = _rows(table)
    if not rows:
        return
    if len(rows[0]) == 2:
        asked = rows if _is_open_or_marked(rows[0][1]) else rows[1:]
        questions, answers = [row[0] for row in asked], [row[1] for row in asked]
    else:
        questions, answers = rows
    said = [_said(cell) for cell in answers]
    marked = [words for words in said if _MARK.fullmatch(words)]
    if len(answers) < 2 or not marked or "" not in said or len(marked) + said.count("") != len(said):
        return
    if not all(0 < len(_said(cell)) <= _LONGEST for cell in questions) or b"<td" not in marks():
        return
    for words, cell in zip(said, answers, strict=True):
        if not words and cell.css_first("img,i,svg,input,select,a,button") is None:
            cell.insert_child(OPEN)


def _rows(table: LexborNode) -> list[list[LexborNode]]:
    """The cells, row by row, of a small table of two columns or of two rows; nothing for any other, or for one that holds another."""
    found = list(islice(_rows_of(table), _MOST_ROWS + 1))
    if not 2 <= len(found) <= _MOST_ROWS:
        return []
    columns = len(_cells(found[0]))
    if columns != 2 and not (len(found) == 2 and 2 < columns <= _MOST_COLUMNS):
        return []
    rows = [_cells(row) for row in found]
    if any(len(row) != columns for row in rows):
        return []
    # One look tells of most tables that none stands in them; of one that is itself nested, the cells do.
    flat = table.css_first("td table,th table") is None or all(cell.css_first("table") is None for row in rows for cell in row)
    return rows if flat else []


def _rows_of(table: LexborNode) -> Iterator[LexborNode]:
    for part in table.iter():
        if part.tag == "tr":
            yield part
        elif part.tag in ("tbody", "thead"):
            yield from (row for row in part.iter() if row.tag == "tr")


def _cells(row: LexborNode) -> list[LexborNode]:
    return [cell for cell in row.iter() if cell.tag in ("td", "th")]


def _is_open_or_marked(cell: LexborNode) -> bool:
    said = _said(cell)
    return not said or _MARK.fullmatch(said) is not None


def _said(cell: LexborNode) -> str:
    return collapse(cell.text()[: 4 * _LONGEST])
