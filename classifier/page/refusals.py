"""What a page says instead of a form: not online, under maintenance for now, come to the counter with paper."""

from __future__ import annotations

import re
from dataclasses import replace

from classifier.page.document import Document, open_document
from classifier.page.regions import Regions, find_regions, outside_frame
from classifier.words.text import Phrases, fold

_DEAD = Phrases(dict.fromkeys(
    "khong tim thay quy trinh|khong tim thay thu tuc|khong ton tai|chua duoc cung cap truc tuyen"
    "|khong ho tro nop truc tuyen|chua ho tro nop ho so truc tuyen|khong phai la thu tuc toan trinh"
    "|thu tuc nay chua duoc|chua cau hinh|khong tim thay trang|page not found|404|co loi xay ra"
    "|khong cung cap truc tuyen|chua ap dung nop truc tuyen|tam dung tiep nhan|khong tiep nhan truc tuyen"
    "|dich vu khong kha dung"
    "|chua mo nop|khong co quyen truy cap".split("|"), True))  # fmt: skip
# The same in the portals' many wordings: "chưa được cung cấp dịch vụ công trực tuyến", "không tiếp nhận hồ sơ qua mạng".
_NOT_ONLINE = re.compile(
    r"\b(?:chua|khong|tam dung|tam ngung|ngung|dung)(?: (?:duoc|dang|con|the|co|viec)){0,2} "
    r"(?:cung cap|ho tro|trien khai|mo|tiep nhan|ap dung|thuc hien|kich hoat|nop|nhan|phuc vu|tich hop|cau hinh|lam)\b[^.;\n]{0,50}"
    r"\b(?:truc tuyen|qua mang|online|dich vu cong|dien tu|tren mang|tren moi truong mang)\b"
    r"|\b(?:chuc nang|tinh nang|trang|noi dung|dich vu|muc|chuyen muc|phan he|module|ung dung|bieu mau|to khai)(?: dien tu| truc tuyen)?"
    r"(?: nay)?(?: hien| van){0,2} (?:dang|chua)(?: duoc| trong (?:qua trinh|giai doan|thoi gian))? "
    r"(?:xay dung|phat trien|hoan thien|nang cap|trien khai|cap nhat|thiet ke)\b"
    r"|\b(?:khong|chua) (?:(?:khoi tao|tao|lap|mo|nop|gui) duoc|the (?:khoi tao|tao|lap|mo|nop|gui))\b(?![^.;\n]{0,60}\bdang nhap\b)"
    r"|\b(?:khong|chua) (?:thuoc|nam trong|co trong) (?:danh muc|dien|pham vi|nhom)\b[^.;\n]{0,50}"
    r"\b(?:truc tuyen|qua mang|tren mang|online|dien tu|dich vu cong|dvc|toan trinh|mot phan|muc (?:do )?(?:[34]|iii|iv))\b"
    # What the systems themselves say, in whatever language they were installed.
    r"|\b(?:module|page|item|form|service|function|document|entry|record)\b[^.;\n]{0,20}\b(?:not|isn.?t|no longer|doesn.?t) "
    r"(?:active|activated|available|enabled|found|exist|valid)\b"
    r"|\bda bi (?:nguoi khac )?xoa\b"
    r"|\bchi (?:tiep nhan|nhan)(?: ho so)? (?:ban giay|truc tiep|tai (?:quay|bo phan|tru so|trung tam)|qua (?:buu dien|buu chinh))\b"
)
# What a short page without form and log-in says instead: not yet, no longer, come to the counter.
_NOTHING_HERE = re.compile(
    r"\b(?:chua|khong)(?: duoc| the| co){0,2} (?:mo|san sang|trien khai|hoat dong|ho tro|tich hop|cau hinh|cung cap|tiep nhan|kha dung"
    r"|kich hoat|to khai|bieu mau|du lieu)\b"
    r"|\b(?:tam|da|dang|se|sap)(?: tam| som| duoc| trong (?:qua trinh|giai doan))? "
    r"(?:dung|ngung|dong|hoan thien|phat trien|xay dung|nang cap|cap nhat|ra mat)\b"
    r"|\bcoming soon\b|\bunder construction\b|\bkhong (?:tim thay|ton tai)\b"
    r"|\b(?:moi|vui long|de nghi|xin|hay)(?: \w+){0,4} (?:den|toi|ra)(?: \w+){0,2} (?:quay|bo phan|tru so|trung tam|mot cua|ubnd|co quan)\b"
)
# Maintenance is announced and passes (§6.17); a page that will be built one day offers nothing yet.
_OUTAGE = re.compile(
    r"\b(?:dang|hien|se|tam dung de|trong (?:thoi gian|qua trinh))(?: tam| duoc| tien hanh| thuc hien| trong qua trinh){0,2} bao tri\b"
    r"|^[^\w\n]*(?:(?:he thong|website|cong|trang|may chu) )?(?:tam (?:dung|ngung)(?: de)? )?bao tri(?: he thong| dinh ky)?[^\w\n]*$"
    r"|\b(?:he thong|may chu|cong|phan mem|dich vu|website|trang|ket noi)\b[^.;\n]{0,40}"
    r"\b(?:tam thoi (?:khong|ngung|ngat|dung|gian doan)|qua tai|gian doan|gap su co|dang ban|mat ket noi)\b"
    r"|\b(?:dang (?:qua tai|gap su co)|tam thoi khong (?:truy cap|ket noi|su dung) duoc)\b"
    r"|\b(?:under|down for) maintenance\b|\b(?:temporarily|currently) unavailable\b|\bservice unavailable\b|\bbad gateway\b"
    r"|\btoo many (?:requests|connections)\b",
    re.MULTILINE,
)
# Advice to come in person is an answer where nothing on the page speaks of doing it online.
_WALK_IN = re.compile(
    r"\b(?:mang|dem|cam|dua|nop|gui|chuyen|den|toi|ra|lien he)\b(?:[ ,]+\w+){0,9}?[ ,]+"
    r"(?:quay|bo phan|mot cua|tru so|trung tam (?:phuc vu|hanh chinh)|ubnd|uy ban|co quan|van phong|phong)\b"
    r"|\b(?:boc|lay) so(?: thu tu)?\b|\b(?:chi (?:nhan|tiep nhan)|nop|mang) (?:ho so|ban) giay\b"
)
_ONLINE = re.compile(
    r"\b(?:truc tuyen|qua mang|tren mang|online|dang nhap|tai khoan|vneid|dinh danh|tai (?:tep|file|len)|dinh kem|e-?mail|zalo|cong dich vu"
    r"|(?:dien|ke khai|khai) (?:tren|vao) (?:he thong|cong|trang))\b"
)
# What a dialog says that opens instead of a form, in the words of a page that refuses or in shorter ones.
_LEVEL = r"(?:truc tuyen|qua mang|online|dich vu cong|dvc|dvctt|toan trinh|mot phan|muc (?:do )?(?:[34]|iii|iv))"
_OFFICE = "(?:quay|bo phan|mot cua|tru so|trung tam|ubnd|uy ban|co quan|van phong)"
_REFUSED = re.compile(
    rf"\b(?:khong|chua) (?:thuoc|nam trong|phai la|phai|la|dat|du dieu kien|duoc phep|cho phep)\b[^.;\n]{{0,40}}\b{_LEVEL}\b"
    r"|\bkhong phai la (?:thu tuc|dich vu)\b|\bkhong (?:tim thay|ton tai)\b|\b(?:khong|chua) co (?:quy trinh|to khai|bieu mau|mau don)\b"
    r"|\bchi (?:\w+ ){0,4}?(?:(?:nop |thuc hien )?truc tiep|ban giay|ho so giay|cung cap thong tin|o muc (?:do )?[12]"
    rf"|(?:tai|o) (?:\w+ )?{_OFFICE}|qua (?:buu dien|buu chinh))\b"
    r"|\b(?:khong|chua) (?:duoc )?(?:ho tro|cung cap|trien khai|ap dung|tiep nhan|cho phep|kich hoat)\b"
    r"|\b(?:khong|chua) mo (?:nop|dich vu|truc tuyen)\b|\b(?:tam )?(?:dung|ngung) (?:tiep nhan|cung cap|hoat dong)\b"
    r"|\b(?:chuc nang|dich vu|viec nop|nop (?:ho so )?(?:truc tuyen|qua mang))\b[^.;]{0,60} se (?:(?:som|duoc) )*"
    r"(?:thong bao|mo|cung cap|trien khai|cap nhat|bo sung|ra mat|ho tro|tich hop)\b"
)
# These may be said of a visitor without an account, or of a try that failed, as well as of the service.
_CANNOT = re.compile(r"\b(?:khong|chua) (?:the (?:nop|gui|tao|lap|mo|khoi tao)|(?:nop|gui|tao|lap|mo|khoi tao) duoc)\b")
_SENT_THERE = re.compile(
    r"\b(?:moi|vui long|de nghi|xin|hay|can|phai)(?: [\w/]+){0,5}? (?:(?:nop|mang|dem|gui|chuyen|lam|thuc hien)\b(?: \w+){0,6}? "
    rf"(?:(?:tai|den|toi|ve|ra|o)(?: \w+){{0,3}}? {_OFFICE}|qua (?:duong )?(?:buu dien|buu chinh))"
    rf"|(?:den|toi|ra)(?: \w+){{0,3}}? {_OFFICE})\b"
    r"|\b(?:nop|thuc hien|tiep nhan|giai quyet)(?: ho so)? truc tiep (?:tai|o|den|ve)\b"
)
_LOG_IN_FIRST = re.compile(r"\b(?:dang nhap|tai khoan|vneid|log ?in|sign ?in|dinh danh|quyen|trinh duyet|phien(?: lam viec)?)\b")
_AGAIN = re.compile(r"\b(?:thu lai|tai lai|quay lai sau it phut|dang ban|co loi|su co|het han)\b")
_CHOICE = re.compile(r"\bchon\b")  # a dialog that lets one choose where to hand in goes on
_DIALOG = 600  # characters; what is longer is a form or a page, in which such words tell of other things

