"""What an address identifies: one canonical spelling per page, and the pattern that the pages of one kind share."""

from __future__ import annotations

import re
from functools import lru_cache
from urllib.parse import parse_qsl, quote, unquote, urlencode, urljoin, urlsplit, urlunsplit

from classifier.page.addresses import forward, is_route
from classifier.words.text import nfc

# Parameters that say who asks or when, never what is shown.
_VOLATILE = re.compile(
    r"^(?:jsessionid|phpsessid|aspsessionid\w*|sessionid|session_id|sid|p_auth|_?csrf(?:_?token)?|__requestverificationtoken|"
    r"utm_\w+|fbclid|gclid|_|_ts|ts|timestamp|rand|random|nocache|cachebuster|cb)$",
    re.IGNORECASE,
)
_PATH_SESSION = re.compile(r";[a-z]*session[a-z]*=[^/?#]*", re.IGNORECASE)
_ASP_SESSION = re.compile(r"/\([A-Z]\([0-9a-z]{20,}\)\)", re.IGNORECASE)
_COLON_SESSION = re.compile(r"([\w.-]+:[\w.-]+):\d{6,}(?=:|$)")  # Oracle's `f?p=app:page:session:…`
_ID = re.compile(
    r"[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}|[0-9a-f]{16,}|\d+\.\d{6}(?:\.[0-9A-Za-z]+)*|\d+",
    re.IGNORECASE,
)
_FILE = re.compile(r"\.(?:docx?|xlsx?|pdf|zip|rar|7z|rtf|odt|pptx?|jpe?g|png|gif|svg|ico|css|js|mp[34]|xml|json|woff2?)$", re.IGNORECASE)
_PAPER = re.compile(r"\.(?:docx?|xlsx?|pdf|zip|rar|7z|rtf|odt|pptx?|jpe?g|png)$", re.IGNORECASE)
_TITLE_SEGMENT = re.compile(r"(?<=/)[^/?#]+(?:-[^/?#-]+){3,}(?=/)")  # "cap-lai-giay-phep-…" between slashes
_ID_AND_TITLE = re.compile(r"(?<=/)(?:\{\}[-_][^/?]+|[^/?]+[-_]\{\}(?:\.\w{1,5})?)(?=[/?]|$)")  # "12-so-xay-dung", "so-xay-dung-12.html"
_MATRIX = re.compile(r";[\w.-]+=[^/]*$")  # parameters of the last path segment, which is the name of a kind of page then
_DEFAULT_PORTS = {"http": 80, "https": 443}


@lru_cache(maxsize=4096)
def absolute(base: str, href: str) -> str | None:
    """The http(s) address that `href` means on the page `base`; None for anchors, scripts, mail and broken spellings."""
    href = forward(href.strip())
    if not href or href in {"#", "#!"} or re.match(r"(?i)(?:javascript|mailto|tel|data|about|file|blob|zalo|sms):", href):
        return None
    if href.startswith("#") and not is_route(href[1:]):
        return None
    try:
        address = urljoin(base, href.replace("\n", "").replace("\t", ""))
        parts = urlsplit(address)
        parts.port  # noqa: B018 - reading it raises for a broken port
    except ValueError:
        return None
    if parts.scheme not in _DEFAULT_PORTS or not parts.hostname:
        return None
    return urlunsplit((parts.scheme, parts.netloc, quote(parts.path, safe="/%:@!$&'()*+,;=~-._"), _escape(parts.query), parts.fragment))


def _escape(query: str) -> str:
    return quote(query, safe="%/:?@!$&'()*+,;=~-._[]{}|")


@lru_cache(maxsize=65536)
def canonical(url: str) -> str:
    """The one spelling under which a page is remembered: no session, no tracking, sorted query, fragment only as a route, and one Unicode
    form: a title with its marks apart is the same title. Never asked for: a server may know the spelling of its links alone.
    """
    try:
        parts = urlsplit(url)
        host = (parts.hostname or "").lower()
        port = parts.port
    except ValueError:
        return url
    if port and port != _DEFAULT_PORTS.get(parts.scheme):
        host = f"{host}:{port}"
    path = _ASP_SESSION.sub("", _PATH_SESSION.sub("", parts.path))
    path = quote(nfc(unquote(re.sub(r"/{2,}", "/", path))), safe="/:@!$&'()*+,;=~-._") or "/"
    pairs = parse_qsl(parts.query, keep_blank_values=True)
    query = sorted((nfc(k), _COLON_SESSION.sub(r"\1:", nfc(v), count=1).rstrip(":")) for k, v in pairs if not _VOLATILE.match(k))
    fragment = nfc(parts.fragment) if is_route(parts.fragment) else ""
    return urlunsplit((parts.scheme, host, path, urlencode(query), fragment))


