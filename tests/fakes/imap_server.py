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
_PROGRAM = Path(__file__).with_name("imap_program.py")


@dataclass
class ImapServer:
    """Keeps its mails in folder, so it may be stopped and started again. Every user has a mailbox of his own.

    prefix: of the names of all folders but the inbox.
    """

    folder: Path
    certificate: Certificate | None = None
    port: int = 0
    prefix: str = ""
    users: list[str] = field(default_factory=list)
    _process: "subprocess.Popen[bytes] | None" = None

    def __post_init__(self) -> None:
        self.folder.mkdir(parents=True, exist_ok=True)
        self.port = self.port or free_port()

    def add_user(self) -> str:
        name = f"user{len(self.users) + 1}"
        self.users.append(name)
        _append(self.folder / "pymap-etc-passwd", f"{name}:x::::{name}:")
        self.set_password(name, PASSWORD)
        return name

    def set_password(self, user: str, password: str) -> None:
        shadow = self.folder / "pymap-etc-shadow"
        others = [line for line in _lines(shadow) if not line.startswith(f"{user}:")]
        hashed = str(BuiltinHash(rounds=1).hash(password)).replace(":", "\\:")
        shadow.write_text("".join([*others, f"{user}:{hashed}\n"]))

    def set_token(self, user: str, token: str) -> None:
        """The only access token that the server accepts for this user."""
        others = [line for line in _lines(self._tokens) if not line.startswith(f"{user} ")]
        self._tokens.write_text("".join([*others, f"{user} {token} {PASSWORD}\n"]))

    @property
    def _tokens(self) -> Path:
        return self.folder / "tokens"

    def start(self) -> None:
        tls = ["--no-tls"]
        if self.certificate:
            tls = ["--cert", str(self.certificate.cert), "--key", str(self.certificate.key)]
        self._tokens.touch()
        program = [sys.executable, "-P", "-W", "ignore", str(_PROGRAM), str(self._tokens)]
        command = [*program, "--host", "127.0.0.1", "--port", str(self.port)]
        self._process = subprocess.Popen([*command, *tls, "maildir", str(self.folder)], stderr=subprocess.DEVNULL)
        wait_for_port(self.port)

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
        with MailBoxUnencrypted("127.0.0.1", self.server.port, timeout=60).login(self.user, PASSWORD, folder) as box:
            yield box

    def deliver(self, mime: bytes) -> None:
        self.delivered += 1
        with self.colleague() as box:
            box.append(mime, "INBOX", dt=datetime(2026, 11, 2, 9, 0, self.delivered, tzinfo=UTC))

    def take_away(self) -> None:
        with self.colleague() as box:
            box.delete(box.uids())

    def rename_processed(self) -> None:
        with self.colleague() as box:
            box.folder.rename(self.server.prefix + PROCESSED, f"{self.server.prefix}{PROCESSED} 2026")

    def inbox(self) -> list[bytes]:
        return self._mails("INBOX")

    def filed(self, outcome: Outcome) -> list[bytes]:
        return self._mails(self.server.prefix + (PROCESSED if outcome is Outcome.PROCESSED else ATTENTION))

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


def _lines(path: Path) -> list[str]:
    return path.read_text().splitlines(keepends=True) if path.exists() else []


def free_port() -> int:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        return int(free.getsockname()[1])


def wait_for_port(port: int) -> None:
    for _ in range(200):
        try:
            socket.create_connection(("127.0.0.1", port), timeout=1).close()
        except OSError:
            time.sleep(0.05)
        else:
            return
    raise TimeoutError(f"the IMAP server does not answer on port {port}")
