"""What the sentence around a link says of it, for links whose own words are an address or the name of a portal."""

from __future__ import annotations

import re
from bisect import bisect_left

from classifier.page.document import Document
from classifier.words.memo import remembered
from classifier.words.names import is_level_text

_LINE_LIMIT = 160  # characters before and after the link
_JUST_BEFORE = 15  # characters
_ONLINE = r"(?:truc tuyen|qua mang|online|tren mang|ho so)"
_AT = r"(?:tai|o|tren|qua|vao|truy cap|dia chi|website|trang)"
_SENT_TO = re.compile(
    rf"\b(?:nop|gui|dang ky|khai|thuc hien)\b(?! lai)[^.;:]{{0,40}}\b{_ONLINE}\b[^.;]{{0,60}}\b{_AT}\W*$|\bnop\b[^.;:]{{0,20}}\b{_AT}\W*$"
    # What is only received may be received at a counter, but for what is received online.
    rf"|(?<!khong )(?<!chua )(?<!ngung )\btiep nhan\b(?! (?:va )?(?:phan anh|kien nghi|gop y|y kien|cau hoi|thanh toan))[^.;:]{{0,40}}"
    rf"\b(?:truc tuyen|qua mang|online|tren mang|dien tu)\b[^.;]{{0,30}}\b{_AT}\W*$"
)
# The dossier before what is done with it ("Hồ sơ điện tử thực hiện trên <a>"), or a line that begins with that ("Thực hiện tại: <a>").
_DONE = r"(?:nop|gui|dang ky|khai|thuc hien|tiep nhan)"
_DONE_AT = re.compile(
    rf"\b(?:ho so|thu tuc|dich vu|don)\b[^.;:]{{0,30}}\b{_DONE}\b[^.;:]{{0,20}}\b{_AT}\W*$"
    rf"|^\W*{_DONE}(?: ho so| thu tuc| dich vu| truc tuyen){{0,2}} {_AT}\W*$"
)
# The system in front of its address: "Làm trên hệ thống của Bộ: dichvucong.bo.vn".
_DONE_IN = re.compile(
    rf"\b(?:lam(?! viec\b)|{_DONE[3:-1]})\b[^.;:]{{0,20}}\b(?:tai|tren|qua|vao|o)\b (?:cong|he thong|phan mem|trang)\b"
    r"[^.;:]{0,40}[:(]\s*$"
)
_SYSTEM = re.compile(r"\W*(?:trang |website )?(?:cong|he thong|trang|website|phan mem|csdl)\b(?! an\b)")
_NOT_SENT = re.compile(r"\b(?:truc tiep|buu chinh|buu dien|giay|tra cuu|xem|theo doi|tinh trang|huong dan|ket qua|le phi|phi)\b")
_LEADS_ON = re.compile(rf"\b(?:{_AT[3:-1]}|den|duong dan|duong link|dang nhap(?: vao)?)[^\w\n]*$")
# Where one goes, by its name or its address alone: "truy cập Cổng dịch vụ công trực tuyến của tỉnh tại địa chỉ <a>".
_GO_TO = re.compile(
    r"\b(?:vao|truy cap(?: vao)?|den|dang nhap(?: vao)?)"
    r"(?: (?:cong|trang|website|he thong|phan mem)\b[^.;:,]{0,60}?(?: (?:tai|o|theo|co))?(?: (?:dia chi|duong dan|link))?)?\W*$"
)
# One of the ways that a list names, with where it leads: "Nộp qua mạng: <a>".
_NAMED_WAY = re.compile(
    r"(?:nop|gui|dang ky|ke khai|khai)(?: ho so| don| to khai| thu tuc)? (?:truc tuyen|qua mang|online|tren mang|dien tu)\W*:\W*$"
)
# The words before a link within the portal that make it the way to send a dossier: "Hồ sơ điện tử gửi tại <a>trang tiếp nhận</a>".
_SENDING = (
    r"\b(?:nop|gui|dang ky|ke khai|khai bao|khai|tiep nhan)\b(?! (?:phi|le phi|tien|thue|kem|ket qua|tai lieu huong dan)\b)"
    r"(?![^.;]{0,60}\b(?:phi|le phi|thue|khieu nai|phan anh|kien nghi|y kien|cau hoi)\b)"
)
_LEADS_TO = re.compile(
    rf"{_SENDING}[^.;]{{0,80}}?\b(?:tai|tren|qua|ve|toi|den|vao|theo|o|dia chi|duong dan|link|trang|ho[pm] thu"
    r"|e-?mail|thu dien tu|cong|zalo)"
    r"(?: (?:dia chi|duong dan|trang|website|lien ket|ho[pm] thu|link))?\s*[:(]?\s*$"
)
# The service in which a procedure can be done online, behind its number or name: "Dịch vụ trực tuyến của thủ tục này: <a>DV-12</a>".
_SERVICE_OF = re.compile(
    r"\b(?:dich vu(?: cong)?|dvc|kenh|cong)\b (?:truc tuyen|tren mang|qua mang|dien tu)(?: (?:cua|cho|tuong ung|ung voi|danh cho))*"
    r"(?: (?:thu tuc|tthc|viec)(?: hanh chinh)?)(?: nay)?\s*[:(]\s*$"
)
# Where one goes on foot, whatever the link to its page says of it.
_PLACE = re.compile(r"\W*(?:bo phan|mot cua|trung tam|tru so|quay|uy ban|ubnd|so|phong|van phong|co quan|don vi|dia chi|noi) ")
# A link that says itself that one sends what its sentence speaks of: "Hồ sơ đã ký: nộp tại đây".
_HERE = re.compile(
    r"\W*((?:gui|nop|khai|dang ky|ke khai|thuc hien)(?: ho so| truc tuyen| don)? (?:tai|vao|o)) (?:day|dia chi nay|lien ket nay)\W*"
)
# A link of pointing words alone, behind what it points to: "Nộp hồ sơ trực tuyến <a>tại đây</a>", "Khai báo qua mạng: <a>bấm vào đây</a>".
_POINTS = re.compile(
    r"\W*(?:(?:bam|an|nhan|nhap|click|kich|chon|truy cap|moi vao|vao)(?: chuot| nut)?(?: vao| tai)? )?(?:(?:tai|o|vao|theo|qua) )?"
    r"(?:day|(?:dia chi|lien ket|duong dan|duong link|link|trang|nut|here)(?: web)?(?: (?:nay|sau|duoi day|ben duoi))?)\W*"
)
_LINK_OF = re.compile(
    r"\b(?:link|duong dan|lien ket|dia chi|duong link|trang|url)(?: (?:de|cho|truc tiep|truy cap))* "
    r"(?:nop|gui|dang ky|khai|ke khai|khai bao)\b"
    r"[^.;:]{0,40}\b(?:ho so|truc tuyen|don|to khai|qua mang|online)\b[^.;:]{0,20}:\W*$"
)
_IS_ADDRESS = re.compile(r"\W*(?:https?://|www\.)\S+\W*")
_IS_HOST = re.compile(r"\W*(?:https?://)?(?:[\w-]+\.)+[a-z]{2,}/?\W*")
_TELLS = re.compile(
    r"\b(?:xem|huong dan|tra cuu|theo doi|tim hieu|tham khao|cach(?: thuc)? (?:nop|gui|khai|dang ky|lam)|quy trinh|video|clip|tai khoan"
    r"|in\b|tai (?:ve|mau|xuong|bieu mau|to khai|don)|thanh toan|le phi|phi|thue|hoi|dat lich|danh gia)\b"
)
_FILL_IN = re.compile(r"(?:ke )?khai\b|nop (?:ho so|don)\b")
_DOSSIER = re.compile(r"\b(?:ho so|don|to khai|giay to|truc tuyen|qua mang|tren mang|online|internet)\b")
_NO_DOSSIER = re.compile(
    r"\b(?:gop y|y kien|cau hoi|hoi dap|phan anh|kien nghi|khieu nai|danh gia|lien he|ket qua|lich hen|hen (?:gio|truoc|ngay)|lay so|boc so"
    r"|nhan (?:tin|ban tin|thong bao)|hoc (?:truc tuyen|qua mang))\b"
)
_TO_HAND_IN = re.compile(
    r"[ ,]*(?:de|roi|va|truoc khi)(?: (?:tiep tuc|co the|bat dau|duoc|tien hanh))* (?:nop|gui|ke khai|khai|dang ky|tao|lap|thuc hien) "
    r"(?:ho so|don|to khai|thu tuc|dich vu|truc tuyen)\b"
)
_TO_SEND = re.compile(rf"\W*(?:(?:de|va|roi) )?(?:nop|dang ky|gui|khai|thuc hien)\b[^.;]{{0,30}}\b{_ONLINE}\b")
# What one does there before one hands in: "truy cập <a>Cổng …</a>, đăng nhập, chọn đúng thủ tục rồi nộp hồ sơ", and nobody to go to.
_STEP_THERE = (
    r"(?:dang nhap|dang ky tai khoan|tim(?: kiem)?(?! hieu)|chon|lua chon|go|nhap|vao (?:muc|phan|trang)|bam|nhan|dien|khai|ke khai|tai len"
    r"|dinh kem|quet|tao)"
)
_STEPS_TO_SEND = re.compile(
    rf"\W*(?:(?:de|va|roi|sau do) )*{_STEP_THERE}\b(?:(?!\b(?:in|ban in|mau in|tai ve|tai xuong|den)\b)(?:[^.;]|\.(?=\d))){{0,100}}?"
    r"(?:,|\bva\b|\broi\b|\bde\b|\bsau do\b) (?:(?:de|va|roi|sau do|tien hanh|thuc hien) ){0,2}"
    r"(?:nop|gui) (?:truc tuyen|(?:bo )?ho so|don|to khai)\b"
    r"(?! (?:truc tiep|giay|ban giay|qua (?:duong )?buu|cho|ve|(?:tai|o|den|toi|len) (?!day\b|cong\b|he thong\b|trang\b)))"
)


