"""What the smaller skins have in common: reading a sent form, and the answers that have nothing of a skin's own in them."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from starlette.requests import Request
from starlette.responses import Response

from booking_console.demo.portal.answers import NoAnswer, captcha_page, error_page, too_many_requests
from booking_console.demo.portal.context import Portal
from booking_console.demo.portal.faults import Fault
from booking_console.demo.portal.ledger import Outcome
from booking_console.demo.portal.rooms import ROOMS, Room
from booking_console.demo.portal.submit import FIELDS, Draft, Pressed

MADE = (Outcome.BOOKED, Outcome.PHANTOM_SUCCESS)
LOST = (Outcome.SIGNED_OUT, Outcome.SESSION_LOST)


async def words_of(request: Request) -> dict[str, str]:
    return {name: str(value).strip() for name, value in (await request.form()).items()}


def draft_of(
    form: Mapping[str, str],
    *,
    room: Room | None,
    kind: str | None,
    day: date | None,
    start: int | None,
    end: int | None,
    guest: str | None = None,
) -> Draft:
    """guest: when it stands in another text than its own field."""
    name = (form.get("guest") or form.get("client_name") or "").strip() if guest is None else guest
    given = {"room": room, "type": kind, "date": day, "start": start, "end": end, "guest": name}
    return Draft(
        room=room,
        type=kind,
        day=day,
        start=start,
        end=end,
        guest=name,
        reference="",
        cost_centre=form.get("cost_centre", "").strip(),
        blank=frozenset(field for field in FIELDS if given[field] in (None, "")),
    )


def mishap(request: Request, pressed: Pressed) -> Response | None:
    """The answer when something went wrong that has nothing to do with the booking."""
    match pressed.outcome:
        case Outcome.DROPPED | Outcome.BOOKED_UNANSWERED:
            return NoAnswer()
        case Outcome.RATE_LIMITED:
            return too_many_requests()
        case Outcome.CAPTCHA:
            return captcha_page(request)
        case Outcome.ERROR_500:
            return error_page(request)
    return None


def fields_of(portal: Portal, label: str) -> dict[str, Any]:
    """How the guest's field is called today, and whether another one has come."""
    is_renamed = bool(portal.faults.strikes(Fault.RENAMED_LABEL))
    return {
        "guest_field": ("client_name", "Client name") if is_renamed else ("guest", label),
        "asks_cost_centre": portal.faults.is_on(Fault.ADDED_REQUIRED_FIELD),
    }


def room_by(attribute: str, value: str) -> Room | None:
    return next((room for room in ROOMS if getattr(room, attribute) == value), None)


def twelve_hours(seconds: int, *, half: bool = True) -> str:
    """9:30 AM with the narrow blank that some locales put there; without AM and PM where a portal leaves them out."""
    hours, minutes = divmod(seconds // 60, 60)
    clock = f"{(hours - 1) % 12 + 1}:{minutes:02}"
    return f"{clock}\u202f{'AM' if hours < 12 else 'PM'}" if half else clock
