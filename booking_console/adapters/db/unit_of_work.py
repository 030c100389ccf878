"""One transaction and its collections."""

from types import TracebackType
from typing import Self

from sqlalchemy import Connection, Engine

from booking_console.adapters.db import pulse
from booking_console.adapters.db.appointments import DatabaseAppointments
from booking_console.adapters.db.attempts import DatabaseAttempts
from booking_console.adapters.db.audit import DatabaseAudit
from booking_console.adapters.db.bookings import DatabaseBookings
from booking_console.adapters.db.clock import Now
from booking_console.adapters.db.control import DatabaseControl
from booking_console.adapters.db.errors import ConstraintBroken
from booking_console.adapters.db.leases import DatabaseLeases
from booking_console.adapters.db.mailbox import DatabaseMailbox
from booking_console.adapters.db.messages import DatabaseMessages
from booking_console.adapters.db.notices import DatabaseNotices
from booking_console.adapters.db.outbox import DatabaseOutbox
from booking_console.adapters.db.pace import DatabasePace
from booking_console.adapters.db.rooms import DatabaseRooms
from booking_console.adapters.db.shadows import DatabaseShadows
from booking_console.adapters.db.sights import DatabaseSights
from booking_console.adapters.db.teachings import DatabaseTeachings
from booking_console.adapters.db.users import DatabaseUsers
from booking_console.adapters.db.witnesses import DatabaseWitnesses


class DatabaseUnitOfWork:
    """The collections may be used inside `with` only."""

    def __init__(self, engine: Engine, now: Now) -> None:
        self._engine = engine
        self._now = now
        self._connection: Connection | None = None

    def __enter__(self) -> Self:
        assert self._connection is None, "a unit of work is one transaction: take a new one"
        connection = self._engine.connect()
        try:
            connection.begin()
        except BaseException:
            connection.close()
            raise
        self._connection = connection
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        connection, self._connection = self._open, None
        with connection:  # closing rolls back what was not committed
            if error is None:
                pulse.beat(connection)
                connection.commit()
        if isinstance(error, ConstraintBroken):
            error.__cause__ = None  # the driver's text may quote the row, and with it a guest

    @property
    def _open(self) -> Connection:
        assert self._connection is not None, "outside of `with`"
        return self._connection

    @property
    def messages(self) -> DatabaseMessages:
        return DatabaseMessages(self._open)

    @property
    def notices(self) -> DatabaseNotices:
        return DatabaseNotices(self._open)

    @property
    def witnesses(self) -> DatabaseWitnesses:
        return DatabaseWitnesses(self._open)

    @property
    def appointments(self) -> DatabaseAppointments:
        return DatabaseAppointments(self._open, self._now)

    @property
    def bookings(self) -> DatabaseBookings:
        return DatabaseBookings(self._open, self._now)

    @property
    def attempts(self) -> DatabaseAttempts:
        return DatabaseAttempts(self._open)

    @property
    def rooms(self) -> DatabaseRooms:
        return DatabaseRooms(self._open)

    @property
    def outbox(self) -> DatabaseOutbox:
        return DatabaseOutbox(self._open)

    @property
    def audit(self) -> DatabaseAudit:
        return DatabaseAudit(self._open)

    @property
    def control(self) -> DatabaseControl:
        return DatabaseControl(self._open)

    @property
    def leases(self) -> DatabaseLeases:
        return DatabaseLeases(self._open)

    @property
    def mailbox(self) -> DatabaseMailbox:
        return DatabaseMailbox(self._open)

    @property
    def pace(self) -> DatabasePace:
        return DatabasePace(self._open)

    @property
    def sights(self) -> DatabaseSights:
        return DatabaseSights(self._open)

    @property
    def shadows(self) -> DatabaseShadows:
        return DatabaseShadows(self._open)

    @property
    def teachings(self) -> DatabaseTeachings:
        return DatabaseTeachings(self._open)

    @property
    def users(self) -> DatabaseUsers:
        return DatabaseUsers(self._open)
