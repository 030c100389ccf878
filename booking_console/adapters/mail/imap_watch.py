"""Waits on a connection of its own until the IMAP server tells of a new mail (IDLE, RFC 2177), or asks it every few seconds."""

import re
import time
from dataclasses import dataclass
from imaplib import IMAP4

from imap_tools import BaseMailBox

from booking_console.adapters.mail.imap_session import ImapSession

#: The limit of the RFC is 29 minutes. A home router forgets a silent connection much sooner, and then nobody tells us.
RENEW_AFTER = 300.0
#: How often a server without IDLE is asked: with the look itself a mail is read within five seconds.
ASK_EVERY = 3.0
_TAG = b"watch"
_NEWS = re.compile(rb"^\* \d+ (EXISTS|RECENT)\b", re.IGNORECASE)
_REFUSAL = re.compile(rb"^watch (NO|BAD)\b", re.IGNORECASE)
_FAREWELL = re.compile(rb"^\* BYE\b", re.IGNORECASE)


@dataclass
class ImapWatch:
    """The session is the watch's own: nobody else may use it. renew_after: seconds after which IDLE is ended and begun again."""

    session: ImapSession
    inbox: str
    renew_after: float = RENEW_AFTER
    _watched: BaseMailBox | None = None
    _can_idle: bool = False
    _idle_since: float | None = None
    _asked_at: float = 0.0
    _received: bytes = b""

    def wait(self, timeout_s: float) -> bool:
        with self.session.held(self.inbox) as box:
            if box is not self._watched:
                self._begin(box)
                return True
            return self._idle(box, timeout_s) if self._can_idle else self._ask(box, timeout_s)

    def close(self) -> None:
        """Without a farewell when the server waits for the end of IDLE: nothing is lost with this connection."""
        if self._idle_since is None:
            self.session.close()
        else:
            self.session.hang_up()

    def _begin(self, box: BaseMailBox) -> None:
        self._watched, self._idle_since, self._received = box, None, b""
        self._can_idle = "IDLE" in box.client.capabilities
        self._asked_at = time.monotonic()
        box.client.response("EXISTS")  # how many there were when the folder was opened is no news

    def _idle(self, box: BaseMailBox, timeout_s: float) -> bool:
        if self._idle_since is None:
            box.client.send(_TAG + b" IDLE\r\n")
            self._idle_since = time.monotonic()
        lines = self._lines(box, timeout_s)
        is_old = time.monotonic() - self._idle_since >= self.renew_after
        is_over = any(line.startswith(_TAG) for line in lines)
        self._can_idle = not any(_REFUSAL.match(line) for line in lines)
        if is_old and not is_over:
            lines += self._end_idle(box)
        if is_old or is_over:
            self._idle_since = None
        return any(_NEWS.match(line) for line in lines)

    def _end_idle(self, box: BaseMailBox) -> list[bytes]:
        """Everything that the server still says before it agrees."""
        box.client.send(b"DONE\r\n")
        lines: list[bytes] = []
        deadline = time.monotonic() + self.session.timeout
        while not any(line.startswith(_TAG) for line in lines):
            # No whole line yet is no silence: a server may send a line in pieces.
            left = deadline - time.monotonic()
            if left <= 0:
                raise TimeoutError("the server does not end IDLE")
            lines += self._lines(box, left)
        return lines

    def _lines(self, box: BaseMailBox, timeout_s: float) -> list[bytes]:
        """What came within the time, whole lines only. Read from the socket itself: imaplib's reader does not survive a time-out."""
        sock = box.client.socket()
        sock.settimeout(max(timeout_s, 0.01))
        try:
            chunk = sock.recv(65536)
        except TimeoutError:
            return []
        finally:
            sock.settimeout(self.session.timeout)
        if not chunk:
            raise IMAP4.abort("the server hung up")
        *lines, self._received = (self._received + chunk).split(b"\r\n")
        if any(_FAREWELL.match(line) for line in lines):
            raise IMAP4.abort("the server said good-bye")
        return lines

    def _ask(self, box: BaseMailBox, timeout_s: float) -> bool:
        left = self._asked_at + ASK_EVERY - time.monotonic()
        time.sleep(max(min(left, timeout_s), 0))
        if left > timeout_s:
            return False
        self._asked_at = time.monotonic()
        box.client.noop()
        _, counts = box.client.response("EXISTS")
        return bool(counts and counts[-1])
