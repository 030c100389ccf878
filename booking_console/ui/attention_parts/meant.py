"""A cancellation in doubt: the visits to choose from, and the question before they are ended."""

import reflex as rx

from booking_console.ui.calling import calling
from booking_console.ui.components.banner import problem_note
from booking_console.ui.components.buttons import button, link
from booking_console.ui.components.dialog import dialog
from booking_console.ui.components.field import field, text_input
from booking_console.ui.components.icon import icon
from booking_console.ui.components.room_mark import room_mark
from booking_console.ui.meant_state import Meant, MeantState


def visits_meant() -> rx.Component:
    none = rx.el.p(
        "No visit of ours has this guest, reference or time. Look in the ",
        link("booking log", "/log"),
        ", or decline the mail.",
        class_name="soft",
    )
    choices = rx.el.div(
        rx.foreach(MeantState.visits, _visit), class_name="readings", role="group", aria_labelledby="doubt"
    )
    foot = rx.el.p("None of these? Decline the mail with the reason.", class_name="soft")
    return rx.cond(MeantState.visits.length() > 0, rx.fragment(choices, foot), none)


def _visit(one: rx.Var[Meant]) -> rx.Component:
    room = rx.el.span(rx.cond(one.room_id > 0, room_mark(one.room_id)), rx.el.span(one.room), class_name="means")
    is_chosen = MeantState.chosen.contains(one.id)
    return rx.el.button(
        rx.el.span(rx.cond(is_chosen, icon("check", 14)), class_name="ring box", aria_hidden="true"),
        rx.el.span(rx.el.span(one.when, " ", rx.el.span(one.who, class_name="soft"), class_name="what"), room),
        class_name="reading",
        type="button",
        role="checkbox",
        aria_checked=is_chosen,
        on_click=calling(MeantState.choose, one.id),
    )


def cancel_button() -> rx.Component:
    """What is chosen is named once more before it is ended."""
    count = MeantState.chosen.length()
    label = rx.cond(count > 1, "Cancel these " + count.to(str) + " visits…", "Cancel this visit…")
    hint = rx.el.span("You are asked once more.", class_name="soft only-wide")
    return rx.fragment(
        button(label, kind="primary large book", icon_name="x", on_click=MeantState.ask, disabled=count == 0), hint
    )


def cancel_dialog() -> rx.Component:
    return dialog(
        rx.cond(MeantState.chosen.length() > 1, "Cancel these visits?", "Cancel this visit?"),
        rx.foreach(MeantState.says, lambda words: rx.el.p(words, class_name="strong")),
        field("Reason", text_input(value=MeantState.reason, on_change=MeantState.set_reason, max_length=200)),
        problem_note(),
        says="The room is freed on the portal, and those who were told of it are told again. It cannot be undone.",
        actions=[
            rx.dialog.close(button("Leave it as it is")),
            button("Cancel the visit", kind="danger", on_click=MeantState.cancel),
        ],
        is_open=MeantState.is_open,
        on_open_change=MeantState.set_open,
    )
