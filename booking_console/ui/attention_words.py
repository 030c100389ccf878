"""What waits for a person, in words: the queue, the question, the mail, and what was decided today."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime
from zoneinfo import ZoneInfo

from booking_console.domain.booking import Stray
from booking_console.domain.extraction import Doubt, FieldName, Kind
from booking_console.domain.privacy import initials
from booking_console.domain.trust import Origin, address_in, can_be_trusted
from booking_console.services.views import WorkDetail, WorkItem, WorkKind
from booking_console.ui import letter, practice_time
from booking_console.ui.causes import brief
from booking_console.ui.letter import Line

_QUESTIONS = {
    FieldName.GUEST: "Who is it?",
    FieldName.TYPE: "Consultation or treatment?",
    FieldName.END: "How long is it?",
    FieldName.PREVIOUS_START: "Which appointment is moved?",
    FieldName.REFERENCE: "Which appointment is it?",
}
_CANCELLED = "Which visit is cancelled?"
_ELSEWHERE = "The portal put it elsewhere. Shall it stay there?"
#: Under the reason why a mail is in quarantine, when nothing else is in doubt.
_HELD = "Trust the sender, book it yourself, or decline."
_LEADS = {
    WorkKind.MESSAGE: "What does this mail ask for?",
    WorkKind.APPOINTMENT: "What shall become of it?",
    WorkKind.BOOKING: "Is it on the portal?",
}


@dataclass(frozen=True, slots=True)
class Waiting:
    """One thing in the queue."""

    key: str
    who: str
    when: str
    href: str


@dataclass(frozen=True, slots=True)
class Number:
    """The mark beside a field: word empty when the field has no source in the mail."""

    word: str = ""
    tone: str = ""


@dataclass(frozen=True, slots=True)
class Numbers:
    guest: Number = Number()
    type: Number = Number()
    day: Number = Number()
    time: Number = Number()
    specialist: Number = Number()
    reference: Number = Number()


@dataclass(frozen=True, slots=True)
class Held:
    """Why a mail is in quarantine, '' when it is not; address and domain to trust, '' when trusting would not help."""

    reason: str = ""
    address: str = ""
    domain: str = ""


@dataclass(frozen=True, slots=True)
class Elsewhere:
    """Where the portal put the booking instead; when is '' where it did not. room_id 0: none of our rooms. take: what its button does."""

    room_id: int = 0
    room: str = ""
    is_other_room: bool = False
    when: str = ""
    is_other_time: bool = False
    reference: str = ""
    take: str = ""


@dataclass(frozen=True, slots=True)
class Item:
    """The one that is open. also: further doubts, in the mail's words."""

    key: str = ""
    kind: str = ""
    is_cancellation: bool = False
    id: int = 0
    appointment_id: int = 0
    message_id: int = 0
    heading: str = ""
    sender: str = ""
    has_guest: bool = False
    who: str = ""
    when: str = ""
    room_id: int = 0
    room: str = ""
    elsewhere: Elsewhere = Elsewhere()
    question: str = ""
    sentence: str = ""
    doubted: Number = Number()
    also: list[str] = field(default_factory=list)
    lines: tuple[Line, ...] = ()
    numbers: Numbers = Numbers()
    doubted_all: list[Number] = field(default_factory=list)
    held: Held = Held()


def waiting(items: Sequence[WorkItem], now: datetime, zone: ZoneInfo) -> list[Waiting]:
    return [
        Waiting(
            item.key,
            initials(item.guest) or "A mail",
            practice_time.when_near(item.start, item.end, now, zone),
            f"/attention?item={item.key}",
        )
        for item in items
    ]


def note(items: Sequence[WorkItem], decided: int, now: datetime, zone: ZoneInfo) -> str:
    """1 waiting, since 08:31 · 2 decided today"""
    since = min((item.since for item in items), default=None)
    first = f"{len(items)} waiting, since {practice_time.stamp(since, now, zone)}" if since else "Nothing waiting"
    return f"{first}  ·  {decided} decided today" if decided else first


