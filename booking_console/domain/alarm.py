"""What people are told because nothing happened: silence is no proof that all is well."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum


class AlarmKind(StrEnum):
    UNSEEN = "unseen"  # the mailbox could not be looked at
    LOGIN_ENDS = "login_ends"  # its password, client secret or token
    TOO_QUIET = "too_quiet"  # no confirmation, against the habit
    DIFFERS = "differs"  # the portal holds something else than our log


@dataclass(frozen=True, slots=True)
class Finding:
    """sentence: what was expected and what was seen. advice: what to do. Plain words, both."""

    kind: AlarmKind
    sentence: str
    advice: str


@dataclass(frozen=True, slots=True)
class Alarm:
    """A finding that people were told of. It ends by itself when it is no longer found."""

    kind: AlarmKind
    sentence: str
    advice: str
    since: datetime
