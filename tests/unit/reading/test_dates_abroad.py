"""Days as German, Dutch, French and Spanish mails write them."""

from datetime import date

import pytest

from booking_console.adapters.parsing.times.dates import scan_dates
from booking_console.adapters.parsing.times.mentions import Calendar

TUESDAY = Calendar("DMY", date(2026, 9, 1))


@pytest.mark.parametrize(
    ("said", "day"),
    [
        ("mar. 13 octobre 2026", date(2026, 10, 13)),
        ("mar 13 octobre", date(2026, 10, 13)),
        ("jeu. 15/10", date(2026, 10, 15)),
        ("5. 8. 2027", date(2027, 8, 5)),
        ("16.Oktober 2026", date(2026, 10, 16)),
        ("de 16e oktober", date(2026, 10, 16)),
        ("12. Jänner 2027", date(2027, 1, 12)),
        ("3 feber 2027", date(2027, 2, 3)),
        ("el 1.º de marzo", date(2027, 3, 1)),
        ("mié. 14 oct. 2026", date(2026, 10, 14)),
        ("après-demain", date(2026, 9, 3)),
        ("pasado mañana", date(2026, 9, 3)),
        ("morgenmiddag", date(2026, 9, 2)),
    ],
)
def test_the_day_is_read_as_it_is_written_there(said, day):
    assert [mention.day for mention in scan_dates(said, TUESDAY)] == [day]


@pytest.mark.parametrize(
    "said",
    ["Lindengasse 7/3, 1000 Wien", "Lindenstraße 7/3", "Tür 7/3", "Steenweg 7/3", "Morgen zusammen,", "am Morgen"],
)
def test_a_door_and_a_greeting_are_no_day(said):
    assert scan_dates(said, TUESDAY) == []


@pytest.mark.parametrize("said", ["lun. 13 octobre 2026", "Di., 14.10.2026", "demain, vendredi"])
def test_a_weekday_that_does_not_fit_is_a_doubt_however_short(said):
    (mention,) = scan_dates(said, TUESDAY)
    assert mention.day is None
    assert mention.doubt
