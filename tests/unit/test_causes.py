"""Why a room was not booked: whole where it stands alone, brief beside the table of the rooms."""

from dataclasses import replace
from datetime import timedelta
from zoneinfo import ZoneInfo

import pytest

from booking_console.services.views import AttemptRow, StepRow
from booking_console.ui.causes import brief
from booking_console.ui.tries import tries
from tests.builders import MONDAY_9

LONDON = ZoneInfo("Europe/London")
FULL = "No room is free at that time. Consult room 1: busy 11:00–11:30; Consult room 2: busy 11:00–11:30."


def a_try(detail: str, note: str) -> AttemptRow:
    step = StepRow(id=1, name="look", state="failed", room_id=None, started_at=MONDAY_9, ended_at=MONDAY_9, note=note)
    return AttemptRow(
        id=1, appointment_id=1, number=1, purpose="book", result="refused", detail=detail, guest="Anna Example",
        type=None, start=MONDAY_9, end=MONDAY_9 + timedelta(minutes=30), room_id=None, steps=(step,),
        started_at=MONDAY_9, ended_at=MONDAY_9,
    )  # fmt: skip


def test_a_full_house_is_told_in_one_sentence() -> None:
    assert brief(FULL) == "No room is free at that time."
    assert brief("The form was refused. Ask the portal.") == "The form was refused. Ask the portal."


def test_a_try_does_not_say_again_what_its_step_says() -> None:
    said = tries([a_try(FULL, FULL), a_try("Refused by hand", FULL)], {}, MONDAY_9, LONDON)

    assert {one.steps[0].note for one in said} == {"No room is free at that time."}
    assert sorted(one.detail for one in said) == ["", "Refused by hand"]


@pytest.mark.parametrize(
    ("result", "shown"), [("booked", "unclear"), ("in_doubt", "unclear"), ("running", "unclear"), ("refused", "failed")]
)
def test_a_submit_that_the_read_back_may_overrule_has_not_failed(result: str, shown: str) -> None:
    attempt = a_try("", "the portal gave no clear answer")
    pressed = replace(attempt.steps[0], name="submit")

    (told,) = tries([replace(attempt, result=result, steps=(pressed,))], {}, MONDAY_9, LONDON)

    assert [step.state for step in told.steps] == [shown]
