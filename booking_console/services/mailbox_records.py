"""What is kept about the mailbox as a whole: its alarms, and how it is set up."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Protocol

from booking_console.domain.alarm import Alarm, AlarmKind


@dataclass(frozen=True, slots=True)
class MailboxSetup:
    """What a person entered. values: in the words of the settings. sealed: secrets, encrypted. version 0: nobody entered anything."""

    values: Mapping[str, str] = field(default_factory=dict)
    sealed: Mapping[str, str] = field(default_factory=dict)
    version: int = 0
    by: str = ""
    changed_at: datetime | None = None


class MailboxRecords(Protocol):
    def alarms(self) -> Sequence[Alarm]:
        """Those that are raised, oldest first."""
        ...

    def raise_alarm(self, alarm: Alarm) -> bool:
        """False when it is raised already: of two workers that find the same, one tells people."""
        ...

    def end_alarm(self, kind: AlarmKind) -> bool:
        """False when it was not raised."""
        ...

    def confirmations(self, *, since: datetime) -> Sequence[datetime]:
        """When the mails were received that booked something or were put before a person."""
        ...

    def setup(self) -> MailboxSetup: ...
    def set_setup(self, setup: MailboxSetup, *, at: datetime) -> None:
        """Conflict unless setup.version is the stored one; stored with version + 1."""
        ...
