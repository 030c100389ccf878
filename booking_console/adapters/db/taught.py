"""What a manager taught the console about mails, for a program that only wants to know that: makes nothing, changes nothing."""

from pathlib import Path

from sqlalchemy import exc

from booking_console.adapters.db.database import Database
from booking_console.domain.teaching import Teaching


def taught_in(url: str) -> Teaching | None:
    """None: there is no database, or one that knows nothing of it (empty, older). Raises Unavailable when it does not answer."""
    with Database(url) as database:
        file = database.engine.url.database
        if database.engine.dialect.name == "sqlite" and not (file and Path(file).is_file()):
            return None
        try:
            with database.reading() as uow:
                return uow.teachings.all()
        except exc.DatabaseError:
            return None
