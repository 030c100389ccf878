"""Asking a portal for its JSON answers, with our login."""

import json
from collections.abc import Iterator
from typing import Any, Protocol
from urllib.parse import urlencode, urljoin

from booking_console.adapters.portal.content.extraction import read_value
from booking_console.adapters.portal.content.lists import next_part
from booking_console.adapters.portal.content.signs import refuse_bad_status, refuse_signs
from booking_console.adapters.portal.http.document import Document
from booking_console.adapters.portal.http.wire import Call, Reply, Wire
from booking_console.adapters.portal.language.profile import Profile
from booking_console.adapters.portal.language.source_parts import Token
from booking_console.adapters.portal.language.sources import JsonSource
from booking_console.adapters.portal.language.templates import Blanks, fill, fill_all
from booking_console.domain.errors import ContractBroken

LOOKING = "looking at the rooms"


class Door(Protocol):
    """What a data request needs of the way in."""

    def address(self, place: str) -> str: ...

    def log_in_for_data(self) -> None: ...

    def fetch(self, place: str, doing: str) -> Document:
        """A page, signed in."""
        ...


class DataRequests:
    """The data requests of one visit."""

    def __init__(self, wire: Wire, profile: Profile, door: Door) -> None:
        self._wire, self._profile, self._door = wire, profile, door

    def asked(self, source: JsonSource, blanks: Blanks) -> Iterator[str]:
        """The answer and all that follow it."""
        url = self._door.address(fill(source.request, blanks, for_url=True))
        yield from self.following(source, url, self._ask(source, url, _body_of(source, blanks)))

    def following(self, source: JsonSource, url: str, text: str) -> Iterator[str]:
        """text: of the first answer, which came from url."""
        yield text
        for _ in range(source.most_pages):
            place = next_part(text, source)
            if place is None:
                return
            url = urljoin(url, place)
            text = self._ask(source, url, None)
            yield text
        raise ContractBroken(
            "The portal's answer has no end.", expected=f"{source.most_pages} parts at most", found="still more"
        )

    def is_expired(self, status: int) -> bool:
        session = self._profile.session
        return session is not None and status in session.expired_status

    def _ask(self, source: JsonSource, url: str, body: dict[str, Any] | None) -> str:
        reply = self._request(source, url, body)
        if self.is_expired(reply.status):
            self._door.log_in_for_data()
            reply = self._request(source, url, body)
        refuse_bad_status(reply.status, reply.retry_after, LOOKING)
        if reply.status != 200 or reply.text.lstrip().startswith("<"):
            signs = self._profile.signs
            refuse_signs(signs, Document(reply).answer(sign.when for sign in signs), LOOKING)
        if reply.status != 200:
            raise ContractBroken(
                "The portal refuses its bookings.", expected="an answer with status 200", found=f"status {reply.status}"
            )
        return reply.text

    def _request(self, source: JsonSource, url: str, body: dict[str, Any] | None) -> Reply:
        token = self._token(source.token) if source.token else {}
        encoded, kind = _encoded(source, body)
        headers = {**kind, **source.headers, **token}
        method = "POST" if encoded is not None else source.method
        return self._wire.send(Call(url=url, method=method, headers=headers, body=encoded), LOOKING)

    def _token(self, token: Token) -> dict[str, str]:
        if token.cookie is not None:
            found = self._wire.cookie(token.cookie)
        else:
            assert token.place is not None
            assert token.value is not None
            body = self._door.fetch(token.place, "fetching a token").tree.body
            found = read_value(body, token.value) if body else None
        return {token.header: found} if found else {}


def _body_of(source: JsonSource, blanks: Blanks) -> dict[str, Any] | None:
    if source.graphql is not None:
        return {"query": source.graphql, "variables": fill_all(source.variables, blanks)}
    return None if source.body is None else dict(fill_all(source.body, blanks))


def _encoded(source: JsonSource, body: dict[str, Any] | None) -> tuple[bytes | None, dict[str, str]]:
    if body is None:
        return None, {}
    if source.send_as == "form":
        return urlencode(body).encode(), {"content-type": "application/x-www-form-urlencoded"}
    return json.dumps(body).encode(), {"content-type": "application/json"}
