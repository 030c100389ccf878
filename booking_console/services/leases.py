"""Rights to work on something for a while, as kept."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol

#: Everything about one appointment is done under the lease of this name followed by its id.
APPOINTMENT_LEASE = "appointment:"


@dataclass(frozen=True, slots=True)
class Lease:
    """A right to work on something until a time. fence grows with every new holder: a stale holder is recognised by it."""

    name: str
    owner: str
    fence: int
    until: datetime


class Leases(Protocol):
    def take(self, name: str, *, owner: str, now: datetime, until: datetime) -> Lease | None:
        """None while somebody else's lease lives. The fence grows with every take."""
        ...

    def hold(self, lease: Lease, *, now: datetime, until: datetime) -> Lease:
        """Prolong, and prove that it is still ours: raises LeaseLost when it ran out or was taken over."""
        ...

    def give_back(self, lease: Lease) -> None: ...
    def drop_of(self, owner: str) -> int:
        """Free everything held by an owner known to be dead; how many."""
        ...

    def owners(self) -> Sequence[str]: ...
