"""Forms that a procedure names, each matched with the file behind it by its symbol or its name."""

from __future__ import annotations

import itertools
import re
from bisect import bisect_left
from collections.abc import Sequence, Set
from dataclasses import replace

from classifier.forms.filenames import is_copies
from classifier.forms.files import FoundFile
from classifier.forms.formsets import is_set
from classifier.model import FieldKey, FileLink, FormMention
from classifier.page.document import Document
from classifier.words.formsymbols import normal_symbol, symbol_of
from classifier.words.lexicon import NOTHING
from classifier.words.memo import remembered
from classifier.words.names import fills_in, form_name, leads_out, names_a_form
from classifier.words.storednames import with_stored_files
from classifier.words.text import fold
from classifier.words.values import Value
from classifier.words.withheld import is_help, withheld_forms
from classifier.words.wordings import exact_key

# Heads of the columns of a table of forms.
_HEAD = re.compile(
    r"(?:ten |loai |danh sach |file |tep )?(?:cac )?(?:bieu )?mau(?: don| bieu| to khai| giay to)?(?: kem theo| dinh kem)?"
    r"|ten (?:to khai|don)|(?:ten |loai )?(?:giay to|tai lieu|thanh phan ho so)"
)
# Where paper forms are to be had ("Liên hệ cơ quan để nhận mẫu", "Mẫu phát tại quầy số 2"), which names none.
_TO_BE_HAD = re.compile(
    r"\W*(?:lien he\b|hoi (?:tai|o)\b|(?:nhan|lay|xin|mua|hoi|muon) (?:mau|bieu mau|to khai|don|phieu)?\s*(?:truc tiep )?(?:tai|o|cua)\b"
    r"|(?:mau|bieu mau|to khai|don|phieu)(?: don| phieu| to khai| nay)* (?:duoc |do )?(?:phat|cap|ban|nhan|lay|de san|co san)\b"
    r"[^.;]{0,40}\b(?:tai|o)\b"
    r"|(?:phat|cap|co san|de san)(?: mien phi)? (?:tai|o)\b|den\b[^.;]{0,60}\b(?:nhan|lay|xin|mua) (?:mau|bieu mau|to khai|don|phieu)\b"
    r"|chua (?:co|dinh kem|dang|cap nhat)\b|dang cap nhat\b)"
)
_SENT = re.compile(r"\w@\w|^\W*(?:ho so|giay to)\b[^.;:()]{0,40}\b(?:nop|gui) (?:ve|qua|den|toi|vao|tai|theo|truc tiep|truc tuyen)\b")
_FILE_NAME = re.compile(r"[\w() ,.–-]{2,160}\.(?:docx?|pdf|xlsx?|zip|rar|rtf|odt)\b", re.IGNORECASE)
_STATED_NONE = re.compile(r"^\W*(?:khong|khong co|khong quy dinh|khong yeu cau|khong co mau don|khong co bieu mau|khong co mau)\b.{0,40}$")
# "Thủ tục này không quy định mẫu đơn, mẫu tờ khai", "Xem các mẫu kèm theo tại mục Thành phần hồ sơ".
_NONE_AT_ALL = re.compile(
    r"\W*(?:(?:phap luat|thu tuc(?: hanh chinh)?|dich vu|viec|ho so)(?: nay)? )?khong (?:co|quy dinh|yeu cau|ban hanh|can|su dung|ap dung)"
    r"(?: \w+){0,2} (?:bieu mau|mau|don|to khai)\b(?! nay)[^.;:]{0,60}\W*$"
)
_ELSEWHERE = re.compile(
    r"\W*(?:xem|tham khao|lay|tai(?: ve)?|co)\b[^.;:]{0,60}?\b(?:tai|o|trong)\b(?: \w+){0,2}?"
    r" (?:muc|phan|thanh phan|danh muc|bang|tab)\b[^.;:]{0,60}\W*$"
)
_ORDER_AFTER = re.compile(
    r"[\s\[(]*(?<!\w)(?:(?:bấm|nhấn) (?:vào )?(?:đây )?(?:để )?)?(?:tải(?: (?:mẫu|file|biểu mẫu|tệp|đơn))?(?: (?:về"
    r"|xuống))?|download|xem(?: mẫu)?)[\])]*\s*$",
    re.IGNORECASE,
)
_WHERE_TO = re.compile(
    r"[\s.;]*\((?:xem|tải|lấy|có|kèm|download)\s[^()]{0,40}(?:tại|ở|trong|mục|trang|tệp|file|kèm|dưới)\b[^()]{0,60}\)[\s.]*$", re.IGNORECASE
)
# A paper where forms are listed, whatever it is called; a document with a number of its own is law.
_PAPER = re.compile(
    r"\W*(?P<number>\(?\d{1,2}\s?[.)/]\s*)?(?:ban(?! hanh| sao| chup| goc| chinh)|bien ban|bao cao|to trinh"
    r"|van ban(?! (?:quy|phap|hop nhat))|danh (?:sach|muc)"
    r"|ke hoach|de an|de cuong|quyet dinh (?:thanh lap|cu|cua)|thong bao|giay|phieu|ly lich|so yeu|cong van (?:de nghi|xin)|hop dong|bang"
    r"|thuyet minh|du thao|cong bo|thu(?= (?:de nghi|moi|xac nhan|ngo|gioi thieu|uy quyen|bao lanh))"
    r"|so do|ho so|tai lieu|phuong an|du toan)\b(?!.*\d/\d{4})"
)
_FORM_FIRST = re.compile(r"\W*(?:don|to khai|(?:bieu )?mau|bieu|phu luc|ban)\b")
_PAPER_FIRST = re.compile(rf"\W*(?:\d{{1,2}}\W+)?(?:{_FORM_FIRST.pattern}|{_PAPER.pattern})")
_LONGEST_PAPER = 14  # words
_A_NAME = 3  # words
_FIELDS = 2  # that make a form to fill in
_BY_FORM = re.compile(r"\b(?:theo |\()mau\b|\bmau (?:so|don|to khai)\b|[(–-] ?mau |\b(?:theo|tai) phu luc\b|\(phu luc ")

