"""Errors raised on purpose, sorted by what the caller must do next.

BookingError
├── Refused          the world said no: try the next room or ask a person, never retry
├── Unavailable      try again later, with back-off
└── ContractBroken   their page, mail or API changed shape: stop that queue, keep what we have, tell a person

A submit with an unknown outcome is none of these. It is a state (`in doubt`) and is reconciled.
Messages are shown to the practice manager: plain sentences, never a guest's name.
"""


class BookingError(Exception):
    """Base of every error raised on purpose."""


class Refused(BookingError):
    """The world said no."""


class RoomTaken(Refused):
    """The portal refused the submit because the room is no longer free."""


class NoFreeRoom(Refused):
    """Every room of the list is busy, off or unknown for the interval."""


class NotAllowed(Refused):
    """The person may not do this."""


class NotFound(Refused):
    """There is no such thing, or it was removed meanwhile."""


class Conflict(Refused):
    """Somebody else changed it first; look again."""


class LeaseLost(Refused):
    """Another worker took the work over; this one must not act any more."""


class InvalidInput(Refused):
    """A person's or a caller's input is not usable; the message says what was expected and what came."""


class Unavailable(BookingError):
    """Try again later."""

    def __init__(self, message: str, *, retry_after: float | None = None) -> None:
        """retry_after: seconds the other side asked us to wait, when it said so."""
        super().__init__(message)
        self.retry_after = retry_after


class MailboxFull(Unavailable):
    """What lies in it can be read, but not moved."""

    def __init__(self, mailbox: str) -> None:
        super().__init__(
            f"The mailbox {mailbox} is full: its mails are read, but cannot be moved to their folders. Make room in it, or have"
            " it made larger."
        )


class ContractBroken(BookingError):
    """Their page, mail or API changed shape.

    expected/found: plain words for the banner, e.g. 'a field "Guest"' / 'no such field'.
    """

    def __init__(self, message: str, *, expected: str = "", found: str = "") -> None:
        super().__init__(message)
        self.expected = expected
        self.found = found


class LoginRefused(ContractBroken):
    """User name or password is not accepted. Not tried again at once: the account would be locked."""


class PersonRequired(ContractBroken):
    """A CAPTCHA or a second factor was shown; only a person may pass it."""
