"""Bookings in plain text: labelled lines, dotted lines, notices of a booking page, lists."""

from booking_console.demo.mailbox.by_markup import CLINICBOOK
from booking_console.demo.mailbox.model import (
    CONSULT_ROOMS,
    PRACTICE,
    TREATMENT_ROOMS,
    Diary,
    Draft,
    Expected,
    Visit,
    booked,
    half_day_clock,
    long_day,
)

NORTHGATE = "Northgate Physiotherapy <reception@northgatephysio.example>"


def drafts(diary: Diary) -> list[Draft]:
    return [
        labelled(diary.visit("Marta Kowalska", "Initial consultation", 3, "10:30", 30), "NG-2201", CONSULT_ROOMS[0]),
        _dotted(diary.visit("Samuel Adeyinka", "Dry needling treatment", 3, "11:15", 30), TREATMENT_ROOMS[0]),
        _notice(diary.visit("Lucas Ferreira", "New patient consultation", 6, "09:15", 30), CONSULT_ROOMS[0]),
        _forwarded(diary.visit("Helen Marsh", "Laser treatment", 6, "11:00", 45), TREATMENT_ROOMS[0]),
        _day_list(diary),
        _series(diary),
    ]


def labelled(visit: Visit, reference: str, room: str) -> Draft:
    return Draft(
        slug=f"labelled-{reference.lower()}",
        style="labelled text",
        sender=NORTHGATE,
        subject=f"Appointment confirmed - {reference}",
        text=(
            "A new appointment has been confirmed.\n\n"
            f"Patient: {visit.guest}\n"
            f"Appointment: {visit.service}\n"
            f"Date: {long_day(visit.start)}\n"
            f"Time: {visit.start:%H:%M} - {visit.end:%H:%M}\n"
            f"Reference: {reference}\n\n"
            f"Northgate Physiotherapy for {PRACTICE}\n"
        ),
        expected=booked(visit, room),
    )


def _dotted(visit: Visit, room: str) -> Draft:
    return Draft(
        slug="dotted",
        style="dotted lines",
        sender=NORTHGATE,
        subject="BOOKING CONFIRMED",
        text=(
            "BOOKING CONFIRMED\n\n"
            f"CLIENT ............. {visit.guest}\n"
            f"SERVICE ............ {visit.service}\n"
            f"DATE ............... {visit.start:%a} {visit.start.day} {visit.start:%b %Y}\n"
            f"START .............. {half_day_clock(visit.start)}\n"
            f"DURATION ........... {visit.minutes} minutes\n"
        ),
        expected=booked(visit, room),
    )


def _notice(visit: Visit, room: str) -> Draft:
    return Draft(
        slug="booking-page-notice",
        style="notice of a booking page",
        sender=CLINICBOOK,
        subject=f"New booking: {visit.guest} - {half_day_clock(visit.start)}, {long_day(visit.start)}",
        text=(
            "Hello,\n\nA new booking has been made and confirmed.\n\n"
            f"Client:\n{visit.guest}\n\n"
            f"Service:\n{visit.service}\n\n"
            f"Date and time:\n{long_day(visit.start)}, {half_day_clock(visit.start)} - {half_day_clock(visit.end)}\n\n"
            "Booking number:\nCB-40391\n\n"
            "View it in ClinicBook: https://clinicbook.example/b/40391\n"
        ),
        expected=booked(visit, room),
    )


def _forwarded(visit: Visit, room: str) -> Draft:
    return Draft(
        slug="forwarded",
        style="forwarded by a colleague",
        sender="Front desk <desk@harbourlane.example>",
        subject="FW: Appointment confirmed",
        text=(
            "Please book a room for this one, thanks. Jo\n\n"
            "-----Original Message-----\n"
            f"From: {NORTHGATE}\n"
            "To: Front desk <desk@harbourlane.example>\n"
            "Subject: Appointment confirmed\n\n"
            "A new appointment has been confirmed.\n\n"
            f"Patient: {visit.guest}\n"
            f"Appointment: {visit.service}\n"
            f"Date: {long_day(visit.start)}\n"
            f"Time: {visit.start:%H:%M} - {visit.end:%H:%M}\n"
            "Reference: NG-2230\n"
        ),
        expected=booked(visit, room),
    )


def _day_list(diary: Diary) -> Draft:
    visits = {
        diary.visit("Olga Petrova", "consultation", 5, "09:00", 30): CONSULT_ROOMS[0],
        diary.visit("Ravi Menon", "consultation", 5, "09:30", 30): CONSULT_ROOMS[0],
        diary.visit("Grace Okafor", "compression treatment", 5, "10:00", 45): TREATMENT_ROOMS[0],
    }
    blocks = "\n".join(
        f"Patient: {visit.guest}\nService: {visit.service}\nDate: {long_day(visit.start)}\n"
        f"Time: {visit.start:%H:%M} - {visit.end:%H:%M}\n"
        for visit in visits
    )
    return Draft(
        slug="day-list",
        style="several appointments in one mail",
        sender=NORTHGATE,
        subject="Three confirmed appointments",
        text=f"The following appointments are confirmed.\n\n{blocks}\nNorthgate Physiotherapy\n",
        expected=_each(visits),
    )


def _series(diary: Diary) -> Draft:
    visits = {
        diary.visit("Daniel Brandt", "Acupuncture treatment", number, "15:00", 45): TREATMENT_ROOMS[0]
        for number in (6, 8)
    }
    lines = "".join(
        f"  {order}. {long_day(visit.start)}, {half_day_clock(visit.start)} - {half_day_clock(visit.end)}\n"
        for order, visit in enumerate(visits, start=1)
    )
    return Draft(
        slug="series",
        style="series of one guest",
        sender=CLINICBOOK,
        subject="Your block of 2 is booked",
        text=f"Booking confirmed\n\nClient: Daniel Brandt\nService: Acupuncture treatment\n\nYour sessions:\n{lines}",
        expected=_each(visits),
    )


def _each(visits: dict[Visit, str]) -> tuple[Expected, ...]:
    return tuple(expected for visit, room in visits.items() for expected in booked(visit, room))