# What an office writes for the visitor, each by a form of its own: no paper that he fills in.
_OFFICES_OWN = re.compile(
    r"\b(?:can bo|cong chuc|vien chuc|nhan vien|chuyen vien|nguoi tiep nhan|bo phan (?:mot cua|tiep nhan|mc))\b[^.;]*"
    r"\b(?:lap|viet|cap|in|ghi|giao|phat|trao|xuat|ban hanh|dien) (?:\w+ ){0,2}?(?:giay|phieu|so|bien nhan|thong bao)\b"
    r"|\b(?:giay (?:tiep nhan|bien nhan|hen)|phieu (?:hen|tiep nhan|bien nhan|kiem soat|ban giao|xin loi|tu choi|yeu cau bo sung))\b"
)
# One that was filled in for another office is handed in as it is.
_DECLARATION = re.compile(
    r"[\W\d]*to khai\b(?! (?:hai quan|thue|quyet toan|xuat khau|nhap khau|le phi|phi|tri gia|hang hoa|da |cu\b|goc\b))(?= \w+ \w+)"
)
_NUMBER_LAST = re.compile(r", ?(?:bieu )?mau (?:so )?[a-z]{0,4}[-. ]?\d{1,3}[a-z]?\W*$")
_NUMBER_ALONE = re.compile(r"\W*(?:bieu )?mau (?:so )?[a-z]{0,4}[-. ]?\d{1,3}[a-z]?\W*")
_NUMBER_FIRST = re.compile(r"\W*(?:[a-z]\s*[.)]\s*)?(?:bieu )?mau [a-z]{0,4}[-. ]?\d")


