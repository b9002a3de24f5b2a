"""Where an element leads: href, onclick, data attributes, forms, postbacks and links that are not links."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from itertools import islice
from urllib.parse import quote_plus, unquote, urlencode

from classifier.page.addresses import is_route
from classifier.page.document import Document
from classifier.page.scripts import opened_by, opened_directly, opens_directly, with_own

_ASSIGN = re.compile(r"location(?:\.href)?\s*=\s*['\"`]([^'\"`]+)['\"`]")
_CALL = re.compile(r"(?:location\.(?:assign|replace)|window\.open|\bopen)\s*\(\s*['\"`]([^'\"`]+)['\"`]")
_ANY_CALL = re.compile(r"[\w.$]+\s*\(\s*['\"`]([^'\"`]{1,400})['\"`]")
_POSTBACK = re.compile(r"__doPostBack\(\s*['\"]([^'\"]*)['\"]\s*,\s*['\"]([^'\"]*)['\"]")
_WEBFORM = re.compile(r"WebForm_PostBackOptions\(\s*['\"]([^'\"]*)['\"]\s*,\s*['\"]([^'\"]*)['\"]")
_ADDRESS = re.compile(
    r"^(?:https?://|//|/|\.{1,2}/|\?|#!?/)|\.(?:html?|aspx?|jsp|php|do|cpx|action)(?:$|[?#])|^[\w-]+(?:/[\w.-]+)+$|^[\w.-]+\?[\w.-]+=",
    re.IGNORECASE,
)
_EVENTS = ("onclick", "ng-click", "@click", "v-on:click", "(click)", "data-ng-click", "onmousedown", "ondblclick")
_DATA = (
    "data-href",
    "data-url",
    "data-link",
    "data-gourl",
    "data-go-url",
    "data-target-url",
    "data-action",
    "data-src",
    "data-path",
    "data-route",
    "routerlink",
    "to",
    "data-file",
    "data-download",
)
_IDS = (
    "data-id",
    "data-key",
    "data-code",
    "data-matthc",
    "data-ma",
    "data-matt",
    "data-procedure",
    "data-procedure-id",
    "data-thutuc",
    "data-mathutuc",
    "data-value",
    "data-row-key",
    "data-item-id",
    "data-itemid",
)


_OWN = re.compile(r"data-|hx-get$|up-href$|ic-get-from$|x-get$")
_NO_PAGE = re.compile(
    r"ima?ge?|src|icon|bg|background|lazy|poster|thumb|avatar|api|endpoint|post|save|base|root|config|return|redirect|lang|share"
)
_PATH = re.compile(r"/(?!/)[\w./~%+-]*[\w/-](?:\?[^\s{}<>\"']*)?(?<!\.png)(?<!\.jpg)(?<!\.svg)(?<!\.css)(?<!\.js)")
_LEADS = re.compile(
    r"^data-(?:[a-z]+-)?(?:go(?:-?to)?|di|den|toi|mo|open|links?|lien-?ket|href|url|nav(?:igate)?|to|dest(?:ination)?|chuyen(?:-?den)?|visit|jump"
    r"|duong-?dan|dia-?chi|address|forward)$"
)
_SITE = re.compile(r"https?://[\w.-]{4,200}(?::\d{1,5})?(?:/[\w./~%+#!-]*(?:\?[^\s{}<>\"']*)?)?", re.IGNORECASE)
_PAGE = re.compile(r"https?://|/(?!/)[\w-]|\.{1,2}/|[\w./-]*\?[\w.-]+=", re.IGNORECASE)
_NEAR = 60  # elements of a form looked at for what it sends: a page within a form is no form of one button
_FILLED, _SENDS = frozenset(("input", "textarea", "select")), re.compile(r"hidden|submit|button|image", re.IGNORECASE)
_MOST_CHOICES = 100  # of a box that are looked at
_PLAIN = frozenset(("span", "div", "li", "p", "td", "b", "strong", "i", "em", "label"))
_OTHER_METHODS = frozenset(("POST", "PUT", "PATCH", "DELETE"))
_NO_ID = re.compile(
    r"data-(?:bs-|aos|wow|toggle|target|dismiss|parent|placement|index|idx|order|sort|col|level|page|delay|duration|offset|speed|width"
    r"|height|ratio|slide|swiper|test|react|v-|ng-|size|max|min|count|step|position|date|time|version|dt-|ri$|row-?index|uid$|label|title)"
)
_ID_LIKE = re.compile(r"(?=[^\d]*\d)[A-Za-z]{0,12}[-_.]?[\w.-]{1,40}")


@dataclass(frozen=True, slots=True)
class Target:
    """`url`: absolute or None. `action`: get, post, script, modal, none, mail. `raw`: what an address would have to be made from.

    `opens`: the id of an element of this page. `post`: the body of a form post, when it can be derived.
    """

    url: str | None
    action: str
    raw: str = ""
    opens: str = ""
    post: str | None = None


NONE = Target(None, "none")


def hidden_fields(doc: Document, form: int, most: int | None = None) -> dict[str, str]:
    """What a form sends without anything filled in, read from its first `most` elements (None: from all)."""
    end = doc.ends[form] if most is None else min(doc.ends[form], form + most)
    fields = (doc.attributes(e) for e in range(form, end) if doc.tags[e] == "input")
    return {f["name"]: f.get("value", "") for f in fields if f.get("type", "").lower() == "hidden" and f.get("name")}


def target_of(doc: Document, element: int) -> Target:
    """Where following this element leads, from its own attributes only."""
    attributes = doc.attributes(element)
    if doc.tags[element] == "select":
        url = next(iter(_chosen(doc, element)), None)
        return Target(url, "get", raw=url) if url else NONE
    opens = attributes.get("data-bs-target") or attributes.get("data-target") or ""
    toggles = (attributes.get("data-bs-toggle") or attributes.get("data-toggle") or "").lower()
    href = attributes.get("href", "").strip()
    if toggles == "modal" and (opens or href.startswith("#")):
        return Target(None, "modal", opens=(opens or href).lstrip("#."))
    found = _from_href(doc, href)
    if found.action in ("get", "post", "mail"):
        return found
    for event in _EVENTS:
        script = attributes.get(event, "")
        if script:
            clicked = _from_script(doc, with_own(script, attributes))
            if clicked is not None:
                return clicked
            found = Target(None, "script", raw=script[:500])
            break
    for name in _DATA:
        value = attributes.get(name, "").strip()
        if (
            value
            and value != "#"
            and (_ADDRESS.search(value) or name in ("data-href", "data-url", "data-gourl", "data-link", "routerlink"))
        ):
            url = _http(doc, value)
            if url:
                return Target(url, "get", raw=value)
    if found.action == "none" and not opens and (own := _own_address(attributes) or _other_site(doc.tags[element], attributes)):
        url = _http(doc, own)
        if url:
            return Target(url, "get", raw=own)
    dialog = _dialog_named(doc, attributes) if found.action == "none" and not opens else ""
    if dialog:
        return Target(None, "modal", opens=dialog)
    identity = next((f"{name}={attributes[name]}" for name in _IDS if attributes.get(name)), "")
    if not identity and found.action == "script":
        identity = data_handle(doc, element)
    if identity:
        return Target(None, "script", raw=f"{found.raw} {identity}".strip()[:500], opens=found.opens)
    if found.action == "none" and opens:
        return Target(None, "modal", opens=opens.lstrip("#."))
    return found


def handed_on(doc: Document, element: int) -> str:
    """Where a control leads, else what the script that it runs, or the form that it sends and that asks nothing, hands on; "" for one
    that sends what was filled in, and for one word that runs a script: "Gửi" may send an opinion.
    """
    target = target_of(doc, element)
    if target.url or (target.action == "script" and " " in doc.folded_of(element)):
        return target.url or target.raw
    form = doc.form_around(element)
    if (
        form is None
        or doc.ends[form] - form > _NEAR
        or any(doc.tags[e] in _FILLED and not _SENDS.fullmatch(doc.attributes(e).get("type", "")) for e in _first_of(doc, form))
    ):
        return ""
    sent = through_form(doc, element, target)
    return f"{sent.url or ''} {sent.raw}".strip() if sent.action == "post" else sent.url or ""


def _first_of(doc: Document, form: int) -> range:
    return range(form, min(doc.ends[form], form + _NEAR))


def through_form(doc: Document, element: int, target: Target) -> Target:
    """A submit button leads where its form leads."""
    kind = doc.attributes(element).get("type", "").lower()
    if target.action not in ("none",) or doc.tags[element] not in ("button", "input") or kind == "button":
        return target
    form = doc.form_around(element)
    own_action = doc.attributes(element).get("formaction")
    if form is None and own_action is None:
        return target
    attributes = doc.attributes(form) if form is not None else {}
    url = doc.absolute(own_action or attributes.get("action") or doc.url)
    hidden = (
        " ".join(doc.attributes(e).get("value", "") for e in _first_of(doc, form) if doc.tags[e] == "input") if form is not None else ""
    )
    method = (attributes.get("method") or "get").lower()
    if method != "post" and form is not None and hidden and "?" not in url:
        url = f"{url}?{urlencode(hidden_fields(doc, form, _NEAR))}"
    return Target(
        url or None, "post" if method == "post" else "get", raw=f"{own_action or attributes.get('action', '')} {hidden}".strip()[:500]
    )


def leading_boxes(doc: Document) -> list[int]:
    """Boxes whose choices are pages to go to: nobody sends an address with a form."""
    return [element for element in doc.select("select") if _chosen(doc, element)]


def _chosen(doc: Document, box: int) -> list[str]:
    """The addresses of the pages among which a box lets one choose; [] where its choices are something else."""
    found: list[str] = []
    for option in islice(doc.nodes[box].css("option"), _MOST_CHOICES):
        value = (option.attributes.get("value") or "").strip()
        url = _http(doc, value) if _PAGE.match(value) else None
        if value and url is None:
            return []
        found += [url] if url else []
    return found


def _own_address(attributes: Mapping[str, str]) -> str:
    """The path that an element asks for by an attribute of the portal's or a library's making (`hx-get`, `data-tai-vao`); "" where there is
    none, or where it is not asked for by GET.
    """
    if any(value.strip().upper() in _OTHER_METHODS for value in attributes.values()):
        return ""
    made = ((name, value.strip()) for name, value in attributes.items() if _OWN.match(name) and not _NO_PAGE.search(name))
    return next((value for _, value in made if _PATH.fullmatch(value)), "")


def _other_site(tag: str, attributes: Mapping[str, str]) -> str:
    """The whole address that a button names in an attribute of the portal's making that says that it leads there (`data-go`, `data-mo`)."""
    led = (attributes[name].strip() for name in attributes if _LEADS.search(name)) if tag in ("a", "button") else ()
    return next((value for value in led if _SITE.fullmatch(value)), "")


