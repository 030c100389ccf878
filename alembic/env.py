"""Run by Database.migrate, which hands over its connection, or by the alembic command, which goes by the settings."""

from alembic import context
from sqlalchemy import Connection

from booking_console import settings
from booking_console.adapters.db.database import Database
from booking_console.adapters.db.schema import METADATA


def _run(connection: Connection) -> None:
    context.configure(connection=connection, target_metadata=METADATA)
    with context.begin_transaction():
        context.run_migrations()


def _run_by_command() -> None:
    with Database(settings.load().database) as database, database.migrating() as connection:
        _run(connection)


if context.is_offline_mode():
    raise SystemExit("these migrations need a connection: they differ between SQLite and PostgreSQL")
handed: Connection | None = context.config.attributes.get("connection")
if handed is None:
    _run_by_command()
else:
    _run(handed)
