"""What the services keep and find again: the unit of work and its collections, as Protocols.

One `with uow:` is one transaction: it commits at the end of the block and rolls back on an exception. No block spans a
browser, mail or network call. All times are aware UTC. Missing ids raise NotFound.
"""

from collections.abc import Callable, Sequence
from datetime import datetime
from types import TracebackType
from typing import Protocol, Self

from booking_console.domain.outbox import DeliveryState, OutboxMessage
from booking_console.domain.rooms import PriorityList, Room, RoomClosure
from booking_console.domain.slot import Slot
from booking_console.services.accounts import Users
from booking_console.services.booking_records import Appointments, Attempts, Bookings
from booking_console.services.controls import Control
from booking_console.services.leases import Leases
from booking_console.services.mailbox_records import MailboxRecords
from booking_console.services.message_records import Messages
from booking_console.services.notices import Notices
from booking_console.services.pacing import PaceRecords
from booking_console.services.shadow_records import Shadows
from booking_console.services.sight_records import Sights
from booking_console.services.teachings import Teachings
from booking_console.services.witnesses import Witnesses


class Rooms(Protocol):
    def all(self) -> Sequence[Room]: ...
    def add(self, name: str, group: str) -> int: ...
    def current_list(self, type_: str | None) -> PriorityList:
        """The list of the type, or the default list when the type has none."""
        ...

    def lists(self) -> Sequence[PriorityList]:
        """The current version of the default list (first) and of each type."""
        ...

    def add_list(
        self, type_: str | None, room_ids: Sequence[int], *, note: str, by: str, at: datetime, was_version: int
    ) -> PriorityList:
        """A new version; Conflict when was_version is no longer the current one (0: there was none)."""
        ...

    def drop_list(self, type_: str, *, by: str, at: datetime) -> None:
        """The type goes by the default list from now on; old versions stay readable."""
        ...

    def closures(self, *, touching: Slot | None = None) -> Sequence[RoomClosure]: ...
    def close(self, closure: RoomClosure, *, by: str, at: datetime) -> int: ...
    def open(self, room_id: int, *, at: datetime) -> None:
        """Ends what is closed now and drops what is closed later."""
        ...


class Outbox(Protocol):
    def add(self, message: OutboxMessage) -> int | None:
        """id is ignored; None when event_key, channel and recipient are there already."""
        ...

    def claim(self, now: datetime) -> OutboxMessage | None:
        """The next due pending one, now `sending`. Claimed by nobody else."""
        ...

    def settle(
        self, outbox_id: int, state: DeliveryState, *, error: str, at: datetime, due_at: datetime | None = None
    ) -> None: ...
    def abandoned(self, *, before: datetime) -> Sequence[int]:
        """Those `sending` since before: their worker died."""
        ...

    def get(self, outbox_id: int) -> OutboxMessage: ...
    def in_states(self, states: Sequence[DeliveryState]) -> Sequence[OutboxMessage]:
        """Oldest first."""
        ...


class Audit(Protocol):
    def add(
        self,
        action: str,
        *,
        actor: str,
        at: datetime,
        subject: str = "",
        subject_id: int | None = None,
        reason: str = "",
        detail: str = "",
    ) -> None:
        """action: past-tense dotted fact such as "booking.declined"; subject: "appointment", "message", "room", "user", ..."""
        ...


class UnitOfWork(Protocol):
    @property
    def messages(self) -> Messages: ...
    @property
    def notices(self) -> Notices: ...
    @property
    def witnesses(self) -> Witnesses: ...
    @property
    def appointments(self) -> Appointments: ...
    @property
    def bookings(self) -> Bookings: ...
    @property
    def attempts(self) -> Attempts: ...
    @property
    def rooms(self) -> Rooms: ...
    @property
    def outbox(self) -> Outbox: ...
    @property
    def audit(self) -> Audit: ...
    @property
    def control(self) -> Control: ...
    @property
    def leases(self) -> Leases: ...
    @property
    def mailbox(self) -> MailboxRecords: ...
    @property
    def pace(self) -> PaceRecords: ...
    @property
    def sights(self) -> Sights: ...
    @property
    def shadows(self) -> Shadows: ...
    @property
    def teachings(self) -> Teachings: ...
    @property
    def users(self) -> Users: ...
    def __enter__(self) -> Self: ...
    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None: ...


#: Every transaction gets a unit of work of its own.
NewUnitOfWork = Callable[[], UnitOfWork]
