"""The people of labelled lines: the patient, the one who treats, the patient's own address."""

import re
from collections.abc import Sequence
from dataclasses import replace

from booking_console.adapters.parsing.lines.found import Reading, in_text
from booking_console.adapters.parsing.lines.labels import Entry
from booking_console.adapters.parsing.names.exactroles import Role
from booking_console.adapters.parsing.names.names import (
    is_clinical,
    key,
    labelled_name,
    person_name,
    same_person,
)
from booking_console.adapters.parsing.names.spelling import TITLE_AHEAD
from booking_console.adapters.parsing.patterns import compiled
from booking_console.domain.extraction import Field, FieldName, Rung

_EMAIL = re.compile(r"[\w.+'-]{1,64}@[\w-]{1,63}(?:\.[\w-]{1,63})+")
_BOOKER = compiled(r"\b(?:booked|parent|guardian|carer|mother|father|requested|contact|account)\b", re.IGNORECASE)
_ONE_NAME_ONLY = compiled(r"\b(?:one|single) name\b|\bmononym\b|\bno (?:sur|last |family )name\b", re.IGNORECASE)
_WHOLE_WORD = re.compile(r"[^\W\d_]{2}")
_NAME_ENDS = re.compile(r"(?<![ ])[ ]*(?:[,|;/#]|[ ][-\u2013][ ]|[(]).*$", re.DOTALL)
_WITH_WHOM = re.compile(r"(?<=\w)[ ]+(?:with|w/|mit|bei|met|bij|avec|chez|con)[ ]+(?=[^\W\d_a-z]).*$", re.DOTALL)
# What runs on behind a name when the cells of a form are joined, and a sentence that follows it.
_NEXT_CELL = re.compile(
    r"(?:[ ]{3,}|(?<=[a-z]{3})\.[ ]+(?=[A-Z])|(?<![ ])[ ]+[(]?(?:DOB|dob|D\.O\.B|born|aged?|Acct|Account|MRN|NHS"
    r"|ID|No|Ref|Tel|Ph|Phone|Mobile"
    r"|Referring|Referred|Sex|Age|Hosp|Hospital|Case|File|Chart|Claim|E-?mail|geb|geboren|n\u00e9e?"
    r"|nacid[ao])\b(?! [a-z])).*$",
    re.DOTALL,
)
_ASIDE = re.compile(r"(?<![ ])[ ]*(?:\((?!(?:RN|Dr|Nurse)\b)|[<\n]).*$", re.DOTALL)


def guest_of(text: str, entries: Sequence[Entry], reading: Reading) -> Field[str] | None:
    found = _in_two_parts(text, entries) or [
        field for role in (Role.GUEST, Role.NAME) for field in _people(text, entries, role, reading)
    ]
    for role in (Role.FOR, Role.APPOINTMENT):
        found = found or [field for field in _people(text, entries, role, reading) if " " in field.value]
    found = found or _named_above(text, entries, reading)
    longest = max(found, key=lambda field: len(key(field.value)), default=None)
    if _is_unreadable(text, entries):
        reading.doubt(FieldName.GUEST, "The mail does not name one single person as the patient.")
        return None
    if longest is None:
        return None
    if any(not same_person(field.value, longest.value) for field in found):
        reading.doubt(FieldName.GUEST, "The mail names more than one person as the patient.")
        return None
    longest = _spelled_out(text, entries, longest)
    is_nameless = " " not in longest.value and not _ONE_NAME_ONLY.search(text)
    is_bare = not any(entry.role is Role.GUEST for entry in entries)
    if is_nameless or (is_bare and is_clinical(longest.source.text)) or not _WHOLE_WORD.search(longest.value):
        return replace(longest, confidence=0.5)
    return longest


_INITIALS = re.compile(r"(?:[A-Z]\.?[ -]?){1,4}(?<=[ .])(?=(?:[a-z'\u2019]{1,5} ){0,3}[^\W\d_a-z][^\W\d_])")


def _spelled_out(text: str, entries: Sequence[Entry], guest: Field[str]) -> Field[str]:
    """ "H. Dijkstra" beside "Voornaam: Harm"."""
    initials = _INITIALS.match(guest.value)
    for entry in entries if initials else ():
        first = text[entry.start : entry.end].strip()
        if entry.role is Role.FIRST_NAME and first[:1] == guest.value[:1] and person_name(f"{first} Nobody"):
            return replace(guest, value=f"{first} {guest.value[initials.end() :]}" if initials else guest.value)
    return guest


_RE = frozenset({"re", "regarding", "concerning", "betreff", "betreft", "objet", "asunto"})
_ABOVE = compiled(
    r"\b(?:(?:patient|client|person|individual|claimant|member|child) (?:named|mentioned|listed|shown) above"
    r"|above[- ](?:named|mentioned|referenced)\b|above (?:patient|client|person|individual|claimant|member|child)"
    r"|(?:oben|obige[nrs]?|o\. ?g\.) ?(?:genannte\w* )?patient\w*|bovengenoemde pati\u00ebnte?"
    r"|patiente? (?:nomm\u00e9e?|cit\u00e9e?|susnomm\u00e9e?) ci-dessus|paciente arriba)\b",
    re.IGNORECASE,
)


