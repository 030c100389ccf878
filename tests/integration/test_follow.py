"""Which visit a mail means, and when that is a person's question."""

from dataclasses import replace
from datetime import timedelta

import pytest

from booking_console.adapters.db.database import Database
from booking_console.domain.actor import Actor, Role
from booking_console.domain.appointment import AppointmentType
from booking_console.domain.extraction import Extraction, Kind
from booking_console.domain.message import MessageState
from booking_console.services import override, review
from booking_console.services.review import CorrectedVisit
from tests.arriving import SENT, arrive, ended, ledger, sent
from tests.builders import MONDAY_9, a_slot
from tests.readings import fields, reading, said
from tests.world import World

DANA = Actor.person(1, "Dana Whitlock", Role.MANAGER)
A = MONDAY_9 + timedelta(hours=1)
B = A + timedelta(hours=2)
C = A + timedelta(days=1)
ACTED, ASKED, IGNORED = MessageState.ACTED_ON, MessageState.NEEDS_ATTENTION, MessageState.IGNORED


@pytest.fixture
def world(sqlite_database: Database) -> World:
    return World(sqlite_database)


def new(at: int, **changes: object) -> Extraction:
    """at: hours after the first mail."""
    return sent(at, reading(Kind.BOOKING, fields(**{"start": A, **changes})))


def moved(at: int, **changes: object) -> Extraction:
    return sent(at, reading(Kind.RESCHEDULE, fields(**{"previous": A, "start": B, **changes})))


def cancelled(at: int, **changes: object) -> Extraction:
    return sent(at, reading(Kind.CANCELLATION, fields(**{"start": A, **changes})))


def test_a_move_answered_by_the_confirmation_that_it_overtook_is_no_question_any_more(world: World) -> None:
    ids = arrive(world, moved(1))
    assert (ended(world, ids), ledger(world)) == ([ASKED], [])
    ids += arrive(world, new(0))
    assert (ended(world, ids), ledger(world)) == ([ACTED, ACTED], [B])


def test_what_the_overtaken_confirmation_says_besides_is_not_lost(world: World) -> None:
    short = fields(previous=A, start=B)
    arrive(world, sent(1, reading(Kind.RESCHEDULE, replace(short, type=None, end=None))), new(0, reference="R-1"))
    visit = world.appointment(1)
    assert (visit.type, visit.reference, visit.slot) == (AppointmentType.CONSULTATION, "R-1", a_slot(B))


def test_a_confirmation_between_which_and_its_later_mails_one_is_missing_is_not_booked(world: World) -> None:
    ids = arrive(world, moved(2, reference="R-1", previous=B, start=C), new(0, reference="R-1"))
    assert (ended(world, ids), ledger(world)) == ([ASKED, ASKED], [])
    ids += arrive(world, moved(1, reference="R-1"))
    assert (ended(world, ids), ledger(world)) == ([ACTED] * 3, [C])


def test_a_confirmation_of_a_time_that_was_left_before_it_was_sent_is_a_question(world: World) -> None:
    ids = arrive(world, new(0), moved(1), new(2))
    assert (ended(world, ids), ledger(world)) == ([ACTED, ACTED, ASKED], [B])


def test_two_moves_from_one_time_are_a_question(world: World) -> None:
    ids = arrive(world, moved(1), moved(1, start=C), new(0))
    assert (ended(world, ids), ledger(world)) == ([ASKED] * 3, [])


def test_a_mail_that_a_person_declined_does_not_count(world: World) -> None:
    ids = arrive(world, moved(1))
    review.decline(world.new_uow, f"message-{ids[0]}", reason="A joke.", actor=DANA, now=world.clock.now())
    assert (ended(world, arrive(world, new(0))), ledger(world)) == ([ACTED], [A])


def test_a_move_that_a_person_booked_makes_the_late_confirmation_an_older_version(world: World) -> None:
    ids = arrive(world, moved(1))
    corrected = CorrectedVisit(guest="Anna Example", type=AppointmentType.CONSULTATION, start=B, end=a_slot(B).end)
    review.approve(world.new_uow, f"message-{ids[0]}", corrected=corrected, actor=DANA, now=world.clock.now())
    assert (ended(world, arrive(world, new(0))), ledger(world)) == ([ACTED], [B])


def test_a_visit_moved_by_hand_is_not_booked_again_by_its_doubled_confirmation(world: World) -> None:
    arrive(world, new(0))
    ledger(world)
    by_hand = {"slot": a_slot(C), "room_id": None, "reason": "", "actor": DANA, "now": world.clock.now()}
    override.move(world.new_uow, 1, **by_hand)
    assert (ended(world, arrive(world, new(1))), ledger(world)) == ([ASKED], [C])


def test_a_calendar_entry_moved_by_hand_is_not_moved_by_its_next_version(world: World) -> None:
    arrive(world, new(0, uid="u-1", sequence=0))
    ledger(world)
    by_hand = {"slot": a_slot(C), "room_id": None, "reason": "", "actor": DANA, "now": world.clock.now()}
    override.move(world.new_uow, 1, **by_hand)
    ids = arrive(world, moved(1, uid="u-1", sequence=1))
    assert (ended(world, ids), ledger(world)) == ([ASKED], [C])


def test_a_later_version_of_an_unknown_entry_is_booked_and_its_first_version_is_late(world: World) -> None:
    ids = arrive(world, moved(1, uid="u-1", sequence=1, previous=None), new(0, uid="u-1", sequence=0))
    assert (ended(world, ids), ledger(world)) == ([ACTED, ACTED], [B])