def read_forms(doc: Document, values: Sequence[Value], files: Sequence[FoundFile], orders: Sequence[str] = ()) -> tuple[FormMention, ...]:
    """The forms named in the list of forms and in the dossier, each once, with its file when one is linked anywhere on the page.

    `orders`: the folded words of the controls by which one applies, which stand below the list on many pages.
    """
    forms = [f for f in files if f.link.kind == "form"]
    mentions: list[FormMention] = [FormMention(f.link.named, _symbol_of_file(f.link), f.link) for f in forms]
    listed = any(v.key is FieldKey.FORMS and v.text for v in values)
    for value in values:
        if value.key is FieldKey.FORMS and value.text:
            mentions += _in_list(doc, value, files, orders)
        elif value.key is FieldKey.DOSSIER and value.text:
            mentions += forms_in_dossier(value.text, {fold(doc.text_of(f.element)) for f in files})
            mentions += _without_file(doc, value, files, listed=listed)
    found = _merged(with_stored_files(mentions))
    papers = [line for v in values if v.key is FieldKey.DOSSIER for line in v.text.splitlines()]
    return (*found, *_lacking(papers, found))


def _lacking(papers: Sequence[str], found: Sequence[FormMention]) -> list[FormMention]:
    """The papers of a dossier that follow a form and have no file, where each file of the page is that of another one of them by its name:
    a file that fits none may be theirs under another name.
    """
    linked = [form_name(form.named) for form in found if form.file is not None]
    wanted = {form_name(paper): paper for paper in papers if _is_wanted(paper)} if linked else {}
    wanted = {name: paper for name, paper in wanted.items() if len(name.split()) >= _A_NAME and not _heads_forms(paper)}
    fitting = {name for name in wanted if any(name in form or form in name for form in linked)}
    if not fitting or not all(any(name in form or form in name for name in fitting) for form in linked):
        return []
    known = [form_name(form.named) for form in found]
    lacking = (paper for name, paper in wanted.items() if name not in fitting and not any(name in one or one in name for one in known))
    return [FormMention(paper.strip(" -+*•;.")[:300], symbol_of(paper)) for paper in lacking]


def without_fields(doc: Document, values: Sequence[Value]) -> list[Value]:
    """The values, a list of forms that is itself a form to fill in on the page ("Tờ khai điện tử") without a meaning: it names no files."""
    listed = [v for v in values if v.key is FieldKey.FORMS and v.text and not v.spans]
    boxes = [doc.text_from[e] for e in doc.select("input,select,textarea") if _is_filled_in(doc, e)] if listed else []
    filled = {v.label_start for v in listed if bisect_left(boxes, v.end) - bisect_left(boxes, v.start) >= _FIELDS}
    return [replace(v, key=FieldKey.OTHER) if v.key is FieldKey.FORMS and v.label_start in filled else v for v in values]


def _is_filled_in(doc: Document, element: int) -> bool:
    kind = doc.attributes(element).get("type", "text").lower() if doc.tags[element] == "input" else ""
    return kind not in ("hidden", "submit", "button", "image", "reset", "checkbox", "radio", "search")


def _heads_forms(line: str) -> bool:
    """Whether a line is the head of a column of forms: "Mẫu đơn, tờ khai theo mẫu"."""
    return exact_key(re.sub(r"\W*\btheo (?:mẫu|quy định)\b\W*", "", line.lower())) is FieldKey.FORMS


def _symbol_of_file(link: FileLink) -> str | None:
    return None if is_set(link) else symbol_of(link.named) or _symbol_in_address(link)


def _symbol_in_address(link: FileLink) -> str | None:
    match = re.search(r"(?:^|[/_-])([A-Z]{2,4}\d{2}[a-z]?)(?=[_.-])", link.url or "")
    return normal_symbol(fold(match[1])) if match else None


