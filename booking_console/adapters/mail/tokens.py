"""Access tokens for a mailbox that takes no password (OAuth 2.0)."""

import ssl
import time
from dataclasses import dataclass
from typing import Protocol
from urllib.parse import urlencode

import httpx

from booking_console.adapters.microsoft.refusals import as_object
from booking_console.adapters.microsoft.wire import Answer, NoAnswer, NotSent, Wire
from booking_console.domain.errors import ContractBroken, LoginRefused, Unavailable

#: A token is not used in its last minute: it could expire on the way.
_MARGIN_S = 60.0
_DEFAULT_LIFE_S = 3600.0
_FORM = {"Content-Type": "application/x-www-form-urlencoded"}
#: What a token server answers when the login itself is wrong, and trying again is of no use (RFC 6749, section 5.2).
_FINAL = frozenset({"invalid_grant", "invalid_client", "unauthorized_client", "invalid_scope"})


class Tokens(Protocol):
    def token(self, within: float) -> str:
        """One that is valid for another minute at least. within: seconds that it may take. Raises LoginRefused, ContractBroken or
        Unavailable."""
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

    def token(self, within: float) -> str:
        if not self._token or time.monotonic() >= self._until:
            self._take_over(self._answer(min(within, self.timeout)))
        return self._token

    def forget(self) -> None:
        self._token = ""

    def close(self) -> None:
        """Nothing is held open."""

    def _answer(self, seconds: float) -> Answer:
        form = {
            "grant_type": "refresh_token",
            "refresh_token": self.refresh_token,
            "client_id": self.client_id,
            "client_secret": self.client_secret,
        }
        content = urlencode({name: value for name, value in form.items() if value}).encode()
        wire = Wire(seconds=seconds, tls=ssl.create_default_context())
        wire.begin()
        try:
            return wire.ask("POST", self.token_url, headers=_FORM, content=content)
        except httpx.InvalidURL as error:
            raise self._unusable("an address that is none") from error
        except (NotSent, NoAnswer) as error:
            raise Unavailable(
                f"The token server {self._host} cannot be reached, or takes too long to answer."
            ) from error
        finally:
            wire.close()

    def _take_over(self, answer: Answer) -> None:
        told = as_object(answer.body)
        token, is_success = told.get("access_token"), 200 <= answer.status < 300
        if is_success and isinstance(token, str):
            self._token = token
            self._until = time.monotonic() + max(_seconds(told.get("expires_in")) - _MARGIN_S, 1.0)
            self.refresh_token = str(told.get("refresh_token") or self.refresh_token)
        elif told.get("error") in _FINAL:
            raise LoginRefused(
                f"The token server {self._host} does not accept the application or its refresh token.",
                expected="an access token",
                found=str(told["error"]),
            )
        elif is_success or (answer.status < 500 and answer.status != httpx.codes.TOO_MANY_REQUESTS):
            raise self._unusable(f"HTTP {answer.status}")
        else:
            raise Unavailable(f"The token server {self._host} asks us to try later.")

    @property
    def _host(self) -> str:
        return httpx.URL(self.token_url).host

    def _unusable(self, found: str) -> ContractBroken:
        return ContractBroken(
            "The token server does not answer as one. Is its address right?", expected="an access token", found=found
        )


def _seconds(value: object) -> float:
    try:
        return float(str(value))
    except ValueError:
        return _DEFAULT_LIFE_S
