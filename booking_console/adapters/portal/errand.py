"""What one call does at the portal, in a browser or without one: the same steps for the common road."""

from collections.abc import Callable
from typing import Protocol

from booking_console.adapters.portal.pages import Pages
from booking_console.adapters.portal.probe import Hands
from booking_console.adapters.portal.profile import Cancel
from booking_console.adapters.portal.templates import Blanks
from booking_console.domain.portal import SubmitResult


class Press(Protocol):
    """The one press of a form that is filled in."""

    def press(self) -> SubmitResult:
        """Raises Unavailable or ContractBroken only when the press provably did not happen."""
        ...


class Errand(Protocol):
    """Lives from the beginning of one call of the port to end()."""

    @property
    def pages(self) -> Pages:
        """For a survey of what is taken."""
        ...

    @property
    def hands(self) -> Hands:
        """For a probe."""
        ...

    @property
    def sends_twice(self) -> bool:
        """Whether what carries our requests may send one again by itself when a connection breaks off."""
        ...

    def fill(self, blanks: Blanks) -> None:
        """Open the booking form and take its steps, up to the last click."""
        ...

    def wait_to_press(self) -> None:
        """Until the portal's limits allow the press: once it is written down that we press, nothing may delay it."""
        ...

    def submission(self, names: list[str]) -> Press:
        """Of the form just filled in. names: the guest's, left out of the portal's words."""
        ...

    def cancel(self, flow: Cancel, blanks: Blanks, *, before_press: Callable[[], None]) -> None:
        """Press the button of the booking's page, once. Raises nothing after the press: the read-back decides."""
        ...

    def show(self, caption: str) -> None:
        """Keep what proves the page that we are on; nothing when none was opened."""
        ...

    def end(self) -> None: ...
