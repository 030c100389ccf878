"""How long the portal is waited for."""

from dataclasses import dataclass
from datetime import timedelta


@dataclass(frozen=True, slots=True, kw_only=True)
class Waits:
    """How long a page, a control on a page that has answered, and the answer to the submit may take."""

    page: timedelta = timedelta(seconds=30)
    control: timedelta = timedelta(seconds=8)
    submit: timedelta = timedelta(seconds=45)
    slack: timedelta = timedelta(seconds=15)

    @property
    def sign_of_life(self) -> timedelta:
        """Longer than anything that has a time limit of its own: whoever is silent for so long hangs."""
        return self.page + self.submit + self.slack
