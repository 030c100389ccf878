"""What the recorder may ask of the person at the terminal: only what no page shows."""

from collections.abc import Sequence
from typing import Protocol

from booking_console.domain.errors import Refused


class Person(Protocol):
    def choose(self, question: str, choices: Sequence[str]) -> int:
        """Which of the choices, counted from 0. Raises NobodyThere when there is nobody to be asked."""
        ...

    def tell(self, sentence: str) -> None: ...


class NobodyThere(Refused):
    """A question could not be asked: it stays open, and what it was about is a gap."""


class Nobody:
    """Nobody is asked: every question stays open."""

    def choose(self, question: str, choices: Sequence[str]) -> int:
        raise NobodyThere(f"{question} ({', '.join(choices)})")

    def tell(self, sentence: str) -> None:
        """Nobody hears it."""


class AnyAnswer(Nobody):
    """Answers everything, no matter what: what is missing then no answer can fill."""

    def choose(self, _question: str, _choices: Sequence[str]) -> int:
        return 0


class Remembering:
    """Asks each question once: whoever is asked it again gets the same answer."""

    def __init__(self, person: Person) -> None:
        self._person = person
        self._answers: dict[tuple[str, ...], int] = {}

    def choose(self, question: str, choices: Sequence[str]) -> int:
        known = (question, *choices)
        if known not in self._answers:
            self._answers[known] = self._person.choose(question, choices)
        return self._answers[known]

    def tell(self, sentence: str) -> None:
        self._person.tell(sentence)