def _in_list(doc: Document, value: Value, forms: Sequence[FoundFile], orders: Sequence[str]) -> list[FormMention]:
    """Names in a list of forms that have no link of their own."""
    spans = value.spans or ((value.start, value.end),)
    lines: list[str] = []
    linked = any(first <= f.offset <= last for f in forms for first, last in spans)
    for first, last in spans:
        if any(first <= f.offset <= last for f in forms) and not value.spans:
            lines += _unlinked_lines(doc, first, last, forms)
            continue
        if any(first <= f.offset <= last for f in forms):
            continue
        lines += doc.text[first:last].splitlines()
    told = [line for line in map(fold, lines) if any(map(str.isalnum, line))]
    listed = linked or (len(told) > 1 and all(map(_PAPER_FIRST.match, told)))
    found: list[FormMention] = []
    for line, beside in ((paper, listed or len(papers) > 1) for papers in map(_papers, lines) for paper in papers):
        named = _ORDER_AFTER.sub("", line).strip(" -+*•:;.")
        folded = fold(named)
        if fills_in(folded) or _SENT.search(folded) or _is_order(folded, orders):
            continue  # a button or "Hồ sơ điện tử gửi về motcua@…" below the list is a way to apply
        if is_help(named):
            continue
        if len(named) < 3 or " ".join(folded.split()) in NOTHING or _STATED_NONE.match(folded) or _HEAD.fullmatch(" ".join(folded.split())):
            continue
        if _tells_of_forms(named, folded):
            continue
        if not (_is_form_name(named, folded) or _is_listed(fold(line), beside)) or _OFFICES_OWN.search(folded):
            continue
        found.append(FormMention(named[:300], symbol_of(named)))
    return [*found, *(_withheld(doc, spans, forms) if linked and not value.spans else ())]


def _is_order(folded: str, orders: Sequence[str]) -> bool:
    """Whether a line is built around one of the orders to apply: what is left of it begins with no paper."""
    line = " ".join(folded.split())
    order = next((order for order in orders if order in line), None)
    return order is not None and _PAPER_FIRST.match(line.replace(order, " ", 1)) is None


def _withheld(doc: Document, spans: Sequence[tuple[int, int]], files: Sequence[FoundFile]) -> list[FormMention]:
    """Forms that stand on the line of a linked one and are said not to be here ("Mẫu 2 nhận tại quầy")."""
    found: list[FormMention] = []
    for first, last in spans:
        for line in re.finditer(r"[^\n]+", doc.text[first:last]):
            start, end = first + line.start(), first + line.end()
            links = [(doc.text_from[f.element] - start, doc.text_to[f.element] - start) for f in files]
            links = [(since, until) for since, until in links if since < end - start and until > 0]  # one may begin with the line break
            names = withheld_forms(line[0], links) if links else ()
            found += [FormMention(name[:300], symbol_of(name)) for name in names if not _OFFICES_OWN.search(fold(name))]
    return found


def _tells_of_forms(named: str, folded: str) -> bool:
    """Whether a line of a list of forms says that there are none, or where on the page they stand, and names none."""
    return symbol_of(named) is None and (_NONE_AT_ALL.match(folded) is not None or _ELSEWHERE.match(folded) is not None)


def _papers(line: str) -> list[str]:
    """The papers that one line lists, each by itself; where to find them is none of their names."""
    plain = _WHERE_TO.sub("", line)
    parts = [part.strip() for part in plain.split("; ")]
    names = [_is_form_name(part, fold(part)) for part in parts]
    listed = any(names) and all(name or _PAPER.match(fold(part)) for name, part in zip(names, parts, strict=True))
    return parts if len(parts) > 1 and listed else [plain]


def _items(line: str) -> list[str]:
    """The papers that a line lists, cut where one begins: a name may hold the mark that parts them ("hộ cận nghèo; hộ thoát nghèo")."""
    items: list[str] = []
    for part in line.split("; "):
        if items and _goes_on(items[-1], part) and not (_FORM_FIRST.match(fold(part)) or _PAPER.match(fold(part))):
            items[-1] += f"; {part}"
        else:
            items.append(part)
    return items


def _goes_on(before: str, part: str) -> bool:
    """Whether words may go on with a name: in small letters, or in capitals as the name has them ("… ĐIỀU LỆ QUỸ; ĐỔI TÊN QUỸ")."""
    return part[:1].islower() or ("".join(before.split()[-1:]).isupper() and "".join(part.split()[:2]).isupper())


