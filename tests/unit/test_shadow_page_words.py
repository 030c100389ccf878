"""The page of shadow mode: how many there are, which of them it lists, and the way to the others."""

from datetime import timedelta
from zoneinfo import ZoneInfo

import pytest

from booking_console.domain.shadow import Shadow, ShadowPlan, ShadowState
from booking_console.services.shadow import Standing
from booking_console.ui.shadow.words import Listed, Page, page
from tests.builders import MONDAY_9, a_slot

LONDON = ZoneInfo("Europe/London")
COUNTS = {ShadowState.AGREES: 229, ShadowState.DIFFERS: 11}


def a_try(number: int) -> Shadow:
    return Shadow(
        id=number, appointment_id=number, revision=1, state=ShadowState.AGREES, room_id=1, slot=a_slot(),
        guest="Anna Example", type=None, is_filled=True, began_at=MONDAY_9, ask_at=MONDAY_9, due_at=MONDAY_9,
    )  # fmt: skip


def shown(number: int, state: ShadowState | None, lines: int) -> Page:
    listed = Listed(shadows=[a_try(n) for n in range(lines)], counts=COUNTS, state=state, number=number)
    stands = Standing(ShadowPlan(), 0)
    return page(stands, listed, {1: "Consult room 1"}, MONDAY_9 + timedelta(hours=1), LONDON)


@pytest.mark.parametrize(
    ("number", "state", "lines", "span", "arrows"),
    [
        (1, None, 50, "1–50 of 240", (False, True)),
        (5, None, 40, "201–240 of 240", (True, False)),
        (1, ShadowState.DIFFERS, 11, "1–11 of 11, differs", (False, False)),
        (1, ShadowState.OPEN, 0, "", (False, False)),
    ],
)
def test_a_page_says_which_of_how_many_it_lists(
    number: int, state: ShadowState | None, lines: int, span: str, arrows: tuple[bool, bool]
) -> None:
    seen = shown(number, state, lines)
    assert (seen.span, (seen.has_before, seen.has_after)) == (span, arrows)


def test_the_counts_are_of_all_that_are_kept_and_lead_back_from_a_kind_without_any() -> None:
    assert [one.number for one in shown(1, None, 50).counts] == ["240", "229", "11"]
    assert [(one.number, one.is_here) for one in shown(1, ShadowState.OPEN, 0).counts][:2] == [
        ("240", False),
        ("0", True),
    ]
