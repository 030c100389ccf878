"""How long a dropped session stays without an answer."""

import time
from dataclasses import dataclass, field

LASTS = 1.0


@dataclass
class Silence:
    """After a dropped answer the same session meets a dead server for a moment.

    On a connection it had open already, Chromium takes a close without an answer for bad luck and sends the same POST
    again at once, unasked. That second copy is no press of the button: it is dropped too and not noted as a submit.
    """

    until: dict[str, float] = field(default_factory=dict)

    def fall_on(self, token: str) -> None:
        self.until[token] = time.monotonic() + LASTS

    def covers(self, token: str | None) -> bool:
        return token is not None and time.monotonic() < self.until.get(token, 0.0)
