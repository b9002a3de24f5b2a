"""Why a finding is as it is: one of a closed list of causes with at most one value, kept as text and written out in either language later.

`dead_link` or `other_sites=4`; several are joined by "; ". The words stand in the scheduler's message table.
"""

from __future__ import annotations

from enum import StrEnum

_JOINT = "; "


class Why(StrEnum):
    """Every cause that a rule may give."""

    NOT_READ = "not_read"
    PERHAPS_NAMED = "perhaps_named"
    NOT_ANSWERED = "not_answered"  # value: the outcome, with what is known of it
    BY_SCRIPT = "by_script"
    NO_MENU = "no_menu"
    NOT_NAMED = "not_named"
    LEADS_NOWHERE = "leads_nowhere"
    DEAD_LINK = "dead_link"
    TO_FRONT_PAGE = "to_front_page"
    TO_ITSELF = "to_itself"
    NO_CONTENT = "no_content"
    NO_CONTENT_PART = "no_content_part"
    NOTHING_BEHIND = "nothing_behind"
    FILE = "file"  # value: its type
    OTHER_SYSTEM = "other_system"  # value: the host
    ON_FRONT_PAGE = "on_front_page"
    ON_PORTAL = "on_portal"
    PORTAL_NOT_READ = "portal_not_read"
    NEWEST = "newest"  # value: a day
    NO_ENTRIES = "no_entries"
    PARTS_MISSING = "parts_missing"  # value: their names
    FOUND = "found"  # value: a telephone number, an e-mail address
    DETAILS = "details"  # value: which of address, telephone, e-mail
    ONLY_DETAILS = "only_details"
    NO_DETAILS = "no_details"
    NO_CONTACT = "no_contact"
    FORM = "form"
    DOCUMENT_LISTED = "document_listed"  # value: a document's number
    NO_DOCUMENT_LISTED = "no_document_listed"
    SEARCH_FORM = "search_form"
    NO_SEARCH_FORM = "no_search_form"
    NO_FILE = "no_file"
    NOT_OPENED = "not_opened"
    NO_ENGLISH = "no_english"
    NOT_ENGLISH = "not_english"
    OTHER_SITES = "other_sites"  # value: how many
    FEW_SITES = "few_sites"
    NO_SITES = "no_sites"
    EMPTY_LIST = "empty_list"
    NO_AGENCY_SITE = "no_agency_site"
    LINKED_AGENCIES = "linked_agencies"  # value: a/b
    NO_PORTAL = "no_portal"
    LINKS_TO = "links_to"  # value: an address
    NO_PORTAL_LINK = "no_portal_link"
    POLL = "poll"
    LOOK_UP = "look_up"
    NO_LOOK_UP = "no_look_up"
    OWN_PAGE = "own_page"
    NO_BOX = "no_box"
    NO_SERVICE = "no_service"
    LEVELS_STATED = "levels_stated"
    LEVELS_NOT_STATED = "levels_not_stated"
    HTTPS_NOT_TRIED = "https_not_tried"
    HTTPS_TOO = "https_too"
    HTTPS_REDIRECT = "https_redirect"
    NO_HTTPS = "no_https"
    NO_VIEWPORT = "no_viewport"
    BASICS = "basics"  # value: how many of four
    BASICS_LACKING = "basics_lacking"  # value: their names
    NO_SOCIAL = "no_social"
    # Of the site as a whole:
    WORDS = "words"  # value: the words of the page that say so
    SITE_EMPTY = "site_empty"
    TO_PORTAL = "to_portal"  # value: the host
    TO_AGENCY = "to_agency"  # value: the agency's id


def because(*causes: Why | tuple[Why, object] | str) -> str:
    """Causes as a finding keeps them; a text is taken for causes written before, an empty one is left out."""
    written = []
    for cause in causes:
        if isinstance(cause, tuple):
            written.append(f"{cause[0]}={' '.join(str(cause[1]).replace(';', ',').split())[:200]}")
        elif cause:
            written.append(str(cause))
    return _JOINT.join(written)


def causes_of(reason: str) -> list[tuple[str, str]]:
    """Each cause with its value; what no rule of this version gave stands alone as a value."""
    known = set(Why)
    found = []
    for part in reason.split(_JOINT) if reason else ():
        name, _, value = part.partition("=")
        found.append((name, value) if name in known else ("", part))
    return found
