"""Where a survey gets the pages and answers that it reads."""

from collections.abc import Iterator, Sequence
from typing import Protocol

from booking_console.adapters.portal.language.sources import GridSource, ItemsSource, JsonSource, Source
from booking_console.adapters.portal.language.templates import Blanks


class Pages(Protocol):
    """Signed in, as the profile says. Every method raises Unavailable or ContractBroken."""

    def ahead(self, source: Source, asked: Sequence[Blanks]) -> None:
        """All of these will be wanted, one after the other: what may be asked for at the same time is. Raises nothing."""
        ...

    def html(self, source: GridSource | ItemsSource, blanks: Blanks) -> Iterator[str]:
        """The page of the source, and the pages that follow it."""
        ...

    def data(self, source: JsonSource, blanks: Blanks) -> Iterator[str]:
        """The answer of the source, and the parts that follow it."""
        ...

    def show(self, source: Source, blanks: Blanks) -> None:
        """After an error: have the page in view, so that the witness keeps what people need to see. Raises nothing."""
        ...

    def witness(self, caption: str) -> None:
        """Keep what proves the last one."""
        ...
