"""What tests may ask and do behind the portal's back. No sign-in: the program is for demos and tests."""

from datetime import datetime
from typing import Any

from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route

from booking_console.demo.portal.context import Portal, portal_of
from booking_console.demo.portal.faults import UnknownSetting, setting_from
from booking_console.demo.portal.ledger import FOREIGN, Entry, RoomTaken, Wanted
from booking_console.demo.portal.rooms import room_called, type_called


class Malformed(ValueError):
    """A foreign booking that cannot be understood."""


async def show_ledger(request: Request) -> Response:
    ledger = portal_of(request).ledger
    bookings = [_shown(entry) for entry in ledger.entries()]
    return JSONResponse({"bookings": bookings, "submits": ledger.submits()})


async def add_foreign_booking(request: Request) -> Response:
    portal = portal_of(request)
    try:
        booking = portal.ledger.add(wanted_from(portal, await request.json()), owner=FOREIGN, now=portal.now())
    except RoomTaken:
        return JSONResponse({"error": "room-conflict"}, status_code=409)
    except ValueError as error:
        return JSONResponse({"error": str(error)}, status_code=400)
    return JSONResponse({"id": booking}, status_code=201)


async def show_faults(request: Request) -> Response:
    return JSONResponse({"faults": portal_of(request).faults.shown()})


async def switch_fault_on(request: Request) -> Response:
    faults = portal_of(request).faults
    try:
        words = await request.json()
        room = room_called(words.get("room") or "")
        faults.switch_on(setting_from(words | ({"room": room.name} if room else {})))
    except (UnknownSetting, ValueError, AttributeError) as error:
        return JSONResponse({"error": str(error)}, status_code=400)
    return JSONResponse({"faults": faults.shown()})


async def switch_faults_off(request: Request) -> Response:
    faults = portal_of(request).faults
    faults.clear()
    portal_of(request).silence.until.clear()
    return JSONResponse({"faults": faults.shown()})


def wanted_from(portal: Portal, words: dict[str, Any]) -> Wanted:
    """Read a foreign booking; a time without an offset is meant in the portal's zone."""
    try:
        room, kind = room_called(words["room"]), type_called(words.get("type", "Consultation"))
        start, end = _moment(portal, words["start"]), _moment(portal, words["end"])
        guest = str(words.get("guest", "Reserved"))
    except (KeyError, TypeError, AttributeError) as error:
        raise Malformed("room, start and end are needed") from error
    if room is None or kind is None or end <= start:
        raise Malformed("unknown room or type, or an end before its start")
    return Wanted(room.name, kind, start, end, guest)


def _moment(portal: Portal, text: str) -> datetime:
    moment = datetime.fromisoformat(text)
    return moment if moment.tzinfo else moment.replace(tzinfo=portal.zone)


def _shown(entry: Entry) -> dict[str, Any]:
    return {
        "id": entry.id,
        "room": entry.room,
        "type": entry.type,
        "start": entry.start.isoformat(),
        "end": entry.end.isoformat(),
        "guest": entry.guest,
        "created_at": entry.created_at.isoformat(),
        "cancelled_at": entry.cancelled_at.isoformat() if entry.cancelled_at else None,
        "owner": entry.owner,
        "reference": entry.reference,
    }


ROUTES = [
    Route("/ledger", show_ledger, methods=["GET"]),
    Route("/ledger", add_foreign_booking, methods=["POST"]),
    Route("/faults", show_faults, methods=["GET"]),
    Route("/faults", switch_fault_on, methods=["POST"]),
    Route("/faults", switch_faults_off, methods=["DELETE"]),
]
