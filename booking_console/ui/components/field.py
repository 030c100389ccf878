"""A labelled field, with the number of the source mark in the mail where there is one."""

from typing import Any

import reflex as rx


def field(
    label: str, control: rx.Component, *, mark: rx.Component | None = None, note: str | rx.Var[str] = ""
) -> rx.Component:
    """The label wraps the control, so no ids are needed."""
    tail = [rx.el.span(note, class_name="caption")] if not isinstance(note, str) or note else []
    return rx.el.label(rx.el.span(label, mark or rx.fragment(), class_name="label"), control, *tail, class_name="field")


def text_input(**props: Any) -> rx.Component:
    return rx.el.input(class_name="input", **props)


def clock_input(**props: Any) -> rx.Component:
    """A time of day as the practice writes it, 15:30. The browser's own field shows 3:30 PM wherever it is set up so."""
    return text_input(input_mode="numeric", max_length=5, auto_complete="off", **props)


def choice_input(options: list[tuple[str, str]] | rx.Component, **props: Any) -> rx.Component:
    """A native list: works with every keyboard, phone and reader. options: (value, word) pairs, or a foreach of rx.el.option."""
    shown = [rx.el.option(word, value=value) for value, word in options] if isinstance(options, list) else [options]
    return rx.el.select(*shown, class_name="input", **props)


def day_input(value: rx.Var[str], **props: Any) -> rx.Component:
    """value: an ISO date, or "". Shown as the practice writes days, whatever language the browser is set up in."""
    parts = "{ weekday: 'short', day: 'numeric', month: 'short', year: 'numeric', timeZone: 'UTC' }"
    named = f"new Intl.DateTimeFormat('en-GB', {parts}).format(new Date({value!s})).replace(',', '')"
    words: rx.Var[str] = rx.Var(
        f"(isNaN(Date.parse({value!s})) ? '' : {named})", _var_type=str, _var_data=value._get_all_var_data()
    )
    return date_input(words, value=value, **props)


def date_input(words: rx.Var[str], **props: Any) -> rx.Component:
    """A date as the practice writes it; while it is edited, as the browser does. words: "Tue 24 Nov 2026"."""
    return rx.el.span(
        rx.el.input(class_name="input", type="date", **props),
        rx.el.span(words, class_name="date-words", aria_hidden="true"),
        class_name="date-input",
    )
