"""A doubt: the conflict in the mail's words, then the possible answers as radio cards, each saying the room it would mean."""

from dataclasses import dataclass

import reflex as rx

from booking_console.ui.components.icon import icon
from booking_console.ui.components.room_mark import room_mark


@dataclass(frozen=True, slots=True)
class Reading:
    """One possible answer: a day, a time. room_id 0: no room is known for it; room says then why."""

    value: str
    words: str
    at: str
    room_id: int
    room: str


def doubt_block(
    question: rx.Var[str], sentence: rx.Var[str], mark: rx.Component, answers: rx.Component
) -> rx.Component:
    return rx.el.section(
        rx.el.div(
            icon("circle-alert"),
            rx.el.div(
                rx.el.div(rx.el.h2(question, class_name="strong", id="doubt"), mark, class_name="row tight"),
                rx.el.p(sentence, class_name="soft"),
            ),
            class_name="question",
        ),
        answers,
        class_name="doubt",
    )


def reading_card(reading: rx.Var[Reading], chosen: rx.Var[str], on_choose: rx.EventHandler) -> rx.Component:
    return rx.el.button(
        rx.el.span(class_name="ring", aria_hidden="true"),
        rx.el.span(
            rx.el.span(reading.words, " ", rx.el.span(reading.at, class_name="soft"), class_name="what"),
            rx.el.span(
                rx.cond(reading.room_id > 0, room_mark(reading.room_id)), rx.el.span(reading.room), class_name="means"
            ),
        ),
        class_name="reading",
        type="button",
        role="radio",
        aria_checked=chosen == reading.value,
        on_click=on_choose(reading.value),
    )
