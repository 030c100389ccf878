"""What the portal's own mails said, in the database."""

from collections.abc import Sequence

from sqlalchemy import Connection, select

from booking_console.adapters.db import statements as sql
from booking_console.adapters.db.schema import WITNESS
from booking_console.domain.witness import Witness


class DatabaseWitnesses:
    def __init__(self, connection: Connection) -> None:
        self._db = connection

    def add(self, witness: Witness) -> None:
        sql.add_once(
            self._db,
            WITNESS,
            message_id=witness.message_id,
            booking_id=witness.booking_id,
            agrees=witness.agrees,
            said={"proves": witness.proves, "sentence": witness.sentence},
            seen_at=witness.seen_at,
        )

    def of_booking(self, booking_id: int) -> Sequence[Witness]:
        wanted = select(WITNESS).where(WITNESS.c.booking_id == booking_id).order_by(WITNESS.c.id)
        return [
            Witness(
                message_id=row.message_id,
                booking_id=row.booking_id,
                agrees=row.agrees,
                proves=row.said["proves"],
                sentence=row.said["sentence"],
                seen_at=row.seen_at,
            )
            for row in sql.rows(self._db, wanted)
        ]
