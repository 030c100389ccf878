"""A handler together with the values it is called with, typed: Reflex's decorator hides from mypy that a handler can be called."""

from typing import Any

import reflex as rx
from reflex.event import EventSpec


def calling(handler: rx.EventHandler, *values: Any) -> EventSpec:
    return handler(*values)
