"""The figures in words and rows: which days they are of, the sentence that leads, the tables behind the pictures."""

from dataclasses import replace
from datetime import date

import pytest

from booking_console.domain.rooms import Room
from booking_console.domain.status import Shown
from booking_console.services import figure_tables as tables
from booking_console.services import figure_words as words
from booking_console.services.figures import Figures, with_plain_causes
from booking_console.ui.analytics import charts, period
from booking_console.ui.analytics.period import Period

TODAY = date(2026, 11, 24)
OCTOBER = Period(date(2026, 10, 1), date(2026, 10, 31))
NOTHING = Figures(per_day=(), per_room=(), outcomes=(), failures=(), lead_days=(), busy=())
FIGURES = Figures(
    per_day=(("2026-10-01", 2, 1, 1), ("2026-10-02", 1, 0, 0)),
    per_room=((1, 2, 1.5, 0.28), (2, 1, 0.5, 0.07)),
    outcomes=((Shown.BOOKED, 3), (Shown.CANCELLED, 1)),
    failures=(("The portal does not answer.", 2), ("refused by the portal", 1)),
    lead_days=(("same day", 1), ("1 day", 1), ("over 30 days", 2)),
    busy=((0, 9, 1), (5, 19, 2)),
    full=((1, 9, 0.28), (1, 10, 1.0), (2, 9, 0.0), (2, 10, 0.07)),
    total=4,
    booked_by_itself=2,
    median_seconds_to_book=9.2,
)


@pytest.mark.parametrize(
    ("address", "words_"),
    [
        ({}, "November 2026"),
        ({"month": "2026-10"}, "October 2026"),
        ({"month": "2026-13"}, "November 2026"),
        ({"from": "2026-10-01", "to": "2026-10-31"}, "October 2026"),
        ({"from": "2026-10-05", "to": "2026-10-09"}, "5–9 Oct 2026"),
        ({"from": "2026-09-28", "to": "2026-10-04"}, "28 Sep–4 Oct 2026"),
        ({"from": "2026-10-09", "to": "2026-10-05"}, "November 2026"),
    ],
)
def test_the_address_names_the_days(address: dict[str, str], words_: str) -> None:
    assert period.read(address, TODAY).words == words_


def test_an_address_leads_back_to_the_same_days() -> None:
    for shown in (OCTOBER, Period(date(2026, 10, 5), date(2026, 10, 9))):
        assert period.read(dict(part.split("=") for part in shown.query.split("&")), TODAY) == shown


def test_before_a_month_comes_a_month_and_before_days_as_many_days() -> None:
    assert OCTOBER.before() == Period(date(2026, 9, 1), date(2026, 9, 30))
    assert Period(date(2026, 10, 5), date(2026, 10, 9)).before() == Period(date(2026, 9, 30), date(2026, 10, 4))
    assert OCTOBER.before().after() == OCTOBER


def test_nobody_asks_for_more_than_a_year() -> None:
    asked = period.read({"from": "1990-01-01", "to": "2026-10-31"}, TODAY)

    assert (asked.days, asked.last) == (period.LONGEST_DAYS, date(2026, 10, 31))


def test_one_sentence_answers_the_month() -> None:
    said = words.sentence(FIGURES)

    assert said.lead == "3 of 4 appointments got a room."
    assert said.rest == (
        "1 was cancelled. 2 were booked without a person. Half were booked within 9 seconds of the mail."
    )


def test_an_empty_month_says_so() -> None:
    assert words.sentence(NOTHING).lead == "No appointments in this time."


def test_the_question_is_answered_below_it() -> None:
    assert words.hours_answer(FIGURES) == "Bookings running in each hour. Busiest: Saturday 19–20."
    assert (
        words.rooms_answer(FIGURES, {1: "Consult room 1"})
        == "Per cent of each opening hour that was booked. Most: Consult room 1, 10–11, 100 %."
    )
    assert words.failures_answer(FIGURES) == "3 times. Mostly: the portal does not answer."


def test_causes_that_are_new_or_gone_are_compared_too() -> None:
    before = Figures(per_day=(), per_room=(), outcomes=(), failures=(("slow", 4),), lead_days=(), busy=())

    table = tables.failures(FIGURES, before, "Sep 2026")

    assert table.heads == ("Cause", "Times", "Share, %", "Sep 2026", "Change")
    assert table.rows[0] == ("The portal does not answer.", 2, 67, 0, 2)
    assert table.rows[-1] == ("slow", 0, 0, 4, -4)
    assert table.total == ("All", 3, 100, 4, -1)


def test_causes_that_differ_in_details_only_are_one() -> None:
    full = "No room is free at that time. Consult room {}: busy 10:30–11:00"
    seen = replace(NOTHING, failures=(("slow", 2), (full.format(1), 2), (full.format(2), 1)))

    assert with_plain_causes(seen).failures == (("No room is free at that time", 3), ("slow", 2))


def test_the_week_is_as_long_as_what_was_booked() -> None:
    table = tables.by_hour(FIGURES)

    assert [row[0] for row in table.rows] == ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday"]
    assert (table.heads[1], table.heads[-1]) == ("08", "19")
    assert sum(cell for row in table.rows for cell in row[1:] if isinstance(cell, int)) == 3


def test_every_table_has_as_many_cells_as_heads() -> None:
    rooms = (Room(1, "Consult room 1", "Consult", 1), Room(2, "Consult room 2", "Consult", 2))

    for table in tables.tables(FIGURES, NOTHING, rooms, "Sep 2026"):
        assert {len(row) for row in (*table.rows, table.total or table.heads)} == {len(table.heads)}, table.key


def test_the_busiest_hour_is_the_darkest_and_an_empty_one_is_not_shaded() -> None:
    cells = {cell.count: cell.heat for line in charts.heat(FIGURES).lines for cell in line.cells}

    assert cells == {"0": "h0", "1": "h2", "2": "h5"}


def test_a_full_hour_is_dark_a_free_one_is_not_and_a_little_shows() -> None:
    rooms = (Room(1, "Consult room 1", "Consult", 1), Room(2, "Consult room 2", "Consult", 2))
    drawn = charts.room_heat(FIGURES, rooms)

    assert drawn.hours == ("09", "10")
    assert [[(cell.count, cell.heat) for cell in line.cells] for line in drawn.lines] == [
        [("28", "h1"), ("100", "h5")],
        [("0", "h0"), ("7", "h1")],
    ]


def test_the_days_are_drawn_with_the_same_numbers() -> None:
    booked, cancelled, asked = charts.days_figure(FIGURES).data

    assert (booked.y, cancelled.y, asked.y) == ((2, 1), (1, 0), (1,))
