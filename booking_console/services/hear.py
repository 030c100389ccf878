"""The second witness: the portal's own mails. Each is matched to a booking and compared with it; none of them makes a visit.

All inside the caller's transaction.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import datetime
from typing import Any, TypeVar

from booking_console.domain.booking import HOLDS_ROOM, TRANSITIONS, Booking, BookingStatus
from booking_console.domain.extraction import CERTAIN, AppointmentFields, Extraction, Field, Kind, Verdict
from booking_console.domain.message import MessageState
from booking_console.domain.policy import Policy
from booking_console.domain.rooms import Room
from booking_console.domain.slot import Slot
from booking_console.domain.trust import Origin, Proof, Trusted, address_in, doubt_about
from booking_console.domain.witness import MailKind, Said, Stated, Witness, is_proven
from booking_console.services import settle
from booking_console.services.letters import when
from booking_console.services.message_records import StoredMessage
from booking_console.services.records import UnitOfWork

T = TypeVar("T")

#: The portal, as the audit trail names it.
PORTAL = "portal"
_KEY = re.compile(r"\bBC-[A-Z0-9]{8}\b")
_OVER = frozenset({BookingStatus.CANCELLING, BookingStatus.CANCELLED, BookingStatus.REFUSED})


def is_portal(policy: Policy, extraction: Extraction, message: StoredMessage) -> bool:
    return _origin(extraction, message).address in Trusted(policy.portal_senders)


def hear(
    uow: UnitOfWork, message: StoredMessage, extraction: Extraction, policy: Policy, now: datetime
) -> tuple[MessageState, str]:
    """How the message ends. A forged one is a question."""
    origin = _origin(extraction, message)
    if forged := doubt_about(origin, Trusted()):
        return MessageState.NEEDS_ATTENTION, forged
    stated = policy.portal_mail.read(extraction.subject, extraction.text) if policy.portal_mail else None
    if stated is None and len(extraction.appointments) > 1:
        return MessageState.IGNORED, "A mail of the portal about several bookings: nothing to compare."
    rooms = uow.rooms.all()
    said = _said(extraction, message, rooms)
    said = _as_stated(said, stated, rooms) if stated else said
    booking = _spoken_of(uow, said)
    if booking is None:
        return MessageState.IGNORED, "A mail of the portal about a booking that is not ours."
    if not said.is_cancel and _was_given_up(booking):
        return MessageState.NEEDS_ATTENTION, "The portal confirms a booking that was not there when we looked."
    different = tuple(_differences(uow, said, booking, rooms, policy))
    sentence = _side_by_side(different) if different else _agreement(said)
    is_believed = origin.proof in (Proof.PROVEN, Proof.NOT_ASKED)
    proves = not different and said.is_clear and said.is_whole and is_believed and said.may_speak_of(booking)
    witness = Witness(
        message_id=message.id,
        booking_id=booking.id,
        agrees=not different,
        proves=proves,
        sentence=sentence,
        seen_at=now,
    )
    uow.witnesses.add(witness)
    _note(uow, witness)
    _conclude(uow, policy, booking, witness)
    return MessageState.ACTED_ON, sentence


def _origin(extraction: Extraction, message: StoredMessage) -> Origin:
    return extraction.origin or Origin(address_in(message.sender))


def _said(extraction: Extraction, message: StoredMessage, rooms: Sequence[Room]) -> Said:
    fields = extraction.appointments[0] if extraction.appointments else AppointmentFields()
    text = f"{extraction.subject}\n{extraction.text}"
    stated = [fields.reference.value] if fields.reference else []
    return Said(
        guest=_certain(fields.guest),
        start=_certain(fields.start),
        end=_certain(fields.end),
        room_id=_room_in(text, rooms),
        references=(*_KEY.findall(text), *stated),
        is_cancel=extraction.kind is Kind.CANCELLATION,
        is_clear=extraction.verdict is Verdict.ACCEPT and extraction.kind in (Kind.BOOKING, Kind.RESCHEDULE),
        sent=extraction.sent or message.received_at,
    )


def _as_stated(said: Said, stated: Stated, rooms: Sequence[Room]) -> Said:
    """Where the profile says what stands where, nothing else counts; a value that is not there is not stated."""
    named = {" ".join(room.name.casefold().split()): room.id for room in rooms}
    room_id = named.get(" ".join((stated.room or "").casefold().split()))
    own: dict[str, Any] = {
        "room": {"room_id": room_id, "is_strange_room": stated.names_a_room and room_id is None},
        "start": {"start": stated.start, "end": stated.end if stated.start else None},
        "guest": {"guest": stated.guest or None},
        "reference": {"references": (*_keys_in(said.references), *filter(None, [stated.reference]))},
    }
    known = {name: value for key in own if key in stated.keys for name, value in own[key].items()}
    is_cancel, is_clear = stated.kind is MailKind.CANCELLED, stated.kind is MailKind.CONFIRMED
    return replace(said, **known, is_cancel=is_cancel, is_clear=is_clear)


def _keys_in(references: Sequence[str]) -> list[str]:
    return [one for one in references if _KEY.fullmatch(one)]


def _certain(found: Field[T] | None) -> T | None:
    return found.value if found is not None and found.confidence >= CERTAIN else None


def _room_in(text: str, rooms: Sequence[Room]) -> int | None:
    """The one room of ours that the mail names."""
    plain = " ".join(text.casefold().split())
    named = [
        room for room in rooms if re.search(rf"(?<!\w){re.escape(' '.join(room.name.casefold().split()))}(?!\w)", plain)
    ]
    return named[0].id if len(named) == 1 else None


def _spoken_of(uow: UnitOfWork, said: Said) -> Booking | None:
    """By our reference or the portal's, else by guest and time, else by room and time; what still holds a room first."""
    found = list(uow.bookings.by_references(said.references)) if said.references else []
    if not found and said.guest and said.start:
        found = list(uow.bookings.by_guest(said.guest, said.start))
    if not found and said.room_id and said.start:
        end = said.end or said.start
        touching = uow.bookings.holding(Slot(said.start, max(end, said.start.replace(microsecond=1))))
        found = [b for b in touching if b.room_id == said.room_id and b.slot.start == said.start]
    found = [b for b in found if b.status is not BookingStatus.PLANNED]
    return max(found, key=lambda b: (b.status in HOLDS_ROOM, b.id), default=None)


