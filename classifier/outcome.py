"""What became of a page: blocked, login, closed, error or readable, by status, size and words."""

from __future__ import annotations

import re
from urllib.parse import urlsplit

from classifier.document import Document, open_document
from classifier.model import Outcome, Page
from classifier.regions import Regions, find_regions, text_spans
from classifier.spans import covers, merged
from classifier.text import Phrases, fold

_BLOCKED = (
    "request rejected|the requested url was rejected|support id is|access denied|attention required"
    "|checking your browser|just a moment|verify you are human|are you a robot"
    "|you have been blocked|this website is using a security service|mod security|modsecurity|not acceptable"
    "|web application firewall|incident id|bot detection|ddos protection|unusual traffic"
    "|xac nhan ban khong phai la nguoi may|khong phai la robot|truy cap bi tu choi|ban da bi chan|yeu cau bi tu choi"
    "|dia chi ip cua ban|nhap ma captcha|nhap ma bao ve|xac minh ban la con nguoi"
    "|luu luong bat thuong|truy cap bat thuong|keo manh ghep|keo thanh truot|tam ngan yeu cau|tam thoi chan truy cap"
    "|khong phai ro-bot|khong phai la ro-bot|khong phai ro bot|khong phai la ro bot|khong phai robot"
    "|enable javascript and cookies to continue|ray id|your support id|forbidden|tu choi truy cap|truy cap khong hop le"
)
_MAINTENANCE = (
    "he thong dang bao tri|dang bao tri|bao tri he thong|bao tri nang cap|dang nang cap|under maintenance"
    "|scheduled maintenance|tam ngung phuc vu de|he thong tam dung|tam dung de nang cap|be back soon|dang duoc nang cap"
    "|service unavailable|bad gateway|gateway timeout|internal server error|server error in|runtime error|da xay ra loi"
    "|co loi xay ra|he thong gap su co|loi he thong|qua tai"
)
_MISSING = (
    "khong tim thay trang|trang khong ton tai|khong tim thay noi dung|404 not found|page not found"
    "|khong ton tai hoac da bi xoa|noi dung khong ton tai|thu tuc khong ton tai|khong tim thay thu tuc"
    "|khong tim thay du lieu"
    "|trang ban tim|duong dan khong ton tai|error 404|loi 404|khong ton tai trang|not found|khong tim thay tai nguyen"
)
_CLOSED = (
    "ngung cung cap|dung cung cap|ngung hoat dong|dung hoat dong|ket thuc hoat dong|dong giao dien|chinh thuc dung"
    "|da chuyen sang|chuyen sang su dung|chuyen ve cong dich vu cong quoc gia|da duoc chuyen"
    "|thuc hien tren cong dich vu cong quoc gia|duy nhat tren cong dich vu cong quoc gia|khong con cung cap"
    "|da dong cong|dong cong dich vu cong|tich hop len cong dich vu cong quoc gia"
)
_LOGIN = "dang nhap|mat khau|ten dang nhap|tai khoan|login|password|vneid|single sign"

_PHRASES: Phrases[Outcome | str] = Phrases(
    [(p, Outcome.BLOCKED) for p in _BLOCKED.split("|")]
    + [(p, Outcome.ERROR) for p in _MAINTENANCE.split("|")]
    + [(p, "missing") for p in _MISSING.split("|")]
    + [(p, Outcome.CLOSED) for p in _CLOSED.split("|")]
    + [(p, Outcome.LOGIN) for p in _LOGIN.split("|")]
)
_SMALL = 1500  # characters of a page that says one thing
_NOTICE = 400  # characters outside menus and links that are a notice and nothing more
_LONG_NOTICE = 4000  # a farewell says more than an error
_LEADS_ON = 8  # addresses that make a page part of a site that works
_READ = 12_000
_HIDDEN = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden", re.IGNORECASE)
# With its marks: "đồng bộ" and "sử dụng" are other words.
_ENDS = re.compile(
    r"\b(?:giao diện|cổng|trang|hệ thống|website|phần mềm|địa chỉ|tên miền)\b[^.;!?]{0,120}?\b(?:sẽ |đã |chính thức |được ){0,3}"
    r"(?:đóng|dừng|ngừng|ngưng|chấm dứt|kết thúc|thôi|không còn)\b(?! góp| dấu| phí| tiền| thuế| vai)"
)
_TITLE_PARTS = re.compile(r"\s[-–|»:]+\s")
_NAME_WORDS = 4  # "Cổng dịch vụ công" alone is the name of every portal
_NATIONAL = re.compile(r"cong dich vu cong quoc gia|dichvucong\.gov\.vn|cong dvc quoc gia|dvcqg")


