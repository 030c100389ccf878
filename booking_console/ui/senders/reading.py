"""Whom the console believes and what it was taught, in words for the page."""

from dataclasses import dataclass, field
from functools import cache

from booking_console.bootstrap import console
from booking_console.domain.appointment import AppointmentType
from booking_console.domain.extraction import FieldName
from booking_console.domain.teaching import ServiceWords, Template, UnknownService
from booking_console.outside import Outside
from booking_console.services.ports import MailReader
from booking_console.services.teachings import TrustedSender
from booking_console.ui import practice_time

FIELD_WORDS = {
    FieldName.GUEST: "Guest",
    FieldName.START: "Start",
    FieldName.END: "End",
    FieldName.TYPE: "Type",
    FieldName.SPECIALIST: "Specialist",
    FieldName.REFERENCE: "Reference",
}
ASK = "ask"


@dataclass(frozen=True, slots=True)
class Listed:
    """id 0: it stands in the settings and cannot be taken off here."""

    id: int
    entry: str
    told: str


@dataclass(frozen=True, slots=True)
class Taught:
    id: int
    sender: str
    version: str
    fields: str
    told: str
    is_on: bool
    is_newest: bool


@dataclass(frozen=True, slots=True)
class Words:
    """The service words as they are typed: with commas. rule: a type, "" for the default order of rooms, or ASK."""

    consultation: str = ""
    treatment: str = ""
    rule: str = ""
    version: int = 0


@dataclass(frozen=True, slots=True)
class Senders:
    listed: list[Listed] = field(default_factory=list)
    taught: list[Taught] = field(default_factory=list)
    words: Words = field(default_factory=Words)
    relay: str = ""


@cache
def reader() -> MailReader:
    """One for the process: its child is started at the first use."""
    return Outside(console().settings).reader()


def look() -> Senders:
    held = console()
    with held.reading() as uow:
        trusted, templates, words = uow.teachings.trusted(), uow.teachings.templates(), uow.teachings.words()
    fixed = [Listed(0, entry, "from the settings") for entry in sorted(held.policy.trusted)]
    newest = {one.sender: one.id for one in reversed(templates)}
    return Senders(
        [*fixed, *map(_listed, trusted)],
        [_taught(one, newest[one.sender]) for one in templates],
        _words(words),
        _relay(held.settings.mail.relay),
    )


def _listed(sender: TrustedSender) -> Listed:
    return Listed(sender.id, sender.entry, f"{sender.by}, {practice_time.full_day(sender.at, console().zone)}")


def _taught(template: Template, newest: int) -> Taught:
    fields = ", ".join(dict.fromkeys(FIELD_WORDS[rule.field] for rule in template.rules))
    told = f"{template.by}, {practice_time.full_day(template.at, console().zone)}" if template.at else template.by
    version = f"Version {template.version}"
    return Taught(template.id, template.sender, version, fields, told, template.is_on, template.id == newest)


def _words(words: ServiceWords) -> Words:
    said = {
        kind: ", ".join(sorted(word for word, type_ in words.words.items() if type_ is kind))
        for kind in AppointmentType
    }
    default = words.default.value if words.default else ""
    return Words(
        said[AppointmentType.CONSULTATION],
        said[AppointmentType.TREATMENT],
        ASK if words.unknown is UnknownService.ASK else default,
        words.version,
    )


def _relay(name: str) -> str:
    if name:
        return f"DKIM, SPF and DMARC are taken from {name} and from nobody else."
    return (
        "No mail relay is named in the settings, so nobody checks whether a sender is real: only the list protects you."
    )
