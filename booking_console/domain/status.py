"""The status as people see it: one word, one icon, one colour, the same on every screen and in every export."""

from datetime import datetime
from enum import StrEnum

from booking_console.domain.appointment import AppointmentStatus
from booking_console.domain.booking import BookingStatus


class Shown(StrEnum):
    BOOKED = "booked"
    BOOKING_NOW = "booking_now"
    CHECKING = "checking"
    WAITING = "waiting"
    NEEDS_YOU = "needs_you"
    FAILED = "failed"
    CANCELLED = "cancelled"
    DECLINED = "declined"
    IGNORED = "ignored"


WORDS = {
    Shown.BOOKED: "Booked",
    Shown.BOOKING_NOW: "Booking now",
    Shown.CHECKING: "Checking portal",
    Shown.WAITING: "Waiting for the portal",
    Shown.NEEDS_YOU: "Needs you",
    Shown.FAILED: "Failed",
    Shown.CANCELLED: "Cancelled",
    Shown.DECLINED: "Declined",
    Shown.IGNORED: "Ignored",
}

_BY_BOOKING = {
    BookingStatus.SUBMITTING: Shown.BOOKING_NOW,
    BookingStatus.IN_DOUBT: Shown.CHECKING,
    BookingStatus.CANCELLING: Shown.CHECKING,
    BookingStatus.NEEDS_ATTENTION: Shown.NEEDS_YOU,
}
_BY_APPOINTMENT = {
    AppointmentStatus.RECEIVED: Shown.WAITING,
    AppointmentStatus.WAITING: Shown.WAITING,
    AppointmentStatus.BOOKED: Shown.BOOKED,
    AppointmentStatus.COMPLETED: Shown.BOOKED,
    AppointmentStatus.NO_SHOW: Shown.BOOKED,
    AppointmentStatus.NEEDS_ATTENTION: Shown.NEEDS_YOU,
    AppointmentStatus.CANCELLED: Shown.CANCELLED,
}

#: Reason prefix of an appointment that a person declined; the status itself is `cancelled`.
DECLINED = "Declined: "


def shown_as(
    appointment: AppointmentStatus, booking: BookingStatus | None, *, reason: str = "", is_running: bool = False
) -> Shown:
    """is_running: an attempt for it is under way now."""
    if booking in _BY_BOOKING:
        return _BY_BOOKING[booking]
    if appointment is AppointmentStatus.CANCELLED and reason.startswith(DECLINED):
        return Shown.DECLINED
    if appointment is AppointmentStatus.WAITING and is_running:
        return Shown.BOOKING_NOW
    return _BY_APPOINTMENT[appointment]


def is_over(end: datetime | None, now: datetime) -> bool:
    return end is not None and end <= now