def host_of(url: str) -> str:
    """Host name and port, lower case: the unit of politeness."""
    try:
        return urlsplit(url).netloc.lower().rpartition("@")[2]
    except ValueError:
        return ""


def same_site(one: str, other: str) -> bool:
    """Whether two addresses belong to one portal: the same host, with or without `www.`."""
    return host_of(one).removeprefix("www.") == host_of(other).removeprefix("www.")


def is_file(url: str) -> bool:
    """Whether the address names a document, a picture or a script instead of a page."""
    return bool(_FILE.search(urlsplit(url).path))


def is_paper(url: str) -> bool:
    """Whether the address names a document or its picture, which no page is about."""
    return bool(_PAPER.search(urlsplit(url).path))


def is_root(url: str) -> bool:
    """Whether the address is a portal's front door."""
    parts = urlsplit(url)
    if is_route(parts.fragment) and parts.fragment.strip("/!") not in {"", "home", "trang-chu"}:
        return False
    path = parts.path.rstrip("/").lower()
    return not parts.query and (
        not path or bool(re.fullmatch(r"(?:/(?:vi|vn|en|vi-vn|web|guest|portal|home|trang-chu|index|default)(?:\.\w+)?)+", path))
    )


def ids_in(text: str) -> tuple[str, ...]:
    """The parts of an address or a handle that look like identifiers, in order."""
    return tuple(_ID.findall(unquote(text)))


@lru_cache(maxsize=65536)
def template_of(url: str) -> str:
    """The address with its identifiers blanked: equal for the pages of one kind."""
    parts = urlsplit(canonical(url))
    query = "&".join(f"{k}={_blank(v)}" for k, v in parse_qsl(parts.query, keep_blank_values=True))
    fragment = f"#{_ID.sub('{}', parts.fragment)}" if parts.fragment else ""
    return f"{parts.netloc}{_ID.sub('{}', unquote(parts.path))}?{query}{fragment}"


def _blank(value: str) -> str:
    """A parameter with its identifiers blanked: the whole of it, or, of one that is a path of its own (Oracle's `app:page:session:…`), what
    follows its first two parts."""
    parts = value.split(":")
    if len(parts) > 3:
        return ":".join([*parts[:2], *(_ID.sub("{}", part) for part in parts[2:])])
    return "{}" if _ID.search(value) else value


@lru_cache(maxsize=65536)
def parent_template(url: str) -> str:
    """Like `template_of`, with the last path segment blanked too: for pages that are told apart by a slug."""
    head, _, tail = template_of(url).partition("?")
    return f"{head.rstrip('/').rpartition('/')[0]}/{{}}?{tail}"


def untitled(template: str) -> str:
    """A template without the titles that stand beside ids."""
    return _ID_AND_TITLE.sub("{}", template)


def with_query(url: str, name: str, value: str) -> str:
    """The address with one query parameter set, at its place if it is there already."""
    parts = urlsplit(url)
    pairs = parse_qsl(parts.query, keep_blank_values=True)
    if any(k == name for k, _ in pairs):
        pairs = [(k, value if k == name else v) for k, v in pairs]
    else:
        pairs.append((name, value))
    return urlunsplit((parts.scheme, parts.netloc, parts.path, urlencode(pairs), parts.fragment))


def kind_of(address: str) -> str:
    """What the addresses of one kind of page share; a page told apart by its last path segment, or a title in its path, counts with its
    siblings."""
    parts = urlsplit(address)
    told = ids_in(parts.query) or is_route(parts.fragment) or _MATRIX.search(parts.path)
    kind = template_of(address) if told else parent_template(address)
    return _TITLE_SEGMENT.sub("{}", untitled(kind))


def one_word_apart(address: str) -> list[str]:
    """An address without its ids, each word of its path but the last blanked in turn: addresses that share one differ in one word alone."""
    kind, mark, query = template_of(address).partition("?")
    host, *words = kind.split("/")
    last = max((place for place, word in enumerate(words) if word != "{}"), default=0)
    return ["/".join((host, *words[:place], "*", *words[place + 1 :])) + mark + query for place in range(last)]
