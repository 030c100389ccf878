"""Access tokens for a mailbox that takes no password (OAuth 2.0)."""

import time
from dataclasses import dataclass
from typing import Protocol

import httpx

from booking_console.domain.errors import ContractBroken, LoginRefused, Unavailable

#: A token is not used in its last minute: it could expire on the way.
_MARGIN_S = 60.0
_DEFAULT_LIFE_S = 3600.0
#: What a token server answers when the login itself is wrong, and trying again is of no use (RFC 6749, section 5.2).
_FINAL = frozenset({"invalid_grant", "invalid_client", "unauthorized_client", "invalid_scope"})


class Tokens(Protocol):
    def token(self) -> str:
        """One that is valid for another minute at least. Raises LoginRefused, ContractBroken or Unavailable."""
        ...

    def forget(self) -> None:
        """The server refused the token: the next one is a new one."""
        ...

    def close(self) -> None:
        """Lets go of what is held open; the next call opens it again."""
        ...


@dataclass
class RefreshedTokens:
    """From a refresh token, as Google and others give it to an application that a person once allowed to read the mailbox."""

    token_url: str
    client_id: str
    client_secret: str
    refresh_token: str
    timeout: float
    _token: str = ""
    _until: float = 0.0

    def token(self) -> str:
        if not self._token or time.monotonic() >= self._until:
            self._take_over(self._answer())
        return self._token

    def forget(self) -> None:
        self._token = ""

    def close(self) -> None:
        """Nothing is held open."""

    def _answer(self) -> httpx.Response:
        form = {
            "grant_type": "refresh_token",
            "refresh_token": self.refresh_token,
            "client_id": self.client_id,
            "client_secret": self.client_secret,
        }
        try:
            return httpx.post(self.token_url, data={k: v for k, v in form.items() if v}, timeout=self.timeout)
        except httpx.InvalidURL as error:
            raise self._unusable("an address that is none") from error
        except httpx.HTTPError as error:
            raise Unavailable(f"The token server {self._host} cannot be reached.") from error

    def _take_over(self, answer: httpx.Response) -> None:
        told = _object(answer)
        token = told.get("access_token")
        if answer.is_success and isinstance(token, str):
            self._token = token
            self._until = time.monotonic() + max(_seconds(told.get("expires_in")) - _MARGIN_S, 1.0)
            self.refresh_token = str(told.get("refresh_token") or self.refresh_token)
        elif told.get("error") in _FINAL:
            raise LoginRefused(
                f"The token server {self._host} does not accept the application or its refresh token.",
                expected="an access token",
                found=str(told["error"]),
            )
        elif answer.is_success or (answer.is_client_error and answer.status_code != httpx.codes.TOO_MANY_REQUESTS):
            raise self._unusable(f"HTTP {answer.status_code}")
        else:
            raise Unavailable(f"The token server {self._host} asks us to try later.")

    @property
    def _host(self) -> str:
        return httpx.URL(self.token_url).host

    def _unusable(self, found: str) -> ContractBroken:
        return ContractBroken(
            "The token server does not answer as one. Is its address right?", expected="an access token", found=found
        )


def _object(answer: httpx.Response) -> dict[str, object]:
    try:
        told = answer.json()
    except ValueError:
        return {}
    return told if isinstance(told, dict) else {}


def _seconds(value: object) -> float:
    try:
        return float(str(value))
    except ValueError:
        return _DEFAULT_LIFE_S
