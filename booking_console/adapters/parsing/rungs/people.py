"""The people of running text: who is the patient, who the specialist, who is only written to."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from itertools import islice

from booking_console.adapters.parsing.languages.words import word_set
from booking_console.adapters.parsing.lines.found import Reading, in_text
from booking_console.adapters.parsing.lines.letter import flat
from booking_console.adapters.parsing.lines.signoffs import SIGN_OFF
from booking_console.adapters.parsing.names.leads import led_in
from booking_console.adapters.parsing.names.names import (
    NAME,
    cut_short,
    is_clinical,
    is_kin_of,
    key,
    may_go_on,
    person_name,
    same_person,
)
from booking_console.adapters.parsing.names.namewords import OPENERS
from booking_console.adapters.parsing.names.people_abroad import SPANISH, guest_patterns
from booking_console.adapters.parsing.names.people_english import GUEST_PATTERNS, SPECIALIST_PATTERNS
from booking_console.adapters.parsing.names.spelling import TITLE_AHEAD
from booking_console.adapters.parsing.patterns import compiled
from booking_console.adapters.parsing.rungs.cast import Part, Player, cast_of
from booking_console.domain.extraction import Field, FieldName, Rung

_TIME_AHEAD = re.compile(r"\d[:.]\d\d|\d ?[ap]\.?m|\b20\d\d\b", re.IGNORECASE)
# A line with nothing but a day and a time, in a mail that speaks to nobody of an appointment of their own.
_APPOINTED = re.compile(r"(?:^|\n)[^\n:]{0,40}?\d[^\n]{0,30}\b\d{1,2}[ ]?[:.h][ ]?[0-5]\d(?:[ ]?h)?[ ]*\n$")
_SPOKEN_TO = re.compile(
    r"\b(?:your?|ihr\w*|dein\w*|uw|je|jouw|votre (?!agenda|planning|cabinet|page|calendrier)|vos|ton|su (?!agenda"
    r"|calendario)|tu (?!agenda|calendario)"
    r"|vous (?:avez|\u00eates|attend\w*|recevr\w+)|(?:le|te) (?:esperamos|confirmamos))\b",
    re.IGNORECASE,
)
_SERVED = (
    r"(?:[ ]+[-\u2013\u2014\u00b7|/][ ]+(?i:(?:premi[e\u00e8]re |primera |nouvelle |bilan|consult|s[e\u00e9]ance"
    r"|sesi[o\u00f3]n|visit|suivi|soin|contr[o\u00f4]l|revisi"
    r"|limpieza|d[e\u00e9]tartrage|massage|masaje|kontroll|behandl|controle|intake|treatment|follow|review|check"
    r"|massage)[^\n@\d]{0,40}))?"
)
_ON_ONE_LINE = NAME.replace("[ \\n]", "[ ]")
_BARE_LINE = re.compile(
    rf"(?m)^[ ]*(?:[\u2022*-]:?[ ]+)?(?P<who>{_ON_ONE_LINE})(?i:[ ]*\((?:mr|mrs|ms|miss|mx|pt|patient)\.?\))?"
    r"(?i:[ ]*[,(][ ]*(?:d\.?o\.?b\.?|born|date of birth|age|aged)\b[: ]*[\w/. -]{2,20}\)?)?"
    r"(?:[ ]*[<(\[][^<>()\[\]\n]{1,60}@[^<>()\[\]\n]{1,60}[>)\]])?[ ]*,?"
    rf"{_SERVED}$"
)


# "New pt for Dr Finch:" above the name.
_ANNOUNCED = re.compile(
    r"(?:^|\n)[^\n:]*\b(?:patients?|pt|clients?|appointments?|appts?|bookings?|visits?|sessions?|slots?"
    r"|following)\b[^\n:]{0,40}:[ ]*\n\Z",
    re.IGNORECASE,
)


# "Bramkamp, Ottilie, geb. 19.01.1940" and "Oskar Lindner, Di 29.09.2026" at the beginning of a line.
_NAMED = r"[^\W\d_a-z][\w'\u2019-]+"
_BORN = r"(?=,? \(?(?:geb(?:oren)?\b|\*|n\u00e9e?\b|nacid[oa]\b|DOB\b|born\b))"
_ON_A_DAY = (
    r"(?=, (?:(?:am|op) )?(?:(?:Mo|Di|Mi|Do|Fr|Sa|ma|wo|vr|za|\w{3,7}dag|\w{3,7}tag|Mittwoch)\b[.,]{0,2} )?(?:den "
    r"|dem )?"
    r"\d{1,2}[. /-])"
)
_DATED_LINE = re.compile(
    rf"(?m)^[ ]*(?:[\u2022*-][ ]+)?(?:(?P<who>{_NAMED}(?: {_NAMED})?, {_NAMED}(?: {_NAMED})?){_BORN}"
    rf"|(?P<other>{_NAMED}(?: (?:v[ao]n|de[nr]?|te[nr]?|zu[rm]?)){{0,2}}(?: {_NAMED}){{1,2}}){_ON_A_DAY})"
)
_HEAD_ALONE = compiled(
    r"\W*(?:fest |verbindlich |nu |is |termin |afspraak )*(?:reserviert|gebucht|best\u00e4tigt|eingetragen|vereinbart"
    r"|gereserveerd|geboekt"
    r"|bevestigd|ingepland|ingeboekt|termin\w*|afspraak\w*|storniert|abgesagt|geannuleerd|afgezegd)\W*",
    re.IGNORECASE,
)
# Whoever has a post on the next line writes or treats.
_POST = compiled(
    r"\n[ ]*(?=[^\n]{0,60}$)(?:[^\W\d_][\w'\u2019.&/-]*[ ]){0,4}(?:secretary|co-?ordinator|manager|receptionist"
    r"|reception|assistant|administrator"
    r"|officer|clerk|director|team|consultant|surgeon|physician|nurse|sekretariat|sekret\u00e4rin|assistente"
    r"|secr\u00e9tari\w+"
    r"|secretar\w+|adjuster|scheduler|specialist|therapist|practitioner|lead|desk)\b",
    re.IGNORECASE | re.MULTILINE,
)


# "Much appreciated," above a name and nothing but what that one is.
_CLOSING = re.compile(
    r"(?m)^[^\W\d_][^\n\d,.:]{2,28},[ ]*\n{1,2}[^\W\d_a-z][\w.'\u2019-]+(?: [^\W\d_a-z][\w.'\u2019-]*){1,2}"
    r"(?:\n(?!.*(?:\d[:.h]\d\d|\d ?[ap]m\b))[^\n]{1,90}){0,5}\s*\Z"
)
_GREETINGS = word_set(
    "kia hoi dag goedendag moin servus salut coucou buenas dear hi hello hey liebe lieber beste geachte bonjour "
    "ch\u00e8re cher hola estimada estimado hallo"
)
MAX_PROSE = 6_000


MAX_PEOPLE = 60


@dataclass(frozen=True, slots=True)
class Around:
    """Who the mail is from and to, as far as names go."""

    sender: str
    recipient: str


@lru_cache(maxsize=16)  # asked for by most steps of one reading
def sign_off_of(text: str) -> int:
    """Where the closing words begin; the names after them are the writer's."""
    match = SIGN_OFF.search(text) or _CLOSING.search(text, text.find("\n") + 1)
    return min(match.start() if match else len(text), MAX_PROSE)


