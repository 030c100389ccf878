"""The portal's own SQLite file: bookings, submits and sign-ins survive a restart."""

import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass
from pathlib import Path

FIRST_NUMBER = 20799

SCHEMA = f"""
CREATE TABLE IF NOT EXISTS bookings (
  number INTEGER PRIMARY KEY, room TEXT NOT NULL, type TEXT NOT NULL, starts INTEGER NOT NULL, ends INTEGER NOT NULL,
  guest TEXT NOT NULL, reference TEXT NOT NULL, owner TEXT NOT NULL, created_at REAL NOT NULL, cancelled_at REAL
);
CREATE INDEX IF NOT EXISTS bookings_by_room ON bookings (room, starts);
CREATE TABLE IF NOT EXISTS submits (
  id INTEGER PRIMARY KEY, at REAL NOT NULL, outcome TEXT NOT NULL, room TEXT, start INTEGER, guest TEXT, number INTEGER
);
CREATE TABLE IF NOT EXISTS sessions (token TEXT PRIMARY KEY, user TEXT NOT NULL, csrf TEXT NOT NULL);
CREATE TABLE IF NOT EXISTS counter (next INTEGER NOT NULL);
INSERT INTO counter SELECT {FIRST_NUMBER} WHERE NOT EXISTS (SELECT 1 FROM counter);
"""


@dataclass(frozen=True)
class Database:
    path: Path

    @contextmanager
    def transaction(self) -> Iterator[sqlite3.Connection]:
        """Hold the write lock from the first read on, so that what was looked up still holds when it is written."""
        with closing(self._connect()) as connection:
            connection.execute("BEGIN IMMEDIATE")
            with connection:
                yield connection

    @contextmanager
    def reading(self) -> Iterator[sqlite3.Connection]:
        with closing(self._connect()) as connection:
            yield connection

    def _connect(self) -> sqlite3.Connection:
        connection = sqlite3.connect(self.path, timeout=10, isolation_level=None)
        connection.row_factory = sqlite3.Row
        return connection


def open_database(folder: Path) -> Database:
    folder.mkdir(parents=True, exist_ok=True)
    database = Database(folder / "portal.sqlite3")
    with database.reading() as connection:
        connection.execute("PRAGMA journal_mode=WAL")
        connection.executescript(SCHEMA)
    return database