def _named_above(text: str, entries: Sequence[Entry], reading: Reading) -> list[Field[str]]:
    """ "RE: Ada Moreau" in a letter that goes on with "the patient named above", or with "Dear Ms Moreau"."""
    about = [replace(entry, role=Role.GUEST) for entry in entries if entry.label.casefold().strip(" .") in _RE]
    found = _people(text, about, Role.GUEST, reading) if len(about) == 1 else []
    found = [field for field in found if " " in field.value and not is_clinical(field.source.text)]
    if not found or _ABOVE.search(text, about[0].end) is not None:
        return found
    greeted = _DEAR.search(text, about[0].end)
    return found if greeted and key(greeted["last"])[-1:] == key(found[0].value)[-1:] else []


_DEAR = compiled(
    r"(?m)^[ ]*(?:Dear|Hello|Hi|Sehr geehrte[r]?|Liebe[r]?|Geachte|Beste|Ch\u00e8re?|Bonjour|Estimad[oa])[ ]"
    r"[^,:!\n]{0,40}?(?P<last>[^\W\d_][\w'\u2019-]+)[ ]*[,:!]?[ ]*$"
)


_DON = compiled(r"^(?:D(?:\u00f1?a)?\.|de heer)[ ](?=\S+[ ]\S{2})")


# "A.M. (Anouk) de Ridder": the Dutch write the name that is used behind the initials of the others.
_CALLED = re.compile(
    r"^[ ]*(?:[A-Z]\.?[ ]?){1,6}\([ ]?([^\W\d_a-z][^\W\d_]+)[ ]?\)[ ]+(?=(?:[a-z']{1,5}[ ]){0,3}[^\W\d_a-z])"
)


# "Solenne Kermarrec, adress\u00e9e par le Dr Abgrall".
_SENT_ON = re.compile(
    r"(?<=[^\W\d_]),[ ]+(?:adress|envoy|orient|suivi|connu|accompagn|n\u00e9|remitid|derivad|enviad|acompa\u00f1ad"
    r"|conocid|nacid|referred|sent|accompanied)\w*[ ].*$",
    re.DOTALL,
)
_QUOTED = re.compile(r"^\s*[\"'\u201c\u00ab][ ]?([^\"\u201c\u201d\u00ab\u00bb\n]+?)[ ]?[\"'\u201d\u00bb]\s*$")


def _name_of(value: str) -> str | None:
    """The whole value, or its beginning when numbers follow on the same line; forms are often filled in small "
    "letters."""
    value = _QUOTED.sub(r"\1", value)
    value = _WITH_WHOM.sub("", _CALLED.sub(r"\1 ", TITLE_AHEAD.sub("", _DON.sub("", value))))
    cell = _NEXT_CELL.sub("", _DON.sub("", value))
    value = cell if " " in cell.strip() else value
    value = _SENT_ON.sub("", value)
    begin = _NAME_ENDS.sub("", _DON.sub("", value))
    if " " in begin.strip() and any(sign.isdigit() or sign == "@" for sign in value[len(begin) :]):
        value = begin
    return labelled_name(value) or (person_name(value.title()) if value.islower() and " " in value.strip() else None)


_TWO_WORDS_FIRST = re.compile(
    r"(?P<last>[^\W\d_][\w'\u2019-]*(?: [^\W\d_][\w'\u2019-]*){1,2}),[ ]*(?P<first>[^\W\d_][\w'\u2019-]*(?: "
    r"[^\W\d_][\w'\u2019-]*){0,2})[ ]*"
)
# With these a surname begins and no first name.
_SURNAME_BEGINS = re.compile(
    r"(?:te|de|del|della|den|ter|ten|von|vom|zu|st|san|el|al|bin|ibn|nic|n\u00ed|mac|van (?:de[nr]?|het|'t)|de (?:la"
    r"|los|las)) ",
    re.IGNORECASE,
)


def _last_first(text: str, value: str) -> str | None:
    """ "Te Rangi, Aroha Mae": two people might be written so, unless the surname or the rest of the mail tells."""
    match = _TWO_WORDS_FIRST.fullmatch(value.strip())
    if match is None:
        return None
    first, whole = match["first"].split()[0], f"{match['first']} {match['last']}"
    greeted = re.search(
        rf"(?m)^[ ]*(?:Dear|Hello|Hi|Hey|Kia ora|Good morning|Good afternoon),?[ ]+{re.escape(first)}\b", text
    )
    is_told = _SURNAME_BEGINS.match(match["last"]) or greeted or f"{first} {match['last']}" in text or whole in text
    return person_name(whole) if is_told else None