def _was_given_up(booking: Booking) -> bool:
    is_gone = booking.status in (BookingStatus.CANCELLED, BookingStatus.REFUSED)
    return is_gone and booking.confirmed_at is None and booking.portal_reference is None


def _differences(
    uow: UnitOfWork, said: Said, booking: Booking, rooms: Sequence[Room], policy: Policy
) -> Iterator[tuple[str, str]]:
    """What the portal says, and what we booked. Never a name: the reason is shown where names are bars."""
    if said.is_cancel and booking.status not in _OVER:
        yield "the booking is cancelled", "it stands"
    names = {room.id: room.name for room in rooms}
    if said.room_id is not None and said.room_id != booking.room_id:
        yield names[said.room_id], names[booking.room_id]
    if said.is_strange_room:
        yield "a room that is not in the portal's profile", names[booking.room_id]
    start, end = said.start or booking.slot.start, said.end
    if start != booking.slot.start or (end is not None and end != booking.slot.end):
        theirs = Slot(start, end or start + booking.slot.length)
        yield when(theirs, policy.zone), when(booking.slot, policy.zone)
    if said.guest and booking.id not in {b.id for b in uow.bookings.by_guest(said.guest, booking.slot.start)}:
        yield "another guest's name", "the guest of this visit"


def _side_by_side(different: Sequence[tuple[str, str]]) -> str:
    theirs, ours = "; ".join(pair[0] for pair in different), "; ".join(pair[1] for pair in different)
    return f"The portal's own mail does not agree. It says: {theirs}. We have: {ours}."


def _agreement(said: Said) -> str:
    stated = [
        word
        for word, value in (("room", said.room_id), ("time", said.start), ("guest", said.guest))
        if value is not None
    ]
    about = ", ".join(stated) or "reference"
    return f"The portal's own mail confirms {'the end of ' if said.is_cancel else ''}this booking: {about}."


def _note(uow: UnitOfWork, witness: Witness) -> None:
    action = "booking.witnessed" if witness.agrees else "booking.contradicted"
    uow.audit.add(
        action,
        actor=PORTAL,
        at=witness.seen_at,
        subject="booking",
        subject_id=witness.booking_id,
        reason=witness.sentence,
    )


def _conclude(uow: UnitOfWork, policy: Policy, booking: Booking, witness: Witness) -> None:
    """A doubt is settled by a proof, whatever stands is questioned by a contradiction. What is being submitted finds out later."""
    if witness.proves and booking.status is BookingStatus.IN_DOUBT and is_proven(uow.witnesses.of_booking(booking.id)):
        settle.record_confirmed(uow, policy, booking, booking.portal_reference, witness.seen_at)
    elif not witness.agrees and BookingStatus.NEEDS_ATTENTION in TRANSITIONS[booking.status]:
        settle.question(uow, policy, booking, witness.sentence, witness.seen_at)
