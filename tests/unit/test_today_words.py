"""The sentence that leads the day, and where things lie on its board."""

from datetime import UTC, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import pytest

from booking_console.domain.allocation import Availability, Busy
from booking_console.domain.rooms import Room
from booking_console.domain.schedule import BookingSwitch, OpeningHours, Schedule
from booking_console.domain.slot import Slot
from booking_console.domain.status import Shown
from booking_console.services.views import DayView, LogRow, Overview
from booking_console.ui import today_board, today_words

LONDON = ZoneInfo("Europe/London")
NOW = datetime(2027, 3, 1, 8, 42, tzinfo=UTC)
ROOM = Room(1, "Consult room 1", "Consult", 1)
OPENING: tuple[OpeningHours, ...] = Schedule().opening


def a_row(hour: int, shown: Shown = Shown.BOOKED, **changes: Any) -> LogRow:
    start = NOW.replace(hour=hour, minute=0)
    plain: dict[str, Any] = {
        "id": hour, "shown": shown, "guest": "Tom Shaw", "type": "Consultation", "specialist": None, "start": start,
        "end": start + timedelta(minutes=30), "room_id": 1, "room": "Consult room 1", "channel": "mail", "reference": None,
        "portal_reference": None, "tries": 1, "reason": "", "changed_at": NOW, "received_at": NOW, "booking_id": 1,
        "message_id": None,
    }  # fmt: skip
    return LogRow(**(plain | changes))


def overview(needs_you: int = 0) -> Overview:
    return Overview(
        needs_you=needs_you, switch=BookingSwitch(), health=(), waiting_to_book=0, outbox_failed=0, sent_today=0
    )


@pytest.mark.parametrize(
    ("rows", "lead"),
    [
        ([], "No appointments today."),
        ([a_row(9)], "The one appointment of today has a room."),
        ([a_row(9), a_row(10)], "All 2 appointments of today have a room."),
        ([a_row(9), a_row(10, Shown.WAITING)], "1 of 2 appointments of today has a room. 1 is being booked."),
        ([a_row(9), a_row(10, Shown.CANCELLED)], "The one appointment of today has a room."),
    ],
)
def test_the_day_is_led_by_one_sentence(rows: list[LogRow], lead: str) -> None:
    assert today_words.sentence(rows, overview(), "").lead == lead


def test_what_needs_the_person_is_counted_in_words() -> None:
    assert today_words.sentence([], overview(1), "").needs == "1 needs you."
    assert today_words.sentence([], overview(4), "").needs == "4 need you."


def test_next_shows_only_what_is_still_to_come() -> None:
    coming, note = today_words.coming([a_row(8), a_row(10), a_row(9)], NOW, LONDON)

    assert [(one.start, one.ahead, one.guest) for one in coming] == [
        ("09:00", "in 18 min", "T. S."),
        ("10:00", "in 1 h 18 min", "T. S."),
    ]
    assert note == "2 of 2 still to come today"


def test_a_visit_that_is_over_and_one_that_needs_somebody_look_different() -> None:
    day = DayView(
        rooms=(ROOM,),
        rows=(a_row(7, end=NOW - timedelta(minutes=1)), a_row(9), a_row(10, Shown.NEEDS_YOU)),
        closures=(),
    )

    board = today_board.board(day, OPENING, NOW, LONDON)

    assert [entry.kind for entry in board.lines[0].lying] == ["over", "booked", "needs"]


def test_what_others_booked_is_shown_without_their_names() -> None:
    mine, other = (
        Slot(NOW.replace(hour=9, minute=0), NOW.replace(hour=9, minute=30)),
        Slot(NOW.replace(hour=11), NOW.replace(hour=12)),
    )
    look = Availability(NOW, {1: (Busy(mine, "Tom Shaw"), Busy(other, "Somebody Else"))})
    day = DayView(rooms=(ROOM,), rows=(a_row(9),), closures=(), looks={"2027-03-01": look})

    lying = today_board.board(day, OPENING, NOW, LONDON).lines[0].lying

    assert [(entry.kind, entry.label) for entry in lying] == [("others", "Booked by others"), ("booked", "T. S.")]


def test_the_board_grows_beyond_the_opening_hours_when_something_lies_there() -> None:
    day = DayView(rooms=(ROOM,), rows=(a_row(6),), closures=())

    assert today_board.board(day, OPENING, NOW, LONDON).hours[0].word == "06:00"
