"""The skin of one JavaScript page: everything is asked for and answered in JSON, success and refusal alike with status 200."""

import asyncio
from datetime import date
from typing import Any

from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route

from booking_console.demo.portal import hours
from booking_console.demo.portal.answers import NoAnswer, captcha_page, page, too_many_requests
from booking_console.demo.portal.cancel import cancel
from booking_console.demo.portal.context import Portal, portal_of, session_of
from booking_console.demo.portal.faults import Fault
from booking_console.demo.portal.ledger import Entry, Outcome
from booking_console.demo.portal.rooms import APP_TYPES, ROOMS, room_called
from booking_console.demo.portal.sessions import COOKIE
from booking_console.demo.portal.submit import FIELDS, Draft, Pressed, press

LATE_BY = 0.7
LABELS = {"room": "Room", "type": "Type", "date": "Date", "start": "From", "end": "To", "guest": "Guest"}
CODES = {
    Outcome.ROOM_CONFLICT: "room_conflict",
    Outcome.VALIDATION: "validation",
    Outcome.PAST: "past",
    Outcome.OUT_OF_RANGE: "out_of_range",
    Outcome.CLOSED: "closed",
}
TEXTS = {
    Outcome.PAST: "This time has passed already.",
    Outcome.OUT_OF_RANGE: f"Rooms can be reserved up to {hours.HORIZON.days} days ahead.",
    Outcome.CLOSED: f"Rooms are open from {hours.clock(hours.OPENS)} to {hours.clock(hours.CLOSES)}.",
}


async def show_shell(request: Request) -> Response:
    return page(request, "app/shell.html")


async def show_session(request: Request) -> Response:
    session = session_of(request)
    return _good(user=session.user) if session else _signed_out()


async def sign_in(request: Request) -> Response:
    words = await _body(request)
    session = portal_of(request).sign_in(str(words.get("username", "")), str(words.get("password", "")))
    if session is None:
        return _bad("login_refused", "User name or password not accepted.")
    answer = _good(user=session.user)
    answer.set_cookie(COOKIE, session.token, httponly=True, samesite="lax")
    return answer


async def sign_out(request: Request) -> Response:
    if session := session_of(request):
        portal_of(request).sessions.close(session)
    return _good()


async def show_setup(request: Request) -> Response:
    portal = portal_of(request)
    if session_of(request) is None:
        return _signed_out()
    renamed = portal.faults.strikes(Fault.RENAMED_LABEL)
    guest = {"name": "client_name", "label": "Client name"} if renamed else {"name": "guest", "label": "Guest"}
    more = [{"name": "cost_centre", "label": "Cost centre"}] if portal.faults.is_on(Fault.ADDED_REQUIRED_FIELD) else []
    return _good(
        rooms=[{"id": room.app_id, "label": room.app_label} for room in ROOMS],
        types=[{"id": key, "label": label} for key, label in APP_TYPES.items()],
        slots=[hours.clock(seconds) for seconds in hours.starts()],
        today=portal.today().isoformat(),
        last_day=(portal.today() + hours.HORIZON).isoformat(),
        zone=portal.zone.key,
        fields=[guest, *more],
    )


async def show_availability(request: Request) -> Response:
    portal, session = portal_of(request), session_of(request)
    if session is None:
        return _signed_out()
    day = _day_of(request, portal)
    await asyncio.sleep(LATE_BY)
    busy = [_busy(entry, mine=entry.owner == session.user) for entry in portal.ledger.live_on(day)]
    return _good(date=day.isoformat(), zone=portal.zone.key, busy=busy)


async def list_bookings(request: Request) -> Response:
    portal, session = portal_of(request), session_of(request)
    if session is None:
        return _signed_out()
    entries = portal.ledger.live_on(_day_of(request, portal))
    return _good(bookings=[_listed(entry) for entry in entries if entry.owner == session.user])


async def send_booking(request: Request) -> Response:
    portal, session = portal_of(request), session_of(request)
    words = await _body(request)
    pressed = await press(portal, _draft_from(words), session=session, form_is_fresh=True)
    match pressed.outcome:
        case Outcome.BOOKED | Outcome.PHANTOM_SUCCESS:
            return _good(reference=pressed.booking)
        case Outcome.DROPPED | Outcome.BOOKED_UNANSWERED:
            return NoAnswer()
        case Outcome.RATE_LIMITED:
            return too_many_requests()
        case Outcome.CAPTCHA:
            return captcha_page(request)
        case Outcome.ERROR_500:
            return JSONResponse({"ok": False}, status_code=500)
        case Outcome.SIGNED_OUT | Outcome.SESSION_LOST:
            return _signed_out()
    return _refused(pressed, str(words.get("room", "")))


