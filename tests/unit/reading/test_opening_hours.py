"""Hours of letterheads, footers and signatures are nobody's appointment."""

from datetime import date, time
from zoneinfo import ZoneInfo

import pytest

from booking_console.adapters.parsing.times.hours import opening_hours
from booking_console.adapters.parsing.times.mentions import Calendar
from booking_console.adapters.parsing.times.moments import read_times


@pytest.mark.parametrize(
    "said",
    [
        "Tfno. 900 111 222 (L-V 8:00 a 15:00)",
        "Sekretariat: Mo-Do 08:00-15:30 Uhr, Fr 08:00-13:00 Uhr",
        "Montags bis freitags von 8 bis 12 Uhr und von 14 bis 17 Uhr",
        "maandag t/m vrijdag: 8u30-12u en 13u-17u",
        "du lundi au vendredi de 8h30 à 12h et de 13h30 à 17h",
        "Tél. 01 00 00 00 00 (8h – 18h, sauf samedi)",
        "De lunes a jueves, de 9 a 14 h y de 16 a 19 h",
        "Bürozeiten: 8-12 Uhr",
        "telefonisch bereikbaar van 8.30 tot 12.00 uur",
        "Mon-Fri 9am-5pm",
        "werktags 8-18 Uhr",
    ],
)
def test_the_hours_of_an_office_are_no_times_of_a_mail(said):
    clock = read_times(said, Calendar("DMY", date(2026, 6, 9)), ZoneInfo("Europe/Madrid"))

    assert opening_hours(said)
    assert clock.times == []


@pytest.mark.parametrize(
    "said",
    [
        "Montag, 12. Oktober 2026, 9:00 - 10:00 Uhr",
        "Do 9:00-9:30 Uhr",
        "Tel.: 0800 123 456\nUhrzeit: 9:00-9:30",
        "jeudi 5 mars de 9h à 9h30",
        "el lunes de 9:00 a 10:00",
        "Sprechstunde: 9:00-9:20 Uhr",
        "ma 12 en di 13 oktober, 9:00-10:00",
    ],
)
def test_the_range_of_a_visit_is_no_opening_hours(said):
    assert opening_hours(said) == []


@pytest.mark.parametrize(
    ("said", "begin"),
    [
        ("18u20", time(18, 20)),
        ("om 09u45", time(9, 45)),
        ("à 7h50", time(7, 50)),
        ("à 8 h 50", time(8, 50)),
        ("14 heures 30", time(14, 30)),
        ("om 14.30 u.", time(14, 30)),
    ],
)
def test_who_writes_hours_with_their_letter_counts_to_24(said, begin):
    (found,) = read_times(said, Calendar("DMY", date(2026, 6, 9)), ZoneInfo("Europe/Paris")).times
    assert found.begin == begin


def test_a_word_that_begins_like_the_unit_is_no_time():
    assert not read_times("kamer 2 u kunt", Calendar("DMY", date(2026, 6, 9)), ZoneInfo("Europe/Brussels")).times
