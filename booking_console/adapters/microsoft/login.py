"""The application's access token: asked for with its secret, kept and renewed by Microsoft's own library."""

import time
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import urlencode

from booking_console.adapters.microsoft.account import GraphAccount, origin
from booking_console.adapters.microsoft.refusals import as_object, seconds_to_wait, sign_in_refused, stranger
from booking_console.adapters.microsoft.wire import Answer, NoAnswer, Wire
from booking_console.domain.errors import BookingError, ContractBroken, LoginRefused, Unavailable

#: An application is not locked out by wrong tries, and a permission may be mended at Microsoft's side without our being told.
_ASK_AGAIN_AFTER = 60.0
_FORM = {"Content-Type": "application/x-www-form-urlencoded"}


@dataclass
class GraphLogin:
    """A refused login is asked again after a minute at the earliest; the same answer is given meanwhile."""

    account: GraphAccount
    wire: Wire
    _application: Any = None
    _refused: LoginRefused | None = None
    _refused_at: float = 0.0

    def token(self) -> str:
        """Raises LoginRefused, ContractBroken or Unavailable."""
        if self._refused is not None and time.monotonic() - self._refused_at < _ASK_AGAIN_AFTER:
            raise LoginRefused(str(self._refused), expected=self._refused.expected, found=self._refused.found)
        try:
            token = self._acquire()
        except LoginRefused as error:
            self._refused, self._refused_at = error, time.monotonic()
            raise
        self._refused = None
        return token

    def forget(self) -> None:
        """The token was refused: the next one is a new one."""
        if self._application is not None:
            self._application.remove_tokens_for_client()

    def _acquire(self) -> str:
        # Trouble while a token that still holds is renewed ahead of time is no trouble yet.
        answer = self._opened().acquire_token_for_client([self.account.scope], http_exceptions=(BookingError,))
        token = (answer or {}).get("access_token")
        if not isinstance(token, str):
            raise sign_in_refused(answer or {})
        return token

    def _opened(self) -> Any:  # the library has no types
        """instance_discovery: the authority is the one that the practice set; a third party need not be asked about it."""
        if self._application is None:
            import msal  # noqa: PLC0415 - brings an HTTP library of its own, for those alone who sign in here

            self._application = msal.ConfidentialClientApplication(
                self.account.client_id,
                client_credential=self.account.client_secret,
                authority=self.account.authority_url,
                instance_discovery=False,
                http_client=_SignInHttp(self.account, self.wire),
            )
        return self._application


@dataclass(frozen=True, slots=True)
class _Response:
    """As the library wants it."""

    status_code: int
    text: str
    headers: Mapping[str, str] = field(default_factory=dict)

    def raise_for_status(self) -> None:
        """What is no answer to work with was raised before."""


@dataclass(frozen=True, slots=True)
class _SignInHttp:
    """The library's HTTP over our wire: the same end of patience, and the secret goes to the authority's server only."""

    account: GraphAccount
    wire: Wire

    def get(
        self, url: str, params: Mapping[str, str] | None = None, headers: Mapping[str, str] | None = None
    ) -> _Response:
        answer = self._ask("GET", f"{url}?{urlencode(params)}" if params else url, headers or {}, None)
        if answer.status >= 400:
            raise sign_in_refused(as_object(answer.body))
        return _response(answer)

    def post(
        self,
        url: str,
        params: Mapping[str, str] | None = None,
        data: Mapping[str, str] | None = None,
        headers: Mapping[str, str] | None = None,
    ) -> _Response:
        target = f"{url}?{urlencode(params)}" if params else url
        return _response(self._ask("POST", target, {**(headers or {}), **_FORM}, urlencode(data or {}).encode()))

    def close(self) -> None:
        """The wire is closed by its owner."""

    def _ask(self, method: str, url: str, headers: Mapping[str, str], content: bytes | None) -> Answer:
        if origin(url) != origin(self.account.authority):
            raise ContractBroken(
                "The sign-in of Microsoft 365 wants us to sign in somewhere else; the client secret was not sent there.",
                expected=self.account.authority,
                found=origin(url)[1],
            )
        given = {name: value for name, value in headers.items() if value is not None}
        answer = self._exchange(method, url, given, content)
        if answer.status == 429 or answer.status >= 500:
            wait = seconds_to_wait(answer)
            raise Unavailable(
                f"The sign-in of Microsoft 365 asks us to try later (answer {answer.status}).", retry_after=wait
            )
        if not as_object(answer.body):
            raise stranger(origin(url)[1], answer.status)
        return answer

    def _exchange(self, method: str, url: str, headers: Mapping[str, str], content: bytes | None) -> Answer:
        """Asked once more when the connection breaks: a second token does no harm."""
        try:
            return self.wire.ask(method, url, headers=headers, content=content)
        except NoAnswer as error:
            if error.is_late:
                raise Unavailable(str(error)) from error
        self.wire.hang_up()
        try:
            return self.wire.ask(method, url, headers=headers, content=content)
        except NoAnswer as error:
            raise Unavailable(str(error)) from error


def _response(answer: Answer) -> _Response:
    return _Response(answer.status, answer.body.decode("utf-8", "replace"), dict(answer.headers))
