"""The answers that all skins give alike when a fault strikes."""

import asyncio
import socket
from collections.abc import Awaitable, Callable
from pathlib import Path
from typing import Any

from starlette.requests import Request
from starlette.responses import Response
from starlette.templating import Jinja2Templates
from starlette.types import ASGIApp, Message, Receive, Scope, Send
from uvicorn.protocols.http.h11_impl import H11Protocol

from booking_console.demo.portal.context import Portal, session_of
from booking_console.demo.portal.faults import Fault, Place
from booking_console.demo.portal.options import Skin
from booking_console.demo.portal.sessions import COOKIE

HERE = Path(__file__).parent
TEMPLATES = Jinja2Templates(directory=HERE / "templates")
SUBMIT_PATHS = (
    "/forms/book",
    "/app/api/bookings",
    "/periods/reserve",
    "/wizard/confirm",
    "/selects/save",
    "/approval/request",
)
_SKINS = tuple(f"/{skin.value}" for skin in Skin)


def page(request: Request, template: str, *, status: int = 200, **words: Any) -> Response:
    return TEMPLATES.TemplateResponse(
        request, template, words, status_code=status, headers={"Cache-Control": "no-store"}
    )


def captcha_page(request: Request) -> Response:
    return page(
        request, "captcha.html", status=403 if request.url.path.startswith(("/app/api/", "/cards/query")) else 200
    )


def error_page(request: Request) -> Response:
    return page(request, "error.html", status=500)


def too_many_requests() -> Response:
    return Response(status_code=429)


class NoAnswer(Response):
    """Closes the connection in place of an answer, as a server does that dies with the request in hand."""

    async def __call__(self, scope: Scope, receive: Receive, _send: Send) -> None:
        hang_up: Callable[[], Awaitable[None]] = scope["state"]["hang_up"]
        await hang_up()
        # uvicorn answers 500 to a request that ends before it knows of the closed connection
        while (await receive())["type"] != "http.disconnect":
            continue


class Body:
    """What a request sends. A connection that is closed on bytes nobody read ends with a reset in place of an orderly end."""

    def __init__(self, receive: Receive) -> None:
        self._receive = receive
        self._is_whole = False

    async def __call__(self) -> Message:
        message = await self._receive()
        self._is_whole = not message.get("more_body", False)
        return message

    async def read_out(self) -> None:
        while not self._is_whole:
            await self()


class DroppableProtocol(H11Protocol):
    """Lets a request close its own connection, which ASGI has no word for. Nothing waits for an acknowledgement: head and body of an
    answer are two writes, and the second of them would come 40 ms late."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        inner = self.app

        async def with_hang_up(scope: Scope, receive: Receive, send: Send) -> None:
            body = Body(receive)

            async def hang_up() -> None:
                await body.read_out()
                self.transport.abort()

            scope["state"]["hang_up"] = hang_up
            await inner(scope, body, send)

        self.app = with_hang_up

    def connection_made(self, transport: asyncio.Transport) -> None:  # type: ignore[override]  # as its own base class says it
        transport.get_extra_info("socket").setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        super().connection_made(transport)


class FaultyReads:
    """Brings the faults that can strike any request to all that are no submits; drops what a silence covers."""

    def __init__(self, app: ASGIApp, portal: Portal) -> None:
        self.app = app
        self.portal = portal

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if _changes(scope) and self.portal.silence.covers(Request(scope).cookies.get(COOKIE)):
            return await NoAnswer()(scope, receive, send)
        if not _is_read(scope):
            return await self.app(scope, receive, send)
        if answer := self._struck(Request(scope, receive)):
            return await answer(scope, receive, send)
        if slow := self.portal.faults.strikes(Fault.SLOW, at=Place.READ):
            await asyncio.sleep(slow.seconds)
        return await self.app(scope, receive, send)

    def _struck(self, request: Request) -> Response | None:
        faults = self.portal.faults
        if faults.strikes(Fault.RATE_LIMITED, at=Place.READ):
            return too_many_requests()
        if faults.strikes(Fault.CAPTCHA, at=Place.READ):
            return captcha_page(request)
        if faults.strikes(Fault.DROP_BEFORE_COMMIT, at=Place.READ):
            return NoAnswer()
        if faults.strikes(Fault.SESSION_LOST, at=Place.READ) and (session := session_of(request)):
            self.portal.sessions.close(session)
        return error_page(request) if faults.strikes(Fault.ERROR_500, at=Place.READ) else None


def _changes(scope: Scope) -> bool:
    """In the skin of cards questions come by POST, too."""
    is_question = scope["path"] == "/cards/query" and Request(scope).headers.get("x-query") not in ("Book", "Cancel")
    return scope["method"] == "POST" and not is_question


def _is_submit(scope: Scope) -> bool:
    """The skin of cards says in a header what its one address is asked for."""
    is_booking = Request(scope).headers.get("x-query") == "Book"
    return scope["method"] == "POST" and (scope["path"] in SUBMIT_PATHS or is_booking)


def _is_read(scope: Scope) -> bool:
    path: str = scope["path"]
    return path.startswith(_SKINS) and not _is_submit(scope)