def outcome_of(doc: Document, status: int, holds_procedures: bool, regions: Regions) -> tuple[Outcome, str]:
    """(outcome, reason). Words of trouble count only on a page that holds no procedures and is about the trouble."""
    if status in (403, 429, 406):
        return Outcome.BLOCKED, f"status {status}"
    if status == 401:
        return Outcome.LOGIN, "status 401"
    if holds_procedures and status < 500:
        return Outcome.OK, ""
    said = _said(doc, regions)
    if Outcome.BLOCKED in said:
        return Outcome.BLOCKED, _quote(doc, said[Outcome.BLOCKED])
    if Outcome.CLOSED in said and _NATIONAL.search(doc.folded[:_READ]):
        return Outcome.CLOSED, _quote(doc, said[Outcome.CLOSED])
    farewell = None if Outcome.ERROR in said else _farewell(doc, regions)
    if farewell is not None:
        return Outcome.CLOSED, _quote(doc, farewell)
    if _captcha_only(doc):
        return Outcome.BLOCKED, "captcha"
    if status >= 400:
        return Outcome.ERROR, f"status {status}"
    if Outcome.ERROR in said or "missing" in said:
        return Outcome.ERROR, _quote(doc, said.get(Outcome.ERROR, said.get("missing", 0)))
    if Outcome.LOGIN in said and _asks_password(doc, regions):
        return Outcome.LOGIN, _quote(doc, said[Outcome.LOGIN])
    if doc.truncated and len(doc.nodes) > 5:
        return Outcome.ERROR, "the page ends in the middle"
    if not doc.folded.strip():
        return Outcome.EMPTY, "no text"
    return Outcome.OK, ""


def _said(doc: Document, regions: Regions) -> dict[Outcome | str, int]:
    """The troubles that the page is about, and where each is said first.

    A news item or a notice on a page that leads on speaks of something else: what a link is called counts for nothing, and beside
    menus and lists only the title, the headings and a page that says nothing else count.
    """
    links, aside = _beside_content(doc, regions)
    own = len(doc.folded) - sum(b - a for a, b in aside)
    few = _ways_on(doc) < _LEADS_ON
    said: dict[Outcome | str, int] = {}
    for start, _, what in _PHRASES.find(doc.folded[:_READ]):
        if covers(links, start) or (covers(aside, start) and not few):
            continue
        limit = _LONG_NOTICE if what is Outcome.CLOSED else _SMALL
        notice = _SMALL if what is Outcome.CLOSED and _sends_away(doc, regions) else _NOTICE
        if (few and len(doc.folded) < limit) or (own < notice and what is not Outcome.LOGIN) or _in_heading(doc, start):
            said.setdefault(what, start)
    if few or own < _SMALL:
        for _, _, what in _PHRASES.find(fold(doc.title)):
            said.setdefault(what, 0)
    return said


def _farewell(doc: Document, regions: Regions) -> int | None:
    """Where a page sends everybody to the national portal because this one has ended; None for any other page."""
    if not _NATIONAL.search(doc.folded):
        return None  # nearly every page: nothing else need be looked at
    alone = _farewell_alone(doc)
    return alone if alone is not None else _parting_words(doc, regions)


def _farewell_alone(doc: Document) -> int | None:
    """Where a page that leads nowhere but to the national portal says that this portal has ended."""
    if len(doc.folded) > _LONG_NOTICE or any(_leads_home(doc, e) for e in doc.select("a[href]")):
        return None
    said = _ENDS.search(doc.text.lower())
    return said.start() if said is not None else None


