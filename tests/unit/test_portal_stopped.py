"""The portal is another one: which two pictures show it, and who stopped booking."""

from dataclasses import replace
from datetime import timedelta
from zoneinfo import ZoneInfo

import pytest

from booking_console.domain.actor import SYSTEM
from booking_console.domain.health import Health, Part, PartState
from booking_console.domain.schedule import BookingSwitch
from booking_console.services.views import AttemptRow, StepRow
from booking_console.ui.around import _cause, _sentence
from booking_console.ui.schedule.parts import portal
from booking_console.ui.schedule.stopped import Evidence, stopped, with_support
from booking_console.ui.today_words import under
from tests.builders import MONDAY_9

LONDON = ZoneInfo("Europe/London")
FORM, ANSWER = (1, "picture", "The form, filled in", MONDAY_9), (2, "picture", "The portal's answer", MONDAY_9)
STOPPED = BookingSwitch(is_on=False, attempt_id=8, since=MONDAY_9, cause="No field", expected="a field")


def a_try(number: int, result: str, *evidence: Evidence) -> AttemptRow:
    step = StepRow(
        id=number, name="fill", state="done", room_id=1, note="", started_at=MONDAY_9,
        ended_at=MONDAY_9, evidence=evidence,
    )  # fmt: skip
    return AttemptRow(
        id=number, appointment_id=1, number=1, purpose="book", result=result, detail="", guest="Anna Example",
        type=None, start=MONDAY_9, end=MONDAY_9 + timedelta(minutes=30), room_id=1, steps=(step,),
        started_at=MONDAY_9, ended_at=MONDAY_9,
    )  # fmt: skip


@pytest.mark.parametrize(
    ("met", "before"),
    [((9, "picture", "What the portal showed", MONDAY_9), "/evidence/1"), (ANSWER, "/evidence/2")],
    ids=["at the form", "at the answer"],
)
def test_the_same_page_is_shown_before_and_now(met: Evidence, before: str) -> None:
    seen = (FORM, met) if met == ANSWER else (met,)
    tries = (a_try(8, "contract_broken", *seen), a_try(7, "booked", FORM, ANSWER))

    first, second = stopped(STOPPED, tries, (), MONDAY_9, LONDON).pictures

    assert (first.head, first.href) == ("Before", before)
    assert (second.head, second.href) == ("Now", f"/evidence/{met[0]}")


def test_after_a_person_lets_it_go_on_the_portal_is_looked_at_again_and_not_unheard_of() -> None:
    again = Health(Part.PORTAL, PartState.UNKNOWN, "is looked at again", checked_at=MONDAY_9)
    assert _sentence("Portal", again, MONDAY_9, LONDON) == "Portal is looked at again"
    assert under((again,), MONDAY_9, LONDON) == "portal is looked at again."
    seen = portal(again, "forms", "http", MONDAY_9, LONDON)
    assert (seen.word, [fact.label for fact in seen.facts]) == ("Is looked at again", ["Profile"])


@pytest.mark.parametrize(
    ("support", "call"),
    [
        ("01632 960 142, weekdays 8–18", "tel:01632960142"),
        ("Ask for Lena: +44 (0)1632 960-142", "tel:+441632960142"),
        ("help@portal.example, 8-18", ""),
        ("", ""),
    ],
)
def test_a_number_to_call_is_one_tap_away_on_a_phone(support: str, call: str) -> None:
    story = with_support(stopped(STOPPED, (), (), MONDAY_9, LONDON), support)
    assert (story.support, story.call) == (support, call)


def test_the_red_line_names_a_person_and_not_the_console() -> None:
    assert _cause(replace(STOPPED, by=SYSTEM.name)) == "No field."
    assert _cause(replace(STOPPED, by="Dana Whitlock")) == "No field (Dana Whitlock)."
