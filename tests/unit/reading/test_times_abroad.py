"""How German, Dutch, French and Spanish mails tell the time, and how long a visit takes."""

from datetime import date, time, timedelta
from zoneinfo import ZoneInfo

import pytest

from booking_console.adapters.parsing.times.clock import scan_times
from booking_console.adapters.parsing.times.durations import scan_lengths
from booking_console.adapters.parsing.times.mentions import Calendar
from booking_console.adapters.parsing.times.moments import read_times


@pytest.mark.parametrize(
    ("said", "begin"),
    [
        ("um viertel neun Uhr", time(8, 15)),
        ("um dreiviertel neun", time(8, 45)),
        ("fünf vor halb drei", time(14, 25)),
        ("am Freitag um neun bei Dr. Holm", time(9)),
        ("um 10 bei uns", time(10)),
        ("kwart over tien", time(10, 15)),
        ("om tien bij dokter Vos", time(10)),
        ("tien over half elf", time(10, 40)),
        ("9 heures et quart", time(9, 15)),
        ("9h et demie", time(9, 30)),
        ("9 h moins le quart", time(8, 45)),
        ("14 heures trente", time(14, 30)),
        ("a las 10 y media", time(10, 30)),
        ("a las 9 menos cuarto", time(8, 45)),
        ("a las 4 de la tarde", time(16)),
        ("a las 16", time(16)),
        ("cuarto para las diez", time(9, 45)),
    ],
)
def test_the_time_is_read_as_people_say_it(said, begin):
    (mention,) = scan_times(said)
    assert mention.begin == begin


@pytest.mark.parametrize(
    "said",
    ["um drei Wochen verschoben", "om een afspraak", "a las 2 semanas", "um zehn Minuten später", "a las 3 citas"],
)
def test_a_number_behind_the_same_word_is_no_time(said):
    assert scan_times(said) == []


@pytest.mark.parametrize(
    ("said", "both"),
    [
        ("de 9 heures à 9 heures et demie", (time(9), time(9, 30))),
        ("van half tien tot tien uur", (time(9, 30), time(10))),
        ("von 9 Uhr bis halb zehn", (time(9), time(9, 30))),
    ],
)
def test_a_range_of_which_one_side_is_in_words_has_both_sides(said, both):
    (mention,) = scan_times(said)
    assert (mention.begin, mention.finish) == both


@pytest.mark.parametrize("said", ["von neun bis halb zehn Uhr", "zwischen 9 und 10 Uhr", "entre las 9 y las 10:30"])
def test_the_end_of_a_range_that_cannot_be_read_is_never_a_start(said):
    text = f"Montag, 12. Oktober 2026, {said}"
    clock = read_times(text, Calendar("DMY", date(2026, 9, 1)), ZoneInfo("Europe/Berlin"))
    assert all(moment.at is None for moment in clock.moments)


@pytest.mark.parametrize(
    ("said", "minutes"),
    [
        ("Dauer: eine Dreiviertelstunde", 45),
        ("con veinte minutos basta", 20),
        ("duur drie kwartier", 45),
        ("une consultation d'une demi-heure", 30),
        ("eine halbe Stunde", 30),
        ("vijfenveertig minuten", 45),
        ("durée quarante-cinq minutes", 45),
        ("una hora y media", 90),
    ],
)
def test_a_length_in_words_is_a_length(said, minutes):
    assert [length.value for length in scan_lengths(said)] == [timedelta(minutes=minutes)]


@pytest.mark.parametrize(
    "said",
    [
        "kommen Sie 15 Minuten vorher",
        "mindestens 30 Minuten",
        "verschiebt sich um 30 Minuten",
        "à 8 h 50",
        "om 10 uur",
        "minimaal 30 minuten",
        "10 minuten te laat",
        "dans 30 minutes",
        "15 minutos antes",
        "al menos 30 minutos",
        "10 minutes à pied",
    ],
)
def test_what_is_said_of_waiting_and_coming_early_is_no_length(said):
    assert scan_lengths(said) == []
