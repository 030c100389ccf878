"""Put into the outbox what people must be told, in the same transaction as the fact. Each event is told once to each recipient."""

import hashlib
from datetime import datetime

from booking_console.domain.alarm import Alarm, AlarmKind
from booking_console.domain.appointment import Appointment
from booking_console.domain.booking import HOLDS_ROOM, Booking
from booking_console.domain.outbox import Audience, DeliveryState, EventName, OutboxMessage
from booking_console.domain.policy import Policy
from booking_console.domain.rooms import Room
from booking_console.services.calendar_text import calendar_text
from booking_console.services.letters import Facts, letter
from booking_console.services.message_records import StoredMessage
from booking_console.services.records import UnitOfWork

_LOUD = frozenset({EventName.FAILED, EventName.STOPPED, EventName.ALARM})


def room_booked(
    uow: UnitOfWork,
    policy: Policy,
    appointment: Appointment,
    booking: Booking,
    room: Room,
    now: datetime,
    *,
    event: EventName,
) -> int:
    """event: BOOKED or MOVED. How many messages were added."""
    facts = _facts(policy, appointment, booking=booking, room=room)
    calendar = _calendar(policy, appointment, booking, room, now)
    turn = f"-{booking.revision}" if event is EventName.MOVED else ""  # the same booking may be moved again
    key = f"booking-{booking.id}-{event.value}{turn}"
    return _tell_all(uow, policy, event, facts, key, now, appointment=appointment, booking=booking, calendar=calendar)


def room_cancelled(
    uow: UnitOfWork, policy: Policy, appointment: Appointment, booking: Booking, room: Room, now: datetime
) -> int:
    """The portal proved that the room is free again."""
    facts = _facts(policy, appointment, booking=booking, room=room)
    calendar = _calendar(policy, appointment, booking, room, now, is_cancelled=True)
    return _tell_all(
        uow,
        policy,
        EventName.CANCELLED,
        facts,
        _ended(appointment),
        now,
        appointment=appointment,
        booking=booking,
        calendar=calendar,
        only_business=booking.is_by_hand,
    )


def appointment_ended(uow: UnitOfWork, policy: Policy, appointment: Appointment, now: datetime) -> int:
    """Cancelled while it holds no room that people know of: told at once. With a room, the read-back of the cancellation tells it."""
    bookings = uow.bookings.of_appointment(appointment.id)
    announced = [b for b in bookings if b.confirmed_at]
    if any(b.status in HOLDS_ROOM and (b.confirmed_at or b.is_by_hand) for b in bookings):
        return 0
    facts, key = _facts(policy, appointment), _ended(appointment)
    return _tell_all(
        uow, policy, EventName.CANCELLED, facts, key, now, appointment=appointment, only_business=not announced
    )


def ended_by_person(uow: UnitOfWork, policy: Policy, appointment: Appointment, now: datetime) -> int:
    """Whoever cancels here knows of it. Who was told of a booking is told of its end, also when its room was freed before."""
    was_announced = any(b.confirmed_at for b in uow.bookings.of_appointment(appointment.id))
    return appointment_ended(uow, policy, appointment, now) if was_announced else 0


def _ended(appointment: Appointment) -> str:
    """A visit is cancelled once, however many rooms it held."""
    return f"appointment-{appointment.id}-cancelled"


def person_needed(
    uow: UnitOfWork, policy: Policy, appointment: Appointment, reason: str, now: datetime, *, event: EventName
) -> int:
    """event: NEEDS_ATTENTION, or FAILED when it must be loud."""
    facts = _facts(policy, appointment, reason=reason, link=f"{policy.console_url}/attention")
    digest = hashlib.sha256(reason.encode()).hexdigest()[:12]
    key = f"appointment-{appointment.id}-{appointment.revision}-{event.value}-{digest}"
    return _tell_all(uow, policy, event, facts, key, now, appointment=appointment, only_business=True)


def message_needs_person(uow: UnitOfWork, policy: Policy, message: StoredMessage, reason: str, now: datetime) -> int:
    facts = Facts(practice=policy.practice, reason=reason, link=f"{policy.console_url}/attention")
    key = f"message-{message.id}-needs_attention"
    return _tell_all(uow, policy, EventName.NEEDS_ATTENTION, facts, key, now, only_business=True)


