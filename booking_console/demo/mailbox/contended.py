"""Bookings for which the demo portal is prepared: rooms taken by others, a room stolen, an answer lost."""

from dataclasses import dataclass

from booking_console.demo.mailbox.by_text import labelled
from booking_console.demo.mailbox.model import (
    CONSULT_ROOMS,
    TREATMENT_ROOMS,
    Diary,
    Draft,
    Expected,
    Status,
    Visit,
)

_FOREIGN_GUEST = "Another practice"


@dataclass(frozen=True, slots=True)
class ForeignBooking:
    """Entered at the portal's ledger before the first mail is read."""

    room: str
    type: str
    start: str
    end: str
    guest: str


@dataclass(frozen=True, slots=True)
class PortalFault:
    """Switched on at the portal before the first mail is read; hits the guest's first submit only."""

    name: str
    match: str
    count: int = 1


@dataclass(frozen=True, slots=True)
class Arrangements:
    bookings: tuple[ForeignBooking, ...]
    faults: tuple[PortalFault, ...]


def drafts(diary: Diary) -> list[Draft]:
    return [
        _no_room_left(_full(diary)),
        labelled(_crowded(diary), "NG-2402", CONSULT_ROOMS[2]),
        labelled(_stolen(diary), "NG-2403", CONSULT_ROOMS[1]),
        labelled(_unanswered(diary), "NG-2404", CONSULT_ROOMS[0]),
    ]


def arranged(diary: Diary) -> Arrangements:
    full, crowded = _full(diary), _crowded(diary)
    taken = [(room, full) for room in (*CONSULT_ROOMS, *TREATMENT_ROOMS)]
    taken += [(room, crowded) for room in CONSULT_ROOMS[:2]]
    return Arrangements(
        tuple(_foreign(room, visit) for room, visit in taken),
        (
            PortalFault("room-taken", _stolen(diary).guest),
            PortalFault("drop-after-commit", _unanswered(diary).guest),
        ),
    )


def _full(diary: Diary) -> Visit:
    return diary.visit("Cecily Thorne", "Initial consultation", 8, "11:00", 30)


def _crowded(diary: Diary) -> Visit:
    return diary.visit("Magnus Oyelaran", "Initial consultation", 8, "14:00", 30)


def _stolen(diary: Diary) -> Visit:
    return diary.visit("Paloma Reyes", "Initial consultation", 9, "10:00", 30)


def _unanswered(diary: Diary) -> Visit:
    return diary.visit("Isaac Whitcombe", "Initial consultation", 9, "14:00", 30)


def _no_room_left(visit: Visit) -> Draft:
    draft = labelled(visit, "NG-2401", "")
    expected = Expected(Status.NEEDS_ATTENTION, visit.guest, None, visit.start, visit.end, "busy")
    return Draft(
        slug=draft.slug,
        style=draft.style,
        sender=draft.sender,
        subject=draft.subject,
        text=draft.text,
        expected=(expected,),
    )


def _foreign(room: str, visit: Visit) -> ForeignBooking:
    kind = "Treatment" if room in TREATMENT_ROOMS else "Consultation"
    return ForeignBooking(room, kind, visit.start.isoformat(), visit.end.isoformat(), _FOREIGN_GUEST)
