"""Appointments that are confirmed first and then moved or cancelled by a later mail."""

from dataclasses import replace

from booking_console.demo.mailbox.by_calendar import MERIDIAN
from booking_console.demo.mailbox.by_text import NORTHGATE, labelled
from booking_console.demo.mailbox.calendars import calendar
from booking_console.demo.mailbox.model import (
    CONSULT_ROOMS,
    PRACTICE,
    TREATMENT_ROOMS,
    Diary,
    Draft,
    Visit,
    booked,
    cancelled,
    long_day,
)

_ORGANIZER = "diary@meridianclinics.example"


def drafts(diary: Diary) -> list[Draft]:
    return [
        *_moved_by_text(diary),
        *_moved_by_invitation(diary),
        *_cancelled_by_text(diary),
        *_cancelled_by_invitation(diary),
    ]


def _moved_by_text(diary: Diary) -> list[Draft]:
    first = diary.visit("Beatrix Hollis", "Review consultation", 6, "13:00", 30)
    then = diary.visit("Beatrix Hollis", "Review consultation", 7, "13:30", 30)
    moved = Draft(
        slug="moved",
        style="reschedule in labelled text",
        sender=NORTHGATE,
        subject="Appointment rescheduled - NG-2304",
        text=(
            "This appointment has been rescheduled.\n\n"
            f"Patient: {then.guest}\nAppointment: {then.service}\nReference: NG-2304\n\n"
            f"Previous date: {long_day(first.start)} at {first.start:%H:%M}\n"
            f"New date: {long_day(then.start)}\nNew time: {then.start:%H:%M} - {then.end:%H:%M}\n"
        ),
        expected=booked(then, CONSULT_ROOMS[0]),
    )
    return [_undecided(labelled(first, "NG-2304", CONSULT_ROOMS[0])), moved]


def _moved_by_invitation(diary: Diary) -> list[Draft]:
    first = diary.visit("Omar Haddadi", "ultrasound treatment", 7, "09:00", 45)
    then = diary.visit("Omar Haddadi", "ultrasound treatment", 7, "16:00", 45)
    uid = "haddadi-12@meridianclinics.example"
    moved = Draft(
        slug="invitation-updated",
        style="updated calendar invitation",
        sender=MERIDIAN,
        subject=f"Updated invitation: {then.guest} - {then.service}",
        text=f"The appointment at {PRACTICE} has a new time.\n",
        calendar=calendar(then, uid=uid, organizer=_ORGANIZER, sequence=1),
        expected=booked(then, TREATMENT_ROOMS[0]),
    )
    return [_invitation(first, uid), moved]


def _cancelled_by_text(diary: Diary) -> list[Draft]:
    visit = diary.visit("Fiona Aldous", "Initial consultation", 7, "10:00", 30)
    called_off = Draft(
        slug="cancelled",
        style="cancellation in labelled text",
        sender=NORTHGATE,
        subject="Appointment cancelled - NG-2311",
        text=(
            "This appointment has been cancelled.\n\n"
            f"Patient: {visit.guest}\nAppointment: {visit.service}\nReference: NG-2311\n"
            f"Date: {long_day(visit.start)}\nTime: {visit.start:%H:%M} - {visit.end:%H:%M}\n"
        ),
        expected=cancelled(visit),
    )
    return [_undecided(labelled(visit, "NG-2311", CONSULT_ROOMS[0])), called_off]


def _cancelled_by_invitation(diary: Diary) -> list[Draft]:
    visit = diary.visit("Kenji Watanabe", "consultation", 7, "11:00", 30)
    uid = "watanabe-3@meridianclinics.example"
    called_off = Draft(
        slug="invitation-cancelled",
        style="cancelled calendar invitation",
        sender=MERIDIAN,
        subject=f"Cancelled: {visit.guest} - {visit.service}",
        text=f"The appointment at {PRACTICE} has been cancelled.\n",
        calendar=calendar(visit, uid=uid, organizer=_ORGANIZER, sequence=1, method="CANCEL"),
        expected=cancelled(visit),
    )
    return [_invitation(visit, uid), called_off]


def _invitation(visit: Visit, uid: str) -> Draft:
    return Draft(
        slug=f"invitation-{uid.partition('@')[0]}",
        style="calendar invitation",
        sender=MERIDIAN,
        subject=f"Invitation: {visit.guest} - {visit.service}",
        text=f"You have been invited to an appointment at {PRACTICE}.\n",
        calendar=calendar(visit, uid=uid, organizer=_ORGANIZER),
    )


def _undecided(draft: Draft) -> Draft:
    """The later mail says how it ends."""
    return replace(draft, expected=())
