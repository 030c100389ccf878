"""The connection to an IMAP server: opened when needed, opened again when it broke, its errors in our words."""

import imaplib
import re
import ssl
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from urllib.parse import urlsplit

from imap_tools import BaseMailBox
from imap_tools.errors import ImapToolsError, MailboxFolderSelectError, UnexpectedCommandStatusError

from booking_console.adapters.mail.imap_folders import FolderNames, names_of
from booking_console.adapters.mail.imap_line import ImapBox, ImapLine
from booking_console.adapters.mail.imap_login import ImapLogin, is_not_now
from booking_console.domain.errors import (
    BookingError,
    ContractBroken,
    InvalidInput,
    LoginRefused,
    MailboxFull,
    Unavailable,
)

_PORTS = {"imap": 143, "imap+starttls": 143, "imaps": 993}
#: Seconds for everything that one call of the mailbox asks of the server.
LONGEST_CALL = 55.0
_CONNECT_WITHIN = 15.0
_FAREWELL = 2.0
_REFUSED_FOR = 3600.0
#: RFC 9208, and what older servers say.
_FULL = re.compile(r"\[OVERQUOTA\]|over ?quota|quota exceeded", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class ImapAddress:
    scheme: str
    host: str
    port: int

    @classmethod
    def from_url(cls, url: str) -> "ImapAddress":
        try:
            parts = urlsplit(url)
            host, port = parts.hostname, parts.port
        except ValueError:
            raise _unusable() from None
        if parts.scheme not in _PORTS or not host:
            raise _unusable()
        return cls(parts.scheme, host, port or _PORTS[parts.scheme])


def _unusable() -> InvalidInput:
    return InvalidInput(
        "The address of the mailbox is not usable: expected imap://, imap+starttls:// or imaps:// followed by the name of a"
        " server."
    )


@dataclass
class ImapSession:
    """Used from one thread. An error of the connection closes it; the next use opens a new one. timeout: seconds for one answer.

    A refused login is remembered and tried again an hour later only: the account would be locked.
    """

    address: ImapAddress
    login: ImapLogin
    timeout: float
    tls: ssl.SSLContext
    longest_call: float = LONGEST_CALL
    _box: BaseMailBox | None = None
    _names: FolderNames = field(default_factory=FolderNames)
    _refusal: LoginRefused | None = None
    _refused_at: float = 0.0
    _line: ImapLine = field(default_factory=ImapLine)

    @contextmanager
    def selected(self, folder: str) -> Iterator[BaseMailBox]:
        """The folder as it is now. A connection that went stale since the last use is replaced without a word."""
        with self._translated(), self._line.limit(self.longest_call):
            yield self._fresh(folder)

    @contextmanager
    def held(self, folder: str) -> Iterator[BaseMailBox]:
        """The folder as it was selected when the connection was opened: the server tells what came since."""
        with self._translated(), self._line.limit(self.longest_call):
            yield self._box or self._fresh(folder)

    def another(self) -> "ImapSession":
        """To the same mailbox, on a connection of its own."""
        return ImapSession(self.address, self.login, self.timeout, self.tls, self.longest_call)

    def on_server(self, folder: str) -> str:
        """The name that the server knows the folder by. Only while it is connected."""
        return self._names.on_server(folder)

    def close(self) -> None:
        if self._box is not None:
            with suppress(OSError, imaplib.IMAP4.error, ImapToolsError), self._line.limit(_FAREWELL):
                self._box.logout()
        self.hang_up()
        self.login.close()

    def _fresh(self, folder: str) -> BaseMailBox:
        if self._box is not None:
            try:
                self._select(self._box, folder)
            except TimeoutError:
                raise  # to wait for another connection as well would take too long
            except (OSError, imaplib.IMAP4.abort):
                self.hang_up()
                if self._line.is_late:
                    raise
            else:
                return self._box
        box = self._opened()
        self._select(box, folder)
        return box

    def _select(self, box: BaseMailBox, folder: str) -> None:
        try:
            box.folder.set(self.on_server(folder))
        except MailboxFolderSelectError as error:
            if is_not_now(str(error)):
                raise
            self.hang_up()
            raise ContractBroken(
                f"The folder {folder} is not in the mailbox any more, or may not be opened.",
                expected=f"a folder {folder}",
                found="not there",
            ) from error

    def _opened(self) -> BaseMailBox:
        if self._refusal and time.monotonic() - self._refused_at < _REFUSED_FOR:
            raise self._refusal
        box = self._box = self._connected()
        try:
            self._log_in(box)
            self._names = names_of(box)
        except LoginRefused as error:
            self._refusal, self._refused_at = error, time.monotonic()
            self.hang_up()
            raise
        except BaseException:
            self.hang_up()
            raise
        return box

    def _connected(self) -> BaseMailBox:
        host, port, patience = self.address.host, self.address.port, min(self.timeout, _CONNECT_WITHIN)
        tls = self.tls if self.address.scheme == "imaps" else None
        box = ImapBox(self._line, host, port, seconds=patience, tls=tls)
        box.client.socket().settimeout(self.timeout)
        return box

    def _log_in(self, box: BaseMailBox) -> None:
        if self.address.scheme == "imap+starttls":
            self._encrypt(box)
        self.login.log_in(box, self.address.host, within=self._line.left)
        _learn_capabilities(box)

    def _encrypt(self, box: BaseMailBox) -> None:
        if "STARTTLS" not in box.client.capabilities:
            raise ContractBroken(
                f"The mail server {self.address.host} offers no encryption, so the password was not sent.",
                expected="STARTTLS",
                found="not offered",
            )
        box.client.starttls(self.tls)

    def hang_up(self) -> None:
        """Without a farewell; the next use opens a new connection."""
        box, self._box = self._box, None
        if box is not None:
            _hang_up(box)
        self._line.close()

    @contextmanager
    def _translated(self) -> Iterator[None]:
        host = self.address.host
        try:
            yield
        except ssl.SSLCertVerificationError as error:
            self.hang_up()
            raise ContractBroken(
                f"The certificate of the mail server {host} is not trusted.",
                expected="a certificate that this machine trusts",
                found=error.verify_message,
            ) from error
        except TimeoutError as error:
            self.hang_up()
            raise Unavailable(f"The mail server {host} does not answer.") from error
        except (ConnectionResetError, BrokenPipeError, imaplib.IMAP4.abort) as error:
            self.hang_up()
            raise Unavailable(f"The mail server {host} broke the connection off.") from error
        except OSError as error:
            self.hang_up()
            raise Unavailable(f"The mail server {host} cannot be reached.") from error
        except (UnexpectedCommandStatusError, imaplib.IMAP4.error) as error:
            self.hang_up()
            raise self._unexpected(error) from error

    def _unexpected(self, error: Exception) -> BookingError:
        if is_not_now(str(error)):
            return Unavailable(f"The mail server {self.address.host} asks us to try later.")
        if _FULL.search(str(error)):
            return MailboxFull(f"of {self.login.username} on {self.address.host}")
        return ContractBroken(
            f"The mail server {self.address.host} refused what the mailbox needs. Do the folders still exist?",
            expected="the folders of the mailbox",
            found=type(error).__name__,
        )


def _learn_capabilities(box: BaseMailBox) -> None:
    """Asked again after the login: many servers tell only then that they can MOVE."""
    _, data = box.client.capability()
    box.client.capabilities = tuple(data[-1].decode().upper().split())


def _hang_up(box: BaseMailBox) -> None:
    with suppress(OSError):
        box.client.shutdown()
