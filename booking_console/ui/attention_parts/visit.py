"""The doubt that leads, and the fields as the person leaves them."""

from collections.abc import Callable

import reflex as rx
from reflex.event import EventSpec

from booking_console.domain.appointment import AppointmentType
from booking_console.ui.attention_parts.decision import other_answers
from booking_console.ui.attention_parts.letter import source_mark
from booking_console.ui.attention_parts.meant import visits_meant
from booking_console.ui.attention_state import AttentionState
from booking_console.ui.calling import calling
from booking_console.ui.components.buttons import link
from booking_console.ui.components.doubt_block import doubt_block, reading_card
from booking_console.ui.components.field import choice_input, clock_input, date_input, field, text_input
from booking_console.ui.components.icon import icon
from booking_console.ui.components.room_mark import room_name
from booking_console.ui.components.side_panel import facts
from booking_console.ui.decide_state import DecideState
from booking_console.ui.visit_state import OTHER_DAY, VisitState


def doubt() -> rx.Component:
    seen = AttentionState.item
    return doubt_block(
        seen.question,
        seen.sentence,
        source_mark(seen.doubted),
        rx.fragment(
            rx.cond(seen.is_cancellation, visits_meant(), rx.cond(VisitState.readings.length() > 0, _readings())),
            rx.foreach(seen.also, lambda sentence: rx.el.p("Also: ", sentence, class_name="soft")),
        ),
    )


def visit_fields() -> rx.Component:
    """A booking in doubt holds its room: it is settled, not changed. A cancellation has no fields to fill in."""
    numbers = AttentionState.item.numbers
    types = [("", "Not known"), *((kind.value, kind.value) for kind in AppointmentType)]
    fields = rx.el.div(
        field("Guest", _guest(), mark=source_mark(numbers.guest)),
        field(
            "Type", choice_input(types, value=VisitState.type, on_change=_enter("type")), mark=source_mark(numbers.type)
        ),
        field(
            "Day",
            date_input(VisitState.meaning.day, value=VisitState.day, on_change=_enter("day"), id="day"),
            mark=source_mark(numbers.day),
        ),
        rx.el.div(
            _clock("From", "start", "15:30"),
            _clock("To", "end", "16:00", mark=source_mark(numbers.time)),
            class_name="two",
        ),
        field("Specialist", _entry("specialist"), mark=source_mark(numbers.specialist)),
        field("Reference", _entry("reference"), mark=source_mark(numbers.reference)),
        class_name="visit-fields",
    )
    shown = rx.cond(AttentionState.item.is_cancellation, rx.fragment(), fields)
    return rx.cond(AttentionState.item.kind == "booking", _in_doubt(), shown)


def _in_doubt() -> rx.Component:
    """What to look for on the portal. Nobody presses again before a person has looked."""
    seen = AttentionState.item
    guest = ("Guest", rx.cond(AttentionState.is_named, VisitState.guest, seen.who))
    more = ("More", link("Every try, step and picture", "/log/" + seen.appointment_id.to(str)))
    sought = facts(("Look for", room_name(seen.room_id, seen.room)), ("When", seen.when), guest, more)
    words = "What you saw on the portal, for the record"
    return rx.fragment(
        rx.cond(seen.elsewhere.when != "", rx.fragment(_places(), facts(guest, more), other_answers()), sought),
        field(words, text_input(value=DecideState.seen, on_change=DecideState.set_seen, max_length=200)),
    )


def _places() -> rx.Component:
    """Where the portal put it beside what was asked for; what is not as asked stands out."""
    seen, there = AttentionState.item, AttentionState.item.elsewhere
    reference = rx.cond(there.reference != "", "Reference " + there.reference, "No reference shown")
    known = rx.cond(there.room_id > 0, room_name(there.room_id, there.room), there.room)
    by_hand = rx.el.span("None of our rooms: cancel it on the portal by hand, then look again.", class_name="helper")
    return rx.el.div(
        _place("Asked for", room_name(seen.room_id, seen.room), seen.when),
        _place(
            "On the portal",
            rx.el.span(known, class_name=rx.cond(there.is_other_room, "differs", "")),
            rx.el.span(there.when, class_name=rx.cond(there.is_other_time, "differs", "")),
            rx.el.span(reference, class_name="helper"),
            rx.cond(there.room_id > 0, rx.fragment(), by_hand),
        ),
        class_name="places",
        role="group",
        aria_label="Where it should be and where it is",
    )


def _place(name: str, *lines: rx.Component | rx.Var[str]) -> rx.Component:
    shown = [rx.el.div(line, class_name="line") for line in lines]
    return rx.el.div(rx.el.p(name, class_name="label"), *shown, class_name="stands", role="group", aria_label=name)


def _readings() -> rx.Component:
    other = rx.el.button(
        rx.el.span(class_name="ring", aria_hidden="true"),
        rx.el.span(
            rx.el.span("Another day", class_name="what"),
            rx.el.span(icon("calendar", 14), "Pick a date", class_name="means"),
        ),
        class_name="reading",
        type="button",
        role="radio",
        aria_checked=VisitState.reading == OTHER_DAY,
        on_click=[calling(VisitState.choose, OTHER_DAY), rx.set_focus("day")],
    )
    return rx.el.div(
        rx.foreach(VisitState.readings, lambda reading: reading_card(reading, VisitState.reading, VisitState.choose)),
        other,
        class_name="readings",
        role="radiogroup",
        aria_labelledby="doubt",
    )


def _guest() -> rx.Component:
    """Initials cannot be edited: the name behind them would be lost."""
    hidden = AttentionState.item.has_guest & ~AttentionState.is_named
    hint = rx.cond(hidden, "Show the name to change it", "")
    return text_input(value=VisitState.guest, on_change=_enter("guest"), read_only=hidden, title=hint)


def _entry(name: str) -> rx.Component:
    return text_input(value=getattr(VisitState, name), on_change=_enter(name))


def _clock(label: str, name: str, such_as: str, *, mark: rx.Component | None = None) -> rx.Component:
    entry = clock_input(value=getattr(VisitState, name), on_change=_enter(name), placeholder=such_as)
    return field(label, entry, mark=mark)


def _enter(name: str) -> Callable[[rx.Var[str]], EventSpec]:
    return lambda value: calling(VisitState.enter, name, value)
