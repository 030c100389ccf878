"""Tells the files that somebody is still writing from the finished ones."""

import time
from dataclasses import dataclass, field
from email import message_from_bytes
from email.errors import CloseBoundaryNotFoundDefect, StartBoundaryNotFoundDefect
from pathlib import Path

#: A file that did not change for so long is taken as finished.
SETTLED_AFTER = 2.0
#: A mail that ends in the middle of its parts is given more time: the writer may be slow.
TORN_AFTER = 60.0


@dataclass
class Stillness:
    """Remembers the files that were too young, so that a clock running apart from the file server's does no harm."""

    _since: dict[str, tuple[tuple[int, int], float]] = field(default_factory=dict)

    def is_finished(self, path: Path, *, size: int, changed_ns: int) -> bool:
        age = self._age(path.name, (size, changed_ns))
        if age < SETTLED_AFTER:
            return False
        return age >= TORN_AFTER or (size > 0 and not _is_torn(path.read_bytes()))

    def is_young(self, path: Path, *, size: int, changed_ns: int) -> bool:
        return self._age(path.name, (size, changed_ns)) < SETTLED_AFTER

    def forget_all_but(self, names: set[str]) -> None:
        self._since = {name: seen for name, seen in self._since.items() if name in names}

    def _age(self, name: str, version: tuple[int, int]) -> float:
        now = time.monotonic()
        known, since = self._since.get(name, (None, now))
        if known != version:
            since = now
            self._since[name] = (version, now)
        return max(now - since, time.time() - version[1] / 1e9)


def _is_torn(mime: bytes) -> bool:
    try:
        parts = list(message_from_bytes(mime).walk())
    except RecursionError:
        return False
    endings = (StartBoundaryNotFoundDefect, CloseBoundaryNotFoundDefect)
    return any(isinstance(defect, endings) for part in parts for defect in part.defects)
