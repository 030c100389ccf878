"""Changing a booking on the forms skin: the form of a booking that is there, with the same faults and races as a new one."""

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from booking_console.demo.portal.context import portal_of, session_of
from booking_console.demo.portal.forms_form import change_form, draft_from, filled_by, problem_texts
from booking_console.demo.portal.forms_login import login_page
from booking_console.demo.portal.forms_skin import answer_without_form, details, entry_of, to_day
from booking_console.demo.portal.ledger import Entry, Outcome
from booking_console.demo.portal.sessions import Session
from booking_console.demo.portal.submit import press


async def show_change(request: Request) -> Response:
    session, entry = session_of(request), entry_of(request)
    if session is None:
        return login_page(request)
    if entry is None or (problem := _problem(session, entry)):
        return details(request, session, entry, problem=problem if entry else "")
    return change_form(request, session, entry, filled=filled_by(entry, portal_of(request).zone))


async def send_change(request: Request) -> Response:
    portal, session, entry = portal_of(request), session_of(request), entry_of(request)
    form = {name: str(value) for name, value in (await request.form()).items()}
    if entry is None or (session is not None and (problem := _problem(session, entry))):
        return details(request, session, entry, problem=problem if entry else "") if session else login_page(request)
    is_fresh = session is not None and form.get("csrf_token") == session.csrf
    draft = draft_from(form)
    pressed = await press(portal, draft, session=session, form_is_fresh=is_fresh, changing=entry)
    if answer := answer_without_form(request, pressed):
        return answer
    if pressed.outcome in (Outcome.BOOKED, Outcome.PHANTOM_SUCCESS):
        return to_day(draft.room.area if draft.room else 1, draft.day or portal.today())
    if session is None:
        return login_page(request)
    return change_form(request, session, entry, filled=form, problems=problem_texts(portal, pressed))


def _problem(session: Session, entry: Entry) -> str:
    if entry.owner != session.user:
        return "You can change your own bookings only."
    return "This booking has been cancelled." if entry.cancelled_at else ""


ROUTES = [
    Route("/forms/booking/{booking}/change", show_change, methods=["GET"]),
    Route("/forms/booking/{booking}/change", send_change, methods=["POST"]),
]
