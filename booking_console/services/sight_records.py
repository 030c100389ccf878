"""What is kept of how the portal looked."""

from typing import Protocol

from booking_console.domain.drift import Sight


class Sights(Protocol):
    def good(self, profile: str) -> Sight | None:
        """How it looked when it was good, with this profile."""
        ...

    def newest_change(self, profile: str) -> Sight | None:
        """The last one since it was good that found a change; None when it is good."""
        ...

    def keep(self, sight: Sight) -> None:
        """A good one takes the place of all others of its profile."""
        ...

    def picture(self, sight_id: int) -> bytes:
        """PNG. Raises NotFound."""
        ...

    def forget_changes(self, profile: str) -> bool:
        """They are no more; False when there were none."""
        ...

    def latest(self) -> tuple[Sight | None, Sight] | None:
        """How it looked before, and the last change that was found, whichever the profile; None when all is well."""
        ...