def led_by_data(doc: Document) -> list[int]:
    """The elements that are no links and name the page to which a script leads from them in an attribute of the portal's making."""
    named = doc.having(lambda name: name.startswith("data-") and not _NO_PAGE.search(name))
    return [element for element in named if doc.tags[element] in _PLAIN and _own_address(doc.attributes(element))]


def data_handle(doc: Document, element: int) -> str:
    """The data attributes of an element that may hold the id its script works with; "" when there are none."""
    return " ".join(f"{name}={value}" for name, value in doc.attributes(element).items() if _names_record(name, value))


def marked(doc: Document, elements: Iterable[int]) -> tuple[int, Target] | None:
    """The first of some elements that carries an id in its data, for a script that listens to it; None when none does."""
    return next(((element, Target(None, "script", raw=handle)) for element in elements if (handle := data_handle(doc, element))), None)


def _names_record(name: str, value: str) -> bool:
    """Whether a data attribute of a portal's own making holds the id that its script works with."""
    return name.startswith("data-") and not _NO_ID.match(name) and _ID_LIKE.fullmatch(value) is not None


def _dialog_named(doc: Document, attributes: Mapping[str, str]) -> str:
    """The dialog of this page that a button names in an attribute of its own making; "" when there is none."""
    for name, value in attributes.items():
        if name.startswith("data-") or name in ("popovertarget", "commandfor", "aria-controls"):
            called = value.strip().lstrip("#.")
            if called and (called in doc.dialogs or (value.strip().startswith("#") and called in doc.by_id)):
                return called
    return ""


