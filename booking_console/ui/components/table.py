"""Tables are tables: a caption for readers, heads that sort, rows that the keyboard reaches."""

from typing import Any

import reflex as rx
from reflex.event import EventType

from booking_console.ui.components.icon import icon


def table(
    caption: str | rx.Var[str], heads: list[rx.Component], body: rx.Component, *, cards: bool = True
) -> rx.Component:
    """caption: count and filters in words. body: rx.foreach over rows. cards: rows become cards on a phone."""
    return rx.el.table(
        rx.el.caption(caption),
        rx.el.thead(rx.el.tr(*heads)),
        rx.el.tbody(body),
        class_name="table cards" if cards else "table",
    )


def head(word: str, *, num: bool = False) -> rx.Component:
    return rx.el.th(word, scope="col", class_name="num" if num else "")


def sort_head(
    word: str, *, is_here: rx.Var[bool], descending: rx.Var[bool], on_click: EventType[()], num: bool = False
) -> rx.Component:
    """is_here: the list is sorted by this column now."""
    arrow = rx.cond(descending, icon("arrow-down", 14), icon("arrow-up", 14))
    return rx.el.th(
        rx.el.button(
            word,
            rx.cond(is_here, arrow),
            class_name=rx.cond(is_here, "sort here", "sort"),
            on_click=on_click,
            type="button",
        ),
        scope="col",
        class_name="num" if num else "",
        aria_sort=rx.cond(is_here, rx.cond(descending, "descending", "ascending"), "none"),
    )


def row(*cells: rx.Component, on_open: EventType[()], class_name: str | rx.Var[str] = "", **props: Any) -> rx.Component:
    """A row that opens something: by click, by Enter, and reached with j and k."""
    return rx.el.tr(
        *cells, on_click=on_open, tab_index=0, class_name=class_name, custom_attrs={"data-row": ""}, **props
    )


def cell(
    *parts: rx.Component | str | rx.Var[str], num: bool = False, class_name: str = "", **props: Any
) -> rx.Component:
    """class_name "hide-phone" leaves it out of the cards."""
    return rx.el.td(*parts, class_name=f"num {class_name}" if num else class_name, **props)


def pager(
    words: rx.Var[str],
    *,
    page: rx.Var[str],
    has_before: rx.Var[bool],
    has_after: rx.Var[bool],
    on_before: EventType[()],
    on_after: EventType[()],
    hints: tuple[rx.Component, ...] = (),
) -> rx.Component:
    """words: "1–16 of 164"; page: "Page 1 of 11"; hints: keys, before the arrows."""
    return rx.el.div(
        rx.el.span(words, class_name="soft"),
        rx.el.div(
            *hints,
            rx.el.button(
                icon("chevron-left"),
                class_name="btn icon-only",
                aria_label="Page before",
                disabled=~has_before,
                on_click=on_before,
                type="button",
            ),
            rx.el.span(page, class_name="soft nowrap"),
            rx.el.button(
                icon("chevron-right"),
                class_name="btn icon-only",
                aria_label="Next page",
                disabled=~has_after,
                on_click=on_after,
                type="button",
            ),
            class_name="row push",
        ),
        class_name="row wrap",
    )
