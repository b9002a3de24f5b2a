"""Which requests of a page are reading: GET always, POST only where a list or a search is asked for, nothing else ever.

The browser never types and never submits a form, so a request carries nothing but what the page's own script puts into it; this
module keeps even such scripts from writing: counters, tracking, logins, uploads, dossiers.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from functools import lru_cache
from urllib.parse import parse_qsl, urlsplit

import tldextract

from crawler.fetching import Ask
from crawler.personal import personal_data_in

UNCLEAR = "nothing says that it lists records"  # nor that it writes
MOST_BODY = 32 * 1024  # bytes: a question about a list is short
_READING = frozenset({"GET", "HEAD", "OPTIONS"})
_HEADERS_KEPT_BACK = re.compile(r"cookie|auth|token|secret|session|csrf|xsrf|api-?key|^sec-|^user-agent$|^proxy-|^host$", re.I)
_NOT_THE_PAGES = re.compile(r"cookie|authoriz|^sec-|^user-agent$|^proxy-|^host$", re.I)

# Words that ask for records, in an address or in the names of parameters; English and Vietnamese without marks, as words of an identifier.
_ASKS = frozenset(
    """list listing lists get fetch load find search query filter lookup page pages paging paged pagination pager cursor keyword keywords
    items records rows grid table datatable datatables select detail details category categories catalog catalogue
    procedure procedures agency agencies department departments field fields graphql
    danh danhsach ds tim timkiem tra tracuu trang loc tukhoa linhvuc coquan donvi thutuc tthc dichvu dvc mucdo danhmuc
    chitiet lay""".split()
)
# Those that say so only as the name of a parameter.
_ASKS_AS_PARAMETER = frozenset(
    "size limit service services offset skip take start length draw after sort order key term tab cap nhom top".split()
)
# As parts of a glued word ("getlisttthc", "dsthutuchanhchinh").
_ASKS_GLUED = (
    *("search", "getlist", "getall", "listing", "paging", "pagesize", "pageindex", "filter", "procedure"),
    *("danhsach", "timkiem", "tracuu", "truyvan", "thutuc", "tthc", "linhvuc", "danhmuc", "tukhoa"),
)
# Words of an address that write, watch or let in: with one of them the request is not made.
_WRITES = frozenset(
    """login logon signin signup register logout auth oauth oauth2 token tokens password otp captcha upload uploads import save create
    insert add update edit delete remove submit send mail email sms pay payment checkout vote rate rating comment feedback contact
    subscribe like share track tracking analytics collect log logs logging beacon telemetry metric metrics stat stats event events
    hit hits counter visit visits visitor luu xoa gui dangnhap dangxuat capnhat themmoi taomoi truycap luottruycap""".split()
)
_TOKENS = frozenset({"token", "tokens", "oauth", "oauth2"})
_WRITES_GLUED = ("dangnhap", "luottruycap", "pageview", "visitor", "analytics", "hitcounter", "saveform", "guihoso", "luuhoso")
# Names of things one does on a portal: as the last part of an address the doing, before it only the section ("nop-ho-so/danh-sach").
_WRITES_AT_THE_END = ("nophoso", "dangky", "thanhtoan", "danhgia", "gopy", "phananh", "binhluan", "dongy")
_DOES = ("capnhat", "themmoi", "taomoi", "dangxuat")  # the same in two words, as the names of operations have them
# Parameters that hold a secret: with a value, the request is not made. What holds a person's data is known to `crawler.personal`.
_SECRETS = ("clientsecret", "granttype", "captcha", "signature", "base64", "filecontent", "mahoso", "sohoso", "fullname", "hoten")
# Parameters whose value names what is done, where one address serves all operations.
_OPERATIONS = frozenset(
    """service action method operation command cmd op act func function fn rpc ham lenh thaotac
    truyvan yeucau chucnang""".split()
)
_DOES_FIRST = frozenset({"tao", "huy", "duyet", "sua", "nop"})  # the first word of what does something ("taoHoSo")
_NAME_OF_QUESTION = "operationname"  # of GraphQL
# What such a name asks for, beside the words above: dictionaries, and "ct" or "ds" before what there are details or a list of.
_ASKS_TO_DO = ("dictionary", "tudien", "getdetail", "chitiet")
_ASKS_FIRST = frozenset({"ct", "ds", "dm"})
# The last part of an address that asks for one record, in words that only together say so ("chi-tiet", "by-id").
_ASKS_FOR_ONE = frozenset("chitiet xemchitiet thongtin thongtinchitiet info show byid bycode theoid theoma ct".split())
_DOES_SOMETHING = frozenset({"nop", "ky", "huy", "duyet", "them", "sua", "tao", "xac", "chuyen", "thanh", "dang"})
_DATA_TYPES = ("json", "x-www-form-urlencoded", "form-data", "text/plain")
_NOT_TEXT = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\ufffd]")
_WORD = re.compile(r"[A-Z]+(?![a-z])|[A-Z]?[a-z]+|\d+")


@lru_cache(maxsize=1)
def _suffixes() -> tldextract.TLDExtract:
    return tldextract.TLDExtract(suffix_list_urls=(), cache_dir=None)  # the list inside the package: no network


def site(url: str) -> str:
    """The registrable domain of an address (`dichvucong.hanoi.gov.vn` → `hanoi.gov.vn`), or the host when it has none (an IP)."""
    host = (urlsplit(url).hostname or "").lower()
    return _suffixes().extract_str(host).top_domain_under_public_suffix or host


def is_reading(method: str) -> bool:
    return method.upper() in _READING


def why_not_posted(page_url: str, url: str, method: str, content_type: str, body: str | None) -> str:
    """Why a non-GET request of the page at `page_url` must not be made; "" when it asks a site of its own for records."""
    if method.upper() != "POST":
        return f"{method} writes"
    if site(url) != site(page_url):
        return "another site"
    if body is not None and len(body) > MOST_BODY:
        return "a long body"
    if body is not None and _NOT_TEXT.search(body):
        return "a body that is not text"
    if content_type and not any(kind in content_type.lower() for kind in _DATA_TYPES):
        return f"a body of type {content_type[:60]}"
    parts = urlsplit(url)
    path_words = set(_words(parts.path))
    if path_words & _WRITES or _glued(parts.path, _WRITES_GLUED) or _glued(_operation(parts.path), _WRITES_AT_THE_END):
        return "the address writes"
    names = dict(parse_qsl(parts.query, keep_blank_values=True))
    pairs = [*names.items(), *_pairs(content_type, body)]
    if named := personal_data_in(Ask(url, method=method, body=(body or "").encode())):
        return f"personal data: {named[:60]}"
    operations = [value for name, value in pairs if name.lower() in _OPERATIONS]
    if not any(name == "query" and value for name, value in pairs):  # a question that is kept on the server has only its name
        operations += [value for name, value in pairs if name.lower() == _NAME_OF_QUESTION]
    if any(map(_writes, operations)):
        return "the operation writes"
    if any(value and _glued(name, _SECRETS) for name, value in pairs):
        return "a secret"
    if any(value.lstrip().startswith("mutation") for name, value in pairs if name == "query"):
        return "a mutation"
    if body and "filename=" in body:
        return "a file"
    if path_words & _ASKS or _glued(parts.path, _ASKS_GLUED):
        return ""
    if _plain(_operation(parts.path)) in _ASKS_FOR_ONE:
        return ""
    if any(set(_words(name)) & (_ASKS | _ASKS_AS_PARAMETER) or _glued(name, _ASKS_GLUED) for name, _ in pairs):
        return ""
    if any(_asks_to_do(value) for value in operations):
        return ""
    return UNCLEAR


def asks_for_token(url: str, content_type: str, body: str | None) -> bool:
    """Whether a request wants to be let in by a token, in whosever name: such are never made, and what hangs on them stays unread."""
    if set(_words(urlsplit(url).path)) & _TOKENS:
        return True
    return any(value and _glued(name, ("granttype",)) for name, value in _pairs(content_type, body))


def _writes(operation: str) -> bool:
    """Whether the name of an operation says that it writes, watches or lets in."""
    words = list(_words(operation))
    first = not _DOES_FIRST.isdisjoint(words[:1])
    return first or not _WRITES.isdisjoint(words) or _glued(operation, (*_WRITES_GLUED, *_WRITES_AT_THE_END, *_DOES))


def _asks_to_do(operation: str) -> bool:
    """Whether the name of an operation asks for something and does nothing."""
    words = list(_words(operation))
    if not words or _DOES_SOMETHING & set(words):
        return False
    return words[0] in _ASKS_FIRST or bool(set(words) & _ASKS) or _glued(operation, (*_ASKS_GLUED, *_ASKS_TO_DO))


def kept_headers(headers: Mapping[str, str]) -> dict[str, str]:
    """The request headers worth remembering: none that carries a session, a secret or the browser's own marks."""
    return {name: value for name, value in headers.items() if not _HEADERS_KEPT_BACK.search(name)}


