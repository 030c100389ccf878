"""Calendar parts as the programs of our senders write them."""

from datetime import UTC, datetime, timedelta

from booking_console.demo.mailbox.model import INBOX, PRACTICE, Calendar, Visit


def calendar(
    visit: Visit, *, uid: str, organizer: str, sequence: int = 0, method: str = "REQUEST", is_invite: bool = True
) -> Calendar:
    """Times in UTC, as most programs send them. The organizer is a mail address."""
    status = "CANCELLED" if method == "CANCEL" else "CONFIRMED"
    lines = [
        "BEGIN:VCALENDAR",
        "PRODID:-//Clinic Calendar//EN",
        "VERSION:2.0",
        f"METHOD:{method}",
        "BEGIN:VEVENT",
        f"UID:{uid}",
        f"SEQUENCE:{sequence}",
        f"DTSTAMP:{_utc(visit.start - timedelta(days=30, minutes=-sequence))}",
        f"DTSTART:{_utc(visit.start)}",
        f"DTEND:{_utc(visit.end)}",
        f"SUMMARY:{visit.guest} - {visit.service}",
        f"DESCRIPTION:Patient: {visit.guest}\\nService: {visit.service}",
        f"LOCATION:{PRACTICE}",
        f"ORGANIZER:mailto:{organizer}",
        f"ATTENDEE;CN={PRACTICE};PARTSTAT=NEEDS-ACTION;RSVP=TRUE:mailto:{INBOX}",
        f"STATUS:{status}",
        "END:VEVENT",
        "END:VCALENDAR",
    ]
    return Calendar("\r\n".join(_folded(line) for line in lines) + "\r\n", method, is_invite)


def _utc(moment: datetime) -> str:
    return f"{moment.astimezone(UTC):%Y%m%dT%H%M%SZ}"


def _folded(line: str) -> str:
    """Lines of calendar files are short; the rest of a long one goes on after a space."""
    pieces = [line[start : start + 60] for start in range(0, len(line), 60)]
    return "\r\n ".join(pieces)
