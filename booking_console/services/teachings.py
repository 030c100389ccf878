"""What a manager taught the console about mails, as kept."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol

from booking_console.domain.teaching import Rule, ServiceWords, Teaching, Template


@dataclass(frozen=True, slots=True)
class TrustedSender:
    """entry: an address or a domain, as compared."""

    id: int
    entry: str
    by: str
    at: datetime


class Teachings(Protocol):
    def trusted(self) -> Sequence[TrustedSender]:
        """In the order of the alphabet."""
        ...

    def trust(self, entry: str, *, by: str, at: datetime) -> int | None:
        """None: it is on the list already."""
        ...

    def distrust(self, trusted_id: int) -> str:
        """What was on the list. Raises NotFound."""
        ...

    def words(self) -> ServiceWords:
        """Those delivered, until somebody changes them."""
        ...

    def set_words(self, words: ServiceWords, *, at: datetime) -> None:
        """Conflict unless words.version is the stored one; stored with version + 1."""
        ...

    def templates(self) -> Sequence[Template]:
        """Every version, by sender, the newest first."""
        ...

    def add_template(self, sender: str, rules: Sequence[Rule], *, was_version: int, by: str, at: datetime) -> Template:
        """A new version, switched on. Conflict when was_version is no longer the newest (0: there was none)."""
        ...

    def switch_template(self, template_id: int, *, is_on: bool) -> None: ...
    def all(self) -> Teaching:
        """What the reader goes by at this moment."""
        ...

    def mails_of(self, sender: str, *, limit: int) -> Sequence[int]:
        """Ids of the kept mails of an address, the newest first."""
        ...

    def asked_about(self) -> Sequence[int]:
        """Ids of the mails that wait for a person."""
        ...
