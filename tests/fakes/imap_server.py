"""A real IMAP server (pymap) in a process of its own, and a mailbox on it as a colleague's mail program sees it."""

import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path

from imap_tools import BaseMailBox, MailBoxUnencrypted
from pysasl.hashing import BuiltinHash

from booking_console.domain.message import Outcome
from booking_console.services.ports import Mailbox
from tests.fakes.certificates import Certificate
from tests.fakes.mail_places import ATTENTION, PROCESSED, open_in

PASSWORD = 'pass "word" 1'
_RUN = "from pymap.main import main; main()"


@dataclass
class ImapServer:
    """Keeps its mails in folder, so it may be stopped and started again. Every user has a mailbox of his own."""

    folder: Path
    certificate: Certificate | None = None
    port: int = 0
    users: list[str] = field(default_factory=list)
    _process: "subprocess.Popen[bytes] | None" = None

    def __post_init__(self) -> None:
        self.folder.mkdir(parents=True, exist_ok=True)
        self.port = self.port or _free_port()

    def add_user(self) -> str:
        name = f"user{len(self.users) + 1}"
        self.users.append(name)
        hashed = str(BuiltinHash(rounds=1).hash(PASSWORD)).replace(":", "\\:")
        _append(self.folder / "pymap-etc-passwd", f"{name}:x::::{name}:")
        _append(self.folder / "pymap-etc-shadow", f"{name}:{hashed}")
        return name

    def start(self) -> None:
        tls = ["--no-tls"]
        if self.certificate:
            tls = ["--cert", str(self.certificate.cert), "--key", str(self.certificate.key)]
        command = [sys.executable, "-W", "ignore", "-c", _RUN, "--host", "127.0.0.1", "--port", str(self.port)]
        self._process = subprocess.Popen([*command, *tls, "maildir", str(self.folder)], stderr=subprocess.DEVNULL)
        _wait_for(self.port)

    def stop(self) -> None:
        if self._process is not None:
            self._process.kill()
            self._process.wait()
            self._process = None


@dataclass
class ImapPlace:
    server: ImapServer
    user: str
    delivered: int = 0

    @contextmanager
    def colleague(self, folder: str = "INBOX") -> Iterator[BaseMailBox]:
        with MailBoxUnencrypted("127.0.0.1", self.server.port, timeout=5).login(self.user, PASSWORD, folder) as box:
            yield box

    def deliver(self, mime: bytes) -> None:
        self.delivered += 1
        with self.colleague() as box:
            box.append(mime, "INBOX", dt=datetime(2026, 11, 2, 9, 0, self.delivered, tzinfo=UTC))

    def take_away(self) -> None:
        with self.colleague() as box:
            box.delete(box.uids())

    def inbox(self) -> list[bytes]:
        return self._mails("INBOX")

    def filed(self, outcome: Outcome) -> list[bytes]:
        return self._mails(PROCESSED if outcome is Outcome.PROCESSED else ATTENTION)

    def open(self) -> Mailbox:
        return open_in(self.server.folder, url=self.url, username=self.user, password=PASSWORD)

    @property
    def url(self) -> str:
        return f"imap://127.0.0.1:{self.server.port}"

    def _mails(self, folder: str) -> list[bytes]:
        with self.colleague(folder) as box:
            return [mail.obj.as_bytes() for mail in box.fetch(mark_seen=False)]


def _append(path: Path, line: str) -> None:
    with path.open("a") as file:
        file.write(line + "\n")


def _free_port() -> int:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        return int(free.getsockname()[1])


def _wait_for(port: int) -> None:
    for _ in range(200):
        try:
            socket.create_connection(("127.0.0.1", port), timeout=1).close()
        except OSError:
            time.sleep(0.05)
        else:
            return
    raise TimeoutError(f"the IMAP server does not answer on port {port}")
