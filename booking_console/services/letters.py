"""What people are told: subject, text and HTML of each event, in the practice's zone. Pure: the same facts give the same letter."""

from collections.abc import Sequence
from dataclasses import dataclass
from html import escape
from zoneinfo import ZoneInfo

from booking_console.domain.outbox import Audience, EventName
from booking_console.domain.slot import Slot


@dataclass(frozen=True, slots=True, kw_only=True)
class Facts:
    """What a letter may speak of. reason: plain words; link: where to look in the console, "" when there is nothing to look at."""

    practice: str
    guest: str = ""
    type: str | None = None
    slot: Slot | None = None
    room: str = ""
    specialist: str | None = None
    reference: str | None = None
    portal_reference: str | None = None
    reason: str = ""
    link: str = ""


@dataclass(frozen=True, slots=True)
class Letter:
    subject: str
    text: str
    html: str


_BUSINESS = {
    EventName.BOOKED: ("Booked: {room}, {when}", "A room is booked."),
    EventName.MOVED: (
        "Moved: {room}, {when}",
        "The appointment is moved, the new room is booked. The old one is given back.",
    ),
    EventName.CANCELLED: ("Cancelled: {when}", "The appointment is cancelled. No room is held for it any more."),
    EventName.NEEDS_ATTENTION: ("Needs you: {reason}", "This needs a person. Nothing was booked."),
    EventName.FAILED: ("URGENT, please look: {reason}", "This could not be settled and needs a person now."),
    EventName.STOPPED: (
        "URGENT, booking is stopped: {reason}",
        "All booking is stopped until a person goes on. Mail is still read.",
    ),
    EventName.ALARM: ("Please look: {reason}", "The booking console noticed something that nobody told it."),
    EventName.SHADOW: ("Shadow mode: {reason}", "The booking console tried each visit beside you, without booking."),
}
_GUEST = {
    EventName.BOOKED: ("Your appointment: {when}", "Your appointment is booked."),
    EventName.MOVED: ("Your appointment is moved: {when}", "Your appointment has a new time or room."),
    EventName.CANCELLED: ("Your appointment is cancelled: {when}", "Your appointment is cancelled."),
}


def letter(event: EventName, facts: Facts, *, zone: ZoneInfo, audience: Audience = Audience.BUSINESS) -> Letter:
    """audience GUEST knows BOOKED, MOVED and CANCELLED only, and gets no reason, reference of ours or link."""
    title, opening = (_GUEST if audience is Audience.GUEST else _BUSINESS)[event]
    filled = {"room": facts.room, "when": when(facts.slot, zone), "reason": _short(facts.reason)}
    rows = _rows(facts, zone, audience)
    closing = facts.reason if audience is not Audience.GUEST else ""
    link = facts.link if audience is not Audience.GUEST else ""
    subject = _one_line(title.format(**filled)).strip(" :,")
    return Letter(
        subject,
        _text(opening, rows, closing, link, facts.practice),
        _html(opening, rows, closing, link, facts.practice),
    )


def when(slot: Slot | None, zone: ZoneInfo) -> str:
    """Tue 24 Nov 2026, 15:30–16:00"""
    if slot is None:
        return ""
    local = slot.in_zone(zone)
    return f"{local.start:%a} {local.start.day} {local.start:%b %Y}, {local.start:%H:%M}–{local.end:%H:%M}"


def _rows(facts: Facts, zone: ZoneInfo, audience: Audience) -> Sequence[tuple[str, str]]:
    rows = [
        ("Guest", facts.guest),
        ("When", f"{when(facts.slot, zone)} ({zone.key})" if facts.slot else ""),
        ("Room", facts.room),
        ("Type", facts.type or ""),
        ("With", facts.specialist or ""),
    ]
    if audience is not Audience.GUEST:
        rows += [("Reference", facts.reference or ""), ("Portal reference", facts.portal_reference or "")]
    return [(name, _one_line(value)) for name, value in rows if value]


def _text(opening: str, rows: Sequence[tuple[str, str]], reason: str, link: str, practice: str) -> str:
    width = max((len(name) for name, _ in rows), default=0) + 2
    table = "\n".join(f"{name + ':':<{width}} {value}" for name, value in rows)
    parts = [opening, table, reason, link, practice]
    return "\n\n".join(part for part in parts if part) + "\n"


def _html(opening: str, rows: Sequence[tuple[str, str]], reason: str, link: str, practice: str) -> str:
    cells = "".join(
        f'<tr><td style="padding:4px 16px 4px 0;color:#6E6771">{escape(name)}</td>'
        f'<td style="padding:4px 0;font-weight:600">{escape(value)}</td></tr>'
        for name, value in rows
    )
    because = f"<p>{escape(reason)}</p>" if reason else ""
    look = (
        f'<p><a href="{escape(link)}" style="color:#6B2D5F">Look at it in the booking console</a></p>' if link else ""
    )
    return (
        '<!doctype html><html><body style="font:15px/1.6 system-ui,sans-serif;color:#1F1B20;background:#FAF9F7;padding:24px">'
        f"<p>{escape(opening)}</p><table>{cells}</table>{because}{look}"
        f'<p style="color:#6E6771;font-size:13px">{escape(practice)}</p></body></html>'
    )


def _short(reason: str) -> str:
    first = reason.split(". ")[0].rstrip(".")
    return first if len(first) <= 120 else first[:117] + "…"


def _one_line(value: str) -> str:
    return " ".join(value.split())
