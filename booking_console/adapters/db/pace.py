"""When the portal was asked, by whichever worker."""

from sqlalchemy import Connection, select, update

from booking_console.adapters.db import statements as sql
from booking_console.adapters.db.schema import PORTAL_PACE
from booking_console.services.pacing import Allowance, Asked

_NAME = "portal"


class DatabasePace:
    def __init__(self, connection: Connection) -> None:
        self._db = connection

    def take(self, allowance: Allowance, *, now: float, besides: int) -> float:
        """The row is held until the transaction ends: nobody counts beside us."""
        sql.put_if_absent(self._db, PORTAL_PACE, name=_NAME, asked=[], last=None)
        stored = select(PORTAL_PACE).where(PORTAL_PACE.c.name == _NAME).with_for_update()
        row = self._db.execute(stored).one()
        # A clock that was ahead must not be waited for.
        last = None if row.last is None else min(row.last, now)
        asked = Asked(last, (*row.asked, *(besides * (now,))))
        pause = allowance.pause(asked, now)
        if pause <= 0:
            asked = Asked(now, (*asked.moments, now))
        kept = {"last": asked.last, "asked": list(allowance.counted(asked.moments, now))}
        self._db.execute(update(PORTAL_PACE).where(PORTAL_PACE.c.name == _NAME).values(kept))
        return pause
