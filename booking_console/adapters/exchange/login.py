"""How a request to an Exchange server says who it is: Basic, NTLM, or the token of an application."""

import time
from dataclasses import dataclass
from typing import Protocol

import requests
from requests.auth import AuthBase, HTTPBasicAuth
from requests_ntlm import HttpNtlmAuth

from booking_console.adapters.microsoft.login import GraphLogin

#: A login that was refused is not tried again for so long: an account is locked after a few wrong tries within minutes, and a
#: server in trouble refuses right ones, too, so that "never" would leave the mailbox standing until somebody restarts us.
_REFUSED_FOR = 1800.0


class ExchangeLogin(Protocol):
    @property
    def words(self) -> str:
        """What the server did not accept, for people."""
        ...

    @property
    def is_banned(self) -> bool:
        """Refused a short while ago: do not ask."""
        ...

    def auth(self, seconds: float) -> AuthBase:
        """seconds: how long it may take. Raises LoginRefused, ContractBroken or Unavailable."""
        ...

    def refused(self) -> bool:
        """The server said no. True: another try may go well."""
        ...

    def close(self) -> None: ...


@dataclass
class PasswordLogin:
    """username: DOMAIN\\user or an address. uses_ntlm: the password itself never goes over the line."""

    username: str
    password: str
    uses_ntlm: bool
    _refused_at: float | None = None
    words: str = "the user name or the password"

    @property
    def is_banned(self) -> bool:
        return self._refused_at is not None and time.monotonic() - self._refused_at < _REFUSED_FOR

    def auth(self, seconds: float) -> AuthBase:  # noqa: ARG002 - a password takes no time
        if self.uses_ntlm:
            return HttpNtlmAuth(self.username, self.password)
        return HTTPBasicAuth(self.username.encode(), self.password.encode())

    def refused(self) -> bool:
        self._refused_at = time.monotonic()
        return False

    def close(self) -> None:
        """Nothing is held open."""


@dataclass
class ApplicationLogin:
    """A token that is refused may have been withdrawn: a new one is tried once."""

    tokens: GraphLogin
    words: str = "the application's token"
    is_banned: bool = False
    _is_second_try: bool = False

    def auth(self, seconds: float) -> AuthBase:
        self.tokens.wire.begin(seconds)
        return _Bearer(self)

    def refused(self) -> bool:
        self.tokens.forget()
        self._is_second_try = not self._is_second_try
        return self._is_second_try

    def close(self) -> None:
        self.tokens.wire.close()


@dataclass
class _Bearer(AuthBase):
    login: ApplicationLogin

    def __call__(self, request: requests.PreparedRequest) -> requests.PreparedRequest:
        """Asked for every request: the library that keeps the token knows when it ends."""
        request.headers["Authorization"] = f"Bearer {self.login.tokens.token()}"
        return request
