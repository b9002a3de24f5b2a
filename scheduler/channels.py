"""Other ways to tell people than mail: Telegram, Teams, Slack, a webhook and others, through Apprise. Off while no address is set.

An address holds secrets: it is never shown, logged or stored; a channel is known by its service and a mark made from the address.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from hashlib import sha256
from typing import TYPE_CHECKING, Protocol

import structlog

from crawler.config import Settings
from scheduler.mail.send import Outbox, State, message_id

if TYPE_CHECKING:
    from apprise import NotifyBase

TRIES = 36  # of one message, ten minutes apart: six hours
_DOMAIN = "mucdo.invalid"

log = structlog.get_logger(__name__)


class ChannelError(ValueError):
    """An address of the settings that cannot be used; the message says which and what to do, without the address."""


@dataclass(frozen=True, slots=True)
class Channel:
    """One place where messages go. `name`: for logs and the record."""

    name: str
    service: NotifyBase = field(repr=False)

    def say(self, title: str, body: str) -> bool:
        """Hand a message over; whether the service took it."""
        from apprise import Apprise, NotifyFormat

        sender = Apprise()
        sender.add(self.service)
        return bool(sender.notify(title=title, body=body, body_format=NotifyFormat.TEXT))


class Record(Outbox, Protocol):
    """What was told, as mails are recorded."""

    def tries(self, ident: str) -> int:
        """How often a message was begun."""


@dataclass(frozen=True, slots=True)
class Matter:
    """What a message is about: the slot's name and the matter in it, told to each channel once."""

    slot: str
    about: str


def channels_of(settings: Settings) -> tuple[Channel, ...]:
    """The channels of `MUCDO_CHANNELS`. Raises `ChannelError`."""
    return tuple(_channel(number, url) for number, url in enumerate(dict.fromkeys((settings.channels or "").split()), start=1))


def _channel(number: int, url: str) -> Channel:
    from apprise import Apprise, OverflowMode  # here, because it takes every command a third of a second

    service = Apprise.instantiate(url)
    if service is None:
        kind = url.partition("://")[0] if "://" in url else ""
        raise ChannelError(
            f"MUCDO_CHANNELS: address {number}{f' ({kind[:20]}://…)' if kind else ''} is not one that Apprise understands: "
            "write addresses such as tgram://TOKEN/CHAT, slack://A/B/C or jsons://host/path, with blanks between them"
        )
    service.overflow_mode = OverflowMode.SPLIT  # a long list arrives as several messages, not cut off
    return Channel(f"{str(service.service_name).lower()} {sha256(url.encode()).hexdigest()[:8]}", service)


def tell(channel: Channel, matters: Sequence[Matter], title: str, body: str, outbox: Record) -> bool:
    """One message about `matters`, those `to_tell` gave; whether it waits for another try. What was cut off is not told again."""
    idents = [_ident(channel, matter) for matter in matters]
    mine = [ident for ident in idents if outbox.claim(ident)]
    if len(mine) < len(idents):  # another scheduler has begun to tell it
        for ident in mine:
            outbox.record(ident, State.PREPARED)
        return True
    if channel.say(title, body):
        log.info("channel.told", channel=channel.name, slot=matters[0].slot, about=[m.about for m in matters])
        state = State.SENT
    else:
        log.warning("channel.failed", channel=channel.name, slot=matters[0].slot, about=[m.about for m in matters])
        state = State.PREPARED if max(outbox.tries(ident) for ident in mine) < TRIES else State.REFUSED
    for ident in mine:
        outbox.record(ident, state, "" if state is State.SENT else "the service did not take it")
    return state is State.PREPARED


def to_tell(channel: Channel, matters: Sequence[Matter], outbox: Record) -> list[Matter]:
    """Those that the channel was not told of."""
    return [m for m in matters if outbox.prepare(f"{channel.name} ({m.about})", _ident(channel, m)) is State.PREPARED]


def _ident(channel: Channel, matter: Matter) -> str:
    return message_id(matter.slot, f"{channel.name} ({matter.about})", f"x@{_DOMAIN}")
