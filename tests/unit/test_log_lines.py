"""The lines of the log and the words around them."""

from dataclasses import replace
from datetime import date, timedelta
from zoneinfo import ZoneInfo

import pytest

from booking_console.domain.status import Shown
from booking_console.services.views import LogRow
from booking_console.ui.log.address import Asked
from booking_console.ui.log.lines import Line, line, merged
from booking_console.ui.log.view import filters, span_of, view
from tests.builders import MONDAY_9, a_slot
from tests.rows import a_log_row

LONDON = ZoneInfo("Europe/London")


def shown(row: LogRow) -> Line:
    return line(row, MONDAY_9, LONDON)


def test_a_line_shows_initials_and_the_times_of_the_practice() -> None:
    seen = shown(a_log_row(guest="Anna Example", start=a_slot().start, end=a_slot().end))

    assert (seen.guest, seen.day, seen.time) == ("A. E.", "Mon 1 Mar", "09:00–09:30")
    assert "Example" not in str(seen)


@pytest.mark.parametrize(
    ("status", "reason", "words"),
    [
        (Shown.DECLINED, "Declined: the practice is closed then", "the practice is closed then"),
        (Shown.WAITING, "", "Waits for its turn"),
        (Shown.NEEDS_YOU, "All rooms are taken.", "All rooms are taken."),
    ],
)
def test_without_a_room_the_line_says_why(status: Shown, reason: str, words: str) -> None:
    assert shown(a_log_row(shown=status, reason=reason, room_id=None, room="")).room == words


def test_under_the_pointer_lines_change_in_place_and_new_ones_wait() -> None:
    old = [shown(a_log_row(id=2, shown=Shown.WAITING)), shown(a_log_row(id=1))]
    new = [shown(a_log_row(id=3)), shown(a_log_row(id=1)), shown(a_log_row(id=2, shown=Shown.BOOKED))]

    lines, waiting = merged(old, new, is_held=True)

    assert [(one.id, one.shown) for one in lines] == [(2, "booked"), (1, "booked")]
    assert waiting == 1


def test_let_go_the_new_lines_slide_in_once() -> None:
    old = [shown(a_log_row(id=1))]

    lines, waiting = merged(old, [shown(a_log_row(id=3)), *old], is_held=False)

    assert [(one.id, one.is_fresh) for one in lines] == [(3, True), (1, False)]
    assert waiting == 0


def test_the_foot_says_which_part_of_what_is_shown() -> None:
    seen = view(Asked(page=2, status=(Shown.BOOKED,), first=date(2027, 3, 1), last=date(2027, 3, 7)), 61, 25)

    assert seen.span == "26–50 of 61, 1–7 Mar, booked"
    assert (seen.page, seen.has_before, seen.has_after) == ("Page 2 of 3", True, True)
    assert seen.query == "from=2027-03-01&to=2027-03-07&status=booked"


def test_a_set_filter_is_told_in_words() -> None:
    seen = filters(replace(Asked(), status=tuple(Shown)[:3]), ())

    assert (seen.status, seen.count, seen.is_set) == ("3 chosen", 1, True)


def test_last_month_is_the_whole_one_before() -> None:
    assert span_of("last_month", date(2027, 3, 1)) == (date(2027, 2, 1), date(2027, 2, 28))
    assert span_of("week", date(2027, 3, 7))[0] == date(2027, 3, 7) - timedelta(days=6)
