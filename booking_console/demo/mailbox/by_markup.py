"""Bookings in HTML: with the facts as JSON-LD, and in a table."""

import json
from html import escape

from booking_console.demo.mailbox.model import (
    CONSULT_ROOMS,
    PRACTICE,
    TREATMENT_ROOMS,
    Diary,
    Draft,
    Visit,
    booked,
    half_day_clock,
    long_day,
)

CLINICBOOK = "ClinicBook <notifications@clinicbook.example>"
_STYLE = "<style>body{font-family:Arial,sans-serif;color:#222} .k{color:#777} td{padding:4px 12px}</style>"


def drafts(diary: Diary) -> list[Draft]:
    return [
        _marked_up(
            diary.visit("Priya Natarajan", "Initial consultation", 2, "13:00", 30), "CB-40217", CONSULT_ROOMS[0]
        ),
        _marked_up(
            diary.visit("Ewan Sinclair", "Remedial massage treatment", 3, "09:00", 60), "CB-40233", TREATMENT_ROOMS[0]
        ),
        _table(diary.visit("Chloé Bertrand", "Dermatology consultation", 3, "14:00", 45), "ST-1187", CONSULT_ROOMS[0]),
        _table(
            diary.visit("Samira Youssef", "Wound dressing treatment", 3, "15:00", 30), "ST-1190", TREATMENT_ROOMS[0]
        ),
    ]


def _marked_up(visit: Visit, reference: str, room: str) -> Draft:
    facts = {
        "@context": "https://schema.org",
        "@type": "EventReservation",
        "reservationNumber": reference,
        "reservationStatus": "https://schema.org/ReservationConfirmed",
        "underName": {"@type": "Person", "name": visit.guest},
        "reservationFor": {
            "@type": "Event",
            "name": visit.service,
            "startDate": visit.start.isoformat(),
            "endDate": visit.end.isoformat(),
            "location": {"@type": "Place", "name": PRACTICE, "address": "4 Harbour Lane"},
        },
    }
    script = json.dumps(facts, indent=1, ensure_ascii=False)
    return Draft(
        slug=f"markup-{reference.lower()}",
        style="HTML with JSON-LD",
        sender=CLINICBOOK,
        subject=f"Booking confirmed: {visit.service}",
        html=(
            f'<html><head>{_STYLE}<script type="application/ld+json">{script}</script></head><body>'
            f'<div style="display:none">Your booking at a glance</div><h2>Booking confirmed</h2>'
            f"<p>{escape(visit.guest)} is booked for {escape(visit.service)}<br>{long_day(visit.start)},"
            f" {half_day_clock(visit.start)} to {half_day_clock(visit.end)}</p>"
            f'<p class="k">Booking number {reference}</p></body></html>'
        ),
        expected=booked(visit, room),
    )


def _table(visit: Visit, reference: str, room: str) -> Draft:
    rows = {
        "Patient": visit.guest,
        "Service": visit.service,
        "Date": long_day(visit.start),
        "Time": f"{visit.start:%H:%M} – {visit.end:%H:%M}",
        "Practitioner": "Dr Ruth Stanton",
        "Reference": reference,
    }
    cells = "".join(f'<tr><td class="k">{name}</td><td>{escape(value)}</td></tr>' for name, value in rows.items())
    return Draft(
        slug=f"table-{reference.lower()}",
        style="HTML table",
        sender="Stanton Spine Centre <bookings@stantonspine.example>",
        subject=f"Appointment confirmation {reference}",
        html=f"<html><head>{_STYLE}</head><body><p>An appointment has been confirmed.</p><table>{cells}</table></body></html>",
        expected=booked(visit, room),
    )
