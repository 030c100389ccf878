"""Rows that are put in another order by dragging, by the keyboard, or by the buttons in them."""

from typing import Any

import reflex as rx

_SCRIPT = rx.asset("sortable.jsx", shared=True)


def _placed(room: rx.Var[int], place: rx.Var[int]) -> tuple[rx.Var[int], rx.Var[int]]:
    return room, place


class Sortable(rx.Component):
    """order: changes with the order of the rows. on_place: the row's id and its new place, counted from 0."""

    library = _SCRIPT.importable_path
    tag = "Sortable"
    order: rx.Var[str]
    label: rx.Var[str]

    @classmethod
    def get_event_triggers(cls) -> dict[str, Any]:
        return {**super().get_event_triggers(), "on_place": _placed}


def sortable(rows: rx.Component, **props: Any) -> rx.Component:
    """rows: an rx.foreach of elements with data-id and data-name, each with sort_handle() inside."""
    return Sortable.create(rows, **props)


def sort_handle(name: rx.Var[str]) -> rx.Component:
    """Taken by the pointer; with the keyboard Space lifts it, the arrows move it, Space puts it down."""
    dots = rx.icon("grip-vertical", size=16, stroke_width=1.75, aria_hidden="true")
    attributes = {"data-handle": "", "aria-label": f"Move {name}"}
    return rx.el.button(dots, type="button", class_name="sort-handle", custom_attrs=attributes)
