"""One module per item or family of items; each rule takes a site and gives one finding."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import partial

from classifier.sites.items import (
    consultation,
    contacts,
    directives,
    documents,
    english,
    introduction,
    news,
    outward,
    plain,
    questions,
    search,
    services,
    technology,
)
from classifier.sites.model import Finding, Item
from classifier.sites.site import Site

Rule = Callable[[Site], Finding]

RULES: Mapping[Item, Rule] = {
    Item.INTRODUCTION: introduction.judge,
    Item.NEWS: news.judge,
    Item.DIRECTIVES: directives.judge,
    Item.LEGAL_DOCUMENTS: documents.judge,
    Item.DOCUMENT_SEARCH: documents.judge_search,
    Item.DOCUMENT_FILES: documents.judge_files,
    Item.CONSULTATION: consultation.judge,
    Item.CONTACTS: contacts.judge,
    Item.TRANSACTION: contacts.judge_transaction,
    Item.ENGLISH: english.judge,
    Item.SEARCH: search.judge,
    Item.LINKS: outward.judge_links,
    Item.PORTAL_LINK: outward.judge_portal_link,
    Item.QUESTIONS: questions.judge,
    Item.FEEDBACK: questions.judge_feedback,
    Item.SURVEY: questions.judge_survey,
    Item.ONE_STOP: questions.judge_one_stop,
    Item.SERVICES: services.judge,
    Item.HTTPS: technology.judge_https,
    Item.MOBILE: technology.judge_mobile,
    Item.ACCESSIBILITY: technology.judge_accessibility,
    Item.SITEMAP: technology.judge_sitemap,
    Item.SOCIAL: technology.judge_social,
    **{item: partial(plain.judge, item=item) for item in plain.PLAIN},
}
