"""Reads the parts of an IMAP server's answers that imaplib leaves as bytes."""

import re
import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from email.parser import BytesHeaderParser
from imaplib import Internaldate2tuple

#: What imaplib gives for one answer: a line, or a line with the literal that followed it.
Item = bytes | tuple[bytes, bytes] | None

_BEGINNING = re.compile(rb"\d+ \(")
_UID = re.compile(rb"\bUID (\d+)")
_SIZE = re.compile(rb"\bRFC822\.SIZE (\d+)")
_DELETED = re.compile(rb"\\Deleted\b", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Fetched:
    """One mail of a FETCH answer. line: everything but the literal, which some servers send in the middle."""

    line: bytes
    literal: bytes

    @property
    def uid(self) -> int | None:
        """None in a notice about flags that the server sent on its own account."""
        found = _UID.search(self.line)
        return int(found[1]) if found else None

    @property
    def size(self) -> int | None:
        found = _SIZE.search(self.line)
        return int(found[1]) if found else None

    @property
    def is_deleted(self) -> bool:
        return _DELETED.search(self.line) is not None

    @property
    def message_id(self) -> str:
        return "".join(str(BytesHeaderParser().parsebytes(self.literal).get("Message-ID", "")).split())[:400]

    @property
    def received_at(self) -> datetime:
        """Now, when the server does not tell."""
        when = Internaldate2tuple(self.line)
        return datetime.fromtimestamp(time.mktime(when) if when else time.time(), UTC)


def fetched(items: Sequence[Item]) -> Iterator[Fetched]:
    line, literal = b"", b""
    for item in items:
        text, more = item if isinstance(item, tuple) else (item or b"", b"")
        if line and _BEGINNING.match(text):
            yield Fetched(line, literal)
            line, literal = b"", b""
        line, literal = line + text, literal or more
    if line:
        yield Fetched(line, literal)
