"""Plain HTTP beside the pages: signing in and out (only a real answer can set the cookie) and the evidence."""

import asyncio
from collections.abc import Awaitable, Callable
from functools import wraps
from urllib.parse import parse_qs, urlencode, urlsplit

from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import PlainTextResponse, RedirectResponse, Response
from starlette.routing import Route

from booking_console.bootstrap import console
from booking_console.domain.actor import Right
from booking_console.domain.address import browser_of, networks
from booking_console.domain.errors import NotFound
from booking_console.domain.portal import EvidenceKind
from booking_console.services import sign_in
from booking_console.ui import identity
from booking_console.ui.numbers import number_in

Handler = Callable[[Request], Awaitable[Response]]
SIGN_IN = "/login"


def from_our_page(handler: Handler) -> Handler:
    """Refuses a form that another site sent: browsers name the page's origin with every POST."""

    @wraps(handler)
    async def checked(request: Request) -> Response:
        origin = urlsplit(request.headers.get("origin", "")).netloc
        hosts = {
            request.headers.get("host"),
            request.headers.get("x-forwarded-host"),
            urlsplit(console().settings.public_url).netloc,
        }
        if not origin or origin not in hosts:
            return PlainTextResponse("This form came from another site and was refused.", status_code=403)
        return await handler(request)

    return checked


def needs_right(right: Right) -> Callable[[Handler], Handler]:
    """The same rights as in the pages: 401 for nobody, 403 for somebody who may not."""

    def guard(handler: Handler) -> Handler:
        @wraps(handler)
        async def checked(request: Request) -> Response:
            person = await identity.identify(request.cookies.get(identity.COOKIE, ""))
            if person is None:
                return PlainTextResponse("Sign in first.", status_code=401)
            if not person.actor.may(right):
                return PlainTextResponse("You may not do this.", status_code=403)
            request.state.person = person
            return await handler(request)

        return checked

    return guard


@from_our_page
async def login(request: Request) -> Response:
    form = await request.form()
    name, password, goal = (str(form.get(key, "")) for key in ("login", "password", "next"))
    goal = goal or _goal_of_page(request)
    held = console()
    try:
        _, token = await asyncio.to_thread(
            sign_in.sign_in, held.new_uow, name, password, now=held.clock.now(), address=_address(request)
        )
    except sign_in.TooManyFailures:
        return _back("wait", goal)
    except sign_in.SignInRefused:
        return _back("wrong", goal)
    answer = RedirectResponse(_inside(goal), status_code=303)
    answer.set_cookie(
        identity.COOKIE, token, max_age=int(sign_in.SESSION_LASTS.total_seconds()),
        httponly=True, samesite="lax", secure=held.settings.secure_cookies, path="/",
    )  # fmt: skip
    return answer


@from_our_page
async def logout(request: Request) -> Response:
    token = request.cookies.get(identity.COOKIE, "")
    if token:
        await asyncio.to_thread(sign_in.sign_out, console().new_uow, token)
        identity.forget(token)
    answer = RedirectResponse(SIGN_IN, status_code=303)
    answer.delete_cookie(identity.COOKIE, path="/")
    return answer


@needs_right(Right.VIEW)
async def evidence(request: Request) -> Response:
    """A masked picture of the portal, or a digest or request list as text."""
    try:
        kind, content = await asyncio.to_thread(_evidence, number_in(request.path_params["evidence_id"]))
    except NotFound:
        return PlainTextResponse("It is not kept any more.", status_code=404)
    media = "image/png" if kind is EvidenceKind.PICTURE else "text/plain; charset=utf-8"
    return Response(content, media_type=media, headers={"cache-control": "private, max-age=3600"})


@needs_right(Right.VIEW)
async def portal_sight(request: Request) -> Response:
    """A masked picture of the portal at one of its checks."""
    try:
        content = await asyncio.to_thread(_sight, number_in(request.path_params["sight_id"]))
    except NotFound:
        return PlainTextResponse("It is not kept any more.", status_code=404)
    return Response(content, media_type="image/png", headers={"cache-control": "private, max-age=3600"})


def beside_the_pages(*others: Route) -> Starlette:
    """What Reflex is mounted into. others: the exports of the pages."""
    return Starlette(
        routes=[
            *others,
            Route("/auth/login", login, methods=["POST"]),
            Route("/auth/logout", logout, methods=["POST"]),
            Route("/evidence/{evidence_id}", evidence),
            Route("/portal-sight/{sight_id}", portal_sight),
        ]
    )


def _evidence(evidence_id: int) -> tuple[EvidenceKind, bytes]:
    with console().reading() as uow:
        return uow.attempts.evidence(evidence_id)


def _sight(sight_id: int) -> bytes:
    with console().reading() as uow:
        return uow.sights.picture(sight_id)


def _address(request: Request) -> str:
    peer = request.client.host if request.client else ""
    forwarded = ", ".join(request.headers.getlist("x-forwarded-for"))
    return browser_of(peer, forwarded, networks(console().settings.proxies))


def _goal_of_page(request: Request) -> str:
    """The form may be sent before its page came alive and filled this in: the page's own address tells it, too."""
    asked = parse_qs(urlsplit(request.headers.get("referer", "")).query)
    return asked.get("next", [""])[0]


def _back(why: str, goal: str) -> Response:
    query = {"refused": why} | ({"next": _inside(goal)} if goal else {})
    return RedirectResponse(f"{SIGN_IN}?{urlencode(query)}", status_code=303)


def _inside(goal: str) -> str:
    """Only a path of ours: never another site, however it is spelt."""
    parts = urlsplit(goal)
    safe = goal.startswith("/") and not goal.startswith(("//", "/\\")) and not parts.netloc
    return goal if safe and "\\" not in goal and not goal.startswith(SIGN_IN) else "/"