def _from_href(doc: Document, href: str) -> Target:
    low = href.lower()
    if not href or href in ("#", "#!", "/#") or low.startswith(("javascript:void", "javascript:;", "javascript: void", "about:")):
        return NONE
    if low.startswith("javascript:"):
        script = unquote(href[11:])
        return _from_script(doc, script) or Target(None, "script" if script.strip(" ;()") else "none", raw=script[:500])
    if low.startswith(("mailto:", "tel:")):
        return Target(href, "mail" if low.startswith("mailto:") else "none", raw=href)
    if href.startswith("#") and (href[1:] in doc.by_id or not is_route(href[1:])):
        return Target(None, "modal" if href[1:] in doc.by_id else "none", opens=href[1:])
    url = _http(doc, href)
    return Target(url, "get", raw=href) if url else NONE


def _from_script(doc: Document, script: str) -> Target | None:
    """The target that a piece of script names, or None when only running it would tell."""
    postback = _POSTBACK.search(script) or _WEBFORM.search(script)
    if postback:
        return Target(
            None, "post", raw=script[:500], post=f"__EVENTTARGET={quote_plus(postback[1])}&__EVENTARGUMENT={quote_plus(postback[2])}"
        )
    plain = _ASSIGN.search(script) or _CALL.search(script)
    if (
        plain
        and plain[1].strip() not in ("#", "")
        and not re.match(r"\s*['\"`]?\s*\+", script[plain.end() : plain.end() + 4].lstrip("'\"`"))
    ):
        url = _http(doc, plain[1])
        return Target(url, "get", raw=script[:500]) if url else None
    opened = opened_directly(script, {})
    if not opened and opens_directly(script):
        opened = opened_directly(script, doc.constants)
    opened = opened or opened_by(script, doc.functions)
    if opened is not None:
        url = _http(doc, opened) if opened else None
        return Target(url, "get", raw=script[:500]) if url else NONE
    for call in _ANY_CALL.finditer(script):
        if _ADDRESS.search(call[1]):
            url = _http(doc, call[1])
            if url:
                return Target(url, "get", raw=script[:500])
    return None


def _http(doc: Document, address: str) -> str | None:
    url = doc.absolute(address)
    return url if url.lower().startswith(("http://", "https://")) and len(url) <= 4000 else None


def same_page(url: str, other: str) -> bool:
    """Whether two addresses differ in their fragment at most."""
    return url.partition("#")[0] == other.partition("#")[0]
