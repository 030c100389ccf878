"""A visit that moves to a day that nobody knows yet: the only time in the mail is the old one."""

import re
from collections.abc import Iterator

from booking_console.adapters.parsing.languages.english import ENGLISH
from booking_console.adapters.parsing.languages.tongues import spoken_in
from booking_console.adapters.parsing.lines.kinds import cancels, sentence_around
from booking_console.adapters.parsing.names.exactroles import Role
from booking_console.adapters.parsing.patterns import compiled
from booking_console.adapters.parsing.rungs.people import sign_off_of
from booking_console.adapters.parsing.verdict.settle import Read
from booking_console.domain.extraction import AppointmentFields, Doubt, FieldName, Kind, Rung

_SOME = r"[^.!?\n\d]{0,50}?"
_NEW = {
    "en": r"(?:new|another|alternative|revised) (?:date|time|day|slot|appointment|one)s?\b(?! (?:letter|card))",
    "nl": r"(?:nieuwe|andere) (?:datum|tijd|tijdstip|dag|afspraak)\b",
    "de": r"(?:neue|andere)[nrs]? (?:termin|datum|uhrzeit|zeit|zeitpunkt|tag)\b",
    "fr": r"(?:nouve(?:au|l|lle)|autre) (?:date|heure|horaire|cr\u00e9neau|rendez-vous|rdv)\b",
    "es": r"(?:nuev[ao]|otr[ao]) (?:fecha|hora|cita|horario|d\u00eda)\b",
}
_WILL_TELL = {
    "en": r"\b(?:will|['\u2019]ll|shall|going to) (?:\w+ )?(?:send|let|confirm|advise|give|ring|call|phone"
    r"|e-?mail|write|be in touch|contact|find|offer)\b",
    "nl": r"\b(?:sturen|stuur|laten|laat|mailen|mail|geven|geef|nemen|neem|bellen|bel|hoort|ontvangt|krijgt|zoeken)\b",
    "de": r"\b(?:teilen|teile|senden|schicken|schicke|geben|melden|melde|nennen|mailen|suchen|erhalten|bekommen"
    r"|vereinbaren)\b",
    "fr": r"\b(?:enverr\w+|communiquer\w+|donner\w+|indiquer\w+|transmettr\w+|proposer\w+|contacter\w+"
    r"|recontact\w+|rappell?er\w+"
    r"|recevr\w+|tiendr\w+)\b",
    "es": r"\b(?:comunicar\w+|enviar\w+|avisar\w+|informar\w+|dar(?:emos|\u00e9)|indicar\w+|contactar\w+"
    r"|llamar\w+|recibir\w+|buscar\w+)\b",
}
_COMES = {
    "en": r"\b(?:to follow|follows|will follow|tb[cad]\b|to be (?:confirmed|advised|arranged|agreed|set|fixed"
    r"|notified|announced|found|decided)"
    r"|will be (?:sent|confirmed|advised|arranged|communicated|given|provided|agreed|set|found|announced"
    r"|notified|offered)|(?:is |are )?not (?:yet )?(?:known"
    r"|fixed|set|agreed|decided|available)|unknown|later|soon)",
    "nl": r"\b(?:volg(?:t|en)|(?:is |staat |wordt )?nog (?:niet|onbekend|te|door|bekend|bepaald|mee)|(?:wordt"
    r"|worden) (?:later|nog|zo spoedig|zsm|binnenkort)"
    r"|zsm|binnenkort|onbekend|hoort u|laten (?:we|wij)|later)\b",
    "de": r"\b(?:folgt|folgen|teilen|mitgeteilt|steht noch|noch (?:offen|nicht|unbekannt|zu)|wird (?:noch"
    r"|gerade|demn\u00e4chst)|sp\u00e4ter|in k\u00fcrze"
    r"|demn\u00e4chst|unbekannt|offen)\b",
    "fr": r"(?:\bsuivr\w+|\bsuit\b|\u00e0 (?:venir|fixer|d\u00e9finir|d\u00e9terminer|confirmer|convenir)"
    r"|(?:sera|seront|est|vous sera) (?:bient\u00f4t |prochainement |encore )?"
    r"(?:communiqu|fix|donn|envoy|transmis|confirm|pr\u00e9cis|indiqu|inconnu)|\bprochainement\b"
    r"|\bbient\u00f4t\b|pas encore|ult\u00e9rieur)",
    "es": r"\b(?:(?:se |les? |os )+\w+r[\u00e1\u00e9]n?\b|(?:la |lo )?(?:comunicar|enviar|avisar|indicar"
    r"|confirmar|dar)(?:emos|\u00e1n?|\u00e9)\b|por (?:determinar|confirmar|definir|fijar"
    r"|concretar)|pendiente|en breve|pr\u00f3ximamente|m\u00e1s adelante|a\u00fan|todav\u00eda|seguir\u00e1)",
}
_SOME_DAY = (
    r"\b(?:to|until|till|for) (?:an?|some) (?:later|future|further|another|different|new|alternative) (?:date"
    r"|time|day|occasion)\b"
    r"|\buntil further notice\b|\bwhen (?:the|his|her|their) new (?:date|time|appointment|one) (?:is|will be)\b"
    r"|\blet (?:you|us|him|her|them) know (?:when|the new|which day|what time)\b"
    r"|\bnaar (?:een )?(?:later|ander|nader) (?:moment|tijdstip|te bepalen \w+)\b|\b(?:laten|laat|hoort"
    r"|horen) (?:\w+ ){0,3}wanneer\b|\bnader te bepalen\b"
    r"|\bauf (?:einen )?(?:sp\u00e4ter\w*|ander\w+|unbestimmte\w*) (?:termin|zeitpunkt|zeit|tag)\b"
    r"|\bauf sp\u00e4ter\b|\bwann,? (?:teilen|sagen|melden)\b"
    r"|\b(?:teilen|sagen|geben) (?:\w+ ){0,4}wann\b"
    r"|\bdate ult\u00e9rieure\b|\b(?:dir|fer|tiendr|pr\u00e9ciser)\w+ (?:\w+ )?quand\b|\bune autre date\b"
    r"|\bau courant\b"
    r"|\b(?:para|a) (?:una fecha (?:posterior|por)|m\u00e1s adelante|otro d\u00eda)|\bfecha posterior\b"
    r"|\b(?:dir|avisar|informar|comunicar)\w+ cu\u00e1ndo\b"
)
_TO_COME = compiled(
    "|".join((
        _SOME_DAY,
        *(rf"\b{_NEW[one]}{_SOME}{_COMES[one]}" for one in _NEW),
        *(rf"{_WILL_TELL[one]}{_SOME}\b{_NEW[one]}" for one in _NEW),
    )),
    re.IGNORECASE,
)  # fmt: skip
# Ahead of a time, or right behind it, that a visit moves to.
_TOWARDS = re.compile(
    r"\b(?:to(?! (?:be )?(?:mov|re-?sched|chang|postpon|shift|put|push|bring|re-?arrang|delay|defer|cancel))"
    r"|until|till|now|new|instead|into"
    r"|for(?= (?:on |the |this |next )*(?:\d|mon|tue|wed|thu|fri|sat|sun|jan|feb|mar|apr|may|jun|jul|aug|sep"
    r"|oct|nov|dec|tomorrow))|naar|nu|nieuw\w*|maar|wordt|auf|nun|jetzt|neu\w*|sondern|au|aux?|\u00e0|pour"
    r"|nouve\w+|d\u00e9sormais|maintenant"
    r"|mais|al|para|ahora|nuev\w+|sino|a (?:el|la))\b|->|\u2192",
    re.IGNORECASE,
)
_INSTEAD = compiled(
    r"\b(?:instead|in place of|rather than|statt|anstelle|in plaats van|au lieu|\u00e0 la place|en (?:lugar"
    r"|vez) del?)\b",
    re.IGNORECASE,
)
_FURTHER = compiled(
    r"\b(?:moet\w*|muss|m\u00fcssen|devons|doit|tenemos que|tiene que|have to|has to|had to|need to"
    r"|needs to) (?:\S+ ){0,6}?"
    r"(?:verzet\w*|verplaats\w*|verschoben|verschieben|verlegt|verlegen|report\w*|d\u00e9plac\w*|aplazar\w*"
    r"|cambiar\w*|move|moved|reschedul\w*)",
    re.IGNORECASE,
)


