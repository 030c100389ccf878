"""The application's access tokens for another service than Graph: a mail server that speaks IMAP."""

import ssl
from dataclasses import dataclass
from urllib.parse import urlsplit

from booking_console.adapters.microsoft.account import GraphAccount
from booking_console.adapters.microsoft.login import GraphLogin
from booking_console.adapters.microsoft.wire import Wire


@dataclass
class ApplicationTokens:
    """Used from one thread at a time."""

    login: GraphLogin
    wire: Wire

    @classmethod
    def for_server(
        cls, account: GraphAccount, *, timeout: float, tls: ssl.SSLContext | None = None
    ) -> "ApplicationTokens":
        """account.endpoint: https:// and the name of the server that takes the tokens. timeout: seconds for the sign-in."""
        wire = Wire(seconds=timeout, tls=tls or ssl.create_default_context())
        return cls(GraphLogin(account, wire), wire)

    def token(self, within: float) -> str:
        self.wire.begin(within)
        return self.login.token()

    def forget(self) -> None:
        self.login.forget()

    def close(self) -> None:
        self.wire.close()


def service_of(url: str) -> str:
    """imaps://outlook.office365.com:993 is, for the sign-in, the service https://outlook.office365.com."""
    return f"https://{urlsplit(url).hostname or ''}"
