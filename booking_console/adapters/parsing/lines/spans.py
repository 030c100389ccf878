"""Labels that say something only beside others: "From / to: 15:40 / 16:00", "At: 9:20" below "Was on: Tuesday"."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from booking_console.adapters.parsing.languages.states import happened
from booking_console.adapters.parsing.languages.words import SHORT_WEEKDAYS, WEEKDAYS, choice
from booking_console.adapters.parsing.names.exactroles import Role
from booking_console.adapters.parsing.names.names import find_names
from booking_console.adapters.parsing.names.roles import role_of
from booking_console.adapters.parsing.patterns import compiled

if TYPE_CHECKING:
    from booking_console.adapters.parsing.lines.labels import Entry

_BOTH = re.compile(
    r"(?:time )?(?:from|von|van|de|du|desde|start\w*|begin\w*|d\u00e9but|inicio)[ ]?[/\u2013&+-]?[ ]?"
    r"(?:to|until|till|bis|tot|\u00e0|au|a|hasta|end\w*|einde?|fin)",
    re.IGNORECASE,
)
_CLOCK = r"\d{1,2}(?:[:.h]\d\d)?[ ]?(?:[ap]\.?m\.?|uhr|uur|h)?"
_TWO = re.compile(rf"(?P<one>{_CLOCK})[ ]*[/|\u2013;-][ ]*(?P<other>{_CLOCK})", re.IGNORECASE)


def with_both_ends(text: str, entries: Sequence["Entry"]) -> Iterator["Entry"]:
    for entry in entries:
        times = _TWO.fullmatch(text, entry.start, entry.end) if _BOTH.fullmatch(entry.label.strip(" .:")) else None
        if times is None:
            yield entry
        else:
            yield replace(entry, role=Role.START, end=times.end("one"))
            yield replace(entry, role=Role.END, start=times.start("other"))


_AT = frozenset({"at", "um", "om", "\u00e0", "a las"})
_DAYS = {Role.DATE: Role.START, Role.WHEN: Role.START, Role.PREVIOUS: Role.PREVIOUS}


def with_times_below(text: str, entries: Sequence["Entry"]) -> Iterator["Entry"]:
    """The time belongs to the day of the line above."""
    above = Role.UNKNOWN
    for entry in entries:
        is_time = entry.label.casefold().strip(" .:") in _AT and re.match(_CLOCK, text[entry.start : entry.end])
        yield replace(entry, role=_DAYS[above]) if is_time and above in _DAYS else entry
        above = entry.role


_FOR_WHAT = frozenset({"booked for", "reserved for", "appointment for"})
_WHAT_IS_DONE = compiled(
    r"\b(?:consult\w*|review|assessment|treatment|therapy|session|visit|appointment|exam\w*|check-?up|check|screening"
    r"|follow-?up|scan|x-?ray"
    r"|ultrasound|surgery|procedure|massage|clean(?:ing)?|filling|extraction|fitting|test|vaccination|injection"
    r"|intake|physio\w*)\b",
    re.IGNORECASE,
)
_OF_SOMEBODY = re.compile(r"['\u2019&+]|\b(?:and|with|for)\b", re.IGNORECASE)


# Beside a client they are those who treat; alone, and beside an employer, the patient.
_STAFF_TOO = frozenset({"worker", "case worker", "caseworker", "key worker", "support worker", "employee", "person"})


def _as_staff(entry: "Entry") -> "Entry":
    is_either = entry.role in (Role.GUEST, Role.FOR) and entry.label.casefold().strip(" .:") in _STAFF_TOO
    return replace(entry, role=Role.SPECIALIST) if is_either else entry


def with_reasons(text: str, entries: Sequence["Entry"]) -> Iterator["Entry"]:
    """ "Booked for: Eye review" beside "Patient: Ada Moreau" says what is done; without words for that it names"
    " somebody."""
    entries = [_kind_of_visit(text, entry) for entry in _with_credentials(text, entries)]
    others = [one for one in entries if one.label.casefold().strip(" .:") not in _FOR_WHAT]
    is_named = any(one.role is Role.GUEST and one.label.casefold().strip(" .:") not in _STAFF_TOO for one in others)
    if is_named:
        entries = [_as_staff(one) for one in entries]
        others = [_as_staff(one) for one in others]
    for entry in entries:
        value = text[entry.start : entry.end]
        is_asked = is_named and entry not in others and entry.role is Role.GUEST
        is_done = is_asked and _WHAT_IS_DONE.search(value) and not _OF_SOMEBODY.search(value) and not find_names(value)
        yield replace(entry, role=Role.SERVICE) if is_done else entry


