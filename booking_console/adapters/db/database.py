"""One database: the door for everybody else."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from types import TracebackType
from typing import Self
from zoneinfo import ZoneInfo

from alembic import command
from alembic.config import Config
from sqlalchemy import Connection, text

from booking_console.adapters.db import pulse
from booking_console.adapters.db.clock import Now, utc_now
from booking_console.adapters.db.engine import WRITES, make_folder, open_engine
from booking_console.adapters.db.insight import DatabaseInsight
from booking_console.adapters.db.unit_of_work import DatabaseUnitOfWork
from booking_console.adapters.db.views import DatabaseViews
from booking_console.domain.schedule import OpeningHours

_REVISIONS = Path(__file__).resolve().parents[3] / "alembic"
#: Any number that no other program uses on this PostgreSQL database.
_MIGRATION_LOCK = 7_220_181


class Database:
    """url: see engine.open_engine. Nothing is opened before the first use; close() gives everything back."""

    def __init__(self, url: str, *, now: Now = utc_now) -> None:
        self.engine = open_engine(url)
        pulse.watch(self.engine)
        self._now = now
        self._writing = self.engine.execution_options(**{WRITES: True})

    def unit_of_work(self) -> DatabaseUnitOfWork:
        return DatabaseUnitOfWork(self._writing, self._now)

    def reading(self) -> DatabaseUnitOfWork:
        """Begins no writing transaction: on SQLite it waits for nobody. What writes in it may be refused at once."""
        return DatabaseUnitOfWork(self.engine, self._now)

    def views(self) -> DatabaseViews:
        return DatabaseViews(self.engine)

    def insight(self, *, zone: ZoneInfo, opening: Sequence[OpeningHours]) -> DatabaseInsight:
        return DatabaseInsight(self.engine, zone=zone, opening=opening)

    def migrate(self, revision: str = "head") -> None:
        """Up to the revision, in one transaction."""
        with self.migrating() as connection:
            command.upgrade(_config(connection), revision)

    def downgrade(self, revision: str) -> None:
        with self.migrating() as connection:
            command.downgrade(_config(connection), revision)

    @contextmanager
    def migrating(self) -> Iterator[Connection]:
        """One transaction for migrations. Processes that start at the same time wait here for the first of them."""
        make_folder(self.engine.url)
        with self._writing.begin() as connection:
            if connection.dialect.name == "postgresql":
                connection.execute(text("SET LOCAL lock_timeout = 0"))
                connection.execute(text("SELECT pg_advisory_xact_lock(:lock)"), {"lock": _MIGRATION_LOCK})
            yield connection

    def close(self) -> None:
        self.engine.dispose()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()


def _config(connection: Connection) -> Config:
    config = Config()
    config.set_main_option("script_location", str(_REVISIONS))
    config.set_main_option("path_separator", "os")
    config.attributes["connection"] = connection
    return config
