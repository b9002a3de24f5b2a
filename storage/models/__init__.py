"""The tables, by subject. Import them from here."""

from storage.models.base import Base, Instant
from storage.models.labels import Annotation, LevelSpan, Pending, PortalTally, Procedure
from storage.models.plans import EmailSent, GroupList, ManualValue, Plan, Recipient, Target, UserAccount, Verdict
from storage.models.registry import Agency, Alarm, MaintenanceWindow, Portal, Province
from storage.models.runs import CrawlRun, Memo, Observation, PageVisit, Picture, SeenBatch, Slot, Snapshot
from storage.models.sites import AgencySite, NationalCount, SiteVisit, SourceConsent
from storage.models.web import ApiKey, HostLease, KeptValue, LoginFailure, WebCheck, WebSession

__all__ = [
    "Agency",
    "AgencySite",
    "Alarm",
    "Annotation",
    "ApiKey",
    "Base",
    "CrawlRun",
    "EmailSent",
    "GroupList",
    "HostLease",
    "Instant",
    "KeptValue",
    "LevelSpan",
    "LoginFailure",
    "MaintenanceWindow",
    "ManualValue",
    "Memo",
    "NationalCount",
    "Observation",
    "PageVisit",
    "Pending",
    "Picture",
    "Plan",
    "Portal",
    "PortalTally",
    "Procedure",
    "Province",
    "Recipient",
    "SeenBatch",
    "SiteVisit",
    "Slot",
    "Snapshot",
    "SourceConsent",
    "Target",
    "UserAccount",
    "Verdict",
    "WebCheck",
    "WebSession",
]
