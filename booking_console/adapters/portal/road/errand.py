"""What one call does at the portal, in a browser or without one: the same steps for the common road."""

from collections.abc import Callable
from typing import Protocol

from booking_console.adapters.portal.content.pages import Pages
from booking_console.adapters.portal.language.profile import Cancel
from booking_console.adapters.portal.language.templates import Blanks
from booking_console.adapters.portal.road.probe import Hands
from booking_console.domain.portal import SubmitResult


class Press(Protocol):
    """The one press of a form that is filled in."""

    def make_ready(self) -> None:
        """What can be made sure of before it is written down that we press. Raises Unavailable or ContractBroken."""
        ...

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

    @property
    def was_answered(self) -> bool:
        """Whether the answer has been shown: errors from then on are about something else."""
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

    def show_beside(self, caption: str, act: Callable[[], None]) -> None:
        """Both at the same time. Raises what the act raises."""
        ...

    def show_answer(self, caption: str) -> None:
        """As show(), after the press; finished by end() at the latest, for the page stays as it is until then."""
        ...

    def end(self) -> None: ...
