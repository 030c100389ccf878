"""Faults that the server shows on demand."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from threading import Lock

#: name: what happens. `value` is seconds, milliseconds or a status, as the words say.
KINDS = {
    "busy": "ErrorServerBusy; value: BackOffMilliseconds, none without it",
    "status": "an HTTP status; value: which one",
    "code": "an error of EWS instead of the answer; words: its code",
    "reset": "the connection is cut before anything is done",
    "lost": "it is done, and the connection is cut before the answer",
    "slow": "the answer comes after so many seconds",
    "silent": "it is done, and the answer comes after so many seconds",
    "drip": "the answer comes one byte every value seconds",
    "half": "half of the answer, then the end",
    "vanish": "a colleague moves all of the inbox away, then it is done",
}


@dataclass
class Fault:
    """operations: which ones; empty: all. count: how often; None: until it is switched off. words: Retry-After or Location."""

    kind: str
    value: float | None = None
    words: str = ""
    count: int | None = 1
    operations: frozenset[str] = frozenset()


@dataclass
class Faults:
    _waiting: list[Fault] = field(default_factory=list)
    _lock: Lock = field(default_factory=Lock)

    def on(
        self, kind: str, value: float | None = None, *, words: str = "", count: int | None = 1, only: Iterable[str] = ()
    ) -> None:
        assert kind in KINDS, f"{kind} is no fault: {', '.join(KINDS)}"
        with self._lock:
            self._waiting.append(Fault(kind, value, words, count, frozenset(only)))

    def off(self) -> None:
        with self._lock:
            self._waiting.clear()

    def next(self, operation: str) -> Fault | None:
        with self._lock:
            for fault in self._waiting:
                if not fault.operations or operation in fault.operations:
                    if fault.count is not None:
                        fault.count -= 1
                        if fault.count == 0:
                            self._waiting.remove(fault)
                    return fault
        return None
