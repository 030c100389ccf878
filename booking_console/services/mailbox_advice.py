"""What a person can do about a mailbox that is not read."""

from booking_console.domain.health import PartState

#: Words of what was seen, and what helps. The first that fits.
_ADVICE = (
    ("key in", "Enter the passwords and secrets on the page Mailbox again, and save."),
    ("encryption", "Choose an address that begins with imaps://, or ask who runs the mail server."),
    ("not sent there", "Ask who runs the mail service why it wants the login somewhere else."),
    (
        "certificate",
        "Ask who runs the mail server. A server with its own authority needs that authority's file (BOOKING_MAIL__CA_FILE).",
    ),
    (
        "app password",
        "Make an app password where the account is managed, and enter it on the page Mailbox as the password.",
    ),
    ("user name or the password", "Was the password changed? Enter it on the page Mailbox again, test, and save."),
    (
        "refresh token",
        "Let the owner of the mailbox allow the application again, and enter the new refresh token on the page Mailbox.",
    ),
    ("secret", "Have a new client secret made, and enter it on the page Mailbox together with its last day."),
    ("token", "The administrator of the mail service must let the application read this mailbox."),
    ("permission", "The administrator of the mail service must let the application read this mailbox."),
    ("folder", "Make the folder again, or enter another one on the page Mailbox."),
)
_WAIT = (
    "Nothing to do yet: it is tried again by itself. If it stays so, is the mail server reachable from this machine?"
)
_FULL = (
    "Empty its deleted mails, or have it made larger. What waits is moved by itself then; booking goes on meanwhile."
)
_CORRECT = "Correct the set-up on the page Mailbox, test it, and save."


def advice(state: PartState, wrong: str) -> str:
    """wrong: the sentence that says what was seen."""
    said = wrong.casefold()
    if state is PartState.TROUBLE:
        return _WAIT if "is full" not in said else _FULL
    return next((help_ for words, help_ in _ADVICE if words in said), _CORRECT)
