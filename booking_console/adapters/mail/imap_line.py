"""The line to an IMAP server, with an end: it can be cut at every moment from the first packet on, also while the server greets,
encrypts, or lets its answer drip in."""

import imaplib
import socket
import ssl
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from threading import Lock, Timer

from imap_tools import BaseMailBox


@dataclass
class ImapLine:
    """Used from one thread. A second handle of the socket lets a timer cut it: below TLS, which is not made for two threads."""

    is_late: bool = False
    _until: float = 0.0
    _handle: socket.socket | None = None
    _lock: Lock = field(default_factory=Lock)

    @contextmanager
    def limit(self, seconds: float) -> Iterator[None]:
        """Whatever happens on the line inside is over after so many seconds. Raises TimeoutError when they were used up."""
        self.is_late, self._until = False, time.monotonic() + seconds
        enough = Timer(seconds, self._cut)
        enough.daemon = True
        enough.start()
        try:
            yield
        except (OSError, imaplib.IMAP4.abort) as error:
            if self.is_late:
                raise TimeoutError("the time for this call is used up") from error
            raise
        finally:
            enough.cancel()

    @property
    def left(self) -> float:
        """Seconds until the limit, never less than a moment."""
        return max(self._until - time.monotonic(), 0.01)

    def connect(self, host: str, port: int, seconds: float) -> socket.socket:
        """seconds: for all addresses of the host together."""
        until = time.monotonic() + min(seconds, self.left)
        failure: OSError = OSError("the name has no address")
        for _, _, _, _, address in socket.getaddrinfo(host, port, type=socket.SOCK_STREAM):
            if (left := until - time.monotonic()) <= 0:
                break
            try:
                return self._held(socket.create_connection((str(address[0]), port), left))
            except OSError as error:
                failure = error
        raise failure

    def close(self) -> None:
        with self._lock:
            handle, self._handle = self._handle, None
        if handle is not None:
            handle.close()

    def _held(self, sock: socket.socket) -> socket.socket:
        self.close()
        with self._lock:
            self._handle = sock.dup()
        if self.is_late:
            sock.close()
            raise TimeoutError("the time for this call was used up by connecting")
        return sock

    def _cut(self) -> None:
        self.is_late = True
        with self._lock, suppress(OSError):
            if self._handle is not None:
                self._handle.shutdown(socket.SHUT_RDWR)


class ImapBox(BaseMailBox):
    """The library's mailbox on our line. tls: from the first byte on; None for a line that is encrypted later or never."""

    def __init__(self, line: ImapLine, host: str, port: int, *, seconds: float, tls: ssl.SSLContext | None) -> None:
        self._opening = (line, host, port, seconds, tls)
        super().__init__()

    def _get_mailbox_client(self) -> imaplib.IMAP4:
        line, host, port, seconds, tls = self._opening
        return _Client(line, host, port, seconds=seconds, tls=tls)


class _Client(imaplib.IMAP4):
    def __init__(self, line: ImapLine, host: str, port: int, *, seconds: float, tls: ssl.SSLContext | None) -> None:
        self._line = line
        self._tls = tls
        super().__init__(host, port, seconds)

    def _create_socket(self, timeout: float) -> socket.socket:
        sock = self._line.connect(self.host, self.port, timeout)
        if self._tls is None:
            return sock
        try:
            return self._tls.wrap_socket(sock, server_hostname=self.host)
        except BaseException:
            sock.close()
            raise
