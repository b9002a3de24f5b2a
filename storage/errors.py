"""What can be wrong with a database, each with the remedy in its message."""

from __future__ import annotations


class StoreError(Exception):
    """The database cannot be used; the message is one line that names the remedy."""


class StoreUnreachable(StoreError):
    """No server answers, or the folder of the file does not exist."""


class StoreReadOnly(StoreError):
    """The file or its folder cannot be written; also a full disk."""


class StoreCorrupt(StoreError):
    """The file is not a database, or a damaged one."""


class StoreBusy(StoreError):
    """Another process held the database longer than the busy timeout."""


class StoreTooNew(StoreError):
    """The database was written by a later version of mucdo."""


class StoreOutdated(StoreError):
    """The database was written by an earlier version of mucdo and waits for `mucdo db upgrade`."""


class Fenced(StoreError):
    """The run was taken over by a later attempt: this process must stop writing."""
