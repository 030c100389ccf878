"""Which workers live: each holds a lock file that the operating system frees when the process dies, however it dies.

Works for workers that share the data directory. One elsewhere is never declared dead: its leases simply run out.
"""

import fcntl
from collections.abc import Iterable
from contextlib import suppress
from pathlib import Path
from typing import TextIO

from booking_console.services.road import LANE


class Presence:
    """Our own sign of life, from the constructor to close()."""

    def __init__(self, data_dir: Path, name: str) -> None:
        self._folder = data_dir / "workers"
        self._folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        self._path = self._folder / f"{name}.lock"
        self._file: TextIO = self._path.open("w")
        fcntl.flock(self._file, fcntl.LOCK_EX | fcntl.LOCK_NB)

    def dead_among(self, names: Iterable[str]) -> list[str]:
        """Those that left a lock file behind which nobody holds any more. The lanes of a worker live and die with it."""
        return [name for name in names if self._is_dead(self._file_of(name))]

    def forget(self, name: str) -> None:
        self._file_of(name).unlink(missing_ok=True)

    def _file_of(self, name: str) -> Path:
        return self._folder / f"{name.partition(LANE)[0]}.lock"

    def close(self) -> None:
        self._file.close()
        self._path.unlink(missing_ok=True)

    def _is_dead(self, path: Path) -> bool:
        if path == self._path or not path.exists():
            return False
        with suppress(BlockingIOError), path.open("r+") as file:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
            return True
        return False
