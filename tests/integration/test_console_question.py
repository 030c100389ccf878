"""Dialogs that ask for a reason: each has its own, and stays open until what it asks is done."""

from datetime import timedelta

import reflex as rx

from booking_console import bootstrap
from booking_console.domain.appointment import AppointmentStatus
from booking_console.ui.attention_state import AttentionState
from booking_console.ui.booking.acts import CANCELLED, NO_REASON, CancelState, MoveState
from booking_console.ui.decide_state import MEANWHILE, DecideState
from booking_console.ui.frame_state import ToastState
from booking_console.ui.meant_state import MeantState
from tests.integration.test_console_settings import Tab, tab
from tests.integration.test_console_trial import a_visit

__all__ = ["tab"]


def test_nothing_is_cancelled_before_it_is_said_why(tab: Tab) -> None:
    booked = a_visit(tab, AppointmentStatus.BOOKED, confirmed_ago=timedelta())

    async def story(root: rx.State) -> None:
        cancel, move = await root.get_state(CancelState), await root.get_state(MoveState)
        await cancel.ask(booked)
        await cancel.cancel()
        assert (cancel.is_open, cancel.problem) == (True, NO_REASON)
        await cancel.set_reason("The guest called")
        assert (move.is_open, move.reason) == (False, "")
        await cancel.cancel()
        assert (cancel.is_open, (await root.get_state(ToastState)).text) == (False, CANCELLED)

    tab.run(story)


def test_a_refusal_stands_in_the_dialog(tab: Tab) -> None:
    over = a_visit(tab, AppointmentStatus.CANCELLED)

    async def story(root: rx.State) -> None:
        cancel = await root.get_state(CancelState)
        await cancel.ask(over)
        await cancel.set_reason("The guest called")
        await cancel.cancel()
        assert cancel.is_open
        assert cancel.problem != ""

    tab.run(story)


def test_what_is_decided_is_the_question_that_stood_on_the_screen(tab: Tab) -> None:
    seen, opened = (a_visit(tab, AppointmentStatus.NEEDS_ATTENTION) for _ in range(2))

    async def story(root: rx.State) -> None:
        decide, queue = await root.get_state(DecideState), await root.get_state(AttentionState)
        await queue._open(bootstrap.console().views.work_item(f"appointment-{opened}"), [])
        await decide.set_reason("Not an appointment")
        await decide.decline(f"appointment-{seen}")
        assert decide.problem == MEANWHILE
        await decide.decline(f"appointment-{opened}")
        assert decide.problem == ""

    tab.run(story)
    with tab.database.unit_of_work() as uow:
        status = [uow.appointments.get(visit).status for visit in (seen, opened)]
    assert status == [AppointmentStatus.NEEDS_ATTENTION, AppointmentStatus.CANCELLED]


def test_a_visit_is_ended_only_by_the_dialog_that_asked(tab: Tab) -> None:
    booked = a_visit(tab, AppointmentStatus.BOOKED, confirmed_ago=timedelta())

    async def story(root: rx.State) -> None:
        meant = await root.get_state(MeantState)
        meant.chosen = [booked]
        await meant.cancel()
        assert meant.problem == ""

    tab.run(story)