def specialist_in(text: str, body: int) -> Field[str] | None:
    """A title of the trade decides; without one, the person whom somebody is booked with."""
    found = list(islice(_named_specialists(text, body), MAX_PEOPLE))
    return next((field for field in found if is_clinical(field.value)), found[0] if found else None)


def _named_specialists(text: str, body: int) -> Iterator[Field[str]]:
    joined = flat(text[:body])
    for pattern in SPECIALIST_PATTERNS:
        for match in pattern.finditer(joined):
            start, end = match.span("who")
            end = _line_end_within(text, start, end)
            if person_name(text[start:end]) is not None:
                yield in_text(text[start:end].strip(), text, start, end, Rung.SENTENCE)


Spans = Sequence[tuple[int, int]]


_OFFICE = compiled(
    r"(?:the )?(?:office|desk|team|secretary|assistant|pa|sekretariat|b\u00fcro|bureau|secr\u00e9tariat"
    r"|secretar\u00eda)"
    r" (?:of|to|for|von|van|de|du) (?!(?:dr|prof|doctor)\b)",
    re.IGNORECASE,
)


def is_writer(name: str, around: Around) -> bool:
    """ "Office of Ada Moreau" is somebody else than Ada Moreau."""
    return bool(around.sender) and same_person(name, around.sender) and not _OFFICE.match(around.sender)


def patients_in(text: str, body: int, around: Around, aside: Spans = ()) -> list[Player]:
    """Everybody whom the words beside the name make a patient; the writer is none."""
    return [
        player
        for player in cast_of(text, body, aside)
        if player.part is Part.PATIENT and not is_writer(player.name, around)
    ]


def guest_in(text: str, body: int, around: Around, reading: Reading, aside: Spans = ()) -> Field[str] | None:
    """The one person whom the sentences speak of as the patient. aside: where no sentences are."""
    specialist = specialist_in(text, body)
    found = [
        field
        for field in islice(_named_guests(text, body), MAX_PEOPLE)
        if not _is_someone_else(field, specialist, around)
    ]
    found = _without_others(found, cast_of(text, body, aside)) or list(_listed_guests(text, body))
    if not found:
        return _only_patient(text, patients_in(text, body, around, aside))
    longest = max(found, key=lambda field: (field.confidence, len(key(field.value)), -field.source.start))
    if any(not same_person(field.value, longest.value) for field in found):
        reading.doubt(FieldName.GUEST, "The mail speaks of more than one person who may be the patient.")
        return None
    return longest if " " in longest.value else replace(longest, confidence=0.5)


