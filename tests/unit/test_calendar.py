"""The calendar as drawn: which days, where an entry lies, how it looks, what the foot counts."""

from datetime import date, timedelta
from zoneinfo import ZoneInfo

import pytest

from booking_console.domain.allocation import Availability, Busy
from booking_console.domain.rooms import Room, RoomClosure
from booking_console.domain.schedule import Schedule
from booking_console.domain.status import Shown
from booking_console.services.views import DayView, LogRow
from booking_console.ui.calendar import drawn, period
from booking_console.ui.calendar.drawn import Lane
from booking_console.ui.calendar.legend import legend
from booking_console.ui.calendar.period import Period, View
from tests.builders import MONDAY_9, a_slot
from tests.rows import a_log_row

LONDON = ZoneInfo("Europe/London")
MONDAY = date(2027, 3, 1)
ROOMS = (Room(1, "Consult room 1", "Consult", 1), Room(2, "Consult room 2", "Consult", 2))
OPENING = Schedule().opening
ELEVEN = MONDAY_9 + timedelta(hours=2)
NOON = MONDAY_9 + timedelta(hours=3)
MARCH_29 = MONDAY_9 + timedelta(weeks=4)


def a_day(
    *rows: object, looks: dict[str, Availability] | None = None, closures: tuple[RoomClosure, ...] = ()
) -> DayView:
    return DayView(rooms=ROOMS, rows=rows, closures=closures, looks=looks or {})


def lanes_of(view: DayView) -> tuple[Lane, ...]:
    grid = drawn.grid([MONDAY], view, OPENING, ELEVEN, LONDON)
    return drawn.lanes(MONDAY, view, grid, ELEVEN, LONDON)


@pytest.mark.parametrize(
    ("view", "first", "count", "title"),
    [
        (View.DAY, MONDAY, 1, "Monday 1 March"),
        (View.WEEK, MONDAY, 7, "1–7 March"),
        (View.MONTH, MONDAY, 35, "March 2027"),
    ],
)
def test_a_period_begins_on_a_monday_and_names_itself(view: View, first: date, count: int, title: str) -> None:
    seen = Period(view, MONDAY if view is View.DAY else date(2027, 3, 4))

    assert (seen.first, len(seen.days), seen.title) == (first, count, title)


def test_turning_a_month_keeps_to_months() -> None:
    assert Period(View.MONTH, date(2027, 3, 31)).turned(-1).day == date(2027, 2, 1)
    assert Period(View.MONTH, date(2027, 12, 31)).turned(1).day == date(2028, 1, 1)


def test_an_address_that_makes_no_sense_is_today() -> None:
    assert period.read({"view": "year", "day": "soon"}, MONDAY) == Period(View.DAY, MONDAY)


def test_an_entry_lies_where_its_hours_are() -> None:
    entry = lanes_of(a_day(a_log_row()))[0].shown[0]

    assert (entry.top, entry.size, entry.minute, entry.end_minute) == ("1.000", "0.500", 540, 570)


@pytest.mark.parametrize(
    ("row", "kind"),
    [
        (a_log_row(), "over"),
        (a_log_row(start=ELEVEN, end=ELEVEN + timedelta(hours=1)), "booked"),
        (a_log_row(shown=Shown.BOOKING_NOW), "running"),
        (a_log_row(shown=Shown.CHECKING), "running"),
        (a_log_row(shown=Shown.NEEDS_YOU), "needs"),
        (a_log_row(shown=Shown.FAILED), "needs"),
    ],
)
def test_each_state_has_its_own_pattern(row: LogRow, kind: str) -> None:
    assert lanes_of(a_day(row))[0].shown[0].kind == kind


def test_what_is_cancelled_takes_no_room() -> None:
    assert all(lane.shown == () for lane in lanes_of(a_day(a_log_row(shown=Shown.CANCELLED))))


def test_what_has_no_room_stands_beside_the_rooms() -> None:
    *rooms, beside = lanes_of(a_day(a_log_row(shown=Shown.NEEDS_YOU, room_id=None, room="")))

    assert [lane.shown for lane in rooms] == [(), ()]
    assert (beside.room, len(beside.shown)) == ("No room yet", 1)


def test_entries_of_one_time_share_the_width() -> None:
    first, second = lanes_of(a_day(a_log_row(id=1), a_log_row(id=2, start=a_slot().start + timedelta(minutes=15))))[
        0
    ].shown

    assert (first.left, first.width) == ("0.0%", "50.0%")
    assert (second.left, second.width) == ("50.0%", "50.0%")


def test_only_what_lies_ahead_can_be_moved() -> None:
    past, ahead = lanes_of(a_day(a_log_row(id=1), a_log_row(id=2, start=NOON, end=NOON + timedelta(hours=1))))[0].shown

    assert (past.can_move, ahead.can_move) == (False, True)


def test_the_foot_counts_and_compares_with_the_portal() -> None:
    look = Availability(ELEVEN - timedelta(minutes=3), {1: (), 2: (Busy(a_slot()),)})
    closed = RoomClosure(2, MONDAY_9, None, "Painting")
    seen = legend([MONDAY], a_day(a_log_row(), looks={"2027-03-01": look}, closures=(closed,)), ELEVEN, LONDON)

    assert (seen.booked, seen.over, seen.others, seen.closed) == (0, 1, 1, 1)
    assert seen.compared == "Portal looked at 3 min ago, 1 difference"


def test_a_month_counts_its_own_days() -> None:
    april, row = Period(View.MONTH, date(2027, 4, 1)), a_log_row(start=MARCH_29, end=MARCH_29 + timedelta(hours=1))

    assert legend(april.days, a_day(row), ELEVEN, LONDON).booked == 1
    assert legend(april.own_days, a_day(row), ELEVEN, LONDON).booked == 0
