"""The two deeds at the head of a booking, and Compare now, as people press them."""

from datetime import UTC, datetime, timedelta

import reflex as rx

from booking_console import bootstrap
from booking_console.domain.appointment import AppointmentStatus
from booking_console.domain.booking import BookingStatus
from booking_console.domain.schedule import JobName
from booking_console.domain.slot import Slot
from booking_console.ui.booking.state import _read
from booking_console.ui.booking.trial import TrialState
from booking_console.ui.closing.state import ClosingState
from booking_console.ui.frame_state import ToastState
from tests.builders import a_booking, an_appointment
from tests.integration.test_console_settings import Tab, tab

__all__ = ["tab"]
START = datetime.now(UTC).replace(microsecond=0) + timedelta(days=1)
VISIT = Slot(START, START + timedelta(minutes=30))


def a_visit(tab: Tab, status: AppointmentStatus, *, confirmed_ago: timedelta | None = None) -> int:
    with tab.database.unit_of_work() as uow:
        appointment_id = uow.appointments.add(an_appointment(slot=VISIT, status=status))
        if confirmed_ago is not None:
            confirmed_at = datetime.now(UTC) - confirmed_ago
            uow.bookings.add(
                a_booking(appointment_id, slot=VISIT, status=BookingStatus.CONFIRMED, confirmed_at=confirmed_at)
            )
    return appointment_id


def test_a_visit_without_a_room_is_tried_by_the_worker(tab: Tab) -> None:
    appointment_id = a_visit(tab, AppointmentStatus.NEEDS_ATTENTION)
    assert _read(appointment_id)[0].can_try

    async def story(root: rx.State) -> None:
        await (await root.get_state(TrialState)).try_it(appointment_id)
        assert (await root.get_state(ToastState)).text == "It is tried up to the last click. Nothing is booked."

    tab.run(story)
    with tab.database.unit_of_work() as uow:
        assert uow.control.take_trial() == appointment_id


def test_what_is_booked_can_be_taken_back_for_a_while_and_not_tried(tab: Tab) -> None:
    fresh = a_visit(tab, AppointmentStatus.BOOKED, confirmed_ago=timedelta())
    head = _read(fresh)[0]
    assert (head.can_undo, head.can_try) == (True, False)

    async def story(root: rx.State) -> None:
        trial = await root.get_state(TrialState)
        await trial.try_it(fresh)
        assert trial.problem == "Only a visit that has no room yet can be tried without booking."
        await trial.undo(fresh)
        assert trial.problem == ""

    tab.run(story)
    with tab.database.unit_of_work() as uow:
        assert [b.status for b in uow.bookings.of_appointment(fresh)] == [BookingStatus.CANCELLING]


def test_when_it_is_too_late_undo_is_not_offered(tab: Tab) -> None:
    late = bootstrap.console().settings.undo + timedelta(seconds=1)
    assert not _read(a_visit(tab, AppointmentStatus.BOOKED, confirmed_ago=late))[0].can_undo


def test_compare_now_asks_the_worker(tab: Tab) -> None:
    async def story(root: rx.State) -> None:
        await (await root.get_state(ClosingState)).compare_now()

    tab.run(story)
    with tab.database.unit_of_work() as uow:
        assert uow.control.take_run(JobName.COMPARE)