def page_tokens(headers: Mapping[str, str]) -> dict[str, str]:
    """The headers that a page's script sends to show that it is the page's; no cookies and no credentials."""
    return {name: value for name, value in headers.items() if _HEADERS_KEPT_BACK.search(name) and not _NOT_THE_PAGES.search(name)}


def _words(identifier: str) -> Iterator[str]:
    for match in _WORD.finditer(identifier):
        yield match.group().lower()


def _operation(path: str) -> str:
    """The last part of a path that is not a number: what is done there."""
    return next((part for part in reversed(path.split("/")) if part and not part.isdecimal()), "")


def _glued(identifier: str, parts: tuple[str, ...]) -> bool:
    plain = _plain(identifier)
    return any(part in plain for part in parts)


def _plain(identifier: str) -> str:
    return re.sub(r"[^a-z0-9]", "", identifier.lower())


def _pairs(content_type: str, body: str | None) -> Iterator[tuple[str, str]]:
    """Names and values of a request body, whatever its form; nested names of JSON one by one."""
    if not body:
        return
    kind = content_type.lower()
    if "form-data" in kind:
        yield from ((name, "x") for name in re.findall(r'name="([^"]{1,100})"', body))
        return
    if "json" in kind or body.lstrip()[:1] in "{[":
        try:
            yield from _json_pairs(json.loads(body))
        except (ValueError, RecursionError):
            return
        return
    for name, value in parse_qsl(body, keep_blank_values=True):
        yield name, value
        if value.lstrip()[:1] in ("{", "["):  # a whole question as one form field
            try:
                yield from _json_pairs(json.loads(value))
            except (ValueError, RecursionError):
                continue


def _json_pairs(value: object) -> Iterator[tuple[str, str]]:
    stack = [("", value)]
    while stack:
        name, item = stack.pop()
        if isinstance(item, dict):
            stack.extend((str(key), inner) for key, inner in item.items())
            if name:
                yield name, ""
        elif isinstance(item, list):
            stack.extend((name, inner) for inner in item)
        else:
            yield name, "" if item in (None, "", False) else str(item)
