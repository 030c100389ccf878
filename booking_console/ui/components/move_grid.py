"""A calendar whose entries are dragged, or moved with the keyboard; the server asks before anything happens."""

from typing import Any

import reflex as rx

_SCRIPT = rx.asset("move_grid.jsx", shared=True)


def _moved(
    entry: rx.Var[int], room: rx.Var[int], day: rx.Var[str], start: rx.Var[int], end: rx.Var[int]
) -> tuple[rx.Var[int], rx.Var[int], rx.Var[str], rx.Var[int], rx.Var[int]]:
    return entry, room, day, start, end


class MoveGrid(rx.Component):
    """on_move: the entry's id, the room it was let go in, the day, start and end in minutes of that day."""

    library = _SCRIPT.importable_path
    tag = "MoveGrid"
    first_hour: rx.Var[int]
    hours: rx.Var[int]
    enabled: rx.Var[bool]

    @classmethod
    def get_event_triggers(cls) -> dict[str, Any]:
        return {**super().get_event_triggers(), "on_move": _moved}


def move_grid(*children: rx.Component, **props: Any) -> rx.Component:
    return MoveGrid.create(*children, **props)
