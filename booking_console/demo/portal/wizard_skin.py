"""The skin of a public wizard: nobody signs in, the date and the room are chosen on pages of their own, and a summary is confirmed.

Free rooms are asked one by one. A room that goes meanwhile is quietly replaced by another in the summary, somebody faster at the
last step leads back to the rooms, a lost session ends at a page that is not there, and the reference is in the address. Bookings
are found again by family name, three to a page.
"""

from datetime import date
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

ANYBODY = "public"
PER_PAGE = 3
_CHOSEN = ("day", "from", "until", "room", "service", "guest", "client_name", "cost_centre")


async def show_start(request: Request) -> Response:
    portal = portal_of(request)
    session = session_of(request) or portal.sessions.open(ANYBODY)
    starts = [(f"{hours.clock(seconds)}:00", twelve_hours(seconds)) for seconds in (*hours.starts(), hours.CLOSES)]
    answer = page(request, "wizard/start.html", session=session, starts=starts, today=portal.today())
    answer.set_cookie(COOKIE, session.token, httponly=True, samesite="lax")
    return answer


async def show_rooms(request: Request) -> Response:
    form, session = await words_of(request), session_of(request)
    if session is None:
        return _over()
    return _rooms(request, session, form)


def _rooms(request: Request, session: Session, form: dict[str, str], notice: str = "") -> Response:
    free = _free_rooms(portal_of(request), form)
    return page(request, "wizard/rooms.html", session=session, kept=_kept(form), rooms=free, notice=notice)


async def show_details(request: Request) -> Response:
    form, session = await words_of(request), session_of(request)
    if session is None:
        return _over()
    fields = fields_of(portal_of(request), "Guest")
    return page(request, "wizard/details.html", session=session, kept=_kept(form), services=APP_TYPES, **fields)


async def show_summary(request: Request) -> Response:
    """What is chosen, in words. A room that has gone since it was chosen is replaced by the first that is free."""
    form, session = await words_of(request), session_of(request)
    if session is None:
        return _over()
    free = _free_rooms(portal_of(request), form)
    room = next((room for room in free if room.app_id == form.get("room")), free[0] if free else None)
    if room is None:
        return _rooms(request, session, form, "No room is left at this time.")
    kept = _kept({**form, "room": room.app_id})
    day, start, end = _times(form)
    guest = form.get("guest") or form.get("client_name", "")
    words: dict[str, Any] = {"day": hours.day_in_words(day) if day else "", "guest": guest, "room": room.app_label}
    words |= {"start": twelve_hours(start or 0), "end": twelve_hours(end or 0)}
    return page(request, "wizard/summary.html", session=session, kept=kept, **words)


async def confirm(request: Request) -> Response:
    portal, session, form = portal_of(request), session_of(request), await words_of(request)
    day, start, end = _times(form)
    room = room_by("app_id", form.get("room", ""))
    draft = draft_of(form, room=room, kind=APP_TYPES.get(form.get("service", "")), day=day, start=start, end=end)
    is_fresh = session is not None and form.get("ticket") == session.csrf
    pressed = await press(portal, draft, session=session, form_is_fresh=is_fresh)
    if answer := mishap(request, pressed):
        return answer
    if pressed.outcome in LOST or session is None:
        return _over()
    if pressed.outcome in MADE:
        return RedirectResponse(f"/wizard/done/{pressed.booking}", status_code=303)
    if pressed.outcome is Outcome.ROOM_CONFLICT:
        return _rooms(request, session, form, "Somebody was faster: please choose another room.")
    return _rooms(request, session, form, "This cannot be booked. Please start again.")


def _over() -> Response:
    return RedirectResponse("/wizard/over", status_code=302)


async def show_done(request: Request) -> Response:
    return page(request, "wizard/done.html", session=session_of(request))


