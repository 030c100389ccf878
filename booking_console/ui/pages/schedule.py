"""Schedule & portal: what goes by itself and when, and how the world outside is doing."""

import reflex as rx

from booking_console.ui.components.banner import problem_note
from booking_console.ui.components.empty_state import skeleton_rows
from booking_console.ui.frame import console_page, frame
from booking_console.ui.schedule.outside_view import (
    limits_section,
    mailbox_section,
    messages_section,
    portal_section,
    story,
)
from booking_console.ui.schedule.state import ScheduleState
from booking_console.ui.schedule.view import hours_dialog, how_often, next_runs, pause_dialog, week_section
from booking_console.ui.shadow.state import ShadowState
from booking_console.ui.shadow.view import shadow_dialogs, shadow_section


@console_page("/schedule", "Schedule & portal", on_load=[ScheduleState.watch, ShadowState.watch])
def schedule_page() -> rx.Component:
    shown = rx.fragment(
        problem_note(),
        rx.cond(ScheduleState.stopped.is_stopped, story()),
        rx.el.div(
            rx.el.div(how_often(), shadow_section(), week_section(), next_runs(), class_name="stack gaps"),
            rx.el.div(
                portal_section(), mailbox_section(), messages_section(), limits_section(), class_name="stack gaps"
            ),
            class_name="columns wide-gap",
        ),
    )
    return frame(
        "Schedule & portal",
        rx.cond(ScheduleState.is_ready, shown, skeleton_rows(8)),
        hours_dialog(),
        pause_dialog(),
        shadow_dialogs(),
        here="/schedule",
    )
