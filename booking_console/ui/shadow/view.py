"""Shadow mode on Schedule & portal and on Today."""

import reflex as rx

from booking_console.domain.actor import Right
from booking_console.domain.shadow import GoesLive
from booking_console.ui.calling import calling
from booking_console.ui.components.buttons import button, link, link_button
from booking_console.ui.components.dialog import dialog
from booking_console.ui.components.field import field, text_input
from booking_console.ui.components.icon import icon
from booking_console.ui.components.section import section
from booking_console.ui.session import may
from booking_console.ui.shadow.state import ShadowPlanState, ShadowState

PLAN = ShadowState.plan
TODAY = ShadowState.today
FORM = ShadowPlanState

_MEANS = (
    "Each visit is tried on the portal up to the last click, and nothing is submitted, moved or cancelled there. "
    "You book by hand as before; what you book is found on the portal and compared."
)
_LIVE_MEANS = (
    "From now on the console books, moves and cancels on the portal by itself. Visits that you have in hand stay yours."
)


def shadow_section() -> rx.Component:
    on = rx.el.div(
        rx.el.p(icon("eye"), rx.el.span(PLAN.lead, class_name="value"), class_name="row tight"),
        _bar(),
        rx.el.p(PLAN.then, " ", PLAN.asks, class_name="soft"),
        rx.el.div(link("See the comparisons", "/shadow"), _go_live(), class_name="row wrap spread"),
        class_name="card pad section tight shadow-card",
    )
    off = rx.el.div(
        rx.el.p(PLAN.lead, class_name="value"),
        rx.el.p(_MEANS, class_name="soft"),
        rx.el.p(link("See earlier comparisons", "/shadow")),
        class_name="card pad section tight shadow-card",
    )
    change = button("Change…", on_click=calling(FORM.ask, "change"), aria_label="Change shadow mode")
    begin = button("Switch on…", icon_name="eye", on_click=calling(FORM.ask, "switch_on"))
    return section(
        "Shadow mode",
        rx.cond(PLAN.is_on, on, off),
        note=PLAN.since,
        right=[rx.cond(may(Right.CONFIGURE), rx.cond(PLAN.is_on, change, begin))],
        id="shadow",
    )


def _bar() -> rx.Component:
    return rx.el.div(
        rx.el.p(PLAN.count),
        rx.el.div(
            rx.el.i(style={"width": PLAN.share}),
            class_name="way",
            role="progressbar",
            aria_label="Agreements in a row",
            aria_valuemin=0,
            aria_valuenow=PLAN.run,
            aria_valuemax=PLAN.needed,
        ),
        class_name="section tight",
    )


def _go_live() -> rx.Component:
    press = button(
        "Go live…",
        kind="primary",
        icon_name="play",
        on_click=calling(FORM.ask, "go_live"),
        disabled=~PLAN.is_ready,
        title=PLAN.not_yet,
    )
    said = rx.cond(PLAN.not_yet != "", rx.el.span(PLAN.not_yet, class_name="helper"))
    return rx.cond(may(Right.CONFIGURE), rx.el.span(said, press, class_name="row tight wrap push"))


def shadow_dialogs() -> rx.Component:
    return rx.fragment(
        dialog(
            rx.cond(FORM.deed == "switch_on", "Switch shadow mode on?", "Change shadow mode"),
            *_terms(),
            _wrong(),
            says=_MEANS,
            actions=[
                rx.dialog.close(button("Leave it as it is")),
                button(rx.cond(FORM.deed == "switch_on", "Switch on", "Save"), kind="primary", on_click=FORM.save),
            ],
            is_open=(FORM.deed == "switch_on") | (FORM.deed == "change"),
            on_open_change=FORM.set_open,
        ),
        dialog(
            "Go live?",
            _reason(),
            _wrong(),
            says=_LIVE_MEANS,
            actions=[
                rx.dialog.close(button("Keep watching")),
                button("Go live", kind="primary", on_click=FORM.go_live),
            ],
            is_open=FORM.deed == "go_live",
            on_open_change=FORM.set_open,
        ),
    )


def _terms() -> tuple[rx.Component, ...]:
    live = rx.el.fieldset(
        rx.el.legend("When they are there", class_name="label"),
        _radio(GoesLive.BY_PERSON, "a manager presses Go live"),
        _radio(GoesLive.BY_ITSELF, "it goes live by itself"),
        class_name="choices",
    )
    return (
        field("Agreements in a row before it may go live", _written("needed", input_mode="numeric", max_length=3)),
        live,
        field("Ask who has not booked after, in hours", _written("hours", input_mode="decimal", max_length=6)),
        _reason(),
    )


def _radio(value: GoesLive, word: str) -> rx.Component:
    chosen = rx.el.input(
        type="radio",
        name="goes-live",
        checked=FORM.goes_live == value.value,
        on_change=calling(FORM.write, "goes_live", value.value),
    )
    return rx.el.label(chosen, rx.el.span(word), class_name="radio")


def _reason() -> rx.Component:
    return field("Why, kept in the history", _written("reason", max_length=200))


def _written(name: str, **props: object) -> rx.Component:
    value = getattr(FORM, name)
    return text_input(value=value, on_change=lambda text: calling(FORM.write, name, text), **props)


def _wrong() -> rx.Component:
    return rx.cond(FORM.wrong != "", rx.el.p(FORM.wrong, class_name="field-error", role="alert"))


def shadow_card() -> rx.Component:
    """On Today, above everything but the sentence."""
    noticed = button("Understood", icon_name="check", on_click=ShadowState.notice_end)
    ready = link_button("Go live", "/schedule#shadow", icon_after="arrow-right")
    see = link_button("See the comparisons", "/shadow", icon_after="arrow-right")
    deed = rx.match(TODAY.kind, ("ended", rx.cond(may(Right.DECIDE), noticed)), ("ready", ready), see)
    card = rx.el.div(
        icon("eye", 20),
        rx.el.div(
            rx.el.p(rx.el.span(TODAY.lead, class_name="strong")),
            rx.el.p(TODAY.says, class_name="soft"),
            class_name="what",
        ),
        deed,
        class_name="focus-card watching",
        role="status",
    )
    return rx.cond(TODAY.kind != "", card)