def test_an_unknown_entry_of_a_guest_whose_visit_came_without_one_is_a_question(world: World) -> None:
    ids = arrive(world, new(0), moved(1, uid="u-1", sequence=1, previous=None))
    assert (ended(world, ids), ledger(world)) == ([ACTED, ASKED], [A])


def test_an_entry_for_a_visit_that_came_as_text_is_taken_over_with_its_number(world: World) -> None:
    ids = arrive(world, new(0), new(1, uid="u-1", sequence=0), moved(2, uid="u-1", sequence=1, previous=None))
    assert (ended(world, ids), ledger(world)) == ([ACTED] * 3, [B])


def test_the_number_of_a_version_counts_more_than_the_date_of_its_mail(world: World) -> None:
    ids = arrive(world, moved(1, uid="u-1", sequence=2), moved(2, uid="u-1", sequence=1, start=C))
    assert (ended(world, ids), ledger(world)) == ([ACTED, ACTED], [B])


def test_the_stamp_of_a_version_counts_more_than_the_date_of_its_mail(world: World) -> None:
    late, early = (replace(fields(start=at, uid="u-1"), stamp=stamp) for at, stamp in ((B, A), (C, SENT)))
    ids = arrive(world, sent(1, reading(Kind.BOOKING, late)), sent(2, reading(Kind.RESCHEDULE, early)))
    assert (ended(world, ids), ledger(world)) == ([ACTED, ACTED], [B])


def test_one_version_of_an_entry_given_in_two_ways_is_a_question(world: World) -> None:
    ids = arrive(world, new(0, uid="u-1", sequence=0), moved(0, uid="u-1", sequence=0))
    assert (ended(world, ids), ledger(world)) == ([ACTED, ASKED], [A])


def test_an_entry_under_another_guests_name_is_a_question(world: World) -> None:
    ids = arrive(world, new(0, uid="u-1", sequence=0), new(1, uid="u-1", sequence=1, guest="Ben Sample", start=B))
    assert (ended(world, ids), ledger(world)) == ([ACTED, ASKED], [A])


def test_a_known_reference_under_another_guests_name_is_a_question(world: World) -> None:
    ids = arrive(world, new(0, reference="R-1"), moved(1, reference="R-1", guest="Ben Sample"))
    assert (ended(world, ids), ledger(world)) == ([ACTED, ASKED], [A])


@pytest.mark.parametrize("order", [(0, 1, 2), (0, 2, 1), (1, 0, 2), (1, 2, 0), (2, 0, 1), (2, 1, 0)])
def test_a_move_told_as_a_cancellation_and_a_new_entry_ends_at_the_new_time(world: World, order: list[int]) -> None:
    told = [new(0, uid="u-1"), cancelled(1, uid="u-1"), new(1, uid="u-2", start=B)]
    ids = arrive(world, *(told[n] for n in order))
    assert (ASKED in ended(world, ids), ledger(world)) == (False, [B])


def test_a_visit_stated_by_two_entries_is_not_cancelled_by_one_of_them(world: World) -> None:
    ids = arrive(world, new(0, uid="u-1"), new(0, uid="u-2"), cancelled(1, uid="u-1"))
    assert (ended(world, ids), ledger(world)) == ([ACTED, ACTED, ASKED], [A])


def test_an_entry_that_appears_again_after_its_cancellation_takes_place(world: World) -> None:
    story = [new(0, uid="u-1", sequence=0), cancelled(1, uid="u-1", sequence=1), new(2, uid="u-1", sequence=2)]
    ids = arrive(world, *reversed(story), *story)
    assert (ASKED in ended(world, ids), ledger(world)) == (False, [A])


def test_what_a_person_cancelled_is_not_brought_back_by_a_mail(world: World) -> None:
    arrive(world, new(0, uid="u-1", sequence=0))
    override.cancel(world.new_uow, 1, reason="", actor=DANA, now=world.clock.now())
    assert (ended(world, arrive(world, moved(1, uid="u-1", sequence=1))), ledger(world)) == ([ASKED], [])


def test_one_visit_of_a_recurring_entry_is_found_by_the_time_that_it_had(world: World) -> None:
    instance = f"u-1/{A.isoformat()}"
    ids = arrive(world, new(0, uid="u-1"), moved(1, uid=instance, sequence=1, previous=None))
    ids += arrive(world, cancelled(2, uid=instance, sequence=2, start=B))
    assert (ended(world, ids), ledger(world)) == ([ACTED] * 3, [])


def test_the_end_of_a_recurring_entry_ends_each_of_its_visits(world: World) -> None:
    visits = [new(0, uid=f"u-1/{at.isoformat()}", start=at) for at in (A, C)]
    ids = arrive(world, *visits, cancelled(1, uid="u-1"))
    assert (ended(world, ids), ledger(world)) == ([ACTED] * 3, [])


def test_a_cancellation_of_an_entry_that_never_came_asks_nobody_and_is_kept_in_mind(world: World) -> None:
    ids = arrive(world, cancelled(1, uid="u-1"), new(0, uid="u-1"))
    assert (ended(world, ids), ledger(world)) == ([IGNORED, ACTED], [])


def test_mails_whose_dates_contradict_their_times_book_nothing_wrong(world: World) -> None:
    ids = arrive(world, cancelled(0, start=C), moved(1, previous=B, start=C), moved(2), new(3))
    assert (ended(world, ids), ledger(world)) == ([ACTED] * 4, [])


def test_a_changed_length_of_a_known_entry_is_followed(world: World) -> None:
    longer = replace(fields(start=A, uid="u-1", sequence=1), end=said(A + timedelta(hours=1)))
    arrive(world, new(0, uid="u-1", sequence=0), sent(1, reading(Kind.BOOKING, longer)))
    assert world.appointment(1).slot == a_slot(A, minutes=60)