async def tell_free(request: Request) -> Response:
    asked, portal = request.query_params, portal_of(request)
    room = room_by("app_id", asked.get("room", ""))
    times = {"day": asked.get("date", ""), "from": asked.get("from", ""), "until": asked.get("to", "")}
    return JSONResponse({"answer": {"available": room in _free_rooms(portal, times)}})


async def tell_taken(request: Request) -> Response:
    asked, portal = request.query_params, portal_of(request)
    room, day = room_by("app_id", asked.get("room", "")), hours.iso_day(asked.get("date", ""))
    live = portal.ledger.live_on(day) if day else ()
    taken = [_taken(entry) for entry in live if room is not None and entry.room == room.name]
    return JSONResponse({"taken": taken})


def _taken(entry: Entry) -> dict[str, str]:
    return {"from": f"{entry.start:%H:%M:%S}", "to": f"{entry.end:%H:%M:%S}"}


async def find(request: Request) -> Response:
    asked, portal = request.query_params, portal_of(request)
    name, day = asked.get("name", "").casefold(), hours.iso_day(asked.get("date", ""))
    live = portal.ledger.live_on(day) if day and name else ()
    mine = [entry for entry in live if entry.owner == ANYBODY and entry.guest.casefold().split()[-1:] == [name]]
    number = int(asked.get("page", "1")) if asked.get("page", "1").isdecimal() else 1
    shown = mine[(number - 1) * PER_PAGE : number * PER_PAGE]
    rows = [(entry, room_by("name", entry.room), hours.day_in_words(entry.start.date())) for entry in shown]
    more = f"/wizard/find?name={name}&date={day}&page={number + 1}" if len(mine) > number * PER_PAGE else ""
    return page(request, "wizard/find.html", rows=rows, more=more)


async def manage(request: Request) -> Response:
    portal = portal_of(request)
    session = session_of(request) or portal.sessions.open(ANYBODY)
    entry = portal.ledger.find(request.path_params["booking"])
    form = await words_of(request) if request.method == "POST" else {}
    is_known = entry is not None and form.get("name", "").casefold() == entry.guest.split()[-1].casefold()
    if entry is not None and is_known and not entry.cancelled_at and entry.owner == ANYBODY:
        return RedirectResponse("/wizard/find", status_code=303) if cancel(portal, entry, session) else NoAnswer()
    answer = page(request, "wizard/manage.html", entry=entry, is_wrong=bool(form))
    answer.set_cookie(COOKIE, session.token, httponly=True, samesite="lax")
    return answer


def _kept(form: dict[str, str]) -> dict[str, str]:
    return {name: form[name] for name in _CHOSEN if name in form}


def _times(form: dict[str, str]) -> tuple[date | None, int | None, int | None]:
    return (
        hours.iso_day(form.get("day", "")),
        hours.seconds_of(form.get("from", "")),
        hours.seconds_of(form.get("until", "")),
    )


def _free_rooms(portal: Portal, form: dict[str, str]) -> list[Room]:
    day, start, end = _times(form)
    if day is None or start is None or end is None or end <= start:
        return []
    first, last = hours.moment(day, start, portal.zone), hours.moment(day, end, portal.zone)
    taken = {entry.room for entry in portal.ledger.live_on(day) if entry.start < last and entry.end > first}
    return [room for room in ROOMS if room.name not in taken and first > portal.now()]


ROUTES = [
    Route("/wizard", show_start),
    Route("/wizard/rooms", show_rooms, methods=["POST"]),
    Route("/wizard/details", show_details, methods=["POST"]),
    Route("/wizard/summary", show_summary, methods=["POST"]),
    Route("/wizard/confirm", confirm, methods=["POST"]),
    Route("/wizard/done/{booking}", show_done),
    Route("/wizard/free", tell_free),
    Route("/wizard/taken", tell_taken),
    Route("/wizard/find", find),
    Route("/wizard/manage/{booking}", manage, methods=["GET", "POST"]),
]