def item(detail: WorkDetail, now: datetime, zone: ZoneInfo, *, hide: bool) -> Item:
    """hide: the guest's name is shown as initials and bars."""
    reading = detail.extraction
    doubts = reading.doubts if reading else ()
    is_cancellation = _is_cancellation(detail)
    first = doubts[0] if doubts and detail.item.kind is WorkKind.MESSAGE else None
    found = {name: Number(str(number), tone) for name, (number, tone) in letter.numbers(reading).items()}
    subject = letter.hide_names(detail.subject, reading) if hide else detail.subject
    held = _held(detail)
    return Item(
        key=detail.item.key,
        kind=detail.item.kind.value,
        is_cancellation=is_cancellation,
        id=detail.item.id,
        appointment_id=detail.item.appointment_id or 0,
        message_id=detail.item.message_id or 0,
        heading=subject or "Entered by hand",
        sender=_sender(detail, now, zone),
        has_guest=bool(detail.item.guest),
        who=initials(detail.item.guest),
        when=practice_time.when(detail.item.start, detail.item.end, zone),
        room_id=(detail.log.room_id or 0) if detail.log else 0,
        room=detail.log.room if detail.log else "",
        elsewhere=_elsewhere(detail, now, zone),
        question=_lead(detail, first, zone),
        sentence=first.sentence if first else _HELD if held.reason else _put(detail) or brief(detail.item.question),
        doubted=found.get(first.field, Number()) if first and first.field else Number(),
        also=_also(first, doubts[1:]) if first else [],
        lines=letter.letter(reading, detail.text, hide=hide),
        numbers=_numbers(found),
        doubted_all=_doubted(found),
        held=held,
    )


def _elsewhere(detail: WorkDetail, now: datetime, zone: ZoneInfo) -> Elsewhere:
    stray = detail.item.stray
    if stray is None:
        return Elsewhere()
    start, end = stray.slot.start, stray.slot.end
    return Elsewhere(
        room_id=stray.room_id or 0,
        room=stray.room,
        is_other_room=_is_other_room(detail, stray),
        when=practice_time.when(start, end, zone),
        is_other_time=_is_other_time(detail, stray),
        reference=stray.reference or "",
        take=f"Take {stray.room}, {practice_time.when_near(start, end, now, zone)}",
    )


def _is_other_room(detail: WorkDetail, stray: Stray) -> bool:
    return detail.log is None or stray.room_id != detail.log.room_id


def _is_other_time(detail: WorkDetail, stray: Stray) -> bool:
    return (stray.slot.start, stray.slot.end) != (detail.item.start, detail.item.end)


def _put(detail: WorkDetail) -> str:
    """In what it is not as asked; the two places stand below it. '' where the portal put nothing elsewhere."""
    stray = detail.item.stray
    if stray is None:
        return ""
    room = "in another room" if _is_other_room(detail, stray) else ""
    time = "at another time" if _is_other_time(detail, stray) else ""
    both = " and ".join(filter(None, (room, time)))
    return f"The portal has it {both} than asked for. Nothing is pressed again before you decide."


def _lead(detail: WorkDetail, first: Doubt | None, zone: ZoneInfo) -> str:
    if detail.item.stray is not None:
        return _ELSEWHERE
    return _CANCELLED if _is_cancellation(detail) else _question(first, detail.item.kind, zone)


def _also(first: Doubt, others: Sequence[Doubt]) -> list[str]:
    """What else is doubtful. Where the first offers the answers, another doubt of the same field says nothing new."""
    return [doubt.sentence for doubt in others if not (first.readings and doubt.field is first.field)]


def _held(detail: WorkDetail) -> Held:
    reading = detail.extraction
    if detail.item.kind is not WorkKind.MESSAGE or reading is None or not reading.held:
        return Held()
    origin = reading.origin or Origin(address_in(detail.sender))
    if not can_be_trusted(origin):
        return Held(reading.held)
    return Held(reading.held, origin.address, origin.domain)


def _is_cancellation(detail: WorkDetail) -> bool:
    is_mail = detail.item.kind is WorkKind.MESSAGE
    return is_mail and detail.extraction is not None and detail.extraction.kind is Kind.CANCELLATION


def _question(first: Doubt | None, kind: WorkKind, zone: ZoneInfo) -> str:
    if first is None or first.field is None:
        return _LEADS[kind]
    if first.field is FieldName.START:
        days = {reading.astimezone(zone).date() for reading in first.readings}
        return "At what time?" if len(days) == 1 and len(first.readings) > 1 else "Which day is it?"
    return _QUESTIONS.get(first.field, _LEADS[kind])


def _sender(detail: WorkDetail, now: datetime, zone: ZoneInfo) -> str:
    if detail.received_at is None:
        return ""
    received = practice_time.near_day(detail.received_at, now, zone)
    return f"{detail.sender}, {received} {practice_time.clock(detail.received_at, zone)}"


def _numbers(found: dict[FieldName, Number]) -> Numbers:
    start, end = found.get(FieldName.START, Number()), found.get(FieldName.END, Number())
    return Numbers(
        guest=found.get(FieldName.GUEST, Number()),
        type=found.get(FieldName.TYPE, Number()),
        day=start,
        time=end if end.word else start,
        specialist=found.get(FieldName.SPECIALIST, Number()),
        reference=found.get(FieldName.REFERENCE, Number()),
    )


def _doubted(found: dict[FieldName, Number]) -> list[Number]:
    """Each mark once, in its order."""
    return sorted({number for number in found.values() if number.tone}, key=lambda number: number.word)