def times_to_come(read: Read, kind: Kind) -> Iterator[Doubt]:
    """Only for a move: a visit that falls away is given up, whenever its next one is."""
    if kind is not Kind.RESCHEDULE:
        return
    text = read.clock.text
    body = text[: sign_off_of(text)]
    starts = tuple(one.start.value for one in read.appointments if one.start)
    if match := _TO_COME.search(body):
        yield Doubt(FieldName.START, f'The mail says "{match[0].strip()}"; the new time may still be to come.', starts)
    if _is_from_to(read):
        yield Doubt(FieldName.START, "The mail may name the old and the new time, or a beginning and an end.", starts)
    for one in read.appointments:
        if one.start and read.claim is None and _is_the_old_one(one, body):
            yield Doubt(FieldName.START, "The mail may only name the time that is given up.", starts)


_SPAN = {Role.WHEN: "from", Role.START: "from", Role.END: "to"}


def _is_from_to(read: Read) -> bool:
    """ "From: 12:00" above "To: 13:00" in a mail about a move."""
    said = [
        entry.label.casefold().strip(" .")
        for entry in read.entries
        if _SPAN.get(entry.role) == entry.label.casefold().strip(" .")
    ]
    return "from" in said and "to" in said and not any(one.previous_start for one in read.appointments)


def _is_the_old_one(one: AppointmentFields, body: str) -> bool:
    """The one time of a move stands in a sentence that gives it up and leads nowhere."""
    assert one.start
    place = one.start.source
    if one.previous_start or one.start.rung > Rung.SENTENCE or place.part != "text" or not 0 <= place.start < len(body):
        return False
    said = sentence_around(body, place.start, place.end)
    at = " ".join(body[place.start : place.end].split())
    lead, _, rest = said.partition(at)
    is_new = _TOWARDS.search(f"{lead} {at}") or _INSTEAD.search(rest)
    moves = any(phrases.moved.search(said) for phrases in (ENGLISH, *spoken_in(body)))
    return (moves or cancels(said) or bool(_FURTHER.search(said))) and not is_new
