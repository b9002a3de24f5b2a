"""The known families, each with the marks that its pages carry. Two different marks make a family, one alone may be chance."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Protocol

from crawler.sink import RunOrder


class _Document(Protocol):
    source: str


@dataclass(frozen=True, slots=True)
class Family:
    """One family. `marks`: patterns over the page's source; `needed`: how many of them make it this family."""

    name: str
    marks: tuple[str, ...]
    needed: int = 2

    def matches(self, source: str) -> bool:
        """Whether a page of this source is of the family."""
        return sum(bool(re.search(mark, source, re.IGNORECASE)) for mark in self.marks) >= self.needed


FAMILIES: tuple[Family, ...] = (
    Family(
        "igate-v1",
        (
            r"/bothutuc(?:/|\?)",
            r"data-gourl=",
            r"id=[\"']totalRecord",
            r"class=[\"'][^\"']*list-tthc",
            r"tthc-list-item",
            r"chiTietThuTuc\?maThuTuc=",
        ),
    ),
    Family(
        "igate-v2", (r"<app-root", r"/assets/app\.config\.json", r"/realms/digo", r"/procedure/(?:search|detail)", r"padsvc/", r"\bdigo\b")
    ),
    Family(
        "national-old",
        (
            r"/jsp/rest\.jsp",
            r"dvc-(?:tthc|chi-tiet|dich-vu-cong)-[a-z-]+\.html",
            r"goToPage\(['\"]dvc-",
            r"downloadMaudon\(",
            r"/p/home/dvc-",
        ),
    ),
    Family(
        "national-new",
        (r"/api/v1/(?:submitting|configuring)/formality", r"formality-detail", r"/thu-tuc-hanh-chinh/[0-9a-f]{8}-[0-9a-f]{4}-"),
    ),
    Family("opencps", (r"opencps", r"/o/rest/v2/serviceinfos", r"serviceinfos?/", r"#/thu-tuc-hanh-chinh/"), 1),
    Family(
        "liferay",
        (r"p_p_id=", r"p_p_lifecycle=", r"Liferay\.", r"_WAR_\w+portlet", r"/web/guest/", r"/html/js/liferay", r"combo/\?browserId"),
    ),
    Family("portaldvc", (r"/portaldvc/", r"class=[\"'][^\"']*ant-(?:table|card|btn|layout)", r"KenhTin/", r"danh-muc-tthc")),
    Family("mojoportal", (r"mojoPortal", r"/GlobalModule/ThuTucHanhChinh", r"mojoCutePager", r"gt-dvc-lv")),
    Family("dnn", (r"DotNetNuke", r"dnn_ctr\d", r"Default\.aspx\?tabid=", r"/moduleId/\d+", r"/desktopmodules/")),
    Family("webforms", (r"__VIEWSTATE", r"__doPostBack", r"\.aspx")),
    Family("sharepoint", (r"_spPageContextInfo", r"/_layouts/15/", r"View_Detail\.aspx\?ItemID=", r"ms-webpart")),
    Family("drupal", (r"Drupal\.settings|drupalSettings", r"/sites/(?:default|all)/", r"name=[\"']Generator[\"'] content=[\"']Drupal")),
)


def platform_of(document: _Document | None, order: RunOrder) -> str:
    """The family of a page; what the registry says comes first, "generic" when nothing is recognised."""
    if order.platform:
        return order.platform
    if document is None:
        return "generic"
    return next((family.name for family in FAMILIES if family.matches(document.source)), "generic")