_ARROW = re.compile(r"[^\n]*(?:-+>|=+>|\u2192|\u00bb|\u203a)[ ]*")


def with_states(text: str, entries: Sequence["Entry"]) -> Iterator["Entry"]:
    """Of "Status: awaiting date -> booked" what it is now."""
    for entry in entries:
        was = _ARROW.match(text, entry.start, entry.end) if entry.role is Role.STATUS else None
        yield replace(entry, start=was.end()) if was else entry


_LATER = frozenset({"after", "apr\u00e8s", "despu\u00e9s"})
_CHANGED = frozenset(
    {
        "updated",
        "changed",
        "amended",
        "revised",
        "rescheduled",
        "rearranged",
        "moved",
        "ge\u00e4ndert",
        "gewijzigd",
        "modifi\u00e9",
        "modificado",
    }
)
_CHANGED_TIME = compiled(
    r"(?:updated|changed|amended|revised|rescheduled|re-?arranged|modified|moved) (?:(?:appointment|event|booking"
    r"|visit|session|start)\W+)?"
    r"(?:date|time|slot|day|start|date\W{1,3}time|date and time|appointment|schedule)",
    re.IGNORECASE,
)


def after_before(text: str, entries: Sequence["Entry"]) -> Iterator["Entry"]:
    """ "After" is the new time below "Before", and anything else elsewhere: "After: no driving"."""
    above = Role.UNKNOWN
    has_old = any(entry.role is Role.PREVIOUS for entry in entries)
    for entry in entries:
        name = entry.label.casefold().strip(" .:")
        is_new = (name in _CHANGED and above is Role.PREVIOUS) or (has_old and _CHANGED_TIME.fullmatch(name))
        if name in _LATER and above is not Role.PREVIOUS:
            yield replace(entry, role=Role.UNKNOWN)
        elif (
            is_new
            and entry.role in (Role.IGNORED, Role.UNKNOWN)
            and any(sign.isdigit() for sign in text[entry.start : entry.end])
        ):
            yield replace(entry, role=_new_role(name))
        else:
            yield entry
        above = entry.role


def _new_role(label: str) -> Role:
    """ "Amended date" and "Amended time" each say half of it."""
    has_day, has_time = re.search(r"\b(?:date|day)\b", label), re.search(r"\b(?:time|start)\b", label)
    return Role.WHEN if bool(has_day) == bool(has_time) else Role.DATE if has_day else Role.START


_WHO = frozenset({"who", "with whom", "name"})
_CREDENTIALS = re.compile(
    r"[^\n,]+,[ ]*(?:md|do|dds|dmd|rdh|rn|np|pa-?c?|pt|dpt|ot|otr/?l?|phd|psyd|lcsw|lmft|lpc|od|dc|dpm|rgn|rmn|lmt"
    r"|rmt|bds|frcs|mrcgp"
    r"|dnp|fnp|aprn|cnm|slp|bcba)\b[ .,A-Za-z/-]{0,20}",
    re.IGNORECASE,
)


def _kind_of_visit(text: str, entry: "Entry") -> "Entry":
    """ "Kind: control visit" is no child, which the same word means in German."""
    label, value = entry.label.casefold().strip(" .:"), text[entry.start : entry.end]
    if label == "nino" and any(sign.isdigit() for sign in value):
        return replace(entry, role=Role.IGNORED)  # the number of the British insurance
    return replace(entry, role=Role.SERVICE) if label == "kind" and value[:1].islower() else entry


def _with_credentials(text: str, entries: Sequence["Entry"]) -> Iterator["Entry"]:
    """ "Who: Ada Finch, RDH" is who treats."""
    for entry in entries:
        is_either = entry.role in (Role.GUEST, Role.NAME) and entry.label.casefold().strip(" .:") in _WHO
        yield (
            replace(entry, role=Role.SPECIALIST)
            if is_either and _CREDENTIALS.fullmatch(text, entry.start, entry.end)
            else entry
        )


