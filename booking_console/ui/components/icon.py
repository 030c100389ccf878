"""Lucide at the three sizes of the design: 16 beside words, 14 in chips, 20 in the bottom bar."""

from typing import Any

import reflex as rx


def icon(name: str, size: int = 16, **props: Any) -> rx.Component:
    """Hidden from readers: the word beside it says the same."""
    return rx.icon(name, size=size, stroke_width=2 if size < 16 else 1.75, aria_hidden="true", **props)
