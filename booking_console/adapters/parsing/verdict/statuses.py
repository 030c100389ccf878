"""What a mail says of a visit in a word: "Status: confirmed", "status changed to cancelled", "Confirmed?: no"."""

import re
from collections.abc import Sequence

from booking_console.adapters.parsing.languages import states
from booking_console.adapters.parsing.lines.labels import Entry
from booking_console.adapters.parsing.names.exactroles import Role
from booking_console.adapters.parsing.patterns import compiled

_OF_WHAT = (
    r"(?:(?:appointment|appt|booking|event|visit|session|reservation|slot|client"
    r"|patient|termin|buchung|reservierung|afspraak|boeking|reservering)[\W_]{1,3}){0,2}"
)
_CANCELLED = compiled(
    rf"^\W*{_OF_WHAT}(?:cancell?ed|cancell?ation|canc|canx|cnx|cxl|cxd|cncl)(?![^\W_])"
    r"|\bcancell?ed\b|^\W*(?:\w+\W{1,3})?(?:deleted|removed)\W*$|\bstorniert\b|\babgesagt\b|\bannul|\bgeannuleerd\b"
    r"|\bcancelad[ao]\b|\banulad[ao]\b"
    r"|\b(?:entf\u00e4llt|entfallen|ausgefallen|annulliert|abgemeldet|afgemeld|geschrapt|gewist|aufgehoben|gestrichen"
    r"|gel\u00f6scht|vervallen|afgezegd|afgelast|verwijderd|supprim\u00e9e?|eliminad[ao])\b",
    re.IGNORECASE,
)
_BOOKED = re.compile(
    rf"^\W*{_OF_WHAT}(?:booked|fixiert|eingebucht|zugewiesen|terminanlage|ingedeeld|toegewezen|erstellt|gespeichert"
    rf"|zugesagt|terminiert|verbindlich|reserviert|gemaakt|aangemaakt"
    rf"|afgesproken|vastgelegd"
    r"|vastgezet|gereserveerd|geregistreerd|ingeboekt|bkd|sch|schd|sched|conf|confd|cfm|made|registered|added|created"
    r"|new|inserted|angelegt|neu|toegevoegd|ajout\u00e9e?|a\u00f1adida|confirmed|scheduled|approved|active|accepted"
    r"|ok|best\u00e4tigt|gebucht|confirm\u00e9e?"
    r"|bevestigd|geboekt"
    r"|confirmad[ao]|reservad[ao]|fix|fest|aktiv|vereinbart|vergeben|eingetragen|gepland|ingepland|vast"
    r"|definitief|actief|akkoord|r\u00e9serv\u00e9e?"
    r"|valid\u00e9e?|enregistr\u00e9e?|planifi\u00e9e?|fix\u00e9e?|accept\u00e9e?|actif|programad[ao]|agendad[ao]"
    r"|concertad[ao]|asignad[ao]|aceptad[ao]"
    r"|activ[ao])(?![^\W_])",
    re.IGNORECASE,
)
_MOVED = compiled(
    rf"^\W*{_OF_WHAT}(?:umgeplant|verschoven|aangepast|omgeboekt|resch|rsch|rsched|resched|rebooked|rebk|verschoben"
    rf"|verlegt|umgebucht|ge\u00e4ndert|verplaatst|verzet|gewijzigd|d\u00e9plac\u00e9e?|report\u00e9e?"
    r"|modifi\u00e9e?|reprogramad[ao]|modificad[ao]|re-?scheduled|moved|changed|amended|updated|modified)(?![^\W_])",
    re.IGNORECASE,
)


_CHANGED_TO = compiled(
    r"\bstatus (?:(?:was|has been|is|has) )?(?:now )?(?:changed|updated|set|switched)"
    r"(?: from [\"'\u201c]?[\w -]{3,20}?[\"'\u201d]?)? to[: ]+"
    r"[\"'\u201c]?(?P<now>[\w-]{3,20}(?: [\w-]{3,20})?)",
    re.IGNORECASE,
)
# "Is this booking confirmed?: No".
_DENIED = compiled(
    r"\b(?:confirm\w*|booked|agreed|accepted|best\u00e4tigt|gebucht|vereinbart|bevestigd|geboekt|confirm\u00e9e?"
    r"|r\u00e9serv\u00e9e?"
    r"|confirmad[ao]|reservad[ao])\b[^:\n]{0,40}:\s*(?:no|nein|nee|non|not yet|noch nicht"
    r"|nog niet|pas encore|todav\u00eda no|a\u00fan no|false)\W*$",
    re.IGNORECASE,
)


def statuses_in(text: str, entries: Sequence[Entry]) -> set[str]:
    """booked, moved, cancelled and pending, each as often as it is said."""
    found = {_status(text[entry.start : entry.end]) for entry in entries if entry.role is Role.STATUS}
    found |= {_status(match["now"]) for match in _CHANGED_TO.finditer(text)}
    return found | {"pending" for entry in entries if _DENIED.search(f"{entry.label}: {text[entry.start : entry.end]}")}


def _status(said: str) -> str:
    if _CANCELLED.search(said) or states.CANCELLED.search(said):
        return "cancelled"
    if _MOVED.search(said) or states.MOVED.search(said):
        return "moved"
    return "booked" if _BOOKED.search(said) or states.BOOKED.search(said) else "pending"
