"""A worker that dies by SIGKILL at a named point of the road: `python tests/faults/doomed.py POINT`, settings from the environment."""

import os
import signal
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from booking_console.bootstrap import Console, console, worker_name
from booking_console.outside import Outside
from booking_console.passes import Passes, open_passes

POINTS = (
    "before the look",
    "before the form",
    "before the write-ahead",
    "before the submit",
    "after the submit",
    "before the read-back",
    "after the read-back",
)


class Doomed:
    """The real portal, until the point is reached."""

    def __init__(self, portal: Any, point: str) -> None:
        self._portal, self._point = portal, point

    def __getattr__(self, name: str) -> Any:
        return getattr(self._portal, name)

    def at_once(self, work: Any) -> None:
        self._portal.at_once(lambda number, portal: work(number, Doomed(portal, self._point)))

    def look(self, *arguments: Any, **named: Any) -> Any:
        self._die("before the look")
        return self._portal.look(*arguments, **named)

    @contextmanager
    def prepare(self, *arguments: Any, **named: Any) -> Iterator["Doomed"]:
        self._die("before the form")
        with self._portal.prepare(*arguments, **named) as form:
            self._die("before the write-ahead")
            yield Doomed(form, self._point)

    def submit(self) -> Any:
        self._die("before the submit")
        result = self._portal.submit()
        self._die("after the submit")
        return result

    def find(self, *arguments: Any, **named: Any) -> Any:
        self._die("before the read-back")
        entries = self._portal.find(*arguments, **named)
        self._die("after the read-back")
        return entries

    def _die(self, point: str) -> None:
        if point == self._point:
            os.kill(os.getpid(), signal.SIGKILL)


def doomed_passes(opened: Console, point: str) -> Passes:
    passes = open_passes(opened, worker_name())
    passes.open_portal = lambda: Doomed(Outside(opened.settings).portal(), point)
    return passes


def main() -> None:
    opened = console()
    opened.prepare()
    doomed_passes(opened, sys.argv[1]).once()


if __name__ == "__main__":
    main()
