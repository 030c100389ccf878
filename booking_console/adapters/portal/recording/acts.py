"""The parts of a recording: what was booked, what was refused, what was cancelled. Pure."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise

from booking_console.adapters.portal.probing.visited import CookieSeen
from booking_console.adapters.portal.recording.story import Story
from booking_console.adapters.portal.recording.tape import Tape


@dataclass(frozen=True)
class Acts:
    """The three parts of a recording: a booking; what was refused after it, and its cancelling, either of which may be left out."""

    booked: Story
    refused: Story
    cancelled: Story

    @classmethod
    def of(
        cls,
        tape: Tape,
        start: str,
        *,
        ends: Sequence[int],
        cookies: Sequence[CookieSeen] = (),
        tokens: Mapping[str, str] | None = None,
    ) -> "Acts":
        """ends: how far each part went that is over."""
        marks = [0, *ends, *[tape.now] * (3 - len(ends))]
        first, second, third = (tape.part(since, until) for since, until in pairwise(marks))
        return cls(Story(first, start, cookies, tokens=tokens), Story(second, start), Story(third, start))
