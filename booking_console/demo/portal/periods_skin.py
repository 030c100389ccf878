"""The skin of fixed periods: a table in which every free period of a room is a link, and a reservation fills several of them.

Its clock knows no AM and PM, a reservation is asked back by confirm(), "not available" comes with status 500, a lost session ends
at an address that is not there, and success is only the table again.
"""

from datetime import date, timedelta
from urllib.parse import urlencode

from starlette.requests import Request
from starlette.responses import RedirectResponse, Response
from starlette.routing import Route

from booking_console.demo.portal import hours
from booking_console.demo.portal.answers import NoAnswer, page
from booking_console.demo.portal.cancel import cancel
from booking_console.demo.portal.context import Portal, portal_of, session_of
from booking_console.demo.portal.ledger import Entry, Outcome
from booking_console.demo.portal.rooms import AREAS, FORMS_TYPES, Room, rooms_of
from booking_console.demo.portal.sessions import Session
from booking_console.demo.portal.skin_login import LoginPage
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

PERIODS = {seconds: str(seconds // hours.SLOT) for seconds in hours.starts()}
LABELS = {
    seconds: f"{twelve_hours(seconds, half=False)} - {twelve_hours(seconds + hours.SLOT, half=False)}"
    for seconds in PERIODS
}
LOGIN = LoginPage("/periods", "/periods/day?wing=1", "periods/login.html", "We could not sign you in.")
REFUSALS = {
    Outcome.ROOM_CONFLICT: "The selected period is not available.",
    Outcome.PAST: "Reservations cannot be made for the past.",
    Outcome.OUT_OF_RANGE: "Reservations can be made 400 days ahead at most.",
    Outcome.CLOSED: "There is no such period.",
}


async def show_day(request: Request, session: Session) -> Response:
    portal = portal_of(request)
    day = hours.iso_day(request.query_params.get("sd", "")) or portal.today()
    wing = int(request.query_params.get("wing", "1") == "2") + 1
    rooms, live = rooms_of(wing), portal.ledger.live_on(day)
    rows = [
        (PERIODS[seconds], LABELS[seconds], [_cell(portal, live, room, day, seconds) for room in rooms])
        for seconds in PERIODS
    ]
    return page(
        request,
        "periods/day.html",
        session=session,
        day=day,
        wing=wing,
        wings=AREAS,
        rooms=rooms,
        rows=rows,
        before=day - timedelta(days=1),
        after=day + timedelta(days=1),
    )


def _cell(portal: Portal, live: tuple[Entry, ...], room: Room, day: date, seconds: int) -> dict[str, object]:
    start = hours.moment(day, seconds, portal.zone)
    until = start + timedelta(seconds=hours.SLOT)
    taken = [entry for entry in live if entry.room == room.name and entry.start < until and entry.end > start]
    link = urlencode({"rid": room.forms_id, "sd": day.isoformat(), "pid": PERIODS[seconds]})
    return {"entries": taken, "link": link, "is_past": start <= portal.now()}


async def show_form(request: Request, session: Session) -> Response:
    asked = request.query_params
    return _form(request, session, dict(asked))


def _form(request: Request, session: Session, filled: dict[str, str]) -> Response:
    portal, room = portal_of(request), room_by("forms_id", filled.get("rid", ""))
    day = hours.iso_day(filled.get("sd", "")) or portal.today()
    return page(
        request,
        "periods/reserve.html",
        session=session,
        room=room,
        day=day,
        first=filled.get("pid", ""),
        periods=[(PERIODS[seconds], LABELS[seconds]) for seconds in PERIODS],
        types=FORMS_TYPES,
        **fields_of(portal, "Guest"),
    )


async def send_form(request: Request) -> Response:
    portal, session = portal_of(request), session_of(request)
    form = await words_of(request)
    starts = {number: seconds for seconds, number in PERIODS.items()}
    last = starts.get(form.get("last", ""))
    draft = draft_of(
        form,
        room=room_by("forms_id", form.get("rid", "")),
        kind=FORMS_TYPES.get(form.get("kind", "")),
        day=hours.iso_day(form.get("sd", "")),
        start=starts.get(form.get("first", "")),
        end=None if last is None else last + hours.SLOT,
    )
    is_fresh = session is not None and form.get("token") == session.csrf
    pressed = await press(portal, draft, session=session, form_is_fresh=is_fresh)
    if answer := mishap(request, pressed):
        return answer
    if pressed.outcome in LOST or session is None:
        return RedirectResponse("/periods/expired", status_code=302)
    if pressed.outcome in MADE:
        return _to_day(draft.room.area if draft.room else 1, draft.day)
    text = REFUSALS.get(pressed.outcome, "Please fill in everything.")
    return page(request, "periods/refused.html", status=500, session=session, text=text)


async def show_reservation(request: Request, session: Session) -> Response:
    entry = portal_of(request).ledger.find(request.path_params["booking"])
    return page(request, "periods/reservation.html", session=session, entry=entry, status=200 if entry else 404)


async def delete(request: Request, session: Session) -> Response:
    portal, form = portal_of(request), await words_of(request)
    entry = portal.ledger.find(request.path_params["booking"])
    if entry is None or entry.owner != session.user or form.get("token") != session.csrf or entry.cancelled_at:
        return page(request, "periods/refused.html", status=500, session=session, text="This cannot be deleted.")
    if not cancel(portal, entry, session):
        return NoAnswer()
    room = room_by("name", entry.room)
    return _to_day(room.area if room else 1, entry.start.date())


def _to_day(wing: int, day: date | None) -> Response:
    query = urlencode({"wing": wing, "sd": day.isoformat() if day else ""})
    return RedirectResponse(f"/periods/day?{query}", status_code=303)


ROUTES = [
    *LOGIN.routes,
    Route("/periods", lambda _: RedirectResponse(LOGIN.home, status_code=302)),
    Route("/periods/day", LOGIN.guarded(show_day)),
    Route("/periods/reserve", LOGIN.guarded(show_form), methods=["GET"]),
    Route("/periods/reserve", send_form, methods=["POST"]),
    Route("/periods/reservation/{booking}", LOGIN.guarded(show_reservation)),
    Route("/periods/reservation/{booking}/delete", LOGIN.guarded(delete), methods=["POST"]),
]
