"""The places behind the mailboxes, as a mail server and a colleague see them."""

import os
import time
from dataclasses import dataclass, field
from pathlib import Path
from typing import Protocol

from booking_console.adapters.mail.opening import open_mailbox
from booking_console.domain.message import Outcome
from booking_console.services.ports import Mailbox
from tests.fakes.mailbox import FakeMailbox

MAX_BYTES = 50_000
PROCESSED, ATTENTION = "Processed", "Needs attention"


class Place(Protocol):
    def deliver(self, mime: bytes) -> None: ...
    def take_away(self) -> None:
        """A colleague moves the only mail of the inbox somewhere else."""
        ...

    def rename_processed(self) -> None:
        """A colleague gives the folder of the settled mails another name."""
        ...

    def inbox(self) -> list[bytes]: ...
    def filed(self, outcome: Outcome) -> list[bytes]: ...
    def open(self) -> Mailbox: ...


@dataclass
class FakePlace:
    mailbox: FakeMailbox = field(default_factory=lambda: FakeMailbox(max_bytes=MAX_BYTES))

    def deliver(self, mime: bytes) -> None:
        self.mailbox.deliver(mime)

    def take_away(self) -> None:
        self.mailbox.inbox.popitem()

    def rename_processed(self) -> None:
        self.mailbox.filed[Outcome.PROCESSED].clear()

    def inbox(self) -> list[bytes]:
        return list(self.mailbox.inbox.values())

    def filed(self, outcome: Outcome) -> list[bytes]:
        return list(self.mailbox.filed[outcome].values())

    def open(self) -> Mailbox:
        return self.mailbox


@dataclass
class FolderPlace:
    folder: Path
    delivered: int = 0

    def deliver(self, mime: bytes) -> None:
        self.delivered += 1
        path = self.folder / f"mail-{self.delivered:03}.eml"
        path.write_bytes(mime)
        a_while_ago = time.time() - 3600 + self.delivered
        os.utime(path, (a_while_ago, a_while_ago))

    def take_away(self) -> None:
        next(self.folder.glob("*.eml")).unlink()

    def rename_processed(self) -> None:
        (self.folder / PROCESSED).rename(self.folder / f"{PROCESSED} 2026")

    def inbox(self) -> list[bytes]:
        return contents(self.folder)

    def filed(self, outcome: Outcome) -> list[bytes]:
        return contents(self.folder / (PROCESSED if outcome is Outcome.PROCESSED else ATTENTION))

    def open(self) -> Mailbox:
        return open_in(self.folder)


@dataclass
class MaildirPlace:
    folder: Path
    delivered: int = 0

    def __post_init__(self) -> None:
        for name in ("new", "cur", "tmp"):
            (self.folder / name).mkdir()

    def deliver(self, mime: bytes) -> None:
        self.delivered += 1
        path = self.folder / "tmp" / f"17900000{self.delivered:02}.M1P1.host"
        path.write_bytes(mime)
        path.rename(self.folder / "new" / path.name)

    def take_away(self) -> None:
        next((self.folder / "new").iterdir()).unlink()

    def rename_processed(self) -> None:
        (self.folder / f".{PROCESSED}").rename(self.folder / f".{PROCESSED} 2026")

    def inbox(self) -> list[bytes]:
        return contents(self.folder / "new") + contents(self.folder / "cur")

    def filed(self, outcome: Outcome) -> list[bytes]:
        name = PROCESSED if outcome is Outcome.PROCESSED else ATTENTION
        return contents(self.folder / f".{name}" / "cur")

    def open(self) -> Mailbox:
        return open_in(self.folder)


def contents(folder: Path) -> list[bytes]:
    return [path.read_bytes() for path in sorted(folder.iterdir()) if path.is_file()]


def open_in(folder: Path, *, url: str = "", username: str = "", password: str = "", timeout: float = 5) -> Mailbox:
    return open_mailbox(
        source="imap" if url else "folder",
        folder=folder,
        url=url,
        username=username,
        password=password,
        inbox="INBOX",
        processed=PROCESSED,
        attention=ATTENTION,
        timeout=timeout,
        max_bytes=MAX_BYTES,
    )
