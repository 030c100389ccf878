"""The booking form of the forms skin: how it is shown, read and refused."""

from collections.abc import Mapping
from zoneinfo import ZoneInfo

from starlette.requests import Request
from starlette.responses import Response

from booking_console.demo.portal import hours
from booking_console.demo.portal.answers import page
from booking_console.demo.portal.context import Portal, portal_of
from booking_console.demo.portal.faults import Fault
from booking_console.demo.portal.ledger import Entry, Outcome
from booking_console.demo.portal.rooms import FORMS_TYPES, ROOMS, room_called, rooms_of
from booking_console.demo.portal.sessions import Session
from booking_console.demo.portal.submit import FIELDS, Draft, Pressed

LABELS = {
    "room": "Room",
    "type": "Type",
    "date": "Date",
    "start": "Time",
    "end": "Until",
    "guest": "Guest",
    "cost_centre": "Cost centre",
}
TEXTS = {
    Outcome.ROOM_CONFLICT: "Sorry, this room is already booked at that time.",
    Outcome.PAST: "The chosen time is in the past.",
    Outcome.OUT_OF_RANGE: f"Bookings can be made up to {hours.HORIZON.days} days ahead.",
    Outcome.CLOSED: f"The rooms are open from {hours.clock(hours.OPENS)} to {hours.clock(hours.CLOSES)}.",
    Outcome.STALE_FORM: "This form has expired. Please send it again.",
    Outcome.VALIDATION: "Please check the form.",
}


def book_form(
    request: Request, session: Session, *, area: int, filled: Mapping[str, str], problems: tuple[str, ...] = ()
) -> Response:
    faults = portal_of(request).faults
    start = hours.seconds_of(filled.get("start", ""))
    return page(
        request,
        "forms/book.html",
        session=session,
        area=area,
        rooms=rooms_of(area),
        types={"C": FORMS_TYPES["C"]} if faults.is_on(Fault.LOST_CHOICE) else FORMS_TYPES,
        starts=[(seconds, hours.clock(seconds)) for seconds in hours.starts()],
        chosen_start=hours.OPENS if start is None else start,
        filled=filled,
        guest=_guest_in(filled),
        guest_field=_guest_field(renamed=bool(faults.strikes(Fault.RENAMED_LABEL))),
        asks_cost_centre=faults.is_on(Fault.ADDED_REQUIRED_FIELD),
        takes_remark=faults.is_on(Fault.ADDED_OPTIONAL_FIELD),
        problems=problems,
    )


def change_form(
    request: Request, session: Session, entry: Entry, *, filled: Mapping[str, str], problems: tuple[str, ...] = ()
) -> Response:
    """The booking as it is, or as it was sent; every room of the house is offered."""
    start = hours.seconds_of(filled.get("start", ""))
    return page(
        request,
        "forms/change.html",
        session=session,
        entry=entry,
        rooms=ROOMS,
        types=FORMS_TYPES,
        starts=[(seconds, hours.clock(seconds)) for seconds in hours.starts()],
        chosen_start=hours.OPENS if start is None else start,
        filled=filled,
        guest=_guest_in(filled),
        problems=problems,
    )


def filled_by(entry: Entry, zone: ZoneInfo) -> dict[str, str]:
    room = room_called(entry.room)
    return {
        "room": room.forms_id if room else "",
        "type": next((code for code, name in FORMS_TYPES.items() if name == entry.type), ""),
        "date": f"{entry.start:%d/%m/%Y}",
        "start": str(hours.since_midnight(entry.start, zone)),
        "guest": entry.guest,
    }


def draft_from(form: Mapping[str, str]) -> Draft:
    values = {name: form.get(name, "").strip() for name in FIELDS} | {"guest": _guest_in(form)}
    return Draft(
        room=next((room for room in ROOMS if room.forms_id == values["room"]), None),
        type=FORMS_TYPES.get(values["type"]),
        day=hours.typed_day(values["date"]),
        start=hours.seconds_of(values["start"]),
        end=hours.seconds_of(values["end"]),
        guest=values["guest"],
        reference=form.get("reference", "").strip()[:60],
        cost_centre=form.get("cost_centre", "").strip(),
        blank=frozenset(name for name, value in values.items() if not value),
    )


def problem_texts(portal: Portal, pressed: Pressed) -> tuple[str, ...]:
    labels = LABELS | ({"guest": "Client name"} if portal.faults.is_on(Fault.RENAMED_LABEL) else {})
    missing = tuple(f"{labels[name]}: this field is required." for name in pressed.blank)
    wrong = tuple(f"{labels[name]}: this value cannot be used." for name in pressed.wrong)
    return (TEXTS[pressed.outcome], *missing, *wrong)


def _guest_in(form: Mapping[str, str]) -> str:
    return (form.get("guest") or form.get("client_name") or "").strip()


def _guest_field(*, renamed: bool) -> tuple[str, str]:
    return ("client_name", "Client name") if renamed else ("guest", LABELS["guest"])