async def cancel_booking(request: Request) -> Response:
    portal, session = portal_of(request), session_of(request)
    if session is None:
        return _signed_out()
    entry = portal.ledger.find(request.path_params["booking"])
    if entry is None:
        return _bad("not_found", "There is no such booking.")
    if entry.owner != session.user:
        return _bad("not_yours", "You can cancel your own bookings only.")
    if entry.cancelled_at:
        return _bad("already_cancelled", "This booking has already been cancelled.")
    return _good() if cancel(portal, entry, session) else NoAnswer()


def _draft_from(words: dict[str, Any]) -> Draft:
    values = {name: str(words.get(name) or "").strip() for name in FIELDS}
    values["guest"] = values["guest"] or str(words.get("client_name") or "").strip()
    return Draft(
        room=next((room for room in ROOMS if room.app_id == values["room"]), None),
        type=APP_TYPES.get(values["type"]),
        day=hours.iso_day(values["date"]),
        start=_clock_time(values["start"]),
        end=_clock_time(values["end"]),
        guest=values["guest"],
        reference="",
        cost_centre=str(words.get("cost_centre") or "").strip(),
        blank=frozenset(name for name, value in values.items() if not value),
    )


def _clock_time(text: str) -> int | None:
    return hours.seconds_of(text) if ":" in text else None


def _refused(pressed: Pressed, room_id: str) -> Response:
    code = CODES.get(pressed.outcome, "validation")
    if pressed.outcome is Outcome.ROOM_CONFLICT:
        room = room_called(room_id)
        name = room.app_label.partition(" · ")[0] if room else "The room"
        return _bad(code, f"{name} is no longer free at this time.")
    if pressed.outcome is not Outcome.VALIDATION:
        return _bad(code, TEXTS[pressed.outcome])
    labels = LABELS | {"cost_centre": "Cost centre"}
    if pressed.blank:
        return _bad(code, f"{labels[pressed.blank[0]]} is required.", field=pressed.blank[0])
    return _bad(code, f"{labels[pressed.wrong[0]]} cannot be used.", field=pressed.wrong[0])


def _busy(entry: Entry, *, mine: bool) -> dict[str, Any]:
    room = room_called(entry.room)
    return {
        "room": room.app_id if room else "",
        "from": int(entry.start.timestamp()),
        "to": int(entry.end.timestamp()),
        "mine": mine,
    }


def _listed(entry: Entry) -> dict[str, Any]:
    room = room_called(entry.room)
    return {
        "reference": entry.id,
        "room": room.app_id if room else "",
        "room_label": room.app_label if room else entry.room,
        "type": entry.type,
        "date": entry.start.date().isoformat(),
        "start": f"{entry.start:%H:%M}",
        "end": f"{entry.end:%H:%M}",
        "guest": entry.guest,
        "status": "confirmed",
    }


async def _body(request: Request) -> dict[str, Any]:
    try:
        words = await request.json()
    except ValueError:
        return {}
    return words if isinstance(words, dict) else {}


def _day_of(request: Request, portal: Portal) -> date:
    return hours.iso_day(request.query_params.get("date", "")) or portal.today()


def _good(**words: Any) -> JSONResponse:
    return JSONResponse({"ok": True} | words, headers={"Cache-Control": "no-store"})


def _bad(code: str, message: str, **more: str) -> JSONResponse:
    return JSONResponse({"ok": False, "error": {"code": code, "message": message} | more})


def _signed_out() -> JSONResponse:
    error = {"code": "signed_out", "message": "Please sign in again."}
    return JSONResponse({"ok": False, "error": error}, status_code=401)


ROUTES = [
    Route("/app", show_shell),
    Route("/app/api/session", show_session),
    Route("/app/api/login", sign_in, methods=["POST"]),
    Route("/app/api/logout", sign_out, methods=["POST"]),
    Route("/app/api/setup", show_setup),
    Route("/app/api/availability", show_availability),
    Route("/app/api/bookings", list_bookings, methods=["GET"]),
    Route("/app/api/bookings", send_booking, methods=["POST"]),
    Route("/app/api/bookings/{booking}/cancel", cancel_booking, methods=["POST"]),
]