def _is_form_name(named: str, folded: str) -> bool:
    if leads_out(folded) or _TO_BE_HAD.match(folded):
        return False
    numbered = symbol_of(named) is not None  # "Tờ khai (Phụ lục I)" is one of the forms that "Tờ khai (nếu có)" heads
    if (folded != "to khai" and not numbered and exact_key(named) is FieldKey.FORMS) or _HEAD.fullmatch(" ".join(folded.split())):
        return False
    return bool(names_a_form(named) or _FILE_NAME.search(named) or symbol_of(named))


def _is_listed(folded: str, beside: bool) -> bool:
    """Whether a line of a list of forms names a paper: in a numbered list, or where others of the list do or have their files."""
    paper = _PAPER.match(folded)
    return paper is not None and (paper["number"] is not None or beside) and len(folded.split()) <= _LONGEST_PAPER


def _unlinked_lines(doc: Document, first: int, last: int, forms: Sequence[FoundFile]) -> list[str]:
    """Lines of a list of forms beside which no file stands."""
    lines: list[str] = []
    at = first
    linked = [_linked_span(doc, f, first) for f in forms if first <= f.offset <= last]
    names = {fold(f.link.named) for f in forms} | {fold(doc.text_of(f.element)) for f in forms}
    for line in doc.text[first:last].split("\n"):
        end = at + len(line)
        inside = [f for f in forms if at < doc.text_to[f.element] <= end]  # a link may begin at the end of the line before
        papers = _papers(line) if inside and all(names_a_form(doc.text_of(f.element)) for f in inside) else []
        if len(papers) > 1:  # each is linked by itself, or not at all
            lines += [paper for paper in papers if not _has_link(doc, paper, inside)]
        elif (
            line.strip() and fold(line.strip(" -+*•:;.")) not in names and not any(at <= until and since <= end for since, until in linked)
        ):
            lines.append(line)
        at = end + 1
    return lines


def _has_link(doc: Document, paper: str, files: Sequence[FoundFile]) -> bool:
    return any(fold(doc.text_of(f.element)) in fold(paper) for f in files)


def _linked_span(doc: Document, file: FoundFile, first: int) -> tuple[int, int]:
    """The part of the text that a file link speaks for: its row or item, else its own line."""
    holder = next((a for a in doc.ancestors(file.element)[:6] if doc.tags[a] in ("li", "tr") and doc.text_from[a] >= first), None)
    speaks = file.element if holder is None else holder
    inside = doc.text[doc.text_from[speaks] : doc.text_to[speaks]]
    start = doc.text_from[speaks] + len(inside) - len(inside.lstrip())
    return start, start if holder is None else doc.text_to[speaks]


def _without_file(doc: Document, value: Value, files: Sequence[FoundFile], *, listed: bool) -> list[FormMention]:
    """Papers "theo mẫu" in rows of their own that have no file, where other rows of their list have theirs. `listed`: whether the page has
    a list of forms beside the dossier, which may have a declaration's file under another name.
    """
    spans = value.spans or ((value.start, value.end),)
    inside = [f for f in files if any(first <= f.offset <= last for first, last in spans)]
    rows = {f.element: next((a for a in doc.ancestors(f.element)[:6] if doc.tags[a] in ("li", "tr")), -1) for f in inside}
    wanted = _is_wanted if listed else _is_filled_in_paper
    lists = {doc.parents[rows[f.element]] for f in inside if f.link.kind == "form" and rows[f.element] > 0}
    found: list[FormMention] = []
    for row in (row for one in lists for row in doc.children(one) if doc.tags[row] in ("li", "tr") and row not in rows.values()):
        if any(doc.tags[cell] == "th" for cell in doc.children(row)):
            continue  # heads of columns
        if not any(first <= doc.text_to[row] and doc.text_from[row] <= last for first, last in spans):
            continue  # of another value: all items of a page may stand in one table
        named = next((line.strip(" -+*") for line in doc.text_of(row).splitlines() if wanted(line)), "")
        found += [FormMention(named[:300], symbol_of(named))] if named else []
    if not rows or any(row < 0 for row in rows.values()):  # a list of lines, not of rows
        forms = [f for f in inside if f.link.kind == "form"]
        lines = (line for first, last in spans for line in _unlinked_lines(doc, first, last, inside)) if forms else ()
        found += [FormMention(line.strip(" -+*;.")[:300], symbol_of(line)) for line in lines if _is_wanted(line)]
    return found