def _without_others(found: Sequence[Field[str]], players: Sequence[Player]) -> list[Field[str]]:
    """Less those whom the words beside the name give another part: "his mother Elske Wijnstra brings him"."""
    others = [player.name for player in players if player.part not in (Part.PATIENT, Part.UNKNOWN)]
    return [field for field in found if not any(same_person(field.value, other) for other in others)]


def _only_patient(text: str, patients: Sequence[Player]) -> Field[str] | None:
    if len(patients) != 1 or " " not in patients[0].name:
        return None
    mention = max(patients[0].mentions, key=lambda one: len(key(one.name)))
    return in_text(mention.name, text, mention.start, mention.end, Rung.SENTENCE)


def _named_guests(text: str, body: int) -> Iterator[Field[str]]:
    joined = flat(text[:body])
    for pattern in (*GUEST_PATTERNS, *guest_patterns(joined)):
        for match in pattern.finditer(joined):
            yield from _guest(match, text)
    for match in _BARE_LINE.finditer(text, 0, body):
        # A place or a firm may stand on a line of its own too; the patient opens the paragraph or the list.
        is_listed = not match[0].lstrip()[0].isalpha()
        if match["who"].split()[0].casefold() in _GREETINGS:
            continue  # "Dear Ada Moreau," is whom the mail is written to
        if _POST.match(text, match.end()):
            continue
        ahead = text[: match.start()]
        is_headed = _ANNOUNCED.search(ahead) is not None or _HEAD_ALONE.fullmatch(ahead) is not None
        opens = not ahead.strip() or ahead.endswith("\n\n") or is_headed
        closes = "\n" in text and not text[match.end() :].strip()  # the writer's own name
        is_below = not closes and _APPOINTED.search(ahead[-90:]) and not _SPOKEN_TO.search(text)
        if (
            is_listed
            or is_below
            or (opens and not closes and (_TIME_AHEAD.search(text, match.end()) or "\n" not in text))
        ):
            # Nothing else stands on the line, so its first word opens no sentence.
            yield from (
                replace(field, confidence=1.0) if len(key(field.value)[0]) > 1 else field
                for field in _guest(match, text)
            )


def _listed_guests(text: str, body: int) -> Iterator[Field[str]]:
    """Where no sentence names anybody."""
    for match in islice(_DATED_LINE.finditer(text, 0, body), MAX_PEOPLE):
        yield from _guest(match, text, "who" if match["who"] else "other")


def _guest(match: re.Match[str], text: str, group: str = "who") -> Iterator[Field[str]]:
    start, end = match.span(group)
    end = _line_end_within(text, start, end)
    end = start + len(cut_short(text[start:end]))
    start = led_in(text, _after_opener(text, start, end))
    name = person_name(text[start:end])
    if name is not None and not is_clinical(text[start:end]) and not (may_go_on(name) or is_kin_of(text, start)):
        field = in_text(name, text, start, end, Rung.SENTENCE)
        is_titled = TITLE_AHEAD.match(text[start:end]) is not None
        is_short = len(name.split()[0].rstrip(".")) == 1
        is_opened = not is_titled and match.re.pattern not in SPANISH and _may_begin_with_an_opener(text, start, name)
        yield replace(field, confidence=0.5) if is_short or is_opened else field


def _after_opener(text: str, start: int, end: int) -> int:
    """ "Unfortunately Isla Brennan" begins with a word that is only capital because the sentence begins."""
    first, _, rest = text[start:end].partition(" ")
    is_opener = first.casefold() in OPENERS
    return end - len(rest) if is_opener and " " in rest.strip() and not rest[0].islower() else start


def _may_begin_with_an_opener(text: str, start: int, name: str) -> bool:
    """Three words at the start of a sentence, the first of which is never seen again as a name."""
    words = [word for word in name.split() if word[0].isupper()]
    if len(words) < 3 or text[:start].rstrip(" ")[-1:] not in ("", "\n", ".", "!", "?"):
        return False
    return words[-1].rstrip(".") not in ("Jr", "Sr", "II", "III") and text.count(words[0]) < 2


def _line_end_within(text: str, start: int, end: int) -> int:
    """A name goes on into the next line only where the text is wrapped, not where short lines stand below each "
    "other."""
    cut = text.find("\n", start, end)
    if cut < 0 or cut - text.rfind("\n", 0, start) > 55:
        return end
    return cut


def _is_someone_else(field: Field[str], specialist: Field[str] | None, around: Around) -> bool:
    if is_writer(field.value, around) and not (around.recipient and same_person(field.value, around.recipient)):
        return True
    return specialist is not None and same_person(person_name(specialist.value) or specialist.value, field.value)