def booking_stopped(uow: UnitOfWork, policy: Policy, reason: str, now: datetime) -> int:
    facts = Facts(practice=policy.practice, reason=reason, link=policy.console_url)
    key = f"stopped-{now.isoformat()}"
    return _tell_all(uow, policy, EventName.STOPPED, facts, key, now, only_business=True)


def alarm_raised(uow: UnitOfWork, policy: Policy, alarm: Alarm) -> int:
    """Once for each time that it is raised."""
    reason = f"{alarm.sentence} {alarm.advice}"
    page = "closing" if alarm.kind is AlarmKind.DIFFERS else "mailbox"
    facts = Facts(practice=policy.practice, reason=reason, link=f"{policy.console_url}/{page}")
    key = f"alarm-{alarm.kind.value}-{alarm.since.isoformat()}"
    return _tell_all(uow, policy, EventName.ALARM, facts, key, alarm.since, only_business=True)


def shadow_mode(uow: UnitOfWork, policy: Policy, sentence: str, key: str, now: datetime) -> int:
    """That it has what it needs, or has ended. key: of the one event, which is told once."""
    facts = Facts(practice=policy.practice, reason=sentence, link=f"{policy.console_url}/schedule")
    return _tell_all(uow, policy, EventName.SHADOW, facts, key, now, only_business=True)


def _facts(
    policy: Policy,
    appointment: Appointment,
    *,
    booking: Booking | None = None,
    room: Room | None = None,
    reason: str = "",
    link: str = "",
) -> Facts:
    return Facts(
        practice=policy.practice,
        guest=appointment.guest,
        type=appointment.type.value if appointment.type else None,
        slot=booking.slot if booking else appointment.slot,
        room=room.name if room else "",
        specialist=appointment.specialist,
        reference=appointment.reference,
        portal_reference=booking.portal_reference if booking else None,
        reason=reason,
        link=link,
    )


def _calendar(
    policy: Policy, appointment: Appointment, booking: Booking, room: Room, now: datetime, *, is_cancelled: bool = False
) -> str:
    return calendar_text(
        uid=f"appointment-{appointment.id}@{_domain(policy)}",
        sequence=appointment.revision * 2 + is_cancelled,
        summary=f"{appointment.type.value if appointment.type else 'Appointment'}, {policy.practice}",
        location=room.name,
        slot=booking.slot,
        stamp=now,
        is_cancelled=is_cancelled,
    )


def _tell_all(
    uow: UnitOfWork,
    policy: Policy,
    event: EventName,
    facts: Facts,
    key: str,
    now: datetime,
    *,
    appointment: Appointment | None = None,
    booking: Booking | None = None,
    calendar: str | None = None,
    only_business: bool = False,
) -> int:
    told = 0
    only_business = only_business or uow.shadows.plan().is_on  # the person who books tells the guest
    for audience, recipient in _recipients(policy, event, appointment, only_business=only_business):
        written = letter(event, facts, zone=policy.zone, audience=audience)
        message = OutboxMessage(
            id=0,
            event_key=key,
            event=event,
            audience=audience,
            channel="mail",
            recipient=recipient,
            message_id=_message_id(policy, key, recipient),
            subject=written.subject,
            text=written.text,
            html=written.html,
            calendar=calendar,
            calendar_method="CANCEL" if event is EventName.CANCELLED else "PUBLISH",
            is_urgent=event in _LOUD,
            state=DeliveryState.PENDING,
            tries=0,
            due_at=now,
            created_at=now,
            appointment_id=appointment.id if appointment else None,
            booking_id=booking.id if booking else None,
        )
        told += uow.outbox.add(message) is not None
    return told


def _recipients(
    policy: Policy, event: EventName, appointment: Appointment | None, *, only_business: bool
) -> list[tuple[Audience, str]]:
    people = [(Audience.BUSINESS, address) for address in policy.business]
    if event in _LOUD:
        people += [(Audience.ESCALATION, address) for address in policy.escalation if address not in policy.business]
    if policy.tell_guest and not only_business and appointment is not None and appointment.guest_email:
        people.append((Audience.GUEST, appointment.guest_email))
    return people


def _message_id(policy: Policy, key: str, recipient: str) -> str:
    """Stable: a repeated send of the same message can be recognised by mail programs."""
    digest = hashlib.sha256(f"{key}\n{recipient}".encode()).hexdigest()[:32]
    return f"<{digest}@{_domain(policy)}>"


def _domain(policy: Policy) -> str:
    return policy.sender.rpartition("@")[2].rstrip(">") or "localhost"
