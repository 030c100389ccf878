"""Bookings written by people, in three languages."""

from datetime import datetime

from booking_console.demo.mailbox.model import (
    CONSULT_ROOMS,
    Diary,
    Draft,
    Visit,
    booked,
    half_day_clock,
    long_day,
)

_GERMAN_DAYS = ("Montag", "Dienstag", "Mittwoch", "Donnerstag", "Freitag")
_GERMAN_MONTHS = (
    "Januar", "Februar", "März", "April", "Mai", "Juni", "Juli", "August", "September", "Oktober", "November", "Dezember",
)  # fmt: skip
_FRENCH_DAYS = ("lundi", "mardi", "mercredi", "jeudi", "vendredi")
_FRENCH_MONTHS = (
    "janvier", "février", "mars", "avril", "mai", "juin", "juillet", "août", "septembre", "octobre", "novembre", "décembre",
)  # fmt: skip


def drafts(diary: Diary) -> list[Draft]:
    return [
        _letter(diary.visit("Walter Finch", "consultation", 4, "09:15", 30)),
        _note(diary.visit("Ingrid Solberg", "Second opinion consultation", 4, "10:00", 60)),
        _german(diary.visit("Jürgen Weiß", "Konsultation", 4, "11:00", 30)),
        _french(diary.visit("Hélène Moreau", "Consultation", 4, "14:00", 30)),
    ]


def _letter(visit: Visit) -> Draft:
    return Draft(
        slug="letter",
        style="letter in prose",
        sender="Philippa Snow <secretary@meridianclinics.example>",
        subject=f"Confirmation for Mr {visit.guest}",
        text=(
            "Dear colleagues,\n\n"
            f"I am writing to confirm a {visit.service} for Mr {visit.guest} with Dr Meridian at your rooms on"
            f" {long_day(visit.start)} from {half_day_clock(visit.start)} to {half_day_clock(visit.end)}.\n\n"
            "Kind regards\nPhilippa Snow\nSecretary to Dr Meridian\n"
        ),
        expected=booked(visit, CONSULT_ROOMS[0]),
    )


def _note(visit: Visit) -> Draft:
    return Draft(
        slug="short-note",
        style="short note",
        sender="Ben Northgate <ben@northgatephysio.example>",
        subject="Booking confirmed",
        text=(
            "Morning,\n\nConfirming a booking:\n\n"
            f"{visit.guest}\n{long_day(visit.start)}\n"
            f"{half_day_clock(visit.start)} to {half_day_clock(visit.end)}\n"
            f"{visit.service} with me\n\nCheers\nBen\n"
        ),
        expected=booked(visit, CONSULT_ROOMS[0]),
    )


def _german(visit: Visit) -> Draft:
    day = (
        f"{_GERMAN_DAYS[visit.start.weekday()]}, {visit.start.day}. {_GERMAN_MONTHS[visit.start.month - 1]}"
        f" {visit.start.year}"
    )
    return Draft(
        slug="german",
        style="German",
        sender="Praxis Lindenhof <termine@praxis-lindenhof.example>",
        subject="Terminbestätigung",
        text=(
            "Guten Tag,\n\nder folgende Termin ist bestätigt.\n\n"
            f"Patient: {visit.guest}\nLeistung: {visit.service}\nDatum: {day}\n"
            f"Uhrzeit: {visit.start:%H:%M} - {visit.end:%H:%M} Uhr\n\n"
            "Mit freundlichen Grüßen\nPraxis Lindenhof\n"
        ),
        expected=booked(visit, CONSULT_ROOMS[0]),
    )


def _french(visit: Visit) -> Draft:
    return Draft(
        slug="french",
        style="French",
        sender="Cabinet Moreau <rendez-vous@cabinet-moreau.example>",
        subject="Confirmation de rendez-vous",
        text=(
            "Bonjour,\n\nLe rendez-vous suivant est confirmé.\n\n"
            f"Patient : {visit.guest}\nMotif : {visit.service}\nDate : {_french_day(visit.start)}\n"
            f"Heure : {visit.start:%H:%M} - {visit.end:%H:%M}\n\nCordialement\nCabinet Moreau\n"
        ),
        expected=booked(visit, CONSULT_ROOMS[0]),
    )


def _french_day(moment: datetime) -> str:
    return f"{_FRENCH_DAYS[moment.weekday()]} {moment.day} {_FRENCH_MONTHS[moment.month - 1]} {moment.year}"