_PAPER = "(?:tep|file|tap tin|tai lieu|bieu mau|mau don|mau|van ban|trang)"
_GONE = re.compile(
    rf"\b(?:khong|chua)(?: con| the)? (?:ton tai|tim thay|tim duoc|thay {_PAPER}|co {_PAPER})\b|\b(?:da )?bi (?:xoa|go bo|thu hoi)\b"
    r"|\bnot found\b|\bno longer (?:available|exists?)\b|\bloi 404\b|\b404\b|\bduong dan (?:khong|sai|da)\b"
    rf"|\b{_PAPER}\b[^.\n]{{0,30}}\b(?:chua|khong)(?: duoc| the| con| hien)? (?:cap nhat|dang tai|tai len|kha dung|truy cap|mo|hop le|co)\b"
)
_BOX = "[role=alert],[class*=alert i],[class*=message i],[class*=error i],[class*=notice i],[class*=thong-bao i],[class*=thongbao i]"
_LOGIN = re.compile(r"/(?:sso|log-?in|sign-?in|dang-?nhap|auth|vneid)(?=$|[/.?;_-])", re.IGNORECASE)
_TITLE_PARTS = re.compile(r"\s+[-–—|»·:]+\s+|\s*(?:\||::)\s*")
_ASKS_LOGIN = re.compile(r"\b(?:dang nhap|log ?in|sign ?in|xac thuc|tai khoan)\b")
_SAYS = 20  # characters
_HEADLINE = 4  # blanks between the words of a link
_NEWS = re.compile(r"^\W*(?:thong bao|lich|ke hoach|tin)\b[^\n]{0,40}\bbao tri\b|\b\d{1,2}/\d{1,2}/\d{4}\W*$")  # a headline, with its day
_SHORT, _ADDED, _SHARE = 1500, 400, 8  # characters; how much of the whole what stands around the page's own words may add


