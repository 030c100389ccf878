"""How we talk to SQLite and PostgreSQL, the same in behaviour."""

from contextlib import suppress
from pathlib import Path
from typing import Any

from sqlalchemy import URL, Connection, Engine, create_engine, event, exc, make_url

from booking_console.adapters.db.errors import translate
from booking_console.domain.errors import InvalidInput

#: Execution option that tells the begin event what a transaction is for.
WRITES = "writes"
_LOCK_WAIT_MS = 10_000
_DRIVERS = frozenset({"sqlite", "postgresql", "postgresql+psycopg"})


def open_engine(url: str) -> Engine:
    """Accepts sqlite:///path, postgresql:// and postgresql+psycopg://. Raises InvalidInput, without quoting the password."""
    address = _with_driver(_address(url))
    engine = create_engine(address, hide_parameters=True, pool_pre_ping=not _is_sqlite(address), **_pool(address))
    translate(engine)
    if _is_sqlite(address):
        event.listen(engine, "connect", _prepare_sqlite)
        event.listen(engine, "begin", _begin_sqlite)
    return engine


def _address(url: str) -> URL:
    with suppress(exc.ArgumentError, ValueError):
        address = make_url(url)
        if address.drivername in _DRIVERS:
            return address
    raise InvalidInput(
        "The address of the database is not usable: expected sqlite:///path or postgresql://user:password@host/name."
    )


def make_folder(address: URL) -> None:
    """SQLite makes its file, but not the folder for it, and lets everybody read it."""
    if _is_sqlite(address) and address.database:
        file = Path(address.database)
        file.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        file.touch(mode=0o600)


def _is_sqlite(address: URL) -> bool:
    return address.get_backend_name() == "sqlite"


def _with_driver(address: URL) -> URL:
    return address.set(drivername="postgresql+psycopg") if address.drivername == "postgresql" else address


def _pool(address: URL) -> dict[str, Any]:
    shared: dict[str, Any] = {"pool_size": 5, "max_overflow": 20}
    if _is_sqlite(address):
        return shared | {"connect_args": {"check_same_thread": False}}  # the pool hands it to one thread at a time
    waits = f"-c lock_timeout={_LOCK_WAIT_MS} -c timezone=UTC"
    return shared | {"connect_args": {"connect_timeout": 10, "options": waits}}


def _prepare_sqlite(connection: Any, _record: object) -> None:
    # The driver must never begin or commit by itself: _begin_sqlite says when and how.
    connection.isolation_level = None
    cursor = connection.cursor()
    cursor.execute(f"PRAGMA busy_timeout = {_LOCK_WAIT_MS}")
    cursor.execute("PRAGMA journal_mode = WAL")
    cursor.execute("PRAGMA synchronous = FULL")  # what was committed before a submit must survive a power cut
    cursor.execute("PRAGMA foreign_keys = ON")
    cursor.close()


def _begin_sqlite(connection: Connection) -> None:
    # A deferred transaction that writes after reading fails at once when another wrote meanwhile, whatever the timeout.
    writes = connection.get_execution_options().get(WRITES, False)
    connection.exec_driver_sql("BEGIN IMMEDIATE" if writes else "BEGIN")
