"""The portal's own mails as kept: see hear.py."""

from collections.abc import Sequence
from typing import Protocol

from booking_console.domain.witness import Witness


class Witnesses(Protocol):
    def add(self, witness: Witness) -> None: ...
    def of_booking(self, booking_id: int) -> Sequence[Witness]:
        """Oldest first."""
        ...
