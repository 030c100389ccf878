"""Dialogs that ask for a reason: each has its own, and stays open until what it asks is done."""

from datetime import timedelta

import reflex as rx

from booking_console.domain.appointment import AppointmentStatus
from booking_console.ui.booking.acts import CANCELLED, NO_REASON, CancelState, MoveState
from booking_console.ui.frame_state import ToastState
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