def _is_filled_in_paper(line: str) -> bool:
    """Whether a paper is made to a form, said or not: a declaration to be filled in ("Tờ khai kèm theo hồ sơ") always is one."""
    return _is_wanted(line) or (_DECLARATION.match(fold(line)) is not None and exact_key(line) is None)


@remembered
def _is_wanted(line: str) -> bool:
    return made_to_a_form(line) and exact_key(line) is None and not _OFFICES_OWN.search(fold(line))


def made_to_a_form(named: str) -> bool:
    """Whether a paper is said to follow a form ("Bản kê khai theo mẫu")."""
    return names_a_form(named) and _BY_FORM.search(fold(named)) is not None


def forms_in_dossier(text: str, links: Set[str]) -> list[FormMention]:
    """Forms that the dossier names by file name or by symbol ("theo Mẫu số 02"). `links`: the folded words of file links."""
    found: list[FormMention] = []
    paper = ""  # that a number in a column of its own belongs to
    for line in itertools.chain.from_iterable(map(_items, text.splitlines())):
        folded = fold(line)
        if _NUMBER_ALONE.fullmatch(folded) and paper:
            found.append(FormMention(paper, symbol_of(line)))
            continue
        paper = line.strip(" -+*")[:300] if len(folded.split()) >= _A_NAME and not is_copies(folded) else paper
        name = _FILE_NAME.search(line) if "." in line else None
        if folded.strip() in links or _OFFICES_OWN.search(folded):
            continue
        if name and any(fold(name[0].strip(" -+*")) in said for said in links):
            continue  # linked, behind the words that name it
        if name and any(folded.endswith(f" {said}") for said in links if said):
            continue  # the words behind it are its link: "Mẫu 01.doc [Tải về]"
        if name:
            found.append(FormMention(name[0].strip(" -+*"), symbol_of(name[0])))
        elif ("mau" in folded or "phu luc" in folded) and (symbol := symbol_of(line)) is not None:
            if (
                symbol.startswith("phu luc ")
                or _BY_FORM.search(folded)
                or _headed_by_number(line, folded)
                or _ends_with_number(line, folded)
            ):
                found.append(FormMention(line.strip(" -+*")[:300], symbol))
    return found


def _headed_by_number(line: str, folded: str) -> bool:
    """Whether a number stands before the name of a form ("Mẫu 02 - Giấy đề nghị"); "Mẫu 2 lít nước thải" is a sample of something."""
    return _NUMBER_FIRST.match(folded) is not None and names_a_form(line.lower().replace("mẫu", ""))


def _ends_with_number(line: str, folded: str) -> bool:
    """Whether a number stands behind the name of a form ("Tờ khai bổ sung, Mẫu M2")."""
    return _NUMBER_LAST.search(folded) is not None and names_a_form(re.sub("mẫu", "", line.lower()))


def _merged(mentions: list[FormMention]) -> tuple[FormMention, ...]:
    """One mention for each form: the same symbol or the same name is the same form; a link anywhere counts for all."""
    kept: dict[str, FormMention] = {}
    for mention in sorted(mentions, key=lambda mention: _NUMBER_ALONE.fullmatch(fold(mention.named)) is not None):
        name = re.sub(r"\.(?:docx?|pdf|xlsx?|zip|rar|rtf|odt)$", "", fold(mention.named)).strip(" .:-")
        key = mention.symbol or name
        same = next((k for k, m in kept.items() if key in (k, m.symbol) or (name and name == fold(m.named).strip(" .:-"))), None)
        if same is None:
            kept[key] = mention
            continue
        if kept[same].symbol is None and mention.symbol is not None:
            kept[same] = replace(kept[same], symbol=mention.symbol)  # a number alone may follow
        if kept[same].file is None and mention.file is not None:
            kept[same] = replace(kept[same], file=mention.file)
    return tuple(kept.values())