def sent_there(doc: Document, first: int, last: int) -> bool:
    """Whether the sentence around a link (text offsets) to another host tells to send the dossier to where it leads."""
    if announced := _announcing(doc, first):
        return _points_to_sending(announced)
    if _IS_HOST.fullmatch(doc.folded, first, last) is not None and _is_done_in(doc.folded[_line(doc, first, last)[0] : first]):
        return True
    points = _POINTS.fullmatch(doc.folded, first, last) is not None
    if not points and _LEADS_ON.search(doc.folded, max(first - 30, 0), first) is None:
        return _is_named_way(doc, first)  # most links stand alone, or behind other words
    start, end = _line(doc, first, last)
    before = doc.folded[start:first]
    if points and _points_to_sending(before[before.rfind(". ") + 1 :]):
        return True
    if _SENT_TO.search(before) is not None:
        return True
    if _DONE_AT.search(before) is not None and _NOT_SENT.search(before) is None and _SYSTEM.match(doc.folded, first, last) is not None:
        return True
    onward = _TO_SEND.match(doc.folded, last, end) or _STEPS_TO_SEND.match(doc.folded, last, end)
    return onward is not None and _GO_TO.search(before) is not None


@remembered
def _is_done_in(before: str) -> bool:
    """Whether the words before an address say that the dossier is done in the system there."""
    return _DONE_IN.search(before) is not None and not (_TELLS.search(before) or _NOT_SENT.search(before) or _NO_DOSSIER.search(before))


