"""How mails are written as bytes: as the standard library does, but with subjects that keep every space.

Python 3.11 folds a long subject word by word and loses the space between an encoded word and a plain one
(https://github.com/python/cpython/issues/92081).
"""

from __future__ import annotations

from email.header import Header
from email.policy import EmailPolicy
from typing import Any


class _MailPolicy(EmailPolicy):
    def fold(self, name: str, value: Any) -> str:
        words = str(value)
        if name.lower() != "subject" or words.isascii():
            return str(super().fold(name, value))
        return f"{name}: {Header(words, 'utf-8', header_name=name).encode(linesep=self.linesep)}{self.linesep}"

    def fold_binary(self, name: str, value: Any) -> bytes:
        if name.lower() != "subject" or str(value).isascii():
            return super().fold_binary(name, value)
        return self.fold(name, value).encode("ascii")


MAIL_POLICY = _MailPolicy(linesep="\r\n")
