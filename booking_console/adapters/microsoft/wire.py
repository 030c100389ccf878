"""HTTP with an end: no request, however slowly it is answered, goes on after the time that the whole call was given.

httpx limits the wait for the next byte only; a server that sends one byte a second would hold the worker for ever. So the
requests run on an event loop of our own and are cancelled when their time is up.
"""

import asyncio
import socket
import ssl
import time
from collections.abc import Mapping
from dataclasses import dataclass
from typing import TypeVar

import httpx

from booking_console.domain.errors import BookingError, ContractBroken, Unavailable

#: The promise of the ports is 60 s.
LONGEST = 55.0
_CONNECT_WITHIN = 15.0
_LONGEST_BODY = 20_000_000

_Cause = TypeVar("_Cause", bound=BaseException)


class NotSent(Unavailable):
    """The request provably never left."""


class NoAnswer(Unavailable):
    """The request may have left, and no whole answer came. is_late: because the time was up."""

    def __init__(self, message: str, *, is_late: bool) -> None:
        super().__init__(message)
        self.is_late = is_late


class BodyTooLong(ContractBroken):
    """The answer is longer than the caller wants to hold. size: so many bytes had come by then."""

    def __init__(self, host: str, size: int) -> None:
        super().__init__(f"{host} gives an answer that is too long to be held.")
        self.size = size


@dataclass(frozen=True, slots=True)
class Answer:
    status: int
    headers: Mapping[str, str]
    body: bytes


class Wire:
    """Used from one thread at a time, and not from inside an event loop. Follows no redirect: a secret goes where it was sent.

    seconds: for one call of a port, all its requests together.
    """

    def __init__(self, *, seconds: float, tls: ssl.SSLContext) -> None:
        self.seconds = min(seconds, LONGEST)
        self._tls = tls
        self._until = 0.0
        self._runner: asyncio.Runner | None = None
        self._client: httpx.AsyncClient | None = None

    def begin(self, seconds: float | None = None) -> None:
        """The clock of one call starts to run."""
        self._until = time.monotonic() + min(seconds or self.seconds, self.seconds)

    @property
    def left(self) -> float:
        """Seconds; negative when the time is up."""
        return self._until - time.monotonic()

    def ask(
        self,
        method: str,
        url: str,
        *,
        headers: Mapping[str, str],
        content: bytes | None = None,
        longest: int = _LONGEST_BODY,
        within: float | None = None,
    ) -> Answer:
        """Raises NotSent, NoAnswer or ContractBroken (certificate); BodyTooLong above `longest` bytes."""
        seconds = min(self.left, within or self.left)
        host = httpx.URL(url).netloc.decode("ascii")
        if seconds <= 0:
            raise NotSent(f"{host} takes too long to answer.")
        self._runner = self._runner or asyncio.Runner(loop_factory=asyncio.new_event_loop)
        request = httpx.Request(method, url, headers=dict(headers), content=content, extensions=_limits(seconds))
        try:
            return self._runner.run(self._exchange(request, longest, seconds))
        except (httpx.ConnectError, httpx.ConnectTimeout, httpx.ProxyError) as error:
            raise _unreachable(host, error) from error
        except (TimeoutError, httpx.TimeoutException) as error:
            raise NoAnswer(f"{host} takes too long to answer.", is_late=True) from error
        except httpx.TransportError as error:
            raise NoAnswer(f"{host} broke off in the middle of the conversation.", is_late=False) from error
        except httpx.DecodingError as error:
            raise NoAnswer(f"The answer of {host} came damaged.", is_late=False) from error

    def hang_up(self) -> None:
        """The next request opens a connection of its own: one that stood idle may be dead without our knowing."""
        client, self._client = self._client, None
        if client is not None and self._runner is not None:
            self._runner.run(client.aclose())

    def close(self) -> None:
        self.hang_up()
        if self._runner is not None:
            self._runner.close()
            self._runner = None

    async def _exchange(self, request: httpx.Request, longest: int, seconds: float) -> Answer:
        self._client = self._client or httpx.AsyncClient(verify=self._tls, follow_redirects=False)
        async with asyncio.timeout(seconds):
            response = await self._client.send(request, stream=True)
            try:
                body = bytearray()
                async for chunk in response.aiter_bytes():
                    body += chunk
                    if len(body) > longest:
                        raise BodyTooLong(request.url.host, len(body))
            finally:
                await response.aclose()
        return Answer(response.status_code, response.headers, bytes(body))


def _limits(seconds: float) -> dict[str, object]:
    """The end of all is asyncio's; the one for connecting tells a request that never left from one that may have arrived."""
    connect = min(seconds, _CONNECT_WITHIN)
    return {"timeout": {"connect": connect, "read": None, "write": None, "pool": None}}


def _unreachable(host: str, error: Exception) -> BookingError:
    refused = _cause(error, ssl.SSLCertVerificationError)
    if refused is not None:
        return ContractBroken(
            f"The certificate of {host} is not trusted.",
            expected="a certificate that this machine trusts, or one of the file with certificates that is set",
            found=refused.verify_message,
        )
    if _cause(error, socket.gaierror) is not None:
        return NotSent(f"The name of the server {host} cannot be looked up. Is this machine connected to the internet?")
    return NotSent(f"{host} cannot be reached.")


def _cause(error: BaseException | None, kind: type[_Cause]) -> _Cause | None:
    """The first of that kind among what led to the error."""
    seen: set[int] = set()
    while error is not None and id(error) not in seen:
        if isinstance(error, kind):
            return error
        seen.add(id(error))
        error = error.__cause__ or error.__context__
    return None
