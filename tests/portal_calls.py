"""What the tests of a portal adapter say to it, and the evidence they keep."""

from collections.abc import Callable
from datetime import datetime, time, timedelta
from itertools import count
from typing import NamedTuple
from zoneinfo import ZoneInfo

from booking_console.adapters.portal.browser.browser import BrowserPortal
from booking_console.adapters.portal.http.http import HttpPortal
from booking_console.domain.appointment import AppointmentType
from booking_console.domain.booking import Stray
from booking_console.domain.errors import LeaseLost
from booking_console.domain.portal import (
    CancelOutcome,
    EvidenceKind,
    ReadBack,
    RoomRequest,
    SubmitResult,
    judge_read_back,
)
from booking_console.domain.rooms import Room
from booking_console.domain.slot import Slot
from booking_console.domain.stray import stray_of
from booking_console.services.ports import Portal
from tests.builders import a_booking

LONDON = ZoneInfo("Europe/London")
GUEST = "Jane Q. Example"
NAMES = [f"{kind} room {number}" for kind in ("Consult", "Treatment") for number in (1, 2, 3)]
ROOMS = [Room(number, name, "", number) for number, name in enumerate(NAMES, 1)]
_days = count(20)


class Way(NamedTuple):
    """How the portal is driven, and which skin of the demo portal it shows."""

    transport: type[BrowserPortal] | type[HttpPortal]
    skin: str


class Kept:
    """Remembers all evidence."""

    def __init__(self) -> None:
        self.items: list[tuple[EvidenceKind, str, bytes]] = []

    def keep(self, kind: EvidenceKind, caption: str, content: bytes) -> None:
        self.items.append((kind, caption, content))


def a_request() -> RoomRequest:
    """On a day of its own, so that no test meets another's booking."""
    day = datetime.now(LONDON).date() + timedelta(days=next(_days))
    start = datetime.combine(day, time(10), LONDON)
    slot = Slot(start, start + timedelta(minutes=45))
    return RoomRequest(key="K-7", room=ROOMS[4], slot=slot, guest=GUEST, type=AppointmentType.TREATMENT)


def book(portal: Portal, request: RoomRequest, kept: Kept | None = None) -> SubmitResult:
    with portal.prepare(request, evidence=kept or Kept()) as form:
        return form.submit()


def cancel(
    portal: Portal,
    request: RoomRequest,
    reference: str | None,
    *,
    before_press: Callable[[], None] = lambda: None,
) -> CancelOutcome:
    return portal.cancel(request, reference=reference, evidence=Kept(), before_press=before_press)


def lost() -> None:
    raise LeaseLost("Another worker took this over.")


def read_back(portal: Portal, request: RoomRequest) -> ReadBack:
    return judge_read_back(portal.find(request, evidence=Kept()), request)


def strayed(portal: Portal, request: RoomRequest, answer: SubmitResult) -> Stray | None:
    """Where it stands when it does not stand in its place."""
    reference = answer.reference
    shown = portal.elsewhere(request, rooms=ROOMS, reference=reference, evidence=Kept())
    assert shown.unread == frozenset()
    wanted = a_booking(1, room_id=request.room.id, slot=request.slot, portal_reference=reference)
    return stray_of(shown.entries, wanted, answer=answer.outcome)
