"""How the parts around us are doing, as last seen."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum


class Part(StrEnum):
    MAILBOX = "mailbox"
    PORTAL = "portal"
    WORKER = "worker"
    MESSAGES = "messages"  # the outgoing mail


class PartState(StrEnum):
    FINE = "fine"
    TROUBLE = "trouble"  # tried again by itself
    STOPPED = "stopped"  # waits for a person
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class Health:
    """checked_at: last look of any result; good_at: last success; since: when the present state began. sentence: plain words."""

    part: Part
    state: PartState = PartState.UNKNOWN
    sentence: str = ""
    checked_at: datetime | None = None
    good_at: datetime | None = None
    since: datetime | None = None

    @property
    def works(self) -> bool:
        """Also when something beside the main thing is wrong."""
        return self.state is PartState.FINE or (self.good_at is not None and self.good_at == self.checked_at)
