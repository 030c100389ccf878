"""Run by Database.migrate, which hands over its connection, and by the alembic command, which names a URL in the environment."""

import os
from logging.config import fileConfig

from alembic import context
from sqlalchemy import Connection

from booking_console.adapters.db.engine import open_engine
from booking_console.adapters.db.schema import METADATA


def _run(connection: Connection) -> None:
    context.configure(connection=connection, target_metadata=METADATA, transactional_ddl=True)
    with context.begin_transaction():
        context.run_migrations()


def _run_by_command() -> None:
    if context.config.config_file_name:
        fileConfig(context.config.config_file_name, disable_existing_loggers=False)
    engine = open_engine(os.environ["BOOKING_DATABASE_URL"])
    try:
        with engine.connect() as connection:
            _run(connection)
    finally:
        engine.dispose()


if context.is_offline_mode():
    raise SystemExit("migrations need a connection")
if (handed := context.config.attributes.get("connection")) is not None:
    _run(handed)
else:
    _run_by_command()
