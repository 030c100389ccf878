"""Backup and restore of an embedded database, with SQLite's own online copy."""

import sqlite3
from contextlib import closing
from pathlib import Path

from sqlalchemy import make_url

from booking_console.domain.errors import InvalidInput

_TABLE_OF_OURS = "appointment"


def backup(url: str, file: Path) -> None:
    """A consistent copy, taken while others write. InvalidInput for a database that is not SQLite."""
    if not file.absolute().parent.is_dir():
        raise InvalidInput(f"There is no folder {file.absolute().parent}; nothing was saved.")
    path = _path_of(url)
    file.touch(mode=0o600)  # it holds the names of all guests
    with closing(sqlite3.connect(path)) as source, closing(sqlite3.connect(file)) as target:
        source.backup(target)


def restore(url: str, file: Path) -> None:
    """Replaces everything. InvalidInput when the file is no backup of ours; then nothing is changed."""
    path = _path_of(url)
    with closing(sqlite3.connect(f"{file.absolute().as_uri()}?mode=ro", uri=True)) as source:
        _refuse_foreign(source, file)
        path.parent.mkdir(parents=True, exist_ok=True)
        with closing(sqlite3.connect(path)) as target:
            source.backup(target)


def _refuse_foreign(source: sqlite3.Connection, file: Path) -> None:
    try:
        names = {row[0] for row in source.execute("SELECT name FROM sqlite_master WHERE type = 'table'")}
        whole = source.execute("PRAGMA quick_check").fetchone()[0] == "ok"
    except sqlite3.DatabaseError:
        names, whole = set(), False
    if _TABLE_OF_OURS not in names or not whole:
        raise InvalidInput(f"{file} is not a whole backup of the booking console; nothing was changed.")


def _path_of(url: str) -> Path:
    parsed = make_url(url)
    if parsed.get_backend_name() != "sqlite" or not parsed.database:
        raise InvalidInput(
            "Only the embedded SQLite database is copied like this. For PostgreSQL use pg_dump and pg_restore."
        )
    return Path(parsed.database)
