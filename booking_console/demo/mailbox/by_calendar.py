"""Bookings whose facts stand in a calendar part or file."""

from booking_console.demo.mailbox.calendars import calendar
from booking_console.demo.mailbox.model import (
    CONSULT_ROOMS,
    PRACTICE,
    TREATMENT_ROOMS,
    Diary,
    Draft,
    booked,
    half_day_clock,
    long_day,
)

MERIDIAN = "Meridian Clinics <diary@meridianclinics.example>"
STANTON = "Stanton Spine Centre <bookings@stantonspine.example>"


def drafts(diary: Diary) -> list[Draft]:
    return [_invitation(diary), _invitation_with_letter(diary), _file_only(diary)]


def _invitation(diary: Diary) -> Draft:
    visit = diary.visit("Amelia Hartwell", "initial consultation", 2, "09:00", 30)
    return Draft(
        slug="invitation",
        style="calendar invitation",
        sender=MERIDIAN,
        subject=f"Invitation: {visit.guest} - {visit.service}",
        text=f"You have been invited to an appointment at {PRACTICE}.\n",
        calendar=calendar(visit, uid="hartwell-1@meridianclinics.example", organizer="diary@meridianclinics.example"),
        expected=booked(visit, CONSULT_ROOMS[0]),
    )


def _invitation_with_letter(diary: Diary) -> Draft:
    visit = diary.visit("Noor Rahimi", "shockwave treatment", 2, "10:00", 45)
    when = f"{long_day(visit.start)}, {half_day_clock(visit.start)} to {half_day_clock(visit.end)}"
    return Draft(
        slug="invitation-with-letter",
        style="calendar invitation",
        sender=STANTON,
        subject=f"Confirmed: {visit.guest} - {visit.service}",
        text=f"Appointment confirmed\n\nPatient: {visit.guest}\nService: {visit.service}\nWhen: {when}\n",
        html=f"<p>Appointment confirmed</p><p>Patient: {visit.guest}<br>Service: {visit.service}<br>When: {when}</p>",
        calendar=calendar(visit, uid="rahimi-77@stantonspine.example", organizer="bookings@stantonspine.example"),
        expected=booked(visit, TREATMENT_ROOMS[0]),
    )


def _file_only(diary: Diary) -> Draft:
    visit = diary.visit("Tobias Lindqvist", "follow-up consultation", 2, "11:00", 30)
    return Draft(
        slug="calendar-file",
        style="calendar file attached",
        sender=MERIDIAN,
        subject="Appointment confirmed",
        text="The appointment is attached as a calendar file.\n",
        calendar=calendar(
            visit,
            uid="lindqvist-4@meridianclinics.example",
            organizer="diary@meridianclinics.example",
            method="PUBLISH",
            is_invite=False,
        ),
        expected=booked(visit, CONSULT_ROOMS[0]),
    )
