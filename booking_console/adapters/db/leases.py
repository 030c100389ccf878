"""Rights to work on something until a time, in the database."""

from collections.abc import Sequence
from datetime import UTC, datetime

from sqlalchemy import ColumnElement, Connection, or_, select, update

from booking_console.adapters.db import statements as sql
from booking_console.adapters.db.schema import LEASE
from booking_console.domain.errors import LeaseLost
from booking_console.services.leases import Lease

_NOBODY = ""
_OVER = datetime(1970, 1, 1, tzinfo=UTC)


class DatabaseLeases:
    def __init__(self, connection: Connection) -> None:
        self._db = connection

    def take(self, name: str, *, owner: str, now: datetime, until: datetime) -> Lease | None:
        free = or_(LEASE.c.until <= now, LEASE.c.owner == owner)
        values = {"owner": owner, "fence": LEASE.c.fence + 1, "until": until}
        statement = update(LEASE).where(LEASE.c.name == name, free).values(values).returning(LEASE.c.fence)
        fence = self._db.execute(statement).scalar_one_or_none()
        if fence is None and not sql.put_if_absent(self._db, LEASE, name=name, owner=owner, fence=1, until=until):
            return None
        return Lease(name, owner, fence or 1, until)

    def hold(self, lease: Lease, *, now: datetime, until: datetime) -> Lease:
        ours = update(LEASE).where(*_same(lease), LEASE.c.until > now)
        if not sql.changed(self._db, ours.values(until=until)):
            raise LeaseLost("Another worker took this over.")
        return Lease(lease.name, lease.owner, lease.fence, until)

    def give_back(self, lease: Lease) -> None:
        self._db.execute(update(LEASE).where(*_same(lease)).values(owner=_NOBODY, until=_OVER))

    def drop_of(self, owner: str) -> int:
        held = update(LEASE).where(LEASE.c.owner == owner)
        return self._db.execute(held.values(owner=_NOBODY, until=_OVER)).rowcount

    def owners(self) -> Sequence[str]:
        held = select(LEASE.c.owner).where(LEASE.c.owner != _NOBODY)
        return self._db.execute(held.distinct().order_by(LEASE.c.owner)).scalars().all()


def _same(lease: Lease) -> tuple[ColumnElement[bool], ...]:
    return LEASE.c.name == lease.name, LEASE.c.owner == lease.owner, LEASE.c.fence == lease.fence
