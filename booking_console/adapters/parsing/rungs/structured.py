"""The rung of JSON-LD and microdata: schema.org reservations and events."""

import json
from collections.abc import Iterator, Sequence
from datetime import datetime
from zoneinfo import ZoneInfo

from booking_console.adapters.parsing.lines.found import Reading, T, distinct, in_part
from booking_console.adapters.parsing.mime.microdata import SOURCE
from booking_console.adapters.parsing.names.names import person_name
from booking_console.adapters.parsing.rungs.services import type_of
from booking_console.domain.extraction import AppointmentFields, Field, Rung
from booking_console.domain.teaching import ServiceWords

_OURS = frozenset({"EventReservation", "Reservation", "MedicalAppointment", "ScheduleAction", "ReserveAction"})
_EVENTS = frozenset({"Event", "MedicalEvent", "BusinessEvent"})
_ELSEWHERE = frozenset(
    f"{what}Reservation"
    for what in ("FoodEstablishment", "Lodging", "Flight", "RentalCar", "Taxi", "Train", "Bus", "Boat")
)
_STATUSES = {
    "ReservationConfirmed": "booked",
    "Confirmed": "booked",
    "ReservationCancelled": "cancelled",
    "Cancelled": "cancelled",
    "EventCancelled": "cancelled",
    "ReservationPending": "pending",
    "Pending": "pending",
    "ReservationHold": "pending",
    "Hold": "pending",
    "EventPostponed": "pending",
}
MAX_NODES = 500


def read_structured(scripts: Sequence[str], zone: ZoneInfo, words: ServiceWords) -> list[Reading]:
    """Every reservation of the mail once; bare events only where there is no reservation."""
    reading = Reading(Rung.STRUCTURED)
    roots = [_loaded(script) for script in scripts]
    nodes = [node for root in roots for node in _nodes(root, _OURS)]
    nodes = nodes or [node for root in roots for node in _nodes(root, _EVENTS)]
    for node in nodes:
        reading.appointments.append(_appointment(node, zone, words))
        reading.statuses |= _status(node)
    reading.appointments = distinct(reading.appointments)
    return [reading] if reading.appointments else []


def books_elsewhere(scripts: Sequence[str]) -> bool:
    """A table, a flight, a hotel: the markup says itself that no patient is booked."""
    return any(True for script in scripts for _ in _nodes(_loaded(script), _ELSEWHERE))


def _loaded(script: str) -> object:
    try:
        return json.loads(script)
    except (ValueError, RecursionError):
        return None


def _nodes(root: object, types: frozenset[str]) -> Iterator[dict[str, object]]:
    """The outermost nodes of these types; what they hold belongs to them."""
    stack, seen = [root], 0
    while stack and seen < MAX_NODES:
        node = stack.pop(0)
        seen += 1
        if isinstance(node, dict):
            if _type(node) & types:
                yield node
            else:
                stack.extend(node.values())
        elif isinstance(node, list):
            stack.extend(node)


def _status(node: dict[str, object]) -> set[str]:
    event = _dict(node.get("reservationFor"))
    said = (node.get("reservationStatus"), node.get("eventStatus"), event.get("eventStatus"))
    names = [str(one).rsplit("/", 1)[-1] for one in said if one]
    return {_STATUSES[name] for name in names if name in _STATUSES}


def _type(node: dict[str, object]) -> set[str]:
    named = node.get("@type")
    return {str(one).rsplit("/", 1)[-1] for one in (named if isinstance(named, list) else [named])}


def _appointment(node: dict[str, object], zone: ZoneInfo, words: ServiceWords) -> AppointmentFields:
    event = _dict(node.get("reservationFor")) or _dict(node.get("object")) or node
    start = _moment(event.get("startDate") or node.get("startTime") or node.get("scheduledTime"), zone)
    end = _moment(event.get("endDate") or node.get("endTime"), zone)
    guest = (
        _name(node.get("underName"))
        or _name(node.get("attendee"))
        or _name(event.get("attendee"))
        or _name(node.get("patient"))
    )
    service = str(event.get("name") or "")
    kind = type_of(service, words)
    reference = node.get("reservationNumber") or node.get("reservationId") or node.get("confirmationNumber")
    part = str(node.get(SOURCE, "json-ld"))
    return AppointmentFields(
        guest=_field(guest, part),
        start=_field(start, part),
        end=_field(end, part),
        type=in_part(kind, part, service, Rung.STRUCTURED) if kind else None,
        reference=_field(str(reference)[:60] if isinstance(reference, str | int) else None, part),
        specialist=_field(_said(event.get("performer") or node.get("provider") or event.get("organizer")), part),
        guest_email=_field(_email(node.get("underName")), part),
    )


def _field(value: T | None, part: str) -> Field[T] | None:
    return in_part(value, part, str(value), Rung.STRUCTURED) if value is not None else None


def _dict(value: object) -> dict[str, object]:
    value = value[0] if isinstance(value, list) and value else value
    return value if isinstance(value, dict) else {}


def _said(value: object) -> str | None:
    name = value if isinstance(value, str) else _dict(value).get("name")
    return str(name)[:80] if name and _type(_dict(value)) & {"Person", "Physician"} else None


def _name(value: object) -> str | None:
    name = value if isinstance(value, str) else _dict(value).get("name")
    return person_name(name) if isinstance(name, str) else None


def _email(value: object) -> str | None:
    email = _dict(value).get("email")
    return email.casefold() if isinstance(email, str) and "@" in email else None


def _moment(value: object, zone: ZoneInfo) -> datetime | None:
    if not isinstance(value, str) or len(value) < 15:
        return None
    try:
        found = datetime.fromisoformat(value.replace("Z", "+00:00"))
        return found.astimezone(zone) if found.tzinfo else found.replace(tzinfo=zone)
    except (ValueError, OverflowError):
        return None
