"""The .ics file that goes with a letter: UTC times, a UID that stays the same for the life of the appointment."""

from datetime import UTC, datetime

from icalendar import Calendar, Event

from booking_console.domain.slot import Slot


def calendar_text(
    *, uid: str, sequence: int, summary: str, location: str, slot: Slot, stamp: datetime, is_cancelled: bool = False
) -> str:
    """sequence grows with every change of the appointment, so that a calendar program keeps the newest."""
    calendar = Calendar()
    calendar.add("prodid", "-//Booking console//EN")
    calendar.add("version", "2.0")
    calendar.add("method", "CANCEL" if is_cancelled else "PUBLISH")
    event = Event()
    event.add("uid", uid)
    event.add("sequence", sequence)
    event.add("dtstamp", stamp.astimezone(UTC))
    event.add("dtstart", slot.start.astimezone(UTC))
    event.add("dtend", slot.end.astimezone(UTC))
    event.add("summary", summary)
    event.add("location", location)
    event.add("status", "CANCELLED" if is_cancelled else "CONFIRMED")
    calendar.add_component(event)
    content: bytes = calendar.to_ical()
    return content.decode("utf-8")
