"""A patient's visit, whichever way it came in."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from booking_console.domain.slot import Slot


class AppointmentType(StrEnum):
    CONSULTATION = "Consultation"
    TREATMENT = "Treatment"


class AppointmentStatus(StrEnum):
    RECEIVED = "received"
    WAITING = "waiting"
    BOOKED = "booked"
    NEEDS_ATTENTION = "needs_attention"
    CANCELLED = "cancelled"
    COMPLETED = "completed"
    NO_SHOW = "no_show"


class Channel(StrEnum):
    """The way an appointment came in."""

    MAIL = "mail"
    FRONT_DESK = "front_desk"
    COMMAND_LINE = "command_line"


_S = AppointmentStatus
_LIVE = frozenset({_S.RECEIVED, _S.WAITING, _S.BOOKED, _S.NEEDS_ATTENTION})
TRANSITIONS: dict[AppointmentStatus, frozenset[AppointmentStatus]] = {
    _S.RECEIVED: frozenset({_S.WAITING, _S.NEEDS_ATTENTION, _S.CANCELLED}),
    _S.WAITING: frozenset({_S.BOOKED, _S.NEEDS_ATTENTION, _S.CANCELLED}),
    # BOOKED -> WAITING: a reschedule is a new revision of the same appointment.
    _S.BOOKED: frozenset({_S.WAITING, _S.NEEDS_ATTENTION, _S.CANCELLED, _S.COMPLETED, _S.NO_SHOW}),
    # NEEDS_ATTENTION -> BOOKED: the portal shows later that a booking in doubt exists.
    _S.NEEDS_ATTENTION: frozenset({_S.WAITING, _S.BOOKED, _S.CANCELLED}),
    _S.CANCELLED: frozenset(),
    _S.COMPLETED: frozenset(),
    _S.NO_SHOW: frozenset(),
}


def may_move(was: AppointmentStatus, to: AppointmentStatus) -> bool:
    return to in TRANSITIONS[was]


@dataclass(frozen=True, slots=True, kw_only=True)
class Appointment:
    """One visit. revision counts reschedules, starting at 1; reason says in plain words why a person is asked.

    slot is None only while a person must still supply the time.
    """

    id: int
    guest: str
    type: AppointmentType | None
    slot: Slot | None
    status: AppointmentStatus
    revision: int = 1
    specialist: str | None = None
    urgency: str | None = None
    reference: str | None = None
    guest_email: str | None = None
    channel: Channel = Channel.MAIL
    message_id: int | None = None
    uid: str | None = None
    sequence: int | None = None
    reason: str = ""
    received_at: datetime
    due_at: datetime | None = None  # not worked on before; None: at once
    tries: int = 0  # failed attempts of this revision, for the back-off
    room_id: int | None = None  # a person's override: this room and no other
    previous_start: datetime | None = None

    @property
    def is_live(self) -> bool:
        return self.status in _LIVE
