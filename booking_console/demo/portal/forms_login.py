"""The sign-in of the forms skin, which stands at whatever address was asked for."""

import secrets

from starlette.requests import Request
from starlette.responses import RedirectResponse, Response
from starlette.routing import Route

from booking_console.demo.portal.answers import page
from booking_console.demo.portal.context import portal_of, session_of
from booking_console.demo.portal.sessions import COOKIE

LOGIN_COOKIE = "hp_login"
HOME = "/forms/day?area=1"


def login_page(request: Request, *, problem: str = "", return_to: str = "") -> Response:
    """Answer with status 200 at the address asked for, as this portal does whenever nobody is signed in."""
    token = request.cookies.get(LOGIN_COOKIE) or secrets.token_urlsafe(18)
    asked_for = return_to or (_address(request) if request.method == "GET" else HOME)
    answer = page(request, "forms/login.html", token=token, return_to=asked_for, problem=problem)
    answer.set_cookie(LOGIN_COOKIE, token, httponly=True, samesite="lax")
    return answer


async def show_login(request: Request) -> Response:
    return RedirectResponse(HOME, status_code=302) if session_of(request) else login_page(request, return_to=HOME)


async def send_login(request: Request) -> Response:
    form = {name: str(value) for name, value in (await request.form()).items()}
    return_to = form.get("return_to") or HOME
    if not return_to.startswith("/forms/"):
        return_to = HOME
    token = form.get("csrf_token")
    if not token or token != request.cookies.get(LOGIN_COOKIE):
        return login_page(request, problem="This form has expired. Please send it again.", return_to=return_to)
    portal = portal_of(request)
    if not portal.accepts(form.get("username", ""), form.get("password", "")):
        return login_page(request, problem="Unknown user name or password.", return_to=return_to)
    if portal.options.totp_secret:
        return _code_page(request, return_to=return_to)
    return _let_in(request, return_to)


def _code_page(request: Request, *, return_to: str) -> Response:
    token = secrets.token_urlsafe(18)
    portal_of(request).half_signed_in.add(token)
    return page(request, "forms/code.html", token=token, return_to=return_to)


async def send_code(request: Request) -> Response:
    """One code for each password: after a wrong one everything begins anew."""
    form = {name: str(value) for name, value in (await request.form()).items()}
    portal, token = portal_of(request), form.get("half", "")
    return_to = form.get("return_to", "") if form.get("return_to", "").startswith("/forms/") else HOME
    if token not in portal.half_signed_in or not portal.accepts_code(form.get("code", "").strip()):
        portal.half_signed_in.discard(token)
        return login_page(request, problem="This code is not valid. Please sign in again.", return_to=return_to)
    portal.half_signed_in.discard(token)
    return _let_in(request, return_to)


def _let_in(request: Request, return_to: str) -> Response:
    portal = portal_of(request)
    session = portal.sessions.open(portal.options.username)
    answer = RedirectResponse(return_to, status_code=302)
    answer.set_cookie(COOKIE, session.token, httponly=True, samesite="lax")
    return answer


async def sign_out(request: Request) -> Response:
    if session := session_of(request):
        portal_of(request).sessions.close(session)
    return RedirectResponse("/forms/login", status_code=302)


def _address(request: Request) -> str:
    query = f"?{request.url.query}" if request.url.query else ""
    return request.url.path + query


ROUTES = [
    Route("/forms/login", show_login, methods=["GET"]),
    Route("/forms/login", send_login, methods=["POST"]),
    Route("/forms/login/code", send_code, methods=["POST"]),
    Route("/forms/logout", sign_out, methods=["POST"]),
]
