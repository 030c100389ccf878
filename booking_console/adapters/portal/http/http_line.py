"""The line to a portal without a browser: one HTTP client with its cookies."""

import json
import time
from collections.abc import Iterable, Mapping
from http.cookiejar import Cookie
from typing import Any
from urllib.parse import urlsplit

import httpx

from booking_console.adapters.portal.http.wire import Call, NoReply, Raw
from booking_console.adapters.portal.road.account import Account
from booking_console.adapters.portal.road.session_file import SessionFile

_MOST_BYTES = 20 * 1024 * 1024
# Shorter than servers keep an idle connection: a request on one that has just been closed would be in doubt for nothing.
_KEEP_IDLE = 2.0
_HEADERS = {
    "user-agent": "Mozilla/5.0 (compatible; booking-console)",
    "accept": "text/html,application/xhtml+xml,application/json;q=0.9,*/*;q=0.8",
}


class HttpLine:
    """file: where the cookies are kept for the next start. account: whose login each request to its host carries."""

    def __init__(self, *, locale: str, file: SessionFile, account: Account | None = None) -> None:
        self._file, self._account = file, account
        self._client = httpx.Client(
            headers={**_HEADERS, "accept-language": locale},
            limits=httpx.Limits(keepalive_expiry=_KEEP_IDLE),
            follow_redirects=False,
        )
        self._take_in()

    def _take_in(self) -> None:
        for words in self._kept():
            self._client.cookies.jar.set_cookie(Cookie(**words))

    def take_over_session(self) -> None:
        """A person, or another worker, may have signed in for us meanwhile. Between two errands only: a form that is filled in belongs to
        the session that it came with."""
        if self._file.has_changed():
            self._client.cookies.jar.clear()
            self._take_in()

    def _kept(self) -> list[dict[str, Any]]:
        """A file that cannot be read costs one login, nothing else."""
        text = self._file.read()
        try:
            listed = json.loads(text) if text else []
            return [_words(Cookie(**words)) for words in listed]
        except (ValueError, TypeError):
            return []

    def keep_session(self) -> None:
        self._file.keep(json.dumps([_words(cookie) for cookie in self._client.cookies.jar]))

    def cookie(self, name: str) -> str | None:
        return next((cookie.value for cookie in self._client.cookies.jar if cookie.name == name), None)

    def _auth(self, call: Call) -> httpx.BasicAuth | None:
        account = self._account
        if account is None or urlsplit(call.url)[:2] != urlsplit(account.url)[:2]:
            return None
        return httpx.BasicAuth(account.username, account.password)

    def once(self, call: Call, *, seconds: float) -> Raw:
        until = time.monotonic() + seconds
        try:
            with self._client.stream(
                call.method,
                call.url,
                headers=dict(call.headers),
                content=call.body,
                timeout=seconds,
                auth=self._auth(call),
            ) as response:
                body = bytearray()
                for piece in response.iter_bytes():
                    body += piece
                    if len(body) > _MOST_BYTES or time.monotonic() > until:
                        raise NoReply
        except (httpx.HTTPError, httpx.InvalidURL):
            raise NoReply from None
        return Raw(response.status_code, {k.casefold(): v for k, v in response.headers.items()}, bytes(body))

    def close(self) -> None:
        self._client.close()


def _words(cookie: Cookie) -> dict[str, Any]:
    return {
        **{name: value for name, value in vars(cookie).items() if not name.startswith("_")},
        "rest": {},
    }


def keep_cookies(file: SessionFile, cookies: Iterable[Mapping[str, Any]]) -> None:
    """For the next start without a browser, what a browser has: as Playwright tells them."""
    file.keep(json.dumps([_words(_cookie(one)) for one in cookies]))


def _cookie(told: Mapping[str, Any]) -> Cookie:
    expires = told.get("expires", -1)
    domain = str(told.get("domain", ""))
    # The jar wants a host without dots to be called local, as it does itself when it reads an answer.
    named = domain if "." in domain else f"{domain}.local"
    return Cookie(
        version=0,
        name=str(told["name"]),
        value=str(told["value"]),
        port=None,
        port_specified=False,
        domain=named,
        domain_specified=domain.startswith("."),
        domain_initial_dot=domain.startswith("."),
        path=str(told.get("path", "/")),
        path_specified=True,
        secure=bool(told.get("secure")),
        expires=None if expires in (-1, None) else int(expires),
        discard=expires in (-1, None),
        comment=None,
        comment_url=None,
        rest={},
    )
