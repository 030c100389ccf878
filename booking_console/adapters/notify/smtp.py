"""Sends mail over SMTP, and tells apart what was sent, what was not, and what nobody can know."""

import smtplib
import socket
import ssl
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from email.utils import parseaddr
from threading import Timer
from typing import Any
from urllib.parse import unquote, urlsplit

from booking_console.adapters.notify.mime import mime_of
from booking_console.domain.errors import BookingError, ContractBroken, InvalidInput, LoginRefused, Refused, Unavailable
from booking_console.services.ports import OutgoingMail, SendResult

_PORTS = {"smtp": 25, "smtp+starttls": 587, "smtps": 465}
#: Answers that mean "log in first" or "not with this login".
_LOGIN_CODES = frozenset({530, 534, 535, 538})
_END_OF_DATA = b"\r\n.\r\n"


@dataclass(frozen=True, slots=True)
class SmtpServer:
    scheme: str
    host: str
    port: int
    username: str
    password: str

    @classmethod
    def from_url(cls, url: str) -> "SmtpServer":
        """smtp://, smtp+starttls:// or smtps://, with user:password@ when the server wants a login."""
        try:
            parts = urlsplit(url)
            host, port = parts.hostname, parts.port
        except ValueError:
            raise _unusable() from None  # the library's words may quote a part of the password
        if parts.scheme not in _PORTS or not host:
            raise _unusable()
        user, password = unquote(parts.username or ""), unquote(parts.password or "")
        return cls(parts.scheme, host, port or _PORTS[parts.scheme], user, password)


def _unusable() -> InvalidInput:
    return InvalidInput(
        "The address of the outgoing mail server is not usable: expected smtp://, smtp+starttls:// or smtps:// followed by"
        " the name of the server. Signs such as / and @ in a password are written as %2F and %40."
    )


class SmtpNotifier:
    """One connection per mail: a practice sends a few a day, and a connection kept open would only go stale.

    timeout: seconds for connecting, and once more for all that follows: a server that answers slowly, but always in time,
    must not hold a message for so long that it is taken for broken off.

    Raises LoginRefused or ContractBroken too, when the server wants something that only a person can change.
    """

    def __init__(self, url: str, *, sender: str, timeout: float, tls: ssl.SSLContext | None = None) -> None:
        self._server = SmtpServer.from_url(url)
        self._sender = sender
        self._timeout = timeout
        self._tls = tls or ssl.create_default_context()

    def send(self, mail: OutgoingMail) -> SendResult:
        """Until the closing dot the server has nothing that it could deliver; after it, silence means that nobody knows."""
        content = mime_of(mail, sender=self._sender)
        with self._connected() as smtp:
            with self._nothing_sent_yet():
                self._address(smtp, mail.recipient)
                smtp.send(_stuffed(content))
            return self._finish(smtp)

    def check(self) -> str:
        with self._connected() as smtp, self._nothing_sent_yet():
            _expect(smtp.noop(), 250)
        return f"{self._server.host} answers"

    @contextmanager
    def _connected(self) -> Iterator[smtplib.SMTP]:
        with self._nothing_sent_yet():
            smtp = self._connect()
        enough = Timer(self._timeout, _cut, (smtp,))
        enough.start()
        try:
            with self._nothing_sent_yet():
                self._greet(smtp)
            yield smtp
        finally:
            enough.cancel()
            smtp.close()

    def _connect(self) -> smtplib.SMTP:
        server, name = self._server, socket.gethostname()
        half = self._timeout / 2  # to connect, and for the first words
        if server.scheme == "smtps":
            smtp: smtplib.SMTP = _InTimeOverTls(
                server.host, server.port, name, timeout=half, context=self._tls, within=half
            )
        else:
            smtp = _InTime(server.host, server.port, name, timeout=half, within=half)
        if smtp.sock is not None:
            smtp.sock.settimeout(self._timeout)
        return smtp

    def _greet(self, smtp: smtplib.SMTP) -> None:
        if self._server.scheme == "smtp+starttls":
            smtp.starttls(context=self._tls)
        smtp.ehlo_or_helo_if_needed()
        if self._server.username:
            smtp.login(self._server.username, self._server.password)

    def _address(self, smtp: smtplib.SMTP, recipient: str) -> None:
        if not recipient.isascii():
            raise Refused("The recipient's address has letters that mail servers do not take.")
        _expect(smtp.mail(parseaddr(self._sender)[1]), 250)
        _expect(smtp.rcpt(parseaddr(recipient)[1] or recipient), 250)
        _expect(smtp.docmd("DATA"), 354)

    def _finish(self, smtp: smtplib.SMTP) -> SendResult:
        try:
            smtp.send(_END_OF_DATA)
            answer = smtp.getreply()
        except (OSError, smtplib.SMTPException):
            return SendResult.UNCLEAR
        with self._nothing_sent_yet():
            _expect(answer, 250)
        with suppress(OSError, smtplib.SMTPException):
            smtp.quit()
        return SendResult.SENT

    @contextmanager
    def _nothing_sent_yet(self) -> Iterator[None]:
        host = self._server.host
        try:
            yield
        except ssl.SSLCertVerificationError as error:
            raise ContractBroken(
                f"The certificate of the outgoing mail server {host} is not trusted.",
                expected="a certificate that this machine trusts",
                found=error.verify_message,
            ) from error
        except smtplib.SMTPResponseException as error:
            raise _by_code(error.smtp_code, host) from error
        except smtplib.SMTPNotSupportedError as error:
            raise ContractBroken(
                f"The outgoing mail server {host} does not offer what its address asks for.",
                expected="STARTTLS, and a login when one is set",
                found="not offered",
            ) from error
        except (OSError, smtplib.SMTPException) as error:
            raise Unavailable(f"The outgoing mail server {host} cannot be reached.") from error


class _InTime(smtplib.SMTP):
    """within: seconds until it must be connected and greeted, however slowly the greeting drips in."""

    def __init__(self, *place: Any, within: float, **more: Any) -> None:
        self._within = within
        super().__init__(*place, **more)

    def connect(self, *place: Any, **more: Any) -> tuple[int, bytes]:
        enough = Timer(self._within, _cut, (self,))
        enough.daemon = True
        enough.start()
        try:
            return super().connect(*place, **more)
        finally:
            enough.cancel()


class _InTimeOverTls(_InTime, smtplib.SMTP_SSL):
    """The handshake has an end of its own."""


def _cut(smtp: smtplib.SMTP) -> None:
    """Past the TLS layer, which another thread is waiting in."""
    with suppress(OSError):
        if smtp.sock is not None:
            socket.socket.shutdown(smtp.sock, socket.SHUT_RDWR)


def _by_code(code: int, host: str) -> BookingError:
    """The server's own words are left out: they repeat the recipient's address."""
    if code in _LOGIN_CODES:
        return LoginRefused(f"The outgoing mail server {host} does not accept the login (answer {code}).")
    if code >= 500:
        return Refused(f"The outgoing mail server {host} does not take this mail (answer {code}).")
    return Unavailable(f"The outgoing mail server {host} asks us to try later (answer {code}).")


def _expect(answer: tuple[int, bytes], wanted: int) -> None:
    code, text = answer
    if code != wanted and not (wanted == 250 and code in {251, 252}):
        raise smtplib.SMTPResponseException(code, text)


def _stuffed(content: bytes) -> bytes:
    """The content without its last line end, no line of it a lone dot."""
    return (b"\r\n" + content).replace(b"\r\n.", b"\r\n..").removeprefix(b"\r\n").removesuffix(b"\r\n")
