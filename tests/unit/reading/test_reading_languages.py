"""What only some of the mails need: words of other languages, times in words, lists, markup, urgency."""

from datetime import date, time
from zoneinfo import ZoneInfo

import pytest

from booking_console.adapters.parsing.languages.tongues import spoken_in
from booking_console.adapters.parsing.lines.labels import read_labels
from booking_console.adapters.parsing.names.names import labelled_name, person_name
from booking_console.adapters.parsing.rungs.urgency import urgency_of
from booking_console.adapters.parsing.times.clock import scan_times
from booking_console.adapters.parsing.times.dates import scan_dates
from booking_console.adapters.parsing.times.mentions import Calendar
from booking_console.adapters.parsing.times.moments import read_times

TUESDAY = date(2026, 6, 9)


@pytest.mark.parametrize(
    ("said", "language"),
    [
        ("der Termin wurde verlegt", "de"),
        ("de afspraak is verzet, groeten", "nl"),
        ("votre rendez-vous est confirmé", "fr"),
        ("la cita con el doctor, saludos", "es"),
    ],
)
def test_the_language_of_a_mail_is_told_by_its_small_words(said, language):
    assert language in {phrases.language for phrases in spoken_in(said)}


def test_an_english_mail_is_read_with_english_phrases_only():
    assert spoken_in("Ada Moreau is booked with Dr Grey on Thursday at 10am for half an hour.") == []


@pytest.mark.parametrize(
    ("said", "begin"),
    [("half past ten in the morning", time(10, 30)), ("quarter to four pm", time(15, 45)), ("9 o'clock a.m.", time(9))],
)
def test_a_time_in_words_with_its_half_of_the_day_is_certain(said, begin):
    (mention,) = scan_times(said)
    assert mention.begin == begin


@pytest.mark.parametrize("said", ["quarter past seven", "1h30 - 15h00"])
def test_a_time_of_either_half_of_the_day_is_not_guessed(said):
    assert all(mention.begin is None or mention.begin < time(7) for mention in scan_times(said))


def test_tomorrow_beside_another_weekday_is_a_doubt():
    (mention,) = scan_dates("tomorrow, Friday at nine", Calendar("DMY", TUESDAY))
    assert mention.day is None
    assert "Wednesday" in mention.doubt


def test_one_day_and_one_time_of_a_sentence_belong_together():
    clock = read_times("Friday 12 June: Ada Moreau at 4pm.", Calendar("DMY", TUESDAY), ZoneInfo("Europe/London"))
    assert [f"{moment.at:%d %H:%M}" for moment in clock.moments if moment.at] == ["12 16:00"]


@pytest.mark.parametrize(
    ("said", "name"),
    [
        ("KAPOOR Theodora", "Theodora Kapoor"),
        ("Marguerite St. Clair", "Marguerite St. Clair"),
        ("Pieter van 't Hoff", "Pieter van 't Hoff"),
        ("Fatima az-Zahra Benali", "Fatima az-Zahra Benali"),
        ("Jack Ma", "Jack Ma"),
        ("Kim Do-Hyun", "Kim Do-Hyun"),
        ("Linh Do, MD", "Linh Do"),
        ("Anna Quill DO", "Anna Quill"),
    ],
)
def test_a_name_is_read_however_it_is_written(said, name):
    assert person_name(said) == name


@pytest.mark.parametrize(
    "said",
    [
        "Das Zimmer",
        "Neue Online-Buchung",
        "H**** C****",
        "Terminänderung Fiedler",
        "Sprechzeiten Mo-Fr",
        "Quill So-Do",
        "Vat Gb",
        "Cobblestone Osteopaths",
    ],
)
def test_what_only_looks_like_a_name_is_none(said):
    assert person_name(said) is None


def test_a_surname_that_is_another_word_needs_its_label():
    assert (labelled_name("Katie Price"), person_name("Katie Price")) == ("Katie Price", None)


@pytest.mark.parametrize(
    ("text", "level"),
    [
        ("Priority: Urgent", "urgent"),
        ("Urgency: non-urgent", "routine"),
        ("Dringlichkeit: bald", "soon"),
        ("Ada is here", None),
    ],
)
def test_the_urgency_is_what_the_mail_says(text, level):
    found = urgency_of(text, read_labels(text))
    assert (found.value if found else None) == level


def test_an_emergency_number_makes_nothing_urgent():
    assert urgency_of("For an emergency appointment call 000. This is not an urgent visit.", []) is None
