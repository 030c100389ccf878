"""The skin of requests, in German: what is sent is an Anfrage that somebody approves a few seconds later, and only then a booking.

The day is a table with the rooms in its rows; a request shows in it from the start, hatched. A lost session leads to the sign-in with
status 200 at the address of the form.
"""

from collections.abc import Iterator
from datetime import date, timedelta
from urllib.parse import urlencode

from starlette.requests import Request
from starlette.responses import RedirectResponse, Response
from starlette.routing import Route

from booking_console.demo.portal import hours
from booking_console.demo.portal.answers import NoAnswer, page
from booking_console.demo.portal.cancel import cancel
from booking_console.demo.portal.context import Portal, portal_of, session_of
from booking_console.demo.portal.faults import Fault
from booking_console.demo.portal.ledger import FOREIGN, Entry, Outcome
from booking_console.demo.portal.rooms import FORMS_TYPES, ROOMS, Room
from booking_console.demo.portal.sessions import Session
from booking_console.demo.portal.skin_login import LoginPage
from booking_console.demo.portal.skin_parts import LOST, MADE, draft_of, fields_of, mishap, room_by, words_of
from booking_console.demo.portal.submit import press

THINKS = timedelta(seconds=3)
DAYS = ("Montag", "Dienstag", "Mittwoch", "Donnerstag", "Freitag", "Samstag", "Sonntag")
MONTHS = (
    *("Januar", "Februar", "März", "April", "Mai", "Juni"),
    *("Juli", "August", "September", "Oktober", "November", "Dezember"),
)
TYPES = dict(zip(FORMS_TYPES, ("Beratung", "Behandlung"), strict=True))
LOGIN = LoginPage("/approval", "/approval/tag", "approval/login.html", "Anmeldung fehlgeschlagen.")
REFUSALS = {
    Outcome.ROOM_CONFLICT: "Der Raum ist zu dieser Zeit bereits vergeben.",
    Outcome.PAST: "Der Zeitpunkt liegt in der Vergangenheit.",
    Outcome.OUT_OF_RANGE: "Anfragen sind höchstens 400 Tage im Voraus möglich.",
    Outcome.CLOSED: "Außerhalb der Öffnungszeiten.",
    Outcome.STALE_FORM: "Das Formular ist abgelaufen.",
}


def in_words(day: date) -> str:
    return f"{DAYS[day.weekday()]}, {day.day}. {MONTHS[day.month - 1]} {day.year}"


def awaits_approval(portal: Portal, entry: Entry) -> bool:
    """Somebody approves whatever is asked for, after a moment; what others hold was approved long ago."""
    if entry.owner == FOREIGN:
        return False
    return portal.faults.is_on(Fault.NO_APPROVAL) or portal.now() - entry.created_at < THINKS


async def show_day(request: Request, session: Session) -> Response:
    portal = portal_of(request)
    day = hours.iso_day(request.query_params.get("datum", "")) or portal.today()
    live = portal.ledger.live_on(day)
    rows = [(room, list(_cells(portal, live, room, day))) for room in ROOMS]
    heads = [(seconds, hours.clock(seconds)) for seconds in hours.starts()]
    return page(request, "approval/day.html", session=session, day=day, heading=in_words(day), heads=heads, rows=rows)


def _cells(portal: Portal, live: tuple[Entry, ...], room: Room, day: date) -> Iterator[dict[str, object]]:
    """A booking spans its quarters of an hour; two of them in one place stand in one cell."""
    mine = [entry for entry in live if entry.room == room.name]
    reached = hours.OPENS
    while reached < hours.CLOSES:
        here = [entry for entry in mine if _start(portal, entry) <= reached < _end(portal, entry)]
        until = max((min(_end(portal, entry), hours.CLOSES) for entry in here), default=reached + hours.SLOT)
        width = -(-(until - reached) // hours.SLOT)
        kind = "frei" if hours.moment(day, reached, portal.zone) > portal.now() else "vorbei"
        if here:
            kind = "angefragt" if all(awaits_approval(portal, entry) for entry in here) else "belegt"
        yield {"kind": kind, "width": width, "entries": here, "pending": [awaits_approval(portal, e) for e in here]}
        reached += width * hours.SLOT


def _start(portal: Portal, entry: Entry) -> int:
    return hours.since_midnight(entry.start, portal.zone)


def _end(portal: Portal, entry: Entry) -> int:
    return hours.since_midnight(entry.end, portal.zone)


async def show_form(request: Request, session: Session) -> Response:
    asked = request.query_params
    return _form(request, session, {"raum": asked.get("raum", ""), "datum": asked.get("datum", "")})


def _form(request: Request, session: Session, filled: dict[str, str], problem: str = "") -> Response:
    return page(
        request,
        "approval/form.html",
        session=session,
        filled=filled,
        rooms=ROOMS,
        types=TYPES,
        clocks=[f"{hours.clock(seconds)}:00" for seconds in (*hours.starts(), hours.CLOSES)],
        problem=problem,
        **fields_of(portal_of(request), "Gast"),
    )


async def send_form(request: Request) -> Response:
    portal, session = portal_of(request), session_of(request)
    form = await words_of(request)
    draft = draft_of(
        form,
        room=room_by("forms_id", form.get("raum", "")),
        kind=FORMS_TYPES.get(form.get("art", "")),
        day=hours.typed_day(form.get("datum", "").replace(".", "/")),
        start=hours.seconds_of(form.get("von", "")),
        end=hours.seconds_of(form.get("bis", "")),
    )
    is_fresh = session is not None and form.get("token") == session.csrf
    pressed = await press(portal, draft, session=session, form_is_fresh=is_fresh)
    if answer := mishap(request, pressed):
        return answer
    if pressed.outcome in LOST or session is None:
        return await LOGIN.show(request)
    if pressed.outcome in MADE:
        return page(request, "approval/asked.html", session=session, number=pressed.booking)
    return _form(request, session, form, REFUSALS.get(pressed.outcome, "Bitte alle Felder ausfüllen."))


async def show_request(request: Request, session: Session) -> Response:
    portal = portal_of(request)
    entry = portal.ledger.find(request.path_params["booking"])
    if entry is None or entry.owner != session.user or entry.cancelled_at:
        return page(request, "approval/request.html", session=session, entry=None, status=404)
    if request.method == "GET":
        heading = in_words(entry.start.date())
        return page(request, "approval/request.html", session=session, entry=entry, heading=heading)
    if not cancel(portal, entry, session):
        return NoAnswer()
    return RedirectResponse(f"/approval/tag?{urlencode({'datum': entry.start.date().isoformat()})}", status_code=303)


ROUTES = [
    *LOGIN.routes,
    Route("/approval", lambda _: RedirectResponse(LOGIN.home, status_code=302)),
    Route("/approval/tag", LOGIN.guarded(show_day)),
    Route("/approval/request", LOGIN.guarded(show_form), methods=["GET"]),
    Route("/approval/request", send_form, methods=["POST"]),
    Route("/approval/vorgang/{booking}", LOGIN.guarded(show_request), methods=["GET", "POST"]),
]
