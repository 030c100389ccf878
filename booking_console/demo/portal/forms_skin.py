"""The skin of server-rendered pages: a day grid per area, a form with drop-downs, a redirect for an answer."""

import asyncio
from datetime import date, timedelta
from typing import Any
from urllib.parse import urlencode

from starlette.requests import Request
from starlette.responses import JSONResponse, RedirectResponse, Response
from starlette.routing import Route

from booking_console.demo.portal import hours
from booking_console.demo.portal.answers import NoAnswer, captcha_page, error_page, page, too_many_requests
from booking_console.demo.portal.cancel import cancel
from booking_console.demo.portal.context import portal_of, session_of
from booking_console.demo.portal.forms_form import book_form, draft_from, problem_texts
from booking_console.demo.portal.forms_grid import rows_of
from booking_console.demo.portal.forms_login import login_page
from booking_console.demo.portal.ledger import Entry, Outcome
from booking_console.demo.portal.rooms import AREAS, room_called, rooms_of
from booking_console.demo.portal.sessions import Session
from booking_console.demo.portal.submit import Pressed, press

LATE_BY = 0.3


async def show_day(request: Request) -> Response:
    portal, session = portal_of(request), session_of(request)
    if session is None:
        return login_page(request)
    day = hours.iso_day(request.query_params.get("date", "")) or portal.today()
    area = _area_of(request)
    rooms = rooms_of(area)
    rows = rows_of(rooms, portal.ledger.live_on(day), day=day, now=portal.now(), zone=portal.zone)
    return page(
        request,
        "forms/day.html",
        session=session,
        area=area,
        areas=AREAS,
        day=day,
        heading=hours.day_in_words(day),
        before=day - timedelta(days=1),
        after=day + timedelta(days=1),
        rooms=rooms,
        rows=rows,
        title_of=_title_of,
    )


async def show_form(request: Request) -> Response:
    session = session_of(request)
    if session is None:
        return login_page(request)
    asked = request.query_params
    day = hours.iso_day(asked.get("date", "")) or portal_of(request).today()
    filled = {"room": asked.get("room", ""), "start": asked.get("start", ""), "date": f"{day:%d/%m/%Y}"}
    return book_form(request, session, area=_area_of(request), filled=filled)


async def send_form(request: Request) -> Response:
    portal, session = portal_of(request), session_of(request)
    form = {name: str(value) for name, value in (await request.form()).items()}
    draft = draft_from(form)
    is_fresh = session is not None and form.get("csrf_token") == session.csrf
    pressed = await press(portal, draft, session=session, form_is_fresh=is_fresh)
    if answer := answer_without_form(request, pressed):
        return answer
    area = draft.room.area if draft.room else _number(form.get("area", "1"))
    if pressed.outcome in (Outcome.BOOKED, Outcome.PHANTOM_SUCCESS):
        return to_day(area, draft.day or portal.today())
    if session is None:
        return login_page(request)
    return book_form(request, session, area=area, filled=form, problems=problem_texts(portal, pressed))


def answer_without_form(request: Request, pressed: Pressed) -> Response | None:
    match pressed.outcome:
        case Outcome.DROPPED | Outcome.BOOKED_UNANSWERED:
            return NoAnswer()
        case Outcome.RATE_LIMITED:
            return too_many_requests()
        case Outcome.ERROR_500:
            return error_page(request)
        case Outcome.CAPTCHA:
            return captcha_page(request)
        case Outcome.SIGNED_OUT | Outcome.SESSION_LOST:
            return login_page(request)
    return None


async def list_ends(request: Request) -> Response:
    if session_of(request) is None:
        return login_page(request)
    start = hours.seconds_of(request.query_params.get("start", ""))
    ends = hours.ends_after(hours.OPENS if start is None else start)
    first = ends.start - hours.SLOT
    await asyncio.sleep(LATE_BY)
    return JSONResponse([[end, f"{hours.clock(end)} ({(end - first) // 60} min)"] for end in ends])


async def show_booking(request: Request) -> Response:
    session, entry = session_of(request), entry_of(request)
    if session is None:
        return login_page(request)
    return details(request, session, entry)


async def confirm_cancel(request: Request) -> Response:
    session, entry = session_of(request), entry_of(request)
    if session is None:
        return login_page(request)
    if entry is None or (problem := _cancel_problem(session, entry)):
        return details(request, session, entry, problem=problem if entry else "")
    return page(request, "forms/cancel.html", session=session, entry=entry, room=room_called(entry.room))


async def cancel_booking(request: Request) -> Response:
    portal, session, entry = portal_of(request), session_of(request), entry_of(request)
    form = await request.form()
    if session is None:
        return login_page(request)
    if form.get("csrf_token") != session.csrf:
        return details(request, session, entry, problem="This form has expired. Please send it again.")
    if entry is None or (problem := _cancel_problem(session, entry)):
        return details(request, session, entry, problem=problem if entry else "")
    if not cancel(portal, entry, session):
        return NoAnswer()
    room = room_called(entry.room)
    return to_day(room.area if room else 1, entry.start.date())


def details(request: Request, session: Session, entry: Entry | None, *, problem: str = "") -> Response:
    room = room_called(entry.room) if entry else None
    words: dict[str, Any] = {"session": session, "entry": entry, "problem": problem}
    status = 200 if entry else 404
    return page(request, "forms/booking.html", status=status, room=room, **words)


def _cancel_problem(session: Session, entry: Entry) -> str:
    if entry.owner != session.user:
        return "You can cancel your own bookings only."
    if entry.cancelled_at:
        return "This booking has already been cancelled."
    return ""


def entry_of(request: Request) -> Entry | None:
    return portal_of(request).ledger.find(request.path_params["booking"])


def _title_of(entry: Entry, session: Session) -> str:
    words = f"{entry.start:%H:%M}-{entry.end:%H:%M} {entry.type}"
    return f"{words} ref: {entry.reference}" if entry.reference and entry.owner == session.user else words


def to_day(area: int, day: date) -> Response:
    return RedirectResponse(f"/forms/day?{urlencode({'area': area, 'date': day.isoformat()})}", status_code=302)


def _area_of(request: Request) -> int:
    return _number(request.query_params.get("area", "1"))


def _number(text: str) -> int:
    return int(text) if text.isdecimal() and int(text) in AREAS else 1


ROUTES = [
    Route("/forms", lambda _: RedirectResponse("/forms/day", status_code=302)),
    Route("/forms/day", show_day),
    Route("/forms/book", show_form, methods=["GET"]),
    Route("/forms/book", send_form, methods=["POST"]),
    Route("/forms/ends", list_ends),
    Route("/forms/booking/{booking}", show_booking),
    Route("/forms/booking/{booking}/cancel", confirm_cancel, methods=["GET"]),
    Route("/forms/booking/{booking}/cancel", cancel_booking, methods=["POST"]),
]
