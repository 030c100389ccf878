"""Signing in on a page of its own, for the skins that have one. Whoever is not signed in is sent there from every page."""

import secrets
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from urllib.parse import quote

from starlette.requests import Request
from starlette.responses import RedirectResponse, Response
from starlette.routing import Route

from booking_console.demo.portal.answers import page
from booking_console.demo.portal.context import portal_of, session_of
from booking_console.demo.portal.sessions import COOKIE, Session
from booking_console.demo.portal.skin_parts import words_of

_COOKIE = "hp_entry"
Page = Callable[[Request, Session], Awaitable[Response]]


@dataclass(frozen=True)
class LoginPage:
    """template is shown at path/login; home is where one comes from there."""

    path: str
    home: str
    template: str
    refused: str

    @property
    def routes(self) -> list[Route]:
        return [
            Route(f"{self.path}/login", self.show, methods=["GET"]),
            Route(f"{self.path}/login", self.send, methods=["POST"]),
        ]

    def guarded(self, show: Page) -> Callable[[Request], Awaitable[Response]]:
        async def answer(request: Request) -> Response:
            session = session_of(request)
            return await show(request, session) if session else self.redirect(request)

        return answer

    def redirect(self, request: Request) -> Response:
        wanted = f"{request.url.path}?{request.url.query}" if request.method == "GET" else self.home
        return RedirectResponse(f"{self.path}/login?back={quote(wanted, safe='')}", status_code=302)

    async def show(self, request: Request) -> Response:
        if session_of(request):
            return RedirectResponse(self.home, status_code=302)
        return self._form(request, back=request.query_params.get("back", self.home))

    def _form(self, request: Request, *, back: str, problem: str = "") -> Response:
        token = request.cookies.get(_COOKIE) or secrets.token_urlsafe(18)
        answer = page(request, self.template, token=token, back=back, problem=problem, path=self.path)
        answer.set_cookie(_COOKIE, token, httponly=True, samesite="lax")
        return answer

    async def send(self, request: Request) -> Response:
        form = await words_of(request)
        back = form.get("back", "")
        back = back if back.startswith(f"{self.path}/") else self.home
        is_fresh = form.get("token") and form.get("token") == request.cookies.get(_COOKIE)
        session = portal_of(request).sign_in(form.get("login", ""), form.get("secret", "")) if is_fresh else None
        if session is None:
            return self._form(request, back=back, problem=self.refused)
        answer = RedirectResponse(back, status_code=302)
        answer.set_cookie(COOKIE, session.token, httponly=True, samesite="lax")
        return answer
