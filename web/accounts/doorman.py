"""How long somebody who got a password wrong must wait. Kept in the database, so that a restart or a second process forgets nothing.

Failures are counted by name and address together (a person mistyping), by address (one machine trying many names) and by name (many
machines trying one name). The last is generous: nobody shall be able to shut an officer out for long.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta

from storage.accounts import Failures, failures_of, forget_failures, save_failures
from storage.engine import Store

FORGIVEN_AFTER = timedelta(hours=24)
_LONGEST = timedelta(minutes=15)


@dataclass(frozen=True, slots=True)
class _Limit:
    """`free` failures cost nothing; each further one doubles the wait, from a second on."""

    prefix: str
    free: int
    longest: timedelta = _LONGEST

    def wait(self, failures: int) -> timedelta:
        beyond = failures - self.free
        if beyond < 0:
            return timedelta(0)
        return min(timedelta(seconds=2 ** min(beyond, 20)), self.longest)


_BOTH, _ADDRESS, _NAME = _Limit("both", 5), _Limit("address", 20), _Limit("name", 100, timedelta(seconds=30))


class Doorman:
    """Counts tries to log in. `clock`: real time."""

    def __init__(self, store: Store, clock: Callable[[], datetime]) -> None:
        self._store = store
        self._clock = clock

    def admit(self, name: str, client: str) -> float:
        """Seconds until a try is looked at; 0 = now, and then the try already counts as failed.

        Counted beforehand, because tries that come all at once would otherwise all pass before the first has failed.
        """
        subjects, now = _subjects(name, client), self._clock()
        with self._store.write() as connection:
            found = {f.subject: f for f in failures_of(connection, list(subjects)) if now - f.last_at < FORGIVEN_AFTER}
            waits = [(f.last_at + subjects[f.subject].wait(f.failures) - now).total_seconds() for f in found.values()]
            wait = max([0.0, *waits])
            if wait <= 0:
                counts = {subject: found[subject].failures if subject in found else 0 for subject in subjects}
                save_failures(connection, [Failures(subject, count + 1, now) for subject, count in counts.items()])
        return wait

    def succeeded(self, name: str, client: str) -> None:
        """Take the try back, forget the failures of this person at this address, and the old ones of everybody."""
        subjects, now = _subjects(name, client), self._clock()
        with self._store.write() as connection:
            forget_failures(connection, [f"{_BOTH.prefix} {client} {name}"])
            forget_failures(connection, before=now - FORGIVEN_AFTER)
            left = [Failures(f.subject, f.failures - 1, f.last_at) for f in failures_of(connection, list(subjects))]
            forget_failures(connection, [f.subject for f in left if not f.failures])
            save_failures(connection, [f for f in left if f.failures])


def _subjects(name: str, client: str) -> dict[str, _Limit]:
    return {f"{_BOTH.prefix} {client} {name}": _BOTH, f"{_ADDRESS.prefix} {client}": _ADDRESS, f"{_NAME.prefix} {name}": _NAME}
