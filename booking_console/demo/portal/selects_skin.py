"""The skin of selects and lengths: three drop-downs for a date, how long instead of until when, a list instead of a table.

Whoever is not signed in finds the sign-in inside the page asked for. The form is sent by a script and its answer, good or bad, is a
piece of a page with status 200. The list is paged, keeps what was cancelled, and shows what others booked as private.
"""

from datetime import date
from typing import Any
from urllib.parse import urlencode

from starlette.requests import Request
from starlette.responses import JSONResponse, RedirectResponse, Response
from starlette.routing import Route

from booking_console.demo.portal import hours
from booking_console.demo.portal.answers import NoAnswer, page
from booking_console.demo.portal.cancel import cancel
from booking_console.demo.portal.context import Portal, portal_of, session_of
from booking_console.demo.portal.ledger import Entry, Outcome
from booking_console.demo.portal.rooms import AREAS, FORMS_TYPES, rooms_of
from booking_console.demo.portal.sessions import COOKIE, Session
from booking_console.demo.portal.skin_parts import (
    LOST,
    MADE,
    draft_of,
    fields_of,
    mishap,
    room_by,
    twelve_hours,
    words_of,
)
from booking_console.demo.portal.submit import press

PER_PAGE = 5
TITLE = "Visit of "
UNITS = {"m": 60, "h": 3600}
MONTHS = [f"{date(2000, month, 1):%B}" for month in range(1, 13)]
REFUSALS = {
    Outcome.ROOM_CONFLICT: "That room\u202fis not available at this time.",
    Outcome.PAST: "You cannot book the past.",
    Outcome.OUT_OF_RANGE: "That day is more than 400 days away.",
    Outcome.CLOSED: "We open at 7:00\u202fAM and close at 8:00\u202fPM.",
    Outcome.STALE_FORM: "The form was too old. Send it again.",
}


def _inline_login(request: Request, problem: str = "") -> Response:
    return page(request, "selects/login.html", problem=problem)


async def show_list(request: Request) -> Response:
    portal, session, asked = portal_of(request), session_of(request), request.query_params
    if request.method == "POST":
        return await _sign_in(request)
    if session is None:
        return _inline_login(request)
    day = hours.typed_day(asked.get("d", "").replace("-", "/")) or portal.today()
    entries = [entry for entry in portal.ledger.entries() if entry.start.astimezone(portal.zone).date() == day]
    number = max(1, int(asked.get("p", "1"))) if asked.get("p", "1").isdecimal() else 1
    shown = entries[(number - 1) * PER_PAGE : number * PER_PAGE]
    is_last = len(entries) <= number * PER_PAGE
    rows = [_row(entry, session, portal) for entry in shown]
    more: dict[str, Any] = {"day": day, "number": number, "is_last": is_last}
    return page(request, "selects/list.html", session=session, rows=rows, **more)


def _row(entry: Entry, session: Session, portal: Portal) -> dict[str, object]:
    start, end = (hours.since_midnight(moment, portal.zone) for moment in (entry.start, entry.end))
    return {
        "entry": entry,
        "room": room_by("name", entry.room),
        "time": f"{twelve_hours(start)}\u202f–\u202f{twelve_hours(end)}",
        "is_mine": entry.owner == session.user,
        "title": f"{TITLE}{entry.guest}" if entry.owner == session.user else "Private",
    }


async def _sign_in(request: Request) -> Response:
    form = await words_of(request)
    session = portal_of(request).sign_in(form.get("who", ""), form.get("pass", ""))
    if session is None:
        return _inline_login(request, "Name and password do not go together.")
    answer = RedirectResponse(f"{request.url.path}?{request.url.query}", status_code=303)
    answer.set_cookie(COOKIE, session.token, httponly=True, samesite="lax")
    return answer


async def show_form(request: Request) -> Response:
    portal, session = portal_of(request), session_of(request)
    if request.method == "POST":
        return await _sign_in(request)
    if session is None:
        return _inline_login(request)
    return page(
        request,
        "selects/form.html",
        session=session,
        wings=AREAS,
        months=MONTHS,
        today=portal.today(),
        starts=[twelve_hours(seconds) for seconds in hours.starts()],
        types=FORMS_TYPES,
        **fields_of(portal, "Title"),
    )


async def list_rooms(request: Request) -> Response:
    wing = request.query_params.get("wing", "")
    rooms = rooms_of(int(wing)) if wing.isdecimal() else ()
    return JSONResponse([[room.forms_id, f"{room.short} ({room.capacity})"] for room in rooms])


async def send_form(request: Request) -> Response:
    portal, session = portal_of(request), session_of(request)
    form = await words_of(request)
    start, length = _clock(form.get("start", "")), _length(form)
    title = form.get("guest") or form.get("client_name") or ""
    draft = draft_of(
        form,
        room=room_by("forms_id", form.get("room", "")),
        kind=FORMS_TYPES.get(form.get("kind", "")),
        day=hours.typed_day(f"{form.get('d')}/{form.get('m')}/{form.get('y')}"),
        start=start,
        end=start + length if start is not None and length else None,
        guest=title.removeprefix(TITLE),
    )
    is_fresh = session is not None and form.get("token") == session.csrf
    pressed = await press(portal, draft, session=session, form_is_fresh=is_fresh)
    if answer := mishap(request, pressed):
        return answer
    if pressed.outcome in LOST or session is None:
        return _inline_login(request)
    if pressed.outcome in MADE:
        return page(request, "selects/saved.html", number=pressed.booking)
    text = REFUSALS.get(pressed.outcome, "Something is missing.")
    return page(request, "selects/refused.html", text=text)


def _clock(text: str) -> int | None:
    return next((seconds for seconds in hours.starts() if twelve_hours(seconds) == text), None)


def _length(form: dict[str, str]) -> int | None:
    amount, unit = form.get("amount", ""), UNITS.get(form.get("unit", ""))
    return int(float(amount) * unit) if unit and amount.replace(".", "", 1).isdecimal() else None


async def cancel_booking(request: Request) -> Response:
    portal, session = portal_of(request), session_of(request)
    if session is None:
        return await _sign_in(request) if request.method == "POST" else _inline_login(request)
    entry = portal.ledger.find(request.path_params["booking"])
    is_theirs = entry is not None and entry.owner == session.user and not entry.cancelled_at
    if request.method == "GET" or entry is None or not is_theirs:
        return page(request, "selects/cancel.html", session=session, entry=entry if is_theirs else None)
    return _to_list(portal, entry) if cancel(portal, entry, session) else NoAnswer()


def _to_list(portal: Portal, entry: Entry) -> Response:
    query = urlencode({"d": f"{entry.start.astimezone(portal.zone):%d-%m-%Y}"})
    return RedirectResponse(f"/selects/list?{query}", status_code=303)


ROUTES = [
    Route("/selects", lambda _: RedirectResponse("/selects/list", status_code=302)),
    Route("/selects/list", show_list, methods=["GET", "POST"]),
    Route("/selects/new", show_form, methods=["GET", "POST"]),
    Route("/selects/rooms", list_rooms),
    Route("/selects/save", send_form, methods=["POST"]),
    Route("/selects/booking/{booking}", cancel_booking, methods=["GET", "POST"]),
]
