"""Watches the mailbox between two looks, so that a new mail is looked at within seconds.

Only a hint: whatever goes wrong here, the mailbox is still looked at at its interval.
"""

import threading
from collections.abc import Callable
from dataclasses import dataclass, field

import structlog

from booking_console.domain.errors import BookingError, LoginRefused
from booking_console.services.ports import Mailbox

log = structlog.get_logger()

#: How long the thread may be deaf to the end of the program.
_PATIENCE_S = 2.0
#: Mails that come in one burst are taken with one look.
_BURST_S = 0.5
_WANTED_EVERY_S = 1.0


@dataclass
class Watch:
    """Lives in a thread of its own, on a mailbox of its own. look_now must not block.

    is_wanted: whether new mails shall be looked at at once, and the last look went well; asked again and again.
    reopen: set when another mailbox is in force. again_after: seconds until a watch that broke again and again is tried again; one
    that broke once is tried sooner.
    """

    open_mailbox: Callable[[], Mailbox]
    is_wanted: Callable[[], bool]
    look_now: Callable[[], None]
    stopping: threading.Event
    reopen: threading.Event = field(default_factory=threading.Event)
    again_after: float = 60.0
    _mailbox: Mailbox | None = None
    _breaks: int = 0

    def run(self) -> None:
        """Ends a few seconds after stopping is set."""
        while not self.stopping.is_set():
            if self.reopen.is_set():
                self.reopen.clear()
                self._leave()
            if self.is_wanted():
                self._watch()
            else:
                self._leave()
                self.stopping.wait(_WANTED_EVERY_S)
        self._leave()

    def _watch(self) -> None:
        try:
            has_news = self._opened().wait_for_news(_PATIENCE_S)
        except LoginRefused as error:
            self._note_broken(str(error))
            self.look_now()  # the look remembers a refusal; while it stands nobody watches, and the account is not locked
            self.stopping.wait(self.again_after)
        except BookingError as error:
            self._note_broken(str(error))
            self.stopping.wait(self._pause())
        except Exception:
            log.exception("watch_crashed")
            self._note_broken("unexpected")
            self.stopping.wait(self._pause())
        else:
            self._note_whole()
            if has_news and not self.stopping.is_set():
                self.look_now()
                self.stopping.wait(_BURST_S)

    def _opened(self) -> Mailbox:
        self._mailbox = self._mailbox or self.open_mailbox()
        return self._mailbox

    def _note_broken(self, reason: str) -> None:
        """Said once: until it is whole again the mailbox is looked at at its interval."""
        if not self._breaks:
            log.warning("watch_broken", reason=reason)
        self._breaks += 1
        self._leave()

    def _pause(self) -> float:
        """A connection that a router forgot is opened again at once, a server that is down is left in peace."""
        return min(self.again_after, _PATIENCE_S ** min(self._breaks, 10))

    def _note_whole(self) -> None:
        if self._breaks:
            log.info("watch_whole_again")
        self._breaks = 0

    def _leave(self) -> None:
        mailbox, self._mailbox = self._mailbox, None
        if mailbox is not None:
            mailbox.close()
