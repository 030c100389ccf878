"""The skin of one page that shows the free rooms as cards. Its data is asked for by queries to a single address, each with a token.

A refusal comes as an error inside an answer of status 200; when the session is lost the answer is bare and the page spins for ever.
The page never shows the reference: only the data has it.
"""

from typing import Any

from starlette.requests import Request
from starlette.responses import JSONResponse, RedirectResponse, Response
from starlette.routing import Route

from booking_console.demo.portal import hours
from booking_console.demo.portal.answers import NoAnswer, page
from booking_console.demo.portal.cancel import cancel
from booking_console.demo.portal.context import Portal, portal_of, session_of
from booking_console.demo.portal.ledger import Entry, Outcome
from booking_console.demo.portal.rooms import APP_TYPES, ROOMS, Room
from booking_console.demo.portal.sessions import COOKIE, Session
from booking_console.demo.portal.skin_parts import LOST, MADE, draft_of, fields_of, mishap, room_by
from booking_console.demo.portal.submit import press

TOKEN = "hp_token"
CODES = {
    Outcome.ROOM_CONFLICT: ("ROOM_BUSY", "This room has just gone. Choose another one."),
    Outcome.PAST: ("NOT_OPEN", "That time is over."),
    Outcome.OUT_OF_RANGE: ("NOT_OPEN", "That day is too far ahead."),
    Outcome.CLOSED: ("NOT_OPEN", "The house is closed then."),
}


async def show(request: Request) -> Response:
    return page(request, "cards/page.html", today=portal_of(request).today(), services=APP_TYPES)


async def sign_in(request: Request) -> Response:
    words = await _words(request)
    session = portal_of(request).sign_in(str(words.get("user", "")), str(words.get("word", "")))
    if session is None:
        return _error("BAD_LOGIN", "That is not right.")
    answer = JSONResponse({"data": {"user": session.user}})
    answer.set_cookie(COOKIE, session.token, httponly=True, samesite="lax")
    answer.set_cookie(TOKEN, session.csrf, samesite="lax")
    return answer


async def query(request: Request) -> Response:
    """One address for everything, told apart by the name of the query."""
    portal, session = portal_of(request), session_of(request)
    words = await _words(request)
    asked, given = str(words.get("query", "")), words.get("variables") or {}
    if "mutation Book" in asked:
        return await _book(request, session, given)
    if session is None or request.headers.get("x-token") != session.csrf:
        return Response(status_code=401)
    if "mutation Cancel" in asked:
        return _cancel(portal, session, str(given.get("number", "")))
    if "FreeRooms" in asked:
        return JSONResponse({"data": {"free": [_card(room) for room in _free(portal, given)]}})
    if "Bookings" in asked:
        day = hours.iso_day(str(given.get("day", ""))) or portal.today()
        return JSONResponse({"data": {"bookings": [_node(entry, session) for entry in portal.ledger.live_on(day)]}})
    if "Setup" in asked:
        return JSONResponse({"data": {"user": session.user, **_fields(portal)}})
    return _error("UNKNOWN_QUERY", "Pardon?")


async def _book(request: Request, session: Session | None, given: dict[str, Any]) -> Response:
    words = {name: str(value or "").strip() for name, value in given.items()}
    draft = draft_of(
        words,
        room=room_by("app_id", words.get("room", "")),
        kind=APP_TYPES.get(words.get("service", "")),
        day=hours.iso_day(words.get("day", "")),
        start=hours.seconds_of(words.get("from", "")),
        end=hours.seconds_of(words.get("to", "")),
    )
    is_fresh = session is not None and request.headers.get("x-token") == session.csrf
    pressed = await press(portal_of(request), draft, session=session, form_is_fresh=is_fresh)
    if answer := mishap(request, pressed):
        return answer
    if pressed.outcome in LOST:
        return Response(status_code=401)
    if pressed.outcome in MADE:
        return JSONResponse({"data": {"book": {"number": pressed.booking}}})
    return _error(*CODES.get(pressed.outcome, ("BAD_INPUT", "Please fill in everything.")))


def _cancel(portal: Portal, session: Session, number: str) -> Response:
    entry = portal.ledger.find(number)
    if entry is None or entry.owner != session.user or entry.cancelled_at:
        return _error("NOT_YOURS", "This cannot be cancelled.")
    return JSONResponse({"data": {"cancel": number}}) if cancel(portal, entry, session) else NoAnswer()


def _free(portal: Portal, given: dict[str, Any]) -> list[Room]:
    day = hours.iso_day(str(given.get("day", "")))
    start, end = hours.seconds_of(str(given.get("from", ""))), hours.seconds_of(str(given.get("to", "")))
    if day is None or start is None or end is None or end <= start:
        return []
    first, last = hours.moment(day, start, portal.zone), hours.moment(day, end, portal.zone)
    taken = {entry.room for entry in portal.ledger.live_on(day) if entry.start < last and entry.end > first}
    return [room for room in ROOMS if room.name not in taken]


def _card(room: Room) -> dict[str, str]:
    name, _, wing = room.app_label.partition(" · ")
    return {"id": room.app_id, "name": name, "wing": wing}


def _node(entry: Entry, session: Session) -> dict[str, Any]:
    room = room_by("name", entry.room)
    is_mine = entry.owner == session.user
    return {
        "number": entry.id,
        "room": _card(room) if room else None,
        "startsAt": entry.start.isoformat(),
        "endsAt": entry.end.isoformat(),
        "guest": entry.guest if is_mine else "Somebody else",
        "mine": is_mine,
    }


def _fields(portal: Portal) -> dict[str, object]:
    fields = fields_of(portal, "Guest")
    return {"guestField": fields["guest_field"], "asksCostCentre": fields["asks_cost_centre"]}


async def _words(request: Request) -> dict[str, Any]:
    try:
        words = await request.json()
    except ValueError:
        return {}
    return words if isinstance(words, dict) else {}


def _error(code: str, message: str) -> JSONResponse:
    return JSONResponse({"data": None, "errors": [{"message": message, "extensions": {"code": code}}]})


ROUTES = [
    Route("/cards", show),
    Route("/cards/", lambda _: RedirectResponse("/cards", status_code=302)),
    Route("/cards/enter", sign_in, methods=["POST"]),
    Route("/cards/query", query, methods=["POST"]),
]