def _is_named_way(doc: Document, first: int) -> bool:
    """Whether all that stands on the line before a link names a way to apply."""
    start = max(doc.text.rfind("\n", max(first - _LINE_LIMIT, 0), first) + 1, doc.text.rfind("; ", max(first - _LINE_LIMIT, 0), first) + 1)
    return (
        ":" in doc.folded[max(first - 3, 0) : first]
        and _NAMED_WAY.fullmatch(doc.folded[start:first].lstrip(" -+*•·–)(0123456789.")) is not None
    )


def logs_in_to_send(doc: Document, last: int) -> str:
    """The words behind a link to log in that ends there, when one does so to hand in ("để tiếp tục nộp hồ sơ"); "" for any other."""
    told = _TO_HAND_IN.match(doc.folded, last)
    return " ".join(doc.text[last : told.end()].split()) if told is not None else ""


def _announcing(doc: Document, first: int) -> str:
    """The folded line above a link that begins its own line, when it ends with a colon: "Bà con nộp hồ sơ trên trang sau:"."""
    breaks = first + int(doc.folded[first : first + 1] == "\n")  # an element may begin with its line break
    before = doc.folded[max(first - _LINE_LIMIT, 0) : breaks].rstrip(" ")
    lines = before.rstrip("\n").rsplit("\n", 1)
    return lines[-1] if before.endswith("\n") and lines[-1].rstrip().endswith(":") else ""


