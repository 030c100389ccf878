"""What is kept as JSON comes back as it was; names fold as people compare them."""

import json
from dataclasses import replace
from datetime import UTC, datetime, time, timedelta, timezone

import pytest
from hypothesis import given
from hypothesis import strategies as st

from booking_console.adapters.db.choosing import availability_json, availability_of, candidates_json, candidates_of
from booking_console.adapters.db.reading import extraction_json, extraction_of
from booking_console.adapters.db.settings_json import schedule_json, schedule_of, switch_json, switch_of
from booking_console.domain import names
from booking_console.domain.allocation import Availability, Busy, Candidate
from booking_console.domain.extraction import AppointmentFields, Doubt, Extraction, Field, FieldName
from booking_console.domain.schedule import BookingSwitch, OpeningHours, Rhythm, Schedule
from booking_console.domain.slot import Slot
from booking_console.domain.trust import Origin

texts = st.text(st.characters(codec="utf-8"), max_size=20)
# With an offset, as they are kept: an hour that a zone has twice equals no time of another zone, not even itself.
zones = st.integers(-14 * 60, 14 * 60).map(lambda minutes: timezone(timedelta(minutes=minutes)))
times = st.datetimes(datetime(2000, 1, 1), datetime(2100, 1, 1), timezones=zones)  # noqa: DTZ001 - bounds
TIMED = {FieldName.START, FieldName.END, FieldName.PREVIOUS_START}


def fields_of(value: st.SearchStrategy[object]) -> st.SearchStrategy[object]:
    return st.none() | st.builds(Field, value, rung=..., confidence=st.floats(0, 1), source=...)


readings = st.builds(
    Extraction,
    kind=...,
    verdict=...,
    appointments=st.lists(
        st.builds(
            AppointmentFields,
            **{name.value: fields_of(times if name in TIMED else texts) for name in FieldName},
            length=fields_of(st.integers(0, 900).map(lambda minutes: timedelta(minutes=minutes))),
            uid=st.none() | texts,
            sequence=st.none() | st.integers(0, 9),
        ),
        max_size=2,
    ).map(tuple),
    doubts=st.lists(
        st.builds(Doubt, field=..., sentence=texts, readings=st.lists(times, max_size=2).map(tuple)), max_size=2
    ).map(tuple),
    reasons=st.lists(texts, max_size=2).map(tuple),
    text=texts,
    subject=texts,
    sender=texts,
    reader=texts,
    origin=st.none() | st.builds(Origin, address=texts, proof=..., shown=texts, elsewhere=st.lists(texts).map(tuple)),
    held=texts,
)


@given(readings)
def test_a_reading_comes_back_as_it_was(reading: Extraction) -> None:
    assert extraction_of(json.loads(json.dumps(extraction_json(reading)))) == reading


slots = st.builds(lambda start, minutes: Slot(start, start + timedelta(minutes=minutes)), times, st.integers(5, 600))
shown = st.builds(
    Availability,
    looked_at=times,
    busy=st.dictionaries(st.integers(1, 9), st.lists(st.builds(Busy, slots, texts, texts), max_size=3).map(tuple)),
)


@given(shown, st.lists(st.builds(Candidate), max_size=4).map(tuple))
def test_what_a_room_was_chosen_by_comes_back_as_it_was(
    availability: Availability, candidates: tuple[Candidate, ...]
) -> None:
    assert availability_of(json.loads(json.dumps(availability_json(availability)))) == availability
    assert candidates_of(json.loads(json.dumps(candidates_json(candidates)))) == candidates


SCHEDULES = [
    Schedule(),
    replace(Schedule(), quiet=(time(22), time(6, 30)), paused=True, version=4),
    replace(Schedule(), opening=(OpeningHours(5, time(9, 30), time(12)),)),
    replace(Schedule(), rhythms=dict.fromkeys(Schedule().rhythms, Rhythm(cron="*/5 8-18 * * 1-5"))),
    replace(Schedule(), rhythms=dict.fromkeys(Schedule().rhythms, Rhythm(every=timedelta(seconds=1.5)))),
]


@pytest.mark.parametrize("schedule", SCHEDULES)
def test_a_schedule_comes_back_as_it_was(schedule: Schedule) -> None:
    assert schedule_of(json.loads(json.dumps(schedule_json(schedule))), schedule.version) == schedule


@pytest.mark.parametrize(
    "switch",
    [
        BookingSwitch(),
        BookingSwitch(False, datetime(2027, 3, 1, tzinfo=UTC), "Mona", "Fire", 'a field "Guest"', "none", 7),
    ],
)
def test_the_switch_comes_back_as_it_was(switch: BookingSwitch) -> None:
    assert switch_of(json.loads(json.dumps(switch_json(switch)))) == switch


@pytest.mark.parametrize("written", ["Seán O'Neill", "O’NEILL, Seán", "sean  oneill", "SEÁN O'NEILL", "ONEILL Sean"])
def test_one_person_has_one_key_however_written(written: str) -> None:
    assert names.key(written) == "oneill sean"


@pytest.mark.parametrize(
    ("written", "folded"),
    [("Weiß, Zoë", "zoe weiss"), ("  Anna-Lena\tMuster ", "anna lena muster"), ("李 雷", "李 雷"), ("", "")],
)
def test_names_are_sorted_and_searched_without_accents(written: str, folded: str) -> None:
    assert names.folded(written) == folded
