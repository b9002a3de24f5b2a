"""Why a request ended without a page, for reasons that are ours. The fetcher turns them into outcomes."""

from __future__ import annotations

from scrapy.exceptions import IgnoreRequest

from classifier.model import Outcome


class RequestStoppedError(IgnoreRequest):
    """A request that we stopped ourselves; the text says why."""

    outcome = Outcome.ERROR


class AddressForbiddenError(RequestStoppedError):
    """The address guard forbids it."""

    outcome = Outcome.REFUSED


class RobotsForbiddenError(RequestStoppedError):
    """robots.txt forbids it."""

    outcome = Outcome.ROBOTS


class RobotsUnreachableError(RequestStoppedError):
    """robots.txt could not be read for a fault of the server or the network, which forbids everything (RFC 9309 §2.3.1.4)."""


class HostBlocksError(RequestStoppedError):
    """The host keeps answering 403 or 429, or asks for a longer pause than a run has."""

    outcome = Outcome.BLOCKED


class HostFailsError(RequestStoppedError):
    """The host failed too often in a row; it is left alone for the rest of the run."""


class BudgetSpentError(RequestStoppedError):
    """A budget or a limit of the run is used up; the text names it."""


class TooManyRedirectsError(RequestStoppedError):
    """A chain of redirects that did not end."""


class SentAwayError(RequestStoppedError):
    """A page of the portal sends its visitors on to the national portal, which is another one: what this one had is closed."""

    outcome = Outcome.CLOSED


class BombError(RequestStoppedError):
    """A response larger, deeper compressed or longer in its header than is taken."""