_ACTION = compiled(
    r"(?:action(?: taken)?|activity|change|trigger|event|topic|(?:call )?outcome|result|disposition|resolution"
    r"|transaction|(?:notification|message|change|event|update|transaction|action) ?_?type"
    r"|type of (?:change|notification|message)|aktion|vorgang|actie|acci\u00f3n)",
    re.IGNORECASE,
)
_ACTED = compiled(
    r"\W*(?:(?:appointment|appt|booking|event|visit|termin|afspraak|rendez-vous|rdv|cita)[\W_]{0,3})?"
    r"(?:added|new|created?|book(?:ed)?|schedul(?:ed|e)|insert(?:ed)?|cancell?ed|delet(?:ed|e)|removed|re-?scheduled"
    r"|moved|changed|updated|modified"
    r"|amended|angelegt|neu|storniert|abgesagt|verschoben|toegevoegd|geannuleerd|verplaatst|ajout\u00e9e?"
    r"|annul\u00e9e?|d\u00e9plac\u00e9e?"
    r"|a\u00f1adida|cancelada|anulada|modificada)(?:[\W_]{0,3}(?:appointment|appt|booking|visit))?"
    r"(?: (?:in|into|from|to|on|out of|off) (?:your|the|our|dr) (?:\w+ )?(?:diary|calendar|book|schedule|system"
    r"|list))?\W*",
    re.IGNORECASE,
)


# "event: appointment.reminder", whatever a program calls what happened.
_TOPIC = compiled(r"(?:event|type|topic|trigger|action)(?:[ _]?(?:type|name))?", re.IGNORECASE)
_MACHINE = re.compile(r"[ ]*[A-Za-z]+(?:[._:/-][A-Za-z]+){1,3},?[ ]*")


def with_actions(text: str, entries: Sequence["Entry"]) -> Iterator["Entry"]:
    """ "Action: CANCELLED" says what a status says."""
    for entry in entries:
        name = entry.label.strip(" .:")
        is_action = bool(_ACTION.fullmatch(name) and _ACTED.fullmatch(text, entry.start, entry.end))
        is_action = is_action or bool(_TOPIC.fullmatch(name) and _MACHINE.fullmatch(text, entry.start, entry.end))
        is_action = is_action or happened(name, text[entry.start : entry.end])
        yield replace(entry, role=Role.STATUS) if is_action else entry


_WEEKDAY_ONLY = re.compile(rf"[ ]*(?:{choice({**WEEKDAYS, **SHORT_WEEKDAYS})})[.,]?[ ]*", re.IGNORECASE)


def with_whole_days(text: str, entries: Sequence["Entry"]) -> Iterator["Entry"]:
    """ "Day: Tuesday" beside "Date: 4 August" is no second day."""
    for at, entry in enumerate(entries):
        beside = [*entries[max(0, at - 1) : at], *entries[at + 1 : at + 2]]
        is_half = entry.role is Role.DATE and _WEEKDAY_ONLY.fullmatch(text, entry.start, entry.end)
        has_whole = any(
            one.role in (Role.DATE, Role.WHEN) and any(sign.isdigit() for sign in text[one.start : one.end])
            for one in beside
        )
        yield replace(entry, role=Role.IGNORED) if is_half and has_whole else entry


_TIMED = frozenset({Role.WHEN, Role.DATE, Role.START})


def in_old_sections(entries: Sequence["Entry"]) -> list["Entry"]:
    """ "Date" and "Time" below the heading "Previous appointment" are the old ones, each once."""
    out, seen = [], set[Role]()
    for entry in entries:
        is_old = bool(entry.section) and role_of(entry.section, "") is Role.PREVIOUS and entry.role not in seen
        if is_old and entry.role in _TIMED:
            seen.add(entry.role)
            out.append(replace(entry, role=Role.PREVIOUS))
        elif is_old and entry.role in (Role.END, Role.DURATION, Role.SPECIALIST, Role.SERVICE):
            out.append(replace(entry, role=Role.IGNORED))
        else:
            out.append(entry)
    return out
