"""Keys, drawn as keys."""

import reflex as rx


def key(name: str) -> rx.Component:
    return rx.el.kbd(name, class_name="key")


def key_hint(keys: str, does: str) -> rx.Component:
    """keys: names with blanks between, e.g. "j k"; does: one word."""
    return rx.el.span(*[key(name) for name in keys.split()], does, class_name="hint only-wide")