# "New patient: yes" names nobody.
_YES_OR_NO = re.compile(
    r"\W*(?:yes|no|ja|nein|nee|oui|non|s\u00ed|new|existing|neu|nieuw|nouveau|nouvelle|nuevo|nueva"
    r"|1)\b(?: (?:patient|client))?\W*(?:\([^()]*\)\W*)?",
    re.IGNORECASE,
)


def _is_unreadable(text: str, entries: Sequence[Entry]) -> bool:
    """A label for the patient whose value is several people, or nobody that can be told."""
    said = [text[entry.start : entry.end] for entry in entries if entry.role is Role.GUEST]
    said = [value for value in said if not _YES_OR_NO.fullmatch(value)]
    return any(
        any(letter.isalpha() for letter in value) and (_name_of(value) or _last_first(text, value)) is None
        for value in said
    )


def _people(text: str, entries: Sequence[Entry], role: Role, reading: Reading) -> list[Field[str]]:
    out = []
    for entry in entries:
        value = text[entry.start : entry.end] if entry.role is role else ""
        if value and (name := _name_of(value) or _last_first(text, value)) is not None:
            field = in_text(name, text, entry.start, entry.end, reading.rung)
            is_either = _LAST_FIRST.match(entry.label) and not _SAYS_WHICH.search(text, entry.start, entry.end)
            out.append(replace(field, confidence=0.5) if is_either else field)
    return out


# Under "Nom et pr\u00e9nom", "Martin Claude" may be either, unless a comma or capitals tell.
_LAST_FIRST = compiled(
    r"\W*(?:nom|name|naam|apellidos|nachname|familienname|\w+name)\W+(?:et |en |und |y |u\. )?(?:pr\u00e9nom"
    r"|vorname|voornaam|nombre)\b",
    re.IGNORECASE,
)
_SAYS_WHICH = re.compile(r",|(?<![^\W\d_])[^\W\d_a-z\u00df-\u00ff]{3,}(?![^\W\d_])")


_IS_NAME = compiled(r"(?:^|[\W_])(?:nom|name|nombre|naam|apellidos?)(?:$|[\W_])", re.IGNORECASE)
_SECOND = compiled(r"\W*(?:segundo|2[\u00ba.o]*) apellido\b", re.IGNORECASE)
_NOMBRE = compiled(r"\W*nombres?\b(?!.*apellido)", re.IGNORECASE)
_WHOLE_NAMES = frozenset({Role.NAME, Role.GUEST})


def _in_two_parts(text: str, entries: Sequence[Entry]) -> list[Field[str]]:
    first = next((entry for entry in entries if entry.role is Role.FIRST_NAME), None)
    last = next((entry for entry in entries if entry.role is Role.LAST_NAME), None)
    second = next((entry for entry in entries if _SECOND.match(entry.label)), None)
    last = last or next((entry for entry in entries if entry.role is Role.NAME and entry.end - entry.start < 40), None)
    if first is not None and last is None:  # "patient_nom" beside "patient_prenom"
        last = next((entry for entry in entries if entry.role is Role.GUEST and _IS_NAME.search(entry.label)), None)
    if first is None and last is not None:  # "Nombre" above "Apellidos"
        first = next((entry for entry in entries if _NOMBRE.match(entry.label) and entry.role in _WHOLE_NAMES), None)
    if first is None or last is None or (" " in text[last.start : last.end].strip() and last.role is Role.NAME):
        return []
    if (
        last.role is Role.GUEST
        and text[first.start : first.end].strip().casefold() in text[last.start : last.end].casefold()
    ):
        return []
    rest = f" {text[second.start : second.end]}" if second and second is not last else ""
    name = person_name(f"{text[first.start : first.end]} {text[last.start : last.end]}{rest}")
    span = (min(first.start, last.start), max(first.end, last.end))
    return [in_text(name, text, *span, Rung.LABEL)] if name else []


def specialist_of(text: str, entries: Sequence[Entry]) -> Field[str] | None:
    for entry in entries:
        if entry.role is Role.SPECIALIST:
            name = _ASIDE.sub("", text[entry.start : entry.end]).strip(" .,;")
            if 2 <= len(name) <= 60 and any(letter.isalpha() for letter in name):
                return in_text(name, text, entry.start, entry.start + len(name), Rung.LABEL)
    return None


def email_of(text: str, entries: Sequence[Entry]) -> Field[str] | None:
    is_booked_by_another = any(entry.role is Role.OTHER_PERSON and _BOOKER.search(entry.label) for entry in entries)
    for entry in entries:
        if entry.role in (Role.EMAIL, Role.GUEST):
            if is_booked_by_another and entry.role is Role.EMAIL and len(entry.label.split()) == 1:
                continue
            match = _EMAIL.search(text, entry.start, entry.end)
            if match:
                return in_text(match[0], text, match.start(), match.end(), Rung.LABEL)
    return None