def _parting_words(doc: Document, regions: Regions) -> int | None:
    """Where the content says that this portal has ended and sends everybody to the national one, whatever menus still stand around it.

    The content says little else and leads to nothing of this site: an article, or a front page that works, may tell of such a closing, too.
    """
    _, aside = _beside_content(doc, regions)
    if len(doc.folded) - sum(b - a for a, b in aside) > _SMALL:
        return None
    frame = _frame(doc, regions)
    if any(_leads_home(doc, e) and not covers(frame, doc.text_from[e]) for e in doc.select("a[href]")):
        return None
    if all(covers(frame, found.start()) for found in _NATIONAL.finditer(doc.folded[:_READ])):
        return None
    return next((found.start() for found in _ENDS.finditer(doc.text[:_READ].lower()) if not covers(aside, found.start())), None)


def own_farewell(page: Page) -> str:
    """The line in which a page says that the portal of its own title has ended and names the national one; "" when it does not.

    For the first page of a portal in which nothing else was found: an article may tell of another portal's end, and a portal that works
    of its own.
    """
    doc = open_document(page.body, page.url, page.content_type)
    frame = _frame(doc, find_regions(doc))
    names = [name for part in _TITLE_PARTS.split(fold(doc.title)) if len((name := part.strip()).split()) >= _NAME_WORDS]
    if not _NATIONAL.search(doc.folded[:_READ]):
        return ""
    for found in _ENDS.finditer(doc.text[:_READ].lower()):
        start, end = doc.text.rfind("\n", 0, found.start()) + 1, doc.text.find("\n", found.end())
        line = doc.folded[start : end if end >= 0 else None]
        if not covers(frame, found.start()) and any(name in line for name in names):
            return _quote(doc, start)
    return ""


def _leads_home(doc: Document, link: int) -> bool:
    """Whether a link leads to another page of the same site, its front page apart."""
    way = urlsplit(doc.absolute(doc.attributes(link)["href"]))
    return way.scheme in ("http", "https") and way.netloc == urlsplit(doc.url).netloc and bool(way.path.strip("/"))


def _beside_content(doc: Document, regions: Regions) -> tuple[list[tuple[int, int]], list[tuple[int, int]]]:
    """What a page's links say; and that with its menus, frame and dialogs."""
    links = [(doc.text_from[e], doc.text_to[e]) for e in doc.select("a[href]")]
    return links, merged([*links, *_frame(doc, regions)])


def _frame(doc: Document, regions: Regions) -> list[tuple[int, int]]:
    """What stands around the content of every page: menus, header and footer, dialogs."""
    return merged(text_spans(doc, (*regions.chrome, *regions.menus, *regions.dialogs)))


def _sends_away(doc: Document, regions: Regions) -> bool:
    """Whether the content links to the national portal: a notice sends its readers on, an article about another portal's end does not."""
    frame = _frame(doc, regions)
    return any(_NATIONAL.search(doc.folded_of(e)) and not covers(frame, doc.text_from[e]) for e in doc.select("a[href]"))


def _ways_on(doc: Document) -> int:
    """How many other addresses the page leads to."""
    found = {doc.attributes(e)["href"].split("#")[0] for e in doc.select("a[href]")}
    return sum(1 for href in found if href and not href.lower().startswith(("mailto:", "tel:", "javascript:history")))


def _in_heading(doc: Document, start: int) -> bool:
    return any(doc.tags[e] in ("h1", "h2") for e in doc.ancestors(doc.element_at(start))[:4])


def _asks_password(doc: Document, regions: Regions) -> bool:
    """Whether a password is asked for on the page itself, not in a box that opens over it."""
    return any(not regions.in_dialog(element) and not _is_hidden(doc, element) for element in doc.select("input[type=password]"))


def _is_hidden(doc: Document, element: int) -> bool:
    marks = (doc.attributes(a) for a in doc.ancestors(element))
    return any("hidden" in mark or _HIDDEN.search(mark.get("style", "")) for mark in marks)


def _captcha_only(doc: Document) -> bool:
    if len(doc.folded) >= 500 or len(doc.tree.css("a[href]")) >= 5:
        return False
    found = doc.tree.css_first(
        ".g-recaptcha,.h-captcha,[name*=captcha i],[id*=captcha i],#challenge-form,#cf-wrapper,iframe[src*=captcha i]"
    )
    return found is not None


def _quote(doc: Document, start: int) -> str:
    first = doc.text.rfind("\n", 0, start) + 1
    return (doc.text[first : first + 200].split("\n")[0] or doc.title)[:200]
