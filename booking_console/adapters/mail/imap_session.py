"""The connection to an IMAP server: opened when needed, opened again when it broke, its errors in our words."""

import imaplib
import re
import ssl
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from urllib.parse import urlsplit

from imap_tools import BaseMailBox, MailBox, MailBoxUnencrypted
from imap_tools.errors import ImapToolsError, MailboxLoginError, UnexpectedCommandStatusError

from booking_console.domain.errors import BookingError, ContractBroken, InvalidInput, LoginRefused, Unavailable

_PORTS = {"imap": 143, "imap+starttls": 143, "imaps": 993}
#: Response codes with which a server says "not now" (RFC 5530).
_NOT_NOW = re.compile(r"\[(UNAVAILABLE|INUSE|LIMIT|SERVERBUG|THROTTLED)\b", re.IGNORECASE)


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
    """Used from one thread. An error of the connection closes it; the next use opens a new one.

    A refused login is remembered and not tried again: the account would be locked. New settings come with a new start.
    """

    address: ImapAddress
    username: str
    password: str
    timeout: float
    tls: ssl.SSLContext
    _box: BaseMailBox | None = None
    _refused: bool = False

    @contextmanager
    def selected(self, folder: str) -> Iterator[BaseMailBox]:
        """The folder as it is now. A connection that went stale since the last use is replaced without a word."""
        with self._translated():
            box = self._fresh(folder)
            yield box

    @contextmanager
    def held(self, folder: str) -> Iterator[BaseMailBox]:
        """The folder as it was selected when the connection was opened: the server tells what came since."""
        with self._translated():
            yield self._box or self._fresh(folder)

    def another(self) -> "ImapSession":
        """To the same mailbox, on a connection of its own."""
        return ImapSession(self.address, self.username, self.password, self.timeout, self.tls)

    def close(self) -> None:
        if self._box is not None:
            with suppress(OSError, imaplib.IMAP4.error, ImapToolsError):
                self._box.logout()
        self.hang_up()

    def _fresh(self, folder: str) -> BaseMailBox:
        if self._box is not None:
            try:
                self._box.folder.set(folder)
            except (OSError, imaplib.IMAP4.abort):
                self.hang_up()
            else:
                return self._box
        box = self._box = self._opened()
        box.folder.set(folder)
        return box

    def _opened(self) -> BaseMailBox:
        if self._refused:
            raise self._login_refused()
        box = self._connected()
        try:
            self._log_in(box)
        except BaseException:
            _hang_up(box)
            raise
        return box

    def _connected(self) -> BaseMailBox:
        host, port = self.address.host, self.address.port
        if self.address.scheme == "imaps":
            return MailBox(host, port, timeout=self.timeout, ssl_context=self.tls)
        return MailBoxUnencrypted(host, port, timeout=self.timeout)

    def _log_in(self, box: BaseMailBox) -> None:
        if self.address.scheme == "imap+starttls":
            self._encrypt(box)
        log_in = box.login if (self.username + self.password).isascii() else box.login_utf8
        try:
            log_in(self.username, self.password, None)
        except imaplib.IMAP4.abort:
            raise
        except (MailboxLoginError, imaplib.IMAP4.error) as error:
            raise self._refusal(error) from error
        _learn_capabilities(box)

    def _encrypt(self, box: BaseMailBox) -> None:
        if "STARTTLS" not in box.client.capabilities:
            raise ContractBroken(
                f"The mail server {self.address.host} offers no encryption, so the password was not sent.",
                expected="STARTTLS",
                found="not offered",
            )
        box.client.starttls(self.tls)

    def _refusal(self, error: Exception) -> BookingError:
        if _NOT_NOW.search(str(error)):
            return Unavailable(f"The mail server {self.address.host} asks us to try later.")
        self._refused = True
        return self._login_refused()

    def _login_refused(self) -> LoginRefused:
        return LoginRefused(
            f"The mail server {self.address.host} does not accept the user name or the password.",
            expected="a login",
            found="refused",
        )

    def hang_up(self) -> None:
        """Without a farewell; the next use opens a new connection."""
        box, self._box = self._box, None
        if box is not None:
            _hang_up(box)

    @contextmanager
    def _translated(self) -> Iterator[None]:
        host = self.address.host
        try:
            yield
        except ssl.SSLCertVerificationError as error:
            raise ContractBroken(
                f"The certificate of the mail server {host} is not trusted.",
                expected="a certificate that this machine trusts",
                found=error.verify_message,
            ) from error
        except (OSError, imaplib.IMAP4.abort) as error:
            self.hang_up()
            raise Unavailable(f"The mail server {host} cannot be reached.") from error
        except (UnexpectedCommandStatusError, imaplib.IMAP4.error) as error:
            self.hang_up()
            raise self._unexpected(error) from error

    def _unexpected(self, error: Exception) -> BookingError:
        if _NOT_NOW.search(str(error)):
            return Unavailable(f"The mail server {self.address.host} asks us to try later.")
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
