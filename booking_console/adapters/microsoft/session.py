"""Asks Microsoft Graph, signed in as the application, with a limit to what one call may take."""

import json
import math
import ssl
import time
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import urlsplit

from booking_console.adapters.microsoft.account import GraphAccount, origin
from booking_console.adapters.microsoft.login import GraphLogin
from booking_console.adapters.microsoft.refusals import as_object, stranger, trouble
from booking_console.adapters.microsoft.wire import Answer, NoAnswer, Wire
from booking_console.domain.errors import BookingError, ContractBroken, LoginRefused, Unavailable

READ = "Mail.ReadWrite"
SEND = "Mail.Send"
#: Without it an id changes whenever somebody moves the mail. It counts for the one request that carries it.
_IMMUTABLE = 'IdType="ImmutableId"'
_LONGEST_JSON = 20_000_000
#: A right is given by a person, and takes effect after minutes to hours: until then nothing is asked for that needs it.
_FORBIDDEN_FOR = 600.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Ask:
    """target: a path of the server with its query, as `GraphSession.own` gives it. longest: bytes of the answer."""

    method: str = "GET"
    target: str
    prefer: tuple[str, ...] = ()
    body: bytes | None = None
    content_type: str = "application/json"
    needs: str = READ
    accept: frozenset[int] = frozenset()
    longest: int = _LONGEST_JSON
    within: float | None = None


@dataclass
class GraphSession:
    """Used from one thread at a time. Every call of a port begins with `begin`.

    forbidden_for: seconds for which nothing is asked after the answer was that we may not.
    """

    account: GraphAccount
    wire: Wire
    forbidden_for: float = _FORBIDDEN_FOR
    _login: GraphLogin = field(init=False)
    _silent_until: float = 0.0
    _forbidden: LoginRefused | None = None
    _forbidden_until: float = 0.0

    def __post_init__(self) -> None:
        self._login = GraphLogin(self.account, self.wire)

    @classmethod
    def open(cls, account: GraphAccount, *, timeout: float, tls: ssl.SSLContext | None) -> "GraphSession":
        """Connects to nothing yet. timeout: seconds for one call of a port. tls: None trusts what the machine trusts."""
        return cls(account, Wire(seconds=timeout, tls=tls or ssl.create_default_context()))

    def begin(self, seconds: float | None = None) -> None:
        self.wire.begin(seconds)

    def sign_in(self) -> None:
        self._login.token()

    def own(self, path: str) -> str:
        """The target of a path below the mailbox."""
        return f"{self.account.root}{path}"

    def target_of(self, link: str) -> str:
        """A link that the server gave, without its host. Raises ContractBroken when it leads anywhere else: the token stays here."""
        if origin(link) != origin(self.account.endpoint):
            raise ContractBroken(
                f"An answer of {self.account.host} leads to another server; nothing was sent there.",
                expected=self.account.endpoint,
                found=origin(link)[1] or "no address",
            )
        parts = urlsplit(link)
        return f"{parts.path}?{parts.query}"

    def read(self, target: str, *, prefer: tuple[str, ...] = ()) -> dict[str, Any]:
        """A GET that is answered with an object."""
        return self._object(self.ask(Ask(target=target, prefer=prefer)))

    def write(self, target: str, body: Mapping[str, object], *, accept: frozenset[int] = frozenset()) -> dict[str, Any]:
        """A POST that is answered with an object."""
        return self._object(self.ask(Ask(method="POST", target=target, body=json.dumps(body).encode(), accept=accept)))

    def ask(self, ask: Ask) -> Answer:
        """An answer that says yes, or one of the statuses to accept. Raises one of the three families."""
        try:
            answer = self._asked(ask)
            if answer.status == 401:
                self._login.forget()
                answer = self._asked(ask)
            if 200 <= answer.status < 300 or answer.status in ask.accept:
                return answer
            raise self._noted(trouble(answer, self.account, needs=ask.needs), answer.status)
        except Unavailable as error:
            if error.retry_after is not None:
                self._silent_until = time.monotonic() + error.retry_after
            raise

    def close(self) -> None:
        self.wire.close()

    def _asked(self, ask: Ask) -> Answer:
        """What only reads is asked once more when a connection breaks: one that stood idle may have died unnoticed."""
        self._respect_the_wish_for_silence()
        headers = self._headers(ask)
        try:
            return self._exchange(ask, headers)
        except NoAnswer as error:
            if error.is_late or ask.method != "GET":
                raise
            self.wire.hang_up()
            return self._exchange(ask, headers)

    def _exchange(self, ask: Ask, headers: Mapping[str, str]) -> Answer:
        url = f"{self.account.endpoint.rstrip('/')}{ask.target}"
        return self.wire.ask(ask.method, url, headers=headers, content=ask.body, longest=ask.longest, within=ask.within)

    def _headers(self, ask: Ask) -> dict[str, str]:
        headers = {"Authorization": f"Bearer {self._login.token()}", "Prefer": ", ".join((_IMMUTABLE, *ask.prefer))}
        return headers | ({} if ask.body is None else {"Content-Type": ask.content_type})

    def _noted(self, error: BookingError, status: int) -> BookingError:
        if status == 403 and isinstance(error, LoginRefused):
            self._forbidden, self._forbidden_until = error, time.monotonic() + self.forbidden_for
        return error

    def _respect_the_wish_for_silence(self) -> None:
        if self._forbidden is not None and time.monotonic() < self._forbidden_until:
            raise LoginRefused(str(self._forbidden), expected=self._forbidden.expected, found=self._forbidden.found)
        left = self._silent_until - time.monotonic()
        if left > 0:
            raise Unavailable(f"Microsoft 365 asks us to wait for {math.ceil(left)} s.", retry_after=left)

    def _object(self, answer: Answer) -> dict[str, Any]:
        found = as_object(answer.body)
        if not found:
            raise stranger(self.account.host, answer.status)
        return found