def sending_sentence(doc: Document, first: int, last: int) -> str:
    """The words before a link (text offsets) with its own, when they send the dossier there and not to an office; "" for any other link."""
    limit = max(first - _LINE_LIMIT, 0)
    start = max(doc.folded.rfind("\n", limit, first) + 1, doc.folded.rfind(". ", limit, first) + 1, limit)
    own = doc.folded[first:last]
    here, points = _order_here(own), _points(own)
    if not (here or points or _is_said_before(doc, start, first)):
        return ""  # as nearly every link of a menu
    before = _between_links(doc, start, first)
    said = before + (own[: own.index(here) + len(here)] if here else "")
    if here and _FILL_IN.match(here) is not None and _alone(doc, first, last):
        return here
    if here and (_DOSSIER.search(said) is None or _NO_DOSSIER.search(said) is not None):
        return ""
    if points and _points_to_sending(doc.folded[start:first]):
        return " ".join(doc.text[start:last].split())
    onward = (
        _TO_HAND_IN.match(doc.folded, last)
        if points and _TELLS.search(doc.folded, max(start, first - _JUST_BEFORE), first) is None
        else None
    )
    if onward is not None:  # "bấm <a>vào đây</a> để lập hồ sơ"
        return " ".join(doc.text[start : onward.end()].split())
    if _SERVICE_OF.search(said) and not is_level_text(doc.text[first:last]):
        return " ".join(doc.text[start:last].split())
    if not _leads_to_sending(said) or _holds_field(doc, start, first) or _PLACE.match(doc.folded, first, last) is not None:
        return ""
    return " ".join(doc.text[start:last].split())


@remembered
def _order_here(words: str) -> str:
    """What a link orders that says itself that one does so there; "" for any other link."""
    here = _HERE.fullmatch(words)
    return here[1] if here is not None else ""


@remembered
def _points(words: str) -> bool:
    """Whether the words of a link only point to what it leads to, or are its address."""
    return (_POINTS.fullmatch(words) or _IS_ADDRESS.fullmatch(words)) is not None


def _is_said_before(doc: Document, start: int, end: int) -> bool:
    """Whether anything may be said between two places: not where the last link or button before the second one fills it all."""
    place = bisect_left(doc.pressed, (end, 0)) - 1
    if place < 0 or doc.pressed[place][0] > start:
        return bool(doc.folded[start:end].strip())
    return bool(doc.folded[max(doc.pressed[place][1], start) : end].strip())


def _between_links(doc: Document, start: int, end: int) -> str:
    """The folded text between two places without the words of links and buttons: what a button beside a link says is not said of it."""
    parts, at, place = [], start, bisect_left(doc.pressed, (start, 0))
    if place and doc.pressed[place - 1][1] > start:
        place -= 1  # a link that begins with the line break before it
    while place < len(doc.pressed) and doc.pressed[place][0] < end:
        first, last = doc.pressed[place]
        parts.append(doc.folded[at : max(at, first)])
        at, place = max(at, min(last, end)), place + 1
    return "".join([*parts, doc.folded[at:end]])


def _holds_field(doc: Document, start: int, end: int) -> bool:
    """Whether a box to choose from or to write in stands between two places: the words before it are its label."""
    return any(start < doc.text_from[e] <= end for e in doc.select("select,textarea,input:not([type=hidden i])"))


@remembered
def _points_to_sending(before: str) -> bool:
    """Whether the words before a link that only points say that one sends a dossier where it leads."""
    if _TELLS.search(before) is not None or _NO_DOSSIER.search(before) is not None:
        return False
    sends = _DOSSIER.search(before) is not None and _leads_to_sending(before.rstrip(" .,:;(–-→>") + " tai")
    return sends or _LINK_OF.search(before) is not None


def _alone(doc: Document, first: int, last: int) -> bool:
    """Whether a link is all of its line, as a button is."""
    begins = last - len(doc.text[first:last].lstrip())
    return (begins == 0 or doc.text[begins - 1] == "\n") and doc.text[last : last + 1] in ("", "\n")


@remembered
def _leads_to_sending(said: str) -> bool:
    return _LEADS_TO.search(said) is not None


def on_its_line(doc: Document, first: int, last: int) -> str:
    """The words of a link with those on its line, which say what an address is for."""
    start, end = _line(doc, first, last)
    return " ".join(doc.text[start:end].split())


def _line(doc: Document, first: int, last: int) -> tuple[int, int]:
    start = max(doc.text.rfind("\n", max(first - _LINE_LIMIT, 0), first) + 1, first - _LINE_LIMIT, 0)
    end = doc.text.find("\n", last, last + _LINE_LIMIT)
    return start, end if end >= 0 else min(last + _LINE_LIMIT, len(doc.text))