def told_offline(doc: Document, regions: Regions) -> tuple[str, int]:
    """The line that says that a procedure is not taken online, or that nothing is here, and the length of the words that do; ("", 0)."""
    kept = statements(doc, regions)
    text, folded = "\n".join(doc.text[a:b] for a, b in kept), "\n".join(doc.folded[a:b] for a, b in kept)
    told = [(start, end) for start, end, _ in _DEAD.find(folded)] + [(hit.start(), hit.end()) for hit in _NOT_ONLINE.finditer(folded)]
    lines = ((line_at(text, start), end - start) for start, end in told)
    return next(((line, length) for line, length in lines if not line.endswith("?")), ("", 0))  # a question of a visitor refuses nothing


def own_words(doc: Document, regions: Regions) -> tuple[str, str]:
    """The text that a page is about, and the same folded: what stands around the heading that its title repeats, else around its notice."""
    heads = [e for e in doc.select("h1,h2,h3,h4,h5") if doc.folded_of(e) and not (regions.in_chrome(e) or regions.in_dialog(e))]
    title, *site = (part for part in _TITLE_PARTS.split(fold(doc.title)) if part.strip()) if doc.title.strip() else ("",)
    named = [e for e in heads if title and (title.startswith(doc.folded_of(e)) or doc.folded_of(e).startswith(title))]
    heads = [e for e in heads if not any(doc.folded_of(e) in part or part in doc.folded_of(e) for part in site)]
    notices = [e for e in doc.select(_BOX) if doc.folded_of(e) and not regions.in_chrome(e)]
    start = next(iter((*named, *notices, *sorted(heads, key=doc.tags.__getitem__))), None)
    if start is None:
        return _text(doc, regions, (0, len(doc.text)))
    box = start if start in notices else max(doc.parents[start], 0)
    while (parent := doc.parents[box]) > 0 and doc.tags[parent] not in ("body", "html"):
        own = doc.text_to[box] - doc.text_from[box]
        if doc.text_to[parent] - doc.text_from[parent] - own > max(_ADDED, own // _SHARE):
            break
        box = parent
    return _text(doc, regions, (doc.text_from[box], doc.text_to[box]))


def out_of_order(words: tuple[str, str]) -> str:
    """The line of a short page that says that the system is down for now; "" when it says no such thing."""
    text, folded = words
    hits = _OUTAGE.finditer(folded) if len(folded) < _SHORT else ()
    return next((line for hit in hits if not _NEWS.search(fold(line := line_at(text, hit.start())))), "")


def nothing_here(words: tuple[str, str]) -> str:
    """The line of a short page without form that says: not yet, no longer, come in person; "" when it says no such thing."""
    text, folded = words
    if len(folded) >= _SHORT:
        return ""
    hit = _NOTHING_HERE.search(folded) or (None if _ONLINE.search(folded) else _WALK_IN.search(folded))
    return line_at(text, hit.start()) if hit is not None else ""


def refused_in_dialog(folded: str) -> bool:
    """Whether the folded words of a dialog say that a procedure is not taken online, one sentence at least without asking to log in.

    A dialog that has failed, and may work when it is tried again, refuses nothing.
    """
    if len(folded) > _DIALOG:
        return _NOT_ONLINE.search(folded) is not None
    sentences = re.split(r"[.;!?\n]+", folded)
    for said in sentences:
        if _LOG_IN_FIRST.search(said):
            continue
        if _CANNOT.search(said):
            if not _AGAIN.search(folded):
                return True
        elif _REFUSED.search(said) or _NOT_ONLINE.search(said) or (_NOTHING_HERE.search(said) and not _ONLINE.search(said)):
            return True
    return not _ONLINE.search(folded) and not _CHOICE.search(folded) and _SENT_THERE.search(folded) is not None


def down_in_dialog(folded: str) -> bool:
    """Whether the folded words of a dialog say that the system is down for now."""
    return len(folded) <= _DIALOG and _OUTAGE.search(folded) is not None


def no_paper(folded: str) -> bool:
    """Whether the folded words of a notice say that there is no file: "Không có tệp đính kèm"."""
    return len(folded) <= _DIALOG and _GONE.search(folded) is not None


def tells_gone(body: bytes | str, url: str, content_type: str = "") -> bool:
    """Whether a page that stands where a file should says that there is none, whatever boxes the site has on all its pages."""
    doc = open_document(body, url, content_type)
    _, folded = own_words(doc, find_regions(doc))
    return _GONE.search(fold(doc.title)) is not None or (len(folded) < _SHORT and _GONE.search(folded) is not None)


def only_offers_login(body: bytes | str, url: str, content_type: str = "") -> bool:
    """Whether a page asks for a password in a box that opens over it, or in the site's frame, alone, and says something else itself."""
    doc = open_document(body, url, content_type)
    regions = find_regions(doc)
    asked = doc.select("input[type=password i]")
    if not asked or any(not (regions.in_dialog(e) or regions.in_chrome(e)) for e in asked):
        return False
    said = "\n".join(doc.folded[a:b] for a, b in outside_frame(doc, regions, regions.dialogs)).strip()
    return len(said) >= _SAYS and not (_ASKS_LOGIN.search(said) or _ASKS_LOGIN.search(fold(doc.title)))


def line_at(text: str, place: int) -> str:
    end = text.find("\n", place)
    return text[text.rfind("\n", 0, place) + 1 : end if end >= 0 else len(text)].strip()


def statements(doc: Document, regions: Regions) -> list[tuple[int, int]]:
    """The parts of the text outside the site's own parts and outside long links: a headline that leads to news states nothing here."""
    long = (e for e in doc.select("a[href]") if doc.text_of(e).count(" ") >= _HEADLINE)
    headlines = tuple((e, doc.ends[e]) for e in long if _stays(doc, doc.attributes(e)["href"]))
    return outside_frame(doc, regions, headlines)


def _stays(doc: Document, href: str) -> bool:
    """Whether an address leads to another page of the site, and not to where one logs in."""
    url = doc.absolute(href.strip())
    return url.split("/")[2:3] == doc.url.split("/")[2:3] and _LOGIN.search(url) is None


def _text(doc: Document, regions: Regions, within: tuple[int, int]) -> tuple[str, str]:
    shown = statements(doc, replace(regions, menus=()))  # beside many links a short notice looks like a part of their menu
    kept = [(max(a, within[0]), min(b, within[1])) for a, b in shown if a < within[1] and b > within[0]]
    return "\n".join(doc.text[a:b] for a, b in kept), "\n".join(doc.folded[a:b] for a, b in kept)
