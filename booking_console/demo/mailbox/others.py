"""Mails that book nothing, and mails that only a person may judge."""

from datetime import date, timedelta

from booking_console.demo.mailbox.by_markup import CLINICBOOK
from booking_console.demo.mailbox.by_text import NORTHGATE
from booking_console.demo.mailbox.model import PRACTICE, Diary, Draft, Expected, Status, long_day

_IGNORED = (Expected(Status.IGNORED),)


def drafts(diary: Diary) -> list[Draft]:
    return [
        _reminder(diary),
        _newsletter(diary),
        _automatic_answer(),
        _ambiguous_date(diary),
        _ambiguous_weekday(),
        _look_alike(diary),
    ]


def _reminder(diary: Diary) -> Draft:
    visit = diary.visit("Marta Kowalska", "Initial consultation", 3, "10:30", 30)
    return Draft(
        slug="reminder",
        style="reminder",
        sender=NORTHGATE,
        subject=f"Reminder: your appointment on {long_day(visit.start)}",
        text=(
            "This is a reminder of your upcoming appointment.\n\n"
            f"Patient: {visit.guest}\nAppointment: {visit.service}\n"
            f"Date: {long_day(visit.start)}\nTime: {visit.start:%H:%M} - {visit.end:%H:%M}\nReference: NG-2201\n"
        ),
        expected=_IGNORED,
    )


def _newsletter(diary: Diary) -> Draft:
    evening = diary.at(9, "18:30")
    return Draft(
        slug="newsletter",
        style="newsletter",
        sender="ClinicBook News <news@clinicbook.example>",
        subject="ClinicBook newsletter: what is new this month",
        text=(
            f"ClinicBook newsletter\n\nJoin our webinar on {long_day(evening)} at {evening:%H:%M}: fewer no-shows.\n\n"
            "You receive this newsletter because you use ClinicBook. Unsubscribe: https://clinicbook.example/u\n"
        ),
        headers={
            "List-Id": "ClinicBook News <news.clinicbook.example>",
            "List-Unsubscribe": "<https://clinicbook.example/u>",
            "Precedence": "bulk",
        },
        expected=_IGNORED,
    )


def _automatic_answer() -> Draft:
    return Draft(
        slug="automatic-answer",
        style="automatic answer",
        sender="Philippa Snow <secretary@meridianclinics.example>",
        subject="Automatic reply: room for Thursday",
        text="Thank you for your message. I am out of the office and will answer when I am back.\n",
        headers={"Auto-Submitted": "auto-replied"},
        expected=_IGNORED,
    )


def _ambiguous_date(diary: Diary) -> Draft:
    """The weekday fits only the other order of day and month than the practice's own."""
    day = _misleading_day(diary.today)
    return Draft(
        slug="ambiguous-date",
        style="ambiguous date",
        sender=CLINICBOOK,
        subject="Appointment confirmed",
        text=(
            "Appointment confirmed\n\nClient: Rosalind Avery\nService: Initial consultation\n"
            f"When: {day:%A} {day.month:02}/{day.day:02}/{day.year} at 2:00 PM\nDuration: 30 minutes\n"
        ),
        expected=(Expected(Status.NEEDS_ATTENTION),),
    )


def _misleading_day(today: date) -> date:
    """A working day to come whose day and month, exchanged, are another future day with another weekday."""
    day = today + timedelta(days=10)
    while not _misleads(day, today):
        day += timedelta(days=1)
    return day


def _misleads(day: date, today: date) -> bool:
    if day.day > 12 or day.day == day.month or day.weekday() > 4:
        return False
    exchanged = date(day.year, day.day, day.month)
    return exchanged > today and exchanged.weekday() != day.weekday()


def _ambiguous_weekday() -> Draft:
    return Draft(
        slug="ambiguous-weekday",
        style="vague note",
        sender="Ben Northgate <ben@northgatephysio.example>",
        subject="room please",
        text="Hi,\n\ncould you book Leonard Quill in for a treatment next week, some time in the afternoon?\n\nBen\n",
        expected=(Expected(Status.NEEDS_ATTENTION),),
    )


def _look_alike(diary: Diary) -> Draft:
    """Looks like a booking service that the practice uses; the sender's domain differs by one sign."""
    visit = diary.visit("Victor Lang", "Initial consultation", 8, "09:00", 30)
    return Draft(
        slug="look-alike",
        style="look-alike of a known sender",
        sender="ClinicBook <notifications@cliniicbook.example>",
        subject=f"Booking confirmed: {visit.service}",
        text=(
            "Booking confirmed\n\n"
            f"Client: {visit.guest}\nService: {visit.service}\nDate: {long_day(visit.start)}\n"
            f"Time: {visit.start:%H:%M} - {visit.end:%H:%M}\nLocation: {PRACTICE}\n"
        ),
        expected=(Expected(Status.NEEDS_ATTENTION, reason_contains="sender"),),
    )
