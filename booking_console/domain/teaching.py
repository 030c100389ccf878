"""What a manager teaches the console about mails: which words mean which type, and where a sender's mails keep their values."""

import re
import unicodedata
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum
from functools import cached_property

from booking_console.domain.appointment import AppointmentType
from booking_console.domain.extraction import FieldName


class UnknownService(StrEnum):
    """What becomes of a visit whose mail does not say its type."""

    DEFAULT = "default"  # it is booked, with the default type or, without one, by the default order of rooms
    ASK = "ask"  # a person says which


#: A word of the practice -> the type of room that it asks for. A * at the end stands for any ending.
Words = Mapping[str, AppointmentType]

_CONSULTATION = "consult consults consultation* consulta konsultation* beratung beratungstermin sprechstunde spreekuur"
_TREATMENT = (
    "treatment treatments massage massages injection injections dressing dressings acupuncture microsuction needling removal"
    " excision extraction filling procedure cupping infusion surgery biopsy phlebotomy cryotherapy peel waxing compression"
    " plaster cast suture sutures facial behandlung behandeling traitement tratamiento akupunktur acupunctuur acupuntura masaje"
)
SEED: Words = {
    **dict.fromkeys(_CONSULTATION.split(), AppointmentType.CONSULTATION),
    **dict.fromkeys(_TREATMENT.split(), AppointmentType.TREATMENT),
    "scale and polish": AppointmentType.TREATMENT,
    "scale & polish": AppointmentType.TREATMENT,
}


@dataclass(frozen=True)
class ServiceWords:
    """version: counts the manager's changes, 0: as delivered. default: the type of a visit whose mail does not say one."""

    words: Words = field(default_factory=lambda: SEED)
    unknown: UnknownService = UnknownService.DEFAULT
    default: AppointmentType | None = None
    version: int = 0

    def type_of(self, service: str) -> AppointmentType | None:
        """The type that the words of the service agree on; None when there is no word or they disagree."""
        said = folded(service)
        meant = {type_ for type_, pattern in self._patterns.items() if pattern.search(said)}
        return meant.pop() if len(meant) == 1 else None

    @cached_property
    def _patterns(self) -> dict[AppointmentType, re.Pattern[str]]:
        found = {kind: [word for word, type_ in self.words.items() if type_ is kind] for kind in AppointmentType}
        return {kind: _any_of(words) for kind, words in found.items() if words}


def folded(text: str) -> str:
    """As service words are compared: without case and accents, one space between words."""
    plain = unicodedata.normalize("NFKD", text.casefold())
    return " ".join("".join(sign for sign in plain if not unicodedata.combining(sign)).split())


def _any_of(words: Iterable[str]) -> re.Pattern[str]:
    """The boundary stands in front of all words: the engine then looks for their first letters only."""
    said = sorted(map(folded, words))
    endings = (re.escape(word.rstrip("*")) + ("" if word.endswith("*") else r"(?!\w)") for word in said)
    return re.compile(rf"(?<!\w)(?:{'|'.join(endings)})")


@dataclass(frozen=True, slots=True)
class Rule:
    """Where one value stands in the mails of a sender.

    label: what stands before the value on its line; after: what follows it there, '' for the rest of the line; before: a line above
    that is the same in every mail of the kind, '' when the label is enough; gap: so many lines with words below that one. All
    in small letters, every digit a 0.
    """

    field: FieldName
    label: str
    after: str = ""
    before: str = ""
    gap: int = 0


@dataclass(frozen=True, slots=True)
class Template:
    """One version of what was taught for a sender. sender: an address in lower case."""

    sender: str
    rules: tuple[Rule, ...]
    version: int = 0
    id: int = 0
    is_on: bool = True
    by: str = ""
    at: datetime | None = None

    @property
    def name(self) -> str:
        return f"template {self.version}"


@dataclass(frozen=True, slots=True)
class Teaching:
    """templates: those switched on, by sender; the newest version of each."""

    words: ServiceWords = field(default_factory=ServiceWords)
    templates: Mapping[str, Template] = field(default_factory=dict)
