"""Rows of the read models for tests, with sensible defaults."""

from dataclasses import replace
from datetime import timedelta
from typing import Any

from booking_console.domain.status import Shown
from booking_console.services.views import LogRow
from tests.builders import MONDAY_9, a_slot


def a_log_row(**changes: Any) -> LogRow:
    plain = LogRow(
        id=1,
        shown=Shown.BOOKED,
        guest="Anna Example",
        type="Consultation",
        specialist=None,
        start=a_slot().start,
        end=a_slot().end,
        room_id=1,
        room="Consult room 1",
        channel="mail",
        reference=None,
        portal_reference="HP-1",
        tries=1,
        reason="",
        changed_at=MONDAY_9 - timedelta(hours=2),
        received_at=MONDAY_9 - timedelta(days=1),
        booking_id=1,
        message_id=None,
    )
    return replace(plain, **changes)
