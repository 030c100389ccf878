"""How an IMAP connection says who it is: with a password, or with a token (XOAUTH2)."""

import re
from dataclasses import dataclass
from imaplib import IMAP4
from typing import Protocol

from imap_tools import BaseMailBox
from imap_tools.errors import MailboxLoginError

from booking_console.adapters.mail.tokens import Tokens
from booking_console.domain.errors import BookingError, ContractBroken, LoginRefused, Unavailable

#: Response codes with which a server says "not now" (RFC 5530), and the words of those that give none: Gmail's and others'.
_NOT_NOW = re.compile(
    r"\[(UNAVAILABLE|INUSE|LIMIT|SERVERBUG|THROTTLED)\b|too many (simultaneous )?connections|maximum number of connections"
    r"|temporar(y|ily)|try again later",
    re.IGNORECASE,
)
_APP_PASSWORD = re.compile(r"application-specific password|app password", re.IGNORECASE)


class ImapLogin(Protocol):
    @property
    def username(self) -> str: ...

    def log_in(self, box: BaseMailBox, host: str, *, within: float) -> None:
        """within: seconds for what is asked of others than the mail server.

        Raises LoginRefused, Unavailable, ContractBroken, or what the connection itself raises.
        """
        ...

    def close(self) -> None:
        """Lets go of what is held open; the next login opens it again."""
        ...


@dataclass(frozen=True, slots=True)
class PasswordLogin:
    username: str
    password: str

    def log_in(self, box: BaseMailBox, host: str, *, within: float) -> None:  # noqa: ARG002 - a password takes no time
        if "LOGINDISABLED" in box.client.capabilities:
            raise ContractBroken(
                f"The mail server {host} takes a password only over encryption, so it was not sent there.",
                expected="a connection with encryption",
                found="one without",
            )
        say = box.login if (self.username + self.password).isascii() else box.login_utf8
        try:
            say(self.username, self.password, None)
        except IMAP4.abort:
            raise
        except (MailboxLoginError, IMAP4.error) as error:
            raise self._refusal(host, str(error)) from error

    def close(self) -> None:
        """Nothing is held open."""

    def _refusal(self, host: str, said: str) -> BookingError:
        if is_not_now(said):
            return Unavailable(f"The mail server {host} asks us to try later.")
        if _APP_PASSWORD.search(said):
            return LoginRefused(
                f"The mail server {host} wants a password made for this program alone (an app password).",
                expected="an app password",
                found="the account's own password",
            )
        return LoginRefused(
            f"The mail server {host} does not accept the user name or the password.",
            expected="a login",
            found="refused",
        )


@dataclass
class TokenLogin:
    """A token that is refused may have been withdrawn: a new one is tried once before a person is asked."""

    username: str
    tokens: Tokens
    _is_second_try: bool = False

    def log_in(self, box: BaseMailBox, host: str, *, within: float) -> None:
        if "AUTH=XOAUTH2" not in box.client.capabilities:
            raise ContractBroken(
                f"The mail server {host} does not let programs sign in with a token.",
                expected="AUTH=XOAUTH2",
                found="not offered",
            )
        words = [f"user={self.username}\1auth=Bearer {self.tokens.token(within)}\1\1".encode()]
        try:
            # A refusal comes as a second question, and wants an empty answer.
            box.client.authenticate("XOAUTH2", lambda _: words.pop() if words else b"")
        except IMAP4.abort:
            raise
        except IMAP4.error as error:
            raise self._refusal(host, str(error)) from error
        self._is_second_try = False

    def close(self) -> None:
        self.tokens.close()

    def _refusal(self, host: str, said: str) -> BookingError:
        if is_not_now(said):
            return Unavailable(f"The mail server {host} asks us to try later.")
        self.tokens.forget()
        is_final, self._is_second_try = self._is_second_try, True
        if not is_final:
            return Unavailable(f"The mail server {host} did not accept the token; a new one is fetched.")
        return LoginRefused(
            f"The mail server {host} does not accept the token for {self.username}. May the application read this mailbox?",
            expected="a login",
            found="refused",
        )


def is_not_now(said: str) -> bool:
    return _NOT_NOW.search(said) is not None
