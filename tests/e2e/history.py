"""What happened in the practice before the tests look at it."""

from datetime import UTC, date, datetime, timedelta

from booking_console.bootstrap import Console
from booking_console.demo.stage import ZONE
from booking_console.domain.appointment import AppointmentStatus, AppointmentType
from booking_console.domain.booking import BookingStatus
from booking_console.domain.health import Health, Part, PartState
from booking_console.domain.shadow import Found, Shadow, ShadowState
from booking_console.domain.slot import Slot
from booking_console.services.records import UnitOfWork
from tests.builders import a_booking, an_appointment
from tests.e2e.house import working_day

GUESTS = ("Anna Example", "Bela Sample", "Chloe Placeholder", "Dario Muster", "Edda Fulano", "Farid Testwell")
TODAY = 3
LAST_MONTH = 60
#: In treatment room 2, next week.
AHEAD = 2


def keep_history(records: Console) -> None:
    """Last month, today and some days ahead, one question, and everything running."""
    now = datetime.now(UTC)
    with records.new_uow() as uow:
        rooms = {room.name: room.id for room in uow.rooms.all()}
        _keep_last_month(uow, sorted(rooms.values()))
        # Shortly before midnight the tests look at the next day.
        for day in sorted({now.astimezone(ZONE).date(), (now + timedelta(hours=1)).astimezone(ZONE).date()}):
            for number in range(TODAY):
                _book(uow, number, _at(day, 9 + number), sorted(rooms.values())[number])
        for number in range(AHEAD):
            _book(
                uow, number + 3, _at(working_day(6), 9 + number), rooms["Treatment room 2"], AppointmentType.TREATMENT
            )
        _ask(uow)
        _watch(uow, now)
        for part, words in ((Part.MAILBOX, "read"), (Part.PORTAL, "fine"), (Part.WORKER, "ready")):
            uow.control.set_health(Health(part, PartState.FINE, words, checked_at=now, good_at=now, since=now))


def _watch(uow: UnitOfWork, now: datetime) -> None:
    """Two visits that were tried in shadow mode once: one as the person booked it, one not."""
    for number, their_room in enumerate((1, 2)):
        slot = _at(working_day(7), 14 + number)
        visit = an_appointment(guest=GUESTS[number], slot=slot, status=AppointmentStatus.CANCELLED)
        found = Found(their_room, slot, GUESTS[number], "Consultation", f"HP-{number}")
        tried = Shadow(
            id=0,
            appointment_id=uow.appointments.add(visit),
            revision=1,
            state=ShadowState.DIFFERS if number else ShadowState.AGREES,
            room_id=1,
            slot=slot,
            guest=visit.guest,
            type=visit.type,
            is_filled=True,
            began_at=now - timedelta(days=2),
            ask_at=now,
            due_at=now,
            found=found,
            judged_at=now - timedelta(days=1),
        )
        uow.shadows.add(tried)


def first_of_last_month() -> date:
    return (datetime.now(ZONE).date().replace(day=1) - timedelta(days=1)).replace(day=1)


def _keep_last_month(uow: UnitOfWork, rooms: list[int]) -> None:
    for number in range(LAST_MONTH):
        day, turn = divmod(number, 6)
        slot = _at(first_of_last_month() + timedelta(days=day), 9 + turn)
        if number % 10:
            _book(uow, number, slot, rooms[turn])
        else:
            refused = an_appointment(guest=GUESTS[turn], slot=slot, status=AppointmentStatus.CANCELLED)
            uow.appointments.add(refused)


def _book(
    uow: UnitOfWork, number: int, slot: Slot, room_id: int, type_: AppointmentType = AppointmentType.CONSULTATION
) -> None:
    guest, came = GUESTS[number % len(GUESTS)], slot.start - timedelta(days=3)
    appointment = uow.appointments.add(
        an_appointment(guest=guest, slot=slot, type=type_, status=AppointmentStatus.BOOKED, received_at=came)
    )
    booking = a_booking(
        appointment, guest=guest, slot=slot, room_id=room_id, status=BookingStatus.CONFIRMED, created_at=came,
        confirmed_at=came, portal_reference=f"HP-{1000 + appointment}",
    )  # fmt: skip
    uow.bookings.add(booking)


def _ask(uow: UnitOfWork) -> None:
    waits = an_appointment(
        guest="Magda Example", slot=_at(working_day(2), 10), status=AppointmentStatus.NEEDS_ATTENTION,
        reason="All rooms are taken at that time.", received_at=datetime.now(UTC),
    )  # fmt: skip
    uow.appointments.add(waits)


def _at(day: date, hour: int) -> Slot:
    start = datetime(day.year, day.month, day.day, hour, tzinfo=ZONE).astimezone(UTC)
    return Slot(start, start + timedelta(minutes=30))
