"""Requests to the portal without a page: to its own hosts alone, at the pace it allows, each of them noted, none ever sent again."""

import re
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import timedelta
from typing import Protocol
from urllib.parse import urljoin, urlsplit

from booking_console.adapters.portal.content.addresses import kept_address
from booking_console.adapters.portal.road.pace import Pace
from booking_console.adapters.portal.road.pictures import Witness
from booking_console.domain.errors import ContractBroken, Unavailable

_REDIRECTS = (301, 302, 303, 307, 308)
_SENT_AGAIN = (307, 308)
_MOST_REDIRECTS = 10
_CHARSET = re.compile(rb"""<meta[^>]+charset\s*=\s*["']?([\w-]+)""", re.IGNORECASE)


@dataclass(frozen=True, slots=True, kw_only=True)
class Call:
    """body: already encoded; its content-type is among the headers."""

    url: str
    method: str = "GET"
    headers: Mapping[str, str] = field(default_factory=dict)
    body: bytes | None = None


@dataclass(frozen=True, slots=True)
class Raw:
    """headers: with names in small letters."""

    status: int
    headers: Mapping[str, str]
    body: bytes


@dataclass(frozen=True, slots=True, kw_only=True)
class Reply:
    """url: where it came from, after redirects."""

    url: str
    status: int
    text: str
    charset: str = "utf-8"
    retry_after: str | None = None


class NoReply(Exception):
    """Nothing came, too late, too much, or it broke off."""


class Line(Protocol):
    """Carries one request and keeps the cookies."""

    def once(self, call: Call, *, seconds: float) -> Raw:
        """Follows no redirect and tries nothing twice. Raises NoReply."""
        ...

    def cookie(self, name: str) -> str | None: ...


class Wire:
    """One call's requests. alive: told before each of them."""

    def __init__(
        self,
        line: Line,
        *,
        hosts: frozenset[str],
        pace: Pace,
        witness: Witness,
        patience: timedelta,
        alive: Callable[[], None] = lambda: None,
    ) -> None:
        self._line, self._hosts, self._pace, self._witness = line, hosts, pace, witness
        self._patience, self._alive = patience.total_seconds(), alive

    def cookie(self, name: str) -> str | None:
        return self._line.cookie(name)

    def wait(self) -> None:
        """Until the portal's limits allow the next request: for whoever must not wait between a look and the request itself."""
        self._pace.wait()

    def send(self, call: Call, doing: str, *, seconds: float | None = None, is_paced: bool = True) -> Reply:
        """Redirects are followed as browsers do, except that what has a body never travels twice. Raises Unavailable when no
        whole answer comes, ContractBroken when it leads away from the portal."""
        if is_paced:
            self._pace.wait()
        until = time.monotonic() + (seconds or self._patience)
        for _ in range(_MOST_REDIRECTS):
            self._refuse_elsewhere(call.url, doing)
            raw = self._once(call, doing, until)
            following = _following(call, raw)
            if following is None:
                return _reply(call.url, raw)
            call = following
        raise ContractBroken(
            f"The portal sends us in a circle, while {doing}.", expected="a page", found=f"{_MOST_REDIRECTS} redirects"
        )

    def _refuse_elsewhere(self, url: str, doing: str) -> None:
        parts = urlsplit(url)
        if parts.scheme not in ("http", "https") or parts.netloc not in self._hosts:
            raise ContractBroken(
                f"The portal leads to another host, while {doing}.",
                expected="the portal's own host, or one of allow_hosts",
                found=parts.netloc or parts.scheme,
            )

    def _once(self, call: Call, doing: str, until: float) -> Raw:
        self._alive()
        self._pace.note_request()
        begun, status = time.monotonic(), 0
        try:
            raw = self._line.once(call, seconds=max(until - begun, 0.1))
            status = raw.status
        except NoReply:
            raise Unavailable(f"The portal did not answer while {doing}.") from None
        finally:
            took = round((time.monotonic() - begun) * 1000)
            path = kept_address(call.url, self._witness.names)
            self._witness.requests.append({"method": call.method, "path": path, "status": status, "ms": took})
        return raw


def _following(call: Call, raw: Raw) -> Call | None:
    """The request that a redirect asks for."""
    place = raw.headers.get("location")
    if raw.status not in _REDIRECTS or not place:
        return None
    url = urljoin(call.url, place)
    if not urlsplit(url).fragment and urlsplit(call.url).fragment:
        url = f"{url}#{urlsplit(call.url).fragment}"
    if raw.status in _SENT_AGAIN and call.method != "GET":
        raise ContractBroken(
            "The portal wants what was sent a second time.", expected="an answer", found=f"a redirect ({raw.status})"
        )
    kept = {name: value for name, value in call.headers.items() if name.casefold() not in ("content-type", "origin")}
    return Call(url=url, headers=kept)


def _reply(url: str, raw: Raw) -> Reply:
    charset = _charset(raw)
    return Reply(
        url=url,
        status=raw.status,
        text=raw.body.decode(charset, errors="replace"),
        charset=charset,
        retry_after=raw.headers.get("retry-after"),
    )


def _charset(raw: Raw) -> str:
    """As the header says, else as the page says, else UTF-8."""
    told = re.search(r"charset=\"?([\w-]+)", raw.headers.get("content-type", ""), re.IGNORECASE)
    found = _CHARSET.search(raw.body[:2048])
    name = told.group(1) if told else found.group(1).decode("ascii") if found else "utf-8"
    try:
        "".encode(name)
    except LookupError:
        return "utf-8"
    return name
