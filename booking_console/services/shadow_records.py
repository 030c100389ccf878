"""What is kept of shadow mode."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Protocol

from booking_console.domain.shadow import Shadow, ShadowPlan, ShadowState
from booking_console.domain.slot import Slot


class Shadows(Protocol):
    def plan(self) -> ShadowPlan: ...
    def hold_plan(self) -> ShadowPlan:
        """Nobody changes it until the transaction ends."""
        ...

    def set_plan(self, plan: ShadowPlan) -> None:
        """Conflict unless plan.version is the stored one; stored with version + 1."""
        ...

    def add(self, shadow: Shadow) -> int:
        """shadow.id is ignored. Conflict when the appointment's revision has one."""
        ...

    def get(self, shadow_id: int) -> Shadow: ...
    def save(self, shadow: Shadow, *, was: ShadowState) -> None:
        """Writes if the state is still that one, else Conflict."""
        ...

    def of_appointment(self, appointment_id: int) -> Sequence[Shadow]:
        """Oldest first."""
        ...

    def looked_for(self) -> Sequence[Shadow]:
        """Open and asked ones, the nearest visit first."""
        ...

    def holding(self, slot: Slot) -> Sequence[Shadow]:
        """Those looked for whose would-be booking touches the slot."""
        ...

    def in_hand(self) -> Sequence[int]:
        """Appointments whose present revision is looked for: a person books them."""
        ...

    def judged(self, *, since: datetime, limit: int) -> Sequence[Shadow]:
        """Those that agree or differ, newest first."""
        ...

    def latest(self, *, limit: int, offset: int = 0, state: ShadowState | None = None) -> Sequence[Shadow]:
        """The newest try first. state: only those, None for all."""
        ...

    def counts(self) -> Mapping[ShadowState, int]:
        """How many of each state; a state without any is left out."""
        ...
